"""A fork server runs workers beside each other, keeps them apart, and leaves nothing behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import IO

import pytest
from tests.films import moving_square, write_film

from secondtake.errors import LimitExceeded, Unreadable
from secondtake.guarding import worker as worker_module
from secondtake.guarding.failing import ended
from secondtake.guarding.worker import ForkServer, Worker
from secondtake.viewing import decoder_process
from secondtake.viewing.decoder_process import Limits, Request, messages

ROOT = Path(__file__).parent.parent.parent
LINUX = pytest.mark.skipif("not sys.platform.startswith('linux')", reason="reads /proc")


@pytest.fixture(scope="module")
def server() -> Iterator[ForkServer]:
    with pytest.MonkeyPatch.context() as patched:
        paths = [str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH", "")]
        patched.setenv("PYTHONPATH", os.pathsep.join(filter(None, paths)))
        served = ForkServer()
        with served.worker(tells, b"", what="a test") as first:
            assert written(first) == b""
        yield served
        served.stop()


def tells(out: IO[bytes], what: bytes) -> None:
    out.write(what)


def ends(out: IO[bytes]) -> None:
    """Nothing is told."""


def tells_and_waits(out: IO[bytes]) -> None:
    out.write(b"%d\n" % os.getpid())
    out.flush()
    time.sleep(3600)


def closes_and_waits(out: IO[bytes]) -> None:
    out.close()
    time.sleep(3600)


def tells_descriptors(out: IO[bytes]) -> None:
    named = [link for link in Path("/proc/self/fd").iterdir() if link.exists()]
    out.write(json.dumps(sorted(int(link.name) for link in named)).encode())


def crashes(out: IO[bytes]) -> None:
    os.abort()


def written(worker: Worker) -> bytes:
    with open(worker.output, "rb", closefd=False) as file:
        return file.read()


def runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_workers_run_beside_each_other_and_each_has_its_own_output(server: ForkServer) -> None:
    with server.worker(tells_and_waits, what="a test") as slow:
        with server.worker(tells, b"next", what="a test") as quick:
            assert written(quick) == b"next"
            assert quick.exit_code() == 0

        assert int(os.read(slow.output, 99)) == slow.process
        assert runs(slow.process)
    assert not runs(slow.process)
    assert slow.exit_code() == -signal.SIGKILL


@LINUX
def test_a_worker_holds_no_descriptor_of_the_server_or_of_another(server: ForkServer) -> None:
    with (
        server.worker(tells_and_waits, what="a test"),
        server.worker(tells_descriptors, what="a test") as last,
    ):
        held = json.loads(written(last))

    assert held[:3] == [0, 1, 2]
    assert len(held) == 4


@LINUX
def test_the_servers_have_one_thread_and_their_workers_no_terminal(
    server: ForkServer, two_shot_film: Path
) -> None:
    assert list(messages(two_shot_film, Request(packets=True), Limits()))
    for one in (server, decoder_process._SERVER):
        assert one._process is not None
        assert len(list(Path(f"/proc/{one._process.pid}/task").iterdir())) == 1
        assert os.getsid(one._process.pid) == one._process.pid


def test_a_crash_is_told_by_its_worker_alone(server: ForkServer) -> None:
    with (
        server.worker(tells_and_waits, what="a test") as other,
        server.worker(crashes, what="the film") as crashed,
    ):
        assert written(crashed) == b""
        assert isinstance(ended(crashed.exit_code(), "the film"), Unreadable)
        assert runs(other.process)


def test_a_worker_that_stays_after_its_output_is_killed(
    server: ForkServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_module, "LEAVE_SECONDS", 0.1)
    with server.worker(closes_and_waits, what="a test") as stays:
        assert written(stays) == b""
        assert stays.exit_code() == -signal.SIGKILL


def test_workers_end_with_a_server_that_is_killed_and_the_next_has_a_new_one() -> None:
    served = ForkServer()
    with served.worker(time.sleep, what="a test"), pytest.raises(LimitExceeded):
        assert served._process is not None
        served._process.kill()
        with served.worker(time.sleep, what="a test"):
            pass
    with served.worker(time.sleep, what="a test") as next_one:
        assert runs(next_one.process)
    served.stop()


@LINUX
def test_when_we_are_killed_the_server_and_its_workers_go(tmp_path: Path) -> None:
    film = write_film(tmp_path / "film.mp4", moving_square(1, 100))
    script = (
        "import sys; from pathlib import Path\n"
        "from secondtake.viewing import decoder_process as d\n"
        f"sent = d.messages(Path({str(film)!r}), d.Request(side=2000), d.Limits())\n"
        "next(sent); server = d._SERVER._process.pid\n"
        "print(server, *open(f'/proc/{server}/task/{server}/children').read().split())\n"
        "sys.stdout.flush(); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
    ) as asker:
        assert asker.stdout is not None
        server, decoder = map(int, asker.stdout.readline().split())
        asker.kill()
    until = time.monotonic() + 20
    while time.monotonic() < until and (runs(server) or runs(decoder)):
        time.sleep(0.02)

    assert not runs(server)
    assert not runs(decoder)


def test_two_films_are_decoded_at_the_same_time(two_shot_film: Path) -> None:
    with (
        closing(messages(two_shot_film, Request(), Limits())) as left,
        closing(messages(two_shot_film, Request(), Limits())) as right,
    ):
        pairs = list(zip(left, right, strict=True))

    assert len(pairs) > 4
    assert all((one.head, one.data) == (two.head, two.data) for one, two in pairs)


def test_workers_that_end_while_they_are_given_up_leave_the_server_as_it_is(
    server: ForkServer,
) -> None:
    def give_up() -> None:
        for _ in range(40):
            with server.worker(ends, what="a test"):
                pass  # it ends at about the moment at which it is killed

    before = server_of(server)
    with ThreadPoolExecutor(4) as threads:
        for done in [threads.submit(give_up) for _ in range(4)]:
            done.result(timeout=60)

    assert server_of(server) == before


def server_of(server: ForkServer) -> int:
    with server.worker(tells_parent, what="a test") as worker:
        return int(written(worker))


def tells_parent(out: IO[bytes]) -> None:
    out.write(b"%d" % os.getppid())
