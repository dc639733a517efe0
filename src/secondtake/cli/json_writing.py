"""What a command found, as JSON where that was asked for, else shown to people."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from secondtake.errors import InputInvalid

__all__ = ["as_json", "say", "write"]


def say(options: Namespace, shape: object, show: Callable[[], object]) -> None:
    """Print ``shape`` as JSON when that was asked for, else ``show`` it."""
    if options.json:
        write(None, as_json(shape, sys.stdout.encoding))
    else:
        show()


def as_json(shape: object, encoding: str | None) -> str:
    """JSON as text; where it is not to be written in UTF-8, every other letter as an escape."""
    unicode = (encoding or "").lower().replace("-", "").startswith("utf")
    return json.dumps(shape, indent=1, ensure_ascii=not unicode)


def write(path: Path | None, text: str) -> None:
    """Write text and the end of its line to a file, or to stdout; raises ``InputInvalid``."""
    if path is None:
        sys.stdout.write(text + "\n")
        return
    try:
        path.write_text(text + "\n", encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise InputInvalid(
            f"{path} cannot be written: {error.strerror}.", advice="Name another file with --out."
        ) from error
