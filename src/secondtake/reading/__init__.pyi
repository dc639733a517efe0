# What a type checker sees: names that the package loads when they are asked for.
from secondtake.reading.guarded_reading import READABLE as READABLE
from secondtake.reading.guarded_reading import read as read
from secondtake.reading.guarded_reading import story as story
from secondtake.reading.llm_crosscheck import MOST_CHARACTERS as MOST_CHARACTERS
from secondtake.reading.llm_crosscheck import asked as asked
from secondtake.reading.llm_crosscheck import checked as checked
from secondtake.reading.page_reader import MAKER as MAKER
from secondtake.reading.reader_contract import ClaimReader as ClaimReader
from secondtake.reading.reader_contract import Extracted as Extracted
from secondtake.reading.reading_json import shape as shape
from secondtake.reading.text_reuse import genealogy as genealogy
