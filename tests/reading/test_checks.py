"""Which checks would test a claim, and what in footage a finding has to be about to bear on it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from secondtake.model.page_enums import ClaimSubject
from secondtake.model.serialization import plain, record
from secondtake.model.text import Claim, ClaimFocus
from secondtake.reading import read
from secondtake.reading.english.claims.focus import focus_of
from secondtake.reading.english.claims.testability import Kind, Setting, kind_of


def kind(quote: str) -> Kind:
    return kind_of(quote, Setting(sentence=quote, topic=True))


def focus(quote: str) -> ClaimFocus:
    return focus_of(quote, kind(quote))


@pytest.mark.parametrize(
    ("quote", "checks"),
    [
        ("The video also shows the first carrying from a second camera", "same-moment"),
        ("The same blast is seen from two angles", "same-moment"),
        ("Both clips are the same recording", "copy"),
        ("The video is old", "provenance copy"),
        ("the broadcaster used footage from 2016", "provenance copy"),
        ("the footage was recycled from an earlier war", "provenance copy"),
        ("The clip is taken from a film", "provenance copy"),
        ("the video was filmed at the quay and not in the fuel yard", "same-place provenance"),
        ("the video was not filmed in Kelmar but in Dovrin", "same-place provenance"),
        ("The clip was filmed elsewhere", "provenance same-place"),
        ("the market in the video is in Lahore, not in Delhi", "same-place provenance"),
        ("The clip was filmed in Kelmar", "provenance same-place"),
        ("The clip was filmed in 2016", "provenance copy"),
        ("The footage was shot on Tuesday", "provenance"),
        ("The shadows show that it was filmed at noon", "visible-content"),
        ("The video was filmed in the evening and not in the morning", "visible-content"),
        ("The link is now invalid.", "provenance"),
        ("The tweet is no longer available", "provenance"),
        ("that the man who waves the carriers on is later one of the carriers",
         "same-person-two-roles"),
        ("Nobody carries a wounded man out of a fire twice,", "none"),
        ("Who would film a rescue twice?", "none"),
        ("No one falls twice in the same way in this film", "repeated-take"),
        ("in the clip you see someone in a red jacket run behind a sign", "visible-content"),
        ("The video is a fake", "none"),
        ("Both videos start with footage captured by cameras with the same name", "provenance"),
        ("The claim is false, however.", "none"),
        ("Is it real or not?", "none"),
        ("the video was graphic and disturbing", "none"),
        ("We urge the public to disregard this video.", "none"),
        ("The army wishes to state that there was no attack as shown in the video", "provenance"),
        ("At the 1:35 mark you can see the guard slap the driver", "visible-content"),
        ("the clips featured two wooden crates", "visible-content"),
        ("It is actually a clip from a news report about a strike", "provenance"),
        ("Videos described as showing the ferry were viewed millions of times", "provenance"),
        ("the group has made a number of such videos", "provenance"),
        ("The first clip, taken by a tourist, shows two guards at the gate", "visible-content"),
        ("In it, we see two guards lift a crate", "visible-content"),
        ("On the left, the guard is behind the car", "visible-content"),
        ("the videos do not support that account", "visible-content"),
        ("The regulator received 25 complaints about the film", "none"),
    ],
)  # fmt: skip
def test_a_claim_names_every_check_that_would_test_it(quote: str, checks: str) -> None:
    found = kind(quote)

    assert " ".join((found.check, *found.also)) == checks
    assert (found.testable == "no") == (checks == "none")


@pytest.mark.parametrize(
    ("quote", "subjects", "parts"),
    [
        ("In the first part the man wears a red jacket, in the second part it is blue",
         "upper body", ""),
        ("The man beside the van has a hat in one take and none in the other", "head", ""),
        ("Smoke rises beside the van in one part and there is none in the other.",
         "smoke or fire", ""),
        ("A bucket stands on the left in one take and is missing in the other",
         "object", "left third"),
        ("The bucket to the left of the van is missing in the second take", "object", ""),
        ("The glove on his left hand is gone in the second take", "arms", ""),
        ("A lamp moves from the left to the right in the other take", "object", ""),
        ("The light in the top right corner is on in one take and off in the other",
         "", "right third upper half"),
        ("The woman is there in one take and not there in the second", "person", ""),
    ],
)  # fmt: skip
def test_what_a_claim_of_continuity_names_is_what_a_difference_has_to_be_of(
    quote: str, subjects: str, parts: str
) -> None:
    found = focus(quote)

    assert kind(quote).check == "continuity-difference"
    assert (" ".join(found.subjects), " ".join(found.parts)) == (subjects, parts)


@pytest.mark.parametrize(
    ("quote", "seconds"),
    [
        ("At 0:45 the shirt is buttoned, at 1:20 it is open", ((43, 47), (78, 82))),
        ("12 seconds into the video he falls over again", ((10, 14),)),
        ("The clip shows him falling from 2:05 to 2:11", ((123, 133),)),
        ("The clip shows the blast at 09:40", ()),
        ("The video was posted at 10:15 on Tuesday", ()),
    ],
)
def test_a_time_in_a_film_is_told_from_a_time_of_day(
    quote: str, seconds: tuple[tuple[float, float], ...]
) -> None:
    assert focus(quote).seconds == seconds


def test_one_film_is_told_from_several() -> None:
    assert not focus("The video shows the same scene twice, in two parts").several_films
    assert focus("The two videos show the same scene").several_films
    assert focus("The shirt is buttoned in one video and open in the other").several_films
    assert not focus("The woman who films the rescue falls twice").several_films


@pytest.mark.parametrize(
    ("quote", "subject"),
    [
        ("The video is fake", ClaimSubject.GENUINENESS),
        ("The aim was to provoke strikes on the city.", ClaimSubject.MOTIVE),
        ("Who would film a rescue twice?", ClaimSubject.SAYING),
    ],
)
def test_what_no_footage_tests_says_why(quote: str, subject: ClaimSubject) -> None:
    assert focus(quote).subjects == (subject,)


def test_a_claim_of_a_case_made_before_these_fields_reads_as_one_that_names_nothing() -> None:
    page = b"Film shows two takes\n\nThe film shows the same scene twice, the army said.\n"
    claim = read(page, "text/plain", exhibit="0" * 64).claims[-1]
    kept = {k: v for k, v in plain(claim).items() if k not in ("also", "focus")}

    assert record(Claim, kept) == replace(claim, also=(), focus=ClaimFocus())
    assert record(Claim, plain(claim)) == claim


def test_words_that_footage_is_set_against_are_to_be_seen_and_a_count_of_thousands_is_not() -> None:
    around = "The clip appears to contradict the claim that the guard was threatening the driver."
    said = kind_of("the guard was threatening the driver", Setting(sentence=around, topic=True))
    counted = kind("12,000 people have fled the town")

    assert (said.check, counted.check) == ("visible-content", "none")
