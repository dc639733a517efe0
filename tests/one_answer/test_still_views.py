"""Where nothing moves: what noise and burnt-in clocks make of a pair that was open."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from tests.films import place, write_film

from secondtake.comparing import make_relation, maker, rates_of, wants_capture
from secondtake.model.enums import CameraMotionKind, ReasonCode, RelationKind
from secondtake.model.evidence import Maker
from secondtake.model.findings import Alignment, Measurement
from secondtake.model.measure_names import MeasureName
from secondtake.model.pair_results import CaptureResult, TakesResult
from secondtake.model.reasons import Reason, reason
from secondtake.model.time import Span
from secondtake.workbench import relate

CAPTURED = Maker(name="captured", version="test")
SPAN = Span(start=0, end=40, tick=Fraction(1, 10))
SCORES = {"copy": 0.49, "same moment": 0.0, "retake": 0.01, "same scene": 0.49, "different": 0.01}


def takes(*because: Reason) -> TakesResult:
    return TakesResult(
        left="left",
        right="right",
        kind=RelationKind.UNDECIDED,
        scores=tuple((RelationKind(k), v) for k, v in SCORES.items()),
        alignment=(),
        differences=(),
        because=because,
        missing=(reason(ReasonCode.MOVEMENT, side="left"),),
        measurements=(),
        made_by=maker(),
    )


def capture(*, because: tuple[Reason, ...] = (), found: bool = False) -> CaptureResult:
    return CaptureResult(
        left="left",
        right="right",
        measurements=(),
        because=because,
        missing=() if because else (reason(ReasonCode.FLICKER_UNCLEAR, correlation=None),),
        made_by=CAPTURED,
        alignment=(Alignment(left=SPAN, right=SPAN),) if found else (),
    )


def test_noise_shared_at_one_offset_makes_a_still_view_a_copy() -> None:
    told = reason(
        ReasonCode.FLICKER_SHARED, correlation=0.1, elsewhere_up_to=0.01, offset_seconds=0
    )
    relation = make_relation(takes(), None, capture(because=(told,), found=True))

    assert relation.kind == RelationKind.COPY and relation.decided_by == CAPTURED
    assert relation.best == pytest.approx(0.9) and relation.alignment and not relation.missing
    assert rates_of(CAPTURED.name, RelationKind.COPY).false_alarm_rate is None


def test_a_still_view_whose_noise_was_coded_away_stays_open_and_says_what_would_decide() -> None:
    relation = make_relation(takes(), None, capture())

    assert wants_capture(takes(), None)
    assert relation.kind == RelationKind.UNDECIDED
    assert relation.missing[0].code == ReasonCode.FLICKER_UNCLEAR


def test_a_clock_that_agrees_makes_no_copy_and_one_that_differs_makes_two_recordings() -> None:
    agree = reason(ReasonCode.CLOCKS_AGREE, offset_seconds=0.0)
    differ = reason(ReasonCode.CLOCKS_DIFFER, left=0.0, right=0.0, still_parts=True)

    assert make_relation(takes(agree), None, capture()).kind == RelationKind.UNDECIDED
    assert make_relation(takes(differ), None, capture()).kind == RelationKind.SAME_SCENE


def test_clocks_that_differ_are_told_of_the_moments_the_noise_aligns() -> None:
    differ = reason(ReasonCode.CLOCKS_DIFFER, left=0.0, right=0.0, still_parts=True)
    shared = reason(
        ReasonCode.FLICKER_SHARED, correlation=0.1, elsewhere_up_to=0.01, offset_seconds=-2.2
    )
    later = Span(start=22, end=62, tick=Fraction(1, 10))
    found = capture(because=(shared,), found=True)
    found = replace(found, alignment=(Alignment(left=later, right=SPAN),))

    (told,) = (
        r
        for r in make_relation(takes(differ), None, found).because
        if r.code == ReasonCode.CLOCKS_DIFFER
    )

    assert told.by_name == {"left": 2.2, "right": 0.0, "still_parts": True}


def rainy(*because: Reason) -> TakesResult:
    """What whole pictures say of two films of one fixed camera in which only rain falls."""
    static = CameraMotionKind.STATIC
    seen = reason(ReasonCode.CAMERA_MOTION, left=static, left_pan=0.0, right=static, right_pan=0.0)
    return replace(
        takes(seen, *because),
        kind=RelationKind.SAME_SCENE,
        missing=(),
        measurements=(
            Measurement(
                name=MeasureName.CAMERA_POSITION_AGREEMENT, value=0.99, unit="", made_by=maker()
            ),
        ),
    )


def test_of_rain_before_a_fixed_camera_noise_tells_a_copy() -> None:
    agree = reason(ReasonCode.CLOCKS_AGREE, offset_seconds=0.0)
    differ = reason(ReasonCode.CLOCKS_DIFFER, left=0.0, right=0.0, still_parts=True)
    shared = reason(
        ReasonCode.FLICKER_SHARED, correlation=0.1, elsewhere_up_to=0.01, offset_seconds=0
    )

    assert wants_capture(rainy(agree), None) and not wants_capture(rainy(differ), None)
    assert (
        make_relation(rainy(agree), None, capture(because=(shared,), found=True)).kind
        == RelationKind.COPY
    )


def test_clocks_in_step_before_a_fixed_camera_leave_open_what_noise_cannot_tell() -> None:
    agree = reason(ReasonCode.CLOCKS_AGREE, offset_seconds=0.0)
    apart = reason(
        ReasonCode.FLICKER_DISTINCT,
        correlation=0.001,
        elsewhere_up_to=0.001,
        one_recording_about=0.2,
    )

    relation = make_relation(rainy(agree), None, capture())

    assert (relation.kind, relation.decided_by) == (RelationKind.UNDECIDED, None)
    assert relation.missing[0].code == ReasonCode.FLICKER_UNCLEAR
    assert (
        make_relation(rainy(agree), None, capture(because=(apart,))).kind == RelationKind.SAME_SCENE
    )
    assert make_relation(rainy(), None, capture()).kind == RelationKind.SAME_SCENE


@pytest.mark.slow
def test_an_empty_place_an_hour_apart_is_no_copy_and_its_copy_is_one(tmp_path: Path) -> None:
    def film(name: str, seed: int, hour: int) -> Path:
        rng = np.random.default_rng(seed)
        frames = np.repeat(place(9, size=(320, 192))[None], 125, axis=0)
        noise = rng.normal(0, 7, frames.shape[:3])[..., None]
        frames = np.clip(frames + noise, 0, 255).astype(np.uint8)
        for number, frame in enumerate(frames):
            words = f"{hour}:02:{10 + number // 25}"
            cv2.rectangle(frame, (0, 0), (100, 22), (0, 0, 0), -1)
            cv2.putText(frame, words, (4, 16), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (255,) * 3, 1)
        return write_film(tmp_path / f"{name}.mp4", frames)

    def coded_again(source: Path) -> Path:
        with av.open(str(source)) as container:
            frames = [f.to_ndarray(format="rgb24") for f in container.decode(video=0)]
        return write_film(source.with_name("again.mp4"), np.stack(frames))

    one, other = film("one", 1, 14), film("other", 2, 15)
    apart, copied = relate(one, other).closest, relate(one, coded_again(one)).closest

    assert apart.kind == RelationKind.SAME_SCENE
    assert ReasonCode.CLOCKS_DIFFER in {r.code for r in apart.because}
    assert copied.kind == RelationKind.COPY
    assert ReasonCode.FLICKER_SHARED in {r.code for r in copied.because}


def test_clocks_that_differ_leave_what_looks_like_a_copy_open() -> None:
    differ = reason(ReasonCode.CLOCKS_DIFFER, left=0.0, right=0.0, still_parts=False)
    alike = replace(takes(differ), kind=RelationKind.COPY, missing=())

    relation = make_relation(alike, None, None)

    assert (relation.kind, relation.decided_by) == (RelationKind.UNDECIDED, None)
    assert [r.code for r in relation.missing] == [ReasonCode.COPY_WITHOUT_CLOCK]
