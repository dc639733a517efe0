"""PDFs and pictures of pages made by code: letters set in Helvetica, drawn by pdfium."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Sequence

import cv2
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from pypdfium2 import raw

__all__ = ["drawn", "pdf", "picture", "scan"]

WIDTH, HEIGHT = 595, 842
LINE, PARAGRAPH = 15, 30


def pdf(*pages: Sequence[Sequence[str]]) -> bytes:
    """A PDF; each page is paragraphs, each a list of lines."""
    document = pdfium.PdfDocument.new()
    for paragraphs in pages:
        page = document.new_page(WIDTH, HEIGHT)
        y = HEIGHT - 60
        for lines in paragraphs:
            for line in lines:
                _line(document, page, line, y)
                y -= LINE
            y -= PARAGRAPH - LINE
        page.gen_content()
    return _saved(document)


def scan(*pages: Sequence[Sequence[str]]) -> bytes:
    """The same as a PDF that holds only pictures of its pages."""
    document = pdfium.PdfDocument.new()
    for page in pdfium.PdfDocument(pdf(*pages)):
        _, jpeg = cv2.imencode(".jpg", drawn(page, 2.5))
        image = pdfium.PdfImage.new(document)
        image.load_jpeg(io.BytesIO(jpeg.tobytes()), inline=True)
        image.set_matrix(pdfium.PdfMatrix().scale(WIDTH, HEIGHT))
        sheet = document.new_page(WIDTH, HEIGHT)
        sheet.insert_obj(image)
        sheet.gen_content()
    return _saved(document)


def picture(*paragraphs: Sequence[str], dark: bool = False) -> bytes:
    """A screenshot (PNG) of one page; ``dark``: light letters on a dark ground."""
    grey = drawn(pdfium.PdfDocument(pdf(paragraphs))[0], 1.5)
    return bytes(cv2.imencode(".png", 255 - grey if dark else grey)[1])


def drawn(page: pdfium.PdfPage, scale: float) -> NDArray[np.uint8]:
    """A page in grey, ``scale`` pixels a point."""
    return np.ascontiguousarray(page.render(scale=scale, grayscale=True).to_numpy())


def _line(document: pdfium.PdfDocument, page: pdfium.PdfPage, text: str, y: float) -> None:
    made = raw.FPDFPageObj_NewTextObj(document, b"Helvetica", 11.0)
    letters = (text + "\0").encode("utf-16-le")
    raw.FPDFText_SetText(made, ctypes.cast(letters, ctypes.POINTER(ctypes.c_ushort)))
    raw.FPDFPageObj_Transform(made, 1, 0, 0, 1, 50, y)
    raw.FPDFPage_InsertObject(page, made)


def _saved(document: pdfium.PdfDocument) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
