"""Before any office is open: what the clerk can begin with."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from wardapp.core.clock import Clock
from wardapp.core.places import Places
from wardapp.services.examples import build_example
from wardapp.services.setup import default_office_folder
from wardapp.ui.desk_store import DeskStore
from wardapp.ui.jobs import JobProgress, Jobs, Report
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.busy_bar import BusyBar
from wardapp.ui.widgets.cards import Way, WayCard
from wardapp.ui.widgets.texts import Text

EXAMPLES = (
    (
        "party",
        "Xem sổ mẫu của Đảng ủy phường",
        "Nửa năm công việc đặt ra làm ví dụ, bỏ đi lúc nào cũng được",
    ),
    ("state", "Xem sổ mẫu của UBND phường", "Thể thức Nghị định 30, đánh số theo năm"),
)
WIDTH = 560


def choose_office(theme: Theme, clock: Clock, places: Places, desk: DeskStore) -> Path | None:
    """Return the folder of the office to open, None when the clerk leaves."""
    dialog = _Beginning(theme, clock, places)
    chosen = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.jobs.close()
    return dialog.folder if chosen else None


class _Beginning(QDialog):
    """Open an office that is there, or look at an example."""

    def __init__(self, theme: Theme, clock: Clock, places: Places) -> None:
        super().__init__()
        self._theme, self._clock, self._places = theme, clock, places
        self.jobs = Jobs(self)
        self.folder: Path | None = None
        self.setWindowTitle("WardApp")
        self.setFixedWidth(theme.px(WIDTH))
        self._fault = Text(theme, "", Role.BODY, "danger", wrap=True)
        self._fault.hide()
        self._ways = QWidget()
        self._busy = BusyBar(theme, self)
        self._build()
        self._busy.stopped.connect(self.jobs.cancel)
        self.jobs.progressed.connect(self._show_progress)
        self.jobs.refused.connect(self._show_fault)
        self.jobs.idle.connect(self._busy.hide)
        self.jobs.idle.connect(lambda: self._ways.setEnabled(True))

    def _build(self) -> None:
        theme = self._theme
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 22, 22, 22)
        column.setSpacing(12)
        column.addWidget(Text(theme, "Anh, chị bắt đầu từ đâu?", Role.TITLE))
        ways = QVBoxLayout(self._ways)
        ways.setContentsMargins(0, 0, 0, 0)
        ways.addWidget(
            WayCard(
                theme, Way("Mở sổ đã có", self._open, "folder", "", "Chọn thư mục có tệp office.db")
            )
        )
        for kind, title, detail in EXAMPLES:
            ways.addWidget(WayCard(theme, Way(title, self._maker(kind, title), "eye", "", detail)))
        column.addWidget(self._ways)
        column.addWidget(self._fault)
        column.addWidget(self._busy)

    def _open(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "Chọn thư mục của sổ")
        if name:
            self.folder = Path(name)
            self.accept()

    def _maker(self, kind: str, title: str) -> Callable[[], None]:
        return lambda: self._make(kind, title)

    def _make(self, kind: str, title: str) -> None:
        folder = default_office_folder(self._places, f"so-mau-{kind}")
        self._ways.setEnabled(False)
        self._busy.show_work(title)

        def build(progress: JobProgress) -> Path:
            try:
                build_example(kind, folder, self._places, self._clock, progress)
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
            return folder

        self.jobs.long(build, self._made, title=title)

    def _made(self, folder: Path) -> None:
        self.folder = folder
        self.accept()

    def _show_progress(self, report: Report) -> None:
        self._busy.show_work(report.text, report.done, report.total)

    def _show_fault(self, sentence: str) -> None:
        self._fault.setText(sentence)
        self._fault.show()
