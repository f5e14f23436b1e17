from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from wardapp.core.errors import BadDate
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.cards import Notice, Way
from wardapp.ui.widgets.fields import BoxField, ChoiceField, DateField, LineField, SearchField

TODAY = date(2026, 6, 5)


@pytest.fixture
def day_field(theme: Theme, qtbot: QtBot) -> DateField:
    field = DateField(theme, "Hạn xử lý", lambda: TODAY)
    qtbot.addWidget(field)
    return field


def test_a_day_typed_in_short_is_written_out_and_said_in_words(day_field: DateField) -> None:
    day_field.line.setText("hôm qua")

    day_field.settle()

    assert day_field.line.text() == "04/6/2026"
    assert day_field._echo.text() == "Thứ Năm 04/6/2026"
    assert day_field.day() == date(2026, 6, 4)


def test_a_day_that_does_not_exist_is_refused_in_a_sentence(day_field: DateField) -> None:
    day_field.line.setText("31/6")

    with pytest.raises(BadDate):
        day_field.day()

    assert day_field._echo.text() == "Tháng 6 có 30 ngày."
    assert day_field.line.text() == "31/6"  # what was typed stays


def test_an_empty_day_is_no_day(day_field: DateField) -> None:
    assert day_field.day() is None


def test_every_field_has_the_name_of_its_label(theme: Theme, qtbot: QtBot) -> None:
    fields = (
        LineField(theme, "Cơ quan ban hành"),
        ChoiceField(theme, "Độ khẩn", ((0, "Thường"), (1, "Khẩn"))),
        BoxField(theme, "Trích yếu"),
    )
    for field in fields:
        qtbot.addWidget(field)

    names = [field.editor.accessibleName() for field in fields]
    assert names == ["Cơ quan ban hành", "Độ khẩn", "Trích yếu"]


def test_a_focused_field_is_no_higher_than_before(theme: Theme, qtbot: QtBot) -> None:
    field = LineField(theme, "Số, ký hiệu")
    qtbot.addWidget(field)
    field.show()
    before = field.sizeHint().height()

    field.set_state("wrong")

    assert field.sizeHint().height() == before


def test_escape_clears_the_filter_then_leaves_it(theme: Theme, qtbot: QtBot) -> None:
    field = SearchField(theme, "Lọc trong sổ", "Ctrl F")
    qtbot.addWidget(field)
    field.setText("chợ")

    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    with qtbot.waitSignal(field.dismissed):
        qtbot.keyClick(field, Qt.Key.Key_Escape)


def test_a_box_grows_with_its_text(theme: Theme, qtbot: QtBot) -> None:
    field = BoxField(theme, "Trích yếu", 1, most=3)
    qtbot.addWidget(field)
    field.resize(300, 80)
    field.show()
    before = field.box.sizeHint().height()

    field.set_text("một\nhai\nba\nbốn")

    assert field.box.sizeHint().height() > before


def test_the_key_of_a_filter_makes_room_for_its_words(theme: Theme, qtbot: QtBot) -> None:
    field = SearchField(theme, "Lọc", "Ctrl F")
    qtbot.addWidget(field)
    field.show()
    field.resize(190, 32)
    wide = field.textMargins().right()

    field.resize(112, 32)

    assert field.textMargins().right() < wide


def test_one_way_stands_beside_a_notice_where_there_is_room_and_below_where_not(
    theme: Theme, qtbot: QtBot
) -> None:
    tops: list[bool] = []
    for width in (900, 360):
        page = QWidget()
        qtbot.addWidget(page)
        page.resize(width, 200)
        column, notice = QVBoxLayout(page), Notice(theme)
        column.addWidget(notice)
        notice.show_notice("Một chuyện cần biết", "", (Way("Đóng", notice.hide),))
        page.show()
        tops.append(notice.buttons[0].y() < notice._title.geometry().bottom())

    assert tops == [True, False]
