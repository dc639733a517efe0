"""What a case keeps from the web, as one WACZ that replay programs open."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from pathlib import Path

from secondtake import preserve
from secondtake.errors import InputInvalid
from secondtake.model.enums import EventAction
from secondtake.model.evidence import Exhibit
from secondtake.own_folder import PART, OwnFolder
from secondtake.store import blobs, exhibit_use
from secondtake.workbench.bench import Bench
from secondtake.workbench.handover.format_export import Exports, require_outside

__all__ = ["write"]

WARC = "application/warc"
BY_HAND = "Files that were given from this machine are not in it: they came from no address."


def write(bench: Bench, target: Path) -> Exports:
    """Write ``target``: every page and film that was kept from an address, as it came.

    Nothing in it is redacted, so the log says first that it is handed out. Raises
    ``InputInvalid`` where nothing came from the web and for a file inside the case.
    """
    case = bench.case
    require_outside(case, target.parent)
    titles = {r.article.exhibit: r.article.title for r in bench.readings()}
    pages_of = {fact.exhibit: fact.of for fact in case.facts.roles() if fact.of}
    used = exhibit_use.uses(case).used
    web = [e for e in used if e.origin.startswith(("http://", "https://"))]
    pages = [
        preserve.WebPage(
            address=preserve.address(e.origin),
            title=titles.get(pages_of.get(e.digest, ""), "") or preserve.address(e.origin),
            at=e.taken_at,
            warc=case.evidence_path(e.digest),
        )
        for e in web
        if e.media_type == WARC
    ]
    films = [_film(bench, e) for e in web if e.is_footage]
    if not pages and not films:
        raise InputInvalid(
            "This case keeps nothing from the web.",
            advice="secondtake keep URL --case DIR adds a page.",
        )
    case.record(EventAction.UNREDACTED, actor=bench.by, detail=[("web archive", target.name)])
    part = f"{PART}{secrets.token_hex(8)}"
    made = datetime.now(UTC).replace(microsecond=0)
    bench.progress(f"Writing {target.name}", 0, None)
    with blobs.unwritable(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        folder = OwnFolder(target.parent)
        try:
            with folder.create(part) as file:
                preserve.wacz(file, pages, films, title=f"Case {case.id}", made=made)
            folder.rename(part, target.name)
        finally:
            folder.remove(part)
    files = ((target.name, blobs.file_digest(target)),)
    case.record(EventAction.EXPORTED, actor=bench.by, detail=files)
    rest = len(used) > len(web)
    return Exports(folder=str(target.parent), files=files, left_out=(BY_HAND,) if rest else ())


def _film(bench: Bench, film: Exhibit) -> preserve.WebFilm:
    return preserve.WebFilm(
        address=preserve.address(film.origin),
        at=film.taken_at,
        media_type=film.media_type,
        path=bench.case.evidence_path(film.digest),
        digest=film.digest,
        size_bytes=film.size_bytes,
    )
