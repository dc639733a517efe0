"""The pool gives every outcome, and whoever stops asking does not wait for what is worked on."""

from __future__ import annotations

import threading
import time

import pytest

from secondtake.cluster.local_pool import LocalPool, left_running
from secondtake.errors import CannotLook


def test_an_error_of_ours_stops_only_its_own_item() -> None:
    def work(number: int) -> int:
        if number == 3:
            raise CannotLook("three", advice="")
        return 2 * number

    outcomes = {o.item: o for o in LocalPool(2).map(work, range(20))}

    assert outcomes.keys() == set(range(20))
    assert isinstance(outcomes.pop(3).error, CannotLook)
    assert all(o.result() == 2 * n for n, o in outcomes.items())
    assert not left_running()


def test_a_fault_of_ours_ends_the_run() -> None:
    def work(number: int) -> int:
        return 1 // number

    with pytest.raises(ZeroDivisionError):
        list(LocalPool(2).map(work, range(3)))


def test_whoever_stops_asking_does_not_wait() -> None:
    go_on, begun = threading.Event(), list[int]()

    def work(number: int) -> int:
        begun.append(number)
        if number:
            go_on.wait(20)
        return number

    running = LocalPool(2).map(work, range(40))
    assert next(running).item == 0
    stopped = time.monotonic()
    running.close()

    assert time.monotonic() - stopped < 2
    assert left_running()
    go_on.set()
    deadline = time.monotonic() + 10
    while left_running() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not left_running()
    assert len(begun) <= 4
