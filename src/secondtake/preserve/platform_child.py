"""The process in which yt-dlp works: asked by `platforms`, told on stdin, answers on stdout."""

from __future__ import annotations

import json
import os
import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from secondtake.guarding.confinement import confine_fetching
from secondtake.preserve.addresses import is_public

__all__ = ["main"]

MOST_INFO_BYTES = 20_000_000
"""What a platform may say of a film, as JSON; the usual is a tenth of a megabyte."""
SEVERAL = "it holds no film or several; give the address of one"
CPU_SECONDS = 900
"""yt-dlp parses what a platform sends; films stream through to the disk."""
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def main() -> None:
    """Fetch what the order names and answer with its file and what the platform says of it."""
    order = json.loads(sys.stdin.buffer.read())
    os.environ["YTDLP_NO_PLUGINS"] = "1"
    import yt_dlp

    _shut_in(order["most_bytes"], order["memory_bytes"], allow_private=order["allow_private"])
    confine_fetching(Path(order["folder"]))

    class Silent:
        """yt-dlp's own words reach the user as one sentence or not at all."""

        def debug(self, _: str) -> None: ...
        def warning(self, _: str) -> None: ...
        def error(self, _: str) -> None: ...

    options = {
        # One file as the platform has it: to join picture and sound would need another program.
        "format": "best[ext=mp4]/best",
        "outtmpl": str(Path(order["folder"]) / "film.%(ext)s"),
        "max_filesize": order["most_bytes"],
        "noplaylist": True,
        "playlist_items": "1:2",  # the second is not fetched: it shows that there is one
        "geo_bypass": False,  # it would claim to ask from another country
        "js_runtimes": {},
        "proxy": "",
        "cachedir": False,
        "socket_timeout": 30,
        "retries": 2,
        "logger": Silent(),
        "noprogress": True,
        "fixup": "never",
        "ffmpeg_location": str(Path(order["folder"]) / "none"),
        "enable_file_urls": False,
    }
    try:
        with yt_dlp.YoutubeDL(options) as program:
            found = program.extract_info(order["address"], download=False)
            films = list(found.get("entries") or [found])
            if len(films) != 1 or films[0].get("is_live"):
                _answer({"refused": "it is live" if len(films) == 1 else SEVERAL})
                return
            done = program.process_ie_result(films[0], download=True)
            found = program.sanitize_info(done, remove_private_keys=True)
    except MemoryError:
        _answer({"refused": "what it sends takes too much memory"})
        return
    except (yt_dlp.utils.YoutubeDLError, OSError, ValueError) as error:
        _answer({"refused": _COLOUR.sub("", str(error)).removeprefix("ERROR: ").strip()})
        return
    files = sorted(Path(order["folder"]).glob("film.*"))
    if not files:
        _answer({"refused": "nothing was sent, or more than the size limit"})
        return
    _answer({"file": files[0].name, "info": found})


def _shut_in(most_bytes: int, memory_bytes: int, *, allow_private: bool) -> None:
    """Stop this process from asking private networks, starting programs, filling disk or memory.

    A page names further addresses, so each connection is judged by the number it goes to.
    """

    def look(event: str, told: tuple[Any, ...]) -> None:
        if event == "socket.connect" and not allow_private and not _public(told[1]):
            raise PermissionError(
                "an address of this machine or of a private network is not requested"
            )
        if event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn"):
            raise PermissionError("no other program is run")

    sys.addaudithook(look)
    with suppress(ImportError):  # not on Windows: there the size a server states is all there is
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
        if sys.platform != "darwin":  # macOS refuses every limit on address space
            resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))


def _public(address: Any) -> bool:
    try:
        return isinstance(address, tuple) and is_public(str(address[0]))
    except ValueError:
        return False


def _answer(value: dict[str, Any]) -> None:
    told = json.dumps(value, default=str)
    if len(told) > MOST_INFO_BYTES:
        told = json.dumps({"refused": "what it says of the film is longer than any film needs"})
    sys.stdout.write(told)


if __name__ == "__main__":
    main()
