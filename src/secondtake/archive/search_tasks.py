"""Searching an archive for a film as a task that any machine can do."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from secondtake.archive.backend_choice import opened
from secondtake.archive.film_description import described, digest_of
from secondtake.archive.film_search import found_in
from secondtake.archive.search_index import indexed, key_of
from secondtake.archive.storage_backend import FORMAT
from secondtake.constants_digest import constants_digest
from secondtake.errors import CaseUnusable, EvidenceDamaged
from secondtake.model.enums import SoundAgreement
from secondtake.model.film_key import exhibit_of, stream_of
from secondtake.model.json_output import Appearance
from secondtake.viewing import decode_limit

__all__ = ["SearchOrder", "appearances", "search_film", "searching_version"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchOrder:
    """One film to search for: ``path``, ``key``, ``decode_minutes`` as in ``FilmOrder``.

    ``archive``: its name, by which every machine opens it. ``films``: ``key_of`` what it holds.
    """

    archive: str
    films: str
    path: str
    key: str
    decode_minutes: float | None


def searching_version() -> str:
    """Of what a search gives: other constants are another task."""
    return f"{FORMAT} {constants_digest('secondtake.comparing.copies')}"


def search_film(order: SearchOrder) -> bytes:
    """Every place where pieces of the film are, the surest first, each with the archived film.

    Raises what ``described`` raises, ``EvidenceDamaged`` where the file is not the one that was to
    be searched for, and ``CaseUnusable`` where this machine sees another archive.
    """
    path = Path(order.path)
    if digest_of(path) != exhibit_of(order.key):
        raise EvidenceDamaged(
            f"{path.name} changed while it waited to be searched for.",
            advice="Find out what wrote to it, then run the command again.",
        )
    shelf = opened(order.archive)
    digests, index = indexed(shelf)
    if key_of(digests) != order.films:
        raise CaseUnusable(
            "The archive took in films while it was searched, or a worker sees another one.",
            advice="Search again when nothing is added; every machine must see the same archive.",
        )
    with decode_limit(order.decode_minutes):
        film = described(path, stream=stream_of(order.key))
    told = [
        {"film": digests[segment.film], "row": row}
        for segment, row in found_in(shelf, (digests, index), film)
    ]
    return json.dumps(told).encode("utf-8")


def appearances(data: bytes) -> list[tuple[str, Appearance]]:
    """The archived film (its key) and the row of each place that ``search_film`` gives."""
    try:
        return [(one["film"], _row(one["row"])) for one in json.loads(data)]
    except (ValueError, TypeError, KeyError) as error:
        raise EvidenceDamaged(
            "What a worker found in the archive cannot be read.",
            advice="Every machine must run the same version of Second Take.",
        ) from error


def _row(told: dict[str, Any]) -> Appearance:
    return {
        "reference": str(told["reference"]),
        "query_start": float(told["query_start"]),
        "query_end": float(told["query_end"]),
        "reference_start": float(told["reference_start"]),
        "reference_end": float(told["reference_end"]),
        "score": float(told["score"]),
        "edits": [str(edit) for edit in told["edits"]],
        "sound": SoundAgreement(told["sound"]),
        "common": bool(told["common"]),
    }
