"""Scores reading on the gold pages as paper: each drawn by Chromium as PDF and as a screenshot.

    python -m bench.accuracy.printed

The figures of ``bench.accuracy.reading`` on the same pages stand beside them. What HTML states
out of sight (dates, titles) is lost on paper, so those lines say what paper can give at most.
"""

from __future__ import annotations

import html
from functools import partial
from pathlib import Path
from typing import Any

from bench.accuracy.reading import PAGES, Tally, score_article, score_claim
from secondtake import browser
from secondtake.errors import CannotLook
from secondtake.reading import read, shape

MEASURES = (
    ("body F1", "body words"),
    ("title right", "title right"),
    ("page date right", "page date right"),
    ("claim recall", "claim recall"),
    ("source right", "source right"),
    ("own-voice right", "own-voice right"),
)


def score(path: Path, data: bytes, kind: str, tally: Tally) -> None:
    """Score one page as ``kind``; a page that cannot be read has found nothing."""
    gold = path.with_name(path.name + ".gold").read_text(encoding="utf-8").splitlines()
    claims = [line for line in gold if line and not line.startswith("@ ")]
    try:
        found: Any = shape(read(data, kind, exhibit="0" * 64))
    except CannotLook as error:
        print(f"{path.name}: {error}")
        tally.asked["claim recall"] += len(claims)
        return
    facts = [line[2:].partition(" ")[::2] for line in gold if line.startswith("@ ")]
    # Paper has other white than the page, and score_article looks the gold up in the page.
    body = dict(facts)["body"].split(" ... ")
    if all(part in " ".join(found["text"].split()) for part in body):
        score_article(path.name, found, facts, tally)
    else:
        tally.asked["pages whose body begins or ends in other letters"] += 1
    used: set[int] = set()
    for line in claims:
        score_claim(path.name, found, [part.strip() for part in line.split("|")], used, tally)


def sheet(path: Path) -> bytes:
    """A page as HTML; text is set in lines as wide as the sheet."""
    data = path.read_bytes()
    if path.suffix == ".html":
        return data
    text = html.escape(data.decode("utf-8"))
    style = "white-space: pre-wrap; font: 16px sans-serif"
    return f'<!doctype html><meta charset="utf-8"><pre style="{style}">{text}</pre>'.encode()


def main() -> None:
    """Print one column a form."""
    draw = partial(browser.picture, media_type="text/html", width=900, height=5000)
    forms = {"page": Tally(), "PDF": Tally(), "picture": Tally()}
    for path in sorted(p for p in PAGES.iterdir() if p.suffix in (".txt", ".html")):
        own = "text/html" if path.suffix == ".html" else "text/plain"
        score(path, path.read_bytes(), own, forms["page"])
        score(path, browser.pdf(sheet(path)), "application/pdf", forms["PDF"])
        score(path, draw(sheet(path)), "image/png", forms["picture"])
    print(f"{'measure':<24}" + "".join(f"{name:>10}" for name in forms))
    for name, key in MEASURES:
        print(f"{name:<24}" + "".join(f"{t.share(key):>10.3f}" for t in forms.values()))
    odd = "pages whose body begins or ends in other letters"
    print(f"{odd}: " + ", ".join(f"{n} {t.asked[odd]}" for n, t in forms.items()))


if __name__ == "__main__":
    main()
