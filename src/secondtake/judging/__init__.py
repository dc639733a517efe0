"""Claims and relations to findings, with alternatives, gate checks and error figures."""

from __future__ import annotations

from secondtake.judging.bodies import ABOUT_BODIES
from secondtake.judging.findings import MAKER
from secondtake.judging.judge import Judgement, judge

__all__ = ["ABOUT_BODIES", "MAKER", "Judgement", "judge"]
