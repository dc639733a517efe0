"""The report's pictures: stills of shots and aligned frames of findings, redacted by default."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np

from secondtake import comparing, viewing
from secondtake.cluster.progress import Progress, Stage
from secondtake.export.render.timecode_strip import burnt
from secondtake.model.enums import PictureRole, ProgressUnit, RelationKind
from secondtake.model.findings import Alignment, Finding, Relation
from secondtake.model.footage import Shot, ShotView, Still
from secondtake.model.people import PersonCandidate, PersonSeen
from secondtake.model.report import Picture
from secondtake.model.time import Span
from secondtake.store import Case
from secondtake.workbench.report.kept_pictures import KeptPictures
from secondtake.workbench.report.stills import (
    SIDE,
    Frame,
    Framed,
    common_side,
    framed,
    hidden_share,
    picture,
)

__all__ = ["Pictures"]

CONTACT_SIDE = 256
"""Long side in pixels of a shot's still on the timeline."""
STRIP_SIDE = 200
STRIP = 6
"""Aligned frames of a filmstrip (DESK section 5: 6 to 8)."""
PERSON_SIDE = 320
"""Long side in pixels of a still of one person."""
OVERLAY = (
    "Difference overlay: the right still{turned} laid on the left. Grey: both show the same. "
    "Orange: they differ in structure, from {floor:.2f} (what compression alone leaves) to 1 (no "
    "similarity). Dark: not compared, as it is blurred or outside the other picture."
)
MOVING = " People who move are never in one place at one instant of two takes: they are orange too."
MOST_SHOTS = 150
"""Stills of shots in one report; a case of more shots shows them evenly spread."""


class Pictures:
    """Makes the pictures of one report; ``redacted`` blurs heads before anything else.

    ``kept`` gives those that were drawn before.
    ``whole_people``: whole people too, as it has to be where people were compared.
    """

    def __init__(
        self,
        case: Case,
        kept: KeptPictures,
        *,
        redacted: bool,
        progress: Progress,
        whole_people: bool = False,
    ) -> None:
        self._case = case
        self._kept = kept
        self._redacted = redacted
        self._whole_people = whole_people
        self._progress = progress

    def of_shots(self, shots: Sequence[Shot], names: dict[str, str]) -> Iterator[Picture]:
        """One still from the middle of each shot; ``names`` are the films' names by key."""
        step = max(1, -(-len(shots) // MOST_SHOTS))
        chosen = shots[::step]
        stills = {f: self._case.fetch_latest(Still, f) for f in {s.film for s in chosen}}
        for number, shot in enumerate(chosen, 1):
            self._progress(
                Stage("Redacting stills of shots", ProgressUnit.STILL), number, len(chosen)
            )
            inside = _inside(stills[shot.film], shot)
            if inside is None:
                continue
            jpeg = self._case.derivative(inside.picture)
            yield from self._kept.of(
                [shot.exhibit],
                ["shot", shot, inside, names[shot.film], self._whole_people],
                partial(self._still, shot, inside, jpeg, names[shot.film]),
            )

    def _still(self, shot: Shot, inside: Still, jpeg: bytes, name: str) -> tuple[Picture]:
        made = picture(
            self._framed(viewing.from_jpeg(jpeg), SIDE, CONTACT_SIDE).shown,
            CONTACT_SIDE,
            role=PictureRole.CONTACT,
            exhibit=shot.exhibit,
            shot=shot.id,
            at_seconds=inside.at_seconds,
            alt=f"Still of shot {shot.number + 1} of {name}, at {inside.at_seconds:.1f} s",
        )
        return (made,)

    def of_finding(
        self, finding: Finding, relation: Relation, shots: dict[str, Shot], names: dict[str, str]
    ) -> tuple[Picture, ...]:
        """Two stills at one aligned instant and two filmstrips, for a finding about two shots.

        Both sides stand at one scale, and the time of each frame in a margin below it.
        """
        two = [shots[relation.left], shots[relation.right]]
        for shot in two:
            self._case.evidence_path(shot.exhibit)  # pictures of damaged evidence are not shown
        return self._kept.of(
            [shot.exhibit for shot in two],
            [
                *("finding", finding.id, relation.kind, relation.alignment, relation.differences),
                *(two, [names[shot.film] for shot in two], self._whole_people),
            ],
            partial(self._of_finding, finding, relation, shots, names),
        )

    def _of_finding(
        self, finding: Finding, relation: Relation, shots: dict[str, Shot], names: dict[str, str]
    ) -> Iterator[Picture]:
        sides = []
        for role, name in ((PictureRole.LEFT, relation.left), (PictureRole.RIGHT, relation.right)):
            shot = shots[name]
            view = viewing.look(self._case.evidence_path(shot.exhibit), shot, sound=False)
            sides.append((role, shot, view))
        instants = _instants(relation.alignment, sides[0][2], sides[1][2])
        side = common_side((sides[0][2], sides[1][2]))
        middles: list[tuple[Framed, float]] = []
        for index, (role, shot, view) in enumerate(sides):
            words = f"{names[shot.film]}, shot {shot.number + 1}"
            for place, pair in enumerate(instants):
                frame = _nearest(view, pair[index])
                at = float(view.seconds[frame])
                common: dict[str, Any] = {
                    "exhibit": shot.exhibit,
                    "shot": shot.id,
                    "finding": finding.id,
                    "at_seconds": at,
                    "time": f"{role} {burnt(at)}",
                }
                middle = place == STRIP // 2
                made = self._framed(view.rgb[frame], side, side if middle else STRIP_SIDE)
                if middle:
                    middles.append((made, at))
                    alt = f"{role}: {words}, at {at:.2f} s"
                    boxes = [(d.left_box, d.right_box)[index] for d in relation.differences]
                    hidden = hidden_share(made.covered, boxes)
                    yield picture(made.shown, side, role=role, alt=alt, hidden=hidden, **common)
                alt = f"{role}, aligned frame: {words}, at {at:.2f} s"
                yield picture(
                    made.shown, STRIP_SIDE, role=PictureRole(f"strip {role}"), alt=alt, **common
                )

        yield from self._laid_over(finding, relation, sides[0][1], middles)

    def _laid_over(
        self,
        finding: Finding,
        relation: Relation,
        shot: Shot,
        middles: list[tuple[Framed, float]],
    ) -> Iterator[Picture]:
        """Where the two stills differ, of pairs that show one place from one side."""
        if relation.kind not in (RelationKind.COPY, RelationKind.RETAKE) or len(middles) < 2:
            return
        (left, at), (right, there) = middles
        mirrored = any(stretch.mirrored for stretch in relation.alignment)
        laid = comparing.overlay(
            left.raw,
            right.raw,
            mirrored=mirrored,
            shown=left.shown,
            covered=(left.covered, right.covered),
        )
        if laid is None:
            return
        yield picture(
            laid,
            max(laid.shape[:2]),
            role=PictureRole.DIFFERENCE,
            exhibit=shot.exhibit,
            shot=shot.id,
            finding=finding.id,
            at_seconds=at,
            time=f"left {burnt(at)}, right {burnt(there)}",
            alt=OVERLAY.format(floor=comparing.FLOOR, turned=", mirrored back," if mirrored else "")
            + (MOVING if relation.kind == RelationKind.RETAKE else ""),
        )

    def of_people(
        self, candidate: PersonCandidate, two: Sequence[PersonSeen], shots: dict[str, Shot]
    ) -> Iterator[Picture]:
        """A still of each of the two people of a candidate, cut out with what is around it."""
        for role, person in zip(
            (PictureRole.PERSON_LEFT, PictureRole.PERSON_RIGHT), two, strict=True
        ):
            shot = shots.get(person.shot)
            if shot is None:
                continue
            self._case.evidence_path(person.exhibit)
            yield from self._kept.of(
                [person.exhibit],
                ["person", candidate.finding, role, person, shot],
                partial(self._of_person, candidate, role, person, shot),
            )

    def _of_person(
        self, candidate: PersonCandidate, role: PictureRole, person: PersonSeen, shot: Shot
    ) -> tuple[Picture]:
        tick = shot.span.tick
        start = int((person.at - 0.01) / tick)
        moment = Span(start=max(0, start), end=start + int(0.5 / tick), tick=tick)
        view = viewing.look(
            self._case.evidence_path(person.exhibit),
            dataclasses.replace(shot, span=moment),
            rate=5.0,
            long_side=960,
            sound=False,
        )
        shown = view.rgb[0]
        if self._redacted:
            here = _pixels(person.box, shown)
            shown = viewing.redact(shown, whole_people=True, also=(here,))[0]
        made = picture(
            _around(shown, person.box),
            PERSON_SIDE,
            role=role,
            exhibit=person.exhibit,
            shot=person.shot,
            finding=candidate.finding,
            at_seconds=person.at,
            alt=f"{role.removeprefix('person ')}: a person in shot {shot.number + 1}, "
            f"at {person.at:.1f} s",
        )
        return (made,)

    def _framed(self, rgb: Frame, side: int, shown_px: int) -> Framed:
        return framed(
            rgb,
            side,
            shown_px=shown_px,
            redacted=self._redacted,
            whole_people=self._whole_people,
        )


def _pixels(box: tuple[float, float, float, float], rgb: Frame) -> viewing.Region:
    """The box (x, y, w, h, 0 to 1) in whole pixels of a frame."""
    height, width = rgb.shape[:2]
    left, top = int(box[0] * width), int(box[1] * height)
    right = min(width, int((box[0] + box[2]) * width) + 1)
    bottom = min(height, int((box[1] + box[3]) * height) + 1)
    return left, top, right - left, bottom - top


def _around(rgb: Frame, box: tuple[float, float, float, float]) -> Frame:
    """The box, a quarter larger on each side, cut out of the frame."""
    height, width = rgb.shape[:2]
    x, y, w, h = box
    left, right = (x - 0.25 * w) * width, (x + 1.25 * w) * width
    top, bottom = (y - 0.25 * h) * height, (y + 1.25 * h) * height
    return rgb[
        max(0, int(top)) : max(8, min(height, int(bottom))),
        max(0, int(left)) : max(8, min(width, int(right))),
    ]


def _inside(stills: Sequence[Still], shot: Shot) -> Still | None:
    middle = (shot.span.start + shot.span.end) / 2
    inside = [s for s in stills if shot.span.start <= s.pts < shot.span.end]
    return min(inside, key=lambda s: abs(s.pts - middle), default=None)


def _instants(
    alignment: Sequence[Alignment], left: ShotView, right: ShotView
) -> list[tuple[float, float]]:
    """``STRIP`` pairs of seconds over all that is aligned (or the shots), one at its very middle.

    Boxes of people's differences are those of the middle.
    """
    spans = [(a.left.seconds, a.right.seconds) for a in alignment] or [
        (
            (float(left.seconds[0]), float(left.seconds[-1])),
            (float(right.seconds[0]), float(right.seconds[-1])),
        )
    ]
    ends = np.cumsum([le - ls for (ls, le), _ in spans])
    found = []
    for at in np.arange(STRIP) / STRIP * ends[-1]:
        index = min(int(np.searchsorted(ends, at, side="right")), len(spans) - 1)
        (ls, le), (rs, re) = spans[index]
        share = (at - (ends[index] - (le - ls))) / max(le - ls, 1e-9)
        found.append((float(ls + (le - ls) * share), float(rs + (re - rs) * share)))
    return found


def _nearest(view: ShotView, seconds: float) -> int:
    return int(np.abs(view.seconds - seconds).argmin())
