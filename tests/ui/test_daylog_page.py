"""Nhật ký in the real window: a line in five seconds, by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.dialog_hand import DialogHand, save_as
from wardapp.core.daylog import LogLine, LogQuery
from wardapp.services.office import Office
from wardapp.ui.listing.cells import GroupRow
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages.daylog import DaylogPage
from wardapp.ui.pages.daylog_side import quarter_of
from wardapp.ui.widgets.month_map import heat_step

START = "daylog"

Settled = Callable[[MainWindow], None]
TODAY = date(2026, 6, 5)


def inside(service: Any) -> Any:
    """Return a service without its guard, to look from the test."""
    return service.service


def all_lines(office: Office) -> tuple[LogLine, ...]:
    return inside(office.daylog).page(LogQuery(), 0, 1000).rows


@pytest.fixture
def page(window: MainWindow, settled: Settled) -> DaylogPage:
    """The log, reached by its key."""
    window.run_action("daylog.add")
    settled(window)
    shown = window.page("daylog")
    assert isinstance(shown, DaylogPage)
    return shown


def type_line(qtbot: QtBot, page: DaylogPage, text: str) -> None:
    page.start_line()
    page.entry.content.line.insert(text)  # QTest knows no Vietnamese keys
    qtbot.keyClick(page.entry.content.line, Qt.Key.Key_Return)


def test_a_line_is_typed_and_written_by_enter_and_the_next_may_follow(
    page: DaylogPage, window: MainWindow, settled: Settled, qtbot: QtBot, office: Office
) -> None:
    before = len(all_lines(office))
    assert window.focusWidget() is page.entry.content.line
    page.entry.channel.set_value("zalo-tdp")

    type_line(qtbot, page, "Lịch tiếp công dân tháng 6")
    settled(window)

    line = all_lines(office)[0]
    assert len(all_lines(office)) == before + 1
    assert (line.content, line.day, line.channel) == (
        "Lịch tiếp công dân tháng 6", TODAY, "zalo-tdp")  # fmt: skip
    assert window.toast_box.text == "Đã ghi 1 tin Zalo tổ dân phố"
    assert page.entry.content.text() == ""
    assert window.focusWidget() is page.entry.content.line
    chosen = page.chosen()
    assert chosen is not None
    assert chosen.id == line.id


def test_figures_of_a_person_stop_the_first_enter_only(
    page: DaylogPage, window: MainWindow, settled: Settled, qtbot: QtBot, office: Office
) -> None:
    before = len(all_lines(office))
    page.entry.channel.set_value("zalo-tdp")
    type_line(qtbot, page, "Mất chó, gọi 0912 345 678")
    settled(window)
    assert len(all_lines(office)) == before
    assert page.entry.content.editor.property("state") == "wrong"
    qtbot.keyClick(page.entry.content.line, Qt.Key.Key_Return)
    settled(window)
    assert len(all_lines(office)) == before + 1


def test_a_whole_line_in_shorthand_is_understood_then_written(
    page: DaylogPage, window: MainWindow, settled: Settled, qtbot: QtBot, office: Office
) -> None:
    before = len(all_lines(office))
    type_line(qtbot, page, "fb; ra quân tình nguyện hè; 1; 1500; tdp 9 12; 07:30; hôm qua")
    settled(window)

    assert len(all_lines(office)) == before
    assert page.entry.channel.value() == "fanpage"
    assert (page.entry.reach.text(), page.entry.places.text()) == ("1.500", "9, 12")
    assert page.entry.day.text() == "hôm qua"
    assert "Fanpage · 1 bài" in page.entry.hint.accessibleName()

    qtbot.keyClick(page.entry.content.line, Qt.Key.Key_Return)
    settled(window)
    line = next(each for each in all_lines(office) if each.content == "ra quân tình nguyện hè")
    assert (line.reach, line.places, line.time) == (1500, ("9", "12"), "07:30")
    assert line.day == date(2026, 6, 4)


def test_a_shorthand_that_is_not_clear_says_why_and_a_second_enter_takes_it_as_it_stands(
    page: DaylogPage, window: MainWindow, settled: Settled, qtbot: QtBot, office: Office
) -> None:
    type_line(qtbot, page, "Lễ ra quân; tặng quà 5 hộ")
    settled(window)
    assert "Không có kênh" in page.entry.hint.accessibleName()
    assert "Enter lần nữa" in page.entry.hint.accessibleName()

    qtbot.keyClick(page.entry.content.line, Qt.Key.Key_Return)
    settled(window)
    assert all_lines(office)[0].content == "Lễ ra quân; tặng quà 5 hộ"


WRONG = {
    "day": ("31/6", "Tháng 6 có 30 ngày"),
    "amount": ("hai", "chưa phải là số"),
    "places": ("99", "Không có tổ dân phố số 99"),
    "content": ("", "Chưa có nội dung"),
}


def test_what_cannot_stand_is_said_in_a_sentence_beside_its_field(
    page: DaylogPage, window: MainWindow, settled: Settled, office: Office
) -> None:
    before = len(all_lines(office))
    for field, (text, said) in WRONG.items():
        page.entry.clear()
        page.entry.content.set_text("Ra quân")
        getattr(page.entry, field).set_text(text)

        page.entry.submit()
        settled(window)

        assert said in page.entry.hint.accessibleName()
        assert getattr(page.entry, field).editor.property("state") == "wrong"
        getattr(page.entry, field).set_text("hôm nay" if field == "day" else "1")
    assert len(all_lines(office)) == before


def test_undo_takes_the_line_back_and_redo_writes_it_again(
    page: DaylogPage, window: MainWindow, settled: Settled, qtbot: QtBot, office: Office
) -> None:
    before = len(all_lines(office))
    type_line(qtbot, page, "Ghi nhầm")
    qtbot.keyClick(page.entry.content.editor, Qt.Key.Key_Return)  # an impatient second Enter
    settled(window)
    assert len(all_lines(office)) == before + 1

    assert page.entry.content.editor.hasFocus()  # the toast offers Ctrl+Z: the empty field lets it
    qtbot.keyClick(page.entry.content.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled(window)
    assert len(all_lines(office)) == before
    shown = [page.rows.row_at(row) for row in range(page.rows.rowCount())]
    assert not any(isinstance(row, LogLine) and row.content == "Ghi nhầm" for row in shown)
    window.redo()
    settled(window)
    assert len(all_lines(office)) == before + 1


def test_f2_amends_the_chosen_line_and_esc_leaves_it_as_it_was(
    page: DaylogPage, window: MainWindow, settled: Settled, office: Office, qtbot: QtBot
) -> None:
    page.list.setFocus()
    line = page.chosen()
    assert line is not None
    window.run_action("daylog.amend")
    assert page.entry.content.text() == line.content
    assert page.escape()
    assert page.entry.content.text() == ""

    window.run_action("daylog.amend")
    page.entry.content.set_text("Nội dung sửa lại")
    qtbot.keyClick(page.entry.content.line, Qt.Key.Key_Return)
    settled(window)

    assert inside(office.daylog).get(line.id).content == "Nội dung sửa lại"
    assert inside(office.daylog).get(line.id).attachments == line.attachments
    assert page.entry.amended is None


def test_a_removed_line_comes_back_by_undo(
    page: DaylogPage, window: MainWindow, settled: Settled, office: Office
) -> None:
    line, before = page.chosen(), len(all_lines(office))
    assert line is not None
    window.run_action("daylog.remove")
    assert len(all_lines(office)) == before  # while typing, Del belongs to the field

    page.list.setFocus()
    window.run_action("daylog.remove")
    settled(window)
    assert len(all_lines(office)) == before - 1
    window.undo()
    settled(window)
    assert line in all_lines(office)


def test_days_are_headings_with_sums_and_a_click_on_the_map_narrows_to_one(
    page: DaylogPage, window: MainWindow, settled: Settled
) -> None:
    heads = [row for at in range(page.rows.rowCount())
             if isinstance(row := page.rows.row_at(at), GroupRow)]  # fmt: skip
    assert heads[0].title.startswith("Hôm nay, Thứ Sáu 05/6")
    assert "dòng" in heads[0].count

    page.side.map.picked.emit(TODAY)
    settled(window)
    days = {row.day for at in range(page.rows.rowCount())
            if isinstance(row := page.rows.row_at(at), LogLine)}  # fmt: skip
    assert days == {TODAY}
    assert page.filter.time_chip.text() == "Ngày 05/6  ×"
    assert page.escape()
    settled(window)
    assert page.filter.query.date_to == date(2026, 6, 30)


def test_the_chip_of_missing_evidence_counts_what_it_shows(
    page: DaylogPage, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    type_line(qtbot, page, "Chưa có minh chứng")
    settled(window)
    count = int(page.filter.missing_chip.accessibleName().split()[-1])
    window.run_action("daylog.missing")
    settled(window)

    lines = [row for at in range(page.rows.rowCount())
             if isinstance(row := page.rows.row_at(at), LogLine)]  # fmt: skip
    assert len(lines) == count
    assert not any(line.attachments or line.evidence_links for line in lines)


def test_evidence_is_pasted_dropped_and_kept_with_the_line(
    page: DaylogPage,
    window: MainWindow,
    settled: Settled,
    qtbot: QtBot,
    office: Office,
    tmp_path: Path,
) -> None:
    photo = tmp_path / "anh 1.png"
    photo.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photo))])
    QGuiApplication.clipboard().setMimeData(data)
    page.entry.content.set_text("Có minh chứng")
    page.entry.evidence.setFocus()
    qtbot.keyClick(page.entry.evidence, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(page.entry.evidence, "https://lienho.example/1")
    QGuiApplication.clipboard().clear()
    assert page.entry.evidence.files == (photo,)

    qtbot.keyClick(page.entry.evidence, Qt.Key.Key_Return)
    settled(window)
    line = all_lines(office)[0]
    assert [each.name for each in line.attachments] == ["anh 1.png"]
    assert line.evidence_links == ("https://lienho.example/1",)
    assert page.entry.evidence.files == ()


def test_a_pasted_picture_becomes_a_file_of_the_line(
    page: DaylogPage, window: MainWindow, settled: Settled, qtbot: QtBot, office: Office
) -> None:
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.blue)
    QGuiApplication.clipboard().setImage(picture)
    page.entry.content.set_text("Ảnh chụp màn hình")
    page.entry.evidence.setFocus()
    qtbot.keyClick(page.entry.evidence, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QGuiApplication.clipboard().clear()
    (pasted,) = page.entry.evidence.files

    qtbot.keyClick(page.entry.evidence, Qt.Key.Key_Return)
    settled(window)
    assert [each.name for each in all_lines(office)[0].attachments] == [pasted.name]
    assert not pasted.exists()


def test_the_last_line_of_a_channel_proposes_group_and_area_but_never_content(
    page: DaylogPage, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    page.entry.channel.set_value("loa")
    page.entry.group.set_value("1.3")
    page.entry.places.set_text("tất cả")
    page.entry.reach.set_text("3.120")
    type_line(qtbot, page, "Bản tin sáng")
    settled(window)

    assert page.entry.group.value() == "1.3"
    assert page.entry.places.text() == "tất cả"
    assert page.entry.reach.text() == "3.120"
    assert page.entry.content.text() == ""


def test_what_is_shown_goes_to_excel(
    page: DaylogPage,
    window: MainWindow,
    settled: Settled,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    target = tmp_path / "nhat ky.xlsx"
    hand = DialogHand(qtbot, QFileDialog, save_as(target))
    shown = sum(isinstance(page.rows.row_at(at), LogLine) for at in range(page.rows.rowCount()))

    window.run_action("daylog.export")
    hand.wait()
    settled(window)

    sheet = load_workbook(target).worksheets[0]
    contents = {cell.value for row in sheet.iter_rows() for cell in row}
    line = page.chosen()
    assert line is not None
    assert line.content in contents
    assert sheet.max_row >= shown + 1


def test_tab_goes_through_the_card_in_reading_order_and_every_field_has_a_name(
    page: DaylogPage, window: MainWindow, qtbot: QtBot
) -> None:
    entry = page.entry
    wanted: list[QWidget] = [entry.day.line, entry.channel.choice, entry.content.line,
        entry.group.choice, entry.amount.line, entry.reach.line, entry.places.line,
        entry.evidence, entry.button]  # fmt: skip
    entry.day.line.setFocus()
    seen = []
    for _step in wanted:
        focused = window.focusWidget()
        assert focused is not None
        assert focused.accessibleName()
        seen.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert seen == wanted


@pytest.mark.parametrize(("count", "step"), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (40, 4)])
def test_a_day_with_more_lines_is_deeper(count: int, step: int) -> None:
    assert heat_step(count) == step


def test_a_quarter_ends_on_its_last_day() -> None:
    assert quarter_of(TODAY) == (date(2026, 4, 1), date(2026, 6, 30), "II")
    assert quarter_of(date(2026, 12, 31)) == (date(2026, 10, 1), date(2026, 12, 31), "IV")


def test_the_map_is_walked_by_arrows_and_enter_picks_a_day(
    page: DaylogPage, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    page.side.map.setFocus()
    qtbot.keyClick(page.side.map, Qt.Key.Key_Left)
    qtbot.keyClick(page.side.map, Qt.Key.Key_Return)
    settled(window)
    assert page.filter.day == date(2026, 6, 4)
    page.side.before.click()
    settled(window)
    assert page.filter.query.date_from == date(2026, 5, 1)
