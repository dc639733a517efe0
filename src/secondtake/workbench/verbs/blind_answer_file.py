"""A blind reviewer's file of answers, read as hostile input: sound as a whole, or refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from secondtake.errors import InputInvalid, InputMissing, LimitExceeded
from secondtake.guarding import json_value
from secondtake.model.blind_answers import FORMAT, MOST_LETTERS, VERSION, BlindAnswer
from secondtake.model.enums import RelationKind
from secondtake.model.names import shown

__all__ = ["answers_in"]

MOST_BYTES = 1_000_000
"""A page asks of at most 120 findings, each with a note of at most ``MOST_LETTERS``."""
MOST_DEPTH = 6
"""Levels of lists and objects: the page writes four."""


def answers_in(file: Path, case: str) -> tuple[BlindAnswer, ...]:
    """The answers of a file that the page of a case saved; ``case`` is the case's ID.

    Raises ``InputMissing`` where there is no such file, and ``InputInvalid``, in one sentence,
    for anything but what the page writes.
    """
    try:
        with file.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise InputMissing(
            f"There is no file {shown(file.name)}.", advice="Check the path."
        ) from error
    except OSError as error:
        raise _refused(file, "cannot be read") from error
    try:
        held = json_value(data.decode("utf-8"), most_bytes=MOST_BYTES, most_depth=MOST_DEPTH)
    except (ValueError, LimitExceeded) as error:
        raise _refused(file, "is not what the page for a blind review saves") from error
    if not _has(held, {"format": str, "version": int, "case": str, "answers": list}):
        raise _refused(file, "is not what the page for a blind review saves")
    if (held["format"], held["version"]) != (FORMAT, VERSION):
        raise _refused(file, "is of another format or of a newer version")
    if held["case"] != case:
        raise _refused(file, "holds answers about another case")
    answers = tuple(_answer(file, one) for one in held["answers"])
    named = [finding for one in answers for finding in one.findings]
    if not answers:
        raise _refused(file, "holds no answer")
    if len(set(named)) < len(named):
        raise _refused(file, "answers one pair twice")
    return answers


def _answer(file: Path, held: Any) -> BlindAnswer:
    if not _has(held, {"findings": list, "answer": str, "note": str}):
        raise _refused(file, "holds something that is no answer")
    names, note = held["findings"], held["note"]
    if not names or not all(isinstance(name, str) for name in names):
        raise _refused(file, "holds an answer that names no pair")
    if held["answer"] not in [kind.value for kind in RelationKind]:
        raise _refused(file, f"holds an answer the page does not offer: {shown(held['answer'])}")
    if len(note) > MOST_LETTERS or not _is_text(note):
        raise _refused(file, f"holds a note longer than {MOST_LETTERS:,} letters, or no plain text")
    return BlindAnswer(findings=tuple(names), answer=RelationKind(held["answer"]), note=note)


def _has(held: Any, fields: dict[str, type]) -> bool:
    """Whether it is an object of exactly these fields, each of its type; ``true`` is no number."""
    return (
        isinstance(held, dict)
        and set(held) == set(fields)
        and all(type(held[name]) is kind for name, kind in fields.items())
    )


def _is_text(note: str) -> bool:
    """Whether nothing in it steers a terminal or is half a letter; line breaks may stand in it."""
    return all(letter.isprintable() or letter in "\n\t\u00a0" for letter in note)


def _refused(file: Path, what: str) -> InputInvalid:
    return InputInvalid(
        f"{shown(file.name)} {what}; nothing was recorded.",
        advice="Give the file that the page of `secondtake review --html` saved, unchanged.",
    )
