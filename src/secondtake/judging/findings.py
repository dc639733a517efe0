"""Relations to findings: grouped, worded, gated, with alternatives and error figures."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

from secondtake.judging.gate import figures_of, gate
from secondtake.judging.wording import ALTERNATIVES, LESS, LIMITS, SENTENCES, WOULD_CHANGE
from secondtake.model.evidence import Maker
from secondtake.model.findings import WEIGHTS, Alternative, Difference, Finding, GateCheck, Relation
from secondtake.model.footage import Shot
from secondtake.model.time import Span

__all__ = ["MAKER", "Figures", "findings"]

MAKER = Maker(name="judging", version="1")

Figures = Callable[[str], dict[str, Any]]
"""Relation kind -> threshold, false_alarm_rate, recall, tested_on; None where not measured."""

TOLD = ("retake", "copy", "same moment")
"""Relation kinds that become findings; same place and unlike are in the table of relations."""
MOST_DIFFERENCES = 6
"""Differences named in one sentence; the report draws them all."""


def findings(
    relations: tuple[Relation, ...],
    shots: dict[str, Shot],
    names: dict[str, str],
    *,
    figures: Figures,
    pairs_compared: int,
) -> tuple[Finding, ...]:
    """What is worth telling, in a stable order; ``names`` are the films' names by exhibit."""
    words = _Words(shots, names)
    made = []
    for kind in TOLD:
        measured = figures(kind)
        groups = _groups([r for r in relations if r.kind == kind])
        made += [_of_group(kind, g, words, measured, pairs_compared) for g in groups]
        if pairs_compared and not groups:
            made.append(_none(kind, measured, pairs_compared))
    for relation in _worth_differences(relations, shots):
        made.append(_of_differences(relation, words, figures(relation.kind), pairs_compared))
    return tuple(made)


class _Words:
    """How shots, stretches and times are called in sentences."""

    def __init__(self, shots: dict[str, Shot], names: dict[str, str]) -> None:
        self._shots, self._names = shots, names

    def stretch(self, shot: str, spans: Iterable[Span]) -> str:
        """``0:12.0–0:18.4 of a.mp4``: the aligned stretch, or the whole shot."""
        held = self._shots[shot]
        stretches = list(spans) or [held.span]
        start = min(s.seconds[0] for s in stretches)
        end = max(s.seconds[1] for s in stretches)
        return f"{clock(start)}–{clock(end)} of {self._names[held.exhibit]}"


def clock(seconds: float) -> str:
    """Seconds as ``m:ss.t``."""
    minutes, tenths = divmod(round(seconds * 10), 600)
    return f"{minutes}:{tenths // 10:02d}.{tenths % 10}"


def _groups(relations: list[Relation]) -> list[tuple[Relation, ...]]:
    """Relations joined by shared shots, each group's strongest first."""
    group = {name: name for r in relations for name in (r.left, r.right)}

    def root(name: str) -> str:
        while group[name] != name:
            name = group[name]
        return name

    for r in relations:
        group[root(r.left)] = root(r.right)
    found: dict[str, list[Relation]] = {}
    for r in relations:
        found.setdefault(root(r.left), []).append(r)
    ordered = [sorted(g, key=lambda r: (-r.score(r.kind), r.left, r.right)) for g in found.values()]
    return [tuple(g) for g in sorted(ordered, key=lambda g: (g[0].left, g[0].right))]


def _worth_differences(relations: tuple[Relation, ...], shots: dict[str, Shot]) -> list[Relation]:
    """Copies and retakes with differences, in a stable order; a copied recording counts once.

    Where one recording is held twice, every other take differs from both alike: only pairs with
    its longest shot are told, and what the copy itself adds or lacks.
    """
    repeats: set[str] = set()
    for group in _groups([r for r in relations if r.kind == "copy"]):
        members = sorted({name for r in group for name in (r.left, r.right)})
        repeats |= set(sorted(members, key=lambda n: -shots[n].span.length_seconds)[1:])
    chosen = [
        r
        for r in relations
        if r.differences
        and (r.kind == "copy" or (r.kind == "retake" and not {r.left, r.right} & repeats))
    ]
    return sorted(chosen, key=lambda r: (r.left, r.right))


def _of_group(
    kind: str, group: tuple[Relation, ...], words: _Words, measured: dict[str, Any], pairs: int
) -> Finding:
    first = group[0]
    members = sorted({name for r in group for name in (r.left, r.right)})
    if len(members) == 2:
        left = words.stretch(first.left, (a.left for a in first.alignment))
        right = words.stretch(first.right, (a.right for a in first.alignment))
    else:
        told = [words.stretch(name, ()) for name in members]
        left, right = ", ".join(told[:-1]), told[-1]
    sentence = SENTENCES[kind].format(left=left, right=right, edits=_edits(first))
    return _finding(kind, group, sentence, measured, pairs)


def _edits(relation: Relation) -> str:
    stretch = relation.alignment[0] if relation.alignment else None
    edits = []
    if stretch is not None and stretch.mirrored:
        edits.append("mirrored")
    if stretch is not None and abs(stretch.speed - 1) > 0.03:
        edits.append(f"at {stretch.speed:.2f} times the speed")
    return f" ({', '.join(edits)})" if edits else ""


def _of_differences(
    relation: Relation, words: _Words, measured: dict[str, Any], pairs: int
) -> Finding:
    largest = sorted(relation.differences, key=lambda d: -d.size)
    more = len(largest) - MOST_DIFFERENCES
    told = [_difference(d) for d in largest[:MOST_DIFFERENCES]]
    if more > 0:
        told.append(f"{more} more differences are smaller")
    sentence = SENTENCES["difference"].format(
        left=words.stretch(relation.left, (a.left for a in relation.alignment)),
        right=words.stretch(relation.right, (a.right for a in relation.alignment)),
        what="; ".join(told),
    )
    return _finding("difference", (relation,), sentence, measured, pairs)


def _difference(difference: Difference) -> str:
    start, end = difference.span.seconds
    return (
        f"{difference.what} differs at {clock(start)}–{clock(end)}, "
        f"{difference.size:.1f} times the noise inside one take"
    )


def _none(kind: str, measured: dict[str, Any], pairs: int) -> Finding:
    return _finding("none", (), SENTENCES["none"].format(pairs=pairs, kind=kind), measured, pairs)


def _finding(
    kind: str, group: tuple[Relation, ...], sentence: str, measured: dict[str, Any], pairs: int
) -> Finding:
    errors = figures_of(kind, measured, pairs)
    checks = gate(kind, group, errors) if group else ()
    return Finding(
        id="F-" + hashlib.sha256(f"{kind} {sentence}".encode()).hexdigest()[:8],
        kind=kind,
        sentence=sentence,
        claims=(),
        relations=tuple((r.left, r.right) for r in group),
        state=_state(checks),
        checks=checks,
        alternatives=_alternatives(checks) if group else (),
        errors=errors,
        limits=LIMITS[kind] + LIMITS["all"],
        would_change=WOULD_CHANGE[kind],
        made_by=MAKER,
    )


def _state(checks: tuple[GateCheck, ...]) -> str:
    if not checks:
        return "nothing found"
    return "candidate" if any(c.state != "passed" for c in checks) else "gate passed"


def _alternatives(checks: tuple[GateCheck, ...]) -> tuple[Alternative, ...]:
    passed = {c.number for c in checks if c.state == "passed"}
    told = []
    for explanation, why in ALTERNATIVES:
        needs = 2 if "cameras" in explanation else 1
        if explanation in LESS and needs in passed:
            weight, reason = WEIGHTS[2], LESS[explanation]
        else:
            weight, reason = WEIGHTS[1], why
        told.append(Alternative(explanation=explanation, expected=weight, reason=reason))
    return tuple(told)
