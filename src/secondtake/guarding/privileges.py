"""What a process gives up of its standing: privileges, capabilities, network, being looked into."""

from __future__ import annotations

import ctypes
import errno
import os
import signal
import struct

from secondtake.guarding.linux_calls import call, prctl, unshare

__all__ = [
    "drop_capabilities",
    "end_with_parent",
    "leave_network",
    "never_gain",
    "not_dumpable",
]

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 1, 4, 24, 38
PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL = 47, 4
"""Source: Linux, include/uapi/linux/prctl.h."""
CAPABILITY_VERSION_3 = 0x20080522
MOST_CAPABILITIES = 64
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000


def leave_network() -> str:
    """Move into a network namespace of its own, in which there is not even a loopback in use.

    Only while the process has one thread. Raises ``OSError`` where namespaces are refused, as in
    most containers.
    """
    try:
        unshare(CLONE_NEWUSER | CLONE_NEWNET)
    except OSError:
        # Where users may make no namespace of users, root may still make one of the network.
        unshare(CLONE_NEWNET)
        return "own network namespace"
    return "own user and network namespace"


def drop_capabilities() -> str:
    """Give up every capability for good, those of root too. Raises ``OSError``."""
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL)
    # Without CAP_SETPCAP the bounding set stays: what it bounds cannot be gained again, because
    # no program is run and no new privilege is given.
    for number in range(MOST_CAPABILITIES):
        try:
            prctl(PR_CAPBSET_DROP, number)
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.EPERM):
                raise
            break
    head = ctypes.c_char_p(struct.pack("<Ii", CAPABILITY_VERSION_3, 0))
    call("capset", head, ctypes.c_char_p(bytes(24)))
    return "none held, root's neither" if os.geteuid() == 0 else "none held"


def not_dumpable() -> str:
    """Leave no core file and let no process of the same user look into the memory."""
    prctl(PR_SET_DUMPABLE, 0)
    return "no core file, no tracing by others"


def end_with_parent() -> str:
    """Be killed when the thread that started this process ends."""
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    return "killed when its parent ends"


def never_gain() -> str:
    """Gain no privilege by running a program; the system call filter needs it too."""
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    return "set for good"
