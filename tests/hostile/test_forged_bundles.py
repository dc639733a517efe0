"""Whoever knows the head of a bundle from elsewhere finds any change to any byte of it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.ran import run
from tests.hostile.forger import closed, resealed

from secondtake import preserve, workbench
from secondtake.errors import EvidenceDamaged, SecondTakeError, Unreadable
from secondtake.store import blobs, custody
from secondtake.store.row_format import canonical
from secondtake.workbench import open_bench

PAGE = "Two takes\n\nThe agency said on Monday the video shows the same scene twice.\n"
LOG, LAST = "data/custody.jsonl", "data/last-event.jsonl"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A signed bundle with its evidence and two withheld events, and its head."""
    folder = tmp_path_factory.mktemp("desk of agent smith")
    (folder / "page.txt").write_text(PAGE)
    workbench.make_key(folder / "key")
    with open_bench(folder / "case", by="tests") as bench:
        bench.keep(folder / "page.txt", role="page")
        for name in ("one", "two"):
            lost = str(folder / name)
            bench.fail(lost, preserve.MAKER, Unreadable(f"{lost} cannot be read."))
        bench.read()
        bench.judge()
        head = bench.bundle(folder / "bundle", evidence=True, key=folder / "key").head
    return folder / "bundle", head


@pytest.fixture
def bundle(made: tuple[Path, str], tmp_path: Path) -> Path:
    return Path(shutil.copytree(made[0], tmp_path / "bundle"))


@pytest.fixture
def unsigned(bundle: Path) -> Path:
    """What a forger begins with: signatures taken away, and nothing said of them."""
    shutil.rmtree(bundle / "signatures")
    _altered_last(bundle, lambda e: e["detail"].pop())
    resealed(bundle)
    return bundle


def test_the_head_that_was_given_is_that_of_the_bundle(made: tuple[Path, str]) -> None:
    found = workbench.verify_bundle(made[0], head=made[1])

    assert (found.problems, found.head) == ((), made[1])
    assert found.head == custody.line_digest((made[0] / LAST).read_text().rstrip("\n"))


def test_a_flipped_bit_in_any_file_is_found(made: tuple[Path, str], bundle: Path) -> None:
    files = sorted(p for p in bundle.rglob("*") if p.is_file() and p.stat().st_size)
    missed = []
    for path in files:
        whole = path.read_bytes()
        for at in (0, len(whole) // 2, len(whole) - 1):
            path.chmod(0o644)
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
            if not _caught(bundle, made[1]):
                missed.append((path.name, at))
        path.write_bytes(whole)

    assert {"bag-info.txt", "bagit.txt", "report.html", "pins.json"} < {p.name for p in files}
    assert len([p for p in files if p.suffix in (".sig", ".pem")]) == 2
    assert missed == []


def test_a_file_rewritten_with_all_digests_is_caught_by_the_head(
    made: tuple[Path, str], unsigned: Path, tmp_path: Path
) -> None:
    missed = []
    made_again = {LOG, LAST, "data/contents-sha256.txt", "manifest-sha256.txt"}
    for path in sorted(p for p in unsigned.rglob("*") if p.is_file()):
        name = path.relative_to(unsigned).as_posix()
        if name in made_again or name.startswith("tagmanifest"):
            continue
        forged = Path(shutil.copytree(unsigned, tmp_path / "forged"))
        (forged / name).chmod(0o644)
        (forged / name).write_bytes(b"x" + path.read_bytes())
        resealed(forged)
        if not _caught(forged, made[1]):
            missed.append(name)
        shutil.rmtree(forged)

    assert workbench.verify_bundle(unsigned).problems == ()
    assert missed == []


def test_a_report_and_findings_of_a_forger_end_with_exit_code_3(
    made: tuple[Path, str], unsigned: Path
) -> None:
    (unsigned / "data" / "report.html").write_text("<p>Nothing was found.")
    pins = json.loads((unsigned / "data" / "pins.json").read_text())
    (unsigned / "data" / "pins.json").write_text(json.dumps(pins | {"findings": []}))
    resealed(unsigned)
    ran = run("verify", "--bundle", unsigned, "--head", made[1])
    alone = run("verify", "--bundle", unsigned)

    assert (ran.returncode, "DOES NOT MATCH: The head of the bundle is not" in ran.stdout) == (
        3,
        True,
    )
    assert (alone.returncode, "rewrote it as a whole" in alone.stdout) == (0, True)


def test_the_known_head_put_on_top_as_a_withheld_line_is_refused(
    made: tuple[Path, str], unsigned: Path
) -> None:
    lines = [canonical({"seq": 1, "withheld": made[1]})]
    _relog(unsigned, lines)
    pins = json.loads((unsigned / "data" / "pins.json").read_text())
    (unsigned / "data" / "pins.json").write_text(json.dumps(pins | {"log_head": made[1]}))
    resealed(unsigned)

    assert workbench.verify_bundle(unsigned).problems == ()
    assert "rewritten" in workbench.verify_bundle(unsigned, head=made[1]).problems[0]


@pytest.mark.parametrize("beside", ["detail", "previous", "note"])
def test_a_withheld_line_with_anything_beside_it_is_refused(unsigned: Path, beside: str) -> None:
    lines = _lines(unsigned)
    event = json.loads(lines[0])
    extra = event.get(beside, "nothing was seen")
    lines[0] = canonical({"seq": 1, "withheld": custody.line_digest(lines[0]), beside: extra})
    _relog(unsigned, lines)
    resealed(unsigned)

    with pytest.raises(EvidenceDamaged, match="Event 1 "):
        workbench.verify_bundle(unsigned)


def test_an_event_with_other_words_and_its_digest_beside_is_refused(unsigned: Path) -> None:
    lines = _lines(unsigned)
    event = json.loads(lines[1])
    forged = event | {"actor": "nobody", "withheld": custody.line_digest(lines[1])}
    _relog(unsigned, [lines[0], canonical(forged), *lines[2:]])
    resealed(unsigned)

    with pytest.raises(EvidenceDamaged, match="Event 2 "):
        workbench.verify_bundle(unsigned)


def test_what_stands_above_a_withheld_line_is_bound_by_the_head(
    made: tuple[Path, str], unsigned: Path
) -> None:
    lines = _lines(unsigned)
    hidden = [n for n, line in enumerate(lines) if '"withheld"' in line]
    first = json.loads(lines[0])
    lines[0] = canonical(first | {"actor": "nobody"})
    lines[1 : hidden[-1]] = [
        canonical({"seq": n + 1, "withheld": "0" * 64}) for n in range(1, hidden[-1])
    ]
    _relog(unsigned, lines)
    resealed(unsigned)
    found = workbench.verify_bundle(unsigned)

    assert len(hidden) == 2
    assert any("are withheld" in note for note in found.notes)
    assert workbench.verify_bundle(unsigned, head=made[1]).problems != ()


def test_an_event_of_another_is_caught_by_the_head(made: tuple[Path, str], unsigned: Path) -> None:
    _altered_last(unsigned, lambda e: e.update(actor="nobody"))
    resealed(unsigned)

    assert workbench.verify_bundle(unsigned).problems == ()
    assert workbench.verify_bundle(unsigned, head=made[1]).problems != ()


def test_an_event_put_after_the_known_head_does_not_borrow_it(
    made: tuple[Path, str], bundle: Path
) -> None:
    shutil.rmtree(bundle / "signatures")
    _relog(bundle, [*_lines(bundle), (bundle / LAST).read_text().rstrip("\n")])
    pins = json.loads((bundle / "data" / "pins.json").read_text())
    (bundle / "data" / "pins.json").write_text(json.dumps(pins | {"log_head": made[1]}))
    _altered_last(bundle, lambda e: e["detail"].pop())
    resealed(bundle)
    found = workbench.verify_bundle(bundle, head=made[1])

    assert workbench.verify_bundle(bundle).problems == ()
    assert ["earlier event" in problem for problem in found.problems] == [True]


def test_another_signature_is_not_let_through(bundle: Path, tmp_path: Path) -> None:
    workbench.make_key(tmp_path / "key")
    (pem,) = (bundle / "signatures").glob("*.pem")
    (sig,) = (bundle / "signatures").glob("*.sig")
    (bundle / "signatures" / f"{'0' * 64}.sig").write_bytes(sig.read_bytes())
    closed(bundle)
    with pytest.raises(EvidenceDamaged, match="does not list"):
        workbench.verify_bundle(bundle)
    (bundle / "signatures" / f"{'0' * 64}.sig").unlink()
    pem.write_bytes(b"\n" + pem.read_bytes())
    closed(bundle)

    with pytest.raises(EvidenceDamaged, match=r"\.pem is not what"):
        workbench.verify_bundle(bundle)


@pytest.mark.parametrize("kind", ["link", "linked folder", "pipe", "file", "folder"])
def test_nothing_stands_in_a_bundle_that_it_does_not_list(bundle: Path, kind: str) -> None:
    at = bundle / "data" / "exports" / "more"
    make: dict[str, Callable[[], object]] = {
        "link": lambda: at.symlink_to("/etc/hostname"),
        "linked folder": lambda: at.symlink_to("/"),
        "pipe": lambda: os.mkfifo(at),
        "file": lambda: at.write_text("more"),
        "folder": at.mkdir,
    }
    make[kind]()

    with pytest.raises(EvidenceDamaged, match=r"holds .*data/exports/more"):
        workbench.verify_bundle(bundle)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("data/pins.json", "[" * 100_000),
        ("data/pins.json", "[]"),
        ("data/pins.json", "null"),
        (LOG, "[" * 100_000 + "\n"),
        (LOG, "[]\n"),
        (LOG, "\n"),
        ("data/contents-sha256.txt", "no list\n"),
    ],
)
def test_a_malformed_bundle_is_one_sentence(unsigned: Path, name: str, text: str) -> None:
    if name == "data/pins.json":
        (unsigned / name).write_text(text)
        resealed(unsigned)
    else:
        _around(unsigned, name, text)

    with pytest.raises(EvidenceDamaged):
        workbench.verify_bundle(unsigned)


def test_no_file_outside_the_bundle_is_asked_for(unsigned: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.tsr").write_bytes(b"token")
    wanted = {
        "subject": "0" * 64,
        "what": "the log",
        "authority": "http://127.0.0.1/",
        "file": "seals/../../../outside.tsr",
        "token": "0" * 64,
        "at": "2026-11-30T00:00:00+00:00",
    }
    (unsigned / "data" / "seals").mkdir()
    (unsigned / "data" / "seals" / "seals.json").write_text(json.dumps([wanted]))
    resealed(unsigned)

    with pytest.raises(EvidenceDamaged, match="names the file"):
        workbench.verify_bundle(unsigned)


def _caught(bundle: Path, head: str) -> bool:
    try:
        return workbench.verify_bundle(bundle, head=head).problems != ()
    except SecondTakeError as error:
        return error.exit_code == 3


def _lines(bundle: Path) -> list[str]:
    return (bundle / LOG).read_text(encoding="utf-8").split("\n")[:-1]


def _relog(bundle: Path, lines: list[str]) -> None:
    (bundle / LOG).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _altered_last(bundle: Path, change: Callable[[dict[str, Any]], object]) -> None:
    last = json.loads((bundle / LAST).read_text(encoding="utf-8"))
    change(last)
    (bundle / LAST).write_text(canonical(last) + "\n", encoding="utf-8")


def _around(bundle: Path, name: str, text: str) -> None:
    """Put text that is no log or no list where one was, and its digest where it is stated."""
    old = blobs.file_digest(bundle / name)
    (bundle / name).write_text(text)
    new = blobs.file_digest(bundle / name)
    for other in ("data/contents-sha256.txt", LAST):
        told = (bundle / other).read_text(encoding="utf-8")
        (bundle / other).write_text(told.replace(old, new), encoding="utf-8")
    closed(bundle)
