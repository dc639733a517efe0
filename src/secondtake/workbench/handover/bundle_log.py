"""The custody log as a bundle holds it: lines that may be shown, and the event that binds all."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from secondtake.errors import EvidenceDamaged
from secondtake.model.enums import EventAction
from secondtake.model.evidence import CustodyEvent
from secondtake.store import custody, row_format
from secondtake.workbench.report.path_redaction import Origins

__all__ = ["CONTENTS", "LAST", "LOG", "SIGNED", "Walked", "shown", "walk"]

LOG = "custody.jsonl"
"""The log up to the event in ``LAST``, below ``data/``."""
LAST = "last-event.jsonl"
"""The event that was written when the bundle was. It names the SHA-256 of ``CONTENTS``, and its
own is the head: whoever knows that from elsewhere can check every byte of the bundle."""
CONTENTS = "contents-sha256.txt"
"""Every file with its SHA-256, but ``LAST``, itself, and what these two decide: the manifests and
the signatures."""
SIGNED = "signed with the key"
"""In the detail of the last event: the fingerprint of the key that signs the manifest."""
_ADVICE = "Ask whoever made the bundle for it again."
_DIGITS = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """A bundle's log. ``heads``: the digests of the lines that are shown, ``head`` the last's.

    ``withheld``: how many lines stand as their digest alone. Nothing in such a line is checked,
    the digest before it included: what stands above it hangs on ``head`` through ``contents``, and
    on no earlier head.
    """

    head: str
    previous: str
    heads: frozenset[str]
    withheld: int
    contents: str
    keys: tuple[str, ...]


def shown(lines: Iterable[str], origins: Origins) -> bytes:
    """The log; a line that holds a folder of this machine stands as its digest alone.

    The next line's ``previous`` is that digest, so the chain can be followed to its end.
    """
    told = []
    for line in lines:
        event = custody.event_of(line)
        hidden = {"seq": event.seq, "withheld": custody.line_digest(line)}
        told.append(line if origins.event(event) == event else row_format.canonical(hidden))
    return "".join(line + "\n" for line in told).encode("utf-8")


def walk(data: Path) -> Walked:
    """Follow the chain from the first line of the log to the event that closed the bundle.

    Raises ``EvidenceDamaged`` for a line that does not follow the one before, that is not in its
    canonical form, or that says anything beside being withheld.
    """
    previous = custody.FIRST
    heads = {previous}
    withheld = 0
    lines = _lines(data / LOG)
    for number, line in enumerate(lines, 1):
        hidden = _withheld(line, number)
        if hidden is None:
            _event(line, number, previous)
            previous = custody.line_digest(line)
            heads.add(previous)
        else:
            withheld += 1
            previous = hidden
    closing = _lines(data / LAST)
    if len(closing) != 1:
        raise EvidenceDamaged(f"The bundle's {LAST} does not hold one event.", advice=_ADVICE)
    last = _event(closing[0], len(lines) + 1, previous)
    said = [value for name, value in last.detail if name == CONTENTS]
    if last.action != EventAction.EXPORTED or len(said) != 1:
        raise EvidenceDamaged(
            f"The last event of the bundle's log does not name its {CONTENTS}.", advice=_ADVICE
        )
    head = custody.line_digest(closing[0])
    return Walked(
        head=head,
        previous=previous,
        heads=frozenset(heads | {head}),
        withheld=withheld,
        contents=said[0],
        keys=tuple(value for name, value in last.detail if name == SIGNED),
    )


def _lines(path: Path) -> list[str]:
    """The lines of a file; only a line feed ends one, as names may hold any other sign."""
    try:
        *lines, rest = path.read_bytes().decode("utf-8").split("\n")
    except (OSError, ValueError) as error:
        raise EvidenceDamaged(
            f"The bundle's {path.name} cannot be read.", advice=_ADVICE
        ) from error
    if rest:
        raise EvidenceDamaged(f"The last line of the bundle's {path.name} has no end.")
    return lines


def _withheld(line: str, number: int) -> str | None:
    """The digest that stands for a line; None for a line that is shown."""
    try:
        held = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _broken(number) from error
    if not isinstance(held, dict) or "withheld" not in held:
        return None
    digest = held["withheld"]
    if not isinstance(digest, str) or len(digest) != 64 or not set(digest) <= _DIGITS:
        raise _broken(number)
    # Nothing else may stand beside it: what is not hashed into the chain must not be read.
    if line != row_format.canonical({"seq": number, "withheld": digest}):
        raise _broken(number)
    return digest


def _event(line: str, number: int, previous: str) -> CustodyEvent:
    try:
        event = custody.event_of(line)
    except (EvidenceDamaged, RecursionError) as error:
        raise _broken(number) from error
    if event.seq != number or event.previous != previous or custody.line_of(event) != line:
        raise _broken(number)
    return event


def _broken(number: int) -> EvidenceDamaged:
    return EvidenceDamaged(
        f"Event {number} of the bundle's log does not follow the event before it.", advice=_ADVICE
    )
