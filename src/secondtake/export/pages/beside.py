"""Films that lie beside a page of ours, by names relative to it: what the page may lead to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import quote

from secondtake.export.pages.sections.labels import Names

__all__ = ["Beside"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """File names in the page's own folder: ``clips`` by a finding's ID, ``films`` by an exhibit's
    digest. What is not there is in neither, and the page leads to none of it."""

    clips: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    films: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def clip(self, finding: str) -> str:
        """Where both sides of a finding play in step; empty where they do not."""
        return quote(self.clips.get(finding, ""))

    def film(self, names: Names, shot: str, span: tuple[float, float]) -> str:
        """Where a film plays from a time to a time (W3C Media Fragments); empty where it is not."""
        known = names.shot_record(shot)
        name = self.films.get(known.exhibit, "") if known else ""
        return f"{quote(name)}#t={span[0]:.2f},{span[1]:.2f}" if name else ""
