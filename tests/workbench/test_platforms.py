"""A page that plays a film: the film is fetched by yt-dlp, the page and its words kept beside."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import util
from pathlib import Path

import pytest
from tests.cli.ran import run
from tests.films import moving_square, write_film

from secondtake.preserve import platforms
from secondtake.workbench import open_bench

needs_it = pytest.mark.skipif(util.find_spec("yt_dlp") is None, reason="yt-dlp is not here")

PLAYER = """<html><head><title>Ferry on fire</title></head><body><article>
<h1>Ferry on fire</h1><video src='film.mp4'></video>
<p>The harbour office said on Monday that the film was made on the quay in the evening.</p>
<p>It did not say who had made the film, and nobody else was seen with a camera that day.</p>
</article></body></html>"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    folder = tmp_path / "served"
    folder.mkdir()
    (folder / "watch.html").write_text(PLAYER)
    (folder / "two.html").write_text(PLAYER + "<video src='film.mp4?again'></video>")
    (folder / "empty.html").write_text("<html><body><p>It was taken down.</p></body></html>")
    write_film(folder / "film.mp4", moving_square(1, 8))
    made = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=made.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}", folder
    made.shutdown()
    thread.join()
    made.server_close()


@needs_it
@pytest.mark.slow
def test_the_film_of_a_player_is_kept_with_the_page_beside_it(
    served: tuple[str, Path], tmp_path: Path
) -> None:
    address, folder = served
    with open_bench(tmp_path / "case", by="Ann") as bench:
        (film,) = bench.keep(f"{address}/watch.html", allow_private=True)
        kept = {e.name: e for e in bench.case.exhibits()}
        data = bench.case.evidence_path(film.digest).read_bytes()
        told = json.loads(bench.case.evidence_path(kept["watch.html.info.json"].digest).read_text())

    assert bench.failures == []
    assert data == (folder / "film.mp4").read_bytes()
    assert (film.name, film.origin) == ("watch.html.mp4", f"{address}/watch.html")
    assert kept["watch.html"].media_type == "text/html"
    assert told["title"]
    assert "secondtake-platform" not in json.dumps(told)


@pytest.mark.slow
def test_the_films_a_page_points_to_are_kept_when_asked(
    served: tuple[str, Path], tmp_path: Path
) -> None:
    address, _ = served
    given = ["keep", f"{address}/watch.html", "--as", "page", "--media", "--allow-private"]
    ran = run(*given, "--case", str(tmp_path / "case"))
    with open_bench(tmp_path / "case") as bench:
        films = [(e.name, e.origin) for e in bench.with_role("footage")]

    assert ran.returncode == 0
    assert films == [("film.mp4", f"{address}/film.mp4")]


@needs_it
@pytest.mark.slow
@pytest.mark.parametrize(("page", "why"), [("empty", "Unsupported URL"), ("two", "or several")])
def test_a_page_without_one_film_is_one_sentence(
    served: tuple[str, Path], tmp_path: Path, page: str, why: str
) -> None:
    with open_bench(tmp_path / "case") as bench:
        kept = bench.keep(f"{served[0]}/{page}.html", allow_private=True)

        assert kept == ()
        assert "could not be fetched" in bench.failures[0].reason
        assert why in bench.failures[0].reason
        assert bench.standing_failures() == tuple(bench.failures)


@needs_it
@pytest.mark.slow
def test_a_film_larger_than_is_taken_is_not_kept(
    served: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = (served[1] / "film.mp4").stat().st_size - 1
    monkeypatch.setattr(platforms, "MOST_MEDIA_BYTES", most)
    (source,) = platforms_source(f"{served[0]}/watch.html")
    (tmp_path / "evidence").mkdir()
    with pytest.raises(platforms.FetchFailed, match="more than the size limit"):
        platforms.from_platform(source, tmp_path / "evidence", allow_private=True)


@needs_it
@pytest.mark.slow
def test_a_page_cannot_send_it_into_a_private_network(
    served: tuple[str, Path], tmp_path: Path
) -> None:
    (source,) = platforms_source(f"{served[0]}/watch.html")
    (tmp_path / "evidence").mkdir()
    with pytest.raises(platforms.FetchFailed, match="private network"):
        platforms.from_platform(source, tmp_path / "evidence")


def platforms_source(address: str) -> tuple[platforms.Source, ...]:
    return (platforms.Source(kind="url", given=address, name="watch"),)


def test_without_yt_dlp_the_advice_names_the_extra(
    served: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platforms.util, "find_spec", lambda _: None)
    with open_bench(tmp_path / "case") as bench:
        kept = bench.keep(f"{served[0]}/watch.html", allow_private=True)

        assert kept == ()
        assert "secondtake[platforms]" in bench.failures[0].advice
        assert bench.standing_failures() == tuple(bench.failures)
