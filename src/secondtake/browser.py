"""A page drawn by headless Chromium, as PDF or picture: no network, no scripts, a time limit."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from secondtake.errors import LimitExceeded, PluginUnavailable, Unreadable
from secondtake.model.evidence import Maker

__all__ = ["MAKER", "pdf", "picture", "require"]

MAKER = Maker(name="chromium", version="1")
"""Who draws kept pages. Which Chromium it was changes often and is not evidence."""
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
SECONDS = 90.0
_PAGE = "http://page.invalid/"
"""The only address that answers; a name under `.invalid` belongs to nobody (RFC 2606)."""
_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
"""No script runs and nothing is loaded but what stands in the page itself. Turning scripts off
for all of Chromium also stops its own that draw."""
_ALWAYS = (
    "--headless=new",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--hide-scrollbars",
    "--proxy-bypass-list=<-loopback>",
)


def require() -> str:
    """The Chromium to draw with; raises ``PluginUnavailable`` when there is none."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise PluginUnavailable(
            "Rendering a page needs Chromium or Chrome; neither was found.",
            advice="Install one, or open the page in a browser and print it there.",
        )
    return program


def pdf(page: bytes) -> bytes:
    """An HTML page on paper, tagged and with an outline.

    Raises ``PluginUnavailable`` without a Chromium, ``LimitExceeded`` when it takes too long and
    ``Unreadable`` when it gives nothing.
    """
    more = ("--no-pdf-header-footer", "--export-tagged-pdf", "--generate-pdf-document-outline")
    return _drawn(page, "text/html; charset=utf-8", "--print-to-pdf", more)


def picture(page: bytes, media_type: str, *, width: int = 1280, height: int = 4096) -> bytes:
    """A kept page as PNG, ``width`` by ``height`` pixels: its bytes as they are, nothing fetched.

    What the page would have fetched (pictures, styles) or computed (scripts) is missing from it.
    Raises as ``pdf``.
    """
    return _drawn(page, media_type, "--screenshot", (f"--window-size={width},{height}",))


def _drawn(page: bytes, media_type: str, what: str, more: tuple[str, ...]) -> bytes:
    program = require()
    with (
        tempfile.TemporaryDirectory(prefix="secondtake-page-") as name,
        _only(page, media_type) as port,
    ):
        folder = Path(name)
        out = folder / f"drawn.{'pdf' if 'pdf' in what else 'png'}"  # it goes by the name
        command = [
            *(program, *_ALWAYS, *more),
            # Chromium's own sandbox does not run for root, as in most containers.
            *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
            f"--user-data-dir={folder / 'profile'}",
            f"--proxy-server=http://127.0.0.1:{port}",
            f"{what}={out}",
            _PAGE,
        ]
        _run(command, folder)
        if not out.is_file() or not out.stat().st_size:
            raise Unreadable(
                "Chromium rendered nothing.", advice="Open the page in a browser instead."
            )
        return out.read_bytes()


def _run(command: list[str], folder: Path) -> None:
    child = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        child.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        raise LimitExceeded("Rendering the page took too long.") from error
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)  # its helpers too, which may outlive it
        child.wait()


@contextlib.contextmanager
def _only(page: bytes, media_type: str) -> Iterator[int]:
    """A proxy that all requests go to, and that knows one page: the port it listens at."""

    class Proxy(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path != _PAGE:
                self.send_error(404)
                return
            self.send_response(200)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(page)))
            self.send_header("Content-Security-Policy", _POLICY)
            self.end_headers()
            self.wfile.write(page)

        def do_CONNECT(self) -> None:
            self.send_error(403)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
