"""What a case holds and what is open is told by name, and telling it changes no byte."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.films import moving_square, write_film

from secondtake.cli.entry_point import main
from secondtake.cli.overview_commands import _claims


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory, page: Path) -> Path:
    """A page and two films, none of them looked at."""
    folder = tmp_path_factory.mktemp("kept")
    films = [
        write_film(folder / name, moving_square(n, 2)) for n, name in ((1, "a.mp4"), (2, "b.mp4"))
    ]
    given = [str(page), "--as", "page"], [str(films[0])], [str(films[1])]
    for sources in given:
        assert main(["keep", *sources, "--case", str(folder / "case"), "--by", "Ann"]) == 0
    return folder / "case"


def told(case: Path, verb: str, capsys: pytest.CaptureFixture[str]) -> dict | list:
    capsys.readouterr()
    assert main([verb, "--case", str(case), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_status_names_what_is_open_with_the_command_for_each(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = told(case, "status", capsys)
    steps = {step["command"].split()[1]: step["what"] for step in found["open"]}

    assert (found["holds"]["pages"], found["holds"]["films"]) == (1, 2)
    assert list(steps) == ["read", "watch", "report"]
    assert "page.html" in steps["read"]
    assert "a.mp4, b.mp4" in steps["watch"]
    assert all(str(case) in step["command"] for step in found["open"])


def test_films_have_their_names_from_the_moment_they_are_kept(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = told(case, "films", capsys)

    assert [(r["name"], r["file"], r["why"]) for r in rows] == [
        ("Film 1", "a.mp4", "not analysed yet"),
        ("Film 2", "b.mp4", "not analysed yet"),
    ]


@pytest.mark.parametrize("verb", ["status", "findings", "claims", "films"])
def test_a_look_changes_no_byte_and_names_the_next_command(
    verb: str, case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {p: p.read_bytes() for p in case.rglob("*") if p.is_file() and p.suffix != ".db-shm"}
    assert main([verb, "--case", str(case)]) == 0
    shown = capsys.readouterr()

    assert shown.err.startswith("next: secondtake ")
    assert shown.out
    assert {p: p.read_bytes() for p in before} == before


def test_an_exhibit_goes_by_the_name_of_its_film(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rest = ["--by", "Ann", "--case", str(case)]
    assert main(["withdraw", "film 2", "--reason", "not ours", *rest]) == 0
    assert "b.mp4" in capsys.readouterr().out
    assert [r["name"] for r in told(case, "films", capsys)] == ["Film 1"]
    assert main(["withdraw", "Film 2", "--undo", *rest]) == 0
    assert [r["name"] for r in told(case, "films", capsys)] == ["Film 1", "Film 2"]


def test_a_claim_is_listed_with_how_it_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    row = {"name": "C1", "page": "page.html", "page_digest": "0" * 64, "state": "findings",
           "quote": '"It was filmed twice,"', "source": "Orla Venn", "note": "", "findings": ["F1"],
           "said_as": "denied by Orla Venn"}  # fmt: skip
    _claims([row])

    shown = capsys.readouterr().out
    assert "source: Orla Venn (denied by Orla Venn) · findings F1" in shown
    assert "“" not in shown


def test_status_names_the_file_that_could_not_be_analysed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "films").mkdir()
    for name in ("empty.mp4", "text.mp4"):
        (tmp_path / "films" / name).write_bytes(b"no film" * (name == "text.mp4"))
    where = ["--case", str(tmp_path / "case")]
    assert main(["keep", str(tmp_path / "films"), *where]) == 0
    assert main(["watch", *where]) == 1
    capsys.readouterr()
    assert main(["status", *where]) == 0
    shown = capsys.readouterr().out

    assert "empty.mp4): The file is empty" in shown
    assert "secondtake withdraw empty.mp4 --reason WHY" in shown, "to look again shows the same"
    assert "nothing ruled out" in shown, "what was not compared gave no 0 findings"


def test_the_line_after_status_is_the_first_thing_that_is_open(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["status", "--case", str(case)]) == 0
    shown = capsys.readouterr()
    first = shown.out.partition("\nOpen:\n- ")[2].splitlines()[1].strip()

    assert first.startswith("secondtake ")
    assert shown.err.splitlines() == [f"next: {first}"]
