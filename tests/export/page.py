"""An invented page about an invented harbour, read: its claims and what became of each."""

from __future__ import annotations

import hashlib

from secondtake.model.enums import ClaimCheck, Testable
from secondtake.model.page_enums import FurnitureKind
from secondtake.model.report import Claimed
from secondtake.model.text import Article, Claim, EventTime, Furniture, Mention, Passage, Reading

__all__ = ["NAME", "TITLE", "claimed", "reading"]

NAME = "pier-nine-video.html"
TITLE = "Leaked clip from Pier Nine shows the rescue more than once, agency says"
LEAD = "News · World · Subscribe\n"
STORY = (
    "A clip of the harbour rescue at Pier Nine was posted on Sunday. It ran for about a minute. "
    "According to the Veld News Agency, citing a leaked recording, several takes of the same "
    "scene were made. The agency did not name who gave it the recording. A man allegedly is "
    "carried to the van in exactly the same way, once with his shirt buttoned and once with it "
    "open. Smoke rises on the right in one take, the agency's report says, but there is none in "
    "the other. The same woman appears first among the injured and later among the helpers, said "
    "a harbour clerk who asked not to be named. The clip was deleted from the portal a day later. "
    "The scenes were staged to bring down the port authority, the agency wrote. Last year the "
    "authority had already denied nine earlier videos."
)
TAIL = "\nRead also: Ferry fares to rise in January\nShare this story"
QUOTES = (
    ("c1", "several takes of the same scene were made", "repeated-take", "yes"),
    (
        "c2",
        "A man allegedly is carried to the van in exactly the same way, once with his shirt "
        "buttoned and once with it open.",
        "continuity-difference",
        "yes",
    ),
    (
        "c3",
        "Smoke rises on the right in one take, the agency's report says, but there is none in "
        "the other.",
        "continuity-difference",
        "yes",
    ),
    (
        "c4",
        "The same woman appears first among the injured and later among the helpers",
        "same-person-two-roles",
        "partly",
    ),
    ("c5", "The clip was deleted from the portal a day later.", "provenance", "no"),
    ("c6", "The scenes were staged to bring down the port authority", "none", "no"),
    (
        "c7",
        "Last year the authority had already denied nine earlier videos.",
        "prior-statement",
        "no",
    ),
)


def mention(text: str, words: str) -> Mention:
    start = text.index(words)
    return Mention(text=words, start=start, end=start + len(words))


def claim(text: str, name: str, quote: str, check: str, testable: str) -> Claim:
    at = mention(text, quote)
    agency = mention(text, "Veld News Agency")
    clerk = mention(text, "a harbour clerk who asked not to be named")
    itself = name in ("c5", "c7")
    return Claim(
        id=name,
        passage=Passage(start=at.start, end=at.end),
        quote=quote,
        source=None if itself else (clerk if name == "c4" else agency),
        through=(mention(text, "a leaked recording"),) if name in ("c1", "c2", "c3") else (),
        cue=None if itself else mention(text, "said" if name == "c4" else "According to"),
        hedges=(mention(text, "allegedly"),) if name == "c2" else (),
        event_time=EventTime(text="a day later", resolved="2026-11-02") if name == "c5" else None,
        place="Pier Nine" if name in ("c1", "c2") else None,
        about_footage=name in ("c1", "c2", "c3", "c4"),
        testable=Testable(testable),
        check=ClaimCheck(check),
        carried_over_from=agency if name == "c7" else None,
    )


def reading(extra: str = "") -> Reading:
    """The page read; ``extra`` is text put into its story and its title."""
    text = LEAD + STORY.replace("It ran for", f"{extra} It ran for") + TAIL
    tail = text.index(TAIL)
    article = Article(
        exhibit=hashlib.sha256(NAME.encode()).hexdigest(),
        title=TITLE + extra,
        section="World",
        published="2026-11-03",
        language="en",
        text=text,
        body=Passage(start=len(LEAD), end=tail),
        furniture=(
            Furniture(start=0, end=len(LEAD) - 1, kind=FurnitureKind.NAVIGATION),
            Furniture(start=tail + 1, end=text.index("\nShare"), kind=FurnitureKind.RELATED),
            Furniture(start=text.index("Share"), end=len(text), kind=FurnitureKind.NAVIGATION),
        ),
        byline=None,
        outlet="Harbour Courier",
    )
    return Reading(
        article=article,
        claims=tuple(claim(text, *fields) for fields in QUOTES),
        attributions=(),
        missing=("A link to the video.", "Who uploaded it, and when."),
    )


def claimed() -> tuple[Claimed, ...]:
    """What became of each claim of the page."""

    def became(name: str, state: str, note: str, **more: tuple[str, ...]) -> Claimed:
        lists = {"findings": (), "looked_for": (), "would_settle": ()} | more
        page = hashlib.sha256(NAME.encode()).hexdigest()
        return Claimed(page=page, claim=name, state=state, note=note, **lists)

    camera = "The camera's own file, with everything before and after."
    return (
        became(
            "c1",
            "findings",
            "Two stretches show the same set-up, not locked in time.",
            findings=("F1", "F2", "F3"),
            looked_for=("Shots that show one set-up more than once, in 300 pairs.",),
            would_settle=(camera,),
        ),
        became(
            "c2",
            "findings",
            "A region on the carried person differs between two aligned stretches.",
            findings=("F1", "F4"),
            would_settle=(camera, "A still photograph taken at the pier that day."),
        ),
        became(
            "c3",
            "nothing found",
            "Aligned takes were compared at the right edge; no difference stood above the noise.",
            looked_for=("A region at the right edge that differs, in 3 aligned pairs.",),
            would_settle=(camera,),
        ),
        became(
            "c4",
            "could not look",
            "People are not compared across shots in this version.",
            looked_for=("Nothing: the part that would look is not there.",),
            would_settle=("Consent and a reason to compare people, and the clerk's own words.",),
        ),
        became(
            "c5",
            "not from footage",
            "Whether a post was deleted is a fact about the portal, not about the picture.",
            would_settle=("A copy of the post in a web archive.",),
        ),
        became(
            "c6",
            "not from footage",
            "No footage shows a purpose.",
            would_settle=("Documents or witnesses.",),
        ),
        became(
            "c7",
            "not from footage",
            "This is about an earlier statement.",
            would_settle=("The statement as published at the time.",),
        ),
    )
