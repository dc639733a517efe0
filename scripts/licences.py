"""List the licence of every package of requirements.lock, as its own metadata states it.

    .venv/bin/python scripts/licences.py

Ends with exit code 1 when one is neither permissive nor among the exceptions we have looked at.
Packages for other systems (colorama on Windows) are not installed and are named as such.
"""

from __future__ import annotations

import re
import sys
from importlib import metadata
from pathlib import Path

LOCK = Path(__file__).parents[1] / "requirements.lock"
PERMISSIVE = re.compile(
    r"0BSD|Apache|BSD|CNRI-Python|ISC|MIT|PSF|Python Software Foundation|Unlicense|Zlib", re.I
)
EXCEPTIONS = {
    "certifi": "MPL-2.0",
    "tld": "MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later",
    "tqdm": "MPL-2.0 AND MIT",
}
"""Weak copyleft that we call and do not change or ship; docs/licences.md says more of each."""
WORDY = {
    "numpy": ("Copyright (c) 2005", "BSD-3-Clause"),
    "scipy": ("Copyright (c) 2001", "BSD-3-Clause"),
}
"""Packages that give the whole text where a name belongs: how it begins, what it is."""


def locked() -> list[str]:
    """Names of the packages in requirements.lock."""
    return re.findall(r"^([a-z0-9._-]+)==", LOCK.read_text(encoding="utf-8"), re.M)


def stated(package: str) -> str:
    """The licence a package's metadata states: expression, else field, else classifiers.

    Raises ``PackageNotFoundError`` when it is not installed.
    """
    told = metadata.metadata(package)
    text = (told.get("License-Expression") or told.get("License") or "").strip()
    begins, name = WORDY.get(package, (None, ""))
    if begins and text.startswith(begins):
        return name
    if text and "\n" not in text:
        return text
    classifiers = [c for c in told.get_all("Classifier") or [] if c.startswith("License ::")]
    return ", ".join(c.rpartition(" :: ")[2] for c in classifiers)


def permissive(licence: str) -> bool:
    """Whether every part of an AND, and one part of each OR, is a licence we know as permissive."""
    parts = re.split(r"\s+AND\s+|,", licence)
    return all(
        any(PERMISSIVE.search(choice) for choice in re.split(r"\s+OR\s+", part)) for part in parts
    )


def main() -> int:
    """Print the list; 1 when a licence has not been looked at."""
    unknown = 0
    for package in locked():
        try:
            licence = stated(package)
        except metadata.PackageNotFoundError:
            print(f"{package:26} not installed on this system")
            continue
        if permissive(licence):
            note = ""
        elif EXCEPTIONS.get(package) == licence:
            note = "  (an exception: docs/licences.md)"
        else:
            note = "  NOT LOOKED AT"
            unknown += 1
        print(f"{package:26} {licence or 'none stated'}{note}")
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main())
