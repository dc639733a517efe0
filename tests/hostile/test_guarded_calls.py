"""A guarded call gives what its function gives, or says which limit, damage or fault ended it."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from tests.hostile import misbehaving

from secondtake.errors import CannotLook, InternalFault, LimitExceeded, Unreadable
from secondtake.guarding import Budget, guarded, guarded_call, json_value

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module", autouse=True)
def _server_that_knows_the_tests() -> Iterator[None]:
    """The fork server finds our functions here, and the next test begins with one that does not."""
    with pytest.MonkeyPatch.context() as patched:
        paths = [str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH", "")]
        patched.setenv("PYTHONPATH", os.pathsep.join(filter(None, paths)))
        guarded_call._SERVER.stop()
        yield
    guarded_call._SERVER.stop()


def call(function: Callable[..., Any], *arguments: object, **limits: Any) -> Any:
    return guarded(function, *arguments, what="the page", budget=Budget(**limits))


@pytest.mark.parametrize(
    ("function", "limits", "kind", "words"),
    [
        (misbehaving.aborts, {}, Unreadable, r"crashed \(SIGABRT\)"),
        (misbehaving.is_killed, {}, LimitExceeded, "memory runs out"),
        (misbehaving.leaves, {}, InternalFault, r"without an answer \(code 3\)"),
        (misbehaving.has_a_fault, {}, InternalFault, "Second Take failed .*KeyError: 'nothing'"),
        (misbehaving.nests, {}, LimitExceeded, "nests deeper"),
        (misbehaving.fills_the_answer, {"answer_bytes": 1000}, LimitExceeded, "1,000 bytes"),
        (misbehaving.sleeps, {"wall_seconds": 0.2}, LimitExceeded, "longer than 0 s"),
    ],
)
def test_what_ends_a_call_is_told_by_its_kind(
    function: Callable[..., Any], limits: dict[str, Any], kind: type[CannotLook], words: str
) -> None:
    with pytest.raises(kind, match=words) as caught:
        call(function, **limits)

    assert type(caught.value) is kind
    assert caught.value.advice
    assert call(misbehaving.bytes_back, b"next") == (b"next", 4)


@pytest.mark.skipif("sys.platform == 'darwin'", reason="macOS limits no address space")
def test_want_of_memory_is_neither_damage_nor_a_fault() -> None:
    with pytest.raises(LimitExceeded, match="needs more memory than is allowed"):
        call(misbehaving.fills_memory)


def test_computing_time_is_counted_and_said() -> None:
    with pytest.raises(LimitExceeded, match="more computing time"):
        call(misbehaving.never_ends, cpu_seconds=1)


def test_a_call_may_write_no_file(tmp_path: Path) -> None:
    with pytest.raises(CannotLook):
        call(misbehaving.writes, str(tmp_path / "written"))

    assert not (tmp_path / "written").exists() or not (tmp_path / "written").stat().st_size


def test_what_a_call_changes_in_its_process_is_gone_in_the_next() -> None:
    assert call(misbehaving.leaves_a_mark) == 1
    assert call(misbehaving.marked) == 0


def test_a_server_that_was_killed_is_started_again() -> None:
    call(misbehaving.marked)
    server = guarded_call._SERVER._process
    assert server is not None
    server.kill()
    server.wait()

    assert call(misbehaving.marked) == 0


def test_threads_get_each_its_own_answer() -> None:
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda n: call(misbehaving.bytes_back, b"x" * n), range(20)))

    assert [(b"x" * n, n) for n in range(20)] == found


def test_when_the_asker_goes_the_process_that_works_goes_too() -> None:
    threading.Thread(target=_fails, daemon=True).start()
    time.sleep(0.5)
    server = guarded_call._SERVER._process
    assert server is not None
    (working,) = _children(server.pid)
    guarded_call._SERVER.stop()

    assert not Path(f"/proc/{working}").exists()


def _fails() -> None:
    with pytest.raises((CannotLook, ValueError, OSError)):
        call(misbehaving.sleeps)


def _children(process: int) -> list[int]:
    found = Path(f"/proc/{process}/task/{process}/children")
    if not found.exists():
        pytest.skip("needs the list of children that Linux gives")
    return [int(child) for child in found.read_text().split()]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"[" * 100_000 + b"]" * 100_000, "nests deeper than 64"),
        (b'{"a":' * 100_000, "nests deeper than 64"),
        (b" " * 1001, "larger than 1,000 bytes"),
    ],
)
def test_json_is_refused_before_it_is_parsed(text: bytes, words: str) -> None:
    most = 1000 if text[:1] == b" " else 1 << 20
    with pytest.raises(LimitExceeded, match=words):
        json_value(text, most_bytes=most)


def test_brackets_within_a_string_are_no_depth() -> None:
    text = '{"a": ["' + "[{" * 1000 + '\\"", "\\\\"], "b": {"c": 1}}'

    assert json_value(text) == {"a": ["[{" * 1000 + '"', "\\"], "b": {"c": 1}}


def test_the_look_at_json_takes_linear_time() -> None:
    start = time.process_time()
    for text in (b'"' + b'\\"' * 2_000_000, b'"' * 4_000_001, b"\\" * 4_000_000):
        with pytest.raises(ValueError, match="line 1"):
            json_value(text)

    assert time.process_time() - start < 4.0
