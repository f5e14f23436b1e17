"""What a page is: a header, a body, the books it shows, and its declaration for the rail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wardapp.core.views import RailCounts
from wardapp.ui.actions import Action
from wardapp.ui.context import Context
from wardapp.ui.jobs import Book
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import Button, Kind
from wardapp.ui.widgets.search_button import SearchButton
from wardapp.ui.widgets.texts import Badge, Elided, Rule, Text

HEADER = 56
LEFT, RIGHT = 22, 18
SPACE, SPARE, LEAST_FACT = 10, 26, 64
"""Between two things of the header; kept free; under which half a word of the fact is no word."""
READ_ONLY = "Sổ đang mở chỉ để xem."


class Header(QWidget):
    """Title, one grey fact, search, buttons; task pages have a back arrow, no search."""

    def __init__(self, context: Context, *, task: bool) -> None:
        super().__init__()
        self._context = context
        self._words = self._said = ""
        theme = context.theme
        self._title = Text(theme, "", Role.TITLE)
        self._fact = Elided(theme, "", Role.SMALL, "text2")
        self.badge = Badge(theme)
        self.search = SearchButton(theme)
        if task:  # shown while it has no parent, it would open as a window of its own
            self.search.hide()
        self.search.clicked.connect(lambda: context.frame.run_action("window.search"))
        self.back = Button(theme, "", icon="arrow_left", kind=Kind.GHOST)
        self.back.setAccessibleName("Quay lại")
        self.back.setToolTip("Quay lại")
        if not task:
            self.back.hide()
        self.back.clicked.connect(context.frame.back)
        self._buttons: list[Button] = []
        self._others: list[QWidget] = [self.badge]
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(LEFT - (12 if task else 0), 0, RIGHT, 0)
        self._row.setSpacing(SPACE)
        for part in (self.back, self._title, self.badge):
            self._row.addWidget(part)
        self._row.addWidget(self._fact, 1)
        self._row.addWidget(self.search)
        self._fit_height()
        theme.changed.connect(self._fit_height)

    def _fit_height(self) -> None:
        self.setFixedHeight(self._context.theme.px(HEADER))

    def say(self, title: str, fact: str = "") -> None:
        """Write title and fact."""
        self._words, self._said = title, fact
        self._title.setText(title)
        self._fact.set_text(fact)
        self.fit()

    def add(self, button: Button) -> Button:
        """Append a button at the right."""
        self._buttons.append(button)
        self._row.addWidget(button)
        return button

    def add_action(
        self, action: Action, kind: Kind = Kind.SECONDARY, *, show_key: bool = True
    ) -> Button:
        """Append the button of an action."""
        key = action.cap if show_key else ""
        words = action.button or action.title
        button = Button(self._context.theme, words, icon=action.icon, key=key, kind=kind)
        button.clicked.connect(lambda: self._context.frame.run_action(action.id))
        if action.needs_writing and self._context.office.read_only:
            button.setEnabled(False)
            button.setToolTip(READ_ONLY)
        return self.add(button)

    def add_beside_title(self, action: Action) -> Button:
        """Put a chevron behind the title that runs an action (a chooser of what is shown)."""
        button = Button(self._context.theme, "", icon="chevron_down", kind=Kind.GHOST)
        button.setAccessibleName(action.title)
        button.setToolTip(action.title)
        button.clicked.connect(lambda: self._context.frame.run_action(action.id))
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._others.append(button)
        self._row.insertWidget(self._row.indexOf(self._title) + 1, button)
        return button

    def add_widget(self, widget: QWidget) -> None:
        """Append anything at the right."""
        self._others.append(widget)
        self._row.addWidget(widget)

    def fit(self) -> None:
        """Shrink the least needed where the row is too narrow: buttons, the search, the words."""
        room = self._room() - (0 if self.search.isHidden() else self.search.least_width + SPACE)
        shown = [button for button in self._buttons if not _is_put_away(button)]
        wanted = sum(button.full_width + SPACE for button in shown)
        for button in shown:
            is_small = wanted > room - SPARE and button is not shown[-1]
            button.shrink(small=is_small)
            wanted -= (button.full_width - button.sizeHint().width()) if is_small else 0
            button.setMinimumWidth(button.sizeHint().width())
        left = room - wanted
        if left < 0 and shown:  # the main one shows its words without its key
            shown[-1].setMinimumWidth(shown[-1].sizeHint().width() - shown[-1].key_room)
        self._fit_words(left, shown[-1].key_room if shown else 0)

    def _room(self) -> int:
        """Return what title and things beside it leave of the row."""
        beside = [self.back, *self._others]
        taken = sum(each.sizeHint().width() + SPACE for each in beside if not each.isHidden())
        taken += self._fact.minimumSizeHint().width() + SPACE
        return self.width() - LEFT - RIGHT - self._full_title() - SPACE - taken

    def _full_title(self) -> int:
        metrics = self._context.theme.metrics(Role.TITLE)
        return round(metrics.horizontalAdvance(self._words)) + 2

    def _slack(self) -> int:
        """Return how much words beside the title can be cut before the title is."""
        words = [each for each in self._others if isinstance(each, Elided) and not each.isHidden()]
        return sum(each.sizeHint().width() - each.minimumSizeHint().width() for each in words)

    def _fit_words(self, left: int, key_room: int) -> None:
        """Show of search, fact, the last button's key and the title what there is room for."""
        if not self.width() or not self._words:
            return
        left += self.search.shrink(small=left < 0)
        left += min(key_room + self._slack(), -left) if left < 0 else 0
        self._fact.setVisible(left >= 0)
        left += min(self._fact.minimumSizeHint().width() + SPACE, -left) if left < 0 else 0
        metrics = self._context.theme.metrics(Role.TITLE)
        most = self._full_title() + min(left, 0)
        words = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, most)
        if words != self._title.text():
            self._title.setText(words)
        self._title.setAccessibleName(self._words)
        self._title.setToolTip(self._words if words != self._words else "")
        fact = self._said if left >= LEAST_FACT else ""
        if fact != self._fact.toolTip():
            self._fact.set_text(fact)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        self.fit()


def _is_put_away(widget: QWidget) -> bool:
    """Tell what was hidden on purpose from what only waits for its window."""
    return widget.isHidden() and widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)


class Page(QWidget):
    """The base of all pages. Build into `self.body`; wire in `__init__`; one slot an action."""

    books: frozenset[Book] = frozenset()
    """The books whose change makes this page call `refresh`."""

    foot_height = 0
    """The height of buttons at the foot that a toast must not cover."""

    is_task = False
    """Task pages (proposal, draft) have a back arrow instead of the search field."""

    def __init__(self, context: Context) -> None:
        # In its place from the start: a page moved there when whole is styled all over again.
        super().__init__(context.frame.stack)
        self.context = context
        self.is_stale = True
        self.header = Header(context, task=self.is_task)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(Rule())
        column.addLayout(self.body, 1)

    def arrive(self, argument: object) -> None:
        """Take what another page sends the clerk here with."""

    def refresh(self) -> None:
        """Read again what the page shows, through the reading lane."""

    def leave(self) -> bool:
        """Make ready for another page; return False to stay."""
        return True

    def save_now(self) -> None:
        """Hand what was typed and not written yet to the writing lane, and ask nothing.

        Called before the PC sleeps, at log-off and when the window closes.
        """

    def new_day(self) -> None:
        """Follow the calendar where something else than `refresh` shows the day."""

    def panes(self) -> tuple[QWidget, ...]:
        """Return the widgets that F6 goes through, in reading order."""
        return ()

    def escape(self) -> bool:
        """Handle Esc; return True when something was closed or cleared."""
        return False

    def start_focus(self) -> None:
        """Put the focus where work begins."""
        panes = self.panes()
        if panes:
            panes[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def can(self, action: str) -> bool:
        """Return whether an action of this page is possible now."""
        return True

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of theme."""
        if event.type() is QEvent.Type.FontChange:
            self.header.fit()
        super().changeEvent(event)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSpec:
    """How a page is declared: once, in `wardapp/ui/pages/__init__.py`.

    `group` splits the rail by lines (pages of group 9 stand at the bottom); a task page has no
    rail item of its own and marks the one of `under`.
    """

    key: str
    title: str
    icon: str
    factory: Callable[[Context], Page]
    actions: tuple[Action, ...] = ()
    group: int = 0
    key_sequence: str = ""  # other than Ctrl+1 … Ctrl+9
    counter: Callable[[RailCounts], int] | None = None
    under: str = ""
    help_topic: str = ""
