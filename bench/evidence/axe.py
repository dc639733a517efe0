"""Ask axe-core in headless Chromium what keeps people from reading a page of ours.

Run: ``python -m bench.evidence.axe PAGE.html... --axe axe.min.js`` (the script is in the packages
axe-playwright-python and axe-selenium-python; it is not installed with Second Take).
"""

from __future__ import annotations

import argparse
import html
import json
import os
import re
import subprocess
import tempfile
from pathlib import Path

from secondtake import browser

ASKED = """
<script>{axe}</script>
<script>
document.addEventListener("DOMContentLoaded", () => axe.run(document)
  .then(found => {{
    document.documentElement.innerHTML = "";
    const told = document.createElement("pre");
    told.id = "axe";
    told.textContent = JSON.stringify({{
      passes: found.passes.length,
      violations: found.violations.map(v => [v.impact, v.id, v.help, v.nodes.length,
        v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + " " + n.failureSummary)]),
      incomplete: found.incomplete.map(v => [v.impact, v.id, v.help, v.nodes.length,
        v.nodes.slice(0, 2).map(n => n.html.slice(0, 160))])
    }});
    document.documentElement.appendChild(told);
  }}));
</script>
"""


def main() -> None:
    """Print for each page how many rules pass, and every rule that does not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="+", type=Path)
    parser.add_argument("--axe", type=Path, required=True)
    options = parser.parse_args()
    for page in options.pages:
        found = asked(page, options.axe.read_text(encoding="utf-8"))
        print(f"{page}: {found['passes']} rules pass, {len(found['violations'])} do not")
        for kind in ("violations", "incomplete"):
            for impact, name, text, number, where in found[kind]:
                print(f"  {kind}: {impact} {name} ({number} places): {text}")
                for place in where:
                    print(f"      {place}")


def asked(page: Path, axe: str) -> dict[str, list[list[str]]]:
    """What axe says of a page; the page's own policy against scripts is taken out for it."""
    text = page.read_text(encoding="utf-8")
    text = re.sub(r"<meta[^>]*Content-Security-Policy[^>]*>", "", text, flags=re.IGNORECASE)
    text = text.replace("<head>", "<head>" + ASKED.format(axe=axe), 1)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "page.html").write_text(text, encoding="utf-8")
        command = [
            *(browser.require(), "--headless=new", "--disable-gpu", "--virtual-time-budget=120000"),
            *(["--no-sandbox"] if os.geteuid() == 0 else []),
            *(f"--user-data-dir={folder}/profile", "--window-size=1280,1600", "--dump-dom"),
            (Path(folder) / "page.html").as_uri(),
        ]
        ran = subprocess.run(command, capture_output=True, text=True, timeout=280, check=True)
    told = re.search(r'<pre id="axe">(.*?)</pre>', ran.stdout, re.DOTALL)
    if told is None:
        raise SystemExit(f"{page}: axe did not answer")
    found: dict[str, list[list[str]]] = json.loads(html.unescape(told[1]))
    return found


if __name__ == "__main__":
    main()
