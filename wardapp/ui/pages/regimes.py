"""Chế độ báo cáo: who reports what to whom and when; the chosen one beside the list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from wardapp.core.forms import Period
from wardapp.core.identity import RecordId
from wardapp.core.regime_views import RegimeRow
from wardapp.core.regimes import Regime
from wardapp.ui.actions import Action
from wardapp.ui.context import Context
from wardapp.ui.dialogs import ask
from wardapp.ui.file_dialogs import Purpose, ask_file
from wardapp.ui.jobs import Book
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import RowView
from wardapp.ui.page import Page, PageSpec
from wardapp.ui.pages.outgoing_history import tell_history
from wardapp.ui.pages.regimes_actions import (
    ACTIONS,
    AGAIN,
    BOARD,
    EDIT,
    HISTORY,
    NEW,
    OF_REGIME,
    PAGE,
    READ,
    RETIRE,
    SENT,
)
from wardapp.ui.pages.regimes_form import RegimeDialog, RegimeGround
from wardapp.ui.pages.regimes_reading import PlanOf, read_plan
from wardapp.ui.pages.regimes_rows import columns, look_of, pane_line
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.cards import EmptyPage, Way
from wardapp.ui.widgets.deed_pane import DeedPane
from wardapp.ui.widgets.pane_over import PaneOver
from wardapp.ui.widgets.split_pane import SplitPane

TOUCHED = frozenset({Book.REGIMES, Book.FORMS})
PANE, BESIDE_FROM = 420, 1000
ROWS = ((BOARD, SENT, EDIT), (HISTORY, RETIRE, AGAIN))
BY_ID = {each.id: each for each in ACTIONS}


class RegimesPage(Page):
    """Lists regimes and shows the days of the chosen one."""

    books = frozenset({Book.REGIMES, Book.CATALOGUE, Book.RETURNS})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme, today = context.theme, context.clock.today()
        self.row: RegimeRow | None = None
        self._wanted: RecordId | None = None
        self._periods: dict[RecordId, tuple[Period, ...]] = {}
        self.rows: RowList[RegimeRow] = RowList(columns(today), look_of, self)
        self.list = RowView(theme, "Chế độ báo cáo")
        self.pane = DeedPane(theme, "Chế độ đang chọn", ROWS, frozenset({RETIRE.id, HISTORY.id}))
        self._whole = QStackedWidget()
        self._build()

    def _build(self) -> None:
        self.header.say("Chế độ báo cáo")
        self.header.add_action(READ)
        self.header.add_action(NEW, Kind.PRIMARY)
        self.list.show_model(self.rows)
        parts = (self.list, self.pane)
        self._split = SplitPane(self.context.desk, PAGE, parts, (0, PANE))
        self._over = PaneOver(self.context.theme, *parts, self.list, BESIDE_FROM)
        empty = EmptyPage(
            self.context.theme,
            "Chưa có chế độ báo cáo nào",
            "Gõ hạn gửi như trong văn bản, hoặc thả kế hoạch vào đây: WardApp đọc câu về chế độ "
            "báo cáo, nhắc ngày đến hạn và theo dõi đơn vị nào chưa gửi.",
            (
                Way("Thêm chế độ", self.add, "add", "Ctrl N"),
                Way("Đọc từ tệp…", self.read_file, "document_text", "Ctrl E"),
            ),
        )
        self._whole.addWidget(self._split)
        self._whole.addWidget(empty)
        self.body.addWidget(self._whole)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _row: self._over.open(self.pane))
        self.pane.acted.connect(self.context.frame.run_action)

    # ---- reading -----------------------------------------------------------------------------

    def arrive(self, argument: object) -> None:
        """Show a regime by its id, or read the regimes of a file another page has."""
        if isinstance(argument, PlanOf):
            read_plan(self.context, self, argument.source, self.refresh)
        elif isinstance(argument, str) and argument:
            self._wanted = RecordId(argument)

    def take_files(self, paths: tuple[Path, ...]) -> bool:
        """Read the regimes of a dropped plan."""
        if not paths or self.context.office.read_only:
            return False
        read_plan(self.context, self, paths[0], self.refresh)
        return True

    def refresh(self) -> None:
        """Read the regimes and their days again."""
        regimes = self.context.office.regime_desk.regimes

        def read() -> tuple[tuple[RegimeRow, ...], dict[RecordId, tuple[Period, ...]]]:
            rows = regimes.rows()
            return rows, {row.regime.id: regimes.periods(row.regime) for row in rows}

        self.context.jobs.read(read, self._show, key="regimes.list", owner=self)

    def _show(self, read: tuple[tuple[RegimeRow, ...], dict[RecordId, tuple[Period, ...]]]) -> None:
        rows, self._periods = read
        rows = tuple(sorted(rows, key=_by_due))
        wanted = self._wanted or (self.row.regime.id if self.row else None)
        self._wanted = None
        self.rows.columns = columns(self.context.clock.today())
        self.rows.show(rows)
        self._whole.setCurrentIndex(0 if rows else 1)
        running = sum(row.regime.active for row in rows)
        self.header.say("Chế độ báo cáo", f"{running} chế độ đang chạy" if rows else "")
        self._over.know(has_rows=bool(rows))
        if not rows:
            self.row = None
            return
        ids = [row.regime.id for row in rows]
        at = ids.index(wanted) if wanted in ids else 0
        self.list.choose(at)
        self._choose(at)

    def _choose(self, at: int) -> None:
        row = self.rows.row_at(at)
        if not isinstance(row, RegimeRow):
            return
        self.row = row
        periods = self._periods.get(row.regime.id, ())
        line = pane_line(row, periods if row.regime.active else (), self.context.clock.today())
        writes = not self.context.office.read_only
        self.pane.show_line(line, lambda action: fits(action, row), may_write=writes)

    # ---- actions -----------------------------------------------------------------------------

    def can(self, action: str) -> bool:
        """Return whether an action of this page is possible now."""
        if action not in OF_REGIME:
            return True
        return self.row is not None and fits(BY_ID[action], self.row)

    def add(self) -> None:
        """Type a new regime."""
        self._enter(None)

    def edit(self) -> None:
        """Change the chosen one."""
        self._on_row(lambda row: self._enter(row.regime))

    def _enter(self, regime: Regime | None) -> None:
        regimes = self.context.office.regime_desk.regimes
        self.context.jobs.read(
            lambda: RegimeGround(regimes.units(), regimes.forms()),
            lambda ground: self._open_form(ground, regime),
            key="regimes.ground",
            owner=self,
        )

    def _open_form(self, ground: RegimeGround, regime: Regime | None) -> None:
        dialog = RegimeDialog(self, self.context, ground, regime, self._kept)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _kept(self, kept: tuple[Regime, ...]) -> None:
        frame = self.context.frame
        words = "Đã lưu chế độ báo cáo." if len(kept) == 1 else f"Đã thêm {len(kept)} chế độ."
        frame.toast(words, frame.undo)
        self._wanted = kept[0].id
        self.refresh()

    def read_file(self) -> None:
        """Ask for a plan and read the regimes out of it."""
        path = ask_file(self, self.context.desk, Purpose.RECEIVE, "Đọc chế độ báo cáo từ tệp")
        if path is not None:
            read_plan(self.context, self, path, self.refresh)

    def open_board(self) -> None:
        """Go to the board of the chosen one."""
        self._on_row(lambda row: self.context.frame.go("report_board", row.regime.id))

    def mark_sent(self) -> None:
        """Say that our own report of the period at hand was sent today."""
        self._on_row(self._sent)

    def _sent(self, row: RegimeRow) -> None:
        today = self.context.clock.today()
        boards = self.context.office.regime_desk.boards
        past = [each for each in self._periods[row.regime.id] if each.due_date <= today]
        period = row.next_period if row.next_period else (past[-1] if past else None)
        if period is None:
            self.context.frame.toast("Chế độ này không còn hạn nào.")
            return
        frame, shown = self.context.frame, period
        self.context.jobs.write(
            lambda: boards.sent(row.regime, shown, today),
            lambda _done: frame.toast(f"Đã ghi đã gửi {shown.label}.", frame.undo),
            touches=TOUCHED,
        )

    def retire(self) -> None:
        """End the chosen one, after a question."""
        self._on_row(self._retire)

    def _retire(self, row: RegimeRow) -> None:
        title = f"Kết thúc “{row.regime.title}”?"
        sentence = "Không còn hạn, không nhắc nữa. Báo cáo đã nhận và lịch sử vẫn còn."
        if ask(self, self.context.theme, title, sentence, "Kết thúc"):
            self._set_active(row, active=False)

    def run_again(self) -> None:
        """Let the chosen one run again."""
        self._on_row(lambda row: self._set_active(row, active=True))

    def _set_active(self, row: RegimeRow, *, active: bool) -> None:
        regimes, frame = self.context.office.regime_desk.regimes, self.context.frame
        words = "Chế độ báo cáo chạy lại." if active else "Đã kết thúc chế độ báo cáo."
        self.context.jobs.write(
            lambda: regimes.retire(row.regime.id, active=active),
            lambda _kept: frame.toast(words, frame.undo),
            touches=TOUCHED,
        )

    def tell_history(self) -> None:
        """Show what happened to the chosen one."""
        self._on_row(
            lambda row: tell_history(
                self.context, self, "regime", row.regime.id, "Lịch sử chế độ báo cáo"
            )
        )

    def _on_row(self, deed: Callable[[RegimeRow], object]) -> None:
        if self.row is not None:
            deed(self.row)

    # ---- the page among pages ----------------------------------------------------------------

    def escape(self) -> bool:
        """Put the list back over the details."""
        return self._over.back()

    def panes(self) -> tuple[QWidget, ...]:
        """Return the widgets that F6 goes through, in reading order."""
        return (self.list, self.pane)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        self._over.fit(self.width())


def fits(action: Action, row: RegimeRow) -> bool:
    """Return whether an action makes sense for a regime."""
    regime = row.regime
    return {
        BOARD: bool(regime.unit_ids),
        SENT: regime.active and not regime.unit_ids,
        RETIRE: regime.active,
        AGAIN: not regime.active,
    }.get(action, True)


def _by_due(row: RegimeRow) -> tuple[bool, bool, str]:
    due = row.next_period.due_date.isoformat() if row.next_period else ""
    return (not row.regime.active, not due, due)


SPEC = PageSpec(
    key=PAGE,
    title="Chế độ báo cáo",
    icon="calendar_ltr",
    factory=RegimesPage,
    actions=ACTIONS,
    under="reports",
    help_topic="che-do-bao-cao",
)
