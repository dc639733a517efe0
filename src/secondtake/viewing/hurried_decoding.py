"""What a decoder leaves out where speed counts for more than every frame."""

from __future__ import annotations

from typing import Any

__all__ = ["hurry"]


def hurry(context: Any) -> None:
    """Leave out frames others are not made from, and do not smooth the borders of blocks.

    Of H.264 also frames made from later ones are left out. Encoders of HEVC may write every frame
    as such, and nothing would be left.
    """
    h264 = context.codec.canonical_name == "h264"
    context.skip_frame = "BIDIR" if h264 else "NONREF"
    context.options = {**context.options, "skip_loop_filter": "all"}
    # Whoever is in a hurry has work of its own for the other core.
    context.thread_count = 1
