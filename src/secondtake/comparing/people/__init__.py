"""People in roles: bodies followed through shots, and which of them may be one body."""

from secondtake.comparing.people.calibration import ERROR_RATES, THRESHOLD
from secondtake.comparing.people.face_comparison import faces_between
from secondtake.comparing.people.face_embedding import FACES, require_faces
from secondtake.comparing.people.film_tracker import LONG_SIDE, RATE, BodyFinder, maker
from secondtake.comparing.people.person_matching import body_candidates, pairs_of_bodies

__all__ = [
    "ERROR_RATES",
    "FACES",
    "LONG_SIDE",
    "RATE",
    "THRESHOLD",
    "BodyFinder",
    "body_candidates",
    "faces_between",
    "maker",
    "pairs_of_bodies",
    "require_faces",
]
