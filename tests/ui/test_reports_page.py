"""Báo cáo in the real window: fill, look behind a figure, type over, check, close, take out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from tests.dialog_hand import DialogHand, save_as
from wardapp.core.daylog import LogLine
from wardapp.core.forms import CellKey, CheckLevel, CheckResult, FilledCell
from wardapp.services.office import Office
from wardapp.ui.dialogs import Dialog
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages.daylog import DaylogPage
from wardapp.ui.pages.reports import ReportsPage
from wardapp.ui.pages.reports_checks import folded
from wardapp.ui.widgets.buttons import Button
from wardapp.ui.widgets.fields import BoxField, DateField, LineField

START = "today"

Settled = Callable[[MainWindow], None]
FORM, PERIOD = "phu-luc-02", "2026-06"
FANPAGE = CellKey(table="A", row="A3", column="actual")
PLAN = CellKey(table="A", row="A3", column="plan")


def inside(service: Any) -> Any:
    """Return a service without its guard, to look from the test."""
    return service.service


def cell(office: Office, key: CellKey) -> FilledCell:
    filled = inside(office.reporting).fill(FORM, PERIOD)
    row = filled.table(key.table).row(key.row)
    return row.cell(key.column)


@pytest.fixture
def page(window: MainWindow, settled: Settled) -> ReportsPage:
    """The report due next."""
    window.go("reports")
    settled(window)
    shown = window.page("reports")
    assert isinstance(shown, ReportsPage)
    return shown


def answer(values: dict[str, str], yes: str) -> Callable[[Dialog], None]:
    """Return a hand that writes into the fields of a dialog by label and presses a button."""

    def act(dialog: Dialog) -> None:
        for field in dialog.findChildren(LineField) + dialog.findChildren(BoxField):
            if field.label.text() in values:
                field.set_text(values[field.label.text()])
        for day in dialog.findChildren(DateField):
            day.line.setText(values[day.label.text()])
        button = next(each for each in dialog.findChildren(Button) if each.text() == yes)
        assert button.isEnabled()
        button.click()

    return act


def test_the_report_due_next_is_filled_from_the_log_and_says_its_deadline(
    page: ReportsPage, office: Office
) -> None:
    assert page.header._title.text() == "Phụ lục 02, kỳ tháng 6"
    assert page.header.badge.accessibleName() == "Hạn 10/6, còn 3 ngày làm việc"
    place = page.parts.table.model_.face.place(FANPAGE)
    assert place is not None
    shown = page.parts.table.model_.face.rows[place[0]].cells[place[1]]
    assert shown.text == str(cell(office, FANPAGE).value)
    assert page.parts.period.text() == "10/3 đến 09/6/2026"


def test_on_the_usual_screen_every_button_of_the_head_has_its_words(page: ReportsPage) -> None:
    buttons = [button for button in page.header._buttons if button.isVisible()]

    assert [button.text() for button in buttons][:1] == ["Word"]
    assert [button.text() for button in buttons if button.width() < button.full_width] == []


def test_a_figure_opens_the_very_lines_that_add_up_to_it(
    page: ReportsPage, window: MainWindow, settled: Settled, office: Office, qtbot: QtBot
) -> None:
    page.go_to(FANPAGE)
    settled(window)
    figure = cell(office, FANPAGE)
    count = len(figure.line_ids)
    assert count
    assert page.parts.cell.all_lines.text() == f"Xem cả {count} dòng trong Nhật ký"

    qtbot.keyClick(page.parts.table, Qt.Key.Key_Return)
    settled(window)

    log = window.page("daylog")
    assert window.current == "daylog"
    assert isinstance(log, DaylogPage)
    lines = [row for at in range(log.rows.rowCount())
             if isinstance(row := log.rows.row_at(at), LogLine)]  # fmt: skip
    assert sum(line.amount for line in lines) == figure.value
    assert log.filter.time_chip.text() == "Ô A3 · Thực hiện  ×"


def test_a_typed_figure_goes_in_and_the_chosen_cell_goes_down(
    page: ReportsPage, window: MainWindow, settled: Settled, office: Office, qtbot: QtBot
) -> None:
    page.go_to(PLAN)
    qtbot.keyClick(page.parts.table, "1")
    editor = page.parts.table.findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, ".250")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    settled(window)

    assert cell(office, PLAN).value == 1250
    assert page.parts.table.chosen_key == CellKey(table="A", row="A4", column="plan")
    window.undo()
    settled(window)
    assert cell(office, PLAN).value is None


def test_a_wrong_figure_is_refused_in_a_sentence_and_nothing_changes(
    page: ReportsPage, window: MainWindow, settled: Settled, office: Office
) -> None:
    page.parts.table.typed.emit(PLAN, "nhiều")
    settled(window)
    assert page.parts.fault.text() == "“Kế hoạch kỳ” là số nguyên không âm, ví dụ 1.250."
    assert page.parts.fault.isVisible()
    assert cell(office, PLAN).value is None
    assert page.escape()
    assert not page.parts.fault.isVisible()


def test_f2_types_over_a_computed_figure_with_a_reason_and_both_stay(
    page: ReportsPage, window: MainWindow, settled: Settled, office: Office, qtbot: QtBot
) -> None:
    computed = cell(office, FANPAGE).computed
    page.go_to(FANPAGE)
    values = {"Thực hiện kỳ": "=30+1", "Lý do": "hai bài đăng tối, ghi thiếu"}
    hands: list[DialogHand[Dialog]] = []

    def refused_first(dialog: Dialog) -> None:
        # What is refused asks again, and the reason is not typed twice. That second dialog may
        # come before the first hand is looked at again, so its hand waits already.
        hands.append(DialogHand(qtbot, Dialog, answer({"Thực hiện kỳ": "31"}, "Ghi")))
        answer(values, "Ghi")(dialog)

    hand = DialogHand(qtbot, Dialog, refused_first)
    window.run_action("reports.amend")
    hand.wait()
    hands[0].wait()
    settled(window)

    now = cell(office, FANPAGE)
    assert (now.value, now.computed, now.reason) == (31, computed, "hai bài đăng tối, ghi thiếu")
    assert f"nhật ký tính {computed}" in page.parts.cell._typed.text()
    window.run_action("reports.restore")
    settled(window)
    assert cell(office, FANPAGE).value == computed


def test_without_a_reason_the_dialog_cannot_be_confirmed(
    page: ReportsPage, window: MainWindow, settled: Settled, office: Office, qtbot: QtBot
) -> None:
    page.go_to(FANPAGE)
    states: list[bool] = []

    def act(dialog: Dialog) -> None:
        button = next(each for each in dialog.findChildren(Button) if each.text() == "Ghi")
        states.append(button.isEnabled())
        dialog.reject()

    hand = DialogHand(qtbot, Dialog, act)
    page.parts.table.typed.emit(FANPAGE, "99")
    hand.wait()
    settled(window)
    assert states == [False]
    assert not cell(office, FANPAGE).is_typed


def test_a_column_from_excel_is_pasted_as_one_step(
    page: ReportsPage, window: MainWindow, settled: Settled, office: Office, qtbot: QtBot
) -> None:
    page.go_to(PLAN)
    QGuiApplication.clipboard().setText("30\r\n140\r\n6\r\n")
    qtbot.keyClick(page.parts.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settled(window)

    keys = [CellKey(table="A", row=row, column="plan") for row in ("A3", "A4", "A5")]
    assert [cell(office, key).value for key in keys] == [30, 140, 6]
    window.undo()
    settled(window)
    assert [cell(office, key).value for key in keys] == [None, None, None]


def test_checks_stand_worst_first_and_ghi_0_fills_what_is_blank(
    page: ReportsPage, window: MainWindow, settled: Settled, office: Office
) -> None:
    assert page.sheet is not None
    broken = page.sheet.broken
    zero = [check for check in broken if check.action == "zero" and check.table == "D"]
    assert zero
    link = next(each for each in page.parts.checks.links if each.text() == "Ghi 0 cả 10 dòng")
    link.click()
    settled(window)

    key = CellKey(table="D", row="D10", column="pending")
    assert cell(office, key).value == 0
    assert page.sheet.checks[-1].passed
    assert not [each for each in page.sheet.broken if each.code == zero[0].code]
    window.undo()
    settled(window)
    assert cell(office, key).value is None


def test_a_figure_below_its_plan_is_explained_in_the_note_of_its_row(
    page: ReportsPage, window: MainWindow, settled: Settled, office: Office, qtbot: QtBot
) -> None:
    page.parts.table.typed.emit(PLAN, "9999")
    settled(window)
    link = next(each for each in page.parts.checks.links if each.text() == "Ghi giải trình")
    hand = DialogHand(qtbot, Dialog, answer({"Ghi chú": "mất mạng hai tuần"}, "Ghi"))
    link.click()
    hand.wait()
    settled(window)
    note = CellKey(table="A", row="A3", column="note")
    assert cell(office, note).value == "mất mạng hai tuần"


def test_f8_walks_through_what_needs_a_look(
    page: ReportsPage, window: MainWindow, settled: Settled
) -> None:
    seen = []
    for _step in range(3):
        window.run_action("reports.next")
        settled(window)
        seen.append(page.key)
    assert len(set(seen)) == 3
    window.run_action("reports.before")
    settled(window)
    assert page.key == seen[1]


def test_rows_are_added_and_removed_in_a_growing_table(
    page: ReportsPage, window: MainWindow, settled: Settled, office: Office
) -> None:
    page.show_table(2)
    window.run_action("reports.add_row")
    settled(window)
    settled(window)
    key = CellKey(table="C", row="C1", column="issue")
    assert page.key == key
    page.parts.table.typed.emit(key, "Cải tạo chợ Liên Hồ")
    settled(window)
    assert cell(office, key).value == "Cải tạo chợ Liên Hồ"
    window.run_action("reports.remove_row")
    settled(window)
    assert inside(office.reporting).fill(FORM, PERIOD).table("C").rows == ()


def test_answers_are_written_when_their_box_is_left(
    page: ReportsPage, window: MainWindow, settled: Settled, office: Office
) -> None:
    page.show_table(4)
    first, second = list(page.parts.texts.boxes)[:2]
    page.parts.texts.choose(first)
    page.parts.texts.boxes[first].set_text("Phủ đủ 24 tổ dân phố.")
    page.parts.texts.choose(second)
    settled(window)
    assert cell(office, first).value == "Phủ đủ 24 tổ dân phố."


def test_closing_asks_once_names_what_is_missing_and_freezes_the_figures(
    page: ReportsPage, window: MainWindow, settled: Settled, office: Office, qtbot: QtBot
) -> None:
    assert page.sheet is not None
    missing = page.sheet.required - page.sheet.done
    said: list[str] = []

    def act(dialog: Dialog) -> None:
        said.extend((dialog.accessibleName(), dialog.accessibleDescription()))
        answer({}, "Chốt báo cáo")(dialog)

    hand = DialogHand(qtbot, Dialog, act)
    window.run_action("reports.close")
    hand.wait()
    settled(window)

    assert said[0] == "Chốt báo cáo kỳ tháng 6?"
    assert said[1] == f"Còn {missing} ô chưa có số. Sau khi chốt, sửa phải ghi lý do."
    assert page.header.badge.accessibleName() == "Đã chốt 05/6"
    assert inside(office.reporting).fill(FORM, PERIOD).closed_ms is not None
    assert not any("Ghi" in link.text() for link in page.parts.checks.links)
    hand = DialogHand(qtbot, Dialog, answer({"Lý do": "gõ nhầm"}, "Ghi"))
    page.parts.table.typed.emit(PLAN, "30")
    hand.wait()
    settled(window)
    assert cell(office, PLAN).reason == "gõ nhầm"
    hand = DialogHand(qtbot, Dialog, answer({"Lý do mở lại": "bổ sung số"}, "Mở lại"))
    window.run_action("reports.reopen")
    hand.wait()
    settled(window)
    assert not page.sheet.is_closed


def test_word_carries_ban_nhap_until_the_report_is_closed(
    page: ReportsPage,
    window: MainWindow,
    settled: Settled,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    target = tmp_path / "bao cao.docx"
    hand = DialogHand(qtbot, QFileDialog, save_as(target))
    window.run_action("reports.word")
    hand.wait()
    settled(window)

    paper = Document(str(target))
    xml = "".join(part.blob.decode("utf-8", "ignore") for part in paper.part.package.iter_parts()
                  if str(part.partname).endswith(".xml"))  # fmt: skip
    assert "Bản nháp" in xml
    assert window.toast_box.text == "Đã xuất báo cáo ra bao cao.docx."


def test_a_window_that_ends_before_it_begins_is_refused_in_a_sentence(
    page: ReportsPage, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    values = {"Từ ngày": "10/5/2026", "Đến ngày": "01/5/2026"}
    hand = DialogHand(qtbot, Dialog, answer(values, "Đổi"))
    window.run_action("reports.window")
    hand.wait()
    settled(window)
    assert "Ngày cuối đứng trước ngày đầu" in page.parts.fault.text()


def test_arrows_pass_over_labels_and_cells_that_do_not_apply(
    page: ReportsPage, qtbot: QtBot
) -> None:
    page.go_to(CellKey(table="A", row="A1", column="reach"))
    qtbot.keyClick(page.parts.table, Qt.Key.Key_Right)
    assert page.parts.table.chosen_key == CellKey(table="A", row="A1", column="places")
    for _step in range(6):
        qtbot.keyClick(page.parts.table, Qt.Key.Key_Left)
    assert page.parts.table.chosen_key == CellKey(table="A", row="A1", column="plan")
    index = page.parts.table.currentIndex()
    assert page.parts.table.accessibleName() == "Biểu A: sản phẩm và độ phủ"
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Loa truyền thanh, Kế hoạch kỳ")


def test_notes_leave_the_table_where_room_is_short_and_stand_beside_it_instead(
    page: ReportsPage, window: MainWindow, settled: Settled
) -> None:
    assert page.parts.table.model_.face.hidden == ("evidence", "note")
    window.resize(1920, 1000)
    settled(window)
    assert page.parts.table.model_.face.hidden == ()
    assert [each.head for each in page.parts.table.model_.face.columns][-1] == "Ghi chú"


def test_many_results_of_one_rule_stand_as_one_entry() -> None:
    def result(row: int, code: str) -> CheckResult:
        return CheckResult(
            code=code, level=CheckLevel.ERROR, passed=False, sentence=f"Dòng {row}", action="zero"
        )

    many = tuple(result(row, "x") for row in range(4))
    few = tuple(result(row, "y") for row in range(3))
    groups = folded((*many, *few))
    assert [len(group.results) for group in groups] == [4, 1, 1, 1]
    assert groups[0].sentence == "Dòng 0 Và 3 dòng như vậy."
    assert groups[0].words == "Ghi 0 cả 4 dòng"
