"""From a film's frames to the tracks of the people in it; a track ends where its shot ends."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from secondtake import weights
from secondtake.comparing.people.face_embedding import MODEL
from secondtake.comparing.people.interactions import Contacts
from secondtake.comparing.people.track_description import track
from secondtake.comparing.people.tracker import Follower
from secondtake.comparing.people.tracklet import Path
from secondtake.model.evidence import Maker
from secondtake.model.footage import Shot
from secondtake.model.people import PersonTrack
from secondtake.vision.person_detection import Finder

__all__ = ["LONG_SIDE", "RATE", "PersonFinder", "maker"]

RATE = 5.0
"""Frames a second in which people are looked for."""
LONG_SIDE = 1280
"""Long side of the frames, pixels: a face of 32 pixels in a 1080p film keeps 21."""


def maker() -> Maker:
    """Who makes tracks: the version, the rate and every model's digest."""
    models = [(n, weights.digest(n)) for n in ("movenet_multipose", "yunet", "sface")]
    models.append(("efficientnet_lite0", weights.digest("efficientnet_lite0")))
    return Maker(
        name="people in roles",
        version="2",
        settings=(("rate", RATE), ("long_side", LONG_SIDE), *models),
    )


class PersonFinder:
    """Sees a film's frames in order and gives the tracks of the people in it.

    ``mark`` begins the tracks' ids, ``film`` is the film's key; ``shots`` say where tracks have to
    end (none: one shot). ``faces``: one of ``FACES``.
    """

    def __init__(
        self, mark: str, film: str, shots: tuple[Shot, ...] = (), *, faces: str = MODEL
    ) -> None:
        self._mark, self._film, self._faces = mark, film, faces
        self._starts = np.array([s.span.seconds[0] for s in shots[1:]], np.float64)
        self._shot = 0
        self._size = (1, 1)
        self._count = 0
        self._done: list[PersonTrack] = []
        self._begin()

    def see(self, seconds: NDArray[np.float64], rgb: NDArray[np.uint8]) -> None:
        """Take frames, uint8 (n, h, w, 3), at rising times of the film's own clock."""
        for at, frame in zip(seconds, rgb, strict=True):
            # Half a frame's slack: the boundary is the first frame wholly of the new shot.
            shot = int(np.searchsorted(self._starts, at + 1e-3, side="right"))
            if shot != self._shot:
                self._end_shot()
                self._shot = shot
            self._size = (frame.shape[1], frame.shape[0])
            awaited = self._follower.awaited(float(at), frame)
            found = self._finder.find(frame, awaited)
            self._end(self._follower.see(float(at), frame, found))
            self._contacts.see(self._follower.sightings(float(at)))

    def finish(self) -> tuple[PersonTrack, ...]:
        """Every track of the film, in order of their first sight."""
        self._end_shot()
        return tuple(sorted(self._done, key=lambda t: (t.start, t.id)))

    def _begin(self) -> None:
        self._finder, self._follower, self._contacts = Finder(), Follower(), Contacts()
        self._tracks: list[tuple[PersonTrack, list[int]]] = []

    def _end(self, paths: list[Path]) -> None:
        for path in paths:
            made = track(
                path,
                id=f"{self._mark}:P{self._count + 1}",
                film=self._film,
                shot=self._shot,
                size=self._size,
                faces=self._faces,
            )
            if made is not None:
                self._count += 1
                self._tracks.append((made, path.serials))

    def _end_shot(self) -> None:
        """Every track of the shot is known by now: tell what they do with each other."""
        self._end(self._follower.end())
        named = [(t, t.id.rpartition(":")[2], serials) for t, serials in self._tracks]
        names = {serial: name for _, name, serials in named for serial in serials}
        lying = {name for t, name, _ in named if "lying" in t.seen}
        for made, _, serials in named:
            told = self._contacts.told(serials, names, lying)
            self._done.append(replace(made, seen=(*made.seen, *told)))
        self._begin()
