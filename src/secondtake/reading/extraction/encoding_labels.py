"""Encoding names as pages write them, and the codec browsers read each with."""

from __future__ import annotations

import codecs
import re

__all__ = ["codec_of", "decode", "name_of"]

_LABELS = {
    "utf-8": "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8",
    "utf-16-le": "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le",
    "utf-16-be": "unicodefffe utf-16be",
    "cp866": "866 cp866 csibm866 ibm866",
    "iso8859-2": "csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 "
    "iso_8859-2:1987 l2 latin2",
    "iso8859-3": "csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 "
    "iso_8859-3:1988 l3 latin3",
    "iso8859-4": "csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 "
    "iso_8859-4:1988 l4 latin4",
    "iso8859-5": "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 "
    "iso_8859-5 iso_8859-5:1988",
    "iso8859-6": "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 "
    "iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987",
    "iso8859-7": "csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 "
    "iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 sun_eu_greek",
    "iso8859-8": "csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 "
    "iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 visual csiso88598i iso-8859-8-i logical",
    "iso8859-10": "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6",
    "iso8859-13": "iso-8859-13 iso8859-13 iso885913",
    "iso8859-14": "iso-8859-14 iso8859-14 iso885914",
    "iso8859-15": "csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9",
    "iso8859-16": "iso-8859-16",
    "koi8-r": "cskoi8r koi koi8 koi8-r koi8_r",
    "koi8-u": "koi8-ru koi8-u",
    "mac-roman": "csmacintosh mac macintosh x-mac-roman",
    "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "cp874": "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874",
    "cp1250": "cp1250 windows-1250 x-cp1250",
    "cp1251": "cp1251 windows-1251 x-cp1251",
    "cp1252": "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 "
    "iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252 "
    "x-user-defined",
    "cp1253": "cp1253 windows-1253 x-cp1253",
    "cp1254": "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 "
    "iso_8859-9:1989 l5 latin5 windows-1254 x-cp1254",
    "cp1255": "cp1255 windows-1255 x-cp1255",
    "cp1256": "cp1256 windows-1256 x-cp1256",
    "cp1257": "cp1257 windows-1257 x-cp1257",
    "cp1258": "cp1258 windows-1258 x-cp1258",
    "gb18030": "chinese csgb2312 csiso58gb231280 gb18030 gb2312 gb_2312 gb_2312-80 gbk "
    "iso-ir-58 x-gbk",
    "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
    "euc_jis_2004": "cseucpkdfmtjapanese euc-jp x-euc-jp",
    "iso2022_jp_ext": "csiso2022jp iso-2022-jp",
    "cp932": "csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis",
    "cp949": "cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 "
    "ks_c_5601 ksc5601 ksc_5601 windows-949",
}
"""Codec of Python -> labels. Source: WHATWG Encoding Standard, 4.2, "Names and labels".

Each codec is the widest of Python's for that encoding, as browsers' decoders are: Windows' own
for the ISO and national standards it extends. ``ks_c_5601`` without a year is ours.
"""
_CODECS = {label: codec for codec, labels in _LABELS.items() for label in labels.split()}
_NAMES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16LE",
    "utf-16-be": "UTF-16BE",
    "cp866": "IBM866",
    "koi8-r": "KOI8-R",
    "koi8-u": "KOI8-U",
    "mac-roman": "macintosh",
    "mac-cyrillic": "x-mac-cyrillic",
    "gb18030": "GBK",
    "big5hkscs": "Big5",
    "euc_jis_2004": "EUC-JP",
    "iso2022_jp_ext": "ISO-2022-JP",
    "cp932": "Shift_JIS",
    "cp949": "EUC-KR",
}
_CONTROLS = "secondtake-c1"


def codec_of(label: str) -> str | None:
    """The codec a browser reads a page with that declares ``label``; None: it knows no such.

    >>> codec_of(" ISO-8859-1 "), codec_of("gb2312"), codec_of("hz-gb-2312")
    ('cp1252', 'gb18030', None)
    """
    return _CODECS.get(label.strip("\t\n\f\r ").lower())


def name_of(codec: str) -> str:
    """A codec by the name the standard gives its encoding.

    >>> name_of("cp1251"), name_of("cp932"), name_of("utf-8")
    ('windows-1251', 'Shift_JIS', 'UTF-8')
    """
    return _NAMES.get(codec) or re.sub("^cp(?=125|874)", "windows-", codec).replace(
        "iso8859", "ISO-8859"
    )


def decode(data: bytes, codec: str) -> str:
    """The text of bytes; what the codec has no letter for stands as U+FFFD.

    A byte from 80 to 9F that a one-byte encoding leaves free is the control character of that
    number, as in the standard's tables.
    """
    return data.decode(codec, _CONTROLS if codec.startswith("cp125") else "replace")


def _as_control(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bytes_ = error.object[error.start : error.end]
    return "".join(chr(b) if 0x80 <= b < 0xA0 else "\ufffd" for b in bytes_), error.end


codecs.register_error(_CONTROLS, _as_control)
