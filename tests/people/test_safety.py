"""Where traces of people may be touched at all: no gallery, no name, no search across cases."""

from __future__ import annotations

import ast
from dataclasses import fields
from pathlib import Path

import secondtake
from secondtake.model.people import PersonCandidate, PersonSeen, PersonTrack

SOURCE = Path(secondtake.__file__).parent


def importers(*names: str) -> set[str]:
    """Rooms or files that import one of the dotted names."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                dotted = {node.module, *(f"{node.module}.{a.name}" for a in node.names)}
                if dotted & set(names):
                    found.add(path.relative_to(SOURCE).as_posix())
    return found


def test_only_the_workbench_of_one_case_opens_its_traces_of_people() -> None:
    found = importers("secondtake.store.people_traces") - {"store/__init__.py"}

    assert found == {
        "store/file_verification.py",  # verify hashes them and names what is not theirs
        "store/named_files.py",
        "store/shot_descriptions.py",
        "store/verification.py",
        "workbench/bench.py",
        "workbench/pipeline/people_in_roles.py",
        "workbench/pipeline/person_numbers.py",  # how many were tracked before
    }


def test_only_the_workbench_of_one_case_opens_its_closer_looks() -> None:
    found = importers("secondtake.store.shot_descriptions") - {"store/__init__.py"}

    assert found == {"workbench/pipeline/kept_descriptions.py"}


def test_no_archive_no_export_and_no_page_knows_of_tracks_with_vectors() -> None:
    rooms = {path.partition("/")[0] for path in importers("secondtake.model.people.PersonTrack")}

    assert rooms == {"comparing", "store", "workbench"}


def test_no_record_of_a_person_has_room_for_a_name() -> None:
    words = {
        f.name for record in (PersonTrack, PersonCandidate, PersonSeen) for f in fields(record)
    }

    assert words & {"name", "person", "identity", "label", "role"} == set()
