"""Files of several pictures, covers and sounds: each moving picture is a film."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.broken.made import sound_only
from tests.films import moving_square, place
from tests.streams import Sound, Track, overwritten, write_streams

from secondtake import viewing
from secondtake.archive.film_description import described
from secondtake.errors import Unreadable
from secondtake.model.enums import StreamRole
from secondtake.model.footage import Reel
from secondtake.viewing.film_pass import Watched

FRONT, REAR = moving_square(1, 30), moving_square(2, 25)
CONTAINERS = [".mkv", *(pytest.param(s, marks=pytest.mark.slow) for s in (".mp4", ".ts", ".avi"))]


def watched(path: Path, stream: int = 1) -> Watched:
    return viewing.watch(
        path, viewing.NO_EXHIBIT, stream=stream, observers=("shots",), keep=lambda data, kind: ""
    )


def reel(path: Path, stream: int = 1) -> Reel:
    return watched(path, stream).reel


@pytest.mark.parametrize("suffix", CONTAINERS)
def test_each_moving_picture_is_a_film_with_its_own_frames(suffix: str, tmp_path: Path) -> None:
    path = write_streams(tmp_path / f"both{suffix}", Track(frames=FRONT), Track(frames=REAR))
    films = [watched(path, number) for number in viewing.picture_numbers(path)]

    assert [len(film.reel.moving_pictures) for film in films] == [2, 2]
    assert [(f.reel.decoded_frames, f.reel.partial) for f in films] == [(30, None), (25, None)]
    for film, made in zip(films, (FRONT, REAR), strict=True):
        (shot,) = film.records["shots"]
        shown = viewing.look(path, shot, rate=25).rgb
        assert shot.stream == film.reel.stream
        assert np.abs(shown[5].astype(int) - made[5]).mean() < 12
    with pytest.raises(Unreadable, match="no moving picture 3: it holds 2"):
        reel(path, 3)


def test_the_default_is_the_first_and_what_the_file_says_of_each_is_kept(tmp_path: Path) -> None:
    path = write_streams(
        tmp_path / "three.mkv",
        Track(frames=FRONT, title="Front camera"),
        Sound(hertz=440, language="eng"),
        Track(frames=REAR[:, :90, :160], title="Rear camera", default=True, later=15),
        Sound(hertz=880, language="deu", default=True),
        Track(frames=FRONT[::-1]),
    )
    held = reel(path)

    assert [(s.number, s.title) for s in held.moving_pictures] == [
        (2, "Rear camera"),
        (0, "Front camera"),
        (4, None),
    ]
    assert (held.width, held.height, held.decoded_frames) == (160, 90, 25)
    assert held.starts_seconds == pytest.approx(0.6, abs=0.002)
    assert held.partial is None
    sounds = [s for s in held.streams if s.role == StreamRole.SOUND]
    assert [(s.number, s.language) for s in sounds] == [(1, "eng"), (3, "deu")]
    assert held.sound_stream == 3


def test_the_chosen_sound_is_the_one_that_is_heard(tmp_path: Path) -> None:
    path = write_streams(
        tmp_path / "two.mkv",
        Track(frames=FRONT),
        Sound(hertz=440, language="eng"),
        Sound(hertz=880, language="deu", default=True),
    )
    view = viewing.whole(path)
    assert view.sound is not None
    tone = np.abs(np.fft.rfft(view.sound))

    assert tone.argmax() * view.sound_rate / len(view.sound) == pytest.approx(880, abs=5)


COVER = place(9, size=(640, 360))[None]


@pytest.mark.parametrize(
    ("suffix", "codec", "pixels"),
    [
        (".mkv", "mjpeg", "yuvj420p"),
        pytest.param(".mov", "png", "rgb24", marks=pytest.mark.slow),
        (".ts", "libx264", "yuv420p"),
        pytest.param(".mp4", "mjpeg", "yuvj420p", marks=pytest.mark.slow),
        pytest.param(".mkv", "libx264", "yuv420p", marks=pytest.mark.slow),
    ],
)
@pytest.mark.parametrize("first", [True, pytest.param(False, marks=pytest.mark.slow)])
def test_a_single_picture_is_no_film_wherever_it_stands(
    suffix: str, codec: str, pixels: str, first: bool, tmp_path: Path
) -> None:
    tracks = [Track(frames=COVER, codec=codec, pixels=pixels, default=True), Track(frames=FRONT)]
    path = write_streams(tmp_path / f"film{suffix}", *tracks[:: 1 if first else -1])
    held = reel(path)

    assert (held.width, held.decoded_frames, held.partial) == (320, 30, None)
    assert [s.role for s in held.streams] == [
        StreamRole.MOVING_PICTURE,
        StreamRole.SINGLE_PICTURE,
    ]


def test_a_cover_that_is_marked_so_is_named_and_left_out(tmp_path: Path) -> None:
    cover = Track(frames=COVER, codec="mjpeg", pixels="yuvj420p", cover=True)
    held = reel(write_streams(tmp_path / "film.mp4", Track(frames=FRONT), cover))

    assert [(s.role, s.width) for s in held.streams] == [
        (StreamRole.MOVING_PICTURE, 320),
        (StreamRole.COVER, 640),
    ]


def test_a_picture_that_is_broken_takes_no_other_with_it(tmp_path: Path) -> None:
    whole = write_streams(tmp_path / "both.mp4", Track(frames=FRONT), Track(frames=REAR))
    second = overwritten(whole, 1, tmp_path / "second.mp4")
    first = overwritten(whole, 0, tmp_path / "first.mp4")

    assert reel(second, 1).decoded_frames == 30
    with pytest.raises(Unreadable):
        reel(second, 2)
    with pytest.raises(Unreadable):
        reel(first, 1)
    assert list(viewing.picture_numbers(first)) == [1, 2]
    assert reel(first, 2).decoded_frames == 25


def test_sound_without_a_moving_picture_says_so(tmp_path: Path) -> None:
    cover = Track(frames=COVER, codec="mjpeg", pixels="yuvj420p", cover=True)
    song = write_streams(tmp_path / "song.mp4", Sound(hertz=440, language="eng"), cover)
    tone = sound_only(tmp_path / "tone.m4a")

    assert reel(tone).partial == "The file holds sound, but no moving picture."
    assert reel(song).partial == "The file holds sound and a cover picture, but no moving picture."
    with pytest.raises(Unreadable, match="holds no picture"):
        described(song)


def test_a_picture_that_is_announced_and_not_there_is_told_and_hides_no_other(
    tmp_path: Path,
) -> None:
    nothing = Track(frames=FRONT[:0], default=True)
    path = write_streams(tmp_path / "announced.mkv", nothing, Track(frames=REAR))
    held = reel(path)

    assert (held.decoded_frames, held.partial) == (25, None)
    with pytest.raises(Unreadable, match="announces this moving picture and holds nothing"):
        reel(path, 2)
