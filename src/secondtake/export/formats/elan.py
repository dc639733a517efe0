"""ELAN: each film's shots and findings as tiers of annotations, for people who log footage."""

from __future__ import annotations

from datetime import UTC
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement

from secondtake.export.formats.finding_markers import Film, films
from secondtake.export.formats.format_contract import SAYS, Exported, xml
from secondtake.model.report import Report

__all__ = ["Elan"]

_SCHEMA = "http://www.mpi.nl/tools/elan/EAFv3.0.xsd"


class Elan:
    """Format: ``film-N.eaf`` (ELAN annotation format 3.0)."""

    def files(self, report: Report) -> Exported:
        """One file a film: a tier of shots, and a tier for each side of each finding."""
        made_at = report.made_at.astimezone(UTC).isoformat()
        return Exported(files=tuple((f"{f.stem}.eaf", _eaf(f, made_at)) for f in films(report)))


def _eaf(film: Film, made_at: str) -> bytes:
    root = Element(
        "ANNOTATION_DOCUMENT",
        {
            "AUTHOR": "",
            "DATE": made_at,
            "FORMAT": "3.0",
            "VERSION": "3.0",
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:noNamespaceSchemaLocation": _SCHEMA,
        },
    )
    tiers = _tiers(film)
    _header(root, film, sum(map(len, tiers.values())))
    order = SubElement(root, "TIME_ORDER")
    times = sorted({t for rows in tiers.values() for start, end, _ in rows for t in (start, end)})
    slots = {time: f"ts{n}" for n, time in enumerate(times, 1)}
    for time, slot in slots.items():
        SubElement(order, "TIME_SLOT", TIME_SLOT_ID=slot, TIME_VALUE=str(time))
    number = 0
    for name, rows in tiers.items():
        tier = SubElement(root, "TIER", LINGUISTIC_TYPE_REF="default-lt", TIER_ID=name)
        for start, end, words in rows:
            number += 1
            _annotation(tier, f"a{number}", slots[start], slots[end], words)
    SubElement(
        root,
        "LINGUISTIC_TYPE",
        GRAPHIC_REFERENCES="false",
        LINGUISTIC_TYPE_ID="default-lt",
        TIME_ALIGNABLE="true",
    )
    return xml(root)


def _header(root: Element, film: Film, annotations: int) -> None:
    header = SubElement(root, "HEADER", MEDIA_FILE="", TIME_UNITS="milliseconds")
    address = quote(film.file_name)
    SubElement(
        header,
        "MEDIA_DESCRIPTOR",
        MEDIA_URL=address,
        MIME_TYPE=film.exhibit.media_type,
        RELATIVE_MEDIA_URL=f"./{address}",
    )
    for name, value in (
        ("says", SAYS),
        ("sha256", film.exhibit.digest),
        ("lastUsedAnnotationId", str(annotations)),
    ):
        SubElement(header, "PROPERTY", NAME=name).text = value


def _tiers(film: Film) -> dict[str, list[tuple[int, int, str]]]:
    """Rows of start, end (ms) and words, by tier; annotations of one tier must not overlap."""
    tiers: dict[str, list[tuple[int, int, str]]] = {"shots": []}
    for shot in film.shots:
        start, end = shot.span.seconds
        tiers["shots"].append(
            (round(start * 1000), round(end * 1000), f"{shot.number + 1} ({shot.transition})")
        )
    for mark in film.marks:
        row = (
            round(mark.start * 1000),
            max(round(mark.end * 1000), round(mark.start * 1000) + 1),
            mark.told,
        )
        name, copy = mark.name, 1
        while tiers.get(name) and tiers[name][-1][1] > row[0]:
            copy += 1
            name = f"{mark.name} ({copy})"
        tiers.setdefault(name, []).append(row)
    return tiers


def _annotation(tier: Element, name: str, start: str, end: str, words: str) -> None:
    made = SubElement(
        SubElement(tier, "ANNOTATION"),
        "ALIGNABLE_ANNOTATION",
        ANNOTATION_ID=name,
        TIME_SLOT_REF1=start,
        TIME_SLOT_REF2=end,
    )
    SubElement(made, "ANNOTATION_VALUE").text = words
