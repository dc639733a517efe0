"""What can be typed to add to a case by hand: `tie`, `note` and `sync`."""

from __future__ import annotations

from secondtake.cli.command_context import Verbs, add, on_case, typed_text

__all__ = ["SAYS", "options_by_hand"]

FILM = (
    'a film of the case: its file name or SHA-256, or what the report calls it ("Film 2"), then @ '
    "and a time from its first frame on, such as film.mp4@0:12.480"
)
SAYS = {
    "bears": "bears on it",
    "does-not-bear": "does not bear on it",
    "as-computed": "as computed",
}


def options_by_hand(verbs: Verbs) -> None:  # type: ignore[type-arg]
    """Add all three."""
    tie = add(verbs, "tie", "Say that a finding bears on a claim, or does not, and why.")
    tie.add_argument("finding", metavar="FINDING", help="its name in the report (F1), or its ID")
    tie.add_argument("claim", metavar="CLAIM", help="the claim's ID, such as C3")
    tie.add_argument(
        "says",
        choices=tuple(SAYS),
        metavar="ANSWER",
        help="bears, does-not-bear, or as-computed, which takes an earlier answer back",
    )
    tie.add_argument("--page", metavar="SHA-256", help="the claim's page, where several have one")
    tie.add_argument("--reason", type=typed_text, required=True, metavar="TEXT", help="why")
    on_case(tie)
    note = add(verbs, "note", "Write a note at a frame, or reword one or take it back.")
    note.add_argument("place", nargs="?", metavar="FILM@TIME", help=FILM)
    note.add_argument("--text", type=typed_text, default="", metavar="TEXT", help="the note")
    note.add_argument("--same", metavar="FILM@TIME", help="the frame of another film that shows it")
    change = note.add_mutually_exclusive_group()
    change.add_argument("--reword", type=int, metavar="N", help="give note N the words of --text")
    change.add_argument("--take-back", type=int, metavar="N", help="take note N back")
    on_case(note)
    sync = add(verbs, "sync", "Say that two frames of two films show one instant.")
    sync.add_argument("left", metavar="FILM@TIME", help=FILM)
    sync.add_argument("right", metavar="FILM@TIME", help="the same instant in another film")
    sync.add_argument("--reason", type=typed_text, required=True, metavar="TEXT", help="why")
    sync.add_argument("--undo", action="store_true", help="take back what was said of the two")
    on_case(sync)
