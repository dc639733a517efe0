"""The verb tie: a person says that a finding bears on a claim, or that it does not, and why."""

from __future__ import annotations

from datetime import UTC, datetime

from secondtake.errors import InputInvalid
from secondtake.model.by_hand import HandTie
from secondtake.model.enums import EventAction, TieDecision
from secondtake.model.membership import member
from secondtake.model.names import shown
from secondtake.workbench.bench import Bench
from secondtake.workbench.report import assembly
from secondtake.workbench.verbs.named_findings import named
from secondtake.workbench.verbs.reviews import require_name

__all__ = ["tie"]


def tie(
    bench: Bench,
    finding: str,
    claim: str,
    decision: str,
    *,
    reason: str,
    page: str | None = None,
) -> HandTie:
    """Record what a person says of a finding and a claim; the newest word counts, others stay.

    ``decision`` is one of ``TieDecision``. ``page``: the digest of the claim's page, or how it
    begins, where claims of several pages have one id. Raises ``InputInvalid`` without a name or a
    reason, and for a finding or claim that is not there.
    """
    require_name(bench)
    if not reason.strip():
        raise InputInvalid(
            "A tie made or undone by hand needs a reason.",
            advice="Say why the finding bears on the claim, or why it does not.",
        )
    held = bench.numbered()
    meant, _ = named(held, finding)
    said = HandTie(
        page=_page_of(held, claim, page),
        claim=claim,
        finding=meant.id,
        decision=member(TieDecision, decision, "HandTie.decision"),
        reason=reason.strip(),
        by=bench.by,
        at=datetime.now(UTC).replace(microsecond=0),
    )
    detail = [("finding", meant.id), ("claim", claim), ("decision", said.decision.value)]
    bench.case.record(
        EventAction.TIED,
        actor=bench.by,
        exhibit=said.page,
        detail=[*detail, ("reason", said.reason)],
        records=[said],
    )
    return said


def _page_of(held: assembly.Gathered, claim: str, page: str | None) -> str:
    """The digest of the page that has the claim; raises ``InputInvalid`` for none and several."""
    having = [
        r.article.exhibit
        for r in held.readings
        if any(c.id == claim for c in r.claims) and r.article.exhibit.startswith(page or "")
    ]
    if len(having) == 1:
        return having[0]
    if having:
        raise InputInvalid(
            f"{len(having)} pages of this case have a claim {shown(claim)}.",
            advice=f"Name the page: {', '.join(digest[:12] for digest in having)}.",
        )
    raise InputInvalid(
        f"This case has no claim {shown(claim)}.",
        advice="`secondtake claims --case CASE` lists them.",
    )
