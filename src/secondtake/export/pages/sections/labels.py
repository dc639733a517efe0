"""How the page calls its films, shots, findings and claims, and where each stands."""

from __future__ import annotations

from secondtake.export.escaping import Html, outside
from secondtake.export.messages.report_words import say
from secondtake.export.outcomes import film_numbers, found, labels, not_found, page_numbers
from secondtake.export.render.number_format import times
from secondtake.export.render.truncation import MOST_FINDINGS
from secondtake.model.film_key import exhibit_of, picture_name, stream_of
from secondtake.model.findings import Finding
from secondtake.model.footage import Shot
from secondtake.model.numbering import claim_name
from secondtake.model.report import Report, TakePart
from secondtake.model.text import Claim
from secondtake.model.time import Span

__all__ = ["Names"]


class Names:
    """Short neutral names and anchors; names from outside never become anchors."""

    def __init__(self, report: Report) -> None:
        self._films = film_numbers(report)
        self._pages = page_numbers(report)
        self._stills = {r.film for r in report.reels if r.still}
        self._exhibits = {e.digest: e for e in report.exhibits}
        self._shots = {s.id: s for s in report.shots}
        name_of = labels(report)
        self._findings = {
            f.id: (name_of[f.id], _anchor(name_of[f.id]) if place < MOST_FINDINGS else "")
            for kept in (found(report), not_found(report))
            for place, f in enumerate(kept)
        }
        self._claims: dict[tuple[str, str], Claim] = {}
        self._ties: dict[str, dict[tuple[str, str], str]] = {}
        self._claim_anchors: dict[tuple[str, str], str] = {}
        for reading in report.readings:
            for number, claim in enumerate(reading.claims, 1):
                exhibit = reading.article.exhibit
                self._claims[(exhibit, claim.id)] = claim
                anchor = f"claim-{self._pages[exhibit]}-{number}"
                self._claim_anchors[(exhibit, claim.id)] = anchor

        for became in report.claimed:
            why = dict.fromkeys(became.findings, "")
            for tie in became.ties:
                why[tie.finding] = why[tie.finding] or tie.why
            for finding, reason in why.items():
                self._ties.setdefault(finding, {})[(became.page, became.claim)] = reason

    def film_number(self, film: str) -> int:
        """The film's number, given once in the life of its case."""
        return self._films[film]

    def page_number(self, page: str) -> int:
        """The page's number, given once in the life of its case."""
        return self._pages[page]

    def film(self, film: str) -> Html:
        """``Film 2``, or ``Picture 2`` of a still picture."""
        kind = "name.picture" if film in self._stills else "name.film"
        return say(kind, number=self._films[film])

    def shot_record(self, shot: str) -> Shot | None:
        """The shot of that id, None when the report does not hold it."""
        return self._shots.get(shot)

    def shot(self, shot: str) -> Html:
        """``Film 2, shot 4``; the bare id when the shot is not in the report."""
        known = self._shots.get(shot)
        if known is None:
            return outside(shot)
        return say("name.shot", film=self.film(known.film), number=known.number + 1)

    def part_at(self, part: TakePart) -> Html:
        """``Film 2, shot 4 (0:12.0 – 0:19.0)``, with the times of the part of it that is meant."""
        return self.shot_at(part.shot, part.span)

    def shot_at(self, shot: str, span: Span | None = None) -> Html:
        """``Film 2, shot 4 (0:12.0 – 0:19.0)``; ``span`` names a part of the shot."""
        known = self._shots.get(shot)
        if known is None:
            return outside(shot)
        start, end = (span or known.span).seconds
        return say("name.shot_at", shot=self.shot(shot), times=times(start, end))

    def subject(self, subject: str) -> Html:
        """Whatever a failure speaks of: a film, a page, a shot, or the words as they are."""
        exhibit = self._exhibits.get(exhibit_of(subject))
        if exhibit is None:
            return self.shot(subject)
        name = outside(picture_name(exhibit.name, stream_of(subject)))
        return Html(f"{self.film(subject)} · {name}") if subject in self._films else name

    def file_of(self, shot: str) -> Html:
        """The name of the file a shot is in; empty when it is not known."""
        known = self._shots.get(shot)
        exhibit = self._exhibits.get(known.exhibit) if known else None
        if known is None or exhibit is None:
            return Html("")
        return outside(picture_name(exhibit.name, known.stream))

    def finding_anchor(self, finding: str) -> str:
        """Where the finding of that id stands; empty when it is not laid out."""
        return self._findings.get(finding, ("", ""))[1]

    def finding_name(self, finding: str) -> Html:
        """``F2``, or ``N1`` for a negative result; the id when the report does not hold it."""
        name = self._findings.get(finding, ("", ""))[0]
        return Html(name) if name else outside(finding)

    def finding(self, finding: str) -> Html:
        """The finding's name, as a link when it is laid out."""
        anchor, name = self.finding_anchor(finding), self.finding_name(finding)
        return Html(f'<a href="#{anchor}">{name}</a>') if anchor else name

    def claim_anchor(self, page: str, claim: str) -> str:
        """Where a claim's card stands."""
        return self._claim_anchors[(page, claim)]

    def claim_name(self, page: str, claim: str) -> Html:
        """``C3``, or ``Page 2 C3``; the claim's id when its page is not in the report."""
        return outside(claim_name(self._pages.get(page, 1), claim))

    def claim(self, page: str, claim: str) -> Html:
        """The claim's name, as a link when the page it stands on was read."""
        anchor, name = self._claim_anchors.get((page, claim)), self.claim_name(page, claim)
        return Html(f'<a href="#{anchor}">{name}</a>') if anchor else name

    def claims_of(self, finding: Finding) -> tuple[tuple[str, Claim], ...]:
        """The claims a finding bears on, with the digests of their pages."""
        return tuple(
            (page, self._claims[(page, claim)])
            for page, claim in self._ties.get(finding.id, ())
            if (page, claim) in self._claims
        )

    def why(self, page: str, claim: str, finding: str) -> str:
        """Why a finding bears on a claim, as a sentence; empty where that was not kept."""
        return self._ties.get(finding, {}).get((page, claim), "")


def _anchor(name: str) -> str:
    return f"{name[0].lower()}-{name[1:].replace('+', '-')}"
