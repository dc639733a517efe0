"""Several pages' genealogy as one page for a desk."""

from __future__ import annotations

from collections.abc import Sequence

from secondtake.export.pages.sections.genealogy import kinship
from secondtake.export.pages.templating import environment, styled
from secondtake.model.genealogy import Genealogy
from secondtake.model.text import Reading

__all__ = ["genealogy_page"]


def genealogy_page(found: Genealogy, readings: Sequence[Reading], *, version: str) -> str:
    """The page as text; the same pages give the same text. Nothing in it is fetched or run."""
    style, digest = styled()
    template = environment().get_template("genealogy.html")
    kin = kinship(found, readings)
    return str(template.render(kin=kin, version=version, style=style, style_digest=digest))
