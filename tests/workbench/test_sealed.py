"""Outside time and signatures: what is pending, what is confirmed, and what a forger cannot do."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.cli.ran import run
from tests.hostile.forger import resealed
from tests.workbench.authority import Authority, serving, trusting

from secondtake import workbench
from secondtake.errors import EvidenceDamaged, InputInvalid
from secondtake.store import Case, custody, timestamp_tokens
from secondtake.workbench import open_bench
from secondtake.workbench.custody import timestamping

Two = tuple[Authority, Authority]


@pytest.fixture(scope="module")
def two() -> Two:
    return Authority("Left"), Authority("Right")


@pytest.fixture
def addresses(two: Two) -> Iterator[tuple[str, str]]:
    with serving(two[0]) as left, serving(two[1]) as right:
        yield left, right


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "page.txt").write_text("The agency said the video shows the same scene twice.\n")
    with open_bench(tmp_path / "case", by="tests") as bench:
        bench.keep(tmp_path / "page.txt", role="page")
    return tmp_path / "case"


@pytest.fixture
def stamped(case: Path, two: Two, addresses: tuple[str, str]) -> Path:
    with open_bench(case) as bench:
        bench.stamp(*addresses, trust=trusting(case.parent, *two), allow_private=True)
    return case


def rewritten(case: Path, to: Path) -> Path:
    """The case with another actor in every event, every digest made anew, as a forger would."""
    forged = Path(shutil.copytree(case, to))
    with Case.open(forged, write=False) as opened:
        events, exhibits = opened.events(), opened.exhibits()
    for name in ("case.db", "custody.jsonl", "writer.lock"):
        (forged / name).unlink()
    with Case.open(forged) as opened:
        for event in events:
            records = list(exhibits) if event.action == "collected" else []
            opened.record(
                event.action,
                actor="forger",
                subject=event.exhibit or "case",
                exhibit=event.exhibit,
                detail=[d for d in event.detail if d[0] not in ("records", "filed")],
                records=records,
            )
    return forged


def test_a_case_is_stamped_by_two_authorities_and_checked_without_them(
    stamped: Path, two: Two
) -> None:
    found = workbench.verify(stamped)

    assert found.problems == ()
    assert [s.state for s in found.seals] == ["confirmed"] * 4
    assert {s.what.partition(" ")[0] for s in found.seals} == {"the", "exhibit"}
    assert found.after == 4
    for authority in two:
        assert b"said" not in b"".join(authority.asked)


def test_what_no_authority_answers_is_pending_and_asked_for_again(
    case: Path, two: Two, addresses: tuple[str, str], tmp_path: Path
) -> None:
    trust = trusting(tmp_path, *two)
    two[1].refuses = True
    with open_bench(case) as bench:
        first = bench.stamp(*addresses, trust=trust, allow_private=True)
    offline = workbench.verify(case)
    two[1].refuses = False
    with open_bench(case) as bench:
        second = bench.stamp(allow_private=True)
        logged = [e.action for e in bench.case.events()]

    assert sorted(s.state for s in first) == ["confirmed"] * 2 + ["pending"] * 2
    assert any("503" in s.note for s in first)
    assert offline.problems == ()
    assert sorted(s.state for s in offline.seals) == ["confirmed"] * 2 + ["pending"] * 2
    assert [s.state for s in second] == ["confirmed"] * 4
    assert logged.count(timestamp_tokens.WANTED) == 1


def test_an_authority_nobody_vouches_for_is_not_believed(
    stamped: Path, two: Two, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    stranger = trusting(tmp_path / "other", Authority("Stranger"))
    one = tmp_path / "one.pem"
    one.write_bytes(two[0].root)

    assert {s.state for s in workbench.verify(stamped, trust=stranger).seals} == {"pending"}
    assert len({s.state for s in workbench.verify(stamped, trust=one).seals}) == 2


def test_a_case_rewritten_with_all_its_digests_is_caught_by_its_tokens(
    stamped: Path, tmp_path: Path
) -> None:
    with Case.open(stamped, write=False) as opened:
        head = opened.head
    forged = rewritten(stamped, tmp_path / "forged")
    left_in = workbench.verify(forged)
    kept = Path(shutil.move(forged / timestamp_tokens.FOLDER, tmp_path / "kept elsewhere"))
    with Case.open(forged, write=False) as opened:
        lines = opened.lines()
    bare = workbench.verify(forged, tokens=kept, head=head)

    assert custody.first_break(lines) is None
    assert any(
        (timestamp_tokens.FOLDER in p and "does not match its SHA-256" in p)
        or "log was rewritten" in p
        for p in left_in.problems
    )
    assert any("does not hold the head" in p for p in bare.problems)
    assert any("log was rewritten" in p for p in bare.problems)


@pytest.mark.parametrize("at", [0.1, 0.5, 0.9])
def test_a_flipped_byte_in_a_token_is_named(stamped: Path, at: float) -> None:
    token = sorted((stamped / timestamp_tokens.FOLDER).glob("*.tsr"))[0]
    data = bytearray(token.read_bytes())
    data[int(len(data) * at)] ^= 1
    token.write_bytes(data)

    assert any(token.name in p for p in workbench.verify(stamped).problems)


def test_a_status_that_no_authority_gives_is_named(stamped: Path) -> None:
    token = min((stamped / timestamp_tokens.FOLDER).glob("*.tsr"))
    data = token.read_bytes()
    granted = data.index(b"\x30\x03\x02\x01\x00")  # PKIStatusInfo of RFC 3161, 2.4.2
    token.write_bytes(data[: granted + 4] + b"\x20" + data[granted + 5 :])

    problems = workbench.verify(stamped).problems

    assert any(token.name in p and "not a readable timestamp token" in p for p in problems)


def test_an_answer_to_another_question_is_not_kept(
    case: Path, two: Two, addresses: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def of_another(request: bytes) -> bytes:
        for _ in range(500):  # both are asked at once, either of them first
            if two[1].asked:
                break
            time.sleep(0.01)
        return two[1].answer(two[1].asked[0])

    with open_bench(case) as bench:
        monkeypatch.setattr(two[0], "answer", of_another)
        found = bench.stamp(addresses[0], addresses[1], allow_private=True)

    assert {s.note for s in found if s.authority == addresses[0]} == {
        "The token is for another hash."
    }


def test_a_clock_that_was_ahead_is_told(case: Path, tmp_path: Path) -> None:
    slow = Authority("Slow", late=-timedelta(hours=30))
    with serving(slow) as address, open_bench(case) as bench:
        found = bench.stamp(address, trust=trusting(tmp_path, slow), allow_private=True)

    assert {s.state for s in found} == {"confirmed"}
    assert all("which is later" in s.note for s in found)


def test_without_an_authority_nothing_is_asked(case: Path) -> None:
    shown = run("stamp", "--case", case)

    assert shown.returncode == 2
    assert "No time-stamping authority is known." in shown.stderr
    assert workbench.verify(case).seals == ()


def test_a_bundle_is_signed_and_a_forger_cannot_sign_it_again(
    stamped: Path, tmp_path: Path
) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    mark = workbench.make_key(ours)
    workbench.make_key(theirs)
    with open_bench(stamped) as bench:
        bench.bundle(tmp_path / "bundle", key=ours)
        bench.bundle(tmp_path / "forged", key=theirs)
        bench.bundle(tmp_path / "bare")
    public = tmp_path / "ours.pub"
    whole = workbench.verify_bundle(tmp_path / "bundle", key=public)
    problems = {
        name: workbench.verify_bundle(tmp_path / name, key=public).problems
        for name in ("forged", "bare")
    }
    typed = run("verify", "--bundle", tmp_path / "forged", "--key", public)

    assert (ours.stat().st_mode & 0o777) == 0o600
    assert (whole.problems, whole.keys) == ((), (mark,))
    assert [s.state for s in whole.seals] == ["confirmed"] * 4
    assert all("has not signed this bundle" in told[0] for told in problems.values())
    assert (typed.returncode, typed.stdout.count("DOES NOT MATCH")) == (3, 1)


def test_a_bundle_changed_with_its_manifest_is_caught_by_its_signature(
    case: Path, tmp_path: Path
) -> None:
    workbench.make_key(tmp_path / "key")
    with open_bench(case) as bench:
        bench.bundle(tmp_path / "bundle", key=tmp_path / "key")
    (tmp_path / "bundle" / "data" / "report.html").write_text("Nothing was found.")
    resealed(tmp_path / "bundle")

    with pytest.raises(EvidenceDamaged, match="is not what the key"):
        workbench.verify_bundle(tmp_path / "bundle")


def test_a_key_is_never_overwritten_and_no_other_file_is_taken_for_one(tmp_path: Path) -> None:
    workbench.make_key(tmp_path / "key")
    before = (tmp_path / "key").read_bytes()
    (tmp_path / "letter").write_text("no key")

    with pytest.raises(InputInvalid, match="File exists"):
        workbench.make_key(tmp_path / "key")
    with open_bench(tmp_path / "case") as bench:
        for name in ("letter", "absent", "key.pub"):
            with pytest.raises(InputInvalid):
                bench.bundle(tmp_path / "bundle", key=tmp_path / name)
    assert (tmp_path / "key").read_bytes() == before
    assert not (tmp_path / "bundle").exists()


def test_what_is_to_be_stamped_survives_in_the_log_alone(stamped: Path) -> None:
    with Case.open(stamped, write=False) as opened:
        wanted = timestamp_tokens.wanted(opened.lines())
    (stamped / wanted[0].file).unlink()

    assert timestamping.checked(stamped, wanted, ())[1] != ()


def test_a_clock_that_was_set_back_is_told_and_is_no_damage(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Yesterday(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:
            return datetime.now(UTC) - timedelta(days=1)

    monkeypatch.setattr("secondtake.store.case.datetime", Yesterday)
    with open_bench(case) as bench:
        bench.judge()
        bench.report()
    found = workbench.verify(case)

    assert found.problems == ()
    assert len(found.notes) == 1
    assert "clock went back by" in found.notes[0]


def test_the_report_tells_whose_time_it_is(
    case: Path, two: Two, addresses: tuple[str, str]
) -> None:
    with open_bench(case) as bench:
        bench.report()
        before = (case / "report.html").read_text()
        bench.stamp(*addresses, trust=trusting(case.parent, *two), allow_private=True)
        report = bench.report()
    after = (case / "report.html").read_text()

    assert "No time-stamping authority was asked" in before
    assert [s.state for s in report.seals] == ["confirmed"] * 4
    assert after.count("Confirmed:") == 4
    assert addresses[0] in after
