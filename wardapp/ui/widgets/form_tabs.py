"""Tabs of a form: letter, short title, verdict; arrows switch, the chosen one is underlined."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from wardapp.ui import painting
from wardapp.ui.theme import Role, Theme, Themed

HEIGHT, GAP, LEFT, ICON = 40, 16, 22, 16
VERDICTS = {
    "ok": ("checkmark_circle", "ok", "đạt"),
    "warn": ("warning", "warn", "cần xem"),
    "none": ("", "ctl2", "chưa có số"),
}


@dataclass(frozen=True, slots=True)
class FormTab:
    """One tab: code, title and verdict `ok`, `warn` or `none`."""

    code: str
    title: str
    verdict: str


class FormTabs(QWidget):
    """Says `picked` with the place of a tab."""

    picked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._tabs: tuple[FormTab, ...] = ()
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Các biểu")
        Themed(theme, self)

    def show_tabs(self, tabs: tuple[FormTab, ...]) -> None:
        """Show the tables of a form."""
        self._tabs = tabs
        self._say()

    def choose(self, at: int) -> None:
        """Mark a tab as the one shown, without telling."""
        self._at = at
        self._say()

    def _say(self) -> None:
        said = (f"Biểu {tab.code} {tab.title}: {VERDICTS[tab.verdict][2]}" for tab in self._tabs)
        self.setAccessibleDescription("; ".join(said))
        self.setToolTip("")
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size wanted."""
        metrics = self._theme.metrics(Role.STRONG)
        return QSize(400, max(self._theme.px(HEIGHT), round(metrics.height()) + 14))

    def _words(self, at: int, *, is_short: bool) -> str:
        tab = self._tabs[at]
        return f"{tab.code}" if is_short and at != self._at else f"{tab.code}  {tab.title}"

    def _boxes(self) -> list[tuple[QRectF, str]]:
        boxes: list[tuple[QRectF, str]] = []
        for is_short in (False, True):
            left = float(LEFT)
            boxes = []
            for at in range(len(self._tabs)):
                words = self._words(at, is_short=is_short)
                role = Role.STRONG if at == self._at else Role.BODY
                metrics = self._theme.metrics(role)
                width = metrics.horizontalAdvance(words) + 8 + ICON
                boxes.append((QRectF(left, 0, width, self.height()), words))
                left += width + GAP
            if left - GAP <= self.width():
                break
        return boxes

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Answer a click."""
        for at, (box, _words) in enumerate(self._boxes()):
            if box.adjusted(-6, 0, 6, 0).contains(event.position()):
                self.picked.emit(at)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer a key."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step and 0 <= self._at + step < len(self._tabs):
            self.picked.emit(self._at + step)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at, (box, words) in enumerate(self._boxes()):
            is_chosen = at == self._at
            role = Role.STRONG if is_chosen else Role.BODY
            width = theme.metrics(role).horizontalAdvance(words) + 1
            area = QRectF(box.left(), 0, width, self.height())
            ink = theme.colour("text" if is_chosen else "text2")
            painting.draw_text(painter, area, words, theme.font(role), ink)
            self._paint_verdict(painter, area.right() + 8, self._tabs[at].verdict)
            if is_chosen:
                line = QRectF(box.left(), self.height() - 3, width, 3)
                painter.fillRect(line, theme.colour("accent"))
                if self.hasFocus():
                    ring = box.adjusted(-6, 4, 8, -4)
                    painting.draw_ring(painter, theme, ring, 5)

    def _paint_verdict(self, painter: QPainter, left: float, verdict: str) -> None:
        theme, (icon, tone, _said) = self._theme, VERDICTS[verdict]
        middle = self.height() / 2
        if icon:
            pixmap = theme.icon(icon, tone, ICON, self.devicePixelRatioF(), filled=True)
            painter.drawPixmap(QPointF(left, middle - ICON / 2), pixmap)
            return
        painter.setPen(QPen(theme.colour(tone), 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(left + ICON / 2, middle), 6, 6)
