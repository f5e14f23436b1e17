"""Dán nhiều dòng and the quick ways of the entry card, in the real window by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.picture_log import CHAT
from wardapp.core.daylog import LogLine, LogQuery
from wardapp.services.office import Office
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages.daylog import DaylogPage
from wardapp.ui.pages.daylog_paste import PastePage

START = "log_paste"
CTRL = Qt.KeyboardModifier.ControlModifier
Settled = Callable[[MainWindow], None]


def inside(service: Any) -> Any:
    """Return a service without its guard, to look from the test."""
    return service.service


def all_lines(office: Office) -> tuple[LogLine, ...]:
    return inside(office.daylog).page(LogQuery(), 0, 10_000).rows


class Hands:
    """Presses keys and counts them."""

    def __init__(self, qtbot: QtBot, window: MainWindow, settled: Settled) -> None:
        self._qtbot, self._window, self._settled = qtbot, window, settled
        self.count = 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        target = self._window.focusWidget() or self._window
        assert isinstance(target, QWidget)
        self._qtbot.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)
        self._settled(self._window)
        self.count += 1


@pytest.fixture
def hands(qtbot: QtBot, window: MainWindow, settled: Settled) -> Hands:
    settled(window)
    return Hands(qtbot, window, settled)


@pytest.fixture
def paste(window: MainWindow, settled: Settled) -> PastePage:
    """The page with a Zalo chat on it."""
    window.go("log_paste", CHAT)
    settled(window)
    page = window.page("log_paste")
    assert isinstance(page, PastePage)
    return page


def test_a_line_takes_two_keys_beside_its_words_and_the_last_one_again_three(
    window: MainWindow, hands: Hands, office: Office, qtbot: QtBot
) -> None:
    before = len(all_lines(office))
    hands.press(Qt.Key.Key_J, CTRL)
    page = window.page("daylog")
    assert isinstance(page, DaylogPage)
    page.entry.content.line.insert("Lịch tiêm chủng mở rộng")  # QTest knows no Vietnamese keys
    hands.press(Qt.Key.Key_Return)
    first = all_lines(office)[0]
    assert (len(all_lines(office)), hands.count) == (before + 1, 2)
    assert first.content == "Lịch tiêm chủng mở rộng"

    window.go("today")
    hands.count = 0
    for key, modifier in ((Qt.Key.Key_J, CTRL), (Qt.Key.Key_L, CTRL), (Qt.Key.Key_Return, None)):
        hands.press(key, modifier)
    again = all_lines(office)[0]
    assert hands.count == 3
    assert len(all_lines(office)) == before + 2
    assert (again.content, again.channel, again.places) == (
        first.content, first.channel, first.places)  # fmt: skip
    assert again.id != first.id


def test_the_chosen_line_is_copied_as_one_of_today_without_its_evidence(
    window: MainWindow, hands: Hands, office: Office, settled: Settled
) -> None:
    window.run_action("daylog.add")
    settled(window)
    page = window.page("daylog")
    assert isinstance(page, DaylogPage)
    page.list.setFocus()
    old = next(line for line in all_lines(office) if line.evidence_links)
    page.arrive(old.id)
    settled(window)
    hands.press(Qt.Key.Key_U, CTRL)
    hands.press(Qt.Key.Key_Return)

    new = all_lines(office)[0]
    assert (new.content, new.channel, new.reach) == (old.content, old.channel, old.reach)
    assert (new.day, new.evidence_links, new.attachments) == (date(2026, 6, 5), (), ())


def test_time_minutes_interactions_and_note_are_typed_kept_and_amended(
    window: MainWindow, hands: Hands, office: Office, settled: Settled
) -> None:
    window.run_action("daylog.add")
    settled(window)
    page = window.page("daylog")
    assert isinstance(page, DaylogPage)
    more = page.entry.more
    hands.press(Qt.Key.Key_F7)
    assert more.isVisible()
    page.entry.channel.set_value("loa")
    page.entry.content.set_text("Bản tin sáng")
    more.time.set_text("7h30")
    more.minutes.set_text("15")
    more.interactions.set_text("1.200")
    more.note.set_text("=SUM(1)")
    page.entry.submit()
    settled(window)
    line = next(each for each in all_lines(office) if each.content == "Bản tin sáng")
    assert (line.time, line.minutes, line.interactions, line.note) == (
        "07:30", 15, 1200, "=SUM(1)")  # fmt: skip

    page.entry.load(line)
    assert (more.minutes.text(), more.interactions.text()) == ("15", "1.200")
    more.minutes.set_text("")
    more.interactions.set_text("ba")
    page.entry.submit()
    assert more.interactions.editor.property("state") == "wrong"
    more.interactions.set_text("")
    page.entry.submit()
    settled(window)
    amended = inside(office.daylog).get(line.id)
    assert (amended.minutes, amended.interactions, amended.time) == (None, None, "07:30")


def test_many_lines_pasted_into_the_content_go_to_their_own_page(
    window: MainWindow, hands: Hands, settled: Settled
) -> None:
    window.run_action("daylog.add")
    settled(window)
    QGuiApplication.clipboard().setText("loa; tin một\nfb; tin hai")
    hands.press(Qt.Key.Key_V, CTRL)

    assert window.current == "log_paste"
    page = window.page("log_paste")
    assert isinstance(page, PastePage)
    assert [line.will_be_written for line in page.lines] == [True, True]
    QGuiApplication.clipboard().setText("một dòng")
    window.run_action("daylog.add")
    settled(window)
    hands.press(Qt.Key.Key_V, CTRL)
    daylog = window.page("daylog")
    assert isinstance(daylog, DaylogPage)
    assert daylog.entry.content.text() == "một dòng"


def test_pasted_lines_are_corrected_written_in_one_step_and_undone(
    paste: PastePage, window: MainWindow, hands: Hands, office: Office, settled: Settled
) -> None:
    before = len(all_lines(office))
    ready = sum(line.will_be_written for line in paste.lines)
    assert paste.chips["blocked"].accessibleName() == "Cần sửa 1"
    hands.press(Qt.Key.Key_F8)
    assert window.focusWidget() is paste.pane.places.line
    paste.pane.places.set_text("9")
    hands.press(Qt.Key.Key_Return)
    assert not any(line.wanted and line.is_blocked for line in paste.lines)
    assert paste.go.text() == f"Ghi {ready + 1} dòng"

    hands.press(Qt.Key.Key_Return, CTRL)
    assert window.current == "daylog"
    assert len(all_lines(office)) == before + ready + 1
    assert paste.lines == []
    window.undo()
    settled(window)
    assert len(all_lines(office)) == before


def test_a_line_left_out_stays_in_sight_and_what_is_blocked_stays_after_writing(
    paste: PastePage, window: MainWindow, hands: Hands, office: Office, settled: Settled
) -> None:
    before, count = len(all_lines(office)), len(paste.lines)
    paste.list.setFocus()
    hands.press(Qt.Key.Key_Space)
    assert not paste.lines[0].wanted
    assert len(paste.lines) == count
    ready = sum(line.will_be_written for line in paste.lines)

    hands.press(Qt.Key.Key_Return, CTRL)
    assert window.current == "log_paste"
    assert len(all_lines(office)) == before + ready
    assert [line.is_blocked for line in paste.lines] == [True]
    assert "Còn 1 dòng cần sửa" in window.toast_box.text


def test_one_channel_is_given_to_all_lines_that_name_none(
    window: MainWindow, settled: Settled
) -> None:
    window.go("log_paste", "Việc một\nViệc hai\nloa; Việc ba")
    settled(window)
    page = window.page("log_paste")
    assert isinstance(page, PastePage)
    page.give_channel("fanpage")
    settled(window)
    channels = [line.entry.channel for line in page.lines if line.entry]
    assert channels == ["fanpage", "fanpage", "loa"]
    assert page.go.text() == "Ghi 3 dòng"


def test_a_dropped_table_is_read_and_a_secret_paper_is_refused_in_the_page(
    window: MainWindow, settled: Settled, tmp_path: Path
) -> None:
    table = tmp_path / "nhat-ky.csv"
    table.write_text("Ngày;Kênh;Nội dung\n04/6/2026;loa;Tin sáng\n", "utf-8-sig")
    window.go("log_paste")
    settled(window)
    page = window.page("log_paste")
    assert isinstance(page, PastePage)
    assert page.take_files((table,))
    settled(window)
    assert [line.entry.content for line in page.lines if line.entry] == ["Tin sáng"]

    page.read_text("TỐI MẬT\nĐẢNG CỘNG SẢN VIỆT NAM")
    settled(window)
    assert page._refused.isVisible()
    assert len(page.lines) == 2


def test_fields_of_the_pane_have_names_and_escape_returns_to_the_list(
    paste: PastePage, window: MainWindow, hands: Hands
) -> None:
    assert all(field.editor.accessibleName() for field in paste.pane.fields.values())
    paste.list.setFocus()
    hands.press(Qt.Key.Key_Return)
    assert paste.is_in_pane
    assert paste.escape()
    assert window.focusWidget() is paste.list
