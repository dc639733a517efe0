# What a type checker sees: the names of analyst.py, which the package loads when asked for.
from secondtake import archive as archive
from secondtake.analyst import CaseReader as CaseReader
from secondtake.analyst import CaseWriter as CaseWriter
from secondtake.analyst import ClaimInCase as ClaimInCase
from secondtake.analyst import Film as Film
from secondtake.analyst import RelatedShots as RelatedShots
from secondtake.analyst import ShotInFilm as ShotInFilm
from secondtake.analyst import genealogy as genealogy
from secondtake.analyst import in_words as in_words
from secondtake.analyst import open as open
from secondtake.analyst import people as people
from secondtake.analyst import read as read
from secondtake.analyst import relate as relate
from secondtake.analyst import rerun as rerun
from secondtake.analyst import shots as shots
from secondtake.analyst import verify as verify
from secondtake.analyst import verify_bundle as verify_bundle
from secondtake.errors import SecondTakeError as SecondTakeError

__version__: str
