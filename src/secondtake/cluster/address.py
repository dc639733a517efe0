"""What ``--on`` may name: workers of this machine, or a scheduler that may be trusted."""

from __future__ import annotations

import ipaddress
import os
import re
from dataclasses import dataclass
from pathlib import Path

from secondtake.errors import SettingInvalid

__all__ = ["CERTIFICATES", "ClusterAddress"]

CERTIFICATES = "SECONDTAKE_TLS"
"""The folder with ``ca.pem``, ``cert.pem`` and ``key.pem``, for a scheduler over TLS."""
PEM = ("ca.pem", "cert.pem", "key.pem")
MOST_WORKERS = 256
"""Processes of one machine: more is a slip of the finger."""
FORMS = "Give local:N (N processes of this machine), tcp://127.0.0.1:PORT or tls://HOST:PORT."


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterAddress:
    """``workers``: processes to start on this machine, 0 where ``scheduler`` is a running one.

    ``certificates``: the files for TLS with mutual authentication, empty for a scheduler of this
    machine.
    """

    workers: int = 0
    scheduler: str = ""
    certificates: tuple[Path, ...] = ()

    @classmethod
    def of(cls, text: str) -> ClusterAddress:
        """The address that ``text`` writes; raises ``SettingInvalid``.

        Whoever reaches a scheduler can run what he likes on its workers: without TLS only one on
        a loopback address is spoken to.

        >>> ClusterAddress.of("local:2").workers
        2
        """
        local = re.fullmatch(r"local:(\d{1,4})", text)
        if local and 1 <= int(local[1]) <= MOST_WORKERS:
            return cls(workers=int(local[1]))
        remote = re.fullmatch(r"(tcp|tls)://(\[[0-9A-Fa-f:]+\]|[A-Za-z0-9.-]+):(\d{1,5})", text)
        if remote is None or not 0 < int(remote[3]) < 1 << 16:
            raise SettingInvalid(f"{text} names no workers.", advice=FORMS)
        if remote[1] == "tls":
            return cls(scheduler=text, certificates=_certificates())
        if not _is_loopback(remote[2].strip("[]")):
            raise SettingInvalid(
                f"{text} is another machine, and the way there is not encrypted.",
                advice="Start the scheduler with TLS and give tls://HOST:PORT "
                "(docs/many-machines.md).",
            )
        return cls(scheduler=text)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _certificates() -> tuple[Path, ...]:
    folder = os.environ.get(CERTIFICATES, "")
    files = tuple(Path(folder) / name for name in PEM)
    if not folder or not all(file.is_file() for file in files):
        raise SettingInvalid(
            f"A scheduler over TLS needs certificates: {', '.join(PEM)}.",
            advice=f"Name the folder that holds them: {CERTIFICATES}=FOLDER secondtake ...",
        )
    return files
