"""Every format: the same bytes for the same report, safe names, nothing hostile, no verdict."""

from __future__ import annotations

import csv
import io
import json
import re
from xml.etree import ElementTree

import pytest
from tests.export import sample

from secondtake import plugins

every = pytest.mark.parametrize("name", plugins.names("formats"))


def files(name: str, report: object) -> dict[str, bytes]:
    return dict(plugins.load("formats", name)().files(report).files)


@every
def test_the_same_report_gives_the_same_files(name: str) -> None:
    assert files(name, sample.hostile()) == files(name, sample.hostile())


@every
def test_file_names_are_ours_and_every_file_is_text(name: str) -> None:
    made = files(name, sample.hostile())

    assert made
    assert [n for n in made if not re.fullmatch(r"[a-z0-9.-]+", n)] == []
    assert [n for n, data in made.items() if not data.decode("utf-8").endswith("\n")] == []


@every
def test_an_empty_case_is_no_error(name: str) -> None:
    assert isinstance(files(name, sample.bare()), dict)


@every
def test_no_format_holds_a_folder_or_a_word_of_verdict(name: str) -> None:
    text = b"".join(files(name, sample.rich()).values()).decode("utf-8")
    said = re.sub(r'"(quote|claimReviewed|text|title|headline)": ".*"', "", text)

    assert not re.search(r"\b(fake|faked|crisis actor|hoax|fraud)\b", said, re.IGNORECASE)


def test_a_table_runs_nothing_in_a_spreadsheet() -> None:
    report = sample.rich()
    named = sample.replace(report.exhibits[1], name='=HYPERLINK("http://x")')
    exhibits = (report.exhibits[0], named, *report.exhibits[2:])
    made = files("csv", sample.replace(report, exhibits=exhibits))
    rows = list(csv.DictReader(io.StringIO(made["shots.csv"].decode("utf-8-sig"))))

    assert rows[0]["film"] == '\'=HYPERLINK("http://x")'
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())


def test_tables_hold_every_record() -> None:
    report = sample.rich()
    made = files("csv", report)

    def rows(name: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(made[name].decode("utf-8-sig"))))

    assert len(rows("shots.csv")) == len(report.shots)
    assert len(rows("relations.csv")) == len(report.relations)
    assert {r["id"] for r in rows("findings.csv")} == {f.id for f in report.findings}
    assert len(rows("claims.csv")) == sum(len(r.claims) for r in report.readings)


@pytest.mark.parametrize("name", ["eaf", "fcp-xml"])
def test_hostile_names_leave_the_xml_whole(name: str) -> None:
    for data in files(name, sample.hostile()).values():
        text = data.decode("utf-8")

        assert ElementTree.fromstring(text) is not None
        assert "<script>" not in text


def test_captions_hold_no_markup_and_no_stray_arrow() -> None:
    for data in files("webvtt", sample.hostile()).values():
        lines = data.decode("utf-8").splitlines()

        assert lines[0] == "WEBVTT"
        assert not any("<" in line for line in lines)
        assert all(re.fullmatch(r"[\d:.]+ --> [\d:.]+", x) for x in lines if "-->" in x)


def test_a_film_without_an_even_rate_is_named_and_not_guessed() -> None:
    report = sample.rich()
    uneven = sample.replace(report.reels[0], frame_rate=17.31)
    made = plugins.load("formats", "edl")().files(
        sample.replace(report, reels=(uneven, *report.reels[1:]))
    )

    assert [n for n, _ in made.files] == ["film-2.edl", "film-3.edl"]
    assert made.left_out == ("Film 1 has no frame rate that edit lists know; use otio for it.",)


def test_a_draft_review_leaves_to_a_person_what_only_a_person_can_say() -> None:
    made = json.loads(files("claimreview", sample.rich())["claimreview-draft.json"])

    assert "@context" not in made
    for draft in made["drafts"]:
        assert draft["review"]["@type"] == "ClaimReview"
        assert [draft["review"][key] for key in made["to_complete"]] == [None] * 5


def test_a_draft_of_each_film_says_nothing_of_what_kind_of_media_it_is() -> None:
    report = sample.rich()
    made = json.loads(files("claimreview", report)["mediareview-draft.json"])
    reviews = [draft["review"] for draft in made["drafts"]]

    assert "@context" not in made
    assert {r["@type"] for r in reviews} == {"MediaReview"}
    assert [r[key] for r in reviews for key in made["to_complete"]] == [None] * 6 * len(reviews)
    assert sum(len(draft["findings"]) for draft in made["drafts"]) >= len(report.findings) - 1


def test_the_graph_names_every_file_and_every_act_once() -> None:
    report = sample.rich()
    graph = json.loads(files("case-uco", report)["case.jsonld"])["@graph"]
    kinds = [node["@type"] for node in graph]

    assert len({node["@id"] for node in graph}) == len(graph)
    assert kinds.count("uco-observable:File") == len(report.exhibits)
    assert kinds.count("case-investigation:InvestigativeAction") == len(report.events)
    claims = sum(len(r.claims) for r in report.readings)
    assert kinds.count("uco-core:Annotation") == len(report.findings) + claims
