"""The encoding of a page: what browsers take, and what is said where it is not certain."""

from __future__ import annotations

from pathlib import Path

import pytest

from secondtake.errors import PageUnreadable
from secondtake.model.enums import EventAction
from secondtake.preserve import media_type
from secondtake.reading.extraction.text_encoding import Decoded, decoded
from secondtake.reading.page_reader import story
from secondtake.workbench import open_bench
from secondtake.workbench.session.http_headers import content_types

RU = "Запись сделана в субботу, сообщили жители посёлка Орн у старой мельницы."
JA = "映像には庭が映っていると述べた。\n大佐はその日に撮影されたと語り、住民は否定した。\n"
EN = "“The café’s yard” — that is what Ives Harn said of the film."


def page(text: str, head: str, codec: str, header: str | None = None) -> Decoded:
    markup = f"<!DOCTYPE html><html><head>{head}<title>x</title></head><body><p>{text}</p></body>"
    return decoded(markup.encode(codec), "text/html", header)


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [
        ("iso-8859-1", "cp1252", EN),
        ("US-ASCII", "cp1252", EN),
        ("gb2312", "gb18030", "镕基街口可以看到两辆卡车。"),
        ("x-sjis", "cp932", "省は①火曜日、映像には庭が映っていると述べた。"),
        ("ks_c_5601-1987", "cp949", "똠방각하 영상에 마당이 보인다고 밝혔다."),
        ("iso-8859-9", "cp1254", "Köylüler “iki gün önce” çekildiğini söylüyor."),
        ("tis-620", "cp874", "วิดีโอแสดงลานโรงสี"),
        ("koi8-r", "koi8-r", RU),
    ],
)
def test_a_label_means_what_browsers_take_it_for(label: str, codec: str, text: str) -> None:
    found = page(text, f'<meta charset="{label}">', codec)

    assert text in found.text
    assert found.notes == ()


@pytest.mark.parametrize(
    "head",
    [
        "<!-- charset=utf-16 --><meta charset=windows-1251>",
        '<meta name="generator" content="x; charset=koi8-r"><meta charset="windows-1251">',
        '<meta data-a="charset=koi8-r" content="text/html; charset=windows-1251" '
        "http-equiv='Content-Type'>",
        f"<script>/*{'x' * 4000}<meta charset=koi8-r>*/</script><META CHARSET='CP1251' />",
        "<meta charset=no-such><meta charset=windows-1251>",
    ],
)
def test_a_declaration_is_found_as_browsers_look_for_it(head: str) -> None:
    found = page(RU, head, "cp1251")

    assert RU in found.text
    assert found.notes == ()


def test_the_http_header_counts_before_the_pages_own_word() -> None:
    found = page(RU, "<meta charset=koi8-r>", "cp1251", 'text/html; charset="windows-1251"')

    assert RU in found.text
    assert found.notes == ()


@pytest.mark.parametrize(
    ("head", "codec", "header", "text", "named"),
    [
        ("<meta charset=windows-1251>", "cp1251", "text/html; charset=utf-8", RU, "windows-1251"),
        ("<meta charset=windows-1251>", "utf-8", None, RU, "UTF-8"),
        ("<meta charset=utf-8>", "cp1252", None, EN, "windows-1252"),
        ("<meta charset=iso-8859-1>", "cp1251", None, RU, "windows-1251"),
        ("", "cp1251", None, RU, "windows-1251"),
        ("", "cp1252", None, EN, "windows-1252"),
    ],
)
def test_bytes_that_contradict_what_is_declared_are_read_right_and_that_is_said(
    head: str, codec: str, header: str | None, text: str, named: str
) -> None:
    found = page(text, head, codec, header)

    assert text in found.text
    assert len(found.notes) == 1
    assert found.notes[0].startswith("Encoding: ")
    assert named in found.notes[0]


def test_a_broken_letter_makes_no_other_encoding_and_is_told() -> None:
    data = f"<p>{EN}</p>".encode() + b"<p>cut \xe2\x80</p>"
    found = decoded(data, "text/html")

    assert EN in found.text
    assert [note.startswith("Encoding: 1 character") for note in found.notes] == [True]


def test_letters_that_were_wrong_before_the_page_was_made_are_told() -> None:
    found = page("The cafÃ©â€™s yard", "<meta charset=utf-8>", "utf-8")

    assert "“Ã©” for “é”" in found.notes[0]


@pytest.mark.parametrize("codec", ["cp1251", "koi8-r", "cp932", "utf-16-le"])
def test_a_text_in_the_encoding_of_another_script_is_a_text(codec: str) -> None:
    text = JA if codec == "cp932" else RU + "\n" + RU
    data = text.encode(codec)

    assert media_type(data) == "text/plain"
    assert decoded(data, "text/plain").text == text


def test_sentences_without_spaces_are_sentences() -> None:
    text = "磨坊院子的视频\n\n部门周二表示，视频显示了院子。\n\n居民们说，街口可以看到卡车！\n"
    article = story(text.encode(), "text/plain", "0" * 64)

    assert "居民们说" in article.body.of(article.text)
    assert [f for f in article.furniture if f.kind == "related"] == []


def test_the_header_a_page_was_kept_with_is_in_the_log(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(b"<html><p>One.</p></html>")
    with open_bench(tmp_path / "case", by="Ann") as bench:
        (kept,) = bench.keep(tmp_path / "page.html", role="page")
        bench.case.record(
            EventAction.COLLECTED,
            actor="Ann",
            exhibit=kept.digest,
            detail=[("header content-type", "text/x")],
        )

        assert content_types(bench.case) == {kept.digest: "text/x"}


def test_zero_bytes_beside_spaces_alone_make_no_utf_16() -> None:
    with pytest.raises(PageUnreadable):
        decoded(b"\x00 \x00 He saw it. \x00 \xc2\xa9 \x00 \x00 \x00 \x00 \x00 \r\n", "text/plain")
