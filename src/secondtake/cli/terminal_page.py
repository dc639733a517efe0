"""A page in the terminal: its story with the claims coloured by who says them, and their notes."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Mapping, Sequence

from secondtake.cli.printing import plain_text
from secondtake.model.claim_words import denier, qualified, said_when
from secondtake.model.enums import Polarity, Testable
from secondtake.model.genealogy import Genealogy
from secondtake.model.page_layout import LaidOut, Paragraph, laid_out, voice_name
from secondtake.model.text import Claim, Reading, SecondReading, Translations

__all__ = ["genealogy", "reading", "readings", "second"]

_COLOURS = (36, 33, 32, 35, 34, 31, 96, 93, 92, 95, 94, 91)
"""SGR foreground colours of voices 1, 2, ...; the page itself keeps the terminal's own."""
_DIM = 2


def reading(found: Reading, made: Translations | None = None) -> None:
    """A page with its claims in their places: who says what, how hedged, and what would test it.

    ``made``: a translator's words for the quotes, shown under them.

    Colours only on a terminal and without ``NO_COLOR``; voices have numbers either way.
    """
    article = found.article
    laid = laid_out(found)
    english = {one.quote: one.text for one in made.texts} if made else {}
    print(f"“{plain_text(article.title)}”" if article.title else "(no title)")
    facts = (article.outlet, article.byline, article.section, article.published, article.language)
    print("  " + " · ".join(plain_text(f) for f in facts if f))
    voices = [
        _in(v.number, f"[{v.number}] {plain_text(v.name) or 'the page itself'} ({v.claims})")
        for v in laid.voices
    ]
    print("  sources: " + ", ".join(voices))
    for paragraph in laid.paragraphs:
        print("\n" + _told(article.text, paragraph, laid))
        for claim in paragraph.claims:
            _notes(claim, laid.voice(claim))
            if claim.quote in english:
                print(f"     machine translation: {plain_text(english[claim.quote])}")
    for reference in article.references:
        told = (reference.platform, reference.address)
        rest = " · ".join(plain_text(t) for t in told if t)
        print(f"\nrefers to footage ({reference.kind}): {plain_text(reference.text)} {rest}")
    aside = sum(f.end - f.start for f in article.furniture)
    if aside:
        print(f"\nboilerplate set aside: {aside:,} characters")
    for sentence in found.missing:
        print(f"\nnote: {plain_text(sentence)}")
    if made:
        by = f"the model {plain_text(made.model)} at " if made.model else ""
        print(f"\nThe translations were made by {by}{plain_text(made.address)}, not by a person.")
        print("They can be wrong: the quotes are what the page says.")


def readings(found: Sequence[Reading], made: Mapping[str, Translations]) -> None:
    """Every page of a case; ``made``: what a translator made of their quotes, by the page."""
    for one in found:
        reading(one, made.get(one.article.exhibit))


def _told(text: str, paragraph: Paragraph, laid: LaidOut) -> str:
    """The paragraph's words, each claim in its voice's colour between marks with its name."""
    pieces = []
    for stretch in paragraph.stretches:
        words = plain_text(" ".join(text[stretch.start : stretch.end].split()))
        before = " " if text[stretch.start].isspace() else ""
        after = " " if text[stretch.end - 1].isspace() else ""
        if stretch.claim is not None:
            words = _in(laid.voice(stretch.claim), f"{stretch.claim.id}‹{words}›")
        elif stretch.aside is not None or not any(c.isalnum() for c in words):
            words = _sgr(_DIM, words)
        pieces.append(before + words + after)
    return "".join(pieces).strip()


def _notes(claim: Claim, voice: int) -> None:
    who = plain_text(voice_name(claim)) or "the page itself"
    chain = "".join(f" ← {plain_text(t.text)}" for t in claim.through)
    carried = " · carried on from the sentence before" if claim.source_carried else ""
    denied = carried + (" · denied" if denier(claim) else f" · {claim.polarity}")
    denied = denied.removesuffix(f" · {Polarity.ASSERTED}")
    hedges = f" · hedged: {', '.join(h.text for h in claim.hedges)}" if claim.hedges else ""
    checks = "" if claim.testable == Testable.UNKNOWN else f" · check: {', '.join(claim.checks)}"
    rows = [
        f"{claim.id}  {_in(voice, f'[{voice}] {who}')}{chain}{denied}{plain_text(hedges)}",
        f"    testable from footage: {claim.testable}{checks}",
    ]
    if claim.event_time:
        resolved = claim.event_time.resolved or "not resolved"
        rows.append(f"    when: {plain_text(claim.event_time.text)} → {resolved}")
    if claim.statement_time:
        rows.append(f"    said: {plain_text(said_when(claim))}")
    if claim.loaded:
        rows.append(f"    loaded words: {plain_text(', '.join(w.text for w in claim.loaded))}")
    if claim.carried_over_from:
        rows.append(f"    possibly also from {plain_text(claim.carried_over_from.text)}")
    print(textwrap.indent("\n".join(rows), "    "))


def _in(voice: int, words: str) -> str:
    return _sgr(_COLOURS[(voice - 1) % len(_COLOURS)], words) if voice else words


def _sgr(code: int, words: str) -> str:
    live = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return f"\x1b[{code}m{words}\x1b[0m" if live and words else words


def genealogy(found: Genealogy, read: Sequence[Reading], names: Mapping[str, str]) -> None:
    """Who took from whom, why, and what became of the claims; pages by their file names."""
    quotes = {(r.article.exhibit, c.id): _with_how(c) for r in read for c in r.claims}
    print(f"{len(found.pages)} pages, {len(found.origins)} origins that could be told apart:")
    for group in found.origins:
        print("  " + ", ".join(plain_text(names[page]) for page in group))
    for tie in found.descents:
        left, right = plain_text(names[tie.left]), plain_text(names[tie.right])
        if tie.earlier == tie.right:
            left, right = right, left
        sign = "->" if tie.earlier else "--"
        print(f"\n{left} {sign} {right}   {tie.share:.0%} in common")
        for sentence in tie.because:
            print(f"  {plain_text(sentence)}")
    for change in found.changes:
        before = quotes.get((change.first, change.before or ""))
        after = quotes.get((change.second, change.after or ""))
        page = names[change.first if before else change.second]
        print(f"\n{change.kind}: {plain_text(before or after or '')}   ({plain_text(page)})")
        if before and after:
            print(f"     {plain_text(names[change.second])}: {plain_text(after)}")
        for what in change.what:
            print(f"     {plain_text(what)}")


def _with_how(claim: Claim) -> str:
    """A quote with how it is said, where its source does not plainly say it."""
    how = qualified(claim)
    return f"{claim.quote} ({how})" if how else claim.quote


def second(found: SecondReading) -> None:
    """What a model pointed to, those first that the rules did not; nothing of it is a finding."""
    print(f"The model {plain_text(found.model)} quotes the page; it can miss and mix up claims.")
    for title, new in (("not among the claims read by rules", True), ("read by rules too", False)):
        chosen = [s for n, s in enumerate(found.suggestions) if (n in found.new) == new]
        print(f"\n{title}: {len(chosen)}")
        for one in chosen:
            speaker = plain_text(one.source.text) if one.source else "the page itself"
            print(f"  “{plain_text(one.quote.text)}”\n     said by: {speaker}")
    print(f"\n{found.dropped} of its claims were dropped: they are not on the page in those words.")
    if found.cut:
        print("The story was too long: only its beginning was sent to the model.")
