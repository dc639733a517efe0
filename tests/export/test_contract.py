"""What every exporter in the table of parts keeps to."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from tests.export import sample

from secondtake import plugins
from secondtake.errors import CaseUnwritable

every = pytest.mark.parametrize("name", plugins.names("exporters"))


@every
def test_the_same_report_gives_the_same_file_after_a_pickle(name: str, tmp_path: Path) -> None:
    exporter = plugins.load("exporters", name)()
    first = exporter.export(sample.hostile(), tmp_path / "one")
    second = pickle.loads(pickle.dumps(exporter)).export(sample.hostile(), tmp_path / "two")

    assert first.read_bytes() == second.read_bytes()


@every
def test_an_empty_case_gives_one_file_and_nothing_beside_it(name: str, tmp_path: Path) -> None:
    path = plugins.load("exporters", name)().export(sample.bare(), tmp_path)

    assert list(tmp_path.iterdir()) == [path]


@every
def test_a_second_report_takes_the_place_of_the_first(name: str, tmp_path: Path) -> None:
    exporter = plugins.load("exporters", name)()
    first = exporter.export(sample.bare(), tmp_path).read_bytes()
    second = exporter.export(sample.no_footage(), tmp_path).read_bytes()

    assert first != second
    assert len(list(tmp_path.iterdir())) == 1


@every
def test_a_folder_that_cannot_be_written_gives_one_sentence(name: str, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("here")

    with pytest.raises(CaseUnwritable, match="cannot be written"):
        plugins.load("exporters", name)().export(sample.bare(), tmp_path / "taken")
