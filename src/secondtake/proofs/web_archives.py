"""Web archives (WACZ) that others made: the digests they state, and the signature over them."""

from __future__ import annotations

import base64
import hashlib
import lzma
import os
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from secondtake.errors import LimitExceeded, Unreadable
from secondtake.guarding import Budget, guarded, json_value

__all__ = ["Signed", "SignedByDomain", "WebArchive", "web_archive"]


PACKAGE = "datapackage.json"
DIGEST = "datapackage-digest.json"
MOST_LISTED_BYTES = 5_000_000
MOST_UNPACKED = 100_000_000_000
MOST_RATIO, LEAST_MOST = 100, 1_000_000_000
"""Bytes that are hashed at most, and how many for each byte of the file, where that is more than a
billion: a small file can be made to unpack to any size. Text is packed to a tenth, and archives
within a WACZ are not packed again."""
MOST_NAMED = 5
"""Files named in the notes."""
PIECE = 1 << 20
BUDGET = Budget(cpu_seconds=1800, wall_seconds=3600.0)
"""Unpacking and hashing 100 GB, the most there may be, takes a quarter of an hour of CPU."""
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    UnicodeDecodeError,
    ValueError,
    struct.error,
)
"""What ``zipfile`` raises on damage and on what it does not know, found by cutting and flipping."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A signature without a certificate: ``octets`` over ``text`` by the key ``public`` (DER)."""

    text: str
    octets: bytes
    public: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedByDomain:
    """A signature over ``text`` by a domain's certificate, with a time stamp, all as written.

    ``signature`` and ``token`` are base64, ``chain`` is PEM, ``created`` the time it states.
    """

    text: str
    signature: str
    domain: str
    chain: str
    token: str
    created: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WebArchive:
    """What is wrong with the digests, if anything; what is told; one signature, where one is."""

    wrong: tuple[str, ...]
    told: tuple[str, ...]
    signed: Signed | None = None
    signed_by_domain: SignedByDomain | None = None


def web_archive(path: Path) -> WebArchive | None:
    """Hash all that a WACZ lists, in a guarded process; None for a file that is none.

    Source: Webrecorder, WACZ 1.1.1 and "WACZ Signing and Verification" 0.1.0. Raises
    ``LimitExceeded`` for one that unpacks to more data than is hashed, ``Unreadable`` for one that
    is damaged inside, and what else ``guarded`` raises.
    """
    return guarded(looked, file=path, what="the web archive", budget=BUDGET)


def looked(file: BinaryIO) -> WebArchive | None:
    """``web_archive`` within the guarded process."""
    try:
        size = os.fstat(file.fileno()).st_size
        whole = zipfile.ZipFile(file)
    except _DAMAGE:
        return None
    try:
        with whole:
            return _looked(whole, min(MOST_UNPACKED, max(LEAST_MOST, MOST_RATIO * size)))
    except _DAMAGE as error:
        raise Unreadable(
            f"The web archive is damaged, or packed in a way that is not known here "
            f"({str(error)[:100] or type(error).__name__}).",
            advice="Fetch it again from where it came; the file is kept as it is.",
        ) from error


def _looked(whole: zipfile.ZipFile, most_bytes: int) -> WebArchive | None:
    held = {entry.filename: entry for entry in whole.infolist() if not entry.is_dir()}
    package = _json(whole, held, PACKAGE)
    if package is None or not isinstance(package.get("resources"), list):
        return None
    if sum(entry.file_size for entry in held.values()) > most_bytes:
        raise LimitExceeded("The web archive unpacks to more data than is hashed.")
    listed = {
        str(r.get("path")): str(r.get("hash")) for r in package["resources"] if isinstance(r, dict)
    }
    missing = [name for name in listed if name not in held]
    other = [
        name
        for name, stated in listed.items()
        if name in held and _digest(whole, held[name], stated) != stated
    ]
    loose = [name for name in held if name not in listed and name not in (PACKAGE, DIGEST)]
    wrong = [f"It lists {_named(missing)}, which is not in it."] if missing else []
    wrong += [f"{_named(other)}: does not match its list."] if other else []
    told = [f"{len(listed)} files in it were hashed."]
    told += [f"{_named(loose)}: in it but in no list."] if loose else []
    seal = _json(whole, held, DIGEST)
    if seal is None:
        told.append("It holds no hash of its list.")
        return WebArchive(wrong=tuple(wrong), told=tuple(told))
    stated = str(seal.get("hash"))
    if _digest(whole, held[PACKAGE], stated) != stated:
        wrong.append("Its list does not match its hash.")
    signed = _signed(seal.get("signedData"))
    if signed is not None and signed.text != stated:
        wrong.append("Its signature is over another list.")
    if signed is None:
        words = "Its signature is of a kind that is not checked."
        told.append(words if seal.get("signedData") else "It is not signed: anyone can make one.")
    return WebArchive(
        wrong=tuple(wrong),
        told=tuple(told),
        signed=signed if isinstance(signed, Signed) else None,
        signed_by_domain=signed if isinstance(signed, SignedByDomain) else None,
    )


def _json(
    whole: zipfile.ZipFile, held: dict[str, zipfile.ZipInfo], name: str
) -> dict[str, Any] | None:
    if name not in held or held[name].file_size > MOST_LISTED_BYTES:
        return None
    try:
        value = json_value(whole.read(held[name]))
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _digest(whole: zipfile.ZipFile, entry: zipfile.ZipInfo, stated: str) -> str:
    """The digest in the form of the one stated; empty for an algorithm nobody should use."""
    algorithm = stated.partition(":")[0]
    if algorithm not in ("sha256", "md5"):
        return ""
    told = hashlib.new(algorithm, usedforsecurity=False)
    with whole.open(entry) as stream:
        while data := stream.read(PIECE):
            told.update(data)
    return f"{algorithm}:{told.hexdigest()}"


def _signed(value: Any) -> Signed | SignedByDomain | None:
    if not isinstance(value, dict):
        return None
    try:
        if "domainCert" in value:
            return SignedByDomain(
                text=str(value["hash"]),
                signature=str(value["signature"]),
                domain=str(value["domain"]),
                chain=str(value["domainCert"]),
                token=str(value["timeSignature"]),
                created=str(value["created"]),
            )
        return Signed(
            text=str(value["hash"]),
            octets=base64.b64decode(str(value["signature"]), validate=True),
            public=base64.b64decode(str(value["publicKey"]), validate=True),
        )
    except (KeyError, ValueError):
        return None


def _named(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
