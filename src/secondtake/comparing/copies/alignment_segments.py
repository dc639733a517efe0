"""The lines of times that hold between two films under one map, each for as long as it does."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.copies.homography import PictureMap
from secondtake.comparing.copies.motion_agreement import Agreement, agreement
from secondtake.comparing.copies.registration_refinement import polished
from secondtake.comparing.copies.stabilisation import followed, steadied
from secondtake.comparing.copies.temporal_alignment import Evidence, Line, evidence, lines_of

__all__ = ["beyond", "held_lines"]

AGREED = 0.915
"""Agreement of changes, and half that of figures, at which copy and other take are as likely:
takes of one action at one table reached .88, a talking head at 12 frames a second had .95."""
OTHER_SPEED = 0.12
"""More agreement asked of a line that is not at speed 1: with the speed free, two people's walk
falls into step, and reached .98; copies at other speeds had 1.12 and more."""
PICKED = 0.25
"""More agreement asked of a run that was cut, or taken for its speed: of six people who act alike
at one table the best 2 s of two agreed to .98."""
SHORT_PICTURES, SHORT = 16, 0.1
"""Pictures, two seconds, under which a run has to agree more, and by how much: a signer who twice
raised a hand beside the face agreed to .06 more than asked for 1.75 s."""
STRONG_AGREED, STRONG = 0.82, 0.17
"""Agreement of the changes far above the noise, alone, under which more is asked, and how much:
push-ups that fell into step had .65 to .78 and agreed to .12 more than asked, copies had .86 and
more, or, read at a speed that was off by a tenth, agreed to .22 more than asked."""
PANED = 0.1
"""More agreement asked where a part of the picture was left out: there people stood who differ."""

Held = tuple[Line, Agreement]


def beyond(line: Line, agreed: Agreement) -> float:
    """How far a line's agreement lies beyond the one at which copy and other take are as likely."""
    plain = abs(abs(line.slope) - 1) < 1e-6
    asked = AGREED + (0.0 if plain else OTHER_SPEED)
    asked += (PICKED if agreed.picked else 0.0) + (PANED if agreed.pane else 0.0)
    asked += SHORT if _length(line) < SHORT_PICTURES else 0.0
    # At another speed the pictures of both lie up to half a step apart, and so do strong changes.
    apart = plain and agreed.strong is not None and agreed.strong < STRONG_AGREED
    asked += STRONG if apart else 0.0
    return agreed.changes + agreed.figures / 2 - asked


def held_lines(
    query: NDArray[np.uint8], reference: NDArray[np.uint8], picture: PictureMap
) -> tuple[PictureMap, list[Held]]:
    """The lines that hold, with how well, and the map after it was moved to fit the best of them.

    Strips as in ``FilmDescriptors``. A line is cut where what moves stops agreeing; the pictures
    that this sets free are looked through again.
    """
    steady, reference = steadied(query, reference, picture)
    seen = evidence(steady, reference, picture)
    lines = lines_of(seen)
    if not lines:
        return picture, []
    if steady is not query:
        steady = followed(steady, reference, picture, lines[0])
        seen = evidence(steady, reference, picture)
        lines = lines_of(seen) or lines
    query = steady
    better = polished(query, reference, picture, lines[0])
    seen_better = evidence(query, reference, better)
    again = lines_of(seen_better)
    if again and again[0].gain > lines[0].gain:
        picture, seen, lines = better, seen_better, again
    found = _cut(query, reference, picture, lines)
    if not _sure(found):
        # A slower line may run through pieces at speed 1 between which a picture was held.
        lines_plain = lines_of(seen, plain=True)
        pieces = [
            (line, replace(agreed, picked=True))
            for line, agreed in _cut(query, reference, picture, lines_plain)
        ]
        if _sure(pieces):
            lines, found = lines_plain, pieces
    if sum(_length(line) for line, _ in found) < sum(_length(line) for line in lines):
        rest = _cut(query, reference, picture, _rest(seen, found))
        found += [(line, replace(agreed, picked=True)) for line, agreed in rest]
    return picture, found


def _cut(
    query: NDArray[np.uint8],
    reference: NDArray[np.uint8],
    picture: PictureMap,
    lines: tuple[Line, ...],
) -> list[Held]:
    """The lines for as long as what moves agrees, and how well it does."""
    out = []
    for line in lines:
        agreed = agreement(query, reference, picture, line)
        if (agreed.first, agreed.last) != (line.first, line.last):
            part = (agreed.last - agreed.first + 1) / _length(line)
            cut = replace(line, first=agreed.first, last=agreed.last, changing=line.changing * part)
            agreed = agreement(query, reference, picture, cut)
            out.append((cut, replace(agreed, picked=True)))
        else:
            out.append((line, agreed))
    return out


def _rest(seen: Evidence, found: list[Held]) -> tuple[Line, ...]:
    """Lines through the query's pictures that none of those found holds."""
    taken = np.zeros(len(seen.look), bool)
    for line, _ in found:
        taken[line.first : line.last + 1] = True
    return lines_of(seen, taken)


def _sure(found: list[Held]) -> bool:
    return any(beyond(line, agreed) > 0 for line, agreed in found)


def _length(line: Line) -> int:
    return line.last - line.first + 1
