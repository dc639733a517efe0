"""Packages whose names are loaded when they are first asked for, as their stubs say from where."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

__all__ = ["lazy_exports"]


def lazy_exports(
    package: str, init: str
) -> tuple[Callable[[str], object], Callable[[], list[str]], list[str]]:
    """``__getattr__``, ``__dir__`` and ``__all__`` of a package; ``init`` is its ``__init__.py``.

    The names and their homes stand once, in ``__init__.pyi`` beside it, where type checkers read
    them too: ``from home import name as name``. What is declared there otherwise, the package
    defines itself. Source: PEP 562 and, for the stub, PEP 484; the form is SPEC 1 of Scientific
    Python, whose library ``lazy_loader`` would be one more dependency for these few lines.
    """
    stub = ast.parse(Path(init).with_suffix(".pyi").read_text(encoding="utf-8"))
    homes: dict[str, tuple[str, str]] = {}
    own: list[str] = []
    for node in stub.body:
        if isinstance(node, ast.ImportFrom) and node.module:
            homes |= {a.asname: (node.module, a.name) for a in node.names if a.asname}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            own.append(node.target.id)
        elif isinstance(node, ast.FunctionDef):
            own.append(node.name)
    names = sorted({*homes, *own})

    def load(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        home, inner = homes[name]
        found = None if home == package else getattr(import_module(home), inner, None)
        if found is None:
            found = import_module(f"{home}.{inner}")
        setattr(sys.modules[package], name, found)
        return found

    return load, lambda: names, names
