"""Ways between pages that lead straight: from a figure to its records, from a mail to its page."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from tests.returned_units import FORM, JUNE, key, sent_in
from wardapp.core.forms import CellKey
from wardapp.core.opinions import OpinionEntry
from wardapp.core.petitions import PetitionEntry
from wardapp.core.report_views import ReportPlace
from wardapp.core.returns import UnitReturn
from wardapp.core.sources import HeldFile
from wardapp.services.office import Office
from wardapp.ui.main_window import MainWindow
from wardapp.ui.pages.opinions import OpinionsPage
from wardapp.ui.pages.petitions import PetitionsPage
from wardapp.ui.pages.reports import ReportsPage
from wardapp.ui.pages.returns import ReturnsPage

Settled = Callable[[MainWindow], None]
Shown = TypeVar("Shown", bound=QWidget)
Made = TypeVar("Made")
START = "today"
PLACE = ReportPlace(form_id=FORM, period_id=JUNE)


def off_window(work: Callable[[], Made]) -> Made:
    """Do something to the office as another program would: not on the window's thread."""
    with ThreadPoolExecutor(1) as desk:
        return desk.submit(work).result()


def shown(window: MainWindow, kind: type[Shown], name: str) -> Shown:
    page = window.page(name)
    assert window.current == name
    assert isinstance(page, kind)
    return page


def open_cell(window: MainWindow, settled: Settled, cell: CellKey) -> None:
    """Choose a cell of the report and ask for all its records."""
    window.go("reports", PLACE)
    settled(window)
    window.go("reports", cell)
    settled(window)
    assert shown(window, ReportsPage, "reports").key == cell
    window.run_action("reports.lines")
    settled(window)


def test_all_petitions_behind_a_figure_are_shown_and_only_they(
    window: MainWindow, settled: Settled
) -> None:
    def write(office: Office) -> list[str]:
        issuer, today = office.catalogue.issuers()[0].id, office.desk.today()
        days = (today, today - timedelta(days=1), today - timedelta(days=200))
        entries = [
            PetitionEntry(issuer_id=issuer, received=day, subject=f"Đèn đường hỏng {at}")
            for at, day in enumerate(days)
        ]
        return [office.petitions.add(each).id for each in entries]

    made = off_window(lambda: write(window.office))
    row = off_window(lambda: window.office.reporting.fill(FORM, JUNE)).table("D").rows
    cell = next(
        each.key
        for line in row
        if (each := line.cell("received")) is not None and set(each.line_ids) == set(made[:2])
    )
    open_cell(window, settled, cell)

    page = shown(window, PetitionsPage, "petitions")
    assert {page.rows.row_at(at).petition.id for at in range(page.rows.rowCount())} == set(made[:2])
    assert page.filter.cell.text().startswith("Ô D")
    page.filter.cell.click()
    settled(window)
    assert page.filter.cell.isHidden()
    assert page.filter.query.ids == ()


def test_the_topic_behind_a_row_of_table_c_is_shown(window: MainWindow, settled: Settled) -> None:
    def write(office: Office) -> None:
        today = office.desk.today()
        office.opinions.add(OpinionEntry(day=today, issue="Ngập ngõ 12"))
        office.opinions.add(OpinionEntry(day=today, issue="Giá đất tái định cư"))

    off_window(lambda: write(window.office))
    row = off_window(lambda: window.office.reporting.fill(FORM, JUNE)).table("C").rows[0]
    open_cell(window, settled, row.cells[0].key)

    page = shown(window, OpinionsPage, "opinions")
    assert page.rows.rowCount() == 1
    assert page.topic is not None
    assert page.topic.issue == row.cells[0].value
    assert page.filter.cell.text() == "Ô C, dòng 1"
    page.filter.clear()
    settled(window)
    assert page.rows.rowCount() == 2


def test_files_dragged_out_of_a_mail_program_go_where_units_send(
    window: MainWindow, settled: Settled, tmp_path: Path
) -> None:
    def write(office: Office) -> list[Path]:
        units = [unit for unit in office.catalogue.units() if unit.kind == "tdp"][:2]
        return [sent_in(office, tmp_path, unit, {key("A", "A4", "actual"): 3}) for unit in units]

    first, second = off_window(lambda: write(window.office))
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "to2@example.vn", "Báo cáo tổ 2"
    mail.set_content("Tổ gửi báo cáo.")
    mail.add_attachment(
        second.read_bytes(), maintype="application", subtype="octet-stream", filename=second.name
    )
    held = HeldFile(first.name, first.read_bytes())
    for path in (first, second):
        path.unlink()

    window.take_files((held,))  # dropped on Hôm nay: it says itself whose it is
    settled(window)
    page = shown(window, ReturnsPage, "returns")
    window.take_files((HeldFile("thu.eml", mail.as_bytes()),))
    settled(window)

    assert [each.wish.proposal.file for each in page.waiting] == [first.name, second.name]
    window.run_action("returns.keep")
    settled(window)
    assert page.waiting == ()

    def kept(office: Office) -> list[tuple[UnitReturn, bytes]]:
        returns = office.returns.of_period(FORM, JUNE)
        return [(each, office.desk.files.read(each.file)) for each in returns]

    found = off_window(lambda: kept(window.office))
    assert [each.file.name for each, _data in found] == [first.name, second.name]
    assert found[0][1] == held.data
