"""Giấy phép: the licence of one part, in the words of its authors, read-only."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from wardapp.core.parts import Part
from wardapp.services.parts import licence_text, read_program
from wardapp.ui.context import Context
from wardapp.ui.page import LEFT, RIGHT, Page, PageSpec
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.cards import Card
from wardapp.ui.widgets.texts import Text

ORIGINAL = "Dưới đây là nguyên văn của tác giả, giữ nguyên tiếng Anh."
NOT_HERE = (
    "Phần này không kèm văn bản giấy phép ở đây; bộ cài WardApp có đủ trong thư mục licences."
)
QT = (
    "WardApp dùng Qt và PySide6 theo giấy phép LGPL 3.0: được thay các tệp DLL của Qt trong thư "
    "mục lib\\PySide6 và lib\\shiboken6 bằng bản tự dựng cùng tên, tương thích. Mã nguồn: "
    "https://download.qt.io/official_releases và https://code.qt.io/cgit/pyside/pyside-setup.git"
)
NOTES = {
    "Qt": QT,
    "PySide6-Essentials": QT,
    "shiboken6": QT,
    "lxml": (
        "Trong lxml có GNU libiconv theo LGPL 2.1. "
        "Mã nguồn: https://www.gnu.org/software/libiconv và https://github.com/lxml/lxml"
    ),
}
"""What the law of a licence wants to be said, by the name of the part."""


class LicencePage(Page):
    """A few Vietnamese lines about a part, and its licence below."""

    is_task = True

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.part: Part | None = None
        self.about = Text(context.theme, "", Role.BODY, wrap=True)
        self.about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text = LicenceText(context.theme)
        card = Card(context.theme, fill="alt", padding=12)
        card.body.addWidget(self.about)
        column = QVBoxLayout()
        column.setContentsMargins(LEFT, 12, RIGHT, 12)
        column.setSpacing(10)
        column.addWidget(card)
        column.addWidget(self.text, 1)
        column.addStretch()
        self.body.addLayout(column)

    def arrive(self, argument: object) -> None:
        """Show the licence of a part."""
        if isinstance(argument, Part):
            self._show(argument)

    def refresh(self) -> None:
        """Show the program's own licence where none was asked for."""
        if self.part is None:
            places = self.context.places
            self.context.jobs.read(
                lambda: read_program(places).parts[0], self._show, key="licence.own", owner=self
            )

    def _show(self, part: Part) -> None:
        self.part = part
        self.header.say(f"Giấy phép của {part.name}", part.version)
        self.about.setText(about_text(part))
        self.text.setPlainText("")
        self.text.setVisible(bool(part.texts))
        self.context.jobs.read(
            lambda: licence_text(part), self.text.setPlainText, key="licence", owner=self
        )

    def panes(self) -> tuple[QWidget, ...]:
        """Return the widgets that F6 goes through, in reading order."""
        return (self.text,) if self.part is not None and self.part.texts else (self.header.back,)

    def escape(self) -> bool:
        """Esc goes back to where the clerk came from."""
        self.context.frame.back()
        return True


class LicenceText(QPlainTextEdit):
    """A long text to read: arrows and Page keys scroll, letters can be marked and copied."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName("Nguyên văn giấy phép")
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setProperty("bare", "yes")
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)


def about_text(part: Part) -> str:
    """Return what stands in Vietnamese above a licence."""
    facts = (part.use, f"Giấy phép: {part.licence}", f"Trang chủ: {part.home}" if part.home else "")
    lines = [". ".join(fact for fact in facts if fact)]
    if part.name in NOTES:
        lines.append(NOTES[part.name])
    lines.append(ORIGINAL if part.texts else NOT_HERE)
    return "\n".join(lines)


SPEC = PageSpec(
    key="licence",
    title="Giấy phép",
    icon="document_text",
    factory=LicencePage,
    under="settings",
    help_topic="settings",
)
