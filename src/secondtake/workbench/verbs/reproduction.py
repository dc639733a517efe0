"""The verb rerun: every finding of a bundle made again from its inputs: PASS, DIFF or CANNOT."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from secondtake import preserve
from secondtake.cluster.progress import Progress, quiet
from secondtake.model.enums import EventAction, ExhibitRole, ReproductionResult
from secondtake.model.film_key import exhibit_of, film_mark, film_names
from secondtake.model.findings import Finding
from secondtake.model.serialization import plain
from secondtake.store import Case
from secondtake.workbench.bench import Bench
from secondtake.workbench.handover import bundle_reader
from secondtake.workbench.handover.bundle_writer import environment, frames_digest
from secondtake.workbench.verbs.case_verification import signed_by

__all__ = ["Outcome", "Rerun", "rerun"]

SAME = 1e-6
"""Numbers this near to each other, relatively, are the same: processors round differently."""
_COUNTS = ("errors", "claims")
"""What of a finding hangs on every input, and is not compared while one is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one finding: ``result``, with the reasons.

    ``digest``: SHA-256 of the finding as it was made here; empty when it was not made. ``name``:
    what the bundle's report calls it; empty where it holds none of that name.
    """

    finding: str
    sentence: str
    result: ReproductionResult
    reasons: tuple[str, ...]
    digest: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rerun:
    """A bundle run again. ``notes`` say what differs between the two machines."""

    case: str
    log_head: str
    outcomes: tuple[Outcome, ...]
    notes: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether every finding was made again as it was."""
        return all(o.result == ReproductionResult.PASS for o in self.outcomes)


def rerun(bundle: Path, *, evidence: Path | None = None, progress: Progress = quiet) -> Rerun:
    """Make every finding of ``bundle`` again from its inputs, in a folder that is then removed.

    Reads, watches, compares and judges with this machine's Second Take. Raises as ``unpack``
    does; what cannot be looked at here makes the findings on it CANNOT.
    """
    pinned = bundle_reader.unpack(bundle, evidence)
    with (
        tempfile.TemporaryDirectory(prefix="secondtake-rerun-") as folder,
        Bench(Case.open(Path(folder) / "case"), by="rerun", progress=progress) as bench,
    ):
        _keep(bench, pinned)
        bench.read()
        bench.watch()
        bench.compare()
        said = [*pinned.reviews, *pinned.dismissals, *pinned.hand_ties]
        if said:
            # What people said cannot be made again; it is taken as it was.
            bench.case.record(EventAction.REVIEWED, actor=bench.by, records=said)
        run = _Run(pinned, bench, bench.judge())
        return Rerun(
            case=pinned.case,
            log_head=pinned.log.head,
            outcomes=tuple(run.outcomes()),
            notes=(signed_by(pinned.log.keys), *run.notes()),
        )


def _keep(bench: Bench, pinned: bundle_reader.Unpacked) -> None:
    """Put what is at hand into the new case as the bundle tells it, names and origins included."""
    for item in pinned.exhibits:
        if item.path is None:
            continue
        with item.path.open("rb") as stream:
            preserve.copy_in(stream, bench.case.evidence)
        for role in item.roles:
            bench.case.record(
                EventAction.COLLECTED,
                actor=bench.by,
                subject=item.exhibit.digest,
                exhibit=item.exhibit.digest,
                detail=[("role", role), ("name", item.exhibit.name)],
                records=[item.exhibit],
            )


class _Run:
    """The pinned findings beside those of this run."""

    def __init__(
        self, pinned: bundle_reader.Unpacked, bench: Bench, findings: tuple[Finding, ...]
    ) -> None:
        self._pinned = pinned
        self._here = {f.id: f for f in findings}
        self._here_of = {f.relations: f for f in findings if f.relations}
        here = [reel.film for reel in bench.reels()]
        films = (*pinned.decoded, *here, *(f.subject for f in bench.standing_failures()))
        names = film_names({p.exhibit.digest: p.exhibit.name for p in pinned.exhibits}, films)
        self._names = {film_mark(film): name for film, name in names.items()}
        self._missing = {
            p.exhibit.digest[
                :12
            ]: f"{p.exhibit.name} is not available (SHA-256 {p.exhibit.digest})."
            for p in pinned.exhibits
            if p.path is None
            and {ExhibitRole.PAGE, ExhibitRole.FOOTAGE, ExhibitRole.CONTROL} & set(p.roles)
        }
        failed_there = {f.subject for f in pinned.failures}
        self._failed = {
            film_mark(
                f.subject
            ): f"{self._names.get(film_mark(f.subject), 'Something')} could not be "
            f"analysed here: {f.reason}"
            for f in bench.standing_failures()
            if f.subject not in failed_there
        }
        self._relations = {(r.left, r.right): r.kind for r in bench.relations()}
        self._kinds = {(r.left, r.right): r.kind for r in pinned.relations}
        self._apart = {
            film_mark(film)
            for film, digest in pinned.decoded.items()
            if film_mark(exhibit_of(film)) not in self._missing
            and frames_digest(bench.case, film) != digest
        }
        self._added = [film_mark(film) for film in here if film not in pinned.decoded]
        self._makers = {f.made_by.name: f.made_by.digest for f in findings}

    def outcomes(self) -> Iterator[Outcome]:
        """One for each pinned finding, then one for each that only this run has."""
        known = set()
        for finding in self._pinned.findings:
            here = self._match(finding)
            known.add(here.id if here else "")
            result, reasons = self._of(finding)
            yield Outcome(
                finding=finding.id,
                sentence=finding.sentence,
                result=result,
                reasons=tuple(dict.fromkeys(reasons)),
                digest=here.digest if here else "",
                name=self._pinned.names.get(finding.id, ""),
            )
        if self._missing:
            return  # with inputs missing, other findings are to be expected
        for name, here in self._here.items():
            if name not in known:
                yield Outcome(
                    finding=name,
                    sentence=here.sentence,
                    result=ReproductionResult.DIFF,
                    reasons=("This run found it, but the bundle does not hold it.",),
                    digest=here.digest,
                )

    def notes(self) -> Iterator[str]:
        """What differs between the machine of the bundle and this one."""
        there, here = self._pinned.environment, environment()
        pairs = [(k, there.get(k), here[k]) for k in ("secondtake", "python")]
        packages = there.get("packages", {})
        pairs += [(k, packages.get(k), v) for k, v in here["packages"].items()]
        for name, was, now in pairs:
            if was != now:
                yield f"{name} was {was} in the bundle and is {now} here."
        for short in sorted(self._apart):
            yield f"{self._names[short]} decodes to different stills here."
        for mark in self._added:
            yield f"{self._names[mark]} was not analysed in the bundle and is here."
        yield from self._missing.values()
        same = sum(self._relations.get(p) == k for p, k in self._kinds.items())
        yield f"{same} of {len(self._kinds)} relations between shots are of the same kind."

    def _of(self, finding: Finding) -> tuple[ReproductionResult, list[str]]:
        films = {shot.partition(":")[0] for pair in finding.relations for shot in pair}
        films = films or set(self._missing) | set(self._failed)
        inputs = sorted({exhibit_of(film) for film in films})
        lacking = [self._missing[f] for f in inputs if f in self._missing]
        lacking += [self._failed[f] for f in sorted(films) if f in self._failed]
        if lacking:
            return ReproductionResult.CANNOT, lacking
        here = self._match(finding)
        if here is None:
            return ReproductionResult.DIFF, [
                "This run did not find it.",
                *self._why(finding, films),
            ]
        fields = self._differing(finding, here)
        if fields:
            said = [
                f"{name}: {_short(was)} in the bundle, {_short(now)} here."
                for name, was, now in fields
            ]
            return ReproductionResult.DIFF, said + self._why(finding, films)
        if self._missing:
            return ReproductionResult.PASS, [
                "Counts over all pairs were not compared: inputs are missing."
            ]
        return ReproductionResult.PASS, []

    def _match(self, finding: Finding) -> Finding | None:
        """The finding of this run: of the same id, or else on the same relations."""
        same = self._here_of.get(finding.relations)
        return self._here.get(finding.id) or (
            same if same is not None and same.kind == finding.kind else None
        )

    def _differing(self, there: Finding, here: Finding) -> list[tuple[str, Any, Any]]:
        left_out = {"id", "made_by", *(_COUNTS if self._missing else ())}
        was, now = plain(there), plain(here)
        return [
            (name, was[name], now[name])
            for name in was
            if name not in left_out and not _same(was[name], now[name])
        ]

    def _why(self, finding: Finding, films: set[str]) -> list[str]:
        """What lies below the finding and differs: relations, decoding, makers."""
        why = [
            f"The relation of {pair[0]} and {pair[1]} was {self._kinds.get(pair)} and is "
            f"{self._relations.get(pair, 'not made')} here."
            for pair in finding.relations
            if self._relations.get(pair) != self._kinds.get(pair)
        ]
        why += [f"{self._names[f]} decodes to different stills here." for f in films & self._apart]
        if finding.made_by.digest not in self._makers.values() and self._makers:
            why.append("It was assessed by another version.")
        return why


def _same(left: Any, right: Any) -> bool:
    if isinstance(left, float) or isinstance(right, float):
        numbers = all(isinstance(v, int | float) for v in (left, right))
        return numbers and math.isclose(left, right, rel_tol=SAME, abs_tol=SAME)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(_same, left, right))
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(_same(left[k], right[k]) for k in left)
    return bool(left == right)


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 120 else f"{text[:117]}…"
