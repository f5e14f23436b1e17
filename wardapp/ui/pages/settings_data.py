"""Dữ liệu: where the office lies, other offices, and a check-up."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from wardapp.core.office import OfficeFact
from wardapp.services.doctor import examine
from wardapp.ui.context import Context
from wardapp.ui.outside import show_outside
from wardapp.ui.pages.settings_widgets import SettingsSheet, add_buttons, fact_row
from wardapp.ui.start_screens import wish_guide
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import Button
from wardapp.ui.widgets.texts import Text


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
        add_buttons(card, (self.open_folder, self.other, self.guide))
        hint = "Xem dữ liệu, tệp kèm, chuỗi ghi nhận và bản sao lưu có nguyên vẹn không."
        card = self.add_card("Kiểm tra sổ", hint)
        add_buttons(card, (self.check,))
        card.body.addLayout(self._facts)
        self.end()

    def _show_folder(self) -> None:
        show_outside(self._context, self._context.office.folder)

    def _begin_new(self) -> None:
        wish_guide(self._context.desk)
        self._context.frame.reopen()

    def examine(self) -> None:
        """Look the office over in the reading lane."""
        folder, desk = self._context.office.folder, self._context.office.desk
        resources = self._context.places.resources
        self.check.setEnabled(False)
        self._context.jobs.read(
            lambda: examine(folder, today=desk.today(), resources=resources),
            self.show_facts,
            key="settings.doctor",
            owner=self,
        )

    def show_facts(self, facts: tuple[OfficeFact, ...]) -> None:
        """Show what was found, topic by topic."""
        self.check.setEnabled(True)
        while (item := self._facts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for fact in facts:
            self._facts.addWidget(fact_row(self._context.theme, fact))
