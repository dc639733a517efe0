"""Pages that are PDFs or pictures read like their text, and say how their text was had."""

from __future__ import annotations

import subprocess
import sys
from importlib import util
from pathlib import Path

import pytest

pytest.importorskip("pypdfium2")
pytest.importorskip("tesserocr")

from tests.reading import paper

from secondtake import reading
from secondtake.errors import PageUnreadable
from secondtake.model.text import Reading
from secondtake.workbench import open_bench

STORY = (
    ["Clip from Quarry Road shows the carrying twice, paper says"],
    ["By Ada Brandt, 3 November 2026, 14:05"],
    [
        "The Veld Courier said on Tuesday that the same man is carried to",
        "the van twice in the recording from Quarry Road.",
    ],
    ["The hospital denied that the scene was rehearsed."],
)
OTHER = (["According to a porter, the van had left an hour before the clip was made."],)


def found(data: bytes, kind: str) -> Reading:
    made = reading.read(data, kind, exhibit="0" * 64)
    assert all(made.article.text[c.passage.start : c.passage.end] == c.quote for c in made.claims)
    return made


def sources(made: Reading) -> set[str]:
    text = made.article.text
    return {text[c.source.start : c.source.end] for c in made.claims if c.source}


def test_a_pdf_is_read_like_its_text_paragraphs_kept_apart() -> None:
    made = found(paper.pdf(STORY, OTHER), "application/pdf")

    assert made.article.title == STORY[0][0]
    assert made.article.published == "2026-11-03T14:05:00"
    assert made.article.byline == "Ada Brandt"
    assert "carried to the van" in made.article.text
    assert "Quarry Road.\n\nThe hospital" in made.article.text
    assert any("carried to the van twice" in c.quote for c in made.claims)
    assert not any(m.startswith("Text") for m in made.missing)


@pytest.mark.parametrize("dark", [False, True])
def test_a_screenshot_is_read_and_says_that_letters_can_be_wrong(dark: bool) -> None:
    made = found(paper.picture(*STORY, dark=dark), "image/png")

    assert "the same man is carried to the van twice" in made.article.text
    assert any("carried to the van twice" in c.quote for c in made.claims)
    assert made.missing[0].startswith("Text of the picture: read from a picture by OCR, with a ")


def test_a_scanned_page_in_a_pdf_is_read_from_its_picture() -> None:
    made = found(paper.scan(STORY), "application/pdf")

    assert "The hospital denied that the scene was rehearsed." in made.article.text
    assert made.missing[0].startswith("Text of page 1: read from a picture by OCR, with a ")


@pytest.mark.parametrize(
    ("data", "kind", "sentence"),
    [
        (b"%PDF-1.7 nothing more", "application/pdf", "cannot be opened"),
        (paper.pdf(()), "application/pdf", "holds no text"),
        (b"\x89PNG\r\n\x1a\n rest", "image/png", "cannot be opened"),
        (paper.picture(["3 x"]), "image/png", "No text was recognised"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(data: bytes, kind: str, sentence: str) -> None:
    with pytest.raises(PageUnreadable, match=sentence) as error:
        found(data, kind)
    assert error.value.advice


@pytest.mark.parametrize("kind", ["application/pdf", "image/jpeg"])
def test_without_the_extra_the_sentence_names_it(
    monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(util, "find_spec", lambda name: None)

    with pytest.raises(PageUnreadable, match="not installed") as error:
        found(b"%PDF-", kind)
    assert 'pip install "secondtake[ocr]"' in (error.value.advice or "")


def test_a_case_keeps_the_pdf_itself_and_reads_it(tmp_path: Path) -> None:
    (tmp_path / "page.pdf").write_bytes(paper.pdf(STORY))
    with open_bench(tmp_path / "case") as bench:
        (page,) = bench.keep(tmp_path / "page.pdf", role="page")
        (made,) = bench.read()

    assert page.media_type == "application/pdf"
    assert made.article.exhibit == page.digest
    assert made.claims


def test_the_command_reads_a_pdf(tmp_path: Path) -> None:
    (tmp_path / "page.pdf").write_bytes(paper.pdf(STORY))
    ran = subprocess.run(
        [sys.executable, "-m", "secondtake", "read", tmp_path / "page.pdf"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0
    assert "The Veld Courier" in ran.stdout
