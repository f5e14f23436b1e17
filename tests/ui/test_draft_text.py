"""Writing the text of a draft: lists, tables, looks, finding, what is put in, annexes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from tests.dialog_hand import DialogHand
from tests.typing_hands import by_input_method, by_unikey
from wardapp.services.office import Office
from wardapp.ui.dialogs import Dialog
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages.draft_editor import DraftPage
from wardapp.ui.pages.draft_editor_choosers import CiteChooser, SnippetChooser
from wardapp.ui.widgets.fields import LineField

START = "settings"

Settled = Callable[[MainWindow], None]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
CLIPBOARDS = Path(__file__).parents[1] / "documents" / "pasted"


def inside(service: Any) -> Any:
    """Return a service without its guard, to look from the test."""
    return service.service


@pytest.fixture
def page(window: MainWindow, settled: Settled, office: Office) -> DraftPage:
    """The example's draft that answers number 318, open in the editor, its text empty."""
    window.go("draft", inside(office.drafting).page(0, 1).rows[0].id)
    settled(window)
    shown = window.page("draft")
    assert isinstance(shown, DraftPage)
    shown.text.selectAll()
    shown.text.textCursor().removeSelectedText()
    shown.text.setFocus()
    return shown


def write(page: DraftPage, text: str) -> None:
    """Put a text in, the cursor behind it."""
    page.text.selectAll()
    page.text.textCursor().insertText(text)
    page.text.moveCursor(QTextCursor.MoveOperation.End)


def choose(page: DraftPage, words: str) -> None:
    """Choose the first place of some words."""
    at = page.text.text().index(words)
    cursor = page.text.textCursor()
    cursor.setPosition(at)
    cursor.setPosition(at + len(words), QTextCursor.MoveMode.KeepAnchor)
    page.text.setTextCursor(cursor)


@pytest.mark.parametrize(
    "hand", [by_unikey, pytest.param(by_input_method, marks=pytest.mark.prove)]
)
def test_enter_goes_on_with_the_list_whatever_types_the_letters(
    page: DraftPage, qtbot: QtBot, hand: Callable[[str], None]
) -> None:
    hand("đ) Tổ dân phố")
    qtbot.keyClick(page.text, Qt.Key.Key_Return)
    hand("Đường Đống Đa")
    qtbot.keyClick(page.text, Qt.Key.Key_Return)
    qtbot.keyClick(page.text, Qt.Key.Key_Return)
    hand("1. Mục")
    qtbot.keyClick(page.text, Qt.Key.Key_Return)
    qtbot.keyClick(page.text, Qt.Key.Key_Backspace)
    hand("- Ý")
    qtbot.keyClick(page.text, Qt.Key.Key_Return)
    hand("a) Điểm")

    assert page.text.text() == "đ) Tổ dân phố\ne) Đường Đống Đa\n1. Mục\n- Ý\na) Điểm"


def test_tab_walks_through_a_table_and_adds_a_row_and_leaves_other_lines(
    page: DraftPage, qtbot: QtBot
) -> None:
    write(page, "| Tổ | Số hộ |\n|---|---:|\n| 7 | 120 |")
    page.text.go_to(0, 2)

    for typed in ("A", "B", "C", "D", "E"):
        qtbot.keyClick(page.text, Qt.Key.Key_Tab)
        qtbot.keyClicks(page.text, typed)
    qtbot.keyClick(page.text, Qt.Key.Key_Backtab, SHIFT)
    qtbot.keyClicks(page.text, "F")

    assert page.text.text() == "| Tổ | A |\n|---|---:|\n| B | C |\n| F | E |"
    page.text_column()
    assert page.text.text().split("\n")[0] == "| Tổ |  | A |"
    page.text_no_column()
    page.text_table_head()
    page.text.undo()
    page.text.undo()
    page.text.undo()
    assert page.text.text() == "| Tổ | A |\n|---|---:|\n| B | C |\n| F | E |"
    write(page, "Đoạn thường")
    qtbot.keyClick(page.text, Qt.Key.Key_Tab)
    assert not page.text.hasFocus()


def test_ctrl_b_and_ctrl_i_put_looks_on_and_take_them_off(page: DraftPage, qtbot: QtBot) -> None:
    write(page, "Hạn nộp là ngày 10/6")
    choose(page, "Hạn nộp")

    qtbot.keyClick(page.text, Qt.Key.Key_B, CTRL)
    qtbot.keyClick(page.text, Qt.Key.Key_I, CTRL)
    both = page.text.text()
    qtbot.keyClick(page.text, Qt.Key.Key_B, CTRL)
    qtbot.keyClick(page.text, Qt.Key.Key_I, CTRL)

    assert both == "***Hạn nộp*** là ngày 10/6"
    assert page.text.text() == "Hạn nộp là ngày 10/6"


def test_a_word_page_is_pasted_as_outline_and_one_undo_takes_it_back(
    page: DraftPage, window: MainWindow, settled: Settled
) -> None:
    write(page, "Mở đầu")
    data = QMimeData()
    data.setHtml((CLIPBOARDS / "word.html").read_text(encoding="utf-8"))
    data.setText("không dùng")
    page.text.insertFromMimeData(data)
    page.text.textCursor().insertText("!")  # typed while the clipboard is read
    settled(window)

    lines = page.text.text().split("\n")
    assert lines[0].startswith("Mở đầu")
    assert "1. **Công tác tuyên truyền:** đăng *37 tin, bài*, 6 video ngắn." in lines
    assert "| Loa \\| đài | 64 | 5 |" in "\n".join(lines)
    page.text.undo()
    assert page.text.text() == "Mở đầu!"


def test_words_are_found_without_accents_and_all_are_replaced_in_one_step(
    page: DraftPage, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    text = "😀 Ủy ban. uỷ ban\n1. UY BAN"
    write(page, text)
    qtbot.keyClick(page.text, Qt.Key.Key_H, CTRL)
    bar = page.find_bar
    bar.accents.setChecked(True)
    bar.words.setText("uy ban")
    settled(window)
    assert bar.count.text().endswith("/3")

    qtbot.keyClick(bar.words, Qt.Key.Key_Return)
    qtbot.keyClick(bar.words, Qt.Key.Key_Return, SHIFT)
    bar.others.setText("UBND")
    bar.replace_all()

    assert page.text.text() == "😀 UBND. UBND\n1. UBND"
    assert bar.count.text() == "Đã thay 3 chỗ"
    page.text.undo()
    assert page.text.text() == text
    qtbot.keyClick(bar.others, Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert page.text.hasFocus()


@pytest.mark.prove
def test_the_outline_is_counted_anew_by_its_key(
    page: DraftPage, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    write(page, "I. Một\n1. A\n1. B\nIV. Hai\n7. C")

    qtbot.keyClick(page.text, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    settled(window)

    assert page.text.text() == "I. Một\n1. A\n2. B\nII. Hai\n1. C"


def test_a_paper_of_the_register_is_cited_where_the_cursor_stands(
    page: DraftPage, window: MainWindow, settled: Settled
) -> None:
    write(page, "Thực hiện")
    page.text_cite()
    shown = page.findChild(CiteChooser)
    assert shown is not None
    settled(window)
    assert shown.whole.toPlainText().startswith("Công văn số 142-CV/BTGDVTU, ngày 02/6/2026 của")

    shown.yes.click()
    settled(window)

    assert page.text.text().startswith("Thực hiện Công văn số 142-CV/BTGDVTU, ngày 02/6/2026 của")


def test_what_is_chosen_becomes_a_passage_and_is_put_in_again(
    page: DraftPage, window: MainWindow, settled: Settled, office: Office, qtbot: QtBot
) -> None:
    write(page, "Trân trọng đề nghị.\n")
    choose(page, "Trân trọng đề nghị.")

    def name(dialog: Dialog) -> None:
        dialog.findChildren(LineField)[0].set_text("Đề nghị")
        dialog.accept()

    hand = DialogHand(qtbot, Dialog, name)
    page.text_keep_snippet()
    hand.wait()
    settled(window)
    page.text.moveCursor(QTextCursor.MoveOperation.End)
    page.text_snippet()
    settled(window)
    shown = page.findChild(SnippetChooser)
    assert shown is not None
    shown.words.set_text("de nghi")
    settled(window)
    shown.yes.click()

    assert page.text.text() == "Trân trọng đề nghị.\nTrân trọng đề nghị."
    assert [each.title for each in inside(office.snippets).all()] == ["Đề nghị"]


@pytest.fixture
def with_annexes(page: DraftPage, window: MainWindow, settled: Settled, qtbot: QtBot) -> DraftPage:
    """The draft with two annexes, the second written before the first; the text itself shown."""
    write(page, "Báo cáo kèm phụ lục.")
    page.text_annex()
    qtbot.keyClicks(page.parts._head.title, "So lieu")
    page.text.textCursor().insertText("1. TDP số 7\n2. Mục hai")
    page.text_annex()
    page.text.textCursor().insertText("Phụ lục sau")
    page.text_annex_up()
    page.text_annex_turn()
    page.text_previous_part()
    settled(window)
    page._find()
    settled(window)
    return page


def test_annexes_are_added_written_ordered_turned_and_kept(
    with_annexes: DraftPage, window: MainWindow, settled: Settled, office: Office
) -> None:
    page = with_annexes
    assert page.facts is not None
    page.saver.flush()
    settled(window)

    kept = inside(office.drafting).get(page.facts.draft.id)

    assert kept.body == "Báo cáo kèm phụ lục."
    assert [(each.title, each.body, each.landscape) for each in kept.annexes] == [
        ("", "Phụ lục sau", True),
        ("So lieu", "1. TDP số 7\n2. Mục hai", False),
    ]


def test_pages_and_findings_follow_into_annexes(
    with_annexes: DraftPage, window: MainWindow, settled: Settled
) -> None:
    page = with_annexes
    rendered = page.pages.rendered
    assert rendered is not None
    assert [len(each) for each in rendered.annex_spots] == [1, 2]
    assert rendered.annex_spots[1][1][0].page == 3
    at = [each.part for each in page.walk.findings].index(2)

    for _step in range(at + 1):
        page.next_finding()
    assert page.parts.shown == 2
    assert page.text.marks_of(0)
    page.text.go_to(1)
    settled(window)
    assert page.pages.view._tint == rendered.annex_spots[1][1]

    page.text_no_annex()
    assert page.parts.count == 1


def test_each_part_keeps_its_own_undo_and_an_annex_taken_away_by_its_button_comes_back(
    with_annexes: DraftPage, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    page = with_annexes
    page.text.go_to(0)
    page.text.textCursor().insertText("A. ")
    page.text_next_part()
    page.text_next_part()
    page.text.textCursor().insertText("0. ")
    page.text_next_part()
    settled(window)

    page.text.undo()
    assert page.text.text() == "Báo cáo kèm phụ lục."
    page.text_previous_part()
    page.text.undo()
    assert page.text.text() == "1. TDP số 7\n2. Mục hai"
    page.text.undo()
    assert page.text.text() == ""
    page.text.redo()

    page.parts._head.title.setFocus()
    qtbot.keyClick(page.parts._head.title, Qt.Key.Key_Return)
    assert page.text.hasFocus()
    page.parts._head.remove.click()
    assert page.parts.count == 1
    assert window.toast_box.text.startswith("Đã bỏ phụ lục.")
    assert window.toast_box.undo_text == "Lấy lại"  # Ctrl Z means the text here
    qtbot.mouseClick(window.toast_box, Qt.MouseButton.LeftButton)
    assert page.parts.annexes[1].body == "1. TDP số 7\n2. Mục hai"
