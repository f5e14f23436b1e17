"""The dialogs of Phản ánh, kiến nghị: entry, result, person, cancelling, the book on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from wardapp.core.errors import WardError
from wardapp.core.identity import RecordId
from wardapp.core.petitions import (
    Petition,
    PetitionClosing,
    PetitionRow,
    PrivatePerson,
)
from wardapp.services.person_gate import ONCE_MORE, PersonSeen
from wardapp.ui.context import Context
from wardapp.ui.dialogs import Dialog, ask_reason
from wardapp.ui.file_dialogs import EXCEL, PDF, WORD, ask_target
from wardapp.ui.form_dialog import FormDialog, Refused
from wardapp.ui.jobs import Book
from wardapp.ui.pages.petitions_forms import (
    PetitionForm,
    PetitionGround,
    closing_form,
    entry_form,
    person_form,
)
from wardapp.ui.pages.petitions_likely import LikelyStrip
from wardapp.ui.printing import chosen_pages, print_pdf, wished_printer
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.fields import ChoiceField

TOUCHED = frozenset({Book.PETITIONS})
Shown = Callable[[Petition], None]
Typed = tuple[Any, PrivatePerson, int | None]
Joined = tuple[Any, PrivatePerson, int | None, RecordId | None]
"""What was typed, and the line that is to stand for it."""


class PetitionDialogs:
    """Opens forms over the page and writes what they hold."""

    def __init__(self, page: QWidget, context: Context) -> None:
        self._page, self._context = page, context

    # ---- entry -------------------------------------------------------------------------------

    def enter(self, ground: PetitionGround, line: Petition | None, shown: Shown) -> None:
        """Take down a new petition, or correct a kept one."""
        context = self._context
        form = entry_form(context.theme, context.clock.today, ground, line)
        strip = LikelyStrip(context, form) if line is None else None
        warned: list[str] = []

        def keep(value: Typed, done: Callable[[], None], no: Refused) -> None:
            entry = value[0]
            with_numbers = warned == [entry.subject, entry.note]

            def refused(error: WardError) -> None:
                if isinstance(error, PersonSeen):
                    warned[:] = [entry.subject, entry.note]
                    error.sentence += ONCE_MORE
                no(error)

            main = strip.main if strip is not None else None
            ends = (done, refused, shown)
            self._write_entry(line, (*value, main), ends, with_numbers=with_numbers)

        title = "Ghi phản ánh, kiến nghị" if line is None else f"Sửa số {line.number_symbol}"
        self._open(title, form, keep, strip)

    def _write_entry(
        self,
        line: Petition | None,
        typed: Joined,
        ends: tuple[Callable[[], None], Refused, Shown],
        *,
        with_numbers: bool,
    ) -> None:
        petitions, frame = self._context.office.petitions, self._context.frame
        done, refused, shown = ends
        entry, person, number, main = typed

        def write() -> Petition:
            if line is None:
                made = petitions.add(entry, person, number=number, with_numbers=with_numbers)
                return petitions.link(made.id, main) if main is not None else made
            return petitions.amend(entry, line, with_numbers=with_numbers)

        def said(kept: Petition) -> None:
            done()
            deed = "Đã vào sổ" if line is None else "Đã sửa"
            frame.toast(f"{deed} phản ánh, kiến nghị số {kept.number_symbol}.", frame.undo)
            shown(kept)

        self._context.jobs.write(write, said, touches=TOUCHED, on_refused=refused)

    # ---- result, reopening, cancelling -------------------------------------------------------

    def close(self, row: PetitionRow) -> None:
        """Write how a petition ended, those it stands for with it."""
        context, line = self._context, row.petition
        form = closing_form(context.theme, context.clock.today, line)
        petitions, frame = context.office.petitions, context.frame

        def keep(value: PetitionClosing, done: Callable[[], None], no: Refused) -> None:
            def said(kept: Petition) -> None:
                done()
                frame.toast(f"Đã ghi kết quả số {kept.number_symbol}.", frame.undo)

            context.jobs.write(
                lambda: petitions.close(line.id, value), said, touches=TOUCHED, on_refused=no
            )

        beside = f", cùng các số ghép {', '.join(row.duplicates)}" if row.duplicates else ""
        self._open(f"Kết quả số {line.number_symbol}{beside}", form, keep)

    def reopen(self, line: Petition) -> None:
        """Take a closed petition up again."""
        petitions, frame = self._context.office.petitions, self._context.frame
        self._context.jobs.write(
            lambda: petitions.reopen(line.id),
            lambda kept: frame.toast(f"Đã mở lại số {kept.number_symbol}.", frame.undo),
            touches=TOUCHED,
        )

    def cancel(self, line: Petition) -> None:
        """Strike a petition through, with the reason."""
        number = line.number_symbol
        why = ask_reason(
            self._page, self._context.theme, f"Hủy số {number}",
            "Dòng được gạch ngang và giữ trong sổ, số không dùng lại.", f"Hủy số {number}",
        )  # fmt: skip
        if not why:
            return
        petitions, frame = self._context.office.petitions, self._context.frame
        self._context.jobs.write(
            lambda: petitions.cancel(line.id, why),
            lambda _kept: frame.toast(f"Đã hủy số {number}, lý do: {why}", frame.undo),
            touches=TOUCHED,
        )

    def restore(self, line: Petition) -> None:
        """Take a cancellation back, with the reason."""
        number = line.number_symbol
        why = ask_reason(
            self._page, self._context.theme, f"Bỏ hủy số {number}",
            "Dòng trở lại đang giải quyết; lịch sử giữ cả lần hủy và lý do bỏ hủy.",
            f"Bỏ hủy số {number}", "Lý do bỏ hủy",
        )  # fmt: skip
        if not why:
            return
        petitions, frame = self._context.office.petitions, self._context.frame
        self._context.jobs.write(
            lambda: petitions.restore(line.id, why),
            lambda _kept: frame.toast(f"Đã bỏ hủy số {number}.", frame.undo),
            touches=TOUCHED,
        )

    # ---- the person --------------------------------------------------------------------------

    def person(self, line: Petition) -> None:
        """Show who raised a petition; only here the name stands in full."""
        petitions = self._context.office.petitions
        self._context.jobs.read(
            lambda: petitions.person(line.id) or PrivatePerson(),
            lambda person: self._show_person(line, person),
            key="petitions.person",
            owner=self._page,
        )

    def _show_person(self, line: Petition, person: PrivatePerson) -> None:
        context = self._context
        form = person_form(context.theme, context.clock.today, line, person)
        petitions, frame = context.office.petitions, context.frame

        def keep(
            value: tuple[PrivatePerson, date | None], done: Callable[[], None], no: Refused
        ) -> None:
            who, purge_on = value

            def write() -> Petition:
                kept = petitions.keep_person(line.id, who)
                return kept if purge_on == line.purge_on else petitions.set_purge(line.id, purge_on)

            def said(_kept: Petition) -> None:
                done()
                deed = "Đã ghi" if who.is_known else "Đã xóa hẳn"
                frame.toast(f"{deed} người phản ánh, số {line.number_symbol}.")

            if context.office.read_only:
                done()
                return
            context.jobs.write(write, said, touches=TOUCHED, on_refused=no)

        self._open(f"Người phản ánh, số {line.number_symbol}", form, keep)

    def _open(
        self, title: str, form: PetitionForm, keep: Any, strip: QWidget | None = None
    ) -> None:
        dialog = FormDialog(self._page, self._context.theme, title, form.fields, form.value, keep)
        if strip is not None:
            dialog.room.addWidget(strip)
        dialog.finished.connect(dialog.deleteLater)
        if "subject" in form.fields:
            form.fields["subject"].setFocus()
        dialog.open()

    # ---- the book on paper -------------------------------------------------------------------

    def print_book(self, ground: PetitionGround, year: int | None) -> None:
        """Ask for the year and print the book, or write it to a file."""
        theme, today = self._context.theme, self._context.clock.today()
        title = "In hoặc xuất sổ phản ánh, kiến nghị"
        dialog = Dialog(
            self._page, theme, title, "Bản in không có họ tên, địa chỉ người gửi.", "print"
        )
        years = ChoiceField(theme, "Năm", tuple((each, str(each)) for each in ground.years))
        years.set_value(year or today.year)
        issuers = tuple((each.id, each.name) for each in ground.issuers)
        issuer = ChoiceField(theme, "Sổ của", issuers)
        issuer.set_value(ground.issuers[0].id)
        dialog.room.addWidget(years)
        if len(issuers) > 1:
            dialog.room.addWidget(issuer)
        dialog.add_stretch()
        dialog.add_close("Thôi")
        to_file = dialog.add_button("Xuất tệp…")
        to_file.clicked.connect(lambda: dialog.done(TO_FILE))
        dialog.add_button("In", Kind.PRIMARY, key="Enter", accepts=True)
        answer = dialog.exec()
        chosen = int(str(years.value())), RecordId(str(issuer.value()))
        dialog.deleteLater()
        if answer == TO_FILE:
            self._export(*chosen)
        elif answer:
            self._print(*chosen)

    def _export(self, year: int, issuer: RecordId) -> None:
        context = self._context
        start = context.export_folder / f"so-phan-anh-kien-nghi-{year}.docx"
        target = ask_target(self._page, "Xuất sổ phản ánh, kiến nghị", start, (WORD, EXCEL, PDF))
        if target is None:
            return
        context.desk.change(last_export_folder=str(target.parent))
        context.jobs.write(
            lambda: context.office.petitions.book_to(target, year, issuer),
            lambda path: context.frame.toast(f"Đã xuất ra {path.name}."),
            title="Đang xuất…",
        )

    def _print(self, year: int, issuer: RecordId) -> None:
        office = self._context.office

        def made() -> tuple[bytes, tuple[tuple[float, float], ...]]:
            pdf = office.exporting.printout_pdf(office.petitions.printout(year, issuer))
            return pdf, office.exporting.page_sizes(pdf)

        self._context.jobs.render(
            made, lambda done: self._send(year, issuer, *done), owner=self._page
        )

    def _send(
        self, year: int, issuer: RecordId, pdf: bytes, sizes: tuple[tuple[float, float], ...]
    ) -> None:
        context = self._context
        name = f"Sổ phản ánh, kiến nghị năm {year}"
        printer = wished_printer(context, self._page, name, sizes)
        if printer is None:
            return

        def printed(_count: int) -> None:
            context.jobs.write(
                lambda: context.office.petitions.mark_left(year, issuer),
                lambda _none: context.frame.toast(f"Đã in {name}."),
            )

        context.jobs.long(
            print_pdf(printer, pdf, context.office.exporting, chosen_pages(printer, len(sizes))),
            printed,
            title=f"Đang in {name}…",
        )


TO_FILE = 2
"""What the printing dialog ends with when a file is wanted."""
