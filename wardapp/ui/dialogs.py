"""Dialogs: only for a decision or a failure; the title says what did not happen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import MAIN, Button, Kind
from wardapp.ui.widgets.fields import BoxField, Field
from wardapp.ui.widgets.texts import Icon, Rule, Text

WIDTH = 500
SHADE = 0.32


class Shade(QWidget):
    """Darkens a window while a dialog stands before it."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self.setGeometry(window.rect())
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setOpacity(SHADE)
        painter.fillRect(self.rect(), self._theme.colour("shade"))


class Dialog(QDialog):
    """Title with icon, sentence, anything in `self.room`, buttons at the foot; Esc closes.

    Add buttons with `add_button`; the last primary one is pressed by Enter. `exec()` returns True
    when a button with `accepts` was pressed.
    """

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        title: str,
        sentence: str = "",
        icon: str = "info",
        tone: str = "accent",
    ) -> None:
        super().__init__(parent)
        self.theme, self._behind = theme, parent
        self._main: Button | None = None
        self.setWindowTitle("WardApp")
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, on=False)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self.room = QVBoxLayout()
        self.room.setSpacing(10)
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(12, 10, 14, 12)
        self._foot.setSpacing(8)
        self._build(title, sentence, icon, tone)

    def _build(self, title: str, sentence: str, icon: str, tone: str) -> None:
        theme = self.theme
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Icon(theme, icon, tone), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Text(theme, title, Role.SECTION, wrap=True), 1)
        body = QVBoxLayout()
        body.setContentsMargins(22, 18, 22, 16)
        body.setSpacing(10)
        body.addLayout(head)
        if sentence:
            body.addWidget(Text(theme, sentence, Role.BODY, wrap=True))
        body.addLayout(self.room)
        foot = QWidget()
        foot.setProperty("ground", "alt")
        foot.setLayout(self._foot)
        column = QVBoxLayout(self)
        # The least height of wrapped words is that of the narrowest window: `fit` knows better.
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body)
        column.addWidget(Rule())
        column.addWidget(foot)
        self.setFixedWidth(theme.px(WIDTH))

    def add_stretch(self) -> None:
        """Push the buttons that follow to the right."""
        self._foot.addStretch()

    def add_button(
        self,
        text: str,
        kind: Kind = Kind.SECONDARY,
        *,
        key: str = "",
        icon: str = "",
        accepts: bool = False,
    ) -> Button:
        """Add a button; with `accepts` it ends the dialog with True, else connect it yourself."""
        button = Button(self.theme, text, kind=kind, key=key, icon=icon, height=MAIN - 4)
        if accepts:
            button.clicked.connect(self.accept)
        if kind in {Kind.PRIMARY, Kind.DANGER}:
            self._main = button
            button.setFocus()
        self._foot.addWidget(button)
        return button

    def add_close(self, text: str = "Đóng") -> Button:
        """Add the button that closes (Esc)."""
        button = self.add_button(text, key="Esc")
        button.clicked.connect(self.reject)
        return button

    def begin_at(self, button: Button) -> None:
        """Come up with the keyboard on a button; Enter presses that one, never the main one."""
        self._main = None
        button.setFocus()

    def fit(self) -> None:
        """Be as high as what is shown; wrapped words need their width for that."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def showEvent(self, event: QShowEvent) -> None:
        """Come up in the right height over a shaded window, at the way out that works."""
        super().showEvent(event)
        self.fit()
        self._shade = Shade(self.theme, self._behind.window())
        main = self._main
        inside = self.focusWidget()
        if main is not None and (inside is None or isinstance(inside, Button)):
            main.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the window its light back."""
        super().hideEvent(event)
        self._shade.hide()
        self._shade.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer a key."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._main is not None:
            self._main.click()
            return
        super().keyPressEvent(event)


def ask(
    parent: QWidget, theme: Theme, title: str, sentence: str, yes: str, *, danger: bool = False
) -> bool:
    """Ask for a decision; return True when the clerk chose `yes`."""
    dialog = Dialog(parent, theme, title, sentence, "question_circle")
    dialog.add_stretch()
    dialog.add_close("Thôi")
    kind = Kind.DANGER if danger else Kind.PRIMARY
    dialog.add_button(yes, kind, key="Enter", accepts=True)
    return dialog.exec() == QDialog.DialogCode.Accepted


def ask_reason(
    parent: QWidget,
    theme: Theme,
    title: str,
    sentence: str,
    yes: str,
    label: str = "Lý do hủy",
) -> str:
    """Ask for a reason (hủy số …); return "" when the clerk thought better of it."""
    dialog = Dialog(parent, theme, title, sentence, "warning", "danger")
    field = BoxField(theme, label, 2)
    dialog.room.addWidget(field)
    dialog.add_stretch()
    dialog.add_close("Thôi")
    button = dialog.add_button(yes, Kind.DANGER, accepts=True)
    button.setEnabled(False)
    field.box.textChanged.connect(lambda: button.setEnabled(bool(field.text().strip())))
    field.setFocus()
    return field.text().strip() if dialog.exec() == QDialog.DialogCode.Accepted else ""


def ask_fields(
    parent: QWidget,
    theme: Theme,
    title: str,
    fields: tuple[Field, ...],
    yes: str,
    sentence: str = "",
) -> bool:
    """Show a small form; return True when the clerk confirmed it (read the fields afterwards)."""
    dialog = Dialog(parent, theme, title, sentence, "edit")
    for field in fields:
        dialog.room.addWidget(field)
    dialog.add_stretch()
    dialog.add_close("Thôi")
    dialog.add_button(yes, Kind.PRIMARY, key="Enter", accepts=True)
    if fields:
        fields[0].setFocus()
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    for field in fields:
        field.hide()
        field.setParent(None)  # the dialog goes, what was typed is read afterwards
    return accepted


def show_failure(
    parent: QWidget, theme: Theme, title: str, sentence: str, details: str = ""
) -> None:
    """Say what did not happen and why; with details the clerk can copy them for support."""
    dialog = Dialog(parent, theme, title, sentence, "error_circle", "danger")
    if details:
        copy = dialog.add_button("Chép chi tiết", Kind.GHOST, icon="copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
    dialog.add_stretch()
    dialog.add_button("Đóng", Kind.PRIMARY, key="Esc", accepts=True)
    dialog.exec()
