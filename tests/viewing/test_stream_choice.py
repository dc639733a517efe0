"""Which streams of a file are films, which stand for the file, and which sound is used."""

from __future__ import annotations

from typing import Any

from secondtake.model.enums import StreamRole
from secondtake.model.film_key import exhibit_of, film_key, film_mark, film_names, stream_of
from secondtake.model.footage import MediaStream
from secondtake.model.names import called
from secondtake.viewing.stream_choice import choose, contents


def picture(number: int, **more: Any) -> MediaStream:
    told: dict[str, Any] = {"width": 320, "height": 180, "pictures": None, "seconds": 60.0}
    role = StreamRole.MOVING_PICTURE
    return MediaStream(number=number, role=role, codec="h264", **told | more)


def sound(number: int, **more: Any) -> MediaStream:
    return MediaStream(number=number, role=StreamRole.SOUND, codec="aac", **more)


def order(*streams: MediaStream) -> list[int]:
    return [s.number for s in choose(streams).pictures]


def test_the_default_comes_first_wherever_it_stands() -> None:
    assert order(picture(0), picture(1), picture(2, default=True)) == [2, 0, 1]


def test_of_equals_the_longer_comes_first_then_the_larger_then_the_first() -> None:
    assert order(picture(0, seconds=5.0), picture(1)) == [1, 0]
    assert order(picture(0), picture(1, width=1920, height=1080)) == [1, 0]
    assert order(picture(0, seconds=60.0), picture(1, seconds=60.4)) == [0, 1]
    assert order(picture(0, seconds=None), picture(1)) == [0, 1]


def test_a_single_picture_beside_a_moving_one_is_no_film_though_it_be_the_default() -> None:
    found = choose([picture(0, pictures=1, default=True, width=4000), picture(1)])

    assert [s.number for s in found.pictures] == [1]
    assert [(s.number, s.role) for s in found.left_out] == [(0, StreamRole.SINGLE_PICTURE)]


def test_a_single_picture_by_itself_stands_for_the_film() -> None:
    assert order(picture(0, pictures=1), picture(1, pictures=1, default=True)) == [1]


def test_what_is_announced_and_holds_nothing_comes_last_and_is_not_passed_over() -> None:
    assert order(picture(0, pictures=0, default=True), picture(1)) == [1, 0]


def test_the_sound_of_the_same_program_is_used_then_the_default_then_the_first() -> None:
    two = choose([picture(0, program=1), sound(1, program=1), picture(2, program=2)])
    several = choose([picture(0), sound(1), sound(2, default=True)])
    apart = choose(
        [picture(0, program=1), picture(1, program=2), sound(2, program=1), sound(3, program=2)]
    )

    assert two.sound_with(two.pictures[1]) == sound(1, program=1)
    assert several.sound_with(several.pictures[0]) == sound(2, default=True)
    assert [apart.sound_with(p) for p in apart.pictures] == list(apart.sounds)
    assert choose([picture(0)]).sound_with(picture(0)) is None


def test_a_picture_that_begins_later_is_told_by_how_much() -> None:
    found = choose([picture(0, starts_seconds=1.4), picture(1, starts_seconds=3.4)])

    assert [round(found.starts_seconds(p), 3) for p in found.pictures] == [0.0, 2.0]


def test_what_a_file_without_a_film_holds_is_said() -> None:
    cover = MediaStream(number=2, role=StreamRole.COVER, codec="mjpeg")

    assert contents([sound(0), cover]) == "sound and a cover picture"
    assert contents([sound(0), sound(1)]) == "2 sound tracks"


def test_a_film_is_known_by_its_exhibit_and_its_number_and_so_is_its_name() -> None:
    digest = "0123456789ab" + "c" * 52
    second = film_key(digest, 2)
    names = {digest: "both.mp4"}

    assert (exhibit_of(second), stream_of(second)) == (digest, 2)
    assert (exhibit_of(digest), stream_of(digest), film_key(digest, 1)) == (digest, 1, digest)
    assert exhibit_of("7.mp4") == "7.mp4"
    assert film_mark(second) == "0123456789ab.2"
    assert film_names(names, [second])[second] == "both.mp4 (picture 2)"
    assert called((second, "0123456789ab.2:0 and 0123456789ab:3"), names) == (
        "both.mp4 (picture 2)",
        "both.mp4 (picture 2) shot 1 and both.mp4 shot 4",
    )
