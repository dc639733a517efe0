"""Peak memory and time of files that are made to cost more than their size.

Run: ``python -m bench.evidence.bombs``. Every file goes through ``secondtake check`` in a case of
its own; memory is the largest of any one process, CPU that of all of them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.broken.made import BROKEN, gap, png
from tests.films import moving_square, write_film
from tests.hostile import parser_zoo

MEASURED = """
import json, os, subprocess, sys
_, status, used = os.wait4(subprocess.Popen(sys.argv[1:], stdout=2).pid, 0)
code, cpu = os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime
print(json.dumps([code, cpu, used.ru_maxrss]))
"""
"""Run by a small process: what a process holds when it starts another counts as the other's."""
Maker = Callable[[Path], Path]
PAGE = "The Harbour Press Agency said on Monday that a video shows the same scene twice.\n" * 6


def written(name: str, make: Callable[[], bytes]) -> Maker:
    """A maker that writes the bytes to a file of this name."""

    def maker(folder: Path) -> Path:
        (folder / name).write_bytes(make())
        return folder / name

    return maker


HURRIED = "the same, with --decode-limit 0.2"
FOOTAGE: dict[str, Maker] = {
    "(an honest film of 4 s)": lambda d: write_film(d / "honest.mp4", moving_square(1, 100)),
    "GIF of 65000 x 65000": BROKEN["a GIF of 4225 megapixels"],
    "PNG of 40000 x 40000 as .mp4": BROKEN["a PNG of 1600 megapixels"],
    "PNG of 8000 x 4000 as .mp4": written("png.mp4", lambda: png(8000, 4000, rows=4000)),
    "Matroska with a gap of 20 hours": lambda d: gap(d / "gap.mkv"),
    "8192 x 4608, 600 frames, one a second": lambda d: parser_zoo.costly_film(d / "8k.mp4", 600),
    HURRIED: lambda d: parser_zoo.costly_film(d / "8k.mp4", 600),
    "3,000 nested boxes": written("boxes.mp4", lambda: parser_zoo.nested_boxes(3000)),
    "100,000 nested boxes": written("boxes.mp4", lambda: parser_zoo.nested_boxes(100_000)),
}
BESIDE: dict[str, Maker] = {
    "JSON of 100,000 brackets": written("x.proof.json", lambda: parser_zoo.bracketed(100_000)),
    "WACZ of 4 GB of zeros": written("bomb.wacz", lambda: parser_zoo.zip_bomb(4000)),
    "WACZ of 900 MB of zeros": written("bomb.wacz", lambda: parser_zoo.zip_bomb(900)),
    "WACZ, damaged": written("bad.wacz", lambda: parser_zoo.damaged_archives()["lzma, flipped"]),
}
PAGES: dict[str, Maker] = {
    "(an honest page of 0.5 kB)": written("page.txt", PAGE.encode),
    "HTML, 100,000 elements deep": written("deep.html", lambda: parser_zoo.nested_page(100_000)),
    "HTML of 19 MB": written("long.html", lambda: _long_page(19_000_000)),
    "PDF, a stream of 1 GB": written("bomb.pdf", lambda: parser_zoo.pdf_bomb(1000)),
    "PDF, 100,000 arrays deep": written("deep.pdf", lambda: parser_zoo.nested_pdf(100_000)),
    "PNG of 40000 x 40000 as page": written("page.png", lambda: png(40_000, 40_000, rows=64)),
    "gzip of 1 GB of zeros": written("page.gz", lambda: gzip.compress(bytes(1 << 30), 9)),
}


def main() -> None:
    """Print one line of a table for each file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="files whose name holds this")
    only = parser.parse_args().only
    print("| file | bytes | exit code | wall | CPU | peak memory |\n|---|---|---|---|---|---|")
    for group in (FOOTAGE, BESIDE, PAGES):
        for name, make in group.items():
            if only in name:
                with tempfile.TemporaryDirectory() as folder:
                    _measure(name, group, make, Path(folder))


def _measure(name: str, group: dict[str, Maker], make: Maker, folder: Path) -> None:
    path = make(folder)
    page = folder / "story.txt"
    page.write_text(PAGE)
    given = {
        id(FOOTAGE): [page, path],
        id(BESIDE): [page, write_film(folder / "film.mp4", moving_square(1, 10)), path],
        id(PAGES): [path],
    }[id(group)]
    limit = ["--decode-limit", "0.2"] if name == HURRIED else []
    command = [sys.executable, "-m", "secondtake", "check", *map(str, given), *limit]
    began = time.monotonic()
    with (folder / "told").open("w") as told:
        ran = subprocess.run(
            [sys.executable, "-c", MEASURED, *command, "--case", str(folder / "case")],
            stdout=subprocess.PIPE,
            stderr=told,
            check=True,
        )
    wall = time.monotonic() - began
    code, cpu, peak_kib = json.loads(ran.stdout)
    peak = peak_kib / (1 << 20) * (1 if sys.platform != "darwin" else 1 / 1024)
    size = path.stat().st_size
    print(
        f"| {name} | {size:,} | {code} | {wall:.1f} s | {cpu:.1f} s | {peak:.2f} GB |",
        flush=True,
    )
    for line in (folder / "told").read_text().splitlines():
        if "could not" in line.lower() or "only part" in line.lower():
            print(f"    {line.strip()[:200]}", file=sys.stderr)


def _long_page(size: int) -> bytes:
    """A page of ordinary paragraphs."""
    line = b"<p>The agency said on Monday that the video shows the harbour, and it is long.</p>\n"
    return b"<html><body>" + line * (size // len(line)) + b"</body></html>"


if __name__ == "__main__":
    main()
