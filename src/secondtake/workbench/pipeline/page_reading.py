"""Every page of a case read once: its story, its claims, and who says each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from secondtake import preserve, reading
from secondtake.cluster.progress import Progress
from secondtake.errors import CannotLook, SecondTakeError
from secondtake.model.enums import ExhibitRole
from secondtake.model.evidence import Exhibit, Maker
from secondtake.model.text import Reading
from secondtake.store import Case
from secondtake.workbench.session.http_headers import content_types

__all__ = ["read"]


class OnBench(Protocol):
    """What of a Bench is needed here."""

    progress: Progress

    @property
    def case(self) -> Case: ...

    def with_role(self, role: str) -> tuple[Exhibit, ...]: ...

    def derived(self, subject: str, makers: Sequence[Maker], records: Sequence[object]) -> None: ...

    def fail(self, subject: str, maker: Maker, error: SecondTakeError) -> None: ...


def read(bench: OnBench) -> None:
    """Read every page of the case that today's reader has not read, and record what it says."""
    headers = content_types(bench.case)
    for page in bench.with_role(ExhibitRole.PAGE):
        if bench.case.made(page.digest, reading.MAKER):
            continue
        bench.progress(f"Reading {page.name}", 0, None)
        data = bench.case.evidence_bytes(page.digest)
        try:
            found = reading.read(
                data,
                page.media_type,
                exhibit=page.digest,
                url=_address(page),
                content_type=headers.get(page.digest),
            )
        except CannotLook as error:
            bench.fail(page.digest, reading.MAKER, error)
            continue
        bench.derived(page.digest, [reading.MAKER], [_without_secrets(found)])


def _without_secrets(found: Reading) -> Reading:
    """A reading whose links hold no token: the page has them whole, its record is handed on."""
    links = tuple(
        replace(r, address=None if r.address is None else preserve.address(r.address))
        for r in found.article.references
    )
    return replace(found, article=replace(found.article, references=links))


def _address(page: Exhibit) -> str | None:
    return page.origin if page.origin.startswith(("http://", "https://")) else None
