"""A bundle holds what it pins, is caught when changed, and is made again finding by finding."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from tests.cli.ran import run
from tests.films import moving_square, write_film
from tests.hostile.forger import resealed
from tests.model.test_enums import RELATION

from secondtake.errors import EvidenceDamaged, InputInvalid
from secondtake.model.reasons import as_written
from secondtake.model.serialization import plain
from secondtake.workbench import open_bench, rerun
from secondtake.workbench.handover.bundle_reader import unpack

PAGE = "Two takes\n\nThe agency said on Monday the video shows the same scene twice.\n"


def made_in(folder: Path, *verbs: str) -> Path:
    """Inputs, a case of them, and its bundles without and with the evidence."""
    inputs = folder / "inputs"
    inputs.mkdir()
    (inputs / "page.txt").write_text(PAGE)
    first, other = moving_square(1), moving_square(5)
    write_film(inputs / "film.mp4", np.concatenate([first, other]))
    write_film(inputs / "copy.mp4", first)
    with open_bench(folder / "case", by="tests") as bench:
        bench.keep(inputs / "page.txt", role="page")
        bench.keep(inputs / "film.mp4", inputs / "copy.mp4")
        for verb in verbs:
            getattr(bench, verb)()
        bench.bundle(folder / "bare")
        bench.bundle(folder / "whole", evidence=True)
    return folder


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_in(tmp_path_factory.mktemp("desk of agent smith"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole case")
    return made_in(folder, "read", "watch", "compare", "judge")


def copied(bundle: Path, to: Path) -> Path:
    return Path(shutil.copytree(bundle, to / "bundle"))


def test_a_bundle_is_a_bag_and_a_crate(kept: Path) -> None:
    import bagit
    from rocrate import rocrate

    for name in ("bare", "whole"):
        assert bagit.Bag(str(kept / name)).validate()
        held = [p for p in (kept / name / "data").rglob("*") if p.is_file()]
        assert len(rocrate.ROCrate(str(kept / name / "data")).data_entities) == len(held) - 1


def test_a_bundle_names_no_folder_and_holds_footage_only_when_asked(kept: Path) -> None:
    files = [p for p in (kept / "bare").rglob("*") if p.is_file()]

    assert not any(b"agent smith" in p.read_bytes() for p in files)
    assert not (kept / "bare" / "data" / "evidence").exists()
    assert len([p for p in (kept / "whole" / "data" / "evidence").rglob("*") if p.is_file()]) == 3
    log = (kept / "case" / "custody.jsonl").read_text()
    assert [json.loads(x)["action"] for x in log.splitlines()[-3:]] == [
        "exported",
        "unredacted",
        "exported",
    ]


def test_a_folder_in_use_is_left_alone(kept: Path) -> None:
    with open_bench(kept / "case") as bench, pytest.raises(InputInvalid, match="not empty"):
        bench.bundle(kept / "inputs")


@pytest.mark.parametrize(
    "name", ["data/pins.json", "data/report.html", "data/custody.jsonl", "data/case.json"]
)
def test_a_flipped_byte_in_a_bundle_is_named(kept: Path, tmp_path: Path, name: str) -> None:
    whole = copied(kept / "whole", tmp_path)
    data = bytearray((whole / name).read_bytes())
    data[len(data) // 2] ^= 1
    (whole / name).write_bytes(data)

    with pytest.raises(EvidenceDamaged, match=name):
        unpack(whole)


def test_an_event_changed_by_a_forger_breaks_the_chain(kept: Path, tmp_path: Path) -> None:
    whole = copied(kept / "whole", tmp_path)
    log = whole / "data" / "custody.jsonl"
    log.write_text(log.read_text().replace('"tests"', '"nobody"', 1))
    resealed(whole)

    with pytest.raises(EvidenceDamaged, match=r"Event 2 .* does not follow"):
        unpack(whole)


@pytest.mark.slow
def test_every_finding_is_made_again_on_another_machine(made: Path) -> None:
    found = rerun(made / "whole")
    pinned = json.loads((made / "whole" / "data" / "pins.json").read_text())
    report = (made / "whole" / "data" / "report.html").read_text(encoding="utf-8")

    assert found.same
    assert all(o.digest in report for o in found.outcomes)
    assert [o.finding for o in found.outcomes] == [f["id"] for f in pinned["findings"]]
    assert len(found.outcomes) > 0


def test_a_bundle_with_sentences_for_reasons_is_read(kept: Path, tmp_path: Path) -> None:
    bare = copied(kept / "bare", tmp_path)
    path = bare / "data" / "pins.json"
    pins = json.loads(path.read_text())
    pins["relations"] = [plain(RELATION) | {"because": ["35 keypoints fit."]}]
    path.write_text(json.dumps(pins))
    resealed(bare)

    assert unpack(bare).relations[0].because == (as_written("35 keypoints fit."),)


@pytest.mark.slow
def test_a_finding_changed_by_a_forger_is_a_difference(made: Path, tmp_path: Path) -> None:
    whole = copied(made / "whole", tmp_path)
    path = whole / "data" / "pins.json"
    pins = json.loads(path.read_text())
    pins["findings"][0]["sentence"] = "Something else was seen."
    path.write_text(json.dumps(pins))
    resealed(whole)
    ran = run("rerun", whole, "--json")
    outcomes = json.loads(ran.stdout)["outcomes"]

    assert ran.returncode == 1
    assert [o["result"] for o in outcomes] == ["DIFF", *["PASS"] * (len(outcomes) - 1)]
    assert "Something else was seen." in outcomes[0]["reasons"][0]


@pytest.mark.slow
def test_without_the_evidence_it_cannot_and_says_which_files_it_needs(
    made: Path, tmp_path: Path
) -> None:
    without = rerun(made / "bare")
    given = rerun(made / "bare", evidence=made / "inputs")
    (tmp_path / "some").mkdir()
    shutil.copy(made / "inputs" / "film.mp4", tmp_path / "some" / "renamed.bin")
    some = rerun(made / "bare", evidence=tmp_path / "some")

    assert {o.result for o in without.outcomes} == {"CANNOT"}
    assert any("copy.mp4 is not available" in r for o in without.outcomes for r in o.reasons)
    assert given.same
    assert {o.result for o in some.outcomes} == {"CANNOT"}
    assert not any("film.mp4" in r for o in some.outcomes for r in o.reasons)


def test_what_is_no_bundle_is_one_sentence(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nothing"):
        ran = run("rerun", place)

        assert ran.returncode == 2
        assert ran.stderr.count("secondtake: There is no bundle") == 1
