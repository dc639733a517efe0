"""What the sections show is worked out rightly: context, lines, names, figures, contrast."""

from __future__ import annotations

import doctest
import re
from dataclasses import replace
from importlib import resources

import pytest
from tests.export import sample

from secondtake.cli import wrapping
from secondtake.export import escaping
from secondtake.export.escaping import outside
from secondtake.export.messages import blind_words
from secondtake.export.messages import report_words as report_messages
from secondtake.export.pages.report_page import HtmlReport
from secondtake.export.pages.sections.claims import pages
from secondtake.export.pages.sections.dated_events import world
from secondtake.export.pages.sections.findings import findings
from secondtake.export.pages.sections.hypotheses import wanted
from secondtake.export.pages.sections.labels import Names
from secondtake.export.pages.sections.pictures import Pictures
from secondtake.export.pages.sections.referenced_media import pointed
from secondtake.export.pages.sections.timeline import drawing
from secondtake.export.render import number_format
from secondtake.model import difference_size
from secondtake.model.enums import NumberSeries, RelationKind
from secondtake.model.numbering import Numbered
from secondtake.model.report import Header, Report
from secondtake.model.text import Reference
from secondtake.vision import colour_names


@pytest.mark.parametrize(
    "module",
    [
        number_format,
        escaping,
        report_messages,
        blind_words,
        colour_names,
        difference_size,
        wrapping,
    ],
)
def test_the_examples_in_the_docstrings_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0


def test_a_quote_stands_between_the_sentence_before_and_the_sentence_after() -> None:
    rich = sample.rich()
    cards = {c.claim.id: c for c in pages(rich, Names(rich))[0].cards}

    assert cards["c1"].before == (
        "It ran for about a minute. According to the Veld News Agency, citing a leaked recording, "
    )
    assert cards["c1"].after == ". The agency did not name who gave it the recording."
    assert cards["c3"].after == (
        " The same woman appears first among the injured and later among the helpers, said a "
        "harbour clerk who asked not to be named."
    )
    assert cards["c7"].after == ""


def test_the_context_of_a_quote_stops_at_the_furniture() -> None:
    rich = sample.rich()
    shown = "".join(c.before + c.after for c in pages(rich, Names(rich))[0].cards)

    assert "Subscribe" not in shown
    assert "Ferry fares" not in shown


def test_hedges_are_marked_inside_the_quote() -> None:
    rich = sample.rich()
    cards = {c.claim.id: c for c in pages(rich, Names(rich))[0].cards}

    assert '<span class="hedge"><bdi>allegedly</bdi></span>' in cards["c2"].quote


def test_text_from_outside_is_isolated_and_its_invisible_characters_are_named() -> None:
    assert outside("a\u202eb&c") == ('<bdi>a<span class="unseen">U+202E</span>b&amp;c</bdi>')


def test_numbers_of_frames_stand_apart_even_where_frames_lie_on_each_other() -> None:
    rich = sample.rich()
    first = next(r for r in rich.relations if r.differences)
    small = replace(first.differences[0], left_box=(0.2, 0.3, 0.05, 0.2))
    doubled = replace(first, differences=(small,) * 3)
    relations = tuple(doubled if r is first else r for r in rich.relations)
    report = replace(rich, relations=relations)
    views = findings(report, Names(report), Pictures(report)).items
    frames = next(v.sides[0].frames for v in views if len(v.sides[0].frames) == 3)

    assert len({(f.label_x, f.label_y) for f in frames}) == 3
    assert all(f.label_x <= f.x + f.width for f in frames), "beside its own box"


def test_shots_are_drawn_to_scale_over_the_whole_width() -> None:
    rich = sample.rich()
    lane = drawing(rich, Names(rich)).lanes[0]
    lengths = [s.span.length_seconds for s in rich.shots[:12]]

    assert [b.width for b in lane.blocks] == pytest.approx(
        [seconds / 94 * 988 for seconds in lengths], abs=0.01
    )
    assert [b.group for b in lane.blocks] == ["", "B", "", "A", "", "", "", "A", "", "B", "", ""]


def test_a_line_past_another_lane_bows_aside_of_the_lines_between_neighbours() -> None:
    rich = sample.rich()
    first, second, third = (
        next(s for s in rich.shots if s.exhibit == r.exhibit) for r in rich.reels
    )
    whole = tuple(
        replace(s, span=replace(s.span, start=0, end=round(10 / s.span.tick)))
        for s in (first, second, third)
    )
    like = next(r for r in rich.relations if r.kind == "copy")
    ends = (("retake", first, second), ("retake", second, third), ("copy", first, third))
    relations = tuple(
        replace(like, kind=RelationKind(k), left=a.id, right=b.id) for k, a, b in ends
    )
    drawn = drawing(replace(rich, shots=whole, relations=relations), Names(rich))
    knobs = {a.letter: a.x for a in drawn.arcs}

    assert abs(knobs["C"] - knobs["R"]) > 40


def test_lines_join_shots_of_the_kinds_worth_a_look() -> None:
    rich = sample.rich()

    aside = replace(rich, dismissals=(replace(rich.dismissals[0], **_ends(rich, "copy")),))

    assert sorted(a.letter for a in drawing(rich, Names(rich)).arcs) == ["C", "M", "R", "R", "R"]
    assert sorted(a.letter for a in drawing(aside, Names(aside)).arcs) == ["M", "R", "R", "R"]


def _ends(report: Report, kind: str) -> dict[str, str]:
    found = next(r for r in report.relations if r.kind == kind)
    return {"left": found.left, "right": found.right}


def test_no_two_letters_of_lines_stand_on_each_other() -> None:
    arcs = drawing(sample.rich(), Names(sample.rich())).arcs
    near = [
        (a, b)
        for n, a in enumerate(arcs)
        for b in arcs[n + 1 :]
        if abs(a.x - b.x) < 14 and abs(a.y - b.y) < 14
    ]

    assert near == []


def test_a_file_that_would_settle_many_things_is_named_once_and_first() -> None:
    first = wanted(sample.rich())[0]

    assert first.what == "The camera's own file, with everything before and after."
    assert [len(first.findings), len(first.claims)] == [7, 3]


def test_a_claim_of_a_page_that_was_not_read_is_named_without_a_link() -> None:
    rich = sample.rich()
    names = Names(replace(rich, readings=()))

    assert names.claim(rich.claimed[0].page, "c1") == "<bdi>c1</bdi>"


def _luminance(colour: str) -> float:
    full = colour if len(colour) == 7 else "#" + "".join(2 * c for c in colour[1:])
    parts = [int(full[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_text_has_a_contrast_of_at_least_four_and_a_half_in_every_scheme() -> None:
    style = (resources.files("secondtake.export") / "templates" / "report.css").read_text("utf-8")
    schemes = [
        dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6})", block))
        for block in re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    ]
    pairs = [
        (scheme[ink], scheme[ground])
        for scheme in schemes
        for ink in ("ink", "soft", "link")
        for ground in ("paper", "tint")
    ]
    weak = []
    for ink, ground in pairs:
        low, high = sorted((_luminance(ink), _luminance(ground)))
        if (high + 0.05) / (low + 0.05) < 4.5:
            weak.append((ink, ground))

    assert len(schemes) == 3
    assert weak == []


def test_dated_things_stand_in_the_order_of_time_each_with_whose_word_the_date_is() -> None:
    rich = sample.rich()
    lane = world(rich, Names(rich))

    assert lane is not None
    assert {r.sure for r in lane.rows.items} == {"page", "claim", "header", "machine"}
    assert [r.number for r in lane.rows.items] == list(range(1, len(lane.rows.items) + 1))
    assert [r.x for r in lane.rows.items] == sorted(r.x for r in lane.rows.items)
    assert len({(r.x, r.y) for r in lane.rows.items}) == len(lane.rows.items)


def test_a_date_that_is_none_is_left_out_and_nothing_dated_is_no_lane() -> None:
    rich = sample.rich()
    wrong = replace(
        rich, headers=(Header(exhibit=sample.digest("x"), claims=(("made at", "yesterday"),)),)
    )
    bare = replace(sample.bare(), readings=(), exhibits=(), seals=(), headers=())
    shown = world(wrong, Names(wrong))

    assert shown is not None
    assert "header" not in {r.sure for r in shown.rows.items}
    assert world(bare, Names(bare)) is None


def test_what_a_page_points_to_is_held_not_to_be_had_or_not_asked_for() -> None:
    rich = sample.rich()
    (reading,) = rich.readings
    article = replace(
        reading.article,
        references=(
            Reference(kind="player", text="clip", address="https://portal.example/a"),
            Reference(kind="link", text="more", address="/b"),
            Reference(kind="link", text="bad", address="http://[bad"),
            Reference(kind="named", text="Plinth", platform="Plinth"),
        ),
    )
    film = replace(rich.exhibits[1], origin="https://portal.example/a")
    gone = replace(rich.failures[0], subject="https://harbour-courier.example/b")
    told = replace(
        rich,
        readings=(replace(reading, article=article),),
        exhibits=(rich.exhibits[0], film),
        failures=(gone,),
    )
    found = pointed(told, told.readings[0])
    page = HtmlReport().page(told)

    assert [(p.held is film, p.failed is gone) for p in found] == [
        (True, False),
        (False, True),
        (False, False),
        (False, False),
    ]
    assert report_messages.WORDS["pointed.not_asked"] in page
    assert report_messages.WORDS["pointed.no_address"] in page


def test_claims_of_a_second_page_are_told_apart_and_keep_their_name_without_the_first() -> None:
    rich = sample.rich()
    (one, *_) = rich.readings
    other = replace(one, article=replace(one.article, exhibit="9" * 64))
    numbers = tuple(
        Numbered(series=NumberSeries.PAGE, number=n, subject=r.article.exhibit)
        for n, r in enumerate((one, other), 1)
    )
    both = replace(rich, readings=(one, other), numbers=(*rich.numbers, *numbers))
    second = replace(both, readings=(other,))
    told = {
        "both": [str(card.name) for page in pages(both, Names(both)) for card in page.cards],
        "second": [str(card.name) for page in pages(second, Names(second)) for card in page.cards],
    }
    ids = [claim.id for claim in one.claims]

    assert told["both"] == [str(outside(f"{p}{claim}")) for p in ("", "Page 2 ") for claim in ids]
    assert told["second"] == told["both"][len(ids) :]
