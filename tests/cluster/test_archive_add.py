"""An archive that several processes filled is the one that a single process fills."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.copies.films import RATE, film
from tests.films import write_film

from secondtake import archive
from secondtake.archive.film_tasks import FilmOrder, describe_film
from secondtake.cli.entry_point import main
from secondtake.errors import EvidenceDamaged

NUMBERS = (1, 2, 3)


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("films")
    for number in NUMBERS:
        write_film(folder / f"{number}.mp4", film(number, number, 1.0), rate=RATE)
    (folder / "page.mp4").write_text("no film")
    return folder


def kept(folder: Path) -> dict[str, bytes]:
    return {f.name: f.read_bytes() for f in sorted((folder / "films").iterdir())}


@pytest.mark.slow
def test_workers_fill_an_archive_with_the_same_bytes(
    films: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [str(films / f"{number}.mp4") for number in NUMBERS] + [str(films / "page.mp4")]
    assert main(["archive", "add", str(tmp_path / "one"), *asked]) == 1
    capsys.readouterr()
    on = ["--on", "local:2", "--results", str(tmp_path / "results")]
    assert main(["archive", "add", str(tmp_path / "two"), *asked, *on, "--json"]) == 1
    told = capsys.readouterr()

    assert [one["state"] for one in json.loads(told.out)] == ["added"] * len(NUMBERS)
    assert "page.mp4" in told.err
    assert kept(tmp_path / "one") == kept(tmp_path / "two")
    assert len(kept(tmp_path / "two")) == len(NUMBERS)
    assert not (tmp_path / "results").exists(), "what was taken in is left nowhere else"

    on = on[:2]
    assert main(["archive", "search", str(tmp_path / "two"), *asked, *on, "--json", "--all"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found == archive.search(
        tmp_path / "one", [films / f"{number}.mp4" for number in NUMBERS], all=True
    )
    assert {one["query"] for one in found} == {f"{number}.mp4" for number in NUMBERS}


def test_films_keep_their_order_and_a_film_given_twice_is_added_once(
    films: Path, tmp_path: Path
) -> None:
    asked = [films / "2.mp4", films / "1.mp4", films / "2.mp4"]
    told: list[tuple[float, float | None]] = []
    added = archive.add(
        tmp_path / "archive", asked, progress=lambda _, done, of: told.append((done, of))
    )

    assert [(Path(a["file"]).name, a["state"]) for a in added] == [
        ("2.mp4", "added"),
        ("1.mp4", "added"),
        ("2.mp4", "present"),
    ]
    assert told == [(1, 2), (2, 2)]


def test_a_file_that_changed_while_it_waited_is_not_described(films: Path) -> None:
    order = FilmOrder(path=str(films / "1.mp4"), key="0" * 64, coarse=False, decode_minutes=None)
    with pytest.raises(EvidenceDamaged, match="changed"):
        describe_film(order)
