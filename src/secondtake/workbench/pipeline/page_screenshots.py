"""The verb picture: what kept pages look like, drawn from their bytes alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from secondtake import browser
from secondtake.cluster.progress import Progress
from secondtake.errors import CannotLook
from secondtake.model.evidence import Derivative, Exhibit, Maker
from secondtake.store import Case, lost_derivatives

__all__ = ["draw"]

DRAWN = ("text/html", "application/xhtml+xml")
"""What a browser lays out; text, PDFs and pictures look as they are kept."""


def draw(
    case: Case,
    pages: Sequence[Exhibit],
    progress: Progress,
    *,
    record: Callable[[str, Sequence[Maker], Sequence[object]], None],
    fail: Callable[[str, Maker, CannotLook], None],
) -> tuple[Derivative, ...]:
    """Draw every HTML page that has no picture, or no longer, and give the pictures of all.

    They stay in the case: a page may show faces, and no report or bundle holds its picture.
    """
    browser.require()
    lost = lost_derivatives(case)
    for page in pages:
        drawn = case.made(page.digest, browser.MAKER) and page.digest not in lost
        if page.media_type not in DRAWN or drawn:
            continue
        progress(f"Rendering {page.name}", 0, None)
        data = case.evidence_bytes(page.digest)
        try:
            png = browser.picture(data, page.media_type)
        except CannotLook as error:
            fail(page.digest, browser.MAKER, error)
            continue
        made = Derivative(
            digest=case.keep(png),
            source=page.digest,
            media_type="image/png",
            made_by=browser.MAKER,
        )
        record(page.digest, [browser.MAKER], [made])
    return tuple(d for page in pages for d in case.fetch_latest(Derivative, page.digest))
