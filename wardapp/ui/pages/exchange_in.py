"""Gói vừa đến: one or many packages in any order, what each would do, and taking them in."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from wardapp.core.exchange import Arrival
from wardapp.core.sources import FileSource
from wardapp.ui.context import Context
from wardapp.ui.file_dialogs import Purpose, ask_files
from wardapp.ui.jobs import Book, JobProgress
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import RowView
from wardapp.ui.page import Page, PageSpec
from wardapp.ui.pages.exchange_actions import PAGE as EXCHANGE
from wardapp.ui.pages.exchange_in_actions import (
    ACTIONS,
    ADD,
    DROP,
    OPEN_ALL,
    PAGE,
    PASSWORD,
    PICK,
    TAKE,
    TAKE_ALL,
    TRUST,
)
from wardapp.ui.pages.exchange_in_pane import ArrivalPane
from wardapp.ui.pages.exchange_in_rows import arrival_columns, arrival_look
from wardapp.ui.pages.exchange_taking import Taking, is_ready
from wardapp.ui.pages.exchange_tray import tray_of
from wardapp.ui.pages.exchange_words import UNTRUSTED
from wardapp.ui.widgets.buttons import MAIN, Button, Kind
from wardapp.ui.widgets.cards import EmptyPage, Way
from wardapp.ui.widgets.pane_over import PaneOver
from wardapp.ui.widgets.split_pane import SplitPane
from wardapp.ui.widgets.texts import Rule

LIST, BESIDE_FROM, FOOT = 396, 860, 54


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was seen of the tray in one round of looking."""

    round: int
    sources: tuple[FileSource, ...]
    arrivals: tuple[Arrival, ...]


class ArrivalsPage(Page):
    """Shows packages before anything is written; nothing is taken in unasked."""

    is_task = True
    foot_height = FOOT
    books = frozenset({Book.EXCHANGE})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self.tray = tray_of(context)
        self._wanted = ""
        self.rows: RowList[Arrival] = RowList(arrival_columns(), arrival_look, self)
        self.list = RowView(theme, "Gói vừa đến")
        self.pane = ArrivalPane(theme, context.clock.today)
        self.taking = Taking(self, context, self.tray)
        self._main = Button(
            theme, TAKE.button, icon=TAKE.icon, key=TAKE.cap, kind=Kind.PRIMARY, height=MAIN
        )
        self._all = Button(theme, TAKE_ALL.button, icon=TAKE_ALL.icon, key=TAKE_ALL.cap)
        self._drop = Button(theme, DROP.button, key=DROP.cap, kind=Kind.GHOST)
        self._open_all = Button(theme, OPEN_ALL.button, key=OPEN_ALL.cap, kind=Kind.GHOST)
        self._whole = QStackedWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.header.say("Gói vừa đến")
        self.header.add_action(ADD)
        self.list.show_model(self.rows)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._split = SplitPane(self.context.desk, PAGE, (self.list, self.pane), (LIST, 0))
        column.addWidget(self._split, 1)
        column.addWidget(Rule())
        column.addWidget(self._foot())
        empty = EmptyPage(
            self.context.theme,
            "Chưa có gói nào chờ nhận",
            "Thả một hay nhiều tệp .wardpack vào cửa sổ này, thứ tự nào cũng được. Gói được xem "
            "thử trước; chưa bấm Nhận thì sổ chưa đổi gì.",
            (Way("Chọn gói", self.add, "arrow_download", ADD.cap),),
        )
        self._whole.addWidget(whole)
        self._whole.addWidget(empty)
        self.body.addWidget(self._whole, 1)
        self._over = PaneOver(self.context.theme, self.list, self.pane, self.list, BESIDE_FROM)

    def _foot(self) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(14, 8, 20, 8)
        row.setSpacing(8)
        for button in (self._drop, self._open_all):
            row.addWidget(button)
        row.addStretch(1)
        for button in (self._all, self._main):
            row.addWidget(button)
        foot.setMinimumHeight(self.context.theme.px(FOOT))
        return foot

    def _connect(self) -> None:
        run = self.context.frame.run_action
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _row: self._over.open(self.pane.list))
        self.pane.acted.connect(run)
        self._main.clicked.connect(self.take)
        self._all.clicked.connect(self.take_all)
        self._drop.clicked.connect(self.drop)
        self._open_all.clicked.connect(self.toggle_all)

    # ---- coming and looking ------------------------------------------------------------------

    @property
    def arrival(self) -> Arrival | None:
        """Return the chosen package."""
        row = self.rows.row_at(self.list.chosen_row)
        return row if isinstance(row, Arrival) else None

    def arrive(self, argument: object) -> None:
        """Take packages, or show the one another page names."""
        if isinstance(argument, tuple) and argument:
            self.take_files(argument)
        elif isinstance(argument, Arrival):
            self._wanted = str(argument.path)
            self.is_stale = True

    def take_files(self, files: tuple[FileSource, ...]) -> bool:
        """Put dropped packages into the list."""
        if self.context.office.read_only:
            return False
        self.tray.add(files)
        self.is_stale = False
        self.look()
        return True

    def refresh(self) -> None:
        """Look at all packages again: what was taken in elsewhere changes what they would do."""
        self.look()

    def look(self) -> None:
        """Look at every package of the tray, beside the window."""
        if not self.tray.sources:
            self.show_arrivals(())
            return
        tray, exchanging = self.tray, self.context.office.exchanging
        sources, passwords, turn = tray.sources, dict(tray.passwords), tray.round

        def work(_progress: JobProgress) -> _Seen:
            paths = tray.kept_paths(sources)
            return _Seen(turn, paths, exchanging.look_at(paths, passwords))

        self.context.jobs.long(work, self._show_seen, title="Đang xem gói…")

    def _show_seen(self, seen: _Seen) -> None:
        if seen.round != self.tray.round:
            return  # packages came or went meanwhile: another look is on its way
        self.tray.sources = seen.sources
        self.show_arrivals(seen.arrivals)

    def show_arrivals(self, arrivals: tuple[Arrival, ...]) -> None:
        """Show the packages, keeping the chosen one."""
        chosen = self.arrival
        wanted = self._wanted or (str(chosen.path) if chosen else "")
        self._wanted = ""
        self.tray.show(arrivals)
        self.rows.show(arrivals)
        self._whole.setCurrentIndex(0 if arrivals else 1)
        ready = sum(is_ready(each) for each in arrivals)
        fact = f"{len(arrivals)} gói, {ready} gói nhận được" if arrivals else ""
        self.header.say("Gói vừa đến", fact)
        self._all.setVisible(ready > 1)
        self._all.setText(f"Nhận cả {ready} gói" if ready > 1 else TAKE_ALL.button)
        names = [str(each.path) for each in arrivals]
        first = next((n for n, each in enumerate(arrivals) if is_ready(each)), 0)
        at = names.index(wanted) if wanted in names else first
        if arrivals:
            self.list.choose(at)
        self._choose(at if arrivals else -1)

    def _choose(self, _at: int) -> None:
        arrival = self.arrival
        self.pane.show_arrival(arrival)
        can = self.can(TAKE.id) and not self.context.office.read_only
        self._main.setEnabled(can)
        need = next((each for each in (PASSWORD, TRUST) if self.can(each.id)), TAKE)
        self._main.setText((TAKE if arrival is None or is_ready(arrival) else need).button)
        self._drop.setEnabled(arrival is not None)
        self._open_all.setVisible(bool(arrival and arrival.preview.records))

    # ---- deeds -------------------------------------------------------------------------------

    def add(self) -> None:
        """Ask for packages."""
        found = ask_files(self, self.context.desk, Purpose.PACKAGES, "Chọn gói trao đổi")
        if found:
            self.take_files(found)

    def take(self) -> None:
        """Take the chosen package in, or ask for what it needs before."""
        arrival = self.arrival
        if arrival is None:
            return
        if is_ready(arrival):
            self.taking.take((arrival,), self.pane.taken)
        elif self.can(PASSWORD.id):
            self.ask_password()
        elif self.can(TRUST.id):
            self.ask_trust()

    def take_all(self) -> None:
        """Take in every package that can be, in the order that suits them."""
        ready = tuple(each for each in self.tray.arrivals if is_ready(each))
        if ready:
            self.taking.take(ready)

    def ask_password(self) -> None:
        """Ask for the password of the chosen package and look again."""
        if self.arrival is not None:
            self.taking.ask_password(self.arrival, self.look)

    def ask_trust(self) -> None:
        """Show the code of the chosen package's key, to be compared by phone."""
        if self.arrival is not None:
            self.taking.ask_trust(self.arrival, self.look)

    def drop(self) -> None:
        """Take the chosen package out of the list; the file stays where it is."""
        if self.arrival is not None:
            self.tray.drop(self.arrival.path)
            self.show_arrivals(self.tray.arrivals)

    def pick(self) -> None:
        """Let the other of two values of the chosen field count."""
        self.pane.pick()

    def toggle(self) -> None:
        """Open the fields of the chosen record."""
        self.pane.toggle(self.pane.list.chosen_row)

    def toggle_all(self) -> None:
        """Open the fields of all records, or close them all."""
        self.pane.toggle_all()

    # ---- the page among pages ----------------------------------------------------------------

    def can(self, action: str) -> bool:
        """Return whether an action of this page is possible now."""
        arrival = self.arrival
        if action == TAKE_ALL.id:
            return any(is_ready(each) for each in self.tray.arrivals)
        if action == ADD.id:
            return True
        if arrival is None:
            return False
        possible = {
            PICK.id: self.pane.can_pick,
            PASSWORD.id: arrival.needs_password and arrival.manifest is None,
            TRUST.id: arrival.manifest is not None and arrival.trust in UNTRUSTED,
        }
        if action == TAKE.id:
            return is_ready(arrival) or possible[PASSWORD.id] or possible[TRUST.id]
        return possible.get(action, True)

    def panes(self) -> tuple[QWidget, ...]:
        """Return the widgets that F6 goes through, in reading order."""
        return (self.list, self.pane.list, self._main)

    def start_focus(self) -> None:
        """Put the focus on the list of packages."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def escape(self) -> bool:
        """Put the list back over the details."""
        return self._over.back()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        self._over.fit(self.width())


SPEC = PageSpec(
    key=PAGE,
    title="Gói vừa đến",
    icon="arrow_swap",
    factory=ArrivalsPage,
    actions=ACTIONS,
    group=2,
    under=EXCHANGE,
    help_topic="trao-doi",
)
