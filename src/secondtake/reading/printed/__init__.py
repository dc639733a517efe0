"""Pages that are pictures or print: their text out of PDF files and screenshots."""

from secondtake.reading.printed.ask import KINDS, Printed, printed

__all__ = ["KINDS", "Printed", "printed"]
