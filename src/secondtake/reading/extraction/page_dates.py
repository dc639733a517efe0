"""The dates an HTML page gives outside its prose, and which of all dates is the page's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from secondtake.model.page_enums import DateOf, DatePlace, FurnitureKind
from secondtake.model.text import Article, PageDate
from secondtake.reading.extraction.dates import declared_readings, stamps
from secondtake.reading.extraction.html_blocks import place_of, plain_words
from secondtake.reading.extraction.linked_data import LinkedData

__all__ = ["CHANGED", "chosen", "dated", "declared_dates", "month_first", "settled"]

_FIELDS = {
    DateOf.PUBLISHED: (
        "article:published_time", "article:published", "og:article:published_time",
        "og:published_time", "datepublished", "date_published", "rnews:datepublished",
        "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.created",
        "sailthru.date", "parsely-pub-date", "publishdate", "pubdate", "publish-date",
        "publish_date", "publication_date", "article.published", "article:post_date",
        "cxenseparse:recs:publishtime", "shareaholic:article_published_time",
        "citation_publication_date", "originalpublicationdate", "article_date_original",
        "displaydate", "datecreated", "created", "dc.date", "dcterms.date", "date",
    ),
    DateOf.MODIFIED: (
        "article:modified_time", "article:modified", "og:updated_time", "og:modified_time",
        "datemodified", "dcterms.modified", "lastmod", "last-modified", "dc.date.modified",
        "revised", "date_modified",
    ),
}  # fmt: skip
CHANGED = re.compile(
    r"\b(?:updated?|modified|last (?:edited|changed)|edited|revised|correct(?:ed|ion)|"
    r"aktualisiert|geändert|mis à jour|modifié|actualizad[oa]|modificad[oa]|aggiornat[oa]|"
    r"atualizad[oa]|bijgewerkt|uppdaterad|opdateret|oppdatert|zaktualizowano|aktualizováno|"
    r"güncelle(?:me|ndi)|обновлен[оа]?|изменен[оа]?|оновлено|ažurirano)\b|تحديث|به‌روز",
    re.I,
)
_ISSUED = re.compile(r"publi|posted|created|issued|veröff|erstellt|pubbl|opublik|yayın|نشر", re.I)
_OF_PLACE = {
    FurnitureKind.COMMENTS: DateOf.COMMENT,
    FurnitureKind.CAPTION: DateOf.MEDIA,
    FurnitureKind.EMBEDDED_POST: DateOf.RELATED,
    FurnitureKind.RELATED: DateOf.RELATED,
    FurnitureKind.ADVERTISEMENT: DateOf.RELATED,
    FurnitureKind.BANNER: DateOf.RELATED,
}
_MEDIA_ITEM = re.compile(r"Video|Image|Audio|Media", re.I)
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]?(1[0-2]|0[1-9])[/-]?(3[01]|[12]\d|0[1-9])(?!\d)")
_AMERICAN_ZONE = re.compile(
    r"\d\s*(?:(?i:[ap]\.?m\.?)\s*)?\b(?:E[SD]T|C[SD]T|M[SD]T|P[SD]T|ET|PT)\b"
)
_FIGURES = re.compile(r"(?<![\d./-])(\d{1,2})[/](\d{1,2})[/](?:19|20)\d\d(?!\d)")
_MOST = 40
"""Dates of one kind that are kept."""


def declared_dates(root: Any, told: LinkedData, fields: dict[str, str]) -> tuple[PageDate, ...]:
    """Dates a parsed page declares: linked data, then fields, then ``time`` and ``itemprop``."""
    return (
        *_linked(told.story, DateOf.PUBLISHED),
        *_of_fields(fields),
        *_of_elements(root),
        *(d for thing in told.media[:_MOST] for d in _linked(thing, DateOf.MEDIA)),
    )


def dated(
    article: Article,
    declared: Sequence[PageDate],
    addresses: Sequence[str | None],
    language: str | None,
    markup: str,
) -> Article:
    """The article with all dates: those declared, then its own lines', then its address's.

    Where no date is the page's own, htmldate works one out, unless that is known for another's.
    """
    order = month_first(article.text, language, article.language)
    found = (*declared, *article.dates, *_of_address(addresses))
    dates = settled(found, order)
    if not any(d.of == DateOf.PUBLISHED and d.readings for d in dates):
        others = {reading[:10] for d in dates for reading in d.readings}
        guesses = _worked_out(markup) if markup else ()
        dates += tuple(d for d in guesses if d.readings[0] not in others)
    published, modified = chosen(dates)
    return replace(article, published=published, modified=modified, dates=dates)


def month_first(text: str, language: str | None, seen: str | None) -> bool | None:
    """Whether a page writes the month first in dates of figures; None where nothing tells.

    By a date of its own that can only be one way, a time zone of North America, the language of
    its words ``seen``, the region of its declared ``language``.
    """
    pairs = [(int(a), int(b)) for a, b in _FIGURES.findall(text[:200_000])]
    american = any(a <= 12 < b for a, b in pairs)
    if american != any(b <= 12 < a for a, b in pairs):
        return american
    if seen not in (None, "en"):
        return False
    if _AMERICAN_ZONE.search(text[:200_000]):
        return True
    region = (language or "").replace("_", "-").lower().partition("-")
    if region[0] != "en" or region[2] in ("", "ca"):
        return None
    return region[2] in ("us", "ph")


def settled(dates: Sequence[PageDate], american: bool | None) -> tuple[PageDate, ...]:
    """The dates with one reading where the order of their figures is known."""
    if american is None:
        return tuple(dates)
    return tuple(
        replace(d, readings=d.readings[int(american) :][:1]) if len(d.readings) == 2 else d
        for d in dates
    )


def chosen(dates: Sequence[PageDate]) -> tuple[str | None, str | None]:
    """Published and modified: the first of each; a date of two readings only with a witness.

    The witness is another date of the page that means one of the two days.
    """
    told = []
    for of in (DateOf.PUBLISHED, DateOf.MODIFIED):
        first = next((d for d in dates if d.of == of and d.readings), None)
        readings = first.readings if first else ()
        if len(readings) > 1:
            days = {d.readings[0][:10] for d in dates if len(d.readings) == 1}
            readings = tuple(r for r in readings if r[:10] in days)
        told.append(readings[0] if len(readings) == 1 else None)
    return told[0], told[1]


def _linked(thing: dict[str, Any], of: DateOf) -> Iterator[PageDate]:
    keys = {"datePublished": of, "dateCreated": of, "dateModified": DateOf.MODIFIED}
    if of == DateOf.MEDIA:
        keys = {"uploadDate": of, "datePublished": of}
    elif not thing.get("datePublished") and thing.get("uploadDate"):
        keys = {"uploadDate": of}  # the film is what the page is about
    for key, dated in keys.items():
        value = thing.get(key)
        readings = declared_readings(str(value)) if isinstance(value, str | int) else ()
        if readings:
            yield PageDate(
                text=str(value)[:100], readings=readings, of=dated, place=DatePlace.LINKED_DATA
            )


def _of_fields(fields: dict[str, str]) -> Iterator[PageDate]:
    for of, names in _FIELDS.items():
        for name in names:
            readings = declared_readings(fields.get(name))
            if readings:
                yield PageDate(
                    text=fields[name][:100], readings=readings, of=of, place=DatePlace.FIELD
                )


def _of_elements(root: Any) -> list[PageDate]:
    """The dates of ``time`` and ``itemprop`` elements, those after the title first."""
    order: list[tuple[int, int, PageDate]] = []
    titled = False
    for number, element in enumerate(root.iter()):
        if element.tag == "h1":
            titled = True
        prop = element.get("itemprop") if isinstance(element.tag, str) else None
        named = prop in ("datePublished", "dateCreated", "dateModified", "uploadDate")
        if not (element.tag == "time" or (named and element.tag != "meta")):
            continue
        found = _of_element(element, prop if named else None)
        if found and len(order) < _MOST:
            order.append((0 if named else 1 if titled else 2, number, found))
    return [found for _, _, found in sorted(order, key=lambda o: o[:2])]


def _of_element(element: Any, prop: str | None) -> PageDate | None:
    words = plain_words("".join(element.itertext()))[:100]
    readings = declared_readings(element.get("datetime") or element.get("content"))
    if not readings:
        printed = stamps(words)
        readings = printed[0].readings if printed else ()
    if not readings:
        return None
    return PageDate(
        text=words or readings[0],
        readings=readings,
        of=_dated_by(element, prop, words),
        place=DatePlace.TIME_ELEMENT,
    )


def _dated_by(element: Any, prop: str | None, words: str) -> DateOf:
    """What an element dates: by the part of the page it stands in, then by its words."""
    for outer in element.iterancestors():
        if outer.tag in ("body", "html", "main") or outer.find(".//h1") is not None:
            break
        kind = outer.get("itemtype") or ""
        if _MEDIA_ITEM.search(kind):
            return DateOf.MEDIA
        if "Comment" in kind:
            return DateOf.COMMENT
        if outer.tag == "footer" and outer.getparent() is not None:
            inside = any(x.tag == "article" for x in outer.iterancestors())
            if not inside:
                return DateOf.FOOTER
        place = _OF_PLACE.get(place_of(outer) or FurnitureKind.NAVIGATION)
        if place:
            return place
    if prop:
        return DateOf.MODIFIED if prop == "dateModified" else DateOf.PUBLISHED
    before = element.getprevious()
    near = (before.tail if before is not None else element.getparent().text) or ""
    named = f"{element.get('class') or ''} {near[-40:]} {words}".replace("-", " ")
    changed = CHANGED.search(named) and not _ISSUED.search(words)
    return DateOf.MODIFIED if changed else DateOf.PUBLISHED


def _of_address(addresses: Sequence[str | None]) -> tuple[PageDate, ...]:
    """The day in the first address of a page that holds one, as in ``/2031/05/10/story``."""
    for address in addresses:
        found = _IN_ADDRESS.search((address or "")[:2000])
        readings = declared_readings("-".join(found.groups())) if found else ()
        if found and readings:
            return (
                PageDate(
                    text=found[0].strip("/"),
                    readings=readings,
                    of=DateOf.PUBLISHED,
                    place=DatePlace.ADDRESS,
                ),
            )
    return ()


def _worked_out(markup: str) -> tuple[PageDate, ...]:
    """The date htmldate works out of all a page holds; none where it finds none.

    It is given no day of today, so that the same page gives the same date ever after.
    """
    from htmldate import find_date

    found = find_date(
        markup,
        original_date=True,
        min_date=datetime(1995, 1, 1),
        max_date=datetime(2100, 1, 1),
    )
    # Where it finds only a year it says the first of January.
    if not found or found.endswith("-01-01"):
        return ()
    return (
        PageDate(text=found, readings=(found,), of=DateOf.PUBLISHED, place=DatePlace.WORKED_OUT),
    )
