"""What kind of content bytes are, told from the bytes and never from the name."""

from __future__ import annotations

import re

from secondtake.preserve.raw_streams import raw_stream

__all__ = ["HEAD_BYTES", "media_type", "named_as_footage"]

HEAD_BYTES = 4096
"""How many first bytes are enough."""

UNKNOWN = "application/octet-stream"

_MAGIC = (
    (0, b"FLV\x01", "video/x-flv"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"fLaC", "audio/flac"),
    (0, b"%PDF-", "application/pdf"),
    (0, b"PK\x03\x04", "application/zip"),
    (0, b"WARC/", "application/warc"),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video/x-ms-asf"),
    (0, b"\x06\x0e\x2b\x34\x02\x05\x01\x01", "application/mxf"),
    (0, b"\x00\x00\x01\xba", "video/mpeg"),
    (0, b"\x00\x00\x01\xb3", "video/mpeg"),
    (0, b"DKIF", "video/x-ivf"),
    (0, b"YUV4MPEG2", "video/x-yuv4mpeg"),
    (0, b"\x00\x00\x00\x00\x01\xbc", "video/x-gxf"),
    (0, b"LEITCH\x00\x00", "video/x-lxf"),
    (0, b"nut/multimedia container\x00", "video/x-nut"),
    (0, b".RMF\x00\x00", "video/x-realmedia"),
    (0, b"\xb7\xd8\x00\x20\x37\x49\xda\x11\xa6\x4e\x00\x07\xe9\x5e\xad\x8d", "video/x-ms-wtv"),
    (0, b"BBCD\x00", "video/x-dirac"),
    (0, b"NSVf", "video/x-nsv"),
    (0, b"NuppelVideo\x00", "video/x-nuv"),
    (0, b"MythTVVideo\x00", "video/x-nuv"),
    (0, b"IMKH", "video/mpeg"),
    (0, b"HXVS", "video/x-hxvs"),
    (0, b"HXVF", "video/x-hxvs"),
    (0, b"\x11\xd2\xd3\xab\xba\xa9\xcf\x11\x8e\xe6\x00\xc0\x0c\x20\x53\x65", "video/x-ifv"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (0, b"\x00\x00\x00\x0cjP  \r\n\x87\n", "image/jp2"),
    (0, b"\x00\x00\x00\x0cJXL \r\n\x87\n", "image/jxl"),
    (0, b"#!AMR", "audio/amr"),
    (0, b".snd", "audio/basic"),
)

_FOOTAGE_NAME = re.compile(
    r"\.(?:"
    # containers
    r"3g[2p]|asf|avi|dav|divx|dv|f4v|flv|gxf|ismv|ivf|ivr|kux|lxf|m2t|m2ts|m4v|mk3d|mkv|mod|mov|"
    r"mp4|mpe?g|mts|mxf|nsv|nut|nuv|og[gvm]|qt|rm|rmvb|tod|trp|ts|vob|webm|wmv|wtv|xvid|"
    # streams without a container
    r"26[3456]|av1|avc|cavs|drc|dnxhd|h26[13456]|hevc|jpv|jsv|m1v|m2v|mjpe?g|mjp|mpjpeg|mpv|"
    r"obu|vc1|vvc|y4m|yuv|"
    # recorders' own formats, which mostly stay unread: that has to be said, too
    r"dvr|g64x?|h64|hik|hkv|ifv|jdr|n3r|nvr|pnv|sef|ssf|vse|xba|"
    # moving pictures and pictures
    r"apng|avifs?|bmp|dib|gif|hei[cf]s?|jfif|jp2|jpe?g|jxl|png|tiff?|webp|"
    # sound
    r"aac|ac3|aiff?|amr|caf|eac3|flac|m4a|mp3|oga|opus|wav|wma"
    r")$",
    re.I,
)

_AHEAD = re.compile(rb"(?:\s|\xef\xbb\xbf|<!--.*?-->|<\?.*?\?>)*", re.S)
"""What may stand before the first tag of a page."""
_PAGE = re.compile(rb"<(?:!doctype\s+html|html)[\s>]", re.I)
_PART = re.compile(
    rb"<(?:head|body|title|meta|link|style|script|article|section|main|header|div|p|h[1-6]|table|"
    rb"ul|ol|blockquote)[\s>/]",
    re.I,
)
_TAG = re.compile(rb"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.I)
LEAST_TAGS = 3
"""Tags that make a text which begins with one a piece of a page; a note may mention one or two."""

LEAST_OLD_TEXT = 64
"""Bytes. Of random ones, one in nine is a control character: 64 without are no chance."""

_OGG_SOUND = (b"\x01vorbis", b"OpusHead", b"\x7fFLAC", b"Speex   ")
_OGG_PICTURE = (b"\x80theora", b"BBCD\x00", b"\x01video", b"OVP80")


def media_type(head: bytes) -> str:
    """The media type of content that begins with ``head`` (HEAD_BYTES of it, or all there is).

    Text is ``text/html`` or ``text/plain``; what is none of the known kinds is
    ``application/octet-stream``, also when nothing is there at all.
    """
    if not head:
        return UNKNOWN
    for at, magic, kind in _MAGIC:
        if head[at : at + len(magic)] == magic:
            return kind
    known = _named(head) or _boxed(head) or _framed(head) or raw_stream(head)
    return known or _text(head) or UNKNOWN


def named_as_footage(name: str) -> bool:
    """Whether a name's ending says film or sound; what the content is, the name does not say."""
    return _FOOTAGE_NAME.search(name) is not None


def _named(head: bytes) -> str | None:
    """Containers whose first bytes are shared: what they hold stands a little further in."""
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        # DocType: element 4282, its length as one byte with the top bit set, then the name.
        return "video/webm" if b"\x42\x82\x84webm" in head else "video/x-matroska"
    if head.startswith(b"OggS"):
        if any(codec in head for codec in _OGG_PICTURE):
            return "video/ogg"
        return "audio/ogg" if any(codec in head for codec in _OGG_SOUND) else "video/ogg"
    return None


def _boxed(head: bytes) -> str | None:
    """Containers that name themselves a few bytes in: RIFF and ISO media files."""
    if head[:4] == b"RIFF" and len(head) >= 12:
        return {b"AVI ": "video/x-msvideo", b"WAVE": "audio/wav", b"WEBP": "image/webp"}.get(
            head[8:12]
        )
    if head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip"):
        brand = head[8:12]
        if head[4:8] != b"ftyp":
            return "video/quicktime"
        if brand[:3] in (b"M4A", b"M4B"):
            return "audio/mp4"
        if brand in (b"avif", b"avis"):
            return "image/avif"
        if brand in (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"mif2", b"msf1"):
            return "image/heif"
        return "video/quicktime" if brand == b"qt  " else "video/mp4"
    return None


def _framed(head: bytes) -> str | None:
    """Streams known by a byte that comes back at a fixed distance."""
    if head[:1] == b"\x47" and head[188:189] in (b"\x47", b""):
        return "video/mp2t" if len(head) >= 188 else None
    if head[:1] == b"\xff" and len(head) > 1 and head[1] & 0xE6 == 0xE2:
        return "audio/mpeg"
    if head[:1] == b"\xff" and len(head) > 1 and head[1] & 0xF6 == 0xF0:
        return "audio/aac"  # ADTS: twelve ones, then layer 0
    if head[:2] == b"BM" and head[6:10] == bytes(4) and head[15:18] == bytes(3):
        return "image/bmp"  # reserved zeros, and a header of less than 256 bytes
    return None


def _text(head: bytes) -> str | None:
    text = _as_utf8(head)
    if text is None:
        return None
    rest = text[_AHEAD.match(text).end() :]  # type: ignore[union-attr]  # it matches nothing, too
    tags = len(_TAG.findall(rest))
    if _PAGE.match(rest) or (_PART.match(rest) and tags >= LEAST_TAGS):
        return "text/html"
    # A page may follow a line of something else, such as a server's warning.
    later = re.search(rb"^[ \t]*" + _PAGE.pattern, rest, re.I | re.M)
    return "text/html" if later and tags >= LEAST_TAGS else "text/plain"


def _as_utf8(head: bytes) -> bytes | None:
    """The text as UTF-8, None when it is no text: control bytes, or no encoding that fits."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return head[: len(head) & ~1].decode("utf-16").encode("utf-8", "replace")
        except UnicodeDecodeError:
            return None
    if b"\x00" in head:
        return _unmarked_utf16(head)
    if sum(b < 32 and b not in (9, 10, 12, 13, 27) for b in head) > len(head) / 50:
        return None
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        # A character may be cut at the end of the head; old pages are in one-byte encodings.
        letters = sum(b in b" etaoinsrhld\n" for b in head.lower())
        cut = error.start >= len(head) - 4
        if not cut and letters < len(head) / 4 and not _is_old_text(head):
            return None
    return head


def _is_old_text(head: bytes) -> bool:
    """Text in an encoding of another script, nearly all of it beyond ASCII: no control character
    in many bytes, which compressed or coded content always has, and the breaks of lines or words.
    """
    plain = not any((b < 32 and b not in (9, 10, 13)) or b == 127 for b in head)
    return plain and len(head) >= LEAST_OLD_TEXT and any(b in b" \n" for b in head[:400])


def _unmarked_utf16(head: bytes) -> bytes | None:
    """UTF-16 without a byte order mark: printable throughout, with the spaces that words need."""
    for order in ("utf-16-le", "utf-16-be"):
        try:
            text = head[: len(head) & ~1].decode(order)
        except UnicodeDecodeError as error:
            if error.start < len(head) - 4:
                continue
            text = head[: error.start].decode(order)  # a character is cut at the end of the head
        odd = sum(not (c.isprintable() or c in "\t\n\f\r") for c in text)
        spaces = sum(c in " \n" for c in text)
        if odd == 0 and len(text) > 3 and spaces >= len(text) / 30:
            return text.encode("utf-8")
    return None
