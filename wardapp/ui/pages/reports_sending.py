"""Báo cáo on its way out: approved, issued as BC with its form, printed as one job, exported."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QFileDialog, QWidget

from wardapp.core.drafts import Draft
from wardapp.core.errors import WardError
from wardapp.core.identity import RecordId
from wardapp.core.report_views import ReportLetter, ReportPlace, SentReport
from wardapp.ui import dialogs
from wardapp.ui.context import Context
from wardapp.ui.jobs import Book
from wardapp.ui.pages.draft_editor_issue import IssueDialog, IssueMatter
from wardapp.ui.pages.reports_reading import Beside, Sheet
from wardapp.ui.printing import chosen_pages, print_pdf, wished_printer
from wardapp.ui.widgets.fields import LineField

TOUCHES = frozenset({Book.REPORTS, Book.OUTGOING, Book.DRAFTS})


class SendingView(Protocol):
    """What sending needs of the page."""

    sheet: Sheet | None
    beside: Beside | None

    def window(self) -> QWidget:
        """Return the window."""
        ...

    def say_fault(self, sentence: str) -> None:
        """Show why something was not done."""
        ...


class ReportsSending:
    """Runs in the lanes and reports on the page."""

    def __init__(self, page: SendingView, context: Context) -> None:
        self._page, self._context = page, context

    def approve(self) -> None:
        """Ask who approves, and nothing more."""
        sheet, context = self._page.sheet, self._context
        if sheet is None:
            return
        who = LineField(context.theme, "Người duyệt")
        who.set_text(self._page.beside.leader if self._page.beside else "")
        title = f"Duyệt {sheet.spec.label}, {sheet.filled.period.label}?"
        sentence = "Sửa số sau khi duyệt thì báo cáo phải duyệt lại."
        if not dialogs.ask_fields(
            self._page.window(), context.theme, title, (who,), "Duyệt", sentence
        ):
            return
        reporting, filled, name = context.office.reporting, sheet.filled, who.text()
        context.jobs.write(
            lambda: reporting.of(filled.scope).approve(filled.form_id, filled.period.id, name),
            lambda _form: context.frame.toast("Đã duyệt báo cáo.", context.frame.undo),
            touches=TOUCHES,
            on_refused=self._refuse,
        )

    # ---- issuing -----------------------------------------------------------------------------

    def issue(self) -> None:
        """Show number and date; take them and send letter and form when the clerk says so."""
        place = self._place()
        if place is None:
            return
        sending = self._context.office.report_desk.issuing
        self._context.jobs.read(
            lambda: sending.preview(place),
            lambda letter: self._ask(place, letter),
            key="reports.letter",
            on_refused=self._refuse,
        )

    def _ask(self, place: ReportPlace, letter: ReportLetter) -> None:
        context = self._context
        sending = context.office.report_desk.issuing
        matter = IssueMatter(
            kind="Báo cáo",
            subject=letter.subject,
            signer=letter.signer,
            answers=" ".join(letter.warnings),
            way_out="Soạn thành dự thảo",
            number_first=True,
        )
        dialog = IssueDialog(self._page.window(), context.theme, matter, context.clock.today)

        def look_again(day: date | None) -> None:
            wish = dialog.wish()
            context.jobs.read(
                lambda: sending.preview(place, day, wish).preview,
                dialog.show_preview,
                key="reports.preview",
                owner=dialog,
                on_refused=lambda error: dialog.refuse(error.sentence),
            )

        dialog.day_chosen.connect(look_again)
        dialog.show_preview(letter.preview)
        answer = dialog.answer()
        if answer.day is not None:
            day, wish, prints = answer.day, answer.wish, answer.then_prints
            context.jobs.write(
                lambda: sending.issue(place, day, wish),
                lambda sent: self._issued(sent, prints=prints),
                touches=TOUCHES,
                on_refused=self._refuse,
                title="Đang cấp số và phát hành…",
            )
        elif answer.wants_help:
            self.compose()
        dialog.deleteLater()

    def _issued(self, sent: SentReport, *, prints: bool) -> None:
        frame = self._context.frame
        frame.toast(f"Đã phát hành {sent.outgoing.number_symbol} kèm biểu.", frame.undo)
        if prints:
            self._print(sent)

    def compose(self) -> None:
        """Begin the letter as a draft and open it; the form goes along when it is issued."""
        place, context = self._place(), self._context
        if place is None:
            return
        sending = context.office.report_desk.issuing
        context.jobs.write(
            lambda: sending.compose(place), self._composed, touches=TOUCHES, on_refused=self._refuse
        )

    def _composed(self, draft: Draft) -> None:
        frame = self._context.frame
        frame.go("draft", draft.id)
        frame.toast("Đã chốt số liệu và soạn báo cáo; biểu đi kèm khi phát hành.", frame.undo)

    # ---- afterwards --------------------------------------------------------------------------

    def open_letter(self) -> None:
        """Show the line of the register the report went out with."""
        line = self._page.beside.line if self._page.beside else None
        if line is not None:
            self._context.frame.go("outgoing", line.id)

    def open_draft(self) -> None:
        """Show the draft of the letter."""
        draft_id = self._page.beside.draft_id if self._page.beside else None
        if draft_id is not None:
            self._context.frame.go("draft", draft_id)

    def print_all(self) -> None:
        """Print letter and form as they went out, as one job."""
        outgoing_id = self._outgoing()
        if outgoing_id is not None:
            sending = self._context.office.report_desk.issuing
            self._context.jobs.read(
                lambda: sending.sent(outgoing_id),
                self._print,
                key="reports.sent",
                on_refused=self._refuse,
            )

    def _print(self, sent: SentReport) -> None:
        context, exporting = self._context, self._context.office.exporting
        title, line_id = f"{sent.outgoing.number_symbol} kèm biểu", sent.outgoing.id

        def measured(sizes: tuple[tuple[float, float], ...]) -> None:
            printer = wished_printer(context, self._page.window(), title, sizes)
            if printer is None:
                return
            pages = chosen_pages(printer, len(sizes))
            context.jobs.long(
                print_pdf(printer, sent.pdf, exporting, pages),
                lambda _count: self._printed(title, line_id),
                title=f"Đang in {title}…",
            )

        context.jobs.render(lambda: exporting.page_sizes(sent.pdf), measured, key="reports.pages")

    def _printed(self, title: str, line_id: RecordId) -> None:
        context = self._context
        context.jobs.write(
            lambda: context.office.exporting.mark_left(line_id),
            lambda _done: context.frame.toast(f"Đã in {title}."),
            touches=frozenset({Book.OUTGOING}),
        )

    def export_all(self) -> None:
        """Write letter and form into one folder, byte for byte as they went out."""
        outgoing_id, context = self._outgoing(), self._context
        if outgoing_id is None:
            return
        chosen = QFileDialog.getExistingDirectory(
            self._page.window(), "Xuất cả bộ báo cáo", str(context.export_folder)
        )
        if not chosen:
            return
        folder = Path(chosen)
        context.desk.change(last_export_folder=str(folder))
        sending = context.office.report_desk.issuing
        context.jobs.write(
            lambda: sending.export_all(outgoing_id, folder),
            lambda paths: context.frame.toast(f"Đã xuất {len(paths)} tệp vào {folder.name}."),
            touches=frozenset({Book.OUTGOING}),
            on_refused=self._refuse,
            title="Đang xuất báo cáo…",
        )

    def _outgoing(self) -> RecordId | None:
        line = self._page.beside.line if self._page.beside else None
        return line.id if line is not None else None

    def _place(self) -> ReportPlace | None:
        sheet = self._page.sheet
        if sheet is None:
            return None
        filled = sheet.filled
        return ReportPlace(
            form_id=filled.form_id, period_id=filled.period.id, scope=filled.scope.value
        )

    def _refuse(self, error: WardError) -> None:
        self._page.say_fault(error.sentence)
