"""Claims: every sentence of the story, cut into who says what, each an exact quote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from secondtake.model.text import Article, Attribution, Claim, Mention, Passage
from secondtake.reading.english.attributions import Parsed, attributed, parsed_article
from secondtake.reading.english.chains import Chain, chain_of, speaks
from secondtake.reading.english.clauses import has_verb, sub_claims
from secondtake.reading.english.kinds import is_prior, is_visible, kind_of, tells
from secondtake.reading.english.names import Names
from secondtake.reading.english.parsing import Spans
from secondtake.reading.english.said import Said
from secondtake.reading.english.when import event_time
from secondtake.reading.english.wording import hedges_in, loaded_in, place_in
from secondtake.reading.read import Extracted

__all__ = ["extracted"]

_MIN_WORDS = 3
_DENIALS = frozenset(["deny", "refute", "rebut", "reject", "dismiss", "dispute"])


@dataclass(slots=True)
class _Draft:
    """A claim on its way: where it stands, who says it, and the sentence around it."""

    left: int
    right: int
    chain: Chain | None
    sentence: tuple[int, int]
    paragraph: int
    goes_on: bool = False


def extracted(article: Article) -> Extracted:
    """The claims and the attributions of an English article, in reading order."""
    found = parsed_article(article)
    said = attributed(found)
    names = Names()
    for number, (offset, doc) in enumerate(found.docs):
        spoken = [s for one in said if one.paragraph == number for s in one.source]
        names.meet(doc, offset, spoken)
    drafts = _drafts(found, said, names)
    carried = _carried_over(drafts)
    claims = tuple(
        _claim(article, found, draft, number, carried.get(id(draft)))
        for number, draft in enumerate(drafts, 1)
    )
    return Extracted(claims=claims, attributions=tuple(_record(one) for one in said))


def _record(one: Said) -> Attribution:
    def passages(spans: Spans) -> tuple[Passage, ...]:
        return tuple(Passage(start=a, end=b) for a, b in sorted(spans))

    return Attribution(
        source=passages(one.source), cue=passages(one.cue), content=passages(one.content)
    )


def _drafts(found: Parsed, said: list[Said], names: Names) -> list[_Draft]:
    drafts: list[_Draft] = []
    footage_before = False
    speaking = [one for one in said if speaks(one, found.text)]
    for number, (offset, doc) in enumerate(found.docs):
        for left, right in _sentences(found, number, offset, doc):
            sentence = found.text[left:right]
            goes_on = footage_before and _is_present(doc, left - offset, right - offset)
            made = _of_sentence(found, speaking, names, doc, offset, (left, right), goes_on)
            for draft in made:
                draft.paragraph = number
                draft.goes_on = goes_on
            drafts.extend(made)
            kinds = [
                kind_of(found.text[d.left : d.right], sentence, goes_on=goes_on, prior=False)
                for d in made
            ]
            footage_before = number >= found.headlines and any(
                k.about_footage and k.check not in ("provenance", "none") for k in kinds
            )
    return drafts


def _sentences(found: Parsed, number: int, offset: int, doc: Any) -> Spans:
    """The sentences of a paragraph, joined where a cut would fall inside a quote's clause."""
    spans: Spans = []
    for sent in doc.sents:
        left, right = sent.start_char + offset, sent.end_char + offset
        if not re.search(r"\w", found.text[left:right]):
            continue
        before = found.text[spans[-1][0] : spans[-1][1]].rstrip() if spans else ""
        unfinished = before and before[-1] not in '.!?…”"’»:' and number >= found.headlines
        lower = found.text[left:right].lstrip('“"‘ ')[:1].islower()
        if spans and (unfinished or lower):
            spans[-1] = (spans[-1][0], right)
        else:
            spans.append((left, right))
    return [_stripped(found.text, span) for span in spans]


def _stripped(text: str, span: tuple[int, int]) -> tuple[int, int]:
    left, right = span
    while left < right and text[left].isspace():
        left += 1
    while right > left and text[right - 1].isspace():
        right -= 1
    return left, right


def _of_sentence(
    found: Parsed,
    said: list[Said],
    names: Names,
    doc: Any,
    offset: int,
    sentence: tuple[int, int],
    goes_on: bool,
) -> list[_Draft]:
    """The claims of one sentence: what others say in it, then what is left to the outlet."""
    left, right = sentence
    here = [one for one in said if any(a < right and left < b for a, b in one.content)]
    outer = [one for one in here if not any(_holds(o, one) for o in here if o is not one)]
    drafts: list[_Draft] = []
    taken: Spans = []
    for one in outer:
        chain = chain_of(one, said, names, found.text)
        for a, b in one.content:
            a, b = max(a, left), min(b, right)
            if b > a and not any(x < b and a < y for x, y in taken):
                taken.append((a, b))
                drafts.extend(_split(found, doc, offset, (a, b), chain, sentence, goes_on))
        taken.extend(one.source + one.cue)
    for a, b in _left_over(found.text, sentence, taken, bool(outer)):
        if not outer or (has_verb(doc, a - offset, b - offset) and _is_clause(found.text[a:b])):
            drafts.extend(_split(found, doc, offset, (a, b), None, sentence, goes_on))
    return sorted(drafts, key=lambda d: d.left)


def _split(
    found: Parsed,
    doc: Any,
    offset: int,
    span: tuple[int, int],
    chain: Chain | None,
    sentence: tuple[int, int],
    goes_on: bool,
) -> list[_Draft]:
    context = found.text[sentence[0] : sentence[1]]
    pieces = sub_claims(doc, span[0] - offset, span[1] - offset, context, goes_on=goes_on)
    return [
        _Draft(left=a + offset, right=b + offset, chain=chain, sentence=sentence, paragraph=0)
        for a, b in pieces
        if len(re.findall(r"\w+", doc.text[a:b])) >= _MIN_WORDS or len(pieces) == 1
    ]


def _holds(outer: Said, inner: Said) -> bool:
    """Whether one attribution stands inside what another says."""
    return any(a <= inner.at < b for a, b in outer.content) and inner.at != outer.at


def _left_over(text: str, sentence: tuple[int, int], taken: Spans, attributed_too: bool) -> Spans:
    at, end = sentence
    pieces: Spans = []
    for a, b in sorted(taken):
        if a > at:
            pieces.append((at, min(a, end)))
        at = max(at, b)
    if at < end:
        pieces.append((at, end))
    return [p for p in pieces if re.search(r"\w", text[p[0] : p[1]])]


def _is_clause(text: str) -> bool:
    """Words around an attribution that say something themselves, not just "on Monday, and"."""
    words = re.findall(r"\w+", text)
    if re.match(r"\W*(?:who|which|that|whose|as)\b", text, re.I):
        return len(words) >= 7
    return len(words) >= 5


def _is_present(doc: Any, left: int, right: int) -> bool:
    """Whether a sentence's main verb tells in the present tense, as descriptions of films do."""
    for token in doc:
        if left <= token.idx < right and token.dep_ == "ROOT":
            tags = {token.tag_, *(c.tag_ for c in token.children if c.dep_ in ("aux", "auxpass"))}
            visible = is_visible(doc.text[left:right])
            return (
                bool(tags & {"VBZ", "VBP"})
                and not tags & {"MD"}
                and (
                    visible or token.lemma_ in ("appear", "reappear", "be", "show", "have", "wear")
                )
                and not tells(doc.text[left:right])
            )
    return False


def _carried_over(drafts: list[_Draft]) -> dict[int, Mention]:
    """For claims of the outlet itself between two of one speaker: that speaker, as a question."""
    asked: dict[int, Mention] = {}
    for i, draft in enumerate(drafts):
        if draft.chain is not None:
            continue
        before = next((d for d in reversed(drafts[:i]) if d.chain is not None), None)
        after = next((d for d in drafts[i + 1 :] if d.chain is not None), None)
        if before is None or before.chain is None:
            continue
        gap = sum(d.chain is None for d in drafts[drafts.index(before) + 1 : i])
        same = (
            after is not None
            and after.chain is not None
            and after.chain.who == before.chain.who
            and before.chain.who
        )
        close = draft.paragraph == before.paragraph and gap == 0
        if (same and gap <= 3) or close:
            if before.chain.source is not None and before.sentence != draft.sentence:
                asked[id(draft)] = before.chain.source
    return asked


def _claim(
    article: Article, found: Parsed, draft: _Draft, number: int, carried: Mention | None
) -> Claim:
    text = found.text
    quote = text[draft.left : draft.right]
    context = text[draft.sentence[0] : draft.sentence[1]]
    offset, doc = found.docs[draft.paragraph]
    chain = draft.chain
    prior = tells(quote) and (is_prior(quote) or chain is None)
    kind = kind_of(quote, context, goes_on=draft.goes_on, prior=prior)
    own_cue = (chain.cue.start, chain.cue.end) if chain and chain.cue else None
    return Claim(
        id=f"C{number}",
        passage=Passage(start=draft.left, end=draft.right),
        quote=quote,
        source=chain.source if chain else None,
        through=chain.through if chain else (),
        cue=chain.cue if chain else None,
        hedges=hedges_in(text, draft.left, draft.right, own_cue),
        event_time=event_time(quote, article.published),
        place=place_in(doc, draft.left - offset, draft.right - offset),
        about_footage=kind.about_footage,
        testable=kind.testable,
        check=kind.check,
        carried_over_from=carried,
        denied=bool(chain and chain.verb in _DENIALS),
        loaded=loaded_in(text, draft.left, draft.right),
    )
