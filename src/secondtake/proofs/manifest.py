"""Content credentials (C2PA) inside a file, read in a process of their own, without network."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from secondtake.errors import PluginUnavailable, Unreadable
from secondtake.guarding import Budget, guarded, json_value
from secondtake.model.enums import ProofKind, ProofState
from secondtake.model.report import Proof

__all__ = ["credentials", "installed"]

KIND = ProofKind.CONTENT_CREDENTIALS
BUDGET = Budget(cpu_seconds=300, wall_seconds=300.0)
"""Checking hashes the whole file: a minute for some ten gigabytes, where the disk allows."""
_UNTRUSTED = "signingCredential.untrusted"
_OFFLINE = {"verify": {"remote_manifest_fetch": False, "ocsp_fetch": False}}


def installed() -> bool:
    """Whether the extra that reads content credentials is there."""
    return importlib.util.find_spec("c2pa") is not None


def credentials(path: Path, media_type: str, exhibit: str) -> Proof:
    """What the C2PA manifest of a file says of itself, and whether it still fits the file.

    ``valid``: hash and signature hold; who signed is only as good as the certificate, which is
    not looked up. Raises ``PluginUnavailable`` without the extra and what ``guarded`` raises when
    the reader fails or takes too long. Source: C2PA specification 2.1, by the library c2pa.
    """
    if not installed():
        raise PluginUnavailable(
            "Content credentials need a package that Second Take does not install by itself.",
            advice='Run: pip install "secondtake[proofs]"',
        )
    held = guarded(
        manifest,
        media_type,
        file=path,
        what="the content credentials",
        budget=BUDGET,
    )
    return _proof(held, exhibit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What the active manifest states; ``state`` as the library words it."""

    state: str
    signer: str | None
    maker: str
    actions: tuple[str, ...]
    failures: tuple[str, ...]


def _proof(held: Manifest | None, exhibit: str) -> Proof:
    if held is None:
        return Proof(exhibit=exhibit, kind=KIND, state=ProofState.ABSENT, notes=())
    notes = [f"Signed by {held.signer}."] if held.signer else []
    if held.maker:
        notes.append(f"Written by {held.maker}.")
    notes += [f"Action: {action}" for action in held.actions]
    failures = [f for f in held.failures if f != _UNTRUSTED]
    if len(failures) < len(held.failures):
        notes.append("No authority known here vouches for the signer's certificate.")
    notes += [f"Does not verify: {code}." for code in failures]
    state = (
        ProofState.VALID
        if held.state in ("Valid", "Trusted") and not failures
        else ProofState.INVALID
    )
    return Proof(exhibit=exhibit, kind=KIND, state=state, notes=tuple(n[:300] for n in notes[:12]))


def manifest(file: BinaryIO, media_type: str) -> Manifest | None:
    """The active manifest of a file, None for a file without; runs in a guarded process.

    Raises ``Unreadable`` when the library cannot read it.
    """
    from c2pa import C2paError, Context, Reader, Settings

    context = Context(Settings.from_dict(_OFFLINE))
    try:
        reader = Reader.try_create(media_type, file, context=context)
        if reader is None:
            return None
        told = json_value(reader.json())
        state = reader.get_validation_state()
        results = reader.get_validation_results() or {}
    except C2paError as error:
        if "NotSupported" in type(error).__name__ or "UnsupportedType" in str(error):
            return None
        raise Unreadable(
            f"The content credentials could not be read: {str(error)[:200]}."
        ) from error
    try:
        active = told.get("manifests", {}).get(told.get("active_manifest"), {})
        return _stated(active, str(state), results)
    except (AttributeError, KeyError, TypeError) as error:
        raise Unreadable(
            "The content credentials are not in the form of their standard."
        ) from error


def _stated(active: dict[str, Any], state: str, results: dict[str, Any]) -> Manifest:
    signed = active.get("signature_info", {})
    makers = [str(m.get("name") or "") for m in active.get("claim_generator_info", [])]
    actions = [
        str(a.get("action", "")).removeprefix("c2pa.")
        for entry in active.get("assertions", [])
        if str(entry.get("label", "")).startswith("c2pa.actions")
        for a in entry.get("data", {}).get("actions", [])
    ]
    failures = results.get("activeManifest", {}).get("failure", [])
    return Manifest(
        state=state,
        signer=signed.get("issuer") or signed.get("common_name"),
        maker=", ".join(filter(None, makers)),
        actions=tuple(actions),
        failures=tuple(str(f["code"]) for f in failures),
    )
