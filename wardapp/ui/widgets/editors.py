"""Editors: a line, a list, a box of lines, and the mark of evidence beside a label."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from wardapp.ui import painting
from wardapp.ui.theme import Role, Theme, Themed
from wardapp.ui.widgets.word_keys import claims, leaves

CHOICE_EDGES = 40
_CHOOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class EvidenceMark(QWidget):
    """The circle with the number of a spot on the page; an empty dashed ring without one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._number, self._tone = theme, "", ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        Themed(theme, self)

    def sizeHint(self) -> QSize:
        """Return the size wanted."""
        return QSize(self._theme.px(17), self._theme.px(17))

    def show_number(self, number: str, verdict: str) -> None:
        """Show the number in the colour of its verdict."""
        self._number, self._tone = number, "paper_mark" if verdict == "check" else "accent"
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter, centre = QPainter(self), QPointF(self.width() / 2, self.height() / 2)
        if self._number:
            ink = self._theme.colour("ink" if self._tone == "paper_mark" else "on_accent")
            fill = self._theme.colour("warn_mark" if self._tone == "paper_mark" else "accent")
            painting.draw_circle(painter, self._theme, centre, self._number, fill, ink)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._theme.colour("ctl2"), 1.2)
        pen.setDashPattern([2.5, 1.8])
        painter.setPen(pen)
        painter.drawEllipse(centre, self.width() / 2 - 1, self.width() / 2 - 1)


class LineEdit(QLineEdit):
    """A line that says when it was entered and left; Esc restores what stood there."""

    entered = Signal()
    left = Signal()

    def __init__(self, placeholder: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)

    def event(self, event: QEvent) -> bool:
        """Keep the keys that take a word away from the shortcuts of the page."""
        if claims(event):
            event.accept()
            return True
        if leaves(event, has_steps=self.isUndoAvailable() or self.isRedoAvailable()):
            event.ignore()
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the focus."""
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Lose the focus."""
        super().focusOutEvent(event)
        self.left.emit()


class Choice(QComboBox):
    """A list to choose from, with its own chevron; the wheel does not change it by accident."""

    entered = Signal()

    def __init__(self, theme: Theme, *, editable: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self.setEditable(editable)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(4)
        Themed(theme, self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Answer the wheel."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the focus."""
        super().focusInEvent(event)
        self.entered.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        if self.currentIndex() < 0 or self.isEditable():
            super().paintEvent(event)
        else:
            self._paint_cut()
        pixmap = self._theme.icon("chevron_down", "text3", 16, self.devicePixelRatioF())
        QPainter(self).drawPixmap(QPointF(self.width() - 25, (self.height() - 16) / 2), pixmap)

    def _paint_cut(self) -> None:
        """Draw the chosen entry, cut with an ellipsis: Qt would clip a letter in half."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        room = self.width() - CHOICE_EDGES
        words = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
        self.setToolTip(self.currentText() if words != self.currentText() else "")
        option.currentText = words
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


class TextBox(QPlainTextEdit):
    """Several lines of plain text; Tab leaves it."""

    entered = Signal()
    left = Signal()

    def __init__(self, theme: Theme, lines: int = 2, most: int = 0) -> None:
        super().__init__()
        self._theme, self._lines, self._most = theme, lines, max(most, lines)
        self.offers: QListView | None = None  # the list below the line being typed
        self.setProperty("slim", lines == 1)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(3)
        self.textChanged.connect(self.updateGeometry)

    def event(self, event: QEvent) -> bool:
        """Keep the keys that take a word away from the shortcuts of the page."""
        if claims(event):
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and self._is_of_offers(event.key()):
            event.ignore()  # the list below chooses, or closes
            return True
        typed = self.document()
        if leaves(event, has_steps=typed.isUndoAvailable() or typed.isRedoAvailable()):
            event.ignore()
            return True
        return super().event(event)

    def _is_of_offers(self, key: int) -> bool:
        if self.offers is None or not self.offers.isVisible():
            return False
        is_chosen = self.offers.currentIndex().isValid()
        return key == Qt.Key.Key_Escape or (is_chosen and key in _CHOOSING)

    def sizeHint(self) -> QSize:
        """Return the size wanted: as many lines as the text has, within bounds."""
        # A QPlainTextEdit's document measures its height in lines.
        wanted = int(self.document().size().height()) if self._most > self._lines else 0
        lines = min(max(wanted, self._lines), self._most)
        return QSize(
            120,
            round(self._theme.metrics(Role.BODY).lineSpacing() * lines)
            + (15 if self._lines == 1 else 21),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the focus."""
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Lose the focus."""
        super().focusOutEvent(event)
        self.left.emit()
