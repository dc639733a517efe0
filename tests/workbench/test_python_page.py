"""Every example of docs/python.md runs as it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "python.md"


@pytest.mark.slow
def test_the_examples_of_the_python_page_run(tmp_path: Path, two_shot_film: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Two takes\n\nThe agency said the video shows the same scene twice.\n")
    names = {"folder": tmp_path, "page": page, "film": two_shot_film}
    for example in re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL):
        exec(example, names)

    assert names["found"].problems == ()
