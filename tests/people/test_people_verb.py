"""`secondtake people`: off without a reason, tracks and candidates without vectors with one."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest
from bench.scenes import film
from bench.scenes.actions import manner
from bench.scenes.figure import Look
from bench.scenes.stage import CAMERAS, Scene, boxes, render

from secondtake.cli import main
from secondtake.errors import PluginUnavailable


def scene(seed: int) -> Scene:
    cast = (Look(), Look(shirt=(60, 110, 170), trousers=(90, 84, 70)))
    return Scene(
        place="court",
        action="wave",
        cast=cast,
        manner=manner(seed),
        camera=replace(CAMERAS["front"], size=(384, 216)),
        seconds=1.2,
        rate=10,
        seed=seed,
    )


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("people")
    return [film.write(folder / f"{n}.mp4", render(scene(n)), rate=10) for n in (1, 2)]


def test_without_a_reason_nobody_is_looked_at(
    films: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["people", str(films[0]), "--json"])

    assert left.value.code == 2
    assert main(["people", str(films[0]), "--people", "  "]) == 2
    assert "Comparing people needs a reason." in capsys.readouterr().err


def test_figures_are_followed_where_they_are_and_no_vector_is_told(
    films: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["people", *map(str, films), "--people", "a test", "--json", "--all"]) == 0
    told = json.loads(capsys.readouterr().out)
    first = [t for t in told["tracks"] if t["file"] == str(films[0])]

    assert set(told) == {"tracks", "candidates"}
    assert len(first) == 2
    assert set(first[0]) == {"id", "file", "start", "end", "boxes", "quality"}
    assert {len(box) for t in told["tracks"] for box in t["boxes"]} == {5}
    middles = sorted(x + w / 2 for _, x, _, w, _ in (t["boxes"][0] for t in first))
    real = sorted(x + w / 2 for x, _, w, _ in boxes(scene(1), 0))
    assert middles == pytest.approx(real, abs=0.05)
    assert {frozenset(c) for c in told["candidates"]} == {
        frozenset({"left", "right", "kind", "score", "because"})
    }
    scores = [c["score"] for c in told["candidates"]]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 4


def test_dlib_is_asked_for_by_name_and_said_to_be_missing_where_it_is(
    films: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["people", str(films[0]), "--people", "a test", "--json", "--faces", "dlib"])
    told = capsys.readouterr()

    if find_spec("dlib") is None:
        assert code == PluginUnavailable.exit_code
        assert 'pip install "secondtake[dlib]"' in told.err
    else:
        assert len(json.loads(told.out)["tracks"]) == 2


def test_a_film_that_cannot_be_read_leaves_the_others(
    films: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"no film")
    code = main(["people", str(broken), str(films[0]), "--people", "a test", "--json"])
    told = capsys.readouterr()

    assert code == 1
    assert "broken.mp4" in told.err
    assert len(json.loads(told.out)["tracks"]) == 2
