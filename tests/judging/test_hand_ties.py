"""What a person says of a finding and a claim counts before what is computed, and says by whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.judging.test_judge import FILM, PAGE, a_reading, a_reel, an_exhibit, rates
from tests.judging.test_tying import COPY_WITHIN, HERE, MOMENT, claim

from secondtake.errors import InvalidRecord
from secondtake.export.messages.reason_words import clause
from secondtake.judging import Judgement, Snapshot, judge
from secondtake.model.by_hand import HandTie
from secondtake.model.enums import TieDecision
from secondtake.model.findings import Relation
from secondtake.model.serialization import plain, record
from secondtake.model.text import Claim

AT = datetime(2026, 11, 30, 12, tzinfo=UTC)


def judged(claimed: Claim, shown: Relation, *said: HandTie) -> Judgement:
    return judge(
        Snapshot(
            readings=(replace(a_reading(), claims=(claimed,)),),
            shots=HERE,
            reels=(a_reel(),),
            relations=(shown,),
            failures=(),
            exhibits=(replace(an_exhibit(), digest=FILM),),
            rates_of=lambda engine, kind: rates(),
            in_words=clause,
            hand_ties=said,
        )
    )


def tie(finding: str, decision: TieDecision, claimed: Claim) -> HandTie:
    return HandTie(
        page=PAGE,
        claim=claimed.id,
        finding=finding,
        decision=decision,
        reason="The same\ndoor.",
        by="Ann",
        at=AT,
    )


@pytest.mark.parametrize(("check", "shown"), [("repeated-take", MOMENT), ("none", COPY_WITHIN)])
def test_a_finding_tied_by_hand_bears_on_the_claim_and_says_by_whom(
    check: str, shown: Relation
) -> None:
    claimed = claim(check)
    (finding,) = (f for f in judged(claimed, shown).findings if f.relations)
    found = judged(claimed, shown, tie(finding.id, TieDecision.TIED, claimed))
    (became,) = found.claimed
    (told,) = (t for t in became.ties if t.by)

    assert became.state == "findings"
    assert finding.id in became.findings
    assert told.finding == finding.id
    assert (told.by, told.at) == ("Ann", AT)
    assert told.why == "Tied by hand by Ann on 2026-11-30: The same\\ndoor."
    assert [t for t in became.others if t.finding == finding.id] == []
    assert next(f for f in found.findings if f.id == finding.id).claims == (claimed.id,)


def test_a_finding_untied_by_hand_bears_on_it_no_more_and_stays_listed() -> None:
    claimed = claim("repeated-take")
    (finding,) = (f for f in judged(claimed, COPY_WITHIN).findings if f.relations)
    (before,) = judged(claimed, COPY_WITHIN).claimed
    (became,) = judged(claimed, COPY_WITHIN, tie(finding.id, TieDecision.UNTIED, claimed)).claimed

    assert finding.id in before.findings
    assert finding.id not in {*became.findings, *(t.finding for t in became.ties)}
    assert (finding.id, "Ann") in {(t.finding, t.by) for t in became.others}


def test_a_tie_needs_a_reason_and_comes_back_from_the_case_as_it_was() -> None:
    said = tie("F-1", TieDecision.TIED, claim("copy"))

    assert record(HandTie, plain(said)) == said
    with pytest.raises(InvalidRecord):
        record(HandTie, {**plain(said), "reason": " "})
    with pytest.raises(InvalidRecord):
        record(HandTie, {**plain(said), "decision": "proves it"})
