"""A screen of our own: an X server that paints into a file, and hands on keys and mouse."""

from __future__ import annotations

import operator
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WIDTH, HEIGHT = 1366, 768
SAMPLE = 7
CARET = 40
STILL_S = 1.5
TRIES = 3
PAINT_LOOK_S = 0.002
READY_WITHIN = 20.0
LOOK_EVERY = 0.05
KEY_PAUSE_MS = "40"


@dataclass(frozen=True)
class Screen:
    """A running X server."""

    display: str
    painted: Path
    """The file that always holds the pixels (xwd)."""

    def shoot(self, target: Path) -> Path:
        """Write what the screen shows into a PNG."""
        picture = subprocess.run(
            ["xwdtopnm"], input=self.painted.read_bytes(), capture_output=True, check=True
        )
        shot = subprocess.run(["pnmtopng"], input=picture.stdout, capture_output=True, check=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(shot.stdout)
        return target

    def windows(self, title: str) -> list[str]:
        """Return the ids of the visible windows whose title holds these words."""
        found = self._do("search", "--onlyvisible", "--name", title)
        return found.stdout.split()

    def title(self, window: str) -> str:
        """Return the title of a window."""
        return self._do("getwindowname", window).stdout.strip()

    def pixels(self) -> bytes:
        """Return what is painted now, four bytes a pixel."""
        return self._bytes_at(0, WIDTH * HEIGHT)

    def colours(self) -> int:
        """Return how many colours are painted; a blank screen has one or two."""
        return len(set(memoryview(self.pixels()).cast("I")[::SAMPLE]))

    def wait_until_still(self, within: float = 60.0) -> None:
        """Wait until little more than a blinking caret was painted anew for a while."""
        end, since, last = time.monotonic() + within, time.monotonic(), self.pixels()
        while time.monotonic() < end and time.monotonic() - since < STILL_S:
            time.sleep(LOOK_EVERY * 2)
            now = self.pixels()
            if differs(last, now):
                since, last = time.monotonic(), now

    def is_painted(self) -> bool:
        """Return True when the middle of the screen, black without windows, has a colour."""
        row = HEIGHT // 2 * WIDTH + WIDTH // 3
        return any(self._bytes_at(row, 1)[:3])

    def wait_for_paint(self, within: float = 60.0) -> float:
        """Return the moment at which the middle of the empty screen gets a colour."""
        end = time.monotonic() + within
        while time.monotonic() < end:
            if self.is_painted():
                return time.monotonic()
            time.sleep(PAINT_LOOK_S)
        raise TimeoutError("nothing was painted")

    def wait_for_window(self, title: str, within: float = 60.0) -> str:
        """Return the id of a window once it is there; "" when it does not come in time."""
        end = time.monotonic() + within
        while time.monotonic() < end:
            if found := self.windows(title):
                return found[-1]
            time.sleep(LOOK_EVERY)
        return ""

    def focus(self, window: str) -> None:
        """Give a window the keyboard; there is no window manager to do it."""
        self._do("windowfocus", "--sync", window)

    def press(self, *keys: str) -> None:
        """Press keys one after the other, named as X names them: `alt+F4`, `Return`."""
        self._do("key", "--clearmodifiers", "--delay", KEY_PAUSE_MS, *keys)

    def press_for_change(self, key: str, window: str) -> bool:
        """Press a key that must change the picture, again when a busy window lost it."""
        for _ in range(TRIES):
            before = self.pixels()
            self.focus(window)
            self.press(key)
            self.wait_until_still()
            if differs(before, self.pixels()):
                return True
        return False

    def click(self, x: int, y: int) -> None:
        """Click at a point of the screen."""
        self._do("mousemove", "--sync", str(x), str(y), "click", "1")

    def geometry(self, window: str) -> tuple[int, int, int, int]:
        """Return left, top, width and height of a window."""
        lines = self._do("getwindowgeometry", "--shell", window).stdout.splitlines()
        facts = dict(line.split("=", 1) for line in lines if "=" in line)
        return tuple(int(facts[name]) for name in ("X", "Y", "WIDTH", "HEIGHT"))

    def _bytes_at(self, first: int, count: int) -> bytes:
        whole = WIDTH * HEIGHT * 4
        with self.painted.open("rb") as stream:
            stream.seek(first * 4 - whole, os.SEEK_END)
            return stream.read(count * 4)

    def _do(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["xdotool", *words],
            env={**os.environ, "DISPLAY": self.display},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )


def differs(before: bytes, now: bytes) -> bool:
    """Return True when two pictures differ by more than a caret."""
    if before == now:
        return False
    pairs = (memoryview(each).cast("I")[::SAMPLE] for each in (before, now))
    return sum(map(operator.ne, *pairs)) > CARET


@contextmanager
def own_screen() -> Iterator[Screen]:
    """Yield a fresh screen of 1366 × 768, the usual one of an office, and end it."""
    with tempfile.TemporaryDirectory(prefix="wardapp-screen-") as folder:
        reading, writing = os.pipe()
        words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{WIDTH}x{HEIGHT}x24"]
        server = subprocess.Popen(
            [*words, "-fbdir", folder, "-nolisten", "tcp"],
            pass_fds=[writing],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        try:
            with os.fdopen(reading) as told:
                number = told.readline().strip()
            if not number:
                raise RuntimeError("Xvfb did not start")
            yield Screen(f":{number}", Path(folder) / "Xvfb_screen0")
        finally:
            server.terminate()
            server.wait(READY_WITHIN)
