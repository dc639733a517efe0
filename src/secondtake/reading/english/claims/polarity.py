"""Whether a claim says that something is so, that it is not so, or only asks."""

from __future__ import annotations

import re
from typing import Any

from secondtake.model.enums import Polarity
from secondtake.reading.english.attribution.source_chain import DENYING, Chain
from secondtake.reading.english.parsing.tokens import inside

__all__ = ["polarity_of"]

_DENIALS = DENYING | {"reject", "dismiss"}
_NO_EVIDENCE = re.compile(
    r"\b(?:no|not (?:any|a)|nor any|without(?: any)?|little|n[o\u2019']t (?:any|a)) (?:\w+ ){0,2}?"
    r"(?:evidence|proof|sign|indication|trace|confirmation|record|basis)s?\b",
    re.I,
)
_ASKING = frozenset(["ask", "wonder", "question"])
_ASKED = re.compile(r"\W*(?:whether|if|who|what|why|how|when|where)\b", re.I)
_NOT = frozenset(
    [
        "not",
        "n't",
        "n\u2019t",
        "never",
        "no",
        "none",
        "nobody",
        "nothing",
        "neither",
        "nor",
        "nowhere",
    ]
)
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "attr", "dobj", "det")


def polarity_of(
    doc: Any,
    offset: int,
    claim: tuple[int, int],
    sentence: tuple[int, int],
    chain: Chain | None,
) -> Polarity:
    """How a claim stands to its words; ``claim`` and ``sentence`` in offsets of ``doc``,
    which starts at ``offset``.

    Only what stands in the claim's own sentence counts: a denial is not carried to the next.
    """
    text = str(doc.text)
    words = text[slice(*claim)]
    after = text[claim[1] : claim[1] + 2].lstrip("\u201d\u2019\"' ")
    if words.rstrip("\u201d\u2019\"' ").endswith("?") or after.startswith("?"):
        return Polarity.ASKED
    if chain is not None and not chain.carried:
        if chain.verb in _ASKING and _ASKED.match(words):
            return Polarity.ASKED
        if (
            chain.verb in _DENIALS
            and not chain.negated
            and sentence[0] <= chain.at - offset < sentence[1]
        ):
            return Polarity.DENIED
    led = text[sentence[0] : claim[0]]
    if _NO_EVIDENCE.search(words) or re.search(
        _NO_EVIDENCE.pattern + r"\W+(?:that\W*)?$", led, re.I
    ):
        return Polarity.NO_EVIDENCE
    return Polarity.NEGATED if _is_negated(doc, *claim) else Polarity.ASSERTED


def _is_negated(doc: Any, left: int, right: int) -> bool:
    """Whether the claim's main verb is negated, by its adverb or by its subject or object."""
    tops = [
        t for t in inside(doc, left, right) if t.dep_ == "ROOT" or not left <= t.head.idx < right
    ]
    verb = next((t for t in tops if t.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return any(t.lower_ in ("not", "never") for t in tops)
    for child in verb.children:
        if not left <= child.idx < right:
            continue
        if child.dep_ == "neg" or child.lower_ in _NOT:
            return True
        if child.dep_ in _SUBJECTS and any(
            c.lower_ in _NOT and c.i < child.i for c in child.children
        ):
            return True
    return False
