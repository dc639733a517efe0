"""The words of claims about claims: what is true or shocking, what is asked for or only told."""

from __future__ import annotations

import re

__all__ = [
    "CONFRONTED",
    "CONFRONTS",
    "FILM_TIME",
    "IN_EACH",
    "JUDGED_TRUE",
    "MADE_BY",
    "MISLABELLED",
    "OF_WORDS",
    "PREFACE",
    "REACTION",
    "REQUEST",
    "SEEN",
    "SHOWING",
    "STATISTIC",
]


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(alternatives) + r")(?!\w)", re.I)


_TRUTH = (
    r"(?:false|true|untrue|fake|real|genuine|authentic|misleading|incorrect|inaccurate|baseless|"
    r"unfounded|groundless|unsubstantiated|unproven|wrong|bogus|debunked|fabricated|correct|"
    r"accurate|a (?:hoax|lie|fake|sham|fabrication|fraud|joke|hoax)|(?:an? )?(?:\w+ )?fraud|"
    r"not the case|nonsense|absurd)"
)
_SHOCK = (
    r"(?:graphic|disturbing|shocking|horrif(?:ic|ying)|harrowing|chilling|heartbreaking|moving|"
    r"powerful|dramatic|funny|hilarious|strange|weird|odd|suspicious|inciting|inflammatory|"
    r"divisive|offensive|insulting|racist|provocative|dangerous|harmful|irresponsible|"
    r"malicious|mischievous|sensational|embarrassing|impressive|convincing|persuasive|"
    r"compelling|believable|credible|unconvincing|pathetic|ridiculous|shameful|outrageous|"
    r"unacceptable|unfair|biased|appalling|sad|tragic)"
)
_BE = r"(?:is|are|was|were|isn['’]t|aren['’]t|wasn['’]t|['’]s)"
_END = r"(?=,? (?:however|though|too|either|then|indeed|again|anyway)?\W*$|\W*$)"
_SAID = (
    r"(?:claims?|allegations?|accusations?|rumou?rs?|reports?|stor(?:y|ies)|posts?|captions?|"
    r"narratives?|assertions?|statements?|headlines?|opposite|it|this|that|these|those|they)"
)
JUDGED_TRUE = _any(
    rf"{_SAID}(?: \w+)? {_BE}(?: not)?(?: \w+ly)? {_TRUTH} ?{_END}",
    rf"^\W*(?:{_TRUTH}|verdict|rating)\W*$",
    r"^\W*(?:verdict|rating|conclusion|our (?:verdict|rating))\s*:.{0,40}$",
    rf"{_BE}(?: not)? (?:(?:\w+ly|very|so|quite|rather|too|more|deeply) )?{_SHOCK}"
    rf"(?: (?:and|or|but|enough) (?:\w+ly )?\w+)?{_END}",
    rf"^\W*(?:is|are|was|were) (?:it|this|that|these|they|the \w+(?: \w+)?|all this) "
    rf"(?:all |really |actually |just )?(?:{_TRUTH}|{_SHOCK}|staged|faked)(?: or \w+)*\W*$",
)
"""Whether a claim, a story or a film as a whole is true, or what it does to those who see it."""

OF_WORDS = _any(
    r"(?:phrase|term|word|expression|hashtag|nickname|acronym)s? .{0,60}?(?:refers?|reference to|"
    r"means?|stands? for|(?:is|are) (?:\w+ )?used)",
    r"(?:received|upheld|rejected|dismissed|had|got) (?:\w+ ){0,3}?complaints?",
    r"(?:review|updat|chang|tighten)(?:ing|ed) (?:its|their|our|the) (?:\w+ )?(?:process|procedure|"
    r"polic|practice|rule|guideline)\w*",
    r"(?:opened|launched|begun|began|ordered) an? (?:\w+ ){0,3}?(?:investigation|inquiry|probe)",
    r"^\W*(?:it |this |that |which )?(?:is|are|was|were) (?:no|not|hardly) (?:proof|evidence|"
    r"confirmation)",
)
"""What words mean, what offices do, what proves nothing: about footage at most in passing."""

REACTION = _any(
    r"(?:struck|bothered|surprised|shocked|scared|worried|puzzled|amazed|appalled) (?:me|us)",
    r"(?:stuck|stood|jumped) out (?:to|at) (?:me|us)", r"caught (?:my|our) (?:eye|attention)",
    r"made (?:me|us) (?:think|wonder|laugh|cry|angry|sick|suspicious)",
)  # fmt: skip
"""What it did to the writer."""

_ASKED = (
    r"(?:members|everyone|everybody|people|all|citizens|viewers|readers|users|residents|"
    r"journalists|(?:the |our |its |local |international )*(?:public|media|press|nation|"
    r"population|community|authorities|government|platforms?|companies|world|parties|sides))"
)
REQUEST = _any(
    rf"(?:hereby |therefore |also |again )?(?:calls?|calling|urg(?:e|es|ing)|ask(?:s|ing)?|"
    rf"appeal(?:s|ing)?|advis(?:e|es|ing)|implor(?:e|es|ing)|beg(?:s|ging)?|invit(?:e|es|ing)|"
    rf"encourag(?:e|es|ing)|remind(?:s|ing)?|warn(?:s|ing)?) (?:on |upon |to )?(?:the )?{_ASKED}",
    r"^\W*(?:please|let us|let['’]s|do not|don['’]t|beware|stay|be (?:aware|careful|warned))",
)  # fmt: skip
"""An appeal made in the words themselves: nothing happened that footage or a record shows."""

PREFACE = re.compile(
    r"^\W*(?:[^.!?;:“”\"]{0,60}? )?(?:wish(?:es)?|would like|want(?:s)?|ha(?:s|ve) to|must) to "
    r"(?:\w+ly )?(?:state|say|stress|emphasi[sz]e|underline|underscore|reiterate|repeat|inform "
    r"(?:\w+ ){1,4}?|clarify|declare|announce|confirm|make (?:it )?(?:\w+ )?clear)"
    r"(?: (?:\w+ly|again|once more|in no uncertain terms),?)* that ",
    re.I,
)
"""A speaker's own announcement that they speak: "The army wishes to state that ..."."""

_FOOTAGE = r"(?:videos?|footage|films?|clips?|recordings?|pictures?|photos?|images?|tapes?)"
CONFRONTED = re.compile(
    rf"\b{_FOOTAGE}\b.{{0,160}}?\b(?:contradict|undermin|disprov|refut|support|confirm|"
    r"corroborat|belie|call(?:s|ed)? into question|cast(?:s)? doubt|back(?:s|ed)? up|bear(?:s)? "
    r"out|challeng|debunk|prov|tell a different)\w*",
    re.I | re.S,
)
"""Footage set against what somebody says: what they say is what footage is to show."""

CONFRONTS = _any(
    rf"{_FOOTAGE}(?: (?!to\b|was\b|were\b|that\b|and\b)[\w-]+){{0,3}} (?:(?:appears?|seems?) to |"
    r"do(?:es)? not (?:(?:appear|seem) to )?|did not )?(?:contradict|undermine|refute|support|"
    r"confirm|corroborate|belie|disprove|debunk|back up)s?",
)
"""The footage itself does so."""

FILM_TIME = _any(
    r"\d{1,2}:\d\d(?:[- ]minutes?)?[- ](?:mark|point|into)",
    r"\d{1,2}:\d\d (?:minutes|in)\b",
    r"(?:\d+|one|two|three|four|five|ten|thirty)[- ](?:minutes?|seconds?) (?:mark|in(?:to)?)",
    r"minute[- ]mark",
    r"(?:you|we|viewers?|one) (?:can |could )?(?:\w+ly |even |just |also |then )?(?:sees?|hears?|"
    r"make out|spot)",
    r"(?:on|in|at|to) the (?:far |upper |lower |bottom |top |very )?(?:left|right|foreground|"
    r"background|corner)(?: (?:corner|side|edge|of the (?:picture|frame|screen|shot)))?"
    r"(?=\W*$|[,;:])",
)
"""A place in a film, or somebody who watches it: said on a page about footage."""

_MAKES = (
    r"(?:mak(?:es|e|ing)|made|produc(?:e|es|ed|ing)|shoots?|shooting|shot|stag(?:es|ed|ing)|"
    r"direct(?:s|ed|ing)|creat(?:e|es|ed|ing)|prepar(?:e|es|ed|ing)|fak(?:es|ing)|"
    r"film(?:s|ed|ing)|record(?:s|ed|ing)|using|use[sd]?|edit(?:s|ed|ing)|manufactur(?:es|ed|ing)|"
    r"air(?:s|ed|ing)|broadcast(?:s|ing)?|promot(?:e|es|ed|ing)|spread(?:s|ing)?|"
    r"shar(?:e|es|ed|ing)|screened?)"
)
MADE_BY = _any(
    rf"{_MAKES} (?:(?!of\b|in\b|from\b|and\b|to\b|by\b|with\b|as\b)[\w’'“”\"‘-]+ ){{0,4}}?"
    rf"(?:of [“\"‘][\w-]+[’”\"] )?[“\"‘]?(?:{_FOOTAGE}|movies?|documentar(?:y|ies)|series)\b",
    rf"(?:incorrect|wrong|mistaken|unrelated|irrelevant|misleading|out-of-date) {_FOOTAGE}",
    rf"{_FOOTAGE} (?:\w+ )?(?:is|are|was|were|has been|have been) (?:\w+ly )?(?:embedded|attached|"
    r"linked|included|hosted|available|edited|dubbed|cropped)",
    rf"{_FOOTAGE} .{{2,50}}? (?:is|are) (?:embedded|attached|linked|available|hosted)",
    r"filming (?:sessions?|sets?|of)",
    r"filmmaking",
)
"""Who makes, uses or puts out footage, and which: where it comes from."""

MISLABELLED = _any(
    r"(?:falsely|wrongly|misleadingly|incorrectly|mistakenly|inaccurately|deceptively|erroneously) "
    r"(?:\w+ )?(?:described|presented|labell?ed|captioned|shared|identified|attributed|claimed|"
    r"linked|portrayed|depicted|said|shown|used|passed)",
    r"(?:described|presented|labell?ed|captioned|shared|passed (?:off|around)|circulated|posted|"
    r"billed|touted|promoted|used|portrayed) (?:\w+ ){0,3}?as (?:if|though|depicting|showing|being|"
    r"proof|evidence|footage|new|recent)",
    r"(?:viewed|seen|shared|watched|liked|reposted) (?:\w+ ){0,3}?(?:times|by (?:thousands|"
    r"millions|hundreds|many|\d))",
    r"there (?:is|was|were|has been|had been) no (?:such )?(?:\w+ )?(?:incident|event|attack|"
    r"strike|killing|shooting|arrest|clash|explosion|accident|fire|protest|occurrence)s?",
    r"(?:never|did not|didn['’]t|does not|has not) (?:\w+ )?(?:happen(?:ed)?|occur(?:red)?|take "
    r"place)",
    r"(?:was|were|is|are)(?: not|n['’]t) an? (?:occurrence|event|incident)",
    r"mis-?(?:captioned|labell?ed|attributed|represented)",
    r"out of context",
)
"""Footage shown under a wrong description, or of nothing that happened: its source tells."""

SHOWING = re.compile(
    r"^(?P<led>(?:[^.;:“\"]{0,80}?\b)?(?:videos?|footage|films?|clips?|recordings?|pictures?|"
    r"photos?|images?|sequences?|scenes?|shots?)\b[^.;:“\"]{0,160}?)\b(?:(?:also|clearly|then|only|actually|"
    r"purportedly|allegedly) )*(?:(?:attempts?|purports?|appears?|seems?|claims?) to (?:show|"
    r"depict|demonstrate|capture)|shows?|showed|depicts?|depicted|captures?|features?)\b(?! up\b)",
    re.I,
)
"""A film, with what is said of it in passing, and that it shows something."""

SEEN = re.compile(
    r"\b(?:(?:is|are|was|were|be|been) (?:\w+ly |also |still |then )?(?:seen|visible|shown|heard|"
    r"pictured)|(?:(?-i:[A-Z]\w+)|he|she|they|who|reporters?|crews?|witness(?:es)?|"
    r"bystanders?) (?:had |also |\w+ly )?"
    r"(?:filmed|recorded|captured|photographed) (?=(?:an?|one|two|three|several|some|\d+|people|"
    r"men|women|how)\b))",
    re.I,
)
"""Something was seen in a picture, or somebody filmed it."""
_ONE_FILM = (
    r"(?:in|on) (?:the|an?|one|this|that|its|his|her|their) (?:[\w’'-]+ ){0,3}?(?:videos?|footage|"
    r"film|"
    r"clip|recording|picture|photo|image|version|broadcast|shot|take|report)\b"
)
IN_EACH = re.compile(
    rf"{_ONE_FILM}.{{3,160}}?\b(?:but|while|whereas|yet|and)\b.{{0,12}}?{_ONE_FILM}", re.I | re.S
)
"""What one film shows beside what another does."""

STATISTIC = _any(
    r"\d{1,3}(?:,\d{3})+", r"\d+(?:\.\d+)? (?:million|thousand|billion|per ?cent)",
    r"(?:hundreds|tens|thousands|millions|dozens) of (?:thousands|millions)", r"\d+ ?%",
    r"millions of",
)  # fmt: skip
"""More than any camera could count."""
