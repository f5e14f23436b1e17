"""Nhắc các đơn vị chậm: the text, the numbers and one letter to look at, then all at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wardapp.core.errors import WardError
from wardapp.core.letters import LetterNumbering
from wardapp.core.progress import Progress
from wardapp.core.regime_views import BoardRow, ReportBoard
from wardapp.core.serial import SerialPreview, SerialResult, SerialTarget
from wardapp.services.report_reminders import ReminderWish
from wardapp.ui.context import Context
from wardapp.ui.dialogs import Dialog
from wardapp.ui.file_dialogs import PDF, WORD, ask_target
from wardapp.ui.jobs import Book
from wardapp.ui.pages.catalogue_fields import a_choice, a_line
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.fields import BoxField, DateField
from wardapp.ui.widgets.page_panel import PagePanel
from wardapp.ui.widgets.texts import Text

TOUCHED = frozenset({Book.REGIMES, Book.OUTGOING, Book.DRAFTS})
WIDTH, TEXT, PAPER, WAIT_MS, LINES = 1040, 430, 460, 350, 9
NONE = "none"
NUMBERS = (
    (LetterNumbering.ONE.value, "Một số chung cho mọi đơn vị"),
    (LetterNumbering.EACH.value, "Mỗi đơn vị một số"),
    (NONE, "Không lấy số"),
)
FIELDS = "Trường: {{Đơn vị}}, {{Báo cáo}}, {{Hạn}}, {{Số ngày chậm}}, {{Hạn mới}}, {{Căn cứ}}"


@dataclass(frozen=True, slots=True)
class Reminder:
    """What the dialog begins with."""

    board: ReportBoard
    late: tuple[BoardRow, ...]
    wish: ReminderWish


class RemindDialog(Dialog):
    """Edits the text beside a letter as it will be; makes all letters in one step."""

    def __init__(
        self,
        page: QWidget,
        context: Context,
        reminder: Reminder,
        done: Callable[[SerialResult], None],
    ) -> None:
        count = len(reminder.late)
        sentence = f"{count} đơn vị chưa gửi {reminder.board.period.label}, mỗi đơn vị một thư."
        super().__init__(page, context.theme, "Nhắc các đơn vị chậm", sentence, "send")
        self._context, self._reminder, self._done = context, reminder, done
        theme, wish = context.theme, reminder.wish
        self.subject = a_line(theme, "Trích yếu", wish.subject)
        self.body = BoxField(theme, "Nội dung thư", LINES)
        self.body.set_text(wish.body)
        self.new_due = DateField(theme, "Gửi chậm nhất", context.clock.today)
        self.new_due.set_day(wish.new_due)
        self.numbering = a_choice(theme, "Số văn bản", NUMBERS, LetterNumbering.ONE.value)
        self.said = Text(theme, "", Role.BODY, wrap=True)
        self.paper = PagePanel(theme, context.jobs, context.office.exporting, can_open=False)
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self._look)
        self._lay_out()
        self._look()

    def _lay_out(self) -> None:
        theme = self._context.theme
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(9)
        fields = Text(theme, FIELDS, Role.SMALL, "text2", wrap=True)
        pair = QHBoxLayout()
        pair.setSpacing(12)
        pair.addWidget(self.new_due)
        pair.addWidget(self.numbering)
        for part in (self.subject, self.body, fields):
            column.addWidget(part)
        column.addLayout(pair)
        column.addWidget(self.said)
        column.addStretch(1)
        left.setFixedWidth(theme.px(TEXT))
        high = min(theme.px(PAPER), round(self._behind.window().height() * 0.62))
        self.paper.setFixedHeight(high)
        row = QHBoxLayout()
        row.addWidget(left)
        row.addWidget(self.paper, 1)
        self.room.addLayout(row)
        self.setFixedWidth(theme.px(WIDTH))
        self._add_foot()

    def _add_foot(self) -> None:
        self.keep = self.add_button("Giữ làm mẫu của cơ quan")
        self.keep.clicked.connect(self._keep_text)
        self.add_stretch()
        self.add_close("Thôi")
        self.make = self.add_button("Làm thư nhắc", Kind.PRIMARY, key="Enter", icon="send")
        self.make.clicked.connect(self._make)
        self.subject.line.textChanged.connect(lambda _text: self._wait.start())
        self.body.box.textChanged.connect(self._wait.start)
        self.new_due.changed.connect(lambda _day: self._wait.start())
        self.numbering.choice.currentIndexChanged.connect(lambda _at: self._wait.start())

    def wish(self) -> ReminderWish:
        """Return the reminder as it stands in the fields."""
        how = str(self.numbering.value())
        return replace(
            self._reminder.wish,
            subject=self.subject.text(),
            body=self.body.text(),
            numbering=None if how == NONE else LetterNumbering(how),
            new_due=self.new_due.shown_day or self._reminder.wish.new_due,
        )

    def _look(self) -> None:
        wish, board = self.wish(), self._reminder.board
        reminders = self._context.office.regime_desk.reminders
        self._context.jobs.read(
            lambda: reminders.preview(board, wish),
            self._show_preview,
            key="remind.preview",
            owner=self,
            on_refused=self._refused,
        )
        self._context.jobs.render(
            lambda: reminders.page(board, wish),
            self.paper.view.show_pdf,
            key="remind.page",
            owner=self,
        )

    def _show_preview(self, preview: SerialPreview) -> None:
        first, last = preview.first_number, preview.last_number
        if preview.blocked:
            self._say(preview.blocked, "danger")
        elif not first:
            self._say(f"{preview.letters} thư không số, ghi ra tệp để in.", "text")
        elif first == last:
            self._say(f"{preview.letters} thư cùng số {first}, một dòng sổ văn bản đi.", "text")
        else:
            self._say(f"{preview.letters} thư, số {first} đến {last}.", "text")
        self.make.setEnabled(not preview.blocked)

    def _say(self, words: str, tone: str) -> None:
        self.said.setText(words)
        self.said.set_tone(tone)

    def _refused(self, error: WardError) -> None:
        self._say(error.sentence, "danger")
        self.make.setEnabled(False)

    def _keep_text(self) -> None:
        subject, body = self.subject.text(), self.body.text()
        reminders = self._context.office.regime_desk.reminders
        self._context.jobs.write(
            lambda: reminders.keep_text(subject, body),
            lambda _kept: self._say("Đã giữ làm mẫu: lần sau mở ra là chữ này.", "ok"),
            on_refused=self._refused,
        )

    def _make(self) -> None:
        wish, board = self.wish(), self._reminder.board
        target = self._target()
        if target is None:
            return
        reminders = self._context.office.regime_desk.reminders

        def work(progress: Progress) -> SerialResult:
            return reminders.make(board, wish, target, progress)

        self._context.jobs.long(work, self._made, title="Đang làm thư nhắc…", touches=TOUCHED)
        self.accept()

    def _made(self, made: SerialResult) -> None:
        self._done(made)

    def _target(self) -> SerialTarget | None:
        start = self._context.export_folder / f"nhac-bao-cao-{self._reminder.board.period.id}.docx"
        path: Path | None = ask_target(self, "Ghi các thư vào một tệp để in", start, (WORD, PDF))
        if path is None:
            return None
        self._context.desk.change(last_export_folder=str(path.parent))
        return SerialTarget(path=path, ending=path.suffix.casefold())
