"""A case's web pages and films as WACZ: read by warcio where the index says, digests in order."""

from __future__ import annotations

import hashlib
import io
import json
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.cli.ran import run
from tests.films import moving_square, write_film

from secondtake.workbench import open_bench

pytestmark = pytest.mark.slow

PAGE = "<html><head><title>Ferry on fire</title></head><body><p>It was filmed.</p></body></html>"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    folder = tmp_path_factory.mktemp("served")
    (folder / "Story.html").write_text(PAGE)
    write_film(folder / "film.mp4", moving_square(1, frames=8))
    made = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=made.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}", folder
    made.shutdown()
    thread.join()
    made.server_close()


@pytest.fixture
def case(served: tuple[str, Path], tmp_path: Path) -> Path:
    address, folder = served
    with open_bench(tmp_path / "case", by="Ann") as bench:
        bench.keep(f"{address}/Story.html?b=2&a=1", role="page", allow_private=True)
        bench.keep(f"{address}/film.mp4", allow_private=True)
        bench.keep(folder / "film.mp4")
        bench.read()
    return tmp_path / "case"


def test_warcio_reads_every_record_where_the_index_says(
    case: Path, served: tuple[str, Path], tmp_path: Path
) -> None:
    iterator = pytest.importorskip("warcio.archiveiterator")
    ran = run("wacz", "--to", str(tmp_path / "out.wacz"), "--case", str(case))
    with zipfile.ZipFile(tmp_path / "out.wacz") as whole:
        lines = whole.read("indexes/index.cdx").decode().splitlines()
        bodies = {}
        for line in lines:
            told = json.loads(line.split(" ", 2)[2])
            held = whole.read(f"archive/{told['filename']}")
            start = int(told["offset"])
            record = next(
                iterator.ArchiveIterator(
                    io.BytesIO(held[start : start + int(told["length"])]), check_digests="raise"
                )
            )
            bodies[told["url"]] = record.content_stream().read()
    address, folder = served

    assert ran.returncode == 0
    assert lines == sorted(lines)
    assert bodies == {
        f"{address}/Story.html?b=2&a=1": PAGE.encode(),
        f"{address}/film.mp4": (folder / "film.mp4").read_bytes(),
    }
    assert "/story.html?a=1&b=2 " in "".join(lines)


def test_its_digests_are_those_of_what_it_holds_and_the_log_tells_of_it(
    case: Path, tmp_path: Path
) -> None:
    ran = run("wacz", "--to", str(tmp_path / "out.wacz"), "--case", str(case))
    with zipfile.ZipFile(tmp_path / "out.wacz") as whole:
        package = json.loads(whole.read("datapackage.json"))
        stated = {r["path"]: (r["hash"], r["bytes"]) for r in package["resources"]}
        held = {path: whole.read(path) for path in stated}
        pages = [json.loads(line) for line in whole.read("pages/pages.jsonl").splitlines()]
        digest = json.loads(whole.read("datapackage-digest.json"))["hash"]
        described = whole.read("datapackage.json")
    with open_bench(case) as bench:
        before, after = bench.case.events()[-2:]

    assert ran.returncode == 0
    assert stated == {
        path: (f"sha256:{hashlib.sha256(data).hexdigest()}", len(data))
        for path, data in held.items()
    }
    assert digest == f"sha256:{hashlib.sha256(described).hexdigest()}"
    assert [page["title"] for page in pages] == ["All pages", "Ferry on fire"]
    assert (before.action, after.action) == ("unredacted", "exported")


def test_a_case_without_anything_from_the_web_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("A story\n\nIt was filmed.\n")
    with open_bench(tmp_path / "case") as bench:
        bench.keep(tmp_path / "page.txt", role="page")
    ran = run("wacz", "--to", str(tmp_path / "out.wacz"), "--case", str(tmp_path / "case"))

    assert (ran.returncode, "keeps nothing from the web" in ran.stderr) == (2, True)
    assert not (tmp_path / "out.wacz").exists()
