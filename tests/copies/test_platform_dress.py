"""What messengers and platforms lay round and over a film is named, and is no evidence."""

from __future__ import annotations

import numpy as np
import pytest
from bench.accuracy import platform_frames as drawn
from tests.copies import films
from tests.copies.films import HEIGHT, RATE, WIDTH, Frames
from tests.copies.test_copies import described, found

from secondtake.comparing.copies import FilmDescriptors, edits_of
from secondtake.comparing.copies.cards import card_seconds

pytestmark = pytest.mark.slow  # what they share takes seconds to make

SECONDS = 6.0


def laid(frames: Frames, *lays: drawn.Lay) -> Frames:
    """Frames through the steps of a platform."""
    out = []
    for number, frame in enumerate(frames):
        shown = frame
        for lay in lays:
            shown = lay(shown, number / RATE, frame)
        out.append(shown)
    return np.stack(out)


def card(seconds: float, size: tuple[int, int] = (WIDTH, HEIGHT)) -> Frames:
    return np.stack([drawn.end_card(size, i / RATE) for i in range(round(seconds * RATE))])


@pytest.fixture(scope="module")
def original() -> Frames:
    return films.film(1, 1, SECONDS)


@pytest.fixture(scope="module")
def reference(original: Frames) -> FilmDescriptors:
    return described(original)


@pytest.mark.parametrize("seconds", [1.0, 4.0])
def test_a_card_at_either_end_is_measured(original: Frames, seconds: float) -> None:
    ended = described(np.concatenate([original, card(seconds)]))
    opened = described(np.concatenate([card(seconds), original]))

    assert card_seconds(ended.strip) == (0.0, seconds)
    assert card_seconds(opened.strip) == (seconds, 0.0)


def test_a_black_end_and_bars_are_no_cards(original: Frames) -> None:
    black = np.zeros((2 * RATE, HEIGHT, WIDTH, 3), np.uint8)
    upright = laid(original, drawn.on_bars((180, 320)))

    assert card_seconds(described(np.concatenate([original, black])).strip) == (0.0, 0.0)
    assert card_seconds(described(upright).strip) == (0.0, 0.0)


def test_two_films_with_one_end_card_share_nothing(original: Frames) -> None:
    ends = card(3.0)
    other = films.film(2, 2, SECONDS)

    assert (
        found(described(np.concatenate([original, ends])), described(np.concatenate([other, ends])))
        == []
    )


def test_a_card_within_an_apps_frame_is_found(original: Frames) -> None:
    ended = np.concatenate([original, card(3.0)])

    assert card_seconds(described(laid(ended, drawn.in_app((200, 432)))).strip) == (0.0, 3.0)


def test_walls_that_are_plain_in_one_shot_only_are_no_overlay() -> None:
    shots = [films.film(place, place, 3.0) for place in (1, 3)]
    shots[0][:, :90, :160] = 128
    shots[1][:, 90:, 160:] = 128
    both = np.concatenate(shots)
    reference = described(both)
    query = described(laid(both, drawn.cropped((240, 180))))

    told = [edits_of(s, query.strip, reference.strip) for s in found(query, reference)]

    assert told
    assert [word for words in told for word in words if "comes" in word or "place" in word] == []


@pytest.mark.parametrize(
    "dress",
    [
        (drawn.on_blur((360, 640)), drawn.stickers, drawn.captioned, drawn.wandering_logo),
        (drawn.on_bars((360, 640)), drawn.wandering_logo, drawn.in_app((300, 640))),
        (drawn.cropped((360, 640)), drawn.captioned, drawn.filmed((640, 360))),
        (drawn.round_picture(384, 255), drawn.in_app((300, 640))),
    ],
    ids=["blurred sides", "bars in an app", "filmed", "round in an app"],
)
def test_two_films_in_one_dress_share_nothing(
    original: Frames, dress: tuple[drawn.Lay, ...]
) -> None:
    dressed = [described(laid(f, *dress)) for f in (original, films.film(2, 2, SECONDS))]

    assert found(*dressed) == []


@pytest.mark.parametrize(
    ("lays", "seconds", "words"),
    [
        ((drawn.wandering_logo,), 2.5, ["logo that changes its place", "end card of 2.5 s"]),
        ((drawn.on_bars((180, 320)), drawn.wandering_logo), 2.0, ["borders", "end card of 2.0 s"]),
        ((drawn.round_picture(180, 255),), 0, ["round picture"]),
        ((drawn.round_picture(180, 0),), 0, ["round picture"]),
        ((drawn.on_blur((180, 320)), drawn.stickers), 0, ["re-frame with a blurred fill"]),
        ((drawn.on_gradient((180, 320)),), 0, ["borders"]),
        ((drawn.titled((240, 240)),), 0, ["borders"]),
    ],
    ids=["logo", "bars", "round on white", "round on black", "blurred", "gradient", "title"],
)
def test_a_platforms_dress_is_named(
    original: Frames,
    reference: FilmDescriptors,
    lays: tuple[drawn.Lay, ...],
    seconds: float,
    words: list[str],
) -> None:
    frames = laid(original, *lays)
    if seconds:
        frames = np.concatenate([frames, card(seconds, (frames.shape[2], frames.shape[1]))])
    query = described(frames)

    (segment,) = found(query, reference)
    named = "; ".join(edits_of(segment, query.strip, reference.strip))

    assert segment.query == pytest.approx((0, SECONDS), abs=0.3)
    assert [word for word in words if word not in named] == []
