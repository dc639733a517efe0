"""Fail or kill a command at every call that changes a file, in turn; look at what it leaves.

Run: ``python -m bench.evidence.faults --every 1`` (Linux, with a C compiler as ``cc``). A command
runs once undisturbed, which counts its calls: writes, syncs, renames, links, removals, new files
and folders, SQLite's among them. Then it runs again and again on a fresh copy, and one call

- fails once with EIO (``eio``), or finds the disk full from there on (``full``), or
- is where the process is killed with signal 9, before the call (``before``), after it (``after``)
  or, for a write, in its middle (``torn``).

After each: ``verify`` says 0 or 75 (interrupted), never 3; the same command run again ends as it
does undisturbed; ``verify`` then says 0; and every line that stood in custody.jsonl still does.
"""

from __future__ import annotations

import argparse
import ctypes
import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from tests.store.old_case import write_case

from secondtake.cli import main as typed
from secondtake.errors import CaseInterrupted
from secondtake.workbench import open_bench

MODES = {"eio": 1, "full": 2, "before": 3, "after": 4, "torn": 5}
PAGE = "Two takes\n\nThe agency said on Monday the video shows the same scene twice.\n"
MOST_SECONDS = 120
"""A command that takes so long hangs: none here takes more than a few seconds."""
SOURCE = Path(__file__).with_name("failing_calls.c")


def main() -> None:
    """Print a line for each trial that is amiss, and the counts by verb and kind of fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="try every Nth call only")
    parser.add_argument("--verbs", nargs="*", default=None)
    parser.add_argument("--modes", nargs="*", default=list(MODES), choices=MODES)
    options = parser.parse_args()
    if "SECONDTAKE_FAULTS" not in os.environ:
        sys.exit(_again_with_faults())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        commands = _commands(folder)
        told: dict[tuple[str, str], Counter[str]] = {}
        for verb in options.verbs or list(commands):
            calls = _undisturbed(folder, commands[verb])
            print(f"{verb}: {calls} calls", flush=True)
            for mode in options.modes:
                counts = told.setdefault((verb, mode), Counter())
                for position in range(1, calls + 1, options.every):
                    counts.update(_trial(folder, commands[verb], MODES[mode], position, mode))
                print(f"{verb:14} {mode:7} {dict(sorted(counts.items()))}", flush=True)
    total = sum(told.values(), Counter[str]())
    print("in all", dict(sorted(total.items())))
    sys.exit(int(any(total[amiss] for amiss in AMISS)))


AMISS = ("false alarms", "lost", "not completed", "not clean after", "faults", "hangs")


def _again_with_faults() -> int:
    """Start this program anew with the library in front of libc."""
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "faults.so"
        build = ["cc", "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"]
        subprocess.run(build, check=True)
        more = {"LD_PRELOAD": str(library), "SECONDTAKE_FAULTS": str(library)}
        command = [sys.executable, "-m", "bench.evidence.faults", *sys.argv[1:]]
        return subprocess.run(command, env=os.environ | more, check=False).returncode


def _commands(folder: Path) -> dict[str, tuple[str, ...]]:
    """The base each verb works on, and its words; CASE and OUT stand for fresh places."""
    (folder / "many").mkdir()
    for number in range(3):
        (folder / "many" / f"{number}.mp4").write_bytes(bytes([number]) * 3000)
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")
    write_case(folder / "base")
    with open_bench(folder / "base") as bench:
        bench.report()
    on = ("--case", "CASE")
    return {
        "keep": ("keep", str(folder / "many"), *on),
        "keep anew": ("keep", str(folder / "many"), "--case", "OUT"),
        "check": ("check", str(folder / "page.txt"), "--case", "OUT"),
        "report": ("report", *on),
        "forget-people": ("forget-people", *on),
        "bundle": ("bundle", *on, "--to", "OUT"),
    }


def _undisturbed(folder: Path, command: tuple[str, ...]) -> int:
    """How many calls a command makes when nothing befalls it."""
    work, words, case = _placed(folder, command)
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        typed(words)  # here, so that what it loads is loaded in every trial
        typed(["verify", "--case", str(case)])
    shutil.rmtree(work)
    work, words, case = _placed(folder, command)
    reader, writer = os.pipe()
    code = _forked(lambda: _counted(words, writer))
    os.close(writer)
    with os.fdopen(reader) as told:
        calls = int(told.read() or 0)
    shutil.rmtree(work)
    if code not in (0, 1):
        raise SystemExit(f"{words} ended with {code}, and nothing befell it.")
    return calls


def _counted(words: list[str], writer: int) -> int:
    faults = ctypes.CDLL(os.environ["SECONDTAKE_FAULTS"])
    faults.faults_set(ctypes.c_long(-1), 0)
    code = typed(words)
    os.write(writer, str(faults.faults_calls()).encode())
    return code


def _trial(
    folder: Path, command: tuple[str, ...], mode: int, position: int, name: str
) -> Counter[str]:
    work, words, case = _placed(folder, command)

    def disturbed() -> int:
        ctypes.CDLL(os.environ["SECONDTAKE_FAULTS"]).faults_set(ctypes.c_long(position), mode)
        return typed(words)

    ended = _forked(disturbed)
    acknowledged = _lines(case)
    first, said = _verified(work, case)
    made = (case / "case.json").exists()
    again = _forked(lambda: typed(words))
    last, then = _verified(work, case)
    counts = Counter({"trials": 1, "disturbed": int(ended not in (0, 1))})
    fine = (0, CaseInterrupted.exit_code) if made else (2, CaseInterrupted.exit_code)
    counts["interrupted"] += first == CaseInterrupted.exit_code
    counts["false alarms"] += first not in fine
    counts["lost"] += acknowledged != _lines(case)[: len(acknowledged)]
    # A bundle that was named before the end is whole, and is not written over.
    counts["not completed"] += again not in ((0, 1, 2) if command[0] == "bundle" else (0, 1))
    counts["not clean after"] += last != 0
    counts["faults"] += ended == 70
    counts["hangs"] += None in (ended, again)
    if any(counts[amiss] for amiss in AMISS):
        print(f"{command[0]} {name} at {position}: ended {ended}, verify {first}, again {again}, ")
        print(f"  verify {last}\n  {said[:600]}\n  {then[:600]}", flush=True)
    shutil.rmtree(work)
    return counts


def _placed(folder: Path, command: tuple[str, ...]) -> tuple[Path, list[str], Path]:
    work = Path(tempfile.mkdtemp(dir=folder))
    shutil.copytree(folder / "base", work / "case")
    places = {"CASE": str(work / "case"), "OUT": str(work / "out")}
    words = [places.get(word, word) for word in command]
    return work, words, Path(words[words.index("--case") + 1])


def _verified(work: Path, case: Path) -> tuple[int | None, str]:
    """The exit code of ``verify`` and what it printed."""
    told = work / "told.txt"

    def look() -> int:
        with told.open("w") as out, redirect_stdout(out), redirect_stderr(out):
            return typed(["verify", "--case", str(case)])

    code = _forked(look)
    return code, told.read_text() if told.exists() else ""


def _forked(work: Callable[[], int]) -> int | None:
    """The exit code of ``work`` in a process of its own; negative when killed, None for a hang."""
    child = os.fork()
    if child == 0:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            code = 70
            try:
                code = work()
            finally:
                os._exit(code)
    until = time.monotonic() + MOST_SECONDS
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


def _lines(case: Path) -> list[str]:
    """The whole lines of the log's file."""
    log = case / "custody.jsonl"
    return log.read_text(encoding="utf-8").split("\n")[:-1] if log.exists() else []


if __name__ == "__main__":
    main()
