"""The question after a restore: the last number on paper of each book, all of them at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from wardapp.core.errors import BadValue, WardError
from wardapp.core.number_views import LastNumber, LastNumbers
from wardapp.core.numbering import SeriesKey
from wardapp.ui.context import Context
from wardapp.ui.dialogs import Dialog
from wardapp.ui.jobs import Book
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.editors import LineEdit
from wardapp.ui.widgets.texts import Text

TITLE = "Số cuối cùng đã cấp trên giấy là số mấy?"
HOW = "Xem số cuối trong từng sổ giấy, tập lưu rồi sửa ô nào chưa đúng. Ô để nguyên là đã đúng."
NEVER_USED = "Sổ chưa cấp số nào (trên giấy cũng chưa có thì để 0)"
TOUCHED = frozenset({Book.INCOMING, Book.OUTGOING, Book.PETITIONS, Book.BOOKS, Book.SAFETY})
WIDTH, EDIT_WIDTH, ROOM = 620, 84, 0.5

Said = dict[SeriesKey, int]
Keep = Callable[[Said, Callable[[], None], Callable[[WardError], None]], None]


@dataclass(frozen=True, slots=True)
class _Line:
    row: LastNumber
    edit: LineEdit


class LastNumbersDialog(Dialog):
    """One line a book with the last number known; `keep` gets what the clerk changed."""

    def __init__(self, parent: QWidget, theme: Theme, known: LastNumbers, keep: Keep) -> None:
        sentence = " ".join(filter(None, (known.sentence, HOW)))
        super().__init__(parent, theme, TITLE, sentence, "number_symbol", "warn")
        self._keep = keep
        self.lines: list[_Line] = []
        self.fault = Text(theme, "", Role.SMALL, "danger", wrap=True)
        self.fault.hide()
        self._lay_out(parent, known.rows)
        self.room.addWidget(self.fault)
        self.setFixedWidth(min(theme.px(WIDTH), parent.window().width() - 40))
        self.add_stretch()
        self.add_close("Thôi")
        self.yes = self.add_button("Xác nhận", Kind.PRIMARY, key="Enter")
        self.yes.clicked.connect(self.try_keep)
        if self.lines:
            self.lines[0].edit.setFocus()

    def _lay_out(self, parent: QWidget, rows: tuple[LastNumber, ...]) -> None:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 10, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        is_told = False
        for row in rows:
            if not (row.last or row.has_lost or is_told):
                is_told = True
                heading = Text(self.theme, NEVER_USED, Role.LABEL, "text3", wrap=True)
                grid.addWidget(heading, grid.rowCount(), 0, 1, 2)
            self._add(grid, row)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes from number to number
        most = round(parent.window().height() * ROOM)
        area.setFixedHeight(min(inside.sizeHint().height() + 8, most))
        self.room.addWidget(area)

    def _add(self, grid: QGridLayout, row: LastNumber) -> None:
        name = f"{row.series} (khối số {row.block})" if row.block else row.series
        label, edit = Text(self.theme, name, Role.BODY, wrap=True), LineEdit()
        edit.setText(str(row.last))
        edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        edit.setFixedWidth(self.theme.px(EDIT_WIDTH))
        edit.setAccessibleName(row.question)
        edit.entered.connect(edit.selectAll)
        at = grid.rowCount()
        grid.addWidget(label, at, 0)
        grid.addWidget(edit, at, 1)
        self.lines.append(_Line(row, edit))

    def try_keep(self) -> None:
        """Read the numbers and hand those that were changed over; close when they were kept."""
        self.fault.hide()
        said: Said = {}
        for line in self.lines:
            typed = line.edit.text().strip()
            if not typed.isdecimal():
                self._refuse(BadValue("number", f"{line.row.series}: hãy gõ một số, ví dụ 15."))
                line.edit.setFocus()
                return
            if int(typed) != line.row.last:
                said[line.row.key] = int(typed)
        self.yes.setEnabled(False)
        self._keep(said, self.accept, self._refuse)

    def _refuse(self, error: WardError) -> None:
        self.yes.setEnabled(True)
        self.fault.setText(error.sentence)
        self.fault.show()
        self.fit()


class LastNumberDeeds:
    """Asks for the last numbers on paper and writes what the clerk says."""

    def __init__(self, page: QWidget, context: Context) -> None:
        self._page, self._context = page, context

    def ask(self) -> None:
        """Read what is known, then ask."""
        context = self._context
        context.jobs.read(
            context.office.last_numbers.look,
            self._show,
            key="safety.last_numbers",
            owner=self._page,
        )

    def _show(self, known: LastNumbers) -> None:
        LastNumbersDialog(self._page, self._context.theme, known, self._write).exec()

    def _write(
        self, said: Said, done: Callable[[], None], refused: Callable[[WardError], None]
    ) -> None:
        context = self._context

        def told(sentence: str) -> None:
            done()
            context.frame.toast(sentence)

        context.jobs.write(
            partial(context.office.last_numbers.confirm_all, said),
            told,
            touches=TOUCHED,
            on_refused=refused,
        )
