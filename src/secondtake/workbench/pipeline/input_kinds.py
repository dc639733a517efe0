"""Whether what was named is what was asked for: a page where a page is, footage where footage is.

Told before anything is kept, from the first bytes. What is named as asked and holds something else
is no mistake of the person who names it: it is taken in, and what it lacks is recorded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from secondtake import preserve, proofs, reading
from secondtake.errors import InputInvalid, InputMissing
from secondtake.model.enums import ExhibitRole, SourceKind
from secondtake.model.names import shown

__all__ = ["require_files", "require_order", "require_role"]

_ADDRESS = re.compile(r"(?i)(?:[a-z][a-z0-9+.-]+:/|www\.)\S+")
_LINE_OF_LIST = re.compile(rb"(?i)\s*(?:https?://|www\.)\S+\s*")
_PLAYLIST = (b"#EXTM3U", b"[playlist]", b"<?wpl", b"<asx", b"<ASX")
"""How M3U, PLS, WPL and ASX lists begin; an M3U without its first line is a list of addresses."""
_PAGE_NAME = (".htm", ".html", ".xhtml", ".txt", ".md", ".pdf", ".mht", ".mhtml")


def require_files(files: Sequence[str | Path], role: ExhibitRole) -> None:
    """Raise for what is no file that can be used in ``role`` where no case is: an address, a
    folder, a file of the other kind; ``InputMissing`` for what is not there.

    ``-`` is stdin and not looked at.
    """
    for file in map(str, files):
        if file == preserve.STDIN:
            continue
        if _ADDRESS.fullmatch(file) and not Path(file).exists():
            what = "page" if role == ExhibitRole.PAGE else "film"
            as_page = " --as page" if role == ExhibitRole.PAGE else ""
            verb = "read" if role == ExhibitRole.PAGE else "watch"
            address = shown(_whole(file))
            raise InputInvalid(
                f"{address} is an address, and this command takes the file of a {what}.",
                advice=f"Collect it with `secondtake keep {address}{as_page} --case DIR`, then "
                f"`secondtake {verb} --case DIR`.",
            )
        path = Path(file)
        if path.is_dir():
            raise InputInvalid(
                f"{shown(file)} is a folder, and this command takes files.",
                advice="Name the files in it.",
            )
        if not path.exists():
            raise InputMissing(f"There is no file {shown(file)}.", advice="Check the path.")
        _require(path.name, path, role)


def require_order(page: str | Path, footage: Sequence[str | Path]) -> None:
    """Raise ``InputInvalid`` where a film stands in the page's place and a page among the films."""
    held = {str(given): _content(Path(given)) for given in (page, *footage)}
    pages = [g for g in map(str, footage) if _is_page(g, held[g])]
    if _is_footage(str(page), held[str(page)]) and pages:
        raise InputInvalid(
            f"{shown(str(page))} is footage and {shown(pages[0])} is a page: they are swapped.",
            advice=f"The page comes first: secondtake check {shown(pages[0])} {shown(str(page))}.",
        )


def require_role(
    given: Sequence[str | Path], role: ExhibitRole, *, leave_out: Path | None = None
) -> None:
    """Raise where a source cannot be used in ``role``; what lies in a folder is not asked.

    Raises ``InputMissing`` and ``InputInvalid`` as ``preserve.sources`` does, and
    ``InputInvalid`` for a page among footage, footage among pages and lists of addresses.
    """
    for source in preserve.sources(given, leave_out=leave_out):
        if source.kind == SourceKind.FILE and source.within is None:
            _require(source.name, Path(source.given), role, notes=True)


def _require(name: str, path: Path, role: ExhibitRole, *, notes: bool = False) -> None:
    """``notes``: plain text may be kept as footage, and that it is none is recorded."""
    kind = _content(path)
    told = shown(name)
    if kind is None or proofs.named(name):
        return
    named_as_asked = (
        name.lower().endswith(_PAGE_NAME)
        if role == ExhibitRole.PAGE
        else preserve.named_as_footage(name)
    )
    if _is_list(path):
        raise InputInvalid(
            f"{told} is a list of addresses and holds none of what they name.",
            advice="Name the addresses themselves: secondtake keep ADDRESS... --case DIR.",
        )
    if role == ExhibitRole.PAGE and not named_as_asked and _is_footage(name, kind):
        raise InputInvalid(
            f"{told} holds {kind}, and a page is asked for.",
            advice="Name the page that tells the story; films come after it, or with "
            "`secondtake keep`.",
        )
    noted = notes and kind == "text/plain"
    if role != ExhibitRole.PAGE and not (named_as_asked or noted) and kind in reading.READABLE:
        what = "text" if kind == "text/plain" else "a page"
        raise InputInvalid(
            f"{told} is {what}, and footage is asked for.",
            advice="A page comes first in `check`, further ones after --also; `keep` takes one "
            "with --as page.",
        )


def _whole(address: str) -> str:
    """An address with its scheme; as a path it has lost one of its two slashes."""
    if address.lower().startswith("www."):
        return f"https://{address}"
    return re.sub(r":/(?!/)", "://", address, count=1)


def _content(path: Path) -> str | None:
    """The media type of a file's first bytes; None of what is no file that can be read."""
    head = _head(path)
    return preserve.media_type(head) if head else None


def _head(path: Path) -> bytes:
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(preserve.HEAD_BYTES)
    except (OSError, ValueError):
        return b""  # taking it in says why it cannot be read


def _is_list(path: Path) -> bool:
    """Whether a file is a playlist, or nothing but addresses, one a line."""
    head = _head(path)
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(_PLAYLIST):
        return True
    lines = [line for line in head.splitlines() if line.strip()]
    if len(head) == preserve.HEAD_BYTES:
        lines = lines[:-1]  # cut where the head ends
    return bool(lines) and all(map(_LINE_OF_LIST.fullmatch, lines))


def _is_footage(name: str, kind: str | None) -> bool:
    footage = kind is not None and kind.startswith(("video/", "audio/", "image/"))
    return (footage or kind == "application/mxf") and not name.lower().endswith(_PAGE_NAME)


def _is_page(name: str, kind: str | None) -> bool:
    return kind in reading.READABLE and not preserve.named_as_footage(name)
