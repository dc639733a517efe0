"""What the user gave, as sources: files, the files of a folder, pasted text, addresses."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from secondtake.errors import InputInvalid, InputMissing

__all__ = ["Source", "sources"]

STDIN = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One thing to take in. ``kind``: file, stdin or url; ``given`` is how the user named it.

    ``name`` is what it is called, as data; ``within`` is the folder it was found in, or None.
    """

    kind: str
    given: str
    name: str
    within: str | None = None


def sources(given: Sequence[str | Path]) -> tuple[Source, ...]:
    """The sources behind what was given; a folder gives its files, sorted, at every depth.

    Hidden files, links that leave the folder, devices and pipes in a folder are passed over.
    Raises ``InputMissing`` for a path that is not there and ``InputInvalid`` for a device, a pipe
    or a folder without files.
    """
    return tuple(source for item in given for source in _of(str(item)))


def _of(given: str) -> Iterator[Source]:
    if given == STDIN:
        yield Source(kind="stdin", given=given, name="pasted text")
        return
    if given.lower().startswith(("http://", "https://")):
        yield Source(kind="url", given=given, name=given.rstrip("/").rpartition("/")[2] or given)
        return
    path = Path(given)
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise InputMissing(
            f"There is no file or folder {given}.", advice="Check the path."
        ) from error
    if stat.S_ISREG(mode):
        yield Source(kind="file", given=given, name=path.name)
    elif stat.S_ISDIR(mode):
        yield from _folder(path, given)
    else:
        raise InputInvalid(
            f"{given} is neither a file nor a folder.", advice="Devices and pipes are not read."
        )


def _folder(folder: Path, given: str) -> Iterator[Source]:
    top = folder.resolve()
    found = False
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if any(part.startswith(".") for part in parts) or not path.is_file():
            continue
        if not path.resolve().is_relative_to(top):
            continue
        found = True
        yield Source(kind="file", given=str(path), name="/".join(parts), within=given)
    if not found:
        raise InputInvalid(f"The folder {given} holds no files.", advice="Name another folder.")
