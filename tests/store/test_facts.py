"""What the log says lies in tables: asked there, made again from the log, and checked by it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from tests.store.old_case import (
    HIDDEN,
    MAKER,
    OTHER,
    as_version_1,
    as_version_2,
    collect,
    write_case,
)

from secondtake.errors import InvalidRecord
from secondtake.model.evidence import Maker
from secondtake.store import (
    Case,
    database,
    exhibit_use,
    fact_schema,
    people_traces,
    shot_descriptions,
    verify,
)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_case(tmp_path / "case")


def tables(path: Path) -> dict[str, list[fact_schema.Row]]:
    with Case.open(path, write=False) as case:
        return {t: sorted(case.facts.rows(k), key=str) for k, t in fact_schema.TABLES.items()}


def test_a_name_that_is_a_digest_is_no_work_that_was_done(tmp_path: Path) -> None:
    with Case.open(tmp_path / "case") as case:
        film = collect(case, b"film", "footage", ("header x", f"{MAKER.digest} maker subject"))
        case.record("failed", actor="t", detail=[("subject", film), ("reason", MAKER.digest)])
        case.record("exported", actor="t", detail=[("subject", film), ("maker", MAKER.digest)])

        assert not case.made(film, MAKER)
        assert not case.made("case", MAKER)


def test_each_table_gives_what_was_said(case: Path) -> None:
    with Case.open(case, write=False) as held:
        film, page = (e.digest for e in held.exhibits())
        roles = [(r.exhibit, r.role, r.of) for r in held.facts.roles()]
        decisions = held.facts.decisions()
        people = held.facts.people_list(film, MAKER.digest)

        assert roles == [
            (film, "footage", None),
            (film, "control", None),
            (page, "archive", film),
        ]
        assert exhibit_use.uses(held).roles == {film: ("page",), page: ("archive",)}
        assert [d.action for d in held.facts.use_decisions()] == [
            "role changed",
            "withdrawn",
            "taken back",
        ]
        assert (held.made(film, OTHER), held.made(page, OTHER)) == (True, False)
        assert held.facts.contact() == "desk@two.example"
        assert [d.shot for d in held.facts.descriptions(OTHER.digest)] == ["one", "two"]
        assert held.facts.descriptions(MAKER.digest) == ()
        assert people is not None and people.tracks == 0
        assert [d.decision for d in decisions] == ["confirmed", "rejected"] * 2
        assert (decisions[0].left, decisions[0].right) == ("F1:P1", "F2:P3")
        assert (decisions[0].by, decisions[0].note) == ("Bea", "the gait")
        assert decisions[0].at == held.events()[decisions[0].event - 1].at
        assert not held.made(film, Maker(name=HIDDEN, version="1"))


def test_a_text_from_outside_is_no_role(tmp_path: Path) -> None:
    with Case.open(tmp_path / "case") as case:
        case.record(
            "collected", actor="t", exhibit="a" * 64, detail=[("name", "x"), ("role", "page")]
        )

        assert case.facts.roles() == ()


def test_work_is_said_by_the_actions_that_can_say_it_only(tmp_path: Path) -> None:
    with Case.open(tmp_path / "case") as case:
        with pytest.raises(InvalidRecord, match="with makers"):
            case.record("collected", actor="t", makers=[MAKER])

        assert case.events() == ()


def test_a_maker_named_twice_has_worked_once(tmp_path: Path) -> None:
    with Case.open(tmp_path / "case") as case:
        case.record("derived", actor="t", makers=[MAKER, MAKER])

        assert case.made("case", MAKER)
    assert len(tables(tmp_path / "case")["made"]) == 1


def test_forgetting_people_empties_the_tables_of_what_was_kept_of_them(case: Path) -> None:
    before = tables(case)
    with Case.open(case) as held:
        film = held.exhibits()[0].digest
        people_traces.erase(held, actor="Ann")

        assert held.facts.people_list(film, MAKER.digest) is None
        assert held.facts.descriptions(OTHER.digest) == ()
        assert shot_descriptions.held(held, OTHER.digest, ["one", "two"]) == {}
    after = tables(case)
    assert (after["people_list"], after["description"]) == ([], [])
    kept = ("made", "role", "decision", "contact")
    assert {t: after[t] for t in kept} == {t: before[t] for t in kept}
    assert verify(case).problems == ()


def test_who_made_what_is_looked_up_in_an_index(case: Path) -> None:
    db = sqlite3.connect(case / "case.db")
    query = "EXPLAIN QUERY PLAN SELECT 1 FROM made WHERE subject = 'a' AND maker = 'b' LIMIT 1"
    plan = " ".join(row[-1] for row in db.execute(query))
    db.close()

    assert "SEARCH" in plan
    assert "subject=? AND maker=?" in plan


def test_a_case_of_the_first_version_gets_its_tables_from_its_log(case: Path) -> None:
    wanted, log = tables(case), (case / "custody.jsonl").read_bytes()
    as_version_1(case)
    with Case.open(case):
        pass

    db = sqlite3.connect(case / "case.db")
    version = db.execute("PRAGMA user_version").fetchone()
    db.close()
    assert all(wanted.values())
    assert tables(case) == wanted
    assert version == (database.VERSION,)
    assert (case / "custody.jsonl").read_bytes() == log
    assert verify(case).problems == ()


def test_a_case_of_the_second_version_gets_the_table_that_it_lacks(case: Path) -> None:
    wanted = tables(case)
    as_version_2(case)
    read = tables(case), verify(case).problems
    with Case.open(case):
        pass

    assert all(wanted.values())
    assert read == (wanted, ())
    assert (tables(case), verify(case).problems) == (wanted, ())


def test_a_case_of_the_first_version_is_read_on_a_disk_nobody_may_write_to(case: Path) -> None:
    wanted = tables(case)
    as_version_1(case)
    before = {p: p.read_bytes() for p in case.rglob("*") if p.is_file()}
    for path in [*case.rglob("*"), case]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    found = tables(case), verify(case).problems
    for path in [case, *case.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)

    assert found == (wanted, ())
    assert {p: p.read_bytes() for p in case.rglob("*") if p.is_file()} == before


def test_a_step_to_the_next_version_that_fails_leaves_the_old_one(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = tables(case)
    as_version_1(case)
    with monkeypatch.context() as patch:

        def stopped(*_: object, **__: object) -> None:
            raise KeyboardInterrupt

        patch.setattr(fact_schema, "add", stopped)
        with pytest.raises(KeyboardInterrupt):
            Case.open(case)
    with Case.open(case):
        pass

    assert tables(case) == wanted


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("UPDATE made SET subject = maker", "made of case.db is not what event 5 logged"),
        ("DELETE FROM role WHERE role = 'control'", "role of case.db lacks what event 3 logged"),
        ("UPDATE role SET role = 'page' WHERE event = 2", "role of case.db is not what event 2"),
        ("UPDATE decision SET by = 'Cy'", "decision of case.db is not what event 8 logged"),
        ("UPDATE decision SET note = x'00'", "decision of case.db is not what event 8 logged"),
        ("UPDATE contact SET text = 'me'", "contact of case.db is not what event"),
        ("DELETE FROM description", "description of case.db lacks what event"),
        ("UPDATE people_list SET tracks = 7", "people_list of case.db is not what event"),
        ("INSERT INTO contact VALUES (1, 'me')", "contact of case.db holds what event 1 did not"),
        ("INSERT INTO contact VALUES (99, 'me')", "contact of case.db holds what event 99 did not"),
        ("INSERT INTO description VALUES (7, 'one', 'm', 'd')", "holds what event 7 did not log"),
        ("UPDATE use_decision SET role = 'control'", "use_decision of case.db is not what event"),
        ("DELETE FROM use_decision", "use_decision of case.db lacks what event"),
        ("DROP TABLE contact", "no such table: contact"),
    ],
)
def test_a_row_that_the_log_does_not_say_is_named(case: Path, change: str, problem: str) -> None:
    db = sqlite3.connect(case / "case.db")
    db.executescript(change)
    db.close()
    (case / "case.db.sha256").unlink()

    assert any(problem in found for found in verify(case).problems)
