"""`import secondtake` is typed, light, and what its stub says; a case is opened as a file is."""

from __future__ import annotations

import ast
import doctest
import importlib
import subprocess
import sys
from pathlib import Path

import pytest
from tests.films import moving_square, write_film

import secondtake
from secondtake import analyst
from secondtake.errors import CaseUnusable, InputInvalid, InputMissing

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
    with pytest.raises(InputInvalid, match="mode"):
        secondtake.open(tmp_path / "case", "a")  # type: ignore[call-overload]
