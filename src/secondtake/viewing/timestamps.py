"""A film's clock: when a player shows each picture, whatever times its file writes.

Packets are put right before they are decoded, so that pictures and sound come out with their
times, and a whole pass, a second look at a span and a list of packets have the same clock.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

__all__ = ["RATE_ONLY", "Clock", "Jump", "Kind"]

RESET_SECONDS = 10.0
"""A leap ahead that is no held picture where the clock of a format may be reset.

FFmpeg's ``dts_delta_threshold``; mpv takes 5 s, VLC 60 s.
"""
HELD_SECONDS = 1e4
"""The same in every other format, which says how long its pictures are held: mpv's bound."""
STRAY_SECONDS = 0.5
"""A picture whose follower is this much earlier came out of its turn; so did such a packet."""
JITTER_SECONDS = Fraction(1, 50)
"""Half a picture of 25 a second: a step back of less is rounding, no leap."""
GUESSED_STEPS = 4
"""Pictures by which FFmpeg's guess of a time that is not in the file may be wrong."""
WRAP = 1 << 33
"""MPEG-2 systems count time in 33 bits (ISO/IEC 13818-1, 2.4.3.7)."""
QUICK_SECONDS, QUICK_SHOWN_SECONDS = Fraction(1, 100), Fraction(1, 10)
"""Of an animation a picture of up to the first is shown for the second, by every browser.

Chromium and Gecko alike; FFmpeg plays what the file says.
"""
ANIMATIONS = ("gif", "apng", "webp")
RATE_ONLY = ("avi",)
"""Containers that hold a rate and no times: pictures are shown in order, one a step."""
SHOWN_ONLY = ("matroska", "asf")
"""Containers that say when pictures are shown, not when decoded: FFmpeg guesses the latter."""
SINGLE = ("flv", "asf")
PACE_SECONDS = Fraction(7, 10)
"""Longest time between two time stamps of a stream of MPEG-2 systems (ISO/IEC 13818-1, 2.7.4)."""
MOST_PAUSES = 1000
DURATION_OF_TRACK = ("mov",)
"""Containers that say how long packets last in the order of decoding, and tracks in that of time.

The last picture stays as long as the last packet says (ISO/IEC 14496-12, 8.6.1.2).
"""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a container's clock is like. ``name``: FFmpeg's; ``resets``: it may begin anew."""

    name: str
    resets: bool

    @property
    def animation(self) -> bool:
        return any(self.name.startswith(name) for name in ANIMATIONS)

    @property
    def wraps(self) -> bool:
        return self.name in ("mpegts", "mpeg")

    @property
    def paced(self) -> bool:
        """Whether every stream must give a time each ``PACE_SECONDS``."""
        return self.wraps

    @property
    def single(self) -> bool:
        """Whether FFmpeg reads such a file to the end of the first, where two are joined."""
        return self.name in SINGLE

    @property
    def rate_only(self) -> bool:
        return self.name in RATE_ONLY

    @property
    def shown_only(self) -> bool:
        return self.name.startswith(SHOWN_ONLY)

    @property
    def duration_of_track(self) -> bool:
        return self.name.startswith(DURATION_OF_TRACK)


@dataclass(frozen=True, slots=True)
class Jump:
    """Where the file's clock leaps: at which tick of the film, and by how many seconds."""

    at: int
    seconds: float


class _Track:
    """One stream's own place: what is added to its times, where it is and where it was before."""

    def __init__(self, tick: Fraction, step: int, shift: int) -> None:
        self.tick, self.step, self.shift = tick, step, shift
        self.last: int | None = None
        self.before = 0
        self.until = 0
        self.pauses: list[tuple[Fraction, Fraction]] = []

    def moved(self, at: int, shown: int, length: int) -> None:
        self.step = length or self.step
        until = shown + self.step
        self.until = until if self.last is None else max(self.until, until)
        if self.last is not None and len(self.pauses) < MOST_PAUSES:
            due = self.last + self.step
            if (at - due) * self.tick > PACE_SECONDS:
                self.pauses.append((due * self.tick, at * self.tick))
        self.before = at if self.last is None else self.last
        self.last = at


class Clock:
    """Gives packets and pictures their times in ticks from the first picture.

    ``start``: the file's time of the first picture, in ticks of ``tick`` seconds; ``rate``:
    pictures a second that it states, or None. Where the clock leaps, as in files joined end to
    end, the film goes on with the next picture, as players do; sound and picture keep together.
    To be set: ``steady``, it is known not to leap; ``one_behind``, the decoder holds one picture
    back.
    """

    def __init__(self, kind: Kind, start: int, tick: Fraction, rate: Fraction | None) -> None:
        self.kind, self.tick, self.start = kind, tick, start
        self.jumps: list[Jump] = []
        self.shifted = 0
        self.step = max(1, round(1 / (rate * tick))) if rate else 1
        self.end = 0
        self._last = -1
        self._final = 0
        self._newest = Fraction(0)
        self._tracks: dict[int, _Track] = {}
        self._latest: Fraction | None = None
        self._summed = 0
        self._delay: int | None = None
        self._even = self.step
        self.one_behind = False
        self.steady = False
        self._due: deque[int] = deque()

    def place(self, packet: Any, number: int, tick: Fraction, *, film: bool) -> None:
        """Put one packet's times right; ``number``: its stream's, ``film``: whether the film's."""
        if self.kind.animation and film:
            self._animate(packet, tick)
        track = self._tracks.get(number)
        if track is None:
            step = self.step if film else 0
            track = self._tracks[number] = _Track(tick, step, round(self._newest / tick))
        told = self._told(packet)
        if track.last is not None and told is not None and not self.steady:
            self._follow(track, packet, told, film=film)
        packet.dts = None if packet.dts is None else packet.dts + track.shift
        packet.pts = None if packet.pts is None else packet.pts + track.shift
        # Before the first key picture nothing is shown, and times are guessed.
        unseen = film and track.last is None and not self.kind.duration_of_track
        if told is None or (unseen and not packet.is_keyframe):
            return
        at = told + track.shift
        track.moved(at, at if packet.pts is None else packet.pts, packet.duration or 0)
        self._latest = max(self._latest or at * tick, at * tick)
        if film:
            self._final = packet.duration or 0
            if self.kind.rate_only:
                self._due.append(at)
                packet.pts = None

    def _told(self, packet: Any) -> int | None:
        """The time by which a packet's place in its file is known."""
        told = packet.pts if self.kind.shown_only and packet.pts is not None else packet.dts
        return None if told is None else int(told)

    def _follow(self, track: _Track, packet: Any, told: int, *, film: bool) -> None:
        """See whether a packet goes on where its stream was, and move the clock where it leaps."""
        assert track.last is not None and self._latest is not None
        due = track.until if self.kind.shown_only else track.last + track.step
        off = told + track.shift - due
        if self.kind.wraps:
            # FFmpeg unwraps from the file's first packets on, which is wrong once it was reset.
            turns = round(Fraction(off, WRAP))
            track.shift -= turns * WRAP
            off -= turns * WRAP
        most = RESET_SECONDS if self.kind.resets else HELD_SECONDS
        # Held while the sound went on is held, however long.
        ahead = min(off * track.tick, (due + off) * track.tick - self._latest)
        if ahead <= most and off * track.tick > -self._back(track, packet, film=film):
            return
        if off < 0 and self._strayed(track, due + off):
            return
        if film and packet.pts is not None and packet.is_keyframe:
            # A key picture is the first that is shown after a leap.
            told, due = packet.pts, track.until
        newest = round(self._newest / track.tick)
        late = (told + newest - due) * track.tick
        if newest != track.shift and (0 <= late <= 1 if film else abs(late) <= 1):
            # The other stream leapt before: both keep together.
            track.shift = newest
        else:
            track.shift = due - told
            self._newest = track.shift * track.tick
        if film:
            self.shifted -= off
            self.jumps.append(Jump(track.until - self.start, float(off * track.tick)))

    def _back(self, track: _Track, packet: Any, *, film: bool) -> Fraction | float:
        """Seconds before it is due that a packet may come without its clock being set back."""
        if not film or (self.kind.shown_only and not packet.is_keyframe):
            return STRAY_SECONDS
        # Key pictures are shown after all that were decoded before them (H.265, 8.3.1).
        steps = 2 if self.kind.duration_of_track else GUESSED_STEPS
        return max(steps * track.step * track.tick, JITTER_SECONDS)

    @staticmethod
    def _strayed(track: _Track, at: int) -> bool:
        """Whether the packet before, and not this one, stands at a wrong time."""
        assert track.last is not None
        leapt = (track.last - track.before) * track.tick
        back = (at - track.before) * track.tick
        return leapt > STRAY_SECONDS and 0 <= back <= STRAY_SECONDS

    def _animate(self, packet: Any, tick: Fraction) -> None:
        """Lay the pictures of an animation end to end, each as long as browsers show it."""
        if packet.dts is None:
            return
        if (packet.duration or 0) * tick <= QUICK_SECONDS:
            packet.duration = round(QUICK_SHOWN_SECONDS / tick)
        packet.pts = packet.dts = self._summed + self.start
        self._summed += packet.duration

    def pauses(self, film: int | None) -> list[tuple[Fraction, Fraction]]:
        """Stretches in which neither the film nor any other stream came, in seconds of the file.

        None where there is no other stream: then a picture may be held.
        """
        found = [t.pauses for number, t in self._tracks.items() if number != film]
        kept = self._tracks[film].pauses if film in self._tracks and found else []
        for others in found:
            both = [(max(a, c), min(b, d)) for a, b in kept for c, d in others if a < d and c < b]
            kept = [(start, end) for start, end in both if end - start > PACE_SECONDS]
        return kept

    def strayed(self, frame: Any, following: Any) -> bool:
        """Whether a picture came long before its turn, told from the one after it."""
        if frame.pts is None or following.pts is None:
            return False
        return bool((frame.pts - following.pts) * self.tick > STRAY_SECONDS)

    def pts(self, frame: Any) -> int:
        """The picture's time in ticks, above the last one's."""
        pts = max(self._said(frame), self._last + 1)
        self._last = pts
        self.end = pts + self._length(frame)
        return pts

    def close(self) -> None:
        """The film is over: the last picture stays as long as its container says."""
        if self.kind.duration_of_track and self._last >= 0 and self._final > 1:
            self.end = self._last + self._final

    def _said(self, frame: Any) -> int:
        if frame.pts is not None:
            return int(frame.pts) - self.start
        if frame.dts is not None:
            if self._delay is None:
                # Pictures leave the decoder in order, the first this much after its own packet.
                self._delay = int(frame.dts) - (self._due[0] if self._due else int(frame.dts))
                if self.one_behind and len(self._due) > 1:
                    self._delay = self._due[1] - self._due[0]
            at = int(frame.dts) - self._delay
            while self._due and self._due[0] <= at:
                self._due.popleft()
            return at - self.start
        return self._due.popleft() - self.start if self._due else self.end

    def _length(self, frame: Any) -> int:
        """The picture's length in ticks; some files say 0 or 1 tick where they know none."""
        if self.kind.rate_only:
            if self._due:
                self._even = max(1, self._due[0] - self.start - self._last)
            return self._even
        said = frame.duration or 0
        return int(said) if said > 1 or self.step == 1 else self.step
