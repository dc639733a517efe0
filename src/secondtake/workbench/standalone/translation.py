"""The quotes of a page through a translator the user names, beside the quotes."""

from __future__ import annotations

from urllib.parse import urlsplit

from secondtake.model.text import Reading, Translation, Translations
from secondtake.reading import machine_translation
from secondtake.workbench.standalone.own_server import ask_server

__all__ = ["translations"]

_MOST_TOGETHER = 40
"""Quotes of one request: longer lists are those that models lose count in."""


def translations(
    page: Reading, address: str, model: str, *, elsewhere: bool = False
) -> Translations:
    """Every claim's quote as the server at ``address`` puts it into English.

    An address ending in ``/translate`` is asked as LibreTranslate, any other for chat
    completions. ``elsewhere``: the quotes may be sent to another machine. Raises
    ``AddressRefused``, ``FetchFailed`` and ``LimitExceeded``.
    """
    libre = urlsplit(address).path.rstrip("/").endswith(machine_translation.LIBRE_PATH)
    made: list[Translation] = []
    for start in range(0, len(page.claims), _MOST_TOGETHER):
        claims = page.claims[start : start + _MOST_TOGETHER]
        quotes = [claim.quote for claim in claims]
        if libre:
            request = machine_translation.libre_request(quotes, page.article.language)
        else:
            request = machine_translation.chat_request(quotes, model)
        answer = ask_server(address, request, elsewhere=elsewhere)
        texts = machine_translation.translated(answer, len(quotes))
        made += [Translation(claim=c.id, text=t) for c, t in zip(claims, texts, strict=True)]
    return Translations(address=address, model=None if libre else model, texts=tuple(made))
