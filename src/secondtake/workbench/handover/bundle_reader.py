"""A bundle opened: every digest checked, the log's chain walked, what it pins read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from secondtake import sealing
from secondtake.errors import EvidenceDamaged, InputInvalid, InputMissing, InvalidRecord
from secondtake.export.packaging.bagit import MANIFEST
from secondtake.model.by_hand import HandTie
from secondtake.model.evidence import Exhibit, Failure, Withdrawn
from secondtake.model.findings import Dismissal, Finding, Relation, Review
from secondtake.model.serialization import record
from secondtake.own_folder import OwnFolder, require_plain
from secondtake.store import blobs, row_format, timestamp_tokens
from secondtake.workbench.handover import bundle_files, bundle_log
from secondtake.workbench.handover.bundle_files import SIGNATURES
from secondtake.workbench.handover.bundle_writer import FORMAT, SEALS

__all__ = ["Pinned", "Unpacked", "unpack"]

PINS = "data/pins.json"
_MARKS = (MANIFEST, PINS, f"data/{bundle_log.CONTENTS}")
"""One of these makes a folder a bundle, whole or not."""
_ADVICE = "Ask whoever made the bundle for it again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinned:
    """One exhibit as the bundle tells it; ``path`` is its file, None when it is not at hand."""

    exhibit: Exhibit
    roles: tuple[str, ...]
    path: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    """What a bundle pins. ``decoded`` are digests of what decoding gave, by film; ``log`` its
    head and who signed it; ``wanted`` and ``known`` what was and may be stamped. ``names``: what
    its report calls the findings, by id; empty in bundles of versions up to 0.3.0.
    """

    case: str
    log: bundle_log.Walked
    environment: dict[str, Any]
    makers: dict[str, str]
    exhibits: tuple[Pinned, ...]
    decoded: dict[str, str]
    failures: tuple[Failure, ...]
    relations: tuple[Relation, ...]
    findings: tuple[Finding, ...]
    names: dict[str, str]
    reviews: tuple[Review, ...]
    dismissals: tuple[Dismissal, ...]
    hand_ties: tuple[HandTie, ...]
    wanted: tuple[timestamp_tokens.Wanted, ...]
    known: frozenset[str]


def unpack(bundle: Path, evidence: Path | None = None) -> Unpacked:
    """Check a bundle and read it; ``evidence`` is a folder to look for exhibits in, by digest.

    Raises ``InputMissing`` or ``InputInvalid`` when it is no bundle of ours, ``FolderUnsafe`` when
    it holds links or special files, ``EvidenceDamaged`` when a file is not what the bundle states,
    the log does not chain or its last event names other contents.
    """
    files = OwnFolder(bundle)
    if not any(files.is_marked(name) for name in _MARKS):
        missing = InputInvalid if bundle.exists() else InputMissing
        raise missing(
            f"There is no bundle of Second Take at {bundle}.",
            advice="Name the folder that `secondtake bundle` wrote.",
        )
    found = bundle_files.held(bundle)
    require_plain(bundle, None, what="a bundle")
    contents = bundle_files.check(bundle, found)
    log = bundle_log.walk(bundle / "data")
    if log.contents != contents:
        raise EvidenceDamaged(
            f"The last event of the bundle's log names another {bundle_log.CONTENTS}.",
            advice=_ADVICE,
        )
    if _signed(bundle) != log.keys:
        raise EvidenceDamaged(
            "The bundle is not signed by the key that the last event of its log names.",
            advice=_ADVICE,
        )
    try:
        pins = json.loads((bundle / PINS).read_text(encoding="utf-8"))
        if {k: pins.get(k) for k in FORMAT} != FORMAT:
            raise InputInvalid(
                "The bundle was made by another version of Second Take.",
                advice="Install the version that pins.json names.",
            )
        if pins["log_head"] != log.previous:
            raise EvidenceDamaged(
                "The bundle's log does not reach the head its report states.", advice=_ADVICE
            )
        return _unpacked(bundle / "data", pins, evidence, log)
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
        InvalidRecord,
    ) as error:
        raise EvidenceDamaged(f"{PINS} cannot be read: {error}.", advice=_ADVICE) from error


def _unpacked(
    data: Path,
    pins: dict[str, Any],
    evidence: Path | None,
    log: bundle_log.Walked,
) -> Unpacked:
    exhibits = [(record(Exhibit, item["exhibit"]), item) for item in pins["exhibits"]]
    missing = {e.digest: e.size_bytes for e, _ in exhibits if not _inside(data, e).is_file()}
    found = _searched(evidence, missing) if evidence is not None else {}
    return Unpacked(
        case=pins["case"],
        log=log,
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
        names={str(k): str(v) for k, v in pins.get("names", {}).items()},
        reviews=tuple(record(Review, r) for r in pins.get("reviews", ())),
        dismissals=tuple(record(Dismissal, d) for d in pins.get("dismissals", ())),
        hand_ties=tuple(record(HandTie, t) for t in pins.get("hand_ties", ())),
        wanted=_wanted(data),
        known=log.heads
        | {e.digest for e, _ in exhibits}
        | {record(Withdrawn, w).exhibit.digest for w in pins.get("withdrawn", ())},
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


def _wanted(data: Path) -> tuple[timestamp_tokens.Wanted, ...]:
    listed = data / SEALS
    if not listed.is_file():
        return ()
    wanted = [
        record(timestamp_tokens.Wanted, w) for w in json.loads(listed.read_text(encoding="utf-8"))
    ]
    for one in wanted:
        place, _, name = one.file.partition("/")
        if place != timestamp_tokens.FOLDER or "/" in name or not name.endswith(".tsr"):
            raise ValueError(f"{SEALS} names the file {one.file[:60]!r}")
    return tuple(wanted)


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
