"""The films that a case's pages point to, kept beside them."""

from __future__ import annotations

from urllib.parse import urljoin

from secondtake import preserve, reading
from secondtake.model.enums import ExhibitRole
from secondtake.model.evidence import Exhibit
from secondtake.model.page_enums import ReferenceKind
from secondtake.model.text import Reading, Reference
from secondtake.workbench.bench import Bench
from secondtake.workbench.session.http_headers import content_types

__all__ = ["keep"]

POINTS = (ReferenceKind.PLAYER, ReferenceKind.LINK)
"""Kinds of references that lead to footage; a caption only speaks of it."""
MOST = 20
"""Films of one page."""


def keep(bench: Bench, *, allow_private: bool = False) -> tuple[Exhibit, ...]:
    """Read the pages and keep what they point to and the case does not hold yet.

    What cannot be had becomes a Failure.
    """
    kept: list[Exhibit] = []
    pages = {e.digest: e for e in bench.with_role(ExhibitRole.PAGE)}
    for found in bench.read():
        page = pages[found.article.exhibit]
        told = [r.address for r in _references(bench, page, found) if r.kind in POINTS]
        for address in list(dict.fromkeys(urljoin(page.origin, a) for a in told if a))[:MOST]:
            held = {e.origin for e in bench.case.exhibits()}
            here = preserve.address(address) in held
            if address.startswith(("http://", "https://")) and not here:
                kept += bench.keep(address, allow_private=allow_private)
    return tuple(kept)


def _references(bench: Bench, page: Exhibit, found: Reading) -> tuple[Reference, ...]:
    """Where a page points to; from the page itself where the record holds no whole address."""
    told = found.article.references
    if not any(r.address is not None and preserve.is_redacted(r.address) for r in told):
        return told
    data = bench.case.evidence_path(page.digest).read_bytes()
    header = content_types(bench.case).get(page.digest)
    return reading.story(
        data, page.media_type, exhibit=page.digest, url=page.origin, content_type=header
    ).references
