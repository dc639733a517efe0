"""Packages load a name when it is asked for, so that a verb loads what it needs and no more."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "secondtake"
LAZY = [p.parent for p in sorted(SOURCE.rglob("*/__init__.pyi"))]


@pytest.mark.parametrize("folder", LAZY, ids=lambda p: p.name)
def test_every_name_of_a_lazy_package_is_found_and_hides_no_module(folder: Path) -> None:
    parts = folder.relative_to(SOURCE.parent).parts
    package = import_module(".".join(parts))
    modules = {p.stem for p in folder.glob("*.py")} | {p.parent.name for p in folder.glob("*/*.py")}
    stub = ast.parse((folder / "__init__.pyi").read_text(encoding="utf-8"))
    homes = {
        a.asname: n.module for n in stub.body if isinstance(n, ast.ImportFrom) for a in n.names
    }

    assert package.__all__
    for name in package.__all__:
        assert getattr(package, name) is not None
        assert name not in modules or homes[name] == package.__name__


@pytest.mark.parametrize(
    ("asked", "spared"),
    [
        ("read", "numpy sqlite3 jinja2 av spacy secondtake.comparing.takes secondtake.archive"),
        (
            "file_shots",
            "sqlite3 jinja2 av onnxruntime secondtake.comparing.takes secondtake.archive",
        ),
        ("input_kinds", "numpy sqlite3 jinja2 secondtake.viewing.film_pass"),
        ("relate", "sqlite3 jinja2 spacy trafilatura httpx lancedb pyarrow"),
    ],
)
def test_a_verb_loads_no_engine_of_another(asked: str, spared: str) -> None:
    code = (
        "import sys; from secondtake import workbench; from secondtake.cli import commands;"
        f"workbench.{asked}; print([m for m in {spared.split()!r} if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert out.stdout.strip() == "[]"
