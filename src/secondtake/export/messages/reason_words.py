"""Every reason in words, in one place: for the report, the terminal, exports and JSON.

A template has the reason's values by name; where the words hang on the values, a function says
them. ``ReasonCode`` lists the codes; the engines that give them say what each value is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from secondtake.export.messages.difference_words import DIFFERENCES, person_compared, region
from secondtake.export.messages.person_words import PEOPLE
from secondtake.model.enums import CameraMotionKind, ReasonCode
from secondtake.model.reasons import Reason

__all__ = ["clause", "in_words"]

Values = Mapping[str, Any]
Words = str | Callable[[Values], str]

CAMERAS = {
    CameraMotionKind.STATIC: "stands still",
    CameraMotionKind.PAN: "pans",
    CameraMotionKind.ZOOM: "zooms",
    CameraMotionKind.HAND_HELD: "is hand-held",
}
"""How cameras move."""


def in_words(reason: Reason) -> str:
    """A reason as it stands by itself.

    >>> from secondtake.model.reasons import reason
    >>> in_words(reason(ReasonCode.LONGER_SHOT, side="left", seconds=0.2, least_seconds=0.45))
    'left: a longer shot (it lasts 0.2 s, at least 0.45 s are needed)'
    >>> in_words(reason(ReasonCode.NOISE_NOT_COMPARED))
    'Sensor noise was not compared.'
    """
    told = clause(reason)
    return f"{told[0].upper()}{told[1:]}." if reason.code in _CLAUSES else told


def clause(reason: Reason) -> str:
    """A reason as it stands inside a sentence: what a clause can say, without capital and stop.

    >>> from secondtake.model.reasons import reason
    >>> clause(reason(ReasonCode.NOISE_NOT_COMPARED))
    'sensor noise was not compared'
    """
    words = _WORDS[reason.code]
    values = reason.by_name
    return words.format_map(values) if isinstance(words, str) else words(values)


def _percent(share: float) -> str:
    return f"{100 * max(0.0, share):.0f} %"


def _registered(values: Values) -> str:
    mirrored = ", mirrored" if values["mirrored"] else ""
    told = (
        f"{values['keypoints']} keypoints fit one registration of the two pictures{mirrored}; "
        f"{values['in_background']} of them are in the background."
    )
    if values["background_aligned"] is None:
        return told
    return (
        f"{told} Under that registration {_percent(values['background_aligned'])} of the "
        "background aligns (near 100 % from one camera position)."
    )


def _not_registered(values: Values) -> str:
    told = "No keypoints match: the pictures cannot be registered to each other."
    if values["scene_similarity"] is None:
        return told
    return told + (
        " Background similarity: kind of place {scene_similarity:.2f} (different places up to "
        "{other_scenes_up_to:.2f}), colours {colour_similarity:.2f} (different places up to "
        "{other_colours_up_to:.2f})."
    ).format_map(values)


def _as_copy(values: Values) -> str:
    (one, of_one), (two, of_two) = values.items()
    return (
        f"One registration at one constant speed explains {_percent(of_one)} of what changes in "
        f"the {one} and {_percent(of_two)} in the {two}, people and background together, frame by "
        "frame."
    )


CONVERSIONS = {
    "25/24": "24 frames a second played at 25, as on PAL television",
    "1001/1000": "23.976 frames a second played at 24",
    "1001/960": "23.976 frames a second played at 25, as on PAL television",
}


def _at_speed(values: Values) -> str:
    faster, speed = values["faster"], values["speed"]
    slower = "left" if faster == "right" else "right"
    known = values["conversion"]
    ratio = f"{known}: {CONVERSIONS[known]}" if known else f"{speed:.4f}"
    pitch = {
        True: "; the pitch of its sound is higher by as much",
        False: "; the pitch of its sound was kept",
    }.get(values["pitch_moved_too"], "")
    return (
        f"The {faster} plays {100 * (speed - 1):.2g} % faster than the {slower} "
        f"(speed {ratio}){pitch}."
    )


def _in_part(values: Values) -> str:
    share = _percent(values["share"])
    return f"One registration at one constant speed explains {share} of what changes"


def _cameras(values: Values) -> str:
    told = [
        f"of the {side} {CAMERAS[values[side]]} (pan {100 * values[f'{side}_pan']:.1f} %, shake "
        f"{100 * values[f'{side}_shake']:.1f} % of the picture's width a second)"
        for side in ("left", "right")
        if side in values
    ]
    return f"The camera {' and the one '.join(told)}."


def _unchanged(values: Values) -> str:
    beside = ", as are shifts where the camera was moved" if values["camera_moved"] else ""
    return (
        f"{_percent(values['share'])} of the picture compared shows no difference above the "
        f"noise floor; light, contrast, edges and compression are accounted for{beside}."
    )


def _parts(values: Values) -> str:
    """``head of the first person compared, upper body of the first person compared``.

    The names of the values are ``person 1`` and so on.
    """
    people = {name: person_compared(int(name.removeprefix("person "))) for name in values}
    return ", ".join(f"{part} of {people[name]}" for name in values for part in values[name])


def _people(values: Values) -> str:
    parts = [f"{part} {value:.2f}" for part, value in values.items() if part != "similarity"]
    return (
        f"The two most similar people: similarity {values['similarity']:.2f} (1 is the same "
        f"picture); colours by part: {', '.join(parts) or 'not seen'}. This is not an "
        "identification."
    )


def _warped(values: Values) -> str:
    pose, others = values["pose_share"], values["other_alignments"]
    action = again = ""
    if pose is not None:
        action = f"; pose keypoints match over {_percent(pose)} of the shorter action"
    if others:
        fit = "alignment fits" if others == 1 else "alignments fit"
        again = f" {others} other {fit} about as well: the action repeats."
    return (
        f"With free time warping, {_percent(values['share'])} of what changes in that person's "
        f"outline is shared{action}.{again}"
    )


def _pictures_synchronised(values: Values) -> str:
    return (
        "Whatever moves in both pictures agrees best where the right's clock reads "
        f"{_shift(values['offset_seconds'])} s against the left's, to "
        f"{values['residual_ms']:.0f} ms over {values['overlap_seconds']:.1f} s, "
        f"{_above_chance(values)}."
    )


def _shift(seconds: float) -> str:
    """``+0.40 s``; nothing is -0.00."""
    return f"{round(seconds, 2) + 0.0:+.2f}"


def _above_chance(values: Values) -> str:
    told = f"{values['significance']:.1f} standard deviations above chance"
    if values["next_best_seconds"] is None:
        return f"{told}; too little is in common at any other offset"
    return (
        f"{told}; the next best, {_shift(values['next_best_seconds'])} s, gives "
        f"{values['next_best']:.1f}"
    )


def _copied(values: Values) -> str:
    edits = f"; visible edits: {', '.join(values['edits'])}" if values["edits"] else ""
    return (
        f"Movement in {values['seconds']:.1f} s of the left agrees with the right under one "
        f"registration at one constant speed, score {values['score']:.2f}{edits}."
    )


def _clocks_differ(values: Values) -> str:
    (one, left), (two, right) = ((n, v) for n, v in values.items() if n != "still_parts")
    parts = ", also in what does not tick (hours, minutes, a date)" if values["still_parts"] else ""
    return (
        f"The burnt-in clocks differ: from {left:.1f} s of the {one} and from {right:.1f} s of the "
        f"{two} they show other characters{parts}."
    )


_PAIRS: dict[ReasonCode, Words] = {
    ReasonCode.KEYPOINTS_REGISTERED: _registered,
    ReasonCode.KEYPOINTS_NOT_REGISTERED: _not_registered,
    ReasonCode.REGISTERED_AS_COPY: _as_copy,
    ReasonCode.REGISTERED_IN_PART: lambda v: f"{_in_part(v)}.",
    ReasonCode.NOT_REGISTERED_IN_TIME: lambda v: (
        f"{_in_part(v)}: people and background do not align frame by frame."
    ),
    ReasonCode.CAMERA_MOTION: _cameras,
    ReasonCode.PLAYED_AT_SPEED: _at_speed,
    ReasonCode.PICTURE_UNCHANGED: _unchanged,
    ReasonCode.BURNT_IN_CLOCK: lambda v: (
        f"The {v['side']} has a burnt-in clock that changes every second "
        f"({region(v['place'])}); it was left out of the search for a copy."
    ),
    ReasonCode.CLOCKS_AGREE: "The burnt-in clocks show the same characters second by second where "
    "the right is {offset_seconds:+.1f} s from the left; by itself this is not evidence of a copy.",
    ReasonCode.CLOCKS_DIFFER: _clocks_differ,
    ReasonCode.PEOPLE_SIMILAR: _people,
    ReasonCode.OUTLINES_WARPED: _warped,
    ReasonCode.CHANGES_AT_SAME_POSITIONS: lambda v: (
        f"With the backgrounds aligned, {_percent(v['share'])} of what changes is at the same "
        "positions."
    ),
    ReasonCode.OUTLINE_DISTANCE: "Once aligned, the outlines are {times_one_take:.2f} times as far "
    "apart as within one take over 0.3 s (takes of one set-up gave up to {one_set_up_up_to}, other "
    "actions mostly over {other_actions_from}).",
    ReasonCode.HEIGHT_DIFFERENCE: lambda v: (
        "At the same position in front of the camera their heights differ by "
        f"{100 * v['share']:.1f} %, allowing one pixel of measurement error."
    ),
    ReasonCode.PART_COLOURS_UNCHANGED: lambda v: (
        f"No difference in colour above the noise floor: {_parts(v)}."
    ),
    ReasonCode.PART_DETAILS_UNCHANGED: lambda v: (
        f"No difference above the noise floor in any part of these: {_parts(v)}."
    ),
    ReasonCode.MOTION_SYNCHRONISED: "At one constant offset, movement agrees with correlation "
    "{correlation:.2f} over {overlap_seconds:.1f} s; the best other offset gives {next_best:.2f}.",
    ReasonCode.PICTURES_SYNCHRONISED: _pictures_synchronised,
    ReasonCode.BODY_POINTS_SYNCHRONISED: lambda v: (
        "Body points move most as one body seen by two cameras would where the right's clock reads "
        f"{_shift(v['offset_seconds'])} s against the left's, {_above_chance(v)}."
    ),
    ReasonCode.SOUND_DELAY: lambda v: (
        "The phases of sound onsets agree best where the right sounds "
        f"{_shift(v['offset_seconds'])} s against the left, {v['significance']:.1f} standard "
        f"deviations above all other delays; the next best gives {v['next_best']:.1f} (the quieter "
        f"sound is at {v['loudness_db']:.0f} dB)."
    ),
    ReasonCode.SOUND_SYNCHRONISED: "Sound onsets agree with correlation {correlation:.2f} at one "
    "offset; the best other offset gives {next_best:.2f}.",
    ReasonCode.COPIED_SEGMENT: _copied,
    ReasonCode.COPIED_SOUND_AGREES: "The sound of both agrees at the same offset and speed.",
    ReasonCode.COPIED_SOUND_DIFFERS: "The sound of both does not agree at that offset and speed: "
    "one of them has other sound.",
    ReasonCode.COPIED_SOUND_UNCLEAR: "Sound says nothing here: it is missing, silent, too short or "
    "too heavily edited.",
    ReasonCode.COMMON_SEGMENT: "A segment that both show is in {films} or more films of this case "
    "(an ident, an intro, a stock shot); it is not evidence by itself.",
}
"""What was measured of two shots, a sentence or two each."""


def _flicker_unclear(values: Values) -> str:
    told = (
        "encoding left no noise to compare"
        if values["correlation"] is None
        else "what noise encoding left agrees at no offset clearly "
        "(correlation {correlation:.3f}, at other offsets up to {elsewhere_up_to:.3f})"
    )
    return (
        "the original files, a longer stretch or sound (nothing moves but noise and clocks, so "
        "both may be one recording or two of one place: " + told.format_map(values) + ")"
    )


_CHOSEN: dict[ReasonCode, Words] = {
    ReasonCode.FRAMES_SIMILAR_BY_HASH: "similar frames by perceptual hash ({bits_that_differ} of "
    "{bits} bits differ)",
    ReasonCode.FRAMES_SIMILAR_BY_EMBEDDING: "similar frames by embedding (cosine similarity "
    "{cosine_similarity:.2f})",
    ReasonCode.EVERY_PAIR: "every pair is compared",
    ReasonCode.CONTROL_FOOTAGE: "control footage",
}
"""Why two shots are compared at all."""

_WANTED: dict[ReasonCode, Words] = {
    ReasonCode.LONGER_SHOT: "{side}: a longer shot (it lasts {seconds:.1f} s, at least "
    "{least_seconds:.2f} s are needed)",
    ReasonCode.BRIGHTER_SHOT: "{side}: a brighter shot (it is dark throughout)",
    ReasonCode.PICTURE_WITH_CONTENT: "{side}: a shot with more than an empty picture",
    ReasonCode.PERSON_TO_TRACK: "{side}: a person who can be tracked",
    ReasonCode.SOUND_IN_BOTH: "sound in both shots",
    ReasonCode.MOVEMENT: "{side}: movement (one place, but nothing moves that could tell takes "
    "apart)",
    ReasonCode.FEWER_PEOPLE: "{side}: fewer people (in a crowd somebody always moves similarly)",
    ReasonCode.SHARED_BACKGROUND: "a background that both show (the people look similar: one place "
    "from another side, or similar people elsewhere)",
    ReasonCode.SOUND_OR_UNREPEATED_MOTION: "sound, or movement that does not repeat (the camera "
    "positions differ, and one moment cannot be told from two)",
    ReasonCode.CLEARER_FOOTAGE: "longer or clearer footage of the same people: "
    "{similar_scores[0]} and {similar_scores[1]} score similarly",
    ReasonCode.LESS_EDITED_COPY: "a less edited copy of either (movement agrees under one "
    "registration at one constant speed, as in one recording that was filmed from a screen or "
    "heavily edited, but the outlines do not agree)",
    ReasonCode.COPY_WITHOUT_CLOCK: "a copy of either as it was before the clock was written into "
    "it (the rest looks like one recording, but the clocks show other times)",
    ReasonCode.FLICKER_UNCLEAR: _flicker_unclear,
    ReasonCode.NOISE_NOT_ANALYSED: "sensor noise: {why}",
}
"""What would decide a pair, or what of it was not there to be measured."""

_CLAUSES: dict[ReasonCode, Words] = {
    ReasonCode.NOISE_SHARED: "the sensor noise of one side is found in the other (correlation "
    "{correlation:.3f}, at other offsets at most {elsewhere_up_to:.3f}), as in a re-used segment",
    ReasonCode.NOISE_DISTINCT: "the sensor noise of one side is not found in the other "
    "(correlation {correlation:.3f}, at other offsets up to {elsewhere_up_to:.3f}; one recording "
    "would have had about {one_recording_about:.2f} or more)",
    ReasonCode.NOISE_UNCLEAR: "sensor noise could not tell: encoding left none of it, or no still "
    "and plain area is visible in both",
    ReasonCode.NOISE_REPEATED_MOTION: "sensor noise could not tell: the movement repeats itself, "
    "so the search may have been at another repetition",
    ReasonCode.NOISE_NOT_COMPARED: "sensor noise was not compared",
    ReasonCode.FLICKER_SHARED: "nothing moves in the place, but the noise of each picture of one "
    "side is found in the other at one offset, right {offset_seconds:+.2f} s from left "
    "(correlation {correlation:.3f}, at other offsets at most {elsewhere_up_to:.3f}), as in "
    "one recording",
    ReasonCode.FLICKER_DISTINCT: "nothing moves in the place, and the noise of each picture of one "
    "side is found at no offset of the other (correlation {correlation:.3f}, at other offsets up "
    "to {elsewhere_up_to:.3f}; one recording would have had about {one_recording_about:.2f})",
    ReasonCode.KEY_FRAMES_SHARED: "{coincide} of {key_frames} key frames coincide at one offset, "
    "at uneven intervals (probability by chance {by_chance:.2g}): one encoding",
    ReasonCode.KEY_FRAMES_BY_CHANCE: "{coincide} of {key_frames} key frames coincide at one "
    "offset, which may be chance (probability {by_chance:.2g})",
    ReasonCode.KEY_FRAMES_DISTINCT: "{coincide} of {key_frames} key frames coincide (probability "
    "by chance {by_chance:.2g}); a different encoding says nothing, since one recording uploaded "
    "twice has it too",
    ReasonCode.KEY_FRAMES_TOO_FEW: "key frames in the aligned time: {key_frames}, too few to "
    "compare the GOP structure (the spacing of key frames)",
    ReasonCode.KEY_FRAMES_NOT_COMPARED: "the GOP structure (the spacing of key frames) was not "
    "compared",
}
"""What sensor noise and key frames say: by itself in a relation, as a clause at the gate."""

_WORDS: dict[ReasonCode, Words] = {
    ReasonCode.AS_WRITTEN: "{text}",
    **_PAIRS,
    **_CHOSEN,
    **_WANTED,
    **_CLAUSES,
    **DIFFERENCES,
    **PEOPLE,
}
