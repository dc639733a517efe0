"""SHA256SUMS: one line for each file of evidence, as ``sha256sum -c`` reads it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

__all__ = ["FILE", "are_behind", "lines"]

FILE = "SHA256SUMS"


def lines(digests: Iterable[str]) -> list[str]:
    """The lines of exhibits, in their order, with their line ends."""
    return [f"{d}  evidence/{d[:2]}/{d}\n" for d in dict.fromkeys(digests)]


def are_behind(have: Sequence[str], wanted: Iterable[str]) -> bool:
    """Whether lines are some of those wanted, the last perhaps torn, as after a kill."""
    missing = set(wanted).difference(have)
    whole = have[:-1] if have and not have[-1].endswith("\n") else have
    torn = have[len(whole) :]
    known = set(whole) <= set(wanted) and len(set(whole)) == len(whole)
    return bool(missing) and known and all(any(m.startswith(t) for m in missing) for t in torn)
