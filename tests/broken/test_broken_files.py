"""A broken or hostile file gives one clear sentence, or a Reel that says what is missing."""

from __future__ import annotations

import os
import resource
import signal
from pathlib import Path

import numpy as np
import pytest
from tests.broken.made import BROKEN, frames, png
from tests.films import write_film

from secondtake import viewing
from secondtake.errors import CannotLook, LimitExceeded, Unreadable
from secondtake.viewing import decoder_process
from secondtake.viewing.film_pass import Watched


def watch(path: Path, **settings: object) -> Watched:
    return viewing.watch(  # type: ignore[arg-type]
        path, viewing.NO_EXHIBIT, keep=lambda data, kind: "0" * 64, **settings
    )


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_decoded_is_told_in_one_sentence(name: str, tmp_path: Path) -> None:
    path = BROKEN[name](tmp_path)
    with pytest.raises(CannotLook) as caught:
        watch(path, observers=("shots",))

    assert str(caught.value).count(".") == 1
    assert caught.value.advice


@pytest.mark.parametrize("name", ["an HLS playlist", "a concat playlist", "a DASH manifest"])
def test_a_playlist_opens_no_other_file(name: str, tmp_path: Path) -> None:
    path = BROKEN[name](tmp_path)
    other = next(p for p in tmp_path.iterdir() if p.name.startswith("other"))
    long_ago = 1_000_000_000
    os.utime(other, (long_ago, long_ago))

    with pytest.raises(Unreadable):
        watch(path)
    with pytest.raises(Unreadable):
        viewing.whole(path)

    assert long_ago == int(other.stat().st_atime)


def test_bombs_take_less_than_a_gigabyte(tmp_path: Path) -> None:
    (tmp_path / "large.mp4").write_bytes(png(8000, 4000, rows=4000))
    watch(tmp_path / "large.mp4", observers=())
    for name in ("a PNG of 1600 megapixels", "a GIF of 4225 megapixels"):
        with pytest.raises(CannotLook):
            watch(BROKEN[name](tmp_path))
    decoder_process._SERVER.stop()  # what its workers used is told when it has ended

    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 1 << 20


@pytest.mark.parametrize("suffix", [".mkv", ".avi"])
def test_a_film_cut_short_is_a_part_of_one(suffix: str, tmp_path: Path) -> None:
    whole = write_film(tmp_path / f"whole{suffix}", frames(200)).read_bytes()
    path = tmp_path / f"cut{suffix}"
    path.write_bytes(whole[: len(whole) * 6 // 10])

    seen = watch(path, observers=("shots",))

    assert 60 < seen.reel.decoded_frames < 190
    assert seen.reel.partial is not None
    assert seen.records["shots"][-1].span.seconds[1] == pytest.approx(
        seen.reel.decoded_seconds, abs=0.05
    )


@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".ts"])
@pytest.mark.parametrize("filling", ["zeros", "noise"])
def test_a_damaged_middle_is_said_and_the_rest_keeps_its_times(
    suffix: str, filling: str, tmp_path: Path
) -> None:
    data = bytearray(write_film(tmp_path / f"whole{suffix}", frames(200)).read_bytes())
    start, end = len(data) * 4 // 10, len(data) // 2
    noise = np.random.default_rng(0).bytes(end - start)
    data[start:end] = bytes(end - start) if filling == "zeros" else noise
    path = tmp_path / f"damaged{suffix}"
    path.write_bytes(data)

    reel = watch(path, observers=()).reel

    assert 100 < reel.decoded_frames < 200
    assert reel.failed_frames >= 1
    assert "damaged or lost" in (reel.partial or "")
    assert reel.decoded_seconds == pytest.approx(8.0, abs=0.1)


def test_too_little_memory_is_a_limit(two_shot_film: Path) -> None:
    limits = viewing.Limits(memory_bytes=120 << 20)

    with pytest.raises(CannotLook) as caught:
        watch(two_shot_film, limits=limits)

    assert caught.value.advice


def test_too_many_pixels_are_a_limit(two_shot_film: Path) -> None:
    with pytest.raises(LimitExceeded, match="320 x 180"):
        watch(two_shot_film, limits=viewing.Limits(max_pixels=1000))


def test_a_decoder_that_says_nothing_is_ended(tmp_path: Path) -> None:
    path = write_film(tmp_path / "film.mp4", frames(20))

    with pytest.raises(LimitExceeded, match="Nothing could be decoded"):
        watch(path, limits=viewing.Limits(silence_seconds=0.001))

    assert not _children()


def test_a_killed_decoder_leaves_what_was_seen_or_one_sentence(two_shot_film: Path) -> None:
    killed = []

    def kill(seconds: float, whole: float | None) -> None:
        for child in _children():
            os.kill(child, signal.SIGSEGV)
            killed.append(child)

    try:
        reel = watch(two_shot_film, observers=(), progress=kill).reel
        assert reel.partial is None or "could be decoded" in reel.partial
    except CannotLook as error:
        assert error.advice

    assert killed


def test_a_stop_from_the_user_ends_the_decoder(two_shot_film: Path) -> None:
    def stop(seconds: float, whole: float | None) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        watch(two_shot_film, observers=("shots",), progress=stop)

    assert not _children()


def test_progress_rises_to_the_end(two_shot_film: Path) -> None:
    told: list[tuple[float, float | None]] = []
    watch(two_shot_film, observers=(), progress=lambda *told_now: told.append(told_now))

    assert sorted(told) == told
    assert (pytest.approx(3.96), pytest.approx(4.0)) == told[-1]


def test_a_module_in_the_folder_of_the_films_is_not_run(
    two_shot_film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "av.py").write_text("open('ran', 'w')\n")
    monkeypatch.chdir(tmp_path)

    assert watch(two_shot_film, observers=()).reel.decoded_frames == 100
    assert not (tmp_path / "ran").exists()


def test_a_film_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"no file 'gone\.mp4'"):
        watch(tmp_path / "gone.mp4")


def _children() -> list[int]:
    """Decoders that run or wait to be fetched: the children of the server that forks them."""
    server = decoder_process._SERVER._process
    assert server is not None
    found = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text()
    return [int(child) for child in found.split()]
