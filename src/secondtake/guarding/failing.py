"""What went wrong in a guarded process, so told that damage, a limit and a fault of ours differ."""

from __future__ import annotations

import errno
import signal

from secondtake import errors
from secondtake.errors import CannotLook, InternalFault, LimitExceeded, Unreadable

__all__ = ["NO_ANSWER", "ended", "out_of_memory", "out_of_time", "restored", "told"]

_KINDS: dict[str, type[errors.SecondTakeError]] = {
    kind.__name__: kind
    for kind in (
        errors.CannotLook,
        errors.InternalFault,
        errors.LimitExceeded,
        errors.PageUnreadable,
        errors.PluginUnavailable,
        errors.Unreadable,
    )
}
"""The errors that a guarded process may raise here; it was given hostile bytes, so no others."""
NO_ANSWER = 71
"""Exit code of a process that had no memory left to say so."""
_CV2_NO_MEMORY = -4
"""``cv::Error::StsNoMem``."""
_MOST_TEXT = 200
_REPORT = "This is a fault of Second Take and says nothing of the file; please report it."
_CRASHES = {
    -getattr(signal, name): name for name in ("SIGSEGV", "SIGABRT", "SIGBUS", "SIGILL", "SIGFPE")
}


def told(error: BaseException, what: str) -> dict[str, str]:
    """An exception of a guarded process as plain words; ``what`` was being read ("the film").

    What the parsers raise on damage is ours already: they map it where they know it. Anything else
    is a fault of ours, but for memory and depth, which are limits.
    """
    if type(error).__name__ in _KINDS and isinstance(error, errors.SecondTakeError):
        ours = error
    elif _lacked_memory(error):
        ours = out_of_memory(what)
    elif isinstance(error, RecursionError):
        ours = LimitExceeded(
            f"Reading {what} stopped: it nests deeper than programs can follow.",
            advice="It may be crafted to break programs; check where it came from.",
        )
    else:
        text = " ".join(str(error).split())[:_MOST_TEXT]
        ours = InternalFault(
            f"Second Take failed while reading {what} ({type(error).__name__}: {text}).",
            advice=_REPORT,
        )
    return {"error": type(ours).__name__, "sentence": str(ours), "advice": ours.advice}


def restored(words: dict[str, str]) -> errors.SecondTakeError:
    """The error that ``told`` made words of."""
    kind = _KINDS.get(words.get("error", ""), CannotLook)
    return kind(str(words.get("sentence", "")), advice=str(words.get("advice", "")))


def out_of_memory(what: str) -> LimitExceeded:
    """Reading needs more memory than is allowed, which is not damage."""
    return LimitExceeded(
        f"Reading {what} needs more memory than is allowed.",
        advice="It may be sound: try it on a machine with more free memory, or a smaller copy.",
    )


def out_of_time(what: str) -> LimitExceeded:
    """Reading took more computing time than is allowed, which is not damage."""
    return LimitExceeded(
        f"Reading {what} took more computing time than is allowed.",
        advice="It may be crafted to keep programs busy; for a film, --decode-limit MINUTES allows "
        "more.",
    )


def ended(returncode: int, what: str) -> CannotLook:
    """Why a process that said nothing of it ended: ``returncode`` as ``subprocess`` gives it."""
    if returncode == -getattr(signal, "SIGXCPU", 24):
        return out_of_time(what)
    if returncode == -signal.SIGKILL:
        # The limits end a process by SIGXCPU; this one comes from the system, when memory is short.
        return LimitExceeded(
            f"The system ended the program that read {what}, as it does when memory runs out.",
            advice="Close other programs and run the command again.",
        )
    if returncode == NO_ANSWER:
        return out_of_memory(what)
    if returncode in _CRASHES:
        return Unreadable(
            f"The program that read {what} crashed ({_CRASHES[returncode]}).",
            advice="The file is damaged or crafted to crash programs; try a re-encoded copy.",
        )
    return InternalFault(
        f"The program that read {what} ended without an answer (code {returncode}).",
        advice=_REPORT,
    )


def _lacked_memory(error: BaseException) -> bool:
    return (
        isinstance(error, MemoryError)
        or (isinstance(error, OSError) and error.errno == errno.ENOMEM)
        or getattr(error, "code", None) == _CV2_NO_MEMORY
    )
