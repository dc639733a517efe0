"""BagIt: a folder of files with the digests of all of them (RFC 8493)."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from secondtake.errors import CaseUnwritable, InputInvalid
from secondtake.own_folder import OwnFolder

__all__ = ["MANIFEST", "TAG_MANIFEST", "listed", "write_bag"]

MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
_PIECE = 1 << 20


def write_bag(
    folder: Path,
    payload: Iterable[tuple[str, bytes | Path]],
    info: Sequence[tuple[str, str]],
    *,
    tags: Mapping[str, bytes],
    close: Callable[[bytes], Mapping[str, bytes]],
    sign: Callable[[bytes], Mapping[str, bytes]],
) -> str:
    """Make ``folder`` a bag and give the SHA-256 of its manifest.

    ``payload``: paths below ``data/`` with ``/``, each with its bytes or the file to copy, hashed
    while it is copied. ``info`` goes into ``bag-info.txt``; ``tags`` are more files beside it.
    ``close`` is given the list of all of these (as ``listed`` writes it) when they are on the disk,
    and gives the last files of the payload. ``sign`` is given the manifest's bytes and gives the
    last tag files. The bag is made beside and named in one step.

    There is no ``Payload-Oxum``: it would count what ``close`` gives, which follows from the list
    that ``bag-info.txt`` stands in.

    Raises ``InputInvalid`` when the folder is there and not empty, ``CaseUnwritable`` when the disk
    refuses.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputInvalid(f"{folder} is there already and is not empty.", advice="Name a new one.")
    part = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    try:
        part.mkdir(parents=True)
        held = {f"data/{name}": _put(part / "data" / name, source) for name, source in payload}
        beside = {
            "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
            "bag-info.txt": "".join(f"{k}: {v}\n" for k, v in info).encode("utf-8"),
            **tags,
        }
        told = {name: _put(part / name, data) for name, data in beside.items()}
        for name, data in close(listed(held | told)).items():
            held[f"data/{name}"] = _put(part / "data" / name, data)
        manifest = listed(held)
        for name, data in {MANIFEST: manifest, **sign(manifest)}.items():
            told[name] = _put(part / name, data)
        _put(part / TAG_MANIFEST, listed(told))
        if folder.exists():
            folder.rmdir()
        part.rename(folder)
    except OSError as error:
        raise CaseUnwritable(
            f"The bundle {folder} cannot be written: {error.strerror or error}.",
            advice="Look for free space and permission to write there, then run it again.",
        ) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)  # named by now, or not wanted
    return told[MANIFEST]


def listed(digests: Mapping[str, str]) -> bytes:
    """A list as ``sha256sum -c`` reads it, in the order of the names.

    >>> listed({"b": "12", "a": "34"})
    b'34  a\\n12  b\\n'
    """
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests)).encode("utf-8")


def _put(target: Path, source: bytes | Path) -> str:
    """Write one file, synced; its SHA-256 as written."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with target.open("xb") as out:
        for piece in _pieces(source):
            digest.update(piece)
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest()


def _pieces(source: bytes | Path) -> Iterable[bytes]:
    if isinstance(source, bytes):
        yield source
        return
    with OwnFolder(source.parent).open(source.name) as file:
        while piece := file.read(_PIECE):
            yield piece
