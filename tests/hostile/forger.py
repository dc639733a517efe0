"""A bundle rewritten by somebody who holds it: every digest in it made anew."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from secondtake.store.row_format import canonical

__all__ = ["closed", "resealed"]

LAST, CONTENTS = "data/last-event.jsonl", "data/contents-sha256.txt"
MANIFEST, TAGS = "manifest-sha256.txt", "tagmanifest-sha256.txt"


def resealed(bundle: Path) -> None:
    """Make contents, last event and manifests agree with what the files are now."""
    _write(bundle, CONTENTS, LAST, CONTENTS, MANIFEST, TAGS)
    _close(bundle)
    closed(bundle)


def closed(bundle: Path) -> None:
    """Make the manifests alone agree with what the files are now."""
    held = _names(bundle)
    payload = [n for n in held if n.startswith("data/")]
    (bundle / MANIFEST).write_text(_listed(bundle, payload))
    (bundle / TAGS).write_text(
        _listed(bundle, [n for n in held if not n.startswith("data/") and n != TAGS])
    )


def _close(bundle: Path) -> None:
    """Have the last event name the contents there are, and follow the log there is."""
    lines = (bundle / "data" / "custody.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
    last = json.loads((bundle / LAST).read_text(encoding="utf-8"))
    digest = hashlib.sha256((bundle / CONTENTS).read_bytes()).hexdigest()
    last["detail"] = [[k, digest if k == CONTENTS[5:] else v] for k, v in last["detail"]]
    held = json.loads(lines[-1])
    last["previous"] = held.get("withheld") or hashlib.sha256(lines[-1].encode()).hexdigest()
    last["seq"] = len(lines) + 1
    (bundle / LAST).write_text(canonical(last) + "\n", encoding="utf-8")


def _names(bundle: Path) -> list[str]:
    return sorted(p.relative_to(bundle).as_posix() for p in bundle.rglob("*") if p.is_file())


def _write(bundle: Path, target: str, *left_out: str) -> None:
    names = [n for n in _names(bundle) if n not in left_out and not n.endswith(".sig")]
    (bundle / target).write_text(_listed(bundle, names))


def _listed(bundle: Path, names: Sequence[str]) -> str:
    digests = ((hashlib.sha256((bundle / n).read_bytes()).hexdigest(), n) for n in names)
    return "".join(f"{digest}  {name}\n" for digest, name in digests)
