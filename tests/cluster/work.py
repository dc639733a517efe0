"""Work for the tests of pools: it counts how often it was done, and can end its process."""

from __future__ import annotations

import os
import signal
import time
import uuid
from dataclasses import dataclass
from pathlib import Path

from secondtake.errors import EvidenceDamaged, Unreadable

__all__ = ["Order", "count"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """``seen``: a folder in which each doing leaves a file that names its process."""

    number: int
    seen: str
    seconds: float = 0.0
    what: str = "count"


def count(order: Order) -> bytes:
    """The square of the number, in words; what else happens ``order.what`` says."""
    mark = Path(order.seen) / f"{order.number}-{os.getpid()}-{uuid.uuid4().hex[:6]}"
    mark.touch()
    time.sleep(order.seconds)
    if order.what == "unreadable":
        raise Unreadable("It cannot be read.", advice="Look at it.")
    if order.what == "changed":
        raise EvidenceDamaged("It changed.", advice="Find out why.")
    if order.what == "poison":
        os.kill(os.getpid(), signal.SIGKILL)
    return str(order.number**2).encode()
