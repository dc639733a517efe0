"""Reading: a page in; its story, its furniture, its claims and who says them out."""

from secondtake.reading.genealogy import genealogy
from secondtake.reading.read import MAKER, ClaimReader, Extracted, read, story
from secondtake.reading.shape import shape

__all__ = ["MAKER", "ClaimReader", "Extracted", "genealogy", "read", "shape", "story"]
