"""Takes, copies and capture to ONE relation: the only place that makes a `Relation`.

Whole pictures are the better witness of what is locked in time, so a copied stretch overrules them
only where they could say nothing, or where one picture stands inside another.
"""

from __future__ import annotations

from dataclasses import replace

from secondtake.comparing.copies.shared_stretches import COMMON_OTHERS
from secondtake.model.enums import (
    CameraMotionKind,
    EditKind,
    ReasonCode,
    RelationKind,
    SoundAgreement,
)
from secondtake.model.evidence import Maker
from secondtake.model.findings import Alignment, Measurement, Relation
from secondtake.model.measure_names import MeasureName
from secondtake.model.pair_results import CaptureResult, CopiedStretch, CopiesResult, TakesResult
from secondtake.model.reasons import Reason, reason

__all__ = [
    "ASKED_FOR_CAPTURE",
    "asks_for_flicker",
    "make_relation",
    "nothing_moves",
    "wants_capture",
]

ASKED_FOR_CAPTURE = (RelationKind.RETAKE, RelationKind.SAME_MOMENT)
"""Kinds that become findings of distinct captures, and so are asked for sensor noise and GOP."""
OPEN = (RelationKind.DIFFERENT, RelationKind.UNDECIDED)
"""What takes may say that a copied stretch overrules: what sees whole pictures cannot see a
picture inside another."""
COMPOSED = frozenset({EditKind.PICTURE_IN_PICTURE, EditKind.SPLIT_SCREEN})
"""What a stretch must be to overrule where one place was seen in both shots."""
APART = {ReasonCode.FLICKER_DISTINCT, ReasonCode.CLOCKS_DIFFER}
"""What tells two recordings of one place in which nothing moves."""
ONE_POSITION = 0.9
"""Share of the background that has to align for one fixed camera to have seen both."""
UNCLEAR = {ReasonCode.FLICKER_UNCLEAR, ReasonCode.NOISE_NOT_ANALYSED}
SOUND = {
    SoundAgreement.AGREES: ReasonCode.COPIED_SOUND_AGREES,
    SoundAgreement.DIFFERS: ReasonCode.COPIED_SOUND_DIFFERS,
    SoundAgreement.CANNOT_SAY: ReasonCode.COPIED_SOUND_UNCLEAR,
}


def make_relation(
    takes: TakesResult, copies: CopiesResult | None, capture: CaptureResult | None
) -> Relation:
    """The relation of two shots, of all that was asked; None: that engine was not asked.

    Depends on nothing else: not on the order of films, nor on other pairs but through
    ``copies.common``. ``made_by`` names every engine that was asked.
    """
    asked = (takes.made_by, *(r.made_by for r in (copies, capture) if r is not None))
    told = _of_takes(takes, asked)
    if copies is not None:
        told = _with_copies(told, copies)
    if capture is not None:
        told = _with_capture(told, capture)
    told = _of_one_place(told) if nothing_moves(told) else _against_clocks(_in_step(told))
    return _clocks_aligned(told)


def wants_capture(takes: TakesResult, copies: CopiesResult | None) -> bool:
    """Whether sensor noise and GOP bear on what takes and copies say together."""
    told = make_relation(takes, copies, None)
    return (told.kind in ASKED_FOR_CAPTURE and bool(told.alignment)) or asks_for_flicker(told)


def nothing_moves(told: TakesResult | Relation) -> bool:
    """Whether it is open only because nothing moves by which one recording could be told."""
    return told.kind == RelationKind.UNDECIDED and any(
        r.code == ReasonCode.MOVEMENT for r in told.missing
    )


def asks_for_flicker(told: TakesResult | Relation) -> bool:
    """Whether what flickers, not what moves, may tell one recording from two.

    Besides where nothing moves, that is so in one place seen by a fixed camera without people: of
    rain, water and leaves small pictures keep too little to align by, and clocks in step or none
    leave open what was recorded once.
    """
    return nothing_moves(told) or _fixed_view(told)


def _fixed_view(told: TakesResult | Relation) -> bool:
    codes = {r.code for r in told.because}
    if told.kind != RelationKind.SAME_SCENE or ReasonCode.CLOCKS_DIFFER in codes:
        return False
    cameras = [r.by_name for r in told.because if r.code == ReasonCode.CAMERA_MOTION]
    held = any(c.get("left") == c.get("right") == CameraMotionKind.STATIC for c in cameras)
    values = {m.name: m.value for m in told.measurements}
    return (
        held
        and (values.get(MeasureName.CAMERA_POSITION_AGREEMENT) or 0.0) >= ONE_POSITION
        and values.get(MeasureName.PERSON_SIMILARITY) is None
    )


def _of_takes(takes: TakesResult, asked: tuple[Maker, ...]) -> Relation:
    return Relation(
        left=takes.left,
        right=takes.right,
        kind=takes.kind,
        scores=takes.scores,
        alignment=takes.alignment,
        differences=takes.differences,
        because=takes.because,
        missing=takes.missing,
        measurements=takes.measurements,
        made_by=asked,
        decided_by=None if takes.kind == RelationKind.UNDECIDED else takes.made_by,
    )


def _with_copies(told: Relation, copies: CopiesResult) -> Relation:
    """The relation, or a copy where a copied stretch lies in both shots and it was open.

    A retake is not said against a copied stretch: it is undecided then, unless the copy is a part
    of a composed picture, whose other parts are what the takes were told by. A common stretch is
    told and changes nothing.
    """
    if told.kind not in (*OPEN, RelationKind.SAME_SCENE, RelationKind.RETAKE):
        return told
    telling = _bearing(told.kind, copies.stretches)
    if not telling:
        if not _bearing(told.kind, copies.common):
            return told
        common = reason(ReasonCode.COMMON_SEGMENT, films=COMMON_OTHERS + 1)
        return replace(told, because=(*told.because, common))
    stretch, best = max(telling, key=lambda pair: pair[1].score)
    if told.kind == RelationKind.RETAKE and not COMPOSED & set(best.edits):
        # To one engine the pair looks like two takes, and like one recording to the other.
        return _left_open(told, ReasonCode.LESS_EDITED_COPY)
    return _a_copy(told, stretch, best, copies.made_by)


def _bearing(
    kind: RelationKind, stretches: tuple[tuple[Alignment, CopiedStretch], ...]
) -> list[tuple[Alignment, CopiedStretch]]:
    return [s for s in stretches if kind != RelationKind.SAME_SCENE or COMPOSED & set(s[1].edits)]


def _a_copy(told: Relation, stretch: Alignment, best: CopiedStretch, by: Maker) -> Relation:
    first, last = stretch.left.seconds
    return replace(
        told,
        kind=RelationKind.COPY,
        scores=_raised(told.scores, best.score),
        alignment=(stretch,),
        differences=(),
        because=(
            reason(
                ReasonCode.COPIED_SEGMENT,
                seconds=last - first,
                score=best.score,
                edits=best.edits,
            ),
            reason(SOUND[best.sound]),
            *told.because,
        ),
        missing=(),
        measurements=(
            *told.measurements,
            Measurement(
                name=MeasureName.COPIED_SEGMENT_SCORE,
                value=round(best.score, 4),
                unit="",
                made_by=by,
            ),
        ),
        decided_by=by,
    )


def _raised(
    scores: tuple[tuple[RelationKind, float], ...], copy: float
) -> tuple[tuple[RelationKind, float], ...]:
    """The scores with that of a copy as given, the rest shrunk to fill what is left of 1."""
    if not scores:
        return ((RelationKind.COPY, copy),)
    rest = sum(value for kind, value in scores if kind != RelationKind.COPY) or 1.0
    return tuple((k, copy if k == RelationKind.COPY else v / rest * (1 - copy)) for k, v in scores)


def _with_capture(told: Relation, capture: CaptureResult) -> Relation:
    told = replace(
        told,
        measurements=(*told.measurements, *capture.measurements),
        because=(*capture.because, *told.because)
        if capture.alignment
        else (*told.because, *capture.because),
        missing=(*capture.missing, *told.missing)
        if nothing_moves(told)
        else (*told.missing, *capture.missing),
    )
    if not capture.alignment:
        return told
    shared = next(r for r in capture.because if r.code == ReasonCode.FLICKER_SHARED).by_name
    correlation, floor = (float(str(shared[n])) for n in ("correlation", "elsewhere_up_to"))
    return replace(
        told,
        kind=RelationKind.COPY,
        scores=_raised(told.scores, 1 - floor / correlation),
        alignment=capture.alignment,
        missing=_without_movement(told),
        decided_by=capture.made_by,
    )


def _of_one_place(told: Relation) -> Relation:
    """The same place, where nothing moves and noise or clocks tell two recordings.

    Clocks alone make no copy, but a picture that shows another time is not the same recording
    unless somebody wrote over it, which the reasons leave to be seen.
    """
    codes = {r.code for r in told.because}
    likely = max(
        (s for s in told.scores if s[0] != RelationKind.COPY), key=lambda s: s[1], default=None
    )
    if not codes & APART or likely is None or likely[0] != RelationKind.SAME_SCENE:
        return told
    by = {maker.name: maker for maker in told.made_by}
    engine = "captured" if ReasonCode.FLICKER_DISTINCT in codes else "takes"
    return replace(
        told,
        kind=RelationKind.SAME_SCENE,
        scores=_raised(told.scores, 0.0),
        missing=_without_movement(told),
        decided_by=by[engine],
    )


def _against_clocks(told: Relation) -> Relation:
    """Open, where what looks like one recording shows two times at moments that belong together.

    Somebody may have written another clock over it; else leaves that sway did look alike.
    """
    differ = any(r.code == ReasonCode.CLOCKS_DIFFER for r in told.because)
    if told.kind != RelationKind.COPY or not differ:
        return told
    return _left_open(told, ReasonCode.COPY_WITHOUT_CLOCK)


def _in_step(told: Relation) -> Relation:
    """Open, where one fixed view has clocks that agree and its noise tells nothing.

    One recording and its copy look like that, and so do two films of one place under rain.
    """
    agree = any(r.code == ReasonCode.CLOCKS_AGREE for r in told.because)
    if not (_fixed_view(told) and agree and any(r.code in UNCLEAR for r in told.missing)):
        return told
    return replace(told, kind=RelationKind.UNDECIDED, decided_by=None)


def _left_open(told: Relation, would_decide: ReasonCode) -> Relation:
    """The relation undecided, with what would decide it before all else that is missing."""
    return replace(
        told,
        kind=RelationKind.UNDECIDED,
        decided_by=None,
        missing=(reason(would_decide), *told.missing),
    )


def _clocks_aligned(told: Relation) -> Relation:
    """Clocks that differ, told of the aligned moments where an offset is known, else of the starts.

    Until the noise or a copied stretch is known nobody knows which moments belong together.
    """
    if not told.alignment:
        return told
    first = told.alignment[0]
    at = {"left": first.left.seconds[0], "right": first.right.seconds[first.speed < 0]}
    return replace(
        told,
        because=tuple(
            reason(r.code, **{**r.by_name, **at}) if r.code == ReasonCode.CLOCKS_DIFFER else r
            for r in told.because
        ),
    )


def _without_movement(told: Relation) -> tuple[Reason, ...]:
    return tuple(
        r for r in told.missing if r.code not in (ReasonCode.MOVEMENT, ReasonCode.FLICKER_UNCLEAR)
    )
