"""A vector of a face, only where it is large enough and looks near the camera."""

from __future__ import annotations

import threading
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secondtake import weights
from secondtake.comparing.people.face_embedding_dlib import dlib_networks, dlib_vector

__all__ = ["FACES", "LEAST_PX", "MODEL", "face_vector", "require_faces"]

MODEL = "sface"
FACES = (MODEL, "dlib")
"""What may describe a face; dlib is an optional extra."""
LEAST_PX = 32.0
"""Least width of a face, pixels of the frame: below it SFace confuses people."""
LEAST_SCORE = 0.75
"""YuNet score (0 to 1) of a face that is compared; blurring takes far lower ones."""
MOST_TURN = 0.32
"""How far the nose may lie beside the middle of the eyes, in distances of the eyes."""
LEAST_EYES = 0.30
"""Least distance of the eyes as a share of the face's width; a turned head shows less."""
LOOKED_AT_PX = 192
"""Side the head's picture is brought to for finding the face."""

_ONE_AT_A_TIME = threading.Lock()
"""OpenCV's networks are not safe in two threads at once."""


def require_faces(by: str) -> None:
    """Raise ``PluginUnavailable`` unless what shall describe faces is installed."""
    if by != MODEL:
        dlib_networks()


def face_vector(
    head: NDArray[np.uint8], scale: float, by: str = MODEL
) -> tuple[NDArray[np.float32], float] | None:
    """The vector float32 (128,), unit length, and the face's width in pixels of the frame.

    ``head``: uint8 (h, w, 3) RGB; ``scale``: its pixels for one of the frame's. ``by``: one of
    ``FACES``. None where no face is large enough, sure and near frontal. Source: SFace (Zhong et
    al. 2021), OpenCV Zoo.
    """
    import cv2

    grown = LOOKED_AT_PX / max(head.shape[:2])
    picture = cv2.resize(head, None, fx=grown, fy=grown)[..., ::-1]
    picture = np.ascontiguousarray(picture)
    with _ONE_AT_A_TIME:
        detector, recogniser = _networks()
        detector.setInputSize((picture.shape[1], picture.shape[0]))
        _, faces = detector.detect(picture)
        fit = [f for f in (faces if faces is not None else ()) if _frontal(f)]
        if not fit:
            return None
        face = max(fit, key=lambda f: float(f[2]))
        width = float(face[2]) / grown / scale
        if width < LEAST_PX:
            return None
        if by == MODEL:
            vector = recogniser.feature(recogniser.alignCrop(picture, face))[0].astype(np.float32)
        else:
            vector = dlib_vector(np.ascontiguousarray(picture[..., ::-1]), face)
    return vector / max(float(np.linalg.norm(vector)), 1e-6), width


def _frontal(face: NDArray[np.float32]) -> bool:
    right, left, nose = face[4:6], face[6:8], face[8:10]
    across = left - right
    eyes = float(np.hypot(*across))
    if face[14] < LEAST_SCORE or eyes < LEAST_EYES * float(face[2]):
        return False
    beside = float((nose - (left + right) / 2) @ across) / eyes**2
    return abs(beside) < MOST_TURN


@cache
def _networks() -> tuple[Any, Any]:
    import cv2

    detector = cv2.FaceDetectorYN.create(
        str(weights.path("yunet")), "", (LOOKED_AT_PX, LOOKED_AT_PX), LEAST_SCORE, 0.3, 50
    )
    return detector, cv2.FaceRecognizerSF.create(str(weights.path(MODEL)), "")
