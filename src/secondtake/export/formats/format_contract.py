"""What a format gives: files as names and bytes, and what it had to leave out; contract: Format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Protocol
from xml.etree import ElementTree

from secondtake.export.escaping import flat
from secondtake.model.report import Report

__all__ = ["SAYS", "Exported", "Format", "clean", "xml"]

SAYS = "Second Take tests statements about footage. It gives no verdict."
"""Stands in every exported file that has room for a remark."""

_NO_XML = re.compile("[\ufffe\uffff\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """Files by name (no folders), and a sentence for each thing that has no place in the format."""

    files: tuple[tuple[str, bytes], ...]
    left_out: tuple[str, ...] = ()


class Format(Protocol):
    """Writes a report in one format; the table of parts names every format.

    The same report gives the same bytes. What it writes names exhibits by name and digest and
    holds no folder of the machine the case was made on, no picture and no descriptor.
    """

    def files(self, report: Report) -> Exported:
        """The report in this format."""
        ...


def clean(text: str) -> str:
    """Text from outside on one line, with nothing in it that steers or that XML cannot hold.

    >>> clean("a\\nb\\x07")
    'a b�'
    """
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", flat(" ".join(text.split())))


def xml(root: Any, doctype: str = "") -> bytes:
    """An element tree as an indented file of UTF-8."""
    ElementTree.indent(root)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n' + doctype
    return (head + ElementTree.tostring(root, encoding="unicode") + "\n").encode("utf-8")
