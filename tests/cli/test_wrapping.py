"""Lines for the terminal end at spaces, and never inside a time."""

from __future__ import annotations

import pytest

from secondtake.cli.wrapping import wrapped

SENTENCE = (
    "Between 0:00.0–0:05.1 of agency.mp4 and 0:00.5 – 0:05.6 of a-long-name_of_2018-09-22.mp4, "
    "aligned, candidate differences: colour of the upper body of person 2, at 0:01.5 – 0:04.8."
)


@pytest.mark.parametrize("columns", [40, 41, 52, 66, 79, 80, 100, 120])
def test_a_line_ends_at_a_space_and_never_inside_a_time_or_a_name(columns: int) -> None:
    lines = wrapped(SENTENCE, first="F1  ", indent="    ", columns=columns).split("\n")

    assert " ".join(line.strip() for line in lines) == f"F1  {SENTENCE}"
    assert all(len(line) <= columns for line in lines)
    assert not [line for line in lines if line.rstrip().endswith("–") or line.lstrip()[:1] == "–"]
    assert "a-long-name_of_2018-09-22.mp4" in "\n".join(lines)


def test_what_another_program_reads_stays_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert "\n" not in wrapped(SENTENCE * 20)
