"""Closed sets: every word that records, commands and rooms may use for a kind or a state.

Members are strings, and the strings are what is stored and exported: a member may be renamed, its
value never. A value of the same set that is new needs no new format; a value that is taken away
needs an upgrade of the cases that hold it.
"""

from __future__ import annotations

from enum import StrEnum

from secondtake.model.claim_enums import (
    ClaimCheck,
    ClaimState,
    Polarity,
    Testable,
    TieDecision,
)
from secondtake.model.custody_enums import (
    AddressState,
    ArchiveAnswer,
    ArchivedFilmState,
    EventAction,
    ExhibitRole,
    FolderKind,
    Guard,
    HeaderField,
    NumberSeries,
    ProofKind,
    ProofState,
    ReproductionResult,
    RetiredBecause,
    SandboxAttempt,
    SealState,
    SourceKind,
)

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
    "FolderKind",
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


class ProgressUnit(StrEnum):
    """What a stage of work is counted in; the word for one of it."""

    FILM_SECOND = "second of film"
    FILM = "film"
    SHOT = "shot"
    PAIR = "pair"
    STILL = "still"
    FINDING = "finding"
    PAGE = "page"
    TIMESTAMP = "timestamp"
    BYTE = "byte"
