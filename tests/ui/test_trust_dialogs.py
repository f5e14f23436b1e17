"""Trusting a key: nothing that is pressed too early trusts it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from wardapp.core.exchange import DeviceCard
from wardapp.ui.theme import Theme
from wardapp.ui.trust_dialogs import TrustDialog

CARD = DeviceCard(
    key="ab" * 32,
    device_name="MAY-2\\lan",
    office_id="",
    office_name="UBND phường Liên Hồ",
    code="7K4M-QX2P-9HDA",
)


@pytest.mark.parametrize("is_other_key", [False, True])
def test_enter_at_once_does_not_trust(qtbot: QtBot, theme: Theme, *, is_other_key: bool) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    dialog = TrustDialog(window, theme, CARD, is_other_key=is_other_key)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitActive(dialog)
    accepted: list[bool] = []
    dialog.accepted.connect(lambda: accepted.append(True))

    at = dialog.focusWidget()
    assert at is not dialog.yes
    assert at is not None
    qtbot.keyClick(at, Qt.Key.Key_Return)
    assert not accepted
    if is_other_key:  # the right code typed, Enter trusts
        assert at is dialog.typed.line
        qtbot.keyClicks(at, CARD.code)
        qtbot.keyClick(at, Qt.Key.Key_Return)
    else:  # the way out was pressed; who comes back chooses the other button
        assert not dialog.isVisible()
        dialog.open()
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        assert dialog.focusWidget() is dialog.yes
        qtbot.keyClick(dialog.yes, Qt.Key.Key_Return)
    assert accepted == [True]
