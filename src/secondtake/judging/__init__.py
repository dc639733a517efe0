"""Claims and relations to findings, with alternatives, gate checks and error figures."""

from __future__ import annotations

from secondtake.judging.findings import MAKER
from secondtake.judging.judgement import Judgement, judge
from secondtake.judging.people import ABOUT_BODIES

__all__ = ["ABOUT_BODIES", "MAKER", "Judgement", "judge"]
