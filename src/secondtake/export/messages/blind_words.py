"""The words of the page for a blind review: one question that leads nowhere, and its answers."""

from __future__ import annotations

from secondtake.model.enums import RelationKind

__all__ = ["ANSWERS", "BLIND_WORDS", "answered"]

ANSWERS = (
    RelationKind.COPY,
    RelationKind.SAME_MOMENT,
    RelationKind.RETAKE,
    RelationKind.SAME_SCENE,
    RelationKind.DIFFERENT,
    RelationKind.UNDECIDED,
)
"""The five answers, and that somebody cannot tell, in the order they are offered."""

BLIND_WORDS: dict[str, str] = {
    "blind.title": "Pairs to review",
    "blind.intro": "Each pair is two stretches of footage, by frames at matching times. Left and "
    "right are labels only. Answer before you read the page the footage is about, the report or "
    "another review, and save the answers at the end.",
    "blind.pair": "Pair {letter}",
    "blind.stills": "One instant of both, left and right",
    "blind.stretch.left": "Left, from first to last",
    "blind.stretch.right": "Right, from first to last",
    "blind.frame": "Frame {number} of {all}",
    "blind.ask": "What, if anything, do these two stretches have in common?",
    # A pair of one known kind, as the workbench asks
    "blind.ask.copy": "Do both sides show the same recording?",
    "blind.ask.same moment": "Do both sides show the same moment from two cameras?",
    "blind.ask.retake": "Do both sides show the same place and people in a similar action, "
    "recorded at two times?",
    "blind.ask.difference": "Do the sides differ at the numbered places?",
    "blind.answer.copy": "The same recording",
    "blind.answer.same moment": "The same moment, from two cameras",
    "blind.answer.retake": "The same place and a similar action, recorded at two times",
    "blind.answer.same scene": "The same place only",
    "blind.answer.different": "Nothing that I can see",
    "blind.answer.undecided": "I cannot tell",
    "blind.note": "What you saw, in a sentence (optional)",
    "blind.none": "There is nothing to review: no pair of shots scored above the threshold.",
    "blind.save": "Save the answers to a file",
    "blind.save_none": "No pair is answered yet.",
    "blind.saved": "Saved as blind-answers.json. Hand it to whoever gave you this page.",
    "blind.no_script": "Scripts are off in this browser, so the answers cannot be saved. Note the "
    "letter and the answer of each pair, and hand them to whoever gave you this page.",
    "colophon.page": "Made by Second Take {version}.",
}


def answered(answer: RelationKind) -> str:
    """What somebody answered on the page, as a sentence of their review.

    >>> answered(RelationKind.SAME_SCENE)
    'In common: the same place only.'
    """
    words = BLIND_WORDS[f"blind.answer.{answer}"]
    if answer == RelationKind.UNDECIDED:
        return f"{words}."
    return f"In common: {words[0].lower()}{words[1:]}."
