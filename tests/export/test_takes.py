"""Set-ups list their takes by number, copies with their take, and leave the order open."""

from __future__ import annotations

from dataclasses import replace

from tests.export import sample
from tests.export.parsed import parse

from secondtake.export.pages.report_page import HtmlReport
from secondtake.export.pages.sections.labels import Names
from secondtake.export.pages.sections.pictures import Pictures
from secondtake.export.pages.sections.takes import SetUp, numbers, set_ups
from secondtake.model.report import Report, TakeGroup, TakePart


def laid_out(report: Report) -> tuple[SetUp, ...]:
    return set_ups(report, Names(report), Pictures(report))


def test_takes_are_numbered_in_the_order_of_the_films() -> None:
    rich = sample.rich()
    turned = tuple(replace(t, takes=t.takes[::-1]) for t in rich.takes)
    found = laid_out(replace(rich, takes=turned))

    assert [[t.number for t in s.takes] for s in found] == [[1, 2, 3], [1, 2]]
    assert [t.parts for t in found[0].takes] == list(rich.takes[0].takes)
    assert all(t.still is not None for s in found for t in s.takes)


def test_a_shot_over_a_missed_cut_is_told_in_both_takes_with_the_times_of_each() -> None:
    rich = sample.rich()
    one, two, three = rich.shots[:3]
    middle = three.span.start + 40
    first, second = replace(three.span, end=middle), replace(three.span, start=middle)
    takes = tuple(
        (TakePart(shot=shot.id, span=None), TakePart(shot=three.id, span=span))
        for shot, span in ((one, first), (two, second))
    )
    report = replace(rich, takes=(TakeGroup(name="A", takes=takes),))
    names = Names(report)

    assert numbers(report, names)[three.id] == ("A", "1+2")
    assert names.part_at(takes[0][1]) != names.part_at(takes[1][1])


def test_the_page_names_set_ups_and_takes_and_leaves_their_order_open() -> None:
    page = parse(HtmlReport().page(sample.rich()))
    said = " ".join(" ".join(page.words).split())

    assert "Set-up A : takes 1, 2, 3" in said
    assert "nothing here shows in which order they were filmed" in said
    assert "candidates while any check of their finding is open" in said
