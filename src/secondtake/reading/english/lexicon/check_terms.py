"""The words that ask for a copy, a second camera, a place or a time of day; those of sayings."""

from __future__ import annotations

import re

__all__ = [
    "ANOTHER_CAMERA",
    "COUNTED",
    "DAYTIME",
    "DEAD",
    "ELSEWHERE",
    "FILMED_AT",
    "JUDGED",
    "NOT_THERE",
    "ONE_RECORDING",
    "PARTICULAR",
    "REUSED",
    "SAYING",
    "SUPPOSED",
]


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(alternatives) + r")(?!\w)", re.I)


_OTHER = (
    r"(?:second|third|another|different|other|separate|opposite|several|two|three|multiple|both)"
)
_VIEW = r"(?:cameras?|angles?|viewpoints?|vantage points?|perspectives?|points? of view)"
_STORY = (
    r"(?:other|previous|first|old|older|new|\w+ )?(?:film|video|clip|movie|series|game|drill|event|"
    r"war|year|report|exercise|documentary|recording|take)"
)
ANOTHER_CAMERA = _any(
    rf"(?:from|by|with|on|at) (?:an? |the |at least )?{_OTHER} (?:\w+ )?{_VIEW}",
    rf"(?:a|the) (?:second|third|another) (?:\w+ )?{_VIEW}", rf"another (?:\w+ )?{_VIEW}",
    r"from (?:an?other|the other|a different|the opposite|both|two) (?:sides?|directions?)",
    r"(?:two|three|four|several|multiple|both|more than one|at least two|\d+) (?:\w+ ){0,2}?"
    r"(?:cameras|dash-?cams|phones|smartphones|drones|camera operators|cameramen)",
    rf"(?:the )?same (?:\w+ )?\w+,? (?:\w+ ){{0,3}}?from (?:across|above|below|behind|opposite|"
    rf"inside|(?:an?|the) (?!{_STORY})\w+)",
    r"(?:an?other|a second|a further) (?:video|clip|recording|film|footage) .{0,60}?(?:the )?same "
    r"(?:\w+ )?(?:blast|explosion|crash|fall|shot|shooting|attack|strike|moment|event|incident|"
    r"arrest|collapse|rescue|scene)",
    r"one camera .{2,60}? (?:and|while) (?:one|an?other|the other|a second)",
    r"(?:filmed|recorded|captured|shot) (?:\w+ ){0,4}?(?:simultaneously|at the same "
    r"(?:time|moment))",
    r"(?:filmed|recorded|captured|seen) (?:\w+ ){0,4}?from (?:\w+ ){1,4}and (?:\w+ )?from",
    r"(?:two|three|four|several|many|both|different|\d+) (?:\w+ )?(?:witnesses|bystanders|people|"
    r"passers-by|residents|photographers|reporters|crews) (?:\w+ )?(?:filmed|recorded|captured)",
    r"(?:film|record|captur)\w+ .{2,60}? while .{2,40}? (?:also )?(?:film|record|captur)\w+",
    r"multi-?camera", r"camera (?:two|b|2)", r"the other (?:camera|cameraman|photographer)",
    r"(?:same|one) (?:moment|instant|event|blast|explosion|scene|fall|shot|rescue) .{0,40}?"
    rf"(?:from|by|on) (?:an?other|two|different|several|both) (?:\w+ )?(?:{_VIEW}|phones?|side)",
    r"(?:an?other|second) (?:phone|person|witness|bystander) (?:also )?filmed (?:it|the same)",
)  # fmt: skip
"""One moment seen twice. "Cameras of the same name" or "the camera cuts away" is none."""
_FOOTAGE = r"(?:videos?|footage|films?|clips?|recordings?|pictures?|photos?|photographs?|images?)"
_SHOWN = r"(?:publish|post|upload|us|show|broadcast|air|circulat|shar|releas|appear|seen|spread)\w*"
REUSED = _any(
    rf"(?:old|older|archive|library|stock|earlier|previous|past|recycled|unrelated) (?:\w+ )?"
    rf"{_FOOTAGE}",
    rf"{_FOOTAGE} (?:is|are|was|were|isn['’]t|wasn['’]t|aren['’]t) (?:\w+ )?(?:old|older|recycled|"
    r"unrelated|from (?!the|a\b|an\b)|not (?:new|recent|from)|years? old)",
    r"(?:years?|months?) (?:old|earlier|ago|before)", r"re-?us(?:e|es|ed|ing)", r"recycl\w+",
    r"re-?purpos\w+", r"re-?surfac\w+", r"re-?circulat\w+", r"re-?upload\w*", r"re-?post\w*",
    rf"(?:previously|already|originally|earlier|first) (?:\w+ )?(?:been )?{_SHOWN}",
    rf"{_SHOWN} (?:\w+ ){{0,3}}?(?:previously|already|before|in (?:19|20)\d\d|years? (?:ago|"
    r"before))",
    r"dat(?:es|ed|ing) (?:back )?(?:from|to)",
    r"(?:filmed|shot|recorded|taken|made) .{0,30}?in (?:19|20)\d\d",
    rf"original (?:\w+ )?(?:{_FOOTAGE}|version|post)",
    rf"{_FOOTAGE} (?:\w+ ){{0,4}}?from (?:the )?(?:\w+ )?(?:(?:19|20)\d\d|wrong (?:year|day|event|"
    r"war|place)|another (?:event|war|year|country|place))",
    r"wrong (?:year|war|event)", r"(?:has|have|had|with) nothing to do with",
    rf"(?:taken|lifted|copied|comes?|came|clip|scene|excerpt|shots?) (?:\w+ )?(?:from|of|out of) "
    rf"(?:an? |the |another )(?:\w+ ){{0,2}}?(?:film|movie|series|game|drill|exercise|music video|"
    rf"documentary|{_FOOTAGE})",
    rf"(?:same|identical) {_FOOTAGE} (?:as|was|were|had|that|which|appear)",
    rf"(?:same|identical) {_FOOTAGE} .{{0,40}}?(?:last (?:year|month|week)|years?|months?|earlier|"
    r"before|ago|in (?:19|20)\d\d)",
    r"(?:with|under) (?:an?other|a different) (?:title|caption|name|story|description)",
    r"not (?:of|from) .{3,60}? but (?:of|from)",
)  # fmt: skip
"""A recording used before, or for something else: an archive or the older film can test it."""

COUNTED = _any(
    r"twice", r"\w+ times", r"takes?", r"again", r"re-?\w*take\w*", r"repeat\w*", r"once more",
    r"rehears\w+", r"re-?(?:shot|filmed)",
)  # fmt: skip
"""An action done more than once: "the same fall" alone may be one fall seen twice."""
ONE_RECORDING = _any(
    r"(?:is|are|was|were) (?:\w+ )?(?:an? |exact |mirrored |shortened |re-?encoded )*cop(?:y|ies) "
    r"of",
    rf"(?:is|are|was|were|shows?|uses?|hold) (?:\w+ )?(?:the (?:very )?same|one(?: and the same)?|"
    rf"identical) {_FOOTAGE}", rf"(?:identical|duplicate) {_FOOTAGE}",
    r"one and the same recording",
)  # fmt: skip
"""Two films said to be one recording: what a search for copies tests."""

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MADE = r"(?:filmed|shot|recorded|taken|made|captured|set|produced)"
_NO_PLACE = (
    rf"(?!\d|{_MONTH}\b|{_DAY}\b|(?:the |an? )?(?:early |late |same |first |second )?(?:morning|"
    r"evening|afternoon|night|noon|dark\w*|daylight|day|week|month|year|spring|summer|autumn|"
    r"winter|sun\w*|dawn|dusk|rain|snow|secret|advance|order|response|full|one|two|three|several|"
    r"takes?|way|manner|least|camera|film|video|tape|phone|mobile|hd|colou?r|black|single|purpose|"
    r"request|behalf|total|time|beginning|end|start|course|occasion|last|next|his|her|orders?)\b)"
)
FILMED_AT = re.compile(
    rf"(?<!\w){_MADE}(?:n['’]t)? (?:\w+ ){{0,3}}?(?:at|in|on|near|outside|inside) "
    rf"{_NO_PLACE}(?:the |an? )?\w",
    re.I,
)
"""Where something was filmed; days, ways and means are no places."""
_AT = r"(?:at|in|on|near|outside|inside|from|of|by)"
NOT_THERE = _any(
    rf"{_MADE} (?:\w+ ){{0,3}}?(?:at|in|on|near|outside|inside) .{{2,80}}?,? (?:and |but )?"
    rf"(?:not|rather than|instead of) {_AT} {_NO_PLACE}\w+",
    rf"not (?:\w+ )?{_MADE} (?:\w+ ){{0,3}}?(?:at|in|on|near|outside|inside) {_NO_PLACE}.{{2,80}}?"
    r",? but \w+",
    rf"(?:is|are|was|were|lies?|stands?) (?:\w+ )?(?:in|at|on|near) {_NO_PLACE}[^.;]{{2,40}}?,? "
    rf"(?:and )?not (?:in|at|on|near) {_NO_PLACE}\w+",
)
"""Filmed here and not there: footage of either place can be laid beside it."""
ELSEWHERE = _any(
    rf"(?:n['’]t|never|not) (?:\w+ )?{_MADE} (?:at|in|near|outside|inside) {_NO_PLACE}\w+",
    rf"{_MADE} (?:\w+ ){{0,4}}?(?:elsewhere|somewhere else|(?:at|in|on) (?:another|a different|an "
    r"entirely different|some other) (?:place|location|site|town|city|country|village|street|room|"
    r"building|yard|region|spot|house|part))",
    r"(?:place|location|site|street|building|bridge|room|yard|square|town|city|village)s? "
    r"(?:shown |seen |in the \w+ )?(?:is|are|was|were) (?:in fact |actually |really )?"
    r"not (?:the|in|at|that) (?!same)\w+",
    r"(?:does|do|did)(?: not|n['’]t) show (?:the )?(?:place|location|site|street|town|city|"
    r"village)",
)
"""Filmed anywhere but there: where it is from, and footage of the one place can be laid beside."""

_SKY = r"(?:shadows?|sun(?:light|shine|rise|set)?|sky|light(?:ing)?|weather|clouds?|daylight)"
DAYTIME = _any(
    rf"{_MADE} (?:\w+ )?(?:at|in|during|before|after|around|towards) (?:the )?(?:early |late |"
    r"broad )?(?:night|noon|midday|midnight|dawn|dusk|dark(?:ness)?|daylight|nightfall|twilight|"
    r"sunrise|sunset|morning|evening|afternoon|winter|summer|spring|autumn|rain|snow|fog|sunshine)"
    r"(?: (?:of|on) \w+)?",
    rf"{_SKY} (?:in the \w+ |on the \w+ |of the \w+ )?(?:shows?|showed|suggests?|suggested|"
    r"indicates?|indicated|points? to|tells?|means?|mean|rules? out|(?:does|do) not (?:fit|agree)|"
    r"contradicts?|proves?|fits?|is that of|are those of|(?:is|are|was|were) (?:too )?(?:\w+ )?"
    r"(?:long|short|low|high|dark|clear|cloudy|sunny|dry|wet|overcast|rainy|bright))",
    r"(?:time of (?:the )?(?:day|year)|season) (?:in|of|shown|seen|is|was|does)",
    r"(?:by|from) the (?:shadows?|sun|light|weather)",
    r"(?:it|there) (?:was|is) (?:\w+ )?(?:dark|raining|snowing|night|daylight|sunny|foggy|no rain|"
    r"no snow|broad daylight) (?:in|when|on|at|outside|while)",
)  # fmt: skip
"""Time of day, season, weather and shadows: a picture shows the light, not the date."""

DEAD = _any(
    r"(?:link|url|address|post|tweet|page|account|channel|profile|upload|message|original|source|"
    r"thread|story)s? (?:\w+ ){0,3}?(?:is|are|was|were|has|have|leads?|returns?|gives?|no longer) "
    r"(?:\w+ ){0,4}?(?:dead|broken|invalid|gone|unavailable|inaccessible|offline|private|suspended|"
    r"deleted|removed|taken down|blocked|missing|expired|withdrawn|no longer (?:available|online|"
    r"valid|accessible|there|work\w*|exists?)|not (?:valid|available|found|accessible)|error|404|"
    r"nowhere|exists?|closed|banned|shut down)",
    r"no longer (?:online|be (?:seen|found|viewed|opened) on(?:line| the))",
)  # fmt: skip
"""A link that is dead, a post that is gone: asked again, an address tells."""

JUDGED = _any(
    r"fak(?:e|es|ed|ery|ing)", r"real", r"genuine", r"authentic\w*", r"hoax\w*", r"fabricat\w+",
    r"stag(?:ed|ing)", r"doctored", r"forger(?:y|ies)", r"forged", r"true", r"untrue", r"false",
    r"invented", r"inventions?", r"lie", r"lies", r"sham", r"manipulated", r"deep-?fakes?",
)  # fmt: skip
"""Words that judge footage or a story as a whole."""

SAYING = re.compile(
    r"^\W*(?:(?:nobody|no[ -]one|no (?:man|woman|person|one)|who)(?: (?:in (?:his|her|their) right "
    r"mind|ever|simply|just|really))? (?!(?:was|were|had|did|has|have|is|are|said|says)\b)[a-z]+\b"
    r".*\b(?:an?|twice|again|ever|times|by (?:chance|accident)|in (?:his|her|their) right mind)\b|"
    r"there(?: is|['’]s) no \w+ without\b)",
    re.I | re.S,
)
"""Of nobody at all, in the present: "nobody carries a wounded man out of a fire twice"."""
SUPPOSED = re.compile(
    r"^\W*(?:(?:nobody|no[ -]one|who) (?:would|could|ever)\b|(?:why|how|since when) (?:on earth )?"
    r"(?:would|could|should|can|do|does) (?:anyone|anybody|someone|somebody|people|you|one|they|"
    r"a)\b)",
    re.I,
)
"""It only supposes: "who would film a rescue twice?"."""
PARTICULAR = re.compile(
    r"\b(?:the|this|that|these|those|his|her|their|its|our|my|your|here|it|him|them|now|today|"
    r"yesterday)\b|(?<=[a-z,;] )[A-Z][a-z]|\d",
)
"""What points at one thing: a saying has nothing but "a man", "a fire"."""
