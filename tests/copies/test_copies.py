"""The copy engine finds what was copied, says when and how edited, and nothing else."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from tests.copies import films
from tests.copies.films import HEIGHT, RATE, WIDTH, Frames

from secondtake.comparing.copies import (
    FilmDescriptors,
    Segment,
    describe_film,
    distinct,
    edits_of,
    film_index,
    reference_film,
    search,
    verify,
)
from secondtake.comparing.copies.local_features import features_of, mirrored, nearest_pairs

SECONDS = 5.0
SURE = 0.5


def described(frames: Frames, rate: float = RATE) -> FilmDescriptors:
    return describe_film(films.batches(frames, rate), len(frames) / rate)


def found(query: FilmDescriptors, *references: FilmDescriptors) -> list[Segment]:
    index = film_index([reference_film(film) for film in references])
    held = [
        segment
        for candidate in search(query, index)
        for segment in verify(candidate, query.strip, references[candidate.film].strip)
    ]
    return [segment for segment in distinct(held) if segment.score >= SURE]


@pytest.fixture(scope="module")
def original() -> Frames:
    return films.film(1, 1, SECONDS)


@pytest.fixture(scope="module")
def other() -> Frames:
    return films.film(2, 2, SECONDS)


@pytest.fixture(scope="module")
def reference(original: Frames) -> FilmDescriptors:
    return described(original)


def noisy(frames: Frames) -> Frames:
    random = np.random.default_rng(5)
    blurred = films.each(frames, lambda f: cv2.GaussianBlur(f, (0, 0), 1.2))
    noise = random.normal(0, 12, frames.shape)
    return np.clip(blurred + noise, 0, 255).astype(np.uint8)


def bordered(frame: Frames) -> Frames:
    return cv2.copyMakeBorder(frame, 0, 0, 60, 60, cv2.BORDER_CONSTANT)


TILTED = cv2.getPerspectiveTransform(
    np.array([[0, 0], [WIDTH, 0], [WIDTH, HEIGHT], [0, HEIGHT]], np.float32),
    np.array([[20, 10], [300, 0], [WIDTH, 170], [0, HEIGHT]], np.float32),
)
ENLARGED = np.array([[1.3, 0, -50], [0, 1.3, -30], [0, 0, 1.0]])
EDITS = {
    "nothing": (lambda f: f, []),
    "crop": (lambda f: films.mapped(f, ENLARGED), ["crop"]),
    "mirror": (lambda f: f[:, :, ::-1], ["mirror"]),
    "small turn": (lambda f: films.mapped(f, films.turned(8)), ["rotation"]),
    "quarter turn": (lambda f: np.rot90(f, 1, (1, 2)), ["rotation"]),
    "borders": (lambda f: films.each(f, bordered), ["borders"]),
    "upright": (lambda f: films.each(f, films.vertical), ["re-frame with a blurred fill"]),
    "grey, less contrast": (lambda f: (f * 0.6 + 60).astype(np.uint8), ["brightness or contrast"]),
    "caption": (lambda f: films.each(f, films.captioned), ["caption"]),
    "blur and noise": (noisy, ["noise"]),
    "filmed screen": (lambda f: films.mapped(f, TILTED), ["perspective"]),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edited_copy_is_found_whole_and_its_edit_named(
    name: str, original: Frames, reference: FilmDescriptors
) -> None:
    edit, words = EDITS[name]
    query = described(np.ascontiguousarray(edit(original)))
    segments = found(query, reference)
    times = [(s.query, s.reference) for s in segments]
    named = " ".join(edits_of(segments[0], query.strip, reference.strip)) if segments else ""

    assert len(segments) == 1
    np.testing.assert_allclose(times[0], ((0, SECONDS), (0, SECONDS)), atol=0.3)
    assert [word for word in words if word not in named] == []


def test_a_small_picture_on_other_footage_is_found_for_as_long_as_it_stands(
    original: Frames, other: Frames, reference: FilmDescriptors
) -> None:
    shown = original[1 * RATE : 4 * RATE]
    composed = films.inset(shown, other, 150, 10, 10)
    frames = np.concatenate([other[: 2 * RATE], composed, other[3 * RATE :]])
    query = described(frames)
    segments = found(query, reference)

    assert len(segments) == 1
    np.testing.assert_allclose(segments[0].query, (2, 5), atol=0.3)
    np.testing.assert_allclose(segments[0].reference, (1, 4), atol=0.3)
    assert edits_of(segments[0], query.strip, reference.strip) == ("picture in picture",)


@pytest.mark.slow
def test_two_inserts_of_two_films_are_told_apart(
    original: Frames, other: Frames, reference: FilmDescriptors
) -> None:
    third = films.film(3, 3, SECONDS)
    frames = np.concatenate([third[:32], original[16:64], third[32:64], other[24:72], third[64:]])
    segments = found(described(frames), reference, described(other))
    told = sorted((s.film, *np.round(s.query + s.reference, 1)) for s in segments)

    assert [row[0] for row in told] == [0, 1]
    np.testing.assert_allclose(told[0][1:], (2, 5, 1, 4), atol=0.3)
    np.testing.assert_allclose(told[1][1:], (7, 10, 1.5, 4.5), atol=0.3)


@pytest.mark.parametrize("speed", [0.5, 1.5, 2.0])
def test_another_speed_is_found_and_measured(
    speed: float, original: Frames, reference: FilmDescriptors
) -> None:
    index = np.arange(0, len(original) - 1, speed).astype(int)
    query = described(original[index])
    segments = found(query, reference)

    assert len(segments) == 1
    assert segments[0].slope == pytest.approx(speed, rel=0.06)
    assert edits_of(segments[0], query.strip, reference.strip)[0].startswith("speed")


def test_footage_played_backwards_is_found_and_said(
    original: Frames, reference: FilmDescriptors
) -> None:
    query = described(original[::-1].copy())
    segments = found(query, reference)

    assert [round(s.slope, 1) for s in segments] == [-1.0]
    assert edits_of(segments[0], query.strip, reference.strip) == ("reverse",)


def test_the_same_place_with_other_movements_is_no_copy(reference: FilmDescriptors) -> None:
    assert found(described(films.film(1, 7, SECONDS)), reference) == []


def test_the_same_action_by_others_is_no_copy(reference: FilmDescriptors) -> None:
    assert found(described(films.film(1, 1, SECONDS, people_of=9)), reference) == []


def test_a_film_that_ends_early_is_found_where_it_lies(original: Frames, other: Frames) -> None:
    """Before and after the reference there is nothing, and nothing is said of it."""
    query = described(np.concatenate([other[:24], original[:32], other[24:48]]))
    segments = found(query, described(original[:32]))

    assert [s.query for s in segments] == [pytest.approx((1.5, 3.5), abs=0.3)]


def test_other_footage_is_no_copy(other: Frames, reference: FilmDescriptors) -> None:
    assert found(described(other), reference) == []


@pytest.mark.parametrize("level", [0, 128, 255])
def test_a_blank_film_is_no_evidence(level: int, reference: FilmDescriptors) -> None:
    blank = described(np.full((RATE * 3, HEIGHT, WIDTH, 3), level, np.uint8))

    assert len(blank.seconds) == 0
    assert found(blank, reference) == found(blank, blank) == []


def test_a_picture_in_which_nothing_moves_is_no_evidence(original: Frames) -> None:
    still = described(np.repeat(original[:1], RATE * 4, axis=0))

    assert found(still, still) == []


def test_a_caption_shared_by_two_films_is_no_copy(original: Frames, other: Frames) -> None:
    left, right = (films.each(f, films.captioned) for f in (original, other))

    assert found(described(left), described(right)) == []


def test_how_the_frames_come_in_batches_does_not_matter(original: Frames) -> None:
    one = describe_film(films.batches(original[:40], size=3), 2.5)
    two = describe_film(films.batches(original[:40], size=40), 2.5)

    assert one.seconds.tolist() == two.seconds.tolist()
    np.testing.assert_array_equal(one.vectors, two.vectors)
    np.testing.assert_array_equal(one.strip, two.strip)


def test_mirrored_features_are_those_of_the_mirrored_picture(original: Frames) -> None:
    gray = cv2.cvtColor(original[0], cv2.COLOR_RGB2GRAY)
    turned = mirrored(features_of(gray, 300), WIDTH - 1)
    seen = features_of(np.ascontiguousarray(gray[:, ::-1]), 300)
    pairs = nearest_pairs(turned.vectors, seen.vectors, 0.7)
    off = np.hypot(*(turned.places[pairs[:, 0], :2] - seen.places[pairs[:, 1], :2]).T)

    assert len(pairs) > 100
    assert np.median(off) < 1.0


def test_an_empty_index_holds_nothing(reference: FilmDescriptors) -> None:
    assert search(reference, film_index([])) == ()
