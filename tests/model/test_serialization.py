"""What stands in JSON where something else belongs is refused, whatever it is."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from secondtake.errors import InvalidRecord
from secondtake.model.enums import Transition
from secondtake.model.evidence import CustodyEvent, Maker
from secondtake.model.footage import Shot
from secondtake.model.serialization import plain, record
from secondtake.model.time import Span

MAKER = Maker(name="test", version="1", settings=(("rate", 2), ("fine", True), ("step", 0.5)))
SHOT = Shot(
    exhibit="a" * 64,
    number=0,
    span=Span(start=0, end=25, tick=Fraction(1, 25)),
    transition=Transition.CUT,
    made_by=MAKER,
)
EVENT: dict[str, Any] = {
    "seq": 1,
    "previous": "0" * 64,
    "action": "opened",
    "actor": "Ann",
    "at": "2026-11-03T00:00:00Z",
    "exhibit": None,
    "detail": [["case", "x"]],
}
WRONG = (None, True, 1, 1.5, "x", "", [], {}, [[]], {"a": 1}, 10**400, float("nan"))


def test_what_was_written_is_read_back() -> None:
    assert record(Shot, plain(SHOT)) == SHOT
    assert plain(record(CustodyEvent, EVENT)) == EVENT


@pytest.mark.parametrize(
    ("name", "fitting"),
    [
        ("seq", (int,)),
        ("previous", ()),
        ("action", (str,)),
        ("actor", (str,)),
        ("at", ()),
        ("exhibit", (str, type(None))),
        ("detail", (dict, list, str)),
    ],
)
@pytest.mark.parametrize("value", WRONG, ids=lambda v: str(v)[:9])
def test_a_value_of_another_type_is_refused(
    name: str, fitting: tuple[type, ...], value: Any
) -> None:
    if type(value) in fitting:
        return
    with pytest.raises(InvalidRecord):
        record(CustodyEvent, EVENT | {name: value})


@pytest.mark.parametrize("tick", ["1/0", "x", 10**400, None, [], "9" * 5000, "1e999999999", True])
def test_a_tick_that_is_no_fraction_is_refused(tick: Any) -> None:
    written = plain(SHOT)
    with pytest.raises(InvalidRecord):
        record(Shot, written | {"span": written["span"] | {"tick": tick}})


@pytest.mark.parametrize("number", [10**400, "1.5", None, True, [1.5]])
def test_what_is_no_float_is_refused(number: Any) -> None:
    with pytest.raises(InvalidRecord, match=r"step: expected a float, got"):
        record(float, number, "step")


@pytest.mark.parametrize("setting", [None, [], {}])
def test_a_setting_is_a_word_a_number_or_a_truth(setting: Any) -> None:
    with pytest.raises(InvalidRecord, match=r"Maker\.settings: expected a str or int"):
        record(Maker, plain(MAKER) | {"settings": [["rate", setting]]})
