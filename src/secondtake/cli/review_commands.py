"""Commands by which people judge findings: `review` and `dismiss`."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from secondtake import workbench
from secondtake.cli import finding_printing, printing
from secondtake.cli.commands import code_of, present_case, say
from secondtake.cli.messages import RECORDED
from secondtake.errors import InputInvalid
from secondtake.model.json_output import (
    Written,
)
from secondtake.model.serialization import plain

__all__ = ["RUN"]


def review(options: Namespace) -> int:
    """`review FINDING ANSWER --by NAME --case DIR`, or with `--html OUT.html` or `--from FILE`."""
    asked = [options.finding, options.html, options.answers]
    if sum(one is not None for one in asked) != 1 or (
        options.finding is not None and options.answer is None
    ):
        raise InputInvalid(
            "Name a finding and an answer, a page to write, or a file of answers.",
            advice="review FINDING sees-it --by NAME --case DIR, review --html OUT.html, or "
            "review --from FILE --by NAME.",
        )
    with present_case(options) as bench:
        if options.html is not None:
            page = workbench.reviews.page(bench, options.html)
            shape: Written = {"page": str(page)}
            say(options, shape, lambda: printing.note(f"Written: {page}"))
            return code_of(bench)
        if options.answers is not None:
            recorded = workbench.reviews.from_file(bench, options.answers)
            shapes = [plain(one) for one in recorded]
            names = workbench.named_findings.names(bench.gathered())
            say(options, shapes, lambda: finding_printing.reviewed_blind(recorded, names))
            return code_of(bench)
        told = workbench.named_findings.named(bench.numbered(), options.finding)
        said = workbench.reviews.review(
            bench,
            options.finding,
            options.answer.replace("-", " "),
            note=options.note,
            blind=options.blind,
            weights=[_weight(text) for text in options.weigh],
        )
        say(options, plain(said), lambda: finding_printing.reviewed(told[1], told[0].sentence))
        return code_of(bench)


def dismiss(options: Namespace) -> int:
    """`dismiss FINDING --by NAME --case DIR [--undo] [--dry-run]`: first says what falls."""
    with present_case(options) as bench:
        planned = workbench.dismissals.plan(
            bench, options.finding, note=options.note, undo=options.undo
        )
        if not options.json:
            finding_printing.planned(planned)
        if options.dry_run:
            say(options, plain(planned.said), lambda: printing.note("Nothing was recorded."))
            return code_of(bench)
        said = workbench.dismissals.dismiss(
            bench, options.finding, note=options.note, undo=options.undo
        )
        say(options, plain(said), lambda: printing.note(RECORDED))
        return code_of(bench)


def _weight(text: str) -> tuple[str, str]:
    explanation, _, weight = text.rpartition("=")
    return explanation.strip(), weight.strip()


RUN: dict[str, Callable[[Namespace], int]] = {"review": review, "dismiss": dismiss}
"""Each command's function, by its name."""
