"""Checks 1 to 6 of the gate: what was measured of the pairs, the weakest pair deciding."""

from __future__ import annotations

from secondtake.judging.capture_evidence import told_of_coding, told_of_grain
from secondtake.judging.messages import DIFFERENCE_KINDS, NOTES
from secondtake.judging.review_checks import InWords
from secondtake.model.enums import CheckState, FindingKind, RelationKind
from secondtake.model.findings import Relation
from secondtake.model.measure_names import MeasureName

__all__ = [
    "DISTINCT",
    "LEAST_SECONDS",
    "Checked",
    "differing",
    "distinct",
    "long_enough",
    "no_loop",
    "no_moment",
    "ranked",
]

LEAST_SECONDS = 2.0
"""Aligned time under which an action is too short to tell a repetition from chance."""
DISTINCT = 0.1
"""Score of another kind under which it counts as told apart."""
LEAST_KINDS = 2
"""Kinds of difference that do not hang together (DESK section 4, check 5)."""
LEAST_PLACE = 8
"""Background details on one map from which comparing lays one picture on the other."""
LEAST_CONTROLS = 20
"""Pairs with control footage under which a first rank says little."""
SOUND_FIT, SOUND_CLEAR = 0.6, 0.2
"""Least correlation of sound at one offset, and least distance from the best other offset: sound
of one moment gave .87 and .37 or more, of two moments .44 or less (docs/methods/sound-lock.md)."""

Checked = tuple[CheckState, str]
"""The state of a check, and what was seen."""


def distinct(kind: FindingKind, relations: tuple[Relation, ...], in_words: InWords) -> Checked:
    """Check 1: copy score, camera noise, key frames and sound say distinct recordings.

    What could not tell leaves the state to the rest. Two cameras at one moment hear the same, so
    there sound says nothing.
    """
    state, note = _told_apart(relations, RelationKind.COPY, "distinct")
    pairs = [r.measurements for r in relations]
    (noise, grain), (coding, keys) = told_of_grain(pairs), told_of_coding(pairs)
    captured = "".join(f"; {in_words(one)}" for one in (grain, keys))
    if noise or coding:
        state = CheckState.OPEN
    if kind == FindingKind.SAME_MOMENT:
        return state, note + captured
    left = min(_measured(relations, MeasureName.RESIDUAL_SHARE), default=None)
    explained = max(_measured(relations, MeasureName.REGISTERED_SHARE), default=None)
    if left is not None:
        note += NOTES["residual"].format(left=100 * left)
    elif explained is not None:  # of a case that an earlier version compared
        note += NOTES["unexplained"].format(left=100 * (1 - min(1.0, max(0.0, explained))))
    fits, heard = _sound(relations)
    return CheckState.OPEN if fits else state, note + heard + captured


def no_moment(relations: tuple[Relation, ...]) -> Checked:
    """Check 2: no clock is shared, by the score, by movement or by sound."""
    state, note = _told_apart(relations, RelationKind.SAME_MOMENT, "no moment")
    moving = _beside(
        relations, MeasureName.MOTION_CORRELATION, MeasureName.MOTION_CORRELATION_NEXT_BEST
    )
    if moving:
        moment, rival = max(moving)
        note += NOTES["movement"].format(moment=moment, rival=rival)
    fits, heard = _sound(relations)
    return CheckState.OPEN if fits else state, note + heard


def no_loop(kind: FindingKind, relations: tuple[Relation, ...]) -> Checked:
    """Check 3: mirrored, reversed, slowed and looped stretches of one recording score as a copy.

    A performance has its own tempo, so speed alone speaks of a replay only where it is a copy.
    """
    if kind != FindingKind.COPY:
        state, _ = _told_apart(relations, RelationKind.COPY, "distinct")
        if any(r.score(RelationKind.COPY) is None for r in relations):
            return state, NOTES["no loop: not measured"]
        return state, NOTES["no loop" if state == CheckState.PASSED else "no loop: not told"]
    for relation in relations:
        for stretch in relation.alignment:
            if stretch.mirrored or not 0.8 < stretch.speed < 1.25:
                mirrored = ", mirrored" if stretch.mirrored else ""
                return CheckState.OPEN, NOTES["loop seen"].format(
                    speed=stretch.speed, mirrored=mirrored
                )
        if len(relation.alignment) > 1:
            return CheckState.OPEN, NOTES["pieces"].format(count=len(relation.alignment))
    return CheckState.PASSED, NOTES["plain copy"]


def long_enough(relations: tuple[Relation, ...]) -> Checked:
    """Check 4: time enough, and a movement that does not repeat itself.

    A repeated movement fits at many offsets, so that any two stretches of it line up. Dark,
    empty, still and crowded shots are undecided before they get here.
    """
    seconds = min(sum(a.left.length_seconds for a in r.alignment) for r in relations)
    if seconds < LEAST_SECONDS:
        state, note = CheckState.OPEN, NOTES["short"].format(seconds=seconds, least=LEAST_SECONDS)
    else:
        state, note = CheckState.PASSED, NOTES["long"].format(seconds=seconds)
    moving = tuple(r for r in relations if r.kind != RelationKind.COPY)
    rivals = max(_measured(moving, MeasureName.ALTERNATIVE_ALIGNMENTS), default=None)
    if rivals is None:
        return state, note
    if rivals >= 1:
        return CheckState.OPEN, note + NOTES["repeats"].format(rivals=round(rivals))
    return state, note + NOTES["once"]


def differing(relations: tuple[Relation, ...]) -> Checked:
    """Check 5: the background is registered and two kinds of difference stand above the noise."""
    fewest = min(({d.kind for d in r.differences} for r in relations), key=len)
    place = _measured(relations, MeasureName.BACKGROUND_INLIERS)
    kinds = ", ".join(sorted(DIFFERENCE_KINDS[kind] for kind in fewest))
    if len(fewest) < LEAST_KINDS:
        told = NOTES["few differences"].format(
            count=len(fewest), kinds=f" ({kinds})" if kinds else ""
        )
    else:
        told = NOTES["differences"].format(count=len(fewest), kinds=kinds)
    if len(place) < len(relations):
        return CheckState.OPEN, NOTES["background: not measured"] + told
    if min(place) < LEAST_PLACE:
        note = NOTES["not registered"].format(place=min(place), least=LEAST_PLACE)
        return CheckState.OPEN, note + told
    state = CheckState.PASSED if len(fewest) >= LEAST_KINDS else CheckState.OPEN
    return state, NOTES["registered"].format(place=min(place)) + told


def ranked(
    kind: FindingKind, relations: tuple[Relation, ...], controls: tuple[Relation, ...]
) -> Checked:
    """Check 6: where the finding's score stands among the same score of control pairs.

    A control pair that could not be measured has no scores; it is not counted.
    """
    scored = RelationKind(kind.value)
    looked = [score for r in controls if (score := r.score(scored)) is not None]
    own = [score for r in relations if (score := r.score(scored)) is not None]
    if not looked or not own:
        return CheckState.OPEN, NOTES["controls"]
    higher = sum(score >= min(own) for score in looked)
    told = NOTES["ranked"].format(
        rank=higher + 1,
        pairs=len(looked) + 1,
        percentile=100 * (1 - higher / len(looked)),
    )
    if len(looked) < LEAST_CONTROLS:
        return CheckState.OPEN, told + NOTES["few controls"].format(least=LEAST_CONTROLS)
    return (CheckState.PASSED if higher == 0 else CheckState.OPEN), told


def _told_apart(relations: tuple[Relation, ...], other: RelationKind, note: str) -> Checked:
    measured = [r.score(other) for r in relations]
    scores = [score for score in measured if score is not None]
    if len(scores) < len(measured):
        return CheckState.OPEN, NOTES[f"{note}: not measured"]
    if max(scores) < DISTINCT:
        return CheckState.PASSED, NOTES[note].format(score=max(scores))
    return CheckState.OPEN, NOTES[f"{note}: not told"].format(score=max(scores))


def _sound(relations: tuple[Relation, ...]) -> tuple[bool, str]:
    """Whether one sound runs under both sides of any pair, and what was heard."""
    heard = [
        (sound >= SOUND_FIT and sound - max(rival, 0.0) >= SOUND_CLEAR, sound)
        for sound, rival in _beside(
            relations, MeasureName.SOUND_CORRELATION, MeasureName.SOUND_CORRELATION_NEXT_BEST
        )
    ]
    if not heard:
        return False, NOTES["silent"]
    fits, sound = max(heard)
    return fits, NOTES["heard" if fits else "not heard"].format(sound=sound)


def _beside(
    relations: tuple[Relation, ...], name: MeasureName, rival: MeasureName
) -> list[tuple[float, float]]:
    """One measurement of every pair that has it, and its rival's, 0 where there is none."""
    told = [(r.measured(name), r.measured(rival)) for r in relations]
    return [(value, other or 0.0) for value, other in told if value is not None]


def _measured(relations: tuple[Relation, ...], name: MeasureName) -> list[float]:
    """One measurement of every pair that has it."""
    return [value for r in relations if (value := r.measured(name)) is not None]
