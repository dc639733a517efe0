"""Relations to findings: grouped, worded, gated, with alternatives and error figures."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace

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
from secondtake.judging.review_checks import InWords
from secondtake.model.difference_size import extent, without_colours
from secondtake.model.enums import CheckState, Expected, FindingKind, FindingState, RelationKind
from secondtake.model.evidence import Maker
from secondtake.model.findings import (
    Alternative,
    Difference,
    Dismissal,
    ErrorFigures,
    ErrorRates,
    FalsePlaces,
    Finding,
    GateCheck,
    Relation,
    Review,
)
from secondtake.model.footage import Shot
from secondtake.model.time import Span

__all__ = ["MAKER", "RatesOf", "findings", "sought"]

MAKER = Maker(name="judging", version="4")

RatesOf = Callable[[str, str], ErrorRates]
"""The measured error rates of an engine, by the name of its maker, for a kind of relation."""
ASKED_ALWAYS = "takes"
"""The engine that speaks of every kind: its rates stand where nothing was found."""

TOLD = (RelationKind.RETAKE, RelationKind.COPY, RelationKind.SAME_MOMENT)
"""Relation kinds that become findings; same place and unlike are in the table of relations."""
DENIES = {
    RelationKind.COPY: (RelationKind.RETAKE, RelationKind.DIFFERENT),
    RelationKind.SAME_MOMENT: (RelationKind.RETAKE, RelationKind.DIFFERENT),
    RelationKind.RETAKE: (RelationKind.DIFFERENT,),
}
"""What two shots must not be called to be joined, by others, into one group of a kind."""
MOST_DIFFERENCES = 6
"""Differences named in one sentence; the report draws them all."""


def findings(
    relations: tuple[Relation, ...],
    shots: dict[str, Shot],
    names: dict[str, str],
    *,
    rates_of: RatesOf,
    in_words: InWords,
    pairs_compared: int,
    reviews: tuple[Review, ...] = (),
    dismissals: tuple[Dismissal, ...] = (),
    controls: tuple[Relation, ...] = (),
) -> tuple[Finding, ...]:
    """What is worth telling, in a stable order; ``names`` are the films' names by key.

    ``in_words`` puts what differs into words.
    ``reviews`` and ``controls`` are what people said of findings, and relations with control
    footage: the gate asks for both. Pairs of ``dismissals`` are told as set aside, by how many.
    """
    dismissed = {(d.left, d.right) for d in dismissals if not d.of_differences}
    alike = {(d.left, d.right) for d in dismissals if d.of_differences}
    standing = tuple(r for r in relations if (r.left, r.right) not in dismissed)
    words = _Words(shots, names, in_words, reviews, controls)
    made = []
    for kind in TOLD:
        groups = _groups([r for r in standing if r.kind == kind], standing)
        for group in groups:
            rates = _rates(group, rates_of)
            tall = at_height(rates, group[0])
            errors = replace(figures_of(rates, pairs_compared), at_height=tall)
            made.append(_of_group(kind, group, words, errors))
        if pairs_compared and not groups:
            aside = sum(r.kind == kind for r in relations)
            errors = figures_of(rates_of(ASKED_ALWAYS, kind), pairs_compared)
            made.append(_none(kind, aside, words, errors))
    for relation in _worth_differences(standing, shots):
        if (relation.left, relation.right) in alike:
            continue
        rates = _rates((relation,), rates_of)
        tall = at_height(rates, relation)
        errors = replace(figures_of(rates, pairs_compared), at_height=tall)
        made.append(_of_differences(relation, words, errors, rates.false_places))
    return tuple(made)


def sought(made: Iterable[Finding]) -> dict[str, str]:
    """The kind each negative result looked for, by its id; ``made`` as ``findings`` gives them.

    There is one for each kind of ``TOLD`` that was not found, in their order.
    """
    told = tuple(made)
    kinds = [kind for kind in TOLD if all(f.kind != kind.value for f in told)]
    none = [f.id for f in told if f.kind == FindingKind.NONE]
    return {name: kind.value for name, kind in zip(none, kinds, strict=False)}


def _rates(group: tuple[Relation, ...], rates_of: RatesOf) -> ErrorRates:
    """The error rates of the engine that decided; of several, of the one that errs most often."""
    engines = sorted({r.decided_by.name for r in group if r.decided_by is not None})
    known = [rates_of(engine, group[0].kind) for engine in engines]
    return max(known, key=lambda r: 1.0 if r.false_alarm_rate is None else r.false_alarm_rate)


class _Words:
    """How shots, stretches and times are called in sentences; what the gate asks beside them."""

    def __init__(
        self,
        shots: dict[str, Shot],
        names: dict[str, str],
        in_words: InWords,
        reviews: tuple[Review, ...],
        controls: tuple[Relation, ...],
    ) -> None:
        self._shots, self._names = shots, names
        self.in_words = in_words
        self._reviews, self._controls = reviews, controls

    def beside(self, finding: str) -> Beside:
        """The reviews of a finding, and the control pairs of the case."""
        of_it = tuple(r for r in self._reviews if r.finding == finding)
        return Beside(in_words=self.in_words, reviews=of_it, controls=self._controls)

    def nameless(self) -> _Words:
        """The same words without the films' names, which are not ours to answer for."""
        return _Words(self._shots, dict.fromkeys(self._names, "it"), self.in_words, (), ())

    def stretch(self, shot: str, spans: Iterable[Span]) -> str:
        """``0:12.0–0:18.4 of a.mp4``: the aligned stretch, or the whole shot."""
        held = self._shots[shot]
        stretches = list(spans) or [held.span]
        start = min(s.seconds[0] for s in stretches)
        end = max(s.seconds[1] for s in stretches)
        return f"{clock(start)}–{clock(end)} of {self._names[held.film]}"


def clock(seconds: float) -> str:
    """Seconds as ``m:ss.t``."""
    minutes, tenths = divmod(round(seconds * 10), 600)
    return f"{minutes}:{tenths // 10:02d}.{tenths % 10}"


def _groups(relations: list[Relation], every: tuple[Relation, ...]) -> list[tuple[Relation, ...]]:
    """Relations of one kind joined by shared shots, each group's strongest first.

    A group is never closed over two shots that themselves are called something that denies it: of
    one shot that holds two copied stretches, two shots may be copies that are takes of each other.
    """
    denying = DENIES.get(relations[0].kind, ()) if relations else ()
    denied = {frozenset((r.left, r.right)) for r in every if r.kind in denying}
    groups: list[tuple[set[str], list[Relation]]] = []
    for r in sorted(relations, key=lambda r: (-r.best, r.left, r.right)):
        own = ({r.left, r.right}, [r])
        for group in [g for g in groups if g[0] & own[0]]:
            apart = {frozenset((a, b)) for a in own[0] - group[0] for b in group[0] - own[0]}
            if not apart & denied:
                groups.remove(group)
                own = (own[0] | group[0], [*group[1], *own[1]])
        groups.append(own)
    ordered = [sorted(g, key=lambda r: (-r.best, r.left, r.right)) for _, g in groups]
    return [tuple(g) for g in sorted(ordered, key=lambda g: (g[0].left, g[0].right))]


def _worth_differences(relations: tuple[Relation, ...], shots: dict[str, Shot]) -> list[Relation]:
    """Copies and retakes with differences, in a stable order; a copied recording counts once.

    Where one recording is held twice, every other take differs from both alike: only pairs with
    its longest shot are told, and what the copy itself adds or lacks.
    """
    repeats: set[str] = set()
    for group in _groups([r for r in relations if r.kind == RelationKind.COPY], relations):
        members = sorted({name for r in group for name in (r.left, r.right)})
        repeats |= set(sorted(members, key=lambda n: -shots[n].span.length_seconds)[1:])
    chosen = [
        r
        for r in relations
        if r.differences
        and (
            r.kind == RelationKind.COPY
            or (r.kind == RelationKind.RETAKE and not {r.left, r.right} & repeats)
        )
    ]
    return sorted(chosen, key=lambda r: (r.left, r.right))


def _of_group(
    kind: RelationKind, group: tuple[Relation, ...], words: _Words, errors: ErrorFigures
) -> Finding:
    first, told_as = group[0], FindingKind(kind.value)
    members = sorted({name for r in group for name in (r.left, r.right)})

    def tell(words: _Words) -> str:
        if len(members) == 2:
            left = words.stretch(first.left, (a.left for a in first.alignment))
            right = words.stretch(first.right, (a.right for a in first.alignment))
        else:
            told = [words.stretch(name, ()) for name in members]
            left, right = ", ".join(told[:-1]), told[-1]
        return SENTENCES[told_as].format(left=left, right=right, edits=_edits(first))

    return _finding(told_as, group, tell, words, errors)


def _edits(relation: Relation) -> str:
    stretch = relation.alignment[0] if relation.alignment else None
    edits = []
    if stretch is not None and stretch.mirrored:
        edits.append("mirrored")
    if stretch is not None and abs(stretch.speed - 1) > 0.03:
        edits.append(f"at {stretch.speed:.2f} times the speed")
    return f" ({', '.join(edits)})" if edits else ""


def _of_differences(
    relation: Relation, words: _Words, errors: ErrorFigures, places: FalsePlaces | None
) -> Finding:
    said = [(words.in_words(d.what), d) for d in relation.differences]
    largest = sorted(said, key=lambda one: (-(one[1].size or 0.0), one[0], one[1].span.seconds))
    more = len(largest) - MOST_DIFFERENCES
    named = largest[:MOST_DIFFERENCES]
    rest = [f"{more} more differences are smaller"] if more > 0 else []

    def tell(words: _Words, *, plainly: bool = True) -> str:
        told = [_difference(words.in_words, d, plainly=plainly) for _, d in named]
        return SENTENCES[FindingKind.DIFFERENCE].format(
            left=words.stretch(relation.left, (a.left for a in relation.alignment)),
            right=words.stretch(relation.right, (a.right for a in relation.alignment)),
            what="; ".join(told + rest),
        )

    # Reviews know a finding by its ID, which stays what it was before colours and sizes were told.
    known = tell(words, plainly=False)
    made = _finding(FindingKind.DIFFERENCE, (relation,), tell, words, errors, known=known)
    told_wrongly = PLACES_UNKNOWN
    if places is not None:
        told_wrongly = PLACES.format(
            false=places.listed, pairs=places.pairs, tested_on=places.tested_on
        )
    return replace(made, limits=(told_wrongly, *made.limits))


def _difference(in_words: InWords, difference: Difference, *, plainly: bool) -> str:
    """What differs and when; ``plainly``: with its colours, and its size in plain words."""
    start, end = difference.span.seconds
    what, size = difference.what, extent(difference)
    told = [in_words(what), size] if plainly and size else [in_words(without_colours(what))]
    when = f"{', '.join(told)}, at {clock(start)}–{clock(end)}"
    if difference.size is None:
        return when
    return f"{when} ({difference.size:.1f} times the noise floor of one take)"


def _none(kind: RelationKind, aside: int, words: _Words, errors: ErrorFigures) -> Finding:
    told = SENTENCES["set aside" if aside else FindingKind.NONE]
    sentence = told.format(pairs=errors.pairs_compared, kind=kind, aside=aside)
    made = _finding(FindingKind.NONE, (), lambda _: sentence, words, errors)
    return replace(made, sought=kind)


def _finding(
    kind: FindingKind,
    group: tuple[Relation, ...],
    tell: Callable[[_Words], str],
    words: _Words,
    errors: ErrorFigures,
    *,
    known: str | None = None,
) -> Finding:
    """``known``: by which sentence the finding has its ID, where not by its own."""
    sentence = tell(words)
    shots = [name for r in group for name in (r.left, r.right)]
    # Two films may bear one name: only the shots' own ids tell two findings apart for certain.
    known_by = "\n".join((kind, known or sentence, *shots))
    name = "F-" + hashlib.sha256(known_by.encode()).hexdigest()[:8]
    beside = words.beside(name)
    checks = gate(kind, group, errors, tell(words.nameless()), beside) if group else ()
    return Finding(
        id=name,
        kind=kind,
        sentence=sentence,
        claims=(),
        relations=tuple((r.left, r.right) for r in group),
        state=state_of(checks),
        checks=checks,
        alternatives=_alternatives(checks, beside) if group else (),
        errors=errors,
        limits=LIMITS[kind] + LIMITS["all"],
        would_change=WOULD_CHANGE[kind],
        made_by=MAKER,
    )


def state_of(checks: tuple[GateCheck, ...]) -> FindingState:
    """Where a finding stands with these checks; without any there was nothing to check."""
    if not checks:
        return FindingState.NOTHING_FOUND
    passed = all(c.state == CheckState.PASSED for c in checks)
    return FindingState.GATE_PASSED if passed else FindingState.CANDIDATE


def _alternatives(checks: tuple[GateCheck, ...], beside: Beside) -> tuple[Alternative, ...]:
    """Every explanation with its weight: reviewers' newest words, a passed check's, or equally."""
    passed = {c.number for c in checks if c.state == CheckState.PASSED}
    weights = beside.weights()
    told = []
    for explanation, why in ALTERNATIVES:
        needs = 2 if "cameras" in explanation else 1
        if explanation in weights:
            weight, by = _agreed(weights[explanation])
            reason = "; ".join((why, by, *beside.because(explanation)))
        elif explanation in LESS and needs in passed:
            weight, reason = Expected.LESS, LESS[explanation]
        else:
            weight, reason = Expected.EQUALLY, why
        told.append(Alternative(explanation=explanation, expected=weight, reason=reason))
    known = {name for name, _ in ALTERNATIVES}
    for explanation, said in weights.items():
        if explanation not in known:  # a reviewer's own, in quotation marks
            weight, by = _agreed(said)
            told.append(Alternative(explanation=explanation, expected=weight, reason=by))
    return tuple(told)


def _agreed(weights: dict[str, Expected]) -> tuple[Expected, str]:
    """What reviewers say of one explanation; where they differ it stays not assessed."""
    said = set(weights.values())
    if len(said) == 1:
        return said.pop(), f"weighed by {', '.join(weights)}"
    return Expected.NOT_ASSESSED, "; ".join(
        f"{weight}, says {who}" for who, weight in weights.items()
    )
