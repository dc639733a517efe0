"""Number plates of a moving picture: what has not changed since it was searched is not again."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from secondtake.viewing.licence_plates import Box, plates

__all__ = ["PlateWatch"]

CELLS = 160
"""Cells along the picture's longer side whose means are compared."""
CHANGED = 6.0
"""Grey levels by which a cell's mean has to change: noise and compression move it by one or two,
a plate that comes, goes or turns by tens."""


@dataclass(slots=True)
class PlateWatch:
    """Searches frames of one film in order; after a cut or a turn of the camera all is new."""

    before: NDArray[np.float32] | None = None
    found: tuple[Box, ...] = field(default=())

    def find(self, rgb: NDArray[np.uint8]) -> tuple[Box, ...]:
        """Boxes of plates in a frame, uint8 (h, w, 3) RGB, as ``plates`` gives them."""
        import cv2

        height, width = rgb.shape[:2]
        cell = max(1.0, max(height, width) / CELLS)
        size = (max(1, round(width / cell)), max(1, round(height / cell)))
        small = cv2.resize(
            cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY), size, interpolation=cv2.INTER_AREA
        )
        now = small.astype(np.float32)
        if self.before is None or self.before.shape != now.shape:
            self.before, changed = now, np.ones(now.shape, bool)
        else:
            moved = (np.abs(now - self.before) > CHANGED).astype(np.uint8)
            changed = cv2.dilate(moved, np.ones((3, 3), np.uint8)) > 0
            # What changes too slowly to be seen adds up until it is.
            self.before = np.where(changed, now, self.before)
        kept = tuple(box for box in self.found if not _part(changed, box, cell).any())
        self.found = kept + (plates(rgb, where=changed) if changed.any() else ())
        return self.found


def _part(cells: NDArray[np.bool_], box: Box, cell: float) -> NDArray[np.bool_]:
    x, y, w, h = (side / cell for side in box)
    return cells[max(0, int(y)) : int(y + h) + 1, max(0, int(x)) : int(x + w) + 1]
