"""Closed sets: every word that records, commands and rooms may use for a kind or a state.

Members are strings, and the strings are what is stored and exported: a member may be renamed, its
value never. A value of the same set that is new needs no new format; a value that is taken away
needs an upgrade of the cases that hold it.
"""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "AddressState",
    "ArchiveAnswer",
    "ArchivedFilmState",
    "CameraMotionKind",
    "CheckState",
    "ClaimCheck",
    "ClaimState",
    "DifferenceKind",
    "EditKind",
    "EventAction",
    "ExhibitRole",
    "Expected",
    "FindingKind",
    "FindingState",
    "Guard",
    "HeaderField",
    "NumberSeries",
    "OverlayMode",
    "PersonAnswer",
    "PersonCandidateKind",
    "PersonDecision",
    "PicturePart",
    "PictureRole",
    "Polarity",
    "ProofKind",
    "ProofState",
    "ReasonCode",
    "RelationKind",
    "ReproductionResult",
    "RetiredBecause",
    "ReviewDecision",
    "SandboxAttempt",
    "SealState",
    "SeeingGrade",
    "SoundAgreement",
    "SourceKind",
    "StreamRole",
    "Testable",
    "TieDecision",
    "Transition",
]


class RelationKind(StrEnum):
    """What footage shows about two shots; ``UNDECIDED`` says in ``missing`` what would decide."""

    COPY = "copy"
    SAME_MOMENT = "same moment"
    RETAKE = "retake"
    SAME_SCENE = "same scene"
    DIFFERENT = "different"
    UNDECIDED = "undecided"


class FindingKind(StrEnum):
    """What a finding tells of; ``NONE`` and ``NO_PERSON`` tell that it was sought and not seen."""

    COPY = "copy"
    SAME_MOMENT = "same moment"
    RETAKE = "retake"
    DIFFERENCE = "difference"
    NONE = "none"
    SAME_PERSON = "same body"
    NO_PERSON = "no body"


class FindingState(StrEnum):
    """Where a finding stands before the gate."""

    CANDIDATE = "candidate"
    GATE_PASSED = "gate passed"
    NOTHING_FOUND = "nothing found"


class CheckState(StrEnum):
    """What one check of the gate gave."""

    PASSED = "passed"
    OPEN = "open"
    FAILED = "failed"


class DifferenceKind(StrEnum):
    """What differs between two aligned shots; differences of one kind may hang together."""

    COLOUR = "colour"
    PART_OF_PICTURE = "part of the picture"
    ONE_SIDE_ONLY = "seen in one only"
    ANOTHER_PLACE = "at another place"


class PicturePart(StrEnum):
    """Where in a picture something is; a third and a half are told together."""

    MOST = "most"
    LEFT = "left third"
    MIDDLE = "middle third"
    RIGHT = "right third"
    UPPER = "upper half"
    LOWER = "lower half"


class ReasonCode(StrEnum):
    """What a reason is of; ``export/messages/reason_words.py`` says which values each has."""

    AS_WRITTEN = "as written"  # the words of somebody else, or of a version that kept sentences
    # of two shots: pictures
    KEYPOINTS_REGISTERED = "keypoints registered"
    KEYPOINTS_NOT_REGISTERED = "keypoints not registered"
    REGISTERED_AS_COPY = "registered as a copy"
    REGISTERED_IN_PART = "registered in part"
    NOT_REGISTERED_IN_TIME = "not registered in time"
    PLAYED_AT_SPEED = "played at another speed"
    CAMERA_MOTION = "camera motion"
    PICTURE_UNCHANGED = "picture unchanged"
    BURNT_IN_CLOCK = "burnt-in clock"
    CLOCKS_AGREE = "burnt-in clocks agree"
    CLOCKS_DIFFER = "burnt-in clocks differ"
    # of two shots: people and action
    PEOPLE_SIMILAR = "people similar"
    OUTLINES_WARPED = "outlines warped in time"
    CHANGES_AT_SAME_POSITIONS = "changes at the same positions"
    OUTLINE_DISTANCE = "outline distance"
    HEIGHT_DIFFERENCE = "height difference"
    PART_COLOURS_UNCHANGED = "part colours unchanged"
    PART_DETAILS_UNCHANGED = "part details unchanged"
    # of two shots: time and sound
    MOTION_SYNCHRONISED = "motion synchronised"
    PICTURES_SYNCHRONISED = "pictures synchronised"
    BODY_POINTS_SYNCHRONISED = "body points synchronised"
    SOUND_SYNCHRONISED = "sound synchronised"
    SOUND_DELAY = "sound delay"
    # of two shots: copies
    COPIED_SEGMENT = "copied segment"
    COPIED_SOUND_AGREES = "copied sound agrees"
    COPIED_SOUND_DIFFERS = "copied sound differs"
    COPIED_SOUND_UNCLEAR = "copied sound unclear"
    COMMON_SEGMENT = "common segment"
    # of two shots: sensor noise and key frames
    NOISE_SHARED = "sensor noise shared"
    NOISE_DISTINCT = "sensor noise distinct"
    NOISE_UNCLEAR = "sensor noise unclear"
    NOISE_REPEATED_MOTION = "sensor noise unclear, motion repeats"
    FLICKER_SHARED = "flicker shared at one offset"
    FLICKER_DISTINCT = "flicker distinct"
    FLICKER_UNCLEAR = "flicker unclear"
    NOISE_NOT_COMPARED = "sensor noise not compared"
    NOISE_NOT_ANALYSED = "sensor noise could not be analysed"
    KEY_FRAMES_SHARED = "key frames shared"
    KEY_FRAMES_BY_CHANCE = "key frames by chance"
    KEY_FRAMES_DISTINCT = "key frames distinct"
    KEY_FRAMES_TOO_FEW = "key frames too few"
    KEY_FRAMES_NOT_COMPARED = "key frames not compared"
    # why two shots are compared
    FRAMES_SIMILAR_BY_HASH = "frames similar by hash"
    FRAMES_SIMILAR_BY_EMBEDDING = "frames similar by embedding"
    EVERY_PAIR = "every pair is compared"
    CONTROL_FOOTAGE = "control footage"
    # what would decide
    LONGER_SHOT = "a longer shot"
    BRIGHTER_SHOT = "a brighter shot"
    PICTURE_WITH_CONTENT = "a picture with content"
    PERSON_TO_TRACK = "a person to track"
    SOUND_IN_BOTH = "sound in both"
    MOVEMENT = "movement"
    FEWER_PEOPLE = "fewer people"
    SHARED_BACKGROUND = "a shared background"
    SOUND_OR_UNREPEATED_MOTION = "sound or motion that does not repeat"
    CLEARER_FOOTAGE = "longer or clearer footage"
    LESS_EDITED_COPY = "a less edited copy"
    COPY_WITHOUT_CLOCK = "a copy without the burnt-in clock"
    # of a difference
    PART_COLOUR = "part colour"
    ALL_CLOTHING_COLOUR = "colour of all clothing"
    PART_COLOUR_OR_PATTERN = "part colour or pattern"
    PART_COLOUR_OR_OBJECT = "part colour or object"
    OBJECT_AT_PART_ONE_SIDE = "object at a part, one side only"
    PERSON_ONE_SIDE = "person, one side only"
    PICTURE_REGION = "picture region"
    OBJECT_MOVED = "object moved"
    CLOCK_READING = "reading of a burnt-in clock"
    # of two people
    PERSON_SCORE = "person score"
    CLOTHING_SIMILAR = "clothing similar"
    CLOTHING_DIFFERENT = "clothing different"
    CLOTHING_NOT_VISIBLE = "clothing not visible"
    COLOURS_WORN = "colours worn"
    PERSON_VIEWS = "similarity of views"
    FACES_SIMILARITY = "similarity of faces"
    FACES_NOT_VISIBLE = "faces not visible"
    PROPORTIONS_AGREE = "proportions agree"
    PROPORTIONS_DISAGREE = "proportions do not agree"
    POSES = "poses"
    RANK_AMONG_TRACKS = "rank among tracks"
    KNOWN_FALSE_ALARMS = "known false alarms"
    FACES_AS_ONE_PERSON = "faces as of one person"
    FACES_AS_TWO_PEOPLE = "faces as of two people"
    FACES_UNCLEAR = "faces between one person and two"
    FACES_NOT_VISIBLE_IN = "faces not visible in a shot"
    FACES_COMPARED = "faces compared"


class Expected(StrEnum):
    """How expected a finding is under another explanation; the default is ``EQUALLY``."""

    MORE = "more"
    EQUALLY = "equally"
    LESS = "less"
    NOT_ASSESSED = "not assessed"


class ReviewDecision(StrEnum):
    """What a reviewer can say of a finding."""

    SEES_IT = "sees it"
    DOES_NOT_SEE_IT = "does not see it"
    CANNOT_TELL = "cannot tell"


class PersonCandidateKind(StrEnum):
    """Two tracks that may be one person; ``OTHER_CLOTHES`` asks for faces that speak for it."""

    SAME_CLOTHES = "same clothes"
    OTHER_CLOTHES = "other clothes"


class PersonDecision(StrEnum):
    """What a person decided about two tracks."""

    NOT_REVIEWED = ""
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    LEFT_OPEN = "left open"


class PersonAnswer(StrEnum):
    """What ``people review`` is told; each becomes a ``PersonDecision`` in the log."""

    CONFIRM = "confirm"
    REJECT = "reject"
    LEAVE_OPEN = "leave-open"


class Transition(StrEnum):
    """How a shot begins."""

    START = "start"
    CUT = "cut"
    DISSOLVE = "dissolve"
    FADE = "fade"
    JUMP = "jump"


class CameraMotionKind(StrEnum):
    """How a camera moved through a shot."""

    STATIC = "static"
    PAN = "pan"
    ZOOM = "zoom"
    HAND_HELD = "hand-held"
    UNKNOWN = "unknown"


class SoundAgreement(StrEnum):
    """What the sound of two copied stretches says of the copy."""

    AGREES = "agrees"
    DIFFERS = "differs"
    CANNOT_SAY = "cannot say"


class EditKind(StrEnum):
    """What was done to a recording before it was shown again, as the picture shows it.

    ``SPEED``, ``ROTATION``, ``END_CARD`` come with numbers: ``speed 0.50x (slow motion)``.
    """

    REVERSE = "reverse"
    SPEED = "speed"
    FREEZE_FRAME = "freeze frame"
    MIRROR = "mirror"
    ROTATION = "rotation"
    PERSPECTIVE = "perspective (a filmed screen)"
    CROP = "crop"
    BORDERS = "borders"
    BORDERS_REFRAMED = "borders, re-framed"
    BLURRED_FILL = "re-frame with a blurred fill"
    ROUND = "round picture"
    SPLIT_SCREEN = "split screen"
    PICTURE_IN_PICTURE = "picture in picture"
    MOVING_OVERLAY = "moving overlay"
    TRANSPARENT_OVERLAY = "half transparent overlay"
    OVERLAY = "overlay"
    CAPTION = "caption"
    LOGO = "logo"
    WANDERING_LOGO = "logo that changes its place"
    APPEARING = "sticker or caption that comes or goes"
    END_CARD = "end card"
    BRIGHTNESS_OR_CONTRAST = "brightness or contrast"
    NOISE = "noise"
    BLUR = "blur"


class ClaimState(StrEnum):
    """What became of a claim: "found nothing" and "could not look" are different answers.

    Every label of a claim comes from it. ``FOR_A_PERSON``: footage is held and somebody has to say
    what it shows. ``NOT_BY_FOOTAGE_ALONE``: a claim that footage can test in part, none of it here.
    ``NOT_FROM_FOOTAGE``: nothing that footage shows tests it.
    """

    FINDINGS = "findings"
    NOTHING_FOUND = "nothing found"
    FOR_A_PERSON = "for a person"
    COULD_NOT_LOOK = "could not look"
    NOT_BY_FOOTAGE_ALONE = "not by footage alone"
    NOT_FROM_FOOTAGE = "not from footage"


class Testable(StrEnum):
    """Could footage test the claim? ``UNKNOWN``: it stands in a language that is not read."""

    __test__ = False  # pytest takes classes called Test... for tests

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"


class ClaimCheck(StrEnum):
    """Which check would test a claim.

    ``COPY``: footage used before, or under another story. ``SAME_MOMENT``: a second camera.
    ``SAME_PLACE``: filmed here and not there.
    """

    REPEATED_TAKE = "repeated-take"
    COPY = "copy"
    SAME_MOMENT = "same-moment"
    SAME_PLACE = "same-place"
    SAME_PERSON_TWO_ROLES = "same-person-two-roles"
    CONTINUITY_DIFFERENCE = "continuity-difference"
    VISIBLE_CONTENT = "visible-content"
    PROVENANCE = "provenance"
    PRIOR_STATEMENT = "prior-statement"
    NONE = "none"


class Polarity(StrEnum):
    """Whether a claim says that something is so, that it is not, or asks."""

    ASSERTED = "asserted"
    DENIED = "denied"
    NEGATED = "negated"
    NO_EVIDENCE = "no evidence"
    ASKED = "asked"


class SourceKind(StrEnum):
    """What the user gave to be taken in."""

    FILE = "file"
    STDIN = "stdin"
    URL = "url"


class ExhibitRole(StrEnum):
    """What an exhibit was taken in as; the custody log holds it.

    ``BESIDE``: what came with footage and is none, such as a page around a player. ``ARCHIVE``:
    how a page was had (WARC). ``LATER_VERSION``: what an address gave when it was asked again.
    """

    PAGE = "page"
    FOOTAGE = "footage"
    CONTROL = "control"
    BESIDE = "beside"
    ARCHIVE = "archive"
    LATER_VERSION = "later version"


class EventAction(StrEnum):
    """What the custody log says was done. A log of a newer version may say more: see there."""

    OPENED = "opened"
    COLLECTED = "collected"
    DERIVED = "derived"
    FAILED = "failed"
    LOOKED_CLOSER = "looked closer"
    COMPARED = "compared"
    JUDGED = "judged"
    NUMBERED = "numbered"
    REVIEWED = "reviewed"
    DISMISSED = "dismissed"
    NOTED = "noted"
    TIED = "tied"
    SYNCED = "synchronised"
    COMMENTED = "commented"
    ASSIGNED = "assigned"
    FOLLOWED_PEOPLE = "followed people"
    REVIEWED_PEOPLE = "reviewed people"
    FORGOT_PEOPLE = "forgot people"
    WITHDRAWN = "withdrawn"
    ROLE_CHANGED = "role changed"
    TAKEN_BACK = "taken back"
    CONTACT_GIVEN = "contact given"
    DREW = "drew pictures"
    REPORTED = "reported"
    UNREDACTED = "unredacted"
    EXPORTED = "exported"
    RECHECKED = "rechecked"
    INTERRUPTED = "interrupted"
    STAMPS_WANTED = "stamps wanted"
    STAMPED = "stamped"


class TieDecision(StrEnum):
    """What a person says of a finding and a claim: that it bears on it, that it does not, or that
    what was computed stands."""

    TIED = "bears on it"
    UNTIED = "does not bear on it"
    AS_COMPUTED = "as computed"


class NumberSeries(StrEnum):
    """What is numbered in a case, each on its own from 1."""

    FINDING = "finding"
    NEGATIVE = "negative result"
    FILM = "film"


class RetiredBecause(StrEnum):
    """Why nothing has a finding's number any more."""

    SET_ASIDE = "a reviewer set its pairs of shots aside"
    JOINED = "it is part of another finding"
    WITHDRAWN = "an exhibit it rests on was set aside"
    NOT_HELD = "the footage as it is held and compared now does not give it"


class Guard(StrEnum):
    """What keeps a process that parses a file from outside from doing anything else."""

    LIMITS = "resource limits"
    NETWORK_NAMESPACE = "empty network namespace"
    CAPABILITIES = "no capabilities"
    NOT_DUMPABLE = "not dumpable"
    ENDS_WITH_PARENT = "ends with its parent"
    NO_NEW_PRIVILEGES = "no new privileges"
    FILE_ACCESS = "file access (Landlock)"
    SYSTEM_CALLS = "system calls (seccomp)"


class SandboxAttempt(StrEnum):
    """What `doctor` has a confined process try."""

    CONNECT = "connect to a network address"
    READ = "read another file"
    WRITE = "write a file"
    FORK = "start a process"
    SIGNAL = "send a signal to another process"
    TRACE = "trace another process"
    EXECUTE = "run a program"


class AddressState(StrEnum):
    """What became of an address that was asked again."""

    STILL_THERE = "still there"
    CHANGED = "changed"
    GONE = "gone"
    COULD_NOT_LOOK = "could not look"


class ArchiveAnswer(StrEnum):
    """What a public web archive answers of an address."""

    HELD = "held"
    NOT_HELD = "not held"
    NOT_ASKED = "not asked"
    COULD_NOT_LOOK = "could not look"


class HeaderField(StrEnum):
    """What a film's container may state of its making."""

    MADE_AT = "made at"
    PROGRAM = "program"
    MAKER = "maker"
    MODEL = "model"
    EDITS = "edits"
    PLACE = "place"


class ProofKind(StrEnum):
    """Somebody else's proof in a file or beside it."""

    CONTENT_CREDENTIALS = "content credentials"
    PROOFMODE = "ProofMode"
    WACZ = "WACZ"


class ProofState(StrEnum):
    """Whether somebody else's proof holds; ``NOT_CHECKED``: nothing at hand to check it by."""

    VALID = "valid"
    INVALID = "invalid"
    ABSENT = "absent"
    NOT_CHECKED = "not checked"
    COULD_NOT_LOOK = "could not look"


class SealState(StrEnum):
    """Whether an authority's time stamp is there."""

    CONFIRMED = "confirmed"
    PENDING = "pending"


class PictureRole(StrEnum):
    """What a picture of the report is for: a shot's still, or a part of a finding."""

    CONTACT = "contact"
    LEFT = "left"
    RIGHT = "right"
    PERSON_LEFT = "body left"
    PERSON_RIGHT = "body right"
    DIFFERENCE = "difference"
    STRIP = "strip"
    STRIP_LEFT = "strip left"
    STRIP_RIGHT = "strip right"


class ReproductionResult(StrEnum):
    """Whether running a case again gives a finding again."""

    PASS = "PASS"
    DIFF = "DIFF"
    CANNOT = "CANNOT"


class ArchivedFilmState(StrEnum):
    """What adding or rebuilding did with one film of an archive."""

    ADDED = "added"
    PRESENT = "present"
    REBUILT = "rebuilt"
    CHANGED = "changed"
    MISSING = "missing"


class StreamRole(StrEnum):
    """What a stream of a file is for: a film, a picture that stands for the file, or sound."""

    MOVING_PICTURE = "moving picture"
    COVER = "cover picture"
    SINGLE_PICTURE = "single picture"
    SOUND = "sound"


class SeeingGrade(StrEnum):
    """How much of a film's pictures is handed out: small and grey, people covered, or all of it."""

    VEILED = "veiled"
    COVERED = "covered"
    OPEN = "open"


class OverlayMode(StrEnum):
    """How two stills are laid over each other: both at half, or how far they are apart."""

    BLEND = "blend"
    DIFFERENCE = "difference"
