"""Kill every verb that writes, with signal 9, again and again; count what was lost or is amiss.

Run: ``python -m bench.evidence.kills --kills 100``. An event counts as acknowledged once its line
stands in custody.jsonl, which is written after the database has it. Each kill meets a process of
its own, forked so that it need not load Python anew, at a random moment of the verb's run.
"""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import os
import random
import shutil
import signal
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from pathlib import Path

from tests.workbench.authority import Authority, serving, trusting

from bench.scenes import film
from bench.scenes.actions import manner
from bench.scenes.figure import Look
from bench.scenes.stage import CAMERAS, Scene, render
from secondtake import workbench
from secondtake.cli import main as typed
from secondtake.errors import CaseInterrupted, EvidenceDamaged, SecondTakeError
from secondtake.workbench import open_bench
from secondtake.workbench.pipeline import people_in_roles

PAGE = "<h1>Two takes</h1><p>The agency said on Monday the video shows one scene twice.</p>"
MANY = 200
"""Files of 200 kB given to `keep`: it writes oftener than any other verb."""

VERBS = (
    "keep",
    "check",
    "check --people",
    "report",
    "export",
    "bundle",
    "clip",
    "picture",
    "stamp",
    "wacz",
    "recheck",
    "review",
    "dismiss",
    "review-people",
    "forget-people",
)
MOST_RUNS = 4
"""Runs for a kill asked for: one that ends before it is killed does not count."""


def main() -> None:
    """Print for each verb how often it was killed at work, and what was lost or amiss after."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--verbs", nargs="*", default=None)
    options = parser.parse_args()
    chance = random.Random(3)
    told: dict[str, Counter[str]] = {}
    with (
        tempfile.TemporaryDirectory() as name,
        _served(Path(name)) as address,
        contextlib.ExitStack() as open_ones,
    ):
        folder = Path(name)
        base = _base(folder, address)
        authorities = [Authority("First"), Authority("Second")]
        stamp = [open_ones.enter_context(serving(a)) for a in authorities]
        stamp += ["--trust", str(trusting(folder, *authorities))]
        commands = _commands(folder, *base, stamp)
        wanted = options.verbs or list(VERBS)
        lasts = {verb: _lasts(folder, commands[verb]) for verb in wanted}
        for number in range(MOST_RUNS * options.kills):
            verb = wanted[number % len(wanted)]
            after = chance.uniform(0.0, lasts[verb])
            counts = _one(folder, commands[verb], after)
            print(
                f"{number} {verb} after {after:.1f} s: {dict(sorted(counts.items()))}", flush=True
            )
            told.setdefault(verb, Counter()).update(counts)
            if sum(c["killed"] for c in told.values()) >= options.kills:
                break
    for verb, counts in sorted(told.items()):
        print(f"{verb:14} {dict(sorted(counts.items()))}")
    print("in all", dict(sorted(sum(told.values(), Counter()).items())))


def _base(folder: Path, address: str) -> tuple[str, str]:
    """Films, a page at an address, and a case of them with people; a pair of people, a finding."""
    (folder / "films").mkdir()
    for seed in (1, 2):
        film.write(folder / "films" / f"{seed}.mp4", render(_scene(seed)), rate=10)
    # Part of the first film again: a copy is found for certain, and the verbs about it have one.
    film.write(folder / "films" / "copy.mp4", islice(render(_scene(1)), 2, None), rate=10)
    (folder / "many").mkdir()
    chance = random.Random(5)
    for number in range(MANY):
        (folder / "many" / f"{number:03}.mp4").write_bytes(chance.randbytes(200_000))
    with open_bench(folder / "base") as bench:
        bench.check(address, folder / "films", people="one man has two roles", allow_private=True)
        found = people_in_roles.tracks(bench)
        told = next(f for f in bench.judge() if f.relations)
    return f"{found[0].id}+{found[-1].id}", told.id


def _scene(seed: int) -> Scene:
    return Scene(
        place="court",
        action="wave",
        cast=(Look(), Look(shirt=(60, 110, 170), trousers=(90, 84, 70))),
        manner=manner(seed),
        camera=CAMERAS["front"],
        seconds=1.6,
        rate=10,
        seed=seed,
    )


def _commands(
    folder: Path, pair: str, finding: str, stamp: list[str]
) -> dict[str, tuple[str, ...]]:
    """The command of each verb that writes; CASE and OUT stand for fresh places."""
    page, films = str(folder / "page.html"), str(folder / "films")
    on = ("--case", "CASE")
    return {
        "keep": ("keep", str(folder / "many"), *on),
        "check": ("check", page, films, "--case", "OUT"),
        "check --people": ("check", page, films, "--case", "OUT", "--people", "two roles"),
        "report": ("report", *on),
        "export": ("export", *on, "--to", "OUT", "--as", "all"),
        "bundle": ("bundle", *on, "--to", "OUT", "--evidence"),
        "clip": ("clip", finding, *on, "--to", "OUT"),
        "picture": ("picture", *on),
        "stamp": ("stamp", *on, "--allow-private", "--authority", *stamp),
        "wacz": ("wacz", *on, "--to", "OUT/web.wacz"),
        "review": ("review", finding, "sees-it", "--by", "Ann", *on),
        "dismiss": ("dismiss", finding, "--by", "Ann", *on),
        "recheck": ("recheck", *on, "--allow-private"),
        "review-people": ("review-people", pair, "confirm", *on),
        "forget-people": ("forget-people", *on),
    }


def _started(
    folder: Path, command: tuple[str, ...]
) -> tuple[multiprocessing.Process, Path, Path, list[str]]:
    """The running verb on a copy of the base, its case, its other place, and the log before."""
    work = Path(tempfile.mkdtemp(dir=folder))
    case, out = Path(shutil.copytree(folder / "base", work / "case")), work / "out"
    places = {"CASE": str(case), "OUT": str(out)}
    words = [places.get(word, word.replace("OUT/", f"{out}/")) for word in command]
    run = multiprocessing.get_context("fork").Process(target=_quietly, args=(words,))
    written = out if "--case" in command and words[words.index("--case") + 1] == str(out) else case
    before = _lines(written)
    run.start()
    return run, written, out, before


def _lasts(folder: Path, command: tuple[str, ...]) -> float:
    """How long the verb works, in seconds, when nobody kills it."""
    began = time.monotonic()
    run, case, _, _ = _started(folder, command)
    run.join()
    shutil.rmtree(case.parent)
    return time.monotonic() - began


def _quietly(words: list[str]) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os._exit(typed(words))


def _one(folder: Path, command: tuple[str, ...], after: float) -> Counter[str]:
    """Start, kill ``after`` seconds later, look."""
    run, case, out, before = _started(folder, command)
    time.sleep(after)
    acknowledged = _lines(case)
    killed = run.is_alive()
    if killed and run.pid:
        os.kill(run.pid, signal.SIGKILL)
    run.join()
    counts = Counter({"killed": int(killed), "had ended": int(not killed)})
    if (case / "case.json").exists():
        counts["false alarms"] += _cries(case)
        with open_bench(case):
            pass  # the next opening completes the log's file and sweeps unfinished files
        counts["acknowledged events lost"] += acknowledged != _lines(case)[: len(acknowledged)]
        found = workbench.verify(case)
        counts["problems"] += len(found.problems) + len(found.interrupted)
    counts["events acknowledged"] += len(acknowledged) - len(before)
    if command[0] == "bundle" and out.exists():
        counts["half bundles"] += not _holds(lambda: workbench.verify_bundle(out))
    if command[0] == "forget-people" and not _holds(lambda: _people_whole_or_gone(case)):
        counts["people half gone"] += 1
    shutil.rmtree(case.parent)
    return counts


def _cries(case: Path) -> bool:
    """Whether a case as the kill left it is called damaged, which it never is."""
    try:
        return bool(workbench.verify(case).problems)
    except CaseInterrupted:
        return False
    except EvidenceDamaged as error:
        print(error)
        return True


def _people_whole_or_gone(case: Path) -> None:
    with open_bench(case) as bench:
        people_in_roles.tracks(bench)
        bench.report()
        people_in_roles.forget(bench)


def _holds(look: Callable[[], object]) -> bool:
    try:
        look()
    except SecondTakeError as error:
        print(error)
        return False
    return True


def _lines(case: Path) -> list[str]:
    """The whole lines of the log's file."""
    log = case / "custody.jsonl"
    return log.read_text(encoding="utf-8").split("\n")[:-1] if log.exists() else []


@contextlib.contextmanager
def _served(folder: Path) -> Iterator[str]:
    """A page at an address of this machine."""
    (folder / "page.html").write_text(PAGE, encoding="utf-8")

    class Quiet(SimpleHTTPRequestHandler):
        def __init__(self, *more: object) -> None:
            super().__init__(*more, directory=str(folder))  # type: ignore[arg-type]

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/page.html"
    server.shutdown()


if __name__ == "__main__":
    main()
