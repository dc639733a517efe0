"""The words of the pages on which people review."""

from __future__ import annotations

__all__ = ["REVIEW_WORDS"]

REVIEW_WORDS: dict[str, str] = {
    "review.intro": "Each pair is shown without the claim, the score and earlier reviews, in an "
    "order of chance. Look first; what it is about is shown after you have filed your answer.",
    "review.not_blind": "You have opened pages that tell what these pairs are about since the "
    "workbench was started, so what you file now is recorded as not blind.",
    "review.blind": "Nothing that tells what this is about has been sent to this browser since the "
    "workbench was started.",
    "review.waiting.one": "One pair waits for your review.",
    "review.waiting.many": "{number} pairs wait for your review.",
    "review.waiting_none": "No pair waits for your review.",
    "review.begin": "Look at the next pair",
    "review.done": "Reviewed by you",
    "review.heading": "Look {number}",
    "review.left": "left",
    "review.right": "right",
    "review.picture": "Side {side}, picture {number} of {of}",
    "review.step": "Picture {number} of {of}",
    "review.earlier": "Earlier picture",
    "review.later": "Later picture",
    "review.answer": "Your answer",
    "review.sees it": "yes, I see it",
    "review.does not see it": "no, I do not see it",
    "review.cannot tell": "I cannot tell",
    "review.note": "Why",
    "review.declared": "I have heard nothing of a claim about this pair or of another review.",
    "review.weigh": "How expected is what you see under each of these explanations?",
    "review.explanation": "Explanation",
    "review.more": "more",
    "review.equally": "equally",
    "review.less": "less",
    "review.not assessed": "not assessed",
    "review.because": "because",
    "review.own": "another explanation",
    "review.to_you.one": "One of them is assigned to you.",
    "review.to_you.many": "{number} of them are assigned to you.",
    "review.file": "File, then show what it is about",
    "review.skip": "Another pair first",
    "review.filed": "Your review is filed.",
    "review.about": "What it is about",
    "review.bears": "Claims it bears on",
    "review.bears_none": "It bears on no claim.",
    "review.yours": "Your review",
    "review.others": "Other reviews",
    "review.others_none": "Nobody else has reviewed it yet.",
    "review.others_hidden": "Another review is there. It is shown once you have filed yours.",
    "review.was_blind": "blind",
    "review.was_not_blind": "not blind",
    "review.apart": "The reviews disagree. That stays so until the reviewers change their words.",
    "review.again": "Next pair",
    "review.to_finding": "To {name}",
    "review.checks": "Checks of the gate that reviews close",
}
