"""What Văn bản đi asks before it acts, and what it says afterwards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from wardapp.core.dispatches import Outgoing, OutgoingEntry
from wardapp.core.errors import WardError
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Signer
from wardapp.services.file_stems import safe_stem
from wardapp.ui import dialogs
from wardapp.ui.context import Context
from wardapp.ui.file_dialogs import EXCEL, PDF, WORD, Purpose, ask_file
from wardapp.ui.jobs import Book
from wardapp.ui.outside import show_kept
from wardapp.ui.pages.draft_editor_facts import offered_groups
from wardapp.ui.pages.outgoing_book import BookChoice, BookGround, BookWay, ask_book, read_books
from wardapp.ui.pages.outgoing_entry import AmendDialog, EntryDialog, KeptNumber
from wardapp.ui.pages.outgoing_form import EntryGround, Named, read_ground, with_named
from wardapp.ui.pages.outgoing_paper import PaperOut
from wardapp.ui.pages.outgoing_rows import kept_file

TOUCHES = frozenset({Book.OUTGOING})


class OutgoingDialogs:
    """Joins the page's actions to services: ask, run in a lane, say what happened."""

    def __init__(self, page: QWidget, context: Context) -> None:
        self._page, self._context = page, context
        self.paper = PaperOut(context, page)

    # ---- paper -------------------------------------------------------------------------------

    def print_paper(self, line: Outgoing) -> None:
        """Print the copy of a line that the page view shows."""
        office = self._context.office

        def pages() -> bytes:
            paper = office.registry.paper(line.id)
            pdf = paper.pdf
            if pdf is None or paper.note:  # set anew to be read here, not the paper itself
                raise WardError(
                    f"Văn bản {line.number_symbol} không có trang để in ở đây. "
                    "Anh, chị mở tệp bằng chương trình khác rồi in."
                )
            return pdf

        self.paper.print_made(line.number_symbol, pages, lambda: self._left(line, "Đã in"))

    def print_overlay(self, line: Outgoing) -> None:
        """Print number and date alone, onto the signed sheet."""
        office = self._context.office
        if not dialogs.ask(
            self._page,
            self._context.theme,
            f"In số, ngày của {line.number_symbol} lên bản đã ký",
            "Đặt tờ đã ký vào khay giấy, đúng chiều như khi in trang đầu. "
            "Máy chỉ in số và ngày vào chỗ trống, tỷ lệ 100 %.",
            "Chọn máy in",
        ):
            return
        self.paper.print_made(
            f"Số, ngày {line.number_symbol}",
            lambda: office.issuing.number_overlay(line.id),
            lambda: self._left(line, "Đã in số, ngày"),
        )

    def _left(self, line: Outgoing, words: str) -> None:
        exporting, frame = self._context.office.exporting, self._context.frame
        if self._context.office.read_only:
            return
        self._context.jobs.write(
            lambda: exporting.mark_left(line.id),
            lambda _none: frame.toast(f"{words} {line.number_symbol}."),
            touches=TOUCHES,
        )

    def export(self, line: Outgoing) -> None:
        """Save the issue copy as Word or PDF."""
        exporting = self._context.office.exporting
        self.paper.save(
            f"Xuất {line.number_symbol}",
            f"{safe_stem(f'{line.number_symbol} {line.subject}')}.docx",
            (WORD, PDF),
            lambda target: exporting.issued_to(line.id, target),
            touches=TOUCHES,
        )

    def open_file(self, line: Outgoing) -> None:
        """Open a copy of the kept file in its own program."""
        kept = kept_file(line)
        if kept is not None:
            show_kept(self._context, self._page, kept)

    def open_to_print(self, line: Outgoing) -> None:
        """Open the Word file with its number, to be printed by Word: the number leaves with it."""
        self.open_file(line)
        self._left(line, "Đã mở tệp Word của")

    def _signed_file(self, parent: QWidget) -> Path | None:
        return ask_file(parent, self._context.desk, Purpose.SIGNED, "Chọn bản đã ký")

    # ---- the line ----------------------------------------------------------------------------

    def offer_final(self, line: Outgoing, path: Path) -> bool:
        """Ask whether a dropped PDF is the paper of a line made in Word; True when it is."""
        is_it = dialogs.ask(
            self._page,
            self._context.theme,
            f"Kèm {path.name} làm bản chính thức?",
            f"Văn bản {line.number_symbol} làm trong Word nên chưa có trang. Tệp PDF này được giữ "
            "nguyên làm bản chính thức của văn bản đó.",
            "Kèm vào văn bản đi",
        )
        if is_it:
            self.attach_final(line, path)
        return is_it

    def attach_final(self, line: Outgoing, path: Path) -> None:
        """Keep the signed scan with the line."""
        registry, frame = self._context.office.registry, self._context.frame
        self._context.jobs.write(
            lambda: registry.attach_final(line.id, path),
            lambda kept: frame.toast(f"Đã kèm bản ký của {kept.number_symbol}.", frame.undo),
            touches=TOUCHES,
        )

    def cancel(self, line: Outgoing) -> None:
        """Ask for the reason and strike the line through."""
        reason = dialogs.ask_reason(
            self._page,
            self._context.theme,
            f"Hủy số {line.number_symbol}",
            "Dòng vẫn nằm trong sổ, gạch ngang, kèm lý do. Số này không cấp lại.",
            f"Hủy số {line.code_number}",
        )
        if not reason:
            return
        registry, frame = self._context.office.registry, self._context.frame
        self._context.jobs.write(
            lambda: registry.cancel(line.id, reason),
            lambda done: frame.toast(
                f"Đã hủy số {done.code_number}, lý do: {done.cancel_reason}", frame.undo
            ),
            touches=TOUCHES,
        )

    def amend(self, line: Outgoing) -> None:
        """Correct what the register says; number, symbol and files stay."""
        office = self._context.office

        def ask(found: tuple[tuple[Signer, ...], tuple[tuple[str, str], ...]]) -> None:
            self._ask_amended(line, *found)

        self._context.jobs.read(
            lambda: (
                office.catalogue.signers_on(line.issuer_id, line.issued_date),
                offered_groups(office),
            ),
            ask,
            key="outgoing.signers",
            owner=self._page,
        )

    def _ask_amended(
        self, line: Outgoing, signers: tuple[Signer, ...], groups: tuple[tuple[str, str], ...]
    ) -> None:
        context = self._context
        dialog = AmendDialog(self._page, context.theme, line, signers, context.clock.today, groups)

        def save(changed: Outgoing) -> None:
            self._save(changed, line, dialog.accept, dialog.refuse)

        dialog.entered.connect(save)
        dialog.exec()
        dialog.deleteLater()

    def _save(
        self,
        line: Outgoing,
        base: Outgoing | None = None,
        on_kept: Callable[[], object] = lambda: None,
        on_refused: Callable[[WardError], None] | None = None,
    ) -> None:
        registry, frame = self._context.office.registry, self._context.frame

        def kept(done: Outgoing) -> None:
            on_kept()
            frame.toast(f"Đã sửa dòng {done.number_symbol}.", frame.undo)

        self._context.jobs.write(
            lambda: registry.amend(line, base),
            kept,
            touches=TOUCHES,
            on_refused=on_refused or (lambda error: frame.fail("Chưa sửa được", error.sentence)),
        )

    # ---- by hand -----------------------------------------------------------------------------

    def add_by_hand(
        self, on_added: Callable[[Outgoing], None], kept: KeptNumber | None = None
    ) -> None:
        """Read what the form offers and show it, at a number that was kept where one is named."""
        office, frame = self._context.office, self._context.frame

        def show(ground: EntryGround) -> None:
            if ground.bodies:
                self._ask_entry(ground, on_added, kept)
            else:
                frame.fail(
                    "Chưa vào sổ được",
                    "Các cơ quan của sổ này lấy số ở nơi khác. Hãy xem lại trong Danh mục.",
                )

        self._context.jobs.read(
            lambda: read_ground(office), show, key="outgoing.ground", owner=self._page
        )

    def _ask_entry(
        self, ground: EntryGround, on_added: Callable[[Outgoing], None], kept: KeptNumber | None
    ) -> None:
        context, office = self._context, self._context.office
        dialog = EntryDialog(
            self._page, context.theme, ground, context.clock.today, self._signed_file
        )

        def ask(entry: OutgoingEntry) -> None:
            context.jobs.read(
                lambda: office.registry.number_for(entry),
                dialog.show_offer,
                key="outgoing.next",
                owner=dialog,
                on_refused=dialog.refuse,
            )

        def enter(entry: OutgoingEntry, named: Named, file: Path | None) -> None:
            context.jobs.write(
                lambda: office.registry.add_by_hand(with_named(office, entry, named), file=file),
                added,
                touches=TOUCHES | {Book.INCOMING},
                on_refused=dialog.refuse,
            )

        def added(line: Outgoing) -> None:
            dialog.accept()
            context.frame.toast(f"Đã vào sổ {line.number_symbol}.", context.frame.undo)
            on_added(line)

        dialog.asked.connect(ask)
        dialog.entered.connect(enter)
        if kept is not None:
            dialog.begin_with(kept)
        dialog.ask_next()
        dialog.exec()
        dialog.deleteLater()

    # ---- the book ----------------------------------------------------------------------------

    def book(self, issuer_id: RecordId | None) -> None:
        """Ask which register, then print it or save it."""
        office, page, theme = self._context.office, self._page, self._context.theme

        def ask(ground: BookGround) -> None:
            choice = ask_book(page, theme, ground, issuer_id)
            if choice is not None:
                self._bring_out(choice)

        self._context.jobs.read(lambda: read_books(office), ask, key="outgoing.books", owner=page)

    def _bring_out(self, choice: BookChoice) -> None:
        exporting, request = self._context.office.exporting, choice.request
        if choice.way is BookWay.FILE:
            self.paper.save(
                "Xuất sổ văn bản đi",
                f"{safe_stem(choice.name)}.xlsx",
                (EXCEL, WORD, PDF),
                lambda target: exporting.book_to(request, target),
                touches=TOUCHES,
            )
            return
        frame, jobs = self._context.frame, self._context.jobs
        self.paper.print_made(
            choice.name,
            lambda: exporting.printout_pdf(exporting.book(request)),
            lambda: jobs.write(
                lambda: exporting.mark_book_left(request),
                lambda _none: frame.toast("Đã in sổ văn bản đi."),
                touches=TOUCHES,
            ),
        )
