"""Describing shots and comparing pairs of them as tasks that any machine can do."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from secondtake import comparing, viewing
from secondtake.cluster import Workers
from secondtake.cluster.local_pool import Outcome
from secondtake.errors import CannotLook, EvidenceDamaged, InvalidRecord
from secondtake.model.footage import Shot
from secondtake.model.pair_results import TakesResult
from secondtake.model.serialization import plain, record
from secondtake.store import blobs
from secondtake.workbench.pipeline.task_evidence import SAME_VERSION, require_same

__all__ = [
    "DescribeOrder",
    "DescribedPair",
    "PairsOrder",
    "compare_pairs",
    "compared_by",
    "describe_shots",
    "described_by",
]

SHOTS = 16
"""Shots of one film in one task: half a minute's work, which a worker that dies costs."""
PAIRS = 64
"""Pairs in one task: as many seconds, where shots are short."""
HELD = 32
"""Descriptions that a worker holds: those of the near pairs of two tasks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribeOrder:
    """Shots of one film to describe; ``path``, ``decode_minutes``: as ``WatchOrder``."""

    path: str
    shots: tuple[Shot, ...]
    decode_minutes: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribedPair:
    """Two shots by their names, and the SHA-256 of the description of either."""

    left: str
    right: str
    left_description: str
    right_description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PairsOrder:
    """Pairs of shots to compare; ``folder``: of the descriptions, seen by every machine."""

    folder: str
    pairs: tuple[DescribedPair, ...]


def describe_shots(order: DescribeOrder) -> bytes:
    """Of each shot its description or why there is none, as JSON.

    Raises ``EvidenceDamaged`` where the film changed.
    """
    path = Path(order.path)
    require_same(path, order.shots[0].exhibit)

    def described(shot: Shot) -> str:
        made = comparing.packed(comparing.describe(viewing.look(path, shot)))
        return base64.b64encode(made).decode("ascii")

    with viewing.decode_limit(order.decode_minutes):
        return _told(described, order.shots)


def compare_pairs(order: PairsOrder) -> bytes:
    """Of each pair what the comparison of takes says, or why it says nothing, as JSON.

    Raises ``EvidenceDamaged`` where a description changed.
    """

    def compared(pair: DescribedPair) -> Any:
        left = _description(order.folder, pair.left_description)
        right = _description(order.folder, pair.right_description)
        return plain(comparing.compare_takes(left, right))

    return _told(compared, order.pairs)


def described_by(
    workers: Workers, shots: Sequence[tuple[Path, Shot]]
) -> Iterator[Outcome[Shot, bytes]]:
    """The packed description of each shot (of the film at its path), as workers make them."""
    orders = [
        DescribeOrder(
            path=str(path.absolute()),
            shots=tuple(shot for _, shot in some[first : first + SHOTS]),
            decode_minutes=viewing.decode_minutes(),
        )
        for path, group in groupby(sorted(shots, key=lambda one: one[1].id), key=lambda one: one[0])
        for some in [list(group)]
        for first in range(0, len(some), SHOTS)
    ]
    version = comparing.look_maker().digest
    for outcome in workers.map(describe_shots, orders, version=version):
        yield from _each(outcome, outcome.item.shots, base64.b64decode)


def compared_by(
    workers: Workers, folder: Path, pairs: Sequence[DescribedPair]
) -> Iterator[Outcome[tuple[str, str], TakesResult]]:
    """What is said of each pair of shots, by names, as workers compare their descriptions."""
    orders = [
        PairsOrder(folder=str(folder.absolute()), pairs=tuple(pairs[first : first + PAIRS]))
        for first in range(0, len(pairs), PAIRS)
    ]
    for outcome in workers.map(compare_pairs, orders, version=comparing.maker().digest):
        names = [(pair.left, pair.right) for pair in outcome.item.pairs]
        yield from _each(outcome, names, lambda told: record(TakesResult, told))


@lru_cache(maxsize=HELD)
def _description(folder: str, digest: str) -> comparing.Described:
    return comparing.unpacked(blobs.read(Path(folder), digest))


def _told(work: Callable[[Any], Any], items: Sequence[Any]) -> bytes:
    told: list[dict[str, Any]] = []
    for item in items:
        try:
            told.append({"made": work(item)})
        except CannotLook as error:
            told.append({"reason": str(error), "advice": error.advice})
    return json.dumps(told).encode("utf-8")


def _each(
    outcome: Outcome[Any, bytes], items: Sequence[Any], made_of: Callable[[Any], Any]
) -> Iterator[Outcome[Any, Any]]:
    """What became of each item of a task; where the whole task failed, the same of all."""
    if outcome.error is not None:
        yield from (Outcome(item, None, outcome.error) for item in items)
        return
    try:
        told = json.loads(outcome.result())
        found = [
            Outcome(item, made_of(one["made"]), None)
            if "made" in one
            else Outcome(item, None, CannotLook(one["reason"], advice=one["advice"]))
            for item, one in zip(items, told, strict=True)
        ]
    except (InvalidRecord, ValueError, KeyError, TypeError) as error:
        raise EvidenceDamaged(
            "What a worker said of shots cannot be read.", advice=SAME_VERSION
        ) from error
    yield from found
