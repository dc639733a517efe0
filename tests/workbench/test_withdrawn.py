"""An exhibit set aside leaves the case as if it had never come; taken back, as it was."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.cli.ran import run
from tests.films import moving_square, write_film
from tests.one_answer.test_common_stretches import FILMS, answered
from tests.store.old_case import collect
from tests.workbench.test_copied import shot

import secondtake
from secondtake.cluster.local_pool import LocalPool
from secondtake.errors import InputInvalid
from secondtake.model.enums import ExhibitRole
from secondtake.model.report import Report
from secondtake.store import Case
from secondtake.workbench import open_bench, rerun, verify, verify_bundle, withdrawal
from secondtake.workbench.pipeline import comparison

PAGE = "Two takes\n\nThe agency said on Monday the video shows the same scene twice.\n"
SECOND = "Ferry\n\nThe agency said on Monday the video shows the same scene twice. It rained.\n"
WHY = "it is of another day"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("inputs")
    (made / "page.txt").write_text(PAGE, encoding="utf-8")
    (made / "second.txt").write_text(SECOND, encoding="utf-8")
    first = moving_square(1, 20)
    write_film(made / "a.mp4", np.concatenate([first, moving_square(5, 20)]))
    write_film(made / "b.mp4", first)
    write_film(made / "c.mp4", np.concatenate([first, moving_square(9, 20)]))
    (made / "c.mp4.proof.json").write_text(json.dumps({"File Hash SHA256": "0" * 64}))
    return made


def told(report: Report) -> dict[str, object]:
    """All that a report says of its exhibits: no time, no log."""
    parts = ("shots", "readings", "relations", "findings", "claimed", "takes", "failures")
    more = ("genealogy", "proofs", "headers", "methods", "not_examined", "controls")
    said = {name: getattr(report, name) for name in (*parts, *more, "control_footage")}
    pictures = [(p.id, p.data) for p in report.pictures]
    return said | {"exhibits": [e.digest for e in report.exhibits], "pictures": pictures}


@pytest.mark.slow
def test_a_case_without_an_exhibit_is_the_case_it_never_came_to(
    folder: Path, tmp_path: Path
) -> None:
    page, more = folder / "page.txt", (folder / "c.mp4", folder / "c.mp4.proof.json")
    films = folder / "a.mp4", folder / "b.mp4"
    with open_bench(tmp_path / "never", by="Ann") as bench:
        never = told(bench.check(page, *films))
    with open_bench(tmp_path / "case", by="Ann") as bench:
        every = bench.check(page, *films, *more, also=[folder / "second.txt"])
        for name in ("c.mp4", "c.mp4.proof.json", "second.txt"):
            withdrawal.withdraw(bench, name, reason=WHY)
        report = bench.report()
        again = bench.check(page, *films, *more, also=[folder / "second.txt"])
        bundle = tmp_path / "bundle"
        bench.bundle(bundle, evidence=True)
        exported = bench.export(tmp_path / "out", "all")
        for name in ("c.mp4", "c.mp4.proof.json", "second.txt"):
            withdrawal.take_back(bench, name)
        back = bench.report()
    page = (tmp_path / "case" / "report.html").read_text(encoding="utf-8")
    pins = json.loads((bundle / "data" / "pins.json").read_text(encoding="utf-8"))
    written = [p.read_bytes() for p in (tmp_path / "out").iterdir() if p.name != "report.json"]
    aside = [w.exhibit.digest for w in report.withdrawn]

    assert told(every) != never
    assert told(report) == never
    assert told(again) == never
    assert told(back) == told(every)
    assert [(w.exhibit.name, w.by, w.reason) for w in report.withdrawn] == [
        ("second.txt", "Ann", WHY),
        ("c.mp4", "Ann", WHY),
        ("c.mp4.proof.json", "Ann", WHY),
    ]
    assert back.withdrawn == ()
    assert verify(tmp_path / "case").problems == ()
    assert [w["exhibit"]["digest"] for w in pins["withdrawn"]] == aside
    assert not any((bundle / "data" / "evidence" / d[:2] / d).exists() for d in aside)
    assert verify_bundle(bundle).problems == ()
    assert rerun(bundle).same
    assert exported.files
    assert not any(d.encode() in data for d in aside for data in written)
    assert "set aside by" not in page


@pytest.mark.slow
def test_the_command_sets_aside_shows_it_and_takes_it_back(folder: Path, tmp_path: Path) -> None:
    case = ("--case", tmp_path / "case", "--by", "A. Desk")
    assert run("check", folder / "page.txt", folder / "b.mp4", *case).returncode == 0
    nameless = run("withdraw", "b.mp4", "--reason", WHY, "--case", tmp_path / "case")
    why = run("withdraw", "b.mp4", *case)
    done = run("withdraw", "b.mp", "--reason", WHY, *case)
    kept = run("keep", folder / "b.mp4", *case)
    report = run("report", *case)
    html = (tmp_path / "case" / "report.html").read_text(encoding="utf-8")
    back = run("withdraw", "b.mp4", "--undo", "--json", *case)

    assert (nameless.returncode, why.returncode) == (2, 2)
    assert "needs a name" in nameless.stderr
    assert "reason is missing" in why.stderr
    assert done.returncode == 0, done.stderr
    assert "is set aside: its bytes stay" in done.stdout
    assert "not used: b.mp4, set aside by A. Desk on" in kept.stdout
    assert "0 films" in report.stdout
    assert "not used: b.mp4, set aside by A. Desk on" in report.stdout
    assert "set aside by" in html
    assert json.loads(back.stdout)["roles"] == ["footage"]


@pytest.mark.slow
def test_a_page_given_as_footage_becomes_a_page(folder: Path, tmp_path: Path) -> None:
    with secondtake.open(tmp_path / "case", "w", by="Ann") as case:
        case.keep(folder / "page.txt", folder / "b.mp4")
        case.watch()
        failed = case.failures()
        with pytest.raises(InputInvalid, match=r"holds video/mp4 and cannot be used as page"):
            case.withdraw("b.mp4", role="page", reason=WHY)
        with pytest.raises(InputInvalid, match=r"It can be|cannot be used as footage"):
            case.withdraw("page.txt", role="footage", reason=WHY)
        case.withdraw("page.txt", role="page", reason="it was given as footage")
        claims = len(case.read()[0].claims)
        standing = case.failures()
        case.withdraw("page.txt", undo=True)

        assert [f.reason for f in failed] != []
        assert standing == ()
        assert claims == 1
        assert case.readings() == ()
        assert case.failures() == failed


def test_without_a_fifth_film_four_that_share_a_stretch_are_copies_again(tmp_path: Path) -> None:
    with Case.open(tmp_path / "case") as case:
        assert {r.kind for r in answered(case, FILMS)} == {"different"}
        shots = tuple(shot(name, 0, 0.0, 30.0) for name in FILMS[:4])
        comparison.combine(
            comparison.Comparison(
                case=case,
                by="tests",
                shots=shots,
                controls=(),
                pool=LocalPool(),
                progress=lambda *_: None,
                fail=lambda *_: pytest.fail("nothing is left to ask"),
                record=lambda results, makers: case.record(
                    "compared", actor="tests", makers=makers, records=results
                ),
            )
        )
        found = comparison.current(case, shots, ())
    with Case.open(tmp_path / "never") as case:
        never = answered(case, FILMS[:4])

    assert found == never
    assert {r.kind for r in found} == {"copy"}


def test_an_exhibit_goes_by_its_name_its_digest_or_how_one_of_them_begins(tmp_path: Path) -> None:
    with Case.open(tmp_path / "case") as case:
        digest = collect(case, b"a film", "footage")
        (one,) = case.exhibits()
    other = type(one)(**{n: getattr(one, n) for n in type(one).__slots__} | {"digest": "ab" * 32})

    assert withdrawal.named([one], "a.bin") == one
    assert withdrawal.named([one], "a.") == one
    within = replace(one, name="card 0/Kamera 006.mp4")
    assert withdrawal.named([one, within], "Kamera 006.mp4") == within
    assert withdrawal.named([one], digest) == one
    assert withdrawal.named([one, other], digest[:6].upper()) == one
    with pytest.raises(InputInvalid, match=rf"2 exhibits go by a: a.bin \({digest[:12]}\), a.bin"):
        withdrawal.named([one, other], "a")
    with pytest.raises(InputInvalid, match=r"no exhibit b\.bin"):
        withdrawal.named([one], "b.bin")
    with pytest.raises(InputInvalid, match="without a name"):
        withdrawal.named([one], "")


def test_what_is_asked_of_what_is_set_aside_is_refused(tmp_path: Path) -> None:
    with open_bench(tmp_path / "case", by="Ann") as bench:
        collect(bench.case, b"a film", "footage")
        with pytest.raises(InputInvalid, match=r"Nothing was decided about a\.bin"):
            withdrawal.take_back(bench, "a.bin")
        first = withdrawal.withdraw(bench, "a.bin", reason="one")
        second = withdrawal.withdraw(bench, "a.bin", reason="two")
        with pytest.raises(InputInvalid, match="is set aside"):
            withdrawal.change_role(bench, "a.bin", ExhibitRole.BESIDE, reason="three")
        withdrawal.take_back(bench, "a.bin")
        beside = withdrawal.change_role(bench, "a.bin", ExhibitRole.BESIDE, reason="four")
        actions = [e.action for e in bench.case.events()]

    assert first == second
    assert first.withdrawn is not None and first.withdrawn.reason == "one"
    assert beside.roles == ("beside",)
    assert actions == ["opened", "collected", "withdrawn", "taken back", "role changed"]
