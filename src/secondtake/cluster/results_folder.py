"""Where workers put results: a folder that they and the driver both see, a file a result."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from secondtake.errors import CaseUnwritable, EvidenceDamaged, SettingInvalid
from secondtake.own_folder import PART, OwnFolder

__all__ = ["Receipt", "ResultsFolder"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a worker says of a result that lies in the results folder: never the result itself.

    ``name``: of its task; ``worker``: the machine that did it; ``anew``: False where the result lay
    there already.
    """

    name: str
    size_bytes: int
    sha256: str
    worker: str
    anew: bool


class ResultsFolder:
    """Results by the names of their tasks. A result is there whole or not at all.

    Two workers that do one task put the same bytes, one in the place of the other.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        self._files = OwnFolder(self.folder)

    def made(self) -> ResultsFolder:
        """This folder, made if it is not there; raises ``SettingInvalid`` where it cannot be."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SettingInvalid(
                f"No results can be kept in {self.folder.name}: {error.strerror}.",
                advice="Give a folder that every machine sees, with --results FOLDER.",
            ) from error
        return self

    def digest(self, name: str) -> tuple[int, str] | None:
        """Size and SHA-256 (hex) of a result; None when it is not there."""
        if not self._files.has_file(name):
            return None
        facts = self._files.facts(name)
        return (facts.st_size if facts else 0), self._files.digest(name)

    def put(self, name: str, data: bytes) -> None:
        """Put a result by one rename; raises ``CaseUnwritable``."""
        try:
            self._files.put(name, data)
        except OSError as error:
            raise CaseUnwritable(
                f"A result cannot be put into {self.folder.name}: {error.strerror}.",
                advice="Free some space or check the permission, then run the command again: "
                "what was done is not done again.",
            ) from error

    def read(self, receipt: Receipt) -> bytes:
        """A result; raises ``EvidenceDamaged`` unless its bytes are those of the receipt."""
        try:
            data = self._files.read(receipt.name)
        except FileNotFoundError:
            data = b""
        if hashlib.sha256(data).hexdigest() != receipt.sha256:
            raise EvidenceDamaged(
                "A worker's result is not what its receipt says.",
                advice="Every machine must see the same results folder; check --results.",
            )
        return data

    def remove(self, name: str) -> None:
        """Remove a result that is kept elsewhere now, and the folder when nothing is left in it."""
        self._files.remove(name)

    def closed(self) -> None:
        """Remove what killed workers left unfinished, and the folder where it is empty then."""
        for left in self._files.names():
            if left.startswith(PART):
                self._files.remove(left)
        if not self._files.names() and self.folder.is_dir():
            self.folder.rmdir()
