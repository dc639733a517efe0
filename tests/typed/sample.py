"""An analyst's script over the whole public face; `mypy --strict` passes it without an Any."""

from __future__ import annotations

import sys
from pathlib import Path

import secondtake


def overview(folder: Path) -> list[str]:
    """What a case holds, a line each."""
    told: list[str] = []
    with secondtake.open(folder) as case:
        told += [exhibit.name for exhibit in case.exhibits()]
        for film in case.films():
            seconds = film.reel.decoded_seconds if film.reel else 0.0
            told.append(f"{film.name}: {seconds:.1f} s, {len(film.shots)} shots")
        for shot in case.shots():
            told.append(f"{shot.id} {shot.film} {shot.number} {shot.start_seconds:.2f}")
        for related in case.relations():
            score = "not measured" if related.score is None else f"{related.score:.2f}"
            told.append(f"{related.left.film} {related.right.film} {related.kind} {score}")
            told += [f"{kind.value} {value:.2f}" for kind, value in related.scores.items()]
            told += [secondtake.in_words(one) for one in related.relation.because]
            told += [secondtake.in_words(d.what) for d in related.differences]
            told += [f"{d.span.seconds[0]:.2f} {d.what.code}" for d in related.differences]
        for finding in case.findings():
            told.append(f"{finding.id} {finding.state} {finding.sentence} {finding.digest}")
        for claim in case.claims():
            told.append(f"{claim.quote} {claim.source or ''} {claim.state} {len(claim.findings)}")
        told += [reading.article.title or "" for reading in case.readings()]
        told += [f"{failure.reason} {failure.advice}" for failure in case.failures()]
        told += [f"{review.reviewer} {review.decision}" for review in case.reviews()]
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
                    case.dismiss(finding.id, note="a test card")
                    case.clip(finding.id, folder / "clips")
            exported = case.export(folder / "out", "csv")
            bundled = case.bundle(folder / "bundle")
            print(len(exported.files), len(bundled.files), len(report.claimed))
    except secondtake.SecondTakeError as error:
        print(error, error.advice, file=sys.stderr)


def stepwise(folder: Path, page: Path, film: Path) -> None:
    """The same a step at a time, with what the network and people need asked for."""
    case = secondtake.open(folder / "case", "w", by="A. Desk", progress=stage)
    print([e.digest for e in case.keep(page, role="page")], len(case.keep(film)))
    print(len(case.keep_linked_media()), len(case.read()), len(case.picture()))
    print([s.end_seconds for s in case.watch()], [r.kind.value for r in case.compare()])
    compared = case.compare_people("the page says that one man has two roles")
    for candidate in compared.candidates if compared else ():
        case.review_people(candidate.id, "leave-open", note="seen too briefly")
    print([f.sentence for f in case.judge()], case.report(contact="desk@example.org").log_head)
    print(case.review_page(folder / "blind.html"), case.wacz(folder / "web.wacz").files)
    print([r.decision.value for r in case.review_answers(folder / "blind-answers.json")])
    print(case.report_folder(folder / "shown").files, case.brief(folder / "brief.html").files)
    print([r.state.value for r in case.recheck()])
    print([s.state.value for s in case.stamp("https://tsa.example.org")])
    aside = case.withdraw(film.name, reason="it is of another day")
    print(aside.roles, [w.by for w in case.withdrawn()], case.withdraw(film.name, undo=True).roles)
    print(case.forget_people())
    case.close()


def without_a_case(folder: Path, page: Path, film: Path) -> None:
    """What needs none."""
    print([claim.quote for claim in secondtake.read(page.read_bytes()).claims])
    print([shot.transition.value for shot in secondtake.shots(film)])
    related = secondtake.relate(film, film)
    print(related.closest.kind.value, [shot.span.seconds for shot in related.sides])
    print(len(secondtake.genealogy(page.read_bytes(), page.read_bytes()).shared))
    print(len(secondtake.people(film, reason="two roles").candidates))
    print(secondtake.verify(folder / "case").problems)
    print(secondtake.verify_bundle(folder / "bundle").keys)
    print([outcome.result.value for outcome in secondtake.rerun(folder / "bundle").outcomes])


def archived(archive: Path, film: Path) -> None:
    """An archive of many films."""
    print([row["state"] for row in secondtake.archive.add(archive, [film])])
    print([row["score"] for row in secondtake.archive.search(archive, [film])])
    print([row["name"] for row in secondtake.archive.info(archive)["films"]])
    print(secondtake.archive.dismiss(archive, film, film.name)["reference"])
    print([row["digest"] for row in secondtake.archive.rebuild(archive)])


def stage(name: str, done: float, total: float | None) -> None:
    """Show how far a long step is."""
    print(name, done, total or "?", file=sys.stderr)
