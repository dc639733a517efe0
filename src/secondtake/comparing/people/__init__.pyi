# What a type checker sees: names that the package loads when they are asked for.
from secondtake.comparing.people.calibration import ERROR_RATES as ERROR_RATES
from secondtake.comparing.people.calibration import THRESHOLD as THRESHOLD
from secondtake.comparing.people.face_comparison import faces_between as faces_between
from secondtake.comparing.people.face_embedding import FACES as FACES
from secondtake.comparing.people.face_embedding import require_faces as require_faces
from secondtake.comparing.people.film_tracker import LONG_SIDE as LONG_SIDE
from secondtake.comparing.people.film_tracker import RATE as RATE
from secondtake.comparing.people.film_tracker import PersonFinder as PersonFinder
from secondtake.comparing.people.film_tracker import maker as maker
from secondtake.comparing.people.person_matching import pairs_of_people as pairs_of_people
from secondtake.comparing.people.person_matching import person_candidates as person_candidates
