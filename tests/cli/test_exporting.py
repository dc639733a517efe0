"""Exports at the terminal: what is written, what the log says, what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.ran import events, run, sentences


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk of agent smith")
    page = folder / "page.txt"
    page.write_text("The agency said the video shows the same scene twice.\n")
    assert run("check", page, "--case", folder / "case").returncode == 0
    return folder / "case"


def test_every_format_is_written_without_a_folder_of_this_machine(
    case: Path, tmp_path: Path
) -> None:
    ran = run("export", "--case", case, "--to", tmp_path / "out", "--as", "all", "--json")
    written = json.loads(ran.stdout)

    assert ran.returncode == 0
    assert {name for name, _ in written["files"]} == {p.name for p in (tmp_path / "out").iterdir()}
    assert not any(b"agent smith" in p.read_bytes() for p in (tmp_path / "out").iterdir())
    assert json.loads(events(case)[-1])["action"] == "exported"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--as", "docx"), "No format is called 'docx'"),
        (("--as", "csv", "--case", "nowhere"), "There is no case at nowhere"),
        (("--as", "csv", "--to", "{case}/out"), "inside the case"),
        (("--as", "otio", "--findings", "F1"), "has no finding F1 about shots"),
    ],
)
def test_what_cannot_be_exported_is_one_sentence(
    case: Path, tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    named = [a.format(case=case) for a in arguments]
    ran = run("export", "--case", case, "--to", tmp_path / "out", *named, cwd=tmp_path)

    assert ran.returncode == 2
    assert len(sentences(ran)) == 1
    assert says in ran.stderr
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "nowhere").exists()
