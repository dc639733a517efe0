"""Ask a process of its own for the text of a PDF or a picture: both are hostile input."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from importlib import util
from typing import Any

from secondtake.errors import LimitExceeded, PageUnreadable

__all__ = ["KINDS", "Printed", "printed"]

PDF = "application/pdf"
KINDS = (PDF, "image/png", "image/jpeg", "image/webp")
"""Media types whose text has to be taken out before it can be read."""
LARGEST_BYTES = 100_000_000
SECONDS = 600.0
_INSTALL = 'Install it with: pip install "secondtake[ocr]", or paste the text into a file.'


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The text of a printed page, paragraphs parted by empty lines.

    ``notes``: what of it could not be read, or was read from a picture and can hold wrong letters.
    """

    text: str
    notes: tuple[str, ...]


def printed(data: bytes, media_type: str) -> Printed:
    """The text of a PDF (its text layer, else its pictures) or of a picture (OCR, English).

    Needs the extra ``ocr``. Raises ``PageUnreadable`` without it, for a file that cannot be opened
    and for one whose letters cannot be made out; ``LimitExceeded`` for one that takes too much.
    """
    needed = "pypdfium2" if media_type == PDF else "tesserocr"
    if util.find_spec(needed) is None:
        kind = "PDF" if media_type == PDF else "picture"
        raise PageUnreadable(
            f"The page is a {kind}, and the component that extracts text from one is not "
            "installed.",
            advice=_INSTALL,
        )
    if len(data) > LARGEST_BYTES:
        raise PageUnreadable(
            f"The page is larger than {LARGEST_BYTES // 1_000_000} MB.",
            advice="Save the pages that hold the story alone.",
        )
    told = _told(data, media_type)
    if "unreadable" in told:
        raise PageUnreadable(told["unreadable"], advice=told["advice"])
    return Printed(text=told["text"], notes=tuple(told["notes"]))


def _told(data: bytes, media_type: str) -> dict[str, Any]:
    child = subprocess.Popen(
        # -P: the folder we are run in may hold downloaded files, and one may be called cv2.py.
        [sys.executable, "-P", "-m", "secondtake.reading.pdf_ocr.worker", media_type],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # Ctrl-C goes to the parent, which ends the child.
        start_new_session=True,
    )
    try:
        out, _ = child.communicate(data, timeout=SECONDS)
    except subprocess.TimeoutExpired as error:
        raise LimitExceeded(
            f"Extracting the text of the page took longer than {SECONDS:.0f} s.",
            advice="Save the pages that hold the story alone, or paste its text into a file.",
        ) from error
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
    try:
        told: dict[str, Any] = json.loads(out)
    except ValueError as error:
        raise PageUnreadable(
            "The program that extracts text from PDFs and pictures crashed on this page.",
            advice="It is damaged, too large, or crafted to crash programs; paste its text into a "
            "file.",
        ) from error
    return told
