"""What Qt itself writes on the screen is Vietnamese too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)
from pytestqt.qtbot import QtBot

from wardapp.ui.qt_words import QtWords

MENU = ["Hoàn tác gõ", "Gõ lại", "Cắt", "Chép", "Dán", "Xóa", "Chọn hết"]


@pytest.fixture(autouse=True)
def words(qapp: QApplication) -> Iterator[QtWords]:
    made = QtWords(qapp)
    qapp.installTranslator(made)
    yield made
    qapp.removeTranslator(made)


@pytest.mark.parametrize("kind", [QLineEdit, QTextEdit, QPlainTextEdit])
def test_the_menu_of_a_text_field_is_vietnamese(
    kind: type[QLineEdit | QTextEdit | QPlainTextEdit], qtbot: QtBot
) -> None:
    field = kind()
    qtbot.addWidget(field)

    menu = field.createStandardContextMenu()

    texts = [each.text() for each in menu.actions() if each.text()]
    assert [text.partition("\t")[0].replace("&", "") for text in texts] == MENU
    assert texts[0].endswith("\tCtrl+Z")


def test_the_line_of_a_list_that_can_be_typed_into_has_the_same_menu(qtbot: QtBot) -> None:
    box = QComboBox()
    qtbot.addWidget(box)
    box.setEditable(True)

    menu = box.lineEdit().createStandardContextMenu()

    assert "&Dán" in menu.actions()[5].text()


def test_standard_buttons_are_vietnamese(qtbot: QtBot) -> None:
    kinds = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(kinds.Ok | kinds.Cancel)
    qtbot.addWidget(box)

    assert [button.text() for button in box.buttons()] == ["Đồng ý", "Thôi"]
