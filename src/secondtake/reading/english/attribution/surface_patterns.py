"""Attributions told from the surface: "..., X said on Monday." and "the man, X wrote, ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from secondtake.reading.english.parsing.spans import (
    AttributionRule,
    Paragraph,
    Said,
    trimmed,
    with_quotes,
)
from secondtake.reading.english.parsing.tokens import inside, word_after
from secondtake.reading.word_list import word_list

__all__ = ["by_middle", "by_tail", "by_writing"]


_LEMMAS = {
    "said": "say", "says": "say", "say": "say", "reported": "report", "reports": "report",
    "added": "add", "adds": "add", "wrote": "write", "writes": "write", "claimed": "claim",
    "claims": "claim", "claim": "claim", "announced": "announce", "stated": "state",
    "noted": "note", "explained": "explain", "argued": "argue", "confirmed": "confirm",
    "told": "tell", "alleged": "allege", "insisted": "insist", "tweeted": "tweet",
}  # fmt: skip


_VERBS = "(?P<verb>(?:(?:also|later|has|have|had) )?(?:" + "|".join(_LEMMAS) + "))"


_NAME = r"(?P<source>(?:[^\W_][\w.’'&/-]*[ ]){0,9}[^\W_][\w’'&/)-]*)"


_WHEN = (
    r"(?:(?: (?:on|in|at|late|early|earlier|last|this|to|during|after|by|yesterday|today|from|via|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b|,)[^“”\":;]{0,90})?[.]?\s*$"
)


_TAIL = re.compile(rf"[,?!—–][”\"’]?\s+{_NAME} {_VERBS}{_WHEN}")


_TAIL_INVERTED = re.compile(
    rf"[,?!—–][”\"’]?\s+(?!(?:\w+ )?told\b){_VERBS} {_NAME}"
    r"(?P<who>, (?:an? |the |who |now |one of |then |co-|head |chief |its |his |her )"
    r"[^“”\":;]{2,170}?)?(?:,? (?:on|in|at|during|after|as|when|while|by|last|speaking|adding|"
    r"referring) [^“”\":;]{0,140})?[.]?\s*$"
)


_TOLD = re.compile(
    rf"[,?!][”\"’]\s+{_NAME}(?P<who>, [^“”\":;,.]{{2,80}},)? (?P<verb>(?:had |has )?told) "
    r"[^“”\":;.]{2,60}"
)


_IN_WHICH = re.compile(r"\b(?:which|who|whom|whose|where)\s*$")
"""Before "the office wrote": what is said goes on after it."""


_MIDDLE = re.compile(rf",[”\"’]?\s+{_NAME} {_VERBS},\s+(?![“\"])")


_NO_TAIL = word_list(
    "and but as who which that when while because although if so or he’d it’s where since "
    "what whom whose with in on at to from by for that after before during how why not it's "
    "this according "
    "monday tuesday wednesday thursday friday saturday sunday today yesterday"
)


_WRITING = re.compile(
    r"(?P<source>(?:(?:An?|The|One|Its?|Their|His|Her|This|Several|Many|Other|Some)\s+)?"
    r"(?:[\w’'-]+\s+){0,2}?(?:captions?|subtitles?|posts?|tweets?|messages?|placards?|banners?|"
    r"headlines?|voice-?overs?|watermarks?|texts?|descriptions?|titles?|inscriptions?)"
    r"(?:\s+(?!that\b|which\b|who\b)[\w@’'-]+){0,6}?(?:,[^,.“\"]{3,60},)?)"
    r"\s+(?P<verb>says?|claims?|states?|reads?|alleges?|adds?|asks?|claimed|said|stated|alleged)"
    r"(?P<mark>:|,)?\s+(?P<content>(?!by\b|on\b|in\b|of\b|to\b|it\b)\S.*)",
    re.S | re.I,
)
"""What is written on or beside a film: "A caption alongside says ..."."""


def by_writing(p: Paragraph) -> Iterator[Said]:
    """A sentence whose subject is something written: its words need not be a clause."""
    for sent in p.doc.sents:
        left, right = sent.start_char, sent.end_char
        match = _WRITING.match(p.text[left:right].rstrip())
        if match is None or p.inside_quote(left + match.start("verb")):
            continue
        source, verb, content = (
            (left + match.start(role), left + match.end(role))
            for role in ("source", "verb", "content")
        )
        if any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in inside(p.doc, *source)):
            continue
        lemma = _LEMMAS.get(match["verb"].lower(), match["verb"].lower().rstrip("s"))
        spans = with_quotes(p, [trimmed(p.text, content)])
        yield Said([source], [verb], spans, lemma, verb[0], AttributionRule.CLAUSE)


def by_tail(p: Paragraph) -> Iterator[Said]:
    """A sentence that ends in ", X said on Monday." or ", said X.", whatever its parse."""
    for sent in p.doc.sents:
        left, right = sent.start_char, sent.end_char
        for pattern in (_TOLD, _TAIL, _TAIL_INVERTED):
            match = pattern.search(p.text, left, right)
            if match is None or p.inside_quote(match.start("verb")):
                continue
            source = match.span("source")
            if pattern is not _TAIL and match["who"]:
                source = (source[0], match.end("who") - match["who"].endswith(","))
            words = match["source"].split()
            if _goes_on(p, match) or _IN_WHICH.search(p.text, left, match.start()):
                continue
            if words[0].lower() in _NO_TAIL or any(
                t.tag_ in ("VBD", "VBZ", "VBP", "MD") and t.is_lower for t in inside(p.doc, *source)
            ):
                continue
            for start, end in p.quotes:
                left = start if start < left < end else left
            if not p.inside_quote(left):
                # "She is more careful: the shadows come from a lamp, she says."
                colon = re.match(r"[^“”\":]*:\s+", p.text[left : match.start()])
                left += colon.end() if colon else 0
            content = trimmed(p.text, (left, match.start()))
            if len(p.text[content[0] : content[1]].split()) < 2:
                continue
            yield Said(
                [source],
                [match.span("verb")],
                with_quotes(p, [content]),
                _LEMMAS.get(match["verb"].split()[-1].lower(), "say"),
                match.end("verb") - len(match["verb"].split()[-1]),
                AttributionRule.TAIL,
            )
            break


def _goes_on(p: Paragraph, match: re.Match[str]) -> bool:
    """Whether the sentence only begins to speak here.

    "The man, the office wrote, appears again": the verb after the comma has its subject before
    it. "A pilot, who was there, said the smoke in the film was old": the name after "said" is the
    subject of what is said.
    """
    end = match.end("verb")
    following = word_after(p.doc, end)
    after_comma = p.text[end : end + 1] == ","
    if after_comma and following is not None and following.tag_ in ("VBZ", "VBP", "VBD", "MD"):
        return True
    if match.start("source") < match.start("verb"):
        return False
    return any(
        t.dep_ in ("nsubj", "nsubjpass") and t.head.idx > t.idx and t.head.dep_ == "ccomp"
        for t in inside(p.doc, *match.span("source"))
    )


def by_middle(p: Paragraph) -> Iterator[Said]:
    """A clause put in: "The man, the office wrote, appears again"."""
    for sent in p.doc.sents:
        left, right = sent.start_char, sent.end_char
        match = _MIDDLE.search(p.text, left, right)
        if match is None or p.inside_quote(match.start("verb")):
            continue
        words = match["source"].split()
        if words[0].lower() in _NO_TAIL or len(words) > 6:
            continue
        before, after = (left, match.start()), (match.end(), right)
        relative = re.search(
            r"(?<!\bin )(?<!\bof )(?:which|who|that)$", p.text[left : match.start()].rstrip(" ,")
        )
        # A name before the clause is its apposition: "Lund, the rector said, ..." is not.
        pieces = [after] if relative else [before, after]
        content = [trimmed(p.text, piece) for piece in pieces]
        verb = match["verb"].split()[-1]
        yield Said(
            [match.span("source")],
            [match.span("verb")],
            with_quotes(p, content),
            _LEMMAS.get(verb.lower(), "say"),
            match.end("verb") - len(verb),
            AttributionRule.MIDDLE,
        )
