"""From the start of the program to the open window, and what stands in the way of it."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from wardapp.core.clock import Clock
from wardapp.core.errand import NO_ERRAND, PLAIN_START, Errand, Start
from wardapp.core.errors import OfficeDamaged, OfficeOpenElsewhere
from wardapp.core.long_paths import reachable
from wardapp.core.places import Places
from wardapp.services.first_window import window_key
from wardapp.services.office import Office
from wardapp.ui.choosing_office import choose_office
from wardapp.ui.day_watch import DayWatch
from wardapp.ui.desk_store import DeskStore
from wardapp.ui.dialogs import show_failure
from wardapp.ui.errands import Errands
from wardapp.ui.file_text_watch import FileTextWatch
from wardapp.ui.first_picture import FirstPicture
from wardapp.ui.health_watch import HealthWatch
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages import PAGES
from wardapp.ui.qt_words import QtWords
from wardapp.ui.restored_offer import tell_recovered, tell_restored
from wardapp.ui.second_start import RAISE_FOLDER, Raiser, hand_over
from wardapp.ui.session_end import SessionEnd
from wardapp.ui.start_screens import Choice, StartDesk, settle_wishes
from wardapp.ui.theme import Theme
from wardapp.ui.unfinished_offer import offer_unfinished
from wardapp.ui.waiting import wait_for
from wardapp.ui.windows_jump_list import offer_tasks

log = logging.getLogger(__name__)

PICTURE_STAYS_MS = 100
"""The first picture goes when the window over it has painted."""
SHELL_WAITS_MS = 3000
"""What the taskbar shows comes when the window has been painted and read."""
MARK_SIZES = (16, 20, 24, 32, 48, 64, 128, 256)
ROUNDS = 5
"""So often a second start asks the first window; it may be closing, with a backup to make."""
CRASHED = "Lần trước WardApp dừng đột ngột. Dữ liệu đã ghi còn nguyên"
NO_ANSWER = (
    "Sổ này đang mở ở một cửa sổ khác nhưng cửa sổ ấy chưa trả lời. Hãy chuyển sang cửa sổ "
    "ấy (thanh tác vụ); nếu không thấy, chờ một phút rồi mở lại."
)


@dataclass(frozen=True, slots=True)
class _Desk:
    """What every step of the start needs; errands wait here until a window takes them."""

    places: Places
    clock: Clock
    store: DeskStore
    theme: Theme
    waiting: list[Errand] = field(default_factory=list)
    crashes: list[Path] = field(default_factory=list)
    mended: list[Path] = field(default_factory=list)  # offices that damage sent through the start


@dataclass(frozen=True, slots=True)
class _Next:
    """What comes after a window: an office, the guide (None), the end, or damage to tell of."""

    office: Path | None = None
    goes_on: bool = False
    damage: OfficeDamaged | None = None


def run_window(
    places: Places,
    clock: Clock,
    office: Path | None,
    picture: FirstPicture | None = None,
    start: Start = PLAIN_START,
) -> int:
    """Open the window on an office, the last one or a chosen one; return the exit code.

    `picture` stands on the screen already, and the first window takes its place. What it is
    started for waits until an office is open.
    """
    app = _application()
    store = DeskStore(places.data)
    theme = Theme(app, places.fonts, places.icons)
    theme.apply(store.settings.theme, store.settings.text_size)
    app.setWindowIcon(_mark(theme))
    desk = _Desk(places, clock, store, theme, [start.errand], [start.crash] if start.crash else [])
    sys.excepthook = _crash_teller(theme, places)
    then = _Next(office or _last(store), goes_on=True)
    while then.goes_on:
        if then.office is None:
            _take_down(picture)
        folder = then.office or choose_office(theme, clock, places, store)
        if folder is None:
            break
        then = _stay_in(app, desk, folder, then.damage, picture)
        picture = None
    return 0


def _take_down(picture: FirstPicture | None) -> None:
    if picture is not None:
        picture.hide()
        picture.deleteLater()


def _application() -> QApplication:
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("WardApp")
    app.installTranslator(QtWords(app))
    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
    return app


def _mark(theme: Theme) -> QIcon:
    """Return the mark in every size that title bars, task bars and Alt+Tab ask for."""
    icon = QIcon()
    for size in MARK_SIZES:
        icon.addPixmap(theme.mark(size))
    return icon


def _last(store: DeskStore) -> Path | None:
    last = store.last_office
    return last if last is not None and reachable(last).is_dir() else None


def _stay_in(
    app: QApplication,
    desk: _Desk,
    folder: Path,
    damage: OfficeDamaged | None,
    picture: FirstPicture | None,
) -> _Next:
    """Show the window of an office until it closes, and return what comes then."""
    office = _opened(desk, folder, damage)
    if isinstance(office, Choice):
        _take_down(picture)
        if office is Choice.OTHER:
            desk.store.change(last_office="")
        return _Next(goes_on=office is Choice.OTHER)
    if picture is not None and picture.is_closed:
        office.close()
        return _Next()
    if not office.is_example:
        desk.store.keep_last_office(folder)
    if picture is not None:
        desk.store.remember("geometry", picture.saveGeometry())
    window = MainWindow(office, desk.theme, desk.clock, desk.places, desk.store, PAGES)
    listeners = _Listeners(app, desk, office, window)
    window.show()
    window.activateWindow()  # the picture is in front until now
    window.page(window.current).start_focus()
    QTimer.singleShot(PICTURE_STAYS_MS, window, lambda: _take_down(picture))
    listeners.begin()
    app.exec()
    listeners.stop()
    return _after(desk, office, window, listeners.health)


class _Listeners:
    """What listens beside an open window: other starts, the end of the session, the health."""

    def __init__(self, app: QApplication, desk: _Desk, office: Office, window: MainWindow) -> None:
        self._window, self._crashes = window, desk.crashes
        self._errands = Errands(window, desk.waiting)
        self._raiser = Raiser(window, desk.places.data / RAISE_FOLDER, window_key(office.folder))
        self._raiser.asked.connect(self._errands.take)
        self._ending = SessionEnd(app, window, DayWatch(window))
        self.health = HealthWatch(office, window.jobs, window)
        self.health.found.connect(app.exit)
        self.health.told.connect(window.messages.toast)
        self._texts = FileTextWatch(office, window.jobs, window)
        self._safety = window.safety

    def begin(self) -> None:
        """Do what waited for the window, once it has painted."""
        QTimer.singleShot(0, self._errands, self._errands.look)
        self._safety.begin()
        QTimer.singleShot(0, self._raiser, self._raiser.look)
        for kept in self._crashes:
            self._window.messages.add_notice(CRASHED, f"Nhật ký lỗi: {kept}")
        self._crashes.clear()
        tell_recovered(self._window)
        tell_restored(self._window)
        offer_unfinished(self._window)
        QTimer.singleShot(SHELL_WAITS_MS, self._window, offer_tasks)

    def stop(self) -> None:
        """Listen no more; afterwards the office may be closed."""
        self._raiser.stop()
        self._ending.stop()
        self.health.stop()
        self._texts.stop()
        self._safety.stop()


def _after(desk: _Desk, office: Office, window: MainWindow, watch: HealthWatch) -> _Next:
    """Close the office after its window and return what comes then."""
    if (damage := watch.damage()) is not None:
        desk.store.remember("geometry", window.saveGeometry())
        window.hide()
        window.jobs.close()
        office.close()
        window.deleteLater()
        if office.folder in desk.mended:  # it comes again at once: the disk fails, say it
            return _Next(office.folder, goes_on=True, damage=damage)
        desk.mended.append(office.folder)
        return _Next(office.folder, goes_on=True)
    problem = office.close()
    if problem and not window.is_ending:
        show_failure(_nobody(), desk.theme, "Chưa sao lưu được khi đóng", problem)
    wanted = window.wanted_office
    window.deleteLater()
    if wanted is not None and settle_wishes(desk.theme, desk.clock, desk.store):
        return _Next(goes_on=True)
    return _Next(wanted, goes_on=wanted is not None)


def _opened(desk: _Desk, folder: Path, damage: OfficeDamaged | None = None) -> Office | Choice:
    """Open the office through the start screens; raise the window that this account has."""
    screens = StartDesk(desk.theme, desk.places, desk.clock)
    for _round in range(ROUNDS):
        try:
            return screens.open(folder, damage)
        except OfficeOpenElsewhere:
            if _handed_over(desk, folder):
                return Choice.LEAVE
    show_failure(_nobody(), desk.theme, "Chưa gọi được cửa sổ đang mở", NO_ANSWER)
    return Choice.LEAVE


def _handed_over(desk: _Desk, folder: Path) -> bool:
    errand = next(iter(desk.waiting), NO_ERRAND)
    bells, key = desk.places.data / RAISE_FOLDER, window_key(folder)
    return wait_for(lambda: hand_over(errand, bells, key))


def _crash_teller(
    theme: Theme, places: Places
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """Return the hook for faults that nobody expected: logged, and told once at a time."""
    open_boxes: list[bool] = []

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.error("window crashed", exc_info=(kind, error, trace))
        if open_boxes:
            return
        open_boxes.append(True)
        details = "".join(traceback.format_exception(kind, error, trace))
        sentence = (
            f"Việc vừa làm chưa được ghi, dữ liệu trước đó còn nguyên. Nhật ký lỗi: {places.logs}"
        )
        show_failure(_nobody(), theme, "Có lỗi chưa lường trước", sentence, details)
        open_boxes.clear()

    return tell


def _nobody() -> QWidget:
    """Return the window in front, or an unseen parent while there is none."""
    return QApplication.activeWindow() or QWidget()
