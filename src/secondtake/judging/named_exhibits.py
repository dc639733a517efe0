"""Which film a claim names: by its file, its address, the account or the owner it came from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from secondtake.judging.claim_messages import NAMED
from secondtake.model.evidence import Exhibit

__all__ = ["NamedFilms", "Naming"]

LEAST_NAME = 6
"""Characters of a film's name without its ending from which a claim can name it by that, and only
with a digit: "film" and "rescue" are words of every page."""
_LEAST_ACCOUNT = 4
"""Characters of an account's name, and of an owner's in a file's name."""
_PLATFORMS = {
    "t.me": "Telegram", "telegram.me": "Telegram", "youtube.com": "YouTube",
    "youtu.be": "YouTube", "x.com": "X", "twitter.com": "Twitter", "facebook.com": "Facebook",
    "fb.watch": "Facebook", "instagram.com": "Instagram", "tiktok.com": "TikTok", "vk.com": "VK",
    "vimeo.com": "Vimeo", "rutube.ru": "Rutube", "dailymotion.com": "Dailymotion",
    "rumble.com": "Rumble", "bitchute.com": "BitChute",
}  # fmt: skip
"""What people call the sites whose addresses begin with an account."""
_NO_ACCOUNT = (
    "watch video videos shorts embed live status reel reels p c s channel user i groups "
    "share photo photos v e clip story"
)
"""First words of a path that name no account."""
_FOOTAGE = (
    r"(?:videos?|footage|films?|clips?|recordings?|tapes?|version|broadcast|report|post|camera)"
)
_EVERY_NAME = (
    "video videos footage film films clip clips recording tape movie take takes part shot "
    "final full copy original version edit edited download file camera phone mobile "
    "upload whatsapp screen first second third short long left right page post report"
)
"""Words that files are called by and nobody owns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """How a claim names a film: ``told`` says it; ``sure``: it can be no other film held."""

    exhibit: str
    told: str
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """One way to name a film. ``how``: a key of ``NAMED``; ``name``: what it is called by."""

    exhibit: str
    words: re.Pattern[str]
    how: str
    name: str
    sure: bool


class NamedFilms:
    """The films of a case by what claims may call them.

    ``called``: the names sentences hold, by digest. An account, a platform or an owner that two
    films share names neither.
    """

    def __init__(self, films: Iterable[Exhibit], called: Mapping[str, str]) -> None:
        held = tuple(films)
        self._ways = [_by_file(film, called[film.digest]) for film in held]
        self._ways += [way for film in held if (way := _by_address(film)) is not None]
        for names in (_accounts(held), _owners(held)):
            shared = Counter(way.name.casefold() for way in names)
            self._ways += [way for way in names if shared[way.name.casefold()] == 1]

    def of(self, quote: str) -> tuple[Naming, ...]:
        """The films a claim's words name, each once, the surest way of naming first."""
        found: dict[str, Naming] = {}
        for way in sorted(self._ways, key=lambda way: not way.sure):
            match = way.words.search(quote)
            if match is not None and way.exhibit not in found:
                told = NAMED[way.how].format(words=" ".join(match.group().split()), name=way.name)
                found[way.exhibit] = Naming(exhibit=way.exhibit, told=told, sure=way.sure)
        return tuple(found.values())


def _by_file(film: Exhibit, name: str) -> _Way:
    """By its whole name, or without the ending where that is no word."""
    stem = name.rpartition(".")[0]
    forms = [name]
    if len(stem) >= LEAST_NAME and any(c.isdigit() for c in stem):
        forms.append(stem)
    words = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)", re.I)
    return _Way(exhibit=film.digest, words=words, how="file", name=name, sure=True)


def _by_address(film: Exhibit) -> _Way | None:
    """By the address it was collected from, with or without its scheme."""
    if not film.origin.startswith(("http://", "https://")):
        return None
    bare = re.sub(r"^https?://(?:www\.)?", "", film.origin).rstrip("/")
    words = re.compile(rf"(?<![\w.]){re.escape(bare)}(?![\w/])", re.I)
    return _Way(exhibit=film.digest, words=words, how="address", name=bare, sure=True)


def _accounts(films: Iterable[Exhibit]) -> list[_Way]:
    """By the account an address begins with, and by the platform."""
    ways = []
    for film in films:
        parts = urlsplit(film.origin)
        host = re.sub(r"^(?:www|m|mobile)\.", "", (parts.hostname or "").lower())
        platform = _PLATFORMS.get(host)
        if platform is None:
            continue
        words = re.compile(rf"(?<!\w){re.escape(platform)}(?!\w)")
        ways.append(
            _Way(exhibit=film.digest, words=words, how="platform", name=platform, sure=False)
        )
        path = [part.lstrip("@") for part in parts.path.split("/") if part]
        account = next((part for part in path if part.lower() not in _NO_ACCOUNT.split()), "")
        letters = [c for c in account if c.isalnum()]
        if len(letters) >= _LEAST_ACCOUNT and not account.isdigit() and len(path) > 1:
            # "Coast Watch" and "@coast_watch" are one account.
            loose = r"[\W_]?".join(map(re.escape, letters))
            words = re.compile(rf"(?<!\w)@?{loose}(?!\w)", re.I)
            ways.append(
                _Way(exhibit=film.digest, words=words, how="account", name=account, sure=True)
            )
    return ways


def _owners(films: Iterable[Exhibit]) -> list[_Way]:
    """By a word of a file's name beside a word for footage: "the agency's recording"."""
    ways = []
    for film in films:
        stem = film.name.rpartition(".")[0] or film.name
        for word in dict.fromkeys(re.findall(r"[^\W\d_]+", stem.casefold())):
            if len(word) < _LEAST_ACCOUNT or word in _EVERY_NAME.split():
                continue
            owner = rf"{re.escape(word)}(?:['’]s)?"
            words = re.compile(
                rf"(?<!\w)(?:{owner} (?:\w+ )?{_FOOTAGE}|{_FOOTAGE} (?:\w+ )?(?:of|from|by|in|on) "
                rf"(?:the |its |his |her |their )?(?:\w+ )?{owner})(?!\w)",
                re.I,
            )
            ways.append(_Way(exhibit=film.digest, words=words, how="owner", name=word, sure=False))
    return ways
