"""How long somebody looked at open films is theirs alone: counted, a break offered, erased."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from secondtake.web.sound_lines import drawn
from secondtake.web.viewing_time import ViewingTime

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


def test_time_counts_while_signs_come_and_a_break_is_offered_after_20_minutes(
    tmp_path: Path,
) -> None:
    time = ViewingTime(tmp_path)
    signs = [time.seen("Ann", NOON + timedelta(seconds=20 * n)) for n in range(61)]
    away = time.seen("Ann", NOON + timedelta(minutes=40))

    assert [s.offers_break for s in signs].index(True) == 60
    assert signs[-1].minutes == 20
    assert (away.minutes, away.offers_break) == (20, False)  # the 20 minutes away do not count
    assert ViewingTime(tmp_path).of("ann", NOON).minutes == 20  # kept, and one person
    assert ViewingTime(tmp_path).of("Ann", NOON + timedelta(days=1)).seconds == 0
    assert ViewingTime(tmp_path).of("Bob", NOON).seconds == 0
    assert not any("ann" in path.name.lower() for path in tmp_path.iterdir())

    time.erase("Ann")
    assert list(tmp_path.iterdir()) == []


def test_a_clap_stands_out_in_a_sound_line_where_it_lies_on_the_common_clock() -> None:
    values = [0.0] * 50
    values[25] = 1.0
    line = drawn(values, (1.0, 3.0), 4.0, 0.0, "no sound")

    assert "M500 2.0V58.0" in line  # 2 s of 4 s, from end to end
    assert "no sound" not in line
    assert "no sound" in drawn([], (1.0, 3.0), 4.0, 0.0, "no sound")
