"""What Văn bản đến asks before it acts, and what it says afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from wardapp.core.dispatches import Direction, Incoming, ListQuery
from wardapp.core.errors import BadDate
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Person
from wardapp.core.views import BookRequest
from wardapp.services.file_stems import safe_stem
from wardapp.ui import dialogs
from wardapp.ui.context import Context
from wardapp.ui.file_dialogs import EXCEL, PDF, WORD, ask_target
from wardapp.ui.jobs import Book
from wardapp.ui.outside import show_kept
from wardapp.ui.printing import chosen_pages, print_pdf, wished_printer
from wardapp.ui.widgets.fields import BoxField, DateField, LineField


class IncomingDialogs:
    """Joins the page's actions to services: ask, run in a lane, say what happened."""

    def __init__(self, page: QWidget, context: Context) -> None:
        self._page, self._context = page, context

    def step(
        self, line: Incoming | None, service: Callable[[RecordId], Incoming], said: str
    ) -> None:
        """Move a line one step on."""
        if line is None:
            return
        frame = self._context.frame
        self._context.jobs.write(
            lambda: service(line.id),
            lambda done: frame.toast(said.format(number=done.arrival_number), frame.undo),
            touches={Book.INCOMING},
        )

    def cancel(self, line: Incoming | None) -> None:
        """Ask for the reason and strike the line through."""
        if line is None:
            return
        reason = dialogs.ask_reason(
            self._page,
            self._context.theme,
            f"Hủy số {line.arrival_number}",
            "Dòng vẫn nằm trong sổ, gạch ngang, kèm lý do. Số này không cấp lại.",
            f"Hủy số {line.arrival_number}",
        )
        if reason:
            intake, frame = self._context.office.intake, self._context.frame
            self._context.jobs.write(
                lambda: intake.cancel(line.id, reason),
                lambda done: frame.toast(
                    f"Đã hủy số {done.arrival_number}, lý do: {done.cancel_reason}", frame.undo
                ),
                touches={Book.INCOMING},
            )

    def direct(self, line: Incoming | None) -> None:
        """Read who works here, then ask for the opinion."""
        if line is not None:
            self._context.jobs.read(
                self._context.office.catalogue.people,
                lambda people: self._ask_direction(line, people),
                key="incoming.people",
                owner=self._page,
            )

    def _ask_direction(self, line: Incoming, people: tuple[Person, ...]) -> None:
        theme, clock = self._context.theme, self._context.clock
        before = line.direction
        leader = LineField(theme, "Người cho ý kiến", "Bí thư")
        leader.set_text(before.leader if before else "")
        opinion = BoxField(theme, "Ý kiến", 3)
        opinion.set_text(before.opinion if before else "")
        handler = LineField(theme, "Người xử lý")
        handler.set_text(line.handler)
        handler.suggest(tuple(person.full_name for person in people if person.active))
        leader.suggest(tuple(person.position for person in people if person.position))
        due = DateField(theme, "Hạn xử lý", clock.today)
        due.set_day(line.due_date)
        title = f"Ý kiến chỉ đạo, số đến {line.arrival_number}"
        fields = (leader, opinion, handler, due)
        if dialogs.ask_fields(self._page, theme, title, fields, "Ghi ý kiến"):
            self._save_direction(line, leader, opinion, handler, due)

    def _save_direction(
        self,
        line: Incoming,
        leader: LineField,
        opinion: BoxField,
        handler: LineField,
        due: DateField,
    ) -> None:
        try:
            day = due.day()
        except BadDate as fault:
            self._context.frame.fail("Chưa ghi ý kiến", fault.sentence)
            return
        kept = line.direction or Direction(leader="", opinion="", on=self._context.clock.today())
        direction = replace(kept, leader=leader.text(), opinion=opinion.text().strip())
        who = handler.text()
        intake, frame = self._context.office.intake, self._context.frame
        self._context.jobs.write(
            lambda: intake.direct(line.id, direction, day, who),
            lambda done: frame.toast(f"Đã ghi ý kiến vào số {done.arrival_number}.", frame.undo),
            touches={Book.INCOMING},
        )

    def attach(self, line: Incoming | None, path: Path) -> None:
        """Keep a file with a line."""
        if line is None:
            return
        intake, frame = self._context.office.intake, self._context.frame
        self._context.jobs.write(
            lambda: intake.attach(line.id, path),
            lambda done: frame.toast(f"Đã kèm tệp vào số {done.arrival_number}.", frame.undo),
            touches={Book.INCOMING},
        )

    def open_file(self, line: Incoming | None) -> None:
        """Open a copy of the first file of a line in its own program."""
        if line is None or not line.attachments:
            return
        show_kept(self._context, self._page, line.attachments[0])

    def print_slip(self, line: Incoming | None) -> None:
        """Make the slip and ask for the printer."""
        if line is None:
            return
        exporting = self._context.office.exporting
        self._context.jobs.render(
            lambda: exporting.slip_pdf(line.id),
            lambda pdf: self._print(
                pdf,
                f"Phiếu xử lý số {line.arrival_number}",
                lambda: exporting.mark_incoming_left(line.id),
            ),
            owner=self._page,
        )

    def print_book(self, query: ListQuery) -> None:
        """Make the register and ask for the printer."""
        exporting, request = self._context.office.exporting, request_of(query)
        self._context.jobs.render(
            lambda: exporting.printout_pdf(exporting.book(request)),
            lambda pdf: self._print(
                pdf, "Sổ văn bản đến", lambda: exporting.mark_book_left(request)
            ),
            owner=self._page,
        )

    def _print(self, pdf: bytes, title: str, left: Callable[[], None]) -> None:
        exporting = self._context.office.exporting
        self._context.jobs.render(
            lambda: exporting.page_sizes(pdf),
            lambda sizes: self._send(pdf, title, sizes, left),
            owner=self._page,
        )

    def _send(
        self,
        pdf: bytes,
        title: str,
        sizes: tuple[tuple[float, float], ...],
        left: Callable[[], None],
    ) -> None:
        context = self._context
        printer = wished_printer(context, self._page, title, sizes)
        if printer is None:
            return
        context.jobs.long(
            print_pdf(printer, pdf, context.office.exporting, chosen_pages(printer, len(sizes))),
            lambda _count: context.jobs.write(
                left, lambda _none: context.frame.toast(f"Đã in {title}.")
            ),
            title=f"Đang in {title}…",
        )

    def export_book(self, query: ListQuery) -> None:
        """Ask where to, and write the register."""
        context = self._context
        name = safe_stem(f"Sổ văn bản đến {query.year or ''}")
        start = context.export_folder / f"{name}.xlsx"
        target = ask_target(self._page, "Xuất sổ văn bản đến", start, (EXCEL, WORD, PDF))
        if target is None:
            return
        request = request_of(query)
        context.desk.change(last_export_folder=str(target.parent))
        context.jobs.write(
            lambda: context.office.exporting.book_to(request, target),
            lambda path: context.frame.toast(f"Đã xuất sổ ra {path.name}."),
            title="Đang xuất sổ…",
        )


def request_of(query: ListQuery) -> BookRequest:
    """Return the register that a list shows."""
    return BookRequest(
        code="den",
        issuer_id=query.issuer_id,
        year=query.year,
        date_from=query.date_from,
        date_to=query.date_to,
    )
