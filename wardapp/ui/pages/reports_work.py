"""Joins Báo cáo to its services: write cells, close, export, print; then say what happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from PySide6.QtWidgets import QWidget

from wardapp.core.errors import BadDate, WardError
from wardapp.core.forms import CellKey, FilledForm
from wardapp.services.file_stems import safe_stem
from wardapp.ui.context import Context
from wardapp.ui.file_dialogs import EXCEL, PDF, WORD, ask_target
from wardapp.ui.jobs import Book
from wardapp.ui.official_export import export_official
from wardapp.ui.pages import reports_dialogs as asking
from wardapp.ui.pages.reports_checks import CheckGroup
from wardapp.ui.pages.reports_reading import Sheet
from wardapp.ui.printing import chosen_pages, print_pdf, wished_printer

TOUCHED = frozenset({Book.REPORTS})
KINDS = {".docx": (WORD, PDF), ".xlsx": (EXCEL,)}


class ReportsView(Protocol):
    """What the work needs of the page."""

    sheet: Sheet | None

    def window(self) -> QWidget:
        """Return the window."""
        ...

    def say_fault(self, sentence: str) -> None:
        """Show why something was not written."""
        ...

    def go_to(self, key: CellKey) -> None:
        """Show a cell and choose it."""
        ...


class ReportsWork:
    """Runs in the lanes and reports on the page."""

    def __init__(self, page: ReportsView, context: Context) -> None:
        self._page, self._context = page, context

    # ---- cells -------------------------------------------------------------------------------

    def type_into(self, key: CellKey, text: str) -> None:
        """Write what was typed into a cell; over a computed figure a reason is asked."""
        sheet = self._page.sheet
        cell = sheet.cell(key) if sheet else None
        if sheet is None or cell is None:
            return
        needs_reason = sheet.is_closed or (cell.computed is not None and not cell.reason)
        if not text.strip():
            self._clear(sheet, key)
        elif needs_reason:
            self.override(key, asking.Override(text))
        else:
            self._put(sheet, ((key, text),), "", "")

    def override(self, key: CellKey, before: asking.Override | None = None) -> None:
        """Ask for value and reason and write them over a figure; what is refused stays typed."""
        sheet = self._page.sheet
        if sheet is None:
            return
        wanted = asking.ask_override(self._page.window(), self._context.theme, sheet, key, before)
        if wanted is None:
            return
        said = f"Đã sửa tay ô {sheet.label(key)}: {wanted.text}"

        def again(error: WardError) -> None:
            self.override(key, replace(wanted, fault=error.sentence))

        self._put(sheet, ((key, wanted.text),), wanted.reason, said, again)

    def paste(self, values: tuple[tuple[CellKey, str], ...]) -> None:
        """Write a pasted block as one step."""
        sheet = self._page.sheet
        if sheet is None:
            return
        cells = [sheet.cell(key) for key, _text in values]
        over = any(cell is not None and cell.computed is not None for cell in cells)
        reason = ""
        if over or sheet.is_closed:
            reason = asking.ask_pasting(self._page.window(), self._context.theme, len(values))
            if not reason:
                return
        self._put(sheet, values, reason, f"Đã dán {len(values)} ô")

    def act(self, group: CheckGroup) -> None:
        """Do the one action of a check."""
        sheet, first = self._page.sheet, group.results[0]
        if sheet is None:
            return
        if first.action == "zero":
            keys = tuple(key for check in group.results for key in check.cells)
            blank = [key for key in keys if (cell := sheet.cell(key)) and cell.value is None]
            values = tuple((key, "0") for key in blank)
            words = f"Đã ghi 0 vào {len(values)} ô"
            if len(values) == 1:
                words = f"Đã ghi 0 vào ô {sheet.label(values[0][0])}"
            self._put(sheet, values, "", words)
        elif first.action == "explain" and first.cells:
            self._explain(sheet, first.cells)
        elif first.cells:
            self._page.go_to(first.cells[0])
        else:
            code = first.table
            rows = sheet.filled.table(code).rows
            if rows and rows[0].cells:
                self._page.go_to(rows[0].cells[0].key)

    def _explain(self, sheet: Sheet, keys: tuple[CellKey, ...]) -> None:
        texts = [key for key in keys if sheet.column(key).type.value == "text"]
        key = texts[0] if texts else keys[0]
        cell, row = sheet.cell(key), sheet.row(key)
        before = str(cell.value or "") if cell else ""
        title = f"Giải trình {key.row} {row.label if row else ''}".strip()
        label = sheet.column(key).label
        said = asking.ask_text(self._page.window(), self._context.theme, title, label, before)
        if said:
            self._put(sheet, ((key, said),), "", f"Đã ghi giải trình {key.row}")

    def restore(self, key: CellKey) -> None:
        """Take the typed value away; the computed one stands again."""
        sheet = self._page.sheet
        cell = sheet.cell(key) if sheet else None
        if sheet is not None and cell is not None and cell.is_typed:
            self._clear(sheet, key)

    def _clear(self, sheet: Sheet, key: CellKey) -> None:
        reporting, filled = self._context.office.reporting, sheet.filled
        reason = ""
        if sheet.is_closed:
            wanted = asking.ask_text(
                self._page.window(), self._context.theme, f"Xóa ô {sheet.label(key)}", "Lý do", ""
            )
            if not wanted:
                return
            reason = wanted
        self._write(
            lambda: reporting.of(filled.scope).clear(filled.form_id, filled.period.id, key, reason),
            f"Đã trả lại ô {sheet.label(key)}",
        )

    def _put(
        self,
        sheet: Sheet,
        values: tuple[tuple[CellKey, str], ...],
        reason: str,
        said: str,
        refused: Callable[[WardError], None] | None = None,
    ) -> None:
        reporting, filled = self._context.office.reporting, sheet.filled
        if values:
            self._write(
                lambda: reporting.of(filled.scope).put_all(
                    filled.form_id, filled.period.id, values, reason
                ),
                said,
                refused,
            )

    def _write(
        self,
        work: Callable[[], FilledForm],
        said: str,
        refused: Callable[[WardError], None] | None = None,
    ) -> None:
        frame = self._context.frame
        if self._context.office.read_only:
            self._page.say_fault("Sổ đang mở chỉ để xem.")
            return
        self._context.jobs.write(
            work,
            lambda _filled: frame.toast(said, frame.undo) if said else None,
            touches=TOUCHED,
            on_refused=refused or self._refuse,
        )

    def _refuse(self, error: WardError) -> None:
        self._page.say_fault(error.sentence)

    # ---- rows, period, closing ---------------------------------------------------------------

    def add_row(self, table: str) -> None:
        """Add a row to a growing table and go into it."""
        sheet, reporting = self._page.sheet, self._context.office.reporting
        if sheet is None:
            return
        form, period = sheet.filled.form_id, sheet.filled.period.id
        self._context.jobs.write(
            lambda: reporting.add_row(form, period, table),
            lambda filled: self._page.go_to(filled.table(table).rows[-1].cells[0].key),
            touches=TOUCHED,
            on_refused=self._refuse,
        )

    def remove_row(self, key: CellKey) -> None:
        """Remove a row of a growing table; undo brings it back."""
        sheet, reporting = self._page.sheet, self._context.office.reporting
        row = sheet.row(key) if sheet else None
        if sheet is None or row is None:
            return
        form, period = sheet.filled.form_id, sheet.filled.period.id
        self._write(
            lambda: reporting.remove_row(form, period, key.table, key.row),
            f"Đã xóa dòng {row.label} của Biểu {key.table}",
        )

    def close(self) -> None:
        """Ask once and freeze the figures."""
        sheet, context = self._page.sheet, self._context
        if sheet is None:
            return
        today = context.clock.today()
        if asking.ask_close(self._page.window(), context.theme, sheet, today):
            form, period = sheet.filled.form_id, sheet.filled.period
            scope = sheet.filled.scope
            self._write(
                lambda: context.office.reporting.of(scope).close(form, period.id),
                f"Đã chốt báo cáo {asking.period_words(period, today)}",
            )

    def reopen(self) -> None:
        """Ask why and let the figures follow the log again."""
        sheet, context = self._page.sheet, self._context
        if sheet is None:
            return
        form, period = sheet.filled.form_id, sheet.filled.period
        scope = sheet.filled.scope
        words = asking.period_words(period, context.clock.today())
        reason = asking.ask_reopen(self._page.window(), context.theme, words)
        if reason:
            self._write(
                lambda: context.office.reporting.of(scope).reopen(form, period.id, reason),
                f"Đã mở lại báo cáo {words}",
            )

    def set_window(self) -> None:
        """Ask which days the report covers."""
        sheet, context = self._page.sheet, self._context
        if sheet is None:
            return
        form, period = sheet.filled.form_id, sheet.filled.period
        scope = sheet.filled.scope
        try:
            days = asking.ask_window(self._page.window(), context, period)
        except BadDate as fault:
            self._page.say_fault(fault.sentence)
            return
        if days is not None:
            self._write(
                lambda: context.office.reporting.of(scope).set_window(form, period.id, *days),
                "Đã đổi thời gian lấy số liệu",
            )

    def sign_off(self) -> None:
        """Ask who prepared the report."""
        sheet, context = self._page.sheet, self._context
        named = asking.ask_sign_off(self._page.window(), context.theme, sheet) if sheet else None
        if sheet is not None and named is not None:
            form, period = sheet.filled.form_id, sheet.filled.period.id
            scope = sheet.filled.scope
            self._write(
                lambda: context.office.reporting.of(scope).sign_off(form, period, *named),
                "Đã ghi người lập báo cáo",
            )

    # ---- out ---------------------------------------------------------------------------------

    def export(self, ending: str) -> None:
        """Ask where to, and write the report as Word, PDF or Excel."""
        sheet, context = self._page.sheet, self._context
        if sheet is None:
            return
        stem = safe_stem(f"{sheet.spec.label} {sheet.filled.period.label}")
        start = context.export_folder / f"{stem}{ending}"
        target = ask_target(self._page.window(), "Xuất báo cáo", start, KINDS[ending])
        if target is None:
            return
        filled = sheet.filled
        context.desk.change(last_export_folder=str(target.parent))
        context.jobs.write(
            lambda: context.office.exporting.form_to(filled, target),
            lambda path: context.frame.toast(f"Đã xuất báo cáo ra {path.name}."),
            title="Đang xuất báo cáo…",
        )

    def export_official(self) -> None:
        """Ask where to, and write the report into the official file of its form."""
        sheet, context = self._page.sheet, self._context
        official = sheet.spec.official if sheet else None
        if sheet is None or official is None:
            return
        filled = sheet.filled
        name = f"{sheet.spec.label} {filled.period.label}"
        ending = f".{official.kind}"
        export_official(self._page.window(), context, name, ending, lambda: filled)

    def print_form(self) -> None:
        """Make the pages and ask for the printer."""
        sheet, context = self._page.sheet, self._context
        if sheet is None:
            return
        exporting, filled = context.office.exporting, sheet.filled

        def pages() -> tuple[bytes, tuple[tuple[float, float], ...]]:
            pdf = exporting.printout_pdf(exporting.form(filled))
            return pdf, exporting.page_sizes(pdf)

        context.jobs.render(pages, lambda made: self._send(sheet, *made), key="reports.print")

    def _send(self, sheet: Sheet, pdf: bytes, sizes: tuple[tuple[float, float], ...]) -> None:
        context, title = self._context, f"{sheet.spec.label}, {sheet.filled.period.label}"
        printer = wished_printer(context, self._page.window(), title, sizes)
        if printer is not None:
            pages = chosen_pages(printer, len(sizes))
            context.jobs.long(
                print_pdf(printer, pdf, context.office.exporting, pages),
                lambda _count: context.frame.toast(f"Đã in {title}."),
                title=f"Đang in {title}…",
            )
