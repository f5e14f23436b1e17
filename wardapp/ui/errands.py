"""What the program was started for: pages and files that wait until a window can take them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from wardapp.core.errand import Errand
from wardapp.core.long_paths import reachable
from wardapp.ui.dropped_packages import PACKAGES_PAGE, is_package
from wardapp.ui.main_window import MainWindow

CHECK_PAGE = "check"
"""The page that checks files instead of registering them."""
LATER_MS = 250
"""How often we look whether a dialog that stands before the window has gone."""
TITLE = "Chưa mở được tệp"


@dataclass(frozen=True, slots=True)
class _Sorted:
    papers: tuple[Path, ...]
    packages: tuple[Path, ...]
    missing: tuple[Path, ...]


class Errands(QObject):
    """Does for one window what starts ask for, one after the other.

    `waiting` outlives windows: what no window has taken yet goes to the next one.
    """

    def __init__(self, window: MainWindow, waiting: list[Errand]) -> None:
        super().__init__(window)
        self._window, self._waiting = window, waiting
        self._timer = QTimer(self, interval=LATER_MS)
        self._timer.timeout.connect(self.look)

    def take(self, errand: Errand) -> None:
        """Do an errand as soon as no dialog stands before the window."""
        if not errand.is_empty:
            self._waiting.append(errand)
        self.look()

    def look(self) -> None:
        """Do what waits, unless the clerk has a question to answer first."""
        if self._waiting and QApplication.activeModalWidget() is not None:
            self._timer.start()
            return
        self._timer.stop()
        while self._waiting:
            self._do(self._waiting.pop(0))

    def _do(self, errand: Errand) -> None:
        window = self._window
        if errand.page in window.specs:
            window.go(errand.page)
        elif any(each.id == errand.page and each.everywhere for each in window.all_actions()):
            window.run_action(errand.page)
        if errand.files:
            window.jobs.read(
                lambda: _sorted(errand.files), partial(self._bring, errand.page), owner=self
            )

    def _bring(self, page: str, files: _Sorted) -> None:
        window = self._window
        if files.missing:
            window.fail(TITLE, _missing(files.missing))
        if files.packages and window.office.read_only:
            window.fail(TITLE, "Sổ đang mở chỉ để xem nên không nhận gói được. Tệp được để nguyên.")
        elif files.packages:
            window.go(PACKAGES_PAGE, files.packages)
        if files.papers and page == CHECK_PAGE:
            window.go(CHECK_PAGE, files.papers)
        elif files.papers and window.office.read_only:
            window.fail(TITLE, "Sổ đang mở chỉ để xem nên không vào sổ được. Tệp được để nguyên.")
        elif files.papers:
            window.register_files(files.papers)


def _sorted(files: tuple[Path, ...]) -> _Sorted:
    """Look at files on a lane: a network folder may take its time."""
    missing = tuple(each for each in files if not _is_there(each))
    found = tuple(each for each in files if each not in missing)
    packages = tuple(each for each in found if is_package(each))
    return _Sorted(tuple(each for each in found if each not in packages), packages, missing)


def _is_there(path: Path) -> bool:
    try:
        reachable(path).stat()
    except PermissionError:
        return True  # what reads it says so better
    except (OSError, ValueError):
        return False
    return True


def _names(files: tuple[Path, ...]) -> str:
    return ", ".join(each.name for each in files)


def _missing(files: tuple[Path, ...]) -> str:
    return (
        f"Không còn thấy {_names(files)} ở chỗ cũ: tệp đã bị đổi tên, chuyển đi, "
        "hoặc USB đã rút. Hãy tìm lại tệp rồi mở."
    )
