"""The first-run guide: five questions, the live heading beside them, and an office at the end."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from wardapp.core.clock import Clock
from wardapp.core.errors import BadValue, PasswordNeeded, PasswordWrong, WardError
from wardapp.core.issuers import Family
from wardapp.core.layout import Standard
from wardapp.core.places import Places
from wardapp.core.profile import OfficeProfile
from wardapp.services.examples import build_example
from wardapp.services.first_window import example_folder
from wardapp.services.office import create_office
from wardapp.services.papers import standard_in_force
from wardapp.services.second_places import bring_back
from wardapp.services.setup import default_office_folder
from wardapp.ui.backup_chooser import ask_second_password
from wardapp.ui.first_run_join import JoinOffice
from wardapp.ui.first_run_office import OfficeStep
from wardapp.ui.first_run_place import PlaceStep
from wardapp.ui.first_run_preview import HeadingView, Letter
from wardapp.ui.first_run_step import Guide, GuideStep
from wardapp.ui.first_run_steps import NumbersStep, SignersStep, TermStep
from wardapp.ui.jobs import JobProgress, Jobs, Report
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.busy_bar import BusyBar
from wardapp.ui.widgets.buttons import MAIN, Button, Kind
from wardapp.ui.widgets.step_rail import StepRail
from wardapp.ui.widgets.texts import Icon, Rule, Text

BROUGHT_BACK = "sổ lấy lại"
STEPS = (
    ("Cơ quan", "Tên và cách trình bày"),
    ("Nhiệm kỳ", "Ngày bắt đầu đánh số"),
    ("Số đã dùng", "Tiếp nối sổ giấy"),
    ("Người ký", "Họ tên, chức vụ"),
    ("Nơi lưu", "Thư mục và bản sao lưu"),
)
WIDTH, HEIGHT, LEAST_WIDTH, LEAST_HEIGHT = 1366, 688, 680, 340
SIDE, FOOT, BUSY = 268, 60, 30
PREVIEW_FROM, SIDE_FROM = 1180, 860
MARK = 32


class FirstRun(QDialog):
    """The guide as a window; `folder` is the office it ended with."""

    def __init__(self, theme: Theme, clock: Clock, places: Places) -> None:
        super().__init__()
        self.theme, self.clock, self.places = theme, clock, places
        self.jobs = Jobs(self)
        self.folder: Path | None = None
        self._now, self._reached, self._is_busy = 0, 0, False
        shared = Guide(theme, self.jobs, clock, places)
        self.office = OfficeStep(shared)
        self.term = TermStep(shared)
        self.numbers = NumbersStep(shared)
        self.signers = SignersStep(shared)
        self.place = PlaceStep(shared)
        self.steps: tuple[GuideStep, ...] = (
            self.office, self.term, self.numbers, self.signers, self.place,
        )  # fmt: skip
        self.rail = StepRail(theme, STEPS)
        self.preview = HeadingView(theme, self.jobs, places)
        self.stack = QStackedWidget()
        self.back = Button(theme, "Thoát", kind=Kind.GHOST, height=MAIN)
        self.next = Button(
            theme, "Tiếp tục", icon="arrow_right", key="Enter", kind=Kind.PRIMARY, height=MAIN
        )
        self.count = Text(theme, "", Role.SMALL, "text2")
        self.fault = Text(theme, "", Role.SMALL, "danger", wrap=True)
        self.busy = BusyBar(theme, self)
        self._side = QWidget()
        self._standards: dict[Family, Standard] = {}
        self._build()
        self._connect()
        self._show_step(0)
        self._read_standard()

    # ---- building ----------------------------------------------------------------------------

    def _build(self) -> None:
        self.setWindowTitle("WardApp")
        self.setWindowFlags(Qt.WindowType.Window)
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self.resize(WIDTH, HEIGHT)
        for step in self.steps:
            area = QScrollArea()
            area.setWidget(step)
            area.setWidgetResizable(True)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.stack.addWidget(area)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.stack, 1)
        middle.addWidget(Rule())
        middle.addWidget(self._foot())
        self._build_side()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        self._side_rule = Rule(upright=True)
        row.addWidget(self._side_rule)
        row.addLayout(middle, 1)
        row.addWidget(self.preview)

    def _foot(self) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(28, 8, 34, 8)
        row.setSpacing(16)
        row.addWidget(self.back)
        row.addWidget(self.fault, 1)
        row.addWidget(self.count)
        row.addWidget(self.next)
        foot.setMinimumHeight(self.theme.px(FOOT))
        return foot

    def _build_side(self) -> None:
        theme = self.theme
        head = QHBoxLayout()
        head.setSpacing(10)
        mark = QLabel()
        mark.setPixmap(theme.mark(MARK, self.devicePixelRatioF()))
        head.addWidget(mark)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(theme, "WardApp", Role.STRONG))
        words.addWidget(Text(theme, "Chuẩn bị sổ cho cơ quan", Role.SMALL, "text2"))
        head.addLayout(words, 1)
        column = QVBoxLayout(self._side)
        column.setContentsMargins(28, 24, 16, 20)
        column.setSpacing(2)
        column.addLayout(head)
        column.addSpacing(28)
        column.addWidget(self.rail)
        column.addStretch()
        for icon, text in (
            ("lock_closed", "Chạy trên máy này, không gửi gì đi"),
            ("clock", "Khoảng 3 phút, đổi lại được sau"),
        ):
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(Icon(theme, icon, "text3", 16))
            row.addWidget(Text(theme, text, Role.SMALL, "text2"), 1)
            column.addLayout(row)
        self._side.setFixedWidth(theme.px(SIDE))

    def _connect(self) -> None:
        self.back.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)
        for step in self.steps:
            step.changed.connect(self._preview)
        self.office.changed.connect(self._read_standard)
        self.office.open_wanted.connect(self._open)
        self.office.backup_wanted.connect(self._ask_backup)
        self.office.example_wanted.connect(self.make_example)
        self.joining = JoinOffice(self, self.office, self._begin_busy, self._made)
        self.busy.stopped.connect(self.jobs.cancel)
        self.jobs.progressed.connect(self._show_progress)
        self.jobs.refused.connect(self._say_fault)
        self.jobs.crashed.connect(self._say_crash)
        self.jobs.idle.connect(self._end_busy)

    # ---- steps -------------------------------------------------------------------------------

    def go_on(self) -> None:
        """Check the step and show the next one; after the last make the office."""
        if self._is_busy:
            return
        step = self.steps[self._now]
        step.clear_faults()
        self.fault.setText("")
        try:
            profile = self._profile(self._now)
        except BadValue as error:
            self._refuse(error)
            return
        ask = step.check(profile)
        if ask is None:
            self._passed()
            return
        self.jobs.read(ask, lambda _done: self._passed(), on_refused=self._refuse, owner=self)

    def go_back(self) -> None:
        """Show the step before, or leave from the first."""
        if self._is_busy:
            self.jobs.cancel()
        elif self._now:
            self._show_step(self._now - 1)
        else:
            self.reject()

    def _passed(self) -> None:
        if self._now + 1 < len(self.steps):
            self._show_step(self._now + 1)
        else:
            self._create(self._profile(self._now))

    def _show_step(self, now: int) -> None:
        self._now = now
        step = self.steps[now]
        if now:
            step.fill(self._profile(now - 1))
        self.rail.show_step(now)
        self.stack.setCurrentIndex(now)
        is_last = now + 1 == len(self.steps)
        self.back.setText("Quay lại" if now else "Thoát")
        self.next.setText("Tạo sổ" if is_last else "Tiếp tục")
        self.next.set_icon("checkmark" if is_last else "arrow_right")
        self.count.setText(f"Bước {now + 1} trong {len(self.steps)}")
        self.fault.setText("")
        step.start_focus()
        self._preview()

    def _profile(self, until: int) -> OfficeProfile:
        """Return the profile as the steps up to this one say; raise BadValue."""
        profile = self.office.base()
        for step in self.steps[: until + 1]:
            profile = step.apply(profile)
        return profile

    def _refuse(self, error: WardError) -> None:
        if isinstance(error, BadValue):
            for place, step in enumerate(self.steps):
                if error.field in step.fields and place <= self._now:
                    if place != self._now:
                        self._show_step(place)
                    step.refuse(error)
                    return
        self._say_fault(error.sentence)

    # ---- the heading -------------------------------------------------------------------------

    def _read_standard(self) -> None:
        family = self.office.base().issuers[0].family
        places, today = self.places, self.clock.today()
        if family in self._standards:
            self._show_standard(self._standards[family])
            return
        self.jobs.read(
            lambda: standard_in_force(places, family, today),
            self._show_standard,
            key="guide.standard",
            owner=self,
        )

    def _show_standard(self, standard: Standard) -> None:
        self._standards[standard.family] = standard
        self.office.show_standard(standard, standard.family)
        self.numbers.show_types(standard.daily)

    def _preview(self) -> None:
        proposed = self.office.base()
        issuer = self.office.issuer(proposed.issuers[0])
        if not (issuer.own_line and issuer.symbol):
            return
        if not issuer.place:
            issuer = replace(issuer, place="…")
        signer = None
        if self._now >= self.steps.index(self.signers):
            signer = self.signers.shown_signer(self.signers.apply(proposed))
        letter = Letter(issuer, signer, self.numbers.next_letter(), self.clock.today())
        self.preview.show_letter(letter)

    # ---- offices -----------------------------------------------------------------------------

    def _create(self, profile: OfficeProfile) -> None:
        folder, places, clock = Path(self.place.folder.text()), self.places, self.clock

        def create(_progress: JobProgress) -> Path:
            create_office(folder, profile, places, clock).close()
            return folder

        self._begin_busy("Đang tạo sổ…")
        self.jobs.long(create, self._made, title="Đang tạo sổ…", on_refused=self._refuse)

    def make_example(self, kind: str) -> None:
        """Build an example office, or open the one that is there."""
        folder = example_folder(self.places.data, kind)
        if (folder / "office.db").is_file():
            self._made(folder)
            return

        def build(progress: JobProgress) -> Path:
            try:
                build_example(kind, folder, self.places, self.clock, progress)
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
            return folder

        self._begin_busy("Đang dựng sổ mẫu…")
        self.jobs.long(build, self._made, title="Đang dựng sổ mẫu…")

    def _open(self) -> None:
        if name := QFileDialog.getExistingDirectory(self, "Chọn thư mục của sổ"):
            self._made(Path(name))

    def _ask_backup(self) -> None:
        if name := QFileDialog.getExistingDirectory(self, "Chọn nơi sao lưu thứ hai"):
            self.bring_back(Path(name))

    def bring_back(self, place: Path, password: str = "") -> None:
        """Make the office anew from the newest backup of a second place, as on a new PC."""
        target = default_office_folder(self.places, BROUGHT_BACK)

        def bring(_progress: JobProgress) -> Path:
            bring_back(place, target, password)
            return target

        def refused(error: WardError) -> None:
            if not isinstance(error, PasswordNeeded | PasswordWrong):
                self._say_fault(error.sentence)
            elif typed := ask_second_password(self, self.theme, error.sentence):
                self.bring_back(place, typed)

        words = "Đang lấy lại sổ…"
        self._begin_busy(words)
        self.jobs.long(bring, self._made, title=words, on_refused=refused)

    def _made(self, folder: Path) -> None:
        self.folder = folder
        self.accept()

    def _begin_busy(self, words: str) -> None:
        self._is_busy = True
        self.stack.setEnabled(False)
        self.next.setEnabled(False)
        self.back.setText("Dừng")
        self.fault.setText("")
        self.busy.show_work(words)
        self._fit_busy()

    def _end_busy(self) -> None:
        self.busy.hide()
        if self._is_busy:
            self._is_busy = False
            self.stack.setEnabled(True)
            self.next.setEnabled(True)
            self.back.setText("Quay lại" if self._now else "Thoát")
            self.steps[self._now].start_focus()

    def _show_progress(self, report: Report) -> None:
        if self._is_busy:
            self.busy.show_work(report.text, report.done, report.total)

    def _say_fault(self, sentence: str) -> None:
        self.fault.setText(sentence)

    def _say_crash(self, _details: str) -> None:
        self.fault.setText("Có lỗi chưa lường trước; chưa tạo gì. Hãy thử lại.")

    # ---- the window itself -------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer a key: Enter goes on, Esc goes back."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.go_on()
        elif event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        width = self.width() / self.theme.scale
        self.preview.setVisible(width >= PREVIEW_FROM)
        self._side.setVisible(width >= SIDE_FROM)
        self._side_rule.setVisible(width >= SIDE_FROM)
        self._fit_busy()

    def _fit_busy(self) -> None:
        left = self._side.width() + 1 if self._side.isVisible() else 0
        height = self.theme.px(BUSY)
        top = self.height() - self.theme.px(FOOT) - height - 2
        right = self.preview.width() if self.preview.isVisible() else 0
        self.busy.setGeometry(left, top, self.width() - left - right, height)
