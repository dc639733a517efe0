"""One version and one list of Pythons stand wherever somebody may look for them."""

from __future__ import annotations

import re
from pathlib import Path

from tests.test_locks import PROJECT

import secondtake

ROOT = Path(__file__).parents[2]


def test_the_version_is_the_same_in_the_package_and_in_what_pip_and_citers_read() -> None:
    cited = re.search(r"^version: (\S+)$", (ROOT / "CITATION.cff").read_text("utf-8"), re.M)

    assert secondtake.__version__ == PROJECT["version"] == cited[1]


def test_every_python_we_run_on_is_named_and_no_other() -> None:
    known = re.findall(r"Python :: (3\.\d+)", "\n".join(PROJECT["classifiers"]))
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8")
    tried = set(re.findall(r'"(3\.\d+)"', workflow))

    assert PROJECT["requires-python"] == f">={known[0]},<3.{int(known[-1][2:]) + 1}"
    assert set(known) == tried


def test_the_wheel_that_the_readme_installs_is_the_one_of_this_version() -> None:
    wheels = set(re.findall(r"secondtake-[\w.-]+\.whl", (ROOT / "README.md").read_text("utf-8")))

    assert wheels == {f"secondtake-{PROJECT['version']}-py3-none-any.whl"}
