"""A verb of saying left out the second time: "some say that it is old, others that it is new"."""

from __future__ import annotations

import re
from dataclasses import replace

from secondtake.reading.english.attribution.rules import Said
from secondtake.reading.english.attribution.who_may_speak import may_speak
from secondtake.reading.english.parsing.document import Spans

__all__ = ["with_gapped"]

_GAPPED = re.compile(
    r"(?:[,;]\s*(?:while|and|but|whereas|though)?|\b(?:while|whereas|but|and))\s+"
    r"(?P<source>(?:the )?(?:others?|some|many|rest)|[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3})\s+"
    r"(?P<cue>that)\s+(?=\S)"
)
"""Who else, and "that": nothing between them is a verb."""


def with_gapped(text: str, said: list[Said]) -> list[Said]:
    """The attributions, each with "that" cut where another speaker's "that" begins."""
    made: list[Said] = []
    for one in said:
        made.append(one)
        match = _gap(text, one)
        if match is None:
            continue
        end = one.content[-1][1]
        kept: Spans = [(a, min(b, match.start())) for a, b in one.content if a < match.start()]
        made[-1] = replace(one, content=kept)
        made.append(
            replace(
                one,
                source=[match.span("source")],
                cue=[match.span("cue")],
                content=[(match.end(), end)],
                at=match.start("cue"),
            )
        )
    return made


def _gap(text: str, one: Said) -> re.Match[str] | None:
    """Where another speaker's "that" begins in what somebody said with a "that" of their own."""
    left, right = one.content[0][0], one.content[-1][1]
    if (
        not re.match(r"\W*that\b", text[left:right])
        and text[max(0, left - 6) : left].strip() != "that"
    ):
        return None
    match = _GAPPED.search(text, left + 1, right)
    return match if match and may_speak(match["source"]) else None
