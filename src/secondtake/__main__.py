"""`python -m secondtake` is the command `secondtake`."""

from __future__ import annotations

import sys

from secondtake.cli import main

if __name__ == "__main__":
    sys.exit(main())
