"""The words of pages on which people add to a case by hand: notes, ties, comments."""

from __future__ import annotations

__all__ = ["HAND_WORDS"]

HAND_WORDS: dict[str, str] = {
    "page.notes": "Notes",
    "page.cameras": "Cameras",
    # notes
    "notes.intro": "What people wrote at frames. A note that is reworded or taken back stays in "
    "the case with who did it and when; the report holds the notes as they stand.",
    "notes.none": "No note stands in this case. Write one at a pair: Compare, then “Write a note”.",
    "notes.number": "Note {number}",
    "notes.where": "{film}, frame {frame}, {time}",
    "notes.same": "shows the same as {film} at {time}",
    "notes.said": "{name}, {when}",
    "notes.at": "At {finding}",
    "notes.text": "Note",
    "notes.reword": "Save the new wording",
    "notes.change": "Change or take back",
    "notes.withdraw": "Take the note back",
    "notes.show": "Show note {number} side by side",
    "notes.write": "Write a note",
    "notes.back": "Back to the pair",
    "notes.on": "The note is at",
    "notes.box": "Box in the picture of side {letter}, in percent of its width and height",
    "notes.box_help": "Draw it on the picture, or give the numbers. Leave it empty for a note at "
    "the whole frame.",
    "notes.partner_box": "The same place in side {letter}",
    "notes.part.x": "from the left",
    "notes.part.y": "from the top",
    "notes.part.w": "width",
    "notes.part.h": "height",
    "notes.propose": "Show the box and propose its partner",
    "notes.proposed": "Proposed by a map that details of both pictures lead to. It is filed only "
    "where you confirm it.",
    "notes.no_partner": "No map between the two pictures was found, so no partner is proposed. "
    "Give its numbers by hand, or leave the partner out.",
    "notes.with_partner": "Side {letter} shows the same at this frame",
    "notes.file": "File the note",
    "notes.of_pair": "Notes at these films",
    "notes.drawn": "Side {letter} with the boxes of this note",
    # ties by hand
    "ties.heading": "Ties by hand",
    "ties.intro": "Say that a finding bears on a claim, or that it does not. What you say counts "
    "before what was computed, is written to the custody log, and stands in the report under your "
    "name.",
    "ties.finding": "Finding",
    "ties.claim": "Claim",
    "ties.says": "Does it bear on the claim?",
    "ties.said": "Said",
    "ties.bears on it": "it bears on the claim",
    "ties.does not bear on it": "it does not bear on the claim",
    "ties.as computed": "it stands as it was computed (takes an earlier word back)",
    "ties.reason": "Reason",
    "ties.file": "Record it",
    "ties.now": "Said by hand, as it stands now",
    "ties.by": "By",
    "ties.none": "Nobody has tied or untied a finding by hand.",
    "ties.none_to_tie": "There is no finding about a pair of shots, or no claim, to tie.",
    "ties.to": "Tie or untie by hand",
    # comments and assignments
    "talk.heading": "Among colleagues",
    "talk.intro": "Comments and assignments stay in the case and are in no report. They are shown "
    "to those who have filed their review.",
    "talk.none": "Nobody has commented on it.",
    "talk.text": "Comment",
    "talk.file": "Comment",
    "talk.assigned": "Assigned to {name}, by {by}",
    "talk.assigned_none": "Assigned to nobody.",
    "talk.to": "Assign to (leave it empty for nobody)",
    "talk.assign": "Assign",
    # people
    "people_review.heading": "Your decision on a pair",
    "people_review.pair": "Pair {number}",
    "people_review.confirm": "confirm: one person",
    "people_review.reject": "reject: two people",
    "people_review.leave-open": "unclear: leave it open",
    "people_review.note": "Why",
    "people_review.file": "Record it",
    "people_review.intro": "The newest word on a pair counts. No name is put to a face.",
    # time with open films
    "viewed.today": "Open films today: {minutes} min",
    "viewed.why": "Counted on this machine for you alone; nobody else is shown it, and it is not "
    "in the case.",
    "viewed.erase": "Erase",
    "viewed.label": "Time with open films",
    "viewed.break": "You have looked at films with nothing covered for 20 minutes without a break. "
    "Look away for a while; your place stays as it is.",
    "viewed.rested": "I have had a break",
}
