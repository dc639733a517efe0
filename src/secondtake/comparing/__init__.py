"""Comparing: two shots in, how they relate out, with reasons and what is missing."""

from secondtake.comparing import copies, people
from secondtake.comparing.capture import gop, noise_registration, sensor_noise
from secondtake.comparing.combine import asks_for_flicker, make_relation, wants_capture
from secondtake.comparing.error_rates import rates_of
from secondtake.comparing.still_overlay import LaidOver, SeenStill, laid_over
from secondtake.comparing.takes.candidate_pairs import ALL_PAIRS, candidates
from secondtake.comparing.takes.comparer import compare_takes, maker
from secondtake.comparing.takes.describe.description import Described, describe
from secondtake.comparing.takes.describe.description_file import look_maker, packed, unpacked
from secondtake.comparing.takes.differences.heatmap import FLOOR, overlay
from secondtake.comparing.takes.grouping import group_takes
from secondtake.comparing.takes.scoring import LEAST_SCORE

__all__ = [
    "ALL_PAIRS",
    "FLOOR",
    "LEAST_SCORE",
    "Described",
    "LaidOver",
    "SeenStill",
    "asks_for_flicker",
    "candidates",
    "compare_takes",
    "copies",
    "describe",
    "gop",
    "group_takes",
    "laid_over",
    "look_maker",
    "make_relation",
    "maker",
    "noise_registration",
    "overlay",
    "packed",
    "people",
    "rates_of",
    "sensor_noise",
    "unpacked",
    "wants_capture",
]
