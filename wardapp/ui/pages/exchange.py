"""Trao đổi: what waits for whom, what came and went, where two PCs wrote apart, this PC's code."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from wardapp.core.exchange import Conflict
from wardapp.core.sources import FileSource
from wardapp.ui.context import Context
from wardapp.ui.file_dialogs import Purpose, ask_files
from wardapp.ui.jobs import EVERYTHING
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import RowView
from wardapp.ui.page import Page, PageSpec
from wardapp.ui.pages.exchange_actions import (
    ACTIONS,
    FORGET,
    KEEP,
    LOOK_IN,
    MOVED,
    NEXT,
    OPEN,
    PAGE,
    RECEIVE,
    SECOND,
    SEND,
    SEND_THERE,
    TAKE_OTHER,
    UNDO,
)
from wardapp.ui.pages.exchange_bar import VIEWS, ViewBar
from wardapp.ui.pages.exchange_conflicts import (
    ConflictPane,
    conflict_columns,
    conflict_rows,
)
from wardapp.ui.pages.exchange_deeds import ExchangeDeeds
from wardapp.ui.pages.exchange_devices import DevicesSheet
from wardapp.ui.pages.exchange_facts import past_line, waiting_line
from wardapp.ui.pages.exchange_in_actions import PAGE as ARRIVALS
from wardapp.ui.pages.exchange_own import MindsDevices
from wardapp.ui.pages.exchange_reading import Exchanged, read_exchange
from wardapp.ui.pages.exchange_rows import (
    Past,
    Waiting,
    past_columns,
    past_look,
    past_rows,
    waiting_columns,
    waiting_rows,
)
from wardapp.ui.pages.exchange_settling import SettlesConflicts
from wardapp.ui.pages.exchange_tray import tray_of
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.cards import EmptyPage, Way
from wardapp.ui.widgets.deed_pane import DeedPane, PaneLine
from wardapp.ui.widgets.pane_over import PaneOver
from wardapp.ui.widgets.split_pane import SplitPane
from wardapp.ui.widgets.texts import Rule

PANE, NARROW_PANE, WIDE_FROM, BESIDE_FROM = 548, 420, 1100, 900
NOTHING = PaneLine(number="", state="", tone="mute", words="", facts=())


class ExchangePage(SettlesConflicts, MindsDevices, Page):
    """The exchange at a glance; sending and receiving begin here."""

    books = EVERYTHING  # any change of a record waits for another copy

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme, today = context.theme, context.clock.today
        self.view = VIEWS[0].key
        self.read: Exchanged | None = None
        self.tray = tray_of(context)
        self._is_wide = True
        self.bar = ViewBar(theme)
        self.waiting: RowList[Waiting] = RowList(waiting_columns(today), parent=self)
        self.pasts: RowList[Past] = RowList(past_columns(), past_look, self)
        self.conflicts: RowList[Conflict] = RowList(conflict_columns(), parent=self)
        self.lists = {
            each.key: RowView(theme, each.title) for each in VIEWS if each.key != "devices"
        }
        self.pane = DeedPane(
            theme, "Đang chọn", ((SEND_THERE, LOOK_IN, UNDO),), frozenset({UNDO.id})
        )
        self.conflict_pane = ConflictPane(theme, today)
        self.devices = DevicesSheet(theme, today)
        self.deeds = ExchangeDeeds(self, context)
        self._left, self._right, self._rooms = QStackedWidget(), QStackedWidget(), QStackedWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        context = self.context
        self.header.add_action(RECEIVE)
        self.header.add_action(SEND, Kind.PRIMARY)
        self._empty = {}
        for view in VIEWS:
            if view.key in self.lists:
                self.lists[view.key].show_model(self._model(view.key))
                self._left.addWidget(self.lists[view.key])
                ways = self._ways() if view.key == "waiting" else ()
                self._empty[view.key] = EmptyPage(context.theme, view.empty, view.hint, ways)
                self._left.addWidget(self._empty[view.key])
        self._right.addWidget(self.pane)
        self._right.addWidget(self.conflict_pane)
        self._split = SplitPane(context.desk, PAGE, (self._left, self._right), (0, PANE))
        self._rooms.addWidget(self._split)
        self._rooms.addWidget(self.devices)
        self.body.addWidget(self.bar)
        self.body.addWidget(Rule())
        self.body.addWidget(self._rooms, 1)
        rows = self._left
        self._over = PaneOver(context.theme, rows, self._right, rows, BESIDE_FROM)

    def _ways(self) -> tuple[Way, ...]:
        return (
            Way("Nhận gói", self.receive, RECEIVE.icon, RECEIVE.cap),
            Way("Gửi gói", self.send, SEND.icon, SEND.cap),
        )

    def _connect(self) -> None:
        run = self.context.frame.run_action
        self.bar.chosen.connect(self.show_view)
        for name, rows in self.lists.items():
            rows.chosen.connect(partial(self._choose, name))
            rows.opened.connect(partial(self._open, name))
        self.pane.acted.connect(run)
        self.conflict_pane.acted.connect(run)
        self.conflict_pane.settled.connect(self._settle)
        self.devices.acted.connect(run)
        self.tray.changed.connect(self._show_waiting)

    # ---- reading -----------------------------------------------------------------------------

    def arrive(self, argument: object) -> None:
        """Show a view by its name, or take packages."""
        if isinstance(argument, tuple) and argument:
            self.take_files(argument)
        elif isinstance(argument, str) and argument in {each.key for each in VIEWS}:
            self.show_view(argument)

    def take_files(self, files: tuple[FileSource, ...]) -> bool:
        """Show packages dropped on the page; anything else is not for it."""
        return self.deeds.take_packages(files)

    def refresh(self) -> None:
        """Read everything again."""
        office = self.context.office
        self.context.jobs.read(
            lambda: read_exchange(office), self._show_read, key="exchange.read", owner=self
        )

    def _show_read(self, read: Exchanged) -> None:
        self.read = read
        self._show_waiting()
        today = self.context.clock.today()
        self._put("history", past_rows(read.receipts, read.sendings, today))
        self._put("conflicts", conflict_rows(read.conflicts))
        self.devices.show_facts(read.devices, may_write=not self.context.office.read_only)
        self.bar.show_counts(read, self.tray.waiting)
        self.header.say("Trao đổi", read.devices.named)
        self.show_view(self.view)

    def _show_waiting(self) -> None:
        if self.read is not None:
            rows = waiting_rows(self.tray.arrivals, self.read.partners, self.read.matters)
            self._put("waiting", rows)
            self.bar.show_counts(self.read, self.tray.waiting)

    def _put(self, name: str, rows: Sequence[Any]) -> None:
        """Show the rows of a view, keeping the chosen one."""
        view, model = self.lists[name], self._model(name)
        before = _name(model.row_at(view.chosen_row))
        model.show(rows)
        names = [_name(each) for each in rows]
        first = next((at for at, each in enumerate(names) if each), -1)
        at = names.index(before) if before and before in names else first
        if at >= 0:
            view.choose(at)
        if name == self.view:
            self._choose(name, at)
            self._show_left()

    def _model(self, name: str) -> RowList[Any]:
        models: dict[str, RowList[Any]] = {
            "waiting": self.waiting,
            "history": self.pasts,
            "conflicts": self.conflicts,
        }
        return models[name]

    # ---- views -------------------------------------------------------------------------------

    def show_view(self, name: str) -> None:
        """Show one of the views."""
        self.view = name
        self.bar.mark(name)
        self._rooms.setCurrentIndex(1 if name == "devices" else 0)
        if name in self.lists:
            right: QWidget = self.conflict_pane if name == "conflicts" else self.pane
            self._right.setCurrentWidget(right)
            self._show_left()
            self._choose(name, self.lists[name].chosen_row)

    def _show_left(self) -> None:
        rows = self.lists[self.view]
        has_rows = self._model(self.view).rowCount() > 0
        self._left.setCurrentWidget(rows if has_rows else self._empty[self.view])
        if has_rows:
            self._over.fit(self.width())
        else:
            self._over.back()
            self._right.hide()

    def show_waiting(self) -> None:
        """Show what waits."""
        self.show_view("waiting")

    def show_history(self) -> None:
        """Show what came and went."""
        self.show_view("history")

    def show_conflicts(self) -> None:
        """Show where two PCs wrote apart."""
        self.show_view("conflicts")

    def show_devices(self) -> None:
        """Show this PC's code and the trusted ones."""
        self.show_view("devices")

    def _choose(self, name: str, at: int) -> None:
        if name != self.view:
            return
        row, today = self._model(name).row_at(at), self.context.clock.today()
        may_write = not self.context.office.read_only
        if name == "conflicts":
            found = row if isinstance(row, Conflict) else None
            self.conflict_pane.show_conflict(found, may_write=may_write)
            return
        line = NOTHING
        if isinstance(row, Waiting):
            line = waiting_line(row, today)
        elif isinstance(row, Past):
            line = past_line(row, today)
        self.pane.setVisible(line is not NOTHING)
        self.pane.show_line(line, lambda action: self.can(action.id), may_write=may_write)

    def _open(self, name: str, _at: int) -> None:
        row = self.row
        if isinstance(row, Conflict):
            self._over.open(self.conflict_pane.first_focus())
        elif self.can(LOOK_IN.id):
            self.look_in()
        elif isinstance(row, Waiting) and row.partner is not None:
            self.send_there()
        else:
            self._over.open(self.pane)

    def _go_to(self, row: Waiting) -> None:
        if row.view in {each.key for each in VIEWS}:
            self.show_view(row.view)
        else:
            self.context.frame.go(row.view)

    # ---- deeds -------------------------------------------------------------------------------

    @property
    def row(self) -> object:
        """Return the chosen row of the view shown."""
        if self.view not in self.lists:
            return None
        return self._model(self.view).row_at(self.lists[self.view].chosen_row)

    def send(self) -> None:
        """Ask what is to be sent, then send it."""
        if self.read is not None:
            self.deeds.send(self.read.partners)

    def send_there(self) -> None:
        """Send what waits to the chosen PC."""
        row = self.row
        if self.read is not None and isinstance(row, Waiting) and row.partner is not None:
            self.deeds.send_to(row.partner, self.read.partners)

    def receive(self) -> None:
        """Ask for packages and show them."""
        found = ask_files(self, self.context.desk, Purpose.PACKAGES, "Chọn gói trao đổi")
        if found:
            self.context.frame.go(ARRIVALS, found)

    def look_in(self) -> None:
        """Show the chosen package, or where what waits is settled."""
        row = self.row
        if isinstance(row, Waiting) and row.view:
            self._go_to(row)
        else:
            arrival = row.arrival if isinstance(row, Waiting) else None
            self.context.frame.go(ARRIVALS, arrival)

    def undo_receipt(self) -> None:
        """Take the chosen import back, whole."""
        row = self.row
        if isinstance(row, Past) and row.receipt is not None:
            self.deeds.undo(row.receipt)

    # ---- the page among pages ----------------------------------------------------------------

    def can(self, action: str) -> bool:
        """Return whether an action of this page is possible now."""
        row = self.row
        receipt = row.receipt if isinstance(row, Past) else None
        possible = {
            SEND_THERE.id: isinstance(row, Waiting) and row.partner is not None,
            LOOK_IN.id: isinstance(row, Waiting) and (row.arrival is not None or bool(row.view)),
            UNDO.id: receipt is not None and receipt.undone_ms is None,
            KEEP.id: self.conflict_pane.conflict is not None and self.view == "conflicts",
            TAKE_OTHER.id: self.conflict_pane.conflict is not None and self.view == "conflicts",
            OPEN.id: self.conflict_pane.conflict is not None and self.view == "conflicts",
            NEXT.id: self.conflicts.rowCount() > 0,
            MOVED.id: self.read is not None and self.read.devices.keepers.is_asked,
            SECOND.id: self.read is not None and self.read.devices.keepers.is_asked,
            FORGET.id: self.devices.chosen is not None,
        }
        return bool(possible.get(action, True))

    def panes(self) -> tuple[QWidget, ...]:
        """Return the widgets that F6 goes through, in reading order."""
        if self.view == "devices":
            return (self.bar.first, self.devices.copy, self.devices.list)
        shown = self._left.currentWidget() or self._left
        side = self.conflict_pane.first_focus() if self.view == "conflicts" else self.pane
        return (shown, side, self.bar.first)

    def start_focus(self) -> None:
        """Put the focus on the list shown."""
        target = self.bar.first if self.view == "devices" else self._left.currentWidget()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def escape(self) -> bool:
        """Put the list back over the details."""
        return self._over.back()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        is_wide = self.width() >= self.context.theme.px(WIDE_FROM)
        if is_wide is not self._is_wide:
            self._is_wide = is_wide
            mode, pane = ("", PANE) if is_wide else ("narrow", NARROW_PANE)
            self._split.arrange(mode, (0, pane))
        self._over.fit(self.width())


def _name(row: object) -> str:
    """Return what a row is known by when the list is read again; "" for headings."""
    if isinstance(row, Conflict):
        return row.id
    return row.name if isinstance(row, Waiting | Past) else ""


SPEC = PageSpec(
    key=PAGE,
    title="Trao đổi",
    icon="arrow_swap",
    factory=ExchangePage,
    actions=ACTIONS,
    group=2,
    counter=lambda counts: counts.exchange,
    help_topic="trao-doi",
)
