"""What Số văn bản asks before it writes, and what it says after."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from wardapp.core.books import Closing
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Family, Issuer, IssuerKind, Term
from wardapp.core.number_views import NewTerm, NumberRow, SeriesRow, TermPreview
from wardapp.core.numbering import NumberSpan, Series
from wardapp.core.views import NumberStory
from wardapp.ui import dialogs
from wardapp.ui.context import Context
from wardapp.ui.form_dialog import Keep, Refused
from wardapp.ui.jobs import Book
from wardapp.ui.pages.numbers_forms import (
    Asked,
    Congress,
    congress_form,
    extend_form,
    number_form,
    reserve_form,
    secret_form,
    take_form,
    term_form,
)
from wardapp.ui.pages.outgoing_dialogs import OutgoingDialogs
from wardapp.ui.pages.outgoing_entry import KeptNumber

TOUCHES = frozenset(
    {Book.OUTGOING, Book.INCOMING, Book.BOOKS, Book.CATALOGUE, Book.DRAFTS, Book.DOSSIERS}
)


class NumberDeeds:
    """Joins the page's actions to services: ask, run in a lane, say what happened."""

    def __init__(
        self, page: QWidget, context: Context, show: Callable[[RecordId, int], None]
    ) -> None:
        self._page, self._context, self._show = page, context, show

    # ---- numbers of a counter ----------------------------------------------------------------

    def reserve(self, row: SeriesRow) -> None:
        """Ask for whom and until when, and keep the next numbers."""
        numbering = self._context.office.numbering
        keep = self._keeping(
            lambda asked: numbering.reserve(row.key, asked.count, asked.what), self._kept
        )
        today = self._context.clock.today
        reserve_form(self._page, self._context.theme, row, today, keep).open()

    def take(self, row: SeriesRow) -> None:
        """Take the next number for the paper in hand."""
        numbering = self._context.office.numbering
        keep = self._keeping(lambda asked: (numbering.take(row.key, asked.what.title),), self._kept)
        take_form(self._page, self._context.theme, row, keep).open()

    def extend(self, row: NumberRow) -> None:
        """Ask until when a number is kept on."""
        numbering, span_id = self._context.office.numbering, row.span_id
        if span_id is None:
            return
        keep = self._keeping(
            lambda asked: numbering.extend(span_id, asked.what.until),
            lambda span: f"Đã gia hạn giữ số {span.first:02}.",
        )
        today = self._context.clock.today
        extend_form(self._page, self._context.theme, row.code, today, keep).open()

    def use(self, series: SeriesRow, row: NumberRow) -> None:
        """Register the document that a number was kept for."""
        kept = KeptNumber(series.key.issuer_id, series.key.group, row.first)
        frame, dialog = self._context.frame, OutgoingDialogs(self._page, self._context)
        dialog.add_by_hand(
            lambda line: frame.toast(f"Đã vào sổ {line.number_symbol}.", frame.undo), kept
        )

    def release(self, row: NumberRow) -> None:
        """Ask why, and keep a number no longer."""
        numbering, span_id = self._context.office.numbering, row.span_id
        if span_id is None:
            return
        reason = self._reason(
            f"Bỏ giữ số {row.printed or row.code}",
            "Số vừa giữ hôm nay, chưa in và là số cuối thì trả về dãy; "
            "nếu không, số được hủy và giữ trong sổ.",
            "Bỏ giữ",
            "Lý do bỏ giữ",
        )
        if reason:
            self._write(lambda: numbering.release(span_id, reason), str, "Chưa bỏ giữ được")

    def cancel(self, series: SeriesRow, row: NumberRow) -> None:
        """Ask why, and spoil a number that nothing holds."""
        numbering = self._context.office.numbering
        reason = self._reason(
            f"Hủy số {row.first:02}",
            "Số không có văn bản; lý do sẽ in ở cột Ghi chú của sổ.",
            "Hủy số",
            "Lý do hủy",
        )
        if reason:
            self._write(
                lambda: numbering.cancel(series.key, row.first, reason),
                lambda _series: f"Đã hủy số {row.first:02}.",
                "Chưa hủy được số",
            )

    def mark_secret(self, row: SeriesRow) -> None:
        """Ask number and type of a paper in the book of secret papers."""
        numbering = self._context.office.numbering

        def said(number: int) -> str:
            if row.series_id is not None:
                self._show(row.series_id, number)
            return f"Đã ghi số {number:02} dùng ở sổ riêng."

        keep = self._keeping(
            lambda asked: numbering.secret(row.key, asked.type_code, asked.number or None), said
        )
        secret_form(self._page, self._context.theme, row, keep).open()

    def roll_back(self, row: SeriesRow) -> None:
        """Ask why, and give the last number of a counter back."""
        numbering, series_id = self._context.office.numbering, row.series_id
        if series_id is None:
            return
        reason = self._reason(
            f"Trả lại số {row.last_number:02}: {row.title}",
            "Chỉ trả lại được số cuối, cấp hôm nay, chưa in, chưa gửi. Văn bản mang số này, "
            "nếu có, ra khỏi sổ; dự thảo của nó trở lại chưa phát hành.",
            "Trả lại số",
            "Lý do trả lại",
        )
        if reason:
            self._write(
                lambda: numbering.roll_back(series_id, reason),
                lambda done: f"Đã trả lại số {done.number:02}.",
                "Chưa trả lại được số",
            )

    def raise_counter(self, row: SeriesRow) -> None:
        """Ask which number the paper book used last."""
        numbering = self._context.office.numbering

        def said(series: Series) -> str:
            self._show(series.id, series.last_number)
            return f"Số hiện tại là {series.last_number:02}."

        keep = self._keeping(
            lambda asked: numbering.raise_to(row.key, asked.number, asked.reason), said
        )
        title = f"Đặt số hiện tại: {row.title}, nay là {row.last_number:02}"
        number_form(self._page, self._context.theme, title, keep, wants_reason=True).open()

    def explain(self, row: SeriesRow, on_told: Callable[[NumberStory], object]) -> None:
        """Ask which number, and tell its life."""
        context = self._context

        def keep(asked: Asked, done: Callable[[], None], refused: Refused) -> None:
            def told(story: NumberStory) -> None:
                done()
                on_told(story)

            context.jobs.read(
                lambda: context.office.numbering.explain_in(row.key, asked.number, asked.suffix),
                told,
                key="numbers.explain",
                owner=self._page,
                on_refused=refused,
            )

        title = f"Giải thích số: {row.title}"
        number_form(self._page, context.theme, title, keep, wants_reason=False).open()

    # ---- books and terms ---------------------------------------------------------------------

    def reopen(self, row: SeriesRow) -> None:
        """Ask why, and open a closed book again."""
        office = self._context.office

        def ask(closing: Closing | None) -> None:
            if closing is None:
                self._context.frame.toast("Sổ của dãy này đang mở.")
                return
            reason = self._reason(
                f"Mở lại sổ: {closing.label}",
                "Dãy số lại cấp số được. Các trang đã đóng giữ nguyên.",
                "Mở lại",
                "Lý do mở lại",
            )
            if reason:
                self._write(
                    lambda: office.closing.reopen(closing.id, reason),
                    lambda _closing: "Đã mở lại sổ.",
                    "Chưa mở lại được",
                )

        self._context.jobs.read(
            lambda: office.numbering.lock_of(row.key), ask, key="numbers.lock", owner=self._page
        )

    def open_term(self) -> None:
        """Ask for a new term, tell what it changes, and open it."""
        self._with_party(
            lambda issuers: term_form(
                self._page, self._context.theme, issuers, self._context.clock.today, self._keep_term
            ).open()
        )

    def _keep_term(self, new: NewTerm, done: Callable[[], None], refused: Refused) -> None:
        context, terms = self._context, self._context.office.terms

        def ask(what: TermPreview) -> None:
            sentence = "\n".join(what.sentences)
            title = f"Mở nhiệm kỳ {new.label}?"
            if not dialogs.ask(self._page, context.theme, title, sentence, "Mở nhiệm kỳ"):
                done()
                return
            context.jobs.write(lambda: terms.open(new), opened, touches=TOUCHES, on_refused=refused)

        def opened(term: Term) -> None:
            done()
            context.frame.toast(f"Đã mở nhiệm kỳ {term.label}.", context.frame.undo)

        context.jobs.read(
            lambda: terms.preview(new),
            ask,
            key="numbers.term",
            owner=self._page,
            on_refused=refused,
        )

    def open_congress(self) -> None:
        """Ask for a congress and make its series."""
        terms = self._context.office.terms

        def write(asked: Congress) -> Issuer:
            return terms.set_up_congress(
                asked.committee_id, asked.name, asked.sits_from, asked.sits_to
            )

        keep = self._keeping(write, lambda made: f"Đã mở dãy số của {made.name}.")
        self._with_party(
            lambda issuers: congress_form(
                self._page, self._context.theme, issuers, self._context.clock.today, keep
            ).open()
        )

    def _with_party(self, show: Callable[[tuple[Issuer, ...]], None]) -> None:
        frame = self._context.frame

        def chosen(issuers: tuple[Issuer, ...]) -> None:
            party = tuple(
                each
                for each in issuers
                if each.family is Family.PARTY and each.kind is not IssuerKind.CONGRESS
            )
            if party:
                show(party)
            else:
                frame.fail(
                    "Không có nhiệm kỳ", "Số của cơ quan nhà nước đếm theo năm, tự sang năm mới."
                )

        self._context.jobs.read(
            self._context.office.catalogue.issuers, chosen, key="numbers.issuers", owner=self._page
        )

    def _kept(self, spans: tuple[NumberSpan, ...]) -> str:
        self._show(spans[0].series_id, spans[-1].first)
        numbers = ", ".join(f"{span.first:02}" for span in spans)
        return f"Đang giữ số {numbers}. Khi vào sổ, chọn “Dùng số đã giữ”."

    # ---- lanes -------------------------------------------------------------------------------

    def _keeping(self, work: Callable[[Any], Any], say: Callable[[Any], str]) -> Keep:
        context = self._context

        def keep(asked: Any, done: Callable[[], None], refused: Refused) -> None:
            def kept(result: Any) -> None:
                done()
                context.frame.toast(say(result), context.frame.undo)

            context.jobs.write(lambda: work(asked), kept, touches=TOUCHES, on_refused=refused)

        return keep

    def _write(self, work: Callable[[], Any], say: Callable[[Any], str], failed: str) -> None:
        frame = self._context.frame
        self._context.jobs.write(
            work,
            lambda result: frame.toast(say(result), frame.undo),
            touches=TOUCHES,
            on_refused=lambda error: frame.fail(failed, error.sentence),
        )

    def _reason(self, title: str, sentence: str, yes: str, label: str) -> str:
        return dialogs.ask_reason(self._page, self._context.theme, title, sentence, yes, label)
