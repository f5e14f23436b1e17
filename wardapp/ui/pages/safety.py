"""An toàn dữ liệu: one light, the next thing to do, the backups by date, the second place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from wardapp.core.journal import Backup
from wardapp.core.safety import Recovery, SafetyState, SecondPlace
from wardapp.services.office import Office
from wardapp.ui.backup_rows import backup_columns, by_day, inside, many, size_text
from wardapp.ui.context import Context
from wardapp.ui.jobs import Book
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import DENSE, RowView
from wardapp.ui.page import Page, PageSpec
from wardapp.ui.pages.safety_actions import (
    ACTIONS,
    BACK_UP,
    CHECK,
    NAMES,
    PAGE,
    PROVE,
    REMOVE,
    RESTORE,
    SEALS,
)
from wardapp.ui.pages.safety_deeds import SafetyDeeds
from wardapp.ui.pages.safety_light import FactsCard, LightCard
from wardapp.ui.pages.safety_numbers import LastNumberDeeds
from wardapp.ui.pages.safety_places import PlacesCard, RecoveryCard, SecondState
from wardapp.ui.pages.safety_seals import SealDeeds
from wardapp.ui.pages.settings_widgets import SettingsSheet
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import Button, Kind
from wardapp.ui.widgets.texts import Elided, Rule, Text

LEFT, LEFT_NARROW, NARROW_BELOW = 450, 380, 1000


@dataclass(frozen=True, slots=True)
class _Known:
    """What the page reads at once."""

    state: SafetyState
    backups: tuple[Backup, ...]
    second: SecondState
    recoveries: tuple[Recovery, ...]


def read_of(office: Office) -> _Known:
    """Return what the page shows (a job of the reading lane)."""
    second = office.second_places
    wanted = second.wanted
    return _Known(
        state=office.safety.state(),
        backups=office.backups.list(),
        second=SecondState(
            wanted=str(wanted) if wanted else "",
            places=second.places(look=False),
            is_sealed=second.is_sealed,
        ),
        recoveries=office.recoveries.all(),
    )


class SafetyPage(Page):
    """Tells how safe the data is, and brings it back from any of its backups."""

    books = frozenset({Book.BACKUPS, Book.SAFETY, Book.CATALOGUE})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self._second = SecondState()
        self.light = LightCard(theme, deed_words)
        self.facts = FactsCard(theme, deed_words)
        self.places = PlacesCard(theme, may=not context.office.read_only)
        self.recovery = RecoveryCard(theme)
        self.rows: RowList[Backup] = RowList(backup_columns(), parent=self)
        self.list = RowView(theme, "Bản sao lưu theo ngày", DENSE)
        self.held = Text(theme, "", Role.SMALL, "text2", wrap=True)
        self.buttons = {
            action.id: Button(theme, action.button, icon=action.icon, key=action.cap, kind=kind)
            for action, kind in ((RESTORE, Kind.SECONDARY), (REMOVE, Kind.GHOST))
        }
        self.deeds, self.seals = SafetyDeeds(self, context), SealDeeds(self, context)
        self.numbers = LastNumberDeeds(self, context)
        self._sheet = SettingsSheet(theme)
        self._total = Elided(theme, "", Role.SMALL, "text2")
        self._build()
        self._connect()

    def _build(self) -> None:
        self.header.say("An toàn dữ liệu")
        self.header.add_action(PROVE)
        self.header.add_action(SEALS)
        self.header.add_action(CHECK)
        make = Button(self.context.theme, "Sao lưu ngay", icon="shield_checkmark")
        make.clicked.connect(lambda: self.context.frame.run_action(BACK_UP))
        make.setEnabled(not self.context.office.read_only)
        self.header.add(make)
        for card in (self.light, self.recovery, self.facts, self.places):
            self._sheet.column.addWidget(card)
        self._sheet.end()
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._sheet)
        row.addWidget(Rule(upright=True))
        row.addWidget(self._kept(), 1)
        self.body.addLayout(row)

    def _kept(self) -> QWidget:
        """Return the right side: the backups by date and what can be done with the chosen one."""
        self.list.show_model(self.rows)
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 18, 8)
        head.setSpacing(10)
        head.addWidget(Text(self.context.theme, "Bản sao lưu trong máy", Role.SECTION))
        head.addWidget(self._total, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(14, 10, 18, 12)
        foot.setSpacing(8)
        foot.addWidget(self.held)
        deeds = QHBoxLayout()
        deeds.setSpacing(8)
        for button in self.buttons.values():
            deeds.addWidget(button)
        deeds.addStretch(1)
        foot.addLayout(deeds)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(Rule())
        column.addLayout(foot)
        return side

    def _connect(self) -> None:
        for card in (self.light, self.facts, self.places, self.recovery):
            card.wanted.connect(self.context.frame.run_action)
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _on=False, name=name: self.context.frame.run_action(name))
        self.list.chosen.connect(lambda _row: self._follow())
        self.list.opened.connect(lambda _row: self.context.frame.run_action(RESTORE.id))

    # ---- showing -----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the state and the backups again."""
        office = self.context.office
        self.context.jobs.read(lambda: read_of(office), self._show, key="safety", owner=self)
        # A network place that does not answer keeps no reader waiting.
        self.context.jobs.beside(lambda _progress: office.second_places.places(), self._show_places)

    def _show_places(self, places: tuple[SecondPlace, ...]) -> None:
        self._second = replace(self._second, places=places)
        self.places.show_second(self._second, self.context.clock.today())

    def _show(self, known: _Known) -> None:
        today, before = self.context.clock.today(), self.chosen()
        self._second = known.second
        self.light.show_state(known.state)
        self.facts.show_facts(known.state.facts)
        self.places.show_second(known.second, today)
        self.recovery.show_recoveries(known.recoveries)
        rows = by_day(known.backups, today)
        self.rows.show(rows)
        size = size_text(sum(each.size for each in known.backups))
        self._total.set_text(f"{many(len(known.backups))} bản, {size}" if known.backups else "")
        names = [row.name if isinstance(row, Backup) else "" for row in rows]
        if known.backups:
            wanted = before.name if before and before.name in names else known.backups[0].name
            self.list.choose(names.index(wanted))
        self._follow()

    def chosen(self) -> Backup | None:
        """Return the backup that is chosen."""
        row = self.rows.row_at(self.list.chosen_row) if self.list.chosen_row >= 0 else None
        return row if isinstance(row, Backup) else None

    def _follow(self) -> None:
        backup = self.chosen()
        held = f"Trong bản này: {inside(backup)}." if backup else "Chưa có bản sao lưu nào."
        if backup is not None and backup.is_kept:
            held += " Bản này được giữ mãi, không tự bỏ."
        self.held.setText(held)
        may = backup is not None and not self.context.office.read_only
        for button in self.buttons.values():
            button.setEnabled(may)

    def panes(self) -> tuple[QWidget, ...]:
        """Return the widgets that F6 goes through, in reading order."""
        first = self.light.button
        if first.isHidden():
            first = next(each for each in self.places.buttons.values() if not each.isHidden())
        return (self.list, first)

    def can(self, action: str) -> bool:
        """Return whether an action is possible now."""
        return self.chosen() is not None if action in self.buttons else True

    # ---- deeds -------------------------------------------------------------------------------

    def show_all(self) -> None:
        """Come here from anywhere."""
        self.refresh()

    def check(self) -> None:
        """Look through everything now."""
        self.deeds.check()

    def confirm_numbers(self) -> None:
        """Say which numbers paper has, where a restore could not know."""
        self.numbers.ask()

    def seal_sheet(self) -> None:
        """Print or save the codes of a month."""
        self.seals.sheet()

    def prove(self) -> None:
        """Prove or refute the history by a code from paper."""
        self.seals.prove()

    def restore(self) -> None:
        """Go back to the chosen backup, after saying what that costs."""
        if (backup := self.chosen()) is not None:
            self.deeds.ask_restore(backup)

    def remove(self) -> None:
        """Remove the chosen backup."""
        if (backup := self.chosen()) is not None:
            self.deeds.ask_remove(backup)

    def choose_second(self) -> None:
        """Choose the second place."""
        self.deeds.choose_second()

    def drop_second(self) -> None:
        """Have no second place any more."""
        self.deeds.keep_second("")

    def set_password(self) -> None:
        """Seal what goes to the second place."""
        self.deeds.set_password()

    def drop_password(self) -> None:
        """Leave what goes to the second place open."""
        self.deeds.drop_password()

    def fetch(self) -> None:
        """Bring the newest backup of a second place here."""
        known = next((each.path for each in self._second.places if each.is_there), "")
        start = known or self._second.wanted
        name = QFileDialog.getExistingDirectory(self, "Chọn nơi sao lưu thứ hai", start)
        if name:
            self.deeds.fetch(Path(name))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the left side less where the window is narrow."""
        super().resizeEvent(event)
        theme = self.context.theme
        is_narrow = self.width() < theme.px(NARROW_BELOW)
        self._sheet.setFixedWidth(theme.px(LEFT_NARROW if is_narrow else LEFT))


def deed_words(deed: str) -> tuple[str, str]:
    """Return words and icon of the action that a fact asks for."""
    if deed == BACK_UP:
        return "Sao lưu ngay", "shield_checkmark"
    action = NAMES.get(deed)
    return (action.button or action.title, action.icon) if action else ("Xem", "info")


SPEC = PageSpec(
    key=PAGE,
    title="An toàn dữ liệu",
    icon="shield_checkmark",
    factory=SafetyPage,
    actions=ACTIONS,
    under="settings",
    help_topic="sao-luu",
)
