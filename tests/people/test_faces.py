"""A face vector is of unit length, whoever makes it, and is not made of what is no face."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.people.tracks_by_hand import person

from secondtake.comparing.people.calibration import FACES as FIGURES
from secondtake.comparing.people.face_embedding import FACES, face_vector
from secondtake.comparing.people.similarity import Measured


def test_every_kind_of_face_vector_has_figures_of_its_own() -> None:
    assert set(FACES) == set(FIGURES)
    assert all(f.two < f.even < f.one for f in FIGURES.values())


def test_what_is_no_face_has_no_vector() -> None:
    assert face_vector(np.full((80, 80, 3), 90, np.uint8), 1.0) is None


def test_faces_of_two_makers_are_not_compared() -> None:
    left, right = person("F1:P1", face=3), replace(person("F2:P1", face=3), faces_by="dlib")

    assert np.isnan(Measured((left, right)).likeness(0, 1).face)
    assert Measured((left, left)).likeness(0, 1).face == pytest.approx(1)


def test_dlib_gives_128_numbers_of_a_place_in_a_picture() -> None:
    pytest.importorskip("dlib")
    from secondtake.comparing.people.face_embedding_dlib import dlib_vector

    picture = np.random.default_rng(0).integers(0, 255, (192, 192, 3)).astype(np.uint8)
    vector = dlib_vector(picture, np.array([40, 40, 100, 110], np.float32))

    assert vector.shape == (128,)
    assert np.isfinite(vector).all()
