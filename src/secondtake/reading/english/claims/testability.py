"""Is a claim about footage, could footage test it, and by which check: rules over its words."""

from __future__ import annotations

from dataclasses import dataclass

from secondtake.reading.english.lexicon import claim_terms as words

__all__ = ["Kind", "Setting", "is_visible", "kind_of", "speaks_of_footage"]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a claim is: about footage or not, testable (yes, partly, no), and by which check."""

    about_footage: bool
    testable: str
    check: str


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


def kind_of(quote: str, setting: Setting) -> Kind:
    """What a claim is, from its own words and from what stands around it."""
    quote = " ".join(quote.split())
    told = speaks_of_footage(quote) or setting.refers
    if not told and words.ABSTRACT.search(quote):
        return Kind(False, "no", "prior-statement" if setting.prior else "none")
    footage = told or setting.goes_on
    near = footage or setting.topic or speaks_of_footage(setting.sentence)
    purpose = bool(words.PURPOSE.search(quote))
    if near and not purpose:
        check = _of_repetition(quote)
        if check:
            return Kind(True, "yes", check)
    if words.UNTESTED.search(quote):
        return Kind(footage, "no", "prior-statement" if setting.prior else "none")
    if setting.prior and not (footage and words.ORIGIN.search(quote)):
        return Kind(footage, "no", "prior-statement")
    if near and words.POSTED.search(quote) and not words.UNSAID.match(quote):
        return Kind(True, "partly", "provenance")
    if footage:
        return _of_footage(quote, setting, purpose=purpose)
    if purpose or words.OPINION.search(quote):
        return Kind(False, "no", "none")
    if words.EVENT.search(quote):
        return Kind(False, "partly", "visible-content")
    return Kind(False, "no", "none")


def _of_repetition(quote: str) -> str | None:
    """The check for takes, roles or continuity that a claim's words ask for, if any."""
    if any(pattern.search(quote) for pattern in words.ROLES) or _two_roles(quote):
        return "same-person-two-roles"
    if words.CONTINUITY.search(quote):
        return "continuity-difference"
    if words.REPEATED.search(quote):
        return "repeated-take"
    return None


def _two_roles(quote: str) -> bool:
    """Somebody who is helped and somebody who helps, tied by a word that makes them one."""
    return bool(
        words.HELPED.search(quote) and words.HELPING.search(quote) and words.TIE.search(quote)
    )


def _of_footage(quote: str, setting: Setting, *, purpose: bool) -> Kind:
    shown = bool(words.SHOWN.search(quote))
    if purpose and not shown:
        return Kind(True, "no", "none")
    if words.SUPPOSING.match(quote):
        return Kind(True, "no", "none")
    if words.IDENTITY.search(quote) and not shown:
        return Kind(True, "no", "none")
    if words.ORIGIN.search(quote):
        return Kind(True, "partly", "provenance")
    if words.VAGUE.search(quote):
        return Kind(True, "partly", "repeated-take")
    if shown or setting.goes_on or words.VISIBLE_ACTION.search(quote):
        return Kind(True, "yes", "visible-content")
    if words.OPINION.search(quote) or words.UNSAID.match(quote):
        return Kind(True, "no", "none")
    if words.DESCRIBES.search(quote):
        return Kind(True, "yes", "visible-content")
    return Kind(True, "partly", "provenance")
