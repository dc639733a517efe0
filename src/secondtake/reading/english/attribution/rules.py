"""Who says what in one paragraph: rules over its parse, from the surest pattern to the vaguest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from secondtake.reading.english.attribution.speech_verbs import governs_that, of_verb
from secondtake.reading.english.attribution.surface_patterns import by_middle, by_tail, by_writing
from secondtake.reading.english.lexicon.attribution_terms import (
    ADJECTIVES,
    ATTITUDE,
    CUE_NOUNS,
    EXPECTED,
    JUDGING,
    NOT_SAYING,
    REPORTED_ADVERBS,
    SPEECH,
)
from secondtake.reading.english.parsing.document import Spans
from secondtake.reading.english.parsing.spans import (
    SUBJECTS,
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
from secondtake.reading.english.parsing.tokens import text_of
from secondtake.reading.word_list import word_list

__all__ = ["Said", "said_in"]


_VIEWS = ("view", "opinion", "words", "account", "judgement", "judgment", "telling", "version",
          "reading", "reckoning", "estimation", "eyes")  # fmt: skip
"""Nouns that with "in the" and "of" name whose words or mind a sentence tells."""


_PUTTING_ABOUT = word_list(
    "make raise voice spread publish repeat advance circulate push promote share post peddle issue "
    "echo amplify level"
)
"""Verbs by whose subject, or agent, a claim has its maker."""


def said_in(doc: Any, offset: int, quotes: Spans) -> list[Said]:
    """The attributions of a parsed paragraph that starts at ``offset`` of the text."""
    text = text_of(doc)
    local = [(left - offset, right - offset) for left, right in quotes]
    paragraph = Paragraph(
        doc=doc,
        offset=offset,
        quotes=[
            (max(0, left), min(len(text), right))
            for left, right in local
            if left < len(text) and right > 0
        ],
        text=text,
    )
    found: list[Said] = []
    for rule in (
        by_tail,
        by_middle,
        _by_according,
        _by_put,
        _by_as,
        _by_verb,
        by_writing,
        _by_expected,
        _by_noun,
        _by_adjective,
        _by_adverb,
    ):
        for one in rule(paragraph):
            if not any(o.at == one.at for o in found):
                found.append(_beside_tail(one, found))
    for one in found:
        for role in (one.source, one.named, one.cue, one.content):
            role[:] = [(left + offset, right + offset) for left, right in role if left < right]
        one.at += offset
    return sorted((o for o in found if o.cue and o.content), key=lambda one: one.at)


def _beside_tail(one: Said, found: list[Said]) -> Said:
    """An attribution inside what "..., X said" ends does not take the tail into its content."""
    for tail in found:
        if tail.rule == AttributionRule.TAIL and one.rule != AttributionRule.TAIL:
            cluster = tail.source + tail.cue
            left = min(a for a, _ in cluster)
            one.content = [
                (a, min(b, left)) if a < left < b and a < max(c for _, c in cluster) else (a, b)
                for a, b in one.content
            ]
    return one


def _by_according(p: Paragraph) -> Iterator[Said]:
    """ "according to X", "as per X", "in the words of X": the rest of the sentence is X's."""
    for token in p.doc:
        if token.lower_ in _VIEWS:
            yield from _in_the_view_of(p, token)
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
        source = span_of(noun_phrase(holder))
        cue = (token.idx, to.idx + len(to))
        content = _rest_of_clause(p, token, (cue[0], source[1]))
        if content:
            yield Said([source], [cue], content, "according", token.idx, AttributionRule.ACCORDING)


def _in_the_view_of(p: Paragraph, token: Any) -> Iterator[Said]:
    """ "in the view of the experts", "in the experts' view": the rest of the sentence is theirs."""
    lead = token.head
    if lead.lower_ not in ("in", "to") or lead.dep_ != "prep":
        return
    of = next((c for c in token.children if c.lower_ == "of"), None)
    owner = next((c for c in token.children if c.dep_ == "poss"), None)
    if owner is not None and owner.lower_ in ("my", "our", "your", "one"):
        return
    if of is not None:
        owner = next((c for c in of.children if c.dep_ == "pobj"), None)
    if owner is None:
        return
    source = span_of(noun_phrase(owner))
    cue = (token.idx, token.idx + len(token)) if of is None else (lead.idx, of.idx + len(of))
    content = _rest_of_clause(p, token, (lead.idx, max(source[1], cue[1])))
    if p.text[: source[1]].endswith(("'s", "’s")):
        source = (source[0], source[1] - 2)
    if content:
        yield Said([source], [cue], content, "according", token.idx, AttributionRule.ACCORDING)


def _by_put(p: Paragraph) -> Iterator[Said]:
    """ "as the report puts it", "is how one of them put it": the rest of the sentence is theirs."""
    for token in p.doc[:-1]:
        if token.lemma_.lower() != "put" or token.nbor(1).lower_ != "it":
            continue
        subject = next((c for c in token.children if c.dep_ == "nsubj" and c.i < token.i), None)
        lead = next((c for c in token.lefts if c.lower_ in ("as", "how")), None)
        if subject is None or lead is None or p.inside_quote(token.idx):
            continue
        before = lead.nbor(-1) if lead.i else lead
        first = before if lead.lower_ == "how" and before.lemma_.lower() == "be" else lead
        cluster = (first.idx, token.nbor(1).idx + len(token.nbor(1)))
        content = _rest_of_clause(p, token, cluster)
        if content:
            cue = (token.idx, cluster[1])
            yield Said(
                [span_of(noun_phrase(subject))],
                [cue],
                content,
                "put",
                token.idx,
                AttributionRule.ACCORDING,
            )


def _by_verb(p: Paragraph) -> Iterator[Said]:
    for token in p.doc:
        lemma = token.lemma_.lower()
        if token.pos_ not in ("VERB", "AUX") or p.inside_quote(token.idx):
            continue
        known = lemma in SPEECH or lemma in ATTITUDE or lemma in JUDGING
        if known or (lemma not in NOT_SAYING and governs_that(token)):
            one = of_verb(p, token, lemma)
            if one is not None:
                yield one


def _by_as(p: Paragraph) -> Iterator[Said]:
    """ "As X pointed out, ...", "..., as X noted": the rest of the sentence is theirs."""
    for token in p.doc:
        lemma = token.lemma_.lower()
        if token.dep_ != "advcl" or lemma not in SPEECH or p.inside_quote(token.idx):
            continue
        lead = next((c for c in token.lefts if c.lower_ == "as"), None)
        subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
        told = any(c.dep_ in ("ccomp", "dobj", "xcomp") for c in token.children)
        if lead is None or subject is None or told or subject.lower_ in ("i", "we", "it"):
            continue
        cue = cue_of(token)
        source = span_of(noun_phrase(subject))
        ends = (lead.idx, max(source[1], cue[0][1]))
        content = _rest_of_clause(p, token, ends)
        if content:
            yield Said([source], cue, content, lemma, token.idx, AttributionRule.ACCORDING)


def _by_expected(p: Paragraph) -> Iterator[Said]:
    """ "is believed to have left", "was quoted as saying that": said by somebody unnamed."""
    for token in p.doc:
        if token.lemma_.lower() not in EXPECTED or p.inside_quote(token.idx):
            continue
        if token.pos_ != "VERB" or not is_passive(token):
            continue
        goal = next(
            (c for c in token.children if c.i > token.i and c.dep_ in ("xcomp", "ccomp", "oprd")),
            None,
        )
        subject = next((c for c in token.children if c.dep_ in SUBJECTS), None)
        if goal is None:
            continue
        agent = next((c for c in token.children if c.dep_ == "agent"), None)
        holder = next((c for c in agent.children if c.dep_ == "pobj"), None) if agent else None
        source = [span_of(noun_phrase(holder))] if holder is not None else []
        content = (
            [span_of(noun_phrase(subject))]
            if subject is not None and subject.lower_ not in ("it", "there")
            else []
        )
        content.append(subtree(goal))
        yield Said(
            source, cue_of(token), content, token.lemma_.lower(), token.idx, AttributionRule.PASSIVE
        )


def _by_noun(p: Paragraph) -> Iterator[Said]:
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
        if holder is None:
            holder = _maker(token)
        source = [span_of(noun_phrase(holder))] if holder is not None else []
        left = min(
            [t.idx for t in token.lefts if t.dep_ in ("amod", "compound", "det")] + [token.idx]
        )
        yield Said(
            source,
            [(token.idx if source else left, token.idx + len(token))],
            [subtree(clause)],
            token.lemma_.lower(),
            token.idx,
            AttributionRule.NOUN,
        )


def _maker(noun: Any) -> Any:
    """Who put it about: "the claim that ... was first made by a blogger", "accounts spread"."""
    verb = noun.head
    if verb.lemma_.lower() not in _PUTTING_ABOUT:
        return None
    if noun.dep_ == "dobj":
        return next((c for c in verb.children if c.dep_ == "nsubj" and c.tag_ != "WDT"), None)
    if noun.dep_ != "nsubjpass":
        return None
    agent = next((c for c in verb.children if c.dep_ == "agent"), None)
    return next((c for c in agent.children if c.dep_ == "pobj"), None) if agent else None


def _by_adjective(p: Paragraph) -> Iterator[Said]:
    """ "is confident that", "was critical of": a mind of somebody's, told with an adjective."""
    for token in p.doc:
        if token.dep_ != "acomp" or token.lower_ not in ADJECTIVES or p.inside_quote(token.idx):
            continue
        subject = next((c for c in token.head.children if c.dep_ == "nsubj"), None)
        if subject is None or subject.lower_ in ("it", "there"):
            continue
        told = [c for c in (*token.children, *token.head.children) if c.i > token.i]
        clause = next((c for c in told if c.dep_ in ("ccomp", "xcomp")), None)
        prep = next((c for c in token.children if c.dep_ == "prep" and c.i > token.i), None)
        held = (
            next((c for c in prep.children if c.dep_ in ("pobj", "pcomp")), None) if prep else None
        )
        content, last = (clause, token) if clause is not None else (held, prep)
        if content is None or last is None:
            continue
        cue = (cue_of(token.head)[0][0], last.idx + len(last))
        source = [span_of(noun_phrase(subject))]
        spans = with_quotes(p, [subtree(content)])
        yield Said(source, [cue], spans, token.lower_, token.idx, AttributionRule.ADJECTIVE)


def _by_adverb(p: Paragraph) -> Iterator[Said]:
    """ "allegedly", "reportedly": somebody says so; the clause around it is what is said."""
    for token in p.doc:
        if token.lower_ not in REPORTED_ADVERBS or p.inside_quote(token.idx):
            continue
        if token.lower_ == "apparently":
            continue
        head = token.head
        while head.pos_ not in ("VERB", "AUX") and head.head != head:
            head = head.head
        content = without([subtree(head)], [(token.idx, token.idx + len(token))])
        if content:
            yield Said(
                [],
                [(token.idx, token.idx + len(token))],
                content,
                token.lower_,
                token.idx,
                AttributionRule.ADVERB,
            )


def _rest_of_clause(p: Paragraph, token: Any, cluster: tuple[int, int]) -> Spans:
    left, right = sentence_of(p, token)
    pieces = [(left, cluster[0]), (cluster[1], right)]
    bare = [trimmed(p.text, piece) for piece in pieces]
    return with_quotes(p, [(a, b) for a, b in bare if len(p.text[a:b].split()) >= 2])
