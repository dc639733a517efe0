"""Frames asked for one after another: who steps is given frames of one decoding, made ahead."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from secondtake.model.enums import SeeingGrade
from secondtake.model.frame_table import FrameTable
from secondtake.web.picture_worker import Pictures
from secondtake.workbench import seen_pictures
from secondtake.workbench.seen_pictures import Place

__all__ = ["RUN", "FrameSteps"]

RUN = 16
"""Frames of one run. The way from the key frame to a frame is decoded in any case, and is longer
than this in most films."""
STAYED_S = 0.15
"""Seconds after which whoever has asked for no other frame is taken to look at this one, and to
step from it next; while a slider is dragged, frames come faster."""

Asked = tuple[Path, str, SeeingGrade, int]
"""A case, a film of it, a grade, and the long side of its pictures."""


class FrameSteps:
    """Gives stills of films; those around the last one are made before they are asked for."""

    def __init__(self) -> None:
        self._last: dict[Asked, int] = {}
        self._ahead: set[asyncio.Task[None]] = set()

    async def still(self, pictures: Pictures, asked: Asked, table: FrameTable, frame: int) -> bytes:
        """The frame, counted from 0, as JPEG. Raises as ``seen_pictures.still`` does."""
        before, self._last[asked] = self._last.get(asked), frame
        steps = before is not None and 0 < abs(frame - before) <= RUN
        run = _run(asked, table, frame)
        made = None
        if steps or pictures.has(seen_pictures.run, *run):
            made = (await pictures.made(seen_pictures.run, *run)).get(table.pts[frame])
        self._soon(self._around(pictures, asked, table, frame))
        if made is not None:
            return made
        place = Place(film=asked[1], pts=table.pts[frame])
        return await pictures.made(seen_pictures.still, asked[0], place, *asked[2:])

    def close(self) -> None:
        """Make nothing more ahead."""
        for task in self._ahead:
            task.cancel()

    async def _around(
        self, pictures: Pictures, asked: Asked, table: FrameTable, frame: int
    ) -> None:
        """Make the run of a frame that is stayed at, and the one that lies nearer to it."""
        await asyncio.sleep(STAYED_S)
        other = frame + RUN if frame % RUN >= RUN // 2 else frame - RUN
        for number in (frame, other):
            if self._last[asked] // RUN == frame // RUN and 0 <= number < len(table.pts):
                await pictures.made(seen_pictures.run, *_run(asked, table, number))

    def _soon(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._ahead.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._ahead.discard(task)
        if not task.cancelled():
            # Nobody asked yet: whoever asks for the frame itself has it made, and is told.
            task.exception()


def _run(asked: Asked, table: FrameTable, frame: int) -> tuple[Any, ...]:
    """What the run that a frame belongs to is made from."""
    case, film, grade, side = asked
    first = frame - frame % RUN
    last = min(first + RUN, len(table.pts)) - 1
    return case, Place(film=film, pts=table.pts[first]), table.pts[last], grade, side
