"""Which language a text is in: its script, then the small words every text is full of."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

__all__ = ["language_name", "tongue"]

_SMALL_WORDS = {
    "en": "the of and to in is that for was on with he as it his by at from are this be has had "
    "not which their were have been said who they its an will would but",
    "de": "der die das und ist nicht ein eine von mit den dem auf für im zu des sich auch als war",
    "fr": "le la les des et est une dans pour que qui sur pas au du par plus avec sont il elle ce",
    "es": "el la los las de que y en un una por con para del se su es al lo como más fue",
    "it": "il lo la gli le di che e un una per con del della non è sono si da nel ha al",
    "pt": "o os as de que e um uma para com não do da em se por no na ao foi mais",
    "nl": "de het een en van is dat op te in zijn voor met niet aan er door ook werd naar",
    "pl": "i w na z się nie do to że jest o po jak za od przez który są dla oraz",
    "tr": "ve bir bu için ile olarak da de olan daha çok ne gibi sonra kadar ise olduğu",
    "sr": "i je u da se na za su od sa ne koji što koja kao iz ali samo bio bi ili još nije su će",
    "sv": "och att det i en som är på för av med till den inte har ett om var de vid",
    "ru": "и в не на что с по как из за от это для его был но к у же о она",
    "uk": "і в не на що з та як із за від це для його був але до у є про вона",
    "id": "yang dan di dengan untuk dari ini itu pada dalam tidak ke adalah akan oleh",
}
_WORDS = {name: frozenset(words.split()) for name, words in _SMALL_WORDS.items()}
_SCRIPTS = {
    "ARABIC": "ar",
    "HEBREW": "he",
    "GREEK": "el",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "THAI": "th",
    "DEVANAGARI": "hi",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
}
_SAMPLE = 20_000
"""Characters looked at; more changes no answer."""
_ARABIC_SCRIPT = {
    "ur": "ٹڈڑےںھ",
    "ps": "ټډړښږګې",
    "ckb": "ۆێڕڵ",
    "fa": "پچژگیک",
    "ar": "يكةىأإ",
}
"""Letters that only one language of the script writes, or that it writes in its own form."""
_CYRILLIC = {
    "uk": "іїєґ",
    "sr": "јљњђћџ",
    "be": "ў",
    "ru": "ыэъё",
}
_LEAST_OWN = 3
"""Letters of its own from which a text is in a language; a name in passing has one or two."""
_MIN_SHARE = 0.08
"""Of all words; ordinary prose has 0.3 to 0.5, a list of names next to none."""


_NAMES = {
    "ar": "Arabic", "be": "Belarusian", "ckb": "Sorani Kurdish", "de": "German", "el": "Greek",
    "en": "English", "es": "Spanish", "fa": "Persian", "fr": "French", "he": "Hebrew",
    "hi": "Hindi", "hy": "Armenian", "id": "Indonesian", "it": "Italian", "ja": "Japanese",
    "ka": "Georgian", "ko": "Korean", "nl": "Dutch", "pl": "Polish", "ps": "Pashto",
    "pt": "Portuguese", "ru": "Russian", "sr": "Serbian", "sv": "Swedish", "th": "Thai",
    "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "zh": "Chinese",
}  # fmt: skip


def language_name(code: str | None) -> str:
    """What a language is called in English; its code where we have no name for it.

    >>> language_name("uk"), language_name(None)
    ('Ukrainian', 'an unknown language')
    """
    if not code:
        return "an unknown language"
    return _NAMES.get(code.split("-")[0].lower(), code)


def tongue(text: str) -> str | None:
    """The ISO 639-1 code of a text's language; None when too little tells.

    >>> tongue("The video was posted on Monday and it has not been seen since.")
    'en'
    """
    sample = text[:_SAMPLE]
    scripts: Counter[str] = Counter()
    for character in sample[:4000]:
        if character.isalpha():
            scripts[unicodedata.name(character, "?").split(" ")[0].split("-")[0]] += 1
    if not scripts:
        return None
    script = scripts.most_common(1)[0][0]
    if scripts["HIRAGANA"] + scripts["KATAKANA"] > sum(scripts.values()) // 10:
        return "ja"
    if script in _SCRIPTS:
        code = _SCRIPTS[script]
        return _by_letters(sample, _ARABIC_SCRIPT) or code if code == "ar" else code
    if script == "CYRILLIC" and (own := _by_letters(sample.lower(), _CYRILLIC)):
        return own
    words = re.findall(r"[^\W\d_]+", sample.lower())
    if len(words) < 4:
        return None
    counts = {name: sum(w in small for w in words) for name, small in _WORDS.items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] >= _MIN_SHARE * len(words) else None


def _by_letters(sample: str, alphabets: dict[str, str]) -> str | None:
    """The language whose own letters a text holds most of; None where it holds none."""
    counts = {code: sum(map(sample.count, letters)) for code, letters in alphabets.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] >= _LEAST_OWN else None
