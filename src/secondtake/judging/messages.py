"""Every English word judging says, in one place, so that it can be translated and linted."""

from __future__ import annotations

import re

from secondtake.model.enums import DifferenceKind, FindingKind

__all__ = [
    "ALTERNATIVES",
    "CHECKS",
    "DIFFERENCE_KINDS",
    "FORBIDDEN",
    "LESS",
    "LIMITS",
    "MORE_FILMS",
    "NOTES",
    "PERSON_ALTERNATIVES",
    "PLACES",
    "PLACES_UNKNOWN",
    "SENTENCES",
    "WOULD_CHANGE",
]

SENTENCES = {
    FindingKind.COPY: "{left} and {right} look like one recording{edits}: a candidate for the "
    "same recording "
    "shown more than once.",
    FindingKind.SAME_MOMENT: "{left} and {right} look like the same moment from two cameras, as "
    "movement "
    "or sound aligns at one offset in time: a candidate for the same moment.",
    FindingKind.RETAKE: "{left} and {right} show the same place and people in a similar action "
    "that is not "
    "synchronised: a candidate for a set-up performed more than once.",
    FindingKind.DIFFERENCE: "Between {left} and {right}, aligned, candidate differences: {what}.",
    FindingKind.NONE: "Among {pairs} pairs of shots compared, none scored as {kind}.",
    "set aside": "Among {pairs} pairs of shots compared, none scored as {kind}, except {aside} "
    "that a reviewer set aside.",
    FindingKind.SAME_PERSON: "A person at {left} and one at {right} may be the same person, in "
    "{clothes}: a "
    "candidate, not an identification.",
    "one event": " The two shots look like one {what}, which shows its people twice: that is no "
    "second role.",
    FindingKind.NO_PERSON: "Among {pairs} pairs of tracks of people compared, none scored as "
    "the same person.",
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
    (2, "not the same moment from two cameras"),
    (3, "no loop, slow motion, replay, mirroring or re-edit"),
    (4, "long and eventful enough"),
    (5, "background registered, differences above the noise floor"),
    (6, "rank among look-alike controls"),
    (7, "false alarm rate measured"),
    (8, "two reviewers, the first blind to the claim"),
    (9, "other explanations weighed"),
    (10, "the sentence says what was seen"),
)

NOTES = {
    "distinct": "score for the same recording {score:.2f}; one registration of the pictures does "
    "not explain the people",
    "residual": "; where things move, {left:.0f} % of what unrelated pictures differ by is "
    "left at the best offset",
    "unexplained": "; one registration at one constant speed leaves {left:.0f} % of what changes "
    "unexplained",
    "heard": "; sound aligns at one offset (correlation {sound:.2f}): both carry the same sound",
    "not heard": "; sound aligns at no single offset (correlation {sound:.2f})",
    "silent": "; not both have sound to compare",
    "distinct: not told": "score for the same recording {score:.2f}: cannot be told from a "
    "re-used recording",
    "no moment": "score for the same moment from two cameras {score:.2f}",
    "no moment: not told": "score for the same moment from two cameras {score:.2f}: cannot be "
    "told apart",
    "distinct: not measured": "score for the same recording: not measured",
    "no moment: not measured": "score for the same moment from two cameras: not measured",
    "movement": "; movement agrees at one offset with correlation {moment:.2f} (at the best "
    "other offset {rival:.2f})",
    "no loop": "searched for as mirrored, reversed, slowed, sped-up and looped recordings; none "
    "found",
    "no loop: not told": "a looped or replayed recording cannot be told apart: see check 1",
    "no loop: not measured": "score for the same recording: not measured",
    "plain copy": "the recording runs at its own speed and is not mirrored",
    "loop seen": "the alignment runs at {speed:.2f} times normal speed{mirrored}",
    "pieces": "the recording comes in {count} pieces: a loop or a re-edit cannot be told apart",
    "long": "{seconds:.1f} s aligned",
    "short": "{seconds:.1f} s aligned; less than {least:.0f} s is too little",
    "repeats": "; it aligns equally well at {rivals} other offsets: the movement repeats itself",
    "once": "; it aligns equally well at no other offset",
    "registered": "{place:.0f} background keypoints fit one registration",
    "not registered": "{place:.0f} background keypoints fit one registration; fewer than {least} "
    "is too few",
    "background: not measured": "registration of the backgrounds: not measured",
    "differences": "; differences above the noise floor of one take are of {count} kinds: {kinds}",
    "few differences": "; differences above the noise floor of one take are of {count} "
    "kinds{kinds}; two independent kinds are required",
    "controls": "no control footage is held (keep --as control: footage of the same kind that is "
    "known to show something else)",
    "ranked": "rank {rank} of {pairs} when the same score is computed for pairs with control "
    "footage ({percentile:.0f} % of them score lower)",
    "few controls": "; fewer than {least} such pairs is too few",
    "people: one shot": "both are seen in one shot, at different times",
    "people: not related": "the two shots were not compared closely",
    "people: no control": "there was no other track to compare with",
    "people: few controls": "rank {rank} among {controls} comparisons with other tracks; fewer "
    "than {least} is too few",
    "people: outranked": "{better} of {controls} comparisons with other tracks scored higher",
    "people: first": "higher than all {controls} comparisons with other tracks in this footage",
    "people: seen": "seen for {seconds:.1f} s or longer, quality {quality:.2f} or better",
    "people: seen little": "seen for {seconds:.1f} s, quality {quality:.2f}",
    "people: reviewed": "1 of 2 reviews: {decision}",
    "rate": "{rate:.4f} false alarms per pair × {pairs} pairs compared: about {expected:.2g} "
    "expected; measured on {tested_on}",
    "rate: elsewhere": "; not on drills, sport, parades, assembly lines or ceremonies: {least} "
    "pairs with control footage of this kind would show the false alarm rate there",
    "rate: controls": "; of {pairs} pairs with control footage {wrong} were given this kind",
    "no rate": "not measured",
    "reviewers": "{count} of 2 reviews",
    "reviewed": "{count} of 2 reviews: {told}; {blind} blind to the claim",
    "disagree": "; the reviewers disagree",
    "blind last": "; no blind review came before another review",
    "weighed": "every default explanation is in the table; a person has to weigh them",
    "weighed by": "weighed by {who}",
    "weighed apart": "weighed by {who}; they differ on: {apart}",
    "sentence": "checked: it holds no word of verdict or intent; strength not assessed",
    "word": "the sentence contains the word “{word}”",
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
    ("re-enactment for the camera", "an earlier event may be shown again for a camera"),
    ("one event cut from several cameras", "an edit may show one moment twice"),
    ("replay or edit re-use of one recording", "an edit may show one recording twice"),
    ("ordinary repetition", "people repeat what they do: hosing, carrying, loading"),
    ("look-alike or uniform", "similar clothes make different people look alike"),
    ("re-encoded, looped or duplicated file", "files are copied and joined as they circulate"),
    ("compilation of different days", "a compilation may join different days at one place"),
    ("awareness performance", "a performance shows people who hold or repeat a pose"),
    ("footage other than the film the claim refers to", "the claim may refer to another film"),
)
"""Explanations attached to every finding (DESK section 1), each with why it would look so."""

PERSON_ALTERNATIVES = (
    (
        "look-alike or uniform",
        "similar clothes, and similar faces, make different people score high",
    ),
    (
        "rescuers who are themselves treated",
        "those who help at an accident may be treated after it",
    ),
    ("exercise in which roles are swapped", "those who take part in a drill swap roles"),
    ("one person filmed before and after", "people change or lose clothes over time"),
)
"""Explanations attached to findings about one person beside the default ones."""

LESS = {
    "one event cut from several cameras": "check 2: the two do not score as the same moment",
    "replay or edit re-use of one recording": "check 1: the two score as distinct recordings",
    "re-encoded, looped or duplicated file": "check 1: the two score as distinct recordings",
}
"""Explanations a passed check of the gate makes less expected, with the check that says so."""

LIMITS = {
    "all": (
        "It says nothing about why anything was filmed or done.",
        "It does not say which came first.",
        "Nobody was identified.",
    ),
    FindingKind.COPY: ("The same recording shown twice may be an ordinary edit or a re-upload.",),
    FindingKind.SAME_MOMENT: ("Two short segments can seem synchronised by chance.",),
    FindingKind.RETAKE: (
        "People repeat ordinary actions; a similar action is not proof of a second performance.",
    ),
    FindingKind.DIFFERENCE: ("A difference between two segments has many ordinary causes.",),
    FindingKind.NONE: ("What scored below this threshold may still be there.",),
    FindingKind.SAME_PERSON: (
        "Similar clothes, a similar build or a similar face is not proof of one person.",
        "It was measured on footage of few people; its error rates for other skin tones and "
        "light are not known.",
        "The footage alone does not tell what role anybody had.",
    ),
    FindingKind.NO_PERSON: (
        "People in other clothes are matched only where faces are large and near frontal.",
        "What scored below this threshold may still be there.",
    ),
}

PLACES = (
    "An area can be listed although nothing differs there: {false} in {pairs} aligned pairs of "
    "{tested_on}."
)
PLACES_UNKNOWN = "How often an area is listed although nothing differs there was not measured."

WOULD_CHANGE = {
    FindingKind.COPY: ("the camera original of either film", "another upload with an earlier date"),
    FindingKind.SAME_MOMENT: (
        "the full sound of both recordings",
        "the camera originals with their clocks",
    ),
    FindingKind.RETAKE: (
        "the unedited recording around each segment",
        "another camera's view of the same time",
        "a witness who was there",
    ),
    FindingKind.DIFFERENCE: ("the unedited recording between the two segments",),
    FindingKind.NONE: ("more footage of the same place and time",),
    FindingKind.SAME_PERSON: (
        "a closer or longer view of either",
        "two reviewers who watch both segments without knowing the claim",
        "the unedited recording between the two segments",
    ),
    FindingKind.NO_PERSON: ("closer footage of the same people",),
}

MORE_FILMS = "{films} and {more} more"

ASSUMED_RATE = (
    "A film of this finding is a stream that states no times: they rest on an assumed {rate:g} "
    "frames a second, so that speed and length may be wrong."
)
"""A limit of a finding that compares such times."""
