"""A command that was killed, or whose disk failed, is called interrupted, and never damage."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.store.old_case import write_case

from secondtake.cli import main
from secondtake.errors import CaseInterrupted, CaseUnwritable, SecondTakeError
from secondtake.own_folder import OwnFolder
from secondtake.store import Case, blobs, verify
from secondtake.workbench import open_bench

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = write_case(tmp_path_factory.mktemp("whole") / "case")
    with open_bench(path) as bench:
        bench.report()
        bench.report()
    return path


@pytest.fixture
def case(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "case"))


def nothing_more(case: Path) -> None:
    pass


def log_behind(case: Path) -> None:
    log = (case / "custody.jsonl").read_bytes()
    (case / "custody.jsonl").write_bytes(log[: log[:-1].rindex(b"\n") + 1])


def log_torn(case: Path) -> None:
    log = (case / "custody.jsonl").read_bytes()
    (case / "custody.jsonl").write_bytes(log[:-40])


def sums_behind(case: Path) -> None:
    sums = (case / "SHA256SUMS").read_bytes()
    (case / "SHA256SUMS").write_bytes(sums[: sums.index(b"\n") + 1])


def unfinished_files(case: Path) -> None:
    for folder in (".", "evidence", "derived", "looks", "people"):
        (case / folder).mkdir(exist_ok=True)
        (case / folder / ".part-0123456789abcdef").write_bytes(b"half")


def evidence_unlogged(case: Path) -> None:
    blobs.write(case / "evidence", b"bytes whose event was not written")


def people_unlogged(case: Path) -> None:
    (case / "people" / f"{'a' * 64}-{'b' * 12}.jsonl").write_bytes(b"")


def report_older(case: Path) -> None:
    before = (case / "report.html").read_bytes()
    with open_bench(case) as bench:
        bench.report(contact="desk@example.org")
    (case / "report.html").write_bytes(before)


def forgetting(case: Path) -> None:
    (case / "people").rename(case / "people.going")
    next((case / "people.going").glob("*.jsonl")).unlink()


def forgetting_reports(case: Path) -> None:
    (case / "people.going").mkdir()
    size = (case / "report.html").stat().st_size
    (case / "report.html").write_bytes(bytes(size))


STATES = (
    nothing_more,
    log_behind,
    log_torn,
    sums_behind,
    unfinished_files,
    evidence_unlogged,
    people_unlogged,
    report_older,
    forgetting,
    forgetting_reports,
)


@pytest.mark.parametrize("state", STATES, ids=lambda s: s.__name__)
def test_what_a_kill_leaves_is_told_as_an_interruption_and_gone_after_the_next_command(
    case: Path, state: Callable[[Path], None]
) -> None:
    before = (case / "custody.jsonl").read_bytes()
    state(case)
    (case / "case.db.sha256").unlink()

    found = verify(case)
    assert found.problems == ()
    assert "Run that command again" in found.interrupted[0]
    assert "nothing that was recorded is lost" in found.interrupted[0]
    with open_bench(case) as bench:
        bench.report()
    after = verify(case)
    assert (after.problems, after.interrupted) == ((), ())
    assert (case / "custody.jsonl").read_bytes().startswith(before)


@pytest.mark.parametrize("state", [log_behind, sums_behind, evidence_unlogged, people_unlogged])
def test_the_same_in_a_case_whose_last_command_ended_is_damage(
    case: Path, state: Callable[[Path], None]
) -> None:
    state(case)

    assert len(verify(case).problems) == 1


def test_a_first_command_that_was_killed_is_told_and_gone_on_with(tmp_path: Path) -> None:
    with open_bench(tmp_path / "whole"):
        pass
    held = ("evidence", "derived", ".part-1", "case.json", "writer.lock", "case.db")
    for many in range(1, len(held) + 1):
        path = tmp_path / str(many)
        path.mkdir()
        for name in held[:many]:
            if name in ("evidence", "derived"):
                (path / name).mkdir()
            elif name == "case.json":
                shutil.copy(tmp_path / "whole" / name, path / name)
            else:
                (path / name).touch()

        with pytest.raises(CaseInterrupted, match="interrupted"):
            verify(path)
        with open_bench(path):
            pass
        assert (verify(path).problems, verify(path).interrupted) == ((), ())


def test_the_command_has_an_exit_code_for_it(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (case / "case.db.sha256").unlink()
    (tmp_path / "begun" / "evidence").mkdir(parents=True)

    codes = [main(["verify", "--case", str(path)]) for path in (case, tmp_path / "begun")]
    shown = capsys.readouterr()

    assert codes == [75, 75]
    assert "DOES NOT MATCH" not in shown.out
    assert "Everything that was recorded matches." in shown.out
    assert f"secondtake report --case {case}" in shown.out
    assert "Run that command again" in shown.err


def failing(*_: object, **__: object) -> None:
    raise OSError(5, "Input/output error")


@pytest.mark.parametrize("call", ["put", "rename"])
def test_a_case_whose_sums_cannot_be_completed_says_so_until_the_next_command(
    case: Path, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (case / "SHA256SUMS").unlink()
    with monkeypatch.context() as patch, pytest.raises(CaseUnwritable):
        patch.setattr(OwnFolder, call, failing)
        open_bench(case)
    found = verify(case)
    assert found.problems == ()
    assert found.interrupted != ()

    with open_bench(case):
        pass
    assert (verify(case).problems, verify(case).interrupted) == ((), ())


@pytest.mark.parametrize("call", ["append", "sync", "link"])
def test_a_case_whose_disk_failed_says_so_until_the_next_command(
    case: Path, tmp_path: Path, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "film.mp4").write_bytes(b"a new film")

    with (
        monkeypatch.context() as patch,
        pytest.raises(CaseUnwritable),
        open_bench(case) as bench,
    ):
        patch.setattr(OwnFolder, call, failing)
        bench.keep(tmp_path / "film.mp4")
    found = verify(case)
    assert found.problems == ()
    assert found.interrupted != ()

    with open_bench(case) as bench:
        bench.keep(tmp_path / "film.mp4")
    assert (verify(case).problems, verify(case).interrupted) == ((), ())


def test_a_mistyped_name_interrupts_nothing(case: Path, tmp_path: Path) -> None:
    with pytest.raises(SecondTakeError), open_bench(case) as bench:
        bench.keep(tmp_path / "no such film.mp4")

    assert verify(case).interrupted == ()


def test_a_case_that_is_written_to_while_it_is_checked_is_not_called_damaged(case: Path) -> None:
    with Case.open(case) as writer:
        found = [verify(case)]
        for number in range(40):
            writer.record("derived", actor="t", detail=[("n", str(number))])
            found.append(verify(case)) if number % 8 == 0 else None

    assert [f.problems for f in found] == [()] * len(found)
    assert all(f.interrupted for f in found)
    assert verify(case).interrupted == ()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("cc"), reason="LD_PRELOAD and cc")
@pytest.mark.parametrize(
    ("verb", "every"),
    [("keep", 13), ("keep anew", 13), ("report", 13), ("forget-people", 13), ("bundle", 19)],
)
def test_no_fault_at_any_call_is_called_damage_or_loses_anything(verb: str, every: int) -> None:
    command = [sys.executable, "-m", "bench.evidence.faults"]
    ran = subprocess.run(
        [*command, "--every", str(every), "--verbs", verb],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-1000:]
