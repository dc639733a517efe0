"""Relations to findings: grouped, worded, gated, with alternatives and error figures."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from secondtake.judging.gate import Beside, at_height, figures_of, gate
from secondtake.judging.messages import (
    ALTERNATIVES,
    LESS,
    LIMITS,
    PLACES,
    PLACES_UNKNOWN,
    SENTENCES,
    WOULD_CHANGE,
)
from secondtake.model.evidence import Maker
from secondtake.model.findings import (
    WEIGHTS,
    Alternative,
    Difference,
    Dismissal,
    ErrorFigures,
    Finding,
    GateCheck,
    Relation,
    Review,
)
from secondtake.model.footage import Shot
from secondtake.model.time import Span

__all__ = ["MAKER", "Figures", "findings"]

MAKER = Maker(name="judging", version="3")

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
    reviews: tuple[Review, ...] = (),
    dismissals: tuple[Dismissal, ...] = (),
    controls: tuple[Relation, ...] = (),
) -> tuple[Finding, ...]:
    """What is worth telling, in a stable order; ``names`` are the films' names by exhibit.

    ``reviews`` and ``controls`` are what people said of findings, and relations with control
    footage: the gate asks for both. Pairs of ``dismissals`` are told as set aside, by how many.
    """
    dismissed = {(d.left, d.right) for d in dismissals}
    standing = tuple(r for r in relations if (r.left, r.right) not in dismissed)
    words = _Words(shots, names, reviews, controls)
    made = []
    for kind in TOLD:
        measured = figures(kind)
        errors = figures_of(measured, pairs_compared)
        groups = _groups([r for r in standing if r.kind == kind])
        made += [
            _of_group(kind, g, words, replace(errors, at_height=at_height(measured, g[0])))
            for g in groups
        ]
        if pairs_compared and not groups:
            aside = sum(r.kind == kind for r in relations)
            made.append(_none(kind, aside, words, errors))
    for relation in _worth_differences(standing, shots):
        measured = figures(relation.kind)
        tall = at_height(measured, relation)
        errors = replace(figures_of(measured, pairs_compared), at_height=tall)
        made.append(_of_differences(relation, words, errors, measured.get("places")))
    return tuple(made)


class _Words:
    """How shots, stretches and times are called in sentences; what the gate asks beside them."""

    def __init__(
        self,
        shots: dict[str, Shot],
        names: dict[str, str],
        reviews: tuple[Review, ...],
        controls: tuple[Relation, ...],
    ) -> None:
        self._shots, self._names = shots, names
        self._reviews, self._controls = reviews, controls

    def beside(self, finding: str) -> Beside:
        """The reviews of a finding, and the control pairs of the case."""
        of_it = tuple(r for r in self._reviews if r.finding == finding)
        return Beside(reviews=of_it, controls=self._controls)

    def nameless(self) -> _Words:
        """The same words without the films' names, which are not ours to answer for."""
        return _Words(self._shots, dict.fromkeys(self._names, "it"), (), ())

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
    kind: str, group: tuple[Relation, ...], words: _Words, errors: ErrorFigures
) -> Finding:
    first = group[0]
    members = sorted({name for r in group for name in (r.left, r.right)})

    def tell(words: _Words) -> str:
        if len(members) == 2:
            left = words.stretch(first.left, (a.left for a in first.alignment))
            right = words.stretch(first.right, (a.right for a in first.alignment))
        else:
            told = [words.stretch(name, ()) for name in members]
            left, right = ", ".join(told[:-1]), told[-1]
        return SENTENCES[kind].format(left=left, right=right, edits=_edits(first))

    return _finding(kind, group, tell, words, errors)


def _edits(relation: Relation) -> str:
    stretch = relation.alignment[0] if relation.alignment else None
    edits = []
    if stretch is not None and stretch.mirrored:
        edits.append("mirrored")
    if stretch is not None and abs(stretch.speed - 1) > 0.03:
        edits.append(f"at {stretch.speed:.2f} times the speed")
    return f" ({', '.join(edits)})" if edits else ""


def _of_differences(
    relation: Relation, words: _Words, errors: ErrorFigures, places: dict[str, Any] | None
) -> Finding:
    largest = sorted(relation.differences, key=lambda d: (-d.size, d.what, d.span.seconds))
    more = len(largest) - MOST_DIFFERENCES
    told = [_difference(d) for d in largest[:MOST_DIFFERENCES]]
    if more > 0:
        told.append(f"{more} more differences are smaller")

    def tell(words: _Words) -> str:
        return SENTENCES["difference"].format(
            left=words.stretch(relation.left, (a.left for a in relation.alignment)),
            right=words.stretch(relation.right, (a.right for a in relation.alignment)),
            what="; ".join(told),
        )

    made = _finding("difference", (relation,), tell, words, errors)
    told_wrongly = PLACES.format(**places) if places else PLACES_UNKNOWN
    return replace(made, limits=(told_wrongly, *made.limits))


def _difference(difference: Difference) -> str:
    start, end = difference.span.seconds
    return (
        f"{difference.what}, at {clock(start)}–{clock(end)} "
        f"({difference.size:.1f} times the noise floor of one take)"
    )


def _none(kind: str, aside: int, words: _Words, errors: ErrorFigures) -> Finding:
    told = SENTENCES["set aside" if aside else "none"]
    sentence = told.format(pairs=errors.pairs_compared, kind=kind, aside=aside)
    return _finding("none", (), lambda _: sentence, words, errors)


def _finding(
    kind: str,
    group: tuple[Relation, ...],
    tell: Callable[[_Words], str],
    words: _Words,
    errors: ErrorFigures,
) -> Finding:
    sentence = tell(words)
    shots = [name for r in group for name in (r.left, r.right)]
    # Two films may bear one name: only the shots' own ids tell two findings apart for certain.
    known_by = "\n".join((kind, sentence, *shots))
    name = "F-" + hashlib.sha256(known_by.encode()).hexdigest()[:8]
    beside = words.beside(name)
    checks = gate(kind, group, errors, tell(words.nameless()), beside) if group else ()
    return Finding(
        id=name,
        kind=kind,
        sentence=sentence,
        claims=(),
        relations=tuple((r.left, r.right) for r in group),
        state=_state(checks),
        checks=checks,
        alternatives=_alternatives(checks, beside) if group else (),
        errors=errors,
        limits=LIMITS[kind] + LIMITS["all"],
        would_change=WOULD_CHANGE[kind],
        made_by=MAKER,
    )


def _state(checks: tuple[GateCheck, ...]) -> str:
    if not checks:
        return "nothing found"
    return "candidate" if any(c.state != "passed" for c in checks) else "gate passed"


def _alternatives(checks: tuple[GateCheck, ...], beside: Beside) -> tuple[Alternative, ...]:
    """Every explanation with its weight: reviewers' newest words, a passed check's, or equally."""
    passed = {c.number for c in checks if c.state == "passed"}
    weights = beside.weights()
    told = []
    for explanation, why in ALTERNATIVES:
        needs = 2 if "cameras" in explanation else 1
        if explanation in weights:
            weight, by = _agreed(weights[explanation])
            reason = f"{why}; {by}"
        elif explanation in LESS and needs in passed:
            weight, reason = WEIGHTS[2], LESS[explanation]
        else:
            weight, reason = WEIGHTS[1], why
        told.append(Alternative(explanation=explanation, expected=weight, reason=reason))
    return tuple(told)


def _agreed(weights: dict[str, str]) -> tuple[str, str]:
    """What reviewers say of one explanation; where they differ it stays not assessed."""
    said = set(weights.values())
    if len(said) == 1:
        return said.pop(), f"weighed by {', '.join(weights)}"
    return WEIGHTS[3], "; ".join(f"{weight}, says {who}" for who, weight in weights.items())
