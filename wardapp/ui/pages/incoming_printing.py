"""What Văn bản đến prints and exports: slip, stamp, hand-over list, register."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from wardapp.core.arrival_stamp import STAMP_PLACES, StampPlace
from wardapp.core.book_lists import ListCode, ListRequest
from wardapp.core.dispatches import Incoming, IncomingStatus, ListQuery
from wardapp.core.identity import RecordId
from wardapp.core.views import BookRequest
from wardapp.services.file_stems import safe_stem
from wardapp.ui.context import Context
from wardapp.ui.file_dialogs import EXCEL, PDF, WORD, ask_target
from wardapp.ui.form_dialog import FormDialog, Refused
from wardapp.ui.printing import chosen_pages, print_pdf, wished_printer
from wardapp.ui.widgets.fields import ChoiceField, Field
from wardapp.ui.widgets.page_panel import PagePanel

MOST_OF_A_DAY = 500
PLACE_KEPT = "incoming.stamp_place"


class IncomingPrinting:
    """Makes a paper in a lane, asks for the printer, and remembers that the numbers left."""

    def __init__(self, page: QWidget, context: Context) -> None:
        self._page, self._context = page, context

    def slip(self, line: Incoming | None) -> None:
        """Make the slip and ask for the printer."""
        if line is None:
            return
        exporting = self._context.office.exporting
        self._context.jobs.render(
            lambda: exporting.slip_pdf(line.id),
            lambda pdf: self._print(
                pdf,
                f"Phiếu xử lý số {line.arrival_code}",
                lambda: exporting.mark_incoming_left(line.id),
            ),
            owner=self._page,
        )

    def stamp(self, line: Incoming | None) -> None:
        """Ask where on the paper the stamp goes, and print it alone onto the sheet."""
        if line is None:
            return
        context = self._context
        field = ChoiceField(
            context.theme, "Chỗ đóng dấu trên trang đầu", tuple(STAMP_PLACES.items())
        )
        field.set_value(context.desk.text(PLACE_KEPT, StampPlace.UNDER_SYMBOL.value))
        exporting, stamps = context.office.exporting, context.office.stamps

        def keep(chosen: Any, done: Callable[[], None], refused: Refused) -> None:
            place = StampPlace(str(chosen))
            context.desk.keep_text(PLACE_KEPT, place.value)

            def made(pdf: bytes) -> None:
                done()
                self._print(
                    pdf,
                    f"Dấu đến số {line.arrival_code}",
                    lambda: exporting.mark_incoming_left(line.id),
                )

            context.jobs.render(
                lambda: stamps.page(line.id, place), made, owner=self._page, on_refused=refused
            )

        title = f"In dấu ĐẾN số {line.arrival_code} lên bản giấy"
        fields: dict[str, Field] = {"place": field}
        dialog = FormDialog(self._page, context.theme, title, fields, field.value, keep)
        dialog.save.setText("In dấu")
        dialog.open()

    def show_stamp(self, line: Incoming | None, paper: PagePanel) -> None:
        """Show the stamp over page 1, each time at the next place; that place is kept."""
        if line is None:
            return
        context, stamps = self._context, self._context.office.stamps
        places = list(StampPlace)
        kept = StampPlace(context.desk.text(PLACE_KEPT, places[-1].value))
        place = places[(places.index(kept) + 1) % len(places)]
        context.desk.keep_text(PLACE_KEPT, place.value)

        def show(pdf: bytes) -> None:
            paper.view.show_pdf(pdf)
            paper.note.set_text(f"Xem thử dấu ĐẾN: {STAMP_PLACES[place].lower()}; tệp không đổi")

        context.jobs.render(
            lambda: stamps.preview(line.id, place),
            show,
            owner=self._page,
            on_refused=lambda error: context.frame.fail("Chưa xem được dấu đến", error.sentence),
        )

    def hand_over(self, lines: tuple[Incoming, ...]) -> None:
        """Print the list that receivers sign: of the chosen lines; of one line, that of its day."""
        if not lines:
            return
        office, first = self._context.office, lines[0]

        def ids() -> tuple[RecordId, ...]:
            if len(lines) > 1:
                return tuple(line.id for line in lines)
            day = first.arrival_date
            query = ListQuery(issuer_id=first.issuer_id, date_from=day, date_to=day, sort="number")
            rows = office.intake.page(query, 0, MOST_OF_A_DAY).rows
            return tuple(row.id for row in rows if row.status is not IncomingStatus.CANCELLED)

        def made(request: ListRequest) -> None:
            self._context.jobs.render(
                lambda: office.book_lists.pdf(request),
                lambda pdf: self._print(pdf, "Danh sách giao nhận", lambda: left(request.chosen)),
                owner=self._page,
            )

        def left(chosen: tuple[RecordId, ...]) -> None:
            for each in chosen:
                office.exporting.mark_incoming_left(each)

        self._context.jobs.read(
            lambda: ListRequest(code=ListCode.CHOSEN, issuer_id=first.issuer_id, chosen=ids()),
            made,
            key="incoming.hand_over",
            owner=self._page,
        )

    def book(self, query: ListQuery) -> None:
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

    def export(self, query: ListQuery) -> None:
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
        code=query.book or "den",
        issuer_id=query.issuer_id,
        year=query.year,
        date_from=query.date_from,
        date_to=query.date_to,
    )
