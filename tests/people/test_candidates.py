"""Which pairs may be one person: said with reasons, never against time or a person's word."""

from __future__ import annotations

import dataclasses

import pytest
from tests.people.tracks_by_hand import person

from secondtake.comparing.people import THRESHOLD, pairs_of_people, person_candidates
from secondtake.export.messages.reason_words import in_words
from secondtake.judging.messages import FORBIDDEN
from secondtake.model.people import PersonCandidate, PersonTrack


def found(*tracks: PersonTrack, **more: object) -> dict[frozenset[str], PersonCandidate]:
    candidates = person_candidates(tracks, **more)  # type: ignore[arg-type]
    return {frozenset((c.left, c.right)): c for c in candidates}


def pair(left: str, right: str) -> frozenset[str]:
    return frozenset((left, right))


def test_the_same_looks_are_a_candidate_and_other_looks_are_none() -> None:
    told = found(person("F1:P1"), person("F2:P1"), person("F3:P1", views=1, colours=2))

    assert list(told) == [pair("F1:P1", "F2:P1")]
    assert told[pair("F1:P1", "F2:P1")].kind == "same clothes"
    assert told[pair("F1:P1", "F2:P1")].score >= THRESHOLD


def test_other_clothes_are_asked_after_only_where_faces_speak() -> None:
    one = person("F1:P1", face=5)
    told = found(
        one, person("F2:P1", views=1, colours=2, face=5), person("F3:P1", views=2, colours=4)
    )

    assert [c.kind for c in told.values()] == ["other clothes"]
    assert pair("F1:P1", "F2:P1") in told


def test_faces_that_are_unlike_speak_against_like_clothes() -> None:
    assert found(person("F1:P1", face=5), person("F2:P1", face=9)) == {}


def test_two_seen_at_one_time_in_one_shot_are_two() -> None:
    beside = (person("F1:P1"), person("F1:P2", start=0.5))
    after = (person("F1:P1"), person("F1:P2", start=7.0))

    assert pairs_of_people(beside) == ()
    assert pairs_of_people(after) == ((0, 1),)
    assert pairs_of_people((person("F1:P1"), person("F2:P1"))) == ((0, 1),)


def test_a_poor_track_is_in_no_pair() -> None:
    assert pairs_of_people((person("F1:P1"), person("F2:P1", poor="only 30 pixels tall"))) == ()


def test_a_decision_stays_and_rules_out_what_follows_from_it() -> None:
    tracks = [person(f"F{n}:P1") for n in (1, 2, 3)]
    decisions = {pair("F1:P1", "F2:P1"): "confirmed", pair("F2:P1", "F3:P1"): "rejected"}
    told = found(*tracks, decisions=decisions)

    assert told[pair("F1:P1", "F2:P1")].decision == "confirmed"
    assert told[pair("F2:P1", "F3:P1")].decision == "rejected"
    assert pair("F1:P1", "F3:P1") not in told


def test_a_decided_pair_is_told_also_under_the_threshold() -> None:
    tracks = (person("F1:P1"), person("F2:P1", views=2, colours=4))
    told = found(*tracks, decisions={pair("F1:P1", "F2:P1"): "left open"})

    assert told[pair("F1:P1", "F2:P1")].decision == "left open"


def test_reasons_name_the_measures_and_hold_no_word_of_verdict() -> None:
    told = found(
        person("F1:P1", face=5), dataclasses.replace(person("F2:P1", face=5), seen=("lying",))
    )
    words = " ".join(map(in_words, told[pair("F1:P1", "F2:P1")].because)).replace(
        "Right: lying.", ""
    )

    assert "Faces (3 and 3 views, 60 and 60 pixels wide)" in words
    assert "upper body 100 %" in words
    assert FORBIDDEN.search(words) is None


def test_the_rank_counts_what_fits_either_of_the_two_better() -> None:
    told = found(person("F1:P1", face=5), person("F2:P1", face=5), person("F3:P1"), threshold=0.0)
    weaker = told[pair("F1:P1", "F3:P1")]

    assert (weaker.rank, weaker.controls) == (2, 2)
    assert told[pair("F1:P1", "F2:P1")].rank == 1


def test_swapping_films_swaps_nothing_but_the_names() -> None:
    one, two = person("F1:P1", face=5), person("F2:P1", views=1, face=5)
    there, back = person_candidates((one, two)), person_candidates((two, one))

    assert [(c.kind, c.score) for c in there] == [(c.kind, c.score) for c in back]


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(Exception, match=r"PersonCandidate\.kind"):
        PersonCandidate(
            left="F1:P1",
            right="F2:P1",
            kind="same person",
            score=1.0,
            because=(),
            rank=1,
            controls=0,
        )
