"""A film's span as a copy that browsers play: H.264 in fragmented MP4, at the original's times."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from secondtake.errors import InputInvalid
from secondtake.model.enums import SeeingGrade
from secondtake.model.frame_table import CLOCK
from secondtake.model.time import Span
from secondtake.viewing.decoder_process import Limits
from secondtake.viewing.exact_frames import every_frame
from secondtake.viewing.graded_pictures import LONG_SIDE, VEILED_SIDE, graded_frames

__all__ = ["MOST_COVERED_SECONDS", "PlayingCopy", "write_playing_copy"]

Frame = NDArray[np.uint8]

QUALITY = "23"
"""Constant rate factor of x264, its own default: nothing is judged by a copy for playing."""
KEY_EVERY = 12
"""Frames from one key frame to the next: a seek decodes at most so many."""
SOUND_RATE = 48_000
"""Samples a second: what browsers play without another conversion."""
PRIMING = 1024
"""Samples by which the AAC encoder's sound comes late (ISO/IEC 14496-3, one frame)."""
BT709 = 1
"""ITU-T H.273: primaries, transfer and matrix of high definition, which browsers heed."""
LIMITED = 1
"""PyAV's word for samples of 16 to 235."""
MOST_COVERED_SECONDS = 60.0
"""A longer covered span is refused: to cover a second takes about six of computing."""


def write_playing_copy(
    to: BinaryIO,
    path: Path,
    span: Span,
    *,
    grade: SeeingGrade,
    stream: int = 1,
    sound: bool = False,
    whole_people: bool = False,
    limits: Limits | None = None,
) -> None:
    """Write a film's span, on its own clock, as a copy for playing in a grade into ``to``.

    The copy's time 0 is the span's start, and each frame stands at its own time after that, to
    1/90000 s: a player that is sent to the middle of a frame's time shows that frame. ``to``: an
    empty file that can be sought in. ``sound`` is for open copies only; ``whole_people``: a covered
    copy covers whole people too.
    Raises ``InputInvalid`` for sound elsewhere and for a covered span of more than
    ``MOST_COVERED_SECONDS``, ``Unreadable`` or ``LimitExceeded`` as ``every_frame`` does.
    """
    if sound and grade != SeeingGrade.OPEN:
        raise InputInvalid(
            f"A {grade} copy holds no sound.", advice="Voices can be recognised; ask for it open."
        )
    if grade == SeeingGrade.COVERED and span.length_seconds > MOST_COVERED_SECONDS:
        raise InputInvalid(
            f"{span.length_seconds:.0f} s cannot be covered in one copy.",
            advice=f"Ask for at most {MOST_COVERED_SECONDS:.0f} s.",
        )
    begins, ends = (round(at * span.tick * CLOCK) for at in (span.start, span.end))
    with PlayingCopy(to, begins=begins, ends=ends, sound=sound) as copy:
        frames = every_frame(
            path,
            span.start,
            span.end,
            side=VEILED_SIDE if grade == SeeingGrade.VEILED else LONG_SIDE,
            stream=stream,
            limits=limits,
            sound_rate=SOUND_RATE if sound else 0,
            hear=copy.hear if sound else None,
        )
        for at, rgb in graded_frames(frames, grade, span.tick, whole_people=whole_people):
            copy.show(round(at * span.tick * CLOCK), rgb)


class PlayingCopy:
    """Writes frames and sound, as they come, into a file as one copy for playing.

    ``to``: an empty file that can be sought in. ``begins``, ``ends``: ticks of 1/90000 s of the
    film, of which the copy's time 0 is the first. ``sound``: whether sound is written. Use as a
    context manager: the file is whole when that is left.
    """

    def __init__(self, to: BinaryIO, *, begins: int, ends: int, sound: bool) -> None:
        import av

        self._av = av
        self._begins, self._ends = begins, ends
        options = {"movflags": "frag_keyframe+empty_moov+default_base_moof"}
        options["fflags"] = "+bitexact"
        self._container: Any = av.open(to, "w", format="mp4", options=options)
        settings = {"crf": QUALITY, "preset": "veryfast", "bf": "0", "g": str(KEY_EVERY)}
        settings |= {"keyint_min": str(KEY_EVERY), "sc_threshold": "0"}
        self._video: Any = self._container.add_stream("libx264", options=settings)
        self._video.pix_fmt = "yuv420p"
        context = self._video.codec_context
        context.time_base = Fraction(1, CLOCK)
        context.color_primaries = context.color_trc = context.colorspace = BT709
        context.color_range = LIMITED
        self._sound: Any = None
        if sound:
            self._sound = self._container.add_stream("aac", rate=SOUND_RATE, layout="mono")
        self._sized, self._heard = False, 0
        self._lengths: dict[int, int] = {}
        self._waiting: tuple[int, Frame] | None = None

    def __enter__(self) -> PlayingCopy:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        # After an error there may be nothing to close: FFmpeg's own error would hide it.
        if kind is None:
            self._finish()
            self._container.close()

    def show(self, at: int, rgb: Frame) -> None:
        """Take the frame, uint8 (h, w, 3) RGB, that the film shows at a tick of 1/90000 s."""
        if self._waiting is not None:
            self._encode(*self._waiting, until=at)
        self._waiting = (at, rgb)

    def hear(self, start_seconds: float, samples: NDArray[np.float32]) -> None:
        """Take sound, float32 (n,) at ``SOUND_RATE``, from a second of the film on.

        Where none came before it there is silence; what lies outside the copy is left out.
        """
        # The copy's sound begins one frame of AAC late, which is therefore cut off before.
        zero = round(self._begins * SOUND_RATE / CLOCK) + PRIMING
        at = round(start_seconds * SOUND_RATE) - zero
        most = round(self._ends * SOUND_RATE / CLOCK) - zero
        samples = samples[max(0, self._heard - at) : max(0, most - at)]
        at = max(at, self._heard)
        if len(samples):
            silence = np.zeros(at - self._heard, np.float32)
            self._speak(np.concatenate([silence, samples]))

    def _encode(self, at: int, rgb: Frame, *, until: int) -> None:
        height, width = (side - side % 2 for side in rgb.shape[:2])
        if not self._sized:
            if not width or not height:
                raise InputInvalid("A picture of one pixel cannot be played.")
            self._video.width, self._video.height = width, height
            self._sized = True
        frame = self._av.VideoFrame.from_ndarray(np.ascontiguousarray(rgb[:height, :width]))
        frame = frame.reformat(format="yuv420p", dst_colorspace="ITU709", dst_color_range="MPEG")
        frame.pts, frame.time_base = at - self._begins, Fraction(1, CLOCK)
        self._lengths[frame.pts] = until - at
        self._mux(self._video.encode(frame))

    def _mux(self, packets: Iterable[Any]) -> None:
        for packet in packets:
            # Else a fragment's last frame lasts as long as an encoder guesses.
            packet.duration = self._lengths.pop(packet.pts)
            self._container.mux(packet)

    def _speak(self, samples: NDArray[np.float32]) -> None:
        frame = self._av.AudioFrame.from_ndarray(samples[None], format="fltp", layout="mono")
        frame.sample_rate, frame.time_base = SOUND_RATE, Fraction(1, SOUND_RATE)
        frame.pts = self._heard
        self._heard += len(samples)
        self._mux_sound(self._sound.encode(frame))

    def _mux_sound(self, packets: Iterable[Any]) -> None:
        for packet in packets:
            packet.pts += PRIMING
            packet.dts += PRIMING
            self._container.mux(packet)

    def _finish(self) -> None:
        if self._waiting is not None:
            self._encode(*self._waiting, until=max(self._ends, self._waiting[0] + 1))
            self._mux(self._video.encode())
        if self._sound is not None:
            self._mux_sound(self._sound.encode())
