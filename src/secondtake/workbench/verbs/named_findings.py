"""The finding that somebody means: by the name the report shows, its record ID or its digest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from secondtake.errors import InputInvalid
from secondtake.model.findings import Finding
from secondtake.model.names import shown
from secondtake.workbench.report import assembly
from secondtake.workbench.report.numbering import numbering, retired

__all__ = ["named", "names", "told"]

LEAST_DIGITS = 4
"""Digits of a record ID or a digest that are taken for one."""
MOST_REVIEWS = 50
"""Newest reviews before which a finding is looked for: each is a judgement of the whole case."""
MOST_TOLD = 8
"""Findings named in one sentence."""
MOST_LETTERS = 90
"""Letters of a finding's sentence where several findings are named."""


def named(held: assembly.Gathered, text: str) -> tuple[Finding, str]:
    """The finding about shots that ``text`` means, and its name in the report.

    ``text``: ``F2`` in any case, the record ID, the SHA-256 of the record, or how one of the
    latter two begins. Raises ``InputInvalid`` where there is none, and where there are several.
    """
    findings = assembly.judgement(held).findings
    numbers = numbering(held, findings)
    names = numbers.names
    found = _meant(findings, names, text.strip())
    if not found:
        found = _as_printed_before(held, findings, text.strip())
    if len(found) == 1 and found[0].relations:
        return found[0], names[found[0].id]
    if len(found) > 1:
        raise InputInvalid(
            f"{len(found)} findings begin with {shown(text)}.",
            advice=f"Name one: {_listed(found, names)}.",
        )
    about = [f for f in findings if f.relations]
    advice = f"It has: {_listed(about, names)}." if about else "It has none."
    if found:
        raise InputInvalid(
            f"{told(found[0], names)} It rests on no pair of shots.",
            advice=advice,
        )
    for gone in retired(held, numbers.current):
        if gone.name.lower() == text.strip().lower():
            within = f" ({gone.within})" if gone.within else ""
            raise InputInvalid(f"{gone.name} is retired: {gone.because}{within}.", advice=advice)
    raise InputInvalid(f"This case has no finding {shown(text)} about shots.", advice=advice)


def names(held: assembly.Gathered) -> dict[str, str]:
    """What the report calls each finding and film, by its ID or key."""
    return numbering(held, assembly.judgement(held).findings).names


def told(finding: Finding, names: Mapping[str, str]) -> str:
    """A finding's name and its sentence, as every list of findings tells it."""
    return f"{names.get(finding.id, finding.id)}: {finding.sentence}"


def _meant(findings: Iterable[Finding], names: Mapping[str, str], text: str) -> tuple[Finding, ...]:
    every = tuple(findings)
    exact = [
        f for f in every if text in (f.id, f.digest) or names.get(f.id, "").lower() == text.lower()
    ]
    if exact:
        return tuple(exact[:1])
    digits = text.lower()
    if len(digits.rpartition("-")[2]) < LEAST_DIGITS:
        return ()
    return tuple(f for f in every if f.id.lower().startswith(digits) or f.digest.startswith(digits))


def _as_printed_before(
    held: assembly.Gathered, findings: tuple[Finding, ...], text: str
) -> tuple[Finding, ...]:
    """What a report from before the last reviews calls so: each changes the record's digest."""
    count = len(held.reviews)
    for earlier in range(max(0, count - MOST_REVIEWS), count):
        before = assembly.judgement(replace(held, reviews=held.reviews[:earlier])).findings
        ids = {f.id for f in _meant(before, {}, text)}
        if ids:
            return tuple(f for f in findings if f.id in ids)
    return ()


def _listed(findings: Iterable[Finding], names: Mapping[str, str]) -> str:
    said = [told(f, names) for f in findings]
    short = [s if len(s) <= MOST_LETTERS else f"{s[: MOST_LETTERS - 1]}…" for s in said]
    more = len(short) - MOST_TOLD
    return ("; ".join(short[:MOST_TOLD]) or "none") + (f"; and {more} more" if more > 0 else "")
