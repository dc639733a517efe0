"""report.html opens anywhere, holds every part, and says what it does not show."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from tests.export import sample
from tests.export.parsed import Page, parse

from secondtake.export.messages.report_words import WORDS
from secondtake.export.pages.report_page import SECTIONS, HtmlReport
from secondtake.export.pages.sections.exhibits import material
from secondtake.export.pages.sections.pictures import Pictures
from secondtake.export.pages.sections.score_distribution import Spreads
from secondtake.export.pages.sections.summary import summary
from secondtake.model.evidence import CustodyEvent
from secondtake.model.report import Report

SAMPLES: dict[str, Callable[[], Report]] = {
    "rich": sample.rich,
    "no footage": sample.no_footage,
    "bare": sample.bare,
    "hostile": sample.hostile,
    "crowded": lambda: sample.crowded(1000),
}
every = pytest.mark.parametrize("name", SAMPLES)
VERDICTS = re.compile(
    r"\b(stag(?:ed|ing)|fak(?:e|ed|es|ing)|actors?|crisis|real|genuine|authentic|hoax|true|truth"
    r"|lies?|lied|liars?|propaganda|deceiv\w*|decept\w*|manipulat\w*|prov(?:e|es|ed|en)|debunk\w*)\b",
    re.IGNORECASE,
)


@cache
def report(name: str) -> Report:
    return SAMPLES[name]()


@cache
def text(name: str) -> str:
    return HtmlReport().page(report(name))


@cache
def page(name: str) -> Page:
    return parse(text(name))


def words(found: Page) -> str:
    return " ".join(" ".join(found.words).split())


@every
def test_nothing_runs_and_nothing_is_fetched(name: str) -> None:
    tags = page(name).tags
    names = {tag for tag, _ in tags}
    sources = [a["src"] for _, a in tags if "src" in a]
    links = [a["href"] for _, a in tags if "href" in a]

    assert names & {"script", "link", "iframe", "object", "embed", "form", "base", "video"} == set()
    assert all(s.startswith("data:image/") for s in sources)
    assert all(link.startswith("#") for link in links)
    assert [a for _, a in tags for key in a if key.startswith("on") or key == "style"] == []


@every
def test_the_policy_allows_only_this_style_and_pictures_of_the_page(name: str) -> None:
    style = re.search(r"<style>(.*?)</style>", text(name), re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = next(a["content"] for a in page(name).all("meta") if "http-equiv" in a)

    assert policy == (
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'"
    )


@every
def test_headings_descend_one_level_at_a_time_from_one_title(name: str) -> None:
    levels = [int(tag[1]) for tag, _ in page(name).tags if re.fullmatch("h[1-6]", tag)]
    jumps = [b - a for a, b in pairwise(levels)]

    assert levels.count(1) == 1 == levels[0]
    assert max(jumps) <= 1


@every
def test_every_anchor_is_there_once(name: str) -> None:
    anchors = [a["id"] for _, a in page(name).tags if "id" in a]
    wanted = {a["href"][1:] for _, a in page(name).tags if "href" in a}

    assert len(anchors) == len(set(anchors))
    assert wanted <= set(anchors)


@every
def test_a_screen_reader_finds_landmarks_captions_scopes_and_descriptions(name: str) -> None:
    found = page(name)

    assert [len(found.all(tag)) for tag in ("header", "nav", "main", "footer")] == [1, 1, 1, 1]
    assert found.all("html") == [{"lang": "en"}]
    assert len(found.all("caption")) == len(found.all("table"))
    assert [a for a in found.all("th") if a.get("scope") not in ("col", "row")] == []
    assert [a for a in found.all("img") if not a.get("alt")] == []
    assert {a["for"] for a in found.all("label")} == {a["id"] for a in found.all("input")}


@every
def test_the_sections_stand_in_the_order_of_the_contents(name: str) -> None:
    ids = [a["id"] for tag, a in page(name).tags if tag == "h2" and a["id"] in SECTIONS]

    assert ids == list(SECTIONS)


@every
def test_the_page_says_first_that_it_gives_no_verdict(name: str) -> None:
    assert words(page(name)).index("Gives no verdict.") < words(page(name)).index("Contents")


@every
def test_the_summary_takes_at_most_120_words(name: str) -> None:
    said = re.sub("<[^>]+>", "", " ".join(summary(report(name))))

    assert len(said.split()) <= 120


@every
def test_no_word_of_ours_is_a_verdict_or_an_intent(name: str) -> None:
    own = " ".join(page(name).own)
    words_of_ours = " ".join(WORDS.values())

    assert VERDICTS.findall(own) == []
    assert VERDICTS.findall(words_of_ours) == []


def test_hostile_text_stays_text() -> None:
    whole = text("hostile")

    assert "<script>alert(1)</script>" in words(page("hostile"))
    assert "{{ 7 * 7 }}" in words(page("hostile"))
    assert set("\u202e\u2066\x07\x1b\udc80") & set(whole) == set()
    assert '<span class="unseen">U+202E</span>' in whole


def test_a_page_with_bytes_that_are_no_text_can_be_written(tmp_path: Path) -> None:
    path = HtmlReport().export(report("hostile"), tmp_path)

    assert path.read_text(encoding="utf-8") == text("hostile")


def test_the_same_report_gives_the_same_page() -> None:
    assert HtmlReport().page(sample.rich()) == text("rich")


def test_three_films_and_six_findings_fit_in_five_megabytes() -> None:
    assert len(text("rich").encode()) < 5_000_000


def test_a_thousand_shots_still_give_a_page_that_opens_and_says_what_it_leaves_out() -> None:
    said = words(page("crowded"))

    assert len(text("crowded").encode()) < 20_000_000
    assert "The first 300 of 500 are shown here. All of them are in report.json." in said
    assert "The first 120 of 150 are shown here." in said
    assert "The first 300 of 400 are shown here." in said
    assert "The 60 strongest of" in said


def test_pictures_of_findings_are_kept_when_not_all_fit() -> None:
    rich = report("rich")
    stills = sum(len(p.data) for p in rich.pictures if p.role in ("left", "right"))
    few = Pictures(rich, most_bytes=stills)

    assert all(few.of_finding(f.id, "left") for f in rich.findings[:6])
    assert few.of_shot(rich.shots[0].id) is None
    assert few.left_out == len(rich.pictures) - 12


def test_pictures_of_an_unknown_kind_are_left_out() -> None:
    rich = report("rich")
    odd = replace(rich, pictures=tuple(replace(p, media_type="text/html") for p in rich.pictures))

    assert Pictures(odd).left_out == len(rich.pictures)


def test_open_faces_are_announced_and_blurred_ones_are_not() -> None:
    assert "Faces are not blurred in this copy." in words(page("hostile"))
    assert "Faces are not blurred in this copy." not in words(page("rich"))


@pytest.mark.parametrize(("share", "said"), [(0.34, True), (0.05, False)])
def test_a_finding_much_of_which_is_covered_says_so(share: float, said: bool) -> None:
    rich = report("rich")
    hidden = tuple(replace(p, hidden=share if p.role == "left" else 0.0) for p in rich.pictures)
    told = words(parse(HtmlReport().page(replace(rich, pictures=hidden))))

    assert (f"{share * 100:.0f} % of what is to be compared here is covered" in told) == said


def test_a_case_without_footage_says_what_was_looked_for_and_what_would_settle_it() -> None:
    said = words(page("no footage"))

    assert "No footage is held, so nothing could be analysed or compared." in said
    assert "A link to the video on the page: none is given." in said
    assert "The video itself, as first posted." in said


def test_a_figure_that_was_not_measured_says_so_in_its_place() -> None:
    said = words(page("rich"))

    assert "False alarm rate (per pair) not measured" in said
    assert "False alarm rate (per pair) 0.003" in said


def test_nothing_found_and_could_not_look_are_told_apart() -> None:
    said = words(page("rich"))

    assert said.index("c3 No findings") < said.index("c4 Could not be analysed")


def test_how_to_check_names_the_event_the_head_belongs_to() -> None:
    rich = report("rich")
    said = words(page("rich"))

    assert f"sed -n {rich.events[-1].seq}p custody.jsonl" in said
    assert said.count(rich.log_head) == 2


def test_a_header_that_disagrees_with_decoding_is_pointed_out() -> None:
    assert "Length 52.4 s 38.0 s differs" in words(page("rich"))


def test_material_says_who_kept_it_and_what_became_of_its_address() -> None:
    made = report("rich")
    page = made.exhibits[0]
    asked = CustodyEvent(
        seq=11,
        previous=made.log_head,
        action="rechecked",
        actor="M. Okafor, desk",
        at=made.made_at,
        exhibit=page.digest,
        detail=(("address", page.origin), ("state", "gone"), ("note", "It answered <410>.")),
    )
    item, *others = material(replace(made, events=(*made.events, asked)))
    shown = HtmlReport().page(replace(made, events=(*made.events, asked)))

    assert (item.by, [a.state for a in item.again]) == ("M. Okafor, desk", ["gone"])
    assert all(other.again == () for other in others)
    assert "gone; the server says it no longer has it." in shown
    assert "&lt;410&gt;" in shown


def test_a_score_stands_among_those_of_the_other_pairs_and_of_controls() -> None:
    made = report("rich")
    pair = next(r for r in made.relations if r.kind == "retake")
    weak = [r for r in made.relations if r.kind == "different"][:7]
    controls = (replace(pair, left="another"), *weak)
    spread = Spreads(replace(made, controls=controls)).of(pair, [(pair.left, pair.right)])
    alike = sum(r.score("retake") >= pair.score("retake") for r in made.relations)

    assert spread is not None
    assert spread.others == sum(bool(r.scores) for r in made.relations) - 1
    assert spread.others_as_high == alike - 1
    assert (spread.controls, spread.controls_as_high) == (8, 1)
    assert Spreads(made).of(replace(pair, scores=()), []) is None
    assert "No control footage was given." in text("rich")


def test_a_negative_result_stands_among_what_was_not_found_and_not_among_findings() -> None:
    said = words(page("rich"))
    sentence = "Among 300 pairs of shots compared, none scored as a mirror image."

    assert said.count(sentence) == 1
    assert said.index("Searched for, with no findings") < said.index(sentence)
    assert "This gave 6 findings, as candidates" in said


def test_the_matrix_gives_each_weight_as_a_sign_and_a_word() -> None:
    said = words(page("rich"))

    assert "One event from several cameras − less" in said
    assert "Distinguishes between explanations some" in said


def test_whom_to_ask_stands_in_the_report_and_none_is_said_to_be_none() -> None:
    assert "desk@veld-courier.example" in words(page("rich"))
    assert WORDS["methods.contact_none"] in words(page("bare"))
