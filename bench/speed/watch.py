"""CPU time and memory of the default analysis against decoding alone, on a film made by code.

Run: ``OMP_NUM_THREADS=1 python -m bench.speed.watch`` (``--seconds 60 --size 1920x1080``).
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from bench.speed.servers import end_servers
from secondtake import plugins, viewing
from secondtake.vision.pose import find_people

RATE = 25
EVERY_SECONDS = 1.0
"""How often people are looked for in the line that adds them to the pass."""
AS_COMPARED = 10
"""Frames a second that are searched for people when shots are compared, up to 120 of a shot."""
DECODE_ALONE = """
import sys, av
av.logging.set_level(av.logging.PANIC)
with av.open(sys.argv[1]) as film:
    stream = film.streams.video[0]
    stream.thread_type, stream.codec_context.thread_count = "AUTO", 2
    print(sum(1 for _ in film.decode(stream)))
"""


def main() -> None:
    """Print one table: what is run, CPU and wall seconds, times decoding, peak memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--size", default="1920x1080")
    parser.add_argument("--repeat", type=int, default=1, help="each run this often; the least")
    parser.add_argument("--parts", action="store_true", help="also each observer by itself")
    parser.add_argument("--film", type=Path, help="measure this film and make none")
    asked = parser.parse_args()
    width, height = (int(v) for v in asked.size.split("x"))
    print("machine:", machine())
    print("command: python -m bench.speed.watch", " ".join(sys.argv[1:]))
    with tempfile.TemporaryDirectory() as folder:
        film = asked.film or make(Path(folder) / "film.mp4", asked.seconds, (width, height))
        rate = film.stat().st_size * 8 / asked.seconds / 1e6
        print(f"film: {width}x{height}, {asked.seconds} s at {RATE}/s, H.264, {rate:.1f} Mbit/s")
        _table(film, asked.repeat, asked.parts)


def _table(film: Path, repeat: int, parts: bool) -> None:
    alone = min(cost(lambda: decode_alone(film)) for _ in range(repeat))
    print(f"{'':24}{'CPU s':>8}{'wall s':>8}{'x decoding':>12}")
    print(f"{'decoding alone':24}{alone[0]:8.2f}{alone[1]:8.2f}{1:12.2f}")
    runs: list[tuple[str, tuple[str, ...] | None]] = [("default analysis", None)]
    if parts:
        runs.append(("no observer", ()))
        runs += [(f"only {name}", (name,)) for name in plugins.names("observers")]
    analysis = 0.0
    for name, observers in runs:
        least = min(cost(lambda o=observers: _watch(film, o)) for _ in range(repeat))
        print(f"{name:24}{least[0]:8.2f}{least[1]:8.2f}{least[0] / alone[0]:12.2f}")
        analysis = analysis or least[0]
    people = _people(film)
    _line(f"people, every {EVERY_SECONDS:.0f} s", people, alone[0])
    _line("analysis and people", analysis + people, alone[0])
    _line("people, as compared", people * AS_COMPARED * EVERY_SECONDS, alone[0])
    end_servers()
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory: {own:.0f} MB here, {child:.0f} MB in the largest child")


def _line(name: str, cpu: float, alone: float) -> None:
    print(f"{name:24}{cpu:8.2f}{'':8}{cpu / alone:12.2f}")


def _people(film: Path) -> float:
    """CPU seconds of looking for people in one frame every ``EVERY_SECONDS``, without decoding.

    The default analysis leaves them to the comparison of shots; the issue counts them in.
    """
    spent = 0.0
    for _, rgb, _ in viewing.through(film, rate=1 / EVERY_SECONDS, long_side=640):
        began = time.process_time()
        find_people(rgb)
        spent += time.process_time() - began
    return spent


def make(path: Path, seconds: int, size: tuple[int, int]) -> Path:
    """A textured film: a slow pan over a detailed picture, things that move, grain, a cut each 5 s.

    ``size``: width, height in pixels.
    """
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=Fraction(RATE))
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        # A common bit rate of 1080p on the web: decoding costs by it more than by size.
        stream.options = {"b": "6M", "maxrate": "8M", "bufsize": "12M", "preset": "veryfast"}
        for picture in pictures(seconds * RATE, size):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode())
    return path


def pictures(count: int, size: tuple[int, int]) -> Iterator[NDArray[np.uint8]]:
    """Frames, uint8 (h, w, 3), the same every time."""
    width, height = size
    rng = np.random.default_rng(5)
    grains = [rng.normal(0, 2.5, (height, width, 1)).astype(np.int16) for _ in range(4)]
    place = np.zeros((1, 1, 3), np.uint8)
    for number in range(count):
        if number % (5 * RATE) == 0:
            place = _place(rng, width * 5 // 4, height)
        x = number % (5 * RATE) * (width // 4) // (5 * RATE)
        frame = place[:, x : x + width].astype(np.int16)
        for thing in range(6):
            at = (number * (7 + thing) * width // 1920 + thing * 300) % width
            top = height * (1 + thing) // 9
            frame[top : top + height // 6, at : at + width // 12] = 40 * thing
        noisy = frame + grains[number % 4]
        yield np.clip(noisy, 0, 255).astype(np.uint8)


def _place(rng: np.random.Generator, width: int, height: int) -> NDArray[np.uint8]:
    parts = [
        cv2.resize(
            rng.integers(0, 255, (height // cell + 2, width // cell + 2, 3)).astype(np.uint8),
            (width, height),
            interpolation=cv2.INTER_CUBIC,
        ).astype(np.float32)
        for cell in (120, 30, 8)
    ]
    place: NDArray[np.uint8] = (parts[0] * 0.5 + parts[1] * 0.3 + parts[2] * 0.2).astype(np.uint8)
    return place


def decode_alone(film: Path) -> None:
    subprocess.run([sys.executable, "-c", DECODE_ALONE, film], check=True, capture_output=True)


def _watch(film: Path, observers: tuple[str, ...] | None) -> None:
    viewing.watch(film, viewing.NO_EXHIBIT, keep=lambda data, kind: "0" * 64, observers=observers)


def cost(act: Callable[[], None]) -> tuple[float, float]:
    """CPU and wall seconds of an act, its child processes included."""
    before, began = os.times(), time.perf_counter()
    act()
    end_servers()
    after = os.times()
    return sum(after[:4]) - sum(before[:4]), time.perf_counter() - began


def machine() -> str:
    model = platform.processor() or platform.machine()
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}{load}"


if __name__ == "__main__":
    main()
