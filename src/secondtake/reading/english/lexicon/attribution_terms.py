"""The words that tie a speaker to what is said, and those by which a page keeps its distance."""

from __future__ import annotations

from secondtake.reading.word_list import word_list

__all__ = [
    "ADJECTIVES",
    "ATTITUDE",
    "CUE_NOUNS",
    "EXPECTED",
    "HEDGES",
    "HUMAN_NOUNS",
    "JUDGING",
    "LOADED",
    "NOT_SAYING",
    "REPORTED_ADVERBS",
    "REQUESTS",
    "SPEECH",
    "SPEECH_ONLY_CLAUSE",
    "TELLING",
]


SPEECH = word_list(
    "say tell write add note report announce suggest argue describe find tweet continue "
    "acknowledge "
    "explain declare accuse claim urge recall respond conclude state warn promise insist reply "
    "reveal indicate predict allege assert affirm confirm deny admit stress emphasize emphasise "
    "underline underscore maintain contend quip joke observe remark repeat reiterate testify "
    "disclose inform notify mention publish post cite quote estimate caution concede complain "
    "counter boast exclaim vow pledge swear threaten read point speculate advise recommend "
    "clarify elaborate specify comment hint imply demonstrate show learn determine demand "
    "rule opine interject muse lament gripe retort shout yell whisper proclaim attest "
    "broadcast relay echo agree disagree tout signal order instruct "
    "caption headline detail "
    "ask wonder question instruct request appeal call refute rebut dispute reject dismiss"
)
"""Verbs of saying, writing and showing: their clause or quote is what is said."""

SPEECH_ONLY_CLAUSE = word_list(
    "find show learn determine continue read point demonstrate rule order describe post publish "
    "order call echo relay broadcast quote cite tout signal demand question dispute reject dismiss"
)
"""Verbs that report only with a clause, a quote or a colon: "found that", not "found a bag"."""

ATTITUDE = word_list(
    "want think believe hope expect feel fear know see doubt suspect assume consider worry prefer "
    "wish intend plan seek support oppose favor favour like regard view understand realize realise "
    "imagine care mean decide agree refuse decline offer propose remember guess appear seem"
)
"""Verbs of thinking and wanting, with the clause or the aim they govern."""

JUDGING = word_list(
    "criticize criticise praise condemn denounce blame defend attack blast slam mock ridicule "
    "question reject dismiss deny dispute endorse support oppose back welcome hail decry slam "
    "rip deride lambast rebuke demand propose announce promise discuss address "
    "outline describe acknowledge cite mention quote recommend express offer "
    "applaud tout tease highlight accuse threaten "
    "predict request emphasize emphasise stress note suggest advocate "
    "explain reveal admit recall warn urge vow pledge lament challenge protest "
    "bemoan chastise liken compare portray depict label champion trumpet laud concur accept "
    "encourage bristle despise love hate admire doubt resent unveil scold berate brand cheer "
    "refute rebut confirm refer allude point call speak talk complain comment insist"
)
"""Verbs whose object is what is said or judged: "condemned the attack", "called for a halt"."""

ADJECTIVES = word_list(
    "afraid confident sure certain aware concerned worried hopeful optimistic pessimistic "
    "convinced "
    "glad happy proud sorry surprised upset adamant skeptical sceptical critical "
    "supportive opposed "
    "unaware furious angry pleased disappointed frustrated doubtful wary dismissive willing eager "
    "unhappy alarmed uncertain unsure excited nervous grateful"
)
"""Adjectives for a mind of somebody's, with a clause or "of", "about", "to"."""

CUE_NOUNS = word_list(
    "claim claims statement report reports allegation allegations accusation accusations belief "
    "view opinion assertion suggestion argument warning promise announcement comment comments "
    "rumor rumors rumour rumours remark remarks idea hope hopes fear fears concern concerns notion "
    "insistence denial evidence sign signs conclusion finding proposal pledge vow complaint charge "
    "charges suspicion impression sense feeling contention estimate prediction expectation call "
    "calls demand demands recognition response answer message criticism speculation theory doubt "
    "doubts question plan plans desire decision acknowledgment admission perception"
)
"""Nouns that carry a said thing: "the claim that", "calls for"."""

REPORTED_ADVERBS = word_list("reportedly allegedly purportedly supposedly apparently")
"""Adverbs that say somebody said so, without saying who."""

EXPECTED = word_list(
    "expect believe think say report allege suppose consider accuse suspect rumor rumour know "
    "understand estimate see view regard ask deem quote fear cite perceive predict"
)
"""Verbs that in the passive hide their speaker: "is believed to", "was quoted as saying"."""

HUMAN_NOUNS = word_list(
    "man woman official officials spokesman spokeswoman spokesperson minister ministry agency "
    "police source sources witness witnesses resident residents group report reports newspaper "
    "channel outlet website poll survey study expert experts analyst analysts activist activists "
    "team statement documents document people reporter reporters journalist journalists network "
    "board lawyer lawyers doctor doctors relatives family neighbours neighbors parliament "
    "rescuers firefighters organisers organizers prosecutors researchers scientists "
    "army military government authorities leader leaders president who critics supporters"
)
"""Nouns that can speak even when no name stands with them."""

HEDGES: dict[str, str] = {
    "allegedly": "strong",
    "alleged": "strong",
    "purported": "strong",
    "purportedly": "strong",
    "supposedly": "strong",
    "supposed": "strong",
    "so-called": "strong",
    "reportedly": "strong",
    "reported": "medium",
    "rumoured": "strong",
    "rumored": "strong",
    "unconfirmed": "strong",
    "unverified": "strong",
    "apparently": "medium",
    "apparent": "medium",
    "seemingly": "medium",
    "presumably": "medium",
    "presumed": "medium",
    "possibly": "medium",
    "possible": "medium",
    "perhaps": "medium",
    "maybe": "medium",
    "may": "medium",
    "might": "medium",
    "could": "medium",
    "probably": "weak",
    "probable": "weak",
    "likely": "weak",
    "suspected": "medium",
    "appear": "medium",
    "appears": "medium",
    "appeared": "medium",
    "seem": "medium",
    "seems": "medium",
    "seemed": "medium",
    "believed": "medium",
    "thought to": "medium",
    "said to": "medium",
    "claimed": "medium",
    "suggests": "weak",
    "suggest": "weak",
    "unclear": "medium",
    "potentially": "medium",
    "roughly": "weak",
    "about to": "weak",
}
"""Hedges and how far they keep the page from what it says."""

LOADED = word_list(
    "terrorist terrorists regime puppet puppets thug thugs militant militants so-called notorious "
    "infamous heinous brutal barbaric shameless propaganda propagandists mercenary mercenaries "
    "fabricated fabrication fabrications staged staging fake fakes faked hoax sham bogus "
    "provocation provocations shocking horrifying disgraceful cowardly blatant outrageous "
    "sinister scandalous lie lies liar liars cynical criminal criminals extremist extremists "
    "occupation invaders traitors butcher massacre slaughter heroic martyr martyrs martyred "
    "pseudo infidels brainwashed crocodile charade farce theatrical masquerade"
)
"""Words that judge; they are listed as the page's wording and never weighed."""

TELLING = word_list(
    "say tell warn announce report state claim deny accuse declare insist allege assert predict "
    "pledge promise write tweet comment respond decline apologise apologize refute reject dismiss "
    "condemn criticise criticize reply answer contradict dispute confirm refuse call ask urge vow "
    "describe explain demand mention detail note recall"
)
"""Verbs whose sentence is itself a report of words: an earlier statement, not an event."""

NOT_SAYING = word_list(
    "be have do make ensure guarantee mean prove require cause help let happen see hear watch look "
    "check find seem appear matter follow wait pretend forget trust act arrange"
)
"""Verbs that can govern a clause with "that" and tell of no words of their subject."""

REQUESTS = word_list("ask urge order instruct request appeal refuse decline agree offer invite beg")
"""With an infinitive these tell of an act, not of a thing said: "asked the court to sit"."""
