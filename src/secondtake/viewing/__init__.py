"""Footage: decoded once in a guarded process, seen by observers; finer looks; redaction."""

from __future__ import annotations

from secondtake.viewing.decoder_process import Limits, decode_limit
from secondtake.viewing.exact_frames import every_frame, exact_still, frame_table
from secondtake.viewing.film_pass import MAKER, Film, Observer, Watched, makers, watch
from secondtake.viewing.frame_stream import through, tick_of
from secondtake.viewing.graded_pictures import LONG_SIDE, VEILED_SIDE, graded, veiled
from secondtake.viewing.jpeg import fit, from_jpeg, to_jpeg, to_png
from secondtake.viewing.key_stills import key_moments
from secondtake.viewing.moving_pictures import picture_numbers
from secondtake.viewing.playing_copy import write_playing_copy
from secondtake.viewing.raw_frames import coded, luma
from secondtake.viewing.redaction import Region, redact
from secondtake.viewing.shot_frames import NO_EXHIBIT, look, whole
from secondtake.viewing.video_encoding import encoded, recoded
from secondtake.viewing.video_redaction import Veil

__all__ = [
    "LONG_SIDE",
    "MAKER",
    "METHOD_PAGES",
    "NO_EXHIBIT",
    "VEILED_SIDE",
    "Film",
    "Limits",
    "Observer",
    "Region",
    "Veil",
    "Watched",
    "coded",
    "decode_limit",
    "encoded",
    "every_frame",
    "exact_still",
    "fit",
    "frame_table",
    "from_jpeg",
    "graded",
    "key_moments",
    "look",
    "luma",
    "makers",
    "picture_numbers",
    "recoded",
    "redact",
    "through",
    "tick_of",
    "to_jpeg",
    "to_png",
    "veiled",
    "watch",
    "whole",
    "write_playing_copy",
]

METHOD_PAGES = {
    "contact": "decoding.md",
    "shots": "shots.md",
    "pdq": "descriptors.md",
    "vector": "descriptors.md",
}
"""The page of docs/methods that explains each observer."""
