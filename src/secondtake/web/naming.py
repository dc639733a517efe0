"""How pages call films, shots, findings and claims: as the report does, with links of our own."""

from __future__ import annotations

from secondtake.export.escaping import Html
from secondtake.export.pages.sections.labels import Names
from secondtake.model.report import Report

__all__ = ["DeskNames"]


class DeskNames(Names):
    """The report's names; a link leads to where the thing stands. ``root``: ``/c/ID``."""

    def __init__(self, report: Report, root: str) -> None:
        super().__init__(report)
        self.root = root

    def finding(self, finding: str) -> Html:
        """The finding's name, as a link when it is laid out."""
        anchor, name = self.finding_anchor(finding), self.finding_name(finding)
        return Html(f'<a href="{self.root}/findings#{anchor}">{name}</a>') if anchor else name

    def claim(self, page: str, claim: str) -> Html:
        """The claim's name, as a link when the page it stands on was read."""
        name = self.claim_name(page, claim)
        if (page, claim) not in self._claims:
            return name
        anchor = self.claim_anchor(page, claim)
        return Html(f'<a href="{self.root}/claims#{anchor}">{name}</a>')
