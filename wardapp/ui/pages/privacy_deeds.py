"""What is done with requests and incidents: forms over the page, written as they stand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from wardapp.core.dates import long_date
from wardapp.core.privacy import (
    Incident,
    IncidentEntry,
    PersonRequest,
    PrivacyReview,
    RefusalReason,
    RequestEntry,
    RequestKind,
)
from wardapp.ui.context import Context
from wardapp.ui.dialogs import ask, ask_fields
from wardapp.ui.file_dialogs import PDF, WORD, ask_target
from wardapp.ui.form_dialog import FormDialog, Refused
from wardapp.ui.jobs import Book
from wardapp.ui.pages.catalogue_fields import a_line
from wardapp.ui.pages.privacy_forms import (
    PrivacyForm,
    answer_form,
    extend_form,
    incident_form,
    refuse_form,
    request_form,
)

TOUCHED = frozenset({Book.PRIVACY})
WITH_PEOPLE = frozenset({Book.PRIVACY, Book.PETITIONS})


class PrivacyDeeds:
    """Opens forms over the page and writes what they hold."""

    def __init__(self, page: QWidget, context: Context) -> None:
        self._page, self._context = page, context

    # ---- requests ----------------------------------------------------------------------------

    def add_request(self) -> None:
        """Take a request down; its clocks start."""
        office, context = self._context.office, self._context
        form = request_form(context.theme, context.clock.today)

        def written(
            value: tuple[RequestKind, date, tuple[int, str, int] | None],
        ) -> PersonRequest:
            kind, received, number = value
            petition = None
            if number is not None:
                petition = office.petitions.by_number(number[0], number[2], number[1]).id
            return office.privacy.add_request(
                RequestEntry(kind=kind, received=received, petition_id=petition)
            )

        self._ask("Ghi yêu cầu về dữ liệu cá nhân", form, written, _request_words)

    def acknowledge(self, request: PersonRequest) -> None:
        """Note today as the day the person was told that their request came in."""
        privacy = self._context.office.privacy
        self._write(lambda: privacy.acknowledge(request.id), "Đã ghi xác nhận hôm nay.")

    def answer(self, request: PersonRequest) -> None:
        """Note how a request was met."""
        context, privacy = self._context, self._context.office.privacy
        form = answer_form(context.theme, context.clock.today, request)

        def written(value: tuple[str, date, bool]) -> PersonRequest:
            outcome, on, forget = value
            return privacy.answer(request.id, outcome, on, forget=forget)

        self._ask("Trả lời yêu cầu", form, written, lambda _kept: "Đã ghi trả lời.")

    def extend(self, request: PersonRequest) -> None:
        """Extend a request once."""
        context, privacy = self._context, self._context.office.privacy

        def open_form(latest: date) -> None:
            form = extend_form(context.theme, context.clock.today, latest)
            self._ask(
                "Gia hạn một lần", form, lambda value: privacy.extend(request.id, *value),
                lambda kept: f"Đã gia hạn đến {long_date(kept.extended_to)}.",
            )  # fmt: skip

        context.jobs.read(
            lambda: privacy.latest_extension(request), open_form, key="privacy.extend",
            owner=self._page,
        )  # fmt: skip

    def refuse(self, request: PersonRequest, reasons: tuple[RefusalReason, ...]) -> None:
        """Refuse a request for a reason of the law."""
        context, privacy = self._context, self._context.office.privacy
        form = refuse_form(context.theme, context.clock.today, reasons)
        self._ask(
            "Từ chối yêu cầu", form, lambda value: privacy.refuse(request.id, *value),
            lambda _kept: "Đã ghi từ chối, có lý do theo luật.",
        )  # fmt: skip

    def take_up(self, request: PersonRequest) -> None:
        """Let a request wait again."""
        privacy = self._context.office.privacy
        self._write(lambda: privacy.take_up(request.id), "Đã mở lại yêu cầu.")

    # ---- incidents ---------------------------------------------------------------------------

    def add_incident(self) -> None:
        """Begin the note of an incident."""
        self._incident(None)

    def edit_incident(self, incident: Incident) -> None:
        """Correct a note."""
        self._incident(incident)

    def _incident(self, kept: Incident | None) -> None:
        context, privacy = self._context, self._context.office.privacy
        now_ms = context.clock.now_ms()
        form = incident_form(context.theme, context.clock.today, now_ms, kept)

        def written(entry: IncidentEntry) -> Incident:
            if kept is None:
                return privacy.add_incident(entry)
            return privacy.amend_incident(kept.id, entry, kept)

        title = "Ghi sự cố dữ liệu cá nhân" if kept is None else "Sửa phiếu sự cố"
        self._ask(title, form, written, lambda _kept: "Đã ghi phiếu sự cố, đồng hồ 72 giờ chạy.")

    def notify(self, incident: Incident) -> None:
        """Note who was told, now."""
        theme, privacy = self._context.theme, self._context.office.privacy
        whom = a_line(theme, "Đã báo cơ quan nào", incident.notified_whom)
        if ask_fields(
            self._page, theme, "Đã báo sự cố", (whom,), "Ghi đã báo",
            "Giờ báo lấy lúc bấm nút. Nội dung báo in từ phiếu sự cố.",
        ):  # fmt: skip
            told = whom.text()
            self._write(lambda: privacy.notify(incident.id, told), "Đã ghi việc báo sự cố.")

    def close_incident(self, incident: Incident) -> None:
        """Note that an incident is over."""
        privacy = self._context.office.privacy
        self._write(lambda: privacy.close_incident(incident.id), "Đã kết thúc sự cố.")

    def write_note(self, incident: Incident) -> None:
        """Write the note to a file."""
        context = self._context
        start = context.export_folder / "phieu-su-co-du-lieu-ca-nhan.docx"
        target = ask_target(self._page, "Phiếu sự cố dữ liệu cá nhân", start, (WORD, PDF))
        if target is None:
            return
        context.desk.change(last_export_folder=str(target.parent))
        context.jobs.write(
            lambda: context.office.privacy.note_to(target, incident.id),
            lambda path: context.frame.toast(f"Đã xuất ra {path.name}."),
            title="Đang xuất…",
        )

    # ---- the review --------------------------------------------------------------------------

    def review(self) -> None:
        """Show what is kept of persons and note that it was looked at."""
        context, privacy = self._context, self._context.office.privacy

        def shown(found: PrivacyReview) -> None:
            if ask(
                self._page, context.theme, "Rà soát dữ liệu cá nhân",
                review_words(found), "Đã rà soát",
            ):  # fmt: skip
                self._write(privacy.reviewed, "Đã ghi lần rà soát hôm nay.")

        context.jobs.read(privacy.review, shown, key="privacy.review", owner=self._page)

    # ---- inside ------------------------------------------------------------------------------

    def _write(self, work: Callable[[], object], words: str) -> None:
        frame = self._context.frame
        self._context.jobs.write(
            work, lambda _kept: frame.toast(words, frame.undo), touches=TOUCHED
        )

    def _ask(
        self,
        title: str,
        form: PrivacyForm,
        written: Callable[[Any], Any],
        words: Callable[[Any], str],
    ) -> None:
        context = self._context

        def keep(value: Any, done: Callable[[], None], no: Refused) -> None:
            def said(kept: Any) -> None:
                done()
                context.frame.toast(words(kept), context.frame.undo)

            context.jobs.write(lambda: written(value), said, touches=WITH_PEOPLE, on_refused=no)

        dialog = FormDialog(self._page, context.theme, title, form.fields, form.value, keep)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def review_words(found: PrivacyReview) -> str:
    """Return what a review finds, in a sentence or three."""
    last = f"Lần trước: {long_date(found.last_on)}. " if found.last_on else "Chưa rà soát lần nào. "
    return (
        f"{last}Đang giữ tên, địa chỉ, điện thoại của {found.kept} người phản ánh; {found.undated} "
        "người chưa có ngày xóa vì phản ánh chưa xong. Việc còn phải giữ thì để nguyên; không cần "
        "nữa thì mở phản ánh, bấm Người phản ánh (Ctrl I) để xóa hoặc đặt ngày xóa."
    )


def _request_words(kept: PersonRequest) -> str:
    by = long_date(kept.acknowledge_by) if kept.acknowledge_by else ""
    due = long_date(kept.due_date) if kept.due_date else ""
    return f"Đã ghi yêu cầu: xác nhận đến {by}, trả lời đến {due}."
