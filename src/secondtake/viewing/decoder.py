"""Decode one film in a guarded process; av is imported here and in audio_decode."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from secondtake.errors import LimitExceeded, Unreadable
from secondtake.guarding import confine, sandbox
from secondtake.guarding.failing import out_of_time, told
from secondtake.viewing.audio_decode import Ears
from secondtake.viewing.containers import ASSUMED_RATE, coded_rate, has_clock
from secondtake.viewing.cropping import cropping
from secondtake.viewing.decode_errors import mapped, require_room, require_room_for_frames
from secondtake.viewing.decoder_protocol import MessageKind, send
from secondtake.viewing.file_streams import FileStreams
from secondtake.viewing.film_file import FilmFile
from secondtake.viewing.film_packets import FilmPackets
from secondtake.viewing.frame_convert import Pictures
from secondtake.viewing.hurried_decoding import hurry
from secondtake.viewing.raw_times import untimed

__all__ = ["decode", "load"]

BATCH = 32
"""Frames sent together."""
CUT = 28.0
"""Mean difference of two small frames, in grey levels, from which the second is also sampled."""
AHEAD_SECONDS = 1.0
"""How far the order of decoding may run ahead of the order of showing."""
GRACE_SECONDS = 60
"""CPU time after which the system ends a decoder that has not stopped by itself in time."""
SIGN_OF_LIFE_SECONDS = 10.0
"""How often it is told that work goes on, on a long way to the asked span."""

Frame = NDArray[np.uint8]


def load() -> None:
    """Import what every decoding needs: slow, and of a confined process perhaps refused."""
    import av

    # PyAV loads these when it opens a film.
    import av.subtitles.codeccontext
    import av.subtitles.stream
    import cv2

    # The decoder has both cores; shrinking is too little work to be shared out.
    cv2.setNumThreads(1)
    av.logging.set_level(av.logging.PANIC)


def decode(out: IO[bytes], order: dict[str, Any]) -> None:
    """Write to ``out`` the messages that an order asks for; every error becomes a message."""
    try:
        # Before memory is limited: a library that does not fit is no fault of the film.
        load()
        sandbox.memory(order["limits"]["memory_bytes"])
        require_room()
        sandbox.computing(int(order["cpu_seconds"]) + GRACE_SECONDS)
        _Decoding(order, out).run()
    except BaseException as error:  # noqa: BLE001 - told to the asker, which raises it
        send(out, {"kind": MessageKind.ERROR, **told(error, "the film")})


class _Decoding:
    """One film on its way: the open container, what is asked, what was seen so far."""

    def __init__(self, order: dict[str, Any], out: IO[bytes]) -> None:
        self.path, self.counts = order["path"], order["counts"]
        self.limits = order["limits"]
        self.cpu_seconds: float = order["cpu_seconds"]
        self.ask = order["request"]
        self.whole = self.ask["first"] == 0 and self.ask["last"] is None
        self.out = out
        self.leaps = bool(order.get("leaps"))
        self.broke = False
        self.told = time.monotonic()
        self.stopped = False
        self.still = False  # whether the file is of a kind for still pictures
        self.step = 0  # ticks of a picture in a stream without a clock, else 0
        self.decoded = 0
        self.last_sample = -1
        self.previous: Frame | None = None
        self.batch: list[tuple[int, Frame | None, Frame | None, Frame | None, bool]] = []

    def run(self) -> None:
        import av

        known = (OSError, ValueError, IndexError, UnicodeDecodeError)
        self.foreign: tuple[type[Exception], ...] = (*known, av.error.FFmpegError)
        # Opened first: without its capabilities root may read fewer files than its user thinks.
        self.file, again = FilmFile(self.path), FilmFile(self.path)
        # Told before the film is looked at: whoever breaks a decoder cannot say otherwise.
        guards = [asdict(guard) for guard in confine()]
        send(self.out, {"kind": MessageKind.GUARDS, "guards": guards})
        with mapped(), self.file.container(av) as container:
            self.streams = FileStreams(
                av,
                container,
                self.ask["stream"],
                counts=self.counts,
                again=partial(again.container, av),
                late=self._late,
            )
            send(self.out, {"kind": MessageKind.STREAMS, **self.streams.facts})
            video = self.streams.video
            sound = self.streams.sound if self.ask["sound_rate"] else None
            self._facts(container, video, self.streams.sound)
            if self.ask["packets"]:
                self._list(container, video)
                return
            self.still = self.file.holds_picture(container)
            self._decode(container, video, sound)

    def _late(self) -> bool:
        return time.process_time() > self.cpu_seconds

    def _facts(self, container: Any, video: Any, sound: Any) -> None:
        heard = sound.codec_context if sound is not None else None
        facts: dict[str, Any] = {
            "kind": MessageKind.FACTS,
            "container": container.format.name,
            "sound_codec": heard.name if heard else None,
            "sound_rate": heard.sample_rate if heard else None,
        }
        if video is not None:
            context = self.streams.context
            if context.width * context.height > self.limits["max_pixels"]:
                raise LimitExceeded(
                    f"The film states frames of {context.width} x {context.height} pixels.",
                    advice="That is more than a camera makes; try a re-encoded copy.",
                )
            # Set on the codec: as an option of the container it is not heeded.
            context.options = {"max_pixels": str(self.limits["max_pixels"])}
            context.thread_type = "AUTO"
            # Theora cannot begin anew, as joined files do, in more than one thread.
            context.thread_count = 1 if context.codec.canonical_name == "theora" else 2
            timed = has_clock(container.format.name)
            if self.ask["hurried"] and timed:
                hurry(context)  # where pictures are counted, none can be left out
            coded = video.average_rate if timed else coded_rate(video)
            rate = coded if timed else coded or ASSUMED_RATE
            if rate and not timed:
                self.step = max(1, round(1 / (rate * video.time_base)))
            self.codec = context.codec.canonical_name
            facts |= {
                "codec": self.codec,
                "tick": [video.time_base.numerator, video.time_base.denominator],
                "rate": float(rate) if rate else None,
                "rate_assumed": not timed and coded is None,
                "header_frames": video.frames or None,
            }
        packets = self.packets = FilmPackets(
            container, self.streams, facts.get("codec"), self.file.descriptor, step=self.step
        )
        self.clock, self.tick = packets.clock, packets.tick
        send(self.out, facts | {"header_seconds": packets.stated})

    def _decode(self, container: Any, video: Any, sound: Any) -> None:
        self.packets.seek(container, video, self.ask["first"], leaps=self.leaps, decodes=True)
        # Sound that nobody asked for still tells a held picture from a clock that leaps.
        streams = [s for s in (video, self.streams.sound) if s is not None]
        self.ears = Ears(self.out, self.ask["sound_rate"], self.packets.origin)
        if video is not None:
            self.ratio = video.sample_aspect_ratio
            self.crop = cropping(container, video)
        held = None
        for kind, frame in self._frames(container, streams) if streams else ():
            if kind == "audio":
                self.ears.hear(frame)
                continue
            # One frame late: only the next tells whether this one came out of its order.
            if held is not None and self.clock.strayed(held, frame):
                self.packets.completeness.strayed()
            elif held is not None and self._see(held):
                held = None
                break
            held = frame
        if held is not None:
            self._see(held)
        self._flush()
        self.ears.end()
        self._end(video, any_sound=any(s.type == "audio" for s in container.streams))

    def _frames(self, container: Any, streams: list[Any]) -> Iterator[tuple[str, Any]]:
        for packet in self._packets(container, streams):
            kind = packet.stream.type
            if kind == "audio" and not self.ask["sound_rate"]:
                continue
            on_the_way = kind == "video" and self.ask["first"] and self.codec == "h264"
            if on_the_way and not self.ask["hurried"] and not self.step:
                # On the way to the asked span: what no other picture is made from is left out.
                ahead = self.packets.at(packet)
                skipped = ahead is not None and ahead < self.ask["first"]
                packet.stream.codec_context.skip_frame = "NONREF" if skipped else "DEFAULT"
            try:
                frames = packet.decode()
            except MemoryError:
                raise
            except self.foreign:
                if kind == "video":
                    require_room_for_frames(packet.stream.codec_context)
                    self.packets.completeness.damaged(self.packets.at(packet))
                continue
            raw = kind == "video" and self.step
            yield from ((kind, untimed(f, self.step) if raw else f) for f in frames)

    def _packets(self, container: Any, streams: list[Any]) -> Iterator[Any]:
        """Packets until the film ends, breaks off, or has used up its computing time."""
        packets = container.demux(streams)
        while True:
            if self._late():
                if not self.whole or not self.decoded:
                    raise out_of_time("the film")
                self.stopped = True
                return
            try:
                packet = next(packets)
            except StopIteration:
                return
            except MemoryError:
                raise
            except self.foreign:
                self.broke = True
                return
            if self.step:
                untimed(packet, self.step)
            if self._beside_the_still(packet) or self.packets.is_before_key(packet):
                continue
            self.packets.place(packet)
            now = time.monotonic()
            if now - self.told > SIGN_OF_LIFE_SECONDS:
                self.told = now
                send(self.out, {"kind": MessageKind.WORKING})
            yield packet

    def _beside_the_still(self, packet: Any) -> bool:
        """Whether it is what a phone's JPEG may hold after its picture: a preview or a map."""
        more = self.packets.completeness.packets > 0
        return bool(self.still and more and self.codec == "mjpeg" and packet.size)

    def _see(self, frame: Any) -> bool:
        """Take one frame; True when the asked span is over."""
        if frame.width * frame.height > self.limits["max_pixels"]:
            raise LimitExceeded(
                f"A frame of {frame.width} x {frame.height} pixels is larger than a film's.",
                advice="Try a re-encoded copy.",
            )
        before = self.clock.end
        pts = self.clock.pts(frame)
        self.packets.completeness.picture(before, pts)
        if pts <= self.ask["first"]:
            self.packets.begun |= bool(frame.key_frame)
            self.packets.begun &= not (frame.is_corrupt and self.ask["exact"])
        if self.ask["last"] is not None and pts >= self.ask["last"]:
            return True
        if pts < self.ask["first"]:
            return False
        if self.decoded == 0:
            self._measure(frame)
        self.decoded += 1
        if frame.is_corrupt:
            self.packets.completeness.damaged(pts)
        small = self.pictures.small(frame) if self.ask["small_side"] else None
        sample = int(float(pts * self.tick) / self.ask["every_seconds"] + 1e-6)
        in_time = sample != self.last_sample
        if in_time or (self.ask["at_cuts"] and self._is_cut(small)):
            self.last_sample = sample
            lesser = self.pictures.lesser(frame) if in_time and self.ask["lesser_side"] else None
            self.batch.append((pts, small, self._picture(frame), lesser, frame.key_frame))
        elif small is not None:
            self.batch.append((pts, small, None, None, frame.key_frame))
        self.previous = small
        if len(self.batch) >= BATCH:
            self._flush()
        return False

    def _picture(self, frame: Any) -> Frame:
        window = self.ask["window"]
        return self.pictures.window(frame, *window) if window else self.pictures.full(frame)

    def _list(self, container: Any, video: Any) -> None:
        """Send when the coded pictures of the asked span are shown, their sizes, which are key."""
        rows: list[tuple[int, int, int]] = []
        self.packets.seek(container, video, self.ask["first"], leaps=self.leaps)
        if video is not None:
            last = self.ask["last"]
            streams = [s for s in (video, self.streams.sound) if s is not None]
            for packet in self._packets(container, streams):
                pts = self.packets.at(packet)
                seen = packet.stream_index == video.index and packet.size and not packet.is_discard
                if not seen or pts is None:
                    continue
                # Packets come in the order of decoding: those of a second later may be shown first.
                if last is not None and (pts - last) * video.time_base > AHEAD_SECONDS:
                    break
                if pts >= self.ask["first"] and (last is None or pts < last):
                    rows.append((pts, packet.size, int(packet.is_keyframe)))
        listed = np.array(sorted(rows), np.int64).reshape(-1, 3)
        send(self.out, {"kind": MessageKind.PACKETS, "count": len(listed)}, listed.tobytes())
        send(self.out, {"kind": MessageKind.END, "leaps": self.packets.leaps})

    def _measure(self, frame: Any) -> None:
        ratio = float(self.ratio) if self.ratio else None
        self.pictures = Pictures(
            frame,
            ratio=ratio,
            side=self.ask["side"],
            small_side=self.ask["small_side"],
            lesser_side=self.ask["lesser_side"],
            crop=self.crop,
            codec=self.codec,
        )
        told = {"whole": self.packets.whole, **self.pictures.told()}
        send(self.out, {"kind": MessageKind.SIZE, **told})

    def _is_cut(self, small: Frame | None) -> bool:
        if small is None or self.previous is None:
            return False
        change = np.abs(small[::2, ::2].astype(np.int16) - self.previous[::2, ::2])
        return float(change.mean()) > CUT

    def _flush(self) -> None:
        if not self.batch:
            return
        smalls = [s for _, s, _, _, _ in self.batch if s is not None]
        fulls = [(i, f) for i, (_, _, f, _, _) in enumerate(self.batch) if f is not None]
        lessers = [(i, s) for i, (_, _, _, s, _) in enumerate(self.batch) if s is not None]
        head = {
            "kind": MessageKind.FRAMES,
            "pts": [p for p, *_ in self.batch],
            "key": [i for i, (*_, key) in enumerate(self.batch) if key],
            "sampled": [i for i, _ in fulls],
            "in_time": [i for i, _ in lessers],
            "small": list(smalls[0].shape) if smalls else None,
            "rgb": list(fulls[0][1].shape) if fulls else None,
            "lesser": list(lessers[0][1].shape) if lessers else None,
        }
        pictures = (*smalls, *(a for _, a in fulls), *(a for _, a in lessers))
        send(self.out, head, *(a.tobytes() for a in pictures))
        self.batch = []

    def _end(self, video: Any, *, any_sound: bool) -> None:
        further = self.ask["stream"] > 1
        if video is not None and self.whole and not self.decoded and (further or not any_sound):
            raise Unreadable(
                "None of the film's frames could be decoded.",
                advice="It is damaged, or states frames larger than a camera's; "
                "try a re-encoded copy.",
            )
        if self.whole:
            self.clock.close()
        seconds = float(self.clock.end * self.tick) if self.decoded else 0.0
        if seconds and self.ask["hurried"]:
            # The last frames may be among those left out.
            seconds = max(seconds, float(self.packets.until * self.tick))
        end = {
            "kind": MessageKind.END,
            "decoded": self.decoded,
            "failed": 0,
            "seconds": seconds,
            "partial": None,
            "leaps": None if self.stopped else self.packets.leaps,
            "still": self.still and self.decoded == 1,
            "whole": self.packets.whole,
        }
        if video is not None and end["still"]:
            damaged = self.packets.completeness.failed(counted=False)
            partial = "The picture is damaged." if damaged else None
            end |= {"failed": damaged, "seconds": 0.0, "partial": partial}
        elif video is not None and self.whole:
            counted = not self.ask["hurried"] and not self.stopped
            end["failed"], found = self.packets.end(seconds, counted=counted, broke=self.broke)
            if self.stopped:
                minutes = round(self.cpu_seconds / 60, 1)
                found.insert(
                    0,
                    f"Decoding was stopped after {minutes:g} minutes of computing time, its limit; "
                    "--decode-limit MINUTES sets another.",
                )
            end["partial"] = " ".join(found) or None
            if self.packets.leaps and self.packets.kind.resets:
                # What is taken from the first and the last time in such a file is no length.
                end["header_seconds"] = None
        send(self.out, end)
