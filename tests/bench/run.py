"""The table of measured times, each beside its peer or floor in the same run.

`python3 dev.py bench [PART]...`, the parts below; the offices of 100,000 and 1,000,000 dispatches
are made once and kept in `.out/bench`. `small` is `lists` without the big one. Nothing here is
asserted: machines differ, ratios tell.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench import (
    books,
    checking,
    exchange,
    faults,
    importing,
    letter,
    lists,
    page_view,
    recovery,
    reminders,
    reports,
    returns,
    safety,
    search,
    stalls,
    start,
)
from tests.bench.table import Row

PARTS: dict[str, Callable[[Path], list[Row]]] = {
    "start": start.measure,
    "lists": lists.measure,
    "small": lists.measure_small,
    "search": search.measure,
    "letter": letter.measure,
    "page": page_view.measure,
    "books": books.measure,
    "import": importing.measure,
    "check": checking.measure,
    "reports": reports.measure,
    "returns": returns.measure,
    "reminders": reminders.measure,
    "recovery": recovery.measure,
    "faults": faults.measure,
    "safety": safety.measure,
    "exchange": exchange.measure,
    "stalls": stalls.measure,
}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"No such part: {', '.join(unknown)}. Known: {', '.join(PARTS)}")
        return 2
    out = ROOT / ".out" / "bench"
    out.mkdir(parents=True, exist_ok=True)
    print(f"{'what':58} {'n':>4} {'median':>9} {'p95':>9} {'worst':>9}   ms")
    for name in names or [part for part in PARTS if part != "small"]:
        for row in PARTS[name](out):
            print(_line(row), flush=True)
    return 0


def _line(row: Row) -> str:
    times = sorted(row.times)
    p95 = times[max(0, round(0.95 * len(times)) - 1)]
    middle = statistics.median(times)
    return f"{row.what:58} {len(times):4} {middle:9.1f} {p95:9.1f} {times[-1]:9.1f}   {row.note}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
