"""The chain of an affair as a row of steps: Tab or arrows walk, Enter or a click opens."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from wardapp.core.chain import Chain, ChainStep, CitedLine, Stage
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import Link
from wardapp.ui.widgets.texts import Elided, Text

STAGES = {
    Stage.BASIS: "Căn cứ",
    Stage.INCOMING: "Đến",
    Stage.TASK: "Giao việc",
    Stage.DRAFT: "Dự thảo",
    Stage.OUTGOING: "Đi",
    Stage.LATER: "Về sau",
    Stage.DOSSIER: "Hồ sơ",
}
PAGES = {
    "incoming": "incoming",
    "outgoing": "outgoing",
    "draft": "draft",
    "dossier": "dossiers",
}
WANTED = (
    Stage.DOSSIER,
    Stage.OUTGOING,
    Stage.INCOMING,
    Stage.DRAFT,
    Stage.BASIS,
    Stage.LATER,
    Stage.TASK,
)
RANK = {stage: rank for rank, stage in enumerate(WANTED)}
"""Which steps stay on a line too short for all."""
STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
}
GAP = 8
STAGE_WIDTH = 62
MENU_WIDTH = 90


class ChainStrip(QWidget):
    """The steps on one line, or each on its own line with its fact once it is opened.

    `opened` says page and record of the step chosen: connect it to `frame.go`.
    """

    opened = Signal(str, str)
    resized = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.chain = Chain()
        self.links: list[Link] = []
        self._lines: list[QWidget] = []
        self._is_open = False
        self._name = Text(theme, "")
        self._stages: list[Stage] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 2, 0, 2)
        self._column.setSpacing(3)
        self.setAccessibleName("Chuỗi việc")
        self.hide()

    def show_chain(self, chain: Chain) -> None:
        """Show the steps around a record; hidden while it stands alone."""
        if chain != self.chain:
            self.chain = chain
            self._show()

    def set_open(self, *, is_open: bool) -> None:
        """Show each step on a line of its own, or all on one."""
        if is_open != self._is_open:
            self._is_open = is_open
            self._show()

    def _show(self) -> None:
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines, self.links = [], []
        steps = [step for step in self.chain.steps if not step.is_here]
        if self._is_open:
            for step in steps:
                self._add(step)
            if steps:
                self._keep(self._switch("Thu gọn"))
        elif steps:
            self._keep(self._one_line(steps))
        self.setVisible(bool(steps))
        self.updateGeometry()
        self.resized.emit()

    def _one_line(self, steps: list[ChainStep]) -> QWidget:
        """Return all steps that lead somewhere, and a link to see them with their facts."""
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        self._name = Text(self._theme, "Chuỗi việc", Role.LABEL, "text2")
        row.addWidget(self._name)
        self._stages = []
        for step in filter(_leads, steps):
            row.addWidget(self._link(step))
            self._stages.append(step.stage)
        rest = self._switch(f"xem cả {len(steps)}")
        row.addWidget(rest)
        row.addStretch(1)
        self.links.append(rest)
        self._fit_line()
        return line

    def _fit_line(self) -> None:
        """Show as many links as there is room for, the most wanted first; the last one always."""
        *steps, rest = self.links
        used = self._name.sizeHint().width() + rest.sizeHint().width() + 2 * GAP
        ranked = sorted(zip(self._stages, steps, strict=True), key=lambda each: RANK[each[0]])
        for _stage, link in ranked:
            used += link.sizeHint().width() + GAP
            link.setVisible(used <= self.width())

    def _switch(self, words: str) -> Link:
        link = Link(self._theme, words)
        link.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        link.setAccessibleName(f"Chuỗi việc: {words}")
        link.clicked.connect(self._turn)
        link.installEventFilter(self)
        return link

    def _turn(self) -> None:
        self.set_open(is_open=not self._is_open)
        self.walk()

    def _keep(self, line: QWidget) -> None:
        self._column.addWidget(line)
        self._lines.append(line)

    def _add(self, step: ChainStep) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        stage = Text(self._theme, STAGES[step.stage], Role.SMALL, "text3")
        stage.setFixedWidth(self._theme.px(STAGE_WIDTH))
        row.addWidget(stage)
        if _leads(step):
            row.addWidget(self._link(step))
        else:
            row.addWidget(Text(self._theme, step.label, Role.SMALL, "text2"))
        said = _said(step)
        fact = Elided(self._theme, said, Role.SMALL, "text2")
        fact.setToolTip(said)
        row.addWidget(fact, 1)
        self._keep(line)

    def _link(self, step: ChainStep) -> Link:
        link = Link(self._theme, step.label)
        link.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        said = f"{STAGES[step.stage]}: {step.label}, {_said(step)}"
        link.setAccessibleName(said)
        link.setToolTip(said)
        link.clicked.connect(self._opener(step, link))
        link.installEventFilter(self)
        self.links.append(link)
        return link

    def _opener(self, step: ChainStep, link: Link) -> Callable[[], None]:
        if step.record_id is not None:
            target = (PAGES[step.entity], step.record_id)
            return lambda: self.opened.emit(*target)
        return lambda: self._choose(step, link)

    def _choose(self, step: ChainStep, link: Link) -> None:
        """Let the clerk choose among the lines that a symbol may mean."""
        menu = meanings(self, step.others, self.opened.emit)
        menu.exec(link.mapToGlobal(link.rect().bottomLeft()))

    def walk(self) -> None:
        """Put the focus on the first step."""
        shown = [link for link in self.links if not link.isHidden()]
        if shown:
            shown[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows go from step to step."""
        if (
            isinstance(watched, Link)
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
        ):
            by = STEPS.get(Qt.Key(event.key()), 0)
            shown = [link for link in self.links if not link.isHidden()]
            at = shown.index(watched) + by if watched in shown else -1
            if by and 0 <= at < len(shown):
                shown[at].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        """Return the room that all steps take."""
        return self._column.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        if not self._is_open and self.links:
            self._fit_line()


def _leads(step: ChainStep) -> bool:
    return step.record_id is not None or bool(step.others)


def _said(step: ChainStep) -> str:
    relation = "" if step.relation == STAGES[step.stage] else step.relation
    return " · ".join(filter(None, (relation, step.fact)))


class CitedText(Text):
    """Wrapped words in which the symbols that our books hold are links.

    `show_words` writes plain words; `show_cited` makes links of what `office.chain.cited` found.
    """

    opened = Signal(str, str)

    def __init__(self, theme: Theme, role: Role = Role.BODY, tone: str = "text") -> None:
        super().__init__(theme, "", role, tone, wrap=True)
        self._cited_theme = theme
        self._words = ""
        self._held: tuple[tuple[ChainStep, ...], ...] = ()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.linkActivated.connect(self._open)

    def show_words(self, words: str) -> None:
        """Show plain words."""
        self._words = words
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(words)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)

    def show_cited(self, words: str, cited: tuple[CitedLine, ...]) -> None:
        """Make links of the cited symbols, if these are still the words shown."""
        held = [each for each in cited if each.lines]
        if words != self._words or not held:
            return
        ink = self._cited_theme.colour("accent").name()
        parts, at = [], 0
        for number, each in enumerate(held):
            parts.append(_escaped(words[at : each.cited.start]))
            shown = _escaped(words[each.cited.start : each.cited.end])
            parts.append(f'<a href="{number}" style="color: {ink}">{shown}</a>')
            at = each.cited.end
        parts.append(_escaped(words[at:]))
        self._held = tuple(each.lines for each in held)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setText("".join(parts))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _open(self, target: str) -> None:
        lines = self._held[int(target)]
        if len(lines) > 1:
            meanings(self, lines, self.opened.emit).exec(QCursor.pos())
        elif lines[0].record_id is not None:
            self.opened.emit(PAGES[lines[0].entity], lines[0].record_id)


def meanings(
    parent: QWidget, steps: tuple[ChainStep, ...], opened: Callable[[str, str], object]
) -> QMenu:
    """Return the menu of the lines that a symbol may mean."""
    menu = QMenu(parent)
    for step in steps:
        words = f"{STAGES[step.stage]}: {step.fact}".replace("&", "&&")
        menu.addAction(_short(words), partial(opened, PAGES[step.entity], str(step.record_id)))
    return menu


def _short(words: str) -> str:
    return words if len(words) <= MENU_WIDTH else f"{words[: MENU_WIDTH - 1]}…"


def _escaped(words: str) -> str:
    safe = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return safe.replace("\n", "<br>")
