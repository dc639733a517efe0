"""Who says what in one paragraph: rules over its parse, from the surest pattern to the vaguest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from secondtake.reading.english.parsing import Spans
from secondtake.reading.english.words import (
    ATTITUDE,
    CUE_NOUNS,
    EXPECTED,
    JUDGING,
    REPORTED_ADVERBS,
    SPEECH,
    SPEECH_ONLY_CLAUSE,
)

__all__ = ["Said", "said_in"]

_ACCORDING = ("accord", "according")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_CLAUSES = ("ccomp", "xcomp", "acl", "advcl", "pcomp")
_OBJECTS = ("dobj", "attr", "oprd", "dative")
_OBJECT_PREPS = ("as", "for", "of", "over", "to", "that")
_CUE_PARTS = ("aux", "auxpass", "neg", "prt")
_LEMMAS = {
    "said": "say", "says": "say", "say": "say", "reported": "report", "reports": "report",
    "added": "add", "adds": "add", "wrote": "write", "writes": "write", "claimed": "claim",
    "claims": "claim", "claim": "claim", "announced": "announce", "stated": "state",
    "noted": "note", "explained": "explain", "argued": "argue", "confirmed": "confirm",
    "told": "tell", "alleged": "allege", "insisted": "insist", "tweeted": "tweet",
}  # fmt: skip
_VERBS = "(?P<verb>(?:(?:also|later|has|have|had) )?(?:" + "|".join(_LEMMAS) + "))"
_NAME = r"(?P<source>(?:[^\W_][\w.’'&/-]*[ ]){0,9}[^\W_][\w’'&/)-]*)"
_WHEN = (
    r"(?:(?: (?:on|in|at|late|early|earlier|last|this|to|during|after|by|yesterday|today|from|via|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b|,)[^“”\":;]{0,90})?[.]?\s*$"
)
_TAIL = re.compile(rf"[,?!—–][”\"’]?\s+{_NAME} {_VERBS}{_WHEN}")
_TAIL_INVERTED = re.compile(rf"[,?!—–][”\"’]?\s+{_VERBS} {_NAME}(?:,[^“”\":;]{{0,140}})?[.]?\s*$")
_MEDIUM = re.compile(
    r" in (?:an? |the )?(?:\w+ ){0,2}(?:statements?|e-?mails?|interviews?|tweets?|posts?|letters?|"
    r"messages?|releases?|memo|filing|speech|report|article|op-ed|briefing)\b"
)
_MIDDLE = re.compile(rf",[”\"’]?\s+{_NAME} {_VERBS},\s+(?![“\"])")
_NO_TAIL = frozenset(
    ["and", "but", "as", "who", "which", "that", "when", "while", "because", "although", "if", "so", "or", "he’d", "it’s", "where", "since", "what", "whom", "whose", "with", "in", "on", "at", "to", "from", "by", "for", "that", "after", "before", "during", "how", "why", "not", "it's", "this", "according"]
)


@dataclass(slots=True)
class Said:
    """One attribution, code points of the whole text; ``rule`` names the pattern that found it.

    ``verb`` is the cue's lemma; ``at`` is where its head word stands.
    """

    source: Spans
    cue: Spans
    content: Spans
    verb: str
    at: int
    rule: str
    negated: bool = False
    infinitive: bool = False
    paragraph: int = 0
    quotes: Spans = field(default_factory=list)


@dataclass(slots=True)
class _Paragraph:
    """A parsed paragraph with its place in the text and its quotes, in paragraph offsets."""

    doc: Any
    offset: int
    quotes: Spans
    text: str

    def inside_quote(self, at: int) -> bool:
        return any(left < at < right for left, right in self.quotes)


def said_in(doc: Any, offset: int, quotes: Spans) -> list[Said]:
    """The attributions of a parsed paragraph that starts at ``offset`` of the text."""
    local = [(left - offset, right - offset) for left, right in quotes]
    paragraph = _Paragraph(
        doc=doc,
        offset=offset,
        quotes=[
            (max(0, left), min(len(doc.text), right))
            for left, right in local
            if left < len(doc.text) and right > 0
        ],
        text=doc.text,
    )
    found: list[Said] = []
    for rule in (_by_tail, _by_middle, _by_according, _by_verb, _by_expected, _by_noun, _by_adverb):
        for one in rule(paragraph):
            if not any(o.at == one.at for o in found):
                found.append(_beside_tail(one, found))
    for one in found:
        for role in (one.source, one.cue, one.content):
            role[:] = [(left + offset, right + offset) for left, right in role]
        one.at += offset
    return sorted(found, key=lambda one: one.at)


def _beside_tail(one: Said, found: list[Said]) -> Said:
    """An attribution inside what "..., X said" ends does not take the tail into its content."""
    for tail in found:
        if tail.rule == "tail" and one.rule != "tail":
            cluster = tail.source + tail.cue
            left = min(a for a, _ in cluster)
            one.content = [
                (a, min(b, left)) if a < left < b and a < max(c for _, c in cluster) else (a, b)
                for a, b in one.content
            ]
    return one


# --- rules -------------------------------------------------------------------------------------


def _by_tail(p: _Paragraph) -> Iterator[Said]:
    """A sentence that ends in ", X said on Monday." or ", said X.", whatever its parse."""
    for sent in p.doc.sents:
        left, right = sent.start_char, sent.end_char
        for pattern in (_TAIL, _TAIL_INVERTED):
            match = pattern.search(p.text, left, right)
            if match is None or p.inside_quote(match.start("verb")):
                continue
            source = match.span("source")
            words = match["source"].split()
            if words[0].lower() in _NO_TAIL or any(
                t.tag_ in ("VBD", "VBZ", "VBP", "MD")
                for t in p.doc
                if source[0] <= t.idx < source[1]
            ):
                continue
            for start, end in p.quotes:
                left = start if start < left < end else left
            content = _trim(p.text, (left, match.start()))
            if len(p.text[content[0] : content[1]].split()) < 2:
                continue
            yield Said(
                [source],
                [match.span("verb")],
                _with_quotes(p, [content]),
                _LEMMAS.get(match["verb"].split()[-1].lower(), "say"),
                match.end("verb") - len(match["verb"].split()[-1]),
                "tail",
            )
            break


def _by_middle(p: _Paragraph) -> Iterator[Said]:
    """A clause put in: "The man, the office wrote, appears again"."""
    for sent in p.doc.sents:
        left, right = sent.start_char, sent.end_char
        match = _MIDDLE.search(p.text, left, right)
        if match is None or p.inside_quote(match.start("verb")):
            continue
        words = match["source"].split()
        if words[0].lower() in _NO_TAIL or len(words) > 6:
            continue
        before, after = (left, match.start()), (match.end(), right)
        relative = re.search(r"(?:which|who|that)$", p.text[left : match.start()].rstrip(" ,"))
        # A name before the clause is its apposition: "Lund, the rector said, ..." is not.
        pieces = [after] if relative else [before, after]
        content = [_trim(p.text, piece) for piece in pieces]
        verb = match["verb"].split()[-1]
        yield Said(
            [match.span("source")],
            [match.span("verb")],
            _with_quotes(p, content),
            _LEMMAS.get(verb.lower(), "say"),
            match.end("verb") - len(verb),
            "middle",
        )


def _by_according(p: _Paragraph) -> Iterator[Said]:
    """ "according to X", "as per X", "in the words of X": the rest of the sentence is X's."""
    for token in p.doc:
        if token.lower_ not in ("according", "per") or token.i + 1 >= len(p.doc):
            continue
        to = token
        if token.lower_ == "according":
            to = token.nbor(1)
            if to.lower_ != "to":
                continue
        elif token.dep_ != "prep" or token.nbor(1).ent_type_ not in ("ORG", "PERSON"):
            continue
        holder = next((c for c in to.children if c.dep_ in ("pobj", "pcomp")), None)
        if holder is None:
            continue
        source = _span(_noun_phrase(holder))
        cue = (token.idx, to.idx + len(to))
        content = _rest_of_clause(p, token, (cue[0], source[1]))
        if content:
            yield Said([source], [cue], content, "according", token.idx, "according")


def _by_verb(p: _Paragraph) -> Iterator[Said]:
    for token in p.doc:
        lemma = token.lemma_.lower()
        if token.pos_ not in ("VERB", "AUX") or p.inside_quote(token.idx):
            continue
        if lemma in SPEECH or lemma in ATTITUDE or lemma in JUDGING:
            one = _of_verb(p, token, lemma)
            if one is not None:
                yield one


def _of_verb(p: _Paragraph, verb: Any, lemma: str) -> Said | None:
    if verb.dep_ in ("aux", "auxpass") or _is_passive(verb):
        return None
    subject = _subject(verb)
    source = [_span(_noun_phrase(subject))] if subject is not None else []
    cue = _cue_of(verb)
    content = _clause_after(p, verb, lemma)
    rule = "clause"
    if not content and lemma in SPEECH and not _has_object(p, verb):
        content, rule = _around(p, verb, source, cue), "around"
    if not content and lemma in JUDGING:
        content, cue, rule = *_object_of(p, verb, cue), "object"
    elif not content and lemma in SPEECH and lemma not in SPEECH_ONLY_CLAUSE:
        content, cue, rule = *_object_of(p, verb, cue, only_quotes=True), "object"
    if not content:
        return None
    if not source and rule != "clause" and verb.dep_ not in ("advcl", "acl", "conj", "ROOT"):
        return None
    content = _minus(content, source + cue)
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
        negated=any(c.dep_ == "neg" for c in verb.children) and lemma not in ("deny", "think"),
        infinitive=any(
            c.dep_ in ("xcomp", "ccomp")
            and c.tag_ == "VB"
            and any(t.lower_ == "to" for t in c.children)
            for c in verb.children
            if c.i > verb.i
        ),
    )


def _by_expected(p: _Paragraph) -> Iterator[Said]:
    """ "is believed to have left", "was quoted as saying that": said by somebody unnamed."""
    for token in p.doc:
        if token.lemma_.lower() not in EXPECTED or p.inside_quote(token.idx):
            continue
        if token.pos_ != "VERB" or not _is_passive(token):
            continue
        goal = next(
            (c for c in token.children if c.i > token.i and c.dep_ in ("xcomp", "ccomp", "oprd")),
            None,
        )
        subject = next((c for c in token.children if c.dep_ in _SUBJECTS), None)
        if goal is None:
            continue
        agent = next((c for c in token.children if c.dep_ == "agent"), None)
        holder = next((c for c in agent.children if c.dep_ == "pobj"), None) if agent else None
        source = [_span(_noun_phrase(holder))] if holder is not None else []
        content = (
            [_span(_noun_phrase(subject))]
            if subject is not None and subject.lower_ not in ("it", "there")
            else []
        )
        content.append(_subtree(goal))
        yield Said(source, _cue_of(token), content, token.lemma_.lower(), token.idx, "passive")


def _by_noun(p: _Paragraph) -> Iterator[Said]:
    """ "the ministry's claim that ...", "reports that ..."."""
    for token in p.doc:
        if token.lower_ not in CUE_NOUNS or token.pos_ != "NOUN" or p.inside_quote(token.idx):
            continue
        clause = next(
            (
                c
                for c in token.children
                if c.i > token.i
                and c.dep_ in ("acl", "ccomp")
                and any(m.dep_ == "mark" and m.lower_ in ("that", "whether") for m in c.children)
            ),
            None,
        )
        if clause is None:
            continue
        owner = next((c for c in token.children if c.dep_ == "poss"), None)
        by = next(
            (
                c
                for c in token.children
                if c.dep_ == "prep" and c.lower_ in ("by", "from", "of") and c.i < clause.i
            ),
            None,
        )
        holder = next((c for c in by.children if c.dep_ == "pobj"), None) if by else None
        holder = owner if owner is not None else holder
        source = [_span(_noun_phrase(holder))] if holder is not None else []
        left = min(
            [t.idx for t in token.lefts if t.dep_ in ("amod", "compound", "det")] + [token.idx]
        )
        yield Said(
            source,
            [(token.idx if source else left, token.idx + len(token))],
            [_subtree(clause)],
            token.lemma_.lower(),
            token.idx,
            "noun",
        )


def _by_adverb(p: _Paragraph) -> Iterator[Said]:
    """ "allegedly", "reportedly": somebody says so; the clause around it is what is said."""
    for token in p.doc:
        if token.lower_ not in REPORTED_ADVERBS or p.inside_quote(token.idx):
            continue
        if token.lower_ == "apparently":
            continue
        head = token.head
        while head.pos_ not in ("VERB", "AUX") and head.head != head:
            head = head.head
        content = _minus([_subtree(head)], [(token.idx, token.idx + len(token))])
        if content:
            yield Said(
                [],
                [(token.idx, token.idx + len(token))],
                content,
                token.lower_,
                token.idx,
                "adverb",
            )


# --- pieces ------------------------------------------------------------------------------------


def _is_passive(verb: Any) -> bool:
    return any(c.dep_ == "auxpass" for c in verb.children)


def _subject(verb: Any) -> Any:
    """Who does the saying: the verb's subject, or that of the clause a participle hangs on."""
    own = next((c for c in verb.children if c.dep_ in ("nsubj", "csubj")), None)
    if own is not None:
        return own
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as":
        quoted = next((c for c in verb.head.head.children if c.dep_ == "dobj"), None)
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


def _noun_phrase(head: Any) -> tuple[Any, Any]:
    """First and last token of a speaker's name, with titles, of-phrases and appositions."""
    tokens = [t for t in head.subtree if not _strays(t, head) and not t.is_space]
    while len(tokens) > 1 and tokens[-1].is_punct and tokens[-1].text not in ')”"':
        tokens.pop()
    while len(tokens) > 1 and tokens[0].is_punct and tokens[0].text not in '(“"':
        tokens.pop(0)
    left, right = tokens[0], tokens[-1]
    return left, right


def _strays(token: Any, head: Any) -> bool:
    """Whether a token belongs to a clause the parser hung on a name by mistake."""
    while token != head:
        if token.dep_ in ("parataxis", "ccomp", "advcl") and token.head == head:
            return True
        token = token.head
    return False


def _span(pair: tuple[Any, Any]) -> tuple[int, int]:
    left, right = pair
    return left.idx, right.idx + len(right)


def _subtree(head: Any) -> tuple[int, int]:
    tokens = [t for t in head.subtree if not t.is_space]
    while len(tokens) > 1 and tokens[-1].is_punct and tokens[-1].text not in "”\"’')":
        tokens.pop()
    while len(tokens) > 1 and tokens[0].text in (",", ":", "-", "–", "—", ";"):
        tokens.pop(0)
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1])


def _cue_of(verb: Any) -> Spans:
    """The verb with the words that belong to it: auxiliaries, "not", particles, near adverbs."""
    tokens = [verb]
    for child in verb.children:
        near = abs(child.i - verb.i) <= 4
        if near and (child.dep_ in _CUE_PARTS or (child.dep_ == "advmod" and child.i < verb.i)):
            if not list(child.children) and child.lower_ not in ("when", "how", "why", "where"):
                tokens.append(child)
    if verb.dep_ == "xcomp" and verb.head.pos_ == "VERB" and 0 < verb.i - verb.head.i <= 3:
        tokens.append(verb.head)
    left = min(tokens, key=lambda t: t.i)
    right = max(tokens, key=lambda t: t.i)
    while left.i < verb.i and left.dep_ in _SUBJECTS:
        left = left.nbor(1)
    if any(t.dep_ in _SUBJECTS for t in verb.doc[left.i : right.i + 1]):
        left = verb
    medium = _MEDIUM.match(verb.doc.text, right.idx + len(right))
    end = medium.end() if medium else right.idx + len(right)
    return [(left.idx, end)]


def _clause_after(p: _Paragraph, verb: Any, lemma: str) -> Spans:
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
        return []
    left, right = _subtree(clauses[0])
    left = max(left, verb.idx + len(verb) + 1)
    mark = next((c for c in clauses[0].children if c.lower_ == "that" and c.dep_ == "mark"), None)
    if mark is not None and verb.i < mark.i < clauses[0].i:
        left = max(left, mark.idx)
    for clause in clauses[1:]:
        right = max(right, _subtree(clause)[1])
    objects = [c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i]
    if lemma in ("want", "expect", "like", "urge", "call") and objects:
        left = min(left, _subtree(objects[0])[0])
    return _with_quotes(p, [(left, right)]) if right > left else []


def _around(p: _Paragraph, verb: Any, source: Spans, cue: Spans) -> Spans:
    """What stands before (and after) "X said" when the verb governs nothing to its right."""
    sentence_left, sentence_right = _sentence(p, verb)
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
    if opens and not content:
        content.append((right + opens.end(), sentence_right))
    elif content and mark and mark.end() < len(after):
        content.append((right + mark.end(), sentence_right))
    return _with_quotes(p, [_trim(p.text, c) for c in content])


def _object_of(
    p: _Paragraph, verb: Any, cue: Spans, *, only_quotes: bool = False
) -> tuple[Spans, Spans]:
    """What is announced, condemned or called for: the object with all that hangs on the verb."""
    rights = [c for c in verb.children if c.i > verb.i and not c.is_punct]
    objects = [c for c in rights if c.dep_ in (*_OBJECTS, "prep", "agent", "xcomp", "pcomp")]
    if not objects:
        return [], cue
    first = objects[0]
    if only_quotes:
        last_at = _subtree(objects[-1])[1]
        spans = [q for q in p.quotes if verb.idx < q[0] < last_at]
        return (spans[:1], cue)
    if first.dep_ == "prep":
        if first.lower_ not in ("for", "on", "about", "to", "of", "against", "at", "with") or (
            first.i != verb.i + 1
        ):
            return [], cue
        inner = [c for c in first.children if c.dep_ in ("pobj", "pcomp")]
        if not inner:
            return [], cue
        cue = [(cue[0][0], first.idx + len(first))]
        left, right = _subtree(inner[0])
    else:
        left, right = _subtree(first)
        for other in objects[1:]:
            named = other.dep_ in ("oprd", "attr", "xcomp")
            if named or (other.dep_ == "prep" and other.lower_ in _OBJECT_PREPS):
                right = max(right, _subtree(other)[1])
    return _with_quotes(p, [(left, _before_aside(p.text, left, right))]), cue


def _before_aside(text: str, left: int, right: int) -> int:
    """Where an object ends before ", which ..." or ", who ...": those words are the page's own."""
    aside = re.search(r",\s+(?:which|who|whose|whom)\b", text[left:right])
    return left + aside.start() if aside else right


def _has_object(p: _Paragraph, verb: Any) -> bool:
    """Whether a verb has an object of its own other than a listener or a quote."""
    for child in verb.children:
        if (
            child.dep_ in ("dobj", "oprd")
            and child.i > verb.i
            and verb.lemma_ not in ("tell", "ask")
        ):
            return not p.inside_quote(child.idx)
    return False


def _rest_of_clause(p: _Paragraph, token: Any, cluster: tuple[int, int]) -> Spans:
    left, right = _sentence(p, token)
    pieces = [(left, cluster[0]), (cluster[1], right)]
    trimmed = [_trim(p.text, piece) for piece in pieces]
    kept = [t for t in trimmed if len(p.text[t[0] : t[1]].split()) >= 2]
    return _with_quotes(p, kept)


def _sentence(p: _Paragraph, token: Any) -> tuple[int, int]:
    """The sentence around a token, widened so that it does not cut a quote in two."""
    sent = token.sent
    left, right = sent.start_char, sent.end_char
    for start, end in p.quotes:
        if start < left < end:
            left = start
        if start < right < end:
            right = end
    return left, right


def _with_quotes(p: _Paragraph, content: Spans) -> Spans:
    """Content that begins or ends inside a quote takes the whole quote."""
    grown = []
    for left, right in content:
        for start, end in p.quotes:
            if start < right < end and start >= left - 1:
                right = end
            if start < left < end <= right + 1:
                left = start
        grown.append((left, right))
    return grown


def _trim(text: str, span: tuple[int, int]) -> tuple[int, int]:
    left, right = span
    while left < right and (text[left].isspace() or text[left] in ",;:—–-."):
        left += 1
    while right > left and (text[right - 1].isspace() or text[right - 1] in ",;:—–-."):
        right -= 1
    return left, right


def _minus(content: Spans, taken: Spans) -> Spans:
    """Content without the stretches its own source and cue take."""
    pieces = list(content)
    for a, b in taken:
        cut: Spans = []
        for left, right in pieces:
            if b <= left or a >= right:
                cut.append((left, right))
                continue
            if left < a:
                cut.append((left, a))
            if b < right:
                cut.append((b, right))
        pieces = cut
    return [piece for piece in pieces if piece[1] - piece[0] > 1]
