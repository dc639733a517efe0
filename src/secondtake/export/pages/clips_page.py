"""A page that plays the sides of each finding in step: films of ours beside it, and no script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from secondtake.export.escaping import Html
from secondtake.export.pages.templating import environment, styled
from secondtake.model.findings import Finding
from secondtake.model.report import Report

__all__ = ["Clip", "clips_page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """One film: the finding, what the report calls it, the file beside the page and its size.

    ``file`` is empty where it could not be made. ``notes`` say what it does not show, and why.
    """

    finding: Finding
    label: str
    file: str
    width: int
    height: int
    notes: tuple[Html, ...]


def clips_page(report: Report, clips: Sequence[Clip], *, whole_people: bool = False) -> str:
    """The page as text; it loads the films beside it and nothing else.

    ``whole_people``: whether people are blurred from head to foot.
    """
    style, digest = styled()
    page = environment().get_template("clips.html")
    content = {"report": report, "clips": clips, "whole_people": whole_people}
    return str(page.render(**content, style=style, style_digest=digest))
