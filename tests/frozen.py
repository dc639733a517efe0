"""Outputs as they were when they were last looked at, so that a refactoring shows what it changes.

    python -m tests.frozen REPORT.json     freezes a report of the example and the readings anew

Whoever means to change an output freezes it anew in the commit that changes it. Times, digests and
versions are left out; numbers may differ by a hundredth, since processors round differently.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from secondtake import workbench

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "tests" / "examples" / "frozen_report.json"
READINGS = ROOT / "tests" / "reading" / "frozen_readings.json"
PAGES = ROOT / "bench" / "pages"
LEFT_OUT = {
    "at", "case_id", "confinements", "created", "digest", "events", "id", "log_head",
    "made_at", "made_by", "decided_by", "makers", "methods", "pictures", "origin", "taken_at",
    "tool_version", "because", "sentence", "note", "limits", "tested_on", "reason", "settings",
    "why",
}  # fmt: skip
"""Fields that differ from run to run, and prose, which changes with every better word."""
CLOSE = 0.01
NAMED = re.compile(r"^[0-9a-f]{12}:(\d+)$")


def plain_report(report: Any) -> Any:
    """A report without what changes from run to run; shots by their numbers alone."""
    if isinstance(report, dict):
        return {k: plain_report(v) for k, v in sorted(report.items()) if k not in LEFT_OUT}
    if isinstance(report, list):
        return [plain_report(v) for v in report]
    if isinstance(report, str):
        shot = NAMED.match(report)
        return f"shot {shot[1]}" if shot else report if len(report) != 64 else "digest"
    return round(report, 6) if isinstance(report, float) else report


def plain_readings() -> dict[str, list[list[str]]]:
    """Of every page of ours: each claim's quote, who says it, the check, whether it is testable."""
    found = {}
    for page in sorted(p for p in PAGES.iterdir() if p.suffix in (".txt", ".html")):
        reading = workbench.read(page.read_bytes())
        found[page.name] = [
            [c.quote, c.source.text if c.source else "", str(c.check), str(c.testable)]
            for c in reading.claims
        ]
    return found


def differences(frozen: Any, now: Any, where: str = "") -> list[str]:
    """Every place where two outputs differ, as sentences."""
    if isinstance(frozen, dict) and isinstance(now, dict):
        lacking = [f"{where}.{k} is new or gone" for k in frozen.keys() ^ now.keys()]
        both = sorted(frozen.keys() & now.keys())
        return lacking + [d for k in both for d in differences(frozen[k], now[k], f"{where}.{k}")]
    if isinstance(frozen, list) and isinstance(now, list):
        if len(frozen) != len(now):
            return [f"{where} had {len(frozen)} entries and has {len(now)}"]
        pairs = enumerate(zip(frozen, now, strict=True))
        return [d for n, (a, b) in pairs for d in differences(a, b, f"{where}[{n}]")]
    numbers = all(isinstance(v, int | float) and not isinstance(v, bool) for v in (frozen, now))
    if numbers and abs(frozen - now) <= CLOSE * max(1.0, abs(frozen)):
        return []
    return [] if frozen == now else [f"{where} was {frozen!r} and is {now!r}"]


def main() -> None:
    """Freeze anew."""
    report = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    for path, value in ((REPORT, plain_report(report)), (READINGS, plain_readings())):
        text = json.dumps(value, ensure_ascii=False, indent=0, sort_keys=True)
        path.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
