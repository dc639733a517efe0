"""A small case that holds a file of every kind, and its bundle, for the proofs of this folder."""

from __future__ import annotations

import contextlib
from pathlib import Path

from tests.store.old_case import MAKER, write_case
from tests.workbench.authority import Authority, serving, trusting

from secondtake.model.evidence import Derivative
from secondtake.workbench import make_key, open_bench

__all__ = ["write"]


def write(folder: Path, *, stamped: bool) -> tuple[Path, Path]:
    """A case and its signed bundle with the evidence, in ``folder``.

    Evidence, a derivative, looks, a list of people, decisions and a report; with ``stamped`` also
    trusted timestamps, by an authority of our own on 127.0.0.1.
    """
    case = write_case(folder / "case")
    with contextlib.ExitStack() as opened, open_bench(case, by="A. Desk") as bench:
        page = bench.case.exhibits()[-1].digest
        png = bench.case.keep(b"a picture of the page")
        drawn = Derivative(digest=png, source=page, media_type="image/png", made_by=MAKER)
        bench.case.record("derived", actor="A. Desk", subject=page, records=[drawn])
        if stamped:
            authority = Authority("First")
            address = opened.enter_context(serving(authority))
            bench.stamp(address, trust=trusting(folder, authority), allow_private=True)
        bench.report()
        make_key(folder / "desk.key")
        bench.bundle(folder / "bundle", evidence=True, key=folder / "desk.key")
    return case, folder / "bundle"
