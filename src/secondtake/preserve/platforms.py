"""The film in a page or on a video platform, fetched by yt-dlp in a guarded process of its own."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from secondtake.errors import FetchFailed, LimitExceeded
from secondtake.model.evidence import Maker
from secondtake.model.names import shown
from secondtake.preserve.addresses import is_public
from secondtake.preserve.copying import PART, Kept, copy_in

__all__ = ["INSTALL", "Film", "film", "installed", "maker"]

INSTALL = 'Run: pip install "secondtake[platforms]", or save the film and give the file.'
FILM, ABOUT, FAULT = "film", "about.json", "fault.txt"
PROGRAMS = ("deno",)
"""What the child may start: the JavaScript program some platforms need, which yt-dlp shuts in."""
MOST_LETTERS = 200
"""Of what yt-dlp says when it fails; some of it is the platform's own text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """A film as a platform served it, what the log has to say, and what the platform says of it.

    ``about`` is JSON: title, uploader, times, formats and more, all of it the platform's word.
    """

    kept: Kept
    said: tuple[tuple[str, str], ...]
    about: bytes


def installed() -> bool:
    """Whether the extra that knows video platforms is there."""
    return importlib.util.find_spec("yt_dlp") is not None


def maker() -> Maker:
    """Who fetches from platforms: they change often, so the version of yt-dlp tells much."""
    version = importlib.metadata.version("yt-dlp")
    return Maker(name="platforms", version="1", settings=(("yt-dlp", version),))


def film(
    url: str, folder: Path, *, max_bytes: int, max_seconds: float, allow_private: bool
) -> Film:
    """Fetch the one film behind ``url`` into ``folder``: the best single file, as it was served.

    Nothing is joined or encoded again, no cookie, proxy, plugin or setting of the machine is
    used, and no private network is asked. Raises ``FetchFailed`` and ``LimitExceeded``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=PART, dir=folder) as name:
        place = Path(name)
        command = [sys.executable, "-P", "-m", __name__, url, name, str(max_bytes)]
        _run([*command, *(["--allow-private"] if allow_private else [])], place, url, max_seconds)
        if (place / FAULT).is_file():
            raise FetchFailed(
                f"yt-dlp had no film from {url}: “{(place / FAULT).read_text('utf-8')}”.",
                advice="Save the film by other means and give the file.",
            )
        got = next(place.glob(f"{FILM}.*"), None)
        if got is None or not (place / ABOUT).is_file():
            raise FetchFailed(
                f"yt-dlp had no film from {url}: it is larger than {max_bytes / 1e6:.0f} MB, or "
                "yt-dlp broke off.",
                advice="Save the film by other means and give the file.",
            )
        about = (place / ABOUT).read_bytes()
        with got.open("rb") as stream:
            kept = copy_in(stream, folder, max_bytes=max_bytes)
    return Film(kept=kept, said=_said(json.loads(about)), about=about)


def _said(told: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    names = ("webpage_url", "url", "extractor", "id", "format_id", "ext")
    by = ("fetched with", f"yt-dlp {importlib.metadata.version('yt-dlp')}")
    return (by, *((f"platform {n}", str(told[n])) for n in names if told.get(n)))


def _run(command: list[str], place: Path, url: str, seconds: float) -> None:
    child = subprocess.Popen(
        command,
        env={**os.environ, "HOME": str(place), "YTDLP_NO_PLUGINS": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired as error:
        raise LimitExceeded(
            f"The film at {url} took longer than {seconds:.0f} s.",
            advice="Save it by other means and give the file.",
        ) from error
    finally:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _child(url: str, place: Path, max_bytes: int, *, allow_private: bool) -> None:
    """Fetch into ``place``: the film and what is said of it, or a fault in words."""
    from yt_dlp import YoutubeDL
    from yt_dlp.utils import DownloadError

    _guard(max_bytes, allow_private=allow_private)
    try:
        with YoutubeDL(_settings(place, max_bytes)) as fetcher:
            found = fetcher.extract_info(url, download=False)
            films = list((found or {}).get("entries") or [found])
            if len(films) != 1 or films[0] is None or films[0].get("is_live"):
                what = "it is live" if len(films) == 1 else f"it holds {len(films)} films or more"
                raise DownloadError(f"{what}; give the address of one finished film")
            done = fetcher.process_ie_result(films[0], download=True)
            about = fetcher.sanitize_info(done, remove_private_keys=True)
            (place / ABOUT).write_text(json.dumps(about, ensure_ascii=True), encoding="utf-8")
    except (DownloadError, OSError) as error:
        said = str(error).removeprefix("ERROR: ").partition("; please report this")[0]
        text = shown(" ".join(said.split()))[:MOST_LETTERS]
        (place / FAULT).write_text(text, encoding="utf-8", errors="backslashreplace")


def _settings(place: Path, max_bytes: int) -> dict[str, Any]:
    return {
        # One file as served: joining picture and sound would make bytes that nobody published.
        "format": "best/bestvideo/bestaudio",
        "outtmpl": {"default": f"{FILM}.%(ext)s"},
        "paths": {"home": str(place)},
        "cachedir": False,
        "fixup": "never",
        "geo_bypass": False,
        "max_filesize": max_bytes,
        "noplaylist": True,
        "playlist_items": "1:2",
        "proxy": "",
        "quiet": True,
        "no_warnings": True,
        "noprogress": True,
        "retries": 2,
        "socket_timeout": 30,
        "updatetime": False,
    }


def _guard(max_bytes: int, *, allow_private: bool) -> None:
    """Stop this process from asking private networks, starting programs, and filling the disk.

    A page names further addresses, so every connection is looked at, by the number it goes to.
    """

    def look(event: str, told: tuple[Any, ...]) -> None:
        if event == "socket.connect" and not allow_private and not _outside(told[1]):
            raise PermissionError(f"{told[1]} is of this machine or a private network")
        if event in ("subprocess.Popen", "os.system", "os.exec") and not _may_run(told[0]):
            raise PermissionError(f"{told[0]} is not started")

    sys.addaudithook(look)
    with suppress(ImportError):  # not on Windows, where the size asked for is all there is
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (max_bytes, max_bytes))


def _outside(address: Any) -> bool:
    try:
        return isinstance(address, tuple) and is_public(str(address[0]))
    except ValueError:
        return False


def _may_run(program: Any) -> bool:
    return Path(os.fsdecode(program)).stem in PROGRAMS


if __name__ == "__main__":
    given = sys.argv[1:]
    _child(given[0], Path(given[1]), int(given[2]), allow_private="--allow-private" in given)
