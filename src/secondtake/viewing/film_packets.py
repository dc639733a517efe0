"""A film's packets on their way to the decoder: times put right, what is missing counted."""

from __future__ import annotations

import contextlib
import os
from fractions import Fraction
from typing import Any

from secondtake.viewing.completeness import (
    Completeness,
    cut_off,
    joined,
    leaps,
    short,
    silent,
    unread,
)
from secondtake.viewing.cut_short import is_cut_short
from secondtake.viewing.edit_list import edits_of, films_in, unfollowed
from secondtake.viewing.file_streams import FileStreams
from secondtake.viewing.timestamps import Clock, Kind

__all__ = ["FilmPackets"]

TS_DISCONT = 0x0200
"""FFmpeg's flag of formats whose clock may begin anew (AVFMT_TS_DISCONT)."""

NOTIMESTAMPS = 0x0080
"""The same of streams without times, in which nothing can be found by its time."""
ONE_BEHIND = ("mpeg4", "mpeg1video", "mpeg2video")
"""Codecs whose pictures are made from at most one later picture (ISO/IEC 14496-2, 6.1.3.5)."""
FURTHER_SECONDS = 2.0
"""How much earlier the key picture before a place is looked for at first; then twice as much."""


class FilmPackets:
    """The clock and the count of one film, which is the asked picture of an open container.

    ``codec``: the film's, by FFmpeg's name; ``file``: the descriptor it is read from. Without a
    picture the clock counts milliseconds. ``step``: ticks of a picture in a stream without a clock,
    whose pictures are counted; 0 for every other.
    """

    def __init__(
        self, container: Any, streams: FileStreams, codec: str | None, file: int, *, step: int = 0
    ) -> None:
        video: Any = streams.video
        resets = bool(container.format.flags & TS_DISCONT)
        self.kind = Kind(container.format.name, resets)
        self.tick: Fraction = Fraction(1, 1000) if video is None else video.time_base
        said = None if video is None or step else video.start_time
        self.start: int = 0 if step else streams.start
        self._starts = said is not None
        self.film = None if video is None else video.index
        self.begun = False  # to be set: a key picture was decoded by the first that is asked for
        self._sought = self._keyed = False
        self._h264 = codec == "h264"
        self.step, self._came = step, 0
        rate = None if video is None else video.average_rate
        rate = 1 / (step * self.tick) if step else rate
        self.clock = Clock(self.kind, self.start, self.tick, rate)
        # Of these codecs one picture is held back for those that are made from it.
        self.clock.one_behind = codec in ONE_BEHIND and video.codec_context.has_b_frames
        self.completeness = Completeness(codec, self.tick, self.clock.step)
        self.origin = float(self.start * self.tick)
        # Of a raw stream FFmpeg guesses the length from a bit rate.
        self.stated, self.of_picture = (None, True) if step else _stated(container, streams)
        began = container.start_time
        self.begins = self.origin if began is None else began / 1e6
        self.joined: list[str] = []
        self._cut = is_cut_short(file)
        listed = video is not None and self.kind.duration_of_track
        self.edits = edits_of(file, video.id) if listed else ()
        self.until = 0
        self._size, self._read = os.fstat(file).st_size, 0
        if listed and (films := films_in(file)) > 1:
            self.joined = joined(films)
        self._ends: dict[int, Fraction] = {}

    @property
    def leaps(self) -> bool:
        """Whether the file's times do not lead to a place in it, as far as it was seen."""
        return bool(self.clock.jumps) or self._rearranged

    @property
    def _rearranged(self) -> bool:
        """Whether an edit list puts several stretches of the track one after another."""
        return sum(edit.shows for edit in self.edits) > 1

    def seek(
        self, container: Any, video: Any, first: int, *, leaps: bool, decodes: bool = False
    ) -> None:
        """Go to the key picture before a tick of the film, or stay at the start.

        ``leaps``: the file's clock is known to leap, so that its times lead nowhere. ``decodes``:
        packets will be decoded.
        """
        untimed = container.format.flags & NOTIMESTAMPS or not self._starts
        if video is None or first <= 0 or leaps or untimed or self.kind.animation:
            return
        self.clock.steady = True
        if decodes and self._h264:
            _see_first(container, video)
        wanted = first + self.start
        back = 0
        # Formats without an index, MPEG-TS among them, lead to any picture of about that time.
        while back < first:
            container.seek(wanted - back, stream=video, backward=True)
            if self._leads(container, video, wanted):
                container.seek(wanted - back, stream=video, backward=True)
                self._sought = True
                return
            back = 2 * back or max(1, round(FURTHER_SECONDS / self.tick))
        # A search by decoding times finds the first picture only from before it.
        before = round(FURTHER_SECONDS / self.tick) if self.kind.resets else 0
        container.seek(self.start - before, stream=video, backward=True)

    def _leads(self, container: Any, video: Any, wanted: int) -> bool:
        """Whether the next key picture is shown before a time of the file."""
        for packet in container.demux(video):
            at = packet.pts if packet.pts is not None else packet.dts
            if packet.is_keyframe and packet.size and at is not None:
                return bool(at <= wanted)
            if packet.dts is not None and packet.dts > wanted:
                break
        return False

    @property
    def whole(self) -> bool:
        """Whether all from the first asked picture on can be decoded, and rightly.

        A file without a list of its key pictures (``stss``) marks all as such; where one was sought
        that is none, pictures up to the next are lacking or made from the wrong ones.
        """
        return self.begun or not self._sought

    def is_before_key(self, packet: Any) -> bool:
        """Whether a packet of the film comes before the first key picture of a place sought.

        Nothing can be seen of it, and where pictures are counted it must not count. An AVI's index
        may lead to a picture that is no key, whatever it says.
        """
        if not self._sought or self._keyed or packet.stream_index != self.film:
            return False
        self._keyed = bool(packet.is_keyframe and packet.size)
        return not self._keyed

    def place(self, packet: Any) -> None:
        """Put a packet's times right, and keep count of what came and of what is missing."""
        film = packet.stream_index == self.film
        shown = packet.size > 0 and not packet.is_discard
        if not packet.size or (film and not shown):
            return
        self._read = max(self._read, (packet.pos or 0) + packet.size)
        self.clock.place(packet, packet.stream_index, packet.time_base, film=film)
        if film and self.step:
            self._came += 1
            self.completeness.packet(
                self.at(packet), key=packet.is_keyframe, damaged=packet.is_corrupt
            )
        at = packet.pts if packet.pts is not None else packet.dts
        if at is None:
            return
        end = (at + (packet.duration or 0)) * packet.time_base
        self._ends[packet.stream_index] = max(end, self._ends.get(packet.stream_index, end))
        if film:
            if not self._starts:
                # A raw stream: its first picture begins it.
                self._starts, self.start, self.clock.start = True, int(at), int(at)
            self.until = max(self.until, at + (packet.duration or 0) - self.start)
            self.completeness.packet(
                self.at(packet), key=packet.is_keyframe, damaged=packet.is_corrupt
            )
        elif packet.is_corrupt:
            self.completeness.gap(round(at * packet.time_base / self.tick) - self.start)

    def at(self, packet: Any) -> int | None:
        """When a packet's picture is shown, in ticks of the film's clock; counted without one."""
        if self.step:
            return (self._came - 1) * self.step
        at = packet.pts if packet.pts is not None else packet.dts
        return None if at is None else int(at) - self.start

    def end(self, seconds: float, *, counted: bool, broke: bool) -> tuple[int, list[str]]:
        """How many pictures failed, and what is lacking, in sentences.

        ``seconds``: the film's; ``counted``: all pictures were decoded; ``broke``: it broke off.
        """
        failed = self.completeness.failed(counted=counted)
        lacking = self.completeness.lacking(failed)
        lacking += self.joined
        if (said := unfollowed(self.edits)) is not None:
            lacking.append(said)
        if self.clock.jumps and not self._rearranged:
            lacking.append(leaps(self.clock.jumps, self.tick))
        elif self.stated is not None:
            # What is said of the whole file, of sound too, counts from where the file begins.
            ends, reached = self.stated, seconds
            if not self.of_picture:
                # Matroska counts from its first time or from 0, as its writer liked.
                ends += (0.0 if self.kind.shown_only else self.begins) - self.origin
                sound = [float(end) for stream, end in self._ends.items() if stream != self.film]
                reached = max([seconds, *(end - self.origin for end in sound)])
            lacking = short(ends, reached, broke=broke or self._cut) + lacking
        if self._cut:
            lacking.insert(0, cut_off(seconds))
        if self.kind.paced and not self.completeness.lost:
            lacking += silent(self.clock.pauses(self.film), self.start * self.tick)
        if self.kind.single:
            lacking += unread(self._size - self._read)
        return failed, lacking


def _see_first(container: Any, video: Any) -> None:
    """Give the decoder the film's first packet, in which x264 says which version of it wrote.

    Up to version 150 it coded 4:4:4 otherwise than the standard asks, and all decoders know; of a
    film that is begun anywhere else nothing could be seen.
    """
    first = next((packet for packet in container.demux(video) if packet.size), None)
    # What is damaged in it is told by whoever asks for it.
    with contextlib.suppress(OSError, ValueError):
        if first is not None:
            first.decode()


def _stated(container: Any, streams: FileStreams) -> tuple[float | None, bool]:
    """Seconds the header says, and whether it says so of the picture alone.

    Of a cut AVI only its count of frames is the whole. Elsewhere some of the counted frames may
    be hidden, by an edit list. Of one picture of several only it itself says how long it lasts.
    """
    video = streams.video
    film = (video.duration or 0) * video.time_base if video is not None else 0
    if video is not None and container.format.name == "avi" and video.average_rate:
        film = max(film, video.frames / video.average_rate)
    if film:
        return float(film), True
    if streams.several:
        return streams.picture_seconds, True
    said = container.duration
    return (said / 1e6 if said and said > 0 else None), False
