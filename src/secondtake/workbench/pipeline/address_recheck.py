"""The verb recheck: ask kept addresses again; still there, changed, gone, or could not look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from secondtake import preserve, reading
from secondtake.cluster.progress import Progress
from secondtake.errors import AddressRefused, CannotLook
from secondtake.model.enums import AddressState, ArchiveAnswer, EventAction, ExhibitRole
from secondtake.model.evidence import Exhibit
from secondtake.store import Case, exhibit_use
from secondtake.workbench.pipeline import web_archive_lookup
from secondtake.workbench.session.http_headers import content_types

__all__ = ["Rechecked", "recheck"]

GONE_STATUS = (404, 410)
"""What a server answers of something it no longer has; a refusal or a fault says nothing of it."""
WITHOUT_TOKEN = (
    "The case holds its address without the token or password in it, so it cannot be requested: "
    "keep the whole address again to compare."
)
MOST_LINES = 5
"""Sentences told of each side of a change; the kept versions hold all of them."""
MOST_LETTERS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Rechecked:
    """What became of one address. ``was`` and ``now`` are digests; ``now`` None: nothing came.

    ``archived``: what the public archive asked said; ``notes`` say where and since when.
    """

    address: str
    state: AddressState
    was: str
    now: str | None
    notes: tuple[str, ...]
    archived: ArchiveAnswer = ArchiveAnswer.NOT_ASKED


def recheck(
    case: Case,
    *,
    actor: str,
    progress: Progress,
    archive: str | None = None,
    allow_private: bool = False,
) -> tuple[Rechecked, ...]:
    """Ask each kept address once, compare with what was kept, and log each answer.

    ``archive``: the address of a public archive that is asked for copies too (``archives``).
    """
    done = []
    uses = exhibit_use.uses(case)
    roles = {digest: given[0] for digest, given in uses.roles.items() if given}
    newest = {
        e.origin: e
        for e in uses.used
        if roles.get(e.digest) in (ExhibitRole.PAGE, ExhibitRole.FOOTAGE)
    }
    for address, kept in newest.items():
        if not address.startswith(("http://", "https://")):
            continue
        progress(f"Requesting {kept.name} again", 0, None)
        found = _ask(case, kept, roles[kept.digest], actor, allow_private=allow_private)
        if archive is not None:
            state, note = web_archive_lookup.look(archive, address, allow_private=allow_private)
            found = replace(found, archived=state, notes=(*found.notes, note))
        case.record(
            EventAction.RECHECKED,
            actor=actor,
            exhibit=kept.digest,
            detail=[
                ("address", address),
                ("state", found.state),
                ("archived", found.archived),
                *([("now", found.now)] if found.now else []),
                *(("note", note) for note in found.notes),
            ],
        )
        done.append(found)
    return tuple(done)


def _ask(case: Case, kept: Exhibit, role: str, actor: str, *, allow_private: bool) -> Rechecked:
    def told(state: AddressState, now: str | None, *notes: str) -> Rechecked:
        return Rechecked(address=kept.origin, state=state, was=kept.digest, now=now, notes=notes)

    if preserve.is_redacted(kept.origin):
        return told(AddressState.COULD_NOT_LOOK, None, WITHOUT_TOKEN)
    (source,) = preserve.sources([kept.origin])
    try:
        taken = preserve.intake(source, case.evidence, role=role, allow_private=allow_private)
    except preserve.Refused as error:
        gone = error.status in GONE_STATUS
        return told(AddressState.GONE if gone else AddressState.COULD_NOT_LOOK, None, str(error))
    except (CannotLook, AddressRefused) as error:
        return told(AddressState.COULD_NOT_LOOK, None, str(error))
    here = taken.exhibit
    same = here.digest == kept.digest
    case.record(
        EventAction.COLLECTED,
        actor=actor,
        subject=here.digest,
        exhibit=here.digest,
        detail=(("role", role if same else ExhibitRole.LATER_VERSION), *taken.detail),
        records=[here],
    )
    if same:
        return told(AddressState.STILL_THERE, here.digest)
    return told(AddressState.CHANGED, here.digest, *_changes(case, kept, here))


def _changes(case: Case, was: Exhibit, now: Exhibit) -> Iterator[str]:
    """What differs between two versions, in sentences: kind, size, and for pages their text."""
    if was.media_type != now.media_type:
        yield f"It was {was.media_type} and is {now.media_type}."
    yield f"It had {was.size_bytes:,} bytes and has {now.size_bytes:,}."
    if not (was.is_page and now.is_page):
        return
    try:
        before, after = (_lines(case, e) for e in (was, now))
    except CannotLook as error:
        yield f"Its text could not be compared: {error}"
        return
    lost = [line for line in before if line not in set(after)]
    new = [line for line in after if line not in set(before)]
    if not lost and not new:
        yield "The text of the story is the same; the changes are outside it."
    for word, lines in (("Gone", lost), ("New", new)):
        for line in lines[:MOST_LINES]:
            yield f"{word}: {line[:MOST_LETTERS]}"
        if len(lines) > MOST_LINES:
            yield f"{word}: {len(lines) - MOST_LINES} more lines."


def _lines(case: Case, page: Exhibit) -> list[str]:
    article = reading.story(
        case.evidence_bytes(page.digest),
        page.media_type,
        exhibit=page.digest,
        url=page.origin,
        content_type=content_types(case).get(page.digest),
    )
    text = article.body.of(article.text)
    return [line.strip() for line in (article.title or "", *text.splitlines()) if line.strip()]
