"""The words of the page that shows one reading: headings, labels and kinds of references."""

from __future__ import annotations

__all__ = ["PAGE_WORDS"]

PAGE_WORDS: dict[str, str] = {
    "read.purpose": "What a page says, and who says it.",
    "read.untitled": "A page without a title",
    "read.modified": "Changed",
    "read.language": "Language",
    "read.exhibit": "SHA-256 of the page",
    "read.claims": "Claims",
    "read.voices": "Who speaks",
    "read.voices_intro": "Each voice has a colour and a number. The page's own words stand without "
    "a colour. A name in colour says who is given as the source, never that it is so.",
    "read.itself": "The page itself",
    "read.story": "The story",
    "read.story_intro": "Claims are marked in their places; beside them stand who says them, "
    "through whom, and what would test them. Dotted: words that keep a distance. Wavy: words that "
    "judge, listed as the page's wording.",
    "read.no_claims": "No claim was found in the story.",
    "read.denied": "denied by {source}",
    "read.says": "Says",
    "read.carried": "Carried over from {source}?",
    "read.loaded": "Judging words",
    "read.test": "Footage could test it",
    "read.references": "References to footage",
    "read.references_none": "The page points to no footage.",
    "read.kind": "Kind",
    "read.words": "Words",
    "read.platform": "Platform",
    "read.address": "Address (not opened)",
    "read.missing": "What the page does not give, and what to know",
    "read.missing_none": "Nothing that was looked for is missing.",
    "read.aside": "Set aside",
    "read.aside_none": "Nothing was set aside.",
    "read.colophon": "Made by Second Take {version}. Read by rules; a claim or a source can be "
    "missed or given to the wrong voice. The same content for programs: secondtake read --json.",
    # blind review
    "blind.title": "Pairs to look at",
    "blind.intro": "Look at each pair, best in a player at the times given, and answer before you "
    "read the page it is about, the report or another review. Then say what you saw:",
    "blind.answers": "The answer is sees-it, does-not-see-it or cannot-tell; --note takes a "
    "sentence of yours. It is written to the custody log with your name.",
    "blind.finding": "FINDING",
    "blind.name": '"YOUR NAME"',
    "blind.case": "CASE",
    "blind.pair": "Pair {number}",
    "blind.none": "There is nothing to look at: no pair of shots scored above the threshold.",
    "blind.ask.copy": "Do both sides show the same recording?",
    "blind.ask.same moment": "Do both sides show one moment, seen from two cameras?",
    "blind.ask.retake": "Do both sides show the same place and people in a like action, recorded "
    "at two times?",
    "blind.ask.difference": "Do the sides differ at the numbered places?",
    "genealogy.heading": "How the pages hang together",
    "genealogy.purpose": "What several pages have in common, and who took from whom, as far as "
    "dates, names and wording tell.",
    "genealogy.origins": "{pages}, {origins} that could be told apart. Pages may "
    "have an origin in common that none of them names.",
    "genealogy.drawing": "Pages in the order of their own dates, with lines between those that "
    "hang together",
    "genealogy.drawing_desc": "{lines} lines. The table below holds the same.",
    "genealogy.key": "An arrow leads to the page that took from the other. Dashed: nothing tells "
    "which of the two was first. Dates are the pages' own and can be changed.",
    "genealogy.ties": "Pages that hang together",
    "genealogy.line": "Line",
    "genealogy.pages": "Pages",
    "genealogy.earlier": "Taken from",
    "genealogy.from": "page {page}",
    "genealogy.open": "open",
    "genealogy.share": "In common",
    "genealogy.because": "Because",
    "genealogy.none": "No two pages were found to have a story in common.",
    "genealogy.changes": "Claims gained, lost and changed from one page to the next",
    "genealogy.kind": "What became of it",
    "genealogy.kind.gained": "gained",
    "genealogy.kind.lost": "lost",
    "genealogy.kind.changed": "changed",
    "genealogy.before": "Before",
    "genealogy.after": "After",
    "genealogy.what": "Changed",
}
