"""What footage holds: reels, decoded batches, shots, stills, descriptors, one shot's view."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from secondtake.errors import InvalidRecord
from secondtake.model.enums import StreamRole, Transition
from secondtake.model.evidence import Maker
from secondtake.model.film_key import film_key, film_mark
from secondtake.model.time import Span

__all__ = [
    "Coded",
    "Descriptors",
    "FrameBatch",
    "Luma",
    "MediaStream",
    "Reel",
    "Shot",
    "ShotView",
    "SoundBatch",
    "Still",
]


def frozen_array(record: object, name: str, dtype: type, dims: int) -> None:
    """Check one array field and make it read-only; raise ``InvalidRecord`` when it is unfit."""
    array = getattr(record, name)
    if not isinstance(array, np.ndarray) or array.dtype != np.dtype(dtype) or array.ndim != dims:
        got = f"{getattr(array, 'dtype', type(array))} {getattr(array, 'shape', '')}"
        raise InvalidRecord(f"{name}: expected {np.dtype(dtype)} with {dims} axes, got {got}")
    if array.flags.writeable:
        view = array.view()
        view.flags.writeable = False
        object.__setattr__(record, name, view)


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaStream:
    """What a container says of one of its pictures or sounds.

    ``number``: the stream's place in the file, counted from 0 as ffprobe does. ``pictures``: how
    many it holds, None where that is not stated and was not counted. ``starts_seconds``: when it
    begins on the file's own clock. ``program``: of a transport stream that holds several.
    """

    number: int
    role: StreamRole
    codec: str | None
    title: str | None = None
    language: str | None = None
    handler: str | None = None
    width: int = 0
    height: int = 0
    pictures: int | None = None
    seconds: float | None = None
    starts_seconds: float | None = None
    default: bool = False
    program: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reel:
    """What the header of a film says and what decoding showed, kept apart.

    ``width``, ``height``: displayed pixels, after rotation and pixel shape. ``rotation``:
    degrees clockwise the header asks for; ``mirrored``: whether it asks for left and right to
    change places before that. ``tick``: seconds of one pts unit of the picture.
    ``header_*`` are claims of the file; ``decoded_*`` were counted. ``partial`` says in one
    sentence why the film was not seen whole, or is None. ``rate_assumed``: the stream has neither
    a clock nor a coded rate, so that all times rest on an assumed ``frame_rate``. ``still``: a
    still picture, which has no length, no shots and no times.
    ``stream``: which moving picture of the exhibit it is, 1 the one that players show;
    ``starts_seconds``: how much later than the file's earliest moving picture it begins.
    ``streams``: what the container says of all it holds, moving pictures first and in their
    order; ``sound_stream``: the number of the sound that is used with this picture.
    """

    exhibit: str
    container: str
    codec: str | None
    width: int
    height: int
    rotation: int
    tick: Fraction
    frame_rate: float | None
    header_seconds: float | None
    header_frames: int | None
    sound_codec: str | None
    sound_rate: int | None
    decoded_seconds: float
    decoded_frames: int
    failed_frames: int
    partial: str | None
    made_by: Maker
    rate_assumed: bool = False
    still: bool = False
    mirrored: bool = False
    stream: int = 1
    starts_seconds: float = 0.0
    streams: tuple[MediaStream, ...] = ()
    sound_stream: int | None = None

    @property
    def film(self) -> str:
        """The film's key in a case."""
        return film_key(self.exhibit, self.stream)

    @property
    def moving_pictures(self) -> tuple[MediaStream, ...]:
        """The moving pictures of the file, the one that players show first."""
        return tuple(s for s in self.streams if s.role == StreamRole.MOVING_PICTURE)

    @property
    def has_picture(self) -> bool:
        """Whether at least one frame was decoded."""
        return self.decoded_frames > 0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FrameBatch:
    """Consecutive decoded frames with their own times.

    ``small``: uint8 (n, h, w, 3) RGB of EVERY frame, long side about 160 px.
    ``pts``: int64 (n,), in ticks, strictly rising.
    ``sampled``: int64 (m,), which of the n frames also lie in ``rgb``.
    ``rgb``: uint8 (m, H, W, 3) RGB of the sampled frames, long side at most 960 px.
    ``key``: int64 (k,), which of the n frames were coded on their own: coding starts afresh there.
    ``in_time``: int64 (t,), which of the n frames also lie in ``lesser``: those that were sampled
    as it was time to, and not for what they show. ``lesser``: uint8 (t, h, w, 3) RGB of these at
    another size, where an observer asked for it.
    """

    small: NDArray[np.uint8]
    pts: NDArray[np.int64]
    sampled: NDArray[np.int64]
    rgb: NDArray[np.uint8]
    tick: Fraction
    key: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    in_time: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    lesser: NDArray[np.uint8] = field(default_factory=lambda: np.zeros((0, 1, 1, 3), np.uint8))

    def __post_init__(self) -> None:
        frozen_array(self, "in_time", np.int64, 1)
        frozen_array(self, "lesser", np.uint8, 4)
        frozen_array(self, "small", np.uint8, 4)
        frozen_array(self, "pts", np.int64, 1)
        frozen_array(self, "sampled", np.int64, 1)
        frozen_array(self, "rgb", np.uint8, 4)
        frozen_array(self, "key", np.int64, 1)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SoundBatch:
    """Consecutive sound from ``start_seconds`` on.

    ``samples``: float32 (n,) mono, -1 to 1, at ``rate`` Hz.
    """

    samples: NDArray[np.float32]
    rate: int
    start_seconds: float

    def __post_init__(self) -> None:
        frozen_array(self, "samples", np.float32, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """Between two cuts. ``transition`` is how it begins; ``stream`` as in ``Reel``."""

    exhibit: str
    number: int
    span: Span
    transition: Transition
    made_by: Maker
    stream: int = 1

    @property
    def film(self) -> str:
        """The key of the film it is in."""
        return film_key(self.exhibit, self.stream)

    @property
    def id(self) -> str:
        """The shot's name in a case: 12 digits of the exhibit, a colon, its number.

        In a further moving picture of the exhibit, a dot and that one's number before the colon.
        """
        return f"{film_mark(self.film)}:{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Still:
    """One sampled frame of the contact sheet: ``picture`` is the digest of its JPEG derivative."""

    exhibit: str
    pts: int
    tick: Fraction
    width: int
    height: int
    picture: str
    made_by: Maker
    stream: int = 1

    @property
    def at_seconds(self) -> float:
        """When it is shown, in float seconds of the film's own clock."""
        return float(self.pts * self.tick)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Descriptors:
    """Row i of ``matrix`` describes the frame shown at ``pts[i]``.

    ``kind`` names the measure (``pdq``: uint8 (n, 32) packed 256 bits; vectors: float32 (n, d)
    unit rows). ``quality``: float32 (n,), 0 to 1; below the kind's own floor a row is no evidence.
    """

    exhibit: str
    kind: str
    tick: Fraction
    pts: NDArray[np.int64]
    matrix: NDArray[np.float32] | NDArray[np.uint8]
    quality: NDArray[np.float32]
    made_by: Maker
    stream: int = 1

    @property
    def film(self) -> str:
        """The key of the film they describe."""
        return film_key(self.exhibit, self.stream)

    def __post_init__(self) -> None:
        frozen_array(self, "pts", np.int64, 1)
        frozen_array(self, "quality", np.float32, 1)
        if not len(self.pts) == len(self.matrix) == len(self.quality):
            raise InvalidRecord(
                f"Descriptors: expected as many rows as times, got {len(self.matrix)}, "
                f"{len(self.pts)}, {len(self.quality)}"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedPart:
    """Rows of an array of a fingerprint: its name, how they were packed, type and shape, bytes.

    Of an array in several parts the rows follow each other. ``file``: the digest of the derivative
    that holds the bytes, None for those that stand in the record.
    """

    name: str
    way: str
    kind: str
    shape: tuple[int, ...]
    bytes: int
    file: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CopyFingerprint:
    """What the copy engine keeps of a film, as ``comparing.copies.FilmDescriptors`` tells it.

    ``packed``: uint8 (n,), those of ``parts`` that have no file of their own one after the other,
    as ``model.array_packing`` packs them.
    """

    exhibit: str
    size: tuple[int, int]
    end: float
    parts: tuple[PackedPart, ...]
    packed: NDArray[np.uint8]
    made_by: Maker
    stream: int = 1

    @property
    def film(self) -> str:
        """The key of the film that it is of."""
        return film_key(self.exhibit, self.stream)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ShotView:
    """All a comparer may see of one shot: a finer look at its frames and its sound.

    ``rgb``: uint8 (n, h, w, 3), about ``rate`` frames a second, long side at most 640 px.
    ``pts``: int64 (n,) in the film's own ticks. ``sound``: float32 (m,) mono at ``sound_rate`` Hz
    from the shot's start, or None. ``size``: displayed width and height of the film.
    ``every``: uint8 (m, h, w) luma, small: the distinct pictures at the film's own rate, shown at
    ``every_pts``, int64 (m,); empty where they were not asked for.
    """

    shot: Shot
    size: tuple[int, int]
    rate: float
    pts: NDArray[np.int64]
    rgb: NDArray[np.uint8]
    sound: NDArray[np.float32] | None = field(default=None)
    sound_rate: int = 16000
    every: NDArray[np.uint8] = field(default_factory=lambda: np.zeros((0, 1, 1), np.uint8))
    every_pts: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))

    def __post_init__(self) -> None:
        frozen_array(self, "pts", np.int64, 1)
        frozen_array(self, "rgb", np.uint8, 4)
        frozen_array(self, "every", np.uint8, 3)
        frozen_array(self, "every_pts", np.int64, 1)
        if self.sound is not None:
            frozen_array(self, "sound", np.float32, 1)

    @property
    def seconds(self) -> NDArray[np.float64]:
        """float64 (n,): the frames' times in seconds of the film's own clock."""
        return self.pts.astype(np.float64) * float(self.shot.span.tick)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Luma:
    """Every picture of a short stretch as it was coded: the luma of its middle, not shrunk.

    ``luma``: uint8 (n, h, w). ``pts``: int64 (n,), in ticks, strictly rising. ``size``: width and
    height of the whole picture as displayed.
    """

    tick: Fraction
    size: tuple[int, int]
    pts: NDArray[np.int64]
    luma: NDArray[np.uint8]

    def __post_init__(self) -> None:
        frozen_array(self, "pts", np.int64, 1)
        frozen_array(self, "luma", np.uint8, 3)

    @property
    def seconds(self) -> NDArray[np.float64]:
        """float64 (n,): the pictures' times in seconds of the film's own clock."""
        return self.pts.astype(np.float64) * float(self.tick)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Coded:
    """How a stretch of a film is coded, from its packets alone.

    ``pts``: int64 (n,), in ticks, rising. ``sizes_bytes``: int64 (n,). ``keys``: bool (n,), which
    pictures are coded without any other.
    """

    tick: Fraction
    pts: NDArray[np.int64]
    sizes_bytes: NDArray[np.int64]
    keys: NDArray[np.bool_]

    def __post_init__(self) -> None:
        frozen_array(self, "pts", np.int64, 1)
        frozen_array(self, "sizes_bytes", np.int64, 1)
        frozen_array(self, "keys", np.bool_, 1)

    @property
    def seconds(self) -> NDArray[np.float64]:
        """float64 (n,): when the pictures are shown, in seconds of the film's own clock."""
        return self.pts.astype(np.float64) * float(self.tick)

    def bits_per_pixel(self, size: tuple[int, int]) -> float:
        """Bits a pixel of pictures of ``size`` (width, height), key pictures apart; 0 for none."""
        sizes = self.sizes_bytes[~self.keys]
        return float(8 * sizes.mean() / (size[0] * size[1])) if len(sizes) else 0.0
