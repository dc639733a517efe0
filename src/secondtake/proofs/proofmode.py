"""Files that ProofMode lays beside a film: the digest they state, against the films held."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from secondtake.guarding import json_value
from secondtake.model.enums import ProofKind, ProofState
from secondtake.model.report import Proof

__all__ = ["Sidecar", "sidecar", "sidecars"]

KIND = ProofKind.PROOFMODE
MOST_BYTES = 1 << 20
_HASH = "file hash sha256"
"""The name of the field, in both the table and the JSON (ProofMode for Android and iOS)."""
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidecar:
    """One table or JSON of proof: its name, the digest it states, and its signature's state.

    ``signature`` is None where there is no signature; ``note`` says why it is what it is.
    """

    name: str
    digest: str
    signature: ProofState | None = None
    note: str = "No PGP signature is beside it: anyone could have written it."


def sidecar(name: str, data: bytes) -> Sidecar | None:
    """The proof that a file holds, None when it is none. Every field but the digest is left be.

    Not a process of its own: at most ``MOST_BYTES``, by parsers whose time is linear. Raises
    ``LimitExceeded`` for JSON that nests too deep.
    """
    if not name.lower().endswith((".proof.csv", ".proof.json")) or len(data) > MOST_BYTES:
        return None
    try:
        text = data.decode("utf-8-sig")
        told = json_value(text) if name.lower().endswith(".json") else _table(text)
    except (ValueError, csv.Error):
        return None
    if isinstance(told, list):
        told = told[0] if told else {}
    if not isinstance(told, dict):
        return None
    stated = {str(k).strip().lower(): str(v).strip().lower() for k, v in told.items()}
    digest = stated.get(_HASH, "")
    return Sidecar(name=name, digest=digest) if _DIGEST.fullmatch(digest) else None


def sidecars(found: Sequence[Sidecar], films: Mapping[str, str]) -> tuple[Proof, ...]:
    """What each proof says of a film held; ``films``: digest to name.

    A proof named after a film that states another digest is ``invalid``, and so is one whose
    signature fails; ``valid`` is one whose digest agrees and whose signature holds.
    """
    proofs = []
    for one in found:
        named = [d for d, n in films.items() if _stem(n) in _stem(one.name)]
        if one.digest in films:
            state = one.signature or ProofState.NOT_CHECKED
            notes = (f"{one.name} states the hash of this file.", one.note)
            proofs.append(Proof(exhibit=one.digest, kind=KIND, state=state, notes=notes))
        elif named:
            differs = f"{one.name} has this film's name and states another hash."
            notes = (differs, one.note)
            proofs.append(Proof(exhibit=named[0], kind=KIND, state=ProofState.INVALID, notes=notes))
    return tuple(proofs)


def _table(text: str) -> dict[str, Any]:
    rows = list(csv.DictReader(io.StringIO(text)))
    return {str(k): v for k, v in rows[0].items()} if rows else {}


def _stem(name: str) -> str:
    return name.rpartition("/")[2].partition(".")[0].lower()
