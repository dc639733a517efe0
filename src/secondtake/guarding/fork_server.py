"""Fork a process for every order, and end it when its asker goes. Run with ``-m``.

Starting Python and its libraries takes .3 s, a fork of a process that has them a few ms; and every
worker begins from the same clean state, whatever the file before it did. The server itself reads no
byte from outside, does not wait for workers, and has one thread, as a process that forks must.
"""

from __future__ import annotations

import gc
import importlib
import os
import pickle
import selectors
import signal
import socket
from contextlib import suppress
from typing import NoReturn

from secondtake.errors import SecondTakeError
from secondtake.guarding.failing import NO_ANSWER
from secondtake.guarding.server_protocol import ORDER_LENGTH, REPORT, Order

__all__ = ["main"]

PIECE = 1 << 16


def main() -> None:
    """Take orders from the socket that is stdin until it ends, as it does with the asker."""
    asked = socket.socket(fileno=os.dup(0))
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.close(nowhere)
    _Server(asked).serve()


class _Server:
    """The workers that run, by process, and the line to the asker of each."""

    def __init__(self, asked: socket.socket) -> None:
        self.asked = asked
        self.lines: dict[int, socket.socket] = {}
        self.woken, self.waking = socket.socketpair()
        for end in (self.woken, self.waking):
            end.setblocking(False)
        # With a handler, even one that does nothing, the end of a worker ends our waiting.
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self.waking.fileno(), warn_on_full_buffer=False)
        self.waiting = selectors.PollSelector()  # it has no descriptor that a worker could inherit
        self.waiting.register(self.asked, selectors.EVENT_READ)
        self.waiting.register(self.woken, selectors.EVENT_READ)

    def serve(self) -> None:
        """Until the asker is gone; then its workers go, too."""
        while True:
            for key, _ in self.waiting.select():
                if key.fileobj is self.woken:
                    self.woken.recv(PIECE)
                    self._report_ended()
                elif key.fileobj is not self.asked:
                    # Not of one that has ended, and was reported, while the asker gave it up.
                    if self.lines.get(key.data) is key.fileobj:
                        self._kill(key.data)
                elif not self._take():
                    self._leave()
                    return

    def _leave(self) -> None:
        for process in self.lines:
            _kill(process)
        for process in self.lines:
            os.waitpid(process, 0)

    def _take(self) -> bool:
        """Fork a worker for the next order; False when there will be none."""
        length, descriptors, _, _ = socket.recv_fds(self.asked, ORDER_LENGTH.size, 2)
        length += _received(self.asked, ORDER_LENGTH.size - len(length)) if length else b""
        order = _received(self.asked, ORDER_LENGTH.unpack(length)[0]) if length else b""
        if not order:
            return False
        call: Order = pickle.loads(order)
        # What fails here the worker meets again, and tells.
        for name in call.modules:
            with suppress(ImportError):
                importlib.import_module(name)
        if call.prepared is not None:
            with suppress(SecondTakeError):
                call.prepared()
        # What is there now is not looked at by collections in the fork, which would copy it.
        gc.freeze()
        output, line = descriptors[0], socket.socket(fileno=descriptors[1])
        try:
            process = os.fork()
        except OSError:
            _send(line, 0)
            line.close()
            return True
        else:
            if process == 0:
                self._become_worker(call, output, line)
            self._remember(process, line)
            return True
        finally:
            os.close(output)

    def _remember(self, process: int, line: socket.socket) -> None:
        # Here and in the worker: whoever comes first, from now on it is a group that can be killed.
        with suppress(PermissionError, ProcessLookupError):
            os.setpgid(process, process)
        self.lines[process] = line
        self.waiting.register(line, selectors.EVENT_READ, process)
        _send(line, process)

    def _become_worker(self, call: Order, output: int, line: socket.socket) -> NoReturn:
        """Hold nothing of other workers' and the server's, do what was ordered, and end."""
        code = NO_ANSWER
        try:
            os.setpgid(0, 0)
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            for held in (self.asked, self.woken, self.waking, line, *self.lines.values()):
                held.close()
            with os.fdopen(output, "wb") as out:
                call.function(out, *call.arguments)
            code = 0
        finally:
            # Whatever was raised: a worker never returns into the server's loop. That it had not
            # even memory to tell why, or nobody to tell it to, its code says.
            os._exit(code)

    def _report_ended(self) -> None:
        while self.lines:
            process, status = os.waitpid(-1, os.WNOHANG)
            if process == 0:
                return
            line = self.lines.pop(process)
            with suppress(KeyError):  # killed, and no longer listened to
                self.waiting.unregister(line)
            _send(line, os.waitstatus_to_exitcode(status))
            line.close()

    def _kill(self, process: int) -> None:
        self.waiting.unregister(self.lines[process])
        _kill(process)


def _kill(process: int) -> None:
    """End a worker and what it may have started; it was not fetched yet, so the number is its."""
    with suppress(ProcessLookupError, PermissionError):  # macOS says so of one that has ended
        os.killpg(process, signal.SIGKILL)


def _send(line: socket.socket, number: int) -> None:
    with suppress(BrokenPipeError, ConnectionResetError):  # the asker does not wait for it
        line.sendall(REPORT.pack(number))


def _received(line: socket.socket, count: int) -> bytes:
    """``count`` bytes, or none when the line ends before."""
    data = bytearray()
    while len(data) < count:
        part = line.recv(min(count - len(data), PIECE))
        if not part:
            return b""
        data += part
    return bytes(data)


if __name__ == "__main__":
    main()
