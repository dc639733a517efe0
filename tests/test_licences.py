"""The packages we ask people to install are permissive, and the exceptions are written down."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from scripts import licences

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "scripts" / "licences.py"


def test_every_default_package_is_permissive_or_a_known_exception() -> None:
    told = subprocess.run([sys.executable, SCRIPT], capture_output=True, text=True, check=False)

    assert "NOT LOOKED AT" not in told.stdout
    assert told.returncode == 0


def test_every_exception_is_on_the_page_about_licences() -> None:
    page = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")

    assert [name for name in licences.EXCEPTIONS if f"| {name} |" not in page] == []


@pytest.mark.parametrize(
    ("licence", "expected"),
    [
        ("MIT", True),
        ("Apache-2.0 OR GPL-3.0-only", True),
        ("MIT AND GPL-2.0-only", False),
        ("GPL-3.0-or-later", False),
        ("AGPL-3.0", False),
        ("", False),
    ],
)
def test_copyleft_and_silence_are_not_taken_for_permissive(licence: str, expected: bool) -> None:
    assert expected == licences.permissive(licence)
