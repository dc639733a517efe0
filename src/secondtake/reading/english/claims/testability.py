"""Is a claim about footage, could footage test it, and by which check: rules over its words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from secondtake.model.enums import ClaimCheck, Testable
from secondtake.reading.english.lexicon import check_terms as asks
from secondtake.reading.english.lexicon import claim_terms as words
from secondtake.reading.english.lexicon import judgement_terms as judged
from secondtake.reading.english.lexicon.visible_acts import ACTS

__all__ = ["Kind", "Setting", "is_saying", "is_visible", "kind_of", "speaks_of_footage"]


_NO_DESCRIPTION = (
    ClaimCheck.PROVENANCE,
    ClaimCheck.SAME_PLACE,
    ClaimCheck.COPY,
    ClaimCheck.NONE,
)


_OF_SOMEBODY = re.compile(r"\W*(?:but |and |so )?(?:we|i|he|she|you|there|it['’]s clear)\b", re.I)
"""Its own subject: what the sentence before was about, it is not."""
_NOT_SHOWN = (judged.JUDGED_TRUE, judged.REACTION, judged.REQUEST, judged.OF_WORDS)
"""Said of claims, writers, readers and words."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a claim is: about footage or not, testable by it, by which check and which more."""

    about_footage: bool
    testable: Testable
    check: ClaimCheck
    also: tuple[ClaimCheck, ...] = ()

    @property
    def describes(self) -> bool:
        """Whether it tells what footage shows, so that the next sentence may go on to."""
        return self.about_footage and self.check not in _NO_DESCRIPTION


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around a claim.

    ``sentence``: the sentence it is of. ``topic``: the page is about footage. ``goes_on``: the
    sentence before described footage and this one goes on in the present tense. ``refers``: it
    begins with "it" or "both" after a sentence about footage. ``prior``: its main verb reports
    that somebody said something.
    """

    sentence: str
    topic: bool = False
    goes_on: bool = False
    refers: bool = False
    prior: bool = False


def speaks_of_footage(text: str) -> bool:
    """Whether words name footage: a film, a clip, takes, frames."""
    return bool(words.FOOTAGE.search(words.NOT_FOOTAGE.sub(" ", text)))


def is_visible(text: str) -> bool:
    """Whether words tell of something a camera could have seen."""
    return bool(words.VISIBLE_ACTION.search(text))


def is_saying(text: str) -> bool:
    """Whether words tell what people do in general: no film shows that.

    "Nobody carries a wounded man out of a fire twice" names no man and no fire; with "the man" or
    "in this film" it would be about one, unless it only supposes ("who would film it twice?").
    """
    if asks.SUPPOSED.match(text):
        return True
    if not asks.SAYING.match(text) or speaks_of_footage(text):
        return False
    return not asks.PARTICULAR.search(text)


def kind_of(quote: str, setting: Setting) -> Kind:
    """What a claim is, from its own words and from what stands around it."""
    quote = " ".join(quote.split())
    announced = judged.PREFACE.match(quote)
    if announced:
        return kind_of(quote[announced.end() :], replace(setting, prior=False))
    if is_saying(quote):
        return Kind(False, Testable.NO, ClaimCheck.NONE)
    told = speaks_of_footage(quote) or (setting.refers and not _OF_SOMEBODY.match(quote))
    told = told or (setting.topic and bool(judged.FILM_TIME.search(quote)))
    if any(p.search(quote) for p in _NOT_SHOWN):
        return Kind(told, Testable.NO, ClaimCheck.NONE)
    if not told and words.ABSTRACT.search(quote):
        return Kind(
            False, Testable.NO, ClaimCheck.PRIOR_STATEMENT if setting.prior else ClaimCheck.NONE
        )
    footage = told or setting.goes_on
    near = footage or setting.topic or speaks_of_footage(setting.sentence)
    purpose = bool(words.PURPOSE.search(quote))
    found = _of_two_shots(quote) if near and not purpose else None
    if found:
        return found
    if words.UNTESTED.search(quote):
        return Kind(
            footage, Testable.NO, ClaimCheck.PRIOR_STATEMENT if setting.prior else ClaimCheck.NONE
        )
    if setting.prior and not (footage and _tells_origin(quote)):
        return Kind(footage, Testable.NO, ClaimCheck.PRIOR_STATEMENT)
    found = _of_place_or_post(quote, footage=footage, purpose=purpose) if near else None
    if found:
        return found
    if footage:
        return _of_footage(quote, setting, purpose=purpose)
    if purpose or words.OPINION.search(quote):
        return Kind(False, Testable.NO, ClaimCheck.NONE)
    seen = ACTS.search(quote) and judged.CONFRONTED.search(setting.sentence)
    if seen or (words.EVENT.search(quote) and not judged.STATISTIC.search(quote)):
        return Kind(False, Testable.PARTLY, ClaimCheck.VISIBLE_CONTENT)
    return Kind(False, Testable.NO, ClaimCheck.NONE)


def _of_two_shots(quote: str) -> Kind | None:
    """A claim that shots laid beside each other would test: takes, cameras, copies."""
    check = _of_repetition(quote)
    moment = bool(asks.ANOTHER_CAMERA.search(quote))
    if moment and check == ClaimCheck.REPEATED_TAKE and not asks.COUNTED.search(quote):
        return Kind(True, Testable.YES, ClaimCheck.SAME_MOMENT)
    if check:
        return Kind(True, Testable.YES, check, (ClaimCheck.SAME_MOMENT,) if moment else ())
    if moment:
        return Kind(True, Testable.YES, ClaimCheck.SAME_MOMENT)
    if asks.ONE_RECORDING.search(quote):
        return Kind(True, Testable.YES, ClaimCheck.COPY)
    return None


def _of_place_or_post(quote: str, *, footage: bool, purpose: bool) -> Kind | None:
    """A claim of where or at what time of day something was filmed, or of what became of a post."""
    if asks.NOT_THERE.search(quote) and not purpose:
        return Kind(True, Testable.PARTLY, ClaimCheck.SAME_PLACE, (ClaimCheck.PROVENANCE,))
    if asks.DAYTIME.search(quote) and not purpose:
        return Kind(footage, Testable.PARTLY, ClaimCheck.VISIBLE_CONTENT)
    posted = words.POSTED.search(_told(quote)) and not words.UNSAID.match(quote)
    elsewhere = asks.ELSEWHERE.search(quote) and not purpose
    asked = posted or elsewhere or asks.DEAD.search(quote)
    return _of_provenance(quote) if asked else None


def _tells_origin(quote: str) -> bool:
    """Whether words tell who made, used or described footage, or where it comes from.

    "The video, taken by a tourist, shows ..." tells what it shows, and the rest in passing.
    """
    quote = _told(quote)
    return any(p.search(quote) for p in (words.ORIGIN, judged.MADE_BY, judged.MISLABELLED))


def _told(quote: str) -> str:
    """What a claim tells of a film: without what stands between it and "shows"."""
    showing = judged.SHOWING.match(quote)
    if showing:
        return quote[showing.end("led") :]
    seen = judged.SEEN.search(quote)
    return quote[seen.start() :] if seen else quote


def _of_provenance(quote: str) -> Kind:
    """Where footage is from: partly testable, where it was used before or names its place."""
    also = (
        (ClaimCheck.COPY, bool(asks.REUSED.search(quote))),
        (
            ClaimCheck.SAME_PLACE,
            bool(asks.FILMED_AT.search(quote) or asks.ELSEWHERE.search(quote)),
        ),
    )
    further = tuple(check for check, asked in also if asked)
    return Kind(True, Testable.PARTLY, ClaimCheck.PROVENANCE, further)


def _of_repetition(quote: str) -> ClaimCheck | None:
    """The check for takes, roles or continuity that a claim's words ask for, if any."""
    if any(pattern.search(quote) for pattern in words.ROLES) or _two_roles(quote):
        return ClaimCheck.SAME_PERSON_TWO_ROLES
    if words.CONTINUITY.search(quote) or judged.IN_EACH.search(quote):
        return ClaimCheck.CONTINUITY_DIFFERENCE
    if words.REPEATED.search(quote):
        return ClaimCheck.REPEATED_TAKE
    return None


def _two_roles(quote: str) -> bool:
    """Somebody who is helped and somebody who helps, tied by a word that makes them one."""
    return bool(
        words.HELPED.search(quote) and words.HELPING.search(quote) and words.TIE.search(quote)
    )


def _of_footage(quote: str, setting: Setting, *, purpose: bool) -> Kind:
    shown = bool(words.SHOWN.search(quote))
    if purpose and not shown:
        return Kind(True, Testable.NO, ClaimCheck.NONE)
    if words.SUPPOSING.match(quote):
        return Kind(True, Testable.NO, ClaimCheck.NONE)
    if words.IDENTITY.search(quote) and not shown:
        return Kind(True, Testable.NO, ClaimCheck.NONE)
    if judged.CONFRONTS.search(quote):
        return Kind(True, Testable.YES, ClaimCheck.VISIBLE_CONTENT)
    if _tells_origin(quote):
        return _of_provenance(quote)
    if words.VAGUE.search(quote):
        return Kind(True, Testable.PARTLY, ClaimCheck.REPEATED_TAKE)
    acts = any(p.search(quote) for p in (words.VISIBLE_ACTION, ACTS, judged.SEEN))
    if shown or setting.goes_on or acts:
        return Kind(True, Testable.YES, ClaimCheck.VISIBLE_CONTENT)
    if words.OPINION.search(quote) or words.UNSAID.match(quote):
        return Kind(True, Testable.NO, ClaimCheck.NONE)
    if words.DESCRIBES.search(quote):
        return Kind(True, Testable.YES, ClaimCheck.VISIBLE_CONTENT)
    return _of_provenance(quote)
