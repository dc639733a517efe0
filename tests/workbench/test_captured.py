"""Two films that were aligned are looked at closer: one recording, two captures, or not told."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from tests.films import place

from secondtake.errors import CannotLook
from secondtake.judging.capture_evidence import coding_of, grain_of
from secondtake.model.enums import Transition
from secondtake.model.evidence import Maker
from secondtake.model.findings import Alignment
from secondtake.model.footage import Shot
from secondtake.model.measure_names import MeasureName
from secondtake.model.pair_results import CaptureResult, TakesResult
from secondtake.model.time import Span
from secondtake.workbench.pipeline.capture_check import captured, maker

RATE, COUNT, TICK = 25, 60, Fraction(1, 12800)
BY = Maker(name="test", version="1")


def filmed(seed: int) -> list[np.ndarray]:
    """A place with a plain wall, as one camera sees it: with noise of its own in every picture."""
    scene = cv2.resize(place(4), (240, 136))
    scene[10:90, 10:160] = (120, 130, 140)
    noise = np.random.default_rng(seed).normal(0, 5, (COUNT, 136, 240, 1))
    return list(np.clip(scene + noise, 0, 255).astype(np.uint8))


def write(path: Path, frames: list[np.ndarray], quality: int, keys: tuple[int, ...] = ()) -> Path:
    """``keys``: frames that are made key frames beside those the encoder chooses."""
    with av.open(str(path), "w") as film:
        video = film.add_stream("libx264", rate=RATE)
        video.height, video.width = frames[0].shape[:2]
        video.pix_fmt = "yuv420p"
        video.options = {"crf": str(quality), "preset": "veryfast", "threads": "1"}
        video.options |= {"x264-params": "asm=avx2"}
        for number, frame in enumerate(frames):
            picture = av.VideoFrame.from_ndarray(frame, format="rgb24")
            if number in keys:
                picture.pict_type = av.video.frame.PictureType.I
            film.mux(video.encode(picture))
        film.mux(video.encode())
    return path


def shot(digit: str) -> Shot:
    span = Span.of_seconds(0, COUNT / RATE, TICK)
    return Shot(exhibit=digit * 64, number=0, span=span, transition=Transition.START, made_by=BY)


def closer(left: Path, right: Path) -> CaptureResult:
    one, two = shot("a"), shot("b")
    takes = TakesResult(
        left=one.id,
        right=two.id,
        kind="retake",
        scores=(),
        alignment=(Alignment(left=one.span, right=two.span),),
        differences=(),
        because=(),
        missing=(),
        measurements=(),
        made_by=BY,
    )
    return captured(takes, (left, one), (right, two))


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("captured")
    made = {"original": (1, 18), "again": (1, 22), "coarse": (1, 40), "other": (2, 18)}
    return {n: write(folder / f"{n}.mp4", filmed(s), q) for n, (s, q) in made.items()}


@pytest.mark.parametrize(
    ("right", "expected"), [("again", "found"), ("other", "apart"), ("coarse", "untold")]
)
def test_one_recording_two_captures_and_what_cannot_be_told(
    films: dict[str, Path], right: str, expected: str
) -> None:
    found = closer(films["original"], films[right]).measurements

    assert grain_of(found) == expected
    assert coding_of(found) == "few"
    assert {m.made_by for m in found} == {maker()}


def test_key_frames_at_uneven_times_that_fall_together_tell_of_one_coding(tmp_path: Path) -> None:
    uneven = (5, 14, 19, 33, 41, 54)
    one = write(tmp_path / "one.mp4", filmed(1), 30, uneven)
    other = write(tmp_path / "other.mp4", filmed(2), 32, uneven)
    moved = write(tmp_path / "moved.mp4", filmed(2), 32, (4, 11, 22, 29, 45, 51))

    assert coding_of(closer(one, other).measurements) == "one"
    assert coding_of(closer(one, moved).measurements) == "apart"


def test_it_does_not_matter_which_film_is_called_left(films: dict[str, Path]) -> None:
    there = closer(films["original"], films["again"])
    back = closer(films["again"], films["original"])

    assert there.measurements == back.measurements
    assert there.because == back.because


def test_a_film_that_cannot_be_read_is_said(films: dict[str, Path], tmp_path: Path) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"no film")

    with pytest.raises(CannotLook):
        closer(films["original"], broken)


def test_noise_that_could_not_be_compared_is_no_number(tmp_path: Path) -> None:
    moving = [np.roll(frame, 9 * n, axis=1) for n, frame in enumerate(filmed(1))]
    one = write(tmp_path / "one.mp4", moving, 18)
    other = write(tmp_path / "other.mp4", filmed(2)[:30], 18)

    found = {m.name: m.value for m in closer(one, other).measurements}

    assert grain_of(closer(one, other).measurements) == "untold"
    assert found[MeasureName.SENSOR_NOISE_CORRELATION] is None
    assert found[MeasureName.SENSOR_NOISE_AREA] is None
