"""One function for each command: call the workbench, print what it gives, say the exit code."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from secondtake import workbench
from secondtake.cli import finding_printing, printing, terminal_page
from secondtake.cli.case_paths import beside_advice, require_meant
from secondtake.cli.json_writing import as_json, say, write
from secondtake.cli.messages import RECORDED
from secondtake.errors import InputInvalid, InputMissing, SecondTakeError
from secondtake.model.enums import AddressState, ExhibitRole, PersonAnswer
from secondtake.model.film_key import exhibit_of
from secondtake.model.json_output import (
    Forgotten,
    PairReview,
)
from secondtake.model.serialization import plain
from secondtake.model.text import Reading, Translations

__all__ = ["DAMAGED", "DONE", "RUN", "WITH_FAILURES", "code_of", "present_case", "say"]

DONE, WITH_FAILURES, DAMAGED = 0, 1, 3


def check(options: Namespace) -> int:
    """`check PAGE FOOTAGE... --case DIR`."""
    # Before a case is made: a mistyped name leaves none behind.
    kinds, case = workbench.input_kinds, options.case
    kinds.require_order(options.page, options.footage)
    kinds.require_role([options.page, *options.also], ExhibitRole.PAGE, leave_out=case)
    footage = [*options.footage, *options.controls]
    kinds.require_role(footage, ExhibitRole.FOOTAGE, leave_out=case)
    with present_case(options) as bench:
        if not options.same_story:
            workbench.further_pages.require_same_story(bench, [options.page])
        report = bench.check(
            options.page,
            *options.footage,
            redacted=not options.unredacted,
            allow_private=options.allow_private,
            people=options.reason,
            controls=options.controls,
            also=options.also,
            translator=_translator(options),
        )
        say(
            options,
            workbench.report_shape(report),
            lambda: finding_printing.summary(report, bench.case.path),
        )
        return code_of(bench, watched=True)


def keep(options: Namespace) -> int:
    """`keep SOURCE... --case DIR`."""
    role = ExhibitRole(options.role)
    workbench.input_kinds.require_role(options.sources, role, leave_out=options.case)
    with present_case(options) as bench:
        if role == ExhibitRole.PAGE and not options.same_story:
            workbench.further_pages.require_same_story(bench, options.sources)
        kept = bench.keep(*options.sources, role=options.role, allow_private=options.allow_private)
        if options.media:
            kept += workbench.linked_media.keep(bench, allow_private=options.allow_private)
        digests = {e.digest for e in kept}
        aside = [w for w in bench.withdrawn() if w.exhibit.digest in digests]
        say(options, [plain(e) for e in kept], lambda: printing.exhibits(kept, aside))
        return code_of(bench)


def step(options: Namespace) -> int:
    """`watch`, `compare` and `judge` of a case."""
    with present_case(options) as bench:
        verb: Callable[[], Sequence[object]] = getattr(bench, options.verb)
        found = verb()
        shape = [workbench.record_shape(r) for r in found]
        say(options, shape, lambda: printing.count(options.verb, found))
        return code_of(bench, watched=options.verb == "watch")


def report(options: Namespace) -> int:
    """`report --case DIR`, with `--with-clips FOLDER` and `--brief OUT.html`."""
    with present_case(options) as bench:
        for given in (options.with_clips, options.brief and options.brief.parent):
            if given:
                workbench.require_outside(bench.case, given)
        made = bench.report(
            redacted=not options.unredacted, pdf=options.pdf, contact=options.contact
        )
        also = []
        if options.with_clips:
            also.append(workbench.report_folder.write(bench, made, options.with_clips))
        if options.brief:
            also.append(workbench.brief.write(bench, made, options.brief, pdf=options.pdf))
        say(
            options,
            workbench.report_shape(made),
            lambda: finding_printing.summary(made, bench.case.path, also),
        )
        return code_of(bench)


def picture(options: Namespace) -> int:
    """`picture --case DIR`."""
    with present_case(options) as bench:
        drawn = bench.picture()
        shape = [plain(d) for d in drawn]
        say(options, shape, lambda: printing.pictures(drawn, bench.case.path))
        return code_of(bench)


def recheck(options: Namespace) -> int:
    """`recheck --case DIR`: 1 when an address could not be looked at."""
    with present_case(options) as bench:
        found = bench.recheck(archive=options.archive, allow_private=options.allow_private)
        say(options, [plain(r) for r in found], lambda: printing.rechecked(found))
    return WITH_FAILURES if any(r.state == AddressState.COULD_NOT_LOOK for r in found) else DONE


def export(options: Namespace) -> int:
    """`export --case DIR --to FOLDER --as FORMAT... [--findings F1,F3]`."""
    with present_case(options) as bench:
        written = bench.export(options.to, *options.formats, findings=options.findings)
        say(options, plain(written), lambda: printing.exported(written))
        return code_of(bench)


def bundle(options: Namespace) -> int:
    """`bundle --case DIR --to FOLDER`."""
    with present_case(options) as bench:
        written = bench.bundle(options.to, evidence=options.evidence, key=options.sign)
        say(options, plain(written), lambda: printing.bundled(written))
        return code_of(bench)


def rerun(options: Namespace) -> int:
    """`rerun BUNDLE`: 1 when a finding is not the same or could not be made again."""
    told = printing.Told()
    found = workbench.rerun(options.bundle, evidence=options.evidence, progress=told)
    told.end()
    say(options, plain(found), lambda: printing.rerun(found))
    return DONE if found.same else WITH_FAILURES


def read(options: Namespace) -> int:
    """`read PAGE [--html OUT.html]`, or `read --case DIR`, with `--translator ADDRESS`."""
    if (options.page is None) == (options.case is None):
        raise InputInvalid("Name a page to read, or a case with --case, not both.")
    if options.case is not None and options.html is not None:
        raise InputInvalid(
            "--html is for one page.", advice="Name the page, or see the case's report.html."
        )
    if options.case is None:
        reading = workbench.read(_page(options.page))
        made = _translations(reading, options)
        if options.html is not None:
            workbench.write_reading_page(reading, options.html)
        shape = workbench.reading_shape(reading, made)
        say(options, shape, lambda: terminal_page.reading(reading, made))
        return DONE
    with present_case(options) as bench:
        found = bench.read()
        by = _translator(options)
        held = bench.translate(by) if by else bench.translations()
        beside = {one.page: one for one in held}
        shapes = [workbench.reading_shape(r, beside.get(r.article.exhibit)) for r in found]
        say(options, shapes, lambda: terminal_page.readings(found, beside))
        return code_of(bench)


def _translator(options: Namespace) -> workbench.Translator | None:
    if options.translator is None:
        return None
    return workbench.Translator(
        address=options.translator, model=options.translator_model, elsewhere=options.elsewhere
    )


def _translations(page: Reading, options: Namespace) -> Translations | None:
    if options.translator is None:
        return None
    return workbench.translations(
        page, options.translator, options.translator_model, elsewhere=options.elsewhere
    )


def shots(options: Namespace) -> int:
    """`shots FILE`, with `--html OUT.html` also a page with stills."""
    workbench.input_kinds.require_files([options.film], ExhibitRole.FOOTAGE)
    if told_of := workbench.no_shots(options.film, options.html):
        say(options, workbench.no_shots_shape(), lambda: printing.line(told_of))
        return DONE
    told = printing.Told()
    if options.html is None:
        found = workbench.file_shots(options.film, progress=told)
    else:
        found = workbench.write_shots_page(options.film, options.html, progress=told)
    told.end()
    say(options, workbench.shots_shape(found), lambda: printing.shots(found))
    return _unseen(found.failures, found.partial)


def stills(options: Namespace) -> int:
    """`stills FILE --to FOLDER`."""
    workbench.input_kinds.require_files([options.film], ExhibitRole.FOOTAGE)
    told = printing.Told()
    made = workbench.write_stills(options.film, options.to, most=options.most, progress=told)
    told.end()
    say(options, made, lambda: printing.stills(made))
    return DONE


def relate(options: Namespace) -> int:
    """`relate LEFT RIGHT`, or `relate --pairs CSV`."""
    if (len(options.films) == 2) == (options.pairs is not None):
        raise InputInvalid("Name two films, or a list of pairs with --pairs.")
    if options.pairs is None:
        left, right = options.films
        workbench.input_kinds.require_files(options.films, ExhibitRole.FOOTAGE)
        if pictured := workbench.picture_related(left, right):
            say(options, pictured[0], lambda: printing.line(pictured[1]))
            return DONE
        # Imported now: commands that print no relation load no numbers.
        from secondtake.cli import relation_printing

        told = printing.Told()
        found = workbench.relate(left, right, progress=told)
        told.end()
        shape = workbench.relation_shape(found, str(left), str(right))
        say(options, shape, lambda: relation_printing.relation(found, left.name, right.name))
        return _unseen(found.failures, (*found.left_partial, *found.right_partial))
    listed, failures = workbench.relate_listed(options.pairs, progress=printing.Told())
    to = "utf-8" if options.out is not None else sys.stdout.encoding
    write(options.out, as_json(listed, to))
    sides = [(r["left"], r["left_partial"]) for r in listed]
    sides += [(r["right"], r["right_partial"]) for r in listed]
    return _unseen(failures, sides)


def people(options: Namespace) -> int:
    """`people FILE... --people REASON`."""
    workbench.input_kinds.require_files(options.films, ExhibitRole.FOOTAGE)
    told = printing.Told()
    found = workbench.follow(
        options.films, options.reason, all=options.all, faces=options.faces, progress=told
    )
    told.end()
    for error in found.failures:
        printing.error(error)
    say(options, workbench.people_shape(found), lambda: printing.people(found))
    return WITH_FAILURES if found.failures else DONE


def forget_people(options: Namespace) -> int:
    """`forget-people --case DIR`."""
    with present_case(options) as bench:
        gone = workbench.people_in_roles.forget(bench)
        shape: Forgotten = {"files_deleted": gone}
        say(options, shape, lambda: printing.forgotten(gone))
        return code_of(bench)


def review_people(options: Namespace) -> int:
    """`review-people PAIR confirm|reject|leave-open --case DIR`."""
    with present_case(options) as bench:
        answer = PersonAnswer(options.decision)
        workbench.people_in_roles.review(bench, options.pair, answer, options.note)
        shape: PairReview = {"pair": options.pair, "decision": answer}
        say(options, shape, lambda: printing.note(RECORDED))
        return code_of(bench)


def clip(options: Namespace) -> int:
    """`clip FINDING --to FOLDER --case DIR`."""
    with present_case(options) as bench:
        made = workbench.clips.clip(
            bench, options.finding, options.to, redacted=not options.unredacted
        )
        say(options, plain(made), lambda: printing.exported(made))
        return code_of(bench)


def wacz(options: Namespace) -> int:
    """`wacz --to FILE.wacz --case DIR`."""
    with present_case(options) as bench:
        made = workbench.web_archive.write(bench, options.to)
        say(options, plain(made), lambda: printing.exported(made))
        return code_of(bench)


def genealogy(options: Namespace) -> int:
    """`genealogy PAGE PAGE...`, with `--html OUT.html` also as a page."""
    read = [workbench.read(_page(name)) for name in options.pages]
    found = workbench.genealogy(read)
    if options.html is not None:
        workbench.write_genealogy_page(found, read, options.html)
    names = {r.article.exhibit: name for r, name in zip(read, options.pages, strict=True)}
    say(options, plain(found), lambda: terminal_page.genealogy(found, read, names))
    return DONE


def second_reader(options: Namespace) -> int:
    """`second-reader PAGE --at ADDRESS [--model NAME] [--elsewhere]`."""
    found = workbench.second_reading(
        workbench.read(_page(options.page)), options.at, options.model, elsewhere=options.elsewhere
    )
    say(options, plain(found), lambda: terminal_page.second(found))
    return DONE


def present_case(options: Namespace) -> workbench.Bench:
    """The case on the workbench; a new one is made by `check` and `keep`, never by a mistyped name.

    Raises ``InputMissing`` where a command that needs a case finds none, and where the path of a
    new one looks mistyped.
    """
    if not workbench.is_case(options.case):
        if not options.makes_case:
            raise InputMissing(
                f"There is no case at {options.case}.", advice=beside_advice(options.case)
            )
        if not options.new:
            require_meant(options.case)
    return workbench.open_bench(
        options.case,
        by=options.by,
        progress=printing.Told(),
        on=getattr(options, "on", None),
        results=getattr(options, "results", None),
    )


def code_of(bench: workbench.Bench, *, watched: bool = False) -> int:
    """Say what could not be analysed; after a verb that watched, films decoded in part too."""
    names = {e.digest: e.name for e in bench.case.exhibits()}
    # In the order of the films, whichever of them was done first.
    order = {digest: place for place, digest in enumerate(names)}
    for failure in sorted(
        bench.failures, key=lambda f: order.get(exhibit_of(f.subject), len(order))
    ):
        printing.failure(failure, names)
    partial = [reel for reel in bench.reels() if reel.partial] if watched else []
    for reel in partial:
        printing.partial(reel, names)
    return WITH_FAILURES if bench.failures or partial else DONE


def _unseen(failures: Sequence[SecondTakeError], films: Iterable[tuple[str, str | None]]) -> int:
    """Tell what could not be seen, and of what only a part; give the exit code."""
    printing.errors(failures)
    return WITH_FAILURES if printing.in_part(films) or failures else DONE


def _page(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    workbench.input_kinds.require_files([name], ExhibitRole.PAGE)
    try:
        return Path(name).read_bytes()
    except FileNotFoundError as error:
        raise InputMissing(f"There is no page {name}.", advice="Check the path.") from error
    except OSError as error:
        raise InputInvalid(f"The page {name} cannot be read: {error.strerror}.") from error


RUN: dict[str, Callable[[Namespace], int]] = {
    "check": check,
    "keep": keep,
    "watch": step,
    "compare": step,
    "judge": step,
    "report": report,
    "picture": picture,
    "recheck": recheck,
    "export": export,
    "bundle": bundle,
    "rerun": rerun,
    "read": read,
    "shots": shots,
    "stills": stills,
    "relate": relate,
    "people": people,
    "forget-people": forget_people,
    "review-people": review_people,
    "clip": clip,
    "genealogy": genealogy,
    "second-reader": second_reader,
    "wacz": wacz,
}
"""Each command's function, by its name."""
