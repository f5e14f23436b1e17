"""The dialog that sends a package: the form, the progress, and what to do when it is done."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QWidget

from wardapp.core.errors import BadValue, WardError
from wardapp.core.exchange import Stick
from wardapp.ui.context import Context
from wardapp.ui.dialogs import Dialog
from wardapp.ui.jobs import Book, JobProgress, Report
from wardapp.ui.outside import show_outside
from wardapp.ui.pages.exchange_send_form import FOLDER, MAIL, TITLES, USB, WHAT, Matter, SendForm
from wardapp.ui.pages.exchange_sending import Sent, send
from wardapp.ui.theme import Role
from wardapp.ui.widgets.busy_bar import BusyBar
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.cards import Notice, Way
from wardapp.ui.widgets.texts import Text

TOUCHES = frozenset({Book.EXCHANGE, Book.OUTGOING, Book.REPORTS})
WIDTH, ROOM, BUSY, LOOK_MS = 560, 0.58, 34, 2000
YES = {USB: "Đóng gói và chép", MAIL: "Đóng gói và soạn thư", FOLDER: "Đóng gói và lưu…"}


class SendDialog(Dialog):
    """Stays open until the package is out, or the clerk thinks better of it."""

    def __init__(self, parent: QWidget, context: Context, matter: Matter) -> None:
        purpose = matter.purpose
        super().__init__(parent, context.theme, TITLES[purpose], WHAT[purpose], "send")
        self._context = context
        self.form = SendForm(context.theme, matter)
        self._fault = Text(context.theme, "", Role.SMALL, "danger", wrap=True)
        self.outcome = Notice(context.theme, "ok")
        self.busy = BusyBar(context.theme, self)
        self._busy_room = QHBoxLayout()
        self.sent: Sent | None = None
        self._area = QScrollArea()
        self._build_form(parent)
        self._sticks_timer = QTimer(self, interval=LOOK_MS)
        self._sticks_timer.timeout.connect(self._look_for_sticks)
        self._connect()
        self._look_for_sticks()

    def _build_form(self, parent: QWidget) -> None:
        theme = self._context.theme
        self.setFixedWidth(min(theme.px(WIDTH), max(parent.window().width() - 24, 1)))
        self._area.setWidget(self.form)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._most = round(parent.window().height() * ROOM)
        self.room.addWidget(self._area)
        self.room.addWidget(self._fault)
        self.room.addWidget(self.outcome)
        self.room.addLayout(self._busy_room)
        self._busy_room.addWidget(self.busy)
        self._fault.hide()
        self.busy.setFixedHeight(theme.px(BUSY))
        self.add_stretch()
        self._close = self.add_button("Thôi", key="Esc")
        self.yes = self.add_button(YES[USB], Kind.PRIMARY, key="Enter", icon="send")
        self._fit_form()

    def _connect(self) -> None:
        self._close.clicked.connect(self.reject)
        self.yes.clicked.connect(self.try_send)
        self.form.changed.connect(self._fit_form)
        self.busy.stopped.connect(self._context.jobs.cancel)
        self._context.jobs.progressed.connect(self._show_progress)
        self._sticks_timer.start()

    def _fit_form(self) -> None:
        """Give the form its height, as far as the window has room."""
        self.yes.setText(YES[str(self.form.way.value())])
        wanted = self.form.sizeHint().height() + 8
        self._area.setFixedHeight(min(wanted, self._most))
        if self.isVisible():
            self.fit()

    def _look_for_sticks(self) -> None:
        exchanging = self._context.office.exchanging
        self._context.jobs.read(
            exchanging.sticks, self._show_sticks, key="exchange.sticks", owner=self
        )

    def _show_sticks(self, sticks: tuple[Stick, ...]) -> None:
        self.form.show_sticks(sticks)

    # ---- sending -----------------------------------------------------------------------------

    def try_send(self) -> None:
        """Read the form and send; what cannot stand is said by its field."""
        if self.sent is not None:
            self.accept()
            return
        self.form.clear_faults()
        self._fault.hide()
        try:
            wish = self.form.wish()
        except BadValue as fault:
            self.refuse(fault)
            return
        folder = self._folder() if wish.way == FOLDER else None
        if wish.way == FOLDER and folder is None:
            return
        self._begin()
        office = self._context.office

        def work(progress: JobProgress) -> Sent:
            return send(office, wish, folder, progress)

        self._context.jobs.long(
            work, self._done, title="Đang đóng gói…", touches=TOUCHES,
            on_refused=self.refuse,
        )  # fmt: skip
        self._context.jobs.idle.connect(self._stopped)

    def _folder(self) -> Path | None:
        start = str(self._context.export_folder)
        name = QFileDialog.getExistingDirectory(self, "Lưu gói vào thư mục", start)
        if name:
            self._context.desk.change(last_export_folder=name)
        return Path(name) if name else None

    def _begin(self) -> None:
        self.form.setEnabled(False)
        self.yes.setEnabled(False)
        self._close.setEnabled(False)
        self.busy.show_work("Đang đóng gói…")
        self.fit()

    def _end(self) -> None:
        self.busy.hide()
        self.form.setEnabled(True)
        self.yes.setEnabled(True)
        self._close.setEnabled(True)
        self.fit()

    def _stopped(self) -> None:
        """Come back to the form after Dừng: nothing was written."""
        self._context.jobs.idle.disconnect(self._stopped)
        if self.sent is None:
            self._end()

    def _show_progress(self, report: Report) -> None:
        if not self.yes.isEnabled():
            self.busy.show_work(report.text, report.done, report.total)

    def refuse(self, error: WardError) -> None:
        """Show why nothing was sent, by its field where there is one."""
        self._end()
        field = self.form.fields().get(error.field) if isinstance(error, BadValue) else None
        if field is not None and not field.isHidden():
            field.refuse(error.sentence)
            field.setFocus()
            QTimer.singleShot(0, field, lambda: self._area.ensureWidgetVisible(field))
        else:
            self._fault.setText(error.sentence)
            self._fault.show()
        self._fit_form()

    def _done(self, sent: Sent) -> None:
        self.sent = sent
        self.busy.hide()
        self._area.hide()
        self._sticks_timer.stop()
        ways = tuple(Way(words, run, icon) for words, run, icon in sent.ways(self._context, self))
        self.outcome.show_notice(sent.title, sent.line, ways)
        self.yes.setText("Xong")
        self.yes.set_icon("checkmark")
        self.yes.setEnabled(True)
        self._close.hide()
        self.yes.setFocus()
        self.fit()
        self._context.frame.toast(sent.title)
        if sent.is_mail and len(sent.opens) == 1:
            show_outside(self._context, sent.opens[0])

    def reject(self) -> None:
        """Close, but not while the package is being written."""
        if self.yes.isEnabled():
            super().reject()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
