"""An archive from a stranger: its folder is looked at before anything in it is opened."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.archive.test_shelves import film
from tests.hostile.links import KINDS, planted, snapshot

from secondtake import archive
from secondtake.archive.backend_choice import opened
from secondtake.archive.search_index import indexed
from secondtake.cli import main
from secondtake.errors import CaseUnusable, FolderUnsafe
from secondtake.own_folder import inspection

DIGEST = f"{1:064x}"
FILES = ("archive.json", "dismissed.jsonl", f"films/{DIGEST}.npz", "films/.part-abc", "index/x")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """An archive of each kind with one film, an index and a dismissed pair."""
    folder = tmp_path_factory.mktemp("archives")
    found = {"folder": folder / "archive", "lance": folder / "archive.lance"}
    for place in found.values():
        shelf = opened(place, new=True)
        shelf.put(*film(1))
        shelf.dismiss("a", "b")
        indexed(shelf)
    return found


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    file = tmp_path / "home" / "profile"
    file.write_text("mine")
    return file


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspection, "PAUSE_SECONDS", 0.0)


def refused(place: Path, victim: Path) -> None:
    """No command on the archive does anything but say what is wrong."""
    before = snapshot(place)
    film = str(victim)
    for act in (
        ["add", str(place), film],
        ["search", str(place), film],
        ["info", str(place)],
        ["dismiss", str(place), film, DIGEST],
        ["rebuild", str(place)],
    ):
        assert main(["archive", *act]) == 3, act
    assert snapshot(place) == before
    assert snapshot(victim.parent).keys() == {"profile"}
    assert victim.read_text() == "mine"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", [*FILES, "films", "index"])
def test_an_archive_with_anything_but_its_own_files_is_refused(
    whole: dict[str, Path], tmp_path: Path, victim: Path, name: str, kind: str
) -> None:
    if kind == "folder" and "." not in name:
        pytest.skip("a folder is what belongs there")
    place = Path(shutil.copytree(whole["folder"], tmp_path / "archive"))
    planted(place / name, kind, victim)

    refused(place, victim)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "folder"])
def test_an_archive_on_lancedb_with_a_link_or_a_special_file_is_refused(
    whole: dict[str, Path], tmp_path: Path, victim: Path, kind: str
) -> None:
    first = Path(shutil.copytree(whole["lance"], tmp_path / "archive.lance"))
    data = next((first / "films.lance" / "data").iterdir())
    planted(data, kind, victim)
    refused(first, victim)

    with pytest.raises(FolderUnsafe):
        archive.info(f"file://{first}")


def test_an_archive_on_lancedb_whose_table_is_a_link_is_refused(
    whole: dict[str, Path], tmp_path: Path, victim: Path
) -> None:
    place = Path(shutil.copytree(whole["lance"], tmp_path / "archive.lance"))
    (place / "films.lance").rename(tmp_path / "elsewhere")
    (place / "films.lance").symlink_to(tmp_path / "elsewhere")

    refused(place, victim)


def test_a_first_write_that_failed_is_gone_on_with(tmp_path: Path) -> None:
    (tmp_path / "archive" / "films").mkdir(parents=True)
    (tmp_path / "archive" / ".part-abc").write_bytes(b"{")
    (tmp_path / "archive" / f".{'a' * 32}.unfinished").write_bytes(b"{")

    assert opened(tmp_path / "archive", new=True).digests() == ()


def test_a_folder_of_films_is_not_taken_for_an_archive(tmp_path: Path) -> None:
    (tmp_path / "media" / "films").mkdir(parents=True)
    (tmp_path / "media" / "films" / "holiday.mp4").write_bytes(b"")
    (tmp_path / "media" / "letter.txt").write_bytes(b"")

    with pytest.raises(CaseUnusable, match="holds other files"):
        opened(tmp_path / "media", new=True)
    (tmp_path / "media" / "letter.txt").unlink()
    with pytest.raises(FolderUnsafe, match=r"holiday\.mp4 .* does not belong to an archive"):
        opened(tmp_path / "media", new=True)
