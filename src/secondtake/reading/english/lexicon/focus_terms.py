"""The words that say what in footage a claim is about: what is worn, what stands there, where."""

from __future__ import annotations

import re

from secondtake.model.enums import PicturePart
from secondtake.model.page_enums import ClaimSubject

__all__ = ["ANY_CLOCK", "PARTS", "PEOPLE", "SEVERAL_FILMS", "SUBJECTS", "TIMES"]


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(alternatives) + r")(?!\w)", re.I)


SUBJECTS = {
    ClaimSubject.HEAD: _any(
        r"hats?", r"caps?", r"helmets?", r"hoods?", r"head-?(?:scarf|scarves|bands?|dress)",
        r"masks?", r"glasses", r"sunglasses", r"goggles", r"hair", r"hair-?cuts?", r"beards?",
        r"m(?:o|ou)ustaches?", r"bare-?headed", r"veils?", r"balaclavas?", r"turbans?", r"wigs?",
        r"bald", r"ear-?rings?", r"make-?up", r"on (?:his|her|their) heads?",
    ),
    ClaimSubject.UPPER_BODY: _any(
        r"(?:t-?|under)?shirts?", r"jackets?", r"coats?", r"vests?", r"waist-?coats?", r"jumpers?",
        r"sweaters?", r"hoodies?", r"cardigans?", r"jerseys?", r"blouses?",
        r"(?:tank |\w+-coloured )tops?", r"ties?",
        r"(?<!head)scar(?:f|ves)", r"buttons?", r"(?:un)?buttoned", r"collars?", r"sleeves?",
        r"anoraks?", r"parkas?", r"tunics?", r"flak jackets?", r"bibs?", r"zips?", r"(?:un)?zipped",
        r"chests?", r"rucksacks?", r"back-?packs?",
    ),
    ClaimSubject.ARMS: _any(
        r"arm-?bands?", r"gloves?", r"watch(?:es)?(?= on| strap| is| was|\W*$|,)", r"wrist-?watch",
        r"wrist-?bands?", r"bracelets?", r"rings?(?= on| finger)", r"sleeves?", r"cuffs?",
        r"tattoos?", r"(?:left|right|bare|both) (?:hands?|arms?|wrists?)",
        r"(?:his|her|their) (?:hands?|arms?|wrists?)",
    ),
    ClaimSubject.LEGS: _any(
        r"trousers?", r"jeans", r"shorts", r"skirts?", r"leggings", r"boots?", r"shoes?",
        r"sandals?", r"slippers?", r"socks?", r"sneakers?", r"trainers", r"bare-?foot(?:ed)?",
        r"(?:left|right|bare|both|his|her) (?:legs?|knees?|foot|feet|ankles?)", r"pants", r"khakis",
    ),
    ClaimSubject.CLOTHING: _any(
        r"cloth(?:es|ing)", r"outfits?", r"uniforms?", r"dress(?:es|ed)?", r"garments?",
        r"overalls?", r"robes?", r"costumes?", r"(?:wear|wears|wearing|wore)(?= (?:different|other|"
        r"the same|something|another))", r"belts?",
    ),
    ClaimSubject.SMOKE: _any(
        r"smok(?:e|ing|y)", r"fires?", r"flames?", r"burn(?:s|t|ed|ing)?", r"dust", r"steam",
        r"sparks?", r"ablaze", r"alight",
    ),
    ClaimSubject.LIGHT: _any(
        r"shadows?", r"sun(?:light|shine|set|rise)?", r"day-?light", r"dawn", r"dusk", r"twilight",
        r"(?:at|by|before|after) (?:night|noon|dark|midday|nightfall|sunrise|sunset)",
        r"in (?:the )?(?:dark|daylight|evening|morning|afternoon|rain|snow|fog|daytime)",
        r"(?:morning|evening|afternoon|noon|night|midday|low|winter|summer) (?:light|sun)",
        r"weather", r"rain(?:s|ed|ing|y)?", r"snow(?:s|ed|ing|y)?", r"fog(?:gy)?", r"cloud(?:s|y)?",
        r"overcast", r"wet (?:ground|street|road|asphalt|pavement)", r"puddles?", r"sky",
        r"time of (?:the )?(?:day|year)", r"season",
        r"(?:in|during) (?:winter|summer|spring|autumn)",
        r"(?:dark|light) outside", r"street ?lights?", r"leaves on the trees", r"leafless",
    ),
    ClaimSubject.OBJECT: _any(
        r"blankets?", r"bandages?", r"bags?", r"stretchers?", r"chairs?", r"tables?", r"buckets?",
        r"bottles?", r"ladders?", r"hoses?", r"lamps?", r"signs?", r"posters?", r"flags?",
        r"banners?", r"doors?", r"gates?", r"windows?", r"curtains?", r"walls?", r"rubble",
        r"cars?", r"vans?", r"vehicles?", r"trucks?", r"lorr(?:y|ies)", r"bus(?:es)?", r"bikes?",
        r"bicycles?", r"motorbikes?", r"ambulances?", r"tanks?", r"trees?", r"clocks?", r"cranes?",
        r"blood(?:stains?)?", r"stains?", r"plaster", r"box(?:es)?", r"crates?", r"barrels?",
        r"cylinders?", r"canisters?", r"toys?", r"dolls?", r"phones?", r"cameras? (?:bag|tripod)",
        r"tripods?", r"microphones?", r"guns?", r"rifles?", r"weapons?", r"sticks?", r"umbrellas?",
        r"carts?", r"wheelbarrows?", r"barriers?", r"fences?", r"cones?", r"tents?", r"boats?",
        r"ropes?", r"holes?", r"cracks?", r"number plates?", r"plates?", r"cups?", r"glass(?= )",
        r"suitcases?", r"carpets?", r"beds?", r"pictures? on the wall", r"leaves", r"dogs?",
    ),
}  # fmt: skip
"""What is worn, by the part of the body, and what is not; none of it names who."""
PEOPLE = _any(
    r"m[ae]n", r"wom[ae]n", r"boys?", r"girls?", r"child(?:ren)?", r"persons?", r"people",
    r"bystanders?", r"onlookers?", r"soldiers?", r"figures?", r"passers?-by", r"nurses?",
    r"doctors?", r"(?:police|fire)m[ae]n", r"medics?", r"rescuers?", r"victims?", r"bod(?:y|ies)",
)  # fmt: skip
"""Somebody who is there in one take and not in the other, where nothing else is named."""

_OF_PICTURE = r"(?:of|in) the (?:frame|picture|screen|image|shot|video|film|clip|footage)"
_NO_LIMB = (
    r"(?! of\b|[- ](?:hand|arm|leg|foot|shoulder|sleeve|wrist|ear|eye|knee|ankle|thumb|bank|lane|"
    r"wheel|door|side)\b)"
)
_SIDE = r"(?:side|edge|corner|half|third|part|margin|foreground|background)"


def _part(word: str, *more: str) -> re.Pattern[str]:
    """A side of the picture; the left of something in it, or a left hand, is none."""
    return _any(
        rf"(?:on|at|to|in|from) the (?:far |very |extreme |upper |lower |top |bottom )?{word}"
        rf"(?:-hand)?(?: {_SIDE})?(?: {_OF_PICTURE}|{_NO_LIMB})",
        rf"(?:upper|lower|top|bottom)[ -]{word}(?:-hand)?",
        rf"{word}(?:-hand)? {_SIDE}(?: {_OF_PICTURE}|(?! of\b))",
        *more,
    )


PARTS = {
    PicturePart.LEFT: _part("left"),
    PicturePart.RIGHT: _part("right"),
    PicturePart.MIDDLE: _any(rf"in the (?:middle|cent(?:re|er)) {_OF_PICTURE}"),
    PicturePart.UPPER: _any(
        r"(?:upper|top)[ -](?:left|right)", r"(?:upper|top) (?:half|part|edge|third|corner)",
        rf"at the top(?: {_OF_PICTURE})(?! of)",
    ),
    PicturePart.LOWER: _any(
        r"(?:lower|bottom)[ -](?:left|right)", r"(?:lower|bottom) (?:half|part|edge|third|corner)",
        rf"at the bottom(?: {_OF_PICTURE})(?! of)",
    ),
}  # fmt: skip

_FILMS = r"(?:videos?|films?|clips?|recordings?|tapes?|versions?|footage|reports?|broadcasts?)"
SEVERAL_FILMS = _any(
    r"(?:two|both|three|four|several|different|separate|various|many|these|those) (?:\w+ )?"
    rf"{_FILMS}",
    rf"(?:another|other|second|earlier|previous|older|longer|shorter|later) (?:\w+ )?{_FILMS}",
    rf"(?:first|one|this) {_FILMS}\b.{{0,80}}?\b(?:second|other|another|that one|that {_FILMS})",
    r"(?:videos|clips|recordings|tapes)",
    r"films(?! (?:the|an?|it|them|him|her|his|how|what)\b)",
)
"""Two films or more; "two parts of the video" are of one."""

_CLOCK = r"(?P<minutes>\d{1,3}):(?P<seconds>[0-5]\d)"
ANY_CLOCK = re.compile(rf"(?<![\d:]){_CLOCK}(?![\d:])")
"""Once a claim names one time in a film, its others are of the film too."""
TIMES = (
    re.compile(rf"(?<![\d:]){_CLOCK}(?= (?:into|in|mark|minutes? mark)\b)", re.I),
    re.compile(
        rf"(?:from|between|mark|time ?code|time ?stamp|timestamp) {_CLOCK}(?![\d:])"
        r"(?:\s?(?:-|–|—|to|and|until) (?P<minutes_to>\d{1,3}):(?P<seconds_to>[0-5]\d)(?![\d:]))?",
        re.I,
    ),
    re.compile(
        r"(?<![\d:])(?P<minutes>0{1,2}):(?P<seconds>[0-5]\d)(?![\d:])(?!\s?(?:[ap]\.?m|h\b|hrs|o'))"
        r"(?:\s?(?:-|–|—|to|and|until)\s?(?P<minutes_to>\d{1,3}):(?P<seconds_to>[0-5]\d)(?![\d:]))?",
        re.I,
    ),
    re.compile(
        r"(?:(?P<seconds>\d{1,3})|(?P<seconds_word>\w+))[ -]seconds?[ -](?:into?\b|mark)", re.I
    ),
    re.compile(
        r"(?:(?P<minutes>\d{1,3})|(?P<minutes_word>\w+))[ -]minutes?[ -](?:into?\b|mark)", re.I
    ),
    re.compile(r"(?:at|in|from) minute (?:(?P<minute>\d{1,3})|(?P<minute_word>\w+))(?!\w)", re.I),
    re.compile(
        r"(?:at|in|from) second (?:(?P<seconds>\d{1,3})|(?P<seconds_word>\w+))(?!\w)(?! \w)", re.I
    ),
)
"""Times that stand in a film. A time of day has no such word beside it, and does not begin at 0."""
