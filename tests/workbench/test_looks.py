"""A closer look at a shot is made once: kept in the case, logged, and gone when asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.films import moving_square, write_film

from secondtake import comparing, workbench
from secondtake.cli import main
from secondtake.cluster.local_pool import LocalPool, Outcome
from secondtake.model.evidence import Maker
from secondtake.store import shot_descriptions
from secondtake.workbench import open_bench
from secondtake.workbench.bench import Bench
from secondtake.workbench.pipeline.kept_descriptions import MOST_HELD, Looks, near_first

pytestmark = pytest.mark.slow  # what they share takes seconds to make

SQUARES = {"one.mp4": 1, "two.mp4": 2, "three.mp4": 3}


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("films")
    return {n: write_film(folder / n, moving_square(s, 30)) for n, s in SQUARES.items()}


@pytest.fixture
def described(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The films whose shots are looked at closer, as it happens."""
    seen: list[str] = []
    plain = comparing.describe

    def counted(view: Any) -> Any:
        seen.append(view.shot.exhibit)
        return plain(view)

    monkeypatch.setattr(comparing, "describe", counted)
    return seen


def held(bench: Bench) -> dict[str, str]:
    """The looks held of the case's shots."""
    names = [f"{shot.id} {shot.made_by.digest[:12]}" for shot in bench.shots()]
    return shot_descriptions.held(bench.case, comparing.look_maker().digest, names)


def compared(bench: Bench, *films: Path) -> None:
    bench.keep(*films)
    bench.watch()
    bench.compare()


def events(case: Path, action: str) -> list[dict[str, str]]:
    lines = (case / "custody.jsonl").read_text(encoding="utf-8").splitlines()
    return [dict(e["detail"]) for e in map(json.loads, lines) if e["action"] == action]


def test_a_film_that_is_added_is_looked_at_alone(
    tmp_path: Path, films: dict[str, Path], described: list[str]
) -> None:
    with open_bench(tmp_path / "case") as bench:
        compared(bench, films["one.mp4"], films["two.mp4"])
    assert len(described) == 2

    with open_bench(tmp_path / "case") as bench:
        compared(bench, films["three.mp4"])
        assert len(bench.relations()) == 3

    assert len(described) == len(set(described)) == 3
    kept = [name for e in events(tmp_path / "case", "looked closer") for name in e]
    assert len([name for name in kept if name != "maker"]) == 3
    assert workbench.verify(tmp_path / "case").problems == ()


def test_a_run_that_is_stopped_keeps_what_it_has_seen(
    tmp_path: Path, films: dict[str, Path], described: list[str]
) -> None:
    class Stopped(LocalPool):
        """Somebody presses Ctrl-C after the first item."""

        def map(
            self, work: Callable[[Any], Any], items: Iterable[Any]
        ) -> Iterator[Outcome[Any, Any]]:
            yield Outcome(first := next(iter(items)), work(first), None)
            raise KeyboardInterrupt

    with open_bench(tmp_path / "case") as bench, pytest.raises(KeyboardInterrupt):
        bench.keep(*films.values())
        bench.watch()
        bench.pool = Stopped()
        bench.compare()
    assert len(described) == 1

    with open_bench(tmp_path / "case") as bench:
        bench.compare()
        assert len(bench.relations()) == 3

    assert len(described) == len(set(described)) == 3


def test_relations_are_the_same_from_what_was_kept(
    tmp_path: Path, films: dict[str, Path], described: list[str]
) -> None:
    with open_bench(tmp_path / "one") as bench:
        compared(bench, *films.values())
        fresh = bench.relations()
    with open_bench(tmp_path / "two") as bench:
        compared(bench, films["one.mp4"], films["two.mp4"])
        compared(bench, films["three.mp4"])
        assert bench.relations() == fresh


def test_what_was_altered_is_looked_at_again(
    tmp_path: Path, films: dict[str, Path], described: list[str]
) -> None:
    with open_bench(tmp_path / "case") as bench:
        compared(bench, films["one.mp4"], films["two.mp4"])
    altered, gone = sorted(p for p in (tmp_path / "case" / "looks").rglob("*") if p.is_file())
    altered.chmod(0o600)
    altered.write_bytes(altered.read_bytes()[:-1] + b"x")
    gone.unlink()

    with open_bench(tmp_path / "case") as bench:
        compared(bench, films["three.mp4"])
        assert len(bench.relations()) == 3
        assert len(held(bench)) == 3
        assert bench.failures == []

    assert len(described) == 5


def test_forgetting_people_deletes_the_looks(
    tmp_path: Path, films: dict[str, Path], described: list[str]
) -> None:
    case = tmp_path / "case"
    with open_bench(case) as bench:
        compared(bench, films["one.mp4"], films["two.mp4"])
    assert (case / "looks").is_dir()

    assert main(["forget-people", "--case", str(case)]) == 0

    assert not (case / "looks").exists()
    assert workbench.verify(case).problems == ()
    assert events(case, "forgot people") == [{"files deleted": "2"}]
    with open_bench(case) as bench:
        assert held(bench) == {}
        compared(bench, films["three.mp4"])
    assert len(described) == 5


def test_a_deletion_of_looks_that_was_killed_is_gone_on_with(
    tmp_path: Path, films: dict[str, Path]
) -> None:
    case = tmp_path / "case"
    with open_bench(case) as bench:
        compared(bench, films["one.mp4"], films["two.mp4"])
    (case / "looks").rename(case / "looks.going")

    open_bench(case).case.close()

    assert not (case / "looks.going").exists()
    assert len(events(case, "forgot people")) == 1


def test_a_bundle_holds_no_look(tmp_path: Path, films: dict[str, Path]) -> None:
    with open_bench(tmp_path / "case") as bench:
        compared(bench, films["one.mp4"], films["two.mp4"])
        bench.judge()
        bench.bundle(tmp_path / "bundle", evidence=True)
    held = {p.name for p in (tmp_path / "case" / "looks").rglob("*") if p.is_file()}

    assert len(held) == 2
    assert not any(p.name in held or p.name == "looks" for p in (tmp_path / "bundle").rglob("*"))


def pair(left: int, right: int) -> tuple[str, str]:
    return f"film:{left:03d}", f"film:{right:03d}"


def test_few_shots_are_compared_the_most_promising_first() -> None:
    pairs = [pair(1, 9), pair(2, 3), pair(1, 2)]

    assert near_first(pairs) == pairs


def test_many_shots_are_fetched_about_once() -> None:
    # Every 20th shot is of one place, as films of many places are interleaved.
    pairs = [pair(i, j) for i in range(400) for j in range(i + 20, 400, 20)]
    held: dict[str, None] = {}
    fetched = 0
    for one in near_first(pairs):
        for shot in one:
            fetched += shot not in held
            held.pop(shot, None)
            held[shot] = None
            if len(held) > MOST_HELD:
                held.pop(next(iter(held)))

    assert sorted(near_first(pairs), key=str) == sorted(pairs, key=str)
    assert fetched == 400


def test_a_shot_found_anew_is_looked_at_anew(
    tmp_path: Path, films: dict[str, Path], described: list[str]
) -> None:
    with open_bench(tmp_path / "case") as bench:
        compared(bench, films["one.mp4"], films["two.mp4"])
        assert len(held(bench)) == 2
        shot = bench.shots()[0]
        other = replace(shot, made_by=Maker(name="another detector", version="1"))

        assert shot.id in Looks(bench.case, [shot], by="tester")
        assert other.id not in Looks(bench.case, [other], by="tester")
