"""Boxes: cards, notices, progress steps, empty pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wardapp.ui import painting
from wardapp.ui.theme import Role, Theme, Themed
from wardapp.ui.widgets.buttons import INLINE, Button
from wardapp.ui.widgets.texts import Icon, KeyCap, Text


class Card(QWidget):
    """A box with an edge; put things into `card.body` (a QVBoxLayout)."""

    def __init__(
        self,
        theme: Theme,
        *,
        fill: str = "surface",
        edge: str = "line",
        padding: int = 16,
        radius: int = 8,
    ) -> None:
        super().__init__()
        self._theme, self._fill, self._edge, self._radius = theme, fill, edge, radius
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding - 3, padding, padding - 3)
        self.body.setSpacing(6)
        Themed(theme, self)

    def set_look(self, fill: str, edge: str) -> None:
        """Change ground and edge."""
        self._fill, self._edge = fill, edge
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        box = QRectF(self.rect())
        painting.draw_card(QPainter(self), self._theme, box, self._fill, self._edge, self._radius)


@dataclass(frozen=True, slots=True)
class Way:
    """Something that can be done from a notice, an empty page or a dialog."""

    text: str
    run: Callable[[], object]
    icon: str = ""
    key: str = ""
    detail: str = ""


BESIDE_FROM = 600


class Notice(Card):
    """A notice in the page: amber for doubt, red for a refusal, `soft` for news."""

    def __init__(self, theme: Theme, tone: str = "warn") -> None:
        super().__init__(theme, padding=12)
        self._title = Text(theme, "", Role.STRONG, wrap=True)
        self._line = Text(theme, "", Role.SMALL, "text2", wrap=True)
        self._icon = Icon(theme, "warning", "warn", filled=True)
        self._ways = QHBoxLayout()
        self._ways.setSpacing(8)
        self._beside = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(3)
        for part in (self._title, self._line):
            words.addWidget(part)
        words.addLayout(self._ways)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        row.addLayout(self._beside)
        self.body.addLayout(row)
        self.body.setContentsMargins(10, 8, 10, 8)
        self.buttons: list[Button] = []
        self.set_tone(tone)
        self.hide()

    def set_tone(self, tone: str) -> None:
        """Change colour and icon."""
        icon = {"danger": "error_circle", "soft": "info", "ok": "checkmark_circle"}.get(
            tone, "warning"
        )
        edge = {"danger": "danger", "soft": "accent", "ok": "ok"}.get(tone, "warn_mark")
        ink = {"soft": "on_soft"}.get(tone, tone)
        self._icon.set_icon(icon, ink, filled=True)
        self.set_look("soft" if tone == "soft" else f"{tone}_soft", edge)

    def show_notice(self, title: str, line: str = "", ways: tuple[Way, ...] = ()) -> None:
        """Show the notice with its actions: one alone stands at the right where there is room."""
        self._title.setText(title)
        self._line.setText(line)
        self._line.setVisible(bool(line))
        for place in (self._ways, self._beside):
            while (item := place.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None:
                    widget.deleteLater()
        self.buttons = [
            Button(self._theme, way.text, icon=way.icon, key=way.key, height=INLINE) for way in ways
        ]
        for button, way in zip(self.buttons, ways, strict=True):
            button.clicked.connect(way.run)
            (self._beside if self._stands_beside(ways) else self._ways).addWidget(button)
        self._ways.addStretch()  # also when empty: a row of nothing would hold the words narrow
        self.setAccessibleName(f"{title} {line}")
        self.show()

    def _stands_beside(self, ways: tuple[Way, ...]) -> bool:
        parent = self.parentWidget()
        return len(ways) == 1 and parent is not None and parent.width() >= BESIDE_FROM


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a way: label, who and when; state `done`, `now` or `later`."""

    label: str
    detail: str
    state: str


class Steps(QWidget):
    """The way of a dispatch: filled ticks, a ring with a dot, grey rings."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._steps: tuple[Step, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        Themed(theme, self)

    def show_steps(self, steps: tuple[Step, ...]) -> None:
        """Show the steps in order."""
        self._steps = steps
        self.setAccessibleName("; ".join(f"{step.label}: {step.detail}" for step in steps))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size wanted."""
        theme = self._theme
        words = theme.metrics(Role.STRONG).height() + theme.metrics(Role.SMALL).height()
        return QSize(300, round(22 + words + 6))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._steps:
            return
        pitch = self.width() / len(self._steps)
        for index, step in enumerate(self._steps):
            centre = QPointF(9 + index * pitch, 10)
            if index + 1 < len(self._steps):
                self._paint_line(painter, centre, pitch, self._steps[index + 1].state)
            self._paint_ring(painter, centre, step.state)
            self._paint_words(painter, step, index * pitch, pitch)

    def _paint_line(self, painter: QPainter, centre: QPointF, pitch: float, state: str) -> None:
        colour = self._theme.colour("ctl" if state == "later" else "accent")
        painter.setPen(QPen(colour, 2))
        painter.drawLine(centre + QPointF(12, 0), centre + QPointF(pitch - 12, 0))

    def _paint_ring(self, painter: QPainter, centre: QPointF, state: str) -> None:
        theme = self._theme
        if state == "done":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(centre, 8.5, 8.5)
            pixmap = theme.icon("checkmark", "on_accent", 12, self.devicePixelRatioF())
            painter.drawPixmap(centre - QPointF(6, 6), pixmap)
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("accent" if state == "now" else "ctl"), 2))
        painter.drawEllipse(centre, 8, 8)
        if state == "now":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(centre, 3.5, 3.5)

    def _paint_words(self, painter: QPainter, step: Step, left: float, width: float) -> None:
        theme = self._theme
        later = step.state == "later"
        role = Role.BODY if later else Role.STRONG
        height = theme.metrics(role).height()
        area = QRectF(left, 22, width - 6, height)
        painting.draw_text(
            painter, area, step.label, theme.font(role), theme.colour("text3" if later else "text")
        )
        area = QRectF(left, 22 + height, width - 6, theme.metrics(Role.SMALL).height())
        painting.draw_text(
            painter, area, step.detail, theme.font(Role.SMALL), theme.colour("text3")
        )


class WayCard(Card):
    """A way as a card that can be clicked or chosen by Enter."""

    chosen = Signal()

    def __init__(self, theme: Theme, way: Way) -> None:
        super().__init__(theme, padding=16)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(". ".join(filter(None, (way.text, way.detail))))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Text(theme, way.text, Role.STRONG))
        if way.detail:
            words.addWidget(Text(theme, way.detail, Role.SMALL, "text2", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Icon(theme, way.icon or "arrow_right", "accent"))
        row.addLayout(words, 1)
        if way.key:
            row.addWidget(KeyCap(theme, way.key))
        self.body.addLayout(row)
        self.body.setContentsMargins(17, 9, 17, 9)
        self.chosen.connect(way.run)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Answer a click."""
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer a key."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.chosen.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        self.set_ground(on=self.underMouse())
        super().paintEvent(event)
        if self.hasFocus():
            painting.draw_ring(QPainter(self), self._theme, QRectF(self.rect()), 8)

    def set_ground(self, *, on: bool) -> None:
        """Show that the pointer is over the card."""
        self._fill = "hover" if on else "surface"


class _Drawing(QWidget):
    """Two sheets and a plus: nothing here yet."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(100, 66)
        Themed(theme, self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("ctl"), 1.5))
        painter.setBrush(theme.colour("alt"))
        painter.drawRoundedRect(QRectF(1, 13, 66, 48), 7, 7)
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(QRectF(21, 1, 66, 48), 7, 7)
        for top, width in ((12, 44), (23, 36), (34, 24)):
            painter.setPen(QPen(theme.colour("mute"), 5, c=Qt.PenCapStyle.RoundCap))
            painter.drawLine(QPointF(33, top + 2), QPointF(30 + width, top + 2))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawEllipse(QPointF(85, 51), 12, 12)
        painter.setPen(QPen(QColor(theme.tokens.on_accent), 2))
        painter.drawLine(QPointF(79, 51), QPointF(91, 51))
        painter.drawLine(QPointF(85, 45), QPointF(85, 57))


class EmptyPage(QWidget):
    """What a page shows while its book is empty: a drawing, a title, two lines and ways on."""

    def __init__(self, theme: Theme, title: str, lines: str, ways: tuple[Way, ...]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(2)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(_Drawing(theme), 0, centre)
        column.addSpacing(16)
        head = Text(theme, title, Role.TITLE, wrap=True)
        body = Text(theme, lines, Role.BODY, "text2", wrap=True)
        for part in (head, body):
            part.setAlignment(centre)
            column.addWidget(part)
        column.addSpacing(12)
        self.cards = tuple(WayCard(theme, way) for way in ways)
        for card in self.cards:
            card.setMaximumWidth(theme.px(520))
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(card, 1000)
            row.addStretch(1)
            column.addLayout(row)
        column.addStretch(3)
