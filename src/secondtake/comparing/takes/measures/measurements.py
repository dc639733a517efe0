"""Runs every measure on a pair of shots and keeps the numbers side by side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from secondtake.comparing.takes.describe.description import MOST_SEARCHED_FRAMES, Described
from secondtake.comparing.takes.measures.audio_sync import AudioSync, audio_sync_of
from secondtake.comparing.takes.measures.body_sync import body_sync_of
from secondtake.comparing.takes.measures.camera_position import camera_position_agreement
from secondtake.comparing.takes.measures.clock_comparison import ClocksCompared, clocks_compared
from secondtake.comparing.takes.measures.foreground_colour import (
    ForegroundColours,
    foreground_colours,
)
from secondtake.comparing.takes.measures.frame_registration import Registration, registration_of
from secondtake.comparing.takes.measures.height import stature_gap
from secondtake.comparing.takes.measures.moment_sync import (
    Lock,
    MomentSync,
    SignalKind,
    moment_sync_of,
)
from secondtake.comparing.takes.measures.motion_course import motion_course_overlap
from secondtake.comparing.takes.measures.motion_map import motion_map_alignment, registered_frames
from secondtake.comparing.takes.measures.motion_sync import (
    MotionSync,
    Signals,
    motion_sync_of,
    signals_of,
)
from secondtake.comparing.takes.measures.outline_distance import closeness
from secondtake.comparing.takes.measures.person_similarity import PersonPair, pair_people
from secondtake.comparing.takes.measures.pose_dtw import ActionMatch, match_action, moves_of
from secondtake.comparing.takes.measures.recording_residual import (
    RecordingResidual,
    recording_residual,
    residual_numbers,
)
from secondtake.comparing.takes.measures.scene_match import Place, place_support
from secondtake.comparing.takes.measures.scene_similarity import surroundings_alike
from secondtake.comparing.takes.measures.shift_sync import shift_sync_of
from secondtake.comparing.takes.measures.silhouette_dtw import (
    SilhouetteAlignment,
    align_silhouettes,
)
from secondtake.comparing.takes.measures.sound_delay import SoundDelay, sound_delay_of
from secondtake.model.measure_names import MeasureName
from secondtake.vision.person_embedding import CropVectors, mirrored_crops

__all__ = ["Measures", "known", "measure"]

LEAST_LIKENESS = 0.35
"""Likeness below which two further people are not taken for one mover."""
LEAST_SHARED = 4
"""Matches under one map without which outlines are not followed: from another side nobody has
the same, and most pairs of a large case are of unlike places."""
LARGE = 0.5
"""Presence, as a share of the largest person's, from which a person speaks for the people."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Measures:
    """Everything measured about two shots; None where a measure had nothing to look at."""

    place: Place
    registration: Registration | None
    people: tuple[PersonPair, ...]
    shapes: tuple[SilhouetteAlignment | None, ...]
    close: tuple[float, ...]
    statures: tuple[float, ...]
    motion_maps: SilhouetteAlignment | None
    motion_course: float | None
    foreground: ForegroundColours
    presence: float
    actions: tuple[ActionMatch | None, ...]
    moment: MotionSync | None
    picture: MomentSync | None
    body: Lock | None
    shift: Lock | None
    sound: AudioSync | None
    delay: SoundDelay | None
    camera_position: float | None
    surroundings: tuple[float, float] | None
    residual: RecordingResidual | None = None
    clocks: tuple[ClocksCompared, ...] = ()

    @property
    def silhouettes(self) -> SilhouetteAlignment | None:
        """How the outlines of the persons most alike and largest follow each other."""
        return self.shapes[0] if self.shapes else None

    @property
    def action(self) -> ActionMatch | None:
        """How much the action of the persons most alike and largest is the same."""
        return self.actions[0] if self.actions else None

    @property
    def numbers(self) -> dict[MeasureName, float]:
        """The measures that are decided by or told of, by name; NaN where not measured."""
        nan = float("nan")
        pair = self.people[0] if self.people else None
        lock, moment = self.registration, self.moment
        followed = self.silhouettes
        return {
            MeasureName.REGISTERED_SHARE: max(lock.left_share, lock.right_share) if lock else nan,
            MeasureName.REGISTRATION_FIT: lock.fit if lock else nan,
            MeasureName.BACKGROUND_INLIERS: float(self.place.still),
            MeasureName.KEYPOINT_INLIERS: float(self.place.inliers),
            MeasureName.CAMERA_POSITION_AGREEMENT: _or_nan(self.camera_position),
            MeasureName.SCENE_SIMILARITY: self.surroundings[0] if self.surroundings else nan,
            MeasureName.COLOUR_SIMILARITY: self.surroundings[1] if self.surroundings else nan,
            MeasureName.PERSON_SIMILARITY: self._mean([b.likeness for b in self.people]),
            MeasureName.CLOTHING_SIMILARITY: self._likest([b.clothing for b in self.people]),
            MeasureName.BUILD_SIMILARITY: pair.build if pair else nan,
            MeasureName.PERSON_HEIGHT_PX: pair.height_px if pair else nan,
            MeasureName.SILHOUETTE_DTW_SHARED: self._mean(
                [f.explained if f else nan for f in self.shapes]
            ),
            MeasureName.PEOPLE_PRESENCE_DIFFERENCE: self.presence,
            MeasureName.HEIGHT_DIFFERENCE: self._mean(list(self.statures)),
            MeasureName.OUTLINE_CLOSENESS: self._mean(list(self.close)),
            MeasureName.MOTION_COURSE_OVERLAP: _or_nan(self.motion_course),
            MeasureName.MOVING_COLOUR_SIMILARITY: _or_nan(self.foreground.moving),
            MeasureName.FOREGROUND_COLOUR_SIMILARITY: _or_nan(self.foreground.standing_out),
            MeasureName.MOTION_MAP_SHARED: self.motion_maps.explained if self.motion_maps else nan,
            MeasureName.ALTERNATIVE_ALIGNMENTS: float(followed.rivals) if followed else nan,
            MeasureName.ALIGNMENT_COVERAGE: followed.cover if followed else nan,
            MeasureName.POSE_DTW_SHARE: self.action.share if self.action else nan,
            MeasureName.POSE_DTW_COVER: self._mean([a.cover if a else nan for a in self.actions]),
            MeasureName.POSE_DTW_DISTANCE: self._mean(
                [a.distance if a else nan for a in self.actions]
            ),
            MeasureName.MOTION_CORRELATION: moment.correlation if moment else nan,
            MeasureName.MOTION_CORRELATION_NEXT_BEST: moment.rival if moment else nan,
            MeasureName.MOTION_OVERLAP_S: moment.overlap_seconds if moment else nan,
            **_of_picture(self.picture),
            MeasureName.BODY_SYNC_Z: self.body.z if self.body else nan,
            MeasureName.BODY_SYNC_MARGIN: self.body.margin if self.body else nan,
            MeasureName.BODY_SYNC_APART_S: self._apart(),
            MeasureName.PICTURE_SHIFT_Z: self.shift.z if self.shift else nan,
            MeasureName.PICTURE_SHIFT_MARGIN: self.shift.margin if self.shift else nan,
            MeasureName.SOUND_CORRELATION: self.sound.correlation if self.sound else nan,
            MeasureName.SOUND_CORRELATION_NEXT_BEST: self.sound.rival if self.sound else nan,
            **residual_numbers(self.residual),
            MeasureName.SOUND_DELAY_Z: self.delay.z if self.delay else nan,
            MeasureName.SOUND_DELAY_MARGIN: self.delay.margin if self.delay else nan,
            MeasureName.SOUND_LOUDNESS_DB: self.delay.loudness_db if self.delay else nan,
        }

    def _apart(self) -> float:
        """How far the offsets of bodies and of whole pictures lie from each other, in seconds."""
        if self.body is None or self.picture is None:
            return float("nan")
        return abs(self.body.offset_seconds - self.picture.together.offset_seconds)

    def _likest(self, values: list[float]) -> float:
        """The highest value of the people that fill most; NaN for none.

        One person in the same clothes speaks for the same people, another in others not against.
        """
        most = max((b.presence for b in self.people), default=0.0)
        large = [
            value
            for value, person in zip(values, self.people, strict=True)
            if person.presence >= LARGE * most and not np.isnan(value)
        ]
        return max(large, default=float("nan"))

    def _mean(self, values: list[float]) -> float:
        """Mean over pairs of people weighted by how much of the shots they fill; NaN for none."""
        weights = [b.presence for b in self.people] if self.people else [1.0]
        sure = [(v, w) for v, w in zip(values, weights, strict=False) if not np.isnan(v)]
        total = sum(w for _, w in sure)
        return sum(v * w for v, w in sure) / total if total > 0 else float("nan")


def measure(left: Described, right: Described) -> Measures:
    """Run all measures on two shots; about a fifth of a second for a few seconds of footage."""
    place = place_support(left, right)
    frames = registered_frames(left, right, place)
    people = pair_people(left, right)
    actions, moment = _of_people(left, right, people)
    facing = right.crops
    if place.mirrored:
        facing = tuple(mirrored_crops(crops) for crops in right.crops)
    shared = place.inliers >= LEAST_SHARED
    shapes = tuple(
        _shapes(left, left.crops[b.left], facing[b.right]) if shared else None for b in people
    )
    return Measures(
        place=place,
        registration=registration_of(left, right, place),
        people=people,
        shapes=shapes,
        close=tuple(
            _close((left, left.crops[b.left]), (right, facing[b.right]), f)
            for b, f in zip(people, shapes, strict=True)
        ),
        statures=tuple(
            _stature(left, right, b, f, place) for b, f in zip(people, shapes, strict=True)
        ),
        motion_maps=None if frames is None else motion_map_alignment(frames),
        motion_course=None if frames is None else motion_course_overlap(frames),
        foreground=foreground_colours(left, right, place),
        presence=abs(_presence(left) - _presence(right)),
        actions=actions,
        moment=moment,
        picture=moment_sync_of(left.motion, right.motion) if left.motion and right.motion else None,
        sound=audio_sync_of(left.sound, right.sound) if left.sound and right.sound else None,
        delay=sound_delay_of(left.sound, right.sound) if left.sound and right.sound else None,
        shift=shift_sync_of(left.motion, right.motion) if left.motion and right.motion else None,
        body=body_sync_of((left.people, left.seconds), (right.people, right.seconds)),
        camera_position=camera_position_agreement(left, right, place),
        surroundings=surroundings_alike(left, right),
        residual=recording_residual(left, right, place),
        clocks=clocks_compared(left, right, place),
    )


def _presence(shot: Described) -> float:
    """Share of the searched frames in which the person seen longest is seen; 0 for nobody."""
    searched = min(len(shot.small), MOST_SEARCHED_FRAMES)
    return max((len(person.frames) for person in shot.people), default=0) / searched


def _or_nan(value: float | None) -> float:
    return float("nan") if value is None else value


def _of_picture(found: MomentSync | None) -> dict[MeasureName, float]:
    """What the movement of whole pictures gave; NaN where too little of them could be compared."""
    nan = float("nan")
    each = {} if found is None else found.each

    def z(kind: SignalKind) -> float:
        return each[kind].z if kind in each else nan

    def margin(kind: SignalKind) -> float:
        return each[kind].margin if kind in each else nan

    return {
        MeasureName.PICTURE_SYNC_Z: found.together.z if found else nan,
        MeasureName.PICTURE_SYNC_MARGIN: found.together.margin if found else nan,
        MeasureName.PICTURE_SYNC_AGREEING: found.agreeing if found else nan,
        MeasureName.PICTURE_SYNC_RESIDUAL_S: found.residual_seconds if found else nan,
        MeasureName.PICTURE_SYNC_OVERLAP_S: found.overlap_seconds if found else nan,
        MeasureName.PICTURE_SYNC_SURROGATE_Z: found.surrogate_z if found else nan,
        MeasureName.MOTION_ENERGY_Z: z(SignalKind.ENERGY),
        MeasureName.MOTION_ENERGY_MARGIN: margin(SignalKind.ENERGY),
        MeasureName.PICTURE_CHANGE_Z: z(SignalKind.CHANGE),
        MeasureName.PICTURE_CHANGE_MARGIN: margin(SignalKind.CHANGE),
        MeasureName.REGION_MOTION_Z: z(SignalKind.REGIONS),
        MeasureName.REGION_MOTION_MARGIN: margin(SignalKind.REGIONS),
        MeasureName.MOTION_DIRECTION_Z: z(SignalKind.DIRECTIONS),
        MeasureName.MOTION_DIRECTION_MARGIN: margin(SignalKind.DIRECTIONS),
    }


def _of_people(
    left: Described, right: Described, people: tuple[PersonPair, ...]
) -> tuple[tuple[ActionMatch | None, ...], MotionSync | None]:
    """The action of each pair of people, and the motion synchronisation of all together."""
    actions: list[ActionMatch | None] = []
    here: Signals = {}
    there: Signals = {}
    for order, pair in enumerate(people):
        one, two = left.crops[pair.left], right.crops[pair.right]
        mine, yours = moves_of(left.people[pair.left]), moves_of(right.people[pair.right])
        actions.append(match_action(mine, yours))
        if order and pair.likeness < LEAST_LIKENESS:
            continue
        for signals, moves, crops, shot in ((here, mine, one, left), (there, yours, two, right)):
            found = signals_of(moves, crops, shot.seconds - _start(shot))
            signals.update({f"{order} {name}": value for name, value in found.items()})
    return tuple(actions), motion_sync_of(here, there)


def _shapes(shot: Described, left: CropVectors, right: CropVectors) -> SilhouetteAlignment | None:
    return align_silhouettes(
        left.shapes, right.shapes, (left.frames, right.frames), _step(shot, left)
    )


def _close(
    left: tuple[Described, CropVectors],
    right: tuple[Described, CropVectors],
    found: SilhouetteAlignment | None,
) -> float:
    if found is None or len(found.path) < 2:
        return float("nan")
    rows = (
        np.searchsorted(left[1].frames, found.path[:, 0]),
        np.searchsorted(right[1].frames, found.path[:, 1]),
    )
    return closeness(left[1].shapes, right[1].shapes, rows, (_step(*left), _step(*right)))


def _stature(
    left: Described,
    right: Described,
    pair: PersonPair,
    found: SilhouetteAlignment | None,
    place: Place,
) -> float:
    if found is None:
        return float("nan")
    mine, yours = left.people[pair.left], right.people[pair.right]
    gap = stature_gap((left, mine), (right, yours), found, place)
    return float("nan") if gap is None else gap


def _step(shot: Described, crops: CropVectors) -> float:
    thinning = float(np.median(np.diff(crops.frames))) if len(crops.frames) > 1 else 1.0
    return shot.step_seconds * thinning


def _start(shot: Described) -> float:
    return float(shot.seconds[0]) if len(shot.seconds) else 0.0


def known(value: float, otherwise: float) -> float:
    """The value, or another one where it was not measured (NaN)."""
    return otherwise if np.isnan(value) else value
