"""What the keys and menus of Nhật ký do, one slot an action."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from wardapp.core.daylog import LogLine
from wardapp.ui.affair import open_cited
from wardapp.ui.listing.view import RowView
from wardapp.ui.page import Page
from wardapp.ui.pages.daylog_actions import MENU
from wardapp.ui.pages.daylog_entry import EntryCard
from wardapp.ui.pages.daylog_filter import LogFilter
from wardapp.ui.pages.daylog_target import change_target
from wardapp.ui.pages.daylog_work import LogWork
from wardapp.ui.widgets.cards import Way

REPEATED = "Lặp lại dòng ghi gần nhất."
COPIED = "Chép từ dòng đang chọn."


class LogDeeds(Page):
    """The actions; the page that lists the lines has the rest."""

    entry: EntryCard
    filter: LogFilter
    list: RowView
    work: LogWork

    def chosen(self) -> LogLine | None:
        """Return the chosen line."""
        raise NotImplementedError

    def start_line(self) -> None:
        """Go into Nội dung."""
        self.entry.content.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.entry.content.line.selectAll()

    def amend(self) -> None:
        """Put the chosen line into the entry card."""
        line = self.chosen()
        if line is not None:
            self.entry.load(line)

    def remove(self) -> None:
        """Remove the chosen line."""
        self.work.remove(self.chosen())

    def attach_files(self) -> None:
        """Choose files and keep them as evidence of the chosen line."""
        self.work.attach(self.chosen())

    def open_evidence(self) -> None:
        """Open the first evidence of the chosen line in its own program."""
        self.work.open_evidence(self.chosen())

    def open_cited(self) -> None:
        """Go to the dispatch that the chosen line names."""
        line = self.chosen()
        if line is not None:
            open_cited(self, self.context, f"{line.content}\n{line.note}")

    def export(self) -> None:
        """Write what is shown to an Excel file."""
        self.work.export(self.filter.query, self.filter.cell, self.filter.words)

    def focus_filter(self) -> None:
        """Go into the filter."""
        self.filter.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.text.selectAll()

    def show_missing(self) -> None:
        """Show only lines without evidence."""
        self.filter.take_missing()

    def ways(self) -> tuple[Way, ...]:
        """Return what can be done with the chosen line."""
        run = self.context.frame.run_action
        return tuple(
            Way(each.title, lambda found=each.id: run(found), each.icon, each.cap)  # type: ignore[misc]
            for each in MENU
            if self.can(each.id)
        )

    def _open_menu(self, spot: QPoint) -> None:
        menu = QMenu(self)
        for way in self.ways():
            menu.addAction(f"{way.text}\t{way.key}" if way.key else way.text, way.run)
        menu.exec(self.list.viewport().mapToGlobal(spot))

    # ---- many lines, pictures, the target -----------------------------------------------------

    def repeat(self) -> None:
        """Put the line written last into the card once more."""
        daylog = self.context.office.daylog
        self.context.jobs.read(
            daylog.last,
            lambda line: self.entry.repeat(line, REPEATED) if line else self.start_line(),
            key="daylog.last",
            owner=self,
        )

    def duplicate(self) -> None:
        """Put the chosen line into the card as a new one of today."""
        line = self.chosen()
        if line is not None:
            self.entry.repeat(line, COPIED)

    def switch_more(self) -> None:
        """Show or hide time, minutes, interactions and note."""
        self.entry.switch_more()

    def paste_many(self) -> None:
        """Go where many lines are pasted."""
        self.context.frame.go("log_paste")

    def show_charts(self) -> None:
        """Show the charts of the month or quarter in sight."""
        self.context.frame.go("log_charts", self.filter.month)

    def change_target(self) -> None:
        """Ask for another target of digital items."""
        change_target(self.context, self)

    def detach(self) -> None:
        """Take an evidence file off the chosen line; of several the clerk chooses one."""
        line = self.chosen()
        if line is None:
            return
        if len(line.attachments) == 1:
            self.work.detach(line, line.attachments[0])
            return
        menu = QMenu(self)
        for each in line.attachments:
            menu.addAction(each.name, partial(self.work.detach, line, each))
        menu.exec(self.list.viewport().mapToGlobal(QPoint(40, 40)))
