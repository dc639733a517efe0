"""Processes that a fork server of ours starts, each for one order: their output and their end."""

from __future__ import annotations

import atexit
import os
import pickle
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from secondtake.errors import CannotLook, LimitExceeded
from secondtake.guarding.failing import ended
from secondtake.guarding.server_protocol import END, LEAVE_SECONDS, ORDER_LENGTH, REPORT, Order

__all__ = ["ForkServer", "Worker"]

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""A process that forks has one thread: libraries are told to start no others."""
LOOK_SECONDS = 0.5
"""How often a server that has not answered yet is looked at: it may have ended."""


class Worker:
    """A process that runs, or has ended: ``output`` is the descriptor to read what it writes."""

    def __init__(
        self, server: subprocess.Popen[bytes], line: socket.socket, output: int, process: int
    ) -> None:
        self._server, self._line = server, line
        self._code: int | None = None
        self.output, self.process = output, process

    def kill(self) -> None:
        """End it if it still runs, and wait until it is gone."""
        if self._code is None:
            self._end()
            self.exit_code()

    def _end(self) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):  # it has ended already
            self._line.sendall(END)

    def exit_code(self) -> int:
        """How it ended, as ``subprocess`` tells it; to be asked when its output has ended."""
        if self._code is None:
            self._line.settimeout(LEAVE_SECONDS)
            try:
                code = _reported(self._line)
            except TimeoutError:
                self._end()
                self._line.settimeout(None)
                code = _reported(self._line)
            # A worker goes with the server: what ended that one ended both.
            self._code = self._server.wait() if code is None else code
        return self._code


class ForkServer:
    """A server of this process: started when first asked, and again when it has ended.

    It ends with this process, however that ends, because the socket that it listens to does. A
    process that was forked from this one gets its own.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._asking: socket.socket | None = None
        self._of = 0
        atexit.register(self.stop)

    @contextmanager
    def worker(
        self,
        function: Callable[..., object],
        *arguments: object,
        what: str,
        modules: tuple[str, ...] = (),
        prepared: Callable[[], object] | None = None,
    ) -> Iterator[Worker]:
        """A process that calls ``function`` with a file to write into and ``arguments``.

        It is killed when the context is left. ``function`` stands in a module and limits and
        confines the process itself; ``what`` names in sentences what is read. ``modules`` are
        imported, and ``prepared`` is called, in the server, for this worker and all later ones.
        Raises ``CannotLook`` when no process could be started.
        """
        order = pickle.dumps(
            Order(function=function, arguments=arguments, modules=modules, prepared=prepared)
        )
        output, writing = os.pipe()
        line, theirs = socket.socketpair()
        try:
            try:
                server = self._ask(order, (writing, theirs.fileno()), what)
                process = _started(line, server)
                if not process:
                    raise _not_started(server, what)
                worker = Worker(server, line, output, process)
            finally:
                # Not before the worker is reported: macOS loses descriptors on their way otherwise.
                os.close(writing)
                theirs.close()
            try:
                yield worker
            finally:
                worker.kill()
        finally:
            os.close(output)
            line.close()

    def stop(self) -> None:
        """End it and all its workers, if it is ours and runs."""
        if self._process is None or self._of != os.getpid():
            return
        process, asking = self._process, self._asking
        self._process = self._asking = None
        if asking is not None:
            with suppress(OSError):  # it has ended
                asking.shutdown(socket.SHUT_RDWR)
            asking.close()
        try:
            process.wait(LEAVE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _ask(
        self, order: bytes, descriptors: tuple[int, int], what: str
    ) -> subprocess.Popen[bytes]:
        with self._lock:
            process, asking = self._running()
            try:
                # In one call, but for orders that hold a page: Ctrl-C comes before it or after.
                data = ORDER_LENGTH.pack(len(order)) + order
                sent = socket.send_fds(asking, [data], descriptors)
                if sent < len(data):
                    asking.sendall(memoryview(data)[sent:])
            except (BrokenPipeError, ConnectionResetError) as error:
                self.stop()
                raise ended(process.returncode, what) from error
            except BaseException:
                # Ctrl-C within an order: what comes next would be taken for the rest of it.
                self.stop()
                raise
            return process

    def _running(self) -> tuple[subprocess.Popen[bytes], socket.socket]:
        runs = self._of == os.getpid() and self._process and self._process.poll() is None
        if self._process is None or self._asking is None or not runs:
            self.stop()
            self._of = os.getpid()
            self._asking, theirs = socket.socketpair()
            with theirs:
                self._process = subprocess.Popen(
                    # -P: the folder we are run in may hold downloaded files, one called av.py.
                    [sys.executable, "-P", "-m", "secondtake.guarding.fork_server"],
                    stdin=theirs.fileno(),
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env=os.environ | dict.fromkeys(_THREADS, "1"),
                    # Ctrl-C goes to this process, which ends the server.
                    start_new_session=True,
                )
        return self._process, self._asking


def _started(line: socket.socket, server: subprocess.Popen[bytes]) -> int | None:
    """The process of the worker that was ordered, 0 where the system allowed none.

    None when the server is gone, which the line does not tell while we hold its other end, too.
    """
    line.settimeout(LOOK_SECONDS)
    while True:
        try:
            found = _reported(line)
        except TimeoutError:
            if server.poll() is not None:
                return None
            continue
        line.settimeout(None)
        return found


def _reported(line: socket.socket) -> int | None:
    """The next number of the server's, None when it is gone."""
    data = b""
    while len(data) < REPORT.size:
        try:
            part = line.recv(REPORT.size - len(data))
        except ConnectionResetError:
            return None
        if not part:
            return None
        data += part
    return int(REPORT.unpack(data)[0])


def _not_started(server: subprocess.Popen[bytes], what: str) -> CannotLook:
    try:
        return ended(server.wait(LEAVE_SECONDS), what)
    except subprocess.TimeoutExpired:
        return LimitExceeded(
            f"The program that reads {what} could not be started: the system allows no further "
            "process.",
            advice="Close other programs and run the command again.",
        )
