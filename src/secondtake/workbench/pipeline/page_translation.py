"""The quotes of pages through a translator the user names, kept beside the quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from secondtake import preserve
from secondtake.cluster.progress import Progress
from secondtake.errors import CannotLook, FetchFailed, LimitExceeded, SecondTakeError
from secondtake.model.evidence import Maker
from secondtake.model.text import Claim, Reading, Translation, Translations
from secondtake.reading import machine_translation
from secondtake.store import Case
from secondtake.workbench.session.own_server import ask_server, require_consent

__all__ = ["TRANSLATES", "Translator", "translate", "translations"]

TRANSLATES = "translator"
"""The name of whoever made translations, in the log and of failures."""
_MOST_TOGETHER = 40
"""Quotes of one request: longer lists are those that models lose count in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Translator:
    """A server the user runs or names. ``elsewhere``: quotes may be sent to another machine."""

    address: str
    model: str = "default"
    elsewhere: bool = False

    @property
    def maker(self) -> Maker:
        """Who made its translations; secrets in the address are left out."""
        named = () if _is_libre(self.address) else (("model", self.model),)
        settings = (("address", preserve.address(self.address)), *named)
        return Maker(name=TRANSLATES, version="1", settings=settings)


class OnBench(Protocol):
    """What of a Bench is needed here."""

    progress: Progress

    @property
    def case(self) -> Case: ...

    def readings(self) -> tuple[Reading, ...]: ...

    def derived(self, subject: str, makers: Sequence[Maker], records: Sequence[object]) -> None: ...

    def fail(self, subject: str, maker: Maker, error: SecondTakeError) -> None: ...


def translate(bench: OnBench, by: Translator) -> None:
    """Have the quotes of the case that are not English translated, and record what came back.

    Pages whose every quote ``by`` has translated are not sent again. Where no answer comes, that
    is a failure of the page's translation. Raises ``AddressRefused`` where the server is elsewhere
    without consent.
    """
    require_consent(by.address, elsewhere=by.elsewhere)
    for page in bench.readings():
        exhibit = page.article.exhibit
        wanted = _foreign(page)
        held = {
            text.quote
            for made in bench.case.fetch_latest(Translations, exhibit)
            if (made.address, made.model) == _named(by)
            for text in made.texts
        }
        if {claim.quote for claim in wanted} <= held:
            continue
        bench.progress("Asking the translator", 0, None)
        try:
            made = _translated(page, wanted, by)
        except (CannotLook, FetchFailed, LimitExceeded) as error:
            bench.fail(exhibit, by.maker, error)
            continue
        bench.derived(exhibit, [by.maker], [made])


def translations(
    page: Reading, address: str, model: str, *, elsewhere: bool = False
) -> Translations:
    """Every claim's quote as the server at ``address`` puts it into English.

    An address ending in ``/translate`` is asked as LibreTranslate, any other for chat
    completions. ``elsewhere``: the quotes may be sent to another machine. Raises
    ``AddressRefused``, ``FetchFailed`` and ``LimitExceeded``.
    """
    by = Translator(address=address, model=model, elsewhere=elsewhere)
    return _translated(page, page.claims, by)


def _translated(page: Reading, wanted: Sequence[Claim], by: Translator) -> Translations:
    made: list[Translation] = []
    for start in range(0, len(wanted), _MOST_TOGETHER):
        claims = wanted[start : start + _MOST_TOGETHER]
        quotes = [claim.quote for claim in claims]
        if _is_libre(by.address):
            request = machine_translation.libre_request(quotes, page.article.language)
        else:
            request = machine_translation.chat_request(quotes, by.model)
        answer = ask_server(by.address, request, elsewhere=by.elsewhere)
        texts = machine_translation.translated(answer, len(quotes))
        made += [
            Translation(claim=c.id, text=t, quote=c.quote)
            for c, t in zip(claims, texts, strict=True)
        ]
    address, model = _named(by)
    return Translations(page=page.article.exhibit, address=address, model=model, texts=tuple(made))


def _named(by: Translator) -> tuple[str, str | None]:
    """The address and the model as they are recorded."""
    return preserve.address(by.address), None if _is_libre(by.address) else by.model


def _is_libre(address: str) -> bool:
    return urlsplit(address).path.rstrip("/").endswith(machine_translation.LIBRE_PATH)


def _foreign(page: Reading) -> tuple[Claim, ...]:
    """The claims whose quotes are not English: all of another language's page, and in an English
    one those in letters that are not Latin."""
    if page.article.language != "en":
        return page.claims
    return tuple(claim for claim in page.claims if not _is_latin(claim.quote))


def _is_latin(quote: str) -> bool:
    letters = [char for char in quote if char.isalpha()]
    # U+024F ends Latin Extended-B, the last block of Latin letters in common use.
    return 2 * sum(char <= "\u024f" for char in letters) >= len(letters)
