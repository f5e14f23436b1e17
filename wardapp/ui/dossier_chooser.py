"""Đưa vào hồ sơ: a small chooser over the open dossiers, for one record or for several lines."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from wardapp.core.dossier_views import DossierChoice, RecordRef
from wardapp.core.dossiers import Dossier
from wardapp.core.text import fold
from wardapp.ui.actions import Action
from wardapp.ui.context import Context
from wardapp.ui.dialogs import Dialog
from wardapp.ui.jobs import Book
from wardapp.ui.listing.cells import Cell, Column, RowLook
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import RowView
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.fields import LineField
from wardapp.ui.widgets.texts import Text

FILE_KEY = "Ctrl+H"
LIST_HEIGHT, WIDTH = 268, 620
MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 5,
    Qt.Key.Key_PageUp: -5,
}


def file_action(page: str) -> Action:
    """Return the action that a page with records declares; its slot is `file_in_dossier`."""
    return Action(
        id=f"{page}.file",
        title="Đưa vào hồ sơ, rút khỏi hồ sơ",
        button="Vào hồ sơ",
        slot="file_in_dossier",
        page=page,
        key=FILE_KEY,
        icon="folder",
        needs_writing=True,
    )


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the clerk chose: a dossier, and whether the records go in or come out."""

    dossier: Dossier
    takes_out: bool


def file_records(page: QWidget, context: Context, refs: tuple[RecordRef, ...]) -> None:
    """Ask which dossier and put the records into it; said in a toast, taken back by Ctrl+Z."""
    if not refs:
        return
    dossiers = context.office.dossiers
    context.jobs.read(
        lambda: dossiers.choices(refs),
        lambda choices: _ask(page, context, refs, choices),
        key="dossiers.choices",
        owner=page,
    )


def _ask(
    page: QWidget,
    context: Context,
    refs: tuple[RecordRef, ...],
    choices: tuple[DossierChoice, ...],
) -> None:
    if not choices:
        context.frame.toast("Chưa có hồ sơ nào đang mở. Anh, chị lập hồ sơ ở trang Hồ sơ.")
        context.frame.go("dossiers")
        return
    dialog = DossierChooser(page, context.theme, choices, len(refs))
    if dialog.exec() and dialog.chosen is not None:
        _write(context, refs, dialog.chosen)


def _write(context: Context, refs: tuple[RecordRef, ...], chosen: Chosen) -> None:
    dossiers, frame = context.office.dossiers, context.frame
    deed = dossiers.take_out if chosen.takes_out else dossiers.file
    said = (
        "Đã rút {count} khỏi hồ sơ {symbol}."
        if chosen.takes_out
        else ("Đã đưa {count} vào hồ sơ {symbol}.")
    )
    count = "văn bản" if len(refs) == 1 else f"{len(refs)} văn bản"
    context.jobs.write(
        lambda: deed(chosen.dossier.id, refs),
        lambda done: frame.toast(said.format(count=count, symbol=done.symbol), frame.undo),
        touches={Book.DOSSIERS, Book.INCOMING, Book.OUTGOING, Book.DRAFTS},
    )


class DossierChooser(Dialog):
    """Typing narrows, ↑ ↓ choose, Enter files; one that holds all records gives them back."""

    def __init__(
        self, parent: QWidget, theme: Theme, choices: tuple[DossierChoice, ...], count: int
    ) -> None:
        what = "văn bản" if count == 1 else f"{count} văn bản"
        super().__init__(parent, theme, f"Đưa {what} vào hồ sơ nào?", "", "folder")
        self._choices = choices
        self.chosen: Chosen | None = None
        self.words = LineField(theme, "Tìm hồ sơ", "Ký hiệu hoặc vài chữ của tiêu đề")
        self.rows: RowList[DossierChoice] = RowList(_columns(), lambda _row: RowLook.NORMAL, self)
        self.list = RowView(theme, "Hồ sơ đang mở")
        self.list.hide_head()
        self.list.show_model(self.rows)
        self.list.setFixedHeight(theme.px(LIST_HEIGHT))
        self._none = Text(theme, "Không có hồ sơ nào khớp.", Role.SMALL, "text2")
        for part in (self.words, self.list, self._none):
            self.room.addWidget(part)
        self.setFixedWidth(min(theme.px(WIDTH), parent.window().width() - 40))
        self.add_stretch()
        self.add_close("Thôi")
        self.yes = self.add_button("Đưa vào hồ sơ", Kind.PRIMARY, key="Enter")
        self._connect()
        self._show(choices)
        self.words.setFocus()

    def _connect(self) -> None:
        self.yes.clicked.connect(self._take)
        self.words.line.textChanged.connect(self._narrow)
        self.words.line.installEventFilter(self)
        self.list.chosen.connect(self._follow)
        self.list.opened.connect(lambda _row: self._take())

    def _narrow(self) -> None:
        words = fold(self.words.text()).split()
        self._show(tuple(each for each in self._choices if _fits(each, words)))

    def _show(self, choices: tuple[DossierChoice, ...]) -> None:
        self.rows.show(choices)
        self._none.setVisible(not choices)
        self.list.setVisible(bool(choices))
        self.yes.setEnabled(bool(choices))
        if choices:
            self.list.choose(0)
            self._follow(0)

    def _follow(self, row: int) -> None:
        choice = self.rows.row_at(row) if row >= 0 else None
        is_in = isinstance(choice, DossierChoice) and choice.holds_all
        self.yes.setText("Rút khỏi hồ sơ" if is_in else "Đưa vào hồ sơ")

    def _take(self) -> None:
        choice = self.rows.row_at(self.list.chosen_row) if self.list.chosen_row >= 0 else None
        if isinstance(choice, DossierChoice):
            self.chosen = Chosen(choice.dossier, choice.holds_all)
            self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows go through the list while the typing goes on."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = MOVES.get(Qt.Key(event.key()))
            if step is not None and self.rows.rowCount():
                row = max(0, min(self.rows.rowCount() - 1, self.list.chosen_row + step))
                self.list.choose(row)
                return True
        return super().eventFilter(watched, event)


def _fits(choice: DossierChoice, words: list[str]) -> bool:
    dossier = choice.dossier
    text = fold(f"{dossier.symbol} {dossier.title} {dossier.heading} {dossier.year}")
    return all(word in text for word in words)


def _columns() -> tuple[Column[DossierChoice], ...]:
    return (
        Column(
            "Ký hiệu",
            104,
            lambda row: Cell(
                first=row.dossier.symbol, second=str(row.dossier.year), is_strong=True
            ),
        ),
        Column("Hồ sơ", 0, lambda row: Cell(first=row.dossier.title, second=_why(row))),
        Column("Văn bản", 128, _held),
    )


def _why(row: DossierChoice) -> str:
    return row.why or row.dossier.heading


def _held(row: DossierChoice) -> Cell:
    if row.holds_all:
        return Cell(first="Đang ở đây", tone="ok", has_tick=True)
    return Cell(first=f"{row.papers} văn bản" if row.papers else "Chưa có", tone="text2")
