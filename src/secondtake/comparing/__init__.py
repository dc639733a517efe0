"""Comparing: two shots in, how they relate out, with reasons and what is missing."""

from secondtake.comparing import people
from secondtake.comparing.capture import gop, noise_registration, sensor_noise
from secondtake.comparing.takes.candidate_pairs import ALL_PAIRS, candidates
from secondtake.comparing.takes.comparer import LEAST_SCORE, Comparer, Takes, maker, relate
from secondtake.comparing.takes.describe.description import Described, describe
from secondtake.comparing.takes.describe.description_file import look_maker, packed, unpacked
from secondtake.comparing.takes.differences.heatmap import FLOOR, overlay
from secondtake.comparing.takes.error_rates import figures
from secondtake.comparing.takes.grouping import group_takes

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
    "gop",
    "group_takes",
    "look_maker",
    "maker",
    "noise_registration",
    "overlay",
    "packed",
    "people",
    "relate",
    "sensor_noise",
    "unpacked",
]
