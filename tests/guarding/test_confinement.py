"""Each guard alone refuses what it is for, all of them together leave decoding whole."""

from __future__ import annotations

import errno
import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from tests.films import moving_square, write_film

from secondtake.errors import CannotLook
from secondtake.guarding import call_filter, examination, examine, linux_calls
from secondtake.guarding.linux_calls import MACHINES
from secondtake.model.confinement import SandboxExamination
from secondtake.model.enums import Guard, SandboxAttempt
from secondtake.model.serialization import plain, record
from secondtake.viewing import watch

LINUX = sys.platform.startswith("linux")
PREPARED = """
import ctypes, errno, json, os, socket, sys, threading
from pathlib import Path
from secondtake.guarding import call_filter, confinement, file_access, linux_calls, privileges

place, port = Path(sys.argv[1]), int(sys.argv[2])

def code(act):
    try:
        act()
    except OSError as error:
        return errno.errorcode[error.errno]
    return "done"

def connect():
    with socket.socket() as line:
        line.connect(("127.0.0.1", port))

def fork():
    if os.fork() == 0:
        os._exit(0)

def write():
    os.open(place / "new", os.O_WRONLY | os.O_CREAT)

def read():
    os.open(place / "there", os.O_RDONLY)

def execute():
    os.execv(place / "program", ["program"])

def thread():
    one = threading.Thread(target=print, args=(), kwargs={"end": ""})
    one.start()
    one.join()

def status(name):
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(line.split()[1] for line in lines if line.startswith(name + ":"))
"""
"""What every script below begins with; it prints one JSON object."""


@pytest.fixture(scope="module")
def told() -> SandboxExamination:
    return examine()


def ran(script: str, place: Path) -> dict[str, Any]:
    (place / "there").write_bytes(b"")
    (place / "program").write_bytes(b"\0 no program")
    (place / "program").chmod(0o700)
    with socket.socket() as ear:
        ear.bind(("127.0.0.1", 0))
        ear.listen()
        command = [sys.executable, "-c", PREPARED + script, str(place), str(ear.getsockname()[1])]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def applied(told: SandboxExamination, guard: Guard) -> bool:
    return next(g.applied for g in told.guards if g.guard == guard)


GUARDED_BY = {
    SandboxAttempt.CONNECT: (Guard.SYSTEM_CALLS, Guard.NETWORK_NAMESPACE),
    SandboxAttempt.READ: (Guard.FILE_ACCESS,),
    SandboxAttempt.WRITE: (Guard.SYSTEM_CALLS, Guard.FILE_ACCESS),
    SandboxAttempt.FORK: (Guard.SYSTEM_CALLS,),
    SandboxAttempt.SIGNAL: (Guard.SYSTEM_CALLS,),
    SandboxAttempt.TRACE: (Guard.SYSTEM_CALLS,),
    SandboxAttempt.EXECUTE: (Guard.SYSTEM_CALLS, Guard.FILE_ACCESS),
}


@pytest.mark.skipif(not LINUX, reason="the guards behind them are Linux's")
def test_what_doctor_says_was_applied_is_what_refuses(told: SandboxExamination) -> None:
    refused = {tried.attempt for tried in told.attempts if tried.refused}
    expected = {a for a, by in GUARDED_BY.items() if any(applied(told, guard) for guard in by)}

    assert {tried.attempt for tried in told.attempts} == set(GUARDED_BY)
    assert expected <= refused
    # A container may refuse more than we ask for; what no guard of ours covers may be let through.
    assert [g.guard for g in told.guards] == list(Guard)


@pytest.mark.skipif(LINUX, reason="Linux has the guards")
def test_elsewhere_doctor_says_that_limits_are_all(told: SandboxExamination) -> None:
    assert [g.guard for g in told.guards if g.applied] == [Guard.LIMITS]
    assert all(g.detail for g in told.guards)


ALONE = {
    Guard.NO_NEW_PRIVILEGES: (
        "privileges.never_gain()\nprint(json.dumps({'set': status('NoNewPrivs')}))",
        {"set": "1"},
    ),
    Guard.CAPABILITIES: (
        "privileges.drop_capabilities()\n"
        "print(json.dumps({name: status(name) for name in ('CapEff', 'CapPrm', 'CapInh')}))",
        dict.fromkeys(("CapEff", "CapPrm", "CapInh"), "0" * 16),
    ),
    Guard.NETWORK_NAMESPACE: (
        "privileges.leave_network()\nprint(json.dumps({'connect': code(connect)}))",
        {"connect": "ENETUNREACH"},
    ),
    Guard.NOT_DUMPABLE: (
        "privileges.not_dumpable()\nprint(json.dumps({'dumpable': linux_calls.prctl(3)}))",
        {"dumpable": 0},
    ),
    Guard.FILE_ACCESS: (
        "privileges.never_gain()\nfile_access.restrict((place / 'there',))\n"
        "print(json.dumps({'read': code(read), 'write': code(write), 'run': code(execute),"
        "'other': code(lambda: os.open('/etc/passwd', os.O_RDONLY)),"
        "'list': code(lambda: os.listdir(place)),"
        "'remove': code(lambda: os.unlink(place / 'there'))}))",
        {
            "read": "done",
            "write": "EACCES",
            "run": "EACCES",
            "other": "EACCES",
            "list": "EACCES",
            "remove": "EACCES",
        },
    ),
    Guard.SYSTEM_CALLS: (
        "privileges.never_gain()\ncall_filter.apply()\n"
        "limits = lambda: linux_calls.call('prlimit64', os.getppid(), 7, None, None)\n"
        "signal = lambda: os.kill(os.getppid(), 0)\n"
        "acts = (connect, fork, write, read, execute, thread, limits, signal)\n"
        "names = 'connect fork write read run thread limits signal'.split()\n"
        "more = {'namespace': lambda: linux_calls.unshare(0x40000000),"
        "'append': lambda: os.open(place / 'there', os.O_WRONLY | os.O_APPEND),"
        "'remove': lambda: os.unlink(place / 'there'), 'own': lambda: os.kill(os.getpid(), 0),"
        "'socket pair': socket.socketpair, 'dumpable': lambda: linux_calls.prctl(4, 1)}\n"
        "acts = dict(zip(names, acts)) | more\n"
        "print(json.dumps({name: code(act) for name, act in acts.items()}))",
        dict.fromkeys(("read", "thread", "own"), "done")
        | dict.fromkeys(("connect", "fork", "write", "run", "limits", "signal"), "EPERM")
        | dict.fromkeys(("namespace", "append", "remove", "dumpable"), "EPERM")
        | {"socket pair": "EPERM"},
    ),
}


@pytest.mark.skipif(not LINUX, reason="they are Linux's")
@pytest.mark.parametrize("guard", ALONE)
def test_a_guard_alone_refuses_what_it_is_for(
    guard: Guard, told: SandboxExamination, tmp_path: Path
) -> None:
    script, expected = ALONE[guard]
    if not applied(told, guard):
        with pytest.raises(AssertionError, match="Error"):
            ran(script, tmp_path)
        return

    assert ran(script, tmp_path) == expected


@pytest.mark.skipif(not LINUX, reason="other systems have no such signal")
def test_a_confined_process_ends_when_its_parent_is_killed(told: SandboxExamination) -> None:
    assert applied(told, Guard.ENDS_WITH_PARENT)
    child = (
        "import os, time; from secondtake.guarding import confine; confine();"
        "os.write(1, b'%d\\n' % os.getpid()); time.sleep(60)"
    )
    parent = (
        "import subprocess, sys;"
        f"subprocess.run([sys.executable, '-c', {child!r}], stdout=sys.stdout)"
    )
    with subprocess.Popen([sys.executable, "-c", parent], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        confined = int(process.stdout.readline())
        process.kill()
        for _ in range(100):
            if not _runs(confined):
                break
            time.sleep(0.05)

        assert not _runs(confined)


def test_where_no_guard_is_known_decoding_is_told_to_be_unguarded(tmp_path: Path) -> None:
    script = (
        "def none():\n    raise OSError('not here')\n"
        "linux_calls.machine = privileges.call.__globals__['machine'] = none\n"
        "call_filter.linux_calls.machine = none\n"
        "print(json.dumps({g.guard: g.applied and 'applied' or g.detail"
        " for g in confinement.confine()}))"
    )
    states = ran(script, tmp_path)

    assert states.pop(Guard.LIMITS) == "applied"
    assert set(states.values()) == {"not here"}
    assert len(states) == len(Guard) - 1


IN_A_CONTAINER = """
import platform, struct
from secondtake.guarding import examine
from secondtake.model.serialization import plain
from secondtake.viewing import watch

class Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))

refused = ({"x86_64": 272, "aarch64": 97}[platform.machine()], *linux_calls.LANDLOCK.values())
steps = [(call_filter.LOAD, 0, 0, 0)]
for number in refused:
    steps += [(call_filter.JUMP_EQUAL, 0, 1, number), (call_filter.RETURN, 0, 0, 0x50001)]
steps.append((call_filter.RETURN, 0, 0, call_filter.ALLOW))
packed = b"".join(struct.pack("<HBBI", *step) for step in steps)
privileges.never_gain()
linux_calls.call("seccomp", 1, 1, ctypes.byref(Program(len(steps), packed)))
seen = watch(place / "film.mp4", "0" * 64, observers=(), keep=None)
print(json.dumps({"doctor": plain(examine()), "film": plain(seen.guards)}))
"""
"""Refuses namespaces and Landlock to this process and all it starts, as containers may."""


@pytest.mark.skipif(not LINUX, reason="the filter is Linux's")
def test_in_a_container_what_is_refused_is_told_and_the_rest_applied(tmp_path: Path) -> None:
    write_film(tmp_path / "film.mp4", moving_square(1, 10))
    told = ran(IN_A_CONTAINER, tmp_path)
    found = record(SandboxExamination, told["doctor"])
    through = [tried.attempt for tried in found.attempts if not tried.refused]

    assert [g.guard for g in found.guards if not g.applied] == [
        Guard.NETWORK_NAMESPACE,
        Guard.FILE_ACCESS,
    ]
    assert through == [SandboxAttempt.READ]
    assert told["film"] == plain(found.guards)


def test_a_film_says_what_confined_its_decoder(told: SandboxExamination, tmp_path: Path) -> None:
    seen = watch(write_film(tmp_path / "film.mp4", moving_square(1, 10)), "0" * 64, keep=_nowhere)

    assert seen.guards == told.guards


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs another owner")
def test_root_reads_a_film_that_only_another_user_may_read(tmp_path: Path) -> None:
    film = write_film(tmp_path / "film.mp4", moving_square(1, 10))
    os.chown(film, 65534, 65534)
    film.chmod(0o600)

    assert watch(film, "0" * 64, keep=_nowhere).reel.decoded_frames


@pytest.mark.skipif(not LINUX, reason="the call is Linux's")
def test_what_fetches_writes_into_its_folder_alone_and_runs_nothing(
    told: SandboxExamination, tmp_path: Path
) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    script = (
        "guards = confinement.confine_fetching(place / 'inside')\n"
        "inside = lambda: os.open(place / 'inside/new', os.O_WRONLY | os.O_CREAT)\n"
        "print(json.dumps({'connect': code(connect), 'read': code(read), 'inside': code(inside),"
        "'outside': code(write), 'run': code(execute)}))"
    )
    kept = "EACCES" if applied(told, Guard.FILE_ACCESS) else "done"
    found = ran(script, tmp_path)

    assert {name: found[name] for name in ("connect", "read", "inside")} == dict.fromkeys(
        ("connect", "read", "inside"), "done"
    )
    assert found["outside"] == kept
    assert found["run"] == ("EACCES" if kept == "EACCES" else "ENOEXEC")


def judged(machine: str, call: str | int, *arguments: int, audit: int | None = None) -> int:
    """What the filter of a processor answers to a call, its program run as the kernel would."""
    known = MACHINES[machine]
    number = call if isinstance(call, int) else known.numbers[call]
    memory = {0: number, 4: known.audit if audit is None else audit}
    memory |= {16 + 8 * position: value for position, value in enumerate(arguments)}
    steps, at, held = call_filter.program(known, own=7), 0, 0
    while True:
        code, true, false, operand = steps[at]
        at += 1
        if code == call_filter.RETURN:
            return operand
        if code == call_filter.LOAD:
            held = memory[operand]
        elif code == call_filter.AND:
            held &= operand
        else:
            equal = code == call_filter.JUMP_EQUAL
            at += true if (held == operand if equal else held >= operand) else false


REFUSED, UNKNOWN = call_filter.REFUSE | errno.EPERM, call_filter.REFUSE | errno.ENOSYS


@pytest.mark.parametrize("machine", MACHINES)
def test_the_filter_of_each_processor_judges_calls_by_their_arguments(machine: str) -> None:
    numbers = MACHINES[machine].numbers
    writing = [os.O_WRONLY, os.O_RDWR, 0o100, 0o1000]

    assert judged(machine, "read", 0) == call_filter.ALLOW
    assert judged(machine, "openat", 0, 0, 0o2000000) == call_filter.ALLOW
    assert {judged(machine, "openat", 0, 0, flags) for flags in writing} == {REFUSED}
    assert judged(machine, "clone", 0x3D0F00) == call_filter.ALLOW
    assert judged(machine, "clone", 17) == judged(machine, "clone", 0x10010000) == REFUSED
    assert judged(machine, "clone3") == judged(machine, 447) == UNKNOWN
    assert judged(machine, "tgkill", 7) == judged(machine, "kill", 7) == call_filter.ALLOW
    assert judged(machine, "tgkill", 8) == judged(machine, "kill", -1 & 0xFFFFFFFF) == REFUSED
    assert judged(machine, "socket", 2) == judged(machine, "capset") == REFUSED
    assert judged(machine, "seccomp") == judged(machine, "prctl", 4) == REFUSED
    # The numbers of a 32-bit program, and of x32, mean other calls.
    assert judged(machine, "read", audit=0x40000003) == call_filter.KILL_PROCESS
    assert judged(machine, numbers["read"] | 0x40000000) == UNKNOWN


@pytest.mark.parametrize(
    ("machine", "header"),
    [
        ("x86_64", "/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
        ("aarch64", "/usr/include/asm-generic/unistd.h"),
    ],
)
def test_numbers_are_those_of_the_kernel(machine: str, header: str) -> None:
    if not Path(header).is_file():
        pytest.skip("the kernel's headers are not installed")
    words = [line.split() for line in Path(header).read_text("utf-8").splitlines()]
    defined = {w[1]: w[2] for w in words if len(w) >= 3 and w[0] == "#define"}
    # Names that depend on the width of a word: __NR_fcntl is __NR3264_fcntl.
    known = {
        name.replace("__NR3264_", "__NR_").removeprefix("__NR_"): int(number)
        for name, number in defined.items()
        if name.startswith("__NR") and number.isdecimal()
    }
    for new, old in (("newfstatat", "fstatat"),):
        known.setdefault(new, known.get(old, -1))
    numbers = MACHINES[machine].numbers

    assert {name: known.get(name) for name in numbers} == numbers


def test_a_machine_that_is_not_known_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    monkeypatch.setattr(sys, "platform", "linux")

    with pytest.raises(OSError, match="processor riscv64"):
        linux_calls.machine()


def test_an_examination_without_an_answer_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examination, "sys", _Silent)

    with pytest.raises(CannotLook, match="could not be examined"):
        examine()


class _Silent:
    """In the place of ``sys``: what is run as Python says nothing."""

    executable = "/bin/false" if Path("/bin/false").exists() else "/usr/bin/false"


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{process}/stat").read_text("utf-8", "replace")
    return stat.rpartition(")")[2].split()[0] != "Z"


def _nowhere(_data: bytes, _kind: str) -> str:
    return "0" * 64
