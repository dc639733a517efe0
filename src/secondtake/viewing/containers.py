"""Which containers and streams are opened, which of them have no clock, and which are pictures.

Left out is whatever opens other files or addresses, since a film must not be able to name what is
read: playlists and lists (``hls``, ``dash``, ``concat``, ``imf``, ``webm_dash_manifest``), numbered
pictures (``image2``), session descriptions (``sdp``, ``rtsp``, ``rtp``), films in several files
(``mlv``, ``vobsub``, ``dvdvideo``), devices and scripts (``lavfi``, ``avisynth``). Left out too are
formats that FFmpeg lists and cannot decode (JPEG XL, AVS2, AVS3, EVC) and those of game data.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

__all__ = ["ASSUMED_RATE", "FORMATS", "coded_rate", "has_clock", "is_picture_file"]

_FILES = (
    # phones, cameras, players
    *("mov", "mp4", "matroska", "webm", "avi", "flv", "live_flv", "kux", "asf", "asf_o", "ogg"),
    *("mpeg", "mpegts", "nut", "ivf", "rm", "ivr", "nsv", "nuv", "pva", "ty", "wtv", "smjpeg"),
    # studios and high-speed cameras
    *("mxf", "gxf", "lxf", "dv", "cine", "r3d", "yuv4mpegpipe"),
    # recorders and network cameras
    *("dhav", "hxvs", "ifv", "luodat", "lmlm4", "iv8", "mpjpeg", "xmv", "vividas"),
)
_STREAMS = (
    *("h264", "hevc", "vvc", "m4v", "mpegvideo", "mjpeg", "obu", "h261", "h263", "vc1", "vc1test"),
    *("cavsvideo", "dirac", "dnxhd", "apv"),
)
"""Pictures one after the other as a codec writes them, without any container."""
_SOUND = ("wav", "w64", "mp3", "flac", "aac", "aiff", "amr", "caf", "ac3", "eac3", "dts", "au")
_ANIMATIONS = ("gif", "apng")
_PICTURES = (
    *("png_pipe", "jpeg_pipe", "webp_pipe", "bmp_pipe", "tiff_pipe", "j2k_pipe", "jpegls_pipe"),
)

FORMATS = ",".join((*_FILES, *_STREAMS, *_SOUND, *_ANIMATIONS, *_PICTURES))
"""FFmpeg's names of the formats that may be opened; each reads the one file that it is given."""

_STILL_FORMATS = frozenset((*_PICTURES, *_ANIMATIONS, "mjpeg"))
_STILL_BRANDS = frozenset(("avif", "heic", "heix", "heim", "heis", "mif1", "mif2"))
"""Brands of ISO/IEC 23008-12 (HEIF) and AVIF for pictures; those of sequences are others."""

ASSUMED_RATE = Fraction(25)
"""Frames a second of a stream that says none: what FFmpeg's demuxers of such streams assume."""

_COUNTED = frozenset((*_STREAMS, "jpeg_pipe")) - {"vc1test"}
_TEMPORAL_REFERENCE = frozenset(("h261", "h263"))
"""Codecs whose rate is that of the standard, however many pictures the encoder left out."""


def has_clock(container: str) -> bool:
    """Whether a container of this name gives its pictures times; a raw stream does not."""
    return container not in _COUNTED


def coded_rate(video: Any) -> Fraction | None:
    """Frames a second that a raw stream's own headers state, or None where none does.

    ITU-T H.264, E.1.1 (``time_scale``), H.265, E.2.1; ISO/IEC 13818-2, 6.3.3; 14496-2, 6.2.3.
    """
    said: Fraction | None = video.codec_context.framerate
    if not said or video.codec_context.name in _TEMPORAL_REFERENCE:
        return None
    return said


def is_picture_file(container: Any) -> bool:
    """Whether an open container is of a kind for pictures: one alone in it makes no film."""
    if container.format.name in _STILL_FORMATS:
        return True
    return container.metadata.get("major_brand", "").strip() in _STILL_BRANDS
