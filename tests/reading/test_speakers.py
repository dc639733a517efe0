"""Who speaks, who does not, and what they assert, deny or ask: one test for each kind."""

from __future__ import annotations

from tests.reading.test_claims import claims, of, who

from secondtake.model.enums import ClaimCheck, Polarity, Testable
from secondtake.model.page_layout import laid_out


def test_a_quote_goes_to_whom_the_sentence_before_is_about_and_is_not_denied() -> None:
    found = claims(
        "The army never denied that the video was staged on Friday. Colonel Harn was blunt. "
        "“It is a fake.”\n"
    )
    quote = next(c for q, c in found.items() if "fake" in q)

    assert (who(quote), quote.source_carried, quote.denied) == ("Colonel Harn", True, False)
    assert not any(c.denied for c in found.values())


def test_a_quote_after_a_paragraph_in_which_nobody_speaks_has_no_speaker() -> None:
    found = claims(
        "Mara Quist said that the film was old.\n\nThe state channel did not reply.\n\n"
        "“The mourners wear the boots of soldiers.”\n"
    )
    quote = next(c for q, c in found.items() if "mourners" in q)

    assert quote.source is None
    assert quote.speaker_not_found


def test_things_do_not_speak_and_writings_do() -> None:
    found = claims(
        "The terrain and the light clearly indicate that the film is old.\n\n"
        "A caption alongside says Nothing but lies.\n\n"
        "A post on Plaza states that the wounded are paid.\n"
    )
    told = {who(c) for c in found.values()}

    assert told == {None, "A caption alongside", "A post on Plaza"}


def test_these_statements_belong_to_whoever_was_just_reported() -> None:
    found = claims("Moscow believes that the film was ordered. These statements point to a plan.\n")

    assert who(found["These statements point to a plan."]) == "Moscow"


def test_one_speaker_under_two_names_is_one_voice() -> None:
    reading = of(
        "Mara Quist said that the film was made in May. Quist said that the crew had left.\n"
    )

    assert {c.speaker for c in reading.claims if c.source} == {"Mara Quist"}
    assert [v.names for v in laid_out(reading).voices[1:]] == [("Mara Quist", "Quist")]


def test_who_passed_a_statement_on_is_a_link_of_its_chain() -> None:
    found = claims(
        "The council, in a statement shared by the channel Selvik Today, claims that the film is "
        "old.\n"
    )
    claim = next(c for c in found.values() if c.source)

    assert [link.text for link in claim.through] == ["the channel Selvik Today"]


def test_polarity_tells_denial_negation_lack_of_evidence_and_questions_apart() -> None:
    found = claims(
        "The ministry denied that the film was staged. The film was not made in Kelmar. "
        "There is no evidence that the film was made in May. Who ordered the second film?\n"
    )

    assert [c.polarity for c in found.values()] == [
        Polarity.DENIED,
        Polarity.NEGATED,
        Polarity.NO_EVIDENCE,
        Polarity.ASKED,
    ]


def test_a_deed_is_tested_and_the_intent_behind_it_is_not() -> None:
    found = claims(
        "Several takes were made of the same scene, apparently in a bid to frighten the town.\n"
    )

    assert [(c.check, c.testable) for c in found.values()] == [
        (ClaimCheck.REPEATED_TAKE, Testable.YES),
        (ClaimCheck.NONE, Testable.NO),
    ]


def test_roles_and_continuity_are_known_in_other_words() -> None:
    found = claims(
        "The man who is carried in the first shot is the man who does the carrying in the next. "
        "His jacket is unbuttoned, then buttoned. His coat is once open, once closed.\n"
    )

    assert [c.check for c in found.values()] == [
        ClaimCheck.SAME_PERSON_TWO_ROLES,
        ClaimCheck.CONTINUITY_DIFFERENCE,
        ClaimCheck.CONTINUITY_DIFFERENCE,
    ]


def test_who_spreads_a_claim_makes_it_and_who_is_brought_to_it_does_too() -> None:
    found = claims(
        "Two accounts are spreading false claims that the film was made in Kelmar. "
        "The pictures prompted the papers to assume that the group is filming again.\n"
    )
    said = {c.source.text for c in found.values() if c.source}

    assert said == {"Two accounts", "the papers"}


def test_a_word_put_in_marks_is_nobodys_speech() -> None:
    found = claims(
        "Despite what the police have said, Ada Brandt told the Selvik Post that she saw no "
        "“struggle” between the guard and the driver.\n"
    )

    assert {c.source.text for c in found.values() if c.source} == {"Ada Brandt"}


def test_what_is_denied_of_a_man_with_his_name_after_his_office_stays_denied() -> None:
    found = claims(
        "The army on Thursday denied that gang leader, Ivo Harn, captured one of its boats.\n"
    )
    (said,) = found.values()

    assert said.source is not None and who(said) == "The army"
    assert said.polarity == Polarity.DENIED
