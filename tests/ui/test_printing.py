from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from wardapp.core.errors import DiskRefused, WardError
from wardapp.documents.page_images import page_image, page_sizes
from wardapp.ui.jobs import JobProgress
from wardapp.ui.printing import (
    SIDES,
    chosen_pages,
    keep_pages,
    print_pdf,
    refuse_without_printer,
)


class Maker:
    """Draws pages as the exporting service does."""

    page_sizes = staticmethod(page_sizes)
    page_image = staticmethod(page_image)


@pytest.fixture
def printer(qtbot: QtBot, tmp_path: Path) -> QPrinter:
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "ra.pdf"))
    made.setResolution(150)
    made.setFullPage(True)
    return made


def test_a_page_goes_to_the_printer_as_often_as_asked(
    printer: QPrinter, template: Path, tmp_path: Path
) -> None:
    pdf = (template / "142-CV-BTGDVTU.pdf").read_bytes()
    told: list[object] = []

    count = print_pdf(printer, pdf, Maker(), (0, 0))(JobProgress(1, told.append))

    assert count == 2
    assert len(page_sizes((tmp_path / "ra.pdf").read_bytes())) == 2
    assert len(told) == 2


def test_all_pages_are_printed_unless_some_were_chosen(printer: QPrinter) -> None:
    assert chosen_pages(printer, 4) == (0, 1, 2, 3)

    keep_pages(printer, (1, 2))

    assert chosen_pages(printer, 4) == (1, 2)


def test_odd_and_even_sheets_make_the_whole_together() -> None:
    everything, odd, even = (tuple(filter(wanted, range(5))) for wanted in SIDES.values())

    assert odd == (0, 2, 4)
    assert tuple(sorted((*odd, *even))) == everything


def test_a_pc_without_a_printer_is_told_before_any_dialog() -> None:
    with pytest.raises(WardError, match="xuất PDF hoặc thêm máy in"):
        refuse_without_printer([], prints_to_file=False)
    refuse_without_printer(["Canon LBP"], prints_to_file=False)
    refuse_without_printer([], prints_to_file=True)


def test_a_printer_that_takes_nothing_is_told_in_a_sentence(
    printer: QPrinter, template: Path, tmp_path: Path
) -> None:
    pdf = (template / "142-CV-BTGDVTU.pdf").read_bytes()
    printer.setOutputFileName(str(tmp_path / "gone" / "ra.pdf"))

    with pytest.raises(DiskRefused, match="Máy in"):
        print_pdf(printer, pdf, Maker(), (0,))(JobProgress(1, lambda _told: None))
