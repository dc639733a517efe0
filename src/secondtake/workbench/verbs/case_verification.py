"""The verb verify: a case or a bundle checked, its time stamps and signatures too; no network."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from secondtake import sealing, store
from secondtake.errors import EvidenceDamaged, SettingInvalid
from secondtake.model.enums import SealState
from secondtake.model.report import Seal
from secondtake.store import Case, custody, timestamp_tokens
from secondtake.workbench.custody import timestamping
from secondtake.workbench.handover import bundle_log, bundle_reader

__all__ = ["Bundled", "Verified", "signed_by", "verify", "verify_bundle"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified(store.Verified):
    """What a check of a case found. ``notes`` are no damage; ``not_checked``: what could not be
    looked at, in sentences; ``after``: events since the newest confirmed time stamp of the log.
    """

    notes: tuple[str, ...]
    seals: tuple[Seal, ...]
    not_checked: tuple[str, ...]
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundled:
    """What a check of a bundle found; ``keys`` are the fingerprints of those who signed it.

    ``head``: the SHA-256 of the event that names all its contents; ``notes`` are no damage.
    """

    problems: tuple[str, ...]
    case: str
    head: str
    keys: tuple[str, ...]
    notes: tuple[str, ...]
    seals: tuple[Seal, ...]
    not_checked: tuple[str, ...]


def verify(
    case: Path,
    *,
    progress: Callable[[float, float | None], None] | None = None,
    trust: Path | None = None,
    tokens: Path | None = None,
    head: str | None = None,
) -> Verified:
    """Check everything in a case again; writes nothing and asks no network.

    ``trust``: certificates (PEM) to check time stamps by, and no others; ``tokens``: a folder of
    tokens that were kept elsewhere; ``head``: a head the log must hold. Raises as
    ``store.verify``, and ``SettingInvalid`` when ``head`` is none.
    """
    _require_head(head)
    found = store.verify(case, progress=progress)
    with Case.open(case, write=False) as opened:
        lines = [line for line in opened.lines() if _readable(line)]
    heads = {custody.line_digest(line) for line in lines}
    problems = list(found.problems)
    if head is not None and head not in heads:
        problems.append(
            f"The log does not hold the head {head[:12]}…: it was truncated or rewritten."
        )
    states = _sealed(
        case,
        timestamp_tokens.wanted(lines),
        timestamp_tokens.digests(lines),
        trust,
        (case / timestamp_tokens.FOLDER, tokens),
    )
    confirmed = {s.subject for s in states[0] if s.state == SealState.CONFIRMED}
    stamped = [n for n, line in enumerate(lines, 1) if custody.line_digest(line) in confirmed]
    return Verified(
        problems=tuple(dict.fromkeys((*problems, *states[1]))),
        interrupted=found.interrupted,
        exhibits=found.exhibits,
        derivatives=found.derivatives,
        events=found.events,
        records=found.records,
        head=found.head,
        notes=tuple(_clock(lines)),
        seals=states[0],
        not_checked=states[2],
        after=len(lines) - max(stamped, default=0),
    )


def verify_bundle(
    bundle: Path,
    *,
    trust: Path | None = None,
    tokens: Path | None = None,
    head: str | None = None,
    key: Path | None = None,
) -> Bundled:
    """Check every digest, the log, the time stamps and the signatures of a bundle.

    ``key``: a public key (PEM) that must have signed it; ``head``: what its head must be, which
    binds every byte of it. Raises as ``bundle_reader.unpack`` does, and ``SettingInvalid`` when
    ``head`` is none.
    """
    _require_head(head)
    found = bundle_reader.unpack(bundle)
    problems = []
    if key is not None:
        wanted = sealing.fingerprint(timestamping.read_file(key))
        if wanted not in found.log.keys:
            problems.append(f"The key {wanted[:16]}… has not signed this bundle.")
    if head is not None and head != found.log.head:
        problems.append(_another_head(head, found.log))
    data = bundle / "data"
    states = _sealed(
        data, found.wanted, found.known, trust, (data / timestamp_tokens.FOLDER, tokens)
    )
    return Bundled(
        problems=(*problems, *states[1]),
        case=found.case,
        head=found.log.head,
        keys=found.log.keys,
        notes=tuple(_bundle_notes(found.log, vouched=head is not None or key is not None)),
        seals=states[0],
        not_checked=states[2],
    )


def _require_head(head: str | None) -> None:
    if head is not None and (len(head) != 64 or not set(head) <= set("0123456789abcdef")):
        raise SettingInvalid(
            "A head is a SHA-256 of 64 hex digits.", advice="Copy it whole from where you noted it."
        )


def _another_head(head: str, log: bundle_log.Walked) -> str:
    if head in log.heads:
        return (
            f"The head {head[:12]}… is that of an earlier event: no file of the bundle follows "
            f"from it. The head of the bundle, which `secondtake bundle` printed, is another."
        )
    return f"The head of the bundle is not {head[:12]}…: it was rewritten, or it is another bundle."


def _bundle_notes(log: bundle_log.Walked, *, vouched: bool) -> Iterable[str]:
    if log.withheld:
        yield (
            f"{log.withheld} events of the log are withheld and stand as their hashes alone. What "
            f"comes before them is bound by the head of the bundle or by its signature, and by no "
            f"trusted timestamp."
        )
    if not vouched:
        yield (
            "The bundle agrees with itself. That nobody rewrote it as a whole is shown only by its "
            "head (--head) or its maker's key (--key), known from elsewhere."
        )


def signed_by(keys: Sequence[str]) -> str:
    """A sentence on who signed a bundle."""
    if not keys:
        return "The bundle is not signed."
    named = " and ".join(keys)
    return f"The bundle is signed with the key {named}: ask its maker whether it is theirs."


def _sealed(
    folder: Path,
    wanted: Sequence[timestamp_tokens.Wanted],
    known: Container[str],
    trust: Path | None,
    tokens: Iterable[Path | None],
) -> tuple[tuple[Seal, ...], tuple[str, ...], tuple[str, ...]]:
    """States of the time stamps, what does not hold, and what could not be looked at."""
    places = [p for p in tokens if p is not None]
    if not any(w.token for w in wanted) and not any(any(p.glob("*.tsr")) for p in places):
        return timestamping.checked(folder, wanted, ())[0], (), ()
    if not sealing.installed():
        missing = 'There are trusted timestamps; to check them: pip install "secondtake[seal]"'
        return (), (), (missing,)
    roots = timestamping.trusted(folder, trust)
    states, problems = timestamping.checked(folder, wanted, roots)
    loose = [s for place in places for s in timestamping.strays(place, known, roots)]
    return states, (*problems, *loose), ()


def _readable(line: str) -> bool:
    try:
        custody.event_of(line)
    except EvidenceDamaged:
        return False  # store.verify has named it
    return True


def _clock(lines: Sequence[str]) -> Iterable[str]:
    """Where the log's own times go back: a clock that was set, which is no damage."""
    events = [custody.event_of(line) for line in lines]
    for left, right in pairwise(events):
        if right.at < left.at:
            yield (
                f"This machine's clock went back by {left.at - right.at} between the events "
                f"{left.seq} and {right.seq}."
            )
