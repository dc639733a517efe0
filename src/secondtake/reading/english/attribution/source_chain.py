"""The chain behind a claim: page, agency, unnamed leak, as far as the words give it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from secondtake.model.text import Mention
from secondtake.reading.english.attribution.coreference import Names
from secondtake.reading.english.attribution.rules import Said
from secondtake.reading.english.attribution.who_may_speak import may_speak
from secondtake.reading.english.lexicon.attribution_terms import REQUESTS, SPEECH
from secondtake.reading.english.parsing.spans import AttributionRule

__all__ = ["CLAIMED", "DENYING", "Chain", "chain_of", "chain_of_name", "speaks"]

_THINKING = frozenset(
    [
        "think",
        "believe",
        "fear",
        "hope",
        "suspect",
        "assume",
        "know",
        "doubt",
        "expect",
        "understand",
    ]
)
_BREAK = re.compile(r"\n\s*\n|(?<=[.!?”\":’])[ \t\r]*\n")
CLAIMED = re.compile(
    r"\b(?:(?:the|a|an|any|all|such|these|those|this) (?:\w+ )?)?(?:claim|allegation|suggestion|"
    r"report|accusation|assertion|rumou?r|charge)s? that\b",
    re.I,
)
"""What is rejected when somebody "dismissed the allegation that ..."."""
_NAMING = frozenset(["call", "brand", "label", "dub", "describe", "portray"])
"""With an object and a name for it they tell what somebody holds it to be."""
_PRESENTING = frozenset(["point", "highlight", "note", "stress", "underline", "underscore"])
"""With an object they present it as a fact: "pointed out several odd things in the film"."""
_LEAST_PRESENTED = 5
"""Words of an object that says something of its own."""
_SURE = (
    AttributionRule.ACCORDING,
    AttributionRule.HEADLINE,
    AttributionRule.SIGNED,
    AttributionRule.NOUN,
    AttributionRule.ADVERB,
    AttributionRule.TAIL,
    AttributionRule.MIDDLE,
)
"""Patterns that need no verb of saying."""
_CONVINCED = frozenset(["confident", "sure", "certain", "convinced", "adamant"])
_UNNAMED = re.compile(r"(?:accusation|allegation|claim|rumou?r|report)s", re.I)
"""Said by people the page does not name: "prompted accusations that ..."."""
_NOBODY = re.compile(r"(?:no one|nobody|none|neither|no|few)\b", re.I)
_POINTED_AT = re.compile(r"(?:these|those|this|such)\b", re.I)
_FREE_RELATIVE = re.compile(r"\W*(?:what|whatever|how)\b", re.I)
_DECLINED = re.compile(r"\b(?:declin|refus)\w+ to (?:\w+ )?$", re.I)
"""Before a verb of saying: nothing was said."""
DENYING = frozenset(["deny", "dispute", "refute", "rebut"])
_SHOWING = frozenset(
    ["show", "demonstrate", "indicate", "suggest", "reveal", "appear", "seem", "mean"]
)
_NO_SPEAKER = re.compile(
    r"^(?:there|this|that|which|what|the|(?:the |this |that |a |an |one |another |both |two |"
    r"several |these |those |its |their )?(?:(?!of\b)\w+ ){0,3}(?:videos?|footage|films?|clips?|"
    r"recordings?|"
    r"sequences?|shots?|scenes?|takes?|frames?|images?|pictures?|photos?|photographs?|stills?|"
    r"cameras?|versions?|screenshots?|fragments?|segments?|parts?|minutes|seconds))$",
    re.I,
)
_FOOTAGE_HEAD = re.compile(
    r"\b(?:videos?|footage|films?|clips?|recordings?|sequences?|takes?|images?|pictures?|photos?|"
    r"scenes?|shots?|frames?|versions?|stills?)$",
    re.I,
)
"""A name's last word before its additions: "the film", but not "a film agency"."""
_AFTER_HEAD = re.compile(
    r"(?:[,(]|(?<! )) *+\b(?:of|from|in|on|by|with|at|taken|shot|posted|released|published|shown|"
    r"showing|made|recorded|uploaded|obtained)\b|(?<! ) *+[,(]",
    re.I,
)
_ANALYSIS = re.compile(
    r"(?-i:[A-Z])[\w.-]*['’]s? (?:[\w’'-]+ ){0,3}(?:analys[ei]s|investigations?|"
    r"reviews?|examinations?|"
    r"assessments?|research|findings?|verification|checks?|inquiry|fact-check)\b|\b(?:analys[ei]s|"
    r"investigation|review|examination|assessment|research|verification|fact-check) (?:\w+ )?"
    r"(?:by|from) ",
    re.I,
)
"""Work of somebody named: what it shows, they say."""
_PRONOUN = re.compile(r"(?:s?he|they|it|him|her|them|his|its|their|who|which)", re.I)
_CITING = re.compile(
    r"\b(?P<cue>citing|quoting|referring to|with reference to|based on|relying on|"
    r"on the basis of|attributing (?:it|this) to|(?:which|who) (?:has |had |have )?(?:cite[sd]?|"
    r"quote[sd]?|(?:referred|refers) to|relie[sd] on))\s+(?P<link>(?:an? |the |its |his |her |"
    r"their )?[^,.;:“”\"]{2,90}?)(?=,|\.|;|:|“|\"|$|\s+(?:said|says|saying|reported|that|as saying|"
    r"who|which)\b)",
    re.I,
)
_PASSED_ON = re.compile(
    r"\b(?:leaked|obtained|shared|circulated|posted|published|released|carried|quoted|reposted|"
    r"forwarded|seen|reviewed|passed on) (?:\w+ly )?(?:by|to|through|via) "
    r"(?P<link>(?:(?:the|an?|its|his|her|their) )?[^,.;:\u201c\u201d\"()]{2,60}?)"
    r"(?=,|\.|;|:|\u201c|\"|$|\s+(?:said|says|shows?|claims?|claimed|states?|stated|reported|"
    r"that|on|in|who|which|and)\b)",
    re.I,
)
_INSIDE = re.compile(
    r"[“\"«]\s*(?P<who>(?:(?:The|A|An|My|Our|His|Her|Their) )?[\w’'-]+(?: [\w’'-]+){0,4}?) "
    r"(?P<cue>(?P<verb>told|said)(?: (?:me|us|him|her|them|you))?)[,:]? "
    r"(?P<said>[‘'“][^‘“]{8,}?[’'”])[.,]?\s*[”\"»]?$"
)
"""A quote that is nothing but somebody else's quoted words."""
_TOLD = re.compile(
    r"\b(?:told|tells|telling|informed|said (?:to|in an interview with)|in (?:an interview|remarks|"
    r"comments|a statement) (?:with|to|carried by|published by|quoted by|released by)|"
    r"(?:was |were )?quoted (?:\w+ )?by|cited by|carried by|according to)\s+"
    r"(?P<link>(?:the |a |an )?[A-Z][^,.;:“”\"()]{1,60}?|(?:(?:the|an?|this|our|state|local|"
    r"national|public|regional) )+(?:\w+ )?(?:agency|newspaper|channel|broadcaster|reporters?|"
    r"journalists?|television|radio|outlet|news agency|station|network|paper|press|website|site)"
    r"(?: [A-Z][\w’'-]*(?: [A-Z\d][\w’'-]*)*)?)"
    r"(?=,|\.|;|:|“|\"|$|\s+(?:that|on|in|at|as|he|she|they|it|the|how|whether|by|during|after|"
    r"last|earlier|yesterday|today|via)\b)",
)


@dataclass(frozen=True, slots=True)
class Chain:
    """Who says a claim and through whom; ``who`` is the speaker's fullest name, for comparing.

    ``negated``: the cue says that they did not ("never denied"). ``carried``: the claim's own
    sentence names nobody; the speaker is that of what stands before it. ``at``: where the cue is.
    """

    source: Mention | None
    through: tuple[Mention, ...]
    cue: Mention | None
    who: str
    verb: str
    negated: bool = False
    carried: bool = False
    at: int = 0

    @property
    def speaker(self) -> str:
        """``who`` without case, to compare by."""
        return self.who.lower()


def speaks(one: Said, text: str, names: Names) -> bool:
    """Whether an attribution makes somebody else answer for a claim.

    Wanting, supporting and asking for are the outlet's own words about somebody; "I" is the
    outlet itself; "two sequences show" and "she did not say" have no speaker.
    """
    if (one.negated and not one.quotes) or (
        one.verb in REQUESTS and one.rule == AttributionRule.CLAUSE and one.infinitive
    ):
        return False
    if _DECLINED.search(text, max(0, one.at - 40), one.at) or not _says(one, text):
        return False
    if not one.source:
        return True
    start, end = _short(text, one.speaker[0])
    source = text[start:end].strip()
    if source in ("Who", "What", "Which") or _NOBODY.match(source):
        return False  # "Who ordered the film remains unknown."
    if source.lower() in ("i", "we", "me", "us", "you"):
        return bool(one.quotes) and any(a < start < b for a, b in one.quotes)
    if source.lower() == "it":
        return one.verb not in _SHOWING and names.behind(source, start) is not None
    if one.rule == AttributionRule.AROUND and not one.quotes and not may_speak(source):
        return False
    if _NO_SPEAKER.match(source) or _FOOTAGE_HEAD.search(_AFTER_HEAD.split(source)[0]):
        # "According to the film" quotes it; "as the film shows" tells of what is to be seen.
        return one.verb in ("say", "claim", "allege", "according")
    if one.verb in (*_SHOWING, "point") and _POINTED_AT.match(source):
        return False  # "These statements point to a plan": whoever made them says so.
    if one.verb in _SHOWING and _FREE_RELATIVE.match(text, one.content[0][0]):
        return False  # "A post shows what appears to be the quay": a thing, not a statement.
    if _ANALYSIS.search(source):
        return True
    # Things indicate and reveal; only somebody or something written says and adds.
    judged = one.rule == AttributionRule.OBJECT
    uttered = judged or (one.verb in SPEECH and one.verb not in _SHOWING)
    return uttered or bool(one.quotes) or may_speak(source)


def _says(one: Said, text: str) -> bool:
    """Whether the words that tie a source to its content are words for saying or holding."""
    judges = (*_NAMING, "accuse", "blame")
    if (
        one.rule == AttributionRule.OBJECT
        and one.verb not in DENYING
        and (not one.quotes or one.verb in judges)
    ):
        said = text[one.content[0][0] : one.content[0][1]]
        words = len(said.split())
        if one.verb in ("reject", "dismiss"):
            return bool(CLAIMED.search(said[:80]))
        presented = one.verb in _PRESENTING and words >= _LEAST_PRESENTED
        return presented or (one.verb in judges and words > 2)
    if one.rule == AttributionRule.NOUN and not one.source:
        return bool(_UNNAMED.fullmatch(text[one.at : one.cue[0][1]]))
    if one.rule == AttributionRule.PASSIVE and not one.source:
        return one.verb in ("say", "report", "allege", "believe", "claim")
    if one.rule == AttributionRule.ADJECTIVE:
        return one.verb in _CONVINCED
    return (
        one.verb in SPEECH
        or one.verb in (*_THINKING, *_PRESENTING)
        or one.tells
        or one.rule in _SURE
    )


def chain_of(one: Said, said: list[Said], names: Names, text: str) -> tuple[Said, Chain]:
    """The innermost attribution of what ``one`` says, and the chain behind it.

    The links are the outer speakers, nearest to the page first, then what the speaker cites.
    """
    inner = one
    for _ in range(4):
        nested = [
            o
            for o in said
            if o is not inner
            and o.source
            and (o.verb in SPEECH or (o.verb in _THINKING and o.rule == AttributionRule.CLAUSE))
            and not o.negated
            and any(a <= o.at < b for a, b in inner.content)
            and _covers(o, inner)
            and (o.verb not in _SHOWING or may_speak(text[slice(*o.source[0])]))
        ]
        if not nested:
            break
        inner = min(nested, key=lambda o: o.at)
    inner = _told_inside(inner, text) or inner
    outer = [
        o
        for o in said
        if o is not inner
        and o.source
        and (o.verb in SPEECH or o.rule == AttributionRule.ACCORDING)
        and (o.verb not in _SHOWING or may_speak(text[slice(*o.source[0])]))
        and any(a <= inner.at < b for a, b in o.content)
        and _covers(inner, o)
    ]
    outer.sort(key=lambda o: -sum(b - a for a, b in o.content))
    links: list[tuple[int, int]] = []
    for other in outer:
        links.extend(_short(text, span) for span in other.source[:1])
    left, right = _around(one, text)
    own = _short(text, inner.speaker[0]) if inner.speaker else None
    for pattern in (_TOLD, _CITING, _PASSED_ON):
        for match in pattern.finditer(text, left, right):
            span = match.span("link")
            inside = any(a <= span[0] and span[1] <= b for a, b in inner.content)
            clash = own is not None and own[0] < span[1] and span[0] < own[1]
            if not inside and not clash and span not in links and not _is_time(match["link"]):
                links.append(span)
    through = tuple(_mention(text, span) for span in links if span != own)
    source, who = _named(text, own, names) if own else (None, "")
    cue = _mention(text, inner.cue[0]) if inner.cue else None
    if inner.rule == AttributionRule.NOUN and not inner.source and cue is not None:
        source, who = cue, cue.text
    chain = Chain(
        source=source,
        through=through,
        cue=cue,
        who=who,
        verb=inner.verb,
        negated=inner.negated,
        at=inner.at,
    )
    return inner, chain


def chain_of_name(text: str, span: tuple[int, int], names: Names) -> Chain:
    """The chain of what somebody says whom the text only names."""
    source, who = _named(text, _short(text, span), names)
    return Chain(source=source, through=(), cue=None, who=who, verb="")


def _named(text: str, own: tuple[int, int], names: Names) -> tuple[Mention, str]:
    """The mention of a speaker to show, and the fullest name the page gives them."""
    source = _mention(text, own)
    behind = names.behind(source.text, source.start)
    who = text[behind[0] : behind[1]] if behind else source.text
    if behind and _PRONOUN.fullmatch(source.text):
        source = _mention(text, behind)
    return source, who


def _told_inside(one: Said, text: str) -> Said | None:
    """The speech inside a quote: "The director told me, 'I never saw it'", said somebody."""
    for left, right in one.quotes:
        match = _INSIDE.match(text[left:right])
        if match is None:
            continue
        source, cue, content = (
            (left + match.start(role), left + match.end(role)) for role in ("who", "cue", "said")
        )
        return Said(
            [source], [cue], [content], match["verb"], cue[0], AttributionRule.INSIDE,
            paragraph=one.paragraph, quotes=[content],
        )  # fmt: skip
    return None


def _short(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """A speaker's name without the clause that only describes it."""
    clause = re.search(
        r",? (?:who|which|whose|that)\b|, (?:quoting|citing|referring)\b|(?:,| [-–—]) where\b|"
        r", (?:published|released|issued|made public|posted|dated)\b",
        text[span[0] : span[1]],
    )
    end = span[0] + clause.start() if clause and clause.start() > 1 else span[1]
    while end > span[0] + 1 and text[end - 1] in ", ":
        end -= 1
    return span[0], end


def _covers(inner: Said, outer: Said) -> bool:
    """Whether a nested attribution answers for most of what the outer one says."""
    whole = sum(b - a for a, b in outer.content)
    size = sum(b - a for a, b in inner.content)
    told = sum(b - a for a, b in [*inner.source, *inner.cue] if outer.content[0][0] <= a)
    return size >= 0.5 * whole or (
        inner.rule == AttributionRule.CLAUSE
        and inner.verb not in _SHOWING
        and size + told >= 0.6 * whole
    )


def _around(one: Said, text: str) -> tuple[int, int]:
    """The sentence, roughly, in which an attribution stands: citing words may stand far off."""
    breaks = [m.end() for m in _BREAK.finditer(text, max(0, one.at - 3000), one.at + 3000)]
    left = max((b for b in breaks if b <= one.at), default=max(0, one.at - 3000))
    right = min((b for b in breaks if b > one.at), default=min(len(text), one.at + 3000))
    start = left
    for match in re.finditer(r"[.!?][”\"’]?\s+(?=[A-Z“\"])", text[left:right]):
        if left + match.end() > one.at:
            return start, left + match.start() + 1
        start = left + match.end()
    return start, right


def _mention(text: str, span: tuple[int, int]) -> Mention:
    return Mention(text=text[span[0] : span[1]], start=span[0], end=span[1])


def _is_time(text: str) -> bool:
    return bool(
        re.match(
            r"(?:on )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b", text, re.I
        )
    )
