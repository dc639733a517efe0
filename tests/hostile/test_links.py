"""A folder from a stranger makes us open, change or wait for nothing outside it."""

from __future__ import annotations

import os
import re
import shutil
import socket
import sqlite3
import struct
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from tests.cli.ran import run
from tests.hostile.links import FILES, FOLDERS, KINDS, case_with_all, planted, snapshot

import secondtake
from secondtake.cli import main
from secondtake.errors import FolderUnsafe
from secondtake.own_folder import OwnFolder, inspection, require_plain
from secondtake.store import layout
from secondtake.workbench import open_bench


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspection, "PAUSE_SECONDS", 0.0)


SECRET = "export PATH=$HOME/bin:$PATH\n"
DAMAGED = 3


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return case_with_all(tmp_path_factory.mktemp("given"))


@pytest.fixture
def case(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "case"))


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    """A file of the user's own, alone in its folder."""
    (tmp_path / "home").mkdir()
    file = tmp_path / "home" / "profile"
    file.write_text(SECRET)
    return file


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.txt"
    file.write_text("The agency said that the film shows the harbour.")
    return file


@dataclass(frozen=True)
class Desk:
    """A case, a file of the user's own beside it, a page, and a folder that is not made."""

    case: Path
    victim: Path
    page: Path
    out: Path


@pytest.fixture
def desk(case: Path, victim: Path, page: Path, tmp_path: Path) -> Desk:
    return Desk(case, victim, page, tmp_path / "out")


def commands(case: Path, page: Path, out: Path) -> list[list[str]]:
    """Every command that opens a case, those that write first."""
    on = ["--case", str(case)]
    return [
        ["keep", str(page), "--as", "page", *on],
        ["check", str(page), *on],
        ["forget-people", *on],
        ["report", *on],
        ["read", *on],
        ["watch", *on],
        ["compare", *on],
        ["judge", *on],
        ["recheck", *on],
        ["stamp", "--authority", "http://127.0.0.1:9/", *on],
        ["export", "--as", "json", "--to", str(out / "export"), *on],
        ["bundle", "--to", str(out / "bundle"), *on],
        ["wacz", "--to", str(out / "web.wacz"), *on],
        ["review", "F1", "sees-it", *on],
        ["review", "--html", str(out / "blind.html"), *on],
        ["dismiss", "F1", *on],
        ["review-people", "P1", "confirm", *on],
        ["clip", "F1", "--to", str(out / "clips"), *on],
        ["verify", *on],
    ]


ALWAYS = ("custody.jsonl", "people.going")
"""With these names everything is tried in the fast tests, with the others a link alone."""


def pairs(kinds: Iterable[str], often: Collection[str]) -> list[ParameterSet]:
    """Every name of a case with every kind; what is not tried often is marked as slow."""
    return [
        pytest.param(name, kind, marks=() if kind in often or name in ALWAYS else pytest.mark.slow)
        for name in (*FILES, *FOLDERS)
        for kind in kinds
        if not (name in FOLDERS and kind == "folder")
    ]


@pytest.mark.parametrize(("name", "kind"), pairs(KINDS, ["link"]))
def test_a_case_with_anything_but_its_own_files_is_refused_before_a_byte_is_written(
    desk: Desk, capsys: pytest.CaptureFixture[str], name: str, kind: str
) -> None:
    case, victim = desk.case, desk.victim
    planted(case / name, kind, victim)
    before = snapshot(case)

    for command in commands(case, desk.page, desk.out):
        assert main(command) == DAMAGED, command
        assert f"{name} in " in capsys.readouterr().err, command
    for mode in ("r", "w"):
        with pytest.raises(FolderUnsafe, match=re.escape(name)):
            secondtake.open(case, mode)
    assert snapshot(case) == before
    assert snapshot(victim.parent).keys() == {"profile"}
    assert victim.read_text() == SECRET
    assert not desk.out.exists()


@pytest.mark.parametrize(
    "name",
    [
        "notes.txt",
        "Custody.jsonl",
        "case.db-old",
        ".bashrc",
        ".git/config",
        "evidence/run.sh",
        "evidence/ab/cd/ef",
        "seals/../x.pem/y",
        "people/list.jsonl",
        "a\nb\u202ec.txt",
    ],
)
def test_a_name_that_belongs_to_no_case_is_refused(
    case: Path, page: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    file = case / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("hello")
    before = snapshot(case)

    for command in commands(case, page, case.parent / "out")[:3]:
        assert main(command) == DAMAGED
        said = capsys.readouterr().err
        assert "does not belong to a case" in said
        assert "\u202e" not in said
    assert snapshot(case) == before


@pytest.mark.parametrize("name", [".DS_Store", "evidence/._ab", "Thumbs.db", ".nfs00000012"])
def test_what_a_system_leaves_in_every_folder_is_passed_over(
    whole: Path, case: Path, name: str
) -> None:
    (case / name).write_bytes(b"x")

    assert main(["report", "--case", str(case)]) == 0
    assert (case / name).read_bytes() == b"x"


def test_a_socket_is_refused(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (case / "report.pdf").unlink()
    monkeypatch.chdir(case)  # the address of a socket may have about a hundred letters
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("report.pdf")

    with pytest.raises(FolderUnsafe, match=r"report\.pdf .* is a socket"):
        open_bench(case)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes devices")
def test_a_device_is_refused(case: Path) -> None:
    (case / "report.pdf").unlink()
    try:
        os.mknod(case / "report.pdf", 0o20666, os.makedev(1, 3))
    except PermissionError:
        pytest.skip("no devices are made here")

    with pytest.raises(FolderUnsafe, match=r"report\.pdf .* is a device"):
        open_bench(case)


def test_folders_without_an_end_are_refused(tmp_path: Path) -> None:
    deep = tmp_path / "archive.lance" / "films.lance"
    for _ in range(40):
        deep = deep / "a"
    deep.mkdir(parents=True)

    with pytest.raises(FolderUnsafe, match="deeper than 16 folders"):
        require_plain(tmp_path / "archive.lance", None, what="an archive")


@pytest.mark.slow
@pytest.mark.parametrize(("name", "kind"), pairs([k for k in KINDS if k != "folder"], []))
def test_what_is_put_there_after_the_look_changes_nothing_outside(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, name: str, kind: str
) -> None:
    def put_after(path: Path) -> None:
        if not (desk.case / name).is_symlink():
            planted(desk.case / name, kind, desk.victim)

    monkeypatch.setattr(layout, "require_own", put_after)
    for command in commands(desk.case, desk.page, desk.out)[:4]:
        main(command)

    assert desk.victim.read_text() == SECRET
    assert snapshot(desk.victim.parent).keys() == {"profile"}


def test_a_link_above_the_case_and_one_to_it_are_the_users_own(case: Path, tmp_path: Path) -> None:
    (tmp_path / "desk").symlink_to(tmp_path)
    (tmp_path / "today").symlink_to(case)

    for path in (tmp_path / "desk" / "case", tmp_path / "today"):
        assert main(["report", "--case", str(path)]) == 0


def test_a_journal_that_names_a_file_does_not_have_it_deleted(case: Path, victim: Path) -> None:
    name = str(victim).encode()
    magic = bytes.fromhex("d9d505f920a163d7")
    pages = (case / "case.db").stat().st_size // 4096
    head = magic + struct.pack(">IIIII", 0, 1234, pages, 512, 4096)
    tail = struct.pack(">I", 0xFFFFFFFF) + name
    tail += struct.pack(">II", len(name), sum(b - 256 * (b > 127) for b in name) & 0xFFFFFFFF)
    hostile = head.ljust(512, b"\0") + tail + magic
    (case / "case.db-journal").write_bytes(hostile)

    for verb in ("report", "verify"):
        assert main([verb, "--case", str(case)]) == DAMAGED
        assert victim.read_text() == SECRET

    # The control: SQLite itself does what is guarded against.
    with sqlite3.connect(case / "case.db") as db:
        db.execute("SELECT count(*) FROM sqlite_master")
    assert not victim.exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["people.going", "looks.going", "custody.jsonl", ".part-SHA256SUMS", ".part-case.json"]
)
@pytest.mark.parametrize("verb", ["keep", "forget-people", "report", "verify"])
def test_the_attacks_that_were_shown_on_the_command_hold_no_more(
    case: Path, victim: Path, page: Path, name: str, verb: str
) -> None:
    planted(case / name, "link", victim.parent if name.endswith(".going") else victim)
    more = [page, "--as", "page"] if verb == "keep" else []
    ran = run(verb, *more, "--case", case, timeout=60)

    assert ran.returncode == DAMAGED
    assert f"{name} in " in ran.stderr
    assert "Traceback" not in ran.stderr
    assert victim.read_text() == SECRET


def test_names_that_lead_out_are_refused(tmp_path: Path) -> None:
    own = OwnFolder(tmp_path / "case")
    (tmp_path / "case").mkdir()

    for name in ("..", "../x", "a/../../x", "/etc/passwd", "", "a//b", "a\0b"):
        with pytest.raises(FolderUnsafe):
            own.put(name, b"x")
        with pytest.raises(FolderUnsafe):
            own.read(name)
    assert list(tmp_path.rglob("*")) == [tmp_path / "case"]


def test_an_unfinished_file_of_ours_has_two_names_for_a_moment_and_is_no_hard_link_out(
    case: Path,
) -> None:
    (kept,) = (case / "evidence").glob("??/*")
    (case / "evidence" / ".part-abc").unlink()
    (case / "evidence" / ".part-abc").hardlink_to(kept)

    with open_bench(case):
        pass
    assert not (case / "evidence" / ".part-abc").exists()
    assert kept.stat().st_nlink == 1


@pytest.mark.parametrize("kind", ["link", "dangling link", "pipe", "linked folder", "hard link"])
@pytest.mark.parametrize("name", ["report.html", "case.json.csv", "report.json"])
def test_what_lies_in_a_folder_for_exports_is_replaced_and_not_followed(
    case: Path, victim: Path, tmp_path: Path, name: str, kind: str
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    planted(out / name, kind, victim)
    planted(out / ".part-SHA256SUMS", kind, victim)
    planted(out / f".{name}.{os.getpid()}.part", kind, victim)

    assert main(["export", "--as", "json", "--to", str(out), "--case", str(case)]) == 0
    assert victim.read_text() == SECRET
    assert snapshot(victim.parent).keys() == {"profile"}
    assert (out / "report.json").is_file()
    assert not (out / "report.json").is_symlink()


@pytest.fixture(scope="module")
def bundle(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("handed")
    shutil.copytree(whole, folder / "case")
    with open_bench(folder / "case") as bench:
        bench.bundle(folder / "bundle", evidence=True)
    return folder / "bundle"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "name",
    [
        "manifest-sha256.txt",
        "tagmanifest-sha256.txt",
        "bagit.txt",
        "bag-info.txt",
        "signatures",
        "data/pins.json",
        "data/custody.jsonl",
        "data/report.html",
        "data/exports",
        "data/evidence",
        "data/more",
        "data",
    ],
)
def test_a_bundle_with_anything_but_its_own_files_is_refused(
    bundle: Path, desk: Desk, capsys: pytest.CaptureFixture[str], name: str, kind: str
) -> None:
    if kind == "folder" and not Path(name).suffix:
        pytest.skip("a folder is what belongs there, or is empty and holds nothing")
    given = Path(shutil.copytree(bundle, desk.out / "bundle"))
    planted(given / name, kind, desk.victim)

    for command in (["verify", "--bundle", str(given)], ["rerun", str(given)]):
        assert main(command) == DAMAGED
        said = capsys.readouterr().err
        assert name in said or kind == "folder"
    assert desk.victim.read_text() == SECRET


def test_a_bundle_with_a_foreign_name_is_refused(bundle: Path, tmp_path: Path) -> None:
    given = Path(shutil.copytree(bundle, tmp_path / "bundle"))
    (given / "start.sh").write_text("echo")

    assert main(["verify", "--bundle", str(given)]) == DAMAGED


def test_a_token_that_is_a_pipe_is_not_waited_for(case: Path, tmp_path: Path) -> None:
    (tmp_path / "tokens").mkdir()
    os.mkfifo(tmp_path / "tokens" / "a.tsr")

    assert (
        run("verify", "--case", case, "--tokens", tmp_path / "tokens", timeout=60).returncode != 0
    )
