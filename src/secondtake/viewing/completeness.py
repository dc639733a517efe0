"""What of a film is lacking: counted while it is decoded, said in sentences at its end."""

from __future__ import annotations

from fractions import Fraction

from secondtake.viewing.timestamps import Jump

__all__ = ["Completeness", "cut_off", "joined", "leaps", "short", "silent", "unread"]

COUNTED = ("h264", "hevc", "av1", "mpeg2video", "prores", "mjpeg")
"""Codecs of one picture a packet: fewer pictures than packets means lost ones."""
SHORT_SECONDS, SHORT_SHARE = 1.0, 0.03
"""A film is called partial when it lacks more than both of these of what its header says."""
BROKEN_SECONDS = 0.2
"""The same, of a film that broke off."""
REORDER_PICTURES = 16
"""How far apart the orders of decoding and of showing may be (ITU-T H.264, A.3.1)."""
NAMED_JUMPS = 5
UNREAD_BYTES = 1 << 16
"""More than an index holds at the end of a file that is a stream of packets."""


class Completeness:
    """Counts damaged and lost pictures of one film.

    ``tick``: seconds of a tick; ``step``: ticks from picture to picture by the rate the file
    states. Times are ticks of the film's clock.
    """

    def __init__(self, codec: str | None, tick: Fraction, step: int) -> None:
        self.codec, self.tick, self.step = codec, tick, step
        self.packets = 0
        self.shown = 0
        self.lost = 0
        self._strays = 0
        self._early = 0
        self._damaged: set[int] = set()
        self._unplaced = 0
        self._gaps: list[int] = []
        self._lost_span: tuple[int, int] | None = None

    def packet(self, at: int | None, *, key: bool, damaged: bool) -> None:
        """A packet that holds a picture came; ``damaged``: its container says that bytes lack."""
        if not key and self._early == self.packets:
            self._early += 1
        self.packets += 1
        if damaged:
            self.damaged(at)
            self.gap(at)

    def gap(self, at: int | None) -> None:
        """The container says that packets of any stream lack about there."""
        if at is not None:
            self._gaps.append(at)

    def damaged(self, at: int | None) -> None:
        """A picture could not be decoded whole."""
        if at is None:
            self._unplaced += 1
        else:
            self._damaged.add(at)

    def strayed(self) -> None:
        """A picture came out of its turn and was left out."""
        self._strays += 1

    def picture(self, end: int, at: int) -> None:
        """A picture is shown ``at``; the one before ended at ``end``."""
        self.shown += 1
        if at - end < self.step or not self._gaps or self.shown == 1:
            return
        room = REORDER_PICTURES * self.step
        # A picture that is held is whole: only where the container tells of loss is a hole one.
        if any(end - room <= gap <= at + room for gap in self._gaps):
            self.lost += round((at - end) / self.step)
            first = end if self._lost_span is None else self._lost_span[0]
            self._lost_span = (first, at)
            # Pictures right after it may lack what they were made from.
            self._gaps = [*(gap for gap in self._gaps if gap > at), at]

    def failed(self, *, counted: bool) -> int:
        """Pictures that are damaged or lost; ``counted``: every packet should be a picture."""
        known = len(self._damaged) + self._unplaced + self._strays
        if counted and self.codec in COUNTED:
            # Interlaced films may come as two packets a picture.
            halves = 0.9 < self.packets / max(1, 2 * self.shown) < 1.1
            known = max(known, 0 if halves else self.packets - self.shown)
        return known + self.lost

    def lacking(self, failed: int) -> list[str]:
        """What is damaged or lost, in sentences; ``failed``: how many pictures."""
        found = []
        damaged = failed - self.lost
        if 0 < self._early <= damaged:
            # Codecs without key pictures lose none of them.
            damaged -= self._early
            found.append(
                f"The file begins amid a film: its first {self._early} pictures are made from "
                "others that it does not hold."
            )
        if damaged:
            what = "frame is" if damaged == 1 else "frames are"
            found.append(f"{damaged} {what} damaged or lost{self._where()}.")
        if self._lost_span is not None:
            first, last = (float(at * self.tick) for at in self._lost_span)
            found.append(
                f"About {self.lost} pictures between {first:.1f} and {last:.1f} s are missing: the "
                "file numbers its packets, and numbers are missing there."
            )
        return found

    def _where(self) -> str:
        if not self._damaged:
            return ""
        first, last = (float(at(self._damaged) * self.tick) for at in (min, max))
        if _at(first) == _at(last):
            return f", at {_at(first)}"
        return f", between {first:.1f} and {_at(last)}"


def _at(seconds: float) -> str:
    return f"{seconds:.1f} s"


def short(stated: float, seconds: float, *, broke: bool) -> list[str]:
    """What a film lacks of what its header says, in seconds, as one sentence or none.

    ``broke``: reading it ended in an error.
    """
    lacking = stated - seconds
    if lacking > max(SHORT_SECONDS, SHORT_SHARE * stated) or (broke and lacking > BROKEN_SECONDS):
        return [f"The header says {stated:.1f} s; {seconds:.1f} s could be decoded."]
    return []


def silent(pauses: list[tuple[Fraction, Fraction]], origin: Fraction) -> list[str]:
    """Stretches in which neither sound nor picture came, in one sentence or none.

    ``pauses``: their starts and ends in seconds of the file; ``origin``: the film's start.
    """
    if not pauses:
        return []
    first, last = (f"{float(at - origin):.1f}" for at in pauses[0])
    more = f", and {len(pauses) - 1} times more" if len(pauses) > 1 else ""
    return [f"Neither picture nor sound is in the file between {first} and {last} s{more}."]


def cut_off(seconds: float) -> str:
    """That a file ends before its end, in one sentence."""
    return f"The file is cut off: it ends before the end that it states, at {seconds:.1f} s."


def unread(size_bytes: int) -> list[str]:
    """What lies after the last packet that was found, in one sentence or none."""
    if size_bytes <= UNREAD_BYTES:
        return []
    return [
        f"The last {size_bytes / 1e6:.1f} MB of the file hold no packet that could be found: it is "
        "damaged there, or another file was joined to its end."
    ]


def joined(films: int) -> list[str]:
    """That an MP4 or QuickTime file is several, in one sentence."""
    return [
        f"The file is {films} films joined end to end; of those after the first, pictures may not "
        "have been read, as in most players."
    ]


def leaps(jumps: list[Jump], tick: Fraction) -> str:
    """The leaps of a file's clock, in one sentence."""
    places = [_at(float(jump.at * tick)) for jump in jumps[:NAMED_JUMPS]]
    if len(jumps) == 1:
        (jump,) = jumps
        if jump.seconds < 0:
            return (
                f"The file's clock starts again after {places[0]}, as in files joined end to end: "
                f"it goes back by {-jump.seconds:.1f} s."
            )
        return (
            f"The file's clock leaps ahead by {jump.seconds:.1f} s after {places[0]}, as in files "
            "joined end to end; the times given here go on with the next picture, as players do."
        )
    more = "" if len(jumps) <= NAMED_JUMPS else " and later"
    return (
        f"The file's clock leaps {len(jumps)} times, as in files joined end to end: after "
        f"{', '.join(places)}{more}; the times given here go on with the next picture, as "
        "players do."
    )
