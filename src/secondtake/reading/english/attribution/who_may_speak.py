"""Who may speak: persons, bodies, writings and accounts; never a landscape or a film."""

from __future__ import annotations

import re

from secondtake.reading.english.lexicon.attribution_terms import HUMAN_NOUNS
from secondtake.reading.english.lexicon.speaker_terms import (
    BODY_NOUNS,
    GROUPS,
    RANKS,
    SOMEBODY,
    WRITINGS,
)

__all__ = ["head_of", "may_speak"]

_AFTER_HEAD = re.compile(
    r"(?:[,(]|(?<! )) *+\b(?:of|from|in|on|by|with|at|for|to|near|about|alongside|below|above|who|"
    r"whom|which|that|taken|shot|posted|released|published|shown|showing|made|recorded|uploaded|seen|reviewed|sent|leaked|circulated|signed|found|"
    r"obtained)\b|(?<! ) *+[,(:]",
    re.I,
)
_DOING = re.compile(r"(?<=[a-z]{4}) (?-i:[a-z]{3,}ing) .*$", re.S)
"""What somebody named does: "a release announcing the series"."""
_DOER = re.compile(r"(?:er|or|ist|ant|ent|man|woman|ian|ee|people|body|one)s?$|men$", re.I)
"""Ends of words for somebody who does something: driver, assistant, cameraman."""
_THINGS = re.compile(
    r"(?:ment|ness|ship|tion|sion|ance|ence|ity|ism|weather|water|border|number|order|power|matter|"
    r"paper|winter|summer|river|corner|shutter|minor|event|accident|incident|moment|document|"
    r"content|evidence|comparison|analysis|plant|monument|terrain|colou?r|error|mirror|floor|door|"
    r"motor|factor|character|letter|folder|computer|poster|banner|marker|helicopter|crater|cent)s?$",
    re.I,
)
_PRONOUNS = frozenset(["i", "we", "he", "she", "they", "you", "it", "who", "some", "others",
                       "many", "another", "several", "both", "all", "those", "one"])  # fmt: skip


def head_of(name: str) -> str:
    """The word a name hangs on: "army" of "the army of the north", "post" of "a post on X"."""
    name = _DOING.sub("", name.strip())
    words = re.findall(r"[\w@.\u2019'-]*\w", _AFTER_HEAD.split(name)[0] or name)
    return words[-1] if words else ""


def may_speak(name: str) -> bool:
    """Whether somebody so called can say something: a name, a trade, a body, a writing.

    >>> [may_speak(name) for name in ("the colonel", "Harn", "the terrain", "a post on Plaza")]
    [True, True, False, True]
    """
    head = head_of(name)
    if not head or head != head.lower() or head[0] == "@" or head[-1].isdigit():
        return True
    known = HUMAN_NOUNS | BODY_NOUNS | SOMEBODY | WRITINGS | _PRONOUNS | RANKS | GROUPS
    if head in known or head.removesuffix("s") in known or head.removesuffix("es") in known:
        return True
    if re.search(r"ies$", head) and head[:-3] + "y" in known:
        return True
    return bool(_DOER.search(head)) and not _THINGS.search(head)
