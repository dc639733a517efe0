"""Every wrong input gives one clear sentence and the right exit code, and loses nothing."""

from __future__ import annotations

import argparse
import json
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.cli.ran import events, powerless, run, sentences, started
from tests.films import moving_square, write_film

from secondtake.cli.case_options import parser
from secondtake.cli.entry_point import main


def test_a_mistyped_film_stops_before_anything_is_kept(tmp_path: Path, page: Path) -> None:
    case = tmp_path / "case"
    shown = run("check", page, tmp_path / "no film.mp4", "--case", case)

    assert shown.returncode == 2
    assert sentences(shown) == [f"secondtake: There is no file or folder {tmp_path}/no film.mp4."]
    assert not case.exists()


def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path, page: Path) -> None:
    shut = tmp_path / "shut"
    shut.mkdir(mode=0o555)
    shown = run("check", page, "--case", shut / "case", before=powerless())

    assert shown.returncode == 2
    assert sentences(shown) == [
        f"secondtake: The case at {shut}/case cannot be written: Permission denied."
    ]


def test_a_case_that_may_no_longer_be_written_is_named_and_still_verified(
    tmp_path: Path, page: Path
) -> None:
    case = tmp_path / "case"
    run("keep", page, "--as", "page", "--case", case)
    for path in (case, *case.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    shown = run("keep", page, "--case", case, before=powerless())
    verified = run("verify", "--case", case, before=powerless())
    for path in (case, *case.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)

    assert shown.returncode == 2
    assert len(sentences(shown)) == 1
    assert verified.returncode == 0, verified.stdout


def test_a_page_that_may_not_be_read_is_named(tmp_path: Path, page: Path) -> None:
    secret = tmp_path / "secret.html"
    secret.write_bytes(page.read_bytes())
    secret.chmod(0)
    shown = run("keep", secret, "--as", "page", "--case", tmp_path / "case", before=powerless())

    assert shown.returncode == 1
    assert sentences(shown) == [
        "could not be analysed: secret.html cannot be read: Permission denied."
    ]


class Gone(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_error(410)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), Gone)
    thread = threading.Thread(target=made.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    thread.join()
    made.server_close()


def test_an_address_that_is_gone_is_recorded(tmp_path: Path, server: str) -> None:
    case, address = tmp_path / "case", f"{server}/film.mp4"
    shown = run("keep", address, "--case", case, "--allow-private")

    assert shown.returncode == 1
    assert sentences(shown) == [
        f"could not be analysed: The address {address} answered 410 (gone)."
    ]
    assert [json.loads(e)["action"] for e in events(case)] == ["opened", "failed"]


@pytest.mark.slow
def test_films_that_cannot_be_looked_at_are_named_each_by_one_sentence(
    tmp_path: Path, page: Path
) -> None:
    whole = write_film(tmp_path / "whole.mkv", moving_square(1, 100)).read_bytes()
    contents = {
        "empty.mp4": b"",
        "letter.mp4": b"this is a letter, not a film\n" * 20,
        "headless.mp4": bytes(64) + whole[64:],
        "half.mkv": whole[: len(whole) // 2],
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    case = tmp_path / "case"
    shown = run("check", page, *(tmp_path / name for name in contents), "--case", case, "--json")
    again = run("check", page, *(tmp_path / name for name in contents), "--case", case, "--json")

    said = sentences(shown)
    assert shown.returncode == 1
    assert [name for name in contents if sum(name in line for line in said) == 1] == list(contents)
    assert len(said) == 4
    assert any("could be decoded" in line for line in said if "half.mkv" in line)
    assert "half.mkv" in " ".join(json.loads(shown.stdout)["not_examined"])
    assert (again.returncode, sentences(again)) == (1, said)
    assert run("verify", "--case", case).returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize("size", ["200k", "300k", "500k", "700k"])
def test_a_full_disk_is_named_and_what_was_recorded_is_kept(
    tmp_path: Path, page: Path, two_shot_film: Path, size: str
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)]
    if subprocess.run(mounted, capture_output=True, check=False).returncode != 0:
        pytest.skip("no small disk can be made here")
    try:
        case = disk / "case"
        full = run("check", page, two_shot_film, "--case", case)
        before = events(case)
        found = run("verify", "--case", case)
        subprocess.run(["mount", "-o", "remount,size=50m", str(disk)], check=True)
        again = run("check", page, two_shot_film, "--case", case)

        assert full.returncode in {0, 2}, full.stderr
        assert len(sentences(full)) == (full.returncode == 2), full.stderr
        # Where the disk was full the command did not end: verify says so, and that nothing differs.
        assert found.returncode == (75 if full.returncode else 0), found.stdout
        assert "Everything that was recorded matches" in found.stdout
        assert again.returncode == 0, again.stderr
        assert events(case)[: len(before)] == before
        assert run("verify", "--case", case).returncode == 0
    finally:
        subprocess.run(["umount", str(disk)], check=False)


PHASES = ("Collecting", "Reading", "Analysing", "Describing shots", "Comparing", "Redacting")


@pytest.mark.slow
@pytest.mark.parametrize("phase", PHASES)
def test_a_run_killed_in_any_phase_goes_on_and_loses_nothing(
    tmp_path: Path, page: Path, two_shot_film: Path, phase: str
) -> None:
    case = tmp_path / "case"
    command = ("check", page, two_shot_film, "--case", case)
    child = started(*command)
    assert child.stderr is not None
    said = []
    for line in child.stderr:
        said.append(line)
        if line.startswith(phase):
            break
    child.kill()
    child.wait()
    child.stderr.close()
    before = events(case)
    again = run(*command)
    after = events(case)

    assert any(line.startswith(phase) for line in said)
    assert again.returncode == 0, again.stderr
    assert after[: len(before)] == before
    assert run("verify", "--case", case).returncode == 0


MORE_WORDS = {"review": ["F1", "sees-it"], "still": ["--frame", "1"], "note": ["x@1"]}
"""What commands need beside the arguments that the parser itself asks for."""


def on_a_case() -> Iterator[list[str]]:
    """Every command that needs a case, with what else it asks for."""
    (verbs,) = (a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    for name, command in verbs.choices.items():
        needed = [a for a in command._actions if a.required and a.dest != "case"]
        if "--case" not in command._option_string_actions or command.get_default("makes_case"):
            continue
        words = [name, *MORE_WORDS.get(name, [])]
        for option in needed:
            value = str(next(iter(option.choices or ["x"])))
            words += [*option.option_strings[:1], *([] if option.nargs == 0 else [value])]
        yield words


@pytest.mark.parametrize("words", list(on_a_case()), ids=lambda w: w[0])
def test_a_mistyped_case_is_not_made(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typo = tmp_path / "tpyo"

    assert main([*words, "--case", str(typo)]) == 2
    assert f"There is no case at {typo}." in capsys.readouterr().err
    assert not typo.exists()
