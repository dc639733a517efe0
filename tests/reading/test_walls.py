"""Pages that show a wall: no story where nothing else stands there, set aside where one does."""

from __future__ import annotations

import pytest

from secondtake.errors import PageUnreadable
from secondtake.model.page_enums import FurnitureKind
from secondtake.reading.page_reader import story

CONSENT = (
    "<h2>Before you go on</h2><p>We and our 842 partners store information on your device and "
    "process personal data such as your address.</p><p>Some of it helps us to show what you "
    "like. It was said to be useful.</p><button>Accept all</button><p>You may manage your "
    "choices at any time.</p>"
)
ROBOTS = "<h1>orn.example</h1><p>Verify you are human by the action below.</p><p>Ray ID: 7a1b</p>"
SCRIPT = "<div>JavaScript is disabled in your browser. Please switch it on to see this page.</div>"
PAY = (
    "<h1>Yard of the mill</h1><h3>Subscribe to continue</h3><p>This article is for "
    "subscribers only. Already a subscriber? Log in.</p>"
)
STORY = (
    "<p>The film shows the yard of the mill, the ministry said on Thursday.</p><p>Residents said "
    "the trucks had left two days earlier, and that the gate was shut.</p>"
)


@pytest.mark.parametrize("kind", ["text/html", "text/plain"])
@pytest.mark.parametrize(
    ("wall", "named"),
    [(CONSENT, "consent"), (ROBOTS, "robots"), (SCRIPT, "JavaScript"), (PAY, "subscribe")],
)
def test_a_wall_alone_is_no_story(wall: str, named: str, kind: str) -> None:
    page = wall if kind == "text/html" else _flat(wall)

    with pytest.raises(PageUnreadable, match=f"holds no story: it shows .*{named}"):
        story(page.encode(), kind, "0" * 64)


@pytest.mark.parametrize("wall", [CONSENT, PAY])
@pytest.mark.parametrize("first", [True, False])
def test_a_wall_beside_a_story_is_set_aside(wall: str, first: bool) -> None:
    parts = [wall, f"<article><h1>Yard of the mill</h1>{STORY}</article>"]
    found = story("".join(parts if first else parts[::-1]).encode(), "text/html", "0" * 64)
    body = _told(found.text, found.body.start, found.body.end, found.furniture)

    assert "the ministry said" in body
    assert "Residents said" in body
    assert "partners" not in body
    assert "subscriber" not in body
    assert FurnitureKind.BANNER in {f.kind for f in found.furniture}


def test_a_story_about_consent_is_a_story() -> None:
    text = (
        "Watchdog fines paper over its consent wall\n\nThe regulator said on Monday that the "
        "paper had shown readers a wall of cookies.\n\nIts editor said the wall was a mistake.\n"
    )
    article = story(text.encode(), "text/plain", "0" * 64)

    assert "regulator said" in article.body.of(article.text)


def _flat(markup: str) -> str:
    for end in ("</h1>", "</h2>", "</h3>", "</p>", "</button>", "</div>"):
        markup = markup.replace(end, "\n\n")
    for tag in ("h1", "h2", "h3", "p", "button", "div"):
        markup = markup.replace(f"<{tag}>", "")
    return markup


def _told(text: str, start: int, end: int, furniture: tuple) -> str:  # type: ignore[type-arg]
    inside = [c for i, c in enumerate(text) if start <= i < end]
    for piece in furniture:
        for i in range(max(piece.start, start), min(piece.end, end)):
            inside[i - start] = " "
    return "".join(inside)
