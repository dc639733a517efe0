"""The words of the page that shows one reading: headings, labels and kinds of references."""

from __future__ import annotations

__all__ = ["PAGE_WORDS"]

PAGE_WORDS: dict[str, str] = {
    "read.purpose": "What a page says, and who says it.",
    "read.untitled": "A page without a title",
    "read.modified": "Modified",
    "read.language": "Language",
    "read.exhibit": "SHA-256 of the page",
    "read.claims": "Claims",
    "read.voices": "Sources",
    "read.voices_intro": "Each source has a colour and a number. The page's own words have no "
    "colour. A colour shows who is given as the source, never that the statement is so.",
    "read.itself": "The page itself",
    "read.not_found": "Speaker not found",
    "read.story": "The story",
    "read.story_intro": "Claims are marked in place; beside them stand who says them, through "
    "whom, and what would test them. Dotted underline: hedging words. Wavy underline: loaded "
    "words, listed as the page's own wording.",
    "read.no_claims": "No claims were found in the story.",
    "read.says": "Says",
    "read.carried": "Possibly also from {source}",
    "read.loaded": "Loaded words",
    "read.test": "Footage could test it",
    "read.references": "References to footage",
    "read.references_none": "The page refers to no footage.",
    "read.kind": "Kind",
    "read.words": "Words",
    "read.platform": "Platform",
    "read.address": "Address (not opened)",
    "read.missing": "Gaps and notes",
    "read.missing_none": "None of the details that were searched for is missing.",
    "read.aside": "Boilerplate, set aside",
    "read.aside_none": "No boilerplate was set aside.",
    "read.colophon": "Made by Second Take {version}. Claims and sources were found by rules, "
    "which can miss one or attribute a claim to the wrong source. The same content for programs: "
    "secondtake read --json.",
    # key frames of one film
    "stills.title": "Key frames to search for",
    "stills.film": "File",
    "stills.number": "Stills",
    "stills.heading": "Stills",
    "stills.intro": "The sharpest frames that differ most from each other, by the film's own "
    "clock. Each leads to its file, which is as large as the film's picture; upload that one to a "
    "search for pictures, by hand. A still that is found shows that a picture was there, not when "
    "it was filmed first.",
    "stills.open": "Faces are not blurred, since a search needs them: these stills are for your "
    "search and not for publication.",
    "stills.alt": "Still at {time}",
    "genealogy.heading": "Text reuse between the pages",
    "genealogy.purpose": "What several pages have in common, and who took from whom, as far as "
    "dates, names and wording show.",
    "genealogy.origins": "{pages}, {origins} that could be told apart. Pages may share an origin "
    "that none of them names.",
    "genealogy.drawing": "Pages in the order of their own dates, with lines between related pages",
    "genealogy.drawing_desc": "{lines} lines. The table below gives the same information.",
    "genealogy.key": "An arrow leads to the page that took from the other. Dashed: nothing shows "
    "which of the two was first. Dates are the pages' own and can be changed.",
    "genealogy.ties": "Related pages",
    "genealogy.line": "Line",
    "genealogy.pages": "Pages",
    "genealogy.earlier": "Taken from",
    "genealogy.from": "page {page}",
    "genealogy.open": "open",
    "genealogy.share": "In common",
    "genealogy.because": "Reasons",
    "genealogy.none": "No two pages were found to share a story.",
    "genealogy.changes": "Claims that differ from page to page, where the footage is from first",
    "genealogy.kind": "Change",
    "genealogy.kind.gained": "gained",
    "genealogy.kind.lost": "lost",
    "genealogy.kind.changed": "changed",
    "genealogy.kind.provenance": "provenance differs",
    "genealogy.kind.only in this page": "only in this page",
    "genealogy.before": "First page",
    "genealogy.after": "Second page",
    "genealogy.what": "What differs",
}
