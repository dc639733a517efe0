"""Records to database bodies and back; arrays go beside them as one deterministic file."""

from __future__ import annotations

import dataclasses
import io
import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
import rfc8785

from secondtake.errors import EvidenceDamaged, SecondTakeError
from secondtake.model import (
    by_hand,
    enums,
    evidence,
    findings,
    footage,
    frame_table,
    numbering,
    pair_results,
    people,
    still_pictures,
    text,
)
from secondtake.model.measure_names import MeasureName
from secondtake.model.reasons import as_written
from secondtake.model.serialization import plain, record

__all__ = ["KINDS", "body", "canonical", "kind_of", "maker_digest", "of_plain", "restore"]

KINDS: dict[str, type] = {
    "exhibit": evidence.Exhibit,
    "derivative": evidence.Derivative,
    "failure": evidence.Failure,
    "reel": footage.Reel,
    "shot": footage.Shot,
    "still": footage.Still,
    "descriptors": footage.Descriptors,
    "copy fingerprint": footage.CopyFingerprint,
    "frame table": frame_table.PackedFrames,
    "reading": text.Reading,
    "translations": text.Translations,
    "takes result": pair_results.TakesResult,
    "film copies": pair_results.FilmCopies,
    "capture result": pair_results.CaptureResult,
    "picture match": still_pictures.PictureMatch,
    "relation": findings.Relation,
    "finding": findings.Finding,
    "review": findings.Review,
    "dismissal": findings.Dismissal,
    "note": by_hand.Note,
    "hand tie": by_hand.HandTie,
    "sync point": by_hand.SyncPoint,
    "comment": by_hand.Comment,
    "assignment": by_hand.Assignment,
    "body track": people.PersonTrack,
    "numbered": numbering.Numbered,
}
"""What a case can hold. A kind's name is part of the format: it is never renamed."""


def _relation_of_one_maker(value: dict[str, Any]) -> dict[str, Any]:
    """Until version 0.1 one maker made a relation, and differences had no kind of their own."""
    if not isinstance(value["made_by"], dict):
        return value
    decided = None if value["kind"] == enums.RelationKind.UNDECIDED else value["made_by"]
    differences = [
        {"kind": enums.DifferenceKind.PART_OF_PICTURE.value, **d} for d in value["differences"]
    ]
    upgraded = {"made_by": [value["made_by"]], "decided_by": decided, "differences": differences}
    return {**value, **upgraded}


def _with_reasons(value: dict[str, Any]) -> dict[str, Any]:
    """Up to version 0.2.0 reasons were sentences; such a sentence stays as it was written."""
    told: dict[str, Any] = {
        name: [_reason(one) for one in value[name]]
        for name in ("because", "missing")
        if name in value
    }
    if "differences" in value:
        told["differences"] = [{**d, "what": _reason(d["what"])} for d in value["differences"]]
    return {**value, **told}


def _reason(told: str | dict[str, Any]) -> dict[str, Any]:
    return told if isinstance(told, dict) else plain(as_written(told))


EARLIER_MEASURES = {
    "lock": MeasureName.REGISTERED_SHARE,
    "lock_fit": MeasureName.REGISTRATION_FIT,
    "place": MeasureName.BACKGROUND_INLIERS,
    "matches": MeasureName.KEYPOINT_INLIERS,
    "standpoint": MeasureName.CAMERA_POSITION_AGREEMENT,
    "scenery": MeasureName.SCENE_SIMILARITY,
    "palette": MeasureName.COLOUR_SIMILARITY,
    "likeness": MeasureName.PERSON_SIMILARITY,
    "clothing": MeasureName.CLOTHING_SIMILARITY,
    "build": MeasureName.BUILD_SIMILARITY,
    "height": MeasureName.PERSON_HEIGHT_PX,
    "stature": MeasureName.HEIGHT_DIFFERENCE,
    "shape": MeasureName.SILHOUETTE_DTW_SHARED,
    "close": MeasureName.OUTLINE_CLOSENESS,
    "spots": MeasureName.MOTION_MAP_SHARED,
    "rivals": MeasureName.ALTERNATIVE_ALIGNMENTS,
    "cover": MeasureName.ALIGNMENT_COVERAGE,
    "action": MeasureName.POSE_DTW_SHARE,
    "moment": MeasureName.MOTION_CORRELATION,
    "moment_rival": MeasureName.MOTION_CORRELATION_NEXT_BEST,
    "moment_overlap": MeasureName.MOTION_OVERLAP_S,
    "sound": MeasureName.SOUND_CORRELATION,
    "sound_rival": MeasureName.SOUND_CORRELATION_NEXT_BEST,
    "grain": MeasureName.SENSOR_NOISE_CORRELATION,
    "grain_floor": MeasureName.SENSOR_NOISE_CORRELATION_ELSEWHERE,
    "grain_expected": MeasureName.SENSOR_NOISE_CORRELATION_EXPECTED,
    "grain_area": MeasureName.SENSOR_NOISE_AREA,
    "key_frames": MeasureName.KEY_FRAMES_COINCIDING,
    "key_frames_of": MeasureName.KEY_FRAMES_COMPARED,
    "copied stretch": MeasureName.COPIED_SEGMENT_SCORE,
}
"""What versions up to 0.2.0 called measures."""


NO_LONGER_MEASURED = frozenset(
    {
        "light_steps_chance",
        "light_steps_together",
        "motion_image_overlap",
        "picture_sync_speed",
        "picture_sync_speed_margin",
        "picture_sync_speed_z",
    }
)
"""Measures that were taken for some days between 0.3.0 and what came after it."""


def _with_measure_names(value: dict[str, Any]) -> dict[str, Any]:
    """Up to version 0.2.0 measures had words of their own; the numbers are the same.

    What is no longer measured is left out: pairs are compared anew by the version of today.
    """
    named = [
        {**m, "name": str(EARLIER_MEASURES.get(m["name"], m["name"]))}
        for m in value["measurements"]
        if m["name"] not in NO_LONGER_MEASURED
    ]
    return {**value, "measurements": named}


UPGRADES: dict[str, tuple[Callable[[dict[str, Any]], dict[str, Any]], ...]] = {
    "takes result": (_with_reasons, _with_measure_names),
    "capture result": (_with_reasons, _with_measure_names),
    "relation": (_relation_of_one_maker, _with_reasons, _with_measure_names),
}
"""Kind -> what makes a body of earlier versions one of today, the oldest first; others are as they
were."""

_SHORT = 2048
"""Characters of a body up to which its record is held: some 40 MB when all are that long."""

_NAMES = {kind: name for name, kind in KINDS.items()}


def kind_of(value: object) -> str:
    """The kind's name of a record."""
    return _NAMES[type(value)]


def canonical(value: Any) -> str:
    """Canonical JSON (RFC 8785): the same value always has the same bytes."""
    return rfc8785.dumps(value).decode("utf-8")


def body(value: Any, keep: Callable[[bytes], str]) -> str:
    """The JSON body of a record; its arrays are kept as one ``.npz`` by ``keep``."""
    arrays = {
        f.name: getattr(value, f.name)
        for f in dataclasses.fields(value)
        if isinstance(getattr(value, f.name), np.ndarray)
    }
    if not arrays:
        return json.dumps(plain(value), ensure_ascii=False, sort_keys=True)
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    rest = {
        f.name: plain(getattr(value, f.name))
        for f in dataclasses.fields(value)
        if f.name not in arrays
    }
    return json.dumps(rest | {"arrays": keep(file.getvalue())}, ensure_ascii=False, sort_keys=True)


def restore(kind: str, text_body: str, fetch: Callable[[str], bytes]) -> Any:
    """The record of a body; raises ``EvidenceDamaged`` when it cannot be."""
    try:
        if len(text_body) <= _SHORT and '"arrays"' not in text_body:
            return _short_record(kind, text_body)
        value = json.loads(text_body)
        if "arrays" not in value:
            return of_plain(kind, value)
        digest = value.pop("arrays")
        with np.load(io.BytesIO(fetch(digest)), allow_pickle=False) as arrays:
            cls = KINDS[kind]
            hints = {f.name: f for f in dataclasses.fields(cls)}
            plain_fields = {n: _field(cls, n, v) for n, v in value.items() if n in hints}
            return cls(**plain_fields, **{name: arrays[name] for name in arrays.files})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        raise EvidenceDamaged(
            f"A record of the kind {kind} in the case cannot be read: {error}.",
            advice="Run `secondtake verify` to see what else does not match.",
        ) from error


@lru_cache(maxsize=4096)
def _short_record(kind: str, text_body: str) -> Any:
    """The record of a short body: the same text is the same record, and none can be changed.

    Every step of a command asks for the exhibits, shots and roles of the whole case again.
    """
    return of_plain(kind, json.loads(text_body))


def of_plain(kind: str, value: dict[str, Any]) -> Any:
    """The record of a body without arrays, as this or an earlier version wrote it."""
    for upgrade in UPGRADES.get(kind, ()):
        value = upgrade(value)
    return record(KINDS[kind], value)


def maker_digest(text_body: str) -> str:
    """The digest of the maker that a body describes; empty when it describes none."""
    try:
        maker: evidence.Maker = record(evidence.Maker, json.loads(text_body))
        return maker.digest
    except (ValueError, TypeError, AttributeError, RecursionError, SecondTakeError):
        return ""


def _field(cls: type, name: str, value: Any) -> Any:
    import typing

    return record(typing.get_type_hints(cls)[name], value)
