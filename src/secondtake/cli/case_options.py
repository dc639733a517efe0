"""What can be typed: commands, options and their help."""

from __future__ import annotations

import argparse
from pathlib import Path

from secondtake import __version__
from secondtake.cli.command_context import Verbs, add, on_case, private, unredacted
from secondtake.cli.standalone_options import loose
from secondtake.model.enums import ExhibitRole, PersonAnswer

__all__ = ["parser"]

ABOUT = """\
Second Take tests claims about footage: what a page says, what the footage shows, and what it
cannot show. It gives no verdict. Nothing leaves this machine but requests for addresses you name.
"""

EXITS = """\
exit codes: 0 done · 1 done, but something could not be looked at (it is recorded) ·
2 the input or the command cannot be used · 3 evidence does not match its digest
"""


ROLES = (ExhibitRole.PAGE, ExhibitRole.FOOTAGE, ExhibitRole.CONTROL)
"""What sources can be taken in as; the other roles come about by themselves."""


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line; ``verb`` holds the command's name."""
    top = argparse.ArgumentParser(
        prog="secondtake",
        description=ABOUT,
        epilog=EXITS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"secondtake {__version__}")
    verbs = top.add_subparsers(dest="verb", metavar="COMMAND", required=True)
    _check(verbs)
    _keep(verbs)
    _steps(verbs)
    _report(verbs)
    _recheck(verbs)
    _export(verbs)
    _clip(verbs)
    _wacz(verbs)
    _bundle(verbs)
    _rerun(verbs)
    _verify(verbs)
    _stamp(verbs)
    loose(verbs)
    _people(verbs)
    _review(verbs)
    _archive(verbs)
    return top


def _check(verbs: Verbs) -> None:  # type: ignore[type-arg]
    command = add(verbs, "check", "The main job: from a page and its footage to a report.")
    command.add_argument("page", metavar="PAGE", help="an HTML or text file, a URL, or - for stdin")
    command.add_argument(
        "footage", nargs="*", metavar="FOOTAGE", help="films or folders of films; none is allowed"
    )
    on_case(command)
    private(command)
    unredacted(command)
    _reason(command, required=False)
    command.add_argument(
        "--also",
        nargs="+",
        default=[],
        metavar="PAGE",
        help="further pages that tell the story: who took from whom?",
    )
    command.add_argument(
        "--controls",
        nargs="+",
        default=[],
        metavar="FOOTAGE",
        help="footage of the same kind, known to be of something else: how high do scores come "
        "there?",
    )


def _keep(verbs: Verbs) -> None:  # type: ignore[type-arg]
    command = add(verbs, "keep", "Take files, folders or URLs into a case, with custody.")
    command.add_argument("sources", nargs="+", metavar="SOURCE")
    command.add_argument(
        "--as",
        dest="role",
        choices=tuple(r.value for r in ROLES),
        default=ExhibitRole.FOOTAGE.value,
        help="what the sources are (footage)",
    )
    command.add_argument(
        "--media", action="store_true", help="also keep the films that the case's pages point to"
    )
    on_case(command)
    private(command)


def _steps(verbs: Verbs) -> None:  # type: ignore[type-arg]
    for name, text in (
        ("watch", "Look at every film of a case once: shots, stills, descriptors."),
        ("compare", "Relate the shots of a case."),
        ("judge", "Tie what was found to the claims, with alternatives and error figures."),
    ):
        on_case(add(verbs, name, text))


def _report(verbs: Verbs) -> None:  # type: ignore[type-arg]
    command = add(verbs, "report", "Write report.html and report.json of a case.")
    on_case(command)
    unredacted(command)
    command.add_argument(
        "--pdf", action="store_true", help="report.pdf too, where there is a Chromium to draw it"
    )
    command.add_argument(
        "--contact",
        metavar="TEXT",
        help="whom a reader may ask or tell of an error; stands in this and later reports",
    )

    picture = add(verbs, "picture", "Draw the kept pages of a case as pictures, with Chromium.")
    on_case(picture)


def _recheck(verbs: Verbs) -> None:  # type: ignore[type-arg]
    command = add(verbs, "recheck", "Ask the kept addresses of a case again; log the answers.")
    on_case(command)
    command.add_argument(
        "--archive",
        nargs="?",
        const="https://archive.org/wayback/available",
        metavar="ADDRESS",
        help="also ask a public web archive for copies (the Internet Archive's, or this one): it "
        "is told the addresses",
    )
    private(command)


def _export(verbs: Verbs) -> None:  # type: ignore[type-arg]
    command = add(verbs, "export", "Write a case in the formats of other programs.")
    on_case(command)
    command.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="where to write")
    command.add_argument(
        "--as",
        dest="formats",
        nargs="+",
        required=True,
        metavar="FORMAT",
        help="json, csv, webvtt, otio, edl, fcp-xml, eaf, case-uco, claimreview, or all",
    )


def _clip(verbs: Verbs) -> None:  # type: ignore[type-arg]
    command = add(verbs, "clip", "Write the two stretches of a finding as films, faces blurred.")
    on_case(command)
    command.add_argument("finding", metavar="FINDING", help="as the report names it")
    command.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="where to write")
    command.add_argument(
        "--unredacted",
        action="store_true",
        help="leave faces as they are; written to the custody log",
    )


def _wacz(verbs: Verbs) -> None:  # type: ignore[type-arg]
    command = add(
        verbs, "wacz", "Write what a case keeps from the web as one WACZ, unredacted and logged."
    )
    on_case(command)
    command.add_argument("--to", type=Path, required=True, metavar="FILE.wacz")


def _bundle(verbs: Verbs) -> None:  # type: ignore[type-arg]
    command = add(verbs, "bundle", "Write a case as one folder that a doubter can check.")
    on_case(command)
    command.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="a new folder")
    command.add_argument(
        "--evidence",
        action="store_true",
        help="put the pages and films themselves in, faces and all; written to the custody log",
    )
    command.add_argument(
        "--sign", type=Path, metavar="KEY", help="sign it with a key that `secondtake key` made"
    )


def _rerun(verbs: Verbs) -> None:  # type: ignore[type-arg]
    command = add(verbs, "rerun", "Make every finding of a bundle again: PASS, DIFF or CANNOT.")
    command.add_argument("bundle", type=Path, metavar="BUNDLE")
    command.add_argument(
        "--evidence",
        type=Path,
        metavar="FOLDER",
        help="look here for exhibits the bundle does not hold; they are known by their digest",
    )


def _verify(verbs: Verbs) -> None:  # type: ignore[type-arg]
    command = add(verbs, "verify", "Hash everything again, check times and signatures; offline.")
    command.add_argument("--case", type=Path, metavar="DIR", help="a case folder")
    command.add_argument("--bundle", type=Path, metavar="FOLDER", help="or a bundle")
    command.add_argument(
        "--head", metavar="DIGEST", help="a head of the log you know: the log must hold it"
    )
    command.add_argument(
        "--tokens", type=Path, metavar="FOLDER", help="time stamp tokens that you kept elsewhere"
    )
    command.add_argument(
        "--key", type=Path, metavar="FILE.pub", help="a public key that must have signed the bundle"
    )
    _trust(command, "check time stamps by these certificates (PEM) and no others")


def _stamp(verbs: Verbs) -> None:  # type: ignore[type-arg]
    command = add(verbs, "stamp", "Have the log and the exhibits stamped with outside time.")
    on_case(command)
    private(command)
    command.add_argument(
        "--authority",
        nargs="+",
        default=[],
        metavar="ADDRESS",
        help="time stamping authorities (RFC 3161), best two or more; none: those of last time. "
        "They are sent digests and nothing else",
    )
    _trust(command, "the authorities' root certificates (PEM), where this machine lacks them")

    key = add(verbs, "key", "Make a key to sign bundles with.")
    key.add_argument("key", type=Path, metavar="FILE", help="a new file; FILE.pub is written too")


def _trust(command: argparse.ArgumentParser, text: str) -> None:
    command.add_argument("--trust", type=Path, metavar="FILE.pem", help=text)


def _people(verbs: Verbs) -> None:  # type: ignore[type-arg]
    command = add(
        verbs, "people", "Follow people and list tracks that may be one body; nobody is named."
    )
    command.add_argument("films", nargs="+", type=Path, metavar="FILE")
    _reason(command, required=True)
    command.add_argument(
        "--all", action="store_true", help="every pair compared, also below the threshold"
    )
    command.add_argument(
        "--faces",
        choices=("sface", "dlib"),
        default="sface",
        help='what compares faces; dlib needs pip install "secondtake[dlib]"',
    )

    forget = add(verbs, "forget-people", "Delete every trace of people from a case, and log it.")
    on_case(forget)
    review = add(verbs, "review-people", "Say of a pair of tracks what a person thinks of it.")
    review.add_argument("pair", metavar="PAIR", help="the pair as the report names it")
    review.add_argument("decision", choices=tuple(a.value for a in PersonAnswer))
    review.add_argument("--note", default="", metavar="TEXT", help="why, for the log")
    on_case(review)


def _review(verbs: Verbs) -> None:  # type: ignore[type-arg]
    command = add(verbs, "review", "Say what a person sees in a finding; the report tells it.")
    command.add_argument("finding", nargs="?", metavar="FINDING", help="as the report names it")
    command.add_argument(
        "answer", nargs="?", choices=("sees-it", "does-not-see-it", "cannot-tell"), metavar="ANSWER"
    )
    command.add_argument("--note", default="", metavar="TEXT", help="why, for the report")
    command.add_argument(
        "--blind", action="store_true", help="you looked before you knew the claim"
    )
    command.add_argument(
        "--weigh",
        action="append",
        default=[],
        metavar="EXPLANATION=WEIGHT",
        help="an explanation of the report's table, with more, equally, less or not assessed",
    )
    command.add_argument(
        "--html",
        type=Path,
        metavar="OUT.html",
        help="write the pairs to look at, without claims and scores, instead",
    )
    on_case(command)
    dismiss = add(
        verbs, "dismiss", "Set a finding's pairs of shots aside: no later check raises them again."
    )
    dismiss.add_argument("finding", metavar="FINDING", help="as the report names it")
    dismiss.add_argument("--note", default="", metavar="TEXT", help="why, for the report")
    dismiss.add_argument("--undo", action="store_true", help="take it back")
    on_case(dismiss)


def _reason(command: argparse.ArgumentParser, *, required: bool) -> None:
    command.add_argument(
        "--people",
        dest="reason",
        required=required,
        metavar="REASON",
        help="compare people, and why this has to be: off without it",
    )


def _coarse(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--coarse",
        action="store_true",
        help="three times as fast, at half the detail: for thousands of hours; crops and small "
        "pictures are found less surely",
    )


ARCHIVE = "a folder, or on LanceDB: a name that ends in .lance, or a URL"


def _archive(verbs: Verbs) -> None:  # type: ignore[type-arg]
    command = verbs.add_parser(
        "archive",
        help="Keep descriptors of many films and ask where footage was seen before.",
        description="Keep descriptors of many films and ask where footage was seen before. "
        "ARCHIVE is a folder; a name that ends in .lance or is a URL (s3://, gs://, az://, "
        'file://) is kept on LanceDB, which pip install "secondtake[archive]" brings.',
    )
    acts = command.add_subparsers(dest="act", metavar="ACT", required=True)
    new = add(acts, "add", "Add films to an archive; what is there already is skipped.")
    new.add_argument("archive", metavar="ARCHIVE", help=ARCHIVE)
    new.add_argument("films", nargs="+", type=Path, metavar="FILE")
    _coarse(new)
    search = add(acts, "search", "Say where pieces of films appear in the archive.")
    search.add_argument("archive", metavar="ARCHIVE", help=ARCHIVE)
    search.add_argument("films", nargs="+", type=Path, metavar="FILE")
    search.add_argument(
        "--all", action="store_true", help="every candidate, also below the operating point"
    )
    dismiss = add(acts, "dismiss", "Leave a film and an archived one out of every later search.")
    dismiss.add_argument("archive", metavar="ARCHIVE", help=ARCHIVE)
    dismiss.add_argument("films", nargs=1, type=Path, metavar="FILE")
    dismiss.add_argument(
        "reference", metavar="REFERENCE", help="the archived film's name, or its digest"
    )
    rebuild = add(acts, "rebuild", "Describe an archive's films again from their originals.")
    rebuild.add_argument("archive", metavar="ARCHIVE", help=ARCHIVE)
    _coarse(rebuild)
    info = add(acts, "info", "List what an archive holds.")
    info.add_argument("archive", metavar="ARCHIVE", help=ARCHIVE)
