"""Fragments are gathered by kind into the changelog, and a fragment of no kind is named."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "scripts").mkdir()
    (tmp_path / "changelog.d").mkdir()
    shutil.copy(ROOT / "scripts" / "changelog", tmp_path / "scripts")
    (tmp_path / "CHANGELOG.md").write_text(
        "# Changes\n\nAbout.\n\n## [0.1.0] - 2026-01-01\n\nOld.\n"
    )
    (tmp_path / "changelog.d" / "1.fixed.md").write_text("It used to stop.\nIt now goes on.\n")
    (tmp_path / "changelog.d" / "2.added.md").write_text("It now looks.\n\n")
    return tmp_path


def run(project: Path, *version: str) -> subprocess.CompletedProcess[str]:
    command = [project / "scripts" / "changelog", *version]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_fragments_are_shown_by_kind_and_kept(project: Path) -> None:
    told = run(project)
    expected = (
        "\n### Added\n\n- It now looks.\n\n### Fixed\n\n- It used to stop.\n  It now goes on.\n"
    )

    assert expected == told.stdout
    assert len(list((project / "changelog.d").iterdir())) == 2


def test_a_version_takes_the_fragments_above_the_older_ones(project: Path) -> None:
    run(project, "0.2.0")
    text = (project / "CHANGELOG.md").read_text(encoding="utf-8")

    assert list((project / "changelog.d").iterdir()) == []
    assert re.match(
        r"# Changes\n\nAbout\.\n\n## \[0\.2\.0\] - \d{4}-\d\d-\d\d\n\n### Added\n", text
    )
    assert text.index("It now looks.") < text.index("## [0.1.0]")
    assert text.endswith("Old.\n")


def test_a_fragment_of_no_kind_is_named_and_nothing_moves(project: Path) -> None:
    (project / "changelog.d" / "3.news.md").write_text("News.\n")
    told = run(project, "0.2.0")

    assert told.returncode == 2
    assert "changelog.d/3.news.md" in told.stderr
    assert len(list((project / "changelog.d").iterdir())) == 3


def test_our_own_fragments_have_a_kind() -> None:
    told = subprocess.run(
        [ROOT / "scripts" / "changelog"], capture_output=True, text=True, check=False
    )

    assert told.stderr in ("", "No fragments in changelog.d.\n")
