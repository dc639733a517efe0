"""Two stretches side by side: the whole state as an address, and the frames it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import urlencode

from secondtake.errors import InputInvalid, InvalidRecord
from secondtake.model.findings import Relation
from secondtake.model.footage import Shot
from secondtake.model.frame_table import FrameTable
from secondtake.model.membership import member

__all__ = ["Audible", "Comparison", "Stretch", "Way", "aligned", "read"]

SLOWEST, FASTEST = 0.1, 4.0
"""Speeds of playing, in film seconds per second."""


class Way(StrEnum):
    """How two pictures are shown."""

    SIDE = "side"
    SPLIT = "split"
    BLEND = "blend"
    DIFFERENCE = "difference"
    FLICKER = "flicker"


class Audible(StrEnum):
    """Which side is heard while playing: one at most, and none until somebody asks."""

    NONE = "none"
    A = "a"
    B = "b"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Frames ``first`` to ``last``, both counted from 0, of the film with that key."""

    film: str
    first: int
    last: int

    def __post_init__(self) -> None:
        if not 0 <= self.first <= self.last:
            raise InvalidRecord(f"Stretch: expected 0 <= first <= last, got {self}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Everything that is on the page but who sees it how much covered, and why.

    ``at``: a frame of side A, from 0, before its offset. ``offsets``: frames by which each side is
    moved. ``rate``: seconds of B for a second of A, negative where B runs backwards.
    ``mirrored``: B shows left what A shows right.
    """

    left: Stretch
    right: Stretch
    at: int
    offsets: tuple[int, int] = (0, 0)
    rate: float = 1.0
    way: Way = Way.SIDE
    split: float = 0.5
    speed: float = 1.0
    loop: bool = True
    finding: str = ""
    mirrored: bool = False
    audible: Audible = Audible.NONE

    def asked(self) -> dict[str, str]:
        """The state as names and values of a query; ``read`` gives the state again."""
        told = {
            "a": f"{self.left.film}:{self.left.first}-{self.left.last}",
            "b": f"{self.right.film}:{self.right.first}-{self.right.last}",
            "off": f"{self.offsets[0]},{self.offsets[1]}",
            "at": str(self.at),
            "view": self.way.value,
            "x": f"{self.split:g}",
            "speed": f"{self.speed:g}",
            "loop": str(int(self.loop)),
        }
        if self.rate != 1.0:
            told["rate"] = f"{self.rate:.6g}"
        if self.mirrored:
            told["mirror"] = "1"
        if self.audible != Audible.NONE:
            told["snd"] = self.audible.value
        if self.finding:
            told["finding"] = self.finding
        return told

    def query(self) -> str:
        """The state as the query of its address."""
        return urlencode(self.asked(), safe=":,")

    def shown(self, left: FrameTable, right: FrameTable) -> tuple[int, int]:
        """The frames, from 0, that stand side by side: A's, and B's at the same time since the
        beginning of its stretch; the nearest there is where a film ends."""
        first = self.left.first
        since = left.seconds(self.at) - left.seconds(first)
        begin = right.seconds(self.right.first if self.rate > 0 else self.right.last)
        # The middle of a frame is nearest to no other one, whatever the two frame rates are.
        there = begin + since * self.rate + right.length(self.right.first) / 2
        last_second = right.seconds(len(right.pts) - 1)
        frame = right.frame_at(min(max(there, 0.0), last_second))
        return (
            _within(self.at + self.offsets[0], left),
            _within(frame + self.offsets[1], right),
        )

    def moved(self, frames: int) -> Comparison:
        """The same a number of frames later in A, within its stretch."""
        return replace(self, at=min(max(self.at + frames, self.left.first), self.left.last))

    def seen(self, way: Way) -> Comparison:
        """The same shown in another way."""
        return replace(self, way=way)

    def nudged(self, side: int, frames: int) -> Comparison:
        """The same with one side moved by a number of frames."""
        offsets = list(self.offsets)
        offsets[side] += frames
        return replace(self, offsets=(offsets[0], offsets[1]))


def read(asked: Mapping[str, str]) -> Comparison:
    """The state that a query says; raises ``InputInvalid`` for one that says none."""
    try:
        left, right = _stretch(asked["a"]), _stretch(asked["b"])
        offsets = [int(number) for number in asked.get("off", "0,0").split(",")]
        split, speed = float(asked.get("x", "0.5")), float(asked.get("speed", "1"))
        rate = float(asked.get("rate", "1"))
        if len(offsets) != 2 or not 0 <= split <= 1 or not SLOWEST <= speed <= FASTEST:
            raise ValueError("outside of what there is")
        if not 0.01 <= abs(rate) <= 100:
            raise ValueError("no film runs at this rate")
        return Comparison(
            left=left,
            right=right,
            at=min(max(int(asked.get("at", left.first)), left.first), left.last),
            offsets=(offsets[0], offsets[1]),
            rate=rate,
            way=member(Way, asked.get("view", "side"), "view"),
            split=split,
            speed=speed,
            loop=asked.get("loop", "1") == "1",
            finding=asked.get("finding", ""),
            mirrored=asked.get("mirror") == "1",
            audible=member(Audible, asked.get("snd", "none"), "snd"),
        )
    except (KeyError, ValueError, InvalidRecord) as error:
        raise InputInvalid(
            "This address names no two stretches of films.", advice="Choose a pair of a finding."
        ) from error


def aligned(
    relation: Relation, shots: Mapping[str, Shot], tables: Mapping[str, FrameTable], finding: str
) -> Comparison:
    """Both stretches of a pair from where their alignment begins; without one, both shots."""
    sides = []
    for name in ("left", "right"):
        shot = shots[relation.left if name == "left" else relation.right]
        spans = [getattr(stretch, name) for stretch in relation.alignment] or [shot.span]
        table = tables[shot.film]
        over = float(table.end * table.tick)
        # The middle of the first and the last frame are within, whatever a span was rounded to.
        start = min(max(0.0, min(s.seconds[0] for s in spans)), over - 1e-3)
        end = min(max(s.seconds[1] for s in spans), over) - 1e-3
        first = table.frame_at(start)
        last = max(first, table.frame_at(max(start, end)))
        sides.append(Stretch(film=shot.film, first=first, last=last))
    rate = relation.alignment[0].speed if len(relation.alignment) == 1 else 1.0
    return Comparison(
        left=sides[0],
        right=sides[1],
        at=sides[0].first,
        rate=rate,
        finding=finding,
        mirrored=any(stretch.mirrored for stretch in relation.alignment),
    )


def _stretch(text: str) -> Stretch:
    film, _, frames = text.rpartition(":")
    first, _, last = frames.partition("-")
    if not film:
        raise ValueError("no film")
    return Stretch(film=film, first=int(first), last=int(last))


def _within(frame: int, table: FrameTable) -> int:
    return min(max(frame, 0), len(table.pts) - 1)
