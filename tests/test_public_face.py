"""`import secondtake` is typed, light, and what its stub says; a case is opened as a file is."""

from __future__ import annotations

import ast
import doctest
import importlib
import inspect
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from tests.films import moving_square, write_film

import secondtake
from secondtake import analyst, analyst_cases
from secondtake.errors import CaseUnusable, InputInvalid, InputMissing, SettingInvalid
from secondtake.model.enums import Expected, PersonAnswer, ReviewDecision

SOURCE = Path(secondtake.__file__).parent
SAMPLE = Path(__file__).parent / "typed" / "sample.py"


def test_the_stub_the_package_and_the_module_behind_it_hold_the_same_names() -> None:
    stub = ast.parse((SOURCE / "__init__.pyi").read_text(encoding="utf-8"))
    names = {a.asname for n in stub.body if isinstance(n, ast.ImportFrom) for a in n.names}

    assert names | {"__version__"} == set(secondtake.__all__)
    assert set(analyst.__all__) | {"__version__"} == set(secondtake.__all__)
    assert all(hasattr(secondtake, name) for name in secondtake.__all__)
    with pytest.raises(AttributeError):
        _ = secondtake.nothing_of_the_kind


def verbs() -> Iterator[tuple[str, Any]]:
    """Every public function, and every public method and property of a case and of its records."""
    for name in secondtake.__all__:
        found = getattr(secondtake, name)
        if inspect.isfunction(found):
            yield name, found
        elif inspect.isclass(found) and not issubclass(found, Exception):
            for inner, member in vars(found).items():
                if inner.startswith("_"):
                    continue
                if isinstance(member, property):
                    yield f"{name}.{inner}", member.fget
                elif inspect.isfunction(member):
                    yield f"{name}.{inner}", member
    for name in secondtake.archive.__all__:
        found = getattr(secondtake.archive, name)
        if inspect.isfunction(found):
            yield f"archive.{name}", found


@pytest.mark.parametrize(
    ("name", "verb"), list(verbs()), ids=lambda v: v if isinstance(v, str) else ""
)
def test_a_public_function_is_annotated_and_gives_no_any(name: str, verb: Any) -> None:
    hints = get_type_hints(verb)

    assert set(inspect.signature(verb).parameters) - {"self"} <= set(hints), name
    assert "return" in hints
    assert Any not in [*hints.values(), *(a for h in hints.values() for a in get_args(h))]
    assert inspect.getdoc(verb)


def test_the_sample_script_calls_everything_that_is_public() -> None:
    tree = ast.parse(SAMPLE.read_text(encoding="utf-8"))
    used = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}

    assert {name.rpartition(".")[2] for name, _ in verbs()} - used == set()


def test_words_an_analyst_gives_are_those_of_the_records() -> None:
    weights = get_args(analyst_cases.Weight)[1]

    assert get_args(analyst_cases.Decision) == tuple(ReviewDecision)
    assert get_args(analyst_cases.PairDecision) == tuple(PersonAnswer)
    assert get_args(weights) == tuple(Expected)


@pytest.mark.slow
def test_a_script_of_an_analyst_passes_the_strictest_types_without_an_any(tmp_path: Path) -> None:
    strict = ["--strict", "--disallow-any-expr", "--follow-imports", "silent"]
    told = subprocess.run(
        [sys.executable, "-m", "mypy", *strict, "--cache-dir", str(tmp_path), str(SAMPLE)],
        capture_output=True,
        text=True,
        check=False,
        cwd=SOURCE.parents[1],
    )

    assert told.returncode == 0, told.stdout


@pytest.mark.parametrize(
    "path",
    [p for p in sorted(SOURCE.rglob("*.py")) if ">>>" in p.read_text(encoding="utf-8")],
    ids=lambda p: str(p.relative_to(SOURCE)),
)
def test_the_examples_in_docstrings_hold(path: Path) -> None:
    dotted = ".".join(("secondtake", *path.relative_to(SOURCE).with_suffix("").parts))
    module = importlib.import_module(dotted.removesuffix(".__init__"))

    assert doctest.testmod(module).failed == 0


def test_reading_takes_no_lock_makes_no_case_and_changes_no_byte(tmp_path: Path) -> None:
    film = write_film(tmp_path / "a.mp4", moving_square(1, 30))
    with pytest.raises(InputMissing):
        secondtake.open(tmp_path / "case")
    assert not (tmp_path / "case").exists()

    with secondtake.open(tmp_path / "case", "w", by="tests") as case:
        case.keep(film)
        with secondtake.open(tmp_path / "case") as reader:
            assert [f.name for f in reader.films()] == ["a.mp4"]
        case.watch()
    before = {p: p.read_bytes() for p in (tmp_path / "case").rglob("*") if p.is_file()}
    with secondtake.open(tmp_path / "case") as reader:
        (shot,) = reader.shots()
        assert (shot.film, shot.number, shot.start_seconds) == ("a.mp4", 1, 0.0)
        assert reader.relations() == ()
        assert reader.claims() == ()
        assert reader.people() is None

    assert {p: p.read_bytes() for p in (tmp_path / "case").rglob("*") if p.is_file()} == before


def test_making_a_case_anew_refuses_one_that_is_there(tmp_path: Path) -> None:
    secondtake.open(tmp_path / "case", "x", by="tests").close()

    with pytest.raises(CaseUnusable, match="already"):
        secondtake.open(tmp_path / "case", "x", by="tests")
    with pytest.raises(SettingInvalid, match="mode"):
        secondtake.open(tmp_path / "case", "a")  # type: ignore[call-overload]


def test_working_without_the_mode_for_it_is_told_which_to_use(tmp_path: Path) -> None:
    with pytest.raises(InputInvalid) as told:
        secondtake.open(tmp_path / "case", by="tests")  # type: ignore[call-overload]

    assert '"w"' in told.value.advice
    assert not (tmp_path / "case").exists()


def test_a_word_that_a_case_does_not_know_is_refused_before_it_is_written(tmp_path: Path) -> None:
    film = write_film(tmp_path / "a.mp4", moving_square(1, 5))
    with secondtake.open(tmp_path / "case", "w", by="tests") as case:
        with pytest.raises(SettingInvalid, match="role"):
            case.keep(film, role="pages")  # type: ignore[arg-type]
        with pytest.raises(SettingInvalid, match="decision"):
            case.review("F1", "yes")  # type: ignore[arg-type]
        with pytest.raises(SettingInvalid, match="decision"):
            case.review_people("a+b", "yes")  # type: ignore[arg-type]

        assert case.exhibits() == ()


def test_a_closed_case_says_that_it_is_closed(tmp_path: Path) -> None:
    case = secondtake.open(tmp_path / "case", "x", by="tests")
    case.close()
    case.close()

    for asked in (case.shots, case.watch):
        with pytest.raises(InputInvalid, match="closed"):
            asked()


def test_progress_is_told_to_who_asks_for_it(tmp_path: Path) -> None:
    told: list[str] = []
    film = write_film(tmp_path / "a.mp4", moving_square(1, 5))
    with secondtake.open(
        tmp_path / "case", "x", by="tests", progress=lambda stage, done, total: told.append(stage)
    ) as case:
        case.keep(film)

    assert any("a.mp4" in stage for stage in told)
