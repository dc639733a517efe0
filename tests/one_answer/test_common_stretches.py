"""What many films show together is worked out over the whole case, in whatever order they came."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from tests.workbench.test_copied import STRETCH, films, open_takes, shot

from secondtake import comparing
from secondtake.cluster.local_pool import LocalPool
from secondtake.export.messages.reason_words import in_words
from secondtake.model.findings import Relation
from secondtake.model.footage import Shot
from secondtake.store import Case
from secondtake.workbench.pipeline.comparison import Comparison, compare, current

FILMS = "abcde"
IDENT = replace(STRETCH, left=(0.0, 3.0), right=(0.0, 3.0), slope=1.0)


def answered(case: Case, *steps: str) -> tuple[Relation, ...]:
    """The relations of a case in which every engine has spoken, its films added in steps.

    Each two films show one short stretch together, which only the copy engine sees.
    """
    shots: tuple[Shot, ...] = ()
    for number, step in enumerate(steps, 1):
        known = "".join(sorted("".join(steps[:number])))
        for left, right in combinations(known, 2):
            if {left, right} & set(step):
                _say(case, left, right)
        shots = tuple(shot(name, 0, 0.0, 30.0) for name in known)
        compare(
            Comparison(
                case=case,
                by="tests",
                shots=shots,
                controls=(),
                pool=LocalPool(),
                progress=lambda *_: None,
                fail=lambda *_: pytest.fail("nothing is left to ask"),
                record=lambda results, makers: _record(case, results, makers),
            )
        )
    return current(case, shots, ())


def _say(case: Case, left: str, right: str) -> None:
    takes = open_takes(shot(left, 0, 0.0, 30.0), shot(right, 0, 0.0, 30.0))
    _record(case, [takes], [comparing.maker()])
    found = films(IDENT, left=right, right=left)
    _record(case, [found], [found.made_by])


def _record(case: Case, results: list, makers: list) -> None:
    case.record("compared", actor="tests", makers=makers, records=results)


@pytest.mark.parametrize("steps", [("abcd", "e"), ("e", "d", "c", "b", "a"), ("bcde", "a")])
def test_a_fifth_film_gives_the_answer_that_five_at_once_give(
    steps: tuple[str, ...], tmp_path: Path
) -> None:
    with Case.open(tmp_path / "at once") as case:
        expected = answered(case, FILMS)
    with Case.open(tmp_path / "in steps") as case:
        found = answered(case, *steps)

    assert found == expected
    assert {r.kind for r in found} == {"different"}
    assert all("5 or more films" in in_words(r.because[-1]) for r in found)


def test_four_films_that_share_a_stretch_are_copies(tmp_path: Path) -> None:
    with Case.open(tmp_path / "case") as case:
        found = answered(case, FILMS[:4])

    assert {r.kind for r in found} == {"copy"}
