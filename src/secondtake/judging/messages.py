"""Every English word judging says, in one place, so that it can be translated and linted."""

from __future__ import annotations

import re

from secondtake.model.enums import ClaimCheck, ClaimState, DifferenceKind, FindingKind

__all__ = [
    "ALTERNATIVES",
    "BODY_ALTERNATIVES",
    "CHECKS",
    "DIFFERENCE_KINDS",
    "FORBIDDEN",
    "LESS",
    "LIMITS",
    "LOOKED_FOR",
    "MORE_FILMS",
    "NOTES",
    "PLACES",
    "PLACES_UNKNOWN",
    "SENTENCES",
    "STATES",
    "WOULD_CHANGE",
    "WOULD_SETTLE",
]

SENTENCES = {
    FindingKind.COPY: "{left} and {right} look like one recording{edits}: a candidate for the same "
    "recording shown more than once.",
    FindingKind.SAME_MOMENT: "{left} and {right} look like one moment seen by two cameras, as "
    "movement or sound fits at one offset in time: a candidate for the same moment.",
    FindingKind.RETAKE: "{left} and {right} show the same place and people in a like action that "
    "is not locked in time: a candidate for a set-up performed more than once.",
    FindingKind.DIFFERENCE: "Between {left} and {right}, aligned, candidates for a difference: "
    "{what}.",
    FindingKind.NONE: "Among {pairs} pairs of shots compared, none scored as {kind}.",
    "set aside": "Among {pairs} pairs of shots compared, none scored as {kind} but {aside} that a "
    "person set aside.",
    FindingKind.SAME_PERSON: "A body at {left} and one at {right} may be one body, in {clothes}: a "
    "candidate, not an identification.",
    FindingKind.NO_PERSON: "Among {pairs} pairs of tracks of people compared, none scored as one "
    "body.",
}
"""One sentence for each kind of finding; it says what was seen, never why.

Each says "candidate" itself: exports carry it without the gate beside it, and it does not change
when the gate is passed, since reviews know a finding by it.
"""

DIFFERENCE_KINDS = {
    DifferenceKind.COLOUR: "colour",
    DifferenceKind.PART_OF_PICTURE: "a part of the picture",
    DifferenceKind.ONE_SIDE_ONLY: "something present in one only",
    DifferenceKind.ANOTHER_PLACE: "something at another place",
}
"""Kinds of differences as a check names them."""

CHECKS = (
    (1, "distinct recordings"),
    (2, "not one moment from two cameras"),
    (3, "no loop, slow motion, replay, mirror or re-cut"),
    (4, "long and eventful enough"),
    (5, "background registered, differences above the noise floor"),
    (6, "rank among look-alike controls"),
    (7, "false-alarm rate measured"),
    (8, "two reviewers, the first blind to the claim"),
    (9, "other explanations weighed"),
    (10, "the sentence says what was seen"),
)

NOTES = {
    "distinct": "score for the same recording {score:.2f}; one map of the picture does not "
    "explain the people",
    "residual": "; one map and one line of times leave {left:.0f} % of what changes unexplained",
    "heard": "; sound fits at one offset (correlation {sound:.2f}): one sound runs under both",
    "not heard": "; sound fits at no one offset (correlation {sound:.2f})",
    "silent": "; there is no sound in both to compare",
    "grain: found": "; the noise of one side's pictures is found in the other's (correlation "
    "{grain:.3f}, at other offsets at most {floor:.3f}), as in a re-used segment",
    "grain: apart": "; the noise of one side's pictures is not found in the other's (correlation "
    "{grain:.3f}, at other offsets up to {floor:.3f}; one recording would have had about "
    "{expected:.2f} or more)",
    "grain: untold": "; camera noise could not tell: coding left nothing of the noise, or there is "
    "no still and plain place that both show",
    "grain: repeats": "; camera noise could not tell: the movement repeats itself, so that it may "
    "have been sought at another repetition",
    "grain: unseen": "; camera noise was not compared",
    "keys: one": "; {together} of {keys} key frames fall together at one offset, at uneven "
    "distances (chance {chance:.2g}): one coding",
    "keys: by chance": "; {together} of {keys} key frames fall together at one offset, which may "
    "be chance ({chance:.2g})",
    "keys: apart": "; {together} of {keys} key frames fall together (chance {chance:.2g}); coding "
    "that differs says nothing, since one recording uploaded twice has it too",
    "keys: few": "; key frames in the aligned time: {keys}, too few to compare the groups of "
    "frames of the coding",
    "keys: unseen": "; the groups of frames of the coding were not compared",
    "distinct: not told": "score for the same recording {score:.2f}: not told apart from a "
    "re-used one",
    "no moment": "score for one moment from two cameras {score:.2f}",
    "no moment: not told": "score for one moment from two cameras {score:.2f}: not told apart",
    "distinct: not measured": "score for the same recording: not measured",
    "no moment: not measured": "score for one moment from two cameras: not measured",
    "movement": "; movement agrees at one offset with correlation {moment:.2f} (at the best other "
    "{rival:.2f})",
    "no loop": "sought as mirrored, reversed, slowed, sped up and looped recordings, and not found",
    "no loop: not told": "a looped or replayed recording is not told apart: see check 1",
    "no loop: not measured": "score for the same recording: not measured",
    "plain copy": "the recording runs at its own speed and unmirrored",
    "loop seen": "the alignment runs at {speed:.2f} times the speed{mirrored}",
    "pieces": "the recording comes in {count} pieces: a loop or a re-cut is not told apart",
    "long": "{seconds:.1f} s aligned",
    "short": "{seconds:.1f} s aligned; under {least:.0f} s is too little",
    "repeats": "; it fits as well at {rivals} further offsets: the movement repeats itself",
    "once": "; it fits as well at no further offset",
    "registered": "{place:.0f} details of the background fit one map",
    "not registered": "{place:.0f} details of the background fit one map; under {least} is too few",
    "background: not measured": "whether the backgrounds fit: not measured",
    "differences": "; differences above the noise floor of one take are of {count} kinds: {kinds}",
    "few differences": "; differences above the noise floor of one take are of {count} kinds"
    "{kinds}; two kinds that do not hang together are asked",
    "controls": "no control footage is held (keep --as control: footage of the same kind that is "
    "known to be something else)",
    "ranked": "place {rank} of {pairs} when the same score is taken of pairs with control footage "
    "({percentile:.0f} % of them score lower)",
    "few controls": "; under {least} such pairs is too few",
    "bodies: one shot": "both are seen in one shot, at different times",
    "bodies: not related": "the two shots were not compared closely",
    "bodies: no control": "no other track was there to compare with",
    "bodies: few controls": "place {rank} among {controls} comparisons with other tracks; "
    "under {least} is too few",
    "bodies: outranked": "{better} of {controls} comparisons with other tracks scored higher",
    "bodies: first": "above all {controls} comparisons with other tracks of this footage",
    "bodies: seen": "seen for {seconds:.1f} s or longer, quality {quality:.2f} or better",
    "bodies: seen little": "seen for {seconds:.1f} s, quality {quality:.2f}",
    "bodies: reviewed": "1 of 2 reviews: {decision}",
    "rate": "{rate:.4f} false alarms a pair × {pairs} pairs compared: about {expected:.2g} "
    "expected; tested on {tested_on}",
    "rate: elsewhere": "; not on drills, sport, parades, assembly lines or ceremonies: {least} "
    "pairs with control footage of this kind would say how often it errs there",
    "rate: controls": "; of {pairs} pairs with control footage {wrong} were called so",
    "no rate": "not measured",
    "reviewers": "{count} of 2 reviews",
    "reviewed": "{count} of 2 reviews: {told}; {blind} blind to the claim",
    "disagree": "; the reviewers disagree",
    "blind last": "; nobody was blind before another looked",
    "weighed": "every default explanation stands in the table; a person has to weigh them",
    "weighed by": "weighed by {who}",
    "weighed apart": "weighed by {who}; they differ on: {apart}",
    "sentence": "read over: no word of verdict or intent in it; strength not assessed",
    "word": "the sentence holds the word “{word}”",
}

FORBIDDEN = re.compile(
    r"\b(?:stag(?:e|ed|es|ing)|fak(?:e|ed|es|ing|ery)|act(?:or|ress)(?:e?s)?|crisis|real(?:ly)?|"
    r"genuine(?:ly)?|authentic\w*|hoax\w*|deceiv\w*|decept\w*|true|truth\w*|false(?![ -]alarm)|"
    r"lie[sd]?|liars?|lying|fraud\w*|propaganda|innocent\w*|guilty?|inten[dt]\w*|deliberate\w*|"
    r"purpose\w*|pretend\w*|script(?:ed|s)?|manipulat\w*|forge(?:d|ry|ries)|doctored|tricks?|"
    r"pro(?:of|ve[sdn]?)|debunk\w*)\b",
    re.IGNORECASE,
)
"""Words of verdict or intent: check 10 looks for them in every finished sentence."""

ALTERNATIVES = (
    ("rehearsal", "a rehearsal repeats an action at one place"),
    ("training exercise", "an exercise repeats an action, often with the same people"),
    ("film or drama set", "a set repeats an action for the camera"),
    ("re-enactment for the camera", "what happened before may be shown again for a camera"),
    ("one event cut from several cameras", "an edit may show one moment twice"),
    ("replay or edit re-use of one recording", "an edit may show one recording twice"),
    ("ordinary repetition", "people repeat what they do: hosing, carrying, loading"),
    ("look-alike or uniform", "like clothes make different people look alike"),
    ("re-encoded, looped or duplicated file", "files are copied and joined on their way"),
    ("compilation of different days", "a compilation may join days at one place"),
    ("awareness performance", "a performance shows people who hold or repeat a pose"),
    ("footage that is not the one the claim speaks of", "the claim may speak of another film"),
)
"""Explanations attached to every finding (DESK section 1), each with why it would look so."""

BODY_ALTERNATIVES = (
    ("look-alike or uniform", "like clothes, and like faces, make different people score high"),
    ("rescuers who are themselves treated", "who helps at an accident may be treated after it"),
    ("exercise in which roles are swapped", "those who take part in a drill change places"),
    ("one person filmed before and after", "people change or lose clothes as time goes on"),
)
"""Explanations attached to findings about one body beside the default ones."""

LESS = {
    "one event cut from several cameras": "check 2: the two do not score as one moment",
    "replay or edit re-use of one recording": "check 1: the two score as distinct recordings",
    "re-encoded, looped or duplicated file": "check 1: the two score as distinct recordings",
}
"""Explanations a passed check of the gate makes less expected, with the check that says so."""

LIMITS = {
    "all": (
        "It says nothing of why anything was filmed or done.",
        "It does not say which came first.",
        "Nobody was identified.",
    ),
    FindingKind.COPY: ("The same recording shown twice may be an ordinary edit or a re-upload.",),
    FindingKind.SAME_MOMENT: ("Two short stretches can seem locked in time by chance.",),
    FindingKind.RETAKE: (
        "People repeat ordinary actions; a like action is not proof of a second performance.",
    ),
    FindingKind.DIFFERENCE: ("A difference between two stretches has many ordinary causes.",),
    FindingKind.NONE: ("What was not seen at this threshold may still be there.",),
    FindingKind.SAME_PERSON: (
        "Like clothes, a like build or a like face is not proof of one person.",
        "It was measured on footage of few people; how it errs for other skin tones and light is "
        "not known.",
        "What role anybody had is not told by the footage alone.",
    ),
    FindingKind.NO_PERSON: (
        "Other clothes are only seen through where faces are large and near frontal.",
        "What was not seen at this threshold may still be there.",
    ),
}

PLACES = (
    "A place can be listed though nothing differs there: {false} were in {pairs} aligned pairs of "
    "{tested_on}."
)
PLACES_UNKNOWN = "How often a place is listed though nothing differs there was not measured."

WOULD_CHANGE = {
    FindingKind.COPY: ("the camera original of either film", "another upload with an earlier date"),
    FindingKind.SAME_MOMENT: (
        "the full sound of both recordings",
        "the camera originals with their clocks",
    ),
    FindingKind.RETAKE: (
        "the unedited recording around each stretch",
        "another camera's view of the same time",
        "a witness who was there",
    ),
    FindingKind.DIFFERENCE: ("the unedited recording between the two stretches",),
    FindingKind.NONE: ("more footage of the same place and time",),
    FindingKind.SAME_PERSON: (
        "a closer or longer view of either",
        "two reviewers who look at both stretches without the claim",
        "the unedited recording between the two stretches",
    ),
    FindingKind.NO_PERSON: ("closer footage of the same people",),
}

WOULD_SETTLE = {
    ClaimCheck.REPEATED_TAKE: "the film the claim speaks of, as first uploaded or from the camera",
    ClaimCheck.SAME_PERSON_TWO_ROLES: "the film the claim speaks of, and two reviewers who compare "
    "the stretches",
    ClaimCheck.CONTINUITY_DIFFERENCE: "both stretches the claim compares, unedited",
    ClaimCheck.VISIBLE_CONTENT: "the film the claim speaks of, looked at by a person",
    ClaimCheck.PROVENANCE: "an archived copy of the post or page, with its date",
    ClaimCheck.PRIOR_STATEMENT: "the earlier statement itself, with its date",
    ClaimCheck.NONE: "records, documents or witnesses; no footage",
}
"""Which file or fact would settle a claim, by the check that would test it."""

STATES = {
    ClaimState.NOT_FROM_FOOTAGE: "No footage can test this claim.",
    ClaimCheck.PROVENANCE: "Footage alone does not settle where it comes from: records of the "
    "post, the page and the file do, with their dates.",
    ClaimCheck.PRIOR_STATEMENT: "Footage does not show what was said elsewhere: the earlier "
    "statement does.",
    "no footage": "The footage the claim speaks of is not in the case, so nothing could be looked "
    "at. Its absence says nothing about the claim.",
    "one shot": "There is only one shot, so there was nothing to compare it with.",
    ClaimCheck.SAME_PERSON_TWO_ROLES: "People were not compared: nobody gave a reason (check "
    "--people). The {shots} shots are in the report for a person to compare.",
    "no body": "Looked at, and no two tracks of people scored above the threshold in {pairs} pairs "
    "of tracks.",
    "no pair of bodies": "People were followed, and no two of {tracks} tracks could be compared.",
    ClaimCheck.VISIBLE_CONTENT: "What is to be seen needs a person: the {shots} shots are in the "
    "report.",
    "no takes": "Differences are looked for between two aligned takes of one set-up; among {pairs} "
    "pairs of shots compared there were no two aligned takes.",
    "held": "Judged on the footage held: {films}. Whether the claim speaks of that footage, the "
    "footage does not say.",
    "not held": "The page also points to players, films or links that are not held ({count}); what "
    "they show is not known.",
    ClaimState.FINDINGS: "Findings bear on this claim; none of them says whether the claim is "
    "right.",
    ClaimState.NOTHING_FOUND: "Looked at, and nothing that bears on it scored above the threshold "
    "in {pairs} pairs of shots.",
}
"""What became of a claim, in a sentence or two."""

MORE_FILMS = "{films} and {more} more"

LOOKED_FOR = {
    "no footage": "footage named on the command line or linked on the page: none was held",
    ClaimCheck.REPEATED_TAKE: "the same set-up, recording or moment shown again, in {pairs} pairs "
    "of shots of {films}",
    ClaimCheck.CONTINUITY_DIFFERENCE: "differences between aligned takes, in {pairs} pairs of "
    "shots of {films}",
    ClaimCheck.SAME_PERSON_TWO_ROLES: "nothing by machine; shots of {films} are listed",
    "bodies": "one body seen twice, in {pairs} pairs of tracks of people in {films}",
    ClaimCheck.VISIBLE_CONTENT: "nothing by machine; shots of {films} are listed",
    ClaimCheck.PROVENANCE: "nothing in footage; {films} held",
    ClaimCheck.PRIOR_STATEMENT: "nothing in footage; {films} held",
    ClaimCheck.NONE: "nothing in footage; {films} held",
    "failed": "could not be looked at: {failed}",
}
"""What was searched for a claim, by the check that would test it."""
