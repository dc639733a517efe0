"""What faces tell of two takes' people stands beside the take, only where people were compared."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.export import sample
from tests.export.parsed import parse
from tests.people.tracks_by_hand import person

from secondtake.comparing.people import faces_between
from secondtake.export.messages.reason_words import in_words
from secondtake.export.pages.report_page import HtmlReport
from secondtake.model.people import FacesBetween, PeopleCompared, PersonTrack
from secondtake.model.reasons import as_written

LEFT, RIGHT = "abababababab:0", "abababababab:1"


def said(told: FacesBetween) -> tuple[str, ...]:
    return tuple(map(in_words, told.reasons))


def faced(name: str, shot: int, *weights: float) -> PersonTrack:
    """A track whose face is so much of face 0 and of face 1."""
    vector = np.zeros(128, np.float32)
    vector[: len(weights)] = weights
    return replace(person(name, face=0, shot=shot), face=vector / np.linalg.norm(vector))


def test_each_face_is_set_beside_the_one_most_alike() -> None:
    tracks = (
        faced("x:P1", 0, 1, 0),
        faced("x:P2", 0, 0, 1),
        faced("y:P3", 1, 0.1, 1),
        faced("y:P4", 1, 1, 0.3),
    )

    told = faces_between(tracks, LEFT, RIGHT)

    assert (told.left, told.right) == (LEFT, RIGHT)
    assert said(told) == (
        "P2 on the left and P3 on the right: face similarity 1.00, as for one person in tests "
        "(0.64 or more).",
        "P1 on the left and P4 on the right: face similarity 0.96, as for one person in tests "
        "(0.64 or more).",
        "Faces could be compared for 2 of 2 people tracked in the left and 2 of 2 people tracked "
        "in the right.",
    )


@pytest.mark.parametrize(
    ("alike", "means"),
    [(0.2, "as for two people in tests (up to 0.53)"), (0.6, "between that of two people")],
)
def test_unlike_faces_are_told_too(alike: float, means: str) -> None:
    tracks = (faced("x:P1", 0, 1), faced("y:P2", 1, alike, (1 - alike**2) ** 0.5))

    assert f"face similarity {alike:.2f}, {means}" in said(faces_between(tracks, LEFT, RIGHT))[0]


def test_sides_can_be_changed_over() -> None:
    tracks = (faced("x:P1", 0, 1), faced("y:P2", 1, 0.5, 1), person("y:P3", shot=1))

    there, back = faces_between(tracks, LEFT, RIGHT), faces_between(tracks, RIGHT, LEFT)

    assert "P1 on the left and P2 on the right: face similarity 0.45" in said(there)[0]
    assert "P2 on the left and P1 on the right: face similarity 0.45" in said(back)[0]
    assert "1 of 2 people tracked in the right" in said(there)[1]


def test_where_no_face_can_be_seen_that_is_said() -> None:
    one, other = person("x:P1"), person("y:P2", shot=1, face=1)

    assert said(faces_between((one, other), LEFT, RIGHT)) == (
        "Faces were not compared: in the left no face is 32 pixels wide and near frontal.",
    )
    assert "in the left and in the right no face" in said(faces_between((one,), LEFT, RIGHT))[0]


def test_the_report_tells_it_beside_the_take() -> None:
    rich = sample.rich()
    (take,) = (f for f in rich.findings if f.kind == "retake" and f.id == "F1")
    left, right = take.relations[0]
    told = FacesBetween(left=left, right=right, reasons=(as_written("Faces: as in a test."),))
    people = PeopleCompared(seen=(), pairs=0, candidates=(), faces=(told,))

    with_faces = " ".join(parse(HtmlReport().page(replace(rich, compared_people=people))).words)
    without = " ".join(parse(HtmlReport().page(rich)).words)

    assert with_faces.count("Faces: as in a test.") == 1
    assert "Face comparison, for the reason given" in with_faces
    assert "Face comparison, for the reason given" not in without
