"""From the start of the program to the open window, and what stands in the way of it."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QFileSystemWatcher, QLocale, QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from wardapp.core.clock import Clock
from wardapp.core.errors import OfficeDamaged, OfficeOpenElsewhere, OfficeRefused, WardError
from wardapp.core.files import write_whole
from wardapp.core.places import Places
from wardapp.services.backups import restore_damaged
from wardapp.services.office import Office, open_office, window_key
from wardapp.ui.desk_store import DeskStore
from wardapp.ui.dialogs import Dialog, ask, show_failure
from wardapp.ui.first_run import choose_office
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages import PAGES
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.buttons import Kind

log = logging.getLogger(__name__)

RAISE_FOLDER = "raise"
TITLE = "Chưa mở được sổ"


@dataclass(frozen=True, slots=True)
class _Desk:
    """What every step of the start needs."""

    places: Places
    clock: Clock
    store: DeskStore
    theme: Theme


def run_window(places: Places, clock: Clock, office: Path | None) -> int:
    """Open the window on an office, the last one or a chosen one; return the exit code."""
    app = _application()
    store = DeskStore(places.data)
    theme = Theme(app, places.fonts, places.icons)
    theme.apply(store.settings.theme, store.settings.text_size)
    app.setWindowIcon(QIcon(theme.mark(64)))
    desk = _Desk(places, clock, store, theme)
    sys.excepthook = _crash_teller(theme, places)
    wanted: Path | None = office or _last(store)
    while True:
        folder = wanted or choose_office(theme, clock, places, store)
        if folder is None:
            return 0
        wanted = _stay_in(app, desk, folder)
        if wanted is None:
            return 0


def _application() -> QApplication:
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("WardApp")
    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
    return app


def _last(store: DeskStore) -> Path | None:
    last = Path(store.settings.last_office) if store.settings.last_office else None
    return last if last is not None and last.is_dir() else None


def _stay_in(app: QApplication, desk: _Desk, folder: Path) -> Path | None:
    """Show the window of an office until it closes; return the office wanted next."""
    office = _opened(desk, folder)
    if office is None:
        desk.store.change(last_office="")
        return None
    if not office.is_example:
        desk.store.change(last_office=str(folder))
    window = MainWindow(office, desk.theme, desk.clock, desk.places, desk.store, PAGES)
    raiser = Raiser(window, desk.places.data / RAISE_FOLDER, window_key(folder))
    window.show()
    window.page(window.current).start_focus()
    app.exec()
    raiser.stop()
    problem = office.close()
    if problem:
        show_failure(_nobody(), desk.theme, "Chưa sao lưu được khi đóng", problem)
    wanted = window.wanted_office
    window.deleteLater()
    return wanted


def _opened(desk: _Desk, folder: Path) -> Office | None:
    """Open the office; ask the clerk where there is something to decide."""
    try:
        return open_office(folder, desk.places, desk.clock)
    except OfficeOpenElsewhere as held:
        return _open_held(desk, folder, held)
    except OfficeDamaged as damage:
        return _open_damaged(desk, folder, damage)
    except WardError as error:
        show_failure(_nobody(), desk.theme, TITLE, error.sentence, str(folder))
        return None


def _open_held(desk: _Desk, folder: Path, held: OfficeOpenElsewhere) -> Office | None:
    if held.same_desk:
        write_whole(desk.places.data / RAISE_FOLDER / window_key(folder), b"")
        return None
    dialog = Dialog(_nobody(), desk.theme, TITLE, held.sentence, "lock_closed")
    choice: list[str] = []
    dialog.add_stretch()
    dialog.add_close()
    look = dialog.add_button("Mở để xem", Kind.PRIMARY, key="Enter", accepts=True)
    look.clicked.connect(lambda: choice.append("look"))
    if held.can_take_over:
        take = dialog.add_button("Tiếp quản", accepts=True)
        take.clicked.connect(lambda: choice.append("take"))
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    return _second_try(desk, folder, take_over="take" in choice)


def _second_try(desk: _Desk, folder: Path, *, take_over: bool) -> Office | None:
    try:
        return open_office(
            folder, desk.places, desk.clock, take_over=take_over, read_only=not take_over
        )
    except WardError as error:
        show_failure(_nobody(), desk.theme, TITLE, error.sentence, str(folder))
        return None


def _open_damaged(desk: _Desk, folder: Path, damage: OfficeDamaged) -> Office | None:
    sentence = damage.sentence
    if not damage.backup:
        show_failure(_nobody(), desk.theme, TITLE, sentence, str(folder))
        return None
    question = f"{sentence} Bản sao lưu tốt gần nhất: {damage.backup}. Tệp hỏng được giữ lại riêng."
    if not ask(_nobody(), desk.theme, TITLE, question, "Khôi phục bản này"):
        return None
    try:
        restore_damaged(folder, damage.backup, desk.clock)
        return open_office(folder, desk.places, desk.clock)
    except OfficeRefused as error:
        show_failure(_nobody(), desk.theme, TITLE, error.sentence, str(folder))
        return None


class Raiser(QObject):
    """Brings the window to the front when a second start of the same office asks for it."""

    def __init__(self, window: QWidget, folder: Path, key: str) -> None:
        super().__init__(window)
        self._window, self._file = window, folder / key
        folder.mkdir(parents=True, exist_ok=True)
        self._file.unlink(missing_ok=True)
        self._watcher = QFileSystemWatcher([str(folder)], self)
        self._watcher.directoryChanged.connect(self._look)

    def stop(self) -> None:
        """Listen no more."""
        self._watcher.removePaths(self._watcher.directories())

    def _look(self) -> None:
        if self._file.exists():
            self._file.unlink(missing_ok=True)
            self._window.setWindowState(
                self._window.windowState() & ~self._window.windowState().WindowMinimized
            )
            self._window.show()
            self._window.raise_()
            self._window.activateWindow()


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
            "Việc vừa làm chưa được ghi, dữ liệu trước đó còn nguyên. "
            f"Nhật ký lỗi: {places.data / 'logs'}"
        )
        show_failure(_nobody(), theme, "Có lỗi chưa lường trước", sentence, details)
        open_boxes.clear()

    return tell


def _nobody() -> QWidget:
    """Return the window in front, or an unseen parent while there is none."""
    return QApplication.activeWindow() or QWidget()
