"""A reading shown to people: in the terminal and as a page, hostile words and all."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from secondtake.cli import main, terminal_page
from secondtake.errors import CaseUnwritable
from secondtake.export.pages.reading_page import reading_page, write_reading
from secondtake.model.page_layout import laid_out
from secondtake.model.text import Reading
from secondtake.reading import read

STORY = """Film from Kelmar shows two takes
8 May 2031, 10:00

Colonel Ives Harn said on Tuesday that the film was shot twice.
"The bucket falls <script>alert(1)</script> in both," Harn said.

The footage allegedly shows one man in two roles.\u202e

The footage was posted on Sunday by a brutal regime, Ives Harn said.
"""


class Tags(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.extend(attrs)


@pytest.fixture(scope="module")
def found() -> Reading:
    return read(STORY.encode(), "text/plain", exhibit="0" * 64)


def test_paragraphs_cover_the_story_and_hold_every_claim_once(found: Reading) -> None:
    laid = laid_out(found)
    shown = [s.claim for p in laid.paragraphs for s in p.stretches if s.claim]
    covered = "".join(
        found.article.text[s.start : s.end] for p in laid.paragraphs for s in p.stretches
    )

    assert [c.id for c in shown] == [c.id for c in found.claims]
    assert (
        re.findall(r"\w+", STORY[STORY.index("Colonel") :])[-8:] == re.findall(r"\w+", covered)[-8:]
    )


def test_a_name_with_and_without_its_title_is_one_voice(found: Reading) -> None:
    laid = laid_out(found)
    names = {name for voice in laid.voices for name in voice.names}
    of_harn = {v.number for v in laid.voices if "Ives Harn" in v.name}

    assert {"Colonel Ives Harn", "Ives Harn"} <= names
    assert len(of_harn) == 1
    assert sum(v.claims for v in laid.voices) == len(found.claims)


def test_the_page_runs_nothing_and_fetches_nothing(found: Reading) -> None:
    page = reading_page(found, version="0")
    tags = Tags(page)

    assert not {"script", "img", "iframe", "link", "a", "form", "object"} & set(tags.tags)
    assert not {"src", "href", "style", "onclick"} & {name for name, _ in tags.attributes}
    assert "default-src 'none'" in page
    assert "&lt;script&gt;" in page
    assert "U+202E" in page


def test_the_page_marks_claims_hedges_and_judging_words(found: Reading) -> None:
    page = reading_page(found, version="0")

    assert page.count("<mark") == len(found.claims)
    assert '<span class="hedge"><bdi>allegedly</bdi></span>' in page
    assert '<span class="loaded"><bdi>brutal</bdi></span>' in page
    assert page == reading_page(found, version="0")


def test_a_page_that_cannot_be_written_is_one_error(found: Reading, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()

    with pytest.raises(CaseUnwritable):
        write_reading(tmp_path / "taken", reading_page(found, version="0"))


def test_off_a_terminal_voices_have_numbers_and_no_colours(
    found: Reading, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal_page.reading(found)
    told = capsys.readouterr().out

    assert "\x1b" not in told
    assert "\u202e" not in told
    assert "sources: [0] the page itself" in told
    assert "C1‹" in told


def test_on_a_terminal_each_voice_has_its_colour(
    found: Reading, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    terminal_page.reading(found)
    told = capsys.readouterr().out

    assert "\x1b[36m[1] Colonel Ives Harn" in told


def test_read_writes_a_page_beside_what_it_prints(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "page.txt").write_text(STORY, encoding="utf-8")
    code = main(["read", str(tmp_path / "page.txt"), "--html", str(tmp_path / "out.html")])

    assert code == 0
    assert "Film from Kelmar" in (tmp_path / "out.html").read_text("utf-8")
