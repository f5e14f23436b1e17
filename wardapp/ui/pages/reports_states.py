"""How far a report got, who approved it, what was corrected after locking, and the ways on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wardapp.core.clock import moment_of
from wardapp.core.dates import short_date
from wardapp.core.dispatches import Outgoing
from wardapp.core.report_views import STATE_NAMES, ReportState, state_of
from wardapp.ui.context import Context
from wardapp.ui.pages.reports_reading import Beside, Sheet
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import Link
from wardapp.ui.widgets.texts import Icon, Text

ORDER = (ReportState.OPEN, ReportState.APPROVED, ReportState.CLOSED, ReportState.ISSUED)
MOST_CORRECTIONS = 4
READING = {"reports.letter", "reports.draft", "reports.print_all"}


class StatePane(QWidget):
    """Says `acted` with the id of an action."""

    acted = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        theme = self._theme = context.theme
        self._state = Text(theme, "", Role.BODY, wrap=True)
        self._fixes = Text(theme, "", Role.SMALL, "text2", wrap=True)
        self.links = {
            action: Link(theme, words)
            for action, words in (
                ("reports.approve", "Duyệt báo cáo…"),
                ("reports.issue", "Phát hành kèm báo cáo (BC)…"),
                ("reports.compose", "Soạn báo cáo thành dự thảo"),
                ("reports.letter", "Mở văn bản đi"),
                ("reports.draft", "Mở dự thảo"),
                ("reports.official", "Xuất theo mẫu chính thức…"),
                ("reports.print_all", "In báo cáo và biểu"),
                ("reports.export_all", "Xuất cả bộ ra thư mục…"),
                ("reports.reopen", "Mở lại để sửa…"),
            )
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(Text(theme, "Báo cáo này", Role.SECTION))
        column.addWidget(self._state)
        column.addWidget(self._fixes)
        for action, link in self.links.items():
            link.clicked.connect(self._runner(action))
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self._icon = Icon(theme, "checkmark_circle", "ok", 16, filled=True)
        self._icon.hide()

    def _runner(self, action: str) -> Callable[[], None]:
        return lambda: self.acted.emit(action)

    def show_state(self, sheet: Sheet, beside: Beside | None) -> None:
        """Show where the report stands and what may be done next."""
        line = beside.line if beside else None
        self._state.setText(self._words(sheet, line))
        self._show_fixes(beside)
        for action, link in self.links.items():
            link.setVisible(may(action, sheet, beside, read_only=self._context.office.read_only))

    def _words(self, sheet: Sheet, line: Outgoing | None) -> str:
        filled, today = sheet.filled, self._context.clock.today()
        state = standing(sheet, line)
        parts = [f"{STATE_NAMES[state]}."]
        if filled.approved_ms is not None:
            day = short_date(moment_of(filled.approved_ms).date(), today)
            parts.append(f"{filled.approved_by} duyệt ngày {day}.")
        if filled.closed_ms is not None:
            day = short_date(moment_of(filled.closed_ms).date(), today)
            parts.append(f"Chốt ngày {day}.")
        if line is not None:
            day = short_date(line.issued_date, today)
            parts.append(f"Gửi theo {line.number_symbol}, ngày {day}.")
        return " ".join(parts[1:] or parts)

    def _show_fixes(self, beside: Beside | None) -> None:
        fixes = beside.corrections if beside else ()
        self._fixes.setVisible(bool(fixes))
        today = self._context.clock.today()
        said = [
            f"{each.label}: {each.old} → {each.new}, ngày "
            f"{short_date(moment_of(each.when_ms).date(), today)}, {each.reason}"
            for each in fixes[-MOST_CORRECTIONS:]
        ]
        head = f"Đã sửa sau khi chốt {len(fixes)} chỗ:"
        self._fixes.setText("\n".join((head, *said)))


def standing(sheet: Sheet, line: Outgoing | None) -> ReportState:
    """Return how far a report got; a cancelled letter leaves it locked."""
    state = state_of(sheet.filled)
    return ReportState.CLOSED if state is ReportState.ISSUED and line is None else state


def may(action: str, sheet: Sheet, beside: Beside | None, *, read_only: bool) -> bool:
    """Return whether a way on is open."""
    line = beside.line if beside else None
    is_drafting = beside is not None and beside.draft_id is not None and line is None
    is_sent = line is not None
    if read_only and action not in READING:
        return False
    rules = {
        "reports.approve": not sheet.is_closed and sheet.filled.approved_ms is None,
        "reports.issue": not is_sent and not is_drafting,
        "reports.compose": not is_sent and not is_drafting,
        "reports.official": sheet.spec.official is not None,
        "reports.letter": is_sent,
        "reports.draft": is_drafting,
        "reports.print_all": is_sent,
        "reports.export_all": is_sent,
        "reports.reopen": sheet.is_closed and not is_sent,
    }
    return rules.get(action, True)
