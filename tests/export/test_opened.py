"""What is exported opens in the library of its own format, with the findings where they belong."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.export import sample

from secondtake import plugins

MARKS = {1: 10, 2: 4, 3: 0}
"""Sides of findings and notes on each film of the rich case."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("exported")
    for name in plugins.names("formats"):
        for file, data in plugins.load("formats", name)().files(sample.rich()).files:
            (out / file).write_bytes(data)
    return out


@pytest.mark.parametrize("film", MARKS)
def test_opentimelineio_reads_shots_and_markers(folder: Path, film: int) -> None:
    otio = pytest.importorskip("opentimelineio")
    timeline = otio.adapters.read_from_file(str(folder / f"film-{film}.otio"))
    shots = [s for s in sample.rich().shots if s.exhibit == sample.rich().reels[film - 1].exhibit]
    clips = [c for c in timeline.tracks[0] if isinstance(c, otio.schema.Clip)]

    assert len(clips) == len(shots)
    assert len(timeline.tracks.markers) == MARKS[film]
    assert timeline.duration().to_seconds() == pytest.approx(shots[-1].span.seconds[1], abs=0.05)


@pytest.mark.parametrize(("film", "rate"), [(1, 25), (2, 30), (3, 25)])
def test_an_edl_is_read_at_the_rate_of_its_film(folder: Path, film: int, rate: int) -> None:
    otio = pytest.importorskip("opentimelineio")
    pytest.importorskip("otio_cmx3600_adapter")
    timeline = otio.adapters.read_from_file(str(folder / f"film-{film}.edl"), rate=rate)

    assert sum(len(clip.markers) for clip in timeline.tracks[0]) == MARKS[film]


@pytest.mark.parametrize(("film", "rate"), [(1, 25.0), (2, 29.97), (3, 25.0)])
def test_final_cut_xml_is_read_with_its_rate_and_markers(
    folder: Path, film: int, rate: float
) -> None:
    otio = pytest.importorskip("opentimelineio")
    pytest.importorskip("otio_fcp_adapter")
    timeline = otio.adapters.read_from_file(str(folder / f"film-{film}.fcp.xml"), "fcp_xml")

    assert len(timeline.tracks.markers) == MARKS[film]
    assert timeline.duration().rate == pytest.approx(rate, abs=0.01)


@pytest.mark.parametrize("film", MARKS)
def test_elan_files_hold_a_tier_for_each_side_of_a_finding(folder: Path, film: int) -> None:
    elan = pytest.importorskip("pympi.Elan")
    read = elan.Eaf(str(folder / f"film-{film}.eaf"))
    tiers = set(read.get_tier_names()) - {"shots"}

    assert sum(len(read.get_annotation_data_for_tier(t)) for t in tiers) == MARKS[film]


@pytest.mark.parametrize("film", MARKS)
def test_captions_are_read_with_one_cue_for_each_mark(folder: Path, film: int) -> None:
    webvtt = pytest.importorskip("webvtt")

    assert len(webvtt.read(str(folder / f"film-{film}.vtt"))) == MARKS[film]


def test_case_validate_accepts_the_graph(folder: Path) -> None:
    if shutil.which("case_validate") is None:
        pytest.skip("case-utils is not installed; docs/measured/evidence.md holds a run of it")
    told = subprocess.run(
        ["case_validate", str(folder / "case.jsonld")], capture_output=True, text=True, check=False
    )

    assert "Conforms: True" in told.stdout
