"""The real window over a big office: opens the list, scrolls, types; prints times as JSON.

A key counts from the end of the typing wait to the painted rows; a frame is one step of the scroll
bar with all that is delivered and painted for it. Beside each time by the clock, as `…_cpu`, stands
what all threads of this process worked: other programs of the machine do not count there. Started
by `lists.py` in a process of its own, so that its memory is that of the program.
"""

import faulthandler
import json
import random
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

import wardapp.ui  # before Qt is used: see wardapp/ui/singletons.py
from tests.bench.dialog_watch import DialogWatch
from tests.bench.typed_keys import KEYS
from wardapp.app import find_places
from wardapp.core.clock import DayClock
from wardapp.core.dispatches import ListFilter
from wardapp.services.office import open_office
from wardapp.store.index import readings
from wardapp.ui.desk_store import DeskStore
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages import PAGES
from wardapp.ui.theme import Theme

assert wardapp.ui  # before Qt is used
FOLDER, DATA = Path(sys.argv[1]), Path(sys.argv[2])
DAY = date(2026, 6, 5)
FRAMES, JUMPS, PAGE_ROWS, QUIET_MS = 600, 40, 3, 40
ROUNDS, LONGEST = 1, 5.0
GIVE_UP = 900
"""Seconds until a run that hangs tells where and ends."""

Times = tuple[float, float]


class PaintWatch(QObject):
    """Counts the paints of one widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return False


def until(app: QApplication, fact: Callable[[], object]) -> None:
    """Wait as the program's own loop does, asleep: a loop that spins holds up the reading."""
    end = time.perf_counter() + LONGEST
    while not fact() and time.perf_counter() < end:
        wait(app)


def quiet(app: QApplication, window: MainWindow) -> None:
    end = time.perf_counter() + QUIET_MS / 1000
    while window.jobs.is_busy or time.perf_counter() < end:
        wait(app)


def wait(app: QApplication) -> None:
    app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def now() -> Times:
    return time.perf_counter(), time.process_time()


def since(begin: Times) -> Times:
    wall, work = now()
    return (wall - begin[0]) * 1000, (work - begin[1]) * 1000


def main() -> None:
    faulthandler.dump_traceback_later(GIVE_UP, exit=True)
    places = replace(find_places(), data=DATA)
    app = QApplication([])
    watch = DialogWatch(app)
    beat = QTimer(app, interval=QUIET_MS // 4)  # wakes whoever waits for time to pass
    beat.start()
    theme = Theme(app, places.fonts, places.icons)
    theme.apply("light", "normal")
    with open_office(FOLDER, places, DayClock(DAY)) as office:
        window = MainWindow(office, theme, DayClock(DAY), places, DeskStore(DATA), PAGES)
        window.resize(1366, 688)
        window.show()
        quiet(app, window)
        told = measure(app, window)
        window.close()
    told["rss_mb"] = [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]
    watch.end()
    print(json.dumps(told))


def measure(app: QApplication, window: MainWindow) -> dict[str, list[float]]:
    page = window.page("incoming")
    watch = PaintWatch(page.list.viewport())
    loads: list[int] = []
    page.rows.loaded.connect(lambda _total: loads.append(watch.count))

    def shown(act: Callable[[], object]) -> Times:
        """Return how long it takes until the rows that an act asks for are painted."""
        loads.clear()
        begin = now()
        act()
        until(app, lambda: loads)
        until(app, lambda: not loads or watch.count > loads[-1] or not page.rows.rowCount())
        return since(begin)

    told: dict[str, list[Times]] = {"open": [shown(lambda: window.go("incoming"))]}
    quiet(app, window)
    everything = replace(page.filter.query, year=None)
    told["open_all"] = [shown(lambda: page.filter.show_query(everything))]
    quiet(app, window)
    told["frames"] = scrolled(app, window)
    for name, query in (
        ("keys", everything),
        ("keys_year", replace(everything, year=DAY.year)),
        ("keys_open", replace(everything, only=ListFilter.OPEN)),
        ("keys_files", replace(everything, in_files=True)),
    ):
        page.filter.clear()
        page.filter.show_query(query)
        quiet(app, window)
        told[name] = typed(app, window, shown)
    told["palette"] = in_palette(app, window)
    return {
        **{name: [wall for wall, _ in times] for name, times in told.items()},
        **{f"{name}_cpu": [work for _, work in times] for name, times in told.items()},
    }


def scrolled(app: QApplication, window: MainWindow) -> list[Times]:
    page, frames = window.page("incoming"), []
    bar = page.list.verticalScrollBar()
    chance = random.Random(5)
    steps = [PAGE_ROWS * 55] * FRAMES
    for at in range(0, FRAMES, FRAMES // JUMPS):
        steps[at] = chance.randint(-bar.maximum() // 2, bar.maximum() // 2)
    for step in steps:
        begin = now()
        bar.setValue(min(max(bar.value() + step, 0), bar.maximum()))
        page.list.viewport().repaint()
        frames.append(since(begin))
        begin = now()
        app.processEvents()
        frames.append(since(begin))
    quiet(app, window)
    bar.setValue(0)
    return frames


def typed(
    app: QApplication, window: MainWindow, shown: Callable[[Callable[[], object]], Times]
) -> list[Times]:
    page, times = window.page("incoming"), []
    line = page.filter.text
    for _round in range(ROUNDS):
        for key in KEYS:
            if not readings(key) or key.strip() == page.filter.query.text:
                continue
            line.blockSignals(True)
            line.setText(key)
            line.blockSignals(False)
            times.append(shown(page.filter._narrow))
            quiet(app, window)
    return times


def in_palette(app: QApplication, window: MainWindow) -> list[Times]:
    window.open_palette()
    quiet(app, window)
    box, times = window.palette_box, []
    watch, takes = PaintWatch(box), []
    take = box._take
    box._take = lambda hits, text: (take(hits, text), takes.append(watch.count))
    for key in KEYS:
        box.line.blockSignals(True)
        box.line.setText(key)
        box.line.blockSignals(False)
        takes.clear()
        begin = now()
        box._search()
        until(app, lambda: takes)
        until(app, lambda: watch.count > takes[-1])
        times.append(since(begin))
        quiet(app, window)
    box.dismiss()
    return times


main()
