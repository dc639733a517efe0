"""A table of wrong inputs: what is said, the exit code, and that nothing unwanted is kept."""

from __future__ import annotations

import shutil
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conftest import PAGE
from tests.films import moving_square, write_film

from secondtake.cli.entry_point import main

TABLE = [
    # an address where a file is asked, and the other way round
    ("read https://example.org/story", 2, "https://example.org/story is an address"),
    ("read www.example.org/story", 2, "secondtake keep https://www.example.org/story --as page"),
    ("shots https://example.org/a.mp4", 2, "secondtake keep https://example.org/a.mp4 --case DIR"),
    ("relate film.mp4 https://example.org/a.mp4", 2, "takes the file of a film"),
    ("people https://example.org/a.mp4 --people why", 2, "is an address"),
    ("genealogy page.html https://example.org/b", 2, "takes the file of a page"),
    ("second-reader https://example.org/b --at http://127.0.0.1:1", 2, "is an address"),
    ("keep www.example.org/film --case new", 2, "as in https://www.example.org/film"),
    ("check www.example.org/story film.mp4 --case new", 2, "An address begins with https://"),
    ("keep ftp://example.org/a --case new", 2, "only http and https addresses are"),
    ("keep file:///etc/hostname --case new", 2, "only http and https addresses are"),
    ("keep rtsp://example.org/live --case new", 2, "only http and https addresses are"),
    # the wrong kind of file
    ("read film.mp4", 2, "film.mp4 holds video/mp4, and a page is asked for"),
    ("read folder", 2, "folder is a folder, and this command takes files"),
    ("read list.txt", 2, "list.txt is a list of addresses"),
    ("read playlist.m3u8", 2, "playlist.m3u8 is a list of addresses"),
    ("shots page.html", 2, "page.html is a page, and footage is asked for"),
    ("shots notes", 2, "notes is text, and footage is asked for"),
    ("shots folder", 2, "folder is a folder, and this command takes files"),
    ("shots list.txt", 2, "list.txt is a list of addresses"),
    ("shots playlist.m3u8", 2, "playlist.m3u8 is a list of addresses"),
    ("relate film.mp4 page.html", 2, "page.html is a page, and footage is asked for"),
    ("relate film.mp4 folder", 2, "folder is a folder"),
    ("genealogy page.html film.mp4", 2, "film.mp4 holds video/mp4"),
    ("keep film.mp4 --as page --case new", 2, "film.mp4 holds video/mp4, and a page is asked for"),
    ("keep page.html --case new", 2, "page.html is a page, and footage is asked for"),
    ("keep list.txt --case new", 2, "list.txt is a list of addresses"),
    ("keep list.txt --as page --case new", 2, "list.txt is a list of addresses"),
    ("keep film.mp4 playlist.m3u8 --case new", 2, "playlist.m3u8 is a list of addresses"),
    # swapped, or in the other one's place
    ("check film.mp4 page.html --case new", 2, "film.mp4 is footage and page.html is a page"),
    ("check film.mp4 film.mp4 --case new", 2, "film.mp4 holds video/mp4, and a page is asked for"),
    ("check page.html other.html --case new", 2, "further ones after --also"),
    ("check page.html film.mp4 --also film.mp4 --case new", 2, "and a page is asked for"),
    ("check page.html film.mp4 --controls page.html --case new", 2, "and footage is asked for"),
    # not there
    ("read gone.html", 2, "There is no file gone.html"),
    ("shots gone.mp4", 2, "There is no file gone.mp4"),
    ("check page.html gone.mp4 --case new", 2, "There is no file or folder gone.mp4"),
    ("check gone.html film.mp4 --case new", 2, "There is no file or folder gone.html"),
    ("keep void --case new", 2, "The folder void holds no files"),
    ("relate film.mp4", 2, "Name two films"),
    ("relate --pairs gone.csv", 2, "There is no file gone.csv"),
    ("relate --pairs notes", 2, "notes is not a list of pairs"),
    ("relate --pairs half.csv", 2, "half.csv is not a list of pairs"),
    ("relate --pairs bare.csv", 2, "bare.csv is not a list of pairs"),
    ("relate --pairs folder", 2, "folder is not a list of pairs"),
    # cases
    ("report --case cse", 2, "There are: case"),
    ("status --case cse", 2, "There are: case"),
    ("findings --case up/case", 2, "There is no case at up/case"),
    ("keep film.mp4 --case csae", 2, "There is no case at csae, but one at case"),
    ("keep film.mp4 --case Cases", 2, "add --new to make another case"),
    ("check page.html film.mp4 --case cas", 2, "There is no case at cas, but one at case"),
    ("keep film.mp4 --case up/new", 2, "add --new to make both"),
    ("keep film.mp4 --case folder", 2, "folder is not a case and is not empty"),
    ("keep film.mp4 --case film.mp4", 2, "film.mp4"),
    ("verify --case cse", 2, "There is no case at cse"),
    ("keep other.html --as page --case case", 2, "and other.html is another page"),
    ("check other.html film.mp4 --case case", 2, "If it tells the same story, add --same-story"),
    # a folder of ours, or a file, in another one's place
    ("keep case --case new", 2, "case is a case of Second Take, and a page or a film"),
    ("keep shelf --case new", 2, "To see what an archive holds: secondtake archive info shelf"),
    ("status --case bag", 2, "To check a bundle: secondtake verify --bundle bag"),
    ("rerun case", 2, "case is a case of Second Take, and a bundle is asked for"),
    ("verify --bundle case", 2, "To see what a case holds: secondtake status --case case"),
    ("archive info case", 2, "case is a case of Second Take, and an archive is asked for"),
    ("archive search film.mp4 shelf", 2, "comes first: secondtake archive search shelf film.mp4"),
    ("report --case film.mp4", 2, "film.mp4 is a file, and a case is asked for"),
    ("withdraw Film 1 --reason x --by Ann --case case", 2, "It holds: page.html"),
    # what a case does not hold
    ("clip F1 --to out --case case", 2, "has no finding F1 about shots"),
    ("dismiss F1 --by Ann --case case", 2, "has no finding F1 about shots"),
    ("review F1 sees-it --by Ann --case case", 2, "has no finding F1 about shots"),
    ("withdraw gone --reason x --by Ann --case case", 2, "It holds: page.html"),
    ("export --as mp3 --to out --case case", 2, "No format is called 'mp3'"),
    ("export --as json --to case/out --case case", 2, "lies inside the case"),
    ("bundle --to out --sign gone.key --case case", 2, "There is no key gone.key"),
    ("rerun folder", 2, "There is no bundle of Second Take at folder"),
    ("archive info folder", 2, "folder is not an archive"),
    ("key page.html", 2, "Name a new file"),
]
"""The command, its exit code, and words of the sentence or the advice."""

UNREADABLE = [
    ("shots empty.mp4", 1, "The file is empty: it has 0 bytes"),
    ("shots half.mp4", 1, "without its index (moov): recording or copying broke off"),
    ("shots letter.mp4", 1, "The file holds text and no film"),
    ("shots photo.heic", 1, "HEIC picture"),
    ("shots huge.png", 1, "larger than a camera's"),
]
"""What is named as footage and is none: looked at in a guarded process, so slow."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a page, a film, a case and what people mistake for them."""
    desk = tmp_path_factory.mktemp("desk")
    whole = write_film(desk / "film.mp4", moving_square(1, 4)).read_bytes()
    contents = {
        "page.html": PAGE.encode(),
        "other.html": PAGE.replace("Wednesday", "Monday").encode(),
        "notes": b"Call the agency before noon.\n",
        "list.txt": b"https://example.org/a\nwww.example.org/b\n",
        "playlist.m3u8": b"#EXTM3U\n#EXTINF:10,\nhttps://example.org/a.ts\n",
        "half.csv": b"left,right\nfilm.mp4\n",
        "bare.csv": b"left,right\n",
        "folder/letter.txt": b"dear\n",
        "shelf/archive.json": b"{}",
        "bag/data/pins.json": b"{}",
        "empty.mp4": b"",
        "half.mp4": whole[: len(whole) // 2],
        "letter.mp4": b"this is a letter, not a film\n" * 20,
        "photo.heic": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200),
        "huge.png": png(60_000, 60_000),
    }
    for folder in ("folder", "void", "shelf", "bag/data"):
        (desk / folder).mkdir(parents=True)
    for name, content in contents.items():
        (desk / name).write_bytes(content)
    assert (
        main(["keep", str(desk / "page.html"), "--as", "page", "--case", str(desk / "case")]) == 0
    )
    return desk


def png(width: int, height: int) -> bytes:
    """A picture that states a size and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + body


@pytest.fixture
def at_desk(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(desk)
    yield desk
    for made in ("new", "out"):
        shutil.rmtree(desk / made, ignore_errors=True)


def files(desk: Path) -> set[str]:
    return {str(p.relative_to(desk)) for p in desk.rglob("*") if "case/" not in str(p)}


def held(desk: Path) -> int:
    log = desk / "case" / "custody.jsonl"
    return len(log.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize(("typed", "code", "words"), TABLE, ids=[row[0] for row in TABLE])
def test_a_wrong_input_is_told_in_fitting_words_and_leaves_nothing(
    typed: str, code: int, words: str, at_desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, events = files(at_desk), held(at_desk)
    given = main(typed.split())
    said = capsys.readouterr().err

    assert (given, words in said) == (code, True), said
    assert sum(line.startswith("secondtake: ") for line in said.splitlines()) == 1
    assert "next:" not in said
    assert files(at_desk) == before
    assert held(at_desk) == events


@pytest.mark.slow
@pytest.mark.parametrize(("typed", "code", "words"), UNREADABLE, ids=[r[0] for r in UNREADABLE])
def test_what_cannot_be_decoded_is_told_by_what_it_is(
    typed: str, code: int, words: str, at_desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = main(typed.split())

    assert (given, words in capsys.readouterr().err) == (code, True)


def test_new_makes_a_case_whose_path_looks_mistyped(
    at_desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = [main(["keep", "film.mp4", "--case", case, "--new"]) for case in ("cased", "up/case")]
    capsys.readouterr()

    assert made == [0, 0]
    assert (at_desk / "up" / "case" / "case.json").is_file()
    for folder in ("cased", "up"):
        shutil.rmtree(at_desk / folder)


def test_cases_that_differ_in_their_figures_are_a_series_and_no_typo(
    at_desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["keep", "film.mp4", "--case", "case-2"]) == 0
    capsys.readouterr()
    shutil.rmtree(at_desk / "case-2")


def test_a_page_kept_under_a_page_name_is_recorded_whatever_it_holds(
    at_desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A server may answer with a picture: what was asked for by its right name is evidence."""
    (at_desk / "saved.html").write_bytes(png(2, 2))

    assert main(["keep", "saved.html", "--as", "page", "--case", "new"]) == 0
    assert "image/png" in capsys.readouterr().out
    (at_desk / "saved.html").unlink()
