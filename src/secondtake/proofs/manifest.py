"""Content credentials (C2PA) inside a file, read in a process of their own, without network."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from secondtake.errors import LimitExceeded, PluginUnavailable, Unreadable
from secondtake.model.enums import ProofKind, ProofState
from secondtake.model.report import Proof

__all__ = ["credentials", "installed"]

KIND = ProofKind.CONTENT_CREDENTIALS
SECONDS = 300.0
"""Checking hashes the whole file: a minute for some ten gigabytes, where the disk allows."""
_UNTRUSTED = "signingCredential.untrusted"
_OFFLINE = {"verify": {"remote_manifest_fetch": False, "ocsp_fetch": False}}


def installed() -> bool:
    """Whether the extra that reads content credentials is there."""
    return importlib.util.find_spec("c2pa") is not None


def credentials(path: Path, media_type: str, exhibit: str) -> Proof:
    """What the C2PA manifest of a file says of itself, and whether it still fits the file.

    ``valid``: hash and signature hold; who signed is only as good as the certificate, which is
    not looked up. Raises ``PluginUnavailable`` without the extra and ``CannotLook`` when the
    reader fails or takes too long. Source: C2PA specification 2.1, by the library c2pa.
    """
    if not installed():
        raise PluginUnavailable(
            "Content credentials need a package that Second Take does not install by itself.",
            advice='Run: pip install "secondtake[proofs]"',
        )
    command = [
        *(sys.executable, "-P", "-m", "secondtake.proofs.manifest"),
        *(str(path), media_type),
    ]
    try:
        ran = subprocess.run(
            command, capture_output=True, timeout=SECONDS, check=False, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired as error:
        raise LimitExceeded("Reading content credentials took too long.") from error
    try:
        told = json.loads(ran.stdout)
    except ValueError as error:
        raise Unreadable("The content credentials could not be read.") from error
    return _proof(told, exhibit)


def _proof(told: dict[str, Any], exhibit: str) -> Proof:
    if "fault" in told:
        raise Unreadable(f"The content credentials could not be read: {told['fault'][:200]}.")
    if told["state"] is None:
        return Proof(exhibit=exhibit, kind=KIND, state=ProofState.ABSENT, notes=())
    notes = [f"Signed by {told['signer']}."] if told["signer"] else []
    if told["maker"]:
        notes.append(f"Written by {told['maker']}.")
    notes += [f"{name}: {value}" for name, value in told["actions"]]
    failures = [f for f in told["failures"] if f != _UNTRUSTED]
    if len(failures) < len(told["failures"]):
        notes.append("No authority known here vouches for the signer's certificate.")
    notes += [f"Does not verify: {code}." for code in failures]
    state = (
        ProofState.VALID
        if told["state"] in ("Valid", "Trusted") and not failures
        else ProofState.INVALID
    )
    return Proof(exhibit=exhibit, kind=KIND, state=state, notes=tuple(n[:300] for n in notes[:12]))


def _read(path: str, media_type: str) -> dict[str, Any]:
    from c2pa import C2paError, Context, Reader, Settings

    context = Context(Settings.from_dict(_OFFLINE))
    try:
        with Path(path).open("rb") as file:
            reader = Reader.try_create(media_type, file, context=context)
            if reader is None:
                return {"state": None}
            told = json.loads(reader.json())
            state = reader.get_validation_state()
            results = reader.get_validation_results() or {}
    except C2paError as error:
        if "NotSupported" in type(error).__name__ or "UnsupportedType" in str(error):
            return {"state": None}
        return {"fault": str(error)}
    active = told.get("manifests", {}).get(told.get("active_manifest"), {})
    signed = active.get("signature_info", {})
    makers = [m.get("name", "") for m in active.get("claim_generator_info", [])]
    actions = [
        ("Action", str(a.get("action", "")).removeprefix("c2pa."))
        for entry in active.get("assertions", [])
        if str(entry.get("label", "")).startswith("c2pa.actions")
        for a in entry.get("data", {}).get("actions", [])
    ]
    return {
        "state": state,
        "signer": signed.get("issuer") or signed.get("common_name"),
        "maker": ", ".join(filter(None, makers)),
        "actions": actions,
        "failures": [f["code"] for f in results.get("activeManifest", {}).get("failure", [])],
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_read(*sys.argv[1:3])))
