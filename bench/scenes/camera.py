"""A pinhole camera: world metres (x right, y up, z away) to pixels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Camera"]

Points = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Camera:
    """Stands at ``position``, looks at ``target``; ``focal`` in picture widths."""

    position: tuple[float, float, float]
    target: tuple[float, float, float]
    focal: float = 1.0
    size: tuple[int, int] = (640, 360)

    def project(self, points: Points) -> tuple[Points, Points]:
        """Pixels (n, 2) and depths in metres (n,) of world points (n, 3)."""
        local = self.local(points)
        depth = np.maximum(local[:, 2], 1e-3)
        scale = self.pixels_per_metre(depth)
        pixels = np.stack(
            [self.size[0] / 2 + local[:, 0] * scale, self.size[1] / 2 - local[:, 1] * scale], 1
        )
        return pixels, local[:, 2]

    def pixels_per_metre(self, depth: Points) -> Points:
        """How large a metre is at a depth."""
        return self.focal * self.size[0] / depth

    def local(self, points: Points) -> Points:
        """World points (n, 3) as the camera has them: right, up, depth."""
        return (np.atleast_2d(points) - self.position) @ self._axes().T

    def rays(self) -> Points:
        """The direction of every pixel (h, w, 3), with depth 1."""
        width, height = self.size
        x = (np.arange(width) + 0.5 - width / 2) / (self.focal * width)
        y = (height / 2 - np.arange(height) - 0.5) / (self.focal * width)
        return np.stack([*np.meshgrid(x, y), np.ones((height, width))], -1)

    def _axes(self) -> Points:
        forward = np.subtract(self.target, self.position)
        forward = forward / np.linalg.norm(forward)
        right = np.cross([0.0, 1.0, 0.0], forward)
        right /= np.linalg.norm(right)
        return np.stack([right, np.cross(forward, right), forward])
