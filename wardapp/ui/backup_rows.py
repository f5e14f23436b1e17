"""How backups and what a restore would cost look in lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby

from wardapp.core.clock import day_of
from wardapp.core.dates import short_date, time_text, weekday_name
from wardapp.core.journal import Backup
from wardapp.core.safety import Losses, LostKind, LostRecord
from wardapp.ui.listing.cells import Cell, Column, GroupRow

MEGABYTE, GIGABYTE = 1_000_000, 1_000_000_000


def backup_columns() -> tuple[Column[Backup], ...]:
    """Return the columns of the backups of a day."""
    return (
        Column("Lúc", 74, lambda each: Cell(first=time_text(each.made_ms), is_strong=True)),
        Column("Lý do", 0, _why),
        Column("Văn bản", 84, lambda each: _figure(many(each.dispatches)), is_right=True),
        Column("Cỡ", 84, lambda each: _figure(size_text(each.size)), is_right=True),
    )


def by_day(backups: Sequence[Backup], today: date) -> tuple[Backup | GroupRow, ...]:
    """Return the backups under their days, newest first."""
    rows: list[Backup | GroupRow] = []
    for day, found in groupby(backups, key=lambda each: day_of(each.made_ms)):
        kept = tuple(found)
        rows += [GroupRow(day_text(day, today), f"{len(kept)} bản"), *kept]
    return tuple(rows)


def day_text(day: date, today: date) -> str:
    """Return a day as the list heads it."""
    return "Hôm nay" if day == today else f"{weekday_name(day)} {short_date(day, today)}"


def moment_text(backup: Backup) -> str:
    """Return when a backup was made, as a question names it."""
    day = day_of(backup.made_ms)
    return f"{time_text(backup.made_ms)} {weekday_name(day)} {day.day:02}/{day.month}/{day.year}"


def size_text(size: int) -> str:
    """Return a size as a clerk reads it."""
    unit, word = (GIGABYTE, "GB") if size >= GIGABYTE else (MEGABYTE, "MB")
    return f"{size / unit:.1f} {word}".replace(".", ",")


def many(count: int) -> str:
    """Return a count with dots."""
    return f"{count:,}".replace(",", ".")


def inside(backup: Backup) -> str:
    """Return what a backup holds, in a line."""
    told = [f"{label} {many(count)}" for label, count in backup.counts if count]
    return " · ".join(told) if told else f"{many(backup.dispatches)} văn bản"


LossRow = LostRecord | GroupRow


def loss_columns(today: Callable[[], date]) -> tuple[Column[LostRecord], ...]:
    """Return the columns of what would be taken back."""

    def when(each: LostRecord) -> Cell:
        day = day_of(each.when_ms)
        words = time_text(each.when_ms) if day == today() else short_date(day, today())
        return Cell(first=words, is_right=True, tone="text2")

    return (
        Column("Việc", 52, lambda each: Cell(first=each.deed, tone=TONES[each.deed])),
        Column("Bản ghi", 0, lambda each: Cell(first=each.title)),
        Column("Lúc", 64, when, is_right=True),
    )


TONES = {"Thêm": "text", "Sửa": "text2", "Xóa": "danger"}


def loss_rows(losses: Losses) -> tuple[LossRow, ...]:
    """Return every kind with its records below it."""
    return tuple(row for kind in losses.kinds for row in _kind_rows(kind))


def _kind_rows(kind: LostKind) -> Iterator[LossRow]:
    parts = (("thêm", kind.added), ("sửa", kind.changed), ("xóa", kind.removed))
    told = ", ".join(f"{word} {many(count)}" for word, count in parts if count)
    yield GroupRow(kind.kind, told)
    yield from kind.records
    if more := kind.count - len(kind.records):
        yield GroupRow(f"… và {many(more)} bản ghi khác")


def loss_sentence(losses: Losses) -> str:
    """Return in one sentence what going back would cost."""
    if not losses.steps and not losses.texts:
        return "Từ lúc đó chưa ghi gì thêm nên không mất gì."
    parts = [f"{kind.kind} {many(kind.count)}" for kind in losses.kinds]
    if losses.texts:
        parts.append(f"{many(losses.texts)} dự thảo đang soạn dở")
    told = f" ({', '.join(parts)})" if parts else ""
    return f"{many(losses.steps)} việc ghi sau lúc đó không còn trong sổ{told}."


def _why(backup: Backup) -> Cell:
    return Cell(first=backup.reason, icon="lock_closed" if backup.is_sealed else "")


def _figure(text: str) -> Cell:
    return Cell(first=text, is_right=True)
