"""Reading: a page in; its story, its furniture, its claims and who says them out."""

from secondtake.reading.genealogy import genealogy
from secondtake.reading.read import MAKER, ClaimReader, Extracted, read, story
from secondtake.reading.second import MOST_CHARACTERS, asked, checked
from secondtake.reading.shape import shape

__all__ = [
    "MAKER",
    "MOST_CHARACTERS",
    "ClaimReader",
    "Extracted",
    "asked",
    "checked",
    "genealogy",
    "read",
    "shape",
    "story",
]
