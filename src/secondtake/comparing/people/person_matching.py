"""Pairs of tracks that may be one person, with score, rank among all others and reasons."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from secondtake.comparing.people.calibration import (
    FACES,
    LOOK_ALIKES,
    TESTED,
    THRESHOLD,
    kind_and_score,
)
from secondtake.comparing.people.clothing_colours import worn_told
from secondtake.comparing.people.similarity import Likeness, Measured
from secondtake.model.enums import PersonCandidateKind, PersonDecision, ReasonCode
from secondtake.model.people import PersonCandidate, PersonTrack
from secondtake.model.reasons import Reason, reason
from secondtake.vision.clothing import PARTS

__all__ = ["pairs_of_people", "person_candidates"]

LIKELY_BUILD = 0.6
UNLIKELY_BUILD = 0.15
OTHER_PEOPLE_VIEWS = 0.6
"""Similarity of views that two people in one scene of takes-dev reached."""
Pair = tuple[int, int]


def pairs_of_people(tracks: tuple[PersonTrack, ...]) -> tuple[tuple[int, int], ...]:
    """Places of the tracks that can be one person: both comparable, never seen at one time.

    Two tracks that overlap in time inside one shot are two people (or a mirror's).
    """
    fit = [n for n, t in enumerate(tracks) if not t.poor]
    return tuple(
        (left, right)
        for order, left in enumerate(fit)
        for right in fit[order + 1 :]
        if not _together(tracks[left], tracks[right])
    )


def person_candidates(
    tracks: tuple[PersonTrack, ...],
    *,
    threshold: float = THRESHOLD,
    decisions: Mapping[frozenset[str], PersonDecision] | None = None,
    progress: Callable[[float, float | None], None] | None = None,
) -> tuple[PersonCandidate, ...]:
    """The candidates from ``threshold`` on, the highest score first.

    ``decisions``: what a person decided about pairs of track ids; a rejected pair stays listed
    as rejected, and a pair that a rejection and confirmations rule out is left out.
    """
    pairs = pairs_of_people(tracks)
    measured = Measured(tracks)
    found: dict[Pair, tuple[Likeness, PersonCandidateKind, float]] = {}
    for number, (left, right) in enumerate(pairs):
        likeness = measured.likeness(left, right)
        found[left, right] = (likeness, *kind_and_score(likeness))
        if progress is not None and number % 500 == 0:
            progress(number, len(pairs))
    decided = dict(decisions or {})
    apart = _kept_apart(decided)
    beside = _beside(found)
    made = []
    for (left, right), (likeness, kind, score) in found.items():
        names = frozenset((tracks[left].id, tracks[right].id))
        known = decided.get(names, PersonDecision.NOT_REVIEWED)
        if (score < threshold and not known) or (not known and names in apart):
            continue
        scores = [s for k, s in beside[left] + beside[right] if k not in (left, right)]
        rank = 1 + sum(s > score for s in scores)
        two = (tracks[left], tracks[right])
        made.append(
            PersonCandidate(
                left=tracks[left].id,
                right=tracks[right].id,
                kind=kind,
                score=score,
                because=_because(two, likeness, kind, score, (rank, len(scores))),
                rank=rank,
                controls=len(scores),
                decision=known,
            )
        )
    return tuple(sorted(made, key=lambda c: (-c.score, c.left, c.right)))


def _together(left: PersonTrack, right: PersonTrack) -> bool:
    if left.shot_id != right.shot_id:
        return False
    # Files without a case share one exhibit mark; their ids begin with the file's own.
    if left.id.rpartition(":")[0] != right.id.rpartition(":")[0]:
        return False
    return left.start <= right.end and right.start <= left.end


def _beside(
    found: dict[Pair, tuple[Likeness, PersonCandidateKind, float]],
) -> dict[int, list[tuple[int, float]]]:
    """For each track, every other one it was compared with and the score."""
    beside: dict[int, list[tuple[int, float]]] = {}
    for (left, right), (_, _, score) in found.items():
        beside.setdefault(left, []).append((right, score))
        beside.setdefault(right, []).append((left, score))
    return beside


def _kept_apart(decided: Mapping[frozenset[str], PersonDecision]) -> set[frozenset[str]]:
    """Pairs that a rejection rules out together with confirmations: A is B, B is not C."""
    group: dict[str, str] = {}

    def root(name: str) -> str:
        while group.setdefault(name, name) != name:
            name = group[name]
        return name

    for pair, decision in decided.items():
        names = sorted(pair)
        if decision == PersonDecision.CONFIRMED and len(names) == 2:
            group[root(names[0])] = root(names[1])
    members: dict[str, list[str]] = {}
    for name in {n for pair in decided for n in pair}:
        members.setdefault(root(name), []).append(name)
    return {
        frozenset((one, two))
        for pair, decision in decided.items()
        if decision == PersonDecision.REJECTED and len(pair) == 2
        for one in members[root(sorted(pair)[0])]
        for two in members[root(sorted(pair)[1])]
    }


def _because(
    tracks: tuple[PersonTrack, PersonTrack],
    measures: Likeness,
    kind: PersonCandidateKind,
    score: float,
    place: tuple[int, int],
) -> tuple[Reason, ...]:
    left, right = tracks
    told = [
        reason(ReasonCode.PERSON_SCORE, score=score),
        _clothing(measures, kind),
        *worn_told(left.histograms, right.histograms),
        reason(
            ReasonCode.PERSON_VIEWS, similarity=measures.views, two_people_up_to=OTHER_PEOPLE_VIEWS
        ),
        _faces(left, right, measures),
    ]
    if measures.build > LIKELY_BUILD:
        told.append(reason(ReasonCode.PROPORTIONS_AGREE))
    elif measures.build < UNLIKELY_BUILD:
        told.append(reason(ReasonCode.PROPORTIONS_DISAGREE))
    if left.seen != right.seen and (left.seen or right.seen):
        told.append(reason(ReasonCode.POSES, left=left.seen, right=right.seen))
    rank, controls = place
    if controls:
        told.append(reason(ReasonCode.RANK_AMONG_TRACKS, comparisons=controls, higher=rank - 1))
    told.append(
        reason(
            ReasonCode.KNOWN_FALSE_ALARMS,
            threshold=THRESHOLD,
            none_in=TESTED,
            look_alikes=LOOK_ALIKES,
        )
    )
    return tuple(told)


def _clothing(measures: Likeness, kind: PersonCandidateKind) -> Reason:
    if math.isnan(measures.clothing):
        return reason(ReasonCode.CLOTHING_NOT_VISIBLE)
    other = kind == PersonCandidateKind.OTHER_CLOTHES
    seen = {n: v for n, v in zip(PARTS, measures.parts, strict=True) if not math.isnan(v)}
    return reason(ReasonCode.CLOTHING_DIFFERENT if other else ReasonCode.CLOTHING_SIMILAR, **seen)


def _faces(left: PersonTrack, right: PersonTrack, measures: Likeness) -> Reason:
    if math.isnan(measures.face):
        return reason(ReasonCode.FACES_NOT_VISIBLE)
    known = FACES[measures.faces_by]
    return reason(
        ReasonCode.FACES_SIMILARITY,
        left_views=left.faces,
        right_views=right.faces,
        left_px=left.face_px,
        right_px=right.face_px,
        similarity=measures.face,
        two_people_up_to=known.two,
        one_person_from=known.one,
    )
