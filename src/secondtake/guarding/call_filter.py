"""The system calls a confined process may make (seccomp), as a program the kernel runs."""

from __future__ import annotations

import ctypes
import errno
import os
import struct
from collections.abc import Iterable

from secondtake.guarding import linux_calls
from secondtake.guarding.linux_calls import Machine

__all__ = ["apply", "program"]

_PLAIN = """
read write readv writev pread64 lseek futex mmap munmap mremap mprotect madvise brk close fstat
newfstatat stat lstat statx access faccessat faccessat2 readlink readlinkat getcwd getdents64
fadvise64 dup poll ppoll select pselect6 rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack
set_robust_list rseq membarrier sched_yield sched_getaffinity getpid getppid gettid getuid geteuid
getgid getegid getrlimit getrusage clock_gettime clock_getres clock_nanosleep nanosleep
gettimeofday time times sysinfo uname getrandom restart_syscall exit exit_group
"""
"""Allowed with any arguments: reading and writing what is open already, memory, threads, clocks."""

O_RDONLY = 0
WRITING_FLAGS = 0o3 | 0o100 | 0o1000 | 0o2000
"""O_ACCMODE, O_CREAT, O_TRUNC and O_APPEND, alike on both processors; O_TMPFILE needs a way to
write."""
CLONE_THREAD = 0x00010000
NAMESPACES = 0x7E020000
"""Every CLONE_NEW… flag that clone knows."""
F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC = 0, 1, 2, 3, 4, 1030
TCGETS, FIONCLEX, FIOCLEX = 0x5401, 0x5450, 0x5451
PR_SET_NAME, PR_GET_NAME = 15, 16

SET_MODE_FILTER, TSYNC = 1, 1
ALLOW, KILL_PROCESS, REFUSE = 0x7FFF0000, 0x80000000, 0x00050000
LOAD, AND, JUMP_EQUAL, JUMP_AT_LEAST, RETURN = 0x20, 0x54, 0x15, 0x35, 0x06
"""Opcodes of classic BPF. Source: Linux, include/uapi/linux/filter.h and seccomp.h."""
NUMBER_AT, MACHINE_AT, ARGUMENTS_AT = 0, 4, 16

_Step = tuple[int, int, int, int]
"""Opcode, steps to jump when true and when false, operand."""


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def apply() -> str:
    """Confine every thread of this process to the calls on the list; give by what means.

    No socket, no new process, no program, no file opened for writing, no signal to and no tracing
    of others, no namespace. A refused call fails with EPERM; one newer than the list with ENOSYS,
    on which a C library falls back to what is older. Raises ``OSError`` where it is refused.
    Source: Linux, Documentation/userspace-api/seccomp_filter.rst.
    """
    steps = program(linux_calls.machine(), os.getpid())
    packed = b"".join(struct.pack("<HBBI", *step) for step in steps)
    wanted = _Program(len(steps), packed)
    behind = linux_calls.call("seccomp", SET_MODE_FILTER, TSYNC, ctypes.byref(wanted))
    if behind:
        raise OSError(errno.EAGAIN, f"thread {behind} could not be confined")
    return "reading what is open, memory, threads and clocks alone"


def program(machine: Machine, own: int) -> list[_Step]:
    """The filter for a processor and the process ``own``."""
    numbers = machine.numbers
    steps: list[_Step] = [
        (LOAD, 0, 0, MACHINE_AT),
        (JUMP_EQUAL, 1, 0, machine.audit),
        (RETURN, 0, 0, KILL_PROCESS),
        (LOAD, 0, 0, NUMBER_AT),
    ]
    for name in _PLAIN.split():
        if name in numbers:
            steps += [(JUMP_EQUAL, 0, 1, numbers[name]), (RETURN, 0, 0, ALLOW)]
    for name, position, mask, allowed in _by_argument(own):
        if name in numbers:
            steps += _rule(numbers[name], position, mask, allowed)
    return [
        *steps,
        # glibc asks for a thread by clone3, whose flags lie in memory that a filter cannot see.
        (JUMP_EQUAL, 1, 0, numbers["clone3"]),
        (JUMP_AT_LEAST, 0, 1, machine.newest + 1),
        (RETURN, 0, 0, REFUSE | errno.ENOSYS),
        (RETURN, 0, 0, REFUSE | errno.EPERM),
    ]


def _by_argument(own: int) -> Iterable[tuple[str, int, int, tuple[int, ...]]]:
    """Calls allowed when one argument, under a mask, is one of some values."""
    whole = 0xFFFFFFFF
    descriptors = (F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC)
    return (
        ("openat", 2, WRITING_FLAGS, (O_RDONLY,)),
        ("open", 1, WRITING_FLAGS, (O_RDONLY,)),
        ("clone", 0, CLONE_THREAD | NAMESPACES, (CLONE_THREAD,)),
        ("fcntl", 1, whole, descriptors),  # F_SETOWN would send signals to others
        ("ioctl", 1, whole, (TCGETS, FIONCLEX, FIOCLEX)),
        ("prctl", 0, whole, (PR_SET_NAME, PR_GET_NAME)),
        ("prlimit64", 0, whole, (0,)),  # its own limits, which can only be lowered
        # abort() and raise()
        ("tgkill", 0, whole, (own,)),
        ("kill", 0, whole, (own,)),
    )


def _rule(number: int, position: int, mask: int, allowed: tuple[int, ...]) -> list[_Step]:
    block: list[_Step] = [(LOAD, 0, 0, ARGUMENTS_AT + 8 * position), (AND, 0, 0, mask)]
    for value in allowed:
        block += [(JUMP_EQUAL, 0, 1, value), (RETURN, 0, 0, ALLOW)]
    block.append((RETURN, 0, 0, REFUSE | errno.EPERM))
    return [(JUMP_EQUAL, 0, len(block), number), *block]
