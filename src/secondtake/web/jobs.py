"""Long work: the command line's own verbs, each in a process of its own, told as they go."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import shutil
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from secondtake.errors import CaseBusy
from secondtake.web.cases import HeldCase
from secondtake.web.messages import word

__all__ = ["VERBS", "Job", "Jobs"]

VERBS = ("read", "watch", "compare", "judge", "report", "verify")
"""What a page may ask for by name."""
WITHOUT_NAME = ("verify",)
"""Verbs that record nothing, so that nobody's name goes with them."""


@dataclass(slots=True, eq=False)
class Job:
    """One command at work on a case. ``lines``: what it said; ``code``: its exit code, once."""

    id: str
    case: str
    verb: str
    lines: list[str] = field(default_factory=list)
    code: int | None = None
    process: asyncio.subprocess.Process | None = None
    news: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def told_from(self, number: int) -> AsyncIterator[tuple[int, str]]:
        """Its lines from that number on, from 0, as they come; ends when it has ended."""
        while True:
            async with self.news:
                while number >= len(self.lines) and self.code is None:
                    await self.news.wait()
            while number < len(self.lines):
                yield number, self.lines[number]
                number += 1
            if self.code is not None and number >= len(self.lines):
                return


class Jobs:
    """The jobs of this run of the server; the case's own log is what remains of them."""

    def __init__(self) -> None:
        self.held: dict[str, Job] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def of(self, case: HeldCase) -> list[Job]:
        """The jobs on a case, newest first."""
        return [job for job in self.held.values() if job.case == case.id][::-1]

    async def start(
        self, case: HeldCase, verb: str, *arguments: str, by: str, left: Sequence[Path] = ()
    ) -> Job:
        """Run a verb on a case; ``left``: folders that are removed when it has succeeded.

        Raises ``CaseBusy`` while another job works on it.
        """
        if any(job.code is None for job in self.of(case)):
            raise CaseBusy(word("error.job"), advice=word("advice.job"))
        job = Job(id=secrets.token_urlsafe(9), case=case.id, verb=verb)
        self.held[job.id] = job
        named = [] if verb in WITHOUT_NAME or not by else ["--by", by]
        job.process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "secondtake", verb, *arguments),
            *("--case", str(case.path), *named),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        task = asyncio.create_task(self._follow(job, job.process, tuple(left)))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return job

    async def _follow(
        self, job: Job, process: asyncio.subprocess.Process, left: tuple[Path, ...]
    ) -> None:
        if process.stdout is not None:
            async for line in process.stdout:
                text = line.decode("utf-8", "replace").strip()
                if text:
                    await self._say(job, text)
        code = await process.wait()
        if code in (0, 1):
            for folder in left:
                await asyncio.to_thread(shutil.rmtree, folder, True)
        async with job.news:
            job.code = code
            job.news.notify_all()

    async def _say(self, job: Job, text: str) -> None:
        async with job.news:
            job.lines.append(text)
            job.news.notify_all()

    def stop(self, job: Job) -> None:
        """Ask a job to stop, as Ctrl-C does: what it recorded stays."""
        if job.process is not None and job.code is None:
            with contextlib.suppress(ProcessLookupError):  # it ended a moment ago
                job.process.send_signal(signal.SIGINT)

    async def close(self) -> None:
        """Stop every job and wait for it: a case is not left with a writer nobody sees."""
        for job in self.held.values():
            self.stop(job)
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=10)
