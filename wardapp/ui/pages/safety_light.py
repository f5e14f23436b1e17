"""The light with its sentence and next deed, and the facts it was seen from."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wardapp.core.safety import Light, SafetyFact, SafetyState
from wardapp.ui.theme import Role, Theme, Themed
from wardapp.ui.widgets.buttons import Button, Kind, Link
from wardapp.ui.widgets.cards import Card
from wardapp.ui.widgets.texts import Icon, Rule, Text

LOOKS = {
    Light.GREEN: ("checkmark_circle", "ok", "ok_soft"),
    Light.OPEN: ("info", "text2", "mute"),
    Light.YELLOW: ("warning", "warn", "warn_soft"),
    Light.RED: ("error_circle", "danger", "danger_soft"),
}
WORDS = {
    Light.GREEN: "Dữ liệu an toàn",
    Light.OPEN: "Còn việc chưa làm",
    Light.YELLOW: "Nên xem lại",
    Light.RED: "Cần làm ngay",
}
LAMP = 44
Deeds = Callable[[str], tuple[str, str]]
"""Words and icon of a deed by its action's name."""


class _Lamp(QWidget):
    """A filled circle with a sign, so that the colour is not all that speaks."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._light = theme, Light.GREEN
        Themed(theme, self)
        self._fit()
        theme.changed.connect(self._fit)

    def _fit(self) -> None:
        self.setFixedSize(self._theme.px(LAMP), self._theme.px(LAMP))

    def show_light(self, light: Light) -> None:
        """Show another light."""
        self._light = light
        self.setAccessibleName(WORDS[light])
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        icon, tone, ground = LOOKS[self._light]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(ground))
        box = QRectF(self.rect())
        painter.drawEllipse(box)
        size = theme.px(26)
        pixmap = theme.icon(icon, tone, size, self.devicePixelRatioF(), filled=True)
        painter.drawPixmap(QPointF((box.width() - size) / 2, (box.height() - size) / 2), pixmap)


class LightCard(Card):
    """`wanted` names the action that the clerk pressed."""

    wanted = Signal(str)

    def __init__(self, theme: Theme, deeds: Deeds) -> None:
        super().__init__(theme)
        self._deeds, self._deed = deeds, ""
        self._lamp = _Lamp(theme)
        self._title = Text(theme, "", Role.TITLE, wrap=True)
        self._sentence = Text(theme, "", Role.BODY, wrap=True)
        self.button = Button(theme, "", kind=Kind.PRIMARY)
        self.button.clicked.connect(lambda: self.wanted.emit(self._deed))
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._lamp, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        foot = QHBoxLayout()
        foot.addSpacing(theme.px(LAMP) + 12)
        foot.addWidget(self.button)
        foot.addStretch(1)
        self.body.addLayout(row)
        self.body.addLayout(foot)
        self.button.hide()

    def show_state(self, state: SafetyState) -> None:
        """Show light, sentence and the next thing to do."""
        self._lamp.show_light(state.light)
        self._title.setText(WORDS[state.light])
        self._sentence.setText(state.sentence)
        self._deed = state.deed
        if state.deed:
            words, icon = self._deeds(state.deed)
            self.button.setText(words)
            self.button.set_icon(icon)
        self.button.setVisible(bool(state.deed))
        self.setAccessibleName(f"{WORDS[state.light]}. {state.sentence}")


class FactsCard(Card):
    """Every fact, the worst first, each with its deed; `wanted` names the action pressed."""

    wanted = Signal(str)

    def __init__(self, theme: Theme, deeds: Deeds) -> None:
        super().__init__(theme)
        self._theme, self._deeds = theme, deeds
        self.body.addWidget(Text(theme, "Đã xem những gì", Role.SECTION))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.body.addLayout(self._rows)
        self.body.setSpacing(8)

    def show_facts(self, facts: tuple[SafetyFact, ...]) -> None:
        """Show what was looked at."""
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for place, fact in enumerate(facts):
            if place:
                self._rows.addWidget(Rule())
            self._rows.addWidget(self._row(fact))

    def _row(self, fact: SafetyFact) -> QWidget:
        theme, line = self._theme, QWidget()
        icon, tone, _ground = LOOKS[fact.light]
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Text(theme, fact.topic, Role.STRONG))
        words.addWidget(Text(theme, fact.sentence, Role.SMALL, "text2", wrap=True))
        if fact.deed:
            link = Link(theme, self._deeds(fact.deed)[0])
            link.clicked.connect(lambda: self.wanted.emit(fact.deed))
            words.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Icon(theme, icon, tone, filled=True), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        line.setAccessibleName(f"{fact.topic}: {fact.sentence}")
        return line
