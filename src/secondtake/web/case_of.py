"""What an address names: its case, a film of it, and what its browser may see of that."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from starlette.exceptions import HTTPException
from starlette.requests import Request

from secondtake import workbench
from secondtake.errors import InputInvalid
from secondtake.model.enums import SeeingGrade
from secondtake.model.frame_table import FrameTable
from secondtake.model.membership import member
from secondtake.web.cases import Cases, HeldCase
from secondtake.web.messages import word
from secondtake.web.picture_worker import Pictures
from secondtake.web.templating import session_of

__all__ = ["bench_of", "case_of", "cases_of", "film_of", "grade_of", "pictures_of", "reader_of"]


def cases_of(request: Request) -> Cases:
    """The cases that are served."""
    held: Cases = request.app.state.cases
    return held


def pictures_of(request: Request, grade: SeeingGrade) -> Pictures:
    """Who makes pictures of a grade."""
    state = request.app.state
    made: Pictures = state.veiled if grade == SeeingGrade.VEILED else state.covered
    return made


def case_of(request: Request) -> HeldCase:
    """The case that an address names; raises ``InputMissing`` for any other word."""
    return cases_of(request).at(request.path_params["case"])


def film_of(case: HeldCase, film: str) -> FrameTable:
    """The frame table of a film of the case, by its key; raises ``InputInvalid`` for any other."""
    table = case.table(film)
    if table is None:
        raise InputInvalid(word("error.film"), advice=word("advice.start"))
    return table


def grade_of(request: Request, case: HeldCase, film: str, asked: str) -> SeeingGrade:
    """How much of a film its browser is given; raises 403 for more than was logged."""
    grade = member(SeeingGrade, asked, "grade")
    if grade == SeeingGrade.OPEN and (case.id, film) not in session_of(request).opened:
        raise HTTPException(403, detail=word("error.not_open"))
    return grade


def reader_of(request: Request, case: HeldCase) -> None:
    """Note that the browser is sent what tells of claims or findings of a case."""
    session_of(request).told.add(case.id)


@contextlib.contextmanager
def bench_of(request: Request, case: HeldCase) -> Iterator[workbench.Bench]:
    """The case to be written to, by whoever works at the browser; others here wait their turn.

    Raises ``CaseBusy`` while another process writes to it.
    """
    with (
        case.writing,
        workbench.open_bench(case.path, by=session_of(request).name or "not given") as bench,
    ):
        yield bench
