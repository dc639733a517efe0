"""Commands about what outsiders vouch for: `stamp`, `key` and `verify`."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from secondtake import workbench
from secondtake.cli.commands import DAMAGED, DONE, WITH_FAILURES, present_case, say
from secondtake.cli.printing import Told, plain_text
from secondtake.cluster.progress import Stage
from secondtake.errors import CaseInterrupted, InputInvalid
from secondtake.model.enums import ProgressUnit, SealState
from secondtake.model.json_output import (
    Key,
)
from secondtake.model.serialization import plain

__all__ = ["RUN"]


def stamp(options: Namespace) -> int:
    """`stamp --case DIR --authority URL...`: 1 while something is pending."""
    with present_case(options) as bench:
        found = bench.stamp(
            *options.authority, trust=options.trust, allow_private=options.allow_private
        )
        say(options, [plain(s) for s in found], lambda: _seals(found))
    return DONE if all(s.state == SealState.CONFIRMED for s in found) else WITH_FAILURES


def key(options: Namespace) -> int:
    """`key FILE`."""
    made = workbench.make_key(options.key)
    shape: Key = {
        "key": str(options.key),
        "public": f"{options.key}.pub",
        "fingerprint": made,
    }

    def show() -> None:
        print(
            f"{options.key}: the private key. Whoever has it can sign in your name; keep it safe."
        )
        print(f"{options.key}.pub: the public key, for those who check your bundles.")
        print(f"fingerprint: {made}")

    say(options, shape, show)
    return DONE


def verify(options: Namespace) -> int:
    """`verify --case DIR` or `verify --bundle DIR`: 3 when something does not match, 75 when a
    command on the case did not end."""
    if (options.case is None) == (options.bundle is None):
        raise InputInvalid("Name a case with --case or a bundle with --bundle (not both).")
    given = {"trust": options.trust, "tokens": options.tokens, "head": options.head}
    found: Any
    if options.bundle is not None:
        found = workbench.verify_bundle(options.bundle, key=options.key, **given)
    else:
        if options.key is not None:
            raise InputInvalid("--key is for bundles: a case is not signed.")
        told = Told()
        found = workbench.verify(
            options.case,
            progress=lambda done, total: told(
                Stage("Hashing the case", ProgressUnit.BYTE), done, total
            ),
            **given,
        )
        told.end()
    say(options, plain(found), lambda: _verified(found))
    if found.problems:
        return DAMAGED
    if getattr(found, "interrupted", ()):
        return CaseInterrupted.exit_code
    return WITH_FAILURES if found.not_checked else DONE


def _verified(found: Any) -> None:
    if isinstance(found, workbench.Verified):
        print(
            f"{found.exhibits} exhibits, {found.derivatives} derivatives, {found.events} events, "
            f"{found.records} records checked."
        )
    for problem in found.problems:
        print(f"DOES NOT MATCH: {plain_text(problem)}")
    interrupted = getattr(found, "interrupted", ())
    for sentence in interrupted:
        print(f"interrupted: {plain_text(sentence)}")
    for sentence in found.not_checked:
        print(f"could not be checked: {sentence}")
    _seals(found.seals)
    if isinstance(found, workbench.Verified):
        for note in found.notes:
            print(note)
        if found.seals:
            print(f"{found.after} events since the newest confirmed timestamp of the log.")
    else:
        print(workbench.signed_by(found.keys))
        for note in found.notes:
            print(note)
    if not found.problems:
        whose = "log" if isinstance(found, workbench.Verified) else "bundle"
        what = "Everything that was recorded matches." if interrupted else "Everything matches."
        print(f"{what} Head of the {whose}: {found.head}")


def _seals(found: Sequence[Any]) -> None:
    """Each time stamp: what, by whom, when; pending ones with the reason."""
    for seal in found:
        when = f" {seal.at:%Y-%m-%d %H:%M:%S} UTC" if seal.at else ""
        print(f"{seal.state:<9}{when}  {seal.what}  {plain_text(seal.authority)}")
        if seal.note:
            print(f"           {plain_text(seal.note)}")
    if not found:
        print("No trusted timestamp was requested.")


RUN = {"stamp": stamp, "key": key, "verify": verify}
"""Each command's function, by its name."""
