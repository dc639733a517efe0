"""Comparing: two shots in, how they relate out, with reasons and what is missing."""

from secondtake.comparing import grain, keys, laying, roles
from secondtake.comparing.candidates import ALL_PAIRS, candidates
from secondtake.comparing.described import Described, describe
from secondtake.comparing.figures import figures
from secondtake.comparing.groups import group_takes
from secondtake.comparing.kept import look_maker, packed, unpacked
from secondtake.comparing.overlay import FLOOR, overlay
from secondtake.comparing.relate import LEAST_SCORE, Comparer, Takes, maker, relate

__all__ = [
    "ALL_PAIRS",
    "FLOOR",
    "LEAST_SCORE",
    "Comparer",
    "Described",
    "Takes",
    "candidates",
    "describe",
    "figures",
    "grain",
    "group_takes",
    "keys",
    "laying",
    "look_maker",
    "maker",
    "overlay",
    "packed",
    "relate",
    "roles",
    "unpacked",
]
