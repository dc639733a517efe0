"""Every table of numbers we ship is the one the list names, with the script that makes it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "secondtake"
TABLES = json.loads((PACKAGE / "weights" / "tables.json").read_text("utf-8"))["tables"]
FIELDS = {"file", "job", "origin", "remade_by", "sha256", "size_bytes"}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: str(table["file"]))
def test_the_table_has_its_digest_and_a_script_that_makes_it(table: dict[str, str]) -> None:
    held = (PACKAGE / table["file"]).read_bytes()

    assert set(table) == FIELDS
    assert table["sha256"] == hashlib.sha256(held).hexdigest()
    assert table["size_bytes"] == len(held)
    assert (ROOT / table["remade_by"]).is_file()


def test_no_table_is_left_out() -> None:
    named = {table["file"] for table in TABLES}

    assert named == {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.npy")}
