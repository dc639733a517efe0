"""The pages of the built-in examples are read as their keys say: source, chain, check, polarity."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from secondtake.model.text import Claim
from secondtake.reading import read

EXAMPLES = Path(__file__).parents[2] / "examples"
KEYS = [
    (folder.name, claim)
    for folder in sorted(p.parent for p in EXAMPLES.glob("*/truth.json"))
    for claim in json.loads((folder / "truth.json").read_text(encoding="utf-8"))["claims"]
]


@cache
def claims(example: str) -> tuple[Claim, ...]:
    page = (EXAMPLES / example / "page.html").read_bytes()
    return read(page, "text/html", exhibit="0" * 64).claims


@pytest.mark.parametrize(
    ("example", "key"), KEYS, ids=[f"{name}: {k['quote'][:40]}" for name, k in KEYS]
)
def test_each_claim_is_read_as_its_key_says(example: str, key: dict[str, Any]) -> None:
    (claim,) = [c for c in claims(example) if key["quote"] in c.quote]

    assert (claim.source.text if claim.source else None) == key["source"]
    assert [link.text for link in claim.through] == key["through"]
    assert (claim.testable, claim.check, list(claim.also)) == (
        key["testable"],
        key["check"],
        key["also"],
    )
    assert claim.polarity == key["polarity"]


@pytest.mark.parametrize("example", sorted({name for name, _ in KEYS}))
def test_the_key_of_an_example_has_every_claim_of_its_page(example: str) -> None:
    assert len(claims(example)) == sum(name == example for name, _ in KEYS)
