"""Have the text of a PDF or a picture taken out in a guarded process: both are hostile input."""

from __future__ import annotations

from importlib import util

from secondtake.errors import PageUnreadable
from secondtake.guarding import Budget, guarded
from secondtake.reading.pdf_ocr.worker import Printed, extracted

__all__ = ["KINDS", "TAKEN_OUT", "Printed", "printed"]

PDF = "application/pdf"
KINDS = (PDF, "image/png", "image/jpeg", "image/webp")
"""Media types whose text has to be taken out before it can be read."""
TAKEN_OUT = "text/x-taken-out"
"""The text of a PDF or a picture, in UTF-8: read as it is, whatever it holds."""
LARGEST_BYTES = 100_000_000
BUDGET = Budget(cpu_seconds=540, wall_seconds=600.0)
"""OCR of 200 pages, the most that are read, takes minutes."""
_INSTALL = 'Install it with: pip install "secondtake[ocr]", or paste the text into a file.'


def printed(data: bytes, media_type: str) -> Printed:
    """The text of a PDF (its text layer, else its pictures) or of a picture (OCR, English).

    Needs the extra ``ocr``. Raises ``PageUnreadable`` without it, for a file that cannot be opened
    and for one whose letters cannot be made out, and what ``guarded`` raises.
    """
    needed = "pypdfium2" if media_type == PDF else "tesserocr"
    kind = "PDF" if media_type == PDF else "picture"
    if util.find_spec(needed) is None:
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
    return guarded(extracted, data, media_type, what=f"the {kind}", budget=BUDGET)
