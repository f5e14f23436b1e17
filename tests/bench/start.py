"""From the start of the process to a window that can be used, beside a bare PySide6 window."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.big_office import LINES, big_office
from tests.bench.table import Row

RUNS = 7
HERE = Path(__file__).parent


def measure(out: Path) -> list[Row]:
    folder, places = big_office(out)
    ours = [_run("window_ours.py", str(folder), str(places.data)) for _ in range(RUNS + 1)][1:]
    bare = [_run("window_bare.py") for _ in range(RUNS + 1)][1:]
    first = tuple(paint for paint, _ in ours)
    floor = tuple(paint for paint, _ in bare)
    ratio = sorted(first)[RUNS // 2] / sorted(floor)[RUNS // 2]
    return [
        Row(
            f"start to rows on the screen, {LINES} dispatches, warm",
            tuple(ready for _, ready in ours),
            "target ≤ 1500",
        ),
        Row("start to first paint", first, f"target ≤ 2× bare, here {ratio:.1f}×"),
        Row("  floor: bare PySide6 window, start to first paint", floor),
    ]


def _run(script: str, *args: str) -> tuple[float, float]:
    """Return milliseconds from the start of the process to first paint and to ready."""
    surroundings = {
        key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"
    }
    surroundings.setdefault("QT_QPA_PLATFORM", "" if os.environ.get("DISPLAY") else "offscreen")
    surroundings["PYTHONPATH"] = str(HERE.parents[1])
    begin = time.time()
    done = subprocess.run(
        [sys.executable, str(HERE / script), str(begin), *args],
        capture_output=True,
        text=True,
        env={key: value for key, value in surroundings.items() if value},
        check=True,
    )
    paint, ready = done.stdout.split()[-2:]
    return float(paint), float(ready)
