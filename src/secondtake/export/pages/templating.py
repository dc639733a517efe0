"""What every page of ours is made with: the templates, their filters and the one style sheet."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from secondtake.export.escaping import QUOTES, Html, flat, outside, quoted, with_commands
from secondtake.export.messages import report_words
from secondtake.export.messages.reason_words import in_words
from secondtake.export.pages.sections.pictures import spelled
from secondtake.export.render import number_format
from secondtake.model.claim_words import qualified, said_as, said_when
from secondtake.model.difference_size import extent
from secondtake.model.enums import Expected
from secondtake.model.report import Tie

__all__ = ["environment", "scripted", "styled"]

SIGNS = {Expected.MORE: "+", Expected.EQUALLY: "=", Expected.LESS: "−", Expected.NOT_ASSESSED: "?"}


def environment() -> Any:
    """The templates' environment: everything is escaped, a missing name is an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("secondtake.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        outside=outside,
        with_commands=with_commands,
        flat=flat,
        quoted=quoted,
        spelled=spelled,
        when=number_format.when,
        published=number_format.published,
        capitalised=lambda text: text[:1].upper() + text[1:],
        clock=number_format.clock,
        long=number_format.length,
        figure=number_format.figure,
        rate=number_format.rate,
        rough=number_format.rough,
        share=number_format.share,
        in_words=in_words,
        extent=extent,
        qualified=qualified,
        said_when=said_when,
        said_as=said_as,
        alike=_alike,
        size=number_format.size,
        number=number_format.number,
    )
    environment.globals.update(
        say=report_words.say,
        say_state=report_words.say_state,
        count=report_words.count,
        times=number_format.times,
        signs=SIGNS,
        quotes=QUOTES,
    )
    return environment


def _alike(ties: Sequence[Tie]) -> list[tuple[str, str, list[str]]]:
    """Ties told in the same words as one: what, why, and the findings, in the order they stand."""
    told: dict[tuple[str, str], list[str]] = {}
    for tie in ties:
        told.setdefault((tie.what, tie.why), []).append(tie.finding)
    return [(what, why, found) for (what, why), found in told.items()]


def scripted(name: str) -> tuple[Html, str]:
    """One script of ours, and its SHA-256 as a page's policy names it (base64)."""
    return _with_digest((_templates() / name).read_text("utf-8"))


def styled(*sheets: str) -> tuple[Html, str]:
    """The style sheets as one, and its SHA-256 as a page's policy names it (base64)."""
    folder = _templates()
    return _with_digest(
        "".join((folder / name).read_text("utf-8") for name in sheets or ("report.css",))
    )


def _templates() -> Traversable:
    return resources.files("secondtake.export") / "templates"


def _with_digest(text: str) -> tuple[Html, str]:
    return Html(text), base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
