"""One digest of every named constant and data file that a part works with.

A maker whose settings hold it is another maker as soon as one of its constants changes, whether
or not somebody remembered to raise its version.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from secondtake.errors import SettingInvalid

__all__ = ["constants_digest"]

_DATA = (".json", ".npy")
_LEFT_OUT = ("error_rates.json",)
"""Measured error rates are told beside an answer; the answer does not hang on them."""


@cache
def constants_digest(*modules: str) -> str:
    """SHA-256 (hex) of the constants of modules and packages, with all that lie below these.

    A constant is a module-level name in capitals, as its source is written, white space apart: the
    digest is the same on every Python and platform, wherever the constant stands. Data files of
    packages count with their bytes. Raises ``SettingInvalid`` for a name that is no module.

    >>> constants_digest("secondtake.comparing.takes") == constants_digest("secondtake.archive")
    False
    """
    told = sorted(line for name in modules for path in _files(name) for line in _told(path))
    return hashlib.sha256("\n".join(told).encode("utf-8")).hexdigest()


def _files(module: str) -> Iterator[Path]:
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        raise SettingInvalid(f"No module is called {module!r}.")
    path = Path(spec.origin)
    if path.name != "__init__.py":
        yield path
        return
    for file in sorted(path.parent.rglob("*")):
        if file.suffix == ".py" or (file.suffix in _DATA and file.name not in _LEFT_OUT):
            yield file


def _told(path: Path) -> Iterator[str]:
    if path.suffix != ".py":
        yield f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}"
        return
    text = path.read_text(encoding="utf-8")
    lines = [line.encode("utf-8") for line in text.split("\n")]
    for node in ast.parse(text).body:
        if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
            continue
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        names = sorted(
            n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name) and n.id.isupper()
        )
        if names:
            yield f"{' '.join(names)} = {' '.join(_source(lines, node.value).split())}"


def _source(lines: list[bytes], node: ast.expr) -> str:
    """What ``ast.get_source_segment`` gives; that splits the whole file anew for every constant."""
    first, last = node.lineno - 1, (node.end_lineno or node.lineno) - 1
    kept = lines[first : last + 1]
    kept[-1] = kept[-1][: node.end_col_offset]
    kept[0] = kept[0][node.col_offset :]
    return b"\n".join(kept).decode("utf-8")
