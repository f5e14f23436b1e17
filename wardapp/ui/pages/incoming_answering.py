"""Đã trả lời bằng văn bản …: linking outgoing lines to an incoming one, and taking links off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from wardapp.core.dates import long_date
from wardapp.core.dispatches import Incoming, Outgoing
from wardapp.core.identity import RecordId
from wardapp.ui.context import Context
from wardapp.ui.form_dialog import FormDialog, Refused
from wardapp.ui.jobs import Book
from wardapp.ui.widgets.fields import ChoiceField, LineField

TOUCHED = frozenset({Book.INCOMING, Book.OUTGOING})


def ask_answer(page: QWidget, context: Context, line: Incoming | None) -> None:
    """Ask which of our outgoing dispatches answers the line."""
    if line is not None:
        context.jobs.read(
            context.office.intake.possible_answers,
            lambda known: _ask_symbol(page, context, line, known),
            key="incoming.answers_known",
            owner=page,
        )


def _ask_symbol(
    page: QWidget, context: Context, line: Incoming, known: tuple[Outgoing, ...]
) -> None:
    field = LineField(context.theme, "Số, ký hiệu văn bản trả lời", "Ví dụ: 12-CV/BXDĐ")
    field.suggest(tuple(dict.fromkeys(each.number_symbol for each in known)))
    subjects = {each.number_symbol: each for each in reversed(known)}

    def say() -> None:
        found = subjects.get(field.text())
        field.set_echo(f"{long_date(found.issued_date)}: {found.subject}" if found else "")

    field.line.textChanged.connect(say)
    intake, frame = context.office.intake, context.frame

    def keep(printed: Any, done: Callable[[], None], refused: Refused) -> None:
        def said(kept: Incoming) -> None:
            done()
            frame.toast(f"Số đến {kept.arrival_code} đã trả lời bằng {printed}.", frame.undo)

        context.jobs.write(
            lambda: intake.link_answer(line.id, printed),
            said,
            touches=TOUCHED,
            on_refused=refused,
        )

    title = f"Số đến {line.arrival_code} đã trả lời bằng văn bản nào"
    FormDialog(page, context.theme, title, {"number": field}, field.text, keep).open()


def take_answer_off(
    page: QWidget, context: Context, line: Incoming | None, answers: tuple[Outgoing, ...]
) -> None:
    """Take the link to an answer off; with several ask which."""
    if line is None or not answers:
        return
    if len(answers) == 1:
        _unlink(context, line, answers[0].id)
        return
    entries = tuple((each.id, each.number_symbol) for each in answers)
    field = ChoiceField(context.theme, "Văn bản trả lời cần gỡ", entries)

    def keep(chosen: Any, done: Callable[[], None], refused: Refused) -> None:
        _unlink(context, line, RecordId(str(chosen)), done, refused)

    title = f"Gỡ văn bản trả lời khỏi số đến {line.arrival_code}"
    FormDialog(page, context.theme, title, {"number": field}, field.value, keep).open()


def _unlink(
    context: Context,
    line: Incoming,
    answer: RecordId,
    done: Callable[[], None] | None = None,
    refused: Refused | None = None,
) -> None:
    intake, frame = context.office.intake, context.frame

    def said(kept: Incoming) -> None:
        if done is not None:
            done()
        frame.toast(f"Đã gỡ văn bản trả lời khỏi số đến {kept.arrival_code}.", frame.undo)

    context.jobs.write(
        lambda: intake.unlink_answer(line.id, answer), said, touches=TOUCHED, on_refused=refused
    )
