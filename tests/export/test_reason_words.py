"""Every reason has words in one place; JSON has the code, the values and the same sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.export import found, sample

from secondtake.export import in_words, record_shape, report_shape
from secondtake.export.messages.reason_words import clause
from secondtake.model.enums import CameraMotionKind, PicturePart, ReasonCode, RelationKind
from secondtake.model.reasons import Reason, ReasonValue, as_written, reason

SOURCE = Path(__file__).parents[2] / "src" / "secondtake"
C = ReasonCode
SAID: list[tuple[ReasonCode, dict[str, ReasonValue], str]] = [
    (C.AS_WRITTEN, {"text": "As {it} was."}, "As {it} was."),
    (
        C.KEYPOINTS_REGISTERED,
        {"keypoints": 35, "in_background": 30, "mirrored": True, "background_aligned": 0.974},
        "35 keypoints fit one registration of the two pictures, mirrored; 30 of them are in the "
        "background. Under that registration 97 % of the background aligns (near 100 % from one "
        "camera position).",
    ),
    (
        C.KEYPOINTS_NOT_REGISTERED,
        {
            "scene_similarity": 0.123,
            "other_scenes_up_to": 0.41,
            "colour_similarity": 0.8,
            "other_colours_up_to": 0.91,
        },
        "No keypoints match: the pictures cannot be registered to each other. Background "
        "similarity: kind of place 0.12 (different places up to 0.41), colours 0.80 (different "
        "places up to 0.91).",
    ),
    (
        C.REGISTERED_AS_COPY,
        {"right": 0.981, "left": 0.97},
        "One registration at one constant speed explains 98 % of what changes in the right and "
        "97 % in the left, people and background together, frame by frame.",
    ),
    (
        C.REGISTERED_IN_PART,
        {"share": 0.7},
        "One registration at one constant speed explains 70 % of what changes.",
    ),
    (
        C.NOT_REGISTERED_IN_TIME,
        {"share": 0.22},
        "One registration at one constant speed explains 22 % of what changes: people and "
        "background do not align frame by frame.",
    ),
    (
        C.PLAYED_AT_SPEED,
        {
            "faster": "right",
            "speed": 25 / 24,
            "standard_error": 0.003,
            "conversion": "25/24",
            "pitch_moved_too": True,
        },
        "The right plays 4.2 % faster than the left (speed 25/24: 24 frames a second played at "
        "25, as on PAL television); the pitch of its sound is higher by as much.",
    ),
    (
        C.CAMERA_MOTION,
        {
            "left": CameraMotionKind.STATIC.value,
            "left_pan": 0.001,
            "left_shake": 0.002,
            "right": CameraMotionKind.PAN.value,
            "right_pan": 0.1,
            "right_shake": 0.01,
        },
        "The camera of the left stands still (pan 0.1 %, shake 0.2 % of the picture's width a "
        "second) and the one of the right pans (pan 10.0 %, shake 1.0 % of the picture's width a "
        "second).",
    ),
    (
        C.PICTURE_UNCHANGED,
        {"share": 0.99, "camera_moved": True},
        "99 % of the picture compared shows no difference above the noise floor; light, contrast, "
        "edges and compression are accounted for, as are shifts where the camera was moved.",
    ),
    (
        C.PEOPLE_SIMILAR,
        {"similarity": 0.63, "head": 0.9, "upper body": 0.5},
        "The two most similar people: similarity 0.63 (1 is the same picture); colours by part: "
        "head 0.90, upper body 0.50. This is not an identification.",
    ),
    (
        C.OUTLINES_WARPED,
        {"share": 0.5, "pose_share": 0.4, "other_alignments": 2},
        "With free time warping, 50 % of what changes in that person's outline is shared; pose "
        "keypoints match over 40 % of the shorter action. 2 other alignments fit about as well: "
        "the action repeats.",
    ),
    (
        C.CHANGES_AT_SAME_POSITIONS,
        {"share": 0.31},
        "With the backgrounds aligned, 31 % of what changes is at the same positions.",
    ),
    (
        C.OUTLINE_DISTANCE,
        {"times_one_take": 1.2, "one_set_up_up_to": 1.4, "other_actions_from": 1.5},
        "Once aligned, the outlines are 1.20 times as far apart as within one take over 0.3 s "
        "(takes of one set-up gave up to 1.4, other actions mostly over 1.5).",
    ),
    (
        C.HEIGHT_DIFFERENCE,
        {"share": 0.021},
        "At the same position in front of the camera their heights differ by 2.1 %, allowing one "
        "pixel of measurement error.",
    ),
    (
        C.PART_COLOURS_UNCHANGED,
        {"person 1": ("head", "legs"), "person 2": ("head",)},
        "No difference in colour above the noise floor: head of the first person "
        "compared, legs of the first person compared, head of the second person compared.",
    ),
    (
        C.PART_DETAILS_UNCHANGED,
        {"person 1": ("left hand",)},
        "No difference above the noise floor in any part of these: left hand of the "
        "first person compared.",
    ),
    (
        C.MOTION_SYNCHRONISED,
        {"correlation": 0.83, "overlap_seconds": 4.21, "next_best": 0.3},
        "At one constant offset, movement agrees with correlation 0.83 over 4.2 s; the best other "
        "offset gives 0.30.",
    ),
    (
        C.PICTURES_SYNCHRONISED,
        {
            "offset_seconds": -0.8,
            "significance": 9.04,
            "next_best": 2.96,
            "next_best_seconds": 0.4,
            "residual_ms": 23.1,
            "overlap_seconds": 5.2,
        },
        "Whatever moves in both pictures agrees best where the right's clock reads -0.80 s against "
        "the left's, to 23 ms over 5.2 s, 9.0 standard deviations above chance; the next best, "
        "+0.40 s, gives 3.0.",
    ),
    (
        C.BODY_POINTS_SYNCHRONISED,
        {
            "offset_seconds": 0.04,
            "significance": 2.5,
            "next_best": 0.0,
            "next_best_seconds": None,
        },
        "Body points move most as one body seen by two cameras would where the right's clock reads "
        "+0.04 s against the left's, 2.5 standard deviations above chance; too little is in common "
        "at any other offset.",
    ),
    (
        C.SOUND_DELAY,
        {"offset_seconds": 0.5, "significance": 12.3, "next_best": 4.0, "loudness_db": -21.2},
        "The phases of sound onsets agree best where the right sounds +0.50 s against the left, "
        "12.3 standard deviations above all other delays; the next best gives 4.0 (the quieter "
        "sound is at -21 dB).",
    ),
    (
        C.SOUND_SYNCHRONISED,
        {"correlation": 0.91, "next_best": 0.2},
        "Sound onsets agree with correlation 0.91 at one offset; the best other offset gives 0.20.",
    ),
    (
        C.COPIED_SEGMENT,
        {"seconds": 3.0, "score": 0.9, "edits": ("mirror", "crop")},
        "Movement in 3.0 s of the left agrees with the right under one registration at one "
        "constant speed, score 0.90; visible edits: mirror, crop.",
    ),
    (C.COPIED_SOUND_AGREES, {}, "The sound of both agrees at the same offset and speed."),
    (
        C.COPIED_SOUND_DIFFERS,
        {},
        "The sound of both does not agree at that offset and speed: one of them has other sound.",
    ),
    (
        C.COPIED_SOUND_UNCLEAR,
        {},
        "Sound says nothing here: it is missing, silent, too short or too heavily edited.",
    ),
    (
        C.COMMON_SEGMENT,
        {"films": 5},
        "A segment that both show is in 5 or more films of this case (an ident, an intro, a stock "
        "shot); it is not evidence by itself.",
    ),
    (
        C.BURNT_IN_CLOCK,
        {"side": "left", "place": ("left third", "upper half")},
        "The left has a burnt-in clock that changes every second (left third of the picture, upper "
        "half); it was left out of the search for a copy.",
    ),
    (
        C.CLOCKS_AGREE,
        {"offset_seconds": 2.04},
        "The burnt-in clocks show the same characters second by second where the right is +2.0 s "
        "from the left; by itself this is not evidence of a copy.",
    ),
    (
        C.CLOCKS_DIFFER,
        {"left": 0.0, "right": 1.5, "still_parts": True},
        "The burnt-in clocks differ: from 0.0 s of the left and from 1.5 s of the right they show "
        "other characters, also in what does not tick (hours, minutes, a date).",
    ),
    (
        C.CLOCK_READING,
        {"place": ("right third", "lower half")},
        "what the burnt-in clock shows (right third of the picture, lower half)",
    ),
    (
        C.FLICKER_SHARED,
        {"correlation": 0.061, "elsewhere_up_to": 0.02, "offset_seconds": -1.2},
        "Nothing moves in the place, but the noise of each picture of one side is found in the "
        "other at one offset, right -1.20 s from left (correlation 0.061, at other offsets at most "
        "0.020), as in one recording.",
    ),
    (
        C.FLICKER_DISTINCT,
        {"correlation": 0.003, "elsewhere_up_to": 0.004, "one_recording_about": 0.2},
        "Nothing moves in the place, and the noise of each picture of one side is found at no "
        "offset of the other (correlation 0.003, at other offsets up to 0.004; one recording would "
        "have had about 0.20).",
    ),
    (
        C.FLICKER_UNCLEAR,
        {"correlation": None},
        "the original files, a longer stretch or sound (nothing moves but noise and clocks, so "
        "both may be one recording or two of one place: encoding left no noise to compare)",
    ),
    (
        C.FLICKER_UNCLEAR,
        {"correlation": 0.02, "elsewhere_up_to": 0.015},
        "the original files, a longer stretch or sound (nothing moves but noise and clocks, so "
        "both may be one recording or two of one place: what noise encoding left agrees at no "
        "offset clearly (correlation 0.020, at other offsets up to 0.015))",
    ),
    (
        C.NOISE_SHARED,
        {"correlation": 0.31, "elsewhere_up_to": 0.01},
        "The sensor noise of one side is found in the other (correlation 0.310, at other offsets "
        "at most 0.010), as in a re-used segment.",
    ),
    (
        C.NOISE_DISTINCT,
        {"correlation": 0.012, "elsewhere_up_to": 0.011, "one_recording_about": 0.2},
        "The sensor noise of one side is not found in the other (correlation 0.012, at other "
        "offsets up to 0.011; one recording would have had about 0.20 or more).",
    ),
    (
        C.NOISE_UNCLEAR,
        {},
        "Sensor noise could not tell: encoding left none of it, or no still and plain area is "
        "visible in both.",
    ),
    (
        C.NOISE_REPEATED_MOTION,
        {},
        "Sensor noise could not tell: the movement repeats itself, so the search may have been at "
        "another repetition.",
    ),
    (C.NOISE_NOT_COMPARED, {}, "Sensor noise was not compared."),
    (C.NOISE_NOT_ANALYSED, {"why": "no frame."}, "sensor noise: no frame."),
    (
        C.KEY_FRAMES_SHARED,
        {"coincide": 6, "key_frames": 6, "by_chance": 1e-7},
        "6 of 6 key frames coincide at one offset, at uneven intervals (probability by chance "
        "1e-07): one encoding.",
    ),
    (
        C.KEY_FRAMES_BY_CHANCE,
        {"coincide": 6, "key_frames": 6, "by_chance": 1.0},
        "6 of 6 key frames coincide at one offset, which may be chance (probability 1).",
    ),
    (
        C.KEY_FRAMES_DISTINCT,
        {"coincide": 1, "key_frames": 6, "by_chance": 0.9},
        "1 of 6 key frames coincide (probability by chance 0.9); a different encoding says "
        "nothing, since one recording uploaded twice has it too.",
    ),
    (
        C.KEY_FRAMES_TOO_FEW,
        {"key_frames": 1},
        "Key frames in the aligned time: 1, too few to compare the GOP structure (the spacing of "
        "key frames).",
    ),
    (
        C.KEY_FRAMES_NOT_COMPARED,
        {},
        "The GOP structure (the spacing of key frames) was not compared.",
    ),
    (
        C.LONGER_SHOT,
        {"side": "left", "seconds": 0.2, "least_seconds": 0.45},
        "left: a longer shot (it lasts 0.2 s, at least 0.45 s are needed)",
    ),
    (C.BRIGHTER_SHOT, {"side": "right"}, "right: a brighter shot (it is dark throughout)"),
    (
        C.PICTURE_WITH_CONTENT,
        {"side": "left"},
        "left: a shot with more than an empty picture",
    ),
    (C.PERSON_TO_TRACK, {"side": "left"}, "left: a person who can be tracked"),
    (C.SOUND_IN_BOTH, {}, "sound in both shots"),
    (
        C.MOVEMENT,
        {"side": "left"},
        "left: movement (one place, but nothing moves that could tell takes apart)",
    ),
    (
        C.FEWER_PEOPLE,
        {"side": "right"},
        "right: fewer people (in a crowd somebody always moves similarly)",
    ),
    (
        C.SHARED_BACKGROUND,
        {},
        "a background that both show (the people look similar: one place from another side, or "
        "similar people elsewhere)",
    ),
    (
        C.SOUND_OR_UNREPEATED_MOTION,
        {},
        "sound, or movement that does not repeat (the camera positions differ, and one moment "
        "cannot be told from two)",
    ),
    (
        C.CLEARER_FOOTAGE,
        {"similar_scores": (RelationKind.RETAKE.value, RelationKind.SAME_SCENE.value)},
        "longer or clearer footage of the same people: retake and same scene score similarly",
    ),
    (
        C.LESS_EDITED_COPY,
        {},
        "a less edited copy of either (movement agrees under one registration at one constant "
        "speed, as in one recording that was filmed from a screen or heavily edited, but the "
        "outlines do not agree)",
    ),
    (
        C.COPY_WITHOUT_CLOCK,
        {},
        "a copy of either as it was before the clock was written into it (the rest looks like one "
        "recording, but the clocks show other times)",
    ),
    (
        C.PART_COLOUR,
        {"part": "head", "person": 1},
        "colour of the head of the first person compared",
    ),
    *(
        (
            C.PART_COLOUR,
            {"part": "legs", "person": 2, "of_person": 0.4, "left": left, "right": right},
            f"colour of the legs of the second person compared ({told})",
        )
        for left, right, told in (
            ("red", "blue", "red in the left, blue in the right"),
            ("green", "green", "two shades of green"),
        )
    ),
    (
        C.ALL_CLOTHING_COLOUR,
        {"person": 2},
        "colour of all that the second person compared wears, or somebody else at that place",
    ),
    (
        C.PART_COLOUR_OR_PATTERN,
        {"part": "upper body", "person": 1},
        "colour or pattern of a part of the upper body of the first person compared",
    ),
    (
        C.PART_COLOUR_OR_OBJECT,
        {"part": "left hand", "person": 1},
        "colour of a part of the left hand of the first person compared, or of what "
        "is worn or held there",
    ),
    (
        C.OBJECT_AT_PART_ONE_SIDE,
        {"part": "left hand", "person": 1, "side": "right"},
        "something at the left hand of the first person compared, seen only in the right",
    ),
    (C.PERSON_ONE_SIDE, {"side": "left"}, "a person seen only in the left"),
    (
        C.PICTURE_REGION,
        {"place": (PicturePart.RIGHT.value, PicturePart.UPPER.value)},
        "right third of the picture, upper half",
    ),
    (
        C.OBJECT_MOVED,
        {"right": (PicturePart.MOST.value,), "left": (PicturePart.LEFT.value,)},
        "something at another place: most of the picture in the right, left third of the picture "
        "in the left",
    ),
    (
        C.FRAMES_SIMILAR_BY_HASH,
        {"bits_that_differ": 40, "bits": 256},
        "similar frames by perceptual hash (40 of 256 bits differ)",
    ),
    (
        C.FRAMES_SIMILAR_BY_EMBEDDING,
        {"cosine_similarity": 0.812},
        "similar frames by embedding (cosine similarity 0.81)",
    ),
    (C.EVERY_PAIR, {}, "every pair is compared"),
    (C.CONTROL_FOOTAGE, {}, "control footage"),
    (C.PERSON_SCORE, {"score": 0.931}, "Score 0.93; strength not assessed."),
    (
        C.CLOTHING_SIMILAR,
        {"head": 0.9, "upper body": 0.511},
        "Colours of clothing are similar: they overlap by head 90 %, upper body 51 %.",
    ),
    (
        C.CLOTHING_DIFFERENT,
        {"legs": 0.1},
        "Colours of clothing differ: they overlap by legs 10 %.",
    ),
    (C.CLOTHING_NOT_VISIBLE, {}, "No clothing is visible well enough in both."),
    (
        C.COLOURS_WORN,
        {"part": "upper body", "left": ("red",), "right": ("orange", "grey")},
        "Upper body: red left, orange and grey right.",
    ),
    (
        C.PERSON_VIEWS,
        {"similarity": 0.712, "two_people_up_to": 0.6},
        "The similarity of their views is 0.71 on a scale from -1 to 1, on which two people in one "
        "scene reached 0.60.",
    ),
    (
        C.FACES_SIMILARITY,
        {
            "left_views": 3,
            "right_views": 2,
            "left_px": 60.4,
            "right_px": 41.0,
            "similarity": 0.7,
            "two_people_up_to": 0.53,
            "one_person_from": 0.64,
        },
        "Faces (3 and 2 views, 60 and 41 pixels wide) have a similarity of 0.70; two people "
        "reached 0.53, one person had at least 0.64.",
    ),
    (
        C.FACES_NOT_VISIBLE,
        {},
        "Faces were not compared: at least one has no face 32 pixels wide and near frontal.",
    ),
    (
        C.PROPORTIONS_AGREE,
        {},
        "The proportions of the two agree; this is weak and not in the score.",
    ),
    (
        C.PROPORTIONS_DISAGREE,
        {},
        "The proportions of the two do not agree; this is weak and not in the score.",
    ),
    (
        C.POSES,
        {"left": ("upright", "moving across the picture"), "right": ()},
        "Left: upright, moving across the picture. Right: pose keypoints show nothing certain.",
    ),
    (
        C.RANK_AMONG_TRACKS,
        {"comparisons": 12, "higher": 1},
        "Of 12 comparisons of the two with other tracks in this footage, 1 scored higher.",
    ),
    (
        C.KNOWN_FALSE_ALARMS,
        {"threshold": 0.8, "none_in": "90 pairs", "look_alikes": "5 of 48 pairs"},
        "At the threshold of 0.8 no two people were taken for the same person in 90 pairs, but 5 "
        "of 48 pairs were; on other footage it will happen.",
    ),
    *(
        (
            code,
            {
                "left": "P1",
                "right": "P2",
                "similarity": 0.6,
                "two_people_up_to": 0.53,
                "one_person_from": 0.64,
            },
            f"P1 on the left and P2 on the right: face similarity 0.60, {means}.",
        )
        for code, means in (
            (C.FACES_AS_ONE_PERSON, "as for one person in tests (0.64 or more)"),
            (C.FACES_AS_TWO_PEOPLE, "as for two people in tests (up to 0.53)"),
            (
                C.FACES_UNCLEAR,
                "between that of two people (up to 0.53) and of one person (from 0.64)",
            ),
        )
    ),
    (
        C.FACES_NOT_VISIBLE_IN,
        {"sides": ("left", "right")},
        "Faces were not compared: in the left and in the right no face is 32 pixels wide and near "
        "frontal.",
    ),
    (
        C.FACES_COMPARED,
        {"left_faces": 1, "left_people": 2, "right_faces": 3, "right_people": 4},
        "Faces could be compared for 1 of 2 people tracked in the left and 3 of 4 people tracked "
        "in the right.",
    ),
]


@pytest.mark.parametrize(("code", "values", "sentence"), SAID, ids=[str(row[0]) for row in SAID])
def test_a_reason_is_put_into_words(
    code: ReasonCode, values: dict[str, ReasonValue], sentence: str
) -> None:
    assert in_words(reason(code, **values)) == sentence


def test_every_code_has_words() -> None:
    assert {code for code, _, _ in SAID} == set(ReasonCode)


def test_a_sentence_of_noise_is_a_clause_at_the_gate() -> None:
    assert clause(reason(C.NOISE_NOT_COMPARED)) == "sensor noise was not compared"
    assert clause(reason(C.SOUND_IN_BOTH)) == in_words(reason(C.SOUND_IN_BOTH))


def test_what_was_not_measured_is_left_out_of_the_sentence() -> None:
    values = {"keypoints": 5, "in_background": 4, "mirrored": False}
    told = in_words(reason(C.KEYPOINTS_REGISTERED, **values, background_aligned=float("nan")))

    assert told.endswith("4 of them are in the background.")


def test_json_has_the_code_the_values_and_the_sentence() -> None:
    report = sample.rich()
    told = [one for r in report_shape(report)["relations"] for one in r["because"]]

    assert told[0].keys() == {"code", "values", "sentence"}
    assert {one["code"] for one in told} <= set(ReasonCode)
    assert all(one["sentence"] for one in told)


def test_a_record_that_is_printed_as_json_has_its_sentences() -> None:
    shots = sample.rich().shots
    shape = json.loads(json.dumps(record_shape(found.retake(shots[3], shots[7]))))

    assert shape["missing"] == [
        {"code": "sound in both", "values": {}, "sentence": "sound in both shots"}
    ]
    assert shape["differences"][0]["what"] == {
        "code": "part colour",
        "values": {
            "part": "upper body",
            "person": 1,
            "of_person": 0.22,
            "left": "blue",
            "right": "red",
        },
        "sentence": "colour of the upper body of the first person compared (blue in the left, "
        "red in the right)",
    }


def test_the_engines_write_no_sentences() -> None:
    written = [
        path.relative_to(SOURCE).as_posix()
        for room in ("comparing", "judging")
        for path in (SOURCE / room).rglob("*.py")
        if as_written.__name__ in path.read_text("utf-8")
    ]

    assert written == []
    assert as_written("Seen.") == Reason(code=C.AS_WRITTEN, values=(("text", "Seen."),))


def test_a_value_is_rounded_once_in_the_words() -> None:
    above = 4.35 + 4e-15
    told = reason(C.MOTION_SYNCHRONISED, correlation=0.3, overlap_seconds=above, next_best=0.2)

    assert f"over {above:.1f} s" in in_words(told)
    assert "over 4.4 s" in in_words(told)
