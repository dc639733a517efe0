"""A film that has a fingerprint is not decoded again when another is added."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.films import moving_square, write_film

from secondtake import comparing
from secondtake.archive.film_observer import CopyFingerprints
from secondtake.model.film_key import film_key
from secondtake.workbench import open_bench
from secondtake.workbench.bench import Bench
from secondtake.workbench.pipeline import copy_search
from secondtake.workbench.pipeline.comparison import Comparison


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The films that are decoded for the copy search alone, as it happens."""
    seen: list[str] = []
    plain = copy_search.described

    def counted(path: Path, **given: int) -> comparing.copies.FilmDescriptors:
        seen.append(path.name)
        return plain(path, **given)

    monkeypatch.setattr(copy_search, "described", counted)
    return seen


def asked(bench: Bench) -> Comparison:
    return Comparison(
        case=bench.case,
        by=bench.by,
        shots=bench.shots(),
        controls=(),
        pool=bench.pool,
        progress=bench.progress,
        fail=bench.fail,
        record=lambda results, makers: None,
    )


def test_films_have_their_fingerprints_from_when_they_were_looked_at(
    tmp_path: Path, decoded: list[str]
) -> None:
    films = [write_film(tmp_path / f"{n}.mp4", moving_square(n, 12)) for n in (1, 2)]
    with open_bench(tmp_path / "case") as bench:
        bench.keep(films[0])
        bench.keep(films[1], role="control")
        bench.watch()
        own, control = sorted(bench.case.exhibits(), key=lambda e: e.name)
        pair = tuple(sorted((own.digest, control.digest)))
        assert bench.case.made(film_key(own.digest, 1), CopyFingerprints.MAKER)

        # Nobody seeks copies in control footage: of it there is none until somebody asks.
        (first,) = copy_search.copies_between([pair], asked(bench))
        (again,) = copy_search.copies_between([pair], asked(bench))

    assert again == first
    assert decoded == [control.digest]
