"""Reports to lay out in tests: a rich case, one without footage, a hostile and a crowded one."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from functools import cache

import cv2
import numpy as np
from tests.export import found, page
from tests.export.drawn import scene

from secondtake.export.render.timecode_strip import burnt, with_time
from secondtake.model.by_hand import FilmFrame, Note, SyncPoint
from secondtake.model.enums import ReviewDecision, Transition
from secondtake.model.evidence import CustodyEvent, Exhibit, Failure, Maker
from secondtake.model.findings import Dismissal, Review
from secondtake.model.footage import Reel, Shot
from secondtake.model.report import Header, Method, Picture, Report, TakeGroup, TakePart
from secondtake.model.time import Span

__all__ = ["bare", "crowded", "digest", "hostile", "no_footage", "rich"]

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
WATCH = Maker(name="viewing.shots", version="1", settings=(("threshold", 0.31), ("rate_hz", 25)))
COMPARE = Maker(name="comparing.relate", version="1", settings=(("max_error_px", 3.0),))
JUDGE = Maker(name="judging", version="1")
READ = Maker(name="reading.english", version="1", settings=(("parser", "en_core_web_sm"),))

FILMS = (
    ("harbour-clip-1080p.mp4", Fraction(1, 12800), 12800, (4, 11, 6, 14, 7, 5, 9, 12, 6, 8, 7, 5)),
    ("VID-20261103-WA0007.mp4", Fraction(1001, 30000), 30000 / 1001, (6, 9, 12, 4, 8, 10, 7, 5)),
    ("broadcast excerpt (night).mkv", Fraction(1, 1000), 1000, (8, 9, 6, 11, 4)),
)


def digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def exhibit(name: str, media_type: str, size_bytes: int, origin: str, minutes: int) -> Exhibit:
    return Exhibit(
        digest=digest(name),
        media_type=media_type,
        size_bytes=size_bytes,
        name=name,
        origin=origin,
        taken_at=AT + timedelta(minutes=minutes),
    )


def exhibits() -> tuple[Exhibit, ...]:
    address = "https://harbour-courier.example/2026/11/03/pier-nine-video"
    return (
        exhibit(page.NAME, "text/html", 48_213, address, 0),
        exhibit(FILMS[0][0], "video/mp4", 41_877_120, "downloads/harbour-clip-1080p.mp4", 2),
        exhibit(FILMS[1][0], "video/mp4", 6_201_344, "downloads/VID-20261103-WA0007.mp4", 3),
        exhibit(FILMS[2][0], "video/x-matroska", 12_400_001, "archive/broadcast.mkv", 4),
    )


def reels() -> tuple[Reel, ...]:
    def reel(number: int, **facts: object) -> Reel:
        name, tick, _, lengths = FILMS[number]
        seconds = float(sum(lengths))
        plain = {
            "exhibit": digest(name),
            "container": "mov,mp4",
            "codec": "h264",
            "width": 1920,
            "height": 1080,
            "rotation": 0,
            "tick": tick,
            "frame_rate": 25.0,
            "header_seconds": seconds,
            "header_frames": int(seconds * 25),
            "sound_codec": "aac",
            "sound_rate": 48000,
            "decoded_seconds": seconds,
            "decoded_frames": int(seconds * 25),
            "failed_frames": 0,
            "partial": None,
            "made_by": Maker(name="viewing.decode", version="1"),
        }
        return Reel(**(plain | facts))

    return (
        reel(0),
        reel(
            1,
            width=848,
            height=480,
            rotation=90,
            frame_rate=29.97,
            header_frames=None,
            decoded_frames=1828,
        ),
        reel(
            2,
            container="matroska",
            width=720,
            height=576,
            sound_codec=None,
            sound_rate=None,
            header_seconds=52.4,
            header_frames=1310,
            decoded_frames=938,
            failed_frames=12,
            partial="The file ends inside a packet; 14.4 s of the stated length are not in it.",
        ),
    )


def shots() -> tuple[Shot, ...]:
    made = []
    for name, tick, rate, lengths in FILMS:
        start = 0.0
        for number, length in enumerate(lengths):
            begin = "start" if number == 0 else ("dissolve" if number == 4 else "cut")
            span = Span(start=round(start * rate), end=round((start + length) * rate), tick=tick)
            made.append(
                Shot(
                    exhibit=digest(name),
                    number=number,
                    span=span,
                    transition=begin,
                    made_by=WATCH,
                )
            )
            start += length
    return tuple(made)


def picture(shot: Shot, role: str, finding: str | None, share: float, **drawn: object) -> Picture:
    width, height = {"contact": (256, 144)}.get(role, (200, 112) if "strip" in role else (480, 270))
    start, end = shot.span.seconds
    at = start + share * (end - start)
    seed = int(digest(f"{shot.id} {role} {share}")[:8], 16)
    data = scene(width, height, seed=seed, **drawn)
    if role != "contact":
        rgb = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
        timed = with_time(rgb, f"{role.removeprefix('strip ')} {burnt(at)}")
        height, data = timed.shape[0], cv2.imencode(".jpg", timed)[1].tobytes()
    name = next(f[0] for f in FILMS if digest(f[0]) == shot.exhibit)
    words = "Still" if role == "contact" else role.removeprefix("strip ")
    return Picture(
        id=digest(f"{role} {seed}")[:16],
        role=role,
        exhibit=shot.exhibit,
        shot=shot.id,
        finding=finding,
        at_seconds=at,
        width=width,
        height=height,
        media_type="image/jpeg",
        data=data,
        alt=f"{words}: {name}, shot {shot.number + 1}, at {at:.1f} s, faces blurred",
    )


def pictures(all_shots: tuple[Shot, ...]) -> tuple[Picture, ...]:
    ids = {s.id: s for s in all_shots}
    made = [
        picture(s, "contact", None, 0.5, people=[(0.2 + 0.02 * n, (90, 96, 120))], van=n % 3 == 0)
        for n, s in enumerate(all_shots)
    ]
    for finding in found.findings(all_shots)[:6]:
        left, right = finding.relations[0]
        for side, name, shirt in (("left", left, (84, 110, 150)), ("right", right, (176, 96, 72))):
            drawn = {"van": True, "smoke": side == "right"}
            people = [(0.34, shirt), (0.5, (110, 112, 96))]
            made.append(picture(ids[name], side, finding.id, 0.5, people=people, **drawn))
            for step in range(6):
                moved = [(0.2 + 0.06 * step, shirt), (0.5, (110, 112, 96))]
                share = (step + 0.5) / 6
                made.append(
                    picture(ids[name], f"strip {side}", finding.id, share, people=moved, **drawn)
                )
    return tuple(made)


def events() -> tuple[CustodyEvent, ...]:
    made: list[CustodyEvent] = []
    said = [("opened", None, (("tool", "secondtake 0.1.0"),))]
    said += [("collected", e.digest, (("origin", e.origin), ("name", e.name))) for e in exhibits()]
    said += [("derived", e.digest, (("maker", "viewing.shots"),)) for e in exhibits()[1:]]
    said += [("contact given", None, (("contact", "desk@veld-courier.example"),))]
    said += [("reported", None, (("report.html", digest("an earlier report")),))]
    said += [("compared", None, (("pairs", "300"),)), ("judged", None, (("findings", "6"),))]
    for number, (action, subject, detail) in enumerate(said, 1):
        made.append(
            CustodyEvent(
                seq=number,
                previous="0" * 64 if number == 1 else digest(f"line {number - 1}"),
                action=action,
                actor="M. Okafor, desk",
                at=AT + timedelta(minutes=number),
                exhibit=subject,
                detail=detail,
            )
        )
    return tuple(made)


@cache
def whole(shots: tuple[Shot, ...], *takes: tuple[int, ...]) -> tuple[tuple[TakePart, ...], ...]:
    """Takes by the numbers of the shots that show them, each as a whole."""
    return tuple(tuple(TakePart(shot=shots[n].id, span=None) for n in take) for take in takes)


@cache
def rich() -> Report:
    """One page, three films, 25 shots, six findings."""
    everything = shots()
    return Report(
        case_id="7f3a9c1e5b2d48f6a0c4e8d1b3f50729",
        title=page.TITLE,
        made_at=AT + timedelta(hours=1),
        tool_version="0.1.0",
        redacted=True,
        exhibits=exhibits(),
        reels=reels(),
        shots=everything,
        readings=(page.reading(),),
        claimed=page.claimed(),
        relations=found.relations(everything),
        contact="desk@veld-courier.example",
        takes=(
            TakeGroup(name="A", takes=whole(everything, (3,), (7,), (14,))),
            TakeGroup(name="B", takes=whole(everything, (1,), (9,))),
        ),
        findings=found.findings(everything),
        reviews=(
            Review(
                finding="F1",
                reviewer="Reviewer 1 (claim hidden)",
                decision=ReviewDecision.SEES_IT,
                note="Same walk to the van, different shirt.",
                at=AT + timedelta(hours=2),
            ),
            Review(
                finding="F1",
                reviewer="Reviewer 2",
                decision=ReviewDecision.CANNOT_TELL,
                note="The second stretch is short; I cannot tell the hands apart.",
                at=AT + timedelta(hours=3),
            ),
        ),
        dismissals=(
            Dismissal(
                left=everything[4].id,
                right=everything[5].id,
                reviewer="Reviewer 2",
                note="The channel's own ident.",
                at=AT + timedelta(hours=4),
            ),
        ),
        notes=(
            Note(
                number=1,
                text="The same coat hangs on the door.",
                frame=_at(0, 2),
                box=(0.1, 0.2, 0.25, 0.5),
                partner=_at(1, 3),
                partner_box=(0.2, 0.2, 0.25, 0.5),
                by="Reviewer 1",
                at=AT + timedelta(hours=5),
            ),
        ),
        sync_points=(
            SyncPoint(
                left=_at(0, 2),
                right=_at(1, 3),
                reason="The door falls shut.",
                by="Reviewer 1",
                at=AT + timedelta(hours=5),
            ),
        ),
        failures=(
            Failure(
                subject=digest(FILMS[2][0]),
                made_by=Maker(name="viewing.sound", version="1"),
                reason="The film has no sound track, so sound could not be compared.",
                advice="Ask whoever sent it for the file with sound.",
                at=AT + timedelta(minutes=6),
            ),
        ),
        not_examined=(
            "People were not compared across shots by face; no one was identified.",
            "Spoken words were not examined.",
        ),
        pairs_compared=300,
        pairs_possible=300,
        expected_false_alarms=0.9,
        methods=(
            Method(maker=JUDGE, page="docs/methods/gate.md"),
            Method(maker=READ, page="docs/methods/reading.md"),
            Method(maker=WATCH, page="docs/methods/shots.md", thresholds=(("cut", 0.31),)),
            Method(
                maker=COMPARE,
                page="docs/methods/relations.md",
                thresholds=(("retake", 0.5), ("copy", 0.9)),
            ),
        ),
        events=events(),
        log_head=digest("line 10"),
        pictures=pictures(everything),
        rerun=(
            "secondtake verify --case CASE",
            "secondtake watch --case CASE",
            "secondtake compare --case CASE",
            "secondtake judge --case CASE",
            "secondtake report --case CASE",
        ),
        headers=(
            Header(
                exhibit=digest(FILMS[0][0]),
                claims=(
                    ("made at", "2026-11-03T07:12:44+00:00"),
                    ("program", "Lavf62.12.102"),
                    ("edits", "an edit list of 2 entries"),
                    ("place", "stated, not shown here"),
                ),
            ),
            Header(exhibit=digest(FILMS[1][0]), claims=()),
        ),
    )


@cache
def no_footage() -> Report:
    """The page alone: the film it speaks of is not held."""
    whole = rich()
    claimed = tuple(
        c
        if c.state == "not from footage"
        else replace(
            c,
            state="could not look",
            note="The page speaks of a video that is not in this case.",
            findings=(),
            looked_for=("A link to the video on the page: none is given.",),
            would_settle=("The video itself, as first posted.",),
        )
        for c in whole.claimed
    )
    return replace(
        whole,
        exhibits=whole.exhibits[:1],
        reels=(),
        shots=(),
        claimed=claimed,
        relations=(),
        takes=(),
        findings=(),
        reviews=(),
        failures=(),
        not_examined=("No footage is held; nothing was watched or compared.",),
        pairs_compared=0,
        pairs_possible=0,
        expected_false_alarms=None,
        methods=whole.methods[:2],
        events=whole.events[:2],
        contact=None,
        pictures=(),
    )


@cache
def bare() -> Report:
    """Nothing at all but an opened case."""
    return replace(
        no_footage(),
        title="Untitled case",
        exhibits=(),
        readings=(),
        claimed=(),
        methods=(),
        events=(),
        rerun=(),
    )


SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>{{ 7 * 7 }} --> ]]>"
TURNED = "clip\u202egpj.4pm\u2066 </bdi></title>"
LONG = "Donau" + "dampfschifffahrts" * 60
SMILE = "\U0001f469\u200d\U0001f692 مرحبا שלום \x07\x1b[31m \udc80"


@cache
def hostile() -> Report:
    """The rich case, with hostile text in every place that comes from outside."""
    whole = rich()
    kept = tuple(
        replace(e, name=name, origin=f"javascript:{name}")
        for e, name in zip(whole.exhibits, (SCRIPT, TURNED, LONG, SMILE), strict=True)
    )
    reading = page.reading(f"{SCRIPT} {TURNED} {SMILE} {LONG}")
    return replace(
        whole,
        redacted=False,
        title=f"{SCRIPT}{TURNED}",
        case_id='"><script>1</script>',
        exhibits=kept,
        readings=(reading,),
        claimed=tuple(replace(c, note=SCRIPT) for c in whole.claimed),
        failures=tuple(replace(f, reason=TURNED, advice=SCRIPT) for f in whole.failures),
        headers=tuple(replace(h, claims=(("program", SCRIPT),)) for h in whole.headers),
        reviews=tuple(replace(r, reviewer=SCRIPT, note=SMILE) for r in whole.reviews),
        dismissals=tuple(replace(d, reviewer=SCRIPT, note=SMILE) for d in whole.dismissals),
        notes=tuple(replace(n, by=SCRIPT, text=SMILE) for n in whole.notes),
        sync_points=tuple(replace(p, by=SCRIPT, reason=SMILE) for p in whole.sync_points),
        pictures=tuple(replace(p, alt=f'" onload="x {p.alt}') for p in whole.pictures),
        events=tuple(replace(e, actor=SCRIPT, detail=((LONG, SMILE),)) for e in whole.events),
        contact=SMILE + SCRIPT,
    )


def _at(film: int, second: int) -> FilmFrame:
    return FilmFrame(film=digest(FILMS[film][0]), pts=second * 25, tick=Fraction(1, 25))


def crowded(number: int) -> Report:
    """``number`` shots in two films, hundreds of relations, findings and failures."""
    whole = rich()
    many = tuple(
        Shot(
            exhibit=whole.exhibits[1 + n % 2].digest,
            number=n // 2,
            span=Span.of_seconds(n // 2 * 3.0, n // 2 * 3.0 + 3.0),
            transition=Transition.CUT,
            made_by=WATCH,
        )
        for n in range(number)
    )
    near = tuple(found.retake(many[n], many[n + 2]) for n in range(0, number - 2, 3))
    far = tuple(
        found.unlike(many[n], many[m])
        for n in range(0, number, 40)
        for m in range(n + 3, number, 40)
    )
    still = whole.pictures[0]
    return replace(
        whole,
        shots=many,
        relations=near + far,
        findings=tuple(found.finding(n, r) for n, r in enumerate(near[:150], 1)),
        failures=tuple(
            replace(whole.failures[0], reason=f"Frame {n} could not be decoded.")
            for n in range(400)
        ),
        pairs_compared=len(near) + len(far),
        pairs_possible=number * (number - 1) // 2,
        pictures=tuple(
            replace(still, id=f"{n:016x}", shot=s.id, exhibit=s.exhibit) for n, s in enumerate(many)
        ),
    )
