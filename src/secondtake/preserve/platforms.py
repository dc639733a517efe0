"""Films on platforms, fetched by yt-dlp (`secondtake[platforms]`) in a process of its own."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata, util
from pathlib import Path
from typing import Any

from secondtake.errors import FetchFailed, LimitExceeded, PluginUnavailable
from secondtake.guarding import json_value
from secondtake.model.evidence import Exhibit
from secondtake.preserve import credential_redaction
from secondtake.preserve.copy_and_hash import Kept, copy_in
from secondtake.preserve.credential_redaction import words
from secondtake.preserve.exhibit_intake import MEDIA_SECONDS, MOST_MEDIA_BYTES, Intake
from secondtake.preserve.media_types import media_type
from secondtake.preserve.source_listing import Source, safe

__all__ = ["FromPlatform", "from_platform"]

MEMORY_BYTES = 2 << 30
"""Address space (not on macOS, which refuses the limit): yt-dlp takes a page into memory, however
much it is decoded to; a film it writes as it comes, and needs a quarter of this."""
LONGEST_REASON = 300
"""Characters of what yt-dlp says that are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FromPlatform:
    """The film, and what the platform says of it as JSON, each as an exhibit."""

    film: Intake
    info: Intake


def from_platform(source: Source, folder: Path, *, allow_private: bool = False) -> FromPlatform:
    """Fetch the film that a platform's page plays into ``folder``, the evidence folder of a case.

    No cookie, no credential, no proxy and no configuration of this machine is used, and no other
    program is run. Raises ``PluginUnavailable`` without yt-dlp, ``LimitExceeded`` for a film too
    large or too slow, ``FetchFailed`` for what is not to be had.
    """
    if util.find_spec("yt_dlp") is None:
        raise PluginUnavailable(
            f"{source.origin} gives a page, not a film.",
            advice='pip install "secondtake[platforms]" fetches films of platforms; or give the '
            "address of the film itself, or the file.",
        )
    with tempfile.TemporaryDirectory(prefix="secondtake-platform-") as place:
        order = {
            "address": source.given,
            "folder": place,
            "most_bytes": MOST_MEDIA_BYTES,
            "memory_bytes": MEMORY_BYTES,
            "allow_private": allow_private,
        }
        told = _told(source, order)
        # The name alone: a child that met a hostile page may name any path.
        with Path(place, Path(told["file"]).name).open("rb") as stream:
            kept = copy_in(stream, folder, max_bytes=MOST_MEDIA_BYTES)
    said = credential_redaction.json_value(told["info"])
    info = json.dumps(said, indent=1, sort_keys=True, ensure_ascii=True).encode("ascii")
    beside = copy_in(io.BytesIO(info), folder)
    by = ("by", f"yt-dlp {metadata.version('yt-dlp')}")
    name = f"{source.name}{Path(told['file']).suffix}"
    return FromPlatform(
        film=_intake(source, kept, safe(name), by),
        info=_intake(source, beside, safe(f"{source.name}.info.json"), by, ("of", kept.digest)),
    )


def _told(source: Source, order: dict[str, Any]) -> dict[str, Any]:
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "secondtake.preserve.platform_child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        out, _ = child.communicate(json.dumps(order).encode("utf-8"), timeout=MEDIA_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise LimitExceeded(
            f"The film at {source.origin} took longer than {MEDIA_SECONDS:.0f} s.",
            advice="Save it by other means and give the file.",
        ) from error
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
    try:
        told: dict[str, Any] = json_value(out)
    except (ValueError, LimitExceeded) as error:
        raise FetchFailed(
            f"yt-dlp failed on {source.origin}.", advice="Save the film by other means."
        ) from error
    if "refused" in told:
        reason = words(safe(str(told["refused"])))[:LONGEST_REASON]
        raise FetchFailed(
            f"The film at {source.origin} could not be fetched: {reason}",
            advice="Save it by other means and give the file.",
        )
    return told


def _intake(source: Source, kept: Kept, name: str, *detail: tuple[str, str]) -> Intake:
    exhibit = Exhibit(
        digest=kept.digest,
        media_type=media_type(kept.head),
        size_bytes=kept.size_bytes,
        name=name,
        origin=source.origin,
        taken_at=datetime.now(UTC).replace(microsecond=0),
    )
    return Intake(exhibit=exhibit, detail=(("name", name), *detail))
