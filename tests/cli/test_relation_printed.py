"""How two films are related, at the terminal: sizes in plain words, long lists as tables."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.export import found, sample

from secondtake.cli import relation_printing
from secondtake.model.findings import Alignment
from secondtake.model.time import Span
from secondtake.workbench import FilmsRelated


def test_long_lists_are_tables_and_sizes_are_in_plain_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    left, *rights = sample.shots()[:4]
    stretch = Alignment(left=Span.of_seconds(1, 2), right=Span.of_seconds(61, 62))
    closest = replace(found.retake(left, rights[0]), alignment=(stretch,) * 3)
    others = tuple(found.unlike(left, right) for right in rights[1:])
    related = FilmsRelated(
        closest=closest, relations=(closest, *others), left=(left,), right=tuple(rights)
    )
    relation_printing.relation(related, "a.mp4", "b.mp4")
    told = capsys.readouterr().out

    assert told.count("    0:01.0–0:02.0  1:01.0–1:02.0\n") == 3
    assert "    left    right   relation" in told
    assert "about a fifth of the person" in told and "(6.4 times the noise floor)" in told
