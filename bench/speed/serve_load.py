"""Twenty reviewers of a desk at once, on loopback: how long pages take, and whether all is kept.

Run: ``OMP_NUM_THREADS=1 python -m bench.speed.serve_load CASE --minutes 2``. The case is copied
first. Each reviewer is signed in, looks at a pair, turns its pictures, files what they saw, reads
what it was about, and begins again, with a pause drawn evenly from ``--pause`` before every page.
Prints times by what was asked for, then what was acknowledged and is not in the case, and what
``verify`` says. With ``--kill``, the server is killed after so many seconds, and started again.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from bench.speed.watch import machine
from secondtake.model.desk_enums import DeskRole
from secondtake.serve.database import Database
from secondtake.serve.desk import Desk, Site
from secondtake.web.cases import Cases
from secondtake.workbench import open_view

SEED = 11
LOOK = re.compile(r"/blind/([\w-]+)")
FORM = re.compile(r"\?form=([0-9a-f]+)")


@dataclass
class Told:
    """What all reviewers saw: seconds by kind of request, answers by status, notes acknowledged."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    lost: int = 0


class Reviewer(threading.Thread):
    """One person at work."""

    def __init__(
        self,
        number: int,
        cookie: str,
        *,
        port: int,
        case: str,
        until: float,
        pause: list[float],
    ) -> None:
        super().__init__()
        self._number, self._cookie, self._port, self._case = number, cookie, port, case
        self._until, self._pause = until, pause
        self._chance = random.Random(SEED + number)
        self.told = Told()

    def run(self) -> None:
        root, done = f"/c/{self._case}", 0
        while time.monotonic() < self._until:
            try:
                form = self._found(FORM, self._ask("page", "GET", f"{root}/review"))
                first = self._ask("page", "POST", f"{root}/review?form={form}")
                look = self._found(LOOK, first)
                for step in (1, 3, 5):
                    self._ask("page", "GET", f"{root}/blind/{look}?step={step}")
                    for side in ("left", "right"):
                        self._ask("picture", "GET", f"{root}/blind/{look}/{side}/{step}", pause=0)
                note = f"Note {done} of reviewer {self._number}."
                answer = {"decision": "sees it", "note": note}
                filed = f"{root}/blind/{look}?form={form}"
                to = self._ask("filing", "POST", filed, answer)
                self.told.notes.append(note)
                done += 1
                self._ask("page", "GET", to)
                self._ask("page", "GET", f"{root}/findings")
            except (OSError, http.client.HTTPException, LookupError):
                self.told.lost += 1
                time.sleep(1)

    def _found(self, what: re.Pattern[str], text: str) -> str:
        found = what.search(text)
        if found is None:
            raise LookupError(text[:200])
        return found[1]

    def _ask(
        self,
        kind: str,
        method: str,
        path: str,
        form: dict[str, str] | None = None,
        *,
        pause: int = 1,
    ) -> str:
        """The page; of a redirect, the address it leads to."""
        if pause:
            time.sleep(self._chance.uniform(*self._pause))
        # One each: the server lets go of those that were idle for 5 s.
        link = http.client.HTTPConnection("127.0.0.1", self._port, timeout=120)
        headers = {"Host": f"localhost:{self._port}", "Sec-Fetch-Site": "same-origin"}
        headers |= {"Cookie": f"secondtake-{self._port}={self._cookie}"}
        headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        began = time.perf_counter()
        with contextlib.closing(link):
            link.request(method, path, urlencode(form or {}) if method == "POST" else "", headers)
            answer = link.getresponse()
            body = answer.read()
        self.told.seconds[kind].append(time.perf_counter() - began)
        self.told.statuses[kind, answer.status] += 1
        if answer.status >= 400:
            raise LookupError(f"{method} {path}: {answer.status}")
        return answer.headers.get("location") or body.decode("utf-8", "replace")


def main() -> None:
    """Print the run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", type=Path)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--pause", type=float, nargs=2, default=[2.0, 6.0], metavar="SECONDS")
    parser.add_argument("--kill", type=float, default=0.0, metavar="SECONDS")
    parser.add_argument("--port", type=int, default=8973)
    asked = parser.parse_args()
    print("machine:", machine())
    folder = Path(tempfile.mkdtemp(prefix="serve-load-"))
    try:
        _run(asked, folder)
    finally:
        shutil.rmtree(folder)


def _run(asked: argparse.Namespace, folder: Path) -> None:
    shutil.copytree(asked.case, folder / "case")
    (held,) = Cases(folder).listed()
    cookies = _people(folder, held.id, asked.people, asked.port)
    server = _started(folder, asked.port)
    until = time.monotonic() + 60 * asked.minutes
    people = [
        Reviewer(number, cookie, port=asked.port, case=held.id, until=until, pause=asked.pause)
        for number, cookie in enumerate(cookies)
    ]
    for one in people:
        one.start()
    if asked.kill:
        time.sleep(asked.kill)
        server.kill()
        server.wait()
        server = _started(folder, asked.port)
    for one in people:
        one.join()
    print("load after:", *(f"{one:.1f}" for one in os.getloadavg()))
    ticks = Path(f"/proc/{server.pid}/stat").read_text().rpartition(")")[2].split()
    cpu = (int(ticks[11]) + int(ticks[12])) / os.sysconf("SC_CLK_TCK")
    server.terminate()
    server.wait(60)
    _print(people, folder / "case", cpu)


def _people(folder: Path, case: str, number: int, port: int) -> list[str]:
    """Accounts with the role of a reviewer, and a cookie of each."""
    desk = Desk(Database(folder), Site(host=f"localhost:{port}", secure=False))
    cookies = []
    with desk.database.asked() as connection:
        desk.accounts.add(connection, "Administrator", administrator=True)
    for one in range(number):
        with desk.database.asked() as connection:
            who = desk.accounts.add(connection, f"Reviewer {one}", administrator=False)
            cookies.append(desk.sessions.begin(connection, who, "load"))
        desk.roles.give(case, who.id, DeskRole.REVIEWER, by="Administrator")
    desk.database.close()
    return cookies


def _started(folder: Path, port: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "secondtake", "serve", str(folder), "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    server.stdout.readline()
    return server


def _print(people: list[Reviewer], case: Path, cpu: float) -> None:
    for kind in ("page", "picture", "filing"):
        taken = sorted(s for one in people for s in one.told.seconds[kind])
        if taken:
            cuts = [statistics.quantiles(taken, n=100)[at - 1] for at in (50, 95, 99)]
            told = ", ".join(f"{1000 * cut:.0f}" for cut in cuts)
            print(f"{kind}: {len(taken)} requests; ms at 50, 95, 99 %: {told}")
    statuses: Counter[tuple[str, int]] = sum((p.told.statuses for p in people), Counter())
    print("answers:", dict(sorted(statuses.items())))
    print("broken off and begun again:", sum(one.told.lost for one in people))
    acknowledged = {note for one in people for note in one.told.notes}
    with open_view(case) as view:
        held = {review.note for review in view.reviews()}
    print(f"acknowledged: {len(acknowledged)}; of these not in the case:", acknowledged - held)
    verify = [sys.executable, "-m", "secondtake", "verify", "--case", str(case)]
    print("verify:", subprocess.run(verify, capture_output=True, check=False).returncode)
    print(f"CPU of the server since its last start: {cpu:.1f} s")


if __name__ == "__main__":
    main()
