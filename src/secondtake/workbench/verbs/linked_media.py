"""The films that a case's pages point to, kept beside them."""

from __future__ import annotations

from urllib.parse import urljoin

from secondtake.model.enums import ExhibitRole, ReferenceKind
from secondtake.model.evidence import Exhibit
from secondtake.workbench.bench import Bench

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
    origins = {e.digest: e.origin for e in bench.with_role(ExhibitRole.PAGE)}
    for found in bench.read():
        told = [r.address for r in found.article.references if r.kind in POINTS]
        page = origins[found.article.exhibit]
        for address in list(dict.fromkeys(urljoin(page, a) for a in told if a))[:MOST]:
            held = {e.origin for e in bench.case.exhibits()}
            if address.startswith(("http://", "https://")) and address not in held:
                kept += bench.keep(address, allow_private=allow_private)
    return tuple(kept)
