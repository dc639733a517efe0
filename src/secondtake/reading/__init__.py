"""Reading: a page in; its story, its furniture, its claims and who says them out."""

from secondtake.reading.guarded_reading import read, story
from secondtake.reading.llm_crosscheck import MOST_CHARACTERS, asked, checked
from secondtake.reading.page_reader import MAKER
from secondtake.reading.reader_contract import ClaimReader, Extracted
from secondtake.reading.reading_json import shape
from secondtake.reading.text_reuse import genealogy

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
