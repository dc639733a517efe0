"""The model weights we ship: each is named in ``manifest.json`` with origin, licence and digest."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from secondtake.errors import EvidenceDamaged, SettingInvalid

__all__ = ["digest", "manifest", "path", "session"]


@cache
def manifest() -> dict[str, dict[str, Any]]:
    """Name -> file, job, origin, licence, SHA-256 and size of every shipped model."""
    text = (resources.files(__package__) / "manifest.json").read_text(encoding="utf-8")
    return {entry["name"]: entry for entry in json.loads(text)["weights"]}


def digest(name: str) -> str:
    """SHA-256 (hex) the manifest gives for a model; part of a Maker's settings."""
    if name not in manifest():
        raise SettingInvalid(
            f"No model is called {name!r}.", advice=f"Shipped: {', '.join(sorted(manifest()))}."
        )
    return str(manifest()[name]["sha256"])


@cache
def path(name: str) -> Path:
    """Where the model lies; raises ``EvidenceDamaged`` when its bytes are not the manifest's."""
    expected = digest(name)
    file = Path(str(resources.files(__package__))) / str(manifest()[name]["file"])
    try:
        got = hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        raise EvidenceDamaged(
            f"The model file {file.name} cannot be read.", advice="Install Second Take again."
        ) from error
    if got != expected:
        raise EvidenceDamaged(
            f"The model file {file.name} is not the one that was shipped.",
            advice="Install Second Take again.",
        )
    return file


@cache
def session(name: str, threads: int = 1) -> Any:
    """An onnxruntime session for the model on the CPU; one per process, name and thread count."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        str(path(name)), options, providers=["CPUExecutionProvider"]
    )
