"""What Danh mục shows of channels and content groups of the log."""

from __future__ import annotations

from wardapp.core.daylog import ContentGroup, LogChannel
from wardapp.ui.listing.cells import Cell, Column


def channel_columns() -> tuple[Column[LogChannel], ...]:
    """Return the columns of the list of channels."""
    return (
        Column("Kênh", 0, lambda c: Cell(first=c.name, is_strong=True, icon=c.icon)),
        Column("Đơn vị tính", 110, lambda c: Cell(first=c.unit)),
        Column("Gõ tắt", 170, lambda c: Cell(first=", ".join(c.shortcuts), tone="text2")),
        Column("Dòng biểu", 90, lambda c: Cell(first=c.form_row)),
        Column("Nền tảng số", 104, _digital),
        Column("Trạng thái", 100, _state),
    )


def group_columns() -> tuple[Column[ContentGroup], ...]:
    """Return the columns of the list of content groups."""
    return (
        Column("Nhóm", 70, lambda g: Cell(first=g.code, is_strong=True)),
        Column("Tên nhóm nội dung", 0, lambda g: Cell(first=g.name)),
        Column("Trục", 260, lambda g: Cell(first=g.axis, tone="text2")),
        Column("Trạng thái", 100, _state),
    )


def _digital(channel: LogChannel) -> Cell:
    return Cell(first="Có" if channel.is_digital else "", has_tick=channel.is_digital)


def _state(row: LogChannel | ContentGroup) -> Cell:
    return Cell(first="" if row.active else "Thôi dùng", tone="text3")
