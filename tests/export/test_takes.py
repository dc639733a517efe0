"""Set-ups list their takes by number, copies with their take, and leave the order open."""

from __future__ import annotations

from dataclasses import replace

from tests.export import sample
from tests.export.parsed import parse

from secondtake.export.pages.report_page import HtmlReport
from secondtake.export.pages.sections.labels import Names
from secondtake.export.pages.sections.pictures import Pictures
from secondtake.export.pages.sections.takes import SetUp, numbers, set_ups
from secondtake.model.report import Report, TakeGroup


def laid_out(report: Report) -> tuple[SetUp, ...]:
    return set_ups(report, Names(report), Pictures(report))


def distinct() -> Report:
    """The rich case as it would be if no two shots of its set-ups showed one performance."""
    rich = sample.rich()
    kept = tuple(r for r in rich.relations if r.kind not in ("copy", "same moment"))
    return replace(rich, relations=kept)


def test_takes_are_numbered_in_the_order_of_the_films() -> None:
    rich = distinct()
    turned = tuple(replace(t, shots=t.shots[::-1]) for t in rich.takes)
    found = laid_out(replace(rich, takes=turned))

    assert [[t.number for t in s.takes] for s in found] == [[1, 2, 3], [1, 2]]
    assert [t.shots for t in found[0].takes] == [(shot,) for shot in rich.takes[0].shots]
    assert all(t.still is not None for s in found for t in s.takes)


def test_a_copy_and_another_camera_of_a_take_are_no_take_of_their_own() -> None:
    rich = sample.rich()
    one, two, three, four = (s.id for s in rich.shots[:4])
    like = rich.relations[0]
    report = replace(
        rich,
        takes=(TakeGroup(name="A", shots=(one, two, three, four)),),
        relations=(
            replace(like, left=one, right=two, kind="retake"),
            replace(like, left=one, right=three, kind="copy"),
            replace(like, left=four, right=three, kind="same moment"),
        ),
        dismissals=(),
    )

    assert [t.shots for t in laid_out(report)[0].takes] == [(one, three, four), (two,)]
    assert numbers(report, Names(report))[four] == ("A", 1)


def test_the_page_names_set_ups_and_takes_and_leaves_their_order_open() -> None:
    page = parse(HtmlReport().page(distinct()))
    said = " ".join(" ".join(page.words).split())

    assert "Set-up A : takes 1, 2, 3" in said
    assert "nothing here shows in which order they were filmed" in said
    assert "candidates while any check of their finding is open" in said
