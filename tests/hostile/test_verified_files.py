"""`verify` passes nothing that is gone, is something else, or is no plain file; and never waits."""

from __future__ import annotations

import os
import random
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.cli.ran import run
from tests.store.old_case import MAKER, write_case
from tests.store.test_case import some_descriptors

from secondtake.errors import EvidenceDamaged, SecondTakeError
from secondtake.model.evidence import Derivative
from secondtake.store import Case, shot_descriptions, verify
from secondtake.workbench import open_bench

KINDS = {
    "evidence": "evidence/*/*",
    "a derivative": "derived/*/*",
    "a look": "looks/*/*",
    "a list of people": "people/*.jsonl",
    "the log": "custody.jsonl",
    "the sums": "SHA256SUMS",
    "what the folder is": "case.json",
    "the database": "case.db",
    "a report": "report.html",
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with every kind of file but trusted timestamps."""
    path = write_case(tmp_path_factory.mktemp("whole") / "case")
    with Case.open(path) as case:
        film, page, *_ = (e.digest for e in case.exhibits())
        case.record("derived", actor="t", subject=film, records=[some_descriptors(film)])
        drawn = Derivative(
            digest=case.keep(b"png"), source=page, media_type="image/png", made_by=MAKER
        )
        case.record("derived", actor="t", subject=page, records=[drawn])
    with open_bench(path) as bench:
        bench.report()
    assert (verify(path).problems, verify(path).interrupted) == ((), ())
    return path


@pytest.fixture
def case(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "case"))


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """Ends a test that waits: for a named pipe nobody writes to, for one."""

    def late(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def said(case: Path) -> str:
    """What `verify` says is amiss; empty when nothing is."""
    try:
        return " ".join(verify(case).problems)
    except EvidenceDamaged as error:
        return str(error)


def beside(path: Path) -> Path:
    """A place outside the case."""
    return next(p for p in path.parents if p.name == "case").with_name("elsewhere")


def gone(path: Path) -> None:
    path.unlink()


def empty_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def named_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def linked(path: Path) -> None:
    path.symlink_to(path.rename(beside(path)))


def linked_hard(path: Path) -> None:
    beside(path).hardlink_to(path)


def other_bytes(path: Path) -> None:
    path.chmod(0o644)
    path.write_bytes(b"other")


def longer(path: Path) -> None:
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() + b"\n")


ATTACKS = (gone, empty_folder, named_pipe, linked, linked_hard, other_bytes, longer)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda a: a.__name__)
@pytest.mark.parametrize("kind", KINDS)
def test_whatever_is_put_in_the_place_of_a_file_is_told_by_name(
    case: Path, kind: str, attack: Callable[[Path], None]
) -> None:
    if (kind, attack) == ("a report", gone):
        return  # a report may be moved away, and written again
    path = sorted(case.glob(KINDS[kind]))[0]
    attack(path)

    told = said(case)
    name = path.relative_to(case).as_posix()
    assert name in told or f"missing from {name.split('/')[0]}/" in told, told


def test_a_folder_of_evidence_that_is_a_link_is_told(case: Path, tmp_path: Path) -> None:
    folder = next(iter((case / "evidence").iterdir()))
    shutil.copytree(folder, tmp_path / "changed")
    for file in (tmp_path / "changed").iterdir():
        file.chmod(0o644)
        file.write_bytes(b"changed")
    shutil.rmtree(folder)
    folder.symlink_to(tmp_path / "changed")

    assert "symbolic link" in said(case)


@pytest.mark.parametrize(
    ("folder", "command"),
    [("derived", "watch"), ("looks", "compare"), ("people", "check --people")],
)
def test_an_emptied_folder_is_told_with_the_command_that_makes_it_again(
    case: Path, folder: str, command: str
) -> None:
    shutil.rmtree(case / folder)

    told = said(case)
    assert folder in told
    assert f"secondtake {command}`" in told
    assert ("no evidence" in told) == (folder != "people")


def test_a_timestamp_that_is_gone_is_told(tmp_path: Path) -> None:
    from secondtake.store import timestamp_tokens

    with open_bench(tmp_path / "case") as bench:
        timestamp_tokens.want(bench.case, ["http://tsa.example"], b"pem", actor="t")
        (one,) = timestamp_tokens.wanted(bench.case.lines())
        timestamp_tokens.keep(bench.case, one, b"token", actor="t")
    case = tmp_path / "case"
    assert verify(case).problems == ()
    for name in ("trusted.pem", Path(one.file).name):
        kept = (case / "seals" / name).read_bytes()
        (case / "seals" / name).unlink()
        assert name in said(case)
        (case / "seals" / name).write_bytes(kept)


def test_the_command_says_so_with_exit_code_3_and_never_waits(case: Path) -> None:
    named_pipe(next(p for p in (case / "evidence").glob("*/*")))
    for verb in ("verify", "report"):
        shown = run(verb, "--case", case, timeout=60)

        assert (shown.returncode, "Traceback" in shown.stderr) == (3, False)
        assert "named pipe" in shown.stderr


def test_what_was_made_from_evidence_is_made_again(tmp_path: Path, two_shot_film: Path) -> None:
    path = tmp_path / "case"
    with open_bench(path) as bench:
        bench.keep(two_shot_film)
        bench.watch()
    before = {p.name: p.read_bytes() for p in (path / "derived").rglob("*") if p.is_file()}
    first, second, *_ = sorted(p for p in (path / "derived").rglob("*") if p.is_file())
    first.unlink()
    second.chmod(0o644)
    second.write_bytes(b"other")
    assert "secondtake watch" in said(path)

    with open_bench(path) as bench:
        bench.watch()

    assert said(path) == ""
    after = {p.name: p.read_bytes() for p in (path / "derived").rglob("*") if p.is_file()}
    assert after == before


def test_looks_that_are_gone_are_made_again_also_when_every_pair_was_compared(
    tmp_path: Path, two_shot_film: Path
) -> None:
    path = tmp_path / "case"
    with open_bench(path) as bench:
        bench.keep(two_shot_film)
        bench.watch()
        bench.compare()
        looks = shot_descriptions.lost(bench.case, "m" * 64)
    assert looks == frozenset()
    shutil.rmtree(path / "looks")
    assert "secondtake compare" in said(path)

    with open_bench(path) as bench:
        bench.compare()
    assert said(path) == ""


def test_a_flipped_bit_anywhere_in_a_case_is_found(case: Path) -> None:
    chance = random.Random(11)
    files = sorted(p for p in case.rglob("*") if p.is_file() and p.stat().st_size)
    missed = []
    for number in range(3 * len(files)):
        path = files[number % len(files)]
        whole = path.read_bytes()
        at, bit = chance.randrange(len(whole)), 1 << chance.randrange(8)
        path.chmod(0o644)
        path.write_bytes(whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :])
        try:
            found = bool(verify(case).problems)
        except SecondTakeError as error:
            found = error.exit_code in (2, 3)
        if not found:
            missed.append((path.relative_to(case), at, bit))
        path.write_bytes(whole)

    assert missed == []
