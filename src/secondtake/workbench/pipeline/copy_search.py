"""Copies between the films of a case, however edited, told of the shots they lie in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from secondtake.archive import OPERATING_POINT
from secondtake.archive.film_description import described
from secondtake.comparing import copies
from secondtake.errors import CannotLook
from secondtake.model.findings import Alignment, Measurement, Relation
from secondtake.model.footage import Shot
from secondtake.model.time import Span

__all__ = ["Copied", "copied_between", "with_copies"]

LEAST_SECONDS = 2.5
"""Shorter stretches are no evidence: one signer's nod for yes and for no agreed over 1.75 s."""
OPEN = ("different", "undecided")
"""What a pair of shots may be called that a copied stretch overrules: what sees whole pictures
cannot see a picture inside another."""
COMPOSED = frozenset({"picture in picture", "split screen"})
"""What a stretch must be where one place was seen in both shots: there whole pictures tell better
than the engine what is locked in time, unless one picture stands inside the other."""
COMMON_OTHERS = 4
"""Other films of the case from which on what they all show is common: an ident, a stock shot."""
SAME = 0.5
"""Share of a stretch that another must cover to be the same stretch."""
LESSER = 1 / 3
"""Largest share of a film that is common: five copies of one film are a finding, not an ident."""
DISPUTED = (
    "a less edited copy of either (movement agrees under one registration at one constant speed, "
    "as in one recording that was filmed from a screen or heavily edited, but the outlines do "
    "not agree)"
)
"""What would decide a pair that looks like two takes to one engine and like one to the other."""
COMMON = (
    f"A segment that both show is in {COMMON_OTHERS + 1} or more films of this case (an ident, an "
    "intro, a stock shot); it is not evidence by itself."
)
SOUND = {
    "agrees": "The sound of both agrees at the same offset and speed.",
    "differs": "The sound of both does not agree at that offset and speed: one of them has other "
    "sound.",
    "cannot say": "Sound says nothing here: it is missing, silent, too short or too heavily "
    "edited.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """A stretch of one film that another shows; seconds of each, ``slope`` right for left.

    ``sound``: agrees, differs or cannot say, as ``copies.heard`` gives it. ``common``: it is a
    small part of many films that show nothing else together, and no evidence by itself.
    """

    left_film: str
    right_film: str
    left: tuple[float, float]
    right: tuple[float, float]
    slope: float
    score: float
    edits: tuple[str, ...]
    sound: str
    common: bool = False


def copied_between(
    films: Mapping[str, Path],
    progress: Callable[[str, float, float | None], None],
    fail: Callable[[str, CannotLook], None],
) -> tuple[Copied, ...]:
    """Every stretch that two films, by digest, have in common; each film is decoded once more."""
    looked = {}
    for number, (digest, path) in enumerate(films.items(), 1):
        progress("Fingerprinting films for the copy search", number, len(films))
        try:
            looked[digest] = described(path)
        except CannotLook as error:
            fail(digest, error)
    digests = tuple(looked)
    references = [copies.reference_film(film) for film in looked.values()]
    found: list[Copied] = []
    for number, query in enumerate(digests[1:], 1):
        progress("Searching films for copies", number, len(digests) - 1)
        earlier = digests[:number]
        index = copies.film_index(references[:number])
        segments = [
            segment
            for candidate in copies.search(looked[query], index)
            for segment in copies.verify(
                candidate, looked[query].strip, looked[earlier[candidate.film]].strip
            )
        ]
        for segment in copies.distinct(segments):
            if segment.score < OPERATING_POINT:
                continue
            strips = looked[query].strip, looked[earlier[segment.film]].strip
            found.append(
                Copied(
                    left_film=query,
                    right_film=earlier[segment.film],
                    left=segment.query,
                    right=segment.reference,
                    slope=segment.slope,
                    score=segment.score,
                    edits=copies.edits_of(segment, *strips),
                    sound=copies.heard(
                        looked[query].sound,
                        looked[earlier[segment.film]].sound,
                        segment.query,
                        segment.reference,
                        segment.slope,
                    ),
                )
            )
    return with_common(found, {digest: film.end for digest, film in looked.items()})


def with_common(found: Sequence[Copied], ends: Mapping[str, float]) -> tuple[Copied, ...]:
    """The stretches, those marked that many films have; ``ends``: the films' lengths in seconds."""

    def small(film: str, span: tuple[float, float]) -> bool:
        return span[1] - span[0] <= LESSER * ends[film]

    def others(film: str, span: tuple[float, float]) -> set[str]:
        out = set()
        for copied in found:
            sides = (copied.left_film, copied.left), (copied.right_film, copied.right)
            for (mine, here), (other, there) in (sides, sides[::-1]):
                both = min(here[1], span[1]) - max(here[0], span[0])
                if mine == film and both >= SAME * (span[1] - span[0]) and small(other, there):
                    out.add(other)
        return out

    def common(film: str, span: tuple[float, float]) -> bool:
        return small(film, span) and len(others(film, span)) >= COMMON_OTHERS

    return tuple(
        replace(c, common=common(c.left_film, c.left) or common(c.right_film, c.right))
        for c in found
    )


def with_copies(relation: Relation, left: Shot, right: Shot, found: tuple[Copied, ...]) -> Relation:
    """The relation, or a copy where a copied stretch lies in both shots and it was open.

    A retake is not said against a copied stretch: it is undecided then. A common stretch is told
    and changes nothing.
    """
    if relation.kind not in (*OPEN, "same scene", "retake"):
        return relation
    inside = [
        (stretch, copied)
        for copied in found
        if relation.kind != "same scene" or COMPOSED & set(copied.edits)
        for stretch in [_inside(copied, left, right)]
        if stretch is not None
    ]
    if not inside:
        return relation
    telling = [pair for pair in inside if not pair[1].common]
    if not telling:
        return replace(relation, because=(*relation.because, COMMON))
    stretch, best = max(telling, key=lambda pair: pair[1].score)
    if relation.kind == "retake":
        return replace(relation, kind="undecided", missing=(DISPUTED, *relation.missing))
    rest = sum(value for kind, value in relation.scores if kind != "copy") or 1.0
    edits = f"; visible edits: {', '.join(best.edits)}" if best.edits else ""
    first, last = stretch.left.seconds
    return replace(
        relation,
        kind="copy",
        scores=tuple(
            (k, best.score if k == "copy" else v / rest * (1 - best.score))
            for k, v in relation.scores
        ),
        alignment=(stretch,),
        differences=(),
        because=(
            f"Movement in {last - first:.1f} s of the left agrees with the right under one "
            f"registration at one constant speed, score {best.score:.2f}{edits}.",
            SOUND[best.sound],
            *relation.because,
        ),
        missing=(),
        measurements=(
            *relation.measurements,
            Measurement(
                name="copied stretch",
                value=round(best.score, 4),
                unit="",
                made_by=relation.made_by,
            ),
        ),
    )


def _inside(copied: Copied, left: Shot, right: Shot) -> Alignment | None:
    """The part of a copied stretch that lies in both shots, or None if it is too short."""
    if (copied.left_film, copied.right_film) == (right.exhibit, left.exhibit):
        slope = 1 / copied.slope
        mine, yours = copied.right, copied.left
    elif (copied.left_film, copied.right_film) == (left.exhibit, right.exhibit):
        slope = copied.slope
        mine, yours = copied.left, copied.right
    else:
        return None
    start, end = (max(mine[0], left.span.seconds[0]), min(mine[1], left.span.seconds[1]))
    origin = yours[0] if slope > 0 else yours[1]
    there = sorted(origin + slope * (second - mine[0]) for second in (start, end))
    low, high = max(there[0], right.span.seconds[0]), min(there[1], right.span.seconds[1])
    if end - start < LEAST_SECONDS or high - low < LEAST_SECONDS * abs(slope):
        return None
    here = sorted(mine[0] + (second - origin) / slope for second in (low, high))
    if here[1] - here[0] < LEAST_SECONDS:
        return None
    return Alignment(
        left=_span(here[0], here[1], left),
        right=_span(low, high, right),
        speed=slope,
        mirrored=False,
    )


def _span(start: float, end: float, shot: Shot) -> Span:
    tick = shot.span.tick
    return Span(start=round(start / tick), end=round(end / tick), tick=tick)
