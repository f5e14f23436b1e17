"""Biểu đồ nhật ký in the real window: figures walked by keyboard, pictures copied and saved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.dialog_hand import DialogHand, save_as
from wardapp.core.log_charts import HeatColumn, HeatRow, HeatTable, Measure, Step
from wardapp.services.office import Office
from wardapp.ui.form_dialog import FormDialog
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages.daylog import DaylogPage
from wardapp.ui.pages.daylog_charts import ChartsPage
from wardapp.ui.pages.daylog_charts_out import pdf_of, picture_of
from wardapp.ui.pages.daylog_charts_sheets import BarsSheet, HeatSheet, YearSheet
from wardapp.ui.pages.daylog_spans import Span, span_of
from wardapp.ui.widgets.charts_heat import heat_step, heat_steps, said_cell
from wardapp.ui.widgets.charts_ink import short_figure
from wardapp.ui.widgets.fields import LineField

START = "log_charts"
Settled = Callable[[MainWindow], None]
TODAY = date(2026, 6, 5)


@pytest.fixture
def page(window: MainWindow, settled: Settled) -> ChartsPage:
    """The charts of June 2026."""
    window.run_action("daylog.add")
    settled(window)
    window.run_action("daylog.charts")
    settled(window)
    shown = window.page("log_charts")
    assert isinstance(shown, ChartsPage)
    return shown


def test_the_charts_say_in_words_what_they_draw_and_follow_the_log(
    page: ChartsPage, window: MainWindow, settled: Settled, office: Office
) -> None:
    sheet = page.canvas.sheet
    assert isinstance(sheet, BarsSheet)
    assert [chart.key for chart in sheet.charts.charts] == ["channel", "group", "month", "place"]
    before = sheet.charts.charts[0].total
    assert "Theo kênh" in page.canvas.accessibleDescription()

    daylog: Any = office.daylog
    daylog.service.add(daylog.service.parse("fb; thêm một bài; 3"))
    page.refresh()
    settled(window)
    after = page.canvas.sheet
    assert isinstance(after, BarsSheet)
    assert after.charts.charts[0].total == before + 3
    page.take_span("quarter")
    settled(window)
    assert page.canvas.sheet is not None
    assert "Quý II/2026" in page.canvas.sheet.fact


def test_the_heat_map_is_walked_by_arrows_and_enter_opens_the_day(
    page: ChartsPage, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    settled(window)
    sheet = page.canvas.sheet
    assert isinstance(sheet, HeatSheet)
    assert len(sheet.table.columns) == 30
    assert window.focusWidget() is page.canvas
    fanpage = [row.code for row in sheet.table.rows].index("fanpage")
    for _step in range(fanpage):
        qtbot.keyClick(page.canvas, Qt.Key.Key_Down)
    assert page.canvas.accessibleDescription() == "Fanpage, Thứ Hai 01/6/2026: 2 bài"
    for _step in range(40):
        qtbot.keyClick(page.canvas, Qt.Key.Key_Right)
    assert "30/6/2026" in page.canvas.accessibleDescription()
    page.canvas.walk((fanpage, 0))

    qtbot.keyClick(page.canvas, Qt.Key.Key_Return)
    settled(window)
    daylog = window.page("daylog")
    assert window.current == "daylog"
    assert isinstance(daylog, DaylogPage)
    assert (daylog.filter.day, daylog.filter.query.channel) == (date(2026, 6, 1), "fanpage")


def test_a_week_or_month_of_the_map_opens_as_days(
    page: ChartsPage, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    page.show_heat()
    page.take_span("year")
    settled(window)
    page.canvas.walk((0, 5))
    qtbot.keyClick(page.canvas, Qt.Key.Key_Return)
    settled(window)
    sheet = page.canvas.sheet
    assert isinstance(sheet, HeatSheet)
    assert (sheet.table.step, len(sheet.table.columns)) == (Step.DAY, 30)
    assert page.span.first == date(2026, 6, 1)


def test_the_target_is_changed_where_it_is_shown(
    page: ChartsPage, window: MainWindow, settled: Settled, office: Office, qtbot: QtBot
) -> None:
    page.show_year()
    settled(window)
    sheet = page.canvas.sheet
    assert isinstance(sheet, YearSheet)
    assert sheet.year.target == 10
    window.run_action("log_charts.target")
    settled(window)
    dialog = page.findChild(FormDialog)
    assert isinstance(dialog, FormDialog)
    field = dialog.findChild(LineField)
    assert isinstance(field, LineField)
    field.set_text("mười")
    dialog.try_save()
    assert field.editor.property("state") == "wrong"
    field.set_text("500")
    dialog.try_save()
    settled(window)

    catalogue: Any = office.catalogue
    assert catalogue.service.settings().digital_target == 500
    shown = page.canvas.sheet
    assert isinstance(shown, YearSheet)
    assert shown.year.target == 500
    window.undo()
    settled(window)
    assert catalogue.service.settings().digital_target == 10


def test_the_sheet_is_copied_and_saved_as_a_picture_and_a_pdf_of_one_page(
    page: ChartsPage, window: MainWindow, settled: Settled, qtbot: QtBot, tmp_path: Path
) -> None:
    window.run_action("log_charts.copy")
    picture = QGuiApplication.clipboard().image()
    assert picture.width() > 2000
    assert "Đã chép ảnh" in window.toast_box.text
    window.run_action("log_charts.figures")
    rows = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert ["Theo kênh", "tin, bài, cuộc"] in rows

    for name in ("bieu do.png", "bieu do.pdf"):
        hand = DialogHand(qtbot, QFileDialog, save_as(tmp_path / name))
        window.run_action("log_charts.save")
        hand.wait()
        settled(window)
    assert QImage(str(tmp_path / "bieu do.png")).size() == picture.size()
    assert (tmp_path / "bieu do.pdf").read_bytes().startswith(b"%PDF")


def test_every_face_is_drawn_in_light_for_paper_whatever_the_theme(page: ChartsPage) -> None:
    sheet = page.canvas.sheet
    assert sheet is not None
    page.context.theme.apply("dark", "largest")
    try:
        dark = picture_of(sheet, "Ban")
    finally:
        page.context.theme.apply("light", "normal")
    assert dark == picture_of(sheet, "Ban")
    assert dark.pixelColor(2, 2).name() == "#ffffff"
    pdf, (wide, high) = pdf_of(sheet, "Ban")
    assert pdf.startswith(b"%PDF")
    assert {round(wide), round(high)} == {595, 842}


def test_spans_follow_one_another_without_gap() -> None:
    for kind in ("month", "quarter", "half", "year", "twelve"):
        span = span_of(kind, TODAY)
        assert span.first <= TODAY <= span.last
        before, after = span.moved(-1), span.moved(1)
        assert (span.first - before.last).days == 1
        assert (after.first - span.last).days == 1
        assert span.words
    own = Span("own", date(2026, 6, 1), date(2026, 6, 10)).moved(1)
    assert (own.first, own.last) == (date(2026, 6, 11), date(2026, 6, 20))
    assert [span_of(kind, TODAY).words for kind in ("month", "quarter", "half", "year")] == [
        "Tháng 6/2026", "Quý II/2026", "6 tháng đầu năm 2026", "Năm 2026"]  # fmt: skip


def test_colours_deepen_by_quarters_and_figures_are_written_short() -> None:
    days = tuple(
        HeatColumn(label=str(at), said=f"ngày {at}", first=TODAY, last=TODAY) for at in range(5)
    )
    rows = (HeatRow(code="fb", name="Fanpage", icon="", unit="bài", values=(0, 1, 2, 5, 40)),
            HeatRow(code="vb", name="Tờ rơi", icon="", values=(0, 0, 0, 0, 9000),
                    is_counted=False))  # fmt: skip
    table = HeatTable(
        first=TODAY, last=TODAY, step=Step.DAY, measure=Measure.ITEMS, columns=days, rows=rows
    )
    steps = heat_steps(table)
    assert [heat_step(value, steps) for value in rows[0].values] == [0, 1, 1, 2, 3]
    assert table.totals == (0, 1, 2, 5, 40)
    assert said_cell(table, 0, 4) == "Fanpage, ngày 4: 40 bài"
    assert said_cell(table, 0, 0) == "Fanpage, ngày 0: chưa có"
    wanted = {950: "950", 3100: "3,1k", 24_000: "24k", 1_200_000: "1,2tr", 9_000: "9k"}
    assert {count: short_figure(count) for count in wanted} == wanted
