"""A file that breaks a parser costs itself: it is told, and all the rest of its case goes on."""

from __future__ import annotations

import io
import json
import struct
import time
from pathlib import Path

import numpy as np
import pytest
from tests.films import moving_square, write_film
from tests.hostile.parser_zoo import (
    bracketed,
    costly_film,
    damaged_archives,
    nested_boxes,
    nested_page,
    web_archive,
    zip_bomb,
)

from secondtake import preserve, proofs, reading, viewing
from secondtake.cli.entry_point import main
from secondtake.errors import (
    CannotLook,
    InternalFault,
    LimitExceeded,
    PageUnreadable,
    SettingInvalid,
    Unreadable,
)
from secondtake.guarding.failing import restored
from secondtake.model.enums import EventAction, HeaderField
from secondtake.viewing import decoder_process
from secondtake.viewing.decoder_process import Limits
from secondtake.workbench import open_bench

DIGEST = "ab" * 32


@pytest.mark.parametrize("kind", [b"moov", b"udta", b"meta", b"ilst"])
@pytest.mark.parametrize("depth", [100, 3000, 100_000])
def test_nested_boxes_end_the_walk_and_nothing_else(
    depth: int, kind: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "nested.mp4"
    path.write_bytes(nested_boxes(depth, kind))

    assert preserve.claims(path) == ()


def test_boxes_as_deep_as_cameras_write_them_are_read(tmp_path: Path) -> None:
    path = tmp_path / "nested.mp4"
    path.write_bytes(nested_boxes(5))

    assert preserve.claims(path) == ((HeaderField.PROGRAM, "Deep"),)


def test_a_header_of_many_claims_fills_no_report(tmp_path: Path) -> None:
    path = tmp_path / "many.mp4"
    boxes = [nested_boxes(0)[16:].replace(b"Deep", b"%04d" % n) for n in range(5000)]
    path.write_bytes(nested_boxes(0)[:16] + b"".join(boxes))

    assert len(preserve.claims(path)) == 64


@pytest.mark.parametrize("name", damaged_archives())
def test_a_web_archive_damaged_inside_is_told_as_damaged(name: str, tmp_path: Path) -> None:
    path = tmp_path / "page.wacz"
    path.write_bytes(damaged_archives()[name])

    with pytest.raises(Unreadable, match="damaged, or packed in a way"):
        proofs.web_archive(path)


def test_a_web_archive_cut_or_flipped_anywhere_raises_only_our_errors(tmp_path: Path) -> None:
    whole, path = web_archive(), tmp_path / "page.wacz"
    chance = np.random.default_rng(9)
    for number in range(40):
        data = bytearray(whole)
        data[int(chance.integers(len(data)))] ^= 1 << int(chance.integers(8))
        path.write_bytes(data if number % 2 else whole[: int(chance.integers(len(whole)))])
        try:
            proofs.web_archive(path)
        except InternalFault:
            raise
        except CannotLook as error:
            assert error.advice


@pytest.mark.slow
def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.wacz"
    path.write_bytes(zip_bomb(1100))

    with pytest.raises(LimitExceeded, match="unpacks to more data than is hashed"):
        proofs.web_archive(path)


def test_a_proof_of_nothing_but_brackets_is_a_limit() -> None:
    with pytest.raises(LimitExceeded, match="nests deeper"):
        proofs.sidecar("x.proof.json", bracketed(100_000))


@pytest.mark.parametrize("tag", ["div", "b", "table", "blockquote"])
def test_a_page_of_nested_elements_is_read_or_told(tag: str) -> None:
    start = time.monotonic()
    try:
        found = reading.story(nested_page(20_000, tag), "text/html", exhibit=DIGEST)
        assert "harbour" in found.text
    except (PageUnreadable, LimitExceeded, Unreadable) as error:
        assert error.advice

    assert time.monotonic() - start < 20


def test_linked_data_of_nothing_but_brackets_leaves_the_page_readable() -> None:
    script = b'<script type="application/ld+json">' + bracketed(100_000) + b"</script>"
    page = nested_page(1).replace(b"<body>", b"<body>" + script)

    assert "harbour" in reading.story(page, "text/html", exhibit=DIGEST).text


@pytest.mark.slow
def test_hostile_exhibits_are_one_failure_each_and_the_report_is_written(tmp_path: Path) -> None:
    held = write_film(tmp_path / "film.mp4", moving_square(1, 10)).read_bytes()
    (tmp_path / "film.mp4").write_bytes(held + nested_boxes(3000)[16:])
    (tmp_path / "x.proof.json").write_bytes(bracketed(100_000))
    names = list(damaged_archives())
    for number, name in enumerate(names):
        (tmp_path / f"{number}.wacz").write_bytes(damaged_archives()[name])
    (tmp_path / "cut.wacz").write_bytes(web_archive()[:100])
    case = tmp_path / "case"
    with open_bench(case) as bench:
        kept = bench.keep(*sorted(p for p in tmp_path.iterdir() if p.is_file()))
        bench.watch()
        first, again = bench.report(), bench.report()
        failed = [e for e in bench.case.events() if e.action == EventAction.FAILED]

    # The library that reads content credentials refuses boxes that deep, where it is installed.
    able = ["film.mp4"] if not proofs.installed() else []
    broken = {e.digest for e in kept if e.name not in able}
    assert broken == {f.subject for f in first.failures} == {f.subject for f in again.failures}
    assert len(broken) == len(first.failures) == len(failed)
    assert len(first.shots) == 1
    page = (case / "report.html").read_text(encoding="utf-8")
    assert "nests deeper than 64 levels" in page
    assert main(["report", "--case", str(case)]) == 1


@pytest.mark.skipif("sys.platform == 'darwin'", reason="macOS limits no address space")
@pytest.mark.parametrize("megabytes", [60, 250])
def test_want_of_memory_is_never_told_as_damage(megabytes: int, two_shot_film: Path) -> None:
    limits = Limits(memory_bytes=megabytes << 20)
    with pytest.raises(LimitExceeded, match="needs more memory than is allowed"):
        viewing.watch(two_shot_film, viewing.NO_EXHIBIT, keep=lambda d, k: DIGEST, limits=limits)


def test_a_fault_of_the_decoder_is_told_as_ours() -> None:
    told = io.BytesIO()
    decoder_process._decode(told, {})
    (length,) = struct.unpack_from("<I", told.getvalue())
    error = restored(json.loads(told.getvalue()[8 : 8 + length]))

    assert type(error) is InternalFault
    assert "Second Take failed while reading the film (KeyError" in str(error)
    assert "says nothing of the file" in error.advice


def test_decoding_is_paid_for_by_bytes_and_not_by_what_a_film_claims() -> None:
    limits = Limits()

    assert limits.cpu_seconds(0) == 300
    assert limits.cpu_seconds(1_000_000) == 700
    assert limits.cpu_seconds(10**12) == 4 * 3600
    with viewing.decode_limit(2.0):
        assert limits.cpu_seconds(10**12) == 120
        with viewing.decode_limit(None):
            assert limits.cpu_seconds(0) == 120
    assert limits.cpu_seconds(0) == 300


@pytest.mark.parametrize("minutes", [0.0, -1.0, float("nan"), float("inf")])
def test_a_limit_that_is_none_is_refused(minutes: float) -> None:
    with pytest.raises(SettingInvalid), viewing.decode_limit(minutes):
        pass


@pytest.mark.slow
def test_a_film_that_costs_more_than_its_bytes_pay_for_is_partial(tmp_path: Path) -> None:
    path = costly_film(tmp_path / "costly.mp4", 400)
    limits = Limits(cpu_base_seconds=2.0, cpu_per_megabyte=10.0)
    start = time.monotonic()
    seen = viewing.watch(path, viewing.NO_EXHIBIT, keep=lambda data, kind: DIGEST, limits=limits)

    assert time.monotonic() - start < 60
    assert 1 < seen.reel.decoded_frames < 400
    assert seen.records["shots"]
    assert "minutes of computing time, its limit" in (seen.reel.partial or "")
    assert "damaged" not in (seen.reel.partial or "")


@pytest.mark.slow
def test_the_limit_can_be_set_by_an_option(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = costly_film(tmp_path / "costly.mp4", 400)
    (tmp_path / "page.txt").write_text("The agency said on Monday that the video is black.\n" * 9)
    case = str(tmp_path / "case")

    asked = ["check", str(tmp_path / "page.txt"), str(path), "--case", case]
    assert main([*asked, "--decode-limit", "0.05"]) == 1
    assert "--decode-limit" in "".join(capsys.readouterr())
    assert main(["shots", str(path), "--decode-limit", "0"]) == 2
    assert "above 0" in capsys.readouterr().err
