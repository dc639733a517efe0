"""No name, page or error ends a command in a fault, whatever letters the terminal can show."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from secondtake.cli import main
from secondtake.model.evidence import CustodyEvent
from secondtake.store import Case

PAGE = (
    "Zwei Szenen \u201e\xe9\u201c \u540c\u3058\n\n"
    "The agency said on Monday the film is \u017c\xf3\u0142w.\n"
)
BROKEN = b"p\xc3\xa9ge \xe2\x98\x83 \xff.txt"
"""A file name with letters of every kind and one byte that is no text."""
BY = b"Jos\xc3\xa9 \xe2\x98\x83\xff"


class Terminal:
    """Both streams of a process in one encoding, refusing what it lacks as Python does."""

    def __init__(self, patch: pytest.MonkeyPatch, encoding: str) -> None:
        self._out, self._err = io.BytesIO(), io.BytesIO()
        patch.setattr(sys, "stdout", io.TextIOWrapper(self._out, encoding=encoding))
        patch.setattr(sys, "stderr", io.TextIOWrapper(self._err, encoding=encoding))
        self._encoding = encoding

    def ran(self, *arguments: object) -> tuple[int, str]:
        """The exit code of a command and what it printed."""
        try:
            code = main([str(a) for a in arguments])
        except SystemExit as left:  # how argparse ends after --help and a mistyped option
            code = int(left.code or 0)
        sys.stdout.flush()
        sys.stderr.flush()
        told = self._out.getvalue().decode(self._encoding)
        assert "internal error" not in self._err.getvalue().decode(self._encoding)
        self._out.seek(0)
        self._out.truncate()
        return code, told


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / os.fsdecode(BROKEN)
    try:
        path.write_text(PAGE, encoding="utf-8")
    except OSError:
        pytest.skip("this disk takes only names that are text")
    return path


def commands(page: Path, folder: Path) -> list[tuple[int, tuple[object, ...]]]:
    """Every kind of output, errors too, each with its exit code."""
    on = ("--case", folder / "cas\xe9", "--by", os.fsdecode(BY))
    here = ("--case", folder / "cas\xe9")
    away, bundle = folder / f"{page.name} out", folder / f"{page.name} bundle"
    return [
        (0, ("--help",)),
        (0, ("keep", page, "--as", "page", *on)),
        (0, ("read", page)),
        (0, ("read", page, "--html", folder / f"{page.name}.html")),
        (0, ("report", *on, "--contact", page.name)),
        (0, ("export", *on, "--to", away, "--as", "all")),
        (0, ("bundle", *on, "--to", bundle)),
        (0, ("verify", *here)),
        (0, ("verify", "--bundle", bundle)),
        (2, ("shots", page)),
        (2, ("shots", folder / f"no {page.name}")),
        (2, ("keep", folder / f"no {page.name}", *on)),
        (1, ("keep", f"http://127.0.0.1:1/{page.name}?\u540c", "--allow-private", *on)),
        (2, ("review", "\u540c", "sees-it", "--note", page.name, *on)),
        (2, ("no \u540c",)),
        (2, ("verify", "--case", folder / f"no {page.name}")),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_every_output_is_written_to_any_terminal(
    encoding: str, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal(monkeypatch, encoding)
    codes = [
        (arguments[0], wanted, terminal.ran(*arguments)[0])
        for wanted, arguments in commands(page, page.parent)
    ]

    assert [c for c in codes if c[1] != c[2]] == []


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_page_and_an_error_are_written_to_any_terminal(
    encoding: str, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal(monkeypatch, encoding)

    assert terminal.ran("read", page)[0] == 0
    assert terminal.ran("shots", page.with_name(f"no {page.name}"))[0] == 2


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_json_is_json_in_any_terminal(
    encoding: str, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal(monkeypatch, encoding)
    _, told = terminal.ran("read", page, "--json")
    _, kept = terminal.ran("keep", page, "--case", page.parent / "case", "--json")

    assert "\u540c\u3058" in json.loads(told)["text"]
    assert json.loads(kept)[0]["name"] == "p\xe9ge \u2603 \\udcff.txt"


def test_help_is_written_to_any_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal(monkeypatch, "ascii")
    _, told = terminal.ran("--help")
    verbs = re.findall(r"^    ([a-z][a-z-]+)  ", told, re.MULTILINE)

    assert {"keep", "bundle", "verify"} < set(verbs)
    assert [verb for verb in verbs if terminal.ran(verb, "--help")[0] != 0] == []


@pytest.mark.slow
def test_nothing_fails_where_even_names_of_files_are_ascii(page: Path) -> None:
    mode = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    codes = []
    for wanted, arguments in commands(page, page.parent):
        command = [sys.executable, "-m", "secondtake", *(os.fsencode(str(a)) for a in arguments)]
        ran = subprocess.run(command, capture_output=True, check=False, env=os.environ | mode)
        assert b"internal error" not in ran.stderr
        codes.append((arguments[0], wanted, ran.returncode))
    with Case.open(page.parent / "cas\xe9", write=False) as case:
        actors = {event.actor for event in case.events() if isinstance(event, CustodyEvent)}

    assert [c for c in codes if c[1] != c[2]] == []
    assert actors == {"Jos\xe9 \u2603\\xff"}
