"""A finding's sequence opens in the libraries of editing formats, its tracks in step."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.export import found, sample

from secondtake import plugins
from secondtake.export.formats.finding_sequences import FindingSequence, sequences
from secondtake.model.enums import FindingKind, NumberSeries
from secondtake.model.findings import Alignment
from secondtake.model.numbering import Numbered
from secondtake.model.report import Report
from secondtake.model.time import Span
from secondtake.workbench.handover.format_export import narrowed

otio = pytest.importorskip("opentimelineio")


def files(name: str, report: Report, folder: Path) -> dict[str, Path]:
    made = plugins.load("formats", name)().files(report).files
    for file, data in made:
        (folder / file).write_bytes(data)
    return {file: folder / file for file, _ in made}


def with_alignment(*stretches: Alignment) -> Report:
    """The first finding of the rich case, its pair aligned like that."""
    rich = sample.rich()
    pair = rich.findings[0].relations[0]
    relations = tuple(
        replace(r, alignment=stretches) if (r.left, r.right) == pair else r for r in rich.relations
    )
    first = replace(rich.findings[0], relations=(pair,))
    return replace(rich, findings=(first,), relations=relations)


def starts(track: Any) -> list[float]:
    return [
        round(float(c.range_in_parent().start_time.to_seconds()), 2)
        for c in track
        if isinstance(c, otio.schema.Clip)
    ]


def test_each_finding_is_two_tracks_that_begin_together(tmp_path: Path) -> None:
    made = files("otio", sample.rich(), tmp_path)
    timeline = otio.adapters.read_from_file(str(made["finding-f1.otio"]))
    left, right = timeline.tracks

    assert (left.name, right.name) == ("left", "right")
    assert starts(left) == starts(right) == [0.0]
    assert left[0].source_range.start_time.to_seconds() == pytest.approx(21.4, abs=0.02)
    assert right[0].source_range.start_time.to_seconds() == pytest.approx(56.9, abs=0.02)
    assert timeline.name == "F1 candidate: the same set-up performed again"
    assert [len(m.name) < 8 for m in timeline.tracks.markers] == [True, True]


def test_a_recording_in_pieces_stays_in_step(tmp_path: Path) -> None:
    spans = ((0, 2), (1.9, 4.0)), ((50, 52), (59.9, 62))
    report = with_alignment(
        *(
            Alignment(left=Span.of_seconds(*here), right=Span.of_seconds(*there))
            for here, there in zip(*spans, strict=True)
        )
    )
    made = files("otio", report, tmp_path)
    left, right = otio.adapters.read_from_file(str(made["finding-f1.otio"])).tracks

    assert starts(left) == starts(right) == [0.0, 2.0]
    assert [c.source_range.start_time.to_seconds() for c in right] == [50.0, 60.0]


def test_another_speed_is_kept_where_the_format_holds_it_and_else_said(tmp_path: Path) -> None:
    slow = Alignment(left=Span.of_seconds(0, 4), right=Span.of_seconds(50, 52), speed=0.5)
    report = with_alignment(slow)
    made = files("otio", report, tmp_path)
    _, right = otio.adapters.read_from_file(str(made["finding-f1.otio"])).tracks
    told = plugins.load("formats", "fcp-xml")().files(report).left_out

    assert [e.time_scalar for e in right[0].effects] == [0.5]
    assert right[0].duration().to_seconds() == pytest.approx(4.0)
    assert "F1 has a stretch at another speed, which only otio holds." in told


def moment() -> FindingSequence:
    """Three cameras of one moment: the second runs 5 s ahead of the first, the third 2 s behind."""
    rich = sample.rich()
    a, b, c = rich.shots[0], rich.shots[1], rich.shots[2]
    pairs = (a, b, 5.0), (a, c, -2.0)
    relations = tuple(
        replace(
            found.relation(left, right, "same moment", 0.9),
            alignment=(
                Alignment(
                    left=Span.of_seconds(10, 12), right=Span.of_seconds(10 + apart, 12 + apart)
                ),
            ),
        )
        for left, right, apart in pairs
    )
    finding = replace(
        rich.findings[0],
        kind=FindingKind.SAME_MOMENT,
        relations=tuple((r.left, r.right) for r in relations),
    )
    (made,) = sequences(replace(rich, findings=(finding,), relations=relations))
    return made


def test_cameras_of_one_moment_have_a_track_each_where_they_lie_in_time() -> None:
    made = moment()
    zero = [track.cuts[0].start - track.cuts[0].at for track in made.tracks]

    assert [track.name for track in made.tracks] == ["camera 1", "camera 2", "camera 3"]
    assert [round(z - zero[0], 6) for z in zero] == [0.0, 5.0, -2.0]
    assert min(track.cuts[0].at for track in made.tracks) == 0.0
    assert made.told == ()


def test_final_cut_xml_holds_both_tracks_and_each_file_once(tmp_path: Path) -> None:
    pytest.importorskip("otio_fcp_adapter")
    made = files("fcp-xml", sample.rich(), tmp_path)
    timeline = otio.adapters.read_from_file(str(made["finding-f1.fcp.xml"]), "fcp_xml")

    assert [starts(track) for track in timeline.video_tracks()] == [[0.0], [0.0]]
    assert made["finding-f1.fcp.xml"].read_text().count("<pathurl>") == 1


def test_an_edl_for_each_track_begins_at_one_zero(tmp_path: Path) -> None:
    pytest.importorskip("otio_cmx3600_adapter")
    made = files("edl", sample.rich(), tmp_path)
    sides = [
        otio.adapters.read_from_file(str(made[f"finding-f1-{side}.edl"]), rate=25)
        for side in ("left", "right")
    ]

    assert [s.tracks[0][0].duration().to_seconds() for s in sides] == pytest.approx([4.2, 4.2])
    assert all(
        len(line) < 110
        for name, f in made.items()
        for line in f.read_text().splitlines()
        if name.startswith("finding")
    )


def test_films_of_unlike_rates_are_named_where_an_edit_list_has_one(tmp_path: Path) -> None:
    told = plugins.load("formats", "edl")().files(sample.rich()).left_out

    assert [t for t in told if "unlike frame rates" in t]


def test_chosen_findings_keep_their_names_and_no_other_is_exported(tmp_path: Path) -> None:
    third = sample.rich().findings[2].id
    number = Numbered(series=NumberSeries.FINDING, number=3, subject=third, kind="retake", pairs=())
    rich = replace(sample.rich(), numbers=(number,))
    made = files("otio", narrowed(rich, {third}), tmp_path)
    cited = {name for one in narrowed(rich, {third}).claimed for name in one.findings}

    assert cited <= {third}
    assert [n for n in made if n.startswith("finding")] == ["finding-f3.otio"]
