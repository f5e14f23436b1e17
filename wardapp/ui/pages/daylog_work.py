"""Joins Nhật ký to its services: write, amend, remove, attach, export; then say what happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from wardapp.core.daylog import LogEntry, LogLine, LogQuery
from wardapp.core.dispatches import Attachment
from wardapp.core.errors import WardError
from wardapp.services.daylog_book import FILE_STEM, lines_of, log_printout
from wardapp.services.file_stems import safe_stem
from wardapp.services.office import Office
from wardapp.ui.context import Context
from wardapp.ui.file_dialogs import EXCEL, PDF, WORD, Purpose, ask_files, ask_target
from wardapp.ui.jobs import Book
from wardapp.ui.outside import show_kept, show_link
from wardapp.ui.pages.daylog_entry import EntryCard
from wardapp.ui.pages.daylog_fields import PASTED
from wardapp.ui.pages.daylog_reading import lines_of_cell
from wardapp.ui.pages.daylog_rows import CellLines
from wardapp.ui.pages.daylog_typed import Order

TOUCHED = frozenset({Book.DAYLOG, Book.REPORTS})


class WritingPage(Protocol):
    """What the work needs of the page."""

    entry: EntryCard

    def written(self, line: LogLine) -> None:
        """Make ready for the next line."""
        ...


class LogWork:
    """Runs in the lanes and reports on the page."""

    def __init__(self, page: WritingPage, context: Context) -> None:
        self._page, self._context = page, context

    @property
    def _parent(self) -> QWidget:
        return self._page.entry.window()

    def write(self, order: Order) -> None:
        """Write a new line, or a changed one."""
        office, pasted = self._context.office, self._context.places.data / PASTED
        self._context.jobs.write(
            lambda: written(office, order, pasted),
            self._say_written,
            touches=TOUCHED,
            on_refused=self._refuse,
        )

    def _say_written(self, done: tuple[LogLine, str]) -> None:
        line, sentence = done
        self._page.written(line)
        self._context.frame.toast(sentence, self._context.frame.undo)

    def _refuse(self, error: WardError) -> None:
        self._page.entry.release()
        self._page.entry.refuse(error)

    def remove(self, line: LogLine | None) -> None:
        """Remove a line; undo brings it back."""
        if line is None:
            return
        daylog, frame = self._context.office.daylog, self._context.frame
        self._context.jobs.write(
            lambda: daylog.remove(line.id),
            lambda _none: frame.toast(f"Đã xóa dòng: {line.content}", frame.undo),
            touches=TOUCHED,
        )

    def attach(self, line: LogLine | None) -> None:
        """Ask for files and keep them as evidence of a line."""
        if line is None:
            return
        desk = self._context.desk
        files = ask_files(self._parent, desk, Purpose.EVIDENCE, "Chọn tệp minh chứng")
        if files:
            self.attach_paths(line, files)

    def attach_paths(self, line: LogLine, files: tuple[Path, ...]) -> None:
        """Keep files as evidence of a line."""
        daylog, frame = self._context.office.daylog, self._context.frame
        self._context.jobs.write(
            lambda: daylog.attach(line.id, *files),
            lambda _line: frame.toast(f"Đã thêm {len(files)} tệp minh chứng.", frame.undo),
            touches=TOUCHED,
        )

    def detach(self, line: LogLine, attachment: Attachment) -> None:
        """Take a file off a line; undo brings it back."""
        daylog, frame = self._context.office.daylog, self._context.frame
        self._context.jobs.write(
            lambda: daylog.detach(line.id, attachment),
            lambda _line: frame.toast(f"Đã bỏ minh chứng {attachment.name}", frame.undo),
            touches=TOUCHED,
        )

    def open_evidence(self, line: LogLine | None) -> None:
        """Open the first file or link of a line in its own program."""
        if line is None:
            return
        if not line.attachments:
            link = line.evidence_links[0] if line.evidence_links else ""
            show_link(self._context, link)
            return
        show_kept(self._context, self._parent, line.attachments[0])

    def export(self, query: LogQuery, cell: CellLines | None, words: str) -> None:
        """Ask where to, and write what is shown."""
        context, office = self._context, self._context.office
        start = context.export_folder / f"{safe_stem(f'{FILE_STEM} {words}')}.xlsx"
        target = ask_target(self._parent, "Xuất nhật ký", start, (EXCEL, WORD, PDF))
        if target is None:
            return
        context.desk.change(last_export_folder=str(target.parent))
        title = f"Ô {cell.label}" if cell else words[:1].upper() + words[1:]
        context.jobs.write(
            _exporter(office, query, cell, title, target),
            lambda path: context.frame.toast(f"Đã xuất nhật ký ra {path.name}."),
            title="Đang xuất nhật ký…",
        )


def written(office: Office, order: Order, pasted: Path) -> tuple[LogLine, str]:
    """Write an order and return the line with the sentence that says what was done.

    Pictures that lay in `pasted` are in the office now; their copies there go.
    """
    done = _kept(office, order)
    for file in order.files:
        if file.parent == pasted:
            file.unlink(missing_ok=True)
    return done


def _kept(office: Office, order: Order) -> tuple[LogLine, str]:
    daylog, entry, before = office.daylog, order.entry, order.line
    if before is None:
        line = daylog.add(entry, order.files)
        return line, f"Đã ghi {daylog.sentence(line)}"
    values = {item.name: getattr(entry, item.name) for item in fields(LogEntry)}
    line = daylog.amend(replace(before, **values), before)
    if order.files:
        line = daylog.attach(line.id, *order.files)
    return line, f"Đã sửa dòng: {line.content}"


def _exporter(
    office: Office, query: LogQuery, cell: CellLines | None, title: str, target: Path
) -> Callable[[], Path]:
    def work() -> Path:
        lines = lines_of(office.daylog, query) if cell is None else lines_of_cell(office, cell)
        return office.exporting.printout_to(log_printout(office.daylog, lines, title), target)

    return work
