"""What can be typed: commands, options and their help."""

from __future__ import annotations

import argparse
from pathlib import Path

from secondtake import __version__
from secondtake.cli.by_hand_options import options_by_hand
from secondtake.cli.command_context import (
    Verbs,
    add,
    decoding,
    on_case,
    private,
    same_story,
    translating,
    typed_text,
    unredacted,
    workers,
)
from secondtake.cli.exhibit_options import of_exhibits
from secondtake.cli.open_command import of_the_browser
from secondtake.cli.overview_options import overviews
from secondtake.cli.review_options import A_FINDING, reviews
from secondtake.cli.serve_command import of_the_team
from secondtake.cli.standalone_options import loose
from secondtake.cli.still_command import options_of_still
from secondtake.model.enums import PersonAnswer

__all__ = ["parser"]

ABOUT = """\
Second Take tests claims about footage: what a page says, what the footage shows, and what it
cannot show. It gives no verdict. Nothing leaves this machine except requests to addresses you
name.
"""

EXITS = """\
exit codes: 0 done · 1 done, but something could not be analysed (it is recorded) ·
2 the input or the command cannot be used · 3 evidence does not match its SHA-256
"""


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
    of_exhibits(verbs)
    overviews(verbs)
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
    options_of_still(verbs)
    _people(verbs)
    reviews(verbs)
    options_by_hand(verbs)
    _archive(verbs)
    of_the_browser(verbs)
    of_the_team(verbs)
    return top


def _check(verbs: Verbs) -> None:  # type: ignore[type-arg]
    command = add(verbs, "check", "Test the claims of a page against footage and write the report.")
    command.add_argument("page", metavar="PAGE", help="an HTML or text file, a URL, or - for stdin")
    command.add_argument(
        "footage", nargs="*", metavar="FOOTAGE", help="films or folders of films; may be left out"
    )
    on_case(command, new=True)
    same_story(command)
    private(command)
    unredacted(command)
    decoding(command)
    workers(command)
    _reason(command, required=False)
    translating(command)
    command.add_argument(
        "--also",
        nargs="+",
        default=[],
        metavar="PAGE",
        help="further pages with the same story, to see who took from whom",
    )
    command.add_argument(
        "--controls",
        nargs="+",
        default=[],
        metavar="FOOTAGE",
        help="control footage: of the same kind, known to show something else; its scores show how "
        "high unrelated footage reaches",
    )


def _steps(verbs: Verbs) -> None:  # type: ignore[type-arg]
    for name, text in (
        ("watch", "Analyse every film of a case once: shots, stills, descriptors."),
        ("compare", "Compare the shots of a case with each other."),
        ("judge", "Tie what was found to the claims, with other explanations and error rates."),
    ):
        command = add(verbs, name, text)
        on_case(command)
        if name != "judge":
            decoding(command)
            workers(command)


def _report(verbs: Verbs) -> None:  # type: ignore[type-arg]
    command = add(verbs, "report", "Write the report of a case: report.html and report.json.")
    on_case(command)
    unredacted(command)
    decoding(command)
    command.add_argument(
        "--pdf", action="store_true", help="also write report.pdf; needs Chromium or Chrome"
    )
    command.add_argument(
        "--with-clips",
        type=Path,
        metavar="FOLDER",
        help="also write the report into FOLDER with a film for each finding, its sides in step "
        "and faces blurred; it plays offline",
    )
    command.add_argument(
        "--brief",
        type=Path,
        metavar="OUT.html",
        help="also write two pages to print (with --pdf as OUT.pdf too): claim, findings, "
        "pictures, limits and the custody line",
    )
    command.add_argument(
        "--contact",
        type=typed_text,
        metavar="TEXT",
        help="contact for questions and corrections, shown in this and later reports",
    )

    picture = add(
        verbs, "picture", "Render the collected pages of a case as pictures, with Chromium."
    )
    on_case(picture)


def _recheck(verbs: Verbs) -> None:  # type: ignore[type-arg]
    command = add(
        verbs, "recheck", "Request the collected addresses of a case again and log the answers."
    )
    on_case(command)
    command.add_argument(
        "--archive",
        nargs="?",
        const="https://archive.org/wayback/available",
        metavar="ADDRESS",
        help="also ask a public web archive for copies (the Internet Archive, or this one); it "
        "is sent the addresses",
    )
    private(command)


def _export(verbs: Verbs) -> None:  # type: ignore[type-arg]
    command = add(verbs, "export", "Export a case in the formats of other programs.")
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
    command.add_argument(
        "--findings",
        type=_names,
        default=(),
        metavar="F1,F3",
        help="these findings alone, by their names in the report, parted by commas",
    )


def _names(typed: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in typed_text(typed).split(",") if name.strip())
    if not names:
        raise argparse.ArgumentTypeError("name at least one finding, such as F1")
    return names


def _clip(verbs: Verbs) -> None:  # type: ignore[type-arg]
    command = add(verbs, "clip", "Write the two segments of a finding as films, faces blurred.")
    on_case(command)
    command.add_argument("finding", metavar="FINDING", help=A_FINDING)
    command.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="where to write")
    decoding(command)
    command.add_argument(
        "--unredacted",
        action="store_true",
        help="do not blur faces; the custody log records it",
    )


def _wacz(verbs: Verbs) -> None:  # type: ignore[type-arg]
    command = add(
        verbs,
        "wacz",
        "Write everything a case collected from the web as one WACZ, unredacted; logged.",
    )
    on_case(command)
    command.add_argument("--to", type=Path, required=True, metavar="FILE.wacz")


def _bundle(verbs: Verbs) -> None:  # type: ignore[type-arg]
    command = add(verbs, "bundle", "Write a case as one folder that a sceptic can verify.")
    on_case(command)
    command.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="a new folder")
    command.add_argument(
        "--evidence",
        action="store_true",
        help="include the pages and films themselves, faces unblurred; the custody log records it",
    )
    command.add_argument(
        "--sign", type=Path, metavar="KEY", help="sign it with a key that `secondtake key` made"
    )


def _rerun(verbs: Verbs) -> None:  # type: ignore[type-arg]
    command = add(verbs, "rerun", "Reproduce every finding of a bundle: PASS, DIFF or CANNOT.")
    command.add_argument("bundle", type=Path, metavar="BUNDLE")
    command.add_argument(
        "--evidence",
        type=Path,
        metavar="FOLDER",
        help="a folder with exhibits the bundle does not hold; they are matched by SHA-256",
    )


def _verify(verbs: Verbs) -> None:  # type: ignore[type-arg]
    command = add(
        verbs, "verify", "Hash everything again and check timestamps and signatures, offline."
    )
    command.add_argument("--case", type=Path, metavar="DIR", help="a case folder")
    command.add_argument("--bundle", type=Path, metavar="FOLDER", help="or a bundle")
    command.add_argument(
        "--head",
        metavar="DIGEST",
        help="a head noted earlier, which a case's log must contain; the head of a bundle, as "
        "`bundle` printed it, binds every byte of the bundle",
    )
    command.add_argument(
        "--tokens", type=Path, metavar="FOLDER", help="timestamp tokens that you kept elsewhere"
    )
    command.add_argument(
        "--key", type=Path, metavar="FILE.pub", help="a public key that must have signed the bundle"
    )
    _trust(command, "trust these certificates (PEM) for timestamps and no others")


def _stamp(verbs: Verbs) -> None:  # type: ignore[type-arg]
    command = add(verbs, "stamp", "Get trusted timestamps (RFC 3161) for the log and the exhibits.")
    on_case(command)
    private(command)
    command.add_argument(
        "--authority",
        nargs="+",
        default=[],
        metavar="ADDRESS",
        help="time-stamping authorities, best two or more; if left out, those of last time. "
        "They are sent hashes and nothing else",
    )
    _trust(command, "the authorities' root certificates (PEM), where this machine lacks them")

    key = add(verbs, "key", "Make a key to sign bundles with.")
    key.add_argument("key", type=Path, metavar="FILE", help="a new file; FILE.pub is written too")


def _trust(command: argparse.ArgumentParser, text: str) -> None:
    command.add_argument("--trust", type=Path, metavar="FILE.pem", help=text)


def _people(verbs: Verbs) -> None:  # type: ignore[type-arg]
    command = add(
        verbs,
        "people",
        "Track people and list tracks that may show the same person; nobody is named.",
    )
    command.add_argument("films", nargs="+", type=Path, metavar="FILE")
    decoding(command)
    _reason(command, required=True)
    command.add_argument(
        "--all", action="store_true", help="list every pair compared, also below the threshold"
    )
    command.add_argument(
        "--faces",
        choices=("sface", "dlib"),
        default="sface",
        help='the model that compares faces; dlib needs pip install "secondtake[dlib]"',
    )

    forget = add(verbs, "forget-people", "Delete every trace of people from a case, and log it.")
    on_case(forget)
    review = add(verbs, "review-people", "Record a reviewer's decision on a pair of tracks.")
    review.add_argument("pair", metavar="PAIR", help="the pair ID in the report")
    review.add_argument("decision", choices=tuple(a.value for a in PersonAnswer))
    review.add_argument(
        "--note", type=typed_text, default="", metavar="TEXT", help="why, for the log"
    )
    on_case(review)


def _reason(command: argparse.ArgumentParser, *, required: bool) -> None:
    command.add_argument(
        "--people",
        type=typed_text,
        dest="reason",
        required=required,
        metavar="REASON",
        help="compare people, for this reason; without it people are not compared",
    )


def _coarse(verb: argparse.ArgumentParser) -> None:
    decoding(verb)
    verb.add_argument(
        "--coarse",
        action="store_true",
        help="three times as fast at half the detail, for thousands of hours; recall is lower for "
        "crops and small pictures",
    )


ARCHIVE = "a folder, or on LanceDB: a name that ends in .lance, or a URL"


def _archive(verbs: Verbs) -> None:  # type: ignore[type-arg]
    command = verbs.add_parser(
        "archive",
        help="Index many films and search where footage was seen before.",
        description="Index many films and search where footage was seen before. "
        "ARCHIVE is a folder; a name that ends in .lance or is a URL (s3://, gs://, az://, "
        'file://) is kept on LanceDB, which pip install "secondtake[archive]" brings.',
    )
    acts = command.add_subparsers(dest="act", metavar="ACT", required=True)
    new = add(acts, "add", "Add films to an archive; what is there already is skipped.")
    new.add_argument("archive", metavar="ARCHIVE", help=ARCHIVE)
    new.add_argument("films", nargs="+", type=Path, metavar="FILE")
    _coarse(new)
    workers(new)
    search = add(acts, "search", "Search the archive for segments of films.")
    search.add_argument("archive", metavar="ARCHIVE", help=ARCHIVE)
    search.add_argument("films", nargs="+", type=Path, metavar="FILE")
    decoding(search)
    workers(search)
    search.add_argument(
        "--all", action="store_true", help="list every candidate, also below the threshold"
    )
    dismiss = add(acts, "dismiss", "Leave a film and an archived one out of every later search.")
    dismiss.add_argument("archive", metavar="ARCHIVE", help=ARCHIVE)
    dismiss.add_argument("films", nargs=1, type=Path, metavar="FILE")
    dismiss.add_argument(
        "reference", metavar="REFERENCE", help="the archived film's name or SHA-256"
    )
    rebuild = add(acts, "rebuild", "Index an archive's films again from their originals.")
    rebuild.add_argument("archive", metavar="ARCHIVE", help=ARCHIVE)
    _coarse(rebuild)
    info = add(acts, "info", "List what an archive holds.")
    info.add_argument("archive", metavar="ARCHIVE", help=ARCHIVE)
