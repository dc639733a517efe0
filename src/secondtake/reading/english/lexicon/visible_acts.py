"""Verbs for what bodies and things do before a camera, in their forms."""

from __future__ import annotations

import re

from secondtake.reading.word_list import word_list

__all__ = ["ACTING", "ACTS"]

_REGULAR = (
    "slap kick punch grab pull push shove drag lift carry drop throw toss hurl swing wave clap "
    "nod bow bend crouch kneel crawl climb jump leap hop dance walk march stroll stagger stumble "
    "limp trip slip roll turn rotate lean reach stretch point gesture salute embrace hug kiss "
    "stroke wipe wash spray pour splash smear drip cry weep sob scream shout laugh smile grin "
    "grimace wink blink stare gaze glance tremble shiver shake faint collapse chase "
    "approach enter exit pass cross board unload load pack tie untie wrap unwrap bandage "
    "button unbutton zip remove dress undress aim fire reload brandish threaten tackle "
    "handcuff arrest restrain apprehend stab crash collide explode burn smoke smoulder flood "
    "topple shatter smash crumble sink float drift hover circle land taxi brake swerve park "
    "reverse accelerate knock tap scratch dig sweep paint sign unfold wear "
    "surround crowd gather disperse queue pose pretend rehearse juggle whisper sing applaud chant"
)
_IRREGULAR = (
    "ran run running runs fell fall falling falls fallen lay lying lies stood stand standing "
    "stands sat sit sitting sits held hold holding holds threw thrown wore worn wearing wears "
    "drove drive driving drives driven rode ride riding rides shook shaken wept kept crept creep "
    "creeping leapt knelt bent hit hitting hits struck strike striking strikes "
    "stole bit bite biting bites ate eat eating eats drank drink drinking drinks wrote "
    "writing spat spit spitting tore tear tearing tears torn hung hang hanging hangs swung swam "
    "swim swimming swims flew fly flying flies flown dug sank sunk bled bleed bleeding bleeds hid "
    "hide hiding hides rose rise rising rises froze freeze freezing caught catch catching catches "
    "handing handed dying dies sleeping sleeps hosing hosed tied tying"
)
_DOUBLING = word_list(
    "slap grab drag drop clap nod hop trip slip drip sob grin wrap unwrap zip stab tap dig pat "
    "step pin hug"
)
_NOUNS = word_list(
    "point fire sign crowd smoke button park circle land queue paint tap turn reach stretch pass "
    "cross board load pack aim flood kick punch hug pose dress exit pull "
    "push drop lift drag reverse crash smile laugh stare salute tie arrest roll approach bow "
    "gesture"
)
"""Words that are as often a noun or an adjective: their bare form tells nothing."""


def _forms(verb: str) -> set[str]:
    """A regular verb's bare form (unless a noun has it too), and those in -s, -ed and -ing."""
    if verb.endswith("y") and verb[-2] not in "aeiou":
        forms = {verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    elif verb.endswith("e"):
        forms = {verb + "s", verb + "d", verb[:-1] + "ing"}
    else:
        stem = verb + verb[-1] if verb in _DOUBLING else verb
        hiss = verb.endswith(("s", "sh", "ch", "x", "z"))
        forms = {verb + ("es" if hiss else "s"), stem + "ed", stem + "ing"}
    nouns = {verb + "s", verb + "es"} if verb in _NOUNS else set()
    return (forms - nouns) | (set() if verb in _NOUNS else {verb})


ACTING = frozenset().union(*map(_forms, word_list(_REGULAR))) | word_list(_IRREGULAR)
"""The forms, in small letters."""
ACTS = re.compile(r"(?<!\w)(?:" + "|".join(sorted(ACTING)) + r")(?!\w)", re.I)
"""Said of footage they are to be seen; of a page about something else they tell nothing."""
