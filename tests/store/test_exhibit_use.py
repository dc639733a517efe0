"""Whether an exhibit is used: the newest word of a person counts, and what came with it follows."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.store.old_case import collect

from secondtake.model.evidence import Exhibit
from secondtake.store import Case, blobs, exhibit_use, verify

ADDRESS = "https://news.example/story"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    with Case.open(tmp_path / "case") as opened:
        yield opened


def decide(case: Case, action: str, exhibit: str, *detail: tuple[str, str]) -> None:
    case.record(action, actor="Bea", exhibit=exhibit, detail=[*detail, ("reason", "why")])


def fetched(case: Case, data: bytes, role: str, *detail: tuple[str, str]) -> str:
    """What an address gave, kept in a role; the digest."""
    return collect(case, data, role, *detail, origin=ADDRESS)


def digests(exhibits: tuple[Exhibit, ...]) -> list[str]:
    return [e.digest for e in exhibits]


def test_what_is_set_aside_has_no_role_and_its_bytes_stay(case: Case) -> None:
    film, other = collect(case, b"a film", "footage"), collect(case, b"another", "footage")
    decide(case, "withdrawn", film)
    uses = exhibit_use.uses(case)

    assert digests(uses.used) == [other]
    assert digests(uses.with_role("footage")) == [other]
    assert film not in uses.roles
    assert [(w.exhibit.digest, w.by, w.reason) for w in uses.withdrawn] == [(film, "Bea", "why")]
    assert digests(case.exhibits()) == [film, other]
    assert verify(case.path).problems == ()


def test_bytes_that_are_set_aside_are_checked_like_all_others(case: Case) -> None:
    film = collect(case, b"a film", "footage")
    decide(case, "withdrawn", film)
    path = blobs.where(case.evidence, film)
    path.chmod(0o644)
    path.write_bytes(b"a firm")

    assert any("does not match its SHA-256" in problem for problem in verify(case.path).problems)


def test_what_is_taken_back_is_the_newest_decision(case: Case) -> None:
    film = collect(case, b"a film", "footage")
    seen = []
    for action, *detail in (
        ("role changed", ("role", "control")),
        ("withdrawn",),
        ("taken back",),
        ("taken back",),
        ("taken back",),
    ):
        decide(case, action, film, *detail)
        seen.append(exhibit_use.uses(case).roles.get(film))

    assert seen == [("control",), None, ("control",), ("footage",), ("footage",)]


def test_what_is_collected_again_stays_set_aside(case: Case) -> None:
    film = collect(case, b"a film", "footage")
    decide(case, "withdrawn", film)
    collect(case, b"a film", "footage")

    assert exhibit_use.uses(case).used == ()


def test_what_came_with_a_page_from_its_address_follows_it(case: Case) -> None:
    page = fetched(case, b"a page", "page")
    archive = fetched(case, b"how it came", "archive", ("of", page))
    later = fetched(case, b"a later page", "later version")
    other = collect(case, b"found beside", "beside")
    decide(case, "withdrawn", page)
    aside = exhibit_use.uses(case).withdrawn
    decide(case, "taken back", page)

    assert digests(tuple(w.exhibit for w in aside)) == [page, archive, later]
    assert {w.reason for w in aside} == {"why"}
    assert digests(exhibit_use.uses(case).used) == [page, archive, later, other]


def test_what_came_with_two_stays_while_one_is_used(case: Case) -> None:
    film, copy = fetched(case, b"a film", "footage"), fetched(case, b"a copy", "footage")
    player = fetched(case, b"the page around it", "beside")
    decide(case, "withdrawn", film)
    one = digests(exhibit_use.uses(case).used)
    decide(case, "withdrawn", copy)

    assert one == [copy, player]
    assert exhibit_use.uses(case).used == ()
