"""What is done on the board of reports: reminders, receipt on paper, excuse, the list out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from wardapp.core.errors import BadDate
from wardapp.core.regime_views import BoardRow, ReportBoard
from wardapp.core.serial import SerialResult
from wardapp.ui.context import Context
from wardapp.ui.dialogs import ask_fields
from wardapp.ui.file_dialogs import EXCEL, PDF, WORD, ask_target
from wardapp.ui.jobs import Book
from wardapp.ui.pages.catalogue_fields import a_line
from wardapp.ui.pages.report_board_remind import RemindDialog, Reminder
from wardapp.ui.widgets.fields import DateField

TOUCHED = frozenset({Book.REGIMES})


class BoardDeeds:
    """Opens forms over the board and writes what they hold."""

    def __init__(self, page: QWidget, context: Context) -> None:
        self._page, self._context = page, context

    def remind(self, board: ReportBoard) -> None:
        """Show the reminder to all late units, ready to be changed and made."""
        reminders = self._context.office.regime_desk.reminders
        self._context.jobs.read(
            lambda: Reminder(board, reminders.late(board), reminders.usual(board)),
            self._open_reminder,
            key="report_board.remind",
            owner=self._page,
        )

    def _open_reminder(self, reminder: Reminder) -> None:
        if not reminder.late:
            self._context.frame.toast("Không có đơn vị nào chậm.")
            return
        dialog = RemindDialog(self._page, self._context, reminder, self._reminded)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _reminded(self, made: SerialResult) -> None:
        number = f", số {made.lines[0].number_symbol}" if made.lines else ""
        more = f" đến {made.lines[-1].number_symbol}" if len(made.lines) > 1 else ""
        words = made.warning or f"Đã làm {made.letters} thư nhắc{number}{more}."
        self._context.frame.toast(words)

    def receive(self, board: ReportBoard, row: BoardRow) -> None:
        """Ask on which day a report came by another way than a file."""
        theme, today = self._context.theme, self._context.clock.today
        day = DateField(theme, "Ngày nhận", today)
        day.set_day(today())
        sentence = f"{row.unit_name} gửi bằng giấy hoặc cách khác, không có tệp ở đây."
        if not ask_fields(self._page, theme, "Ghi đã nhận báo cáo", (day,), "Ghi", sentence):
            return
        try:
            received = day.day()
        except BadDate as fault:
            self._context.frame.toast(fault.sentence)
            return
        boards = self._context.office.regime_desk.boards
        self._write(lambda: boards.receive(board, (row.unit_id,), received), "Đã ghi nhận báo cáo.")

    def excuse(self, board: ReportBoard, row: BoardRow) -> None:
        """Ask why nothing is expected of a unit this time."""
        theme = self._context.theme
        why = a_line(theme, "Lý do", "", "Ví dụ: sáp nhập từ 01/6")
        title = f"Miễn báo cáo {board.period.label}"
        if not ask_fields(self._page, theme, title, (why,), "Miễn", row.unit_name):
            return
        if not why.text():
            self._context.frame.toast("Chưa miễn: cần ghi lý do.")
        else:
            boards, reason = self._context.office.regime_desk.boards, why.text()
            self._write(
                lambda: boards.excuse(board, (row.unit_id,), reason), f"Đã miễn {row.unit_name}."
            )

    def expect(self, board: ReportBoard, row: BoardRow) -> None:
        """Take back a receipt on paper or an excuse."""
        boards, ids = self._context.office.regime_desk.boards, (row.unit_id,)
        if row.excused:
            self._write(lambda: boards.excuse(board, ids, ""), "Đã bỏ miễn báo cáo.")
        else:
            self._write(lambda: boards.receive(board, ids, None), "Đã bỏ ghi nhận.")

    def _write(self, work: Callable[[], object], words: str) -> None:
        frame = self._context.frame
        self._context.jobs.write(
            work, lambda _kept: frame.toast(words, frame.undo), touches=TOUCHED
        )

    def export(self, board: ReportBoard, *, only_late: bool) -> None:
        """Write the board to a Word, Excel or PDF file."""
        context = self._context
        start = context.export_folder / f"theo-doi-bao-cao-{board.period.id}.xlsx"
        target = ask_target(self._page, "Xuất bảng theo dõi", start, (EXCEL, WORD, PDF))
        if target is None:
            return
        context.desk.change(last_export_folder=str(target.parent))
        boards, exporting = context.office.regime_desk.boards, context.office.exporting
        context.jobs.write(
            lambda: exporting.printout_to(boards.paper(board, only_late=only_late), target),
            lambda path: context.frame.toast(f"Đã xuất ra {path.name}."),
            title="Đang xuất…",
        )
