"""The lines of a flattened page and what each one is: sentence, headline, stamp, navigation ..."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from secondtake.model.page_enums import FurnitureKind, LineKind, Wall
from secondtake.reading.extraction.dates import stamps
from secondtake.reading.extraction.unwrap import written_lines
from secondtake.reading.extraction.walls import is_button, wall_in

__all__ = ["Line", "classified", "furniture_kind", "is_label", "is_menu", "is_sentence"]

_LEGAL = re.compile(
    r"©|\(c\) ?\d{4}|all rights reserved|copyright|terms (?:of|and)|privacy policy|"
    r"cookie (?:policy|notice|settings|preferences)",
    re.I,
)
_HEADING = re.compile(
    r"^\W*(?:(?:related|similar|recommended)(?: (?:for you|reading|stories|news|articles?|"
    r"posts?|topics|videos?|content|links|coverage)\b.*)?|"
    r"read (?:also|more|(?:this )?next)\b.*|see (?:also|more)\b.*|"
    r"also read\b.*|you may (?:also|like)\b.*|(?:latest|top|breaking|recent|popular|"
    r"trending|other|last|more|world|all)(?: \w+)? (?:news|stories|articles|"
    r"posts|headlines|videos?|comments|updates)|most "
    r"(?:read|viewed|popular|shared|commented|watched)|trending(?: now)?|editor'?s'? (?:picks?|"
    r"choice)|more (?:from|on|in|about|news|stories)\b.*|don'?t miss|what to read next|"
    r"in (?:this|other) (?:section|news)|popular|headlines|must read|sponsored|advertisement|"
    r"promoted|around the web|news (?:feed|line|ticker)|newsfeed)\W*$",
    re.I,
)
_INLINE = re.compile(
    r"^\W*(?:read (?:also|more|next)|also read|see also|related|more|watch|listen|don'?t miss|"
    r"must read|recommended)\s*[:|–—-]\s*(?:\w+\W+){2,}",
    re.I,
)
_COMMENTS = re.compile(
    r"^\W*(?:\d+ )?(?:comments?|thoughts? on|leave a (?:comment|reply)|add (?:a )?comment|join the "
    r"(?:discussion|conversation)|post a comment|discussion|replies|responses)\b.{0,30}$",
    re.I,
)
_CAPTION = re.compile(
    r"^\W*(?:\(?(?:file )?(?:photo|picture|image|video|screenshot|screen ?grab|illustration|"
    r"pic|still|source|credit|caption|watch)s?(?: credit| by| from)?\s*[:/–—|-]|©|file photo\b|"
    r"watch:|video:)|(?<=[.!?] )(?:photo(?:graph)?|picture|image|illustration)s?: \S.{0,50}$|"
    r"\((?:photo|image|file|AP|AFP|reuters|getty)[^)]{0,60}\)\W*$|"
    r"(?:/|\||\()\s*(?:AFP|AP|Reuters|Getty Images?|EPA|Handout|Anadolu)\W*$|"
    r"\b(?:courtesy(?: of)?|(?:photo(?:graph)?|image|picture|illustration)s? (?:by|courtesy)|"
    r"(?:foto|bild|zdroj|quelle|fuente|crédits?|фото)\s*:) [^.!?]{2,50}$|"
    r"(?:credit|source|foto|bild|getty|reuters|afp)\s*:[^.!?]{2,60}\W*$|submitted photo\W*$|"
    r"[\[(](?:file|photo|image|credit|foto|bild|фото)\s*[:/][^\])]{2,60}[\])]\W*$|"
    r"\bin this (?:[\w,.]+ ){0,6}(?:file )?(?:photo|image|picture|frame|still)\b|\((?:pictured|"
    r"above|seen here)(?:,? [^)]{2,30})?\)",
    re.I,
)
_EMBEDDED = re.compile(
    r"^\W*(?:(?:this )?(?:tweet|post|video|content)s? (?:may have been|was|has been|is) "
    r"(?:deleted|removed|unavailable|no longer available|not available|hosted)\b.*|"
    r"view this post on \w+|(?:a|this) post shared by\b.*|opens? in (?:a )?new (?:tab|window)|"
    r"(?:view|see|watch) (?:the |this )?(?:tweet|post|video|photo) on \w+|pic\.twitter\.com/\w+|"
    r"(?:twitter|facebook|instagram|tiktok|youtube) (?:post|embed|video)(?: by \S+)?)\W*$",
    re.I,
)
"""What a scrape holds of a post or a film embedded in a story."""
_ITEMS = re.compile(r"^[^.!?:;]{2,40}?(?:, ?[^,.!?:;]{2,40}){4,}\W*$")
_LONGEST_ITEM = 3
"""Words of one of several names in a line of tags."""
_END_MATTER = re.compile(
    r"^\W*(?:(?:about the|meet the|über (?:den|die)|à propos de l['’]|sobre (?:el|la|o|a)) "
    r"(?:authors?|writers?|autor\w*|auteur\w*)|(?:our )?sources|references|works cited|"
    r"(?:legal )?disclaimer|bibliography|footnotes|how to contact us|quellen|fuentes|fontes|"
    r"источники)\W*$|"
    r"^\W*(?-i:About|Über|Sobre)(?-i:(?: [A-Z][\w.’'-]+){1,4})\W*$|^citation: |"
    r"^this document is subject to copyright",
    re.I,
)
"""What heads the matter after a story: on its author or its publisher, its sources."""
_CREDIT = re.compile(
    r"^\W*(?:image|photo|picture|video|media|figure) (?:copyright|credit|source|caption|courtesy)"
    r"\b",
    re.I,
)
"""A picture's credit; its "copyright" is not that of the page's foot."""
_NAVIGATION = re.compile(
    r"^\W*(?:home(?: page)?|menu|search|log ?in|sign (?:in|up)|register|subscribe|newsletter|"
    r"share(?: (?:this|on|via|it)\b.*)?|follow(?: us)?\b.*|facebook|twitter|telegram|whatsapp|"
    r"e-?mail|print|contact(?: us)?|about(?: us)?|skip to\b.*|tags?:?.*|topics?:.*|next|previous|"
    r"back to top|read more|load more|show more|view all|see all|close|click here\b.*|copy link|"
    r"(?:a )?a [+-]|font size|play|pause|live|tv|radio|video|videos|photos?|gallery|weather|"
    r"(?:subjects|names in this article|in this article|filed under|keywords):.*|"
    r"sports?|world|politics|business|opinion|culture|science|technology|health|"
    r"(?:enter|type) your\b.*|download\b.*|advertise\b.*|sitemap|rss|loading\b.*|"
    r"(?:\d+ )?(?:views?|likes?|shares?|minutes? read|min read|retweets?)(?: \d+)?)\W*$",
    re.I,
)
_PROMO = re.compile(
    r"\b(?:(?:sign up|signing up|subscribe|opt[- ]in|join) (?:to|for|the|our)?\b.{0,60}\b"
    r"(?:newsletter|channel|updates|youtube|articles?)|delivered to your inbox|"
    r"eye on your inbox|wish to subscribe|"
    r"thanks for signing up|click to tweet|earns? a (?:small )?commission|share of the sale|follow "
    r"us on|download our app|click here|(?:website|site) can (?:also )?be (?:accessed|reached)|"
    r"(?:enable|turn on) (?:javascript|cookies)|we use cookies|alternate addresses|rest of this "
    r"article|continue reading|get our newsletter|support our (?:work|journalism)|affiliate "
    r"(?:links?|commissions?|program)|(?:products|items) (?:recommended|featured|reviewed) (?:by|"
    r"on|here)|we may (?:earn|receive|get) (?:an? )?(?:\w+ )?(?:commission|compensation))",
    re.I,
)
_LABEL = re.compile(
    r"^\W*(?:(?:the |our )?(?:verdict|rating|ruling|conclusion|claims?|facts?|fact[- ]?check|truth|"
    r"analysis|context|explanation|background|quick take|in short|in brief|bottom line)|"
    r"what(?:['’]s| is| was| we| they)? (?:the )?(?:claim(?:ed)?|being claimed|true|said|found|"
    r"know|verdict)|(?:mostly |partly |half[- ])?(?:false|true|misleading|altered|satire))"
    r"\s*(?::.{0,40})?\W*$",
    re.I,
)
"""What heads a part of a fact-check: "Verdict: False", "What was claimed"."""
_LONGEST_PART_LABEL = 6
_BYLINE = re.compile(
    r"^\W*(?:(?:written|reported|posted|published|edited) )?by\s+(?P<name>[^\W\d_][^,|\d:.]{2,60}?)"
    r"\s*(?:[,|·•–—].*)?$",
    re.I,
)
_SEPARATORS = re.compile(r"\s(?:\||»|›|•|·|>|/|::)\s")
_STAMP_WORDS = re.compile(
    r"\b(?:published|updated?|posted|modified|last|created|on|at|in|by|time|date|day|"
    r"mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun|monday|tuesday|wednesday|thursday|"
    r"friday|saturday|sunday|gmt|utc|msk|est|edt|cet|bst|ago|minutes?|mins?|hours?|days?|"
    r"am|pm|local|edition|publish|first|reading|read|views?)\b",
    re.I,
)
_BARE_CLOCK = re.compile(r"^\W*\d{1,2}[:.]\d\d(?:\b|[ap]\.?m\b)", re.I)
_AGO = re.compile(r"\b(?:\d+|an?) (?:minutes?|mins?|hours?|days?|weeks?|months?) ago\b", re.I)
_END = re.compile(
    r"""[.!?…。！？؟։۔।]["'”’»)\]*\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*\s*$"""
)
"""A sentence's end; marks nobody sees (direction, zero width) may follow and hide no line."""
_OUTSIDE = {
    LineKind.SENTENCE: FurnitureKind.RELATED,
    LineKind.HEADLINE: FurnitureKind.RELATED,
    LineKind.FRAGMENT: FurnitureKind.NAVIGATION,
    LineKind.LIST_ITEM: FurnitureKind.RELATED,
    LineKind.END_MATTER: FurnitureKind.HEADING,
}
_LONGEST_LABEL = 18
"""Words from which a line is prose, with a full stop or cut before it: titles have fewer."""
_LEAST_BESIDE_TAGS = 4
"""Words beside its tags that make a line a text and no markup."""
_LONGEST_CAPTION = 60
"""Words of a picture's caption; agencies write two or three sentences."""
_WALL_GAP = 3
"""Lines between two of one wall."""
_TAG = re.compile(r"</?[a-z][^>]*(?:>|$)", re.I)
"""Markup that some scrapes hold as text."""
_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Letters of scripts that put no spaces between words: two make one, on the average."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line without its surrounding space, at ``start`` to ``end`` of the page.

    ``words``: how many. ``block``: the run of unbroken lines it is in.
    """

    start: int
    end: int
    text: str
    kind: LineKind
    words: int
    block: int


def classified(
    text: str, *, wrapped: bool = True, banners: Sequence[tuple[int, int]] = ()
) -> list[Line]:
    """The lines of a page in order, each with its kind; blank lines are left out.

    Lines wrapped at a fixed width are one line here, with spaces for the breaks, unless it is
    known that none is ``wrapped``. ``banners``: stretches that the markup calls so.
    """
    spans = [
        (start, end, _SPACES.sub(_without_break, text[start:end]), block)
        for start, end, block in written_lines(text, wrapped=wrapped)
    ]
    counts = Counter(_key(bare) for _, _, bare, _ in spans)
    seen: set[str] = set()
    lines = []
    for start, end, bare, block in spans:
        words = _words(bare[:20_000])
        kind = _kind(bare, words)
        key = _key(bare)
        if (
            counts[key] > 1
            and kind in (LineKind.SENTENCE, LineKind.HEADLINE, LineKind.FRAGMENT)
            and key in seen
        ):
            kind = LineKind.REPEATED
        seen.add(key)
        lines.append(Line(start=start, end=end, text=bare, kind=kind, words=words, block=block))
    return _walled(lines, banners)


def _walled(lines: list[Line], banners: Sequence[tuple[int, int]]) -> list[Line]:
    """The lines with those of walls as banners.

    A wall of several paragraphs is all between its first and its last one that can be told, and
    up to its button; where the markup calls parts banners and one of them is a wall, all are.
    """
    asked = {i for i, x in enumerate(lines) if wall_in(x.text, x.words) not in (None, Wall.PAY)}
    marked = [i for i, x in enumerate(lines) if any(a <= x.start < b for a, b in banners)]
    if any(wall_in(lines[i].text, lines[i].words) for i in marked):
        asked |= set(marked)
    for i in sorted(asked):
        ahead = range(i + 1, min(i + 2 + _WALL_GAP, len(lines)))
        end = next((n for n in reversed(ahead) if n in asked or is_button(lines[n].text)), i)
        asked |= set(range(i, end + 1))
    asked |= {i for i, x in enumerate(lines) if wall_in(x.text, x.words) == Wall.PAY}
    return [replace(x, kind=LineKind.BANNER) if i in asked else x for i, x in enumerate(lines)]


def furniture_kind(kind: LineKind) -> FurnitureKind:
    """What a line is called that is not of the story: its prose is of a related one."""
    return _OUTSIDE.get(kind) or FurnitureKind(kind.value)


def is_sentence(bare: str, words: int) -> bool:
    """Whether a line reads as prose: it ends as a sentence does, or is too long for aught else."""
    if words >= (_LONGEST_LABEL if len(_UNSPACED.findall(bare)) < words else 2 * _LONGEST_LABEL):
        return True
    if words >= 4 and _END.search(bare):
        return True
    return (words >= 5 and bool(re.search(r"""[.!?]["”’)]? +["“‘(]?[A-Z\d]""", bare))) or (
        words >= 6 and bare.endswith((":", "”", '"'))
    )


def _without_break(space: re.Match[str]) -> str:
    """White space that holds a line break as one space, other white space as it is."""
    return " " if "\n" in space[0] or "\r" in space[0] else space[0]


def _words(bare: str) -> int:
    return len(_WORD.findall(bare)) + len(_UNSPACED.findall(bare)) // 2


def _key(bare: str) -> str:
    return " ".join(bare.lower().split())[:200]


def _kind(bare: str, words: int) -> LineKind:
    """The first class whose mark the line bears, from the surest mark to the vaguest."""
    short = words <= 12
    if bare.startswith("<") and is_menu(bare, words):
        return LineKind.NAVIGATION
    if len(bare) <= 400:
        heads = _heads(bare, words)
        if heads is not None:
            return heads
        if short and (_CREDIT.match(bare) or _EMBEDDED.match(bare)):
            return LineKind.CAPTION
        if words <= 30 and _LEGAL.search(bare) and (words <= 16 or "©" in bare):
            return LineKind.LEGAL
        if _is_stamp(bare, words):
            return LineKind.STAMP
        if short and _BYLINE.match(bare):
            return LineKind.BYLINE
        if words <= _LONGEST_CAPTION and _CAPTION.search(bare):
            return LineKind.CAPTION
        if is_menu(bare, words):
            return LineKind.NAVIGATION
    if is_sentence(bare, words):
        return LineKind.SENTENCE
    if words >= 5 or (words >= 3 and len(bare) >= 24):
        return LineKind.HEADLINE
    return LineKind.FRAGMENT if words > 3 or bare[-1:] in '.!?”"' else LineKind.NAVIGATION


def _heads(bare: str, words: int) -> LineKind | None:
    """What a line heads that is not the story; None where it heads nothing of the kind."""
    if _COMMENTS.match(bare) and words <= 6:
        return LineKind.COMMENTS
    if _END_MATTER.match(bare):
        return LineKind.END_MATTER
    if words <= 20 and _INLINE.match(bare):
        return LineKind.RELATED
    is_heading = _HEADING.match(bare) and words <= 14 and not _is_story(bare, words)
    return LineKind.HEADING if is_heading else None


def is_label(line: Line) -> bool:
    """Whether a line only heads a part of a fact-check: its story goes on under it."""
    return line.words <= _LONGEST_PART_LABEL and bool(_LABEL.match(line.text))


def is_menu(bare: str, words: int) -> bool:
    """Whether a line is of a page's controls by its words ("Share", "Sign up") or all markup."""
    if bare.startswith("<") and _words(_TAG.sub(" ", bare[:20_000])) < _LEAST_BESIDE_TAGS:
        return True
    crumbs = len(_SEPARATORS.findall(bare)) >= 2 and not is_sentence(bare, words)
    tags = bool(_ITEMS.match(bare)) and all(
        len(i.split()) <= _LONGEST_ITEM for i in bare.split(",")
    )
    begging = words <= 40 and bool(_PROMO.search(bare))
    return crumbs or tags or begging or (words <= 12 and bool(_NAVIGATION.match(bare)))


def _is_story(bare: str, words: int) -> bool:
    """A heading word can open a sentence too: "More on this was said by the ministry."."""
    return words > 8 and bool(_END.search(bare))


def _is_stamp(bare: str, words: int) -> bool:
    if words > 24:
        return False
    rest = bare
    for stamp in reversed(stamps(bare)):
        rest = rest[: stamp.start] + rest[stamp.end :]
    had = rest != bare or bool(_BARE_CLOCK.match(bare)) or bool(_AGO.search(bare))
    if not had:
        return bool(re.match(r"^\W*(?:published|updated|posted)\b.{0,25}\d", bare, re.I))
    left = _WORD.findall(_STAMP_WORDS.sub(" ", re.sub(r"\d+", " ", rest)))
    return len(left) <= 3
