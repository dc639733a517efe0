"""What the asker and the fork server send each other, and what a call may take."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

__all__ = ["END", "LEAVE_SECONDS", "ORDER_LENGTH", "REPORT", "Budget", "Order"]

ORDER_LENGTH = struct.Struct("<I")
"""Before an order, its length. With it go two descriptors: what the worker writes into, and the
server's end of the line over which a worker is reported of and ended."""
REPORT = struct.Struct("<i")
"""On the line: the number of the worker's process, 0 where the system allowed none; and once it has
ended its exit code, as ``subprocess`` gives it."""
END = b"\0"
"""What the asker sends on the line to have the worker killed, as it is too where the line ends."""
LEAVE_SECONDS = 5.0
"""How long a process may take to end once it has closed its output, or was killed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What one call may take: address space, CPU and wall time, and the size of its answer.

    The defaults are for a page or a proof. Address space counts Python and its libraries too,
    which take some 0.4 GB of it; a page of 19 MB, near the largest that is read, kept 1 GB in
    memory at most (docs/measured/evidence.md).
    """

    memory_bytes: int = 2 << 30
    cpu_seconds: int = 120
    wall_seconds: float = 300.0
    answer_bytes: int = 256 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a worker does: pickled, for it comes from ourselves; what it writes is never unpickled.

    ``function`` is called with the file to write into, then ``arguments``; it tells there how it
    failed. ``modules`` and ``prepared`` are for the server: what later workers need, too.
    """

    function: Callable[..., object]
    arguments: tuple[Any, ...]
    modules: tuple[str, ...]
    prepared: Callable[[], object] | None
