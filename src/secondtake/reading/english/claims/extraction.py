"""Claims: every sentence of the story, cut into who says what, each an exact quote."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace
from itertools import islice
from typing import Any

from secondtake.model.enums import Polarity
from secondtake.model.text import (
    Article,
    Attribution,
    Claim,
    Mention,
    Passage,
    StatementTime,
)
from secondtake.reading.english.attribution.coreference import Names
from secondtake.reading.english.attribution.interval_index import Nearby
from secondtake.reading.english.attribution.rules import Said
from secondtake.reading.english.attribution.source_chain import (
    Chain,
    chain_of,
    chain_of_name,
    speaks,
)
from secondtake.reading.english.attribution.text_attributions import (
    Parsed,
    attributed,
    parsed_article,
)
from secondtake.reading.english.attribution.who_may_speak import may_speak
from secondtake.reading.english.claims.attributed_pieces import (
    holds,
    is_clause,
    left_over,
    only_points,
    parts_subject,
    pieces,
)
from secondtake.reading.english.claims.clause_split import has_verb, sub_claims
from secondtake.reading.english.claims.drafts import Draft
from secondtake.reading.english.claims.event_time import event_time
from secondtake.reading.english.claims.focus import focus_of
from secondtake.reading.english.claims.hedges import hedges_in, loaded_in, place_in
from secondtake.reading.english.claims.polarity import polarity_of
from secondtake.reading.english.claims.sentences import (
    is_happening,
    is_present,
    narrates,
    refers_back,
    sentences,
    shows_what,
    tells,
)
from secondtake.reading.english.claims.statement_time import counted_from, statement_times
from secondtake.reading.english.claims.testability import Setting, kind_of, speaks_of_footage
from secondtake.reading.english.lexicon.attribution_terms import SPEECH
from secondtake.reading.english.parsing.document import Spans
from secondtake.reading.english.parsing.spans import noun_phrase, span_of
from secondtake.reading.english.parsing.tokens import descendants, inside, text_of
from secondtake.reading.extraction.quotes import Quotes
from secondtake.reading.reader_contract import Extracted

__all__ = ["extracted"]

_MIN_WORDS = 3
_LONGEST = 2000
"""Characters of a sentence that are looked at for what each of its claims is about."""
_LEAST_QUOTED = 4
"""Words in quotation marks that are somebody's speech."""
_THEIR_WORDS = re.compile(
    r"\W*(?:these|those|this|such) (?:\w+ )?(?:statements?|claims?|words|remarks?|accusations?|"
    r"allegations?|comments?|assertions?)\b",
    re.I,
)
"""What points back to words just reported, and is said by the same speaker."""
_NO_ONE = frozenset(["i", "we", "you", "it", "this", "that", "there", "who", "what", "which"])


class _Drafting:
    """One walk over an article's sentences that turns them into drafts of claims."""

    def __init__(self, article: Article, found: Parsed, said: list[Said], names: Names) -> None:
        self.found, self.said, self.names = found, said, names
        self.near = Nearby(said, [offset for offset, _ in found.docs])
        self.speaking = {id(one) for one in said if speaks(one, found.text, names)}
        self.by_paragraph: dict[int, list[Said]] = defaultdict(list)
        for one in said:
            self.by_paragraph[one.paragraph].append(one)
        self.quotes = Quotes(found.quotes)
        self.topic = _is_about_footage(article)
        self.drafts: list[Draft] = []
        self._footage_before = False
        self._described_before = False

    def walk(self) -> list[Draft]:
        """The drafts of every sentence, in reading order."""
        for number, (offset, doc) in enumerate(self.found.docs):
            headline = number < self.found.headlines
            for left, right in sentences(self.found.text, offset, doc, headline=headline):
                made = self._of_sentence(number, (left, right))
                if number not in self.found.topics:
                    self.drafts.extend(made)
                if not headline:
                    self._remember(made)
        return self.drafts

    def _remember(self, made: list[Draft]) -> None:
        kinds = [kind_of(self.found.text[d.left : d.right], d.setting) for d in made]
        self._footage_before = any(k.about_footage for k in kinds)
        self._described_before = any(k.describes for k in kinds)

    def _of_sentence(self, number: int, sentence: tuple[int, int]) -> list[Draft]:
        """The claims of one sentence: what others say in it, then what is left to the outlet."""
        offset, doc = self.found.docs[number]
        left, right = sentence
        here = [
            o
            for o in self.near.in_paragraph(number)
            if id(o) in self.speaking
            and any(a < right and left < b for a, b in o.content)
            and not only_points(self.found.text, o)
        ]
        outer = [o for o in here if not any(_within(o, other) for other in here if other is not o)]
        if len(outer) == 1 and parts_subject(outer[0], doc, offset):
            # "The clip, allegedly shot by a tourist, shows two sides": one claim, the page's own.
            _, chain = chain_of(outer[0], self.near.of(outer[0]), self.names, self.found.text)
            return self._split(number, sentence, chain, sentence)
        drafts: list[Draft] = []
        taken: Spans = []
        for one in outer:
            inner, chain = chain_of(one, self.near.of(one), self.names, self.found.text)
            for a, b in pieces(self.found.text, inner, (offset, doc)):
                start, end = max(a, left), min(b, right)
                if end > start and not any(x < end and start < y for x, y in taken):
                    taken.append((start, end))
                    drafts.extend(self._split(number, (start, end), chain, sentence))
            taken.extend([*one.source, *one.cue, *inner.source, *inner.cue])
        for a, b in left_over(self.found.text, sentence, taken):
            whole = not outer
            if whole or (has_verb(doc, a - offset, b - offset) and is_clause(self.found.text[a:b])):
                tied = self._carried(number, (a, b)) if whole else None
                drafts.extend(self._split(number, (a, b), tied, sentence))
        drafts = drafts or self._split(number, sentence, None, sentence)
        return sorted(drafts, key=lambda d: d.left)

    def _split(
        self, number: int, span: tuple[int, int], chain: Chain | None, sentence: tuple[int, int]
    ) -> list[Draft]:
        offset, doc = self.found.docs[number]
        setting = self._setting(number, span, sentence)
        parts = sub_claims(doc, span[0] - offset, span[1] - offset, setting)
        # "Oops." of the page's own claims nothing; somebody's "No." can.
        least = _MIN_WORDS if len(parts) > 1 else 2 if chain is None else 1
        return [
            Draft(a + offset, b + offset, chain, sentence, number, setting)
            for a, b in parts
            if len(re.findall(r"\w+", text_of(doc)[a:b])) >= least
        ]

    def _setting(self, number: int, span: tuple[int, int], sentence: tuple[int, int]) -> Setting:
        offset, doc = self.found.docs[number]
        local = span[0] - offset, span[1] - offset
        words = self.found.text[span[0] : span[1]]
        back = self._footage_before and refers_back(words)
        around = self.found.text[sentence[0] : min(sentence[1], sentence[0] + _LONGEST)]
        of_film = shows_what(words) and speaks_of_footage(around)
        return Setting(
            sentence=around,
            topic=self.topic,
            goes_on=((self._described_before or self.topic) and is_present(doc, *local))
            or (self._described_before and (narrates(doc, *local) or is_happening(doc, *local))),
            refers=back or of_film,
            prior=tells(doc, *local) and not of_film,
        )

    def _carried(self, number: int, span: tuple[int, int]) -> Chain | None:
        """The speaker a sentence without one is tied to by its grammar, marked as carried."""
        left, right = span
        if self.quotes.holds(left + 2, right - 3):
            last = self.drafts[-1] if self.drafts else None
            if last is not None and self.quotes.holds(last.right - 3, right - 3):
                return last.chain  # A quote of several sentences has one speaker.
            chain = self._introduced(number, left) or self._quoted_on(number, left)
        elif _THEIR_WORDS.match(self.found.text[left:right]):
            chain = self.drafts[-1].chain if self._follows(number) else None
        else:
            return None
        return chain and replace(chain, through=(), cue=None, carried=True, verb="")

    def _follows(self, number: int) -> bool:
        return bool(self.drafts) and self.drafts[-1].paragraph >= number - 1

    def _introduced(self, number: int, left: int) -> Chain | None:
        """Who the sentence before a quote is about: "Colonel Harn was blunt. “It is old.”"."""
        offset, doc = self.found.docs[number]
        before = [s for s in doc.sents if s.end_char + offset <= left + 1]
        if not before:
            return None
        for one in reversed(self.by_paragraph[number]):
            if one.at < left and one.source and id(one) in self.speaking and not one.negated:
                return chain_of(one, [], self.names, self.found.text)[1]
        last = before[-1]
        subject = next((c for c in last.root.children if c.dep_ == "nsubj"), None)
        speech = last.root.lemma_.lower() in SPEECH
        if subject is None or (
            not speech and self.quotes.touching([(last.start_char + offset, left)])
        ):
            return None
        a, b = span_of(noun_phrase(subject))
        span = a + offset, b + offset
        if subject.lower_ in _NO_ONE or not may_speak(self.found.text[slice(*span)]):
            return None
        return chain_of_name(self.found.text, span, self.names)

    def _quoted_on(self, number: int, left: int) -> Chain | None:
        """Who spoke last in the paragraph before, if the quote opens this one."""
        if left > self.found.docs[number][0] + 2 or not self._follows(number):
            return None
        last = self.drafts[-1]
        told = last.paragraph == number - 1 and last.chain is not None and last.chain.source
        return last.chain if told else None


def _within(one: Said, other: Said) -> bool:
    """Whether one attribution stands inside another; of two that hold each other, the later."""
    return holds(other, one) and not (holds(one, other) and one.at < other.at)


def extracted(article: Article) -> Extracted:
    """The claims and the attributions of an English article, in reading order."""
    found = parsed_article(article)
    said = attributed(found)
    names = Names()
    spoken: dict[int, Spans] = defaultdict(list)
    for one in said:
        spoken[one.paragraph].extend(one.source)
    for number, (offset, doc) in enumerate(found.docs):
        names.meet(doc, offset, spoken[number])
    drafts = _Drafting(article, found, said, names).walk()
    carried = _carried_over(drafts)
    times = statement_times(article, found, drafts)
    claims = tuple(
        _claim(article, found, draft, number, (carried.get(number), times.get(number)))
        for number, draft in enumerate(drafts, 1)
    )
    return Extracted(
        claims=claims,
        attributions=tuple(_record(one) for one in said),
        unread_from=found.unread_from,
    )


def _record(one: Said) -> Attribution:
    def passages(spans: Spans) -> tuple[Passage, ...]:
        return tuple(Passage(start=a, end=b) for a, b in sorted(spans))

    return Attribution(
        source=passages(one.source), cue=passages(one.cue), content=passages(one.content)
    )


def _is_about_footage(article: Article) -> bool:
    """Whether the page is about footage: its title says so, or its story does again and again."""
    if article.title and speaks_of_footage(article.title):
        return True
    told = re.split(r"(?<=[.!?])\s+", article.body.of(article.text)[:20_000])
    return any(map(speaks_of_footage, told[:2])) or sum(map(speaks_of_footage, told)) >= 3


def _carried_over(drafts: list[Draft]) -> dict[int, Mention]:
    """For claims of the outlet itself near one speaker's: that speaker, as a question.

    Keys are claim numbers. Between two claims of one speaker up to three are asked about; after a
    speaker's claim in the same paragraph, the next.
    """
    asked: dict[int, Mention] = {}
    spoken = [i for i, draft in enumerate(drafts) if draft.chain is not None]
    for i, draft in enumerate(drafts):
        if draft.chain is not None:
            continue
        following = bisect_right(spoken, i)
        if following == 0:
            continue
        last = spoken[following - 1]
        after = drafts[spoken[following]].chain if following < len(spoken) else None
        before = drafts[last]
        source = before.chain.source if before.chain else None
        if before.chain is None or source is None or before.sentence == draft.sentence:
            continue
        same = after is not None and after.speaker == before.chain.speaker != ""
        close = draft.paragraph == before.paragraph and last == i - 1
        if (same and i - last <= 4) or close:
            asked[i + 1] = source
    return asked


def _claim(
    article: Article,
    found: Parsed,
    draft: Draft,
    number: int,
    beside: tuple[Mention | None, StatementTime | None],
) -> Claim:
    """``beside``: the speaker it may be carried over from, and when it was said."""
    text = article.text
    carried, said_at = beside
    quote = text[draft.left : draft.right]
    offset, doc = found.docs[draft.paragraph]
    chain = draft.chain
    kind = kind_of(found.text[draft.left : draft.right], draft.setting)
    polarity = polarity_of(
        doc,
        offset,
        (draft.left - offset, draft.right - offset),
        (draft.sentence[0] - offset, draft.sentence[1] - offset),
        chain,
    )
    return Claim(
        id=f"C{number}",
        passage=Passage(start=draft.left, end=draft.right),
        quote=quote,
        source=_as_printed(text, chain.source) if chain and chain.source else None,
        through=tuple(_as_printed(text, m) for m in chain.through) if chain else (),
        cue=_as_printed(text, chain.cue) if chain and chain.cue else None,
        hedges=hedges_in(text, draft.left, draft.right, _cue_words(chain)),
        event_time=event_time(
            _without_time_of_saying(doc, draft, offset, quote),
            counted_from(article, draft.left)[0],
        ),
        place=place_in(doc, draft.left - offset, draft.right - offset),
        about_footage=kind.about_footage,
        testable=kind.testable,
        check=kind.check,
        also=kind.also,
        focus=focus_of(quote, kind),
        carried_over_from=_as_printed(text, carried) if carried else None,
        denied=polarity == Polarity.DENIED,
        speaker_not_found=chain is None and _is_quoted(found, draft.left, draft.right),
        loaded=loaded_in(text, draft.left, draft.right),
        polarity=polarity,
        speaker=chain.who or None if chain else None,
        source_carried=bool(chain and chain.carried),
        statement_time=said_at,
    )


def _is_quoted(found: Parsed, left: int, right: int) -> bool:
    """Whether most of a stretch stands in quotation marks, more than a name or a title does."""
    inside = sum(
        max(0, min(right, b) - max(left, a))
        for a, b in found.quotes
        if len(found.text[a:b].split()) >= _LEAST_QUOTED
    )
    return inside > (right - left) / 2


def _as_printed(text: str, mention: Mention) -> Mention:
    """A mention with the page's own quotation marks."""
    return replace(mention, text=text[mention.start : mention.end])


def _without_time_of_saying(doc: Any, draft: Draft, offset: int, quote: str) -> str:
    """The quote with spaces for "on Thursday" where it says when somebody spoke, not when it was.

    "accused the crew on Thursday of filming it twice" tells the day of the accusation.
    """
    cue = draft.chain.cue if draft.chain else None
    if cue is None:
        return quote
    for token in inside(doc, draft.left - offset, draft.right - offset):
        at = token.idx + offset
        if token.dep_ not in ("prep", "npadvmod"):
            continue
        head = token.head.idx + offset
        if cue.start <= head < cue.end and any(t.ent_type_ == "DATE" for t in descendants(token)):
            tokens = list(islice(descendants(token), 4))
            if len(tokens) > 3:
                continue
            a, b = at - draft.left, tokens[-1].idx + len(tokens[-1]) + offset - draft.left
            quote = quote[:a] + " " * (b - a) + quote[b:]
    return quote


def _cue_words(chain: Chain | None) -> tuple[int, int] | None:
    """A cue that itself hedges, such as "allegedly"; a plain "reported" is no hedge."""
    if chain is None or chain.cue is None or chain.source is not None:
        return None
    return chain.cue.start, chain.cue.end
