"""Every word the report says of itself, in one place: to read over, to check, to translate."""

from __future__ import annotations

import html
import re

from secondtake.export.escaping import COMMAND, Html, outside
from secondtake.export.messages.blind_words import BLIND_WORDS
from secondtake.export.messages.claim_section_words import CLAIM_WORDS
from secondtake.export.messages.finding_section_words import FINDING_WORDS
from secondtake.export.messages.first_screen_words import FIRST_SCREEN_WORDS
from secondtake.export.messages.footage_section_words import FOOTAGE_WORDS
from secondtake.export.messages.note_words import NOTE_WORDS
from secondtake.export.messages.reading_page_words import PAGE_WORDS

__all__ = ["WORDS", "count", "say", "say_state"]

WORDS: dict[str, str] = {
    "language": "en",
    "months": "January February March April May June July August September October November "
    "December",
    "purpose": "Tests claims about footage.",
    "no_verdict": "Gives no verdict.",
    "skip": "Skip to the summary",
    "contents": "Contents",
    "to_contents": "Contents",
    "part_shown": "The first {shown} of {total} are shown here. All of them are in report.json.",
    "pictures_left_out": "{number} pictures were left out to keep this page small enough to open.",
    "none": "None.",
    "not_measured": "not measured",
    "not_said": "not said",
    "scroll": "This part scrolls sideways.",
    "name.film": "Film {number}",
    "name.picture": "Picture {number}",
    "name.shot": "{film}, shot {number}",
    "name.shot_at": "{shot} ({times})",
    "one.origin": "one origin",
    "many.origin": "{number} origins",
    "one.page": "one page",
    "many.page": "{number} pages",
    "one.film": "one film",
    "many.film": "{number} films",
    "one.shot": "one shot",
    "many.shot": "{number} shots",
    "one.claim": "one claim",
    "many.claim": "{number} claims",
    "one.pair": "one pair",
    "many.pair": "{number} pairs",
    "one.finding": "one finding",
    "many.finding": "{number} findings",
    "one.thing": "one thing",
    "many.thing": "{number} things",
    # banner
    "banner.headline": "The page's headline, in its own words:",
    "banner.headline_of": "Headline of page {number}, in its own words:",
    "banner.no_headline": "none was found",
    "banner.stands": "Its claims: {parts}.",
    "banner.stands_none": "No claims were found on the page.",
    "banner.stands_unjudged": "Its claims were not assessed: {claims}.",
    "banner.case": "Case",
    "banner.made": "Made",
    "banner.version": "Second Take",
    "banner.head": "Head of the custody log (SHA-256)",
    "banner.pictures": "Pictures",
    "banner.redacted": "Faces blurred; small; greyscale but on the first screen and where colour "
    "is what differs",
    "banner.redacted.people": "Faces blurred, people blurred from head to foot; small; greyscale "
    "but on the first screen and where colour is what differs",
    "banner.open": "Faces not blurred",
    "banner.no_pictures": "None",
    "banner.warnings": "Before you read",
    "warning.open_pictures": "Faces are not blurred in this copy. Somebody asked for that, and "
    "the custody log records it. Consider the safety of the people shown before you pass it on.",
    "warning.no_footage": "No footage is held, so nothing could be analysed or compared.",
    "warning.partial": "Analysed only in part: {films}. See Material.",
    "warning.failures": "Could not be analysed: {things}. See “Not examined”.",
    "warning.unreviewed": "Not yet reviewed by two people: {findings}.",
    # summary
    "summary.heading": "Summary",
    "summary.held": "This case holds {pages} and {films} ({length}, {shots}).",
    "summary.no_footage": "This case holds {pages} and no footage.",
    "summary.claims": "It records {claims}: {parts}.",
    "summary.claims_only": "It records {claims}.",
    "summary.claims.findings": "{number} with findings",
    "summary.claims.nothing_found": "{number} with no findings",
    "summary.claims.for_a_person": "{number} for a person to look at",
    "summary.claims.could_not_look": "{number} that could not be analysed",
    "summary.claims.not_by_footage_alone": "{number} that footage alone cannot test",
    "summary.claims.not_from_footage": "{number} that footage cannot test",
    "summary.compared": "Of {possible} pairs of shots, {compared} were compared.",
    "summary.found": "This gave {findings}, as candidates for review: nothing is confirmed.",
    "summary.found_more": "This gave {findings}; {candidates} of them are only candidates for "
    "review.",
    "summary.nothing": "There are no findings at the thresholds given below.",
    "summary.alarms": "About {number} false alarms are expected in that many pairs.",
    "summary.alarms_unknown": "How many false alarms to expect has not been measured.",
    "summary.failures": "Could not be analysed: {things}.",
    "summary.cannot": "Nothing here says why anything was filmed, who anybody is, or in which "
    "order it was filmed.",
    "summary.seen": "What was seen",
    "summary.more": "All {total} findings are in the section Findings.",
    # claims
    "pointed.heading": "Footage the page refers to",
    "pointed.kind": "Kind",
    "pointed.address": "Address",
    "pointed.platform": "Platform",
    "pointed.state": "Collected?",
    "pointed.held": "Yes, {at}.",
    "pointed.failed": "No, requested {at}:",
    "pointed.not_asked": "Not requested.",
    "pointed.no_address": "The page gives no address.",
    # the page of one film's shots
    "shots.heading": "Shots",
    "shots.length": "Decoded",
    "shots.number": "Shots",
    "shots.pictures": "Pictures",
    "shots.redacted": "Faces blurred; small, greyscale",
    "shots.some": "Faces blurred; small, greyscale; of {shown} of {total} shots, evenly spread",
    "shots.partial": "Analysed only in part: {reason}",
    "shots.intro": "Each shot with its times on the film's own clock and the transition it "
    "begins with. A time is that of the first frame that belongs wholly to the new shot.",
    "shots.shot": "Shot {number}",
    "shots.from_to": "{times}, {length}",
    "shots.no_still": "No still of this shot was kept.",
    "shots.start": "start of the film",
    "shots.cut": "hard cut",
    "shots.dissolve": "dissolve",
    "shots.fade": "fade",
    "shots.jump": "jump cut: a jump within one set-up",
    "shots.colophon": "Made by Second Take {version}. The same list for programs: secondtake shots "
    "--json.",
    # people
    "people.heading": "People",
    "people.off": "People were not compared. Nobody gave a reason, and Second Take compares "
    "people only when a reason is given.",
    "people.left_out": "People were compared. What that showed can be deleted from the case, so it "
    "is left out of what is handed out.",
    "people.intro": "Pairs of tracks that may show the same person at two times. A pair is a "
    "reason to look closer, not an identification: nobody was named, and nothing was compared "
    "with anything outside this case. Stills are covered until you uncover them; then faces and "
    "people are blurred to patches of colour, unless the report was made with --unredacted, "
    "which the custody log records.",
    "people.counts": "{tracks} tracks of people; {pairs} pairs of tracks compared.",
    "people.none": "No pair scored above the threshold.",
    "people.pair": "{left} and {right}",
    "people.kind.same clothes": "possibly the same person, in the same clothes",
    "people.kind.other clothes": "possibly the same person, in other clothes",
    "people.score": "Score",
    "people.rank": "Rank among other pairs",
    "people.rank_of": "{rank} of {controls}",
    "people.decision": "Reviewed",
    "people.undecided": "not yet",
    "people.finding": "Finding",
    "people.record": "Name of the pair",
    "people.lane": "Film {number}, {length}",
    "people.reveal": "Show the stills, people blurred",
    "people.hue": "In colour, once shown",
    "people.reveal_open": "Show the stills",
    "people.no_still": "No still could be made.",
    "people.seen": "Pose keypoints show",
    "people.nothing_certain": "nothing certain",
    "people.quality": "quality",
    "people.because": "Reasons",
    "people.review": "To confirm or reject a pair, or to leave it open: secondtake review-people "
    "PAIR confirm --case CASE. To delete every trace of people: secondtake forget-people --case "
    "CASE.",
    "colophon": "Made by Second Take {version}. The same content for programs is in report.json.",
    **BLIND_WORDS,
    **CLAIM_WORDS,
    **FINDING_WORDS,
    **FIRST_SCREEN_WORDS,
    **FOOTAGE_WORDS,
    **NOTE_WORDS,
    **PAGE_WORDS,
}


_OPTION = re.compile("--[a-z]+(?:-[a-z]+)*")
_UNBROKEN = r'<span class="unbroken">\g<0></span>'
"""An option of a command: browsers would end a line after its hyphens."""


def say(name: str, /, **values: str | int) -> Html:
    """The words of that name as HTML; text put into them is escaped and isolated.

    Numbers get their thousands set apart. ``Html`` values go in as they are.

    >>> say("name.film", number=2)
    'Film 2'
    """
    words = COMMAND.sub(r"<code>\1</code>", html.escape(WORDS[name], quote=False))
    words = _OPTION.sub(_UNBROKEN, words)
    return Html(words.format_map({key: _put(value) for key, value in values.items()}))


def say_state(prefix: str, state: str) -> Html:
    """The words of a record's state, or the state itself when it has no words here."""
    name = f"{prefix}.{state}"
    return say(name) if name in WORDS else outside(state)


def count(number: int, thing: str) -> Html:
    """A number of things in words: ``one film``, ``3 films``."""
    return say(f"one.{thing}") if number == 1 else say(f"many.{thing}", number=number)


def _put(value: str | int) -> str:
    if isinstance(value, Html):
        return value
    return outside(value) if isinstance(value, str) else f"{value:,}"
