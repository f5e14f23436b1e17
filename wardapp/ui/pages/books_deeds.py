"""What Sổ đăng ký asks before it closes, reopens, prints or exports, and what it says after."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from wardapp.core.book_lists import LIST_TITLES, ListRequest
from wardapp.core.books import BookVolume, Closing, ClosingKind, RegisterBook
from wardapp.core.closing_views import ClosingCheck, VolumeState
from wardapp.core.issuers import Issuer
from wardapp.core.views import BookRequest
from wardapp.services.file_stems import safe_stem
from wardapp.ui import dialogs
from wardapp.ui.context import Context
from wardapp.ui.file_dialogs import EXCEL, PDF, WORD
from wardapp.ui.form_dialog import Refused
from wardapp.ui.jobs import Book
from wardapp.ui.pages.books_forms import book_form
from wardapp.ui.pages.books_rows import between
from wardapp.ui.pages.outgoing_paper import PaperOut
from wardapp.ui.widgets.fields import LineField

TOUCHES = frozenset({Book.BOOKS, Book.INCOMING, Book.OUTGOING, Book.CATALOGUE})
ALL_KINDS = (PDF, WORD, EXCEL)


class BookDeeds:
    """Joins the page's actions to services: ask, run in a lane, say what happened."""

    def __init__(self, page: QWidget, context: Context) -> None:
        self._page, self._context = page, context
        self.paper = PaperOut(context, page)

    # ---- closing -----------------------------------------------------------------------------

    def close(
        self, state: VolumeState, kind: ClosingKind, on_closed: Callable[[Closing], object]
    ) -> None:
        """Ask, close, and show the closed pages."""
        context, volume = self._context, state.volume
        is_page = kind is ClosingKind.PAGE
        title = f"Đóng trang: {volume.name}" if is_page else f"Đóng sổ: {volume.name}"
        sentence = _what_closes(state)
        if not is_page:
            sentence += f" {volume.label} khóa số: không cấp số mới cho tới khi mở lại có lý do."
        yes = "Đóng trang" if is_page else "Đóng và khóa"
        number = LineField(context.theme, "Quyển số", "01")
        number.set_text(state.closings[-1].volume if state.closings else "")
        fields = () if is_page else (number,)
        if not dialogs.ask_fields(self._page, context.theme, title, fields, yes, sentence):
            return
        quire = number.text()
        closing, frame = context.office.closing, context.frame

        def say(closed: Closing) -> None:
            pages = f"{closed.first_page} đến {closed.last_page}"
            frame.toast(f"Đã đóng trang {pages}, mã {closed.code}. Ctrl P để in.")
            on_closed(closed)

        context.jobs.write(
            lambda: closing.close(volume, kind, quire),
            say,
            touches=TOUCHES,
            title="Đang dựng trang đóng…",
            on_refused=lambda error: frame.fail("Chưa đóng được", error.sentence),
        )

    def reopen(self, made: Closing) -> None:
        """Ask why, then lift the lock or take the newest pages back."""
        context = self._context
        is_page = made.kind is ClosingKind.PAGE
        sentence = (
            "Các dòng của trang này trở lại chưa đóng. Bản đã in còn xem lại được, có gạch ngang."
            if is_page
            else "Sổ lại cấp số được. Các trang đã đóng giữ nguyên; dòng mới sang trang kế tiếp."
        )
        title = "Bỏ lần đóng trang" if is_page else f"Mở lại sổ: {made.label.lower()}"
        reason = dialogs.ask_reason(
            self._page,
            context.theme,
            f"{title}, mã {made.code}",
            sentence,
            "Mở lại",
            "Lý do mở lại",
        )
        if not reason:
            return
        closing, frame = context.office.closing, context.frame
        context.jobs.write(
            lambda: closing.reopen(made.id, reason),
            lambda done: frame.toast(f"Đã mở lại, mã {done.code}. Lý do: {done.reopened_reason}"),
            touches=TOUCHES,
            on_refused=lambda error: frame.fail("Chưa mở lại được", error.sentence),
        )

    def verify(self, made: Closing) -> None:
        """Compare closed pages with record and journal, and show the code to hold against paper."""
        context = self._context

        def tell(check: ClosingCheck) -> None:
            if not check.is_whole:
                context.frame.fail("Trang đã đóng không còn nguyên vẹn", "\n".join(check.faults))
                return
            context.frame.toast(
                f"Tệp, sổ và nhật ký khớp nhau. Mã trên giấy phải là {check.closing.code}."
            )

        context.jobs.read(
            lambda: context.office.closing.verify(made.id),
            tell,
            key="books.verify",
            owner=self._page,
        )

    # ---- paper -------------------------------------------------------------------------------

    def print_volume(self, request: BookRequest, volume: BookVolume) -> None:
        """Print the whole register of now."""
        exporting = self._context.office.exporting
        self.paper.print_made(
            f"{volume.name}, {volume.label}",
            lambda: exporting.printout_pdf(exporting.book(request)),
            lambda: self._left(lambda: exporting.mark_book_left(request)),
        )

    def print_closing(self, made: Closing) -> None:
        """Print closed pages as they were kept."""
        closing = self._context.office.closing
        self.paper.print_made(
            f"Trang đã đóng {made.code}",
            lambda: closing.pages(made.id),
            lambda: self._context.frame.toast(f"Đã in lại trang đã đóng, mã {made.code}."),
        )

    def draw_supplement(
        self, volume: BookVolume, show: Callable[[BookVolume, bytes], object]
    ) -> None:
        """Have the supplement pages of now drawn, or say that there are none."""
        context, office = self._context, self._context.office
        context.jobs.render(
            lambda: office.exporting.printout_pdf(office.closing.supplement(volume)),
            lambda pdf: show(volume, pdf),
            key="books.pages",
            owner=self._page,
            on_refused=lambda error: context.frame.toast(error.sentence),
        )

    def print_supplement(self, volume: BookVolume) -> None:
        """Print the supplement pages of now."""
        office = self._context.office
        self.paper.print_made(
            f"Trang bổ sung, {volume.name}",
            lambda: office.exporting.printout_pdf(office.closing.supplement(volume)),
            lambda: self._left(lambda: office.closing.mark_supplement_left(volume)),
        )

    def print_list(self, request: ListRequest) -> None:
        """Print one of the other lists."""
        lists = self._context.office.book_lists
        self.paper.print_made(
            LIST_TITLES[request.code],
            lambda: lists.pdf(request),
            lambda: self._left(lambda: lists.mark_left(request)),
        )

    def save_volume(self, request: BookRequest, volume: BookVolume) -> None:
        """Save the whole register as PDF, Word or Excel."""
        exporting = self._context.office.exporting
        self._save(
            f"{volume.name} {volume.label}",
            ALL_KINDS,
            lambda target: exporting.book_to(request, target),
        )

    def save_closing(self, made: Closing) -> None:
        """Save closed pages, byte for byte."""
        closing = self._context.office.closing
        self._save(
            f"Trang đã đóng {made.code}", (PDF,), lambda target: closing.pages_to(made.id, target)
        )

    def save_supplement(self, volume: BookVolume) -> None:
        """Save the supplement pages of now."""
        office = self._context.office

        def write(target: Path) -> Path:
            made = office.exporting.printout_to(office.closing.supplement(volume), target)
            if not office.read_only:
                office.closing.mark_supplement_left(volume)
            return made

        self._save(f"Trang bổ sung {volume.name}", ALL_KINDS, write)

    def save_list(self, request: ListRequest) -> None:
        """Save one of the other lists."""
        lists = self._context.office.book_lists

        def write(target: Path) -> Path:
            made = lists.list_to(request, target)
            if not self._context.office.read_only:
                lists.mark_left(request)
            return made

        self._save(LIST_TITLES[request.code], ALL_KINDS, write)

    def _save(self, name: str, kinds: tuple[str, ...], write: Callable[[Path], Path]) -> None:
        self.paper.save(f"Xuất {name}", f"{safe_stem(name)}.pdf", kinds, write, touches=TOUCHES)

    def _left(self, mark: Callable[[], Any]) -> None:
        frame = self._context.frame
        if not self._context.office.read_only:
            self._context.jobs.write(mark, lambda _none: frame.toast("Đã in."), touches=TOUCHES)

    # ---- books of their own ------------------------------------------------------------------

    def fill_in(self, book: RegisterBook | None) -> None:
        """Show the form of a book, a blank one without any."""
        office = self._context.office

        def read() -> tuple[RegisterBook, tuple[Issuer, ...]]:
            return book or office.register_books.blank(), office.catalogue.issuers()

        self._context.jobs.read(
            read, lambda found: self._show_form(*found), key="books.form", owner=self._page
        )

    def _show_form(self, book: RegisterBook, issuers: tuple[Issuer, ...]) -> None:
        context = self._context

        def keep(value: RegisterBook, done: Callable[[], None], refused: Refused) -> None:
            def kept(saved: RegisterBook) -> None:
                done()
                context.frame.toast(f"Đã ghi sổ {saved.name}.", context.frame.undo)

            context.jobs.write(
                lambda: context.office.register_books.save(value, book),
                kept,
                touches=TOUCHES,
                on_refused=refused,
            )

        book_form(self._page, context.theme, book, issuers, keep).open()

    def remove(self, book: RegisterBook) -> None:
        """Remove a book that has no number yet."""
        context, frame = self._context, self._context.frame
        context.jobs.write(
            lambda: context.office.register_books.remove(book.id),
            lambda _none: frame.toast(f"Đã bỏ sổ {book.name}.", frame.undo),
            touches=TOUCHES,
            on_refused=lambda error: frame.fail("Chưa bỏ được sổ", error.sentence),
        )


def _what_closes(state: VolumeState) -> str:
    if state.open_count:
        numbers = between(state.first_open, state.last_open)
        which = ", ".join(filter(None, (f"{state.open_count} dòng chưa đóng", numbers)))
        return (
            f"{which} sẽ cố định thành trang có mã. "
            "Sau này hủy, sửa thì in trang bổ sung, trang đã đóng không đổi."
        )
    if state.supplement_count:
        return (
            f"Không có dòng mới. {state.supplement_count} thay đổi của các trang đã đóng "
            "sẽ thành trang bổ sung có mã."
        )
    return "Không còn dòng nào chưa đóng."
