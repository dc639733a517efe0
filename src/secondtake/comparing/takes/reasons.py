"""Reasons a person can check, and what is missing, each with the numbers it rests on."""

from __future__ import annotations

import math

from secondtake.comparing.takes.describe.description import Described
from secondtake.comparing.takes.differences.search import Compared
from secondtake.comparing.takes.measures.measurements import Measures
from secondtake.comparing.takes.measures.moment_sync import Lock
from secondtake.comparing.takes.measures.pitch import pitch_of
from secondtake.comparing.takes.measures.playing_speed import PlayingSpeed
from secondtake.model.enums import CameraMotionKind, ReasonCode, RelationKind
from secondtake.model.measure_names import MeasureName
from secondtake.model.reasons import Reason, ReasonValue, reason
from secondtake.vision.clothing import PARTS

__all__ = ["at_speed", "cameras", "reasons", "sameness", "wanting"]

ELSEWHERE = (0.41, 0.91)
"""Similarity of kind and of colours that two places reach (see docs/methods/place.md)."""
LEAST_MATCHES = 4
"""Matches under one map without which pictures are not registered: four determine a homography."""
FRAME_BY_FRAME = 0.6
"""Share of what changes from which a registration is said to explain it."""
TAKES_APART, ACTIONS_APART = 1.4, 1.5
"""How far apart outlines of takes of one set-up were at most, and those of other actions mostly at
least, in times of one take over 0.3 s (docs/methods/closeness.md)."""


def reasons(kind: RelationKind, found: Measures, sides: tuple[str, str]) -> tuple[Reason, ...]:
    """What was measured, what decides ``kind`` first; ``sides`` names the shots as measured."""
    place, registration = _place(found), _registration(kind, found, sides)
    sound = [_sound(found), _delay(found, sides)]
    picture = [_picture(found, sides), _body(found, sides)]
    if kind == RelationKind.COPY:
        told = [registration, place, *sound]
    else:
        people, moment = [_people(found), _stature(found)], _moment(found)
        action = [_follow(found), _spots(found), _close(found)]
        told = {
            RelationKind.SAME_MOMENT: [
                *picture,
                moment,
                *sound,
                place,
                registration,
                *people,
                *action,
            ],
            RelationKind.RETAKE: [
                *reversed(action),
                *people,
                place,
                registration,
                *picture,
                moment,
                *sound,
            ],
        }.get(kind, [place, registration, *people, *action, *picture, moment, *sound])
    return tuple(one for one in told if one is not None)


def at_speed(
    speed: PlayingSpeed | None, left: Described, right: Described, sides: tuple[str, str]
) -> tuple[Reason, ...]:
    """That one side of a copy plays faster, by how much, and what became of its sound's pitch."""
    if speed is None:
        return ()
    faster = sides[1] if speed.ratio < 1 else sides[0]
    ratio = max(speed.ratio, 1 / speed.ratio)
    moved = pitch_of(left.sound, right.sound)
    went = None if moved is None else moved.went_with(speed.ratio)
    return (
        reason(
            ReasonCode.PLAYED_AT_SPEED,
            faster=faster,
            speed=ratio,
            standard_error=speed.error,
            conversion=None if speed.standard is None else str(speed.standard),
            pitch_moved_too=went,
        ),
    )


def _place(found: Measures) -> Reason:
    if found.place.inliers < LEAST_MATCHES:
        scene, colours = found.surroundings or (None, None)
        return reason(
            ReasonCode.KEYPOINTS_NOT_REGISTERED,
            scene_similarity=scene,
            other_scenes_up_to=ELSEWHERE[0],
            colour_similarity=colours,
            other_colours_up_to=ELSEWHERE[1],
        )
    best = found.place.maps[0] if found.place.maps else found.place.grounds[0]
    return reason(
        ReasonCode.KEYPOINTS_REGISTERED,
        keypoints=found.place.inliers,
        in_background=found.place.still,
        mirrored=bool(best.mirrored),
        background_aligned=found.camera_position,
    )


def _registration(kind: RelationKind, found: Measures, sides: tuple[str, str]) -> Reason | None:
    registration = found.registration
    if registration is None:
        return None
    if kind == RelationKind.COPY:
        shares = dict(zip(sides, (registration.left_share, registration.right_share), strict=True))
        return reason(ReasonCode.REGISTERED_AS_COPY, **shares)
    share = max(registration.left_share, registration.right_share)
    part = share >= FRAME_BY_FRAME
    code = ReasonCode.REGISTERED_IN_PART if part else ReasonCode.NOT_REGISTERED_IN_TIME
    return reason(code, share=share)


def _people(found: Measures) -> Reason | None:
    if not found.people:
        return None
    pair = found.people[0]
    parts = {n: v for n, v in zip(PARTS, pair.parts, strict=True) if not math.isnan(v)}
    return reason(ReasonCode.PEOPLE_SIMILAR, similarity=pair.likeness, **parts)


def _follow(found: Measures) -> Reason | None:
    if found.silhouettes is None:
        return None
    return reason(
        ReasonCode.OUTLINES_WARPED,
        share=max(0.0, found.silhouettes.explained),
        pose_share=None if found.action is None else min(1.0, found.action.share),
        other_alignments=found.silhouettes.rivals,
    )


def _spots(found: Measures) -> Reason | None:
    if found.motion_maps is None:
        return None
    share = max(0.0, found.motion_maps.explained)
    return reason(ReasonCode.CHANGES_AT_SAME_POSITIONS, share=share)


def _close(found: Measures) -> Reason | None:
    close = found.numbers[MeasureName.OUTLINE_CLOSENESS]
    if math.isnan(close):
        return None
    return reason(
        ReasonCode.OUTLINE_DISTANCE,
        times_one_take=1 - close,
        one_set_up_up_to=TAKES_APART,
        other_actions_from=ACTIONS_APART,
    )


def _stature(found: Measures) -> Reason | None:
    gap = found.numbers[MeasureName.HEIGHT_DIFFERENCE]
    return None if math.isnan(gap) else reason(ReasonCode.HEIGHT_DIFFERENCE, share=gap)


def _moment(found: Measures) -> Reason | None:
    if found.moment is None:
        return None
    return reason(
        ReasonCode.MOTION_SYNCHRONISED,
        correlation=found.moment.correlation,
        overlap_seconds=found.moment.overlap_seconds,
        next_best=found.moment.rival,
    )


def _picture(found: Measures, sides: tuple[str, str]) -> Reason | None:
    if found.picture is None:
        return None
    return reason(
        ReasonCode.PICTURES_SYNCHRONISED,
        **_locked(found.picture.together, sides),
        residual_ms=1000 * found.picture.residual_seconds,
        overlap_seconds=found.picture.overlap_seconds,
    )


def _body(found: Measures, sides: tuple[str, str]) -> Reason | None:
    if found.body is None:
        return None
    return reason(ReasonCode.BODY_POINTS_SYNCHRONISED, **_locked(found.body, sides))


def _locked(lock: Lock, sides: tuple[str, str]) -> dict[str, ReasonValue]:
    """A lock with offsets of the right's clock from the left's, whichever was measured first."""
    sign = _sign(sides)
    other = lock.next_best_seconds
    return {
        "offset_seconds": sign * lock.offset_seconds,
        "significance": lock.z,
        "next_best": lock.next_best,
        "next_best_seconds": None if other is None else sign * other,
    }


def _sign(sides: tuple[str, str]) -> int:
    return 1 if sides == ("left", "right") else -1


def _delay(found: Measures, sides: tuple[str, str]) -> Reason | None:
    if found.delay is None:
        return None
    return reason(
        ReasonCode.SOUND_DELAY,
        offset_seconds=_sign(sides) * found.delay.seconds,
        significance=found.delay.z,
        next_best=found.delay.z - found.delay.margin,
        loudness_db=found.delay.loudness_db,
    )


def _sound(found: Measures) -> Reason | None:
    if found.sound is None:
        return None
    return reason(
        ReasonCode.SOUND_SYNCHRONISED,
        correlation=found.sound.correlation,
        next_best=found.sound.rival,
    )


def wanting(left: Described, right: Described, found: Measures) -> tuple[Reason, ...]:
    """What was not there to be measured, though a relation could be given."""
    missing = [
        reason(ReasonCode.PERSON_TO_TRACK, side=side)
        for side, shot in (("left", left), ("right", right))
        if not shot.people
    ]
    if found.sound is None:
        missing.append(reason(ReasonCode.SOUND_IN_BOTH))
    return tuple(missing)


def cameras(shots: tuple[Described, Described], sides: tuple[str, str]) -> tuple[Reason, ...]:
    """How each camera moved, where that could be seen: shares of the picture's width a second."""
    values: dict[str, ReasonValue] = {}
    for shot, side in sorted(zip(shots, sides, strict=True), key=lambda pair: pair[1]):
        if shot.camera.kind != CameraMotionKind.UNKNOWN:
            values |= {
                side: shot.camera.kind,
                f"{side}_pan": math.hypot(*shot.camera.pan),
                f"{side}_shake": shot.camera.shake,
            }
    return (reason(ReasonCode.CAMERA_MOTION, **values),) if values else ()


def sameness(compared: Compared) -> tuple[Reason, ...]:
    """What was compared and does not differ."""
    said = []
    if compared.fits is not None:
        said.append(
            reason(
                ReasonCode.PICTURE_UNCHANGED, share=compared.fits, camera_moved=bool(compared.moved)
            )
        )
    for code, alike in (
        (ReasonCode.PART_COLOURS_UNCHANGED, compared.parts and compared.parts.alike),
        (ReasonCode.PART_DETAILS_UNCHANGED, compared.parts and compared.parts.cells_alike),
    ):
        if alike:
            said.append(reason(code, **{f"person {n}": parts for n, parts in alike}))
    return tuple(said)
