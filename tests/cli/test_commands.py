"""What a person at a terminal sees: one clear sentence, the right exit code, nothing lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from secondtake.cli import main

VERBS = ("check", "keep", "read", "watch", "compare", "judge", "report", "verify", "relate")


def run(*arguments: object, **more: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "secondtake", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **more)


def sentences(run: subprocess.CompletedProcess[str]) -> list[str]:
    return [line for line in run.stderr.splitlines() if line.startswith("secondtake: ")]


def test_help_names_every_verb() -> None:
    shown = run("--help")

    assert shown.returncode == 0
    assert all(verb in shown.stdout for verb in VERBS)


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['secondtake', '--help']\n"
        "import secondtake.cli.case_options as o; o.parser().format_help()\n"
        "print([m for m in ('numpy', 'av', 'cv2', 'sqlite3', 'spacy') if m in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert shown.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("fly",),
        ("check",),
        ("check", "page.html"),
        ("relate", "only-one.mp4"),
        ("read",),
        ("verify", "--case", "nowhere"),
        ("shots", "nothing.mp4"),
        ("relate", "a.mp4", "b.mp4"),
        ("relate", "--pairs", "none.csv"),
        ("read", "nothing.html"),
    ],
)
def test_a_wrong_command_is_exit_2_without_a_traceback(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    shown = run(*arguments, cwd=tmp_path)

    assert shown.returncode == 2
    assert "Traceback" not in shown.stderr
    assert shown.stderr.strip()
    assert list(tmp_path.iterdir()) == []


def test_a_missing_page_leaves_no_case_behind_that_cannot_be_used(tmp_path: Path) -> None:
    case = tmp_path / "case"
    shown = run("check", tmp_path / "no.html", "--case", case)

    assert shown.returncode == 2
    assert len(sentences(shown)) == 1


def test_a_folder_that_is_something_else_is_left_alone(tmp_path: Path, page: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    shown = run("check", page, "--case", tmp_path)

    assert shown.returncode == 2
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]


def test_a_page_without_footage_gives_an_honest_report(tmp_path: Path, page: Path) -> None:
    case = tmp_path / "case"
    shown = run("check", page, "--case", case, "--json")
    report = json.loads(shown.stdout)

    assert shown.returncode == 0
    assert {c["state"] for c in report["claimed"]} <= {
        "could not look",
        "not by footage alone",
        "not from footage",
    }
    assert any("No footage" in sentence for sentence in report["not_examined"])
    assert (case / "report.html").stat().st_size > 1000


def test_check_runs_and_a_second_run_skips_what_is_done(
    tmp_path: Path, page: Path, two_shot_film: Path
) -> None:
    case = tmp_path / "case"
    first = run("check", page, two_shot_film, "--case", case, "--by", "tests")
    events = (case / "custody.jsonl").read_text().splitlines()
    second = run("check", page, two_shot_film, "--case", case, "--by", "tests")
    more = [json.loads(x) for x in (case / "custody.jsonl").read_text().splitlines()[len(events) :]]
    verified = run("verify", "--case", case, "--json")

    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert [e["action"] for e in more] == ["collected", "collected", "reported"]
    assert verified.returncode == 0
    assert json.loads(verified.stdout)["problems"] == []


@pytest.mark.slow
def test_unredacted_is_written_to_the_log(tmp_path: Path, page: Path) -> None:
    case = tmp_path / "case"
    run("check", page, "--case", case)
    run("report", "--case", case, "--unredacted", "--by", "A. Desk")
    actions = [json.loads(x) for x in (case / "custody.jsonl").read_text().splitlines()]

    assert [(e["action"], e["actor"]) for e in actions][-2:] == [
        ("unredacted", "A. Desk"),
        ("reported", "A. Desk"),
    ]


def test_a_changed_byte_of_evidence_is_exit_3(tmp_path: Path, page: Path) -> None:
    case = tmp_path / "case"
    run("check", page, "--case", case)
    (kept,) = [p for p in (case / "evidence").rglob("*") if p.is_file()]
    kept.chmod(0o644)
    kept.write_bytes(kept.read_bytes().replace(b"Wednesday", b"Saturday!"))
    shown = run("verify", "--case", case)

    assert shown.returncode == 3
    assert kept.name in shown.stdout


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.mp4", b""),
        pytest.param("text.mp4", b"a letter, not a film\n" * 20, marks=pytest.mark.slow),
        pytest.param("noise.mp4", bytes(range(256)) * 40, marks=pytest.mark.slow),
    ],
)
def test_a_file_that_is_no_film_is_a_recorded_failure(
    tmp_path: Path, page: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    case = tmp_path / "case"
    shown = run("check", page, tmp_path / name, "--case", case, "--json")

    assert shown.returncode == 1
    assert len(json.loads(shown.stdout)["failures"]) == 1
    assert shown.stderr.count("could not be analysed") == 1
    assert (case / "report.html").exists()


def test_a_binary_page_is_a_recorded_failure(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    shown = run("check", tmp_path / "page.html", "--case", tmp_path / "case")

    assert shown.returncode == 1
    assert "could not be analysed" in shown.stderr


def test_pasted_text_is_read_from_stdin(tmp_path: Path) -> None:
    text = "Film was shot twice\n\nThe agency said the video shows the same scene twice.\n"
    shown = run("check", "-", "--case", tmp_path / "case", "--json", input=text)

    assert shown.returncode == 0
    assert json.loads(shown.stdout)["readings"][0]["article"]["text"] == text


def test_an_address_that_is_gone_is_a_recorded_failure(tmp_path: Path) -> None:
    shown = run("check", "http://127.0.0.1:9/gone", "--case", tmp_path / "case", "--allow-private")

    assert shown.returncode == 1
    assert "could not be analysed" in shown.stderr


def test_a_private_address_is_refused_unless_allowed(tmp_path: Path) -> None:
    shown = run("check", "http://127.0.0.1:9/x", "--case", tmp_path / "case")

    assert shown.returncode == 2


@pytest.mark.slow
def test_an_interrupt_ends_without_a_traceback(
    tmp_path: Path, page: Path, two_shot_film: Path
) -> None:
    command = [sys.executable, "-m", "secondtake", "check", page, two_shot_film, "--case"]
    child = subprocess.Popen(
        [*map(str, command), str(tmp_path / "case")],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        # A shell that starts work in its background has it ignore interrupts; no threads here.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    assert child.stderr is not None
    for line in child.stderr:
        if "Analysing" in line:
            break
    child.send_signal(2)
    _, said = child.communicate(timeout=120)

    assert child.returncode == 130
    assert "Traceback" not in said
    broken_off = run("verify", "--case", tmp_path / "case")
    assert broken_off.returncode == 75
    assert "Run that command again" in broken_off.stdout + broken_off.stderr
    assert "does not match" not in broken_off.stdout
    assert run(*command[3:], tmp_path / "case").returncode == 0
    assert run("verify", "--case", tmp_path / "case").returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize("wait", [0.5, 1.0, 1.5, 2.0, 3.0, 4.0])
def test_a_killed_check_goes_on_and_nothing_is_lost(
    tmp_path: Path, page: Path, two_shot_film: Path, wait: float
) -> None:
    case = tmp_path / "case"
    command = ["check", page, two_shot_film, "--case", case]
    child = subprocess.Popen(
        [sys.executable, "-m", "secondtake", *map(str, command)],
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    time.sleep(wait)
    child.kill()
    child.wait()
    again = run(*command)

    assert again.returncode == 0, again.stderr
    assert run("verify", "--case", case).returncode == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_an_unwritable_folder_is_named(tmp_path: Path, page: Path) -> None:
    tmp_path.chmod(0o555)
    shown = run("check", page, "--case", tmp_path / "case")

    assert shown.returncode == 2
    assert len(sentences(shown)) == 1


def test_names_of_files_do_not_steer_the_terminal(tmp_path: Path, page: Path) -> None:
    film = tmp_path / "a\x1b[2Jb.mp4"
    film.write_bytes(b"no film")
    shown = run("check", page, film, "--case", tmp_path / "case")

    assert "\x1b" not in shown.stderr + shown.stdout


def test_a_fault_of_ours_shows_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("secondtake.cli.commands.workbench.verify", None)
    code = main(["verify", "--case", str(tmp_path)])

    assert code == 70
    assert "internal error in Second Take" in capsys.readouterr().err
