"""Which findings bear on a claim, and why: by its check, film, time and attribute."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from secondtake.judging.attributes import is_overlaid, may_be_named, overlays_of, where_named
from secondtake.judging.claim_messages import TIES
from secondtake.judging.named_exhibits import NamedFilms
from secondtake.judging.review_checks import InWords
from secondtake.model.by_hand import HandTie
from secondtake.model.enums import ClaimCheck, FindingKind, RelationKind, TieDecision
from secondtake.model.findings import Difference, Finding, Relation
from secondtake.model.footage import Shot
from secondtake.model.names import shown
from secondtake.model.report import Tie
from secondtake.model.text import Claim

__all__ = ["Tied", "Ties"]

NOTHING = (FindingKind.NONE, FindingKind.NO_PERSON)
"""Kinds of findings that something was looked for and not found."""
_ASKED = {
    ClaimCheck.REPEATED_TAKE: (FindingKind.RETAKE, FindingKind.COPY, FindingKind.SAME_MOMENT),
    ClaimCheck.SAME_MOMENT: (FindingKind.SAME_MOMENT,),
    ClaimCheck.COPY: (FindingKind.COPY,),
    ClaimCheck.SAME_PERSON_TWO_ROLES: (FindingKind.SAME_PERSON, FindingKind.NO_PERSON),
    ClaimCheck.CONTINUITY_DIFFERENCE: (FindingKind.DIFFERENCE,),
}
"""Kinds of findings that are looked at for each check."""
_SOUGHT = {
    ClaimCheck.REPEATED_TAKE: (RelationKind.RETAKE,),
    ClaimCheck.SAME_MOMENT: (RelationKind.SAME_MOMENT,),
    ClaimCheck.COPY: (RelationKind.COPY,),
}
"""What was not found bears on a check that looks for it first of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tied:
    """What bears on a claim, and what else was found that does not, each with the reason."""

    bearing: tuple[Tie, ...] = ()
    others: tuple[Tie, ...] = ()

    @property
    def findings(self) -> tuple[str, ...]:
        """Ids of the findings that bear on the claim, each once."""
        return tuple(dict.fromkeys(tie.finding for tie in self.bearing))


class Ties:
    """The findings of a case with the footage they are about."""

    def __init__(
        self,
        found: tuple[Finding, ...],
        relations: tuple[Relation, ...],
        shots: dict[str, Shot],
        films: NamedFilms,
        in_words: InWords,
        *,
        of_one_event: frozenset[str] = frozenset(),
        by_hand: Sequence[HandTie] = (),
    ) -> None:
        self._of_one_event = of_one_event
        self._by_hand = by_hand
        self._found, self._relations = found, {(r.left, r.right): r for r in relations}
        self._shots, self._in_words = shots, in_words
        self._file_of = {s.id: s.exhibit for s in shots.values()}
        self._films = films

    def is_found(self, finding: str) -> bool:
        """Whether the finding of that id says that something was found."""
        return any(f.id == finding and f.kind not in NOTHING for f in self._found)

    def of(self, page: str, claim: Claim, *, computed: bool = True) -> Tied:
        """What bears on a claim of the page of that digest, and what does not.

        As people say; for other findings, where it is to be ``computed``, by the claim's checks.
        """
        bearing: list[Tie] = []
        others: list[Tie] = []
        for check in claim.checks if computed else ():
            for finding in self._found:
                for bears, tie in self._of_one(finding, check, claim):
                    (bearing if bears else others).append(tie)
        borne = {(tie.finding, tie.what) for tie in bearing}
        apart = [tie for tie in others if (tie.finding, tie.what) not in borne]
        said = {t.finding: t for t in self._by_hand if (t.page, t.claim) == (page, claim.id)}
        said = {f.id: said[f.id] for f in self._found if f.id in said}
        bearing, apart = ([t for t in some if t.finding not in said] for some in (bearing, apart))
        for named, word in said.items():
            tied = word.decision == TieDecision.TIED
            why = TIES["tied by hand" if tied else "untied by hand"].format(
                name=shown(word.by), day=word.at.date().isoformat(), reason=shown(word.reason)
            )
            tie = Tie(finding=named, what="", why=why, by=word.by, at=word.at)
            (bearing if tied else apart).append(tie)
        return Tied(bearing=tuple(dict.fromkeys(bearing)), others=tuple(dict.fromkeys(apart)))

    def _of_one(
        self, finding: Finding, check: ClaimCheck, claim: Claim
    ) -> Iterator[tuple[bool, Tie]]:
        if finding.sought is not None and finding.sought in _SOUGHT.get(check, ()):
            yield True, Tie(finding=finding.id, what="", why=TIES["sought"])
        if finding.kind not in _ASKED.get(check, ()):
            return
        apart = self._elsewhere(finding, claim)
        if finding.kind == FindingKind.DIFFERENCE:
            yield from self._of_differences(finding, claim, apart)
            return
        bears, why = self._by_kind(finding, check, claim)
        if bears and apart:
            bears, why = False, apart
        yield bears, Tie(finding=finding.id, what="", why=self._told(TIES[why], finding, claim))

    def _by_kind(self, finding: Finding, check: ClaimCheck, claim: Claim) -> tuple[bool, str]:
        """Whether a finding answers the check, and the name of the reason."""
        within = any(self._in_one_file(pair) for pair in finding.relations)
        if finding.kind == FindingKind.RETAKE:
            return True, "retake within" if within else "retake across"
        if finding.kind == FindingKind.SAME_MOMENT:
            asked = check == ClaimCheck.SAME_MOMENT
            return asked, "moment" if asked else "moment, not repetition"
        if finding.kind == FindingKind.COPY and check == ClaimCheck.COPY:
            across = not all(self._in_one_file(pair) for pair in finding.relations)
            return across, "copy across" if across else "copy within, not re-use"
        if finding.kind == FindingKind.COPY:
            if within:
                return True, "copy within"
            several = claim.focus.several_films
            return several, "copy of both" if several else "copy across, not repetition"
        if finding.id in self._of_one_event:
            return False, "people of one event"
        return True, "people" if finding.kind == FindingKind.SAME_PERSON else "people sought"

    def _of_differences(
        self, finding: Finding, claim: Claim, apart: str
    ) -> Iterator[tuple[bool, Tie]]:
        for pair in finding.relations:
            differences = self._relations[pair].differences
            said = sorted(
                ((self._in_words(d.what), d) for d in differences),
                key=lambda one: (one[0], one[1].span.seconds, one[1].left_box),
            )
            for what, difference in said:
                why = apart or self._why_not(self._relations[pair], difference, claim)
                named = ", ".join(claim.focus.subjects)
                told = TIES[why or self._why(claim)].format(named=named)
                because = told if why else self._told(told, finding, claim)
                yield not why, Tie(finding=finding.id, what=what, why=because)

    def _why_not(self, relation: Relation, difference: Difference, claim: Claim) -> str:
        """The name of the reason why a difference is not the one the claim names, or nothing."""
        files = {self._file_of[relation.left], self._file_of[relation.right]}
        if relation.kind == RelationKind.COPY:
            return "edit"
        two = len(files) > 1
        overlays = overlays_of(self._relations.values(), files, self._file_of) if two else ()
        if is_overlaid(difference, of_two_files=two, overlays=overlays, focus=claim.focus):
            return "overlay"
        if not may_be_named(difference, claim.focus):
            return "another attribute"
        return "" if where_named(difference, claim.focus) else "another part"

    def _why(self, claim: Claim) -> str:
        if claim.focus.subjects:
            return "attribute and part" if claim.focus.parts else "attribute"
        return "part" if claim.focus.parts else "no attribute named"

    def _elsewhere(self, finding: Finding, claim: Claim) -> str:
        """The name of the reason why a finding is of another film or time than the claim."""
        if not finding.relations:
            return ""
        named = {one.exhibit for one in self._films.of(claim.quote) if one.sure}
        if named and not named & self._files(finding):
            return "another film"
        wanted = self._within_films(claim.focus.seconds)
        stretches = [s for pair in finding.relations for s in self._stretches(pair)]
        if wanted and not any(a < d and c < b for a, b in wanted for c, d in stretches):
            return "another time"
        return ""

    def _files(self, finding: Finding) -> set[str]:
        return {self._file_of[shot] for pair in finding.relations for shot in pair}

    def _told(self, why: str, finding: Finding, claim: Claim) -> str:
        """A reason with how the claim names the film, if it does."""
        files = self._files(finding)
        named = [one.told for one in self._films.of(claim.quote) if one.exhibit in files]
        return " ".join((why, *named))

    def _within_films(
        self, seconds: Iterable[tuple[float, float]]
    ) -> tuple[tuple[float, float], ...]:
        """Named times that lie in a film held; a time of day is none of them."""
        longest = max((s.span.seconds[1] for s in self._shots.values()), default=0.0)
        return tuple(one for one in seconds if one[0] < longest)

    def _stretches(self, pair: tuple[str, str]) -> list[tuple[float, float]]:
        aligned = self._relations[pair].alignment
        if aligned:
            return [side.seconds for a in aligned for side in (a.left, a.right)]
        return [self._shots[shot].span.seconds for shot in pair]

    def _in_one_file(self, pair: tuple[str, str]) -> bool:
        return self._file_of[pair[0]] == self._file_of[pair[1]]
