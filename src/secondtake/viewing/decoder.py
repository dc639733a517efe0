"""Decode one film in a guarded process; av is imported here and in audio_decode."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from fractions import Fraction
from functools import partial
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from secondtake.errors import LimitExceeded, Unreadable
from secondtake.guarding import confine, sandbox
from secondtake.guarding.failing import out_of_time, told
from secondtake.viewing.audio_decode import Ears
from secondtake.viewing.decode_errors import mapped, require_room, require_room_for_frames
from secondtake.viewing.decoder_protocol import MessageKind, send
from secondtake.viewing.file_streams import FileStreams
from secondtake.viewing.frame_convert import Pictures
from secondtake.viewing.hurried_decoding import hurry
from secondtake.viewing.timestamps import Clock

__all__ = ["main"]

FORMATS = (
    "mov,mp4,matroska,webm,avi,mpegts,mpeg,flv,asf,mxf,ogg,gif,apng,dv,ivf,nut,rm,m4v,mpegvideo,"
    "h264,hevc,obu,yuv4mpegpipe,wav,mp3,flac,aac,aiff,amr,caf,png_pipe,jpeg_pipe,webp_pipe,"
    "bmp_pipe"
)
"""Containers we open. Playlists (hls, concat, dash, image2) are not: they open other files."""

BATCH = 32
"""Frames sent together."""
CUT = 28.0
"""Mean difference of two small frames, in grey levels, from which the second is also sampled."""
COUNTED = ("h264", "hevc", "av1", "mpeg2video", "prores", "mjpeg")
"""Codecs of one picture a packet: fewer pictures than packets means lost ones."""
AHEAD_SECONDS = 1.0
"""How far the order of decoding may run ahead of the order of showing."""
GRACE_SECONDS = 60
"""CPU time after which the system ends a decoder that has not stopped by itself in time."""
SHORT_SECONDS, SHORT_SHARE = 1.0, 0.03
"""A film is called partial when it lacks more than both of these of what its header says."""

Frame = NDArray[np.uint8]


def main() -> None:
    """Read one order from stdin, write messages to stdout; every error becomes a message."""
    out = sys.stdout.buffer
    try:
        order = json.load(sys.stdin.buffer)
        # Loaded before memory is limited: a library that does not fit is no fault of the film.
        import av  # noqa: F401
        import cv2

        # The decoder has both cores; shrinking is too little work to be shared out.
        cv2.setNumThreads(1)
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
        self.failed = 0
        self.packets = 0
        self.until = self.start = 0
        self.broke: str | None = None
        self.stopped = False
        self.decoded = 0
        self.last_sample = -1
        self.previous: Frame | None = None
        self.batch: list[tuple[int, Frame | None, Frame | None]] = []

    def run(self) -> None:
        import av

        # PyAV loads these when it opens a film, which after being confined may fail.
        import av.subtitles.codeccontext
        import av.subtitles.stream

        if not self.ask["packets"]:
            import cv2

            # The decoder has both cores; shrinking is too little work to be shared out.
            cv2.setNumThreads(1)
        av.logging.set_level(av.logging.PANIC)
        with mapped(), self._open(av) as container:
            self.streams = FileStreams(
                av,
                container,
                self.ask["stream"],
                counts=self.counts,
                again=partial(self._opened, av, self.again),
                late=self._late,
            )
            send(self.out, {"kind": MessageKind.STREAMS, **self.streams.facts})
            video = self.streams.video
            sound = self.streams.sound if self.ask["sound_rate"] else None
            self._facts(container, video, self.streams.sound)
            if self.ask["packets"]:
                self._list(container, video)
                return
            self._decode(container, video, sound)

    def _late(self) -> bool:
        return time.process_time() > self.cpu_seconds

    def _open(self, av: Any) -> Any:
        # Opened first: without its capabilities root may read fewer files than its user thinks.
        film, self.again = (os.open(self.path, os.O_RDONLY) for _ in range(2))
        # Told before the film is looked at: whoever breaks a decoder cannot say otherwise.
        guards = [asdict(guard) for guard in confine()]
        send(self.out, {"kind": MessageKind.GUARDS, "guards": guards})
        return self._opened(av, film)

    def _opened(self, av: Any, film: int) -> Any:
        options = {"fd": str(film), "format_whitelist": FORMATS, "protocol_whitelist": "fd"}
        return av.open("fd:", options=options, metadata_errors="replace")

    def _facts(self, container: Any, video: Any, sound: Any) -> None:
        seconds = (
            container.duration / 1e6 if container.duration and container.duration > 0 else None
        )
        heard = sound.codec_context if sound is not None else None
        facts: dict[str, Any] = {
            "kind": MessageKind.FACTS,
            "container": container.format.name,
            "header_seconds": seconds,
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
            context.thread_count = 2
            if self.ask["hurried"]:
                hurry(context)
            rate = video.average_rate
            self.codec = context.codec.canonical_name
            facts |= {
                "codec": self.codec,
                "tick": [video.time_base.numerator, video.time_base.denominator],
                "rate": float(rate) if rate else None,
                "header_frames": video.frames or None,
                "header_seconds": _length(video) or self.streams.length(seconds),
            }
        send(self.out, facts)
        self.header_seconds = facts["header_seconds"]

    def _decode(self, container: Any, video: Any, sound: Any) -> None:
        streams = [s for s in (video, sound) if s is not None]
        self.tick = video.time_base if video is not None else Fraction(1, 1000)
        start = self.start = self.streams.start
        self.ears = Ears(self.out, self.ask["sound_rate"], float(start * self.tick))
        if video is not None:
            self.ratio = video.sample_aspect_ratio
            self.clock = Clock(start, self.tick, video.average_rate)
            if self.ask["first"] > 0:
                container.seek(self.ask["first"] + start, stream=video, backward=True)
        held = None
        for kind, frame in self._frames(container, streams) if streams else ():
            if kind == "audio":
                self.ears.hear(frame)
                continue
            # One frame late: only the next tells whether this one came out of its order.
            if held is not None and self.clock.strayed(held, frame):
                self.failed += 1
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
            if kind == "video":
                shown = packet.size > 0 and not packet.is_discard
                self.packets += shown
                if shown and packet.pts is not None:
                    self.until = max(self.until, packet.pts + (packet.duration or 0))
                self.clock.packet(packet.dts)
                if self.ask["first"] and self.codec == "h264" and not self.ask["hurried"]:
                    # On the way to the asked span: what no other picture is made from is left out.
                    ahead = self.clock.before(packet.pts, self.ask["first"])
                    packet.stream.codec_context.skip_frame = "NONREF" if ahead else "DEFAULT"
            try:
                frames = packet.decode()
            except MemoryError:
                raise
            except (OSError, ValueError, IndexError, UnicodeDecodeError):
                if kind == "video":
                    require_room_for_frames(packet.stream.codec_context)
                self.failed += kind == "video"
                continue
            yield from ((kind, frame) for frame in frames)

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
            except (OSError, ValueError, IndexError, UnicodeDecodeError) as error:
                self.broke = type(error).__name__
                return
            yield packet

    def _see(self, frame: Any) -> bool:
        """Take one frame; True when the asked span is over."""
        if frame.width * frame.height > self.limits["max_pixels"]:
            raise LimitExceeded(
                f"A frame of {frame.width} x {frame.height} pixels is larger than a film's.",
                advice="Try a re-encoded copy.",
            )
        pts = self.clock.pts(frame)
        if self.ask["last"] is not None and pts >= self.ask["last"]:
            return True
        if pts < self.ask["first"]:
            return False
        if self.decoded == 0:
            self._measure(frame)
        self.decoded += 1
        self.failed += bool(frame.is_corrupt)
        small = self.pictures.small(frame) if self.ask["small_side"] else None
        sample = int(float(pts * self.tick) / self.ask["every_seconds"] + 1e-6)
        if sample != self.last_sample or (self.ask["at_cuts"] and self._is_cut(small)):
            self.last_sample = sample
            self.batch.append((pts, small, self._picture(frame)))
        elif small is not None:
            self.batch.append((pts, small, None))
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
        if video is not None:
            start, last = self.streams.start, self.ask["last"]
            if self.ask["first"] > 0:
                container.seek(self.ask["first"] + start, stream=video, backward=True)
            for packet in self._packets(container, [video]):
                if packet.pts is None or not packet.size:
                    continue
                pts = packet.pts - start
                # Packets come in the order of decoding: those of a second later may be shown first.
                if last is not None and (pts - last) * video.time_base > AHEAD_SECONDS:
                    break
                if pts >= self.ask["first"] and (last is None or pts < last):
                    rows.append((pts, packet.size, int(packet.is_keyframe)))
        listed = np.array(sorted(rows), np.int64).reshape(-1, 3)
        send(self.out, {"kind": MessageKind.PACKETS, "count": len(listed)}, listed.tobytes())
        send(self.out, {"kind": MessageKind.END})

    def _measure(self, frame: Any) -> None:
        ratio = float(self.ratio) if self.ratio else None
        side, small_side = self.ask["side"], self.ask["small_side"]
        self.pictures = Pictures(frame, ratio=ratio, side=side, small_side=small_side)
        width, height = self.pictures.shown
        turned = (-90 * self.pictures.turns) % 360
        send(
            self.out,
            {"kind": MessageKind.SIZE, "width": width, "height": height, "rotation": turned},
        )

    def _is_cut(self, small: Frame | None) -> bool:
        if small is None or self.previous is None:
            return False
        change = np.abs(small[::2, ::2].astype(np.int16) - self.previous[::2, ::2])
        return float(change.mean()) > CUT

    def _flush(self) -> None:
        if not self.batch:
            return
        smalls = [s for _, s, _ in self.batch if s is not None]
        fulls = [(i, f) for i, (_, _, f) in enumerate(self.batch) if f is not None]
        head = {
            "kind": MessageKind.FRAMES,
            "pts": [p for p, _, _ in self.batch],
            "sampled": [i for i, _ in fulls],
            "small": list(smalls[0].shape) if smalls else None,
            "rgb": list(fulls[0][1].shape) if fulls else None,
        }
        send(
            self.out,
            head,
            *(a.tobytes() for a in smalls),
            *(a.tobytes() for _, a in fulls),
        )
        self.batch = []

    def _end(self, video: Any, *, any_sound: bool) -> None:
        further = self.ask["stream"] > 1
        if video is not None and self.whole and not self.decoded and (further or not any_sound):
            raise Unreadable(
                "None of the film's frames could be decoded.",
                advice="It is damaged, or states frames larger than a camera's; "
                "try a re-encoded copy.",
            )
        seconds = float(self.clock.end * self.tick) if self.decoded else 0.0
        if seconds and self.ask["hurried"]:
            # The last frames may be among those left out.
            seconds = max(seconds, float((self.until - self.start) * self.tick))
        end = {
            "kind": MessageKind.END,
            "decoded": self.decoded,
            "failed": self.failed,
            "seconds": seconds,
            "partial": None,
        }
        if video is not None and self.whole:
            if self.codec in COUNTED and not self.ask["hurried"] and not self.stopped:
                # Interlaced films may come as two packets a picture.
                halves = 0.9 < self.packets / max(1, 2 * self.decoded) < 1.1
                lost = self.packets - self.decoded
                self.failed = max(self.failed, 0 if halves else lost)
            end |= {"failed": self.failed, "partial": self._partial(seconds)}
        send(self.out, end)

    def _partial(self, seconds: float) -> str | None:
        """What of the film was not seen, in sentences, or None."""
        found = []
        if self.stopped:
            found.append(
                f"Decoding was stopped after {round(self.cpu_seconds / 60, 1):g} minutes of "
                "computing time, its limit; --decode-limit MINUTES sets another."
            )
        if said := self.header_seconds:
            lacking = said - seconds
            if lacking > max(SHORT_SECONDS, SHORT_SHARE * said) or (self.broke and lacking > 0.2):
                found.append(f"The header says {said:.1f} s; {seconds:.1f} s could be decoded.")
        if self.failed:
            what = "frame is" if self.failed == 1 else "frames are"
            found.append(f"{self.failed} {what} damaged or lost.")
        if self.decoded:
            found += self.clock.faults()
        return " ".join(found) or None


def _length(video: Any) -> float | None:
    """Seconds the stream says it lasts: of a cut AVI only its count of frames is the whole."""
    said = (video.duration or 0) * video.time_base
    counted = video.frames / video.average_rate if video.average_rate else 0
    return float(max(said, counted)) or None


if __name__ == "__main__":
    main()
