"""What our own pages are read as is what it was when it was frozen (`tests/frozen.py`)."""

from __future__ import annotations

import json

import pytest
from tests import frozen


@pytest.mark.slow
def test_readings_of_our_pages_are_as_they_were_when_they_were_frozen() -> None:
    held = json.loads(frozen.READINGS.read_text(encoding="utf-8"))

    assert frozen.differences(held, frozen.plain_readings()) == []
