"""One target given damaged bytes until its time is up, in a process of its own that may die.

What is tried is kept in a file before it is tried, so that the one who waits can say on which input
the process died or hung.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import sys
import time
import traceback
from itertools import count
from pathlib import Path

from tests.hostile.fuzz_targets import TARGETS, Started
from tests.hostile.mutation import mutated

from secondtake.errors import SecondTakeError

__all__ = ["INPUT", "STATE"]

INPUT, STATE = "input", "state.json"
"""Beside the sandbox: the bytes that are tried, and their number and file name."""
MOST_MEMORY = 8 << 30
"""Bytes of address space: an input that asks for more is a bomb."""
MOST_GROWTH_KB = 1_500_000
"""Resident memory that one input may add."""


def main(name: str, seed: str, first: int, seconds: float, folder: Path) -> None:
    """Print a line of JSON for every error that is none of ours, and one at the end."""
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    started = TARGETS[name](folder / f"made-{first}")
    sandbox = folder / "sandbox"
    _fresh(sandbox)
    os.chdir(sandbox / "here")
    end = time.monotonic() + seconds
    tried = 0
    for number in count(first):
        if time.monotonic() > end:
            break
        _try(started, random.Random(f"{seed} {name} {number}"), number, folder)
        tried += 1
    _say({"tried": tried})


def _try(started: Started, chance: random.Random, number: int, folder: Path) -> None:
    file = chance.choice(sorted(started.files))
    every = [data for known in started.files.values() for data in known]
    own = started.files[file]
    data = mutated(chance, own if len(own) > 1 or chance.random() < 0.9 else [*own, *every])
    data = data[: started.most_bytes]
    (folder / INPUT).write_bytes(data)
    state = {"number": number, "file": file, "seconds": started.seconds}
    (folder / STATE).write_text(json.dumps(state), encoding="utf-8")
    sandbox = folder / "sandbox"
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began, what = time.monotonic(), ""
    try:
        started.run(sandbox / "given", file, data)
    except SecondTakeError:
        pass
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        told = traceback.extract_tb(error.__traceback__)
        ours = [f for f in told if f"{os.sep}secondtake{os.sep}" in f.filename] or told
        where = f"{Path(ours[-1].filename).name}:{ours[-1].name}"
        what = f"{type(error).__name__} in {where}: {str(error)[:200]}"
    took = time.monotonic() - began
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    if not what and grown > MOST_GROWTH_KB:
        what = f"memory: {grown // 1000} MB more"
    strayed = _strayed(sandbox)
    if strayed:
        what = f"written outside: {strayed}"
    if what:
        _say(state | {"what": what, "took": round(took, 1)})
        shutil.copy(folder / INPUT, folder / f"found-{number}")
    _fresh(sandbox)


def _say(told: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def _fresh(sandbox: Path) -> None:
    """An empty folder for the next input, and what must stay as it is around it."""
    shutil.rmtree(sandbox, ignore_errors=True)
    for name in ("given", "here"):
        (sandbox / name).mkdir(parents=True)
    (sandbox / "outside").write_bytes(b"keep")


def _strayed(sandbox: Path) -> str:
    """What was written or changed beside the folder that was given."""
    beside = sorted(p.name for p in sandbox.iterdir())
    there = [p.name for p in (sandbox / "here").iterdir()]
    if beside != ["given", "here", "outside"] or there:
        return ", ".join((*beside, *there))
    return "" if (sandbox / "outside").read_bytes() == b"keep" else "outside"


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4]), Path(sys.argv[5]))
