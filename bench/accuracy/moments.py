"""How well each measure of time tells one moment from every other relation, on its own.

usage: python -m bench.accuracy.moments NUMBERS.json [MORE.json ...]

NUMBERS.json is what ``bench.accuracy.relations --numbers`` keeps. Prints, of each measure, the area
under the ROC curve of pairs of one moment against retakes, the same scene and different places,
with how many pairs it was measured on; nothing is fitted.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from secondtake.model.enums import RelationKind
from secondtake.model.measure_names import MeasureName

AGAINST = (RelationKind.RETAKE, RelationKind.SAME_SCENE, RelationKind.DIFFERENT)
FALLING = {
    MeasureName.PICTURE_SYNC_RESIDUAL_S,
    MeasureName.BODY_SYNC_APART_S,
}
"""Measures of which less speaks for one moment."""
OF_TIME = tuple(
    name
    for name in MeasureName
    if name.startswith(("picture_", "motion_", "region_motion", "body_sync", "sound_"))
    and name not in (MeasureName.MOTION_MAP_SHARED,)
)


def area(for_it: list[float], against: list[float]) -> float:
    """The probability that one for it is above one against, equals counting half.

    >>> area([2.0, 3.0], [1.0, 2.0])
    0.875
    """
    wins = sum((one > two) + 0.5 * (one == two) for one in for_it for two in against)
    return wins / (len(for_it) * len(against))


def main() -> None:
    """Read, print."""
    rows: list[dict[str, Any]] = []
    for path in sys.argv[1:]:
        rows += json.loads(Path(path).read_text(encoding="utf-8"))
    print(f"{'measure':30}" + "".join(f"{kind:>18}" for kind in AGAINST))
    for name in OF_TIME:
        sign = -1 if name in FALLING else 1
        values = {
            kind: [
                sign * row["numbers"][name]
                for row in rows
                if row["relation"] == kind and row["numbers"].get(name) is not None
            ]
            for kind in (RelationKind.SAME_MOMENT, *AGAINST)
        }
        ours = values[RelationKind.SAME_MOMENT]
        told = [
            f"{area(ours, values[kind]):.2f} ({len(ours)} v {len(values[kind])})"
            if ours and values[kind]
            else "-"
            for kind in AGAINST
        ]
        print(f"{name:30}" + "".join(f"{one:>18}" for one in told))


if __name__ == "__main__":
    main()
