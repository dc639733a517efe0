"""People in roles: people followed through shots, and which of them may be one person."""

from secondtake.comparing.people.calibration import ERROR_RATES, THRESHOLD
from secondtake.comparing.people.face_comparison import faces_between
from secondtake.comparing.people.face_embedding import FACES, require_faces
from secondtake.comparing.people.film_tracker import LONG_SIDE, RATE, PersonFinder, maker
from secondtake.comparing.people.person_matching import pairs_of_people, person_candidates

__all__ = [
    "ERROR_RATES",
    "FACES",
    "LONG_SIDE",
    "RATE",
    "THRESHOLD",
    "PersonFinder",
    "faces_between",
    "maker",
    "pairs_of_people",
    "person_candidates",
    "require_faces",
]
