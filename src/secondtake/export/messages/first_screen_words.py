"""The words of the first screen, the brief and the films beside the report."""

from __future__ import annotations

__all__ = ["FIRST_SCREEN_WORDS"]

FIRST_SCREEN_WORDS: dict[str, str] = {
    "glance.heading": "At a glance",
    "glance.claimed": "What the page says",
    "glance.claimed_on": "What page {number} says",
    "glance.no_claim": "No page of this case says anything that footage could test.",
    "glance.no_page": "No page is held, so no claim is examined.",
    "glance.found": "What was found about it",
    "glance.found_apart": "What was found, about no claim of the page",
    "glance.no_still": "No still of it is held.",
    "glance.differs": "What differs, by the numbers in the pictures",
    "glance.more": "and {number} more",
    "glance.boxes": "A dashed box marks a difference at another instant.",
    "glance.size": "{extent} ({number} × the noise floor)",
    "glance.sure": "How sure, and how often wrong",
    "glance.candidate": "A candidate: {passed} of {all} checks are passed.",
    "glance.passed": "All {all} checks are passed.",
    "glance.alarms": "About {number} false alarms of this kind are expected in {pairs} compared.",
    "glance.alarms_unknown": "How many false alarms to expect has not been measured.",
    "glance.recall": "In tests the search found about {recall} of what was there.",
    "glance.open": "What is open",
    "glance.open_none": "No check of it is open.",
    "glance.next": "What to do next",
    "glance.reviews": "Have two people look at it, the first without the claim: secondtake review "
    "--html BLIND.html --case CASE writes the page for it.",
    "glance.settles": "Find what would settle it: {what}",
    "glance.others": "Other claims that footage bears on, or could",
    "glance.rest": "All other claims are folded in the section Claims.",
    "glance.facts": "About this report",
    "played.clip": "Play both sides in step (faces blurred)",
    "played.clip_open": "Play both sides in step (faces not blurred)",
    "played.film": "Play {film}",
    "played.as_collected": "Films play as they were collected: faces are not blurred.",
    "clips.title": "Segments of findings, side by side",
    "clips.intro": "Each film shows the sides of one finding in step: what stands side by side is "
    "what was aligned. Left and right are labels only. There is no sound and no metadata.",
    "clips.redacted": "Heads and number plates are blurred where they were found; some may be "
    "missed.",
    "clips.redacted.people": "People are blurred from head to foot where they were found; some may "
    "be missed.",
    "clips.open": "Faces are not blurred in these films. Consider the safety of the people shown "
    "before you pass them on.",
    "clips.none": "No finding rests on segments that can be shown.",
    "clips.cut": "The first {seconds} s are shown.",
    "clips.tracks": "{shown} of {all} cameras are shown.",
    "clips.none_made": "Could not be shown: {reason}",
    "clips.alt": "{finding}: both sides in step, without sound",
    "clips.report": "The report",
    "brief.title": "Brief",
    "brief.name": "Name",
    "brief.seen": "What was seen",
    "brief.more_findings": "{number} more findings are in the report.",
    "brief.more_claims": "{number} more claims that footage bears on, or could, are in the report.",
    "brief.more_films": "{number} more files are in the report.",
    "brief.made": "Made {at} by Second Take {version}.",
    "brief.whole": "This brief leaves out the checks, other explanations, further limits, methods "
    "and the log, which report.html has.",
    "claims.folded": "Claims that footage alone cannot test: {number}",
    "many.headline": "{number} more headlines",
    "one.headline": "one more headline",
}
