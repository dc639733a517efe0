"""Which findings bear on a claim: by its check, its film, the time in it and the attribute."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from tests.judging.test_judge import (
    FILM,
    a_difference,
    a_reading,
    a_reel,
    an_exhibit,
    rates,
    relation,
    shots,
)

from secondtake.export.messages.reason_words import clause
from secondtake.judging import Snapshot, judge
from secondtake.judging.named_exhibits import NamedFilms
from secondtake.model.enums import (
    ClaimCheck,
    DifferenceKind,
    PicturePart,
    Polarity,
    ReasonCode,
    Testable,
)
from secondtake.model.findings import Difference, Relation
from secondtake.model.footage import Shot
from secondtake.model.page_enums import ClaimSubject
from secondtake.model.reasons import reason
from secondtake.model.report import Claimed
from secondtake.model.text import Claim, ClaimFocus
from secondtake.model.time import Span

OTHER = "c" * 64
HERE = shots(4)
THERE = tuple(replace(s, exhibit=OTHER) for s in HERE)
UPPER = Difference(
    kind=DifferenceKind.COLOUR,
    what=reason(ReasonCode.PART_COLOUR, part="upper body", person=2),
    left_box=(0.6, 0.4, 0.1, 0.2),
    right_box=(0.6, 0.4, 0.1, 0.2),
    span=Span.of_seconds(1, 2, Fraction(1, 25)),
    size=30.0,
)


def region(*box: float) -> Difference:
    what = reason(ReasonCode.PICTURE_REGION, place=("right third",))
    return replace(UPPER, what=what, left_box=box, right_box=box)


MIDDLE, CORNER, CAPTION = region(0.4, 0.3, 0.2, 0.2), region(0.8, 0.0, 0.2, 0.2), region(
    0.1, 0.8, 0.7, 0.1
)  # fmt: skip


def claim(check: str, quote: str = "It", **more: object) -> Claim:
    testable = Testable.NO if check == "none" else Testable.YES
    first = replace(a_reading().claims[0], check=ClaimCheck(check), testable=testable, quote=quote)
    return replace(first, **more)


def focus(*subjects: ClaimSubject, **more: object) -> ClaimFocus:
    return ClaimFocus(subjects=subjects, **more)


def became(claimed: Claim, *relations: Relation, held: tuple[Shot, ...] = HERE + THERE) -> Claimed:
    names = {FILM: "take-2031.mp4", OTHER: "agency.mp4"}
    files = dict.fromkeys(s.exhibit for s in held)
    found = judge(
        Snapshot(
            readings=(replace(a_reading(), claims=(claimed,)),),
            shots=held,
            reels=tuple(replace(a_reel(), exhibit=f) for f in files),
            relations=relations,
            failures=(),
            exhibits=tuple(replace(an_exhibit(), digest=f, name=names[f]) for f in files),
            rates_of=lambda engine, kind: rates(),
            in_words=clause,
        )
    )
    kinds = {f.id: str(f.kind) for f in found.findings}
    return replace(
        found.claimed[0],
        findings=tuple(kinds[f] for f in found.claimed[0].findings),
        others=tuple(replace(t, finding=kinds[t.finding]) for t in found.claimed[0].others),
    )


def beside(told: Claimed) -> list[str]:
    return [t.finding for t in told.others]


RETAKE = relation(HERE[0], HERE[2], "retake")
COPY_ACROSS = relation(HERE[0], THERE[1], "copy")
COPY_WITHIN = relation(HERE[0], HERE[1], "copy")
MOMENT = relation(HERE[0], HERE[3], "same moment")


@pytest.mark.parametrize(
    ("check", "shown", "bears"),
    [
        ("repeated-take", RETAKE, True),
        ("repeated-take", COPY_WITHIN, True),
        ("repeated-take", COPY_ACROSS, False),
        ("repeated-take", MOMENT, False),
        ("same-moment", MOMENT, True),
        ("copy", COPY_ACROSS, True),
        ("copy", COPY_WITHIN, False),
    ],
)
def test_a_finding_bears_on_the_claims_whose_check_it_answers(
    check: str, shown: Relation, bears: bool
) -> None:
    told = became(claim(check), shown)
    kind = str(shown.kind)

    assert (kind in told.findings, kind in beside(told)) == (bears, not bears)
    assert (told.state == "findings") == bears


def test_a_copy_in_two_files_bears_on_a_claim_about_two_videos() -> None:
    two = claim("repeated-take", focus=focus(several_films=True))

    assert became(two, COPY_ACROSS).findings == ("none", "copy")


def test_re_used_footage_is_tied_to_the_copy_and_else_says_that_records_settle_it() -> None:
    used = claim("provenance", also=(ClaimCheck.COPY,))

    assert became(used, COPY_ACROSS).state == "findings"
    assert became(used, relation(HERE[0], THERE[0], "different")).state == "not by footage alone"
    alone = became(used, RETAKE, held=HERE)
    assert "search an archive" in alone.note


@pytest.mark.parametrize(
    ("named", "difference", "bears"),
    [
        (focus(ClaimSubject.UPPER_BODY), UPPER, True),
        (focus(ClaimSubject.CLOTHING), UPPER, True),
        (focus(ClaimSubject.SMOKE), UPPER, False),
        (focus(ClaimSubject.LEGS), UPPER, False),
        (focus(ClaimSubject.SMOKE), MIDDLE, True),
        (focus(ClaimSubject.UPPER_BODY), MIDDLE, False),
        (focus(ClaimSubject.SMOKE, parts=(PicturePart.LEFT,)), region(0.8, 0.4, 0.1, 0.1), False),
        (focus(ClaimSubject.SMOKE, parts=(PicturePart.RIGHT,)), region(0.8, 0.4, 0.1, 0.1), True),
        (focus(), MIDDLE, True),
        (focus(), CAPTION, False),
        (focus(), a_difference(), True),
        (
            focus(ClaimSubject.OBJECT),
            replace(UPPER, what=reason(ReasonCode.CLOCK_READING, place=("left third",))),
            False,
        ),
    ],
)
def test_a_difference_bears_only_where_it_can_be_the_one_that_is_named(
    named: ClaimFocus, difference: Difference, bears: bool
) -> None:
    told = became(
        claim("continuity-difference", focus=named),
        relation(HERE[0], HERE[2], "retake", differences=(difference,)),
    )

    assert ("difference" in told.findings, "difference" in beside(told)) == (bears, not bears)
    assert all(t.why and "{" not in t.why for t in (*told.ties, *told.others))


def test_what_is_laid_over_one_of_two_files_is_no_evidence_of_continuity() -> None:
    smoke = claim("continuity-difference", focus=focus(ClaimSubject.SMOKE))
    copies = relation(THERE[1], HERE[0], "copy", differences=(MIDDLE,))
    takes = relation(THERE[2], HERE[3], "retake", differences=(MIDDLE,))
    in_a_corner = relation(THERE[2], HERE[3], "retake", differences=(CORNER,))
    in_one_file = relation(HERE[2], HERE[3], "retake", differences=(CORNER,))

    assert "difference" not in became(smoke, copies, takes).findings
    assert "difference" not in became(smoke, in_a_corner).findings
    assert "difference" in became(smoke, in_one_file).findings
    upper_right = focus(ClaimSubject.SMOKE, parts=(PicturePart.RIGHT, PicturePart.UPPER))
    assert "difference" in became(replace(smoke, focus=upper_right), in_a_corner).findings


def test_a_time_or_a_film_that_a_claim_names_leaves_out_the_others() -> None:
    def at(*seconds: tuple[float, float]) -> Claimed:
        return became(claim("repeated-take", focus=ClaimFocus(seconds=seconds)), RETAKE)

    def of(quote: str) -> Claimed:
        return became(claim("repeated-take", quote=quote), relation(HERE[0], HERE[2], "retake"))

    assert "retake" in at((2, 4)).findings
    assert beside(at((16, 18))) == ["retake"]
    assert "retake" in at((900, 902)).findings  # no film is that long: a time of day
    assert "retake" in of("In take-2031 he falls twice").findings
    assert beside(of("In agency.mp4 he falls twice")) == ["retake"]
    assert "retake" in of("The agency says that he falls twice").findings


def test_a_claim_of_two_roles_says_how_to_ask_for_people_to_be_compared() -> None:
    told = became(claim("same-person-two-roles"), RETAKE)

    assert told.state == "could not look"
    assert "--people" in told.note


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"denied": True, "polarity": Polarity.DENIED}, "its source denies"),
        ({"polarity": Polarity.NEGATED}, "is not so"),
    ],
)
def test_findings_about_a_denied_or_negated_claim_are_told_to_be_about_what_is_denied(
    said: dict[str, object], words: str
) -> None:
    told = became(claim("repeated-take", **said), RETAKE)

    assert told.state == "findings"
    assert words in told.note


def test_a_place_is_for_a_person_where_footage_of_two_sources_is_held() -> None:
    place = claim("same-place", testable=Testable.PARTLY)

    assert became(place, relation(HERE[0], THERE[0], "same scene")).state == "for a person"
    assert became(place, RETAKE, held=HERE).state == "could not look"


@pytest.mark.parametrize(
    ("subject", "word"),
    [
        (ClaimSubject.GENUINENESS, "judgement"),
        (ClaimSubject.MOTIVE, "Why something was done"),
        (ClaimSubject.SAYING, "in general"),
    ],
)
def test_what_no_footage_tests_says_what_could_be_shown_instead(
    subject: ClaimSubject, word: str
) -> None:
    told = became(claim("none", focus=focus(subject)), RETAKE)

    assert (told.state, told.findings, told.others) == ("not from footage", (), ())
    assert word in told.note
    assert "instead" in told.note


def test_light_and_weather_are_for_a_person_with_the_limits_of_what_they_tell() -> None:
    told = became(claim("visible-content", focus=focus(ClaimSubject.LIGHT)), RETAKE)

    assert told.state == "for a person"
    assert "narrow down a time only where" in told.note


def test_a_tie_says_by_what_a_claim_names_the_film() -> None:
    said = claim("repeated-take", "The agency's recording shows the fall twice")
    (tie,) = [t for t in became(said, relation(THERE[0], THERE[2], "retake")).ties if t.why]

    assert tie.why.endswith(
        "“agency's recording” in the claim may mean this film: the name of its file has “agency” "
        "in it."
    )


@pytest.mark.parametrize(
    ("quote", "how"),
    [
        ("the clip in his channel Coast Watch was cut", "Coast Watch"),
        ("as @coast_watch posted it", "@coast_watch"),
        ("see t.me/coastwatch/77", "t.me/coastwatch/77"),
        ("the video on Telegram is older", "Telegram"),
        ("the film take-2031 begins later", "take-2031.mp4"),
        ("the harbour film is longer", "harbour"),
        ("a film of the coast", ""),
        ("the report is false", ""),
    ],
)
def test_a_film_is_named_by_its_file_address_account_platform_or_owner(
    quote: str, how: str
) -> None:
    films = [
        replace(an_exhibit(), digest=FILM, origin="https://t.me/coastwatch/77", name="77.mp4"),
        replace(an_exhibit(), digest=OTHER, origin="take-2031.mp4", name="take-2031.mp4"),
        replace(an_exhibit(), digest="d" * 64, name="harbour-report.mp4"),
    ]
    named = NamedFilms(films, {film.digest: film.name for film in films}).of(quote)

    assert len(named) == bool(how)
    assert all(how in one.told for one in named)


def test_an_account_that_two_films_share_names_neither() -> None:
    films = [
        replace(an_exhibit(), digest=digest, origin=f"https://x.com/quaywatch/{n}", name=f"{n}.mp4")
        for n, digest in enumerate((FILM, OTHER))
    ]

    assert NamedFilms(films, {FILM: "0.mp4", OTHER: "1.mp4"}).of("the clip of QuayWatch on X") == ()
