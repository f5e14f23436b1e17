"""What is asked while old books come in: the term of old numbers, and the word before writing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from wardapp.core.errors import BadDate, BadValue
from wardapp.core.old_books import DryRun
from wardapp.ui import dialogs
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.fields import DateField, LineField


@dataclass(frozen=True, slots=True)
class TypedTerm:
    """A term as the clerk gave it."""

    label: str
    start: date
    end: date | None


def ask_term(parent: QWidget, theme: Theme, today: Callable[[], date]) -> TypedTerm | None:
    """Ask for the term that old numbers were counted in; BadValue when it is not whole."""
    label = LineField(theme, "Nhiệm kỳ", "2020 - 2025")
    start, end = DateField(theme, "Từ ngày", today), DateField(theme, "Đến ngày", today)
    sentence = "Số văn bản đảng chạy theo nhiệm kỳ, từ khi bế mạc đại hội trước."
    if not dialogs.ask_fields(
        parent, theme, "Thêm nhiệm kỳ cho sổ cũ", (label, start, end), "Thêm", sentence
    ):
        return None
    try:
        first, last = start.day(), end.day()
    except BadDate as error:
        raise BadValue("start", error.sentence) from error
    if first is None or not label.text():
        raise BadValue("start", "Hãy ghi tên nhiệm kỳ và ngày bắt đầu.")
    return TypedTerm(label.text(), first, last)


def may_import(parent: QWidget, theme: Theme, dry: DryRun, looks: int) -> bool:
    """Ask whether to import, saying what stays out and what is taken as it was read."""
    parts = []
    if dry.counts.blocked:
        parts.append(f"{dry.counts.blocked} dòng chưa nhập được sẽ ở lại trong tệp.")
    if looks:
        parts.append(f"Còn {looks} ô cần xem sẽ nhập như đã hiểu.")
    parts.append("Cả lần nhập là một việc: Ctrl+Z hoàn tác được.")
    return dialogs.ask(parent, theme, f"{ready_words(dry)}?", " ".join(parts), "Nhập")


def ready_words(dry: DryRun | None) -> str:
    """Return what the main button does at the last step."""
    ready = dry.counts.ready if dry else 0
    return f"Nhập {ready:,} dòng".replace(",", ".")
