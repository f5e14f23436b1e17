"""How a reporting regime looks in the list and in the pane."""

from __future__ import annotations

from datetime import date

from wardapp.core.dates import long_date, short_date, weekday_date
from wardapp.core.forms import Period
from wardapp.core.regime_saying import said_dues, said_window
from wardapp.core.regime_views import RegimeRow
from wardapp.core.regimes import FREQUENCY_NAMES, Frequency, Regime
from wardapp.ui.listing.cells import Cell, Column, RowLook
from wardapp.ui.widgets.deed_pane import PaneLine

SOON_DAYS = 7
SHOWN_DUES = 8


def columns(today: date) -> tuple[Column[RegimeRow], ...]:
    """Return the columns of the list."""

    def due(row: RegimeRow) -> Cell:
        if row.next_period is None:
            return Cell(first=_no_due(row), tone="text3")
        day = row.next_period.due_date
        is_soon = (day - today).days <= SOON_DAYS
        return Cell(
            first=short_date(day, today),
            second=row.next_period.label,
            is_strong=True,
            tone="warn" if is_soon else "text",
        )

    return (
        Column("Hạn tới", 132, due),
        Column("Chế độ báo cáo", 0, _what),
        Column("Ai gửi", 140, _who),
        Column("Kỳ", 92, lambda row: Cell(first=FREQUENCY_NAMES[row.regime.frequency])),
    )


def _no_due(row: RegimeRow) -> str:
    if not row.regime.active:
        return "Đã kết thúc"
    is_asked = row.regime.frequency is Frequency.AD_HOC
    return "Khi có yêu cầu" if is_asked else "Không còn hạn"


def look_of(row: RegimeRow) -> RowLook:
    """Return how the row as a whole looks."""
    return RowLook.NORMAL if row.regime.active else RowLook.DONE


def pane_line(row: RegimeRow, periods: tuple[Period, ...], today: date) -> PaneLine:
    """Return what the pane says of a regime."""
    regime = row.regime
    coming = [each for each in periods if each.due_date >= today][:SHOWN_DUES]
    return PaneLine(
        number=FREQUENCY_NAMES[regime.frequency],
        state="" if regime.active else "Đã kết thúc",
        tone="mute",
        words=regime.title,
        facts=(
            ("Hạn gửi", said_dues(regime) or "khi có yêu cầu"),
            ("Số liệu", said_window(regime.window, regime.frequency).removeprefix("số liệu ")),
            ("Ai gửi", who_of(regime)),
            ("Gửi về", regime.to),
            ("Qua", regime.through),
            ("Mẫu", row.form_label or "báo cáo bằng lời"),
            ("Căn cứ", regime.basis),
            ("Câu trong văn bản", f"“{regime.sentence}”" if regime.sentence else ""),
            ("Áp dụng", _valid(regime)),
            ("Ghi chú", regime.note),
            *(("Các hạn tới" if not at else " ", due_line(each)) for at, each in enumerate(coming)),
        ),
    )


def due_line(period: Period) -> str:
    """Return a due day in words: `Thứ Tư 10/6/2026, số liệu từ … đến …`."""
    first, last = long_date(period.window_from), long_date(period.window_to)
    day = f"{weekday_date(period.due_date)}/{period.due_date.year}"
    if weekday_date(period.due_date).endswith(str(period.due_date.year)):
        day = weekday_date(period.due_date)
    return f"{day}, số liệu từ {first} đến {last}"


def who_of(regime: Regime) -> str:
    """Return who reports."""
    count = len(regime.unit_ids)
    return f"{count} đơn vị gửi cho ta" if count else "Cơ quan ta gửi cấp trên"


def _what(row: RegimeRow) -> Cell:
    regime = row.regime
    parts = (row.form_label, said_dues(regime) or "khi có yêu cầu")
    return Cell(first=regime.title, second=" · ".join(part for part in parts if part))


def _who(row: RegimeRow) -> Cell:
    if row.unit_count:
        return Cell(first=f"{row.unit_count} đơn vị", second="gửi cho ta")
    return Cell(first="Cơ quan ta", second=f"gửi {row.regime.to}" if row.regime.to else "")


def _valid(regime: Regime) -> str:
    since = f"từ {long_date(regime.valid_from)}" if regime.valid_from else ""
    until = f"đến {long_date(regime.valid_to)}" if regime.valid_to else ""
    return " ".join(part for part in (since, until) if part)
