"""A still picture is an exhibit of its own kind: compared as a picture, and no film of one shot."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from tests.films import moving_square, place, write_film
from tests.streams import Track, write_streams

from secondtake import workbench
from secondtake.cli import main
from secondtake.errors import Unreadable
from secondtake.model.enums import ExhibitRole, RelationKind


def textured(frames: int = 25, *, seed: int = 3, start: int = 0) -> np.ndarray:
    """A place with a textured square that crosses it: each frame is told by where it stands."""
    film = np.repeat(place(seed)[None], frames, axis=0)
    patch = place(77, size=(110, 110))
    for number, frame in enumerate(film):
        x = 10 + (start + number) * 7
        frame[40:150, x : x + 110] = patch[:, : max(0, 320 - x)]
    return film


def picture(path: Path, rgb: np.ndarray) -> Path:
    cv2.imwrite(str(path), rgb[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, 70])
    return path


@pytest.mark.slow
def test_a_frame_is_found_again_with_its_time_and_another_take_is_none(tmp_path: Path) -> None:
    film = write_film(tmp_path / "film.mp4", textured())
    frame = textured()[13]
    still = picture(tmp_path / "still.jpg", frame[10:, 20:])
    moved = picture(tmp_path / "moved.jpg", textured(1, start=5)[0][:, ::-1])
    other = picture(tmp_path / "other.jpg", place(50))

    found = workbench.relate_picture(film, still)
    turned = workbench.relate_picture(moved, film)

    assert (found.answer, found.at_seconds) == (RelationKind.COPY, pytest.approx(13 / 25))
    assert (turned.answer, turned.mirrored) == (RelationKind.COPY, True)
    assert turned.at_seconds == pytest.approx(5 / 25)
    assert workbench.relate_picture(other, film).answer == RelationKind.DIFFERENT


@pytest.mark.slow
def test_a_frame_of_the_second_picture_of_a_file_is_found_in_that_one(tmp_path: Path) -> None:
    film = write_streams(
        tmp_path / "both.mp4", Track(frames=textured(seed=50)), Track(frames=textured())
    )
    still = picture(tmp_path / "still.jpg", textured()[13])

    found = workbench.relate_picture(still, film)

    assert (found.answer, found.other[-2:]) == (RelationKind.COPY, ".2")
    assert found.at_seconds == pytest.approx(13 / 25)
    assert "both.mp4 (picture 2)" in (workbench.picture_related(still, film) or ("", ""))[1]


@pytest.mark.slow
def test_where_nothing_moves_no_frame_is_told(tmp_path: Path) -> None:
    still = np.repeat(place(3)[None], 25, axis=0)
    film = write_film(tmp_path / "empty.mp4", still)
    seen = picture(tmp_path / "seen.jpg", place(3))
    absent = picture(tmp_path / "absent.jpg", moving_square(3, 20)[10])

    for one in (seen, absent):
        assert workbench.relate_picture(one, film).answer == RelationKind.UNDECIDED


@pytest.mark.slow
def test_two_pictures_are_compared_as_pictures(tmp_path: Path) -> None:
    one = picture(tmp_path / "one.png", place(3))
    copy = picture(tmp_path / "copy.jpg", cv2.resize(place(3), (240, 135)))
    other = picture(tmp_path / "other.jpg", place(50))

    assert workbench.relate_picture(one, copy).answer == RelationKind.COPY
    assert workbench.relate_picture(one, other).answer == RelationKind.DIFFERENT


def test_a_picture_has_no_shots_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    still = picture(tmp_path / "still.jpg", place(3))

    assert main(["shots", str(still)]) == 0
    assert capsys.readouterr().out == "still.jpg: a still picture: no shots.\n"


@pytest.mark.slow
def test_a_picture_in_a_case_is_compared_and_reported_as_one(tmp_path: Path) -> None:
    folder = tmp_path / "footage"
    folder.mkdir()
    write_film(folder / "film.mp4", textured())
    picture(folder / "still.jpg", textured()[13])
    with workbench.open_bench(tmp_path / "case", by="a tester") as bench:
        bench.keep(folder, role=ExhibitRole.FOOTAGE)
        bench.watch()
        bench.compare()
        report = bench.report()
        bench.compare()
        again = bench.gathered().picture_matches

    (match,) = report.picture_matches
    page = (tmp_path / "case" / "report.html").read_text()
    assert (match.answer, match.at_seconds) == (RelationKind.COPY, pytest.approx(13 / 25))
    assert again == (match,)
    assert [s.exhibit == match.picture for s in report.shots] == [False]
    assert "Picture 2 matches the frame of Film 1 at 0.52 s" in page


@pytest.mark.slow
def test_a_picture_is_refused_where_films_are_told_by_what_moves(tmp_path: Path) -> None:
    from secondtake import archive

    still = picture(tmp_path / "still.jpg", place(3))

    with pytest.raises(Unreadable, match="still picture"):
        archive.add(tmp_path / "archive", [still])
    with pytest.raises(Unreadable, match="still picture"):
        workbench.relate(still, still)
    assert main(["shots", str(still), "--html", str(tmp_path / "page.html")]) == 2
