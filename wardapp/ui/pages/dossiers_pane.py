"""The chosen dossier: symbol, state, what can be done with it, and the papers in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from wardapp.core.dossier_views import DossierContents, DossierPaper
from wardapp.core.dossiers import TAKES_PAPERS, WAITS_FOR_ARCHIVE, Dossier, DossierStatus
from wardapp.ui.actions import Action
from wardapp.ui.listing.cells import RowLook
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import RowView
from wardapp.ui.pages.dossiers_actions import (
    CLOSE,
    EDIT,
    HAND_OVER,
    KEEP_BACK,
    OPEN_PAPER,
    PRINT,
    REMOVE,
    REOPEN,
    SORT,
)
from wardapp.ui.pages.dossiers_rows import STATES, advice_of, facts_of, paper_columns
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import INLINE, Button, Kind
from wardapp.ui.widgets.texts import Badge, Elided, Rule, Text

MENU = (EDIT, SORT, OPEN_PAPER, KEEP_BACK, REOPEN, REMOVE)
LABEL = 82
TONES = {
    DossierStatus.PLANNED: "mute",
    DossierStatus.OPEN: "soft",
    DossierStatus.CLOSED: "warn",
    DossierStatus.KEPT_BACK: "warn",
    DossierStatus.HANDED_OVER: "ok",
}


class DossierPane(QWidget):
    """Shows one dossier; `acted` names the action whose button was pressed."""

    acted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.contents: DossierContents | None = None
        self._may_write = True
        self._symbol = Badge(theme, "", "soft")
        self._state = Badge(theme, "", "mute")
        self._heading = Elided(theme, "", Role.SMALL, "text2")
        self._title = Text(theme, "", Role.SECTION, wrap=True)
        self._facts = QGridLayout()
        self._advice = Text(theme, "", Role.SMALL, "warn", wrap=True)
        self._buttons: dict[Action, Button] = {}
        self.papers: RowList[DossierPaper] = RowList(
            paper_columns(), lambda _paper: RowLook.NORMAL, self
        )
        self.list = RowView(theme, "Văn bản trong hồ sơ")
        self.list.show_model(self.papers)
        self.list.allow_many()
        self._none = Text(theme, "", Role.SMALL, "text2", wrap=True)
        self._build()

    def _build(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(18, 12, 16, 10)
        head.setSpacing(7)
        head.addLayout(self._top())
        head.addWidget(self._title)
        head.addLayout(self._actions())
        self._facts.setHorizontalSpacing(10)
        self._facts.setVerticalSpacing(3)
        self._facts.setColumnStretch(1, 1)
        self._facts.setColumnStretch(3, 1)
        head.addLayout(self._facts)
        head.addWidget(self._advice)
        self._none.setContentsMargins(18, 14, 16, 10)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Rule())
        column.addWidget(self.list, 1)
        column.addWidget(self._none, 1)

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(9)
        row.addWidget(self._symbol)
        row.addWidget(self._state)
        row.addWidget(self._heading, 1)
        more = Button(self._theme, "", icon="more_horizontal", kind=Kind.GHOST, height=INLINE)
        more.setAccessibleName("Việc khác")
        more.setToolTip("Việc khác")
        more.clicked.connect(lambda: self._open_menu(more))
        row.addWidget(more)
        return row

    def _actions(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for action in (CLOSE, HAND_OVER, REOPEN, PRINT):
            button = Button(self._theme, action.button, icon=action.icon, key=action.cap)
            button.clicked.connect(self._presser(action))
            self._buttons[action] = button
            row.addWidget(button)
        row.addStretch(1)
        return row

    def only_look(self) -> None:
        """Offer nothing that writes."""
        self._may_write = False

    def show_contents(self, contents: DossierContents) -> None:
        """Show a dossier with its papers; the chosen paper stays chosen."""
        before = self.chosen_papers()
        self.contents = contents
        dossier = contents.dossier
        self._symbol.set_text(dossier.symbol, "soft")
        self._state.set_text(STATES[dossier.status], TONES[dossier.status])
        self._heading.set_text(dossier.heading)
        self._title.setText(dossier.title)
        self._show_facts(facts_of(contents))
        self._advice.setText(advice_of(contents))
        self._advice.setVisible(bool(self._advice.text()))
        for action, button in self._buttons.items():
            button.setVisible(self.fits(action))
        self.papers.show(contents.papers)
        self.list.setVisible(bool(contents.papers))
        self._none.setVisible(not contents.papers)
        self._none.setText(
            "Chưa có văn bản nào. Ở Văn bản đến, Văn bản đi hay Dự thảo, chọn dòng rồi bấm "
            "Ctrl+H để đưa vào hồ sơ này."
        )
        self._choose_again(before)
        self._fit()

    def _choose_again(self, before: tuple[DossierPaper, ...]) -> None:
        names = [paper.filing.id for paper in self.contents.papers] if self.contents else []
        wanted = before[0].filing.id if before else None
        self.list.choose(names.index(wanted) if wanted in names else 0)

    def _show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        shown = [(label, value) for label, value in facts if value]
        for at, (label, value) in enumerate(shown):
            row, side = divmod(at, 2)
            name = Text(self._theme, label, Role.SMALL, "text3")
            self._facts.addWidget(name, row, 2 * side)
            fact = Elided(self._theme, value, Role.SMALL, "text")
            fact.setToolTip(value)
            self._facts.addWidget(fact, row, 2 * side + 1)

    def chosen_papers(self) -> tuple[DossierPaper, ...]:
        """Return the papers chosen in the list, in order."""
        return tuple(each for each in self.list.chosen_rows() if isinstance(each, DossierPaper))

    def fits(self, action: Action, dossier: Dossier | None = None) -> bool:
        """Return whether an action makes sense for the dossier, the one shown unless given."""
        if action.needs_writing and not self._may_write:
            return False
        shown = dossier or (self.contents.dossier if self.contents else None)
        if shown is None:
            return False
        has_papers = self.contents is not None and bool(self.contents.papers)
        states = {
            CLOSE.id: shown.status in TAKES_PAPERS,
            HAND_OVER.id: shown.status in WAITS_FOR_ARCHIVE,
            KEEP_BACK.id: shown.status in WAITS_FOR_ARCHIVE,
            REOPEN.id: shown.status not in TAKES_PAPERS,
            SORT.id: shown.status in TAKES_PAPERS and has_papers,
            OPEN_PAPER.id: has_papers,
            REMOVE.id: shown.status in TAKES_PAPERS,
        }
        return states.get(action.id, True)

    def _open_menu(self, button: Button) -> None:
        menu = QMenu(self)
        for action in MENU:
            entry = menu.addAction(action.title, self._presser(action))
            entry.setShortcut(action.key)
            entry.setShortcutVisibleInContextMenu(True)
            entry.setEnabled(self.fits(action))
        menu.exec(button.mapToGlobal(QPoint(0, button.height() + 4)))

    def _presser(self, action: Action) -> Callable[[], None]:
        return lambda: self.acted.emit(action.id)

    def _fit(self) -> None:
        shown = [button for button in self._buttons.values() if not button.isHidden()]
        wanted = sum(button.full_width + 8 for button in shown)
        for button in reversed(shown):
            is_small = wanted > self.width() - 34
            button.shrink(small=is_small)
            wanted -= button.full_width - button.sizeHint().width() if is_small else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        self._fit()
