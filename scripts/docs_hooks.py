"""Pages of the site that are made from the code: every command as its parser describes it."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from secondtake.cli.case_options import parser

__all__ = ["on_files"]

METHODS_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the reference of commands, and the list of methods with their titles."""
    files.append(File.generated(config, "reference/commands.md", content=commands_page()))
    files.append(File.generated(config, "methods.md", content=methods_page(files)))
    return files


def methods_page(files: Files) -> str:
    """Every page of ``docs/methods`` by its own title."""
    rows = []
    for file in sorted(files, key=lambda f: f.src_uri):
        if file.src_uri.startswith("methods/"):
            title = METHODS_TITLE.search(file.content_string)
            rows.append(f"- [{title.group(1) if title else file.name}]({file.src_uri})")
    title = "# How each measure works, and when it fails"
    return "\n".join([title, "", "Each page opens with when it fails.", "", *rows])


def commands_page() -> str:
    """The reference of all commands, in Markdown."""
    parts = [
        "# Commands",
        "",
        "Made from the program itself: `secondtake COMMAND --help` prints the same.",
        "",
        "Exit codes: 0 done; 1 done, but something could not be analysed (it is recorded); "
        "2 the input or the command cannot be used; 3 evidence does not match its SHA-256.",
        "",
    ]
    for name, command in described(parser()):
        parts += section(name, command)
    return "\n".join(parts)


def described(of: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Each command with the words that call it, sub-commands after theirs."""
    for action in of._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield command.prog, command
                yield from described(command)


def section(name: str, command: argparse.ArgumentParser) -> list[str]:
    """One command: what it does, how it is called, its arguments and options."""
    usage = command.format_usage().removeprefix("usage: ").rstrip()
    rows = [
        f"| {cell(called(action))} | {text(action.help or '')} |"
        for action in command._actions
        if not isinstance(action, argparse._SubParsersAction | argparse._HelpAction)
    ]
    table = ["| argument | meaning |", "|---|---|", *rows, ""] if rows else []
    fenced = ["```text", usage, "```", ""]
    return [f"## {name}", "", text(command.description or ""), "", *fenced, *table]


def called(action: argparse.Action) -> str:
    """How an argument is written: its options with what follows them, or its name."""
    name = action.metavar or action.dest
    value = name if isinstance(name, str) else " ".join(name)
    if action.choices:
        value = ", ".join(str(c) for c in action.choices)
    if not action.option_strings:
        return value
    options = ", ".join(action.option_strings)
    return options if action.nargs == 0 else f"{options} {value}"


def cell(words: str) -> str:
    return f"`{words.replace('|', chr(92) + '|')}`"


def text(words: str) -> str:
    """Help as Markdown of one line: nothing in it is markup."""
    words = words.replace("%%", "%")
    return re.sub(r"([<>|*_\[\]])", r"\\\1", " ".join(words.split()))
