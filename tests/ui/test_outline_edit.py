from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wardapp.documents.outline import parse_outline
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.outline_edit import Mark, OutlineEdit

TEXT = "Căn cứ nhiệm vụ;\n\nI. Việc đã làm\n1. Một việc\na) Điểm đầu\n- Ý nhỏ"

COPY_AND_END = """
import sys
from pathlib import Path
import wardapp.ui
from PySide6.QtWidgets import QApplication
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.outline_edit import OutlineEdit

app, resources = QApplication([]), Path("resources")
edit = OutlineEdit(Theme(app, resources / "fonts", resources / "icons"))
edit.set_text("Copied")
edit.selectAll()
edit.copy()
sys.exit(app.clipboard().text() != "Copied")
"""
"""The end of a process of its own: the clipboard of the test screen lives longer than Python."""


@pytest.fixture
def edit(theme: Theme, qtbot: QtBot) -> OutlineEdit:
    """The text of a draft, shown and parsed."""
    made = OutlineEdit(theme)
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    made.set_text(TEXT)
    made.show_outline(parse_outline(TEXT), made.round)
    return made


def send(edit: OutlineEdit, text: str) -> None:
    """Send letters as a Vietnamese typing program does."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(edit, event)


def test_each_block_has_its_name_and_blank_lines_have_none(edit: OutlineEdit) -> None:
    assert edit.gutter.names() == ["Căn cứ", "", "Phần", "Mục", "Điểm", "Ý"]


def test_items_under_an_article_are_called_khoan(edit: OutlineEdit) -> None:
    text = "Điều 1. Phạm vi\n1. Một khoản"
    edit.set_text(text)
    edit.show_outline(parse_outline(text), edit.round)

    assert edit.gutter.names() == ["Điều", "Khoản"]


def test_an_outline_of_an_older_text_is_dropped(edit: OutlineEdit) -> None:
    edit.show_outline((), edit.round - 1)

    assert edit.gutter.names()[2] == "Phần"


def test_the_text_goes_in_and_out_unchanged(edit: OutlineEdit) -> None:
    assert edit.text() == TEXT


def test_telex_corrections_reach_the_text_letter_by_letter(edit: OutlineEdit, qtbot: QtBot) -> None:
    edit.selectAll()
    qtbot.keyClicks(edit, "duong")
    for _letter in "duong":
        qtbot.keyClick(edit, Qt.Key.Key_Backspace)
    send(edit, "đường")

    assert edit.text() == "đường"


def test_naming_a_block_is_undone_together_with_the_typing_that_made_it(
    edit: OutlineEdit, qtbot: QtBot
) -> None:
    edit.go_to_end()
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.keyClicks(edit, "+ them")
    edit.show_outline(parse_outline(edit.text()), edit.round)
    typed = edit.text()

    steps = 0
    while edit.text() != TEXT and steps < 5:
        edit.undo()
        edit.show_outline(parse_outline(edit.text()), edit.round)
        steps += 1
    assert edit.text() == TEXT
    for _step in range(steps):
        edit.redo()
        edit.show_outline(parse_outline(edit.text()), edit.round)

    assert edit.text() == typed


def test_undo_ends_where_the_draft_was_opened(edit: OutlineEdit) -> None:
    edit.undo()

    assert edit.text() == TEXT


def test_pasted_text_is_plain_and_files_are_left_to_the_window(edit: OutlineEdit) -> None:
    data = QMimeData()
    data.setHtml("<b>Đậm</b>")
    data.setText("Đậm\r\nhai\u00a0dòng")
    edit.selectAll()
    edit.insertFromMimeData(data)
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile("/a.pdf")])

    assert edit.text() == "Đậm\nhai dòng"
    assert not edit.canInsertFromMimeData(files)


def test_copied_words_are_plain_and_those_of_the_selection(edit: OutlineEdit) -> None:
    edit.set_text("I. Việc đã làm\n1. Đề nghị\u00a0gấp")
    edit.selectAll()
    edit.copy()
    copied = QGuiApplication.clipboard().mimeData()

    assert copied.formats() == ["text/plain"]
    assert copied.text() == "I. Việc đã làm\n1. Đề nghị gấp"


def test_the_program_ends_well_with_its_words_on_the_clipboard(repository: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", COPY_AND_END],
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stderr


def test_shift_enter_begins_a_line_like_enter(edit: OutlineEdit, qtbot: QtBot) -> None:
    edit.go_to_end()
    qtbot.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(edit, "x")

    assert edit.text() == f"{TEXT}\nx"
    assert edit.document().blockCount() == TEXT.count("\n") + 2


def test_a_mark_underlines_its_letters_alone(edit: OutlineEdit) -> None:
    edit.show_marks((Mark(3, 3, 3),))
    block = edit.document().findBlockByNumber(3)
    spans = [(each.start, each.length) for each in block.layout().formats()
             if each.format.fontUnderline() or each.format.underlineStyle()]  # type: ignore[attr-defined]  # fmt: skip

    assert sum(length for _start, length in spans) == 3
    edit.show_marks(())
    assert not block.layout().formats()


def test_tab_leaves_the_text(edit: OutlineEdit) -> None:
    assert edit.tabChangesFocus()
    assert edit.accessibleName() == "Nội dung"
