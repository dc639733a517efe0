"""The name of every number that is measured of two shots."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["MeasureName"]


class MeasureName(StrEnum):
    """What was measured of two shots; docs/methods/measures.md has units, ranges and meanings."""

    # registration
    REGISTERED_SHARE = "registered_share"
    REGISTRATION_FIT = "registration_fit"
    BACKGROUND_INLIERS = "background_inliers"
    KEYPOINT_INLIERS = "keypoint_inliers"
    # residual at the film's own rate
    RESIDUAL_SHARE = "residual_share"
    RESIDUAL_SHARE_OTHER_SIDE = "residual_share_other_side"
    RESIDUAL_SHARE_MEDIAN = "residual_share_median"
    RESIDUAL_SHARPNESS = "residual_sharpness"
    IDENTICAL_FRAMES_SHARE = "identical_frames_share"
    IDENTICAL_CELLS_SHARE = "identical_cells_share"
    STATIC_RESIDUAL = "static_residual"
    DISPLACED_RESIDUAL = "displaced_residual"
    DISPLACED_STATIC_RESIDUAL = "displaced_static_residual"
    FRAME_TIME_SCATTER_S = "frame_time_scatter_s"
    WARPED_AGREEMENT = "warped_agreement"
    # place and camera
    CAMERA_POSITION_AGREEMENT = "camera_position_agreement"
    SCENE_SIMILARITY = "scene_similarity"
    COLOUR_SIMILARITY = "colour_similarity"
    # people
    PERSON_SIMILARITY = "person_similarity"
    CLOTHING_SIMILARITY = "clothing_similarity"
    BUILD_SIMILARITY = "build_similarity"
    PERSON_HEIGHT_PX = "person_height_px"
    PEOPLE_PRESENCE_DIFFERENCE = "people_presence_difference"
    HEIGHT_DIFFERENCE = "height_difference"
    # action
    SILHOUETTE_DTW_SHARED = "silhouette_dtw_shared"
    OUTLINE_CLOSENESS = "outline_closeness"
    MOTION_COURSE_OVERLAP = "motion_course_overlap"
    MOVING_COLOUR_SIMILARITY = "moving_colour_similarity"
    FOREGROUND_COLOUR_SIMILARITY = "foreground_colour_similarity"
    MOTION_MAP_SHARED = "motion_map_shared"
    ALTERNATIVE_ALIGNMENTS = "alternative_alignments"
    ALIGNMENT_COVERAGE = "alignment_coverage"
    POSE_DTW_SHARE = "pose_dtw_share"
    POSE_DTW_COVER = "pose_dtw_cover"
    POSE_DTW_DISTANCE = "pose_dtw_distance"
    # time and sound
    MOTION_CORRELATION = "motion_correlation"
    MOTION_CORRELATION_NEXT_BEST = "motion_correlation_next_best"
    MOTION_OVERLAP_S = "motion_overlap_s"
    PICTURE_SYNC_Z = "picture_sync_z"
    PICTURE_SYNC_MARGIN = "picture_sync_margin"
    PICTURE_SYNC_AGREEING = "picture_sync_agreeing"
    PICTURE_SYNC_RESIDUAL_S = "picture_sync_residual_s"
    PICTURE_SYNC_OVERLAP_S = "picture_sync_overlap_s"
    PICTURE_SYNC_SURROGATE_Z = "picture_sync_surrogate_z"
    PICTURE_SHIFT_Z = "picture_shift_z"
    PICTURE_SHIFT_MARGIN = "picture_shift_margin"
    MOTION_ENERGY_Z = "motion_energy_z"
    MOTION_ENERGY_MARGIN = "motion_energy_margin"
    PICTURE_CHANGE_Z = "picture_change_z"
    PICTURE_CHANGE_MARGIN = "picture_change_margin"
    REGION_MOTION_Z = "region_motion_z"
    REGION_MOTION_MARGIN = "region_motion_margin"
    MOTION_DIRECTION_Z = "motion_direction_z"
    MOTION_DIRECTION_MARGIN = "motion_direction_margin"
    BODY_SYNC_Z = "body_sync_z"
    BODY_SYNC_MARGIN = "body_sync_margin"
    BODY_SYNC_APART_S = "body_sync_apart_s"
    SOUND_CORRELATION = "sound_correlation"
    SOUND_CORRELATION_NEXT_BEST = "sound_correlation_next_best"
    SOUND_DELAY_Z = "sound_delay_z"
    SOUND_DELAY_MARGIN = "sound_delay_margin"
    SOUND_LOUDNESS_DB = "sound_loudness_db"
    # sensor noise and key frames
    SENSOR_NOISE_CORRELATION = "sensor_noise_correlation"
    SENSOR_NOISE_CORRELATION_ELSEWHERE = "sensor_noise_correlation_elsewhere"
    SENSOR_NOISE_CORRELATION_EXPECTED = "sensor_noise_correlation_expected"
    SENSOR_NOISE_AREA = "sensor_noise_area"
    KEY_FRAMES_COINCIDING = "key_frames_coinciding"
    KEY_FRAMES_COMPARED = "key_frames_compared"
    KEY_FRAMES_CHANCE = "key_frames_chance"
    # copies
    COPIED_SEGMENT_SCORE = "copied_segment_score"
