"""Claims and relations to findings, with alternatives, gate checks and error figures."""

from __future__ import annotations

from secondtake.judging.judgement import Judgement, Snapshot, judge
from secondtake.judging.people_findings import ABOUT_PEOPLE
from secondtake.judging.relation_findings import MAKER, sought

__all__ = ["ABOUT_PEOPLE", "MAKER", "Judgement", "Snapshot", "judge", "sought"]
