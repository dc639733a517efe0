"""Sentences that two stories have in common, in the same words or reworded."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

import numpy as np
from numpy.typing import NDArray

from secondtake.model.genealogy import SharedPassage
from secondtake.model.page_enums import SharedPassageKind
from secondtake.model.text import Article, Passage

__all__ = ["Sentence", "sentences", "shared"]

SAME = 0.55
"""Share of runs of three words that both have, from which two sentences are the same words."""
REWORDED = 0.42
"""Cosine of weighted words from which a sentence is another one's, reworded."""
MOST_SENTENCES = 4000
"""Of all pages together, as many of each: every two are compared, in 64 MB for each measure. Ten
news pages have about 600."""
LEAST_WORDS = 5
LEAST_COMMON = 4
"""Words of more than three letters, or numbers, that a reworded sentence must keep."""
QUOTED = 0.6
"""Share of a sentence within quotation marks from which it is somebody else's words."""
BUCKETS = 8192
"""Columns that runs of three words are spread over: two runs meet by chance once in so many."""

_END = re.compile(r"(?<=[.!?…])[\"”’»)]*\s+(?=[\"“‘«(]*[^\W\d_a-z]|\d)|\n+")
_WORD = re.compile(r"\w+")
_OPENS = re.compile(r"[“\"«„](?![”\"»“])")
_CLOSES = re.compile(r"[”\"»“]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a page, by number, and its words in lower case."""

    page: int
    passage: Passage
    words: tuple[str, ...]
    quoted: bool


def sentences(articles: Sequence[Article]) -> tuple[Sentence, ...]:
    """The sentences of every story that are long enough to be told from others, in order.

    Of more than ``MOST_SENTENCES`` in all, each page's first ones.
    """
    most = MOST_SENTENCES // max(1, len(articles))
    return tuple(chain.from_iterable(islice(_of_page(n, a), most) for n, a in enumerate(articles)))


def _of_page(number: int, article: Article) -> Iterator[Sentence]:
    at = article.body.start
    story = article.body.of(article.text)
    begin = 0
    for stop, after in chain(
        ((m.start(), m.end()) for m in _END.finditer(story)), [(len(story), len(story))]
    ):
        text = story[begin:stop]
        words = tuple(_WORD.findall(text.lower()))
        if len(words) >= LEAST_WORDS:
            lead = len(text) - len(text.lstrip())
            yield Sentence(
                page=number,
                passage=Passage(start=at + begin + lead, end=at + begin + len(text.rstrip())),
                words=words,
                quoted=_quoted_characters(text) >= QUOTED * len(text.strip()),
            )
        begin = after


def _quoted_characters(text: str) -> int:
    """How many characters stand within quotation marks, marks included."""
    inside = 0
    opened = _OPENS.search(text)
    while opened:
        closed = _CLOSES.search(text, opened.end())
        if closed is None:
            break
        inside += closed.end() - opened.start()
        opened = _OPENS.search(text, closed.end())
    return inside


def shared(articles: Sequence[Article], told: Sequence[Sentence]) -> tuple[SharedPassage, ...]:
    """The pairs of sentences of two pages that are each other's nearest, and near enough.

    Runs of three words (Broder 1997) tell the same words; words weighted by how rare they are
    (Salton and Buckley 1988) tell a rewording. Sentences of two languages are never near.
    """
    if not told:
        return ()
    runs, words, common = _runs(told), _weighted(told), _common(told)
    page = np.array([s.page for s in told])
    out = []
    for left in range(len(articles)):
        for right in range(left + 1, len(articles)):
            rows, columns = np.flatnonzero(page == left), np.flatnonzero(page == right)
            if not len(rows) or not len(columns):
                continue
            box = np.ix_(rows, columns)
            same, near = runs[box], np.where(common[box] >= LEAST_COMMON, words[box], 0)
            best = np.where(same >= SAME, 1 + same, np.where(near >= REWORDED, near, 0))
            for i, j in zip(*_mutual(best), strict=True):
                pair = told[rows[i]], told[columns[j]]
                out.append(_passage(articles, pair, float(same[i, j]), float(near[i, j])))
    return tuple(out)


def _passage(
    articles: Sequence[Article], pair: tuple[Sentence, Sentence], same: float, near: float
) -> SharedPassage:
    left, right = pair
    kind = SharedPassageKind.SAME_WORDS if same >= SAME else SharedPassageKind.REWORDED
    if left.quoted and right.quoted:
        kind = SharedPassageKind.SAME_QUOTATION
    return SharedPassage(
        left=articles[left.page].exhibit,
        right=articles[right.page].exhibit,
        left_passage=left.passage,
        right_passage=right.passage,
        kind=kind,
        likeness=round(max(same, near), 3),
    )


def _mutual(likeness: NDArray[np.float32]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    forth, back = likeness.argmax(1), likeness.argmax(0)
    rows = np.arange(len(likeness))
    found = (back[forth] == rows) & (likeness[rows, forth] > 0)
    return rows[found], forth[found]


def _runs(told: Sequence[Sentence]) -> NDArray[np.float32]:
    """Dice coefficient of the runs of three words of every two sentences."""
    held = np.zeros((len(told), BUCKETS), np.float32)
    for row, sentence in enumerate(told):
        for run in zip(sentence.words, sentence.words[1:], sentence.words[2:], strict=False):
            held[row, zlib.crc32(" ".join(run).encode()) % BUCKETS] = 1
    size = held.sum(1)
    dice: NDArray[np.float32] = 2 * (held @ held.T) / np.maximum(size[:, None] + size[None], 1)
    return dice


def _telling(sentence: Sentence) -> set[str]:
    return {w for w in sentence.words if len(w) > 3 or w.isdigit()}


def _matrix(told: Sequence[Sentence]) -> NDArray[np.float32]:
    names = {w: n for n, w in enumerate(sorted({w for s in told for w in _telling(s)}))}
    held = np.zeros((len(told), max(1, len(names))), np.float32)
    for row, sentence in enumerate(told):
        held[row, [names[w] for w in _telling(sentence)]] = 1
    return held


def _common(told: Sequence[Sentence]) -> NDArray[np.float32]:
    held = _matrix(told)
    count: NDArray[np.float32] = held @ held.T
    return count


def _weighted(told: Sequence[Sentence]) -> NDArray[np.float32]:
    held = _matrix(told)
    rare = np.log(1 + len(told) / np.maximum(held.sum(0), 1))
    rows = held * rare
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
    cosine: NDArray[np.float32] = rows @ rows.T
    return cosine
