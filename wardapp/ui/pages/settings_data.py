"""Dữ liệu and Giới thiệu: where the office lies, a check-up, and what the program is made of."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wardapp import __version__
from wardapp.core.office import OfficeFact
from wardapp.services.doctor import examine
from wardapp.ui.context import Context
from wardapp.ui.pages.settings_widgets import SettingsSheet
from wardapp.ui.start_screens import wish_guide
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import Button
from wardapp.ui.widgets.cards import Card
from wardapp.ui.widgets.texts import Icon, Text

PARTS = (
    ("PySide6, Qt", "LGPL 3.0", "cửa sổ"),
    ("SQLite", "phạm vi công cộng", "lưu dữ liệu"),
    ("SQLAlchemy", "MIT", "truy vấn"),
    ("python-docx, lxml, openpyxl", "MIT, BSD", "Word, Excel"),
    ("Typst", "Apache 2.0", "dựng PDF"),
    ("PDFium, pypdfium2", "BSD, Apache 2.0", "xem PDF"),
    ("holidays, RapidFuzz, viparse", "MIT", "ngày lễ, so tên, phông cũ"),
    ("Fluent System Icons", "MIT", "biểu tượng"),
    ("Tinos, Open Sans", "OFL 1.1", "phông chữ"),
)


class DataSheet(SettingsSheet):
    """Where the data lies, other offices, and a check-up on request."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme)
        self._context = context
        theme = context.theme
        self.open_folder = Button(theme, "Mở thư mục", icon="folder")
        self.other = Button(theme, "Mở sổ khác…", icon="open")
        self.guide = Button(theme, "Chuẩn bị sổ mới…", icon="add")
        self.check = Button(theme, "Kiểm tra sổ", icon="checkmark_circle")
        self._facts = QVBoxLayout()
        self._facts.setSpacing(8)
        self._build()
        self.open_folder.clicked.connect(self._show_folder)
        self.other.clicked.connect(lambda: context.frame.run_action("window.other"))
        self.guide.clicked.connect(self._begin_new)
        self.check.clicked.connect(self.examine)

    def _build(self) -> None:
        card = self.add_card("Nơi lưu", "Một thư mục giữ dữ liệu, tệp gốc và bản sao lưu.")
        place = Text(self._context.theme, str(self._context.office.folder), Role.BODY, wrap=True)
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.body.addWidget(place)
        _add_buttons(card, (self.open_folder, self.other, self.guide))
        hint = "Xem dữ liệu, tệp kèm, chuỗi ghi nhận và bản sao lưu có nguyên vẹn không."
        card = self.add_card("Kiểm tra sổ", hint)
        _add_buttons(card, (self.check,))
        card.body.addLayout(self._facts)
        self.end()

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._context.office.folder)))

    def _begin_new(self) -> None:
        wish_guide(self._context.desk)
        self._context.frame.reopen()

    def examine(self) -> None:
        """Look the office over in the reading lane."""
        folder = self._context.office.folder
        self.check.setEnabled(False)
        self._context.jobs.read(
            lambda: examine(folder), self.show_facts, key="settings.doctor", owner=self
        )

    def show_facts(self, facts: tuple[OfficeFact, ...]) -> None:
        """Show what was found, topic by topic."""
        self.check.setEnabled(True)
        while (item := self._facts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for fact in facts:
            self._facts.addWidget(_fact_row(self._context.theme, fact))


def _fact_row(theme: Theme, fact: OfficeFact) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    name, tone = ("checkmark_circle", "ok") if fact.ok else ("error_circle", "danger")
    row.addWidget(Icon(theme, name, tone, filled=True), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Text(theme, fact.topic, Role.STRONG), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Text(theme, fact.sentence, Role.BODY, wrap=True), 1)
    line.setAccessibleName(f"{fact.topic}: {fact.sentence}")
    return line


def _add_buttons(card: Card, buttons: tuple[Button, ...]) -> None:
    row = QHBoxLayout()
    row.setSpacing(8)
    for button in buttons:
        row.addWidget(button)
    row.addStretch()
    card.body.addLayout(row)


class AboutSheet(SettingsSheet):
    """Version, licence and the parts others made."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme)
        theme = context.theme
        card = self.add_card(f"WardApp {__version__}", "Giấy phép MIT. Chạy không cần mạng.")
        words = (
            "Sổ văn bản, soạn thảo, nhật ký và báo cáo cho văn thư phường, xã. "
            "Không soạn, không lưu văn bản mật ở đây."
        )
        card.body.addWidget(Text(theme, words, Role.BODY, "text2", wrap=True))
        card = self.add_card("Thành phần")
        for name, licence, use in PARTS:
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(Text(theme, name, Role.BODY, wrap=True), 3)
            row.addWidget(Text(theme, use, Role.SMALL, "text2", wrap=True), 2)
            row.addWidget(Text(theme, licence, Role.SMALL, "text2", wrap=True), 2)
            card.body.addLayout(row)
        self.end()
