"""Face vectors by dlib's network, the optional extra: asked for beside SFace, never instead."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secondtake.errors import PluginUnavailable

__all__ = ["dlib_networks", "dlib_vector"]

CHIP_PX = 150
"""Side of the aligned face that the network was trained on."""


def dlib_vector(rgb: NDArray[np.uint8], face: NDArray[np.float32]) -> NDArray[np.float32]:
    """The vector float32 (128,) of a face, ``x, y, width, height`` in a picture uint8 (h, w, 3).

    Source: King, dlib-models, ResNet of 2017 (CC0), aligned by the five points of the same place.
    """
    import dlib

    points, network = dlib_networks()
    x, y, width, height = (round(float(v)) for v in face[:4])
    shape = points(rgb, dlib.rectangle(x, y, x + width, y + height))
    chip = dlib.get_face_chip(rgb, shape, CHIP_PX)
    return np.array(network.compute_face_descriptor(chip), np.float32)


@cache
def dlib_networks() -> tuple[Any, Any]:
    """Finder of five points and describer; raises ``PluginUnavailable`` without the extra."""
    try:
        import dlib
        import face_recognition_models
    except ImportError as error:
        raise PluginUnavailable(
            "dlib, which faces were to be compared by, is not installed.",
            advice='Install it: pip install "secondtake[dlib]"',
        ) from error
    points = dlib.shape_predictor(
        face_recognition_models.pose_predictor_five_point_model_location()
    )
    model = face_recognition_models.face_recognition_model_location()
    return points, dlib.face_recognition_model_v1(model)
