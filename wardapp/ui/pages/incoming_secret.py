"""A paper of the secret book: the open book says its day and who received it, nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from wardapp.core.dispatches import Arrival, Incoming
from wardapp.core.errors import BadDate, BadValue
from wardapp.core.identity import RecordId
from wardapp.ui.context import Context
from wardapp.ui.form_dialog import FormDialog, Refused
from wardapp.ui.jobs import Book
from wardapp.ui.pages.proposal_place import book_entries
from wardapp.ui.widgets.fields import ChoiceField, DateField, Field, LineField

Entries = tuple[tuple[object, str], ...]
TITLE = "Văn bản đã đăng ký sổ riêng: chỉ ghi ngày và chữ viết tắt người nhận"


def ask_secret_row(page: QWidget, context: Context) -> None:
    """Read which books there are, then ask for day and initials."""
    office = context.office
    context.jobs.read(
        lambda: book_entries(office.intake.books(), office.catalogue.issuers()),
        lambda books: _open(page, context, books),
        key="incoming.books",
        owner=page,
    )


def _open(page: QWidget, context: Context, books: Entries) -> None:
    theme, today = context.theme, context.clock.today
    day = DateField(theme, "Ngày đến", today)
    day.set_day(today())
    initials = LineField(theme, "Người nhận (viết tắt)", "N.T.H.")
    book = ChoiceField(theme, "Vào sổ", books)
    fields: dict[str, Field] = {"arrival_date": day, "handler": initials}
    if len(books) > 1:
        fields["book"] = book

    def value() -> Arrival:
        issuer, _, code = str(book.value() or "").partition("|")
        try:
            arrived = day.day() or today()
        except BadDate as fault:
            raise BadValue("arrival_date", fault.sentence) from fault
        return Arrival(
            issuer_id=RecordId(issuer),
            arrival_date=arrived,
            organ_name="",
            subject="",
            book=code,
            handler=initials.text(),
            is_secret=True,
        )

    intake, frame = context.office.intake, context.frame

    def keep(arrival: Any, done: Callable[[], None], refused: Refused) -> None:
        def said(line: Incoming) -> None:
            done()
            frame.go("incoming", line.id)
            frame.toast(f"Đã ghi số {line.arrival_code}: sổ riêng.", frame.undo)

        context.jobs.write(
            lambda: intake.register(arrival), said, touches={Book.INCOMING}, on_refused=refused
        )

    FormDialog(page, theme, TITLE, fields, value, keep).open()
