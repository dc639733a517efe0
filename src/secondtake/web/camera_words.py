"""The words of the pages that show the recordings of one moment on one clock."""

from __future__ import annotations

__all__ = ["CAMERA_WORDS"]

CAMERA_WORDS: dict[str, str] = {
    "cameras.intro": "Recordings of one moment, each where it lies on one clock: by what "
    "comparing found, and before that by frames that people say show one instant.",
    "cameras.none": "No two recordings are known to show one moment. Where you see it, compare "
    "the two films, or set them below: name one instant in both.",
    "cameras.moment": "Moment {number}",
    "cameras.of": "{cameras} recordings, {seconds} s on one clock",
    "cameras.show": "Show moment {number} on one clock",
    "cameras.clock": "At {time} of the common clock",
    "cameras.own": "{time} on its own clock",
    "cameras.offset": "begins at {time}",
    "cameras.not_here": "It does not show this instant.",
    "cameras.by_first": "The first to begin.",
    "cameras.by_comparing": "Placed by comparing.",
    "cameras.by_hand": "Placed by {name}, {when}: {reason}",
    "cameras.apart": "Two pairs of these recordings disagree by {seconds} s about where one lies. "
    "Look at the sound lines and at a movement that all of them show.",
    "cameras.left_out": "{number} more are left out of this view; the edit list has all.",
    "cameras.still": "{film} at {time}, still of the original",
    "cameras.sound": "Sound of {film}",
    "cameras.lines": "Sound under each other, on the common clock",
    "cameras.lines_why": "How loud each recording is. No word can be made out of a line.",
    "cameras.silent": "no sound",
    "cameras.position": "Position on the common clock, in seconds",
    "cameras.go": "Go there",
    "cameras.pair": "Compare {left} with {right}",
    "cameras.set": "Put two films on one clock by hand",
    "cameras.set_why": "Name one instant in both. The frames that are shown then are recorded, "
    "with your name and reason, and put the shots they are in on one clock, before what comparing "
    "found. A film that was cut needs one instant for each shot.",
    "cameras.film": "Film",
    "cameras.time": "Seconds on its own clock",
    "cameras.reason": "What is seen or heard in both",
    "cameras.record": "Record it",
    "cameras.set_here": "These two frames show one instant",
    "cameras.set_now": "Set by hand, as it stands now",
    "cameras.set_point": "{left} at {left_time} and {right} at {right_time}",
    "cameras.take_back": "Take it back",
    "cameras.export": "As an edit list",
    "cameras.export_why": "One track for each recording, in step (OpenTimelineIO). It names the "
    "films and holds no picture. Handing it out is logged.",
    "cameras.export_do": "Download moment-{number}.otio",
}
