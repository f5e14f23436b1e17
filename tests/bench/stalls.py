"""The longest stretch that the window's thread works in each journey of the tests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.bench.table import Row

ROOT = Path(__file__).resolve().parents[2]
SLOW = 100
LONGEST_NAME = 56


def measure(out: Path) -> list[Row]:
    noted = out / "stalls.json"
    noted.unlink(missing_ok=True)
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "WARDAPP_STALLS": str(noted)}
    options = ["-q", "-n0", "-p", "tests.bench.stall_watch", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "tests/journeys"],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    if not noted.exists():
        raise SystemExit(done.stdout + done.stderr)
    told: dict[str, list[tuple[float, str]]] = json.loads(noted.read_text("utf-8"))
    return [_row(name, stretches) for name, stretches in sorted(told.items()) if stretches]


def _row(name: str, stretches: list[tuple[float, str]]) -> Row:
    what = name.rpartition("::")[2].removeprefix("test_").replace("_", " ")
    longest, event = stretches[0]
    note = "target ≤ 100" + (f", worst: {event}" if longest > SLOW else "")
    return Row(what[:LONGEST_NAME], tuple(time for time, _ in stretches), note)
