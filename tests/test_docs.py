"""Every command in the guides runs, in the order in which a reader meets it."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from tests.films import moving_square, write_film

from secondtake.cli.entry_point import main

DOCS = Path(__file__).parent.parent / "docs"
GUIDES = [DOCS / "index.md", *sorted((DOCS / "guides").glob("*.md"))]
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXIT_CODE = re.compile(r"# exit code (\d)")


def commands(guide: Path) -> list[tuple[list[str], int]]:
    """The commands of a guide with the exit code each is said to give: 0 where none is said."""
    found: list[tuple[list[str], int]] = []
    for block in BLOCK.findall(guide.read_text(encoding="utf-8")):
        for line in block.splitlines():
            if said := EXIT_CODE.fullmatch(line):
                found[-1] = found[-1][0], int(said[1])
            else:
                found.append((shlex.split(line), 0))
    return found


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory, page: Path) -> Path:
    """What the guides speak of: a page, a film, its copy, and a folder with a broken file in it."""
    folder = tmp_path_factory.mktemp("material")
    (folder / "page.html").write_bytes(page.read_bytes())
    whole = moving_square(5, 45)
    write_film(folder / "film.mp4", whole)
    write_film(folder / "again.mp4", whole[5:])
    for seed, name in ((7, "a.mp4"), (8, "b.mp4")):
        write_film(folder / name, moving_square(seed, 30))
    films = folder / "films"
    films.mkdir()
    for name in ("a.mp4", "b.mp4"):
        (films / name).write_bytes((folder / name).read_bytes())
    (films / "broken.mp4").write_bytes((folder / "a.mp4").read_bytes()[:3000])
    return folder


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_every_guide_has_commands_to_follow(guide: Path) -> None:
    assert all(words[0] == "secondtake" for words, _ in commands(guide))
    assert len(commands(guide)) >= 3


@pytest.mark.slow
@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_every_command_of_a_guide_runs(
    guide: Path,
    material: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for source in material.rglob("*"):
        if source.is_file():
            copied = tmp_path / source.relative_to(material)
            copied.parent.mkdir(exist_ok=True)
            copied.write_bytes(source.read_bytes())
    monkeypatch.chdir(tmp_path)

    for words, code in commands(guide):
        assert main(words[1:]) == code, (words, capsys.readouterr())
