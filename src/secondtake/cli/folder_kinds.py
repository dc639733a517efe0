"""Folders of ours in another one's place: a bundle named as a case, an archive among films."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from secondtake.errors import InputInvalid
from secondtake.model.enums import FolderKind
from secondtake.model.names import shown

__all__ = ["require_fitting"]

_MARKS = {
    FolderKind.CASE: ("case.json",),
    FolderKind.BUNDLE: ("data/pins.json", "data/contents-sha256.txt"),
    FolderKind.ARCHIVE: ("archive.json",),
}
"""Files of which one says what a folder is (docs/format.md, docs/bundle.md)."""
_TO_DO = {
    FolderKind.CASE: "To see what a case holds: secondtake status --case {path}",
    FolderKind.BUNDLE: "To check a bundle: secondtake verify --bundle {path}",
    FolderKind.ARCHIVE: "To see what an archive holds: secondtake archive info {path}",
}
_SOURCES = ("page", "pages", "sources", "footage", "controls", "also", "film", "films")
"""Options that name pages or films."""


def require_fitting(options: Namespace) -> None:
    """Raise ``InputInvalid`` where a folder of ours, or a file, stands in another one's place.

    What is not there, and folders of others, are told by the commands.
    """
    for kind, option in ((k, getattr(options, k.value, None)) for k in FolderKind):
        if not isinstance(option, str | Path):
            continue
        path = Path(option)
        found = _kind(path)
        if path.is_file():
            raise InputInvalid(
                f"{shown(str(option))} is a file, and {kind.article} is asked for.",
                advice=_swapped(options, path) or f"{kind.article.capitalize()} is a folder.",
            )
        if found is not None and found != kind:
            raise _unfit(str(option), found, kind.article)
    for given in _given(options):
        found = _kind(Path(given))
        if found is not None:
            raise _unfit(given, found, "a page or a film")


def _given(options: Namespace) -> Iterator[str]:
    for name in _SOURCES:
        option = getattr(options, name, None) or ()
        yield from map(str, (option,) if isinstance(option, str | Path) else option)


def _unfit(given: str, found: FolderKind, asked: str) -> InputInvalid:
    path = shown(given)
    return InputInvalid(
        f"{path} is {found.article} of Second Take, and {asked} is asked for.",
        advice=f"{_TO_DO[found].format(path=path)}.",
    )


def _swapped(options: Namespace, file: Path) -> str:
    """What to type where the archive stands behind the film."""
    held = [given for given in _given(options) if _kind(Path(given)) == FolderKind.ARCHIVE]
    if not held:
        return ""
    typed = f"secondtake archive {options.act} {shown(held[0])} {shown(str(file))}"
    return f"The archive comes first: {typed}."


def _kind(path: Path) -> FolderKind | None:
    try:
        return next(
            (kind for kind, marks in _MARKS.items() if any((path / m).is_file() for m in marks)),
            None,
        )
    except (OSError, ValueError):
        return None  # the command says why it cannot be read
