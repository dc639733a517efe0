"""How long reading takes: start-up with the model, then pages of 1,000 words with all loaded.

usage: python -m bench.speed.reading

The page is the stories of ``bench/pages`` joined and cut at 1,000 words; processor time is given
beside the clock, since on a busy machine the clock tells of the others.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

from secondtake.reading.page_reader import read

PAGES = Path(__file__).parent.parent / "pages"
WORDS = 1000
RUNS = 7
START = "from secondtake.reading import read; read({page!r}, 'text/plain', exhibit='0' * 64)"
SMALL = b"Film shows two takes\n8 May 2031\n\nThe ministry said that the film was shot twice.\n"


def page() -> bytes:
    """A title, a date and 1,000 words of stories, paragraphs kept."""
    told = "\n\n".join(p.read_text("utf-8") for p in sorted(PAGES.glob("*.txt")))
    lines = [line for line in told.splitlines() if len(line.split()) > 12]
    kept: list[str] = []
    for line in lines:
        if sum(len(one.split()) for one in kept) >= WORDS:
            break
        kept.append(line)
    return ("Film shows two takes\n8 May 2031\n\n" + "\n\n".join(kept) + "\n").encode()


def main() -> None:
    """Print start-up and reading times in seconds, the middle and the worst of several runs."""
    starts, spent_at_start = [], []
    for _ in range(3):
        began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", START.format(page=SMALL)], check=True)
        starts.append(time.perf_counter() - began)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        spent_at_start.append(used)
    data = page()
    read(data, "text/plain", exhibit="0" * 64)
    clock, processor = [], []
    for _ in range(RUNS):
        began, spent = time.perf_counter(), time.process_time()
        found = read(data, "text/plain", exhibit="0" * 64)
        clock.append(time.perf_counter() - began)
        processor.append(time.process_time() - spent)
    words = len(data.split())
    print("a new process that reads a page of one sentence, best of 3:")
    print(f"  clock {min(starts):.2f} s, processor {min(spent_at_start):.2f} s")
    print(f"a page of {words} words, {len(found.claims)} claims: {RUNS} runs")
    print(f"  clock      middle {statistics.median(clock):.2f} s, worst {max(clock):.2f} s")
    print(f"  processor  middle {statistics.median(processor):.2f} s, worst {max(processor):.2f} s")


if __name__ == "__main__":
    main()
