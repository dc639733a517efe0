"""What the fuzz job gives damaged bytes to: the entries of commands for bytes from outside."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from tests.conftest import PAGE
from tests.films import moving_square, write_film
from tests.hostile import fuzz_samples as samples
from tests.workbench.authority import Authority, serving

from secondtake import preserve, reading, viewing
from secondtake.errors import SecondTakeError
from secondtake.model.evidence import Exhibit
from secondtake.store import Case, blobs, timestamp_tokens
from secondtake.workbench import open_bench, open_view, verify, verify_bundle
from secondtake.workbench.custody import external_proofs, timestamping

__all__ = ["TARGETS", "EndedTheReport", "Started"]

Run = Callable[[Path, str, bytes], None]
"""Given an empty folder, the name of the file that is damaged, and its bytes."""


class EndedTheReport(Exception):
    """An error, of ours too, where one exhibit ends the report of its whole case."""


@dataclass(frozen=True, slots=True)
class Started:
    """A target made ready: valid bytes by file name, and what takes damaged ones.

    ``seconds``: how long one input may take, for wall time on a busy machine; ``most_bytes``: how
    long it may be.
    """

    files: Mapping[str, list[bytes]]
    run: Run
    seconds: float = 20.0
    most_bytes: int = 4 << 20


def headers(home: Path) -> Started:
    """What containers state of their making, and what kind of file it is."""

    def run(folder: Path, name: str, data: bytes) -> None:
        (folder / name).write_bytes(data)
        preserve.media_type(data[:4096])
        preserve.claims(folder / name)

    return Started({"film.bin": samples.headers()}, run)


def films(home: Path) -> Started:
    """Decoding, without what looks at the pictures."""

    def run(folder: Path, name: str, data: bytes) -> None:
        (folder / name).write_bytes(data)
        viewing.watch(
            folder / name, viewing.NO_EXHIBIT, observers=(), keep=lambda data, kind: "0" * 64
        )

    return Started({"film.bin": samples.films()}, run, seconds=60.0)


def proof_files(home: Path) -> Started:
    """ProofMode files and PGP signatures beside a film."""
    files = samples.proof_files(hashlib.sha256(b"a film").hexdigest())
    case = Case.open(home / "case")

    def run(folder: Path, name: str, data: bytes) -> None:
        whole = {other: known[0] for other, known in files.items()}
        _proofs(case, {"film.mp4": b"a film"} | whole | {name: data})

    return Started(files, run)


def web_archives(home: Path) -> Started:
    """Web archives of others (WACZ)."""
    case = Case.open(home / "case")

    def run(folder: Path, name: str, data: bytes) -> None:
        _proofs(case, {name: data})

    return Started({"a.wacz": samples.web_archives()}, run)


def _proofs(case: Case, files: Mapping[str, bytes]) -> None:
    """What a report of a case with these files says of proofs."""
    exhibits = [
        Exhibit(
            digest=blobs.write(case.evidence, data),
            media_type=preserve.media_type(data[:4096]),
            size_bytes=len(data),
            name=name,
            origin=name,
            taken_at=datetime(2026, 1, 2, tzinfo=UTC),
        )
        for name, data in files.items()
    ]
    try:
        external_proofs.of(case, exhibits, ())
    except SecondTakeError as error:
        raise EndedTheReport(str(error)) from error
    finally:
        shutil.rmtree(case.evidence)
        case.evidence.mkdir()


def pages(home: Path) -> Started:
    """Reading: HTML and text."""

    def run(folder: Path, name: str, data: bytes) -> None:
        kind = preserve.media_type(data[:4096])
        reading.read(data, kind, exhibit=hashlib.sha256(data).hexdigest())

    return Started({"page.html": samples.pages()}, run, seconds=150.0, most_bytes=20_000)


def printed_pages(home: Path) -> Started:
    """Reading: PDF files and pictures of pages."""
    started = pages(home)
    return replace(started, files={"page.pdf": samples.printed()}, most_bytes=4 << 20)


def tokens(home: Path) -> Started:
    """Time stamp tokens and the certificates beside them."""
    case = _case(home)
    with Case.open(case, write=False) as held:
        wanted = timestamp_tokens.wanted(held.lines())
        known = timestamp_tokens.digests(held.lines())
    folder_name = timestamp_tokens.FOLDER
    files = {p.name: [p.read_bytes()] for p in (case / folder_name).iterdir()}
    roots = timestamping.trusted(case)

    def run(folder: Path, name: str, data: bytes) -> None:
        shutil.copytree(case / folder_name, folder / folder_name)
        (folder / folder_name / name).write_bytes(data)
        digest = hashlib.sha256(data).hexdigest()
        mine = [replace(w, token=digest) for w in wanted if w.file.endswith(name)]
        try:
            timestamping.checked(folder, mine, roots)
            list(timestamping.strays(folder / folder_name, known, roots))
        except SecondTakeError as error:
            raise EndedTheReport(str(error)) from error
        timestamping.trusted(folder)

    return Started(files, run)


def cases(home: Path) -> Started:
    """A case's database, log and other files, checked, read and worked on."""
    case = _case(home)
    names = ("case.db", "case.db.sha256", "custody.jsonl", "case.json", "SHA256SUMS")
    files = {name: [(case / name).read_bytes()] for name in names}
    db = sqlite3.connect(f"file:{case / 'case.db'}?mode=ro&immutable=1", uri=True)
    for table, column in ROWS:
        query = f"SELECT {column} FROM {table}"
        found = [str(row[0]).encode() for row in db.execute(query) if row[0] is not None]
        files[f"{table}.{column}"] = found or [b"x"]
    db.close()

    def run(folder: Path, name: str, data: bytes) -> None:
        copy = Path(shutil.copytree(case, folder / "case"))
        if name in names:
            (copy / name).write_bytes(data)
        else:
            _put(copy / "case.db", *name.split("."), data)
            (copy / "case.db.sha256").unlink()
        for step in (verify, _read, _work):
            try:
                step(copy)
            except SecondTakeError:
                continue

    return Started(files, run, seconds=60.0)


ROWS = (
    ("event", "line"),
    ("record", "body"),
    ("record", "kind"),
    ("record", "subject"),
    ("maker", "body"),
    ("role", "role"),
    ("use_decision", "reason"),
    ("sqlite_master", "sql"),
)
"""Columns of the database in which a value is damaged."""


def _put(path: Path, table: str, column: str, data: bytes) -> None:
    """Put a damaged value in the place of one of the column's."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA writable_schema = ON")
    value = data if data[-1:] == b"\0" else data.decode("utf-8", "replace")
    if table == "event":
        db.execute("DROP TRIGGER IF EXISTS event_stays")
    one = f"SELECT rowid FROM {table} ORDER BY length({column}) % ? LIMIT 1"
    with closing(db), contextlib.suppress(sqlite3.Error):  # a rule of the table's own refuses it
        db.execute(
            f"UPDATE {table} SET {column} = ? WHERE rowid = ({one})", (value, len(data) % 97 + 1)
        )


def _read(case: Path) -> None:
    view = open_view(case)
    try:
        view.gathered()
        view.standing_failures()
    finally:
        view.case.close()


def _work(case: Path) -> None:
    with open_bench(case, by="A. Desk") as bench:
        bench.read()
        bench.judge()


def bundles(home: Path) -> Started:
    """A bundle, with the manifest as it was and with one that fits the damage."""
    case, bundle = _case(home), home / "bundle"
    with open_bench(case, by="A. Desk") as bench:
        bench.bundle(bundle, evidence=True)
    paths = [p for p in sorted(bundle.rglob("*")) if p.is_file()]
    files = {p.relative_to(bundle).as_posix(): [p.read_bytes()] for p in paths}

    def run(folder: Path, name: str, data: bytes) -> None:
        copy = Path(shutil.copytree(bundle, folder / "bundle"))
        (copy / name).write_bytes(data)
        for remade in (False, True):
            if remade and name.startswith("data/"):
                _manifest(copy)
            try:
                verify_bundle(copy)
            except SecondTakeError:
                continue

    return Started(files, run)


def _manifest(bundle: Path) -> None:
    listed = (p for p in sorted((bundle / "data").rglob("*")) if p.is_file())
    lines = (
        f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.relative_to(bundle).as_posix()}\n"
        for p in listed
    )
    (bundle / "manifest-sha256.txt").write_text("".join(lines), encoding="utf-8")


def _case(home: Path) -> Path:
    """A small case with a page, a film, a proof, a decision and a stamp."""
    inputs = home / "inputs"
    inputs.mkdir(parents=True)
    (inputs / "page.html").write_text(PAGE, encoding="utf-8")
    (inputs / "other.txt").write_text("The agency said so.", encoding="utf-8")
    film = write_film(inputs / "film.mp4", moving_square(1, 8))
    digest = hashlib.sha256(film.read_bytes()).hexdigest()
    for name, known in samples.proof_files(digest).items():
        (inputs / name).write_bytes(known[0])
    authority = Authority("A")
    (home / "root.pem").write_bytes(authority.root)
    with open_bench(home / "case", by="A. Desk") as bench, serving(authority) as address:
        bench.keep(inputs / "page.html", inputs / "other.txt", role="page")
        bench.keep(inputs, role="footage")
        bench.read()
        bench.watch()
        bench.judge()
        bench.case.record(
            "withdrawn",  # type: ignore[arg-type]
            actor="A. Desk",
            exhibit=bench.case.exhibits()[1].digest,
            detail=[("reason", "of another day")],
        )
        bench.stamp(address, trust=home / "root.pem", allow_private=True)
        bench.report()
    return home / "case"


TARGETS: dict[str, Callable[[Path], Started]] = {
    "headers": headers,
    "films": films,
    "proof files": proof_files,
    "web archives": web_archives,
    "pages": pages,
    "printed pages": printed_pages,
    "tokens": tokens,
    "cases": cases,
    "bundles": bundles,
}
