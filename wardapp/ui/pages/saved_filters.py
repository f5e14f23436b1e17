"""The named filters of a register page: chosen from a menu, kept, renamed, removed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QMenu

from wardapp.core.dispatches import ListQuery
from wardapp.core.lists import NamedQuery
from wardapp.ui.context import Context
from wardapp.ui.dialogs import Dialog, ask_fields
from wardapp.ui.jobs import Book
from wardapp.ui.pages.incoming_filter import FilterBar
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.fields import ChoiceField, LineField

KEEP = "Lưu bộ lọc đang dùng…"
CHANGE = "Đổi tên, bỏ bộ lọc…"
NONE_YET = "Chưa có bộ lọc nào được lưu. Hãy lọc danh sách rồi chọn “Lưu bộ lọc đang dùng”."

_DROP = 2
"""What the dialog answers when the filter shall go; 1 renames it."""


class FilterShelf(QObject):
    """Knows the named filters of one page and offers them in the menu of its filter bar."""

    def __init__(self, page: str, bar: FilterBar, context: Context) -> None:
        super().__init__(bar)
        self._page, self._bar, self._context = page, bar, context
        self.kept: tuple[NamedQuery, ...] = ()
        bar.offer_more = self._offer
        bar.name_of = self._name_of
        context.jobs.touched.connect(self._follow)
        self.read()

    def read(self) -> None:
        """Read the filters again."""
        filters, page = self._context.office.saved_filters, self._page
        self._context.jobs.read(
            lambda: filters.all(page), self._take, key=f"{page}.filters", owner=self
        )

    def _follow(self, books: frozenset[Book]) -> None:
        if Book.FILTERS in books:
            self.read()

    def _take(self, kept: tuple[NamedQuery, ...]) -> None:
        self.kept = kept
        self._bar.mark()

    def _name_of(self, query: ListQuery) -> str:
        """Return the name of the filter that is in use, "" without any."""
        plain = replace(query, sort="")
        return next((each.name for each in self.kept if replace(each.query, sort="") == plain), "")

    def _offer(self, menu: QMenu) -> None:
        if menu.actions():
            menu.addSeparator()
        for each in self.kept:
            entry = menu.addAction(each.name, partial(self._bar.show_query, each.query))
            entry.setCheckable(True)
            entry.setChecked(self._name_of(self._bar.query) == each.name)
        if self._context.office.read_only:
            return
        menu.addAction(KEEP, self.keep)
        if self.kept:
            menu.addAction(CHANGE, self.change)

    def open(self) -> None:
        """Open the menu of named filters alone."""
        menu = QMenu(self._bar)
        self._offer(menu)
        self._bar.show_menu(menu)

    def keep(self) -> None:
        """Ask for a name and keep the filter in use under it."""
        field = LineField(self._context.theme, "Tên bộ lọc", "Quá hạn của Tổ Tuyên giáo")
        query = self._bar.query
        field.set_text(self._name_of(query) or query.text)
        sentence = "Giữ năm, cơ quan, sổ, tình trạng, chữ đang tìm và thứ tự. Trùng tên thì ghi đè."
        if ask_fields(
            self._bar, self._context.theme, "Lưu bộ lọc", (field,), "Lưu bộ lọc", sentence
        ):
            filters, page, name = self._context.office.saved_filters, self._page, field.text()
            self._write(lambda: filters.keep(page, name, query), "Đã lưu bộ lọc {name}.")

    def change(self) -> None:
        """Rename or remove a filter."""
        if not self.kept:
            self._context.frame.toast(NONE_YET)
            return
        theme = self._context.theme
        filters = self._context.office.saved_filters
        dialog = Dialog(self._bar, theme, "Đổi tên, bỏ bộ lọc", "", "filter")
        choice = ChoiceField(theme, "Bộ lọc", tuple((each.id, each.name) for each in self.kept))
        name = LineField(theme, "Tên mới")
        for field in (choice, name):
            dialog.room.addWidget(field)
        drop = dialog.add_button("Bỏ bộ lọc", Kind.DANGER)
        drop.clicked.connect(lambda: dialog.done(_DROP))
        dialog.add_stretch()
        dialog.add_close("Thôi")
        dialog.add_button("Đổi tên", Kind.PRIMARY, key="Enter", accepts=True)
        name.setFocus()
        answer = dialog.exec()
        if answer == QDialog.DialogCode.Rejected:
            return
        chosen = next(each for each in self.kept if each.id == choice.value())
        new_name = name.text()
        if answer == _DROP:
            self._write(partial(self._removed, chosen), "Đã bỏ bộ lọc {name}.")
        else:
            self._write(lambda: filters.rename(chosen.id, new_name), "Bộ lọc nay tên là {name}.")

    def _removed(self, chosen: NamedQuery) -> NamedQuery:
        """Remove a filter (runs in a lane) and return what it was."""
        self._context.office.saved_filters.remove(chosen.id)
        return chosen

    def _write(self, work: Callable[[], NamedQuery], sentence: str) -> None:
        frame = self._context.frame
        self._context.jobs.write(
            work,
            lambda done: frame.toast(sentence.format(name=done.name), frame.undo),
            touches={Book.FILTERS},
        )
