"""Decode one film in a guarded process; the only file that imports av. Run with ``-m``."""

from __future__ import annotations

import contextlib
import json
import math
import struct
import sys
from collections.abc import Iterator
from fractions import Fraction
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from secondtake.errors import CannotLook, LimitExceeded, Unreadable

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
SHORT_SECONDS = 1.0
SHORT_SHARE = 0.03
"""A film is called partial when it lacks more than both of these of what its header says."""

Frame = NDArray[np.uint8]


def main() -> None:
    """Read one order from stdin, write messages to stdout; every error becomes a message."""
    order = json.load(sys.stdin.buffer)
    out = sys.stdout.buffer
    try:
        _limit(order["limits"])
        _Decoding(order, out).run()
    except CannotLook as error:
        kind = "LimitExceeded" if isinstance(error, LimitExceeded) else "Unreadable"
        _send(out, {"kind": "error", "error": kind, "sentence": str(error), "advice": error.advice})
    except MemoryError:
        _send(
            out,
            {
                "kind": "error",
                "error": "LimitExceeded",
                "sentence": "The film asks for more memory than it may have.",
                "advice": "Its pictures may be made to be huge; try a re-encoded copy.",
            },
        )


def _limit(limits: dict[str, Any]) -> None:
    with contextlib.suppress(ImportError):  # Windows has no resource limits
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limits["memory_bytes"], limits["memory_bytes"]))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _limit_cpu(limits: dict[str, Any], seconds: float | None) -> None:
    with contextlib.suppress(ImportError):
        import resource

        length = 4 * 3600.0 if seconds is None else min(seconds, 24 * 3600.0)
        cpu = int(limits["cpu_base_seconds"] + limits["cpu_per_second"] * length)
        resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 5))


def _send(out: IO[bytes], head: dict[str, Any], *data: bytes) -> None:
    text = json.dumps(head).encode("utf-8")
    out.write(struct.pack("<II", len(text), sum(len(d) for d in data)))
    out.write(text)
    for part in data:
        out.write(part)
    out.flush()


class _Decoding:
    """One film on its way: the open container, what is asked, what was seen so far."""

    def __init__(self, order: dict[str, Any], out: IO[bytes]) -> None:
        self.path = order["path"]
        self.limits = order["limits"]
        self.ask = order["request"]
        self.out = out
        self.failed = 0
        self.broke: str | None = None
        self.decoded = 0
        self.origin: int | None = None
        self.last_pts = -1
        self.last_end = 0
        self.last_sample = -1
        self.previous: Frame | None = None
        self.batch: list[tuple[int, Frame | None, Frame | None]] = []

    def run(self) -> None:
        import av

        av.logging.set_level(av.logging.PANIC)
        with _mapped(), self._open(av) as container:
            video = next((s for s in container.streams.video if _is_film(s)), None)
            sound = next(iter(container.streams.audio), None) if self.ask["sound_rate"] else None
            any_sound = next(iter(container.streams.audio), None)
            if video is None and any_sound is None:
                raise Unreadable(
                    "The file holds neither pictures nor sound.",
                    advice="Check that it is the film and not a page that was saved in its place.",
                )
            self._facts(container, video, any_sound)
            self._decode(container, video, sound)

    def _open(self, av: Any) -> Any:
        options = {"format_whitelist": FORMATS, "protocol_whitelist": "file"}
        return av.open(f"file:{self.path}", options=options, metadata_errors="replace")

    def _facts(self, container: Any, video: Any, sound: Any) -> None:
        seconds = (
            container.duration / 1e6 if container.duration and container.duration > 0 else None
        )
        _limit_cpu(self.limits, seconds)
        facts: dict[str, Any] = {
            "kind": "facts",
            "container": container.format.name,
            "header_seconds": seconds,
            "sound_codec": sound.codec_context.name if sound else None,
            "sound_rate": sound.codec_context.sample_rate if sound else None,
        }
        if video is not None:
            context = video.codec_context
            if context.width * context.height > self.limits["max_pixels"]:
                raise LimitExceeded(
                    f"The film says its pictures are {context.width} x {context.height} pixels.",
                    advice="That is more than a camera makes; try a re-encoded copy.",
                )
            # Set on the codec: as an option of the container it is not heeded.
            context.options = {"max_pixels": str(self.limits["max_pixels"])}
            context.thread_type = "AUTO"
            context.thread_count = 2
            rate = video.average_rate
            facts |= {
                "codec": context.name,
                "tick": [video.time_base.numerator, video.time_base.denominator],
                "rate": float(rate) if rate else None,
                "header_frames": video.frames or None,
                "header_seconds": _length(video) or seconds,
            }
        _send(self.out, facts)
        self.header_seconds = facts["header_seconds"]

    def _decode(self, container: Any, video: Any, sound: Any) -> None:
        streams = [s for s in (video, sound) if s is not None]
        self.ears = _Ears(self.out, self.ask["sound_rate"]) if sound is not None else None
        self.tick = video.time_base if video is not None else Fraction(1, 1000)
        self.start = video.start_time or 0 if video is not None else 0
        if self.ask["first"] > 0 and video is not None:
            container.seek(self.ask["first"] + self.start, stream=video, backward=True)
        done = False
        for packet in self._packets(container, streams):
            try:
                frames = packet.decode()
            except MemoryError:
                raise
            except (OSError, ValueError, IndexError, UnicodeDecodeError):
                self.failed += packet.stream.type == "video"
                continue
            for frame in frames:
                if packet.stream.type == "audio" and self.ears is not None:
                    self.ears.hear(frame, float(self.start * self.tick))
                elif packet.stream.type == "video":
                    done = self._see(frame) or done
            if done:
                break
        self._flush()
        if self.ears is not None:
            self.ears.end()
        self._end(video)

    def _packets(self, container: Any, streams: list[Any]) -> Iterator[Any]:
        packets = container.demux(streams)
        while True:
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
                f"A picture of {frame.width} x {frame.height} pixels is larger than a film's.",
                advice="Try a re-encoded copy.",
            )
        pts = self._pts(frame)
        self.last_pts = pts
        if self.ask["last"] is not None and pts >= self.ask["last"]:
            return True
        if pts < self.ask["first"]:
            return False
        if self.decoded == 0:
            self._measure(frame)
        self.decoded += 1
        small = self._picture(frame, self.small_size) if self.ask["small_side"] else None
        sample = int(float(pts * self.tick) / self.ask["every_seconds"] + 1e-6)
        if sample != self.last_sample or (self.ask["at_cuts"] and self._is_cut(small)):
            self.last_sample = sample
            self.batch.append((pts, small, self._picture(frame, self.full_size)))
        elif small is not None:
            self.batch.append((pts, small, None))
        self.previous = small
        if len(self.batch) >= BATCH:
            self._flush()
        return False

    def _pts(self, frame: Any) -> int:
        step = max(1, frame.duration or 0)
        pts = frame.pts if frame.pts is not None else frame.dts
        pts = self.last_end if pts is None else int(pts) - self.start
        pts = max(pts, self.last_pts + 1)
        self.last_end = pts + step
        return pts

    def _measure(self, frame: Any) -> None:
        ratio = frame.sample_aspect_ratio if hasattr(frame, "sample_aspect_ratio") else None
        width = max(1, round(frame.width * float(ratio))) if ratio else frame.width
        self.turns = round(getattr(frame, "rotation", 0) / 90) % 4
        shown = (width, frame.height) if self.turns % 2 == 0 else (frame.height, width)
        self.full_size = _fit((width, frame.height), self.ask["side"])
        self.small_size = _fit((width, frame.height), self.ask["small_side"] or 160)
        _send(
            self.out,
            {
                "kind": "size",
                "width": shown[0],
                "height": shown[1],
                "rotation": (-90 * self.turns) % 360,
            },
        )

    def _picture(self, frame: Any, size: tuple[int, int]) -> Frame:
        rgb: Frame = frame.to_ndarray(
            width=size[0], height=size[1], format="rgb24", interpolation="AREA"
        )
        return np.ascontiguousarray(np.rot90(rgb, self.turns)) if self.turns else rgb

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
            "kind": "frames",
            "pts": [p for p, _, _ in self.batch],
            "sampled": [i for i, _ in fulls],
            "small": list(smalls[0].shape) if smalls else None,
            "rgb": list(fulls[0][1].shape) if fulls else None,
        }
        _send(
            self.out,
            head,
            *(a.tobytes() for a in smalls),
            *(a.tobytes() for _, a in fulls),
        )
        self.batch = []

    def _end(self, video: Any) -> None:
        seconds = float(self.last_end * self.tick) if self.decoded else 0.0
        partial = None
        whole = self.ask["first"] == 0 and self.ask["last"] is None
        said = self.header_seconds
        if video is not None and whole and said:
            lacking = said - seconds
            if lacking > max(SHORT_SECONDS, SHORT_SHARE * said) or (self.broke and lacking > 0.2):
                partial = f"The header says {said:.1f} s; {seconds:.1f} s could be decoded."
        if partial is None and self.failed:
            partial = f"{self.failed} pieces of the film could not be decoded."
        _send(
            self.out,
            {
                "kind": "end",
                "decoded": self.decoded,
                "failed": self.failed,
                "seconds": seconds,
                "partial": partial,
            },
        )


class _Ears:
    """Sound resampled to mono float at one rate, sent in pieces."""

    def __init__(self, out: IO[bytes], rate: int) -> None:
        from av.audio.resampler import AudioResampler

        self.out, self.rate = out, rate
        self.resampler = AudioResampler(format="flt", layout="mono", rate=rate)
        self.parts: list[NDArray[np.float32]] = []
        self.start: float | None = None

    def hear(self, frame: Any, origin_seconds: float) -> None:
        if self.start is None:
            self.start = (frame.time or 0.0) - origin_seconds
        frame.pts = None
        self.parts += [f.to_ndarray()[0] for f in self.resampler.resample(frame)]
        if len(self.parts) >= 64:
            self._flush()

    def end(self) -> None:
        self.parts += [f.to_ndarray()[0] for f in self.resampler.resample(None)]
        self._flush()

    def _flush(self) -> None:
        if self.parts:
            sound = np.concatenate(self.parts).astype(np.float32)
            _send(self.out, {"kind": "sound", "start": self.start}, sound.tobytes())
            self.start = (self.start or 0.0) + len(sound) / self.rate
            self.parts = []


@contextlib.contextmanager
def _mapped() -> Iterator[None]:
    """Turn whatever PyAV raises on opening or decoding into our errors."""
    try:
        yield
    except (CannotLook, MemoryError):
        raise
    except OSError as error:
        if error.errno == 12:
            raise MemoryError from error
        raise _unreadable() from error
    except (ValueError, IndexError, UnicodeDecodeError, RuntimeError, StopIteration) as error:
        raise _unreadable() from error


def _unreadable() -> Unreadable:
    return Unreadable(
        "The file is not footage of a kind Second Take can decode, or it is broken at its start.",
        advice="Play it in a media player; if it plays, a re-encoded copy may help.",
    )


def _is_film(stream: Any) -> bool:
    """Whether a video stream holds the film: a cover picture of a sound file does not."""
    return not bool(stream.disposition & type(stream.disposition).attached_pic)


def _length(video: Any) -> float | None:
    return float(video.duration * video.time_base) if video.duration else None


def _fit(size: tuple[int, int], side: int) -> tuple[int, int]:
    scale = min(1.0, side / max(size))
    return max(1, math.floor(size[0] * scale + 0.5)), max(1, math.floor(size[1] * scale + 0.5))


if __name__ == "__main__":
    main()
