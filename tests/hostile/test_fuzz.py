"""Damaged bytes at every entry end in an error of ours, in time, in memory, and in their folder.

``FUZZ_SECONDS`` is for how long, all targets together; ``FUZZ_SEED`` says which damage. What was
found is in ``build/fuzz``, to become a small test of its own.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

pytest.importorskip("c2pa")
pytest.importorskip("pysequoia")
pytest.importorskip("rfc3161_client")

from tests.hostile.fuzz_targets import TARGETS
from tests.hostile.fuzz_worker import INPUT, STATE

pytestmark = pytest.mark.slow

SECONDS = float(os.environ.get("FUZZ_SECONDS", "20"))
"""20 s show that the job itself works; CI gives it ten minutes in a step of its own."""
SEED = os.environ.get("FUZZ_SEED", "1")
WORKERS = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
START_SECONDS = 300.0
"""A target makes its samples first: a case with a film takes a minute on a busy machine."""
ROOT = Path(__file__).parent.parent.parent
FOUND = ROOT / "build" / "fuzz"


@dataclass(frozen=True)
class Found:
    """An input on which something else than an error of ours came out."""

    what: str
    file: str
    number: int


@pytest.mark.parametrize("name", TARGETS)
def test_damaged_bytes_end_in_an_error_of_ours(name: str, tmp_path: Path) -> None:
    FOUND.mkdir(parents=True, exist_ok=True)
    end = time.monotonic() + SECONDS * WORKERS / len(TARGETS)
    first, tried, found = 0, 0, dict[str, Found]()
    while first == 0 or time.monotonic() < end:
        left = max(1.0, end - time.monotonic())
        some, again, last = _worked(name, first, left, tmp_path)
        tried += again
        for one in some:
            # One cause is told once: where it came out, without what the input made it say.
            found.setdefault(one.what.partition(": ")[0], one)
        if last is None:
            break
        first = last + 1
    for one in found.values():
        _keep(tmp_path / f"found-{one.number}", f"{name}-{one.number}")
    (FOUND / f"{name.replace(' ', '-')}.tried").write_text(f"{tried} inputs, seed {SEED}\n")

    assert tried > 0 or found
    told = [f"seed {SEED}, input {f.number}, {f.file}: {f.what}" for f in found.values()]
    if told:
        pytest.fail("\n".join(told), pytrace=False)


def _worked(
    name: str, first: int, seconds: float, folder: Path
) -> tuple[list[Found], int, int | None]:
    """What a process found, how many inputs it tried, and the number at which it died, if so."""
    path = [str(ROOT), str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]
    child = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.hostile.fuzz_worker",
            name,
            SEED,
            str(first),
            str(seconds),
            str(folder),
        ],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, path))},
        stdin=subprocess.DEVNULL,
        stdout=(folder / "told").open("wb"),
        stderr=(folder / "errors").open("wb"),
        start_new_session=True,
    )
    died = _waited(child, folder / STATE)
    lines = [json.loads(line) for line in (folder / "told").read_text("utf-8").splitlines()]
    found = [Found(t["what"], t["file"], t["number"]) for t in lines if "what" in t]
    tried = [t["tried"] for t in lines if "tried" in t]
    if not died and tried:
        return found, tried[0], None
    assert (folder / STATE).exists(), (folder / "errors").read_text("utf-8", "replace")[-2000:]
    state = json.loads((folder / STATE).read_text("utf-8"))
    said = (folder / "errors").read_text("utf-8", "replace").strip()[-300:]
    what = died or f"the process died ({child.returncode}): {said}"
    shutil.copy(folder / INPUT, folder / f"found-{state['number']}")
    (folder / STATE).unlink()
    found.append(Found(what, state["file"], state["number"]))
    return found, state["number"] - first, state["number"]


def _waited(child: subprocess.Popen[bytes], state: Path) -> str:
    """Wait until it ends; a sentence when one input took too long, and it was killed."""
    began = time.monotonic()
    while child.poll() is None:
        time.sleep(0.2)
        if not state.exists():
            late = time.monotonic() - began > START_SECONDS
        else:
            try:
                limit = json.loads(state.read_text("utf-8"))["seconds"]
            except ValueError:
                continue  # it is being written
            late = time.time() - state.stat().st_mtime > limit
        if late:
            os.killpg(child.pid, 9)
            child.wait()
            return "it took too long"
    return ""


def _keep(data: Path, name: str) -> None:
    if data.exists():
        shutil.copy(data, FOUND / name.replace(" ", "-"))
