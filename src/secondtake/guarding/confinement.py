"""Apply every guard this system has, in the one order in which each still can be applied."""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

from secondtake.guarding import call_filter, file_access, privileges, sandbox
from secondtake.model.confinement import GuardState
from secondtake.model.enums import Guard

__all__ = ["confine", "confine_fetching"]

_SYSTEM = (
    *("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib"),
    *("/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/zoneinfo"),
    *("/etc/ld.so.cache", "/etc/localtime", "/etc/ssl/openssl.cnf", "/etc/pki/tls/openssl.cnf"),
    *("/dev/null", "/dev/urandom"),
)
"""What libraries open of the system's own; nothing in it is a user's. A PDF without its fonts is
drawn with those of the system."""


def confine() -> tuple[GuardState, ...]:
    """Give up for good what parsing needs not, and say what was given up.

    To be called when the file from outside is open, what is slow to load is imported, and the
    process has one thread. Python's and the system's libraries may still be read, for they load
    parts when they use them. A guard that the system refuses is told of, and the others are
    applied: nothing is raised.
    """
    steps: tuple[tuple[Guard, Callable[[], str]], ...] = (
        (Guard.LIMITS, sandbox.few_files),
        (Guard.NETWORK_NAMESPACE, privileges.leave_network),
        (Guard.CAPABILITIES, privileges.drop_capabilities),
        # After those before: a change of standing makes the kernel forget both.
        (Guard.NOT_DUMPABLE, privileges.not_dumpable),
        (Guard.ENDS_WITH_PARENT, privileges.end_with_parent),
        (Guard.NO_NEW_PRIVILEGES, privileges.never_gain),
        (Guard.FILE_ACCESS, lambda: file_access.restrict(_libraries())),
        # Last: it refuses the calls that the others are made of.
        (Guard.SYSTEM_CALLS, call_filter.apply),
    )
    return tuple(_applied(guard, apply) for guard, apply in steps)


def confine_fetching(folder: Path) -> tuple[GuardState, ...]:
    """Give up what fetching a film needs not: it may use the network and write into ``folder``.

    It can still read what the user can, for the system's settings of network and certificates lie
    in many places, but run no program. Told and failing as ``confine``.
    """
    root = Path(folder.anchor)
    steps: tuple[tuple[Guard, Callable[[], str]], ...] = (
        (Guard.CAPABILITIES, privileges.drop_capabilities),
        (Guard.NOT_DUMPABLE, privileges.not_dumpable),
        (Guard.ENDS_WITH_PARENT, privileges.end_with_parent),
        (Guard.NO_NEW_PRIVILEGES, privileges.never_gain),
        (
            Guard.FILE_ACCESS,
            lambda: file_access.restrict((root,), writable=folder, network=True),
        ),
    )
    return tuple(_applied(guard, apply) for guard, apply in steps)


def _applied(guard: Guard, apply: Callable[[], str]) -> GuardState:
    try:
        return GuardState(guard=guard, applied=True, detail=apply())
    except OSError as error:
        return GuardState(guard=guard, applied=False, detail=error.strerror or str(error))


def _libraries() -> tuple[Path, ...]:
    """Folders of the system's libraries, of Python's, of installed packages and of our own."""
    installed = {p for p in sys.path if Path(p).name in ("site-packages", "dist-packages")}
    python = {sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib")}
    python.add(f"{sys.prefix}/share")  # language data of Tesseract
    ours = str(Path(__file__).parent.parent)
    return tuple(map(Path, sorted({*_SYSTEM, *installed, *python, ours})))
