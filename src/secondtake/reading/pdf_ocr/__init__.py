"""Pages that are pictures or print: their text out of PDF files and screenshots."""

from secondtake.reading.pdf_ocr.client import KINDS, TAKEN_OUT, Printed, printed

__all__ = ["KINDS", "TAKEN_OUT", "Printed", "printed"]
