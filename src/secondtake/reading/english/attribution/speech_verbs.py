"""Attributions by a verb: who its subject is, and what it says, asks, wants or condemns."""

from __future__ import annotations

import re
from typing import Any

from secondtake.reading.english.lexicon.attribution_terms import (
    ATTITUDE,
    JUDGING,
    SPEECH,
    SPEECH_ONLY_CLAUSE,
)
from secondtake.reading.english.parsing.document import Spans
from secondtake.reading.english.parsing.spans import (
    AttributionRule,
    Paragraph,
    Said,
    cue_of,
    is_passive,
    noun_phrase,
    sentence_of,
    span_of,
    subtree,
    trimmed,
    with_quotes,
    without,
)

__all__ = ["governs_that", "of_verb"]


_LEAST_SPOKEN = 4
"""Words in quotation marks that are more than a name or a word kept at a distance."""


_OBJECTS = ("dobj", "attr", "oprd", "dative")


_PROMISING = (
    "promise",
    "threaten",
    "vow",
    "use",
    "post",
    "publish",
    "share",
    "make",
    "hold",
    "take",
)
"""Verbs whose subject does what their infinitive says: "used the film to claim that ..."."""


_OBJECT_PREPS = ("as", "for", "of", "over", "to", "that")


def of_verb(p: Paragraph, verb: Any, lemma: str) -> Said | None:
    if verb.dep_ in ("aux", "auxpass") or is_passive(verb):
        return None
    if lemma in ("ask", "question", "tell") and verb.tag_ == "VBN" and verb.dep_ == "advcl":
        return None  # "Asked about it, she said": the one asked speaks in the other verb.
    subject = _subject(verb)
    source = [span_of(noun_phrase(subject))] if subject is not None else []
    cue = cue_of(verb)
    content = _clause_after(p, verb, lemma)
    on = content[0][0] - 1 if content else 0
    if lemma == "call" and on > cue[0][1] and p.text[:on].endswith(" on"):
        cue = [(cue[0][0], on)]
    rule = AttributionRule.CLAUSE
    published = verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod") and subject is None
    if not content and lemma in SPEECH and not _has_object(p, verb) and not published:
        content, rule = _around(p, verb, source, cue), AttributionRule.AROUND
    if not content and lemma in JUDGING:
        content, cue, rule = *_object_of(p, verb, cue), AttributionRule.OBJECT
    elif not content and lemma in SPEECH and lemma not in SPEECH_ONLY_CLAUSE:
        content, cue, rule = *_object_of(p, verb, cue, only_quotes=True), AttributionRule.OBJECT
    if not content:
        return None
    if (
        not source
        and rule != AttributionRule.CLAUSE
        and verb.dep_ not in ("advcl", "acl", "conj", "ROOT")
    ):
        return None
    if rule == AttributionRule.CLAUSE:
        content = [*_quote_before(p, source + cue), *content]
    content = without(content, source + cue)
    if not content or (
        subject is not None
        and subject.lower_ in ("it", "there", "that", "this")
        and lemma in ("appear", "seem", "mean", "see")
    ):
        return None
    return Said(
        source,
        cue,
        content,
        lemma,
        verb.idx,
        rule,
        named=_stood_for(subject),
        negated=any(c.dep_ == "neg" and not p.inside_quote(c.idx) for c in verb.children)
        and lemma != "think",
        tells=rule == AttributionRule.CLAUSE
        and lemma not in SPEECH | ATTITUDE
        and governs_that(verb),
        infinitive=any(
            c.dep_ in ("xcomp", "ccomp")
            and c.tag_ in ("VB", "VBN", "VBG")
            and any(t.lower_ == "to" for t in c.children)
            for c in verb.children
            if c.i > verb.i
        ),
    )


def governs_that(verb: Any) -> bool:
    """Whether an active verb with a subject governs a clause that "that" opens."""
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
    subject = any(c.dep_ == "nsubj" for c in verb.children)
    return (
        subject
        and clause is not None
        and not is_passive(verb)
        and any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)
    )


def _quote_before(p: Paragraph, cluster: Spans) -> Spans:
    """The first half of a quote parted by its speaker: "If it was a drill," X asked, "why ..."."""
    left = min(a for a, _ in cluster)
    ends = [q for q in p.quotes if q[1] <= left and not p.text[q[1] : left].strip()]
    return [q for q in ends if p.text[q[0] : q[1]].rstrip('”"’»').endswith(",")]


def _said_before(verb: Any) -> Any:
    """ "She insisted that it was so and denied that ...": the verb before, where the parse hangs
    the second verb of saying on the clause of the first."""
    head = verb.head
    if verb.dep_ != "conj" or verb.tag_ not in ("VBD", "VBZ") or head.dep_ != "ccomp":
        return None
    outer = head.head
    marked = [any(c.dep_ == "mark" and c.lower_ == "that" for c in v.children)
              for v in (head, *[c for c in verb.children if c.dep_ == "ccomp"])]  # fmt: skip
    alike = outer.lemma_.lower() in SPEECH and outer.tag_ == verb.tag_
    return outer if alike and len(marked) == 2 and all(marked) else None


def _subject(verb: Any) -> Any:
    """Who does the saying: the verb's subject, or that of the clause a participle hangs on."""
    own = next((c for c in verb.children if c.dep_ in ("nsubj", "csubj")), None)
    if own is not None:
        return own
    told = _asked(verb)
    if told is not None:
        return told
    said = _said_before(verb)
    if said is not None:
        return _subject(said)
    marked = any(c.lower_ == "as" and c.dep_ == "mark" for c in verb.children)
    if (verb.dep_ == "pcomp" and verb.head.lower_ == "as") or (marked and verb.tag_ == "VBG"):
        quoting = verb.head.head if verb.dep_ == "pcomp" else verb.head
        quoted = next((c for c in quoting.children if c.dep_ == "dobj"), None)
        if quoted is not None:
            return quoted
    head = verb
    for _ in range(3):
        if head.dep_ in ("conj", "xcomp") or (
            head.dep_ in ("advcl", "pcomp", "prep") and head.tag_ in ("VBG", "VB", "IN")
        ):
            head = head.head
        elif head.dep_ in ("acl", "relcl") and head.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return head.head
        else:
            return None
        found = next((c for c in head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if found is not None:
            return found
    return None


def _stood_for(subject: Any) -> Spans:
    """What "which" stands for: the post of "a post, which claims that ..."."""
    relative = subject is not None and subject.tag_ == "WDT" and subject.head.dep_ == "relcl"
    return [span_of(noun_phrase(subject.head.head))] if relative else []


def _asked(verb: Any) -> Any:
    """Who is brought to say it: the channels of "which led the channels to claim that ..."."""
    head = verb.head
    if verb.dep_ != "xcomp" or verb.tag_ != "VB" or head.lemma_.lower() in _PROMISING:
        return None
    return next((c for c in head.children if c.dep_ == "dobj" and head.i < c.i < verb.i), None)


def _clause_after(p: Paragraph, verb: Any, lemma: str) -> Spans:
    """The clause the verb governs to its right, with "that", or the infinitive it asks for."""
    clauses = []
    for child in verb.children:
        if child.i < verb.i:
            continue
        if (
            child.dep_ == "ccomp"
            or (child.dep_ == "xcomp" and child.tag_ in ("VB", "VBG", "VBN", "VBD"))
            or (child.dep_ == "xcomp" and lemma in ("call", "describe", "consider", "deem"))
        ):
            clauses.append(child)
    if not clauses:
        return _misread_clause(p, verb, lemma)
    left, right = subtree(clauses[0])
    left = max(left, verb.idx + len(verb) + 1)
    mark = next((c for c in clauses[0].children if c.lower_ == "that" and c.dep_ == "mark"), None)
    if mark is not None and verb.i < mark.i < clauses[0].i:
        left = max(left, mark.idx)
    ending = next((c for c in clauses[0].children if _said_before(c) is verb), None)
    if ending is not None:
        joined = next((c for c in clauses[0].children if c.dep_ == "cc"), ending)
        right = min(right, joined.idx)
    for clause in clauses[1:]:
        right = max(right, subtree(clause)[1])
    objects = [c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i]
    upon = next((c for c in verb.children if c.lower_ == "on" and c.dep_ == "prep"), None)
    if lemma == "call" and upon is not None and verb.i < upon.i < clauses[0].i:
        return [(upon.idx + len(upon) + 1, right)]
    if lemma in ("want", "expect", "like", "urge", "call") and objects:
        left = min(left, subtree(objects[0])[0])
    return with_quotes(p, [(left, right)]) if right > left else []


def _around(p: Paragraph, verb: Any, source: Spans, cue: Spans) -> Spans:
    """What stands before (and after) "X said" when the verb governs nothing to its right."""
    sentence_left, sentence_right = sentence_of(p, verb)
    cluster = [*source, *cue]
    left = min([a for a, b in cluster if abs(a - verb.idx) < 400], default=verb.idx)
    right = max(b for _, b in cluster)
    content: Spans = []
    before = p.text[sentence_left:left].rstrip()
    if (
        len(before.split()) >= 2
        and before[-1:] in ',”"’?!—–-…'
        and not re.search(r"(?:^|\W)(?:and|but|as|who|which|,)$", before[:-1].strip(), re.I)
    ):
        content.append((sentence_left, sentence_left + len(before)))
    after = p.text[right:sentence_right]
    mark = re.match(r"[^\w“\"«]{0,3}(?:,|:|—|–)?\s*(?=[“\"«])|\s*[:,]\s+", after)
    opens = re.match(r"[^“\"«:.]{0,80}?[:,]?\s*(?=[“\"«])|[^“\"«:.]{0,80}?:\s+", after)
    if opens and not content and _opens_speech(p, right, right + opens.end()):
        content.append((right + opens.end(), sentence_right))
    elif content and mark and mark.end() < len(after):
        content.append((right + mark.end(), sentence_right))
    return with_quotes(p, [trimmed(p.text, c) for c in content])


def _misread_clause(p: Paragraph, verb: Any, lemma: str) -> Spans:
    """The clause of "denied that the chief, Ivo Harn, took it" where the parse has "that" point
    at the chief and hangs the clause's verb on the speaker's, with no "and" between."""
    that = verb.nbor(1) if verb.i + 1 < len(verb.doc) else None
    if lemma not in SPEECH or that is None or that.lower_ != "that" or that.dep_ != "det":
        return []
    second = next((c for c in verb.children if c.dep_ == "conj" and c.i > verb.i), None)
    joined = any(c.dep_ == "cc" for c in verb.children)
    if second is None or joined or second.tag_ not in ("VBD", "VBZ", "VBP"):
        return []
    return with_quotes(p, [(that.idx, subtree(second)[1])])


def _opens_speech(p: Paragraph, after: int, at: int) -> bool:
    """Whether what stands at ``at`` after a verb is its speech and no word put in marks."""
    quote = next((q for q in p.quotes if q[0] == at), None)
    return quote is None or _is_speech(p, after, quote)


def _is_speech(p: Paragraph, after: int, quote: tuple[int, int]) -> bool:
    """Whether a quotation is what was said: it follows at once, or is longer than a name."""
    between = p.text[after : quote[0]].strip()
    return (
        len(between.split()) < 2
        or between[-1:] in ",:"
        or len(p.text[quote[0] : quote[1]].split()) >= _LEAST_SPOKEN
    )


def _object_of(
    p: Paragraph, verb: Any, cue: Spans, *, only_quotes: bool = False
) -> tuple[Spans, Spans]:
    """What is announced, condemned or called for: the object with all that hangs on the verb."""
    rights = [c for c in verb.children if c.i > verb.i and not c.is_punct]
    objects = [c for c in rights if c.dep_ in (*_OBJECTS, "prep", "agent", "xcomp", "pcomp")]
    if not objects:
        return [], cue
    first = objects[0]
    if only_quotes:
        last_at = subtree(objects[-1])[1]
        spans = [q for q in p.quotes if verb.idx < q[0] < last_at]
        return ([q for q in spans[:1] if _is_speech(p, verb.idx + len(verb), q)], cue)
    if first.dep_ == "prep":
        if first.lower_ not in ("for", "on", "about", "to", "of", "against", "at", "with") or (
            first.i != verb.i + 1
        ):
            return [], cue
        inner = [c for c in first.children if c.dep_ in ("pobj", "pcomp")]
        if not inner:
            return [], cue
        cue = [(cue[0][0], first.idx + len(first))]
        left, right = subtree(inner[0])
    else:
        left, right = subtree(first)
        for other in objects[1:]:
            named = other.dep_ in ("oprd", "attr", "xcomp")
            hangs = other.lower_ in _OBJECT_PREPS or verb.lemma_ in ("point", "highlight")
            if named or (other.dep_ == "prep" and hangs):
                right = max(right, subtree(other)[1])
    return with_quotes(p, [(left, _before_aside(p.text, left, right))]), cue


def _before_aside(text: str, left: int, right: int) -> int:
    """Where an object ends before ", which ..." or ", who ...": those words are the page's own."""
    aside = re.search(r",\s+(?:which|who|whose|whom)\b", text[left:right])
    return left + aside.start() if aside else right


def _has_object(p: Paragraph, verb: Any) -> bool:
    """Whether a verb has an object of its own other than a listener or a quote."""
    for child in verb.children:
        if (
            child.dep_ in ("dobj", "oprd")
            and child.i > verb.i
            and verb.lemma_ not in ("tell", "ask")
        ):
            return not p.inside_quote(child.idx)
    return False
