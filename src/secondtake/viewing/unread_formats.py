"""What a file that could not be decoded looks like, and how its film can be had all the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import BinaryIO

from secondtake.errors import Unreadable

__all__ = ["explained"]

HEAD_BYTES = 4096
WEBP_ANIMATION = 2
"""The bit of a WebP's flags that says it moves (RFC 9649, 2.7)."""
MOST_BOXES = 10_000
"""Boxes of an ISO file that are stepped over in search of its index; films have some hundreds."""

_EXPORT = "Export it as MP4 or AVI with the recorder's own player or menu, and keep both files."
_UNPACK = "Unpack it, and name the films that are in it."
_RENDER = "Have a program that shows it save it as MP4 or as pictures, and keep both files."
_COPY_AGAIN = "Copy it again from where it came; if it is still being copied, wait for that."

_PLAYLIST = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:#EXTM3U|\[playlist\]|ffconcat version|<\?xml[^>]*>\s*<MPD)", re.I
)
_SIGNATURES = (
    (
        (b"PK\x03\x04", b"Rar!\x1a\x07", b"7z\xbc\xaf", b"\x1f\x8b"),
        "The file is an archive.",
        _UNPACK,
    ),
    (
        (b"MZ\x90\x00", b"MZP\x00"),
        "The file is a Windows program, as recorders export films together with a player.",
        "Run it on a machine that may be lost, and save the film from it as MP4 or AVI.",
    ),
    ((b"%PDF-",), "The file is a PDF and no film.", "If it tells the story, name it as the page."),
    (
        (b"\xff\x0a", b"\x00\x00\x00\x0cJXL "),
        "The file looks like JPEG XL, which the decoder (FFmpeg) in the package cannot read.",
        _RENDER,
    ),
    (
        (b"DHAV", b"DAHUA"),
        "The file looks like a film of a Dahua recorder (DHAV), but cannot be decoded.",
        _EXPORT,
    ),
    (
        (b"IMKH", b"HKH4", b"4HKH"),
        "The file looks like a film of a Hikvision recorder, but cannot be decoded.",
        _EXPORT,
    ),
    (
        (b"HXVS", b"HXVF"),
        "The file looks like a film of a network camera (HXVS), but cannot be decoded.",
        _EXPORT,
    ),
    (
        (b"\x11\xd2\xd3\xab\xba\xa9\xcf\x11",),
        "The file looks like a recorder's film (IFV), but cannot be decoded.",
        _EXPORT,
    ),
)
"""How files begin, what that says, and how their film can be had."""
_RECORDER = re.compile(
    r"\.(?:dav|dvr|g64x?|h64|hik|hkv|ifv|jdr|n3r|nvr|pnv|sef|ssf|vse|xba|26[45]|h26[45])$", re.I
)
"""Endings that recorders of surveillance cameras give their exports."""
_INDEXED = (b"ftyp", b"mdat", b"wide", b"free", b"skip")
"""Boxes with which an ISO media file begins."""


def explained(error: Unreadable, path: Path, name: str) -> Unreadable:
    """The error of a file none of which could be decoded, with what the file looks like.

    ``name``: what the file was called when it came. The same error where nothing can be said.
    """
    try:
        with path.open("rb") as file:
            looks = _looks(file, name)
    except OSError:
        return error  # what keeps it from being opened was told by whoever decoded it
    if looks is None:
        return error
    what, advice = looks
    return Unreadable(what, advice=advice)


_HEIF = (b"heic", b"heix", b"heim", b"heis", b"mif1", b"mif2", b"msf1")
"""Brands of still pictures of ISO/IEC 23008-12, as phones write them."""
_SAVE_AS_JPEG = "Save it as JPEG or PNG, and keep the HEIC file beside it as evidence."


def _looks(file: BinaryIO, name: str) -> tuple[str, str] | None:
    head = file.read(HEAD_BYTES)
    if not head:
        return "The file is empty: it has 0 bytes.", _COPY_AGAIN
    if not head.strip(b"\x00"):
        return f"The file begins with {len(head):,} bytes of nothing but zeros.", _COPY_AGAIN
    if _PLAYLIST.match(head):
        return (
            "The file is a playlist: it names films and holds none, and none of them is opened.",
            "Name the films that it lists.",
        )
    for beginnings, what, advice in _SIGNATURES:
        if head.startswith(beginnings):
            return what, advice
    if head[8:16] == b"WEBPVP8X" and len(head) > 20 and head[20] & WEBP_ANIMATION:
        return "The file is an animated WebP, which the decoder (FFmpeg) cannot read.", _RENDER
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF:
        return "The file is a HEIC picture (HEIF), which could not be decoded here.", _SAVE_AS_JPEG
    if head[4:8] in _INDEXED and not _has_index(file):
        return (
            "The file is an MP4 or MOV without its index (moov): recording or copying broke off.",
            f"{_COPY_AGAIN} A repair program that is given a whole film of the same camera may "
            "restore the index.",
        )
    if _is_text(head):
        return "The file holds text and no film.", "If it tells the story, name it as the page."
    if _RECORDER.search(name):
        ending = Path(name).suffix
        return (
            f"The file ends in {ending[1:]}, as recorders' own formats do, and is none known.",
            _EXPORT,
        )
    return None


def _has_index(file: BinaryIO) -> bool:
    """Whether one of the outermost boxes is a ``moov`` or a ``moof`` (ISO/IEC 14496-12, 4.2)."""
    at = 0
    for _ in range(MOST_BOXES):
        file.seek(at)
        head = file.read(16)
        if len(head) < 8:
            return False
        if head[4:8] in (b"moov", b"moof"):
            return True
        size = int.from_bytes(head[:4])
        if size == 1:
            size = int.from_bytes(head[8:16])
        if size < 8:
            return False
        at += size
    return True


def _is_text(head: bytes) -> bool:
    if sum(b < 32 and b not in (9, 10, 12, 13, 27) for b in head):
        return False
    return sum(b < 128 for b in head) > len(head) / 2
