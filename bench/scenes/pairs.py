"""Sets of made clips with a true relation for each pair, as `pairs.csv`."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.scenes import film
from bench.scenes.actions import manner
from bench.scenes.camera import Camera
from bench.scenes.edits import EDITS
from bench.scenes.figure import Look
from bench.scenes.stage import CAMERAS, Scene, boxes, render

__all__ = [
    "PARTS",
    "RATE",
    "SetUp",
    "again",
    "differences_of",
    "make",
    "relations_of",
    "set_ups",
    "set_ups_at",
]

SIZE = (480, 270)
RATE = 15
PARTS = {
    "tune": (("yard", "quay"), 100),
    "held-out": (("court", "lane"), 900),
}
"""Which places and which seeds belong to the part one tunes on and to the part one does not."""

_ACTIONS = ("carry", "hose", "exercise", "kneel", "wave", "walk")
_OTHER = {
    "carry": "wave",
    "hose": "walk",
    "exercise": "kneel",
    "kneel": "wave",
    "wave": "carry",
    "walk": "exercise",
}
_ROOM = ("exercise", "wave", "walk")
"""Actions in which one more person has room."""
_COPIES = (
    "logo",
    "crop",
    "mirror",
    "slow",
    "colour",
    "borders",
    "caption",
    "fast",
    "noise",
    "rotation",
    "vertical",
    "reverse",
    "filmed screen",
    "re-encoded",
    "loop",
    "low quality",
    "scale",
    "frame rate",
    "overlay",
)


@dataclass(frozen=True, kw_only=True)
class SetUp:
    """One place, cast and action, filmed and performed in several ways."""

    name: str
    base: Scene
    others: tuple[Look, ...]
    seed: int


@dataclass(frozen=True, kw_only=True)
class _Clip:
    """A clip to write: how it is rendered, and what tells its relation to other clips."""

    name: str
    frames: Callable[[], list[NDArray[np.uint8]]]
    moment: int
    people: str
    action: str
    recording: str
    note: str = ""


def set_ups(part: str, count: int) -> Iterator[SetUp]:
    """``count`` set-ups of a part; the same arguments give the same ones."""
    return set_ups_at(*PARTS[part], count, part[0])


def set_ups_at(places: Sequence[str], first: int, count: int, letter: str) -> Iterator[SetUp]:
    """``count`` set-ups at the places in turn, from the seed ``first`` on."""
    cameras = ("front", "near", "across", "side")
    for number in range(count):
        seed = first + number
        rng = np.random.default_rng(seed)
        action = _ACTIONS[number % len(_ACTIONS)]
        camera = replace(CAMERAS[cameras[number % len(cameras)]], size=SIZE)
        people = 4 if action == "carry" else 3 if action in ("hose", "kneel") else 2
        base = Scene(
            place=places[number % len(places)],
            details=number // len(places),
            action=action,
            cast=tuple(_look(rng) for _ in range(people)),
            manner=manner(seed),
            camera=camera,
            seconds=4.0,
            rate=RATE,
            seed=seed,
            shake=float(rng.uniform(0, 2.2)),
            grain=float(rng.uniform(2, 7)),
        )
        others = tuple(_look(rng) for _ in range(people))
        yield SetUp(name=f"{letter}{number:02d}", base=base, others=others, seed=seed)


def make(out: Path, part: str, count: int, *, told: Callable[[str], None] = print) -> int:
    """Render the clips of ``count`` set-ups into ``out``, with pairs.csv and differences.json.

    Clips that are there already are kept. Returns the number of pairs.
    """
    out.mkdir(parents=True, exist_ok=True)
    rows, differences, firsts = [], [], []
    for set_up in set_ups(part, count):
        told(f"set-up {set_up.name}: {set_up.base.action} at the {set_up.base.place}")
        clips = _clips(set_up)
        for clip in clips:
            path = out / clip.name
            if not path.exists():
                film.write(path, clip.frames(), rate=RATE, quality=22 + set_up.seed % 9)
        rows += relations_of(set_up)
        differences += differences_of(set_up)
        firsts.append((clips[0], set_up.base.place))
    for (a, place_a), (b, place_b) in combinations(firsts, 2):
        # Set-ups of one place differ in details only: walls and ground are the same drawing.
        if place_a != place_b:
            rows.append((a.name, b.name, "different", "other place, other people"))
    with (out / "pairs.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("left", "right", "relation", "note"), *rows])
    text = json.dumps(differences, indent=1)
    (out / "differences.json").write_text(text + "\n", encoding="utf-8")
    return len(rows)


def relations_of(set_up: SetUp) -> list[tuple[str, str, str, str]]:
    """Left, right, relation and note of each pair within a set-up, without rendering."""
    return [_row(a, b) for a, b in _chosen(_clips(set_up))]


def _clips(set_up: SetUp) -> list[_Clip]:
    base, seed = set_up.base, set_up.seed
    moved = replace(
        base.camera,
        position=tuple(p + d for p, d in zip(base.camera.position, (0.5, 0.15, -0.3), strict=True)),
    )
    behind = replace(CAMERAS["behind"], size=SIZE)
    scenes: dict[str, tuple[Scene, dict[str, Any]]] = {
        "take1": (base, {"moment": 1}),
        "take2": (again(base, 1), {"moment": 2}),
        "dressed": (_dressed(set_up), {"moment": 3, "note": "other clothes"}),
        "moved": (
            replace(again(base, 3), camera=moved, light=0.8, tint=(1.06, 1.0, 0.92)),
            {"moment": 4, "note": "other light, moved camera"},
        ),
        "others": (
            replace(again(base, 4), cast=set_up.others),
            {"moment": 5, "people": "others", "note": "other people"},
        ),
        "camera2": (replace(base, camera=_second(base.camera), seed=seed + 5), {"moment": 1}),
        "facing": (
            replace(base, camera=behind, seed=seed + 6),
            {"moment": 1, "note": "cameras face each other"},
        ),
        "other-action": (
            replace(again(base, 7), action=_OTHER[base.action]),
            {"moment": 6, "note": "other action"},
        ),
    }
    if base.action in _ROOM:
        told = {"moment": 1, "recording": "take1", "note": "a person inserted"}
        scenes["inserted"] = (_joined(set_up), told)
    if base.action == "carry":
        told = {"moment": 7, "note": "same carriers, other patient"}
        scenes["patient"] = (_other_patient(set_up), told)
    clips = [_clip(set_up, name, scene, told) for name, (scene, told) in scenes.items()]
    for number in range(3):
        edit = _COPIES[(seed + number * 5) % len(_COPIES)]
        clips.append(_copy(set_up, edit))
    return clips


def _clip(set_up: SetUp, name: str, scene: Scene, told: dict[str, Any]) -> _Clip:
    return _Clip(
        name=f"{set_up.name}_{name}.mp4",
        frames=lambda: list(render(scene)),
        **({"people": "same", "action": scene.action, "recording": name} | told),
    )


def _copy(set_up: SetUp, edit: str) -> _Clip:
    return _Clip(
        name=f"{set_up.name}_copy_{edit.replace(' ', '-')}.mp4",
        frames=lambda: EDITS[edit](list(render(set_up.base))[5:]),
        moment=1,
        people="same",
        action=set_up.base.action,
        recording="take1",
        note=edit,
    )


def _chosen(clips: list[_Clip]) -> list[tuple[_Clip, _Clip]]:
    """Pairs with the first take, and among the other performances and cameras."""
    first, rest = clips[0], clips[1:]
    performed = [c for c in rest if c.recording != "take1"]
    return [(first, c) for c in rest] + list(combinations(performed, 2))


def _row(left: _Clip, right: _Clip) -> tuple[str, str, str, str]:
    note = ", ".join(dict.fromkeys(n for n in (left.note, right.note) if n))
    return left.name, right.name, _relation(left, right), note


def _relation(left: _Clip, right: _Clip) -> str:
    if left.recording == right.recording:
        return "copy"
    if left.moment == right.moment:
        return "same moment"
    same_people = left.people == right.people == "same"
    if same_people and left.action == right.action:
        return "retake"
    return "same scene"


def differences_of(set_up: SetUp) -> list[dict[str, object]]:
    """What differs from take 1 by design, and where: boxes halfway, and the times it is there."""
    found = [_difference(set_up, "dressed", _dressed(set_up), 0, "clothing of one person")]
    if set_up.base.action == "carry":
        other = _other_patient(set_up)
        found.append(_difference(set_up, "patient", other, 2, "one person is another"))
    if set_up.base.action in _ROOM:
        joined = _joined(set_up)
        last = len(joined.cast) - 1
        found.append(_difference(set_up, "inserted", joined, last, "one person more"))
    return found


def _difference(
    set_up: SetUp, name: str, scene: Scene, person: int, what: str
) -> dict[str, object]:
    middle = scene.frames // 2
    left, right = boxes(set_up.base, middle), boxes(scene, middle)
    return {
        "left": f"{set_up.name}_take1.mp4",
        "right": f"{set_up.name}_{name}.mp4",
        "what": what,
        "left_box": left[person] if person < len(left) else None,
        "right_box": right[person],
        "at": middle / RATE,
        "start": 0.0,
        "end": scene.seconds,
    }


def _joined(set_up: SetUp) -> Scene:
    """Take 1 itself with a person more, who keeps to a line of their own."""
    rng = np.random.default_rng(set_up.seed + 50)
    return replace(set_up.base, cast=(*set_up.base.cast, _look(rng)))


def _other_patient(set_up: SetUp) -> Scene:
    """The same carriers once more, with somebody else on the stretcher."""
    first, second, _, *rest = set_up.base.cast
    cast = (first, second, set_up.others[2], *rest)
    return replace(again(set_up.base, 8), cast=cast)


def again(base: Scene, more: int) -> Scene:
    """The same set-up performed once more, with its own timing, shake and grain."""
    return replace(base, manner=manner(base.seed + more), seed=base.seed + more)


def _dressed(set_up: SetUp) -> Scene:
    base = set_up.base
    changed = replace(base.cast[0], shirt=_unlike(base.cast[0].shirt), stripes=None, vest=None)
    return replace(
        base, cast=(changed, *base.cast[1:]), manner=manner(set_up.seed + 2), seed=set_up.seed + 2
    )


def _unlike(colour: tuple[int, int, int]) -> tuple[int, int, int]:
    red, green, blue = colour
    return ((red + 128) % 230 + 15, (green + 70) % 230 + 15, (blue + 128) % 230 + 15)


def _second(camera: Camera) -> Camera:
    left = camera.position[0] < 1
    return replace(CAMERAS["across" if left else "side"], size=SIZE)


_SKINS = ((226, 184, 152), (205, 160, 130), (168, 122, 92), (120, 84, 62), (86, 58, 44))
_HAIRS = ((40, 30, 24), (92, 64, 40), (176, 146, 92), (150, 150, 150), (20, 18, 18))


def _look(rng: np.random.Generator) -> Look:
    def colour(low: int, high: int) -> tuple[int, int, int]:
        return tuple(int(c) for c in rng.integers(low, high, 3))

    return Look(
        height=float(rng.uniform(1.58, 1.88)),
        build=float(rng.uniform(0.9, 1.15)),
        skin=_SKINS[int(rng.integers(len(_SKINS)))],
        hair=_HAIRS[int(rng.integers(len(_HAIRS)))],
        shirt=colour(30, 240),
        trousers=colour(30, 150),
        stripes=colour(20, 240) if rng.random() < 0.25 else None,
        vest=(240, 200, 40) if rng.random() < 0.15 else None,
        helmet=colour(120, 250) if rng.random() < 0.15 else None,
        shirt_open=bool(rng.random() < 0.15),
    )
