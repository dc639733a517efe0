"""The section of findings: one block each, with its two stretches, pictures and differences."""

from __future__ import annotations

from dataclasses import dataclass

from secondtake.export.escaping import Html
from secondtake.export.messages.report_words import say
from secondtake.export.outcomes import found
from secondtake.export.pages.sections.labels import Names
from secondtake.export.pages.sections.pictures import Pictures
from secondtake.export.pages.sections.score_distribution import Spread, Spreads
from secondtake.export.render.number_format import times
from secondtake.export.render.timecode_strip import inside
from secondtake.export.render.truncation import MOST_FINDINGS, Shown
from secondtake.model.enums import DifferenceKind, FindingKind, PictureRole
from secondtake.model.findings import Box, Difference, Finding, Relation, Review
from secondtake.model.reasons import Reason
from secondtake.model.report import Picture, Report
from secondtake.model.text import Claim

__all__ = ["FindingView", "Side", "findings"]


_LABEL = 20.0
"""Room a frame's number takes, in pixels of the still."""

MUCH_HIDDEN = 0.1
"""Share of what is compared from which it is said that redaction covers it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A box around a difference, in pixels of the still; ``now``: it differs at that instant."""

    number: int
    x: float
    y: float
    width: float
    height: float
    label_x: float
    label_y: float
    now: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a pair: its shot, its still with frames around differences, its filmstrip."""

    name: PictureRole
    shot: str
    still: Picture | None
    frames: tuple[Frame, ...]
    strip: tuple[Picture, ...]

    @property
    def much_hidden(self) -> bool:
        """Whether redaction covers so much of what is compared that it has to be said."""
        return self.still is not None and self.still.hidden > MUCH_HIDDEN


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """One finding. ``relation`` is the first pair it rests on; ``others`` are further pairs;
    ``shots`` names every shot of all pairs once; ``look`` says where to look with any player;
    ``spans``: the seconds of either side it says; ``faces``: what faces tell, where people were
    compared."""

    anchor: str
    finding: Finding
    claims: tuple[tuple[str, Claim], ...]
    relation: Relation | None
    sides: tuple[Side, ...]
    extra: tuple[Picture, ...]
    others: tuple[tuple[str, str], ...]
    shots: tuple[str, ...]
    reviews: tuple[Review, ...]
    look: Html | None
    spans: tuple[tuple[float, float], ...]
    spread: Spread | None
    faces: tuple[Reason, ...]

    @property
    def coloured(self) -> bool:
        """Whether colour is what differs: then it is shown without being asked for."""
        told = self.relation.differences if self.relation else ()
        return any(d.kind == DifferenceKind.COLOUR for d in told)


def findings(report: Report, names: Names, pictures: Pictures) -> Shown[FindingView]:
    """The findings laid out in full, and how many there are."""
    relations = {(r.left, r.right): r for r in report.relations}
    spreads, every = Spreads(report), found(report)
    views = [
        _view(f, relations, report, names, pictures, spreads=spreads) for f in every[:MOST_FINDINGS]
    ]
    return Shown(views, MOST_FINDINGS, total=len(every))


def _view(
    finding: Finding,
    relations: dict[tuple[str, str], Relation],
    report: Report,
    names: Names,
    pictures: Pictures,
    *,
    spreads: Spreads,
) -> FindingView:
    first = finding.relations[0] if finding.relations else None
    relation = relations.get(first) if first else None
    sides = tuple(
        _side(name, first[index], finding, relation, pictures)
        for index, name in enumerate((PictureRole.LEFT, PictureRole.RIGHT))
        if first
    )
    return FindingView(
        anchor=names.finding_anchor(finding.id),
        finding=finding,
        claims=names.claims_of(finding),
        relation=relation,
        sides=sides,
        extra=pictures.of_finding(finding.id, PictureRole.DIFFERENCE)
        + pictures.of_finding(finding.id, PictureRole.STRIP),
        others=finding.relations[1:],
        shots=tuple(dict.fromkeys(shot for pair in finding.relations for shot in pair)),
        reviews=tuple(r for r in report.reviews if r.finding == finding.id),
        look=_look(relation, names) if relation else None,
        spans=_spans(relation, names) if relation else (),
        spread=spreads.of(relation, finding.relations) if relation else None,
        faces=_faces(report, first)
        if finding.kind in (FindingKind.RETAKE, FindingKind.SAME_MOMENT)
        else (),
    )


def _faces(report: Report, pair: tuple[str, str] | None) -> tuple[Reason, ...]:
    """What faces tell of the pair's people; nothing where people were not compared."""
    told = report.compared_people.faces if report.compared_people else ()
    return next((f.reasons for f in told if (f.left, f.right) == pair), ())


def _side(
    name: PictureRole, shot: str, finding: Finding, relation: Relation | None, pictures: Pictures
) -> Side:
    still = next(iter(pictures.of_finding(finding.id, name)), None)
    differences = relation.differences if relation else ()
    left = next(iter(pictures.of_finding(finding.id, PictureRole.LEFT)), None)
    frames: list[Frame] = []
    for number, difference in enumerate(differences, 1):
        if still is not None:
            at = left.at_seconds if left else None
            frames.append(_frame(number, difference, name, still, at, before=frames))
    return Side(
        name=name,
        shot=shot,
        still=still,
        frames=tuple(frames),
        strip=pictures.of_finding(finding.id, PictureRole(f"strip {name}")),
    )


def _frame(
    number: int,
    difference: Difference,
    side: PictureRole,
    still: Picture,
    at: float | None,
    *,
    before: list[Frame],
) -> Frame:
    box: Box = difference.left_box if side == PictureRole.LEFT else difference.right_box
    tall = inside(still)
    x, y = round(box[0] * still.width, 1), round(box[1] * tall, 1)
    start, end = difference.span.seconds
    width, height = round(box[2] * still.width, 1), round(box[3] * tall, 1)
    label_x, label_y = _label_place(x, y, width, height, tall=tall, before=before)
    return Frame(
        number=number,
        x=x,
        y=y,
        width=width,
        height=height,
        label_x=round(label_x, 1),
        label_y=round(label_y, 1),
        now=at is not None and start <= at < end,
    )


def _label_place(
    x: float, y: float, width: float, height: float, *, tall: float, before: list[Frame]
) -> tuple[float, float]:
    """Where a box's number is written: at a corner of its own box, on no other number.

    ``tall``: height of the still in pixels, as all else.
    """
    right = x + max(0.0, width - _LABEL)
    places = [(x, y - 5), (right, y - 5)] if y > _LABEL else []
    if y + height + _LABEL < tall:
        places += [(x, y + height + _LABEL), (right, y + height + _LABEL)]
    places += [(x, y + _LABEL), (right, y + _LABEL)]
    for place in places:
        if not _taken(place, before):
            return place
    across, down = places[0]
    while _taken((across, down), before):  # more boxes than corners
        across += _LABEL
    return across, down


def _taken(place: tuple[float, float], before: list[Frame]) -> bool:
    return any(
        abs(f.label_x - place[0]) < _LABEL and abs(f.label_y - place[1]) < _LABEL for f in before
    )


def _spans(relation: Relation, names: Names) -> tuple[tuple[float, float], ...]:
    """Seconds of both sides: the longest aligned stretch, or both shots whole."""
    aligned = max(relation.alignment, key=lambda a: a.left.length_seconds, default=None)
    left, right = names.shot_record(relation.left), names.shot_record(relation.right)
    if left is None or right is None:
        return ()
    spans = (aligned.left, aligned.right) if aligned else (left.span, right.span)
    return tuple(span.seconds for span in spans)


def _look(relation: Relation, names: Names) -> Html | None:
    spans = _spans(relation, names)
    if not spans:
        return None
    left, right = spans
    return say(
        "rerun.look",
        left=names.shot(relation.left),
        left_times=times(*left),
        right=names.shot(relation.right),
        right_times=times(*right),
    )
