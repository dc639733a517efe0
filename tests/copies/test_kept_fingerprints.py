"""A film that has a fingerprint is not decoded again when another is added."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.films import moving_square, write_film

from secondtake import comparing, workbench
from secondtake.archive import film_observer
from secondtake.archive.film_observer import CopyFingerprints
from secondtake.model.film_key import film_key
from secondtake.model.footage import CopyFingerprint
from secondtake.workbench import open_bench
from secondtake.workbench.bench import Bench
from secondtake.workbench.pipeline import copy_search
from secondtake.workbench.pipeline.comparison import Comparison
from secondtake.workbench.pipeline.kept_fingerprints import Fingerprints


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


def test_more_films_than_fit_into_memory_are_fetched_as_pairs_need_them(tmp_path: Path) -> None:
    films = [write_film(tmp_path / f"{n}.mp4", moving_square(n, 12)) for n in (1, 2, 3, 4)]
    with open_bench(tmp_path / "case") as bench:
        bench.keep(*films)
        bench.watch()
        keys = sorted(film_key(e.digest, 1) for e in bench.case.exhibits())
        plenty, little = Fingerprints(bench.case), Fingerprints(bench.case, held_bytes=1)
        for looked in (plenty, little):
            looked.find([*keys, "0" * 64])
        pairs = [(a, b) for n, a in enumerate(keys) for b in keys[n + 1 :]]

        assert "0" * 64 not in plenty
        assert plenty.in_blocks(pairs[::-1]) == pairs
        assert sorted(little.in_blocks(pairs)) == pairs
        for key in (*keys, *keys):
            one, other = plenty[key][0], little[key][0]
            assert np.array_equal(one.vectors, other.vectors)
            assert np.array_equal(one.strip, other.strip)
        assert plenty.in_memory == tuple(keys)
        assert little.in_memory == (keys[-1],)


@pytest.mark.slow
def test_a_piece_that_is_gone_is_named_and_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(film_observer, "PIECE_BYTES", 50_000)
    film = write_film(tmp_path / "a.mp4", moving_square(1, 70))
    with open_bench(tmp_path / "case") as bench:
        bench.keep(film)
        bench.watch()
        (record,) = bench.case.fetch(CopyFingerprint)
    pieces = [part.file for part in record.parts if part.file is not None]
    whole = workbench.verify(tmp_path / "case").problems
    gone = tmp_path / "case" / "derived" / pieces[0][:2] / pieces[0]
    gone.unlink()
    told = workbench.verify(tmp_path / "case").problems
    with open_bench(tmp_path / "case") as bench:
        looked = Fingerprints(bench.case)
        looked.find([record.film])
        assert record.film not in looked
        bench.watch()
        looked.find([record.film])
        assert record.film in looked

    assert whole == ()
    assert any("secondtake watch" in problem for problem in told)
    assert gone.is_file()
