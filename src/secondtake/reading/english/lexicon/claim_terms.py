"""The words that say what a claim is: footage, takes, roles, continuity, origin, purpose."""

from __future__ import annotations

import re

__all__ = [
    "ABSTRACT",
    "CONTINUITY",
    "DESCRIBES",
    "EVENT",
    "FOOTAGE",
    "HELPED",
    "HELPING",
    "IDENTITY",
    "NOT_FOOTAGE",
    "OPINION",
    "ORIGIN",
    "POSTED",
    "PURPOSE",
    "REPEATED",
    "ROLES",
    "SHOWN",
    "SUPPOSING",
    "TIE",
    "UNSAID",
    "UNTESTED",
    "VAGUE",
    "VISIBLE_ACTION",
]


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(alternatives) + r")(?!\w)", re.I)


NOT_FOOTAGE = _any(
    r"(?:at|to|on|from|leave|left) the scene(?! (?:is|was|of the film))",
    r"scene of (?:the|an?) (?:\w+ )?(?:crime|accident|attack|blast|crash|fire|explosion)",
    r"film (?:festival|director|star|industry|students?)", r"video (?:game|call|conference|link)s?",
    r"(?:the|big|whole|clear(?:er)?|bleak) picture(?= of the (?:economy|market|situation))",
)  # fmt: skip
FOOTAGE = _any(
    r"video(?:tape)?s?", r"b-roll", r"footage",
    r"films?", r"filmed", r"filming", r"clips?", r"recordings?",
    r"recorded", r"cameras?", r"camera(?:man|men|woman|-?work)", r"sequences?", r"takes",
    r"(?:film|video|camera|tv|television) crews?",
    r"(?:first|second|third|one|another|other|each|next|last|single|same|alternate|this|that) take",
    r"shots? (?:of|from|shows?|where|in which|is|are|were)", r"in (?:one|another|the next) shot",
    r"frames?", r"stills?", r"(?:hospital|rescue|battle|crowd|burial|attack|film|opening) scenes?",
    r"(?:the|a|this|that|these|those|same|two|three|several|different|other|another|one|its|"
    r"first|second|opening|final|some|every|each|many) scenes?",
    r"scenes (?:of|in|from|where|show|shot)", r"shooting (?:of|day)", r"reels?", r"montage",
    r"documentar(?:y|ies)", r"(?:tv|television) programmes?",
    r"in (?:the|this|that) (?:programme|broadcast)", r"(?:another|second|different) angle",
    r"(?:two|three|four|consecutive|successive|adjacent|several|some|first|second|third|next|"
    r"later|earlier|previous|following|same|opening|last|another|other|one) shots?"
    r"(?! (?:at|in the (?:arm|leg|head|chest|back)))",
    r"on (?:(?:the )?screen|tape|camera)", r"live ?stream", r"screenshots?", r"images?",
    r"pictures?", r"photos?", r"photographs?", r"screen ?grabs?", r"(?:raw|unedited|leaked) "
    r"material", r"rushes", r"out-?takes?", r"voice-?over", r"shot on a (?:stage|set)",
    r"minute \w+ of the",
    r"(?:first|second|other|both|two|longer|shorter|edited|earlier|later) versions?",
    r"(?:in|of) (?:the )?(?:longer|shorter|edited|uncut) (?:one|version)",
)  # fmt: skip
VAGUE = _any(r"staged?", r"staging", r"re-?enact\w*", r"rehears\w+", r"mock \w+")
"""Said of footage, they ask for repeated takes and name none."""

_PEOPLE = (
    r"(?:man|men|woman|women|boys?|girls?|child|children|people|persons?|individuals?|faces?|"
    r"actors?|youths?|figures?|extras?|participants?|residents?|guards?|nurses?|doctors?|workers?|"
    r"bloke|guys?|lads?|lady|ladies|fellow|chap|kids?|student|passer-?by|trader|neighbou?r|"
    r"drivers?|teenagers?|players?|volunteers?|rescuers?|patients?|victims?|soldiers?|bearers?)"
)
HELPED = _any(
    r"victims?", r"patients?", r"casualt(?:y|ies)", r"wounded", r"injured", r"corpses?", r"dead",
    r"dying", r"unconscious", r"hosed", r"sprayed", r"washed", r"lies", r"lying", r"lay",
    r"mourners?", r"prisoners?", r"hostages?", r"protest[eo]rs?", r"passengers?", r"survivors?",
)  # fmt: skip
HELPING = _any(
    r"paramedics?", r"rescuers?", r"medics?", r"doctors?", r"nurses?", r"helpers?", r"police\w*",
    r"stretcher[ -]bearers?", r"carr(?:y|ies|ied|ying) (?:a|the) stretcher", r"hos(?:es|ing)",
    r"pull(?:s|ed|ing)? a hose", r"hold(?:s|ing)? (?:a|the) hose", r"ambulance crew", r"reporters?",
    r"journalists?", r"firem[ae]n", r"firefighters?", r"guards?", r"treat(?:s|ing)", r"soldiers?",
    r"helps? (?:to )?(?:load|carry|lift|push|treat|dig)",
    r"loads? (?:the|an?) (?:ambulance|stretcher)", r"in (?:a )?uniform", r"visitors?",
    r"onlookers?", r"bystanders?", r"spectators?",
)  # fmt: skip
TIE = _any(
    r"then", r"later", r"becomes?", r"became", r"also", r"same", r"first", r"next", r"both",
    r"at first", r"minutes", r"moments", r"afterwards?", r"before", r"in the other", r"turns?",
    r"seen as", r"appears? as", r"reappears?", r"once", r"earlier", r"in another", r"who \w+ as",
)  # fmt: skip
ROLES = (
    _any(
        rf"same (?:\w+ ){{0,3}}?{_PEOPLE}\b.{{0,160}}?\b(?:later|then|also|as|and|before|again|"
        r"elsewhere|playing|plays?|acts?|turns? up)",
        rf"(?:is|are|was|were|\w+['’](?:s|re)) (?:\w+ )?the (?:very |exact )?same {_PEOPLE}",
        r"same (?:\w+ ){0,2}(?:scar|tattoo|birthmark|mole|ring|face|beard|limp)s?",
        r"(?:also|again) (?:appears?|features?|turns? up|shows? up|plays?|acts?|poses?) as",
        r"(?:is|are|was|were) (?:also|again|later) (?:seen|shown|visible|filmed|recogni[sz]able) "
        r"(?:as|\w+ing|in the (?:role|part|uniform))",
        r"(?:play|portray|act)(?:s|ed|ing)? (?:as )?(?:the|an?) .{2,50}? and (?:then |later )?"
        r"(?:the|an?) .{2,40}? in (?:another|the other|the next|the second)",
        rf"{_PEOPLE} who .{{3,60}}? in one (?:part|shot|scene|take|clip|video|film|sequence|"
        rf"frame)\b.{{3,60}}? in (?:another|the next|the other|a (?:later|second))",
        rf"{_PEOPLE} (?:seen|shown|visible) .{{3,60}}? (?:and|then|but) .{{0,30}}?(?:later|moments|"
        r"minutes|another|elsewhere)",
        rf"the {_PEOPLE} (?:who|that) .{{3,80}}? (?:is|are|was|were) (?:also )?the (?:{_PEOPLE}|"
        rf"one|ones) "
        r"(?:who|that|[a-z]+ing)",
        rf"{_PEOPLE} .{{0,60}}?\b(?:weep|cr(?:y|ie)|scream|lie|die|bleed|fall|limp|is carried|"
        rf"are carried)s?\b"
        r".{0,60}?\b(?:and|but|then)\b.{0,30}?\b(?:later|then|afterwards?|minutes later|in the "
        r"(?:next|other|second|third|last))\b.{0,40}?\b(?:hands?|gives?|carr|laugh|help|run|"
        r"drink|smil|"
        r"lead|direct|stand|walk)",
        r"(?:carried|wounded|dead|lies|dies|weeps|cries) .{0,60}?\b(?:later|then|afterwards) "
        r"(?:hands|gives|carries|laughs|helps|runs|drinks|smiles|leads|directs|walks)",
        rf"{_PEOPLE} (?:who|that|\w+ing) .{{3,80}}? (?:is|are|was|were|becomes?|became) (?:later|"
        r"then|also|again|afterwards|elsewhere|now|himself|herself|\w+ minutes later) (?:\w+ )?"
        rf"(?:one of|among|(?:the|an?) (?:\w+ )?{_PEOPLE}|carr\w+|lying|on (?:a|the) stretcher)",
        r"(?:on a stretcher|as a victim|among the (?:wounded|dead|injured)|lying \w+) and,? "
        r".{0,20}?(?:later|then|again|elsewhere)",
        r"(?:is|are|gets?|stands?) back on (?:his|her|their) feet",
        r"(?:two|different|several|multiple|both|dual|second|another|other) roles?",
        r"(?:switch|swap|chang|exchang|trad)\w* (?:their |his |her |the )?(?:roles|places|parts)",
        r"(?:play|perform)\w* (?:both|two|more than one|several)\b",
        r"(?:play|played|playing|plays|acted as|posed as|posing as) (?:the |a |an )?(?:\w+ )?"
        r"(?:victims?|patients?|rescuers?|paramedics?|doctors?|wounded|casualties|dead|corpses?)",
        r"the (?:people|men|women|ones|same) who (?:\w+ ){1,8}(?:are|were|become|became) (?:\w+ )?"
        r"(?:medics?|paramedics?|rescuers?|doctors?|nurses?|victims?|patients?)",
    ),
)  # fmt: skip
IDENTITY = _any(
    r"(?:is|are|was|were|be|been) (?:(?:an?|the|all|both|in fact|really|his|her|its|their) )*"
    r"(?:(?!of\b|from\b|by\b|in\b|on\b|with\b)\w+ ){0,2}?(?:students?|actors?|"
    r"actress(?:es)?|employees?|members?|relatives?|civilians?|"
    r"amateurs?|extras|officers?|agents?|volunteers?|relations?|cousins?|colleagues?|supporters?)",
)
"""Who somebody is by trade or kin: no frame shows it."""
_THINGS = (
    r"(?:shirt|jacket|coat|button|trousers|scarf|scarves|hat|cap|helmet|vest|shoe|boot|glove|mask|"
    r"glasses|sleeve|jumper|sweater|hood|uniform|dress|bag|watch|bandage|blanket|clothe|clothing|"
    r"armband|belt|jersey|headscarf|t-?shirt|smoke|car|van|vehicle|truck|lorry|shadow|door|gate|"
    r"window|fire|wall|sign|flag|ladder|stretcher|chair|bucket|bicycle|bus|tree|clock|hose|lamp|"
    r"ambulance|rubble|dust|puddle|blood|light|crane|poster|hair|table|bottle|plaster|leaves|"
    r"child|man|woman|dog|numbers?|plate)s?"
)
_STATES = (
    r"(?:buttoned|unbuttoned|open|closed|missing|gone|different|changes?|changed|rolled|torn|"
    r"intact|"
    r"dry|wet|clean|off|absent|disappear\w*|vanish\w*|no longer|moved|reappear\w*|switch\w*|"
    r"broken|white|blue|red|green|black|yellow|gr[ae]y|brown|orange|pink|purple|whole|cut|shut|"
    r"full|"
    r"empty|clear|dirty|burning|not there|already|lit|parked|on|up|down)"
)
_OTHER = (
    r"(?:second|third|other|others|next|last|latter|longer|shorter|earlier|later|fourth|another)"
)
CONTINUITY = _any(
    r"between (?:two|the two|both|these|consecutive|successive|adjacent|neighbou?ring)"
    r"(?: \w+)? (?:shots?|frames?|takes?|scenes?|cuts?|sequences?|clips?)",
    rf"{_STATES} (?:at (?:first|the (?:start|beginning|outset))|initially|to begin with|before)\b"
    r".{0,30}?\b(?:later|afterwards?|at the (?:end|close)|then|in the end|by the end)",
    rf"{_STATES} in (?:one|the first|this|the opening)(?: \w+)? (?:and|but|yet) .{{0,30}}?"
    rf"{_STATES} (?:in|on) (?:the|an?|another)",
    rf"\b[Hh]ere\b.{{0,60}}?\b{_STATES}\b.{{0,40}}?\bthere\b.{{0,60}}?\b{_STATES}",
    rf"\b[Hh]ere\b.{{0,60}}?\b{_THINGS}\b.{{0,40}}?\bthere\b.{{0,60}}?\b(?:no|none|not|another)\b",
    r"\w+ in (?:this|one|the first) (?:frame|shot|picture|clip|take|still|photo|recording|video) "
    r"(?:and|but|yet) .{1,40}? in (?:the|an?) (?:next|other|second|later|last|"
    r"one (?:before|after))",
    rf"[Tt]his time\b.{{0,60}}?\b(?:is|are|has|have) (?:\w+ )?{_STATES}",
    rf"\w+ in the (?:first|opening)(?: \w+)?, (?:\w+ ){{1,3}}in the {_OTHER}",
    r"(?:un)?buttoned", r"continuity", r"once [\w ]{2,30}, once \w+",
    r"un(?P<undone>\w{3,})\b.{0,50}?\b(?P=undone)",
    r"(?P<done>\w{4,})\b.{0,50}?\bun(?P=done)",
    rf"(?:different|another|other) (?:\w+ ){{0,4}}?(?:than|from|to) (?:\w+ )?(?:the|that) (?:\w+ )?"
    rf"(?:{_OTHER}|previous|first) (?:video|clip|film|shot|take|recording|version|footage)s?",
    r"(?:is|are|was|were) not the same (?:\w+ )?(?:as|where|that|in|when)",
    r"in the (?:next|following|other|second|third) (?:shot|take|scene|clip|frame|cut|sequence|"
    r"video)\b"
    r".{0,120}?\b(?:wear\w*|without|no longer|instead|has changed|is (?:gone|missing)|another)",
    r"(?:moves?|moved|jumps?|wanders?|changes?|swaps?|switch(?:es)?) (?:\w+ )?from (?:the |his |"
    r"her )?(?:left|right)\b.{0,30}?"
    r"to (?:the |his |her )?(?:left|right)",
    r"(?:rooms?|sites?|places?|streets?|buildings?|walls?|cars?|clothes|shoes) (?:is|are|was|were) "
    r"(?:\w+ )?different in (?:both|the|each|two)", r"(?:done up|undone)",
    rf"{_THINGS}\b.{{0,80}}?\b{_STATES}\b.{{0,80}}?\b(?:in|the|on|while|but|"
    rf"and)\b.{{0,40}}?\b{_OTHER}",
    rf"{_THINGS} (?:is|are|was|were|has|have) (?:\w+ )?(?:missing|gone|absent|disappeared|vanished|"
    r"no longer|moved|changed)",
    rf"in (?:the |an? )?{_OTHER}(?: \w+){{0,2}},? (?:\w+ ){{0,6}}?(?:no|none|not|missing|gone|"
    rf"already|"
    r"another|different|absent|dry|wet|open|closed|without|there are \w+)",
    r"this time\b.{0,60}?\b(?:no|not|without|another|different|open|closed|wearing|wears)",
    rf"(?:another|a different|different|no) {_THINGS}\b.{{0,60}}?\b{_OTHER}",
    rf"and the (?:\w+ ){{1,2}}has another {_THINGS}",
    r"(?:only|just) in (?:the )?(?:one|first|second|other|longer|shorter|earlier|later)",
    r"in (?:the )?(?:one|first)(?: (?:of them|take|shot|clip|version|scene|sequence|video|case|"
    rf"frame|film|picture|form|run))?\b.{{0,160}}?\b(?:in|but|while|and) (?:in )?(?:the )?{_OTHER}",
    r"(?:is|are|was|were) (?:\w+ )?in one of (?:them|the)",
    r"(?:visible|seen|present|there) in (?:one|the first)\b.{0,60}?\b(?:not|absent|missing|"
    r"gone|no)",
    r"in (?:the )?third\b.{0,80}?\b(?:although|dry|wet|gone|no)",
    rf"{_THINGS} (?:\w+ ){{0,4}}shows? (?:two |three )?different \w+",
    rf"{_THINGS} (?:is|are|was|were|has|have|had) (?:been )?(?:moved|changed|swapped|replaced|"
    r"removed) between",
    rf"(?:chang|swapp)\w+ (?:the|their|his|her|its) {_THINGS}", r"between takes",
    r"chang(?:es|ed|ing) colou?r", r"wet hair in",
    r"(?:differs?|differed) (?:\w+ )?(?:in|between|from|"
    r"by)", r"do(?:es)? not match",
    r"shadows? (?:fall|point|are|differ)\w*",
    r"differences? (?:between|in the) (?:the )?(?:two|both|takes?|versions?|films?|clips?)",
)  # fmt: skip
_TIMES = (
    r"(?:twice|(?:three|four|five|six|seven|several|many|multiple|a dozen) times|more than once)"
)
REPEATED = _any(
    r"(?:several|two|three|four|five|many|multiple|different|both|various|numerous|repeated|more "
    r"than one|second|third|other|another|alternate|\d+) takes?(?! part| place)",
    _TIMES, r"again and again", r"over and over", r"once more", r"a (?:second|third) time",
    r"(?:exactly |precisely |just )?the (?:very |exact )?same (?:way|manner|sequence|action|"
    r"movements?|fall|gestures?|steps|order|route|motion|fashion|pose|walk|words|paving stone)",
    r"(?:the )?exact same (?:way|scene|action|fall|manner)", r"same \w+, same \w+",
    r"(?:filmed|shot|recorded|staged|performed|played|acted) (?:all over )?again",
    r"(?:falls|runs|lies|walks|weeps|screams|explodes|burns|drops) in .{3,60}? \w+ again",
    r"re-?shot", r"re-?filmed", r"retakes?", r"retaken", r"re-?takes", r"start(?:s|ed|ing)? over",
    r"repeat(?:s|ed|ing)?(?! (?:that|this|it|the (?:claim|allegation|statement|accusation|demand)|"
    r"h(?:is|er)|their|its)\b)", r"repeatedly", r"repetitions?", r"[‘“'\"]cut!?[’”'\"]",
    r"(?:runs?|falls?|walks?|enters?|does it|did it|do it|happens?|dies|films? it|shot it) again",
    r"identical (?:\w+ ){0,2}(?:movements?|scenes?|actions?|shots?|sequences?|manner)",
    r"(?:two|three|several|second) performances?", r"rehears\w+ (?:and|before)",
    r"\w+ falls? over .{3,60}? falls? over it again", r"only once|fell once|one rescue",
)  # fmt: skip
_PUT_OUT = (
    r"(?:re-?)?(?:tweet|post|upload|download|leak|delet|circulat|shar(?:e|ed|"
    r"ing)\b|forward|withdr)\w*"
)
POSTED = _any(
    rf"(?:was|were|is|has|have|had|been|being|that|who|which|and|later|since|first|it|account) "
    rf"(?:\w+ ){{0,2}}{_PUT_OUT}(?! an? (?:\w+ )?(?:response|statement|apology|reply|correction))",
    r"(?:posted|uploaded|deleted|downloaded|re-?posted) (?!(?:an?|the|its|his|her|their) (?:\w+ )?"
    r"(?:response|statement|apology|reply|message|comment|correction))(?:it|them|the|by|on|to|online)",
    r"removed (?:it|them|the \w+|\w+ \w+) (?:\w+ )?(?:from|again)", r"took (?:it|them) down",
    r"taken (?:down|offline)", r"(?:it|video|film|clip) (?:is|was|has been) (?:now )?(?:gone|"
    r"removed)",
    r"(?:re-?)?(?:tweet|post|upload|shar|publish|releas|circulat|forward|broadcast|leak|spread)\w* "
    r"(?:the|a|an|this|that|its|his|her|their) (?:\w+ ){0,2}?(?:video|footage|film|clip|"
    r"recording|tape|photo|"
    r"picture|image)s?",
    r"went viral", r"turned up (?:on|online)", r"appeared online", r"surfaced (?:on|online)",
    r"had (?:it|the (?:film|clip|video)) from", r"gave no copy", r"(?:was|were) removed",
)  # fmt: skip
ORIGIN = _any(
    _PUT_OUT, r"publish\w*", r"remov\w*", r"obtain\w*", r"releas\w*", r"distribut\w*",
    r"broadcast", r"aired", r"acquir\w*", r"handed", r"received", r"recovered", r"authentic\w*",
    r"verif\w*", r"surfac\w*", r"emerged", r"came from", r"comes? from", r"taken from",
    r"(?:dates?|dated|dating) (?:back )?(?:from|to)", r"years? old", r"old (?:video|footage|film)",
    r"(?:videos?|footage|films?|clips?|recordings?|tapes?|pictures?|photos?|images?) (?:is|are|"
    r"was|were) "
    r"(?:\w+ )?(?:years old|old|older|recycled|reused|re-used|unrelated|not from|from)",
    r"(?:has|have|had|with) nothing to do with [A-Z]\w+", r"(?:is|are|was|were)(?: not|n['’]t)? "
    r"from [A-Z]\w+",
    r"(?:is|are|was|were) (?:\w+ly |in fact |just )?(?:an? |the )?(?:\w+ )?(?:scene|clip|part|"
    r"sequence|still|shot|excerpt|footage|trailer|teaser)s? (?:of|from)", r"set up by",
    r"original (?:footage|video|film|clip|recording)", r"captured by", r"shortened",
    r"(?:found|sent to|handed to|given to|bought) (?:\w+ )?(?:in|by|to|from|us)",
    r"use of (?:\w+ )?(?:footage|video|pictures|images)",
    r"(?:un)?related to reality",
    r"(?:source|origin|provenance|author|uploader|metadata) of", r"genuine", r"fabricat\w+",
    r"(?:is|was|were|are|been|being|be) (?:\w+ )?(?:filmed|recorded|shot|made|taken|produced|"
    r"captured|"
    r"ordered|presented|provided|supplied|sent|shown|viewed|burned) (?:\w+ )?(?:in|on|at|by|"
    r"near|during|"
    r"last|earlier|several|two|three|before|after|from|as|within|for)",
    r"(?:filmed|shot|recorded|captured|taken|made|produced) (?:by|in|on|at|near|during|last)",
    r"copy of the", r"accounts? (?:that|which|called)", r"who made (?:it|them)", r"forgery",
    r"(?:collages?|compilations?|montages?|mix(?:es)?) (?:of|from)",
    r"left the \w+", r"appeared (?:on|in|online)", r"belong(?:s|ed) to",
    r"(?:link|url|address|post|page|account)s? (?:\w+ ){1,5}"
    r"(?:invalid|no longer valid|not valid|dead|broken|gone|unavailable|deleted|missing|expired|"
    r"down)",
)  # fmt: skip
SHOWN = _any(
    r"shows?", r"showed", r"showing", r"depict(?:s|ed|ing)?", r"sees?", r"seen", r"visible",
    r"(?:appears?|appeared) (?:as|in|to|with|on|beside|behind)", r"appears?$",
    r"can be (?:seen|heard|made out)", r"pictured",
    r"heard", r"features?", r"featuring", r"captures", r"lies", r"lying",
    r"stands?(?! by (?:its|his|her|their))", r"standing",
    r"walk(?:s|ing)?(?: past| by)?", r"sits?", r"contains?", r"begins? with", r"ends? with",
    r"lasts|(?<!the )last(?= (?:only |about |for |less |under |over |just |\d))", r"opens? with",
    r"(?:featur|contain|includ|display|captur)ed",
)  # fmt: skip
DESCRIBES = _any(
    r"(?:is|are)(?! being\b)",
    r"(?:has|have)(?! (?:(?:not|never|also|now|since|only|\w+ly) )?(?:\w+ed|been|had|become|come|"
    r"gone|shown|seen|taken|made|given|said|told|put|spent|led|lost|won|found|begun|known|sent)\b)",
    r"wears?|wearing|says? nothing|stops?|falls?|opens|open(?! \w+s?\b)|wipes?|pushed",
    r"in the (?:film|video|clip|footage|picture|"
    r"photo)s?", r"(?:\w+ )?longer than", r"minutes|seconds|(?:a|one|\d+) (?:minute|second)",
)  # fmt: skip
VISIBLE_ACTION = _any(
    r"lies", r"lying", r"stands?(?! by (?:its|his|her|their))", r"standing", r"walk(?:s|ed|ing)?",
    r"sits?", r"sitting",
    r"carr(?:y|ies|ied|ying)", r"hos(?:es|ed|ing)", r"falls?", r"fell", r"runs?", r"running",
    r"lift(?:s|ed|ing)?", r"load(?:s|ed|ing)", r"drag(?:s|ged|ging)?", r"pour(?:s|ed|ing)?",
    r"wear(?:s|ing)?", r"wore", r"holds?", r"holding", r"burn(?:s|ed|ing)?", r"explod\w+",
    r"collaps\w+", r"kneel\w*", r"laugh\w*", r"wav(?:es|ed|ing)", r"smil(?:es|ed|ing)", r"sprayed",
    r"driv(?:es|ing)", r"wash(?:es|ed|ing)", r"gather(?:ed|s)?", r"parked", r"bandaged",
    r"on (?:the|a) (?:ground|floor|stretcher|pavement|street|roof|wall|left|right)", r"flames?",
    r"barefoot", r"hangs?", r"rising", r"opens", r"enters?", r"drinks?", r"hands? out", r"pushed",
    r"walking (?:by|past)", r"looks? into", r"ha(?:s|d|ve) no \w+", r"wipes?", r"stops? at",
)  # fmt: skip
EVENT = _any(
    r"explo(?:ded|des|sion tore)", r"collapsed", r"burn(?:ed|t|ing|s)", r"crashed", r"derailed",
    r"(?:missiles?|rockets?|bombs?|drones?|air ?strikes?|gunfire|shots?|artillery|explosions?) "
    r"(?:\w+ ){0,3}?(?:hit|struck|strike|landed?|fell|fired|heard|attack\w*|target\w*|on|on the|"
    r"arriv\w*)",
    r"(?:gunfire|shots?|an explosion|explosions|blasts?) (?:was|were) (?:\w+ )?heard",
    r"(?:hit|hitting|struck|striking|attack(?:ed|ing)|shelled|bombed|target(?:ed|ing)) (?:\w+ "
    r"){0,3}?(?:sites?|bases?|areas?|"
    r"facilit\w+|houses?|hospitals?|schools?|bridges?|towns?|buildings?|cities)",
    r"fle(?:e|es|d|eing) (?:to|from|the|into)",
    r"flooded", r"clash(?:ed|es)", r"march(?:ed|es)", r"shell(?:ed|ing)", r"bomb(?:ed|ing)",
    r"(?:was|were|been) (?:hit|struck|destroyed|damaged|flooded|set on fire|torn down|looted)",
    r"smoke (?:is|was) rising", r"set fire", r"opened fire", r"fired (?:at|on|tear|shots?)",
    r"(?:stood|standing) (?:on|in|at|near)", r"touched by", r"destroyed", r"caught fire",
)  # fmt: skip
PURPOSE = _any(
    r"(?:in order|so as|aim(?:s|ed|ing)?|intend(?:s|ed)?|meant|designed|want(?:s|ed)?|plan(?:s|ned|"
    r"ning)|sought|tr(?:ies|ied|ying)) to", r"the aim", r"purposes?", r"motives?", r"pretext",
    r"provok\w+", r"provocations?", r"justif\w+", r"blam(?:e|es|ed|ing)", r"in a bid",
    r"goals? (?:is|are|was|were) to",
    r"conspir\w+", r"propaganda", r"discredit\w*", r"mislead\w*", r"deceiv\w+", r"excuse for",
    r"(?:serve|serves|served|used|needed) as an? (?:\w+ )?(?:pretext|excuse|reason|proof)",
    r"was to (?:be|serve|show|prove|make)", r"in exchange for", r"so that", r"released by mistake",
    r"harm the reputation", r"made for the",
)  # fmt: skip
OPINION = _any(
    r"must|should|ought|would|will|shall|won['’]t|could|cannot|can['’]t|couldn['’]t|may|might",
    r"regret\w*|condemn\w*|welcom\w+|believ\w+|think\w*|important|unacceptable|nonsense|absurd",
    r"responsib\w+|deserv\w+|false|lies|shame\w*|trust|proud|no doubt|made my|joke|forgery",
    r"(?:stands?|stood) by (?:its|his|her|their)",
    r"no such|doubt\w*|unlucki\w+|perhaps|maybe|whether|hearsay|I have never|means?",
)  # fmt: skip
UNTESTED = _any(
    r"(?:isn['’]t|aren['’]t|wasn['’]t|is|are|was|were)(?: not)? (?:\w+ly )?(?:fake|real|genuine|"
    r"authentic|true|untrue|hoax|"
    r"fake news|invented|an? invention|an? mistake|an? error|an? (?:\w+ )?(?:mistake|error|lie|"
    r"joke|invention|fabrication|fake|hoax|sham))(?=\W*$| (?:and|but|or)\b)",
    r"(?:something|nothing|everything|anything|truth|reality|it all) (?:is|was|are)(?: not|"
    r"n['’]t)? (?:\w+ )?(?:right|wrong|"
    r"strange|odd|less|more|the|what|as|clear|over)",
    r"(?:we|I|they) (?:deeply |sincerely )?(?:apologi[sz]e|regret|are sorry)",
    r"(?:draw|make up|judge|see|ask) (?:your|their|for) (?:own |your)?(?:conclusions?|minds?|"
    r"selves|yourselves)",
    r"(?:want|wants|wanted) (?:us|you|people|everyone|the world) to (?:believe|think)",
    r"(?:could|can) ?not (?:be )?(?:\w+ )?(?:independently )?(?:verif(?:y|ied)|confirm(?:ed)?|"
    r"authenticated?|reach(?:ed)?)",
    r"(?:unable|not (?:been )?able) to (?:\w+ )?(?:verify|confirm|reach|contact|"
    r"check|authenticate)",
    r"(?:charged with|convicted of|sued|fined for|jailed|accused of) (?:\w+ )?\w+",
    r"(?:remains?|is|was) (?:un(?:clear|known|certain)|not (?:clear|known)) (?:when|who|how|why|"
    r"where|whether|if|what)",
    r"^\W*(?:that|this|it)(?: is|['’]s| was) (?:not |simply |just )?(?:false|true|untrue|wrong|"
    r"correct|a lie|a fabrication|absurd|nonsense)\W*$",
    r"(?:have|has|had|did|do) (?:not|never) (?:yet )?(?:seen|see|watch(?:ed)?) "
    r"(?:the|that|this|it|any|a)(?: \w+)?",
    r"(?:declined|refused) to (?:comment|answer|say|speak)",
    r"neither .{2,60} nor .{2,60} (?:comment|respon|repl|answer)\w*",
    r"(?:did|do|does|has|have) not (?:yet )?(?:repl(?:y|ied)|respond(?:ed)?|comment(?:ed)?|"
    r"answer(?:ed)?)",
)
"""Said of checks and replies nobody could give: no footage answers them."""
ABSTRACT = _any(
    r"(?:is|are|was|were) (?:\w+ )?(?:common|normal|usual|unusual|rare|legal|illegal|lawful|"
    r"unlawful|due to|expected to|scheduled to|set to|likely to|enrolled|employed|paid|funded|"
    r"known|possible|clear|unclear|nonsense|absurd|looking into|investigating)",
    r"(?:is|are) (?:due )?to (?:debate|discuss|meet|vote|decide|hold|hear|rule|publish|report)",
    r"(?:has|have) (?:cost|ruined|caused|brought|led|lost|failed|gained)",
    r"(?:next|coming) (?:week|month|year)",
    r"(?:call|urge|appeal)s? (?:on|to|journalists|the media)",
)
"""Habits, plans, states of mind or law: nothing a frame shows."""
SUPPOSING = re.compile(r"^\W*(?:perhaps|maybe|I (?:think|believe|doubt))\b", re.I)
UNSAID = re.compile(
    r"^\W*+(?:I|we|she|he|they|it)?\s*+(?:did not say|do(?:es)? not know|could not (?:say|tell|"
    r"confirm)|"
    r"cannot (?:say|tell))",
    re.I,
)
