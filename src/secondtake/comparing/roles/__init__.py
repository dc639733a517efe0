"""People in roles: bodies followed through shots, and which of them may be one body."""

from secondtake.comparing.roles.between import faces_between
from secondtake.comparing.roles.candidates import body_candidates, pairs_of_bodies
from secondtake.comparing.roles.faces import FACES, require_faces
from secondtake.comparing.roles.scoring import FIGURES, THRESHOLD
from secondtake.comparing.roles.tracks import LONG_SIDE, RATE, BodyFinder, maker

__all__ = [
    "FACES",
    "FIGURES",
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
