"""What the user gave, as sources: files, the files of a folder, pasted text, addresses."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from secondtake.errors import AddressRefused, InputInvalid, InputMissing
from secondtake.model.enums import SourceKind
from secondtake.model.names import shown
from secondtake.preserve.addresses import sendable
from secondtake.preserve.credential_redaction import address

__all__ = ["STDIN", "Source", "safe", "sources"]

STDIN = "-"
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
"""How an address begins (RFC 3986, 3.1); one letter is a drive of another system."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One thing to take in. ``given`` is how the user named it.

    ``name`` is what it is called, as data; ``within`` is the folder it was found in, or None.
    ``given`` opens the file and may hold bytes that are no text; ``origin`` is it as text.
    """

    kind: SourceKind
    given: str
    name: str
    within: str | None = None

    @property
    def origin(self) -> str:
        """Where from, as text that any file can hold; an address without its secrets."""
        if self.kind == SourceKind.URL:
            return safe(address(self.given))
        return "stdin" if self.kind == SourceKind.STDIN else safe(self.given)


def sources(given: Sequence[str | Path], *, leave_out: Path | None = None) -> tuple[Source, ...]:
    """The sources behind what was given; a folder gives its files, sorted, at every depth.

    Hidden files, links that leave the folder, devices, pipes and the folder ``leave_out`` (the
    case itself) are passed over. A folder inside that cannot be listed is a source of its own, so
    that taking it in says so. Raises ``InputMissing`` for a path that is not there and
    ``InputInvalid`` for a device, a pipe or a folder without files.
    """
    out = leave_out.resolve() if leave_out else None
    return tuple(source for item in given for source in _of(str(item), out))


def safe(name: str) -> str:
    """A name as text: bytes of a file name that are no UTF-8 are written as escapes.

    >>> safe("a\\udcffb")
    'a\\\\udcffb'
    """
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _of(given: str, leave_out: Path | None) -> Iterator[Source]:
    if given == STDIN:
        yield Source(kind=SourceKind.STDIN, given=given, name="pasted text")
        return
    if given.lower().startswith(("http://", "https://")):
        given = sendable(given)
        name = address(given).rstrip("/").rpartition("/")[2] or given
        yield Source(kind=SourceKind.URL, given=given, name=safe(name))
        return
    path = Path(given)
    try:
        mode = path.stat().st_mode
    except PermissionError as error:
        raise InputInvalid(
            f"{shown(given)} may not be read.", advice="Check the permission of its folder."
        ) from error
    except (OSError, ValueError) as error:
        if _SCHEME.match(given):
            raise AddressRefused(
                f"{shown(given)} was not requested: only http and https addresses are.",
                advice="Save it by other means and give the file.",
            ) from error
        if given.lower().startswith("www."):
            raise InputMissing(
                f"There is no file or folder {shown(given)}.",
                advice=f"An address begins with https://, as in https://{shown(given)}",
            ) from error
        raise InputMissing(
            f"There is no file or folder {shown(given)}.", advice="Check the path."
        ) from error
    if stat.S_ISREG(mode):
        yield Source(kind=SourceKind.FILE, given=given, name=safe(path.name))
    elif stat.S_ISDIR(mode):
        yield from _folder(path, given, leave_out)
    else:
        raise InputInvalid(
            f"{shown(given)} is neither a file nor a folder.",
            advice="Devices and pipes are not read.",
        )


def _folder(folder: Path, given: str, leave_out: Path | None) -> Iterator[Source]:
    if leave_out is not None and folder.resolve().is_relative_to(leave_out):
        raise InputInvalid(
            f"{shown(given)} is the case itself.", advice="Name the folder of the films."
        )
    found = sorted(_files(folder, leave_out))
    for path in found:
        name = "/".join(path.relative_to(folder).parts) or path.name
        yield Source(kind=SourceKind.FILE, given=str(path), name=safe(name), within=given)
    if not found:
        raise InputInvalid(
            f"The folder {shown(given)} holds no files.", advice="Name another folder."
        )


def _files(folder: Path, leave_out: Path | None) -> Iterator[Path]:
    top = folder.resolve()
    shut: list[Path] = []
    for place, inside, names in os.walk(folder, onerror=lambda e: shut.append(Path(e.filename))):
        here = Path(place)
        inside[:] = [
            n for n in inside if not n.startswith(".") and (here / n).resolve() != leave_out
        ]
        for name in names:
            path = here / name
            if not name.startswith(".") and _is_file(path) and path.resolve().is_relative_to(top):
                yield path
    yield from shut


def _is_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except PermissionError:
        return True  # so that taking it in says that it could not be read
    except OSError:
        return False  # a link to nothing
