"""A description kept as a file is the same description, and any other file is refused."""

from __future__ import annotations

import dataclasses
import io
import json
import math
from typing import Any

import numpy as np
import pytest
from bench.scenes.actions import manner
from bench.scenes.figure import Look
from bench.scenes.stage import CAMERAS, Scene, render
from tests.comparing.made import film, path, view

from secondtake.comparing import Described, compare_takes, describe, look_maker, packed, unpacked
from secondtake.comparing.takes.describe import description_file
from secondtake.errors import EvidenceDamaged
from secondtake.model.array_packing import packed_array, unpacked_array


@pytest.fixture(scope="module")
def walker() -> Described:
    """A take with a person and with sound, so that no part of a description is empty."""
    scene = Scene(
        place="court",
        action="wave",
        cast=(Look(),),
        manner=manner(1),
        camera=dataclasses.replace(CAMERAS["front"], size=(384, 216)),
        seconds=1.5,
        rate=10,
        seed=1,
    )
    frames = np.stack(list(render(scene)))
    sound = np.random.default_rng(1).normal(0, 0.1, 24_000).astype(np.float32)
    return describe(view(frames, exhibit="1" * 64, sound=sound))


def differing(one: Any, two: Any, name: str) -> list[str]:
    """The places at which two values differ, in type, shape, or content."""
    if type(one) is not type(two):
        return [name]
    if isinstance(one, np.ndarray):
        same = one.dtype == two.dtype and one.shape == two.shape and one.tobytes() == two.tobytes()
        return [] if same else [name]
    if isinstance(one, tuple):
        if len(one) != len(two):
            return [name]
        return [
            d
            for n, pair in enumerate(zip(one, two, strict=True))
            for d in differing(*pair, f"{name}/{n}")
        ]
    if dataclasses.is_dataclass(one):
        names = [f.name for f in dataclasses.fields(one)]
        return [
            d for f in names for d in differing(getattr(one, f), getattr(two, f), f"{name}/{f}")
        ]
    return [] if one == two else [name]


def test_what_was_kept_is_what_was_seen_to_the_last_bit(walker: Described) -> None:
    assert walker.people and walker.crops and walker.scenery and walker.sound
    assert differing(walker, unpacked(packed(walker)), "") == []


def test_a_description_without_people_or_sound_can_be_kept_too() -> None:
    one = describe(view(film(1, 1, path(12)), exhibit="2" * 64))

    assert one.sound is None
    assert differing(one, unpacked(packed(one)), "") == []


def test_what_was_kept_relates_as_what_was_seen(walker: Described) -> None:
    other = describe(view(film(1, 1, path(12)), exhibit="2" * 64))

    kept = compare_takes(unpacked(packed(walker)), unpacked(packed(other)))

    assert kept == compare_takes(walker, other)


def test_the_same_description_has_the_same_bytes(walker: Described) -> None:
    assert packed(walker) == packed(unpacked(packed(walker)))


@pytest.mark.parametrize("cut", ["none", "half", "tail"])
def test_another_file_is_refused_with_advice(walker: Described, cut: str) -> None:
    data = packed(walker)
    broken = {"none": b"", "half": data[: len(data) // 2], "tail": data[:-1]}[cut]

    with pytest.raises(EvidenceDamaged, match="cannot be read") as said:
        unpacked(broken)

    assert "forget-people" in said.value.advice


def test_a_file_that_would_run_code_is_refused() -> None:
    file = io.BytesIO()
    np.savez(file, rest=np.array([{"a": 1}], object), allow_pickle=True)

    with pytest.raises(EvidenceDamaged):
        unpacked(file.getvalue())


def test_who_looks_is_told_by_what_is_looked_with() -> None:
    settings = dict(look_maker().settings)

    assert {"small px", "frames searched", "crops"} < set(settings)
    assert any(name.startswith("weights ") for name in settings)


def test_what_version_0_3_0_kept_is_still_read(walker: Described) -> None:
    arrays: dict[str, Any] = {}
    rest = description_file._taken(walker, "", arrays)
    for frames in ("small", "every"):
        arrays[frames] = np.diff(arrays[frames], axis=0, prepend=np.uint8(0))
    arrays["rest"] = np.frombuffer(json.dumps(rest).encode("utf-8"), np.uint8)
    file = io.BytesIO()
    np.savez_compressed(file, allow_pickle=False, **arrays)

    assert differing(walker, unpacked(file.getvalue()), "") == []


SHAPES = ((0, 4, 6, 3), (5, 40, 60, 3), (40, 30, 20), (9, 700), (3, 2, 2), (2000,))


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("kind", ["uint8", "float16", "float64", "int32", "bool"])
def test_an_array_comes_back_to_the_last_bit(kind: str, shape: tuple[int, ...]) -> None:
    random = np.random.default_rng(3)
    for array in (random.normal(100, 40, shape), np.zeros(shape), np.arange(math.prod(shape))):
        given = array.reshape(shape).astype(kind)
        way, data = packed_array(given)
        back = unpacked_array(way, data, given.dtype.str, given.shape)

        assert (back.dtype, back.shape, back.tobytes()) == (
            given.dtype,
            given.shape,
            given.tobytes(),
        )


@pytest.mark.parametrize("shape", [(9,), (11,), (-1,), (1 << 50,)])
def test_a_stream_of_another_size_is_refused(shape: tuple[int, ...]) -> None:
    way, data = packed_array(np.zeros(10, np.uint8))

    with pytest.raises(ValueError, match=r"."):
        unpacked_array(way, data, "|u1", shape)
