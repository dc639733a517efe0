"""Whether the path of a new case is meant, or an existing case's mistyped."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

from secondtake import workbench
from secondtake.errors import InputMissing, SecondTakeError
from secondtake.model.names import shown

__all__ = ["beside_advice", "require_meant"]

NEAR = 0.75
"""Share of letters in common (difflib's ratio) from which a name is taken for another's typo: one
letter more, fewer, other or swapped in names of four and more."""
MOST_LISTED = 5
_FIGURES = re.compile(r"[\W_]*\d+")
MAKES = "Name the folder of a case; `secondtake keep` and `check` make new ones."


def require_meant(case: Path) -> None:
    """Raise ``InputMissing`` where a case of nearly this name lies beside it, or the folder above
    it is not there: then a new case is more likely a typo, which ``--new`` denies."""
    above = case.absolute().parent
    if not above.is_dir():
        raise InputMissing(
            f"There is no case at {shown(str(case))}, and no folder {shown(str(above))}.",
            advice="Check the path, or add --new to make both.",
        )
    # Names that differ in their figures alone are a series, as desks number their cases.
    others = {n: name for n, name in _cases(above).items() if not _is_series(n, case.name)}
    near = difflib.get_close_matches(case.name.casefold(), others, n=1, cutoff=NEAR)
    if near and not case.exists():
        raise InputMissing(
            f"There is no case at {shown(str(case))}, but one at "
            f"{shown(str(case.parent / others[near[0]]))}.",
            advice="Check the path, or add --new to make another case.",
        )


def beside_advice(case: Path) -> str:
    """Which cases lie where a case was looked for; else how cases are made."""
    above = case.absolute().parent
    held = [shown(str(case.parent / name)) for name in _cases(above).values()]
    near = difflib.get_close_matches(str(case), held, n=MOST_LISTED, cutoff=0)
    return f"There are: {', '.join(near)}." if near else MAKES


def _is_series(one: str, other: str) -> bool:
    return _FIGURES.sub("", one.casefold()) == _FIGURES.sub("", other.casefold())


def _cases(folder: Path) -> dict[str, str]:
    """The names of the cases in a folder, by the name without its case."""
    try:
        names = [entry.name for entry in folder.iterdir() if entry.is_dir()]
    except OSError:
        return {}  # what cannot be listed is told when the case is opened
    return {name.casefold(): name for name in sorted(names) if _is_case(folder / name)}


def _is_case(folder: Path) -> bool:
    try:
        return workbench.is_case(folder)
    except SecondTakeError:
        return False  # not to be opened, so nothing that somebody meant
