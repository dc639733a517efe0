"""The only place that knows the order of work and the only caller of the store."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from secondtake.export import in_words, record_shape, report_shape
from secondtake.guarding import examine
from secondtake.reading import shape as reading_shape
from secondtake.sealing import make_key
from secondtake.store import Case, is_case
from secondtake.viewing import decode_limit
from secondtake.workbench.bench import Bench
from secondtake.workbench.case_view import CaseView
from secondtake.workbench.handover.bundle_writer import BundleExport
from secondtake.workbench.handover.format_export import Exports
from secondtake.workbench.json_outputs import printed_schema
from secondtake.workbench.pipeline import input_kinds, people_in_roles
from secondtake.workbench.pipeline.address_recheck import Rechecked
from secondtake.workbench.pipeline.people_tracking import Followed, follow, people_shape
from secondtake.workbench.report.assembly import judgement
from secondtake.workbench.session.pool import LocalPool, Outcome, Pool
from secondtake.workbench.session.progress import Progress, quiet
from secondtake.workbench.standalone.file_shots import FileShots, file_shots, shots, shots_shape
from secondtake.workbench.standalone.film_relations import (
    FilmsRelated,
    relate,
    relate_listed,
    relation_shape,
)
from secondtake.workbench.standalone.films_and_pages import (
    genealogy,
    read,
    write_genealogy_page,
    write_reading_page,
)
from secondtake.workbench.standalone.key_frames import write_stills
from secondtake.workbench.standalone.llm_reading import second_reading
from secondtake.workbench.standalone.picture_relations import (
    no_shots,
    no_shots_shape,
    picture_related,
    relate_picture,
)
from secondtake.workbench.standalone.shot_strips import write_shots_page
from secondtake.workbench.standalone.translation import translations
from secondtake.workbench.verbs import (
    clips,
    dismissals,
    linked_media,
    named_findings,
    overview,
    reviews,
    web_archive,
    withdrawal,
)
from secondtake.workbench.verbs.case_verification import (
    Bundled,
    Verified,
    signed_by,
    verify,
    verify_bundle,
)
from secondtake.workbench.verbs.reproduction import Rerun, rerun

__all__ = [
    "Bench",
    "BundleExport",
    "Bundled",
    "CaseView",
    "Exports",
    "FileShots",
    "FilmsRelated",
    "Followed",
    "LocalPool",
    "Outcome",
    "Pool",
    "Progress",
    "Rechecked",
    "Rerun",
    "Verified",
    "clips",
    "decode_limit",
    "dismissals",
    "examine",
    "file_shots",
    "follow",
    "genealogy",
    "in_words",
    "input_kinds",
    "is_case",
    "judgement",
    "linked_media",
    "make_key",
    "named_findings",
    "no_shots",
    "no_shots_shape",
    "open_bench",
    "open_view",
    "overview",
    "people_in_roles",
    "people_shape",
    "picture_related",
    "printed_schema",
    "quiet",
    "read",
    "reading_shape",
    "record_shape",
    "relate",
    "relate_listed",
    "relate_picture",
    "relation_shape",
    "report_shape",
    "rerun",
    "reviews",
    "second_reading",
    "shots",
    "shots_shape",
    "signed_by",
    "translations",
    "verify",
    "verify_bundle",
    "web_archive",
    "withdrawal",
    "write_genealogy_page",
    "write_reading_page",
    "write_shots_page",
    "write_stills",
]


def open_view(case: Path) -> CaseView:
    """The case at a path to be read: no lock is taken, no byte is changed.

    Raises ``InputMissing`` where there is none.
    """
    return CaseView(Case.open(case, write=False))


def open_bench(
    case: str | Path, *, by: str = "not given", progress: Progress = quiet, pool: Pool | None = None
) -> Bench:
    """The case at a path on the workbench, made when the folder is new.

    Raises ``CaseBusy`` when another process writes to it, ``CaseUnusable`` when the folder holds
    something else.
    """
    with ExitStack() as stack:
        opened = stack.enter_context(Case.open(Path(case)))
        bench = Bench(opened, by=by, progress=progress, pool=pool)
        stack.pop_all()  # from here on it is the bench that closes the case
        return bench
