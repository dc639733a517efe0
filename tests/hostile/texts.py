"""Texts that a careless reader takes for ever over: what is repeated, and around what."""

from __future__ import annotations

__all__ = ["PAGES", "page"]

WORDS = 6
"""Characters a word takes on a page, with its space."""
TITLE = "Film shows two takes\n8 May 2031\n\n"
STORY = (
    "The ministry said on Thursday that the film was shot twice on quay # in the evening. "
    "“It was a drill,” the spokesman told the agency, and nobody else was seen there that day.\n\n"
)
SHARE = 1 / 3
"""Of the words that are an ordinary story, without which no reader would read the rest."""
PAGES: dict[str, tuple[str, str]] = {
    # name: media type, what is repeated; # is a number, since lines said twice are set aside
    **{
        name: ("text/plain", token)
        for name, token in {
            "dashes": "-",
            "long dashes": "—",
            "dashes and spaces": "- ",
            "commas": ", ",
            "semicolons": "; ",
            "colons": ":",
            "colons and spaces": ": ",
            "spaces": " ",
            "tabs": "\t",
            "empty lines": "\n",
            "other line breaks": "a\u2028",
            "dots": ".",
            "dots and spaces": ". ",
            "exclamations": "Stop! ",
            "brackets": "(",
            "pairs of brackets": "(a) ",
            "quotation marks": '"',
            "quotation marks that open": "“",
            "quotation marks that close": "”",
            "low quotation marks": "„",
            "single quotation marks": "‘",
            "apostrophes": "’",
            "quoted words": "“a” ",
            "quotes in quotes": "“‘a’” ",
            "a letter": "a",
            "a capital": "A",
            "capitals": "A ",
            "names": "Ada Brandt ",
            "names with commas": "Ada Brandt, ",
            "long names": "Ada Brandt of the Ministry of the Sea ",
            "digits": "1",
            "numbers": "12 ",
            "dates": "3 May 2031, ",
            "clocks": "14:05 ",
            "months": "May ",
            "days ago": "two days ago ",
            "said": "said ",
            "said, with commas": ", said ",
            "he said": "he said ",
            "X said": ", Ada said, ",
            "X said that": "Ada said that ",
            "that": "that ",
            "who": ", who ",
            "according to": "according to ",
            "according to X": "according to Ada, ",
            "in the view of": "in the view of the experts ",
            "the claim that": "the claim that ",
            "of the": "of the ",
            "citing": "citing the ",
            "told the agency": "told the agency ",
            "allegedly": "allegedly ",
            "and": "and ",
            "and, with commas": ", and ",
            "as X puts it": "as Ada puts it ",
            "is believed to": "is believed to ",
            "footage": "footage ",
            "the same man in": "the same man in ",
            "film of": "film of the film ",
            "addresses": "https://a.example/ ",
            "one long address": "https://",
            "handles": "@a: ",
            "copyright": "©a ",
            "bars": "a | ",
            "crumbs": "a > ",
            "control characters": "a\x1b ",
            "marks nobody sees": "\u200b",
            "accents": "e\u0301\u0301",
            "emoji": "\U0001f469\u200d\U0001f467 ",
            "lines of one word": "Said\n",
            "sentences of one word": "Said #.\n\n",
            "quotes, each a paragraph": "“It was drill #.\n\n",
            "speakers, each a paragraph": "“It was # times,” said Ada Brandt.\n\n",
            "pronouns, each a paragraph": "She said it was # times so.\n\n",
            "own words, each a paragraph": "The quay # is wet and the lamp is lit.\n\n",
            "posts": "@ada: It was drill #.\n\n",
            "clocks, each a line": "14:05\nIt was drill # on the quay # that day.\n",
            "wrapped lines": "the film was shot twice on the quay in the evening, it said\n",
            "words broken at lines": "the minis-\ntry said so and the ag-\nency wrote it\n",
            "two columns": "the film was shot        the ministry said\n",
            "pages of a paper": "Page 1 of 9\f\nthe film was shot on the quay\n",
        }.items()
    },
    **{
        name: ("text/html", token)
        for name, token in {
            "nested elements": "<div>",
            "nested quotes": "<blockquote>",
            "nested emphasis": "<b>a ",
            "nested lists": "<ul><li>a",
            "nested tables": "<table><tr><td>",
            "cells": "<td>a ",
            "rows": "<tr><td>It was a drill.",
            "links": "<a href='/a'>said</a> ",
            "links to films": "<a href='https://youtu.be/a'>a film, she said</a> ",
            "links that do not end": "<a href='https://youtu.be/a'>said ",
            "players": "<video src='a.mp4'>",
            "breaks": "a<br>",
            "paragraphs": "</p><p>She said it was so.",
            "comments": "<!-- a -->",
            "comments that do not end": "<!-- ",
            "open brackets": "<",
            "attributes": "<p a='b' ",
            "entities": "&amp;",
            "scripts": "<script>a</script>",
            "headings": "<h2>Comments</h2><p>said she</p>",
            "captions": "<figure><figcaption>Still of the film.</figcaption></figure>",
            "meta fields": "<meta name='date' content='3 May 2031'>",
            "linked data": '<script type=\'application/ld+json\'>[{"@type":"Article"}]</script>',
            "brackets in linked data": "<script type='application/ld+json'>" + "[" * 99,
            "times": "<time>3 May 2031</time>",
            "classes": "<div class='related share menu'>a</div>",
        }.items()
    },
}


def page(name: str, words: int) -> tuple[bytes, str]:
    """A page of about so many words, as bytes, and its media type."""
    media_type, token = PAGES[name]
    told = _numbered(token, words * WORDS * (1 - SHARE))
    told = f"The ministry said that the film {told} at the end, the agency said."
    story = _numbered(STORY, words * WORDS * SHARE)
    if media_type == "text/plain":
        return f"{TITLE}{story}{told}\n\n{STORY}".encode(), media_type
    paragraphs = "".join(f"<p>{line}</p>" for line in story.split("\n\n"))
    head = f"<html><head><title>Film shows two takes</title></head><body><article>{paragraphs}"
    return f"{head}<p>{told}</p><p>{STORY}</p></article></body></html>".encode(), media_type


def _numbered(token: str, size: float) -> str:
    return "".join(token.replace("#", str(n)) for n in range(round(size) // len(token) + 1))
