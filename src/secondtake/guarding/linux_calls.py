"""Linux system calls that the C library has no function for, by their numbers."""

from __future__ import annotations

import ctypes
import os
import platform
import sys
from dataclasses import dataclass

__all__ = ["MACHINES", "Machine", "call", "machine", "prctl", "unshare"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """A processor's numbers: ``audit`` names it to seccomp, ``newest`` is the highest we know."""

    audit: int
    newest: int
    numbers: dict[str, int]


LANDLOCK = {
    "landlock_create_ruleset": 444,
    "landlock_add_rule": 445,
    "landlock_restrict_self": 446,
}
"""The same on every processor, as are all that came after 2019."""
SHARED = LANDLOCK | {"clone3": 435, "faccessat2": 439}
NEWEST = 446

_X86_64 = """
read 0 write 1 open 2 close 3 stat 4 fstat 5 lstat 6 poll 7 lseek 8 mmap 9 mprotect 10 munmap 11
brk 12 rt_sigaction 13 rt_sigprocmask 14 rt_sigreturn 15 ioctl 16 pread64 17 readv 19 writev 20
access 21 sched_yield 24 mremap 25 madvise 28 dup 32 nanosleep 35 getpid 39 socket 41 clone 56
exit 60 uname 63 fcntl 72 getcwd 79 readlink 89 gettimeofday 96 getrlimit 97 getrusage 98
sysinfo 99 times 100 getuid 102 getgid 104 geteuid 107 getegid 108 getppid 110 sigaltstack 131
prctl 157 gettid 186 time 201 futex 202 sched_getaffinity 204 getdents64 217 restart_syscall 219
fadvise64 221 clock_gettime 228 clock_getres 229 clock_nanosleep 230 exit_group 231 tgkill 234
openat 257 newfstatat 262 readlinkat 267 faccessat 269 pselect6 270 ppoll 271 set_robust_list 273
prlimit64 302 seccomp 317 getrandom 318 membarrier 324 statx 332 rseq 334
select 23 kill 62 capset 126
"""
_AARCH64 = """
getcwd 17 dup 23 fcntl 25 ioctl 29 faccessat 48 openat 56 close 57 getdents64 61 lseek 62 read 63
write 64 readv 65 writev 66 pread64 67 pselect6 72 ppoll 73 readlinkat 78 newfstatat 79 fstat 80
capset 91 exit 93 exit_group 94 futex 98 set_robust_list 99 nanosleep 101 clock_gettime 113
clock_getres 114 clock_nanosleep 115 sched_getaffinity 123 sched_yield 124 restart_syscall 128
kill 129 tgkill 131 sigaltstack 132 rt_sigaction 134 rt_sigprocmask 135 rt_sigreturn 139 times 153
uname 160 getrlimit 163 getrusage 165 prctl 167 gettimeofday 169 getpid 172 getppid 173 getuid 174
geteuid 175 getgid 176 getegid 177 gettid 178 sysinfo 179 socket 198 brk 214 munmap 215 mremap 216
clone 220 mmap 222 fadvise64 223 mprotect 226 madvise 233 prlimit64 261 seccomp 277 getrandom 278
membarrier 283 statx 291 rseq 293
"""


def _numbers(listed: str) -> dict[str, int]:
    words = listed.split()
    return dict(zip(words[::2], map(int, words[1::2]), strict=True)) | SHARED


MACHINES = {
    "x86_64": Machine(audit=0xC000003E, newest=NEWEST, numbers=_numbers(_X86_64)),
    "aarch64": Machine(audit=0xC00000B7, newest=NEWEST, numbers=_numbers(_AARCH64)),
}
"""Source: Linux, arch/x86/entry/syscalls/syscall_64.tbl, include/uapi/asm-generic/unistd.h and
audit.h. A number once given is never changed."""


def machine() -> Machine:
    """The numbers of this processor; raises ``OSError`` where we have none."""
    name = platform.machine()
    if not sys.platform.startswith("linux"):
        raise OSError(f"Linux has it; this system is {platform.system()}")
    # A 32-bit Python on a 64-bit kernel makes its calls by other numbers.
    if name not in MACHINES or sys.maxsize < 1 << 32:
        raise OSError(f"not available for the processor {name}")
    return MACHINES[name]


def call(name: str, *arguments: object) -> int:
    """Make a system call; raises ``OSError`` when it fails or the processor is not known."""
    number = machine().numbers[name]
    return _checked(_library().syscall(ctypes.c_long(number), *map(_whole, arguments)))


def prctl(option: int, value: int = 0) -> int:
    """The system call prctl with one value; raises ``OSError``."""
    machine()
    zero = ctypes.c_ulong(0)
    return _checked(_library().prctl(option, ctypes.c_ulong(value), zero, zero, zero))


def unshare(flags: int) -> None:
    """Leave namespaces; raises ``OSError`` where that is refused."""
    machine()
    _checked(_library().unshare(flags))


def _library() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _whole(argument: object) -> object:
    """Integers as wide as a register: the rest of one would be what lay there before."""
    return ctypes.c_long(argument) if isinstance(argument, int) else argument


def _checked(result: int) -> int:
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
    return result
