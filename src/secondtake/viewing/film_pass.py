"""ONE pass over a film: every batch goes to every observer."""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import numpy as np

from secondtake import plugins
from secondtake.errors import CannotLook, SecondTakeError, SettingInvalid, Unreadable
from secondtake.model.confinement import GuardState
from secondtake.model.enums import StreamRole
from secondtake.model.evidence import Maker
from secondtake.model.footage import FrameBatch, MediaStream, Reel, SoundBatch
from secondtake.model.frame_table import FrameTable
from secondtake.model.serialization import record
from secondtake.viewing.decoder_process import Limits, Message, Request, messages
from secondtake.viewing.decoder_protocol import MessageKind
from secondtake.viewing.stream_choice import contents
from secondtake.viewing.unread_formats import explained

__all__ = ["MAKER", "Film", "Keep", "Observer", "Watched", "makers", "watch"]

MAKER = Maker(name="watch", version="3", settings=(("every_seconds", 0.5), ("side", 960)))

NO_FILM = "The file holds {holds}, but no moving picture."

Keep = Callable[[bytes, str], str]
"""Stores a derivative's bytes of a media type at once and gives their digest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """What an observer is told before the first batch."""

    exhibit: str
    tick: Fraction
    width: int
    height: int
    keep: Keep
    stream: int = 1


class Observer(Protocol):
    """Made by ``factory(film)``; sees every batch in order; ``finish`` gives its records.

    The same batches give the same records, however they are cut into batches.
    ``MAKER`` is the class's Maker. A class that is a ``Listener`` hears the film's sound too, and
    one with a ``LESSER_SIDE`` sees the frames sampled by time at that long side as ``lesser``.
    """

    MAKER: Maker

    def __init__(self, film: Film) -> None: ...

    def see(self, batch: FrameBatch) -> None: ...

    def finish(self, end: int) -> tuple[Any, ...]:
        """Records of the film, which ends at tick ``end``."""
        ...


@runtime_checkable
class Listener(Protocol):
    """An observer that hears: ``hear`` gets the sound in order, at ``SOUND_RATE`` Hz."""

    SOUND_RATE: int

    def hear(self, batch: SoundBatch) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What one pass gave: the reel, records by observer, and observers that failed.

    ``table``: when each frame that was decoded is shown.
    ``guards``: what confined the process that decoded, and what of it the system refused.
    """

    reel: Reel
    table: FrameTable
    records: dict[str, tuple[Any, ...]]
    failures: tuple[tuple[Maker, str, str], ...]
    guards: tuple[GuardState, ...]


def makers() -> dict[str, Maker]:
    """Every observer's name and Maker."""
    return {name: plugins.load("observers", name).MAKER for name in plugins.names("observers")}


def watch(
    path: Path,
    exhibit: str,
    *,
    stream: int = 1,
    keep: Keep,
    name: str | None = None,
    observers: tuple[str, ...] | None = None,
    limits: Limits | None = None,
    progress: Callable[[float, float | None], None] | None = None,
) -> Watched:
    """Look at every frame of a film once.

    ``stream``: which moving picture of the file, 1 the one that players show. ``name``: what the
    file was called when it came, where its path does not say it. ``progress`` gets seconds seen
    and the header's seconds. One observer's error stops only that observer. Raises ``Unreadable``
    or ``LimitExceeded`` when nothing could be decoded; a film that breaks off later is a Reel with
    ``partial`` said.
    """
    names = plugins.names("observers") if observers is None else observers
    seeing = _Pass(exhibit, stream, names, keep)
    try:
        with closing(messages(path, _asked(names, stream), limits or Limits())) as sent:
            for message in sent:
                seeing.take(message)
                if progress is not None and message.head["kind"] == MessageKind.FRAMES:
                    progress(seeing.seconds, seeing.facts["header_seconds"])
    except CannotLook as error:
        if not seeing.decoded:
            if isinstance(error, Unreadable):
                raise explained(error, path, name or path.name) from error
            raise
        seeing.broke(error)
    return seeing.finish()


def _asked(names: tuple[str, ...], stream: int) -> Request:
    """What the observers need of one pass. Raises ``SettingInvalid`` where two need different."""
    classes = [plugins.load("observers", name) for name in names]
    needs = {}
    for need in ("LESSER_SIDE", "SOUND_RATE"):
        asked = {getattr(one, need) for one in classes if hasattr(one, need)}
        if len(asked) > 1:
            raise SettingInvalid(
                f"Two components need a {need} of their own: {', '.join(map(str, sorted(asked)))}."
            )
        needs[need] = int(next(iter(asked), 0))
    return Request(stream=stream, lesser_side=needs["LESSER_SIDE"], sound_rate=needs["SOUND_RATE"])


class _Pass:
    """The state of one pass: who observes, what the header said, what was seen so far."""

    def __init__(self, exhibit: str, stream: int, names: tuple[str, ...], keep: Keep) -> None:
        self.exhibit, self.stream = exhibit, stream
        self.names, self.keep = names, keep
        self.facts: dict[str, Any] = {}
        self.streams: dict[str, Any] = {}
        self.guards: tuple[GuardState, ...] = ()
        self.size: dict[str, Any] = {"width": 0, "height": 0, "rotation": 0, "mirrored": False}
        self.end: dict[str, Any] | None = None
        self.tick = Fraction(1, 1000)
        self.decoded = 0
        self.last = 0
        self.pts: list[int] = []
        self.keys: list[int] = []
        self.observers: dict[str, Observer] = {}
        self.sounds: list[Message] = []
        self.failures: list[tuple[Maker, str, str]] = []

    @property
    def seconds(self) -> float:
        return float(self.last * self.tick)

    def take(self, message: Message) -> None:
        """One message of the decoder."""
        kind = message.head["kind"]
        if kind == MessageKind.GUARDS and not self.facts:
            self.guards = tuple(record(GuardState, guard) for guard in message.head["guards"])
        elif kind == MessageKind.STREAMS:
            self.streams = message.head
        elif kind == MessageKind.FACTS:
            self.facts = message.head
            self.tick = Fraction(*message.head.get("tick", (1, 1000)))
        elif kind == MessageKind.SIZE:
            self.size = message.head
            self._call_observers()
            self._hear()
        elif kind == MessageKind.FRAMES:
            batch = _batch(message, self.tick)
            self.keys += (batch.key + self.decoded).tolist()
            self.pts += batch.pts.tolist()
            self.decoded += len(batch.pts)
            self.last = int(batch.pts[-1])
            for name in list(self.observers):
                self._guarded(name, lambda o: o.see(batch))
        elif kind == MessageKind.SOUND:
            self.sounds.append(message)
            self._hear()
        elif kind == MessageKind.END:
            self.end = message.head

    def _hear(self) -> None:
        """Give the sound to who listens; what comes before the first picture waits for it."""
        if not self.observers:
            return
        sounds, self.sounds = self.sounds, []
        for message in sounds:
            for name, observer in list(self.observers.items()):
                if isinstance(observer, Listener):
                    sound = SoundBatch(
                        samples=np.frombuffer(message.data, np.float32),
                        rate=observer.SOUND_RATE,
                        start_seconds=float(message.head["start"]),
                    )
                    self._guarded(name, partial(_heard, sound))

    def broke(self, error: CannotLook) -> None:
        """The film broke off after some frames: what was seen counts, and is marked partial."""
        seconds = self.seconds
        self.end = {
            "decoded": self.decoded,
            "failed": 1,
            "seconds": seconds,
            "partial": f"{error} {seconds:.1f} s could be decoded.",
        }

    def finish(self) -> Watched:
        """The reel and every observer's records."""
        end = self.end or {"decoded": 0, "failed": 0, "seconds": 0.0, "partial": None}
        last = max(round(end["seconds"] / self.tick), self.last + 1)
        records: dict[str, tuple[Any, ...]] = {}
        for name in list(self.observers):
            found = self._guarded(name, lambda o: o.finish(last))
            if found is not None:
                records[name] = found
        if not self.decoded:
            records = dict.fromkeys(self.names, ())
        if end.get("still") and "shots" in records:
            records["shots"] = ()
        return Watched(
            reel=self._reel(end),
            table=FrameTable(
                exhibit=self.exhibit,
                stream=self.stream,
                tick=self.tick,
                pts=tuple(self.pts),
                keys=tuple(self.keys),
                end=last,
            ),
            records=records,
            failures=tuple(self.failures),
            guards=self.guards,
        )

    def _call_observers(self) -> None:
        film = Film(
            exhibit=self.exhibit,
            tick=self.tick,
            width=self.size["width"],
            height=self.size["height"],
            keep=self.keep,
            stream=self.stream,
        )
        self.observers = {n: plugins.load("observers", n)(film) for n in self.names}

    def _guarded(self, name: str, act: Callable[[Observer], Any]) -> Any:
        """One observer's error is a failure of its own and does not stop the pass."""
        observer = self.observers[name]
        try:
            return act(observer)
        except SecondTakeError as error:
            if error.exit_code == 2:  # a full disk or a taken-away folder stops everything
                raise
            self.failures.append((observer.MAKER, str(error), error.advice))
        except Exception as error:  # noqa: BLE001 - an observer's fault must not lose the others'
            sentence = f"The component {name!r} failed: {type(error).__name__}: {error}"
            self.failures.append((observer.MAKER, sentence, "Please report it."))
        del self.observers[name]
        return None

    def _reel(self, end: dict[str, Any]) -> Reel:
        facts, still = self.facts, end.get("still", False)
        streams = tuple(record(MediaStream, told) for told in self.streams["streams"])
        films = any(s.role == StreamRole.MOVING_PICTURE for s in streams)
        unseen = None if films else NO_FILM.format(holds=contents(streams))
        return Reel(
            exhibit=self.exhibit,
            container=facts["container"],
            codec=facts.get("codec"),
            width=self.size["width"],
            height=self.size["height"],
            rotation=self.size["rotation"],
            mirrored=self.size["mirrored"],
            tick=self.tick,
            frame_rate=None if still else facts.get("rate"),
            header_seconds=end.get("header_seconds", facts["header_seconds"]),
            header_frames=facts.get("header_frames"),
            sound_codec=facts["sound_codec"],
            sound_rate=facts["sound_rate"],
            decoded_seconds=end["seconds"],
            decoded_frames=end["decoded"],
            failed_frames=end["failed"],
            partial=end["partial"] or unseen,
            made_by=MAKER,
            rate_assumed=facts.get("rate_assumed", False) and not still,
            still=still,
            stream=self.stream,
            starts_seconds=self.streams["starts_seconds"],
            streams=streams,
            sound_stream=self.streams["sound_stream"],
        )


def _heard(sound: SoundBatch, observer: Any) -> None:
    observer.hear(sound)


def _batch(message: Message, tick: Fraction) -> FrameBatch:
    head, data = message.head, np.frombuffer(message.data, np.uint8)
    shapes = [
        (len(head["pts"]), *head["small"]),
        (len(head["sampled"]), *(head["rgb"] or (1, 1, 3))),
        (len(head["in_time"]), *(head["lesser"] or (1, 1, 3))),
    ]
    ends = np.cumsum([math.prod(shape) for shape in shapes])[:-1]
    pictures = (part.reshape(s) for part, s in zip(np.split(data, ends), shapes, strict=True))
    small, rgb, lesser = pictures
    return FrameBatch(
        small=small,
        pts=np.array(head["pts"], np.int64),
        sampled=np.array(head["sampled"], np.int64),
        rgb=rgb,
        key=np.array(head["key"], np.int64),
        in_time=np.array(head["in_time"], np.int64),
        lesser=lesser,
        tick=tick,
    )
