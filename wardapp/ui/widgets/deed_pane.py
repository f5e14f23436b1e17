"""The chosen line beside a list: badges, its words, what can be done, facts, files and links."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from wardapp.core.dispatches import Attachment
from wardapp.ui.actions import Action
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import Button, Kind, Link
from wardapp.ui.widgets.fact_table import FactTable
from wardapp.ui.widgets.texts import Badge, Elided, Icon, Rule, Text

SHOWN_FILES = 20
FLOW_GAP = 8
SHOWN_LETTERS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class PaneLine:
    """What the pane shows of a line."""

    number: str
    state: str
    tone: str
    words: str
    facts: tuple[tuple[str, str], ...]
    files: tuple[Attachment, ...] = ()
    links: tuple[str, ...] = ()


class ButtonFlow(QWidget):
    """Buttons beside each other as long as there is room, then below."""

    def __init__(self) -> None:
        super().__init__()
        self._buttons: list[Button] = []

    def take(self, button: Button) -> None:
        """Append a button."""
        button.setParent(self)
        self._buttons.append(button)

    def place(self) -> None:
        """Put the buttons that are shown into rows."""
        left = top = height = 0
        for button in (each for each in self._buttons if not each.isHidden()):
            size = button.sizeHint()
            if left and left + size.width() > self.width():
                left, top, height = 0, top + height + FLOW_GAP, 0
            button.setGeometry(left, top, min(size.width(), self.width()), size.height())
            left, height = left + size.width() + FLOW_GAP, max(height, size.height())
        self.setFixedHeight(top + height)
        self.setVisible(top + height > 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.place()


class DeedPane(QScrollArea):
    """Shows one line; `acted` names the action whose button was pressed."""

    acted = Signal(str)
    file_opened = Signal(object)  # Attachment
    file_removed = Signal(object)  # Attachment
    link_opened = Signal(str)

    def __init__(
        self,
        theme: Theme,
        name: str,
        rows: tuple[tuple[Action, ...], ...],
        quiet: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__()
        self._theme, self._quiet = theme, quiet
        self._number = Badge(theme, "", "soft")
        self._state = Badge(theme, "", "mute")
        self._words = Text(theme, "", Role.SECTION, wrap=True)
        self._facts = FactTable(theme, "Chi tiết")
        self._evidence = QVBoxLayout()
        self._evidence_room = QWidget()
        self._buttons: dict[Action, Button] = {}
        self._flows: list[ButtonFlow] = []
        self._build(rows)
        self.setAccessibleName(name)

    def _build(self, rows: tuple[tuple[Action, ...], ...]) -> None:
        inside = QWidget()
        inside.setProperty("ground", "surface")
        column = QVBoxLayout(inside)
        column.setContentsMargins(18, 12, 16, 12)
        column.setSpacing(9)
        top = QHBoxLayout()
        top.setSpacing(9)
        top.addWidget(self._number)
        top.addWidget(self._state)
        top.addStretch(1)
        column.addLayout(top)
        column.addWidget(self._words)
        for actions in rows:
            column.addWidget(self._row_of(actions))
        column.addWidget(self._facts)
        self._evidence.setContentsMargins(0, 6, 0, 0)
        self._evidence.setSpacing(4)
        self._evidence_room.setLayout(self._evidence)
        column.addWidget(self._evidence_room)
        column.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _row_of(self, actions: tuple[Action, ...]) -> ButtonFlow:
        flow = ButtonFlow()
        for action in actions:
            kind = Kind.GHOST if action.id in self._quiet else Kind.SECONDARY
            button = Button(self._theme, action.button, icon=action.icon, key=action.cap, kind=kind)
            button.clicked.connect(partial(self.acted.emit, action.id))
            self._buttons[action] = button
            flow.take(button)
        self._flows.append(flow)
        return flow

    def show_line(self, line: PaneLine, fits: Callable[[Action], bool], *, may_write: bool) -> None:
        """Show a line with the actions that fit it."""
        self._number.set_text(line.number, "soft")
        self._number.setVisible(bool(line.number))
        self._state.set_text(line.state, line.tone)
        self._state.setVisible(bool(line.state))
        self._words.setText(line.words)
        self._facts.show_facts(line.facts)
        self._show_evidence(line, may_write=may_write)
        for action, button in self._buttons.items():
            button.setVisible(fits(action))
            button.setEnabled(may_write or not action.needs_writing)
        for flow in self._flows:
            flow.place()

    def _show_evidence(self, line: PaneLine, *, may_write: bool) -> None:
        while (item := self._evidence.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._evidence_room.setVisible(bool(line.files or line.links))
        if not line.files and not line.links:
            return
        self._evidence.addWidget(Rule())
        self._evidence.addWidget(Text(self._theme, "Minh chứng", Role.SECTION))
        for file in line.files[:SHOWN_FILES]:
            self._evidence.addWidget(self._file(file, may_write=may_write))
        for link in line.links[:SHOWN_FILES]:
            opening = Link(self._theme, _cut(link), role=Role.BODY)
            opening.setToolTip(link)
            opening.clicked.connect(partial(self.link_opened.emit, link))
            self._evidence.addWidget(self._thing("globe", opening))

    def _file(self, file: Attachment, *, may_write: bool) -> QWidget:
        opening = Link(self._theme, _cut(file.name), role=Role.BODY)
        opening.setToolTip(f"Mở {file.name}")
        opening.clicked.connect(partial(self.file_opened.emit, file))
        line = self._thing("attach", opening)
        if may_write:
            removing = Link(self._theme, "Bỏ")
            removing.setAccessibleName(f"Bỏ {file.name}")
            removing.clicked.connect(partial(self.file_removed.emit, file))
            row = line.layout()
            if row is not None:
                row.addWidget(removing)
        return line

    def _thing(self, icon: str, opening: Link) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Icon(self._theme, icon, "text3", 16))
        opening.setMinimumWidth(0)
        row.addWidget(opening)
        row.addWidget(Elided(self._theme, "", Role.SMALL), 1)
        return line


def _cut(text: str) -> str:
    """Return a long name with its middle left out: its end says what it is."""
    half = SHOWN_LETTERS // 2
    return text if len(text) <= SHOWN_LETTERS else f"{text[:half]}…{text[-half:]}"
