"""One table of parts: our own and other packages' (entry points), each loaded on first use."""

from __future__ import annotations

from functools import cache
from importlib import import_module, metadata
from typing import Any

from secondtake.errors import PluginUnavailable, SettingInvalid

__all__ = ["BUILT_IN", "load", "names"]

BUILT_IN: dict[str, dict[str, str]] = {
    "observers": {
        "contact": "secondtake.viewing.contact_sheet:ContactSheet",
        "shots": "secondtake.viewing.shot_detection:ShotFinder",
        "pdq": "secondtake.viewing.descriptors:PdqHashes",
        "vector": "secondtake.viewing.descriptors:FrameVectors",
        "copies": "secondtake.archive.film_observer:CopyFingerprints",
    },
    "readers": {
        "english": "secondtake.reading.english:EnglishReader",
        "multilingual": "secondtake.reading.multilingual:MultilingualReader",
    },
    "exporters": {
        "html": "secondtake.export.pages.report_page:HtmlReport",
        "json": "secondtake.export.formats.report_file:JsonReport",
    },
    "formats": {
        "json": "secondtake.export.formats.report_json:WholeReport",
        "csv": "secondtake.export.formats.csv_tables:CsvTables",
        "webvtt": "secondtake.export.formats.webvtt:WebVtt",
        "otio": "secondtake.export.formats.otio:OpenTimeline",
        "edl": "secondtake.export.formats.edit_lists:CmxEdl",
        "fcp-xml": "secondtake.export.formats.edit_lists:FinalCutXml",
        "eaf": "secondtake.export.formats.elan:Elan",
        "case-uco": "secondtake.export.formats.case_uco:CaseUco",
        "claimreview": "secondtake.export.formats.claim_review:ClaimReviewDraft",
    },
}
"""Group -> name -> ``"module:Class"``. Other packages add to a group by the entry point group
``secondtake.<group>``; a name of ours cannot be taken over."""


@cache
def _table(group: str) -> dict[str, str]:
    if group not in BUILT_IN:
        raise SettingInvalid(f"No component group is called {group!r}.")
    outside = {e.name: e.value for e in metadata.entry_points(group=f"secondtake.{group}")}
    return outside | BUILT_IN[group]


def names(group: str) -> tuple[str, ...]:
    """The names of a group's parts, ours first."""
    ours = tuple(BUILT_IN[group])
    return ours + tuple(sorted(set(_table(group)) - set(ours)))


def load(group: str, name: str) -> Any:
    """The class behind a name, imported now.

    Raises ``SettingInvalid`` for a name nobody gives and ``PluginUnavailable`` when the part's
    own requirements are missing; a part is never skipped quietly.
    """
    table = _table(group)
    if name not in table:
        raise SettingInvalid(
            f"No component of {group} is called {name!r}.", advice=f"There are: {', '.join(table)}."
        )
    module, _, attribute = table[name].partition(":")
    try:
        return getattr(import_module(module), attribute)
    except ImportError as error:
        raise PluginUnavailable(
            f"The component {name!r} of {group} cannot be loaded: {error}.",
            advice=f"Install what it needs: pip install {error.name or module.partition('.')[0]}",
        ) from error
