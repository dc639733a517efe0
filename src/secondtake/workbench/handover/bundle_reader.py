"""A bundle opened: every digest checked, the log's chain walked, what it pins read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from secondtake import sealing
from secondtake.errors import EvidenceDamaged, InputInvalid, InputMissing, SecondTakeError
from secondtake.export.packaging.bagit import MANIFEST
from secondtake.model.evidence import Exhibit, Failure
from secondtake.model.findings import Dismissal, Finding, Relation, Review
from secondtake.model.serialization import record
from secondtake.store import blobs, custody, row_format, timestamp_tokens
from secondtake.workbench.handover.bundle_writer import FORMAT, SEALS, SIGNATURES

__all__ = ["Pinned", "Unpacked", "unpack"]

_ADVICE = "Ask whoever made the bundle for it again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinned:
    """One exhibit as the bundle tells it; ``path`` is its file, None when it is not at hand."""

    exhibit: Exhibit
    roles: tuple[str, ...]
    path: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    """What a bundle pins. ``decoded`` are digests of what decoding gave, by exhibit; ``keys`` the
    fingerprints of those who signed it; ``wanted`` and ``known`` what was and may be stamped.
    """

    case: str
    log_head: str
    environment: dict[str, Any]
    makers: dict[str, str]
    exhibits: tuple[Pinned, ...]
    decoded: dict[str, str]
    failures: tuple[Failure, ...]
    relations: tuple[Relation, ...]
    findings: tuple[Finding, ...]
    reviews: tuple[Review, ...]
    dismissals: tuple[Dismissal, ...]
    wanted: tuple[timestamp_tokens.Wanted, ...]
    keys: tuple[str, ...]
    known: frozenset[str]


def unpack(bundle: Path, evidence: Path | None = None) -> Unpacked:
    """Check a bundle and read it; ``evidence`` is a folder to look for exhibits in, by digest.

    Raises ``InputMissing`` or ``InputInvalid`` when it is no bundle of ours, ``EvidenceDamaged``
    when a file is not what the manifest says or the log does not chain.
    """
    if not (bundle / MANIFEST).is_file() or not (bundle / "data" / "pins.json").is_file():
        missing = InputInvalid if bundle.exists() else InputMissing
        raise missing(
            f"There is no bundle of Second Take at {bundle}.",
            advice="Name the folder that `secondtake bundle` wrote.",
        )
    keys = _signed(bundle)
    _check_digests(bundle)
    heads = _heads(bundle / "data" / "custody.jsonl")
    try:
        pins = json.loads((bundle / "data" / "pins.json").read_text(encoding="utf-8"))
        if {k: pins.get(k) for k in FORMAT} != FORMAT:
            raise InputInvalid(
                "The bundle was made by another version of Second Take.",
                advice="Install the version that pins.json names.",
            )
        if pins["log_head"] not in heads:
            raise EvidenceDamaged(
                "The bundle's log does not reach the head it states.", advice=_ADVICE
            )
        unpacked = _unpacked(bundle / "data", pins, evidence, heads, keys)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise EvidenceDamaged(f"pins.json cannot be read: {error}.", advice=_ADVICE) from error
    return unpacked


def _unpacked(
    data: Path,
    pins: dict[str, Any],
    evidence: Path | None,
    heads: frozenset[str],
    keys: tuple[str, ...],
) -> Unpacked:
    exhibits = [(record(Exhibit, item["exhibit"]), item) for item in pins["exhibits"]]
    missing = {e.digest: e.size_bytes for e, _ in exhibits if not _inside(data, e).is_file()}
    found = _searched(evidence, missing) if evidence is not None else {}
    return Unpacked(
        case=pins["case"],
        log_head=pins["log_head"],
        environment=pins["environment"],
        makers={m["maker"]["name"]: m["digest"] for m in pins["makers"]},
        exhibits=tuple(
            Pinned(
                exhibit=exhibit,
                roles=tuple(item["roles"]),
                path=found.get(exhibit.digest)
                if exhibit.digest in missing
                else _inside(data, exhibit),
            )
            for exhibit, item in exhibits
        ),
        decoded=dict(pins["decoded"]),
        failures=tuple(record(Failure, f) for f in pins["failures"]),
        relations=tuple(row_format.of_plain("relation", r) for r in pins["relations"]),
        findings=tuple(record(Finding, f) for f in pins["findings"]),
        reviews=tuple(record(Review, r) for r in pins.get("reviews", ())),
        dismissals=tuple(record(Dismissal, d) for d in pins.get("dismissals", ())),
        wanted=_wanted(data / SEALS),
        keys=keys,
        known=heads | {e.digest for e, _ in exhibits},
    )


def _inside(data: Path, exhibit: Exhibit) -> Path:
    return blobs.where(data / "evidence", exhibit.digest)


def _searched(folder: Path, missing: dict[str, int]) -> dict[str, Path]:
    """Files below ``folder`` whose bytes are missing exhibits; only files of fitting size."""
    sizes = set(missing.values())
    found = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and not p.is_symlink()):
        if path.stat().st_size in sizes:
            digest = blobs.file_digest(path)
            if digest in missing:
                found[digest] = path
    return found


def _manifest(bundle: Path) -> Iterator[tuple[str, str]]:
    for line in (bundle / MANIFEST).read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        if not name.startswith("data/") or ".." in name.split("/"):
            raise EvidenceDamaged(f"The manifest names {name[:60]!r}.", advice=_ADVICE)
        yield name, digest


def _check_digests(bundle: Path) -> None:
    listed = dict(_manifest(bundle))
    present = {
        p.relative_to(bundle).as_posix() for p in (bundle / "data").rglob("*") if p.is_file()
    }
    for name in sorted(present - set(listed)):
        raise EvidenceDamaged(f"The bundle holds {name}, which its manifest does not.")
    for name, digest in listed.items():
        if not (bundle / name).is_file():
            raise EvidenceDamaged(f"The bundle lacks {name}.", advice=_ADVICE)
        if blobs.file_digest(bundle / name) != digest:
            raise EvidenceDamaged(
                f"The bundle's file {name} is not what its manifest says.", advice=_ADVICE
            )


def _heads(path: Path) -> frozenset[str]:
    """Every head the log had; a withheld line counts with the digest that stands for it."""
    previous = custody.FIRST
    heads = {previous}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            held = json.loads(line)
            if held["seq"] != number or held.get("previous", previous) != previous:
                raise ValueError("the chain breaks")
            previous = held.get("withheld") or hashlib.sha256(line.encode()).hexdigest()
        except (ValueError, KeyError, TypeError, AttributeError, SecondTakeError) as error:
            raise EvidenceDamaged(
                f"Event {number} of the bundle's log does not follow the event before it.",
                advice=_ADVICE,
            ) from error
        heads.add(previous)
    return frozenset(heads)


def _wanted(listed: Path) -> tuple[timestamp_tokens.Wanted, ...]:
    if not listed.is_file():
        return ()
    return tuple(
        record(timestamp_tokens.Wanted, w) for w in json.loads(listed.read_text(encoding="utf-8"))
    )


def _signed(bundle: Path) -> tuple[str, ...]:
    """Fingerprints of the keys whose signature of the manifest holds.

    Raises ``EvidenceDamaged`` for one that does not and ``PluginUnavailable`` when a bundle is
    signed and the extra that checks it is not there: a signature is never passed over.
    """
    signed = sorted((bundle / SIGNATURES).glob("*.sig"))
    manifest = (bundle / MANIFEST).read_bytes()
    keys = []
    for path in signed:
        try:
            signature = sealing.Signature(
                octets=path.read_bytes(), public=path.with_suffix(".pem").read_bytes()
            )
            name = sealing.fingerprint(signature.public)
        except (OSError, InputInvalid) as error:
            raise EvidenceDamaged(
                f"The key of the signature {path.name} cannot be read.", advice=_ADVICE
            ) from error
        if name != path.stem or not sealing.check_signature(signature, manifest):
            raise EvidenceDamaged(
                f"The bundle's manifest is not what the key {path.stem[:16]}… signed.",
                advice=_ADVICE,
            )
        keys.append(name)
    return tuple(keys)
