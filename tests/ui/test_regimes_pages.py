"""Chế độ báo cáo and Theo dõi báo cáo by keyboard: typed, read from a plan, watched, reminded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from wardapp.core.regimes import DutyState
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages import regimes as regimes_page
from wardapp.ui.pages import report_board_deeds, report_board_remind
from wardapp.ui.pages.regimes import RegimesPage
from wardapp.ui.pages.regimes_form import RegimeDialog
from wardapp.ui.pages.regimes_reading import PlanDialog
from wardapp.ui.pages.report_board import ReportBoardPage
from wardapp.ui.pages.report_board_remind import RemindDialog
from wardapp.ui.theme import Role

START = "today"
Settled = Callable[[MainWindow], None]
AnyDialog = TypeVar("AnyDialog", bound=QDialog)
PLAN = (
    "5. Chế độ báo cáo\n"
    "- Các tổ dân phố gửi báo cáo về Ban Xây dựng Đảng trước ngày 25 hằng tháng; đồng thời báo cáo "
    "đột xuất khi có vụ việc.\n"
)


def the_dialog(qtbot: QtBot, kind: type[AnyDialog]) -> AnyDialog:
    def is_there() -> None:
        assert isinstance(QApplication.activeModalWidget(), kind)

    qtbot.waitUntil(is_there)
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, kind)
    return shown


def words_of(dialog: RegimeDialog) -> str:
    widgets = (dialog.preview.itemAt(at).widget() for at in range(dialog.preview.count()))
    return "\n".join(widget.text() for widget in widgets if widget is not None)


@pytest.fixture
def page(window: MainWindow, settled: Settled) -> RegimesPage:
    window.go("regimes")
    settled(window)
    shown = window.page("regimes")
    assert isinstance(shown, RegimesPage)
    return shown


def typed(window: MainWindow, qtbot: QtBot, settled: Settled, phrase: str) -> None:
    """Type a regime all tổ dân phố report by."""
    window.run_action("regimes.new")
    form = the_dialog(qtbot, RegimeDialog)
    form.phrase.set_text(phrase)
    form.units._chips["tdp"].click()
    settled(window)
    form.save.click()
    settled(window)


def test_a_regime_is_typed_with_its_days_beside_it_and_ended(
    page: RegimesPage, window: MainWindow, qtbot: QtBot, settled: Settled,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    window.run_action("regimes.new")
    form = the_dialog(qtbot, RegimeDialog)
    form.phrase.set_text("thứ Sáu hằng tuần")
    qtbot.waitUntil(lambda: "theo tuần" in words_of(form))
    form.save.click()
    settled(window)
    assert form.isVisible()
    form.phrase.set_text("trước ngày 15 hằng tháng")
    qtbot.waitUntil(lambda: "Chủ Nhật 14/6/2026" in words_of(form))
    form.roll.set_value("previous")
    qtbot.waitUntil(lambda: "Thứ Sáu 12/6/2026, số liệu từ 15/5/2026" in words_of(form))
    form.save.click()
    settled(window)

    assert page.row is not None
    assert page.row.regime.title == "Báo cáo hằng tháng"
    assert not page.can("regimes.board")
    window.run_action("regimes.sent")
    settled(window)
    monkeypatch.setattr(regimes_page, "ask", lambda *_words: True)
    window.run_action("regimes.retire")
    settled(window)
    assert page.row is not None
    assert not page.row.regime.active
    window.run_action("regimes.again")
    settled(window)
    assert page.row is not None
    assert page.row.regime.active


def test_a_dropped_plan_is_read_and_only_what_is_ticked_kept(
    page: RegimesPage, window: MainWindow, qtbot: QtBot, settled: Settled, tmp_path: Path
) -> None:
    plan = tmp_path / "ke-hoach.txt"
    plan.write_text(PLAN, "utf-8")
    assert page.take_files((plan,))
    settled(window)
    dialog = the_dialog(qtbot, PlanDialog)
    dialog.ticks[1].setChecked(False)
    dialog.whose[0].set_value("tdp")
    dialog.save.click()
    settled(window)

    assert page.rows.rowCount() == 1
    assert page.row is not None
    assert len(page.row.regime.unit_ids) == 24
    assert "trước ngày 25 hằng tháng" in page.row.regime.sentence


@pytest.fixture
def board(page: RegimesPage, window: MainWindow, qtbot: QtBot, settled: Settled) -> ReportBoardPage:
    """The board of a regime whose day passed four days ago, nothing came."""
    del page
    typed(window, qtbot, settled, "ngày 01 hằng tháng; áp dụng từ ngày 02/5/2026")
    window.run_action("regimes.board")
    settled(window)
    shown = window.page("report_board")
    assert isinstance(shown, ReportBoardPage)
    return shown


def test_a_unit_is_received_on_paper_and_the_rest_is_left(
    board: ReportBoardPage, window: MainWindow, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert board.read is not None
    assert board.read.board is not None
    assert board.read.board.counts.late == 24
    monkeypatch.setattr(report_board_deeds, "ask_fields", lambda *_all: True)
    window.run_action("report_board.receive")
    settled(window)
    assert board.unit is not None
    assert board.unit.state is DutyState.CAME_LATE
    window.run_action("report_board.expect")
    settled(window)
    assert board.unit.state is DutyState.LATE
    board.receive()
    settled(window)
    window.run_action("report_board.late")
    assert board.rows.rowCount() == 23
    assert board.unit.state is DutyState.LATE

    window.resize(683, 500)  # 200 %: the names of the units and the button keep their room
    settled(window)
    need = window.theme.metrics(Role.BODY).horizontalAdvance("Chi bộ Cơ quan UBND phường")
    assert board.list.columnWidth(0) > need
    assert board.header.search.width() <= window.theme.px(34)
    title, shown = board.header._title, board.header._buttons[-1]
    assert title.width() >= title.sizeHint().width()
    assert shown.width() >= shown.sizeHint().width() - shown.key_room
    assert shown.geometry().right() <= board.header.width()


def test_all_late_units_are_reminded_and_the_board_goes_out(
    board: ReportBoardPage, window: MainWindow, qtbot: QtBot, settled: Settled, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    target, out = tmp_path / "nhac.docx", tmp_path / "bang.pdf"
    monkeypatch.setattr(report_board_remind, "ask_target", lambda *_all: target)
    monkeypatch.setattr(report_board_deeds, "ask_target", lambda *_all: out)
    window.run_action("report_board.remind")
    dialog = the_dialog(qtbot, RemindDialog)
    qtbot.waitUntil(lambda: "24 thư cùng số" in dialog.said.text())
    dialog.body.set_text("{{Đơn vị}} chậm {{Số ngày chậm}} ngày.")
    dialog.make.click()
    settled(window)
    qtbot.waitUntil(target.exists)
    settled(window)

    assert board.read is not None
    assert board.read.board is not None
    assert board.read.board.counts.reminded == 24
    window.run_action("report_board.export")
    settled(window)
    assert out.stat().st_size
