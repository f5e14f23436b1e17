"""Journey: five damaged files dropped, settled by keyboard, one report of all, down to cells."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl

from tests.journeys.clerk import Clerk
from tests.returned_units import DAMAGES, FORM, JUNE, damaged, key, sent_in
from wardapp.core.forms import CellKey, FilledForm, FormValue
from wardapp.core.returns import Contribution, ReturnState, UnitReturn
from wardapp.services.office import Office
from wardapp.ui.dialogs import Dialog

Opens = Callable[[str], Clerk]
HELD, ZALO = key("A", "A11", "actual"), key("A", "A4", "actual")
UNITS = 5


def test_five_damaged_files_become_one_report_whose_numbers_lead_to_their_cells(
    sits_down: Opens, tmp_path: Path
) -> None:
    clerk = sits_down("party")
    paths = clerk.looks(lambda office: files_of(office, tmp_path))

    drop(clerk, paths)
    settle(clerk)
    look_at_the_whole(clerk)
    take_it_out(clerk, tmp_path)


def files_of(office: Office, folder: Path) -> list[Path]:
    """Write what five tổ dân phố send in, each damaged in its own way."""
    units = [unit for unit in office.catalogue.units() if unit.kind == "tdp"][:UNITS]
    paths = [
        sent_in(office, folder, unit, {ZALO: 10 * (at + 1), HELD: at + 1, reached(unit.code): 20})
        for at, unit in enumerate(units)
    ]
    for path, deed in zip(paths, DAMAGES, strict=True):
        damaged(path, deed)
    return paths


def reached(code: str) -> CellKey:
    return key("B", code, "reached")


def drop(clerk: Clerk, paths: list[Path]) -> None:
    clerk.drops(*paths[:3])
    clerk.is_on("returns")
    clerk.reads("Chờ nhận", "Tổ dân phố số 1", "Nhận được", "Nhận 3 tệp")
    clerk.drops(*paths[3:])
    clerk.reads("Nhận 5 tệp")
    assert clerk.looks(lambda office: office.returns.of_period(FORM, JUNE)) == ()
    clerk.press("Ctrl+Return")
    clerk.told("Đã nhận 5 bản gửi về.")
    clerk.reads("5 trên 24 đơn vị", "Chưa gửi: 19 trên 24 đơn vị", "Chờ xem lại")


def settle(clerk: Clerk) -> None:
    page = clerk.page
    clerk.sees(lambda: page.pane.doubt is not None, "a doubt")
    while page.pane.doubt.raw != "mấy cuộc":
        before = page.pane.doubt
        clerk.press("F8")
        assert page.pane.doubt != before
    clerk.reads("Bao cao to 1.xlsx · Biểu A", "A11 Họp tổ dân phố")

    def answer(_dialog: Dialog) -> None:
        clerk.types_over("7")
        clerk.press("Return")

    with clerk.answering(Dialog, answer):
        clerk.press("F2")
    clerk.told("Đã ghi giá trị.")
    kept = clerk.looks(lambda office: office.returns.of_period(FORM, JUNE))
    first = of_unit(kept, "Bao cao to 1.xlsx")
    assert [(each.value, each.raw) for each in first.values if each.key == HELD] == [
        (7, "mấy cuộc")
    ]
    assert {each.state for each in kept} <= {ReturnState.WAITING, ReturnState.ACCEPTED}


def look_at_the_whole(clerk: Clerk) -> None:
    form, said = clerk.looks(whole)
    assert value_of(form, HELD) == 7 + 2 + 3 + 4 + 5
    assert (said[0].unit_name, said[0].value) == ("Tổ dân phố số 1", 7)
    place = said[0].place
    assert place is not None
    kept = clerk.looks(lambda office: office.returns.of_period(FORM, JUNE))
    first = of_unit(kept, "Bao cao to 1.xlsx")
    data = clerk.looks(lambda office: office.returns.file_of(first).read_bytes())
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book[place.sheet][place.cell].value == "mấy cuộc"
    book.close()


def take_it_out(clerk: Clerk, folder: Path) -> None:
    target = folder / "tong-hop.xlsx"
    with clerk.saving_as(target):
        clerk.press("Ctrl+P")
    clerk.told("Đã xuất ra tong-hop.xlsx.")
    book = openpyxl.load_workbook(target)
    assert "Nguồn từng số" in book.sheetnames
    book.close()
    clerk.press("F4")
    clerk.is_on("reports")
    clerk.reads("Tổng hợp", "21")


def whole(office: Office) -> tuple[FilledForm, tuple[Contribution, ...]]:
    form = office.consolidation.fill(FORM, JUNE)
    return form, office.consolidation.contributions(form, HELD)


def value_of(form: FilledForm, at: CellKey) -> FormValue:
    row = form.table(at.table).row(at.row)
    cell = row.cell(at.column) if row else None
    return None if cell is None else cell.value


def of_unit(kept: tuple[UnitReturn, ...], file: str) -> UnitReturn:
    return next(each for each in kept if each.file.name == file)
