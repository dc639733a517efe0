"""Every English word judging says of claims: states, reasons of ties, what would settle one."""

from __future__ import annotations

from secondtake.model.enums import ClaimCheck, ClaimState, Testable
from secondtake.model.page_enums import ClaimSubject

__all__ = ["INSTEAD", "LOOKED_FOR", "NAMED", "STATES", "TIES", "WOULD_SETTLE"]

WOULD_SETTLE = {
    ClaimCheck.REPEATED_TAKE: "the film the claim refers to, as first uploaded or from the camera",
    ClaimCheck.COPY: "the older film itself, or an archive of earlier footage searched for it",
    ClaimCheck.SAME_MOMENT: "the recordings of both cameras, unedited, with their sound",
    ClaimCheck.SAME_PLACE: "footage known to be filmed at either place, or a visit to it",
    ClaimCheck.SAME_PERSON_TWO_ROLES: "the film the claim refers to, and two reviewers who "
    "compare the "
    "segments",
    ClaimCheck.CONTINUITY_DIFFERENCE: "both segments the claim compares, unedited",
    ClaimCheck.VISIBLE_CONTENT: "the film the claim refers to, watched by a person",
    ClaimCheck.PROVENANCE: "an archived copy of the post or page, with its date",
    ClaimCheck.PRIOR_STATEMENT: "the earlier statement itself, with its date",
    Testable.UNKNOWN: "the quote translated, by a person who reads its language",
    ClaimCheck.NONE: "records, documents or witnesses, not footage",
}
"""Which file or fact would settle a claim, by the check that would test it."""

STATES = {
    ClaimState.NOT_FROM_FOOTAGE: "No footage can test this claim.",
    Testable.UNKNOWN: "What this quote says was not read, since too little is known of its "
    "language, so nothing was searched for. A person who reads the language has to say what "
    "footage could test.",
    ClaimCheck.PROVENANCE: "Footage alone does not settle its provenance: dated records of the "
    "post, the page and the file do. `secondtake recheck` asks the addresses of a case again.",
    ClaimCheck.PRIOR_STATEMENT: "Footage does not show what was said elsewhere: the earlier "
    "statement does.",
    "no footage": "The footage the claim refers to is not in the case, so it could not be "
    "analysed. Its absence says nothing about the claim.",
    "one shot": "There is only one shot, so there was nothing to compare it with.",
    "none alike": "No two of {shots} shots are alike enough to be compared closely, so there was "
    "nothing to search.",
    "not compared": "{waiting} pairs of shots have not been compared by this version of Second "
    "Take, so nothing was searched: `secondtake compare --case CASE` compares them.",
    ClaimCheck.SAME_PERSON_TWO_ROLES: "People were not compared, as nobody gave a reason. To have "
    "them compared, run the check again with a reason: `secondtake check PAGE FOOTAGE --case CASE "
    '--people "REASON"`. Every shot is in the report for a person to compare.',
    "people left out": "People were compared in the case. What that showed can be deleted there, "
    "so it is left out of what is handed out.",
    "no body": "Analysed, with no findings: no two tracks of people scored above the threshold "
    "in {pairs} pairs of tracks.",
    "no pair of people": "People were tracked, but no two of {tracks} tracks could be compared.",
    ClaimCheck.VISIBLE_CONTENT: "A person has to say what the picture shows: every shot is in "
    "the report.",
    ClaimSubject.LIGHT: "Light, shadows and weather in a picture narrow down a time only where the "
    "place, the direction of view and the day are known; grading and exposure change them.",
    ClaimCheck.SAME_PLACE: "A person has to say which place is shown. Shots of different files "
    "were compared: {same} of {across} pairs are related as at least the same place, which "
    "the table of relations lists. Footage known to be from either place, added to the case, is "
    "compared with the film in the same way.",
    "no other place": "No footage from a second source is held, so the place was compared with "
    "nothing. Add footage known to be filmed at either place.",
    ClaimCheck.COPY: "No recording that is in two of the files held was found, in {across} pairs "
    "of shots of different files.",
    "no older film": "Only one file is held, so it was not searched for in earlier footage: add "
    "the older film, or search an archive (`secondtake archive`).",
    "no takes": "Differences are searched for between two aligned takes of one set-up; among "
    "{pairs} pairs of shots compared there were no two aligned takes.",
    "held": "Assessed on the footage held: {films}. The footage does not show whether the claim "
    "refers to it.",
    "not held": "The page also refers to players, films or links that are not held ({count}); "
    "what they show is not known.",
    ClaimState.FINDINGS: "Findings bear on this claim; none of them says whether the claim is "
    "right.",
    ClaimState.NOTHING_FOUND: "Analysed, with no findings: nothing that bears on it scored "
    "above the threshold in {pairs} pairs of shots.",
    "others": "What else was found is listed with the reason why it does not bear on the claim.",
    "denied": "The page gives the sentence as one that its source denies, so findings are about "
    "what is denied.",
    "negated": "The claim says that something is not so, and findings are about what it says is "
    "not so.",
}
"""What became of a claim, in a sentence or two."""

INSTEAD = {
    ClaimSubject.GENUINENESS: "A word for footage as a whole is a judgement, which no picture "
    "shows. Footage could show instead whether a recording was used before, whether a set-up was "
    "filmed more than once, and what differs between two versions.",
    ClaimSubject.MOTIVE: "Why something was done no picture shows. Footage could show instead what "
    "was done, how often, and from how many cameras.",
    ClaimSubject.SAYING: "It speaks of what people do in general, not of this footage. Footage "
    "could show instead whether this action was filmed more than once.",
}
"""What could be shown in the place of what no footage tests, by why none does."""

NAMED = {
    "file": "The claim names this film's file ({name}).",
    "address": "The claim gives the address this film was collected from ({name}).",
    "account": "“{words}” in the claim is the account that this film was collected from ({name}).",
    "platform": "The claim names {name}, and this is the only film held that was collected there.",
    "owner": "“{words}” in the claim may mean this film: the name of its file has “{name}” in it.",
}
"""By what a claim names the film that a finding is about."""

TIES = {
    "sought": "This is what the claim would need, and it was searched for.",
    "retake within": "An action performed again, in one film.",
    "retake across": "An action performed again, in two films.",
    "copy within": "One recording shown more than once in one film.",
    "copy of both": "The claim speaks of several films, and two hold one recording: what they "
    "share is not a second take.",
    "copy across": "One recording is in two files; which was first, dates of posts and files tell.",
    "copy across, not repetition": "One recording in two files is no repetition within one film.",
    "copy within, not re-use": "One recording twice in one film shows no use in an older one.",
    "moment": "One moment seen by two cameras.",
    "moment, not repetition": "One moment seen by two cameras is not an action performed again, "
    "though it may look like one.",
    "people": "A person who may be seen twice.",
    "people of one event": "It is of one recording or one moment, which shows its people twice.",
    "people sought": "It was searched for.",
    "attribute": "It can be the attribute that the claim names ({named}).",
    "attribute and part": "It can be the attribute that the claim names ({named}), and is where "
    "the claim says.",
    "part": "It is where the claim says.",
    "no attribute named": "The claim names no attribute that could be compared, so every "
    "difference between the takes may bear on it.",
    "edit": "It is between two copies of one recording: something laid over it or edited "
    "afterwards, not a difference between takes.",
    "overlay": "It is where a logo, a caption or a clock is laid over a picture, which is no "
    "evidence of continuity.",
    "another attribute": "It is of another attribute than the claim names ({named}).",
    "another part": "It is in another part of the picture than the claim names.",
    "another film": "It is of other films than the one the claim names.",
    "tied by hand": "Tied by hand by {name} on {day}: {reason}",
    "untied by hand": "Untied by hand by {name} on {day}: {reason}",
    "another time": "It is at another time in the film than the claim names.",
}
"""Why a finding bears on a claim, or does not."""

LOOKED_FOR = {
    "no footage": "footage named on the command line or linked from the page: none was held",
    ClaimCheck.REPEATED_TAKE: "the same set-up filmed again, or one recording shown again, in "
    "{pairs} pairs of shots of {films}",
    ClaimCheck.COPY: "a recording that is in two files, in {across} pairs of shots of different "
    "files",
    ClaimCheck.SAME_MOMENT: "the same moment from a second camera, in {pairs} pairs of shots of "
    "{films}",
    ClaimCheck.SAME_PLACE: "the same place in different files, in {across} pairs of shots",
    ClaimCheck.CONTINUITY_DIFFERENCE: "differences between aligned takes, in {pairs} pairs of "
    "shots of {films}",
    ClaimCheck.SAME_PERSON_TWO_ROLES: "no automatic search; shots of {films} are listed",
    "people": "the same person seen twice, in {pairs} pairs of tracks of people in {films}",
    ClaimCheck.VISIBLE_CONTENT: "no automatic search; shots of {films} are listed",
    ClaimCheck.PROVENANCE: "no search of the footage; {films} held",
    ClaimCheck.PRIOR_STATEMENT: "no search of the footage; {films} held",
    ClaimCheck.NONE: "no search of the footage; {films} held",
    "failed": "could not be analysed: {failed}",
}
"""What was searched for a claim, by the check that would test it."""
