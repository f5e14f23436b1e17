from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from wardapp.core.drafts import Draft
from wardapp.core.versions import Change, ComparedParagraph, Piece, VersionDifference
from wardapp.services.office import Office
from wardapp.services.text_difference import compared_lines
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages.draft_versions import VersionsPage
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.difference_view import DifferenceView

START = "settings"

Settled = Callable[[MainWindow], None]
OLD = "I. Kết quả\nĐã phát 12 buổi.\nBỏ dòng này đi.\nII. Kiến nghị"
NEW = "I. Kết quả\nĐã phát 13 buổi.\nII. Kiến nghị\nThêm một việc khác."


def inside(service: Any) -> Any:
    """Return a service without its guard, to look from the test."""
    return service.service


@pytest.fixture
def draft(office: Office) -> Draft:
    """The example's draft with two kept versions."""
    drafting = inside(office.drafting)
    kept: Draft = drafting.page(0, 1).rows[0]
    for body, why in ((OLD, "Giữ một bản"), (NEW, "Trình ký")):
        drafting.autosave(kept.id, replace(kept, body=body))
        kept = drafting.keep_version(kept.id, why)
    return kept


@pytest.fixture
def page(window: MainWindow, settled: Settled, draft: Draft) -> VersionsPage:
    """Các lần lưu of that draft, come to from the editor by its key."""
    window.go("draft", draft.id)
    settled(window)
    window.run_action("draft.versions")
    settled(window)
    shown = window.page("versions")
    assert isinstance(shown, VersionsPage)
    return shown


def look_at(view: DifferenceView) -> tuple[str, bool, bool]:
    cursor: QTextCursor = view.textCursor()
    words = cursor.selectedText()
    cursor.setPosition(cursor.selectionStart() + 1)
    look = cursor.charFormat()
    return words, look.fontUnderline(), look.fontStrikeOut()


def test_two_versions_are_read_and_walked_by_key_and_one_is_taken_back(
    page: VersionsPage,
    window: MainWindow,
    settled: Settled,
    office: Office,
    draft: Draft,
    qtbot: QtBot,
) -> None:
    assert page.list.hasFocus()
    assert page.view.count == 0, "nothing was typed since the last version"
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    settled(window)
    assert page.beside.currentText() == "Bây giờ"
    assert page._where.text() == "3 chỗ khác"

    seen = []
    for _step in range(3):
        qtbot.keyClick(page.list, Qt.Key.Key_F8)
        seen.append((*look_at(page.view), page.view.said))

    assert seen == [
        ("1213", False, True, "Bỏ: 12. Thêm: 13"),
        ("Bỏ dòng này đi.", False, True, "Bỏ: Bỏ dòng này đi."),
        ("Thêm một việc khác.", True, False, "Thêm: Thêm một việc khác."),
    ]
    assert page._where.text() == "Chỗ 3 trong 3"
    qtbot.keyClick(page.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(window)

    assert window.current == "draft"
    assert inside(office.drafting).get(draft.id).body == OLD
    window.undo()
    settled(window)
    assert inside(office.drafting).get(draft.id).body == NEW


def test_what_stayed_as_it_was_can_be_folded_away(theme: Theme, qtbot: QtBot) -> None:
    view = DifferenceView(theme)
    qtbot.addWidget(view)
    old = [f"Đoạn {number}." for number in range(20)]
    body = compared_lines(old, [*old[:10], "Chữ khác hẳn", *old[10:]])

    view.show_difference(VersionDifference(body=body))
    whole = view.toPlainText()
    view.show_only_changes(on=True)

    assert "Đoạn 3." in whole
    assert view.toPlainText().split("\n") == [
        "Nội dung", "… 9 đoạn không đổi …", "Đoạn 9.", "+ Chữ khác hẳn", "Đoạn 10.",
        "… 9 đoạn không đổi …",
    ]  # fmt: skip
    view.previous_place()
    assert view.textCursor().selectedText() == "Chữ khác hẳn"


def test_a_blank_that_was_added_is_said_in_words(theme: Theme, qtbot: QtBot) -> None:
    view = DifferenceView(theme)
    qtbot.addWidget(view)
    pieces = (Piece("a", Change.SAME), Piece(" ", Change.ADDED))
    view.show_difference(VersionDifference(body=(ComparedParagraph(Change.CHANGED, pieces),)))

    view.next_place()

    assert view.said == "Thêm: khoảng trống"
