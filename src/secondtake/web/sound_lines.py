"""How loud a recording is, drawn where it lies on a common clock."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["drawn", "timed"]

WIDTH, HEIGHT = 1000, 60
"""Of the drawing, in its own units: the common clock from end to end, the greatest amplitude."""
INK = "#767676"
"""Seen on light and on dark paper alike (WCAG 2.2, 1.4.11: 3 to 1)."""


def drawn(
    values: Sequence[float], lies: tuple[float, float], length: float, at: float, silent: str
) -> str:
    """An SVG of ``values``, 0 to 1, evenly over the seconds from ``lies[0]`` to ``lies[1]``.

    ``length``: seconds of the whole clock; ``at``: the instant that is marked; ``silent``: the word
    that stands where there is no value.
    """
    across = WIDTH / max(length, 1e-3)
    start, end = (seconds * across for seconds in lies)
    middle = HEIGHT / 2
    frame = f'<rect x="{start:.1f}" y="1" width="{max(end - start, 1):.1f}" height="{HEIGHT - 2}"'
    parts = [f'{frame} fill="none" stroke="{INK}" stroke-opacity="0.5"/>']
    if values:
        step = (end - start) / len(values)
        # The loudest of what falls on one unit is drawn: a clap is not averaged away.
        columns: dict[int, float] = {}
        for number, value in enumerate(values):
            column = int(start + number * step)
            columns[column] = max(columns.get(column, 0.0), value)
        bars = "".join(
            f"M{x} {middle - (middle - 2) * v:.1f}V{middle + (middle - 2) * v:.1f}"
            for x, v in columns.items()
            if v > 0
        )
        parts.append(f'<path d="M{start:.0f} {middle}H{end:.0f}{bars}" stroke="{INK}"/>')
    else:
        place = f'x="{start + 6:.1f}" y="{middle + 5}" fill="{INK}"'
        parts.append(f'<text {place} font-family="sans-serif" font-size="15">{silent}</text>')
    mark = at * across
    parts.append(f'<path d="M{mark:.1f} 0V{HEIGHT}" stroke="#d02020" stroke-width="2"/>')
    box = f'viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{"".join(parts)}</svg>'


def timed(seconds: float) -> str:
    """Seconds of a clock as an address holds them: to the millisecond."""
    return f"{seconds:.3f}".rstrip("0").rstrip(".")
