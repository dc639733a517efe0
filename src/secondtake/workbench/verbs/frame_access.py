"""A film of a case by its frames: their times, and exact pictures of the original."""

from __future__ import annotations

from pathlib import Path

from secondtake import viewing
from secondtake.errors import InputInvalid
from secondtake.model.evidence import Exhibit
from secondtake.model.film_key import film_key
from secondtake.model.frame_table import FrameTable, PackedFrames, unpacked
from secondtake.store import Case

__all__ = ["film_of", "frame_table", "table_of"]


def frame_table(case_dir: Path, exhibit: str, *, stream: int = 1) -> FrameTable:
    """When each frame of a film of a case is shown; ``exhibit``: its SHA-256.

    Of a case that was watched before tables were kept, the film is decoded again for it.
    Raises ``InputMissing`` where there is no case, ``InputInvalid`` for what is no film of it,
    ``Unreadable`` or ``LimitExceeded`` where nothing can be decoded.
    """
    with Case.open(case_dir, write=False) as case:
        return table_of(case, film_of(case, exhibit), stream=stream)


def table_of(case: Case, film: Exhibit, *, stream: int = 1) -> FrameTable:
    """The same of an open case and one of its exhibits."""
    held = case.fetch_latest(PackedFrames, film_key(film.digest, stream))
    if held:
        return unpacked(held[0])
    path = case.evidence_path(film.digest)
    return viewing.frame_table(path, film.digest, stream=stream, name=film.name)


def film_of(case: Case, exhibit: str) -> Exhibit:
    """The film of a case with that SHA-256; raises ``InputInvalid`` where it holds none."""
    found = next((e for e in case.exhibits() if e.digest == exhibit and e.is_footage), None)
    if found is None:
        raise InputInvalid(
            f"The case holds no film {exhibit[:12]}….", advice="`secondtake films` lists them."
        )
    return found
