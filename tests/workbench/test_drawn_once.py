"""What a report shows is drawn once: kept redacted, used again, and gone when it has to be."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.films import moving_square, write_film

from secondtake import viewing, workbench
from secondtake.cli import main
from secondtake.errors import CannotLook
from secondtake.model.evidence import Maker
from secondtake.store import picture_cache
from secondtake.workbench import open_bench

TOLD = "report.html", "report.json"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with two films of one shot each, that were not compared."""
    folder = tmp_path_factory.mktemp("case")
    films = [write_film(folder / f"{n}.mp4", moving_square(n, 12)) for n in (1, 2)]
    with open_bench(folder / "case", by="A. Desk") as bench:
        bench.keep(*films)
        bench.watch()
        bench.report()
    return folder / "case"


@pytest.fixture
def case(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "case"))


@pytest.fixture
def covered(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """One entry for each picture that is redacted."""
    seen: list[None] = []
    plain = viewing.redact

    def counted(*given: Any, **more: Any) -> Any:
        seen.append(None)
        return plain(*given, **more)

    monkeypatch.setattr(viewing, "redact", counted)
    return seen


def reported(case: Path) -> None:
    with open_bench(case, by="A. Desk") as bench:
        bench.report()


def bytes_of(case: Path) -> list[bytes]:
    return [(case / name).read_bytes() for name in TOLD]


def cached(case: Path) -> list[Path]:
    return sorted(p for p in (case / "cache").rglob("*") if p.is_file())


def test_a_report_with_nothing_new_keeps_its_bytes(
    whole: Path, case: Path, covered: list[None]
) -> None:
    before = bytes_of(case)

    with open_bench(case, by="A. Desk") as bench:
        bench.keep(*sorted(whole.parent.glob("*.mp4")))
        bench.watch()
        bench.report()

    assert bytes_of(case) == before
    assert covered == []
    assert workbench.verify(case).problems == ()
    last = json.loads((case / "custody.jsonl").read_text().splitlines()[-1])
    assert last["action"] == "reported"


@pytest.mark.slow
def test_what_changes_is_told_with_the_pictures_that_were_drawn(
    case: Path, covered: list[None]
) -> None:
    before = bytes_of(case)

    with open_bench(case, by="A. Desk") as bench:
        bench.report(contact="desk@example.org")

    assert bytes_of(case) != before
    assert covered == []


def altered(case: Path) -> None:
    for path in cached(case):
        path.chmod(0o600)
        path.write_bytes(path.read_bytes()[:-1] + b"x")


def deleted(case: Path) -> None:
    shutil.rmtree(case / "cache")


@pytest.mark.slow
@pytest.mark.parametrize("lost", [altered, deleted])
def test_pictures_that_are_gone_or_others_are_drawn_again(
    case: Path, covered: list[None], lost: Callable[[Path], None]
) -> None:
    before = bytes_of(case)
    assert cached(case)
    lost(case)

    reported(case)

    assert covered
    assert bytes_of(case) == before
    assert workbench.verify(case).problems == ()


@pytest.mark.slow
def test_a_report_states_the_log_with_the_pictures_it_drew(case: Path) -> None:
    deleted(case)

    with open_bench(case, by="A. Desk") as bench:
        made = bench.report(contact="desk@example.org")
        reported_last, *before = reversed(bench.case.events())

    assert before[0].action == "drew pictures"
    assert made.log_head == reported_last.previous


def test_deleting_the_pictures_is_no_damage(case: Path) -> None:
    deleted(case)

    assert workbench.verify(case).problems == ()


@pytest.mark.slow
def test_a_picture_that_shows_faces_is_not_kept(case: Path) -> None:
    held = cached(case)

    with open_bench(case, by="A. Desk") as bench:
        bench.report(redacted=False)

    assert cached(case) == held


@pytest.mark.slow
def test_forgetting_people_deletes_the_pictures(case: Path) -> None:
    assert main(["forget-people", "--case", str(case)]) == 0

    assert not (case / "cache").exists()
    assert workbench.verify(case).problems == ()


@pytest.mark.slow
def test_setting_a_film_aside_deletes_its_pictures(case: Path) -> None:
    held = len(cached(case))

    assert main(["withdraw", "1.mp4", "--reason", "x", "--by", "A", "--case", str(case)]) == 0

    assert 0 < len(cached(case)) < held
    assert workbench.verify(case).problems == ()


@pytest.mark.slow
def test_what_earlier_reports_showed_is_kept_up_to_a_size(case: Path) -> None:
    with open_bench(case, by="A. Desk") as bench:
        shown = {p.name for p in cached(case)[:1]}
        picture_cache.bound(bench.case, shown, most_bytes=0)
        left = {p.name for p in cached(case)}

    assert left == shown


@pytest.mark.slow
def test_the_pictures_of_a_finding_are_drawn_once(tmp_path: Path, covered: list[None]) -> None:
    film = moving_square(1, 40)
    films = [write_film(tmp_path / f"{n}.mp4", film[: 40 - n]) for n in (0, 1)]
    with open_bench(tmp_path / "case", by="A. Desk") as bench:
        bench.keep(*films)
        bench.watch()
        bench.compare()
        first = bench.report()
        drawn = len(covered)
        with_contact = bench.report(contact="desk@example.org")

    assert any(picture.finding for picture in first.pictures)
    assert with_contact.pictures == first.pictures
    assert len(covered) == drawn


def test_what_fails_again_as_before_leaves_the_report_as_it_is(case: Path) -> None:
    unreadable = CannotLook("The page shows no text.")

    with open_bench(case, by="A. Desk") as bench:
        bench.fail("a page", Maker(name="reading", version="1"), unreadable)
        bench.report()
        before = bytes_of(case)
        bench.fail("a page", Maker(name="reading", version="1"), unreadable)
        bench.report()
        again = bytes_of(case)
        bench.fail("a page", Maker(name="reading", version="1"), CannotLook("It is damaged."))
        bench.report()

    assert again == before
    assert bytes_of(case) != before
