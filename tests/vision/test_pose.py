"""How often the model of people is run."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from numpy.typing import NDArray

from secondtake import weights
from secondtake.vision import pose


def test_looks_that_differ_in_the_least_score_run_the_model_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fed = []

    def run(_: None, pictures: dict[str, NDArray[np.int32]]) -> list[NDArray[np.float32]]:
        fed.append(pictures["input"])
        return [np.linspace(0, 0.5, 6, dtype=np.float32)[None, :, None].repeat(56, 2)]

    model = SimpleNamespace(run=run, get_inputs=lambda: [SimpleNamespace(name="input")])
    monkeypatch.setattr(weights, "session", lambda name: model)
    picture = np.random.default_rng(5).integers(0, 255, (40, 64, 3), dtype=np.uint8)
    many, few = (pose.detect_people(picture, least_score=least) for least in (0.1, 0.35))
    pose.detect_people(picture[:, ::-1])

    assert [len(people.scores) for people in (many, few)] == [5, 2]
    assert [canvas.dtype for canvas in fed] == [np.int32, np.int32]
