"""Outside time: ask authorities to stamp the log and the exhibits, and check what they said."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from secondtake import preserve, sealing
from secondtake.cluster.progress import Progress, Stage
from secondtake.errors import AddressRefused, CannotLook, EvidenceDamaged, InputInvalid
from secondtake.model.enums import ProgressUnit, SealState
from secondtake.model.report import Seal
from secondtake.own_folder import OwnFolder
from secondtake.store import Case, timestamp_tokens

__all__ = ["checked", "now", "read_file", "stamp", "strays", "trusted"]

MOST_BYTES = 1 << 17
"""A token with its certificates has 2 to 8 kB."""
MOST_SECONDS = 30.0
CLOCKS = timedelta(minutes=5)
"""An authority's clock and this machine's may differ so far without a word."""


def stamp(
    case: Case,
    addresses: Sequence[str],
    certificates: Path | None,
    *,
    actor: str,
    progress: Progress,
    allow_private: bool = False,
) -> tuple[Seal, ...]:
    """Have the head of the log and every exhibit stamped; what fails stays pending.

    ``addresses``: the authorities, none for those of the last time; ``certificates``: theirs, in
    PEM. Only digests are sent. Raises ``InputInvalid`` without an authority, ``EvidenceDamaged``
    when a token that is kept does not hold, ``PluginUnavailable`` without the extra.
    """
    sealing.require_extra()
    # A key in an authority's address is used, and stands in the log as its digest.
    whole = {preserve.address(a): a for a in addresses}
    authorities = tuple(whole) or timestamp_tokens.authorities(case.events())
    if not authorities:
        raise InputInvalid(
            "No time-stamping authority is known.",
            advice="Name two or more with --authority ADDRESS.",
        )
    pem = read_file(certificates) if certificates is not None else None
    if pem is not None:
        sealing.certificates(pem)
    timestamp_tokens.want(case, authorities, pem, actor=actor)
    missing = [w for w in timestamp_tokens.wanted(case.lines()) if w.token is None]
    failed: dict[tuple[str, str], str] = {}
    for number, one in enumerate(missing):
        progress(
            Stage("Requesting trusted timestamps", ProgressUnit.TIMESTAMP), number, len(missing)
        )
        try:
            token = _ask(one, whole.get(one.authority), allow_private=allow_private)
            timestamp_tokens.keep(case, one, token, actor=actor)
        except (CannotLook, AddressRefused, EvidenceDamaged) as error:
            failed[one.subject, one.authority] = str(error)
    found, problems = checked(case.path, timestamp_tokens.wanted(case.lines()), trusted(case.path))
    if problems:
        raise EvidenceDamaged(problems[0], advice="Restore it from a copy of the case.")
    return tuple(replace(s, note=failed.get((s.subject, s.authority), s.note)) for s in found)


def trusted(folder: Path, given: Path | None = None) -> tuple[bytes, ...]:
    """The certificates to trust: those ``given`` alone; else this machine's and the case's own."""
    if given is not None:
        return sealing.certificates(read_file(given))
    held = OwnFolder(folder)
    there = held.has_file(timestamp_tokens.CERTIFICATES)
    try:
        own = sealing.certificates(held.read(timestamp_tokens.CERTIFICATES)) if there else ()
    except InputInvalid as error:
        raise EvidenceDamaged(
            f"The file {timestamp_tokens.CERTIFICATES} holds no certificate that can be read.",
            advice="Restore it from a copy of the case, or give the authorities' with --trust.",
        ) from error
    return (*own, *sealing.known_roots())


def checked(
    folder: Path, wanted: Sequence[timestamp_tokens.Wanted], roots: Sequence[bytes]
) -> tuple[tuple[Seal, ...], tuple[str, ...]]:
    """The state of everything that is to be stamped, and what does not hold, in sentences."""
    found: list[Seal] = []
    problems: list[str] = []
    for one in wanted:
        seal = Seal(
            subject=one.subject,
            what=one.what,
            authority=one.authority,
            state=SealState.PENDING,
            at=None,
            note="There is no timestamp token yet.",
        )
        if one.token is not None:
            try:
                seal = _held(seal, one, timestamp_tokens.read(folder, one), roots)
            except EvidenceDamaged as error:
                problems.append(f"The trusted timestamp of {one.what} by {one.authority}: {error}")
        found.append(seal)
    return tuple(found), tuple(problems)


def now(case: Case) -> tuple[Seal, ...]:
    """The state of everything that is to be stamped, for a report; without the extra, pending."""
    wanted = timestamp_tokens.wanted(case.lines())
    if not any(w.token for w in wanted):
        return checked(case.path, wanted, ())[0]
    if not sealing.installed():
        note = 'There is a timestamp token; to check it: pip install "secondtake[seal]"'
        without = tuple(replace(w, token=None) for w in wanted)
        return tuple(replace(s, note=note) for s in checked(case.path, without, ())[0])
    found, problems = checked(case.path, wanted, trusted(case.path))
    if problems:
        raise EvidenceDamaged(problems[0], advice="Restore it from a copy of the case.")
    return found


def strays(tokens: Path, known: Container[str], roots: Sequence[bytes]) -> Iterator[str]:
    """A sentence for each token in a folder that stamps none of the digests that are ``known``.

    A log rewritten from its start, every digest made anew, is sound in itself: what it cannot
    have is a token over its own head that is as old as the one over the head it had.
    """
    held = OwnFolder(tokens)
    for name in (n for n in held.names() if n.endswith(".tsr")):
        try:
            token = held.read(name)
            told = sealing.stamped(token)
            if told.digest in known:
                sealing.check_token(token, told.digest, roots)
                continue
        except (OSError, EvidenceDamaged) as error:
            yield f"The token {name} cannot be read: {error}"
            continue
        yield (
            f"The token {name} of {told.at:%Y-%m-%d %H:%M:%S} UTC is for a hash this case "
            "does not hold: its log was rewritten or truncated since, or the token belongs to "
            "another case."
        )


def read_file(path: Path) -> bytes:
    """The bytes of a file that the user named; raises ``InputInvalid``."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputInvalid(
            f"{path} cannot be read: {error.strerror}.", advice="Check the path."
        ) from error


def _ask(one: timestamp_tokens.Wanted, whole: str | None, *, allow_private: bool) -> bytes:
    """A token of an authority; ``whole``: its address as it was given, None for as it was logged.

    Raises as ``preserve.ask``, and ``AddressRefused`` where the log lacks what its address needs.
    """
    if whole is None and preserve.is_redacted(one.authority):
        raise AddressRefused(
            "The case holds the address of the authority without the key in it: name it again "
            "with --authority."
        )
    data, nonce = sealing.request(one.subject)
    token = preserve.ask(
        whole or one.authority,
        sent=(sealing.REQUEST_TYPE, data),
        max_bytes=MOST_BYTES,
        max_seconds=MOST_SECONDS,
        allow_private=allow_private,
    )
    sealing.check_token(token, one.subject, (), nonce=nonce)
    return token


def _held(seal: Seal, one: timestamp_tokens.Wanted, token: bytes, roots: Sequence[bytes]) -> Seal:
    told = sealing.check_token(token, one.subject, roots)
    if not told.vouched:
        note = "There is a token, but no known certificate vouches for its authority."
        return replace(seal, note=f"{note} Give its root certificate with --trust.")
    logged = datetime.fromisoformat(one.at)
    note = ""
    if logged - told.at > CLOCKS:
        note = f"This machine's clock said {logged:%Y-%m-%d %H:%M:%S} UTC, which is later."
    return replace(seal, state=SealState.CONFIRMED, at=told.at, note=note)
