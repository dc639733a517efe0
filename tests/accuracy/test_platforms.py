"""Films that went through platforms are found, and two of them in one dress are no copies."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.accuracy.copies_edits import rendered
from bench.accuracy.platforms import Original, originals_of, row_of

pytestmark = pytest.mark.slow

FOUND = 0.95
"""Share of the shots; all were found."""
OTHER = 90
"""Seed of the footage that is seen beside, before and after."""


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> list[Original]:
    pieces = [(name, frames[25:125]) for name, frames in rendered(0, 4).items()]
    return originals_of(pieces, tmp_path_factory.mktemp("originals"))


@pytest.mark.parametrize("name", ["WhatsApp", "TikTok, bars", "reaction before it"])
def test_what_a_platform_hands_on_is_found_in_time_and_its_dress_is_no_evidence(
    name: str, originals: list[Original], tmp_path: Path
) -> None:
    ((_, other),) = rendered(OTHER, 1).items()

    row = row_of(name, originals, other, tmp_path)

    assert min(row.found[0], row.in_time) >= FOUND * row.found[1]
    assert (row.false_copies, row.false_dressed) == (0, 0)
