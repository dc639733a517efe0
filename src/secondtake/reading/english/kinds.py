"""Is a claim about footage, could footage test it, and by which check: rules over its words."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Kind", "is_visible", "kind_of", "speaks_of_footage"]


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(alternatives) + r")(?!\w)", re.I)


_FOOTAGE = _any(
    r"videos?", r"footage", r"films?", r"filmed", r"filming", r"clips?", r"recordings?",
    r"recorded", r"camera(?:s|man|men|-?work)?", r"sequences?", r"takes", r"(?:film|video) crew",
    r"(?:first|second|third|one|another|other|each|both|several|two|three|same|alternate|this|that)"
    r" takes?", r"shots? (?:of|from|shows?|where|in which|is|are)", r"frames?", r"stills?",
    r"(?:the|a|this|that|these|those|same|two|three|several|different|other|another|one|its|"
    r"first|second|opening|final|some) scenes?", r"scenes (?:of|in|from|where|show|shot)",
    r"shooting (?:of|day|a)", r"reels?", r"montage", r"on (?:screen|tape|set|camera)",
    r"video ?clips?", r"broadcasts?", r"live ?stream", r"screenshots?", r"images?", r"pictures?",
    r"photos?", r"photographs?", r"screen ?grabs?", r"the (?:two )?(?:shots|versions)",
    r"(?:raw|unedited|leaked) material", r"rushes", r"out-?takes?", r"voice-?over",
    r"(?:first|second|other|both|longer|shorter|edited|earlier|later) versions?",
)  # fmt: skip
_SCENE_OF_EVENT = _any(r"at the scene", r"scene of the (?:crime|accident|attack|blast|crash|fire)",
                       r"to the scene", r"on the scene")  # fmt: skip
_REPEATED = _any(
    r"(?:several|two|three|four|five|many|multiple|different|both|various|numerous|repeated|more "
    r"than one|second|third|first|other|another|alternate|\d+) takes?(?! part| place)",
    r"(?:shot|filmed|recorded|performed|acted|played|repeated|staged|rehearsed|shown|carried|run|"
    r"done|taken|enacted|lowered|lifted|loaded|falls?|fell|collapses?|walks?|enters?|runs?|"
    r"happens?|appears?|brought|dragged|pulled|helped)"
    r"(?: \w+){0,5} (?:twice|again|(?:three|four|two|several|many|multiple) times|more than once|"
    r"once more|a second time|a third time|over and over|repeatedly)",
    r"(?:in )?(?:exactly |precisely |the exact |the very |very )?(?:the )?(?:exact )?same "
    r"(?:way|manner|scene|sequence|action|movements?|fall|gesture|steps|order|moment|path|route|"
    r"motion|fashion|pose|walk)",
    r"rehears\w+", r"re-?enact\w*", r"re-?shot", r"re-?filmed", r"retakes?", r"retaken", r"re-?takes?",
    r"repeat(?:s|ed|ing|edly)?", r"repetitions?", r"identical (?:\w+ ){0,2}(?:movements?|scenes?|"
    r"actions?|way|shots?|sequences?|manner)", r"(?:identical|twice) in both", r"do it again",
    r"staged", r"staging", r"fabricat\w+", r"(?:play|film|do|shoot|try|perform)\w* (?:it|the scene|"
    r"them|this) (?:\w+ )?(?:again|twice)", r"start(?:s|ed)? (?:over|again)",
    r"once more", r"from the (?:beginning|top)", r"cut!?", r"appears? twice", r"seen twice",
    r"twice (?:in|on|with|from|over|within|before|during|by|that)",
)  # fmt: skip
_ROLES = (
    _any(
        r"same (?:\w+ ){0,3}?(?:man|men|woman|women|boy|girl|child|children|people|persons?|"
        r"individuals?|faces?|actors?|youth|figure|extras?|participants?|residents?|guard|nurse|"
        r"doctor|worker|driver|teenager|lad|player|players|volunteers?)\b.{0,160}?\b(?:later|then|"
        r"also|both|and|as|first|before|after|again|another|different|who|another|moments|"
        r"elsewhere|playing|plays?|acts?)",
        r"(?:both|once|first|either) (?:as )?(?:an? |the )?(?:\w+ )?(?:victim|patient|casualt\w+|"
        r"wounded|injured|rescuer|bystander|mourner|protester|passer-?by|dead)\w*\b.{0,80}?\b(?:and|"
        r"then|or|later|next)",
        r"(?:victims?|patients?|casualt\w+|wounded|injured|corpse|dead|dying|unconscious|"
        r"bystanders?|mourners?|protest[eo]rs?|passengers?|hosed|stretcher)\b.{0,140}?"
        r"\b(?:later|then|also|afterwards?|minutes after|moments after|"
        r"subsequently|turns? (?:up|into|out)|becomes?|reappears?)\b.{0,80}?\b(?:as|paramedics?|"
        r"rescuers?|medics?|doctors?|nurses?|helpers?|police|stretcher|helping|carrying|treating|"
        r"hosing|crew|driver|reporter|journalist|bystander|onlooker|mourner)",
        r"(?:paramedics?|rescuers?|medics?|doctors?|helpers?|police officers?|soldiers?|"
        r"stretcher bearers?|drivers?|reporters?)\b.{0,140}?\b(?:later|then|also|afterwards?|"
        r"earlier|in another|elsewhere|turns? up|reappears?)\b.{0,80}?\b(?:victims?|patients?|"
        r"casualt\w+|wounded|injured|dead|lying|corpse|mourners?|passers?-?by)",
        r"(?:two|different|several|multiple|other|both|double|dual|second|another) roles?",
        r"(?:switch|swap|chang|exchang|trad)\w* (?:their |his |her |the )?(?:roles?|places?|parts?)",
        r"(?:play|perform)\w* (?:both|two|more than one|several)\b.{0,30}?(?:parts?|roles?)?",
        r"(?:become|became|becomes|turned into|transform\w* into) (?:an? |the )?(?:\w+ )?"
        r"(?:paramedics?|rescuers?|medics?|victims?|patients?|doctors?|nurses?|casualt\w+)",
    ),
)  # fmt: skip
_CLOTHES = (
    r"(?:shirts?|jackets?|coats?|buttons?|trousers|scarf|scarves|hats?|caps?|helmets?|vests?|shoes?|"
    r"boots?|gloves?|masks?|glasses|sleeves?|jumper|sweater|hood|uniforms?|dress|bag|watch|"
    r"bandages?|blankets?|clothes|clothing|armbands?|belt|jersey|headscarf|t-?shirt)"
)
_CONTINUITY = _any(
    rf"{_CLOTHES}\b.{{0,100}}?\b(?:buttoned|unbuttoned|open|closed|missing|gone|different|"
    r"changes?|changed|rolled|on the other|in the other|in another|in the (?:second|next|first)|no "
    r"longer|reappears?|disappears?|switch\w*|torn|intact|dry|wet|clean|off)",
    rf"(?:without|wearing|in|with|different|bare|barefoot|no|another) (?:an? |the |his |her )?"
    rf"(?:\w+ ){{0,2}}{_CLOTHES}\b.{{0,90}}?\b(?:in|then|but|while|and|next|other|second)",
    r"(?:un)?buttoned", r"continuity", r"(?:buttons?|zip) (?:done up|undone|open|closed)",
    r"in (?:the )?(?:one|first)(?: of them| take| shot| clip| version| scene| sequence| video| case| "
    r"frame)?\b.{0,160}?\b(?:in|but|while|and) (?:in )?(?:the )?(?:other|another|second|next|latter)",
    r"(?:smoke|car|van|vehicle|truck|shadow|door|gate|window|fire|wall|sign|flag|ladder|stretcher|"
    r"chair|bucket|bicycle|bus|tree|clock|hose|ambulance|rubble|dust|puddle|blood|light)s?\b"
    r".{0,80}?\b(?:is|are|was|were|has|have)? ?(?:missing|gone|absent|disappear\w*|vanish\w*|no "
    r"longer|moved|in a different|not there|has changed|reappear\w*)\b",
    r"(?:visible|seen|present|there) in (?:one|the first)\b.{0,60}?\b(?:but )?(?:not|absent|"
    r"missing|gone|none|no)", r"(?:no|without) (?:\w+ )?(?:smoke|fire|blood|dust|car|crowd)\b.{0,40}?"
    r"(?:in|other|second|first)",
    r"(?:differ|differs|differed|differences?) (?:\w+ )?(?:in|between|from|only)",
    r"shadows? (?:fall|point|are|differ)", r"do(?:es)? not match",
)  # fmt: skip
_PROVENANCE = _any(
    r"(?:post|publish|upload|leak|delet|remov|obtain|circulat|shar|releas|distribut|broadcast|air|"
    r"spread|acquir|hand|recover|download|withdr|taken? down|pulled|re-?post|forward|authenticat|"
    r"verif|surfac|emerg)\w*",
    r"took down", r"taken down", r"went viral", r"(?:posted|appeared|surfaced|emerged) (?:on|in|"
    r"online)", r"(?:dates?|dated|dating) (?:back )?(?:from|to)", r"years? old", r"old (?:video|"
    r"footage|clip|film)", r"(?:source|origin|provenance|authenticity|author|uploader|metadata) of",
    r"(?:was|were|is|been|being|had been) (?:\w+ )?(?:filmed|recorded|shot|made|taken|produced|"
    r"captured) (?:\w+ )?(?:in|on|at|by|near|during|last|earlier|several|two|three|before|after|from)",
    r"(?:filmed|shot|recorded|captured|taken) (?:by|in|on|at|near|during|earlier|last)",
    r"(?:received|got|copied|saved) (?:the|a|this|it)", r"available (?:on|online|at)",
    r"accounts? (?:that|which|was|is)", r"channel (?:that|which|has|was|deleted)",
)  # fmt: skip
_SHOWN = _any(
    r"shows?", r"showed", r"showing", r"shown", r"depicts?", r"depicted", r"depicting", r"sees?",
    r"seen", r"visible", r"appears?", r"appearing", r"can be (?:seen|heard|made out)", r"pictured",
    r"heard", r"features?", r"featuring", r"captures?", r"captured", r"lies?", r"lying", r"stands?",
    r"standing", r"walks?", r"walking", r"sits?", r"carr(?:y|ies|ied|ying)", r"contains?", r"reveals?",
    r"records?", r"begins? with", r"ends? with", r"lasts?", r"opens? with",
)  # fmt: skip
_VISIBLE_ACTION = _any(
    r"lies?", r"lying", r"lay", r"stands?", r"standing", r"walk(?:s|ed|ing)?", r"sits?", r"sitting",
    r"carr(?:y|ies|ied|ying)", r"hos(?:e|es|ed|ing)", r"fall(?:s|ing)?", r"fell", r"run(?:s|ning)?",
    r"ran", r"lift(?:s|ed|ing)?", r"load(?:s|ed|ing)?", r"drag(?:s|ged|ging)?", r"pour(?:s|ed|ing)?",
    r"wear(?:s|ing)?", r"wore", r"hold(?:s|ing)?", r"held up", r"burn(?:s|ed|ing)?", r"explod\w+",
    r"collaps\w+", r"smok(?:e|ing)", r"kneel\w*", r"knelt", r"laugh\w*", r"wav(?:e|es|ed|ing)",
    r"smil\w+", r"shout\w*", r"driv(?:e|es|ing)", r"drove", r"wash(?:es|ed|ing)?", r"spray\w*",
    r"crowd(?:ed)?", r"gather(?:ed|s)?", r"parked", r"bandag\w+", r"cover(?:ed|s) (?:in|with)",
    r"on (?:the|a) (?:ground|floor|stretcher|pavement|street|roof|wall)", r"barefoot", r"flames?",
    r"crash\w*", r"derail\w*", r"flood(?:ed|s)?", r"struck", r"hit", r"damag\w+", r"destroy\w+",
    r"blast", r"blew", r"clash\w*", r"march(?:ed|es)?", r"fired (?:at|on|tear|shots?)",
)  # fmt: skip
_INTENT = _any(
    r"(?:in order|so as|aim(?:s|ed|ing)?|intend(?:s|ed)?|meant|designed|want(?:s|ed)?|hop(?:es|ed|"
    r"ing)|plan(?:s|ned|ning)?|prepar(?:es|ed|ing)|seek(?:s|ing)?|sought|order(?:ed)?|paid|tr(?:y|"
    r"ies|ied|ying)|attempt(?:s|ed)?|need(?:s|ed)?|ready) to", r"purpose", r"motive", r"pretext",
    r"provok\w+", r"provocations?", r"justif\w+", r"blam(?:e|es|ed|ing)", r"accus\w+", r"intention\w*",
    r"because", r"goal", r"in a bid", r"conspir\w+", r"propaganda", r"discredit\w*", r"mislead\w*",
    r"deceiv\w+", r"in exchange for", r"was paid", r"financ\w+", r"fund(?:ed|ing|s)", r"behind the",
)  # fmt: skip
_OPINION = _any(
    r"(?:must|should|ought|would|will|shall|won't|could|cannot)", r"regret\w*", r"condemn\w*",
    r"welcom\w+", r"believ\w+", r"think\w*", r"important", r"unacceptable", r"nonsense", r"absurd",
    r"responsib\w+", r"deserv\w+", r"true", r"false", r"lies?", r"shame\w*", r"trust", r"proud",
)  # fmt: skip
_PRIOR = _any(
    r"(?:earlier|previously|before|already|last (?:week|month|year)|repeatedly|in (?:january|february|"
    r"march|april|may|june|july|august|september|october|november|december)|on (?:monday|tuesday|"
    r"wednesday|thursday|friday|saturday|sunday)|days ago|weeks ago|months ago|at the time|had|"
    r"(?:in|since) \d{4})",
)
_TELLING = _any(
    r"(?:sa(?:y|id|ys)|warn\w*|announc\w*|report(?:s|ed|ing)?|stat(?:e|ed|es|ements?)|claim(?:s|ed)?|"
    r"den(?:y|ied|ies)|accus\w+|declar\w+|confirm\w*|insist\w*|told|tell|alleg\w+|assert\w*|predict\w*|"
    r"pledg\w+|promis\w+|call(?:s|ed) (?:on|for)|wrote|tweet\w*|comment(?:s|ed)?|respond\w*|"
    r"declin\w+ to comment|statements?|announcement|briefing|press conference|describ\w+|"
    r"report(?:s|ed)? that|apologi\w+|refut\w+|reject\w*|dismiss\w*|condemn\w*|critici\w+)",
)
_EVENT_PAST = re.compile(r"\b\w+(?:ed|ew|ook|ent|ought|old|ame|un|ilt)\b")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a claim is: about footage or not, testable (yes, partly, no), and by which check."""

    about_footage: bool
    testable: str
    check: str


def speaks_of_footage(text: str) -> bool:
    """Whether words name footage: a film, a clip, takes, frames."""
    return bool(_FOOTAGE.search(_SCENE_OF_EVENT.sub(" ", text)))


def is_visible(text: str) -> bool:
    """Whether words tell of something a camera could have seen."""
    return bool(_VISIBLE_ACTION.search(text))


def kind_of(quote: str, context: str, *, goes_on: bool, prior: bool) -> Kind:
    """What a claim is, from its own words and its sentence's.

    ``goes_on``: the sentence before described footage and this one goes on in the present tense.
    ``prior``: the claim itself reports that somebody said something.
    """
    footage = speaks_of_footage(quote) or goes_on
    near = footage or speaks_of_footage(context)
    if prior and not footage:
        return Kind(False, "no", "prior-statement")
    if near or goes_on:
        for pattern, check in (
            (_ROLES[0], "same-person-two-roles"),
            (_CONTINUITY, "continuity-difference"),
            (_REPEATED, "repeated-take"),
        ):
            if pattern.search(quote):
                return Kind(True, _strength(quote, check), check)
    if footage:
        if prior:
            return Kind(True, "no", "prior-statement")
        if _PROVENANCE.search(quote):
            return Kind(True, "partly", "provenance")
        if _INTENT.search(quote) and not _SHOWN.search(quote):
            return Kind(True, "no", "none")
        if _SHOWN.search(quote) or _VISIBLE_ACTION.search(quote) or goes_on:
            return Kind(True, "yes", "visible-content")
        if _OPINION.search(quote):
            return Kind(True, "no", "none")
        return Kind(True, "partly", "visible-content")
    if _INTENT.search(quote) or _OPINION.search(quote):
        return Kind(False, "no", "none")
    if _VISIBLE_ACTION.search(quote):
        return Kind(False, "partly", "visible-content")
    return Kind(False, "no", "none")


def _strength(quote: str, check: str) -> str:
    """ "Staged" alone names no repetition anybody could see; a purpose beside it is not seen."""
    vague = re.search(r"\b(?:stag(?:ed|ing)|fabricat\w+|re-?enact\w*|rehears\w+)\b", quote, re.I)
    bare = re.sub(
        r"\b(?:stag(?:ed|ing)|fabricat\w+|re-?enact\w*|rehears\w+)\b", " ", quote, flags=re.I
    )
    if check == "repeated-take" and vague and not _REPEATED.search(bare):
        return "partly"
    return "yes"


def tells(text: str) -> bool:
    """Whether words report that somebody said something."""
    return bool(_TELLING.search(text))


def is_prior(text: str) -> bool:
    """Whether words place a statement before the page: "had said", "earlier", "in August"."""
    return bool(_PRIOR.search(text)) and tells(text)
