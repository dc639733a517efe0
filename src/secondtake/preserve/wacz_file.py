"""WACZ: web archives, their index and their pages in one file that replay programs open."""

from __future__ import annotations

import hashlib
import json
import uuid
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import parse_qsl, urlencode, urlsplit

from secondtake import __version__
from secondtake.errors import Unreadable
from secondtake.guarding import guarded
from secondtake.own_folder import OwnFolder
from secondtake.preserve.warc import record_head

__all__ = ["WebFilm", "WebPage", "wacz"]

VERSION = "1.1.1"
"""Of the format (Webrecorder, Web Archive Collection Zipped)."""
FILMS = "archive/films.warc"
Stamp = tuple[int, int, int, int, int, int]
LARGE = 1 << 31
"""Bytes from which a member of the ZIP needs the long form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebPage:
    """A page that was kept from an address, and the WARC of how it came."""

    address: str
    title: str
    at: datetime
    warc: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class WebFilm:
    """A film that was kept from an address: its bytes as they lie in the case."""

    address: str
    at: datetime
    media_type: str
    path: Path
    digest: str
    size_bytes: int


def wacz(
    target: BinaryIO,
    pages: Sequence[WebPage],
    films: Sequence[WebFilm],
    *,
    title: str,
    made: datetime,
) -> None:
    """Write to ``target``, a new file; films stream through, so that none has to fit the memory.

    The digests in ``datapackage.json`` show damage, not forgery: nobody has signed them.
    """
    index: list[str] = []
    resources: list[dict[str, Any]] = []
    stamp = (made.year, made.month, made.day, made.hour, made.minute, made.second)
    with zipfile.ZipFile(target, "w") as whole:

        def put(name: str, data: bytes) -> None:
            whole.writestr(_entry(name, stamp, len(data)), data)
            resources.append(_resource(name, hashlib.sha256(data).hexdigest(), len(data)))

        for page in pages:
            data = OwnFolder(page.warc.parent).read(page.warc.name)
            name = f"archive/{hashlib.sha256(data).hexdigest()[:16]}.warc.gz"
            put(name, data)
            index += guarded(
                indexed, data, name.rpartition("/")[2], what=f"what was kept of {page.address}"
            )
        if films:
            index += _films(whole, stamp, films, resources)
        put("indexes/index.cdx", "".join(f"{line}\n" for line in sorted(index)).encode())
        put("pages/pages.jsonl", _pages(pages))
        package = {
            "profile": "data-package",
            "wacz_version": VERSION,
            "title": title,
            "created": f"{made:%Y-%m-%dT%H:%M:%SZ}",
            "software": f"secondtake {__version__}",
            "resources": resources,
        }
        described = json.dumps(package, indent=1, ensure_ascii=False).encode("utf-8")
        digest = {"path": "datapackage.json", "hash": _hash(hashlib.sha256(described).hexdigest())}
        put("datapackage.json", described)
        put("datapackage-digest.json", json.dumps(digest, indent=1).encode())


def _films(
    whole: zipfile.ZipFile,
    stamp: Stamp,
    films: Sequence[WebFilm],
    resources: list[dict[str, Any]],
) -> list[str]:
    """Every film as a record of one WARC in the ZIP; gives its lines of the index."""
    lines, told, at = [], hashlib.sha256(), 0
    sizes = sum(film.size_bytes + 1000 for film in films)
    with whole.open(_entry(FILMS, stamp, sizes), "w", force_zip64=sizes >= LARGE) as out:
        for film in films:
            head = record_head(
                "resource",
                film.at,
                film.media_type,
                film.size_bytes,
                name=f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, film.digest)}>",
                digest=f"sha256:{film.digest}",
                more=(("WARC-Target-URI", film.address),),
            )
            end = b"\r\n\r\n"
            out.write(head)
            told.update(head)
            with OwnFolder(film.path.parent).open(film.path.name) as stream:
                while data := stream.read(1 << 20):
                    told.update(data)
                    out.write(data)
            out.write(end)
            told.update(end)
            length = len(head) + film.size_bytes + len(end)
            lines.append(
                _line(
                    film.address,
                    film.at,
                    {
                        "mime": film.media_type,
                        "status": "200",
                        "digest": f"sha256:{film.digest}",
                        "length": str(length),
                        "offset": str(at),
                        "filename": FILMS.rpartition("/")[2],
                    },
                )
            )
            at += length
    resources.append(_resource(FILMS, told.hexdigest(), at))
    return lines


def indexed(data: bytes, name: str) -> tuple[str, ...]:
    """A line of the index for each response in a WARC; runs in a guarded process.

    Raises ``Unreadable`` for one that is damaged or is not in the form that we write.
    """
    try:
        return tuple(_indexed(data, name))
    except (zlib.error, KeyError, IndexError, ValueError) as error:
        raise Unreadable(
            "The record of how a page came (WARC) cannot be read.",
            advice="Run `secondtake verify` to see whether it was changed.",
        ) from error


def _indexed(data: bytes, name: str) -> Iterator[str]:
    """A line of the index for each response in a WARC whose records are gzipped one by one."""
    at = 0
    while at < len(data):
        member = zlib.decompressobj(wbits=31)
        record = member.decompress(data[at:])
        length = len(data) - at - len(member.unused_data)
        head, _, block = record.partition(b"\r\n\r\n")
        told = _fields(head)
        if told.get("warc-type") == "response":
            answer = block.partition(b"\r\n\r\n")[0]
            yield _line(
                told["warc-target-uri"],
                datetime.fromisoformat(told["warc-date"]),
                {
                    "mime": _fields(answer).get("content-type", "").partition(";")[0],
                    "status": answer.split(b" ", 2)[1].decode("ascii", "replace"),
                    "digest": told["warc-payload-digest"],
                    "length": str(length),
                    "offset": str(at),
                    "filename": name,
                },
            )
        at += length


def _fields(head: bytes) -> dict[str, str]:
    lines = head.decode("utf-8", "replace").split("\r\n")[1:]
    return {k.strip().lower(): v.strip() for k, _, v in (line.partition(":") for line in lines)}


def _line(address: str, at: datetime, told: dict[str, str]) -> str:
    """One line of a CDXJ index: sortable address, 14 digits of time, the rest as JSON."""
    text = json.dumps({"url": address, **told}, ensure_ascii=False)
    return f"{_sortable(address)} {at:%Y%m%d%H%M%S} {text}"


def _sortable(address: str) -> str:
    """The address with its host turned round (SURT), as replay programs look it up."""
    parts = urlsplit(address.lower())
    names = (parts.hostname or "").split(".")
    if names[0].startswith("www") and names[0][3:].isdigit() | (names[0] == "www"):
        names = names[1:]
    asked = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))
    port = f":{parts.port}" if parts.port else ""
    return f"{','.join(reversed(names))}{port}){parts.path or '/'}{f'?{asked}' if asked else ''}"


def _pages(pages: Sequence[WebPage]) -> bytes:
    rows: list[dict[str, str]] = [
        {"format": "json-pages-1.0", "id": "pages", "title": "All pages"},
        *(
            {
                "id": hashlib.sha256(f"{page.address} {page.at}".encode()).hexdigest()[:16],
                "url": page.address,
                "ts": f"{page.at:%Y-%m-%dT%H:%M:%SZ}",
                "title": page.title,
            }
            for page in pages
        ),
    ]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode("utf-8")


def _entry(name: str, stamp: Stamp, size: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, stamp)
    # Archives are stored, so that a replay program can read a record without unpacking all.
    packed = not name.startswith("archive/")
    entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    entry.file_size = size
    return entry


def _resource(path: str, digest: str, size: int) -> dict[str, Any]:
    name = path.rpartition("/")[2]
    return {"name": name, "path": path, "hash": _hash(digest), "bytes": size}


def _hash(digest: str) -> str:
    return f"sha256:{digest}"
