"""Claims of a page by a lexicon: each sentence's sayings, then what is left to the page itself.

Without a lexicon for the language: the quotes, with a name beside each as a question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from secondtake.model.enums import ClaimCheck, Polarity, Testable
from secondtake.model.page_enums import TimeBasis
from secondtake.model.text import (
    Article,
    Attribution,
    Claim,
    EventTime,
    Mention,
    Passage,
    StatementTime,
)
from secondtake.reading.extraction.quotation_marks import uniform
from secondtake.reading.extraction.quotes import Quotes, quoted
from secondtake.reading.extraction.story_lines import Spans, lines_of, stretches
from secondtake.reading.multilingual import arabic, persian, russian, ukrainian
from secondtake.reading.multilingual.folding import Folded, fold, folded
from secondtake.reading.multilingual.kinds import kind_of, polarity_of
from secondtake.reading.multilingual.lexicon import Lexicon
from secondtake.reading.multilingual.sentences import inner_sentences, sentences
from secondtake.reading.multilingual.speakers import beside_quote
from secondtake.reading.multilingual.speech import Told, told_in
from secondtake.reading.multilingual.times import time_in
from secondtake.reading.reader_contract import Extracted

__all__ = ["LEXICONS", "extracted"]

LEXICONS: dict[str, Lexicon] = {
    "ru": russian.LEXICON,
    "uk": ukrainian.LEXICON,
    "ar": arabic.LEXICON,
    "fa": persian.LEXICON,
}
_LONGEST = 250_000
"""Characters of story read for claims, as of English ones."""
_LEAST_WORDS = 3
_UNBROKEN = re.compile(r"\w{251,}+")
"""Longer than any word: patterns look at the whole word each time."""
_BY_LEXICON = (
    "read by verbs of saying, quotation marks and lists of words, without a parser; a sentence is "
    "not cut into its claims, and places are not looked for."
)
_BY_QUOTES = (
    "only words in quotation marks were read, since no verbs of saying of this language are known; "
    "who says them, and whether footage could test them, was not looked at."
)


@dataclass(slots=True)
class _Speaker:
    """Who spoke last: where they are named, the fullest name, where, and when they said it."""

    place: tuple[int, int]
    name: str
    paragraph: int
    time: StatementTime | None


class _Walk:
    """One walk over an article's sentences; all places are of the folded text until the end."""

    def __init__(self, article: Article, words: Lexicon | None) -> None:
        self.article, self.words = article, words
        self.folded: Folded = folded(article.text)
        # Without a parser no heading that makes a statement is told from one that names a topic.
        topics = {one.start for one in article.subheads}
        body = [p for p in lines_of(article.text, stretches(article)) if p[0] not in topics]
        head = article.headline
        if head and not any(a < head.end and head.start < b for a, b in body):
            body = [(head.start, head.end), *body]
        read = [p for p in body if p[1] <= article.body.start + _LONGEST]
        self.unread_from = body[len(read)][0] if len(read) < len(body) else None
        self.pieces = [self.folded.within(*p) for p in read]
        self.text = uniform(_UNBROKEN.sub(_broken, self.folded.text), self.pieces)
        self.quotes = Quotes(quoted(self.text, self.pieces))
        told = self.text[slice(*self.folded.within(article.body.start, article.body.end))]
        self.topic = words is not None and len(words.footage.findall(told[:20_000])) >= 2
        self.names: list[str] = []
        self.last: _Speaker | None = None
        self.claims: list[Claim] = []
        self.said: list[Attribution] = []

    def extracted(self) -> Extracted:
        for number, piece in enumerate(self.pieces):
            for sentence in sentences(self.text, piece, self.quotes):
                if self.words is None:
                    self._quotes_alone(sentence)
                else:
                    self._sentence(number, sentence, self.words)
        ordered = sorted(self.claims, key=lambda c: (c.passage.start, c.passage.end))
        return Extracted(
            claims=tuple(replace(c, id=f"C{n}") for n, c in enumerate(ordered, 1)),
            attributions=tuple(self.said),
            unread_from=self.unread_from,
            limits=_BY_QUOTES if self.words is None else _BY_LEXICON,
        )

    def _quotes_alone(self, sentence: tuple[int, int]) -> None:
        """The quotes of a sentence in a language without a lexicon, as somebody's words."""
        for quote in self._speech_in(sentence):
            beside = beside_quote(self.text, sentence, quote)
            for span in inner_sentences(self.text, quote):
                self._add(span, sentence, beside=beside, unknown=True)

    def _speech_in(self, sentence: tuple[int, int]) -> Spans:
        """Words in quotation marks that are more than a name."""
        return [
            q
            for q in self.quotes.touching([sentence])
            if len(re.findall(r"\w+", self.text[slice(*q)])) > _LEAST_WORDS
            or len(re.findall(r"[\u3040-\u9fff\u0e00-\u0e7f]", self.text[slice(*q)])) > 8
        ]

    def _sentence(self, number: int, sentence: tuple[int, int], words: Lexicon) -> None:
        found = told_in(self.text, sentence, self.quotes, words)
        for told in found:
            self._told(number, sentence, told, words)
        if found:
            return
        spoken = self._speech_in(sentence)
        if sum(b - a for a, b in spoken) * 2 > sentence[1] - sentence[0]:
            near = self.last is not None and number - self.last.paragraph <= 1
            for quote in spoken:
                beside = beside_quote(self.text, sentence, quote)
                for span in inner_sentences(self.text, quote):
                    on = self.last if near else None
                    self._add(span, sentence, speaker=on, carried=True, beside=beside,
                              unknown=on is None)  # fmt: skip
            return
        asked = self.last.place if self.last and self.last.paragraph == number else None
        self._add(sentence, sentence, beside=asked)
        self.last = replace(self.last, time=None) if self.last else None

    def _told(self, number: int, sentence: tuple[int, int], told: Told, words: Lexicon) -> None:
        time = self._statement_time(sentence, told, words)
        carried = told.source is None and not told.pronoun
        if told.source is not None:
            name = self._fullest(self._mention(told.source).text)
            same = self.last is not None and self.last.name == name
            time = time or (_on(self.last) if same else None)
            self.last = _Speaker(told.source, name, number, time)
        elif self.last is not None:
            time = time or _on(self.last)
            self.last = replace(self.last, paragraph=number, time=time)
        self.said.append(
            Attribution(
                source=(self._passage(told.source),) if told.source else (),
                cue=(self._passage(told.cue),),
                content=tuple(self._passage(c) for c in told.content),
            )
        )
        for stretch in told.content:
            for span in inner_sentences(self.text, stretch):
                self._add(span, sentence, speaker=self.last, told=told, carried=carried)

    def _add(
        self,
        span: tuple[int, int],
        sentence: tuple[int, int],
        *,
        speaker: _Speaker | None = None,
        told: Told | None = None,
        carried: bool = False,
        beside: tuple[int, int] | None = None,
        unknown: bool = False,
    ) -> None:
        words, quote = self.words, self.text[slice(*span)]
        kind = False, Testable.UNKNOWN, ClaimCheck.NONE
        polarity, hedges = Polarity.ASSERTED, []
        if words is not None:
            kind = kind_of(quote, words, topic=self.topic)
            led = self.text[sentence[0] : span[0]]
            polarity = polarity_of(quote, led, words, denied=bool(told and told.denied))
            hedges = [m.span() for m in words.hedges.finditer(self.text, *span)]
        passage = self._passage(span)
        self.claims.append(
            Claim(
                id="C0",
                passage=passage,
                quote=passage.of(self.article.text),
                source=self._mention(speaker.place) if speaker else None,
                through=tuple(map(self._mention, told.through)) if told else (),
                cue=self._mention(told.cue) if told else None,
                hedges=tuple(map(self._mention, hedges)),
                event_time=self._event_time(span),
                place=None,
                about_footage=kind[0],
                testable=kind[1],
                check=kind[2],
                carried_over_from=self._mention(beside) if beside and not speaker else None,
                denied=polarity == Polarity.DENIED,
                speaker_not_found=unknown or (told is not None and speaker is None),
                polarity=polarity,
                speaker=speaker.name if speaker else None,
                source_carried=carried and speaker is not None,
                statement_time=speaker.time if speaker else None,
            )
        )

    def _event_time(self, span: tuple[int, int]) -> EventTime | None:
        day = self._counted_from(span[0])[0]
        found = time_in(self.text, span, day, self.words) if self.words else None
        return EventTime(text=self._mention(found[0]).text, resolved=found[1]) if found else None

    def _statement_time(
        self, sentence: tuple[int, int], told: Told, words: Lexicon
    ) -> StatementTime | None:
        """The time a sentence gives outside what is said in it."""
        left, right = sentence
        masked = list(self.text[left:right])
        for content in told.content:
            a, b = (min(max(place, left), right) - left for place in content)
            masked[a:b] = " " * (b - a)
        day, basis = self._counted_from(left)
        found = time_in("".join(masked), (0, right - left), day, words)
        if found is None:
            return None
        (start, end), resolved, alone = found
        span = start + left, end + left
        basis = TimeBasis.OWN_WORDS if alone else basis
        return StatementTime(
            text=self._mention(span).text,
            resolved=resolved,
            basis=basis if resolved else TimeBasis.UNRESOLVED,
        )

    def _counted_from(self, place: int) -> tuple[str | None, TimeBasis]:
        at = self.folded.places[place]
        for post in self.article.posts:
            if post.passage.start <= at < post.passage.end:
                return post.published, TimeBasis.POST
        return self.article.published, TimeBasis.PAGE

    def _fullest(self, name: str) -> str:
        """The longest name met that holds a name's words, their endings aside."""
        stems = _stems(fold(name))
        for other in sorted(self.names, key=len, reverse=True):
            if stems and stems <= _stems(fold(other)):
                return other
        self.names.append(name)
        return name

    def _passage(self, span: tuple[int, int]) -> Passage:
        left, right = self.folded.before(*span)
        return Passage(start=left, end=right)

    def _mention(self, span: tuple[int, int]) -> Mention:
        passage = self._passage(span)
        text = passage.of(self.article.text)
        return Mention(text=text, start=passage.start, end=passage.end)


def _broken(word: re.Match[str]) -> str:
    """An endless word with a space in the place of every 250th character."""
    return re.sub(r"(.{249}).", r"\1 ", word[0])


def _stems(name: str) -> frozenset[str]:
    """The first five letters of a name's longer words: what inflection leaves alone."""
    return frozenset(
        w.lower()[:5].rstrip("аеиоуыьяюіїє") for w in re.findall(r"[^\W\d_]{3,}", name)
    )


def _on(last: _Speaker | None) -> StatementTime | None:
    return replace(last.time, carried=True) if last is not None and last.time else None


def extracted(article: Article) -> Extracted:
    """The claims and attributions of an article, in reading order."""
    words = LEXICONS.get((article.language or "").split("-")[0].lower())
    return _Walk(article, words).extracted()
