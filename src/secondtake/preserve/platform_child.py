"""The process in which yt-dlp works: asked by `platforms`, told on stdin, answers on stdout."""

from __future__ import annotations

import json
import re
import socket
import sys
from pathlib import Path
from typing import Any

from secondtake.preserve.addresses import is_public

__all__ = ["main"]

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def main() -> None:
    """Fetch what the order names and answer with its file and what the platform says of it."""
    order = json.loads(sys.stdin.buffer.read())
    if not order["allow_private"]:
        _public_only()
    import yt_dlp

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
        "playlist_items": "1",
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
            found = program.sanitize_info(program.extract_info(order["address"], download=True))
    except (yt_dlp.utils.YoutubeDLError, OSError, ValueError) as error:
        _answer({"refused": _COLOUR.sub("", str(error)).removeprefix("ERROR: ").strip()})
        return
    files = sorted(Path(order["folder"]).glob("film.*"))
    if not files:
        _answer({"refused": "nothing was sent, or more than is taken"})
        return
    _answer({"file": files[0].name, "info": found})


def _public_only() -> None:
    """Let no name lead to this machine or a private network, whatever a page points to."""
    ask = socket.getaddrinfo

    def checked(*given: Any, **more: Any) -> Any:
        found = ask(*given, **more)
        if not all(is_public(str(entry[4][0])) for entry in found):
            raise OSError("an address of this machine or of a private network is not asked")
        return found

    socket.getaddrinfo = checked


def _answer(value: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(value, default=str))


if __name__ == "__main__":
    main()
