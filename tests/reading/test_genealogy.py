"""Pages that tell one story: what is told of who took from whom, and what stays open."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.ran import run

from secondtake.model.genealogy import Genealogy
from secondtake.reading import genealogy
from secondtake.workbench import open_bench, read

FAMILIES = Path(__file__).parents[2] / "bench" / "families"
TOP = "{title}\n{outlet} | {date}\n\n"
STORY = (
    "The film of the quay was made twice, the harbour office said on Monday. In the second take "
    "the guard may wear no cap, the office said. About 40 people stood on the quay that morning.\n"
)

SHARED = "About 40 people stood on the quay that morning and watched the guard. "


def page(title: str, outlet: str, date: str, story: str = STORY) -> bytes:
    return (TOP.format(title=title, outlet=outlet, date=date) + story).encode()


def of(*pages: bytes) -> Genealogy:
    found = genealogy([read(p) for p in pages], {})
    assert found is not None
    return found


def test_the_later_of_two_dated_pages_took_from_the_earlier() -> None:
    found = of(
        page("Two takes", "Lantern News", "3 May 2026"), page("Twice", "Daily Bell", "2 May 2026")
    )

    assert [d.earlier for d in found.descents] == [found.pages[0]]
    assert found.names == ("Daily Bell", "Lantern News")
    assert len(found.origins) == 1


@pytest.mark.parametrize("dates", [("3 May 2026", "3 May 2026"), ("", "3 May 2026")])
def test_without_two_dates_or_a_name_the_direction_is_open(dates: tuple[str, str]) -> None:
    found = of(*(page(f"Take {n}", f"Paper {n}", date) for n, date in enumerate(dates)))

    assert [d.earlier for d in found.descents] == [None]


def test_what_disagrees_is_left_open_and_said() -> None:
    naming = STORY + "Lantern News was the first to tell it.\n"
    found = of(
        page("Two takes", "Lantern News", "5 May 2026"),
        page("Twice", "Daily Bell", "2 May 2026", naming),
    )

    assert [d.earlier for d in found.descents] == [None]
    assert "disagree." in found.descents[0].because[-1]


def test_a_dropped_speaker_a_dropped_hedge_and_another_number_are_told() -> None:
    later = (
        "The film of the quay was made twice. In the second take the guard wears no cap, the "
        "office said. About 60 people stood on the quay that morning.\n"
    )
    found = of(
        page("Two takes", "Lantern News", "2 May 2026"),
        page("Two takes", "Daily Bell", "3 May 2026", later),
    )
    told = " / ".join(what for c in found.changes if c.kind == "changed" for what in c.what)

    assert "no longer attributed to the harbour office" in told
    assert "without “may”" in told
    assert "40 became 60" in told


def test_differences_of_provenance_lead_and_nothing_is_lost_where_no_direction_is_told() -> None:
    one = (
        "Several takes were taken of the same scene, as two sequences show, the office said. "
        "The video was obtained by the agency. The film was deleted from the channel.\n"
    )
    other = (
        "The same scene was taken several times. Two sequences show it. The video was circulated "
        "by mass media. The film was removed from the channel for breaking its rules. It rained.\n"
    )
    found = of(
        page("Two takes", "Lantern News", "3 May 2026", SHARED + one),
        page("Two takes", "Daily Bell", "3 May 2026", SHARED + other),
    )
    kinds = [c.kind for c in found.changes]
    told = " / ".join(what for c in found.changes for what in c.what)

    assert [d.earlier for d in found.descents] == [None]
    assert kinds[:2] == ["provenance", "provenance"]
    assert set(kinds[2:]) == {"changed", "only in this page"}
    assert "“obtained by the agency” on one page, “circulated by mass media” on the other" in told
    assert "attributed to the office on the first page only" in told  # told in other words


@pytest.mark.parametrize(
    "story",
    [
        "Представитель порта Тома Велк заявил, что охранник в Кельмаре появляется дважды, "
        "сообщила «Норда». Видео длилось 47 секунд, и его удалили.\n",
        "قال المتحدث توما فيلك إن الحارس يظهر مرتين في كلمار، بحسب وكالة نوردا. ومدة الفيديو 47 "
        "ثانية وقد حُذف بعد ذلك.\n",
    ],
)
def test_a_translated_page_is_tied_by_names_in_another_script(story: str) -> None:
    english = (
        "In Kelmar the guard appears twice, said spokesman Toma Velk, as told by the agency Norda. "
        "The film lasts 47 seconds and has been deleted since.\n"
    )
    unlike = english.replace("Toma Velk", "Rian Sode").replace("Kelmar", "Ostby")
    first, again, other = (
        page("Guard twice", "Bell", "2 May 2026", english),
        page("Видео", "Вестник", "3 May 2026", story),
        page("Guard twice", "Bell", "2 May 2026", unlike),
    )

    assert len(of(first, again).origins) == 1
    assert len(of(other, again).origins) == 2


def test_the_order_in_which_pages_are_given_changes_nothing() -> None:
    pages = [page(f"Take {n}", f"Paper {n}", f"{n} May 2026") for n in (1, 2, 3)]

    assert of(*pages) == of(*reversed(pages))


def test_one_page_has_no_genealogy() -> None:
    assert genealogy([read(page("Two takes", "Lantern News", "3 May 2026"))], {}) is None


@pytest.mark.slow
def test_the_command_tells_it_as_text_as_json_and_as_a_page(tmp_path: Path) -> None:
    files = [str(p) for p in sorted((FAMILIES / "chain").glob("*.txt"))]
    told = run("genealogy", *files, "--html", str(tmp_path / "out.html"))
    shape = json.loads(run("genealogy", *files, "--json").stdout)
    alone = run("genealogy", files[0])

    assert told.returncode == 0
    assert "a.txt -> " in told.stdout
    assert len(shape["descents"]) == 3
    assert "<polygon" in (tmp_path / "out.html").read_text(encoding="utf-8")
    assert (alone.returncode, "needs two pages" in alone.stderr) == (2, True)


@pytest.mark.slow
def test_a_case_of_several_pages_reports_how_they_hang_together(tmp_path: Path) -> None:
    first, *more = sorted((FAMILIES / "chain").glob("*.txt"))
    with open_bench(tmp_path / "case") as bench:
        report = bench.check(first, also=more)
    text = (tmp_path / "case" / "report.html").read_text(encoding="utf-8")

    assert report.genealogy is not None
    assert len(report.genealogy.origins) == 1
    assert "Text reuse between the pages" in text
