"""BagIt: a folder of files with the digests of all of them (RFC 8493)."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from secondtake.errors import CaseUnwritable, InputInvalid
from secondtake.own_folder import OwnFolder

__all__ = ["MANIFEST", "write_bag"]

MANIFEST = "manifest-sha256.txt"
_PIECE = 1 << 20


def write_bag(
    folder: Path,
    payload: Iterable[tuple[str, bytes | Path]],
    info: Sequence[tuple[str, str]],
    *,
    sign: Callable[[bytes], dict[str, bytes]] | None = None,
) -> str:
    """Make ``folder`` a bag of ``payload`` and give the SHA-256 of its manifest.

    ``payload``: paths below ``data/`` with ``/``, each with its bytes or the file to copy, hashed
    while it is copied. ``info`` goes into ``bag-info.txt``. ``sign`` is given the
    manifest's bytes and gives more tag files. The bag is made beside and named in one step.
    Raises ``InputInvalid`` when the folder is there and not empty, ``CaseUnwritable`` when the disk
    refuses.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputInvalid(f"{folder} is there already and is not empty.", advice="Name a new one.")
    part = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    try:
        (part / "data").mkdir(parents=True)
        sums, size = [], 0
        for name, source in payload:
            digest, length = _put(part / "data" / name, source)
            sums.append(f"{digest}  data/{name}\n")
            size += length
        manifest = "".join(sorted(sums, key=lambda line: line[66:])).encode("utf-8")
        told = [*info, ("Payload-Oxum", f"{size}.{len(sums)}")]
        tags = {
            "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
            "bag-info.txt": "".join(f"{k}: {v}\n" for k, v in told).encode("utf-8"),
            MANIFEST: manifest,
            **(sign(manifest) if sign is not None else {}),
        }
        digests = {name: _put(part / name, data)[0] for name, data in tags.items()}
        lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items()))
        _put(part / "tagmanifest-sha256.txt", lines.encode("utf-8"))
        if folder.exists():
            folder.rmdir()
        part.rename(folder)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        raise CaseUnwritable(
            f"The bundle {folder} cannot be written: {error.strerror or error}.",
            advice="Look for free space and permission to write there, then run it again.",
        ) from error
    return digests[MANIFEST]


def _put(target: Path, source: bytes | Path) -> tuple[str, int]:
    """Write one file, synced; its SHA-256 and size as written."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with target.open("xb") as out:
        for piece in _pieces(source):
            digest.update(piece)
            out.write(piece)
            size += len(piece)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest(), size


def _pieces(source: bytes | Path) -> Iterable[bytes]:
    if isinstance(source, bytes):
        yield source
        return
    with OwnFolder(source.parent).open(source.name) as file:
        while piece := file.read(_PIECE):
            yield piece
