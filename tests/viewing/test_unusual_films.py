"""Films of every codec at hand, of odd shapes, turned, with odd clocks, are seen as they are."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from tests.broken.made import encode, frames, gap, png, sound_only, varying
from tests.films import place, write_film

from secondtake import viewing
from secondtake.model.footage import Reel
from secondtake.viewing.film_pass import Watched

KINDS = {
    "h264": ("libx264", "yuv420p", ".mp4", {}),
    "hevc": ("libx265", "yuv420p10le", ".mp4", {"x265-params": "log-level=none:pools=1"}),
    "vp9": ("libvpx-vp9", "yuv420p", ".webm", {"deadline": "realtime", "cpu-used": "8"}),
    "vp8": ("libvpx", "yuv420p", ".webm", {"deadline": "realtime", "cpu-used": "8"}),
    "av1": ("libsvtav1", "yuv420p", ".mp4", {"preset": "11", "svtav1-params": "lp=1"}),
    "mpeg4": ("mpeg4", "yuv420p", ".avi", {}),
    "mpeg2video": ("mpeg2video", "yuv420p", ".ts", {"b": "4M"}),
    "prores": ("prores_ks", "yuv422p10le", ".mov", {}),
    "mjpeg": ("mjpeg", "yuvj420p", ".avi", {}),
    "gif": ("gif", "rgb8", ".gif", {}),
    "apng": ("apng", "rgb24", ".apng", {}),
    "ffv1": ("ffv1", "yuv444p", ".mkv", {}),
    "wmv2": ("wmv2", "yuv420p", ".asf", {}),
    "flv1": ("flv1", "yuv420p", ".flv", {}),
    "dnxhd": ("dnxhd", "yuv422p", ".mov", {"profile": "dnxhr_sq"}),
}


def watch(path: Path, *observers: str) -> Watched:
    return viewing.watch(
        path, viewing.NO_EXHIBIT, keep=lambda data, kind: "0" * 64, observers=observers
    )


def reel(path: Path) -> Reel:
    return watch(path).reel


def rgb(path: Path) -> np.ndarray:
    return viewing.whole(path, rate=25).rgb


COMMON = ("h264", "hevc", "vp9", "av1", "gif")


@pytest.mark.parametrize(
    "codec", [k if k in COMMON else pytest.param(k, marks=pytest.mark.slow) for k in KINDS]
)
def test_every_codec_gives_its_frames_times_and_colours(codec: str, tmp_path: Path) -> None:
    encoder, pixels, suffix, options = KINDS[codec]
    made = frames(20)
    path = encode(tmp_path / f"film{suffix}", made, encoder, pixels=pixels, options=options)

    seen = reel(path)
    shown = rgb(path).astype(int)

    assert (codec, 20, 0, None) == (
        seen.codec,
        seen.decoded_frames,
        seen.failed_frames,
        seen.partial,
    )
    assert (seen.width, seen.height) == (320, 180)
    assert seen.decoded_seconds == pytest.approx(0.8, abs=0.01)
    assert np.abs(shown - made).mean() < 20
    assert np.abs(shown.mean((0, 1, 2)) - made.mean((0, 1, 2))).max() < 10


INTERLACED = {"flags": "+ildct+ilme"}


@pytest.mark.parametrize(
    ("encoder", "pixels", "suffix", "options"),
    [
        ("libx264", "yuv420p", ".mp4", {"x264-params": "interlaced=1:tff=1"}),
        pytest.param("mpeg2video", "yuv420p", ".ts", {"b": "8M"}, marks=pytest.mark.slow),
        pytest.param("prores_ks", "yuv422p10le", ".mov", {}, marks=pytest.mark.slow),
        ("rawvideo", "uyvy422", ".mov", {"field_order": "tt"}),
    ],
    ids=["h264", "mpeg2", "prores", "raw"],
)
def test_of_interlaced_films_one_moment_is_seen_at_a_time(
    encoder: str, pixels: str, suffix: str, options: dict[str, str], tmp_path: Path
) -> None:
    moments = np.full((40, 180, 320, 3), 60, np.uint8)
    for number, moment in enumerate(moments):
        moment[40:140, 20 + 6 * number : 40 + 6 * number] = 200
    woven = moments[::2].copy()
    woven[:, 1::2] = moments[1::2, 1::2]
    path = encode(
        tmp_path / f"film{suffix}", woven, encoder, pixels=pixels, options=INTERLACED | options
    )

    seen, shown = reel(path), rgb(path).astype(int)
    upper, lower = (np.abs(shown - moments[field::2]).mean() for field in (0, 1))

    assert (seen.decoded_frames, seen.partial) == (20, None)
    assert upper < 2 < lower


@pytest.mark.parametrize(("turned", "said"), [(90, 270), (180, 180), (270, 90)])
def test_a_turned_film_is_shown_upright(turned: int, said: int, tmp_path: Path) -> None:
    made = np.repeat(place(5)[None], 5, axis=0)
    path = encode(tmp_path / "film.mp4", made, "libx264", turned=turned)

    seen, shown = reel(path), rgb(path)

    upright = np.rot90(made, turned // 90, axes=(1, 2))
    assert upright.shape[1:3] == (seen.height, seen.width)
    assert said == seen.rotation
    assert upright.shape[1:] == shown.shape[1:]
    assert np.abs(shown[0].astype(int) - upright[0]).mean() < 8


def test_pixels_that_are_not_square_are_widened(tmp_path: Path) -> None:
    path = encode(tmp_path / "film.mp4", frames(5), "libx264", aspect=Fraction(4, 3))

    seen, shown = reel(path), rgb(path)

    assert (seen.width, seen.height) == (427, 180)
    assert shown.shape == (5, 180, 427, 3)


@pytest.mark.parametrize("size", [(1, 1), (179, 319), (3, 501), (64, 2000)])
def test_odd_sizes_are_seen(size: tuple[int, int], tmp_path: Path) -> None:
    made = np.resize(frames(6), (6, *size, 3))
    path = encode(tmp_path / "film.mkv", made, "ffv1", pixels="bgr0")

    seen = watch(path, "shots", "contact", "pdq")

    assert (size, 6, ()) == (
        (seen.reel.height, seen.reel.width),
        seen.reel.decoded_frames,
        seen.failures,
    )


@pytest.mark.parametrize(
    ("matrix", "full", "pixels"),
    [
        ("bt709", False, "yuv420p"),
        ("smpte170m", True, "yuv420p"),
        ("bt2020nc", False, "yuv422p10le"),
        pytest.param("bt709", True, "yuv422p10le", marks=pytest.mark.slow),
        pytest.param("smpte170m", False, "yuv420p", marks=pytest.mark.slow),
        pytest.param("bt2020nc", True, "yuv420p", marks=pytest.mark.slow),
    ],
)
def test_colours_are_those_the_film_names(
    matrix: str, full: bool, pixels: str, tmp_path: Path
) -> None:
    red, blue = {"bt709": (0.2126, 0.0722), "smpte170m": (0.299, 0.114)}.get(
        matrix, (0.2627, 0.0593)
    )
    colour = np.array([200, 60, 90])
    path = _plain(tmp_path / "film.mkv", colour, (red, blue), matrix, full, pixels)

    shown = rgb(path)[0, 8, 8].astype(int)
    small = _small(path)[8, 8].astype(int)

    assert np.abs(shown - colour).max() <= 3
    assert np.abs(small - colour).max() <= 3


@pytest.mark.parametrize(("height", "weights"), [(64, (0.299, 0.114)), (720, (0.2126, 0.0722))])
def test_a_film_that_names_no_colour_matrix_is_shown_as_players_do(
    height: int, weights: tuple[float, float], tmp_path: Path
) -> None:
    colour = np.array([30, 180, 90])
    path = _plain(tmp_path / "film.mkv", colour, weights, None, False, "yuv420p", height)

    shown = rgb(path)[0, 8, 8].astype(int)

    assert np.abs(shown - colour).max() <= 3


def test_frames_keep_their_uneven_times(tmp_path: Path) -> None:
    path, expected = varying(tmp_path / "film.mp4")
    view = viewing.whole(path, rate=100)

    assert expected == pytest.approx(view.seconds.tolist(), abs=0.001)


def test_a_clock_that_leaps_twenty_hours_is_said_and_costs_nothing(tmp_path: Path) -> None:
    seen = reel(gap(tmp_path / "film.mkv"))

    assert (seen.decoded_frames, seen.decoded_seconds) == (20, pytest.approx(0.8, abs=0.05))
    assert "clock leaps ahead by 71999.6 s after 0.4 s" in (seen.partial or "")


def test_a_stream_without_times_gets_them_from_its_rate(tmp_path: Path) -> None:
    path = encode(tmp_path / "film.h264", frames(20), "libx264", container="h264")

    seen = reel(path)

    assert (seen.decoded_frames, pytest.approx(seen.decoded_seconds)) == (20, 0.8)


def test_a_film_that_changes_its_size_goes_on_in_the_first(tmp_path: Path) -> None:
    first = write_film(tmp_path / "1.ts", frames(25)).read_bytes()
    doubled = np.repeat(np.repeat(frames(25, 5), 2, axis=1), 2, axis=2)
    second = write_film(tmp_path / "2.ts", doubled).read_bytes()
    path = tmp_path / "joined.ts"
    path.write_bytes(first + second)

    seen = watch(path, "shots")

    assert (seen.reel.decoded_frames, seen.reel.width, seen.reel.height) == (50, 320, 180)
    assert seen.reel.decoded_seconds == pytest.approx(2.0)
    assert "clock starts again after 1.0 s" in (seen.reel.partial or "")
    assert [shot.span.seconds[0] for shot in seen.records["shots"]] == [0.0, 1.0]


def test_sound_alone_is_a_reel_without_pictures(tmp_path: Path) -> None:
    seen = watch(sound_only(tmp_path / "sound.m4a"), "shots", "contact")

    assert (
        seen.reel.decoded_frames,
        seen.reel.sound_codec,
        seen.reel.sound_rate,
    ) == (0, "aac", 16000)
    assert seen.records == {"shots": (), "contact": ()}


def test_one_picture_named_as_a_film_is_a_still_picture(tmp_path: Path) -> None:
    path = tmp_path / "picture.mp4"
    path.write_bytes(png(64, 48, rows=48))

    seen = watch(path, "shots", "contact", "pdq")

    assert (
        seen.reel.decoded_frames,
        seen.reel.still,
        len(seen.records["shots"]),
        len(seen.records["contact"]),
    ) == (1, True, 0, 1)


def _plain(  # noqa: PLR0917 - one film of one colour
    path: Path,
    colour: np.ndarray,
    weights: tuple[float, float],
    matrix: str | None,
    full: bool,
    pixels: str,
    height: int = 64,
) -> Path:
    """A film of one colour whose Y, Cb and Cr are worked out here, by H.273."""
    import av

    red, blue = weights
    r, g, b = colour / 255
    luma = red * r + (1 - red - blue) * g + blue * b
    chroma = [(b - luma) / (2 * (1 - blue)), (r - luma) / (2 * (1 - red))]
    if full:
        samples = [luma * 255, *(128 + 255 * c for c in chroma)]
    else:
        samples = [16 + 219 * luma, *(128 + 224 * c for c in chroma)]
    with av.open(str(path), "w") as out:
        stream = out.add_stream("ffv1", rate=25)
        stream.width, stream.height, stream.pix_fmt = 64, height, pixels
        numbers = {"bt709": 1, "smpte170m": 6, "bt2020nc": 9, None: 2}
        stream.codec_context.colorspace = numbers[matrix]
        stream.codec_context.color_range = 2 if full else 1
        for _ in range(3):
            frame = av.VideoFrame(64, height, pixels)
            frame.colorspace, frame.color_range = numbers[matrix], 2 if full else 1
            for plane, sample in zip(frame.planes, samples, strict=True):
                deep = pixels.endswith("10le")
                kind = np.uint16 if deep else np.uint8
                value = round(sample * 4 if deep else sample)
                plane.update(np.full(plane.buffer_size // kind().itemsize, value, kind))
            out.mux(stream.encode(frame))
        out.mux(stream.encode())
    return path


def _small(path: Path) -> np.ndarray:
    from secondtake.viewing.decoder_process import Limits, Request, messages

    for message in messages(path, Request(), Limits()):
        if message.head["kind"] == "frames":
            shape = (-1, *message.head["small"])
            count = len(message.head["pts"]) * int(np.prod(shape[1:]))
            return np.frombuffer(message.data, np.uint8, count).reshape(shape)[0]
    raise AssertionError("no frame")


def test_a_film_that_is_looked_at_whole_is_thinned_to_what_was_asked(tmp_path: Path) -> None:
    path = write_film(tmp_path / "long.mp4", frames(50))

    assert len(viewing.whole(path, rate=25, max_frames=10).rgb) == 10
