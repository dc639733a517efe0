"""A film, a page, an address and a reviewer named after a maker's digest change nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.films import moving_square, write_film

from secondtake import comparing, reading, viewing
from secondtake.store import blobs
from secondtake.workbench import open_bench

PAGE = "Two takes\n\nThe agency said on Monday the video shows the same scene twice.\n"
DIGESTS = (
    reading.MAKER.digest,
    comparing.maker().digest,
    *(maker.digest for maker in viewing.makers().values()),
)


@pytest.fixture
def site() -> Iterator[str]:
    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            for number, digest in enumerate(DIGESTS):
                self.send_header(f"maker-{number}", digest)
            self.send_header("maker", DIGESTS[0])
            self.send_header("subject", "case")
            self.send_header("Content-Type", "text/plain")
            self.end_headers()
            self.wfile.write(PAGE.encode())

        def log_message(self, *_: object) -> None:
            pass

    made = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=made.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    thread.join()
    made.server_close()


def test_a_failure_is_not_undone_by_a_file_named_after_the_film(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("broken.mp4").write_bytes(b"\0\0\0\x18ftypisom" + bytes(64))
    with open_bench(tmp_path / "case", by="tests") as bench:
        (film,) = bench.keep("broken.mp4")
        bench.watch()
        before = bench.standing_failures()
        Path(film.digest).write_text(PAGE)
        bench.keep(film.digest, role="page")
        after = bench.standing_failures()

    assert [f.subject for f in before] == [film.digest]
    assert after == before


@pytest.mark.slow
def test_what_is_named_after_makers_is_read_watched_and_compared(site: str, tmp_path: Path) -> None:
    """Everything that a log line can hold of the outside, each once for every maker."""
    shown = moving_square(1, 10)
    places = [tmp_path / name for name in (viewing.makers()["shots"].digest, "maker")]
    for place, pictures in zip(places, (shown, moving_square(5, 10)), strict=True):
        place.mkdir()
        write_film(place / "film.mp4", pictures)
        digest = blobs.file_digest(place / "film.mp4")
        (place / "film.mp4").rename(place / f'"{digest}" "maker" {"".join(DIGESTS[1:3])}.mp4')
    for by in DIGESTS[:2]:
        with open_bench(tmp_path / "case", by=f'["maker","{by}"] {by}') as bench:
            bench.keep(f"{site}/{reading.MAKER.digest}", role="page", allow_private=True)
            bench.keep(f"{site}/?{'&'.join(DIGESTS)}", role="page", allow_private=True)
            bench.keep(*places)
            bench.report(contact=f"subject case maker {' '.join(DIGESTS)}")
    with open_bench(tmp_path / "case", by=DIGESTS[0]) as bench:
        read, watched, compared = bench.read(), bench.watch(), bench.compare()

    assert (len(read), len(watched), len(compared)) == (1, 2, 1)
    assert {m.digest for m in compared[0].made_by} & {comparing.maker().digest}
