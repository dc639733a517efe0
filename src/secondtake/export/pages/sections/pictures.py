"""Which pictures the page carries, within its budget, and how they are spelled into it."""

from __future__ import annotations

import base64
from collections import defaultdict

from secondtake.export.escaping import Html
from secondtake.export.outcomes import found
from secondtake.export.render.truncation import MOST_FINDINGS, MOST_PICTURE_BYTES
from secondtake.model.enums import PictureRole
from secondtake.model.report import Picture, Report

__all__ = ["Pictures", "spelled"]

_ALLOWED = ("image/jpeg", "image/png", "image/webp")
_ORDER = (
    PictureRole.LEFT,
    PictureRole.RIGHT,
    PictureRole.PERSON_LEFT,
    PictureRole.PERSON_RIGHT,
    PictureRole.DIFFERENCE,
    PictureRole.STRIP_LEFT,
    PictureRole.STRIP_RIGHT,
    PictureRole.STRIP,
    PictureRole.CONTACT,
)


class Pictures:
    """The pictures that fit: findings' stills first, then filmstrips, then stills of shots."""

    def __init__(self, report: Report, most_bytes: int = MOST_PICTURE_BYTES) -> None:
        shown = {f.id for f in found(report)[:MOST_FINDINGS]}
        wanted = [
            p
            for p in report.pictures
            if p.media_type in _ALLOWED and (p.finding is None or p.finding in shown)
        ]
        wanted.sort(key=lambda p: _ORDER.index(p.role) if p.role in _ORDER else len(_ORDER))
        left = most_bytes
        kept = []
        for picture in wanted:
            left -= len(picture.data)
            if left >= 0:
                kept.append(picture)
        self.left_out = len(report.pictures) - len(kept)
        self._of_finding: dict[tuple[str, PictureRole], list[Picture]] = defaultdict(list)
        self._of_shot: dict[str, Picture] = {}
        for picture in kept:
            if picture.finding is not None:
                self._of_finding[(picture.finding, picture.role)].append(picture)
            elif picture.shot is not None:
                self._of_shot.setdefault(picture.shot, picture)

    def of_shot(self, shot: str) -> Picture | None:
        """The still of a shot."""
        return self._of_shot.get(shot)

    def of_finding(self, finding: str, role: PictureRole) -> tuple[Picture, ...]:
        """The pictures of one role of a finding, in the order of their times."""
        return tuple(sorted(self._of_finding.get((finding, role), ()), key=lambda p: p.at_seconds))


def spelled(picture: Picture) -> Html:
    """The picture's bytes as the address of an ``img``."""
    return Html(f"data:{picture.media_type};base64,{base64.b64encode(picture.data).decode()}")
