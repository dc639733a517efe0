"""Relations and findings of the invented case: copies, retakes, a second camera, the rest."""

from __future__ import annotations

from dataclasses import replace

from secondtake.model.enums import (
    CheckState,
    DifferenceKind,
    Expected,
    FindingKind,
    FindingState,
    PicturePart,
    ReasonCode,
    RelationKind,
    Transition,
)
from secondtake.model.evidence import Maker
from secondtake.model.findings import (
    Alignment,
    Alternative,
    AtHeight,
    Difference,
    ErrorFigures,
    Finding,
    GateCheck,
    Measurement,
    Relation,
)
from secondtake.model.footage import Shot
from secondtake.model.measure_names import MeasureName
from secondtake.model.reasons import as_written, reason
from secondtake.model.time import Span

__all__ = ["absence", "finding", "findings", "relations", "retake", "unlike"]

COMPARE = Maker(name="comparing.relate", version="1", settings=(("max_error_px", 3.0),))
JUDGE = Maker(name="judging", version="1")
GATE = (
    ("Not the same recording", "passed", "No map and no line of times fits people and place."),
    ("Not the same moment", "passed", "No single offset fits; correlation 0.31."),
    ("Not a loop, replay or mirror image", "passed", "Mirrored and reversed stretches looked at."),
    ("Long and busy enough", "passed", "5.2 s in common, 3 movements."),
    ("Background registered, two kinds of difference", "open", "One kind of difference only."),
    ("Look-alike control", "open", "Not run on other footage of this kind."),
    ("False-alarm rate measured", "passed", "Measured on 412 pairs that show different things."),
    ("Two reviewers, the first blind", "open", "One of two reviews is given."),
    ("Other explanations filled in", "passed", "All are filled in."),
    ("The sentence says what was seen", "passed", "It holds no word about why."),
)
TALL = AtHeight(height_px=96.0, low=90, high=130, pairs=142, recall=0.52, false_alarm_rate=0.014)
EXPLANATIONS = (
    ("Rehearsal", "equally", "A rehearsal repeats an action as well."),
    ("Training exercise", "equally", "Exercises repeat an action as well."),
    ("Film or drama set", "equally", "A set repeats an action as well."),
    ("Re-enactment for the camera", "equally", "It would repeat the action as well."),
    ("One event from several cameras", "less", "No shared clock was found at any offset."),
    ("One recording used twice", "less", "Noise and small movements do not fit frame by frame."),
    ("Ordinary repetition", "equally", "People carry more than one person to a van."),
    ("Look-alike or uniform", "more", "Clothing differs; faces were not compared."),
    ("Re-encoded or duplicated file", "less", "The frames are not the same."),
    ("Compilation of different days", "not assessed", "Light and weather were not compared."),
    ("Awareness performance", "equally", "It would repeat the action as well."),
    ("Footage of another event", "not assessed", "Where it was filmed was not examined."),
)


def scores(kind: str, top: float) -> tuple[tuple[RelationKind, float], ...]:
    named = [k for k in RelationKind if k != RelationKind.UNDECIDED]
    rest = (1 - top) / (len(named) - 1)
    return tuple((k, top if k == kind else rest) for k in named)


def relation(left: Shot, right: Shot, kind: str, top: float, **more: object) -> Relation:
    plain = {
        "alignment": (),
        "differences": (),
        "because": (),
        "missing": (),
        "measurements": (
            Measurement(
                name=MeasureName.BACKGROUND_INLIERS, value=84.0, unit="matches", made_by=COMPARE
            ),
        ),
    }
    return Relation(
        left=left.id,
        right=right.id,
        kind=RelationKind(kind),
        scores=scores(kind, top),
        made_by=(COMPARE,),
        decided_by=None if kind == "undecided" else COMPARE,
        **(plain | more),
    )


def retake(left: Shot, right: Shot) -> Relation:
    (ls, _), (rs, _) = left.span.seconds, right.span.seconds
    aligned = Alignment(
        left=Span.of_seconds(ls + 0.4, ls + 4.6), right=Span.of_seconds(rs + 0.9, rs + 5.1)
    )
    return relation(
        left,
        right,
        "retake",
        0.86,
        alignment=(aligned,),
        because=(
            reason(
                ReasonCode.KEYPOINTS_REGISTERED,
                keypoints=212,
                in_background=190,
                mirrored=False,
                background_aligned=None,
            ),
            reason(ReasonCode.NOT_REGISTERED_IN_TIME, share=0.22),
        ),
        missing=(reason(ReasonCode.SOUND_IN_BOTH),),
        differences=(
            Difference(
                kind=DifferenceKind.COLOUR,
                what=reason(
                    ReasonCode.PART_COLOUR,
                    part="upper body",
                    person=1,
                    of_person=0.22,
                    left="blue",
                    right="red",
                ),
                left_box=(0.26, 0.34, 0.16, 0.26),
                right_box=(0.26, 0.34, 0.16, 0.26),
                span=Span.of_seconds(ls, ls + 60),
                size=6.4,
            ),
            Difference(
                kind=DifferenceKind.PART_OF_PICTURE,
                what=reason(ReasonCode.PICTURE_REGION, place=(PicturePart.RIGHT,)),
                left_box=(0.76, 0.02, 0.22, 0.42),
                right_box=(0.76, 0.02, 0.22, 0.42),
                span=Span.of_seconds(ls, ls + 1),
                size=3.1,
            ),
        ),
    )


def unlike(left: Shot, right: Shot) -> Relation:
    said = (reason(ReasonCode.KEYPOINTS_NOT_REGISTERED, scene_similarity=None),)
    return relation(left, right, "different", 0.97, because=said)


def relations(shots: tuple[Shot, ...]) -> tuple[Relation, ...]:
    """Every pair of the 25 shots; a handful are of a kind worth a look."""
    near = {
        (3, 7): retake(shots[3], shots[7]),
        (3, 14): relation(
            shots[3],
            shots[14],
            "copy",
            0.99,
            because=(reason(ReasonCode.REGISTERED_AS_COPY, left=0.98, right=0.97),),
        ),
        (7, 14): retake(shots[7], shots[14]),
        (1, 9): retake(shots[1], shots[9]),
        (8, 16): relation(
            shots[8],
            shots[16],
            "same moment",
            0.78,
            because=(as_written("At one constant offset movement agrees with correlation 0.83."),),
        ),
        (4, 5): relation(shots[4], shots[5], "same scene", 0.91),
        (20, 23): relation(
            shots[20],
            shots[23],
            "undecided",
            0.4,
            missing=(reason(ReasonCode.BRIGHTER_SHOT, side="left"),),
        ),
    }
    pairs = [(n, m) for n in range(len(shots)) for m in range(n + 1, len(shots))]
    return tuple(near.get((n, m)) or unlike(shots[n], shots[m]) for n, m in pairs)


def finding(number: int, related: Relation, *, claims: tuple[str, ...] = ("c1",)) -> Finding:
    kinds = {
        "retake": "Two stretches show the same place and people in an action that is alike but "
        "not locked in time.",
        "copy": "Two stretches show the same recording: one map and one line of times explain "
        "both frame by frame.",
        "same moment": "Two stretches show one moment from two camera positions.",
    }
    measured = related.kind in ("retake", "copy")
    return Finding(
        id=f"F{number}",
        kind=FindingKind(related.kind.value),
        sentence=kinds[related.kind],
        claims=claims,
        relations=((related.left, related.right),),
        state=FindingState.CANDIDATE,
        checks=tuple(
            GateCheck(number=n, name=name, state=CheckState(state), note=note)
            for n, (name, state, note) in enumerate(GATE, 1)
        ),
        alternatives=tuple(
            Alternative(explanation=e, expected=Expected(w), reason=r) for e, w, r in EXPLANATIONS
        ),
        errors=ErrorFigures(
            pairs_compared=300,
            threshold=0.5 if measured else None,
            false_alarm_rate=0.003 if measured else None,
            recall=0.71 if measured else None,
            tested_on="takes-dev: 412 pairs of amateur clips" if measured else "",
            expected_false_alarms=0.9 if measured else None,
            at_height=TALL if measured else None,
        ),
        limits=(
            "It does not say in which order the stretches were filmed.",
            "Clothing and place were compared, not faces; nobody was identified.",
        ),
        would_change=(
            "The camera's own file, with everything before and after.",
            "A second recording of the same minutes.",
        ),
        made_by=JUDGE,
    )


def absence() -> Finding:
    """A negative result: looked for, and not seen."""
    shown = Shot(
        exhibit="0" * 64,
        number=0,
        span=Span.of_seconds(0, 1),
        transition=Transition.CUT,
        made_by=JUDGE,
    )
    return replace(
        finding(7, retake(shown, shown)),
        id="N-loop",
        kind=FindingKind.NONE,
        sentence="Among 300 pairs of shots compared, none scored as a mirror image.",
        relations=(),
        state=FindingState.NOTHING_FOUND,
        alternatives=(),
    )


def findings(shots: tuple[Shot, ...]) -> tuple[Finding, ...]:
    """Six findings, the first with two differences, and a negative result."""
    by_pair = {(r.left, r.right): r for r in relations(shots)}

    def pair(left: int, right: int) -> Relation:
        return by_pair[(shots[left].id, shots[right].id)]

    return (
        finding(1, pair(3, 7), claims=("c1", "c2")),
        finding(2, pair(3, 14)),
        finding(3, pair(7, 14)),
        finding(4, pair(1, 9), claims=("c2",)),
        finding(5, pair(8, 16)),
        replace(
            finding(6, pair(1, 9)),
            kind=FindingKind.DIFFERENCE,
            sentence="Between two stretches, aligned, candidates for a difference.",
        ),
        absence(),
    )
