"""Who steps through a film is given frames that were made before they were asked for."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path

import pytest

from secondtake.model.enums import SeeingGrade
from secondtake.model.frame_table import FrameTable
from secondtake.web.frame_steps import RUN, FrameSteps
from secondtake.web.picture_worker import Pictures
from secondtake.workbench import seen_pictures
from secondtake.workbench.seen_pictures import Place

TABLE = FrameTable(
    exhibit="ab" * 32, tick=Fraction(1, 25), pts=tuple(range(0, 400, 2)), keys=(0,), end=400
)
ASKED = (Path("case"), TABLE.exhibit, SeeingGrade.VEILED, 960)
LOST = 14
"""A tick to which the one decoding of a run does not lead."""


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was made, in order."""
    log: list[str] = []

    def still(_case: Path, place: Place, _grade: SeeingGrade, _side: int) -> bytes:
        log.append(f"still {place.pts}")
        return b"%d" % place.pts

    def run(
        _case: Path, first: Place, last: int, _grade: SeeingGrade, _side: int
    ) -> dict[int, bytes]:
        log.append(f"run {first.pts}-{last}")
        return {pts: b"%d" % pts for pts in range(first.pts, last + 1, 2) if pts != LOST}

    monkeypatch.setattr(seen_pictures, "still", still)
    monkeypatch.setattr(seen_pictures, "run", run)
    return log


def _seen(frames: list[int], *, most: int = 400, stay_s: float = 0.0) -> list[bytes]:
    async def ask() -> list[bytes]:
        pictures, steps = Pictures(lambda: ThreadPoolExecutor(1), most=most), FrameSteps()
        seen = []
        for frame in frames:
            seen.append(await steps.still(pictures, ASKED, TABLE, frame))
            await asyncio.sleep(stay_s)
        steps.close()
        pictures.close()
        return seen

    return asyncio.run(ask())


def test_steps_are_of_one_decoding_and_each_is_the_frame_asked_for(made: list[str]) -> None:
    frames = list(range(3 * RUN))
    seen = _seen(frames)

    assert seen == [b"%d" % TABLE.pts[frame] for frame in frames]
    assert made == ["still 0", "run 0-30", f"still {LOST}", "run 32-62", "run 64-94"]


def test_who_leaps_about_is_given_stills_alone(made: list[str]) -> None:
    _seen([0, 100, 40, 199])
    assert made == ["still 0", "still 200", "still 80", "still 398"]


def test_who_stays_has_the_frames_around_made_ahead(made: list[str]) -> None:
    _seen([199, 190], stay_s=0.3)
    assert made == ["still 398", "run 384-398", "run 352-382"]


def test_a_run_counts_as_the_pictures_that_it_holds(made: list[str]) -> None:
    _seen([0, 1, 17, 1], most=RUN)
    assert made == ["still 0", "run 0-30", "run 32-62", "run 0-30"]
