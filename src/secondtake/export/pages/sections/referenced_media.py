"""What a page points to, and whether it could be had: held, not to be had, or not asked for."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from secondtake.model.evidence import Exhibit, Failure
from secondtake.model.report import Report
from secondtake.model.text import Reading, Reference

__all__ = ["Pointed", "pointed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointed:
    """One reference. At most one of ``held`` and ``failed`` is set; neither: it was not asked."""

    reference: Reference
    held: Exhibit | None
    failed: Failure | None


def pointed(report: Report, reading: Reading) -> tuple[Pointed, ...]:
    """The references of a page in its order; an address counts as the page's own gives it."""
    origins = {e.origin: e for e in report.exhibits}
    failures = {f.subject: f for f in report.failures}
    own = {e.digest: e.origin for e in report.exhibits}
    page = own.get(reading.article.exhibit, "")
    found = []
    for reference in reading.article.references:
        address = _joined(page, reference.address)
        held = origins.get(address) if address else None
        failed = failures.get(address) if address and held is None else None
        found.append(Pointed(reference=reference, held=held, failed=failed))
    return tuple(found)


def _joined(page: str, address: str | None) -> str | None:
    try:
        return urljoin(page, address) if address else None
    except ValueError:  # hostile addresses, such as "http://[", are no address
        return None
