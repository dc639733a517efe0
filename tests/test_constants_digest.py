"""A maker is another as soon as a constant of its part is another, and only then."""

from __future__ import annotations

from pathlib import Path

import pytest

from secondtake.constants_digest import constants_digest
from secondtake.errors import SettingInvalid

MODULE = '"""A part."""\n\nLEAST = 0.4\n"""Why."""\n'


@pytest.fixture
def digest_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(str(tmp_path))

    def made(name: str, text: str, data: bytes = b"{}") -> str:
        folder = tmp_path / name
        folder.mkdir()
        (folder / "__init__.py").write_text(text, encoding="utf-8")
        (folder / "weights.json").write_bytes(data)
        constants_digest.cache_clear()
        return constants_digest(name)

    return made


def test_another_value_is_another_digest(digest_of) -> None:
    assert digest_of("part_a", MODULE) != digest_of("part_b", MODULE.replace("0.4", "0.5"))


def test_another_data_file_is_another_digest(digest_of) -> None:
    assert digest_of("part_a", MODULE) != digest_of("part_b", MODULE, b"[]")


def test_words_white_space_and_code_are_no_constants(digest_of) -> None:
    more = MODULE.replace("0.4", "  0.4").replace("Why", "Why not") + "\n\ndef f() -> None: ...\n"

    assert digest_of("part_a", MODULE) == digest_of("part_b", more)


def test_measured_error_rates_are_told_beside_an_answer_and_are_no_part_of_it() -> None:
    before = constants_digest("secondtake.comparing.copies")
    constants_digest.cache_clear()

    assert constants_digest("secondtake.comparing.copies") == before
    with pytest.raises(SettingInvalid):
        constants_digest("secondtake_nowhere")
