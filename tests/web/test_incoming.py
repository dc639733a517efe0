"""Files on their way into a case: what was acknowledged is there, and no name leads elsewhere."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from secondtake.errors import InputInvalid
from secondtake.web import incoming

UPLOAD = "5e" * 32


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path


def test_parts_go_on_where_the_last_acknowledged_one_ended() -> None:
    assert incoming.have(UPLOAD) == 0
    assert incoming.add(UPLOAD, b"first ", 0, 11) == 6
    assert incoming.add(UPLOAD, b"lost ", 0, 11) == 6  # sent again: left out
    assert incoming.add(UPLOAD, b"beyond", 8, 20) == 6  # a gap: left out
    assert incoming.add(UPLOAD, b"next.", 6, 11) == 11
    path = incoming.named(UPLOAD, "film.mp4")
    again = incoming.named(UPLOAD, "film.mp4")

    assert path == again
    assert path.read_bytes() == b"first next."
    assert incoming.have(UPLOAD) == 11  # the case was busy: it goes on from the end
    with pytest.raises(InputInvalid):
        incoming.add(UPLOAD, b"more", 11, 11)


@pytest.mark.parametrize("upload", ["", "..", "../" * 8, "5E" * 32, "5e" * 31 + "/."])
def test_an_upload_is_named_by_a_digest_and_nothing_else(upload: str) -> None:
    with pytest.raises(InputInvalid):
        incoming.have(upload)


@pytest.mark.parametrize(
    "name", ["../../x.mp4", "/etc/passwd", "..", "", "a\x00b", "-rf", "\ud800.mp4", "ü" * 300]
)
def test_a_file_stays_in_its_own_folder_whatever_it_is_called(name: str, cache: Path) -> None:
    path = incoming.whole(name, io.BytesIO(b"film"))

    assert path.read_bytes() == b"film"
    assert path.resolve().parent.parent == (cache / "secondtake" / "incoming").resolve()
    assert not path.name.startswith(("-", "."))
