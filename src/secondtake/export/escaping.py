"""Text from outside as HTML that cannot steer the page: escaped, isolated, nothing invisible."""

from __future__ import annotations

import html
import re

__all__ = ["COMMAND", "Html", "flat", "outside", "quoted", "with_commands"]

_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Control characters, direction overrides and lone surrogates. Joiners and plain direction marks
stay: Persian, Hebrew and emoji need them."""


class Html(str):
    """Text that is already HTML; the templates do not escape it again."""

    __slots__ = ()

    def __html__(self) -> str:
        """Itself, as the templates' escaping asks for it."""
        return str(self)


def outside(text: str) -> Html:
    """Text of unknown origin: escaped, in its own direction, invisible characters named.

    >>> outside("a<b\\u202ec")
    '<bdi>a&lt;b<span class="unseen">U+202E</span>c</bdi>'
    """
    pieces, last = [], 0
    for found in _STEERING.finditer(text):
        pieces.append(html.escape(text[last : found.start()]))
        pieces.append(f'<span class="unseen">U+{ord(found[0]):04X}</span>')
        last = found.end()
    pieces.append(html.escape(text[last:]))
    return Html(f"<bdi>{''.join(pieces)}</bdi>")


COMMAND = re.compile(r"`(secondtake [^`]+)`")
"""A command of ours in a sentence of ours."""


def with_commands(text: str) -> Html:
    """A sentence as ``outside`` gives it, with the commands it names between backticks as code.

    >>> with_commands("Run `secondtake recheck` again.")
    '<bdi>Run </bdi><code>secondtake recheck</code><bdi> again.</bdi>'
    """
    pieces = COMMAND.split(text)
    return Html(
        "".join(
            f"<code>{html.escape(piece)}</code>" if n % 2 else outside(piece)
            for n, piece in enumerate(pieces)
            if piece
        )
    )


def flat(text: str) -> str:
    """Text for a place that holds no markup (a title, a picture's description): not yet escaped."""
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", text)


QUOTES = "\"“„«‹‘'"
"""A quote that opens with one of these brings its own marks."""


def quoted(text: str) -> str:
    """Words of a page between quotation marks, in one line and not yet escaped: never ours.

    >>> quoted("Video shows two takes"), quoted("“Nobody did,” he said")
    ('“Video shows two takes”', '“‘Nobody did,’ he said”')
    """
    inner = flat(" ".join(text.split())).replace("“", "‘").replace("”", "’").replace('"', "'")
    return f"“{inner}”"
