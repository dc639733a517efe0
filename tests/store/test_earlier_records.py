"""Records of earlier versions are read as records of today, and lose nothing they said."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.model.test_enums import RELATION

from secondtake.model.enums import ReasonCode, RelationKind
from secondtake.model.evidence import Maker
from secondtake.model.findings import Relation
from secondtake.model.measure_names import MeasureName
from secondtake.model.pair_results import CaptureResult, TakesResult
from secondtake.model.reasons import Reason, as_written, reason
from secondtake.model.serialization import plain
from secondtake.store import row_format

MAKER = Maker(name="test", version="1")
BOX = (0.1, 0.1, 0.2, 0.2)
DIFFERENCE = {
    "kind": "colour",
    "what": "colour of the head of person 1",
    "left_box": BOX,
    "right_box": BOX,
    "span": {"start": 0, "end": 5, "tick": "1/25"},
    "size": 4.0,
}
SENTENCES: dict[str, Any] = {"because": ["35 keypoints fit."], "missing": ["sound in both shots"]}


def restored(kind: str, value: dict[str, Any]) -> Any:
    def no_arrays(digest: str) -> bytes:
        raise AssertionError(digest)

    return row_format.restore(kind, json.dumps(value), no_arrays)


def written(text: str) -> tuple[Reason, ...]:
    return (as_written(text),)


def test_sentences_of_a_relation_stay_as_they_were_written() -> None:
    old = plain(RELATION) | SENTENCES | {"differences": [DIFFERENCE]}

    found = restored("relation", old)

    assert isinstance(found, Relation)
    assert found.because == written("35 keypoints fit.")
    assert found.missing == written("sound in both shots")
    assert found.differences[0].what == as_written("colour of the head of person 1")


def test_so_do_those_of_a_relation_that_one_maker_made() -> None:
    old = plain(RELATION) | SENTENCES | {"made_by": plain(MAKER)}
    del old["decided_by"]

    found = restored("relation", old)

    assert (found.decided_by, found.made_by) == (MAKER, (MAKER,))
    assert found.because == written("35 keypoints fit.")


@pytest.mark.parametrize(
    ("name", "kind"), [("takes result", TakesResult), ("capture result", CaptureResult)]
)
def test_so_do_those_of_one_engine(name: str, kind: type) -> None:
    pair = {"left": "a:0", "right": "b:0", "measurements": [], "made_by": plain(MAKER)}
    more = {"kind": "retake", "scores": [], "alignment": [], "differences": [DIFFERENCE]}
    old = pair | SENTENCES | (more if kind is TakesResult else {})

    found = restored(name, old)

    assert isinstance(found, kind)

    assert found.because == written("35 keypoints fit.")


def test_a_reason_comes_back_as_it_went_in() -> None:
    told = reason(
        ReasonCode.OBJECT_MOVED,
        left=("left third", "upper half"),
        share=0.12345678,
        count=3,
        whole=False,
        unknown=float("nan"),
        kind=RelationKind.RETAKE,
    )
    relation = Relation(
        **{f: getattr(RELATION, f) for f in Relation.__slots__} | {"because": (told,)}
    )

    assert restored("relation", plain(relation)) == relation
    assert told.by_name == {
        "left": ("left third", "upper half"),
        "share": 0.12345678,
        "count": 3,
        "whole": False,
        "unknown": None,
        "kind": "retake",
    }


def test_measures_have_the_names_of_today_and_the_numbers_of_then() -> None:
    old = {"unit": "", "made_by": plain(MAKER)}
    measured = [old | {"name": "lock", "value": 0.5}, old | {"name": "grain_floor", "value": None}]
    found = restored("relation", plain(RELATION) | {"measurements": measured})

    assert found.measured(MeasureName.REGISTERED_SHARE) == 0.5
    assert [(m.name, m.value) for m in found.measurements] == [
        (MeasureName.REGISTERED_SHARE, 0.5),
        (MeasureName.SENSOR_NOISE_CORRELATION_ELSEWHERE, None),
    ]
    assert restored("relation", plain(found)) == found


MEASURES_OF_THEN = 30
"""Measures that version 0.2.0 kept."""


def test_every_earlier_name_of_a_measure_has_one_of_today() -> None:
    today = list(row_format.EARLIER_MEASURES.values())

    assert set(today) < set(MeasureName)
    assert len(today) == MEASURES_OF_THEN
    assert len(today) == len(set(today))
