"""An analyst's script over the whole public face; `mypy --strict` passes it without an Any."""

from __future__ import annotations

import sys
from pathlib import Path

import secondtake


def overview(folder: Path) -> list[str]:
    """What a case holds, a line each."""
    told: list[str] = []
    with secondtake.open(folder) as case:
        for film in case.films():
            seconds = film.reel.decoded_seconds if film.reel else 0.0
            told.append(f"{film.name}: {seconds:.1f} s, {len(film.shots)} shots")
        for related in case.relations():
            score = "not measured" if related.score is None else f"{related.score:.2f}"
            told.append(f"{related.left.film} {related.right.film} {related.kind} {score}")
        for finding in case.findings():
            told.append(f"{finding.id} {finding.state} {finding.sentence}")
        for claim in case.claims():
            told.append(f"{claim.quote} {claim.source or ''} {claim.state} {len(claim.findings)}")
        people = case.people()
        told.append(f"{len(people.candidates)} candidates" if people else "people not compared")
    return told


def work(folder: Path, page: Path, film: Path) -> None:
    """Make a case, check, review, hand on."""
    try:
        with secondtake.open(folder / "case", "x", by="A. Desk") as case:
            report = case.check(page, film)
            for finding in report.findings:
                if finding.relations:
                    case.review(finding.id, "cannot tell", note="for a second look")
            exported = case.export(folder / "out", "csv")
            print(len(exported.files), len(report.claimed))
    except secondtake.SecondTakeError as error:
        print(error, error.advice, file=sys.stderr)
    related = secondtake.relate(film, film)
    print(related.closest.kind.value, [shot.span.seconds for shot in related.sides])
    print(secondtake.verify(folder / "case").problems)
    print([row["name"] for row in secondtake.archive.info(folder / "archive")["films"]])
    print([claim.quote for claim in secondtake.read(page.read_bytes()).claims])
