"""A report put into its case: whole or not at all, with links to films that lie beside the case."""

from __future__ import annotations

import contextlib
import hashlib
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from secondtake import browser, plugins
from secondtake.export.atomic_write import write_whole
from secondtake.export.pages.beside import Beside
from secondtake.export.pages.report_page import HtmlReport
from secondtake.model.evidence import Exhibit
from secondtake.model.report import Report
from secondtake.own_folder import PART, OwnFolder
from secondtake.store import Case, blobs

__all__ = ["PAPER", "films_beside", "films_in", "put", "staged", "write"]

PAPER = "report.pdf"


def films_in(exhibits: Iterable[Exhibit], folder: Path) -> dict[str, str]:
    """The films that lie in a folder under the names they came with, by their digests."""
    return {
        exhibit.digest: exhibit.name
        for exhibit in exhibits
        if exhibit.is_footage and _lies_in(folder, exhibit)
    }


def films_beside(report: Report, case: Case) -> dict[str, str]:
    """The films of findings that lie where the case lies, as its report calls them."""
    shots = {shot for f in report.findings for pair in f.relations for shot in pair}
    shown = {s.exhibit for s in report.shots if s.id in shots}
    exhibits = [e for e in report.exhibits if e.digest in shown]
    beside = films_in(exhibits, case.path.resolve().parent)
    return {digest: f"../{name}" for digest, name in beside.items()}


def _lies_in(folder: Path, exhibit: Exhibit) -> bool:
    """Whether an exhibit's bytes lie in a folder; its name came from outside and may be any."""
    name = PurePosixPath(exhibit.name)
    if name.is_absolute() or ".." in name.parts:
        return False
    path = folder / name
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size != exhibit.size_bytes:
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == exhibit.digest
    except (OSError, ValueError):
        return False  # what cannot be read here cannot be played here either


def write(
    made: Report, folder: Path, films: Mapping[str, str], *, pdf: bool
) -> tuple[tuple[str, str], ...]:
    """Write the report by every exporter, and as ``report.pdf``; each file's name and digest.

    ``films``: those that lie beside the case, by digest, to which ``report.html`` leads.
    """
    own = OwnFolder(folder)
    written = []
    for name in plugins.names("exporters"):
        with blobs.unwritable(folder):
            exporter = plugins.load("exporters", name)()
            if isinstance(exporter, HtmlReport):
                path = exporter.export(made, folder, Beside(films=films))
            else:
                path = exporter.export(made, folder)
        written.append((path.name, blobs.file_digest(path)))
    with blobs.unwritable(folder):
        if pdf:
            # On paper nothing plays, and a browser would print where the case lies.
            page = HtmlReport().page(made).encode("utf-8")
            write_whole(folder, PAPER, browser.pdf(page))
            written.append((PAPER, blobs.digest_of(own, PAPER)))
    return tuple(written)


@contextlib.contextmanager
def staged(case: Case) -> Iterator[Path]:
    """A folder within the case to write a report into; it is gone afterwards.

    Within, so that what a kill leaves of it is removed by the next command, and lies nowhere else.
    """
    name = f"{PART}{secrets.token_hex(8)}"
    with blobs.unwritable(case.path):
        case.files.make(name)
    try:
        yield case.path / name
    finally:
        with blobs.unwritable(case.path):
            case.files.remove_folder(name)


def put(folder: Path, case: Case, names: Sequence[str]) -> None:
    """Put the files of a report, written into a folder that ``staged`` gave, into place.

    An older ``report.pdf`` is taken away: it would tell of another state.
    """
    with blobs.unwritable(case.path):
        for name in names:
            case.files.rename(f"{folder.name}/{name}", name)
        if PAPER not in names:
            case.files.remove(PAPER)
