"""Claims: one test for each trap a page sets."""

from __future__ import annotations

import subprocess
import sys

import pytest

from secondtake.model.text import Claim, Reading
from secondtake.reading import read, shape

TITLE = "Film from Kelmar shows two takes\n8 May 2031, 10:00\n\n"


def of(story: str, title: str = TITLE) -> Reading:
    return read((title + story).encode(), "text/plain", exhibit="0" * 64)


def claims(story: str, title: str = TITLE) -> dict[str, Claim]:
    found = of(story, title)
    start = found.article.body.start
    return {c.quote: c for c in found.claims if c.passage.start >= start}


def who(claim: Claim) -> str | None:
    return claim.source.text if claim.source else None


def test_a_sentence_between_two_of_the_agency_is_the_outlets_own_with_a_question() -> None:
    found = claims(
        "According to the agency, the film was shot twice.\n\n"
        "A bucket stands by the wheel in the longer version.\n\n"
        "According to the agency, a group ordered the film.\n"
    )
    own = found["A bucket stands by the wheel in the longer version."]

    assert own.source is None
    assert own.carried_over_from is not None
    assert own.carried_over_from.text == "the agency"


def test_two_sequences_show_is_no_speaker() -> None:
    found = claims(
        "Two sequences show women walking past the wall.\n\nIt is a long wall, he said.\n"
    )

    assert who(found["Two sequences show women walking past the wall."]) is None


def test_a_chain_runs_from_the_page_through_an_agency_to_a_leak() -> None:
    found = claims(
        "The Dovrin Times reported on Friday, citing a leaked letter, that the film was shot on a "
        "stage.\n\nThe school has closed.\n"
    )
    claim = found["that the film was shot on a stage"]

    assert who(claim) == "The Dovrin Times"
    assert [link.text for link in claim.through] == ["a leaked letter"]


def test_the_innermost_speaker_is_the_source_and_the_others_are_links() -> None:
    found = claims(
        "According to the Dovrin Times, a technician said that every scene was filmed twice.\n\n"
        "The school has closed.\n"
    )
    claim = found["that every scene was filmed twice"]

    assert who(claim) == "a technician"
    assert [link.text for link in claim.through] == ["the Dovrin Times"]


def test_she_is_the_spokeswoman_named_before() -> None:
    found = claims(
        "“We have seen it,” said spokeswoman Ilva Darnet.\n\nShe said that the army had left.\n"
    )

    assert "Darnet" in (who(found["that the army had left"]) or "")


def test_a_denial_keeps_what_is_denied_and_says_so() -> None:
    found = claims("Colonel Ines Toll denied that the army was involved.\n\nIt rained all day.\n")
    claim = found["that the army was involved"]

    assert claim.denied
    assert who(claim) == "Colonel Ines Toll"


def test_a_headline_with_a_colon_has_a_source() -> None:
    reading = of("The army has left the town.\n", "Army: film was shot in May\n\n")
    headline = reading.claims[0]

    assert headline.quote == "film was shot in May"
    assert who(headline) == "Army"


def test_a_headline_without_its_source_is_the_outlets_own() -> None:
    headline = of("The film shows two takes, the army said.\n").claims[0]

    assert headline.quote == "Film from Kelmar shows two takes"
    assert headline.source is None


def test_a_quote_over_several_paragraphs_has_one_speaker() -> None:
    found = claims(
        "Ilva Marn told reporters: “We came at six.\n\n“Then a bus came.\n\n"
        "“We shot the square four times.”\n\nThe town hall has not answered.\n"
    )

    assert all(who(c) == "Ilva Marn" for q, c in found.items() if "hall" not in q)
    assert who(found["The town hall has not answered."]) is None


def test_a_contrast_stays_one_claim_and_two_clauses_are_two() -> None:
    found = claims(
        "The shirt is buttoned in the first take and open in the second. The film was posted on "
        "Monday, and the agency wrote about it.\n"
    )
    buttoned = found["The shirt is buttoned in the first take and open in the second."]

    assert buttoned.check == "continuity-difference"
    assert "The film was posted on Monday" in found


@pytest.mark.parametrize(
    ("sentence", "testable", "check"),
    [
        ("The same man appears as a victim and then as a paramedic.", "yes",
         "same-person-two-roles"),
        ("A child is lifted from the rubble in exactly the same way.", "yes", "repeated-take"),
        ("There is smoke in one take and none in the other.", "yes", "continuity-difference"),
        ("Here his shirt is open, there it is closed.", "yes", "continuity-difference"),
        ("Here a bucket stands by the gate, there is no bucket.", "yes", "continuity-difference"),
        ("The film shows women and children walking by.", "yes", "visible-content"),
        ("The film was posted on YouTube and later deleted.", "partly", "provenance"),
        ("The aim was to provoke strikes on the city.", "no", "none"),
    ],
)  # fmt: skip
def test_each_claim_names_the_check_that_would_test_it(
    sentence: str, testable: str, check: str
) -> None:
    claim = claims(f"{sentence}\n\nThe agency said so on Monday.\n")[sentence]

    assert (claim.testable, claim.check) == (testable, check)


@pytest.mark.parametrize(
    ("words", "resolved"),
    [
        ("on Tuesday", "2031-05-06"), ("on Thursday", "2031-05-08"), ("yesterday", "2031-05-07"),
        ("last Thursday", "2031-05-01"), ("earlier this month", "2031-05"), ("in June", "2030-06"),
        ("on August 25", "2030-08-25"), ("on 3 May", "2031-05-03"), ("last year", "2030"),
        ("three days ago", "2031-05-05"), ("last week", "2031-04-28/2031-05-04"),
        ("on 1 March 2029", "2029-03-01"), ("in 2027", "2027"), ("several days ago", None),
    ],
)  # fmt: skip
def test_times_are_counted_from_the_pages_own_date(words: str, resolved: str | None) -> None:
    claim = claims(f"The film was posted {words}.\n")[f"The film was posted {words}."]

    assert claim.event_time is not None
    assert claim.event_time.resolved == resolved


def test_the_day_of_speaking_is_not_the_day_of_the_event() -> None:
    found = claims("The film was made in June, the army said on Monday.\n")

    assert found["The film was made in June"].event_time is not None
    assert found["The film was made in June"].event_time.resolved == "2030-06"


def test_hedges_and_judging_words_are_listed_as_they_stand() -> None:
    found = claims("The film was allegedly made by terrorists.\n\nThe army may have seen it.\n")
    first = next(c for q, c in found.items() if "made by" in q)

    assert "allegedly" in [h.text for h in first.hedges]
    assert [w.text for w in first.loaded] == ["terrorists"]


def test_what_the_page_does_not_give_is_said() -> None:
    missing = " ".join(of("A film shows two takes, the army said.\n").missing)

    for word in ("Footage:", "Link:", "Frame:", "Uploader:", "Second source:", "Byline:"):
        assert word in missing


def test_reading_a_page_does_not_load_the_model_before_it_is_needed() -> None:
    code = "import sys, secondtake.reading as r; print('spacy' in sys.modules, r.MAKER.name)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert out.stdout.split() == ["False", "reading"]


def test_the_shape_has_the_fields_other_tools_rely_on() -> None:
    found = shape(of("The film shows two takes, the army said.\n"))

    assert set(found) >= {"title", "section", "published", "language", "text", "body", "furniture",
                          "claims", "attributions", "missing"}  # fmt: skip
    assert set(found["claims"][0]) >= {
        "id", "start", "end", "quote", "source", "through", "cue", "hedges", "event_time", "place",
        "about_footage", "testable", "check", "carried_over_from",
    }  # fmt: skip


def test_a_clause_put_in_leaves_the_sentence_whole() -> None:
    found = claims("The same man, the office wrote, appears as a prisoner in minute four.\n")
    claim = next(c for c in found.values() if "prisoner" in c.quote)

    assert who(claim) == "the office"
    assert claim.check == "same-person-two-roles"


def test_what_follows_said_is_no_speaker_when_it_is_the_subject_of_what_is_said() -> None:
    found = claims("A fisherman, who gave no name, said the boat in the clip was a wreck.\n")

    assert {who(c) for c in found.values()} <= {"A fisherman", None}
    assert any("wreck" in quote and who(c) == "A fisherman" for quote, c in found.items())


def test_a_denial_that_names_only_that_is_one_claim_about_the_saying() -> None:
    found = claims("The crew filmed it twice. Mayor Aina Rusk disputed that.\n")

    assert "Mayor Aina Rusk disputed that." in found


def test_an_agency_of_photos_can_speak_and_a_film_can_not() -> None:
    found = claims(
        "A photo agency told the Express that the pictures were taken in Kelmar.\n\n"
        "A film from the agency shows that the wall is dry.\n"
    )
    by_quote = {"Kelmar": None, "dry": None}
    for word in by_quote:
        by_quote[word] = next(who(c) for quote, c in found.items() if word in quote)

    assert by_quote == {"Kelmar": "A photo agency", "dry": None}


def test_the_day_of_an_accusation_is_not_the_day_of_what_it_accuses_of() -> None:
    found = claims("The ministry accused the crew on Thursday of filming the rescue twice.\n")

    assert all(c.event_time is None for c in found.values() if c.source)


def test_who_somebody_is_by_trade_no_footage_tests() -> None:
    found = claims("The university said the doctors in the clip were students.\n")
    claim = next(c for c in found.values() if "students" in c.quote)

    assert (claim.testable, claim.check) == ("no", "none")


@pytest.mark.slow
def test_reading_brings_no_http_client_and_leaves_the_parsers_commands_whole() -> None:
    code = (
        "import sys\n"
        "from secondtake.reading import read\n"
        "read(b'A title here\\n\\nThe ministry said that the film was old.', 'text/plain',"
        " exhibit='0' * 64)\n"
        "print([m for m in ('httpx', 'requests', 'spacy.cli') if m in sys.modules])\n"
        "import spacy.cli\n"
        "print(hasattr(spacy.cli, 'app'))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert out.stdout.split("\n")[:2] == ["[]", "True"]


def test_asking_not_to_be_named_is_no_claim_of_anybodys() -> None:
    found = claims("A harbour pilot, who asked not to be named, said the film was old.\n")

    assert not any(who(c) == "who" for c in found.values())
    assert any(who(c) == "A harbour pilot" and "old" in quote for quote, c in found.items())


def test_who_stands_for_the_name_beside_it() -> None:
    found = claims("The film was old. Ilva Marn, who said it was shot in May, left on Sunday.\n")
    claim = next(c for quote, c in found.items() if "May" in quote)

    assert who(claim) == "Ilva Marn"


def test_a_quote_that_quotes_another_has_both_in_its_chain() -> None:
    found = claims("\"The director told me, 'I have never seen that film,'\" Tilde Raben said.\n")
    claim = next(c for quote, c in found.items() if "never seen" in quote)

    assert who(claim) == "The director"
    assert [link.text for link in claim.through] == ["Tilde Raben"]


@pytest.mark.parametrize(
    ("story", "quote", "source"),
    [
        (
            "As the report puts it, the smoke is missing from the second film.",
            "the smoke is missing from the second film",
            "the report",
        ),
        (
            '"We fell a second time for the film," is how one of the men put it.',
            '"We fell a second time for the film,"',
            "one of the men",
        ),
        (
            "The man in the red cap, witnesses insist, later lies among the wounded.",
            "The man in the red cap, witnesses insist, later lies among the wounded",
            "witnesses",
        ),
        (
            "There is no sign, the board stressed, that anybody was hurt.",
            "There is no sign, the board stressed, that anybody was hurt",
            "the board",
        ),
        (
            "The harbour board is said to have obtained a longer film.",
            "The harbour board is said to have obtained a longer film",
            None,
        ),
        (
            "The clip, allegedly shot by a tourist, shows the stage from two sides.",
            "The clip, allegedly shot by a tourist, shows the stage from two sides.",
            None,
        ),
        (
            'Its lawyer dismissed as "invented" the claim that the woman was paid.',
            "the claim that the woman was paid",
            "Its lawyer",
        ),
        (
            "The claim that the boy plays two roles was first made by a blogger.",
            "that the boy plays two roles",
            "a blogger",
        ),
        (
            '"We filmed a drill," the brigade\'s chief, Ole Marsk, told Radio Tarn on Wednesday.',
            '"We filmed a drill,"',
            "the brigade's chief, Ole Marsk",
        ),
        (
            '"If it was a drill," Voss asked, "why were the streets not closed?"',
            '"If it was a drill,"',
            "Voss",
        ),
        (
            "The court saw two clips in which, the prosecution argued, the same cow drowns.",
            "The court saw two clips in which, the prosecution argued, the same cow drowns",
            "the prosecution",
        ),
        (
            "In the ministry's view, the clip was made to frighten voters.",
            "the clip was made to frighten voters",
            "the ministry",
        ),
        ("Who ordered the film remains unknown.", "Who ordered the film remains unknown.", None),
        ("@riverwatch: The flood is a bathtub.", "The flood is a bathtub.", "@riverwatch"),
        (
            "Asked whether the film was shot twice, Marsk declined to comment.",
            "Asked whether the film was shot twice, Marsk declined to comment.",
            None,
        ),
    ],
)
def test_a_claim_is_whole_and_has_its_speaker(story: str, quote: str, source: str | None) -> None:
    found = claims(f"The film was posted on Monday.\n\n{story}\n\nThe school has closed.\n")

    assert quote in found
    assert who(found[quote]) == source


@pytest.mark.parametrize(
    ("title", "source"),
    [
        ("Festival blaze: two films, one fall", None),
        ("Harbour board: film was shot in May", "Harbour board"),
        ("Camera assistant: we shot the square four times", "Camera assistant"),
    ],
)
def test_what_stands_before_a_headlines_colon_need_not_speak(
    title: str, source: str | None
) -> None:
    first = of("The film was posted on Monday.\n", f"{title}\n8 May 2031, 10:00\n\n").claims[0]

    assert who(first) == source


def test_the_next_shot_is_not_a_time_to_come() -> None:
    found = claims(
        "It emerged on Thursday that the jacket is open in one shot and closed in the next.\n"
    )
    (claim,) = found.values()

    assert claim.event_time is not None
    assert claim.event_time.resolved == "2031-05-08"


def test_a_claim_said_again_is_no_scene_shot_again() -> None:
    found = claims("Marsk said the film was old.\n\nHe repeated that on Friday.\n")

    assert found["He repeated that on Friday."].check != "repeated-take"


def test_a_verb_of_saying_left_out_the_second_time_parts_two_speakers() -> None:
    found = claims("Some people said that the video is old, while others that it is fabricated.\n")

    assert [(q, who(c)) for q, c in found.items()] == [
        ("that the video is old", "Some people"),
        ("it is fabricated", "others"),
    ]


def test_what_is_so_and_what_is_not_are_two_claims() -> None:
    found = claims("The films are staged and are not related to the town, the envoy said.\n")

    assert {q: c.polarity for q, c in found.items()} == {
        "The films are staged": "asserted",
        "are not related to the town": "negated",
    }


def test_what_a_speaker_adds_in_a_participle_is_a_claim_of_its_own() -> None:
    found = claims(
        "The police said the clip was shot in May, noting that the guard was missing in the second "
        "take.\n"
    )

    assert ["second take" in quote for quote in found] == [False, True]


def test_a_film_told_on_in_the_present_tense_is_still_told() -> None:
    found = claims(
        "The film shows two men in a bar. One distracts her while the other slips a pill into her "
        "glass. The post has a clip, which shows the guard asking a question on the quay.\n"
    )
    told = [c for q, c in found.items() if "distracts" in q or q.startswith("which shows")]

    assert [(c.about_footage, c.check) for c in told] == [(True, "visible-content")] * 2


def test_as_the_film_shows_is_no_speaker() -> None:
    found = claims("Several takes were made, as two sequences show, the office said.\n")

    assert [(who(c), c.through) for c in found.values()] == [("the office", ())]
