"""Reasons a person can check, and what is missing, in neutral sentences with numbers."""

from __future__ import annotations

import math

from secondtake.comparing.takes.describe.description import Described
from secondtake.comparing.takes.describe.quality import hindrances
from secondtake.comparing.takes.differences.search import Compared
from secondtake.comparing.takes.measures.measurements import Measures
from secondtake.model.enums import CameraMotionKind, RelationKind
from secondtake.vision.camera_motion import CameraMotion
from secondtake.vision.clothing import PARTS

__all__ = ["cameras", "hindered", "reasons", "sameness", "wanting"]

CAMERAS = {
    CameraMotionKind.STATIC: "stands still",
    CameraMotionKind.PAN: "pans",
    CameraMotionKind.ZOOM: "zooms",
    CameraMotionKind.HAND_HELD: "is hand-held",
}
"""How cameras move, in words; one that could not be followed is not told of."""

ELSEWHERE = (0.41, 0.91)
"""Similarity of kind and of colours that two places reach (see docs/methods/place.md)."""


def reasons(kind: RelationKind, found: Measures, sides: tuple[str, str]) -> tuple[str, ...]:
    """What was measured, what decides ``kind`` first; ``sides`` names the shots as measured."""
    place, lock, sound = _place(found), _lock(kind, found, sides), _sound(found)
    if kind == RelationKind.COPY:
        told = [lock, place, sound]
    else:
        people, moment = [_people(found), _stature(found)], _moment(found)
        action = [_follow(found), _spots(found), _close(found)]
        told = {
            RelationKind.SAME_MOMENT: [moment, sound, place, lock, *people, *action],
            RelationKind.RETAKE: [*reversed(action), *people, place, lock, moment, sound],
        }.get(kind, [place, lock, *people, *action, moment, sound])
    return tuple(sentence for sentence in told if sentence)


def _place(found: Measures) -> str:
    if found.place.inliers < 4:
        return (
            "No keypoints match: the pictures cannot be registered to each other."
            + _surroundings(found)
        )
    best = found.place.maps[0] if found.place.maps else found.place.grounds[0]
    turned = ", mirrored" if best.mirrored else ""
    return (
        f"{found.place.inliers} keypoints fit one registration of the two pictures{turned}; "
        f"{found.place.still} of them are in the background.{_standpoint(found)}"
    )


def _surroundings(found: Measures) -> str:
    if found.surroundings is None:
        return ""
    kind, palette = found.surroundings
    return (
        f" Background similarity: kind of place {kind:.2f} (different places up to "
        f"{ELSEWHERE[0]:.2f}), colours {palette:.2f} (different places up to {ELSEWHERE[1]:.2f})."
    )


def _standpoint(found: Measures) -> str:
    if found.standpoint is None:
        return ""
    return (
        f" Under that registration {_percent(found.standpoint)} of the background aligns "
        "(near 100 % from one camera position)."
    )


def _lock(kind: RelationKind, found: Measures, sides: tuple[str, str]) -> str:
    lock = found.lock
    if lock is None:
        return ""
    share = max(lock.left_share, lock.right_share)
    if kind != RelationKind.COPY:
        return (
            f"One registration at one constant speed explains {_percent(share)} of what changes: "
            "people and background do not align frame by frame."
            if share < 0.6
            else f"One registration at one constant speed explains {_percent(share)} of what "
            "changes."
        )
    return (
        f"One registration at one constant speed explains {_percent(lock.left_share)} of what "
        f"changes in the {sides[0]} and {_percent(lock.right_share)} in the {sides[1]}, "
        "people and background together, frame by frame."
    )


def _people(found: Measures) -> str:
    if not found.people:
        return ""
    pair = found.people[0]
    parts = ", ".join(
        f"{name} {value:.2f}"
        for name, value in zip(PARTS, pair.parts, strict=True)
        if not math.isnan(value)
    )
    return (
        f"The two most similar people: similarity {pair.likeness:.2f} (1 is the same picture); "
        f"colours by part: {parts or 'not seen'}. This is not an identification."
    )


def _follow(found: Measures) -> str:
    if found.follow is None:
        return ""
    share = _percent(max(0.0, found.follow.explained))
    action = ""
    if found.action is not None:
        matched = _percent(min(1.0, found.action.share))
        action = f"; pose keypoints match over {matched} of the shorter action"
    rivals = found.follow.rivals
    fit = "alignment fits" if rivals == 1 else "alignments fit"
    again = f" {rivals} other {fit} about as well: the action repeats." if rivals else ""
    return (
        f"With free time warping, {share} of what changes in that person's outline is shared"
        f"{action}.{again}"
    )


def _spots(found: Measures) -> str:
    if found.spots is None:
        return ""
    share = _percent(max(0.0, found.spots.explained))
    return f"With the backgrounds aligned, {share} of what changes is at the same positions."


def _close(found: Measures) -> str:
    close = found.numbers["close"]
    if math.isnan(close):
        return ""
    return (
        f"Once aligned, the outlines are {1 - close:.2f} times as far apart as within one take "
        "over 0.3 s (takes of one set-up gave up to 1.4, other actions mostly over 1.5)."
    )


def _stature(found: Measures) -> str:
    gap = found.numbers["stature"]
    if math.isnan(gap):
        return ""
    return (
        f"At the same position in front of the camera their heights differ by {100 * gap:.1f} %, "
        "allowing one pixel of measurement error."
    )


def _moment(found: Measures) -> str:
    if found.moment is None:
        return ""
    return (
        f"At one constant offset, movement agrees with correlation {found.moment.correlation:.2f} "
        f"over {found.moment.overlap_seconds:.1f} s; the best other offset gives "
        f"{found.moment.rival:.2f}."
    )


def _sound(found: Measures) -> str:
    if found.sound is None:
        return ""
    return (
        f"Sound onsets agree with correlation {found.sound.correlation:.2f} at one offset; "
        f"the best other offset gives {found.sound.rival:.2f}."
    )


def hindered(shot: Described, side: str) -> tuple[str, ...]:
    """What keeps one shot from being compared at all, as what would be needed."""
    return tuple(f"{side}: {what}" for what in hindrances(shot.quality))


def wanting(left: Described, right: Described, found: Measures) -> tuple[str, ...]:
    """What was not there to be measured, though a relation could be given."""
    missing = []
    for side, shot in (("left", left), ("right", right)):
        if not shot.people:
            missing.append(f"{side}: a person who can be tracked")
    if found.sound is None:
        missing.append("sound in both shots")
    return tuple(missing)


def cameras(shots: tuple[Described, Described], sides: tuple[str, str]) -> tuple[str, ...]:
    """How each camera moved, where that could be seen."""
    told = [
        f"of the {side} {CAMERAS[shot.camera.kind]} ({_moving(shot.camera)})"
        for shot, side in sorted(zip(shots, sides, strict=True), key=lambda pair: pair[1])
        if shot.camera.kind in CAMERAS
    ]
    return (f"The camera {' and the one '.join(told)}.",) if told else ()


def _moving(camera: CameraMotion) -> str:
    pan = 100 * math.hypot(*camera.pan)
    return f"pan {pan:.1f} %, shake {100 * camera.shake:.1f} % of the picture's width a second"


def sameness(compared: Compared) -> tuple[str, ...]:
    """What was compared and does not differ."""
    said = []
    if compared.fits is not None:
        beside = ", as are shifts where the camera was moved" if compared.moved else ""
        said.append(
            f"{_percent(compared.fits)} of the picture compared shows no difference above the "
            f"noise floor; light, contrast, edges and compression are accounted for{beside}."
        )
    if compared.parts and compared.parts.alike:
        said.append(
            f"No difference in colour above the noise floor: {', '.join(compared.parts.alike)}."
        )
    if compared.parts and compared.parts.cells_alike:
        alike = ", ".join(compared.parts.cells_alike)
        said.append(f"No difference above the noise floor in any part of these: {alike}.")
    return tuple(said)


def _percent(share: float) -> str:
    return f"{100 * max(0.0, share):.0f} %"
