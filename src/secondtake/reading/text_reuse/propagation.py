"""Who took from whom, as far as dates, names, links and wording tell; origins counted."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from secondtake.model.genealogy import ClaimChange, Descent, Genealogy, SharedPassage
from secondtake.model.page_enums import ClaimChangeKind, FurnitureKind, SharedPassageKind
from secondtake.model.text import Article, Reading
from secondtake.reading.text_reuse.claim_changes import changes
from secondtake.reading.text_reuse.matching import sentences, shared
from secondtake.reading.text_reuse.reuse_messages import BECAUSE
from secondtake.reading.text_reuse.transliteration import names_in_common

__all__ = ["genealogy"]

LEAST_SHARE = 0.2
"""Share of the shorter story's sentences from which two pages are one story retold."""
LEAST_FIGURES = 4
"""Names and numbers in common from which pages of two languages may tell one story."""
LEANS = 0.5
"""Share of a page's attributed claims that come from one source for the page to lean on it."""
LEAST_NAMES = 2
"""Names in common without which numbers alone tie no pages of two scripts."""
MOST_LISTED = 6

_NAME = re.compile(r"((?:[^\W\d_][\w'’.&-]*\s+){1,6})[|–—·•,]")
"""Words without digits before a bar, a dash or a comma: a stamp such as "Name | 3 May 2026"."""
_FIGURE = re.compile(r"\b\d[\d.,]*\d\b|(?<=[a-z,;:] )[A-Z][\w-]{3,}")


def genealogy(readings: Sequence[Reading], origins: Mapping[str, str]) -> Genealogy | None:
    """How the pages hang together; ``origins``: where each came from, by digest. None for one page.

    A direction is told only where something tells it and nothing speaks against it. The same
    pages in any order give the same result.
    """
    pages = sorted(readings, key=lambda r: (r.article.published or "~", r.article.exhibit))
    if len(pages) < 2:
        return None
    articles = [r.article for r in pages]
    told = sentences(articles)
    passages = shared(articles, told)
    lengths = Counter(articles[s.page].exhibit for s in told)
    descents: list[Descent] = []
    altered: list[ClaimChange] = []
    for number, left in enumerate(pages):
        for right in pages[number + 1 :]:
            common = [
                p
                for p in passages
                if (p.left, p.right) == (left.article.exhibit, right.article.exhibit)
            ]
            of = max(1, min(lengths[r.article.exhibit] for r in (left, right)))
            found = _descent(left, right, common, of, origins)
            if found is not None:
                descents.append(found)
                turned = found.earlier == found.right
                pair = (right, left) if turned else (left, right)
                altered += _altered(*pair, common, directed=found.earlier is not None)
    names = {r.article.exhibit: _called(r) for r in pages}
    return _whole(pages, passages, [_open(d, descents, names) for d in descents], altered)


def _altered(
    first: Reading, second: Reading, common: Sequence[SharedPassage], *, directed: bool
) -> tuple[ClaimChange, ...]:
    """What became of the claims; of pages without a sentence in common, only what differs."""
    if (first.article.language or "")[:2] != (second.article.language or "")[:2]:
        return ()
    found = changes(first, second, common, directed=directed)
    alone = (ClaimChangeKind.GAINED, ClaimChangeKind.LOST, ClaimChangeKind.ONLY)
    return found if common else tuple(c for c in found if c.kind not in alone)


def _open(tie: Descent, ties: Sequence[Descent], names: Mapping[str, str]) -> Descent:
    """The tie, its direction open where only dates tell it and both share more with a third page.

    Two papers that print one agency's story are siblings: the later did not need the earlier.
    """
    if tie.earlier is None or not tie.by_dates:
        return tie
    taken = tie.right if tie.earlier == tie.left else tie.left
    for other in ties:
        third = other.earlier
        if third in (None, tie.earlier) or taken not in (other.left, other.right):
            continue
        gave = any(third == d.earlier and tie.earlier in (d.left, d.right) for d in ties)
        if third != taken and gave and other.share > tie.share:
            why = BECAUSE["third"].format(third=names[third or ""])
            return replace(tie, earlier=None, by_dates=False, because=(*tie.because, why))
    return tie


def _whole(
    pages: Sequence[Reading],
    passages: tuple[SharedPassage, ...],
    descents: list[Descent],
    altered: list[ClaimChange],
) -> Genealogy:
    tied = {(d.left, d.right) for d in descents}
    return Genealogy(
        pages=tuple(r.article.exhibit for r in pages),
        names=tuple(_called(r) for r in pages),
        shared=tuple(p for p in passages if (p.left, p.right) in tied),
        descents=tuple(descents),
        changes=tuple(altered),
        origins=_origins([r.article.exhibit for r in pages], descents),
    )


def _descent(
    left: Reading,
    right: Reading,
    common: list[SharedPassage],
    of: int,
    origins: Mapping[str, str],
) -> Descent | None:
    """How two pages hang together, if they do; ``of``: sentences of the shorter story."""
    kinds = Counter(p.kind for p in common)
    own = kinds[SharedPassageKind.SAME_WORDS] + kinds[SharedPassageKind.REWORDED]
    named = _named(left, right)
    why = [BECAUSE[k].format(count=kinds[k], of=of) for k in sorted(kinds)]
    source = _leaning(left, right)
    figures = _figures(left, right)
    if own / of < LEAST_SHARE and not named:
        if figures:
            listed = ", ".join(figures[:MOST_LISTED])
            why.append(BECAUSE["figures"].format(count=len(figures), listed=listed))
        elif source:
            why.append(BECAUSE["one source"].format(source=source))
        else:
            return None
    earlier, by_dates, because = _direction(left, right, named, origins)
    return Descent(
        left=left.article.exhibit,
        right=right.article.exhibit,
        earlier=earlier,
        by_dates=by_dates,
        share=round(min(1.0, own / of), 3),
        because=(*why, *because),
    )


def _direction(
    left: Reading, right: Reading, named: list[tuple[Reading, Reading]], origins: Mapping[str, str]
) -> tuple[str | None, bool, tuple[str, ...]]:
    """The page the other took from, whether dates alone say so, and all that speaks for either."""
    votes: list[str] = []
    because: list[str] = []
    for earlier, later in named:
        votes.append(earlier.article.exhibit)
        because.append(BECAUSE["names"].format(later=_called(later), earlier=_called(earlier)))
    for earlier, later in ((left, right), (right, left)):
        address = origins.get(earlier.article.exhibit, "")
        if address.startswith("http") and any(
            r.address == address for r in later.article.references
        ):
            votes.append(earlier.article.exhibit)
            because.append(BECAUSE["links"].format(later=_called(later), earlier=_called(earlier)))
    told = bool(votes)
    dated = _dated(left.article.published, right.article.published)
    if dated:
        earlier, later = (left, right) if dated < 0 else (right, left)
        votes.append(earlier.article.exhibit)
        because.append(
            BECAUSE["dates"].format(
                earlier=_called(earlier),
                later=_called(later),
                before=_shown(earlier),
                after=_shown(later),
            )
        )
    else:
        because.append(BECAUSE["no date" if dated is None else "same date"])
    if len(set(votes)) > 1:
        return None, False, (*because, BECAUSE["disagree"])
    return (votes[0] if votes else None), bool(votes) and not told, tuple(because)


def _dated(left: str | None, right: str | None) -> int | None:
    """-1, 0 or 1 as the left is earlier, the same or later; None where a date is missing.

    A time is compared only with a time of the same clock: both with a zone or both without.
    """
    if left is None or right is None:
        return None
    try:
        times = [datetime.fromisoformat(text) for text in (left, right)]
    except ValueError:
        return None
    exact = all("T" in text for text in (left, right))
    if exact and (times[0].tzinfo is None) == (times[1].tzinfo is None):
        one, other = times
        return (one > other) - (one < other)
    days = [time.date() for time in times]
    return (days[0] > days[1]) - (days[0] < days[1])


def _shown(page: Reading) -> str:
    return (page.article.published or "").replace("T", " ")


def _called(page: Reading) -> str:
    article = page.article
    # Its headline is the page's claim: it stands between quotation marks wherever it is shown.
    headline = f"“{article.title}”" if article.title else ""
    return _outlet(article) or headline or f"page {article.exhibit[:8]}"


def _outlet(article: Article) -> str | None:
    """Who published a page: as it says, or the name that stands beside its date."""
    if article.outlet:
        return article.outlet
    for stretch in article.furniture:
        if stretch.kind == FurnitureKind.STAMP:
            found = _NAME.match(article.text[stretch.start : stretch.end])
            if found:
                return found[1].strip()
    return None


def _named(left: Reading, right: Reading) -> list[tuple[Reading, Reading]]:
    """Which page names the other's outlet: (named, naming). Both name each other: neither."""
    found = []
    for one, other in ((left, right), (right, left)):
        outlet = _outlet(one.article)
        if not outlet or outlet == _outlet(other.article) or len(outlet) < 3:
            continue
        story = other.article.body.of(other.article.text)
        if re.search(rf"(?<!\w){re.escape(outlet)}(?!\w)", story):
            found.append((one, other))
    return found if len(found) == 1 else []


def _leaning(left: Reading, right: Reading) -> str | None:
    """The source outside the case that both pages lean on."""
    one, other = _leans_on(left), _leans_on(right)
    return one if one is not None and one == other else None


def _leans_on(page: Reading) -> str | None:
    told = [(c.through[-1] if c.through else c.source) for c in page.claims if c.source]
    named = [re.sub(r"^the\s+", "", m.text, flags=re.I) for m in told if m is not None]
    counts = Counter(name for name in named if name[:1].isupper())
    if not counts:
        return None
    name, count = counts.most_common(1)[0]
    return name if count >= max(2, LEANS * len(told)) else None


def _figures(left: Reading, right: Reading) -> list[str]:
    """Names, numbers and days that pages of two languages share; none for pages of one.

    Names count in either script, by their consonants; two of them at least where scripts differ.
    """
    codes = [(r.article.language or "")[:2] for r in (left, right)]
    if not all(codes) or codes[0] == codes[1]:
        return []
    one, other = (r.article.body.of(r.article.text) for r in (left, right))
    alike = [{m[0] for m in _FIGURE.finditer(_plain_digits(text))} for text in (one, other)]
    days = [{c.event_time.resolved for c in r.claims if c.event_time} for r in (left, right)]
    both = {*(alike[0] & alike[1]), *(day for day in days[0] & days[1] if day)}
    names = names_in_common(one, other) if _scripts_differ(one, other) else []
    if _scripts_differ(one, other) and len(names) < LEAST_NAMES:
        return []
    found = [*names, *sorted(both)]
    return found if sum(len(name.split()) for name in found) >= LEAST_FIGURES else []


def _plain_digits(text: str) -> str:
    return re.sub(r"\d", lambda m: str(unicodedata.digit(m[0])), text)


def _scripts_differ(one: str, other: str) -> bool:
    """Whether only one of two texts is in Latin letters for the most part, or each in its own."""
    return _script(one) != _script(other)


def _script(text: str) -> str:
    letters = [c for c in text[:2000] if c.isalpha()]
    names = Counter(unicodedata.name(c, "?").split(" ")[0] for c in letters)
    return names.most_common(1)[0][0] if names else ""


def _origins(pages: list[str], descents: list[Descent]) -> tuple[tuple[str, ...], ...]:
    group = {page: page for page in pages}

    def root(page: str) -> str:
        while group[page] != page:
            page = group[page]
        return page

    for descent in descents:
        group[root(descent.right)] = root(descent.left)
    found: dict[str, list[str]] = {}
    for page in pages:
        found.setdefault(root(page), []).append(page)
    return tuple(map(tuple, found.values()))
