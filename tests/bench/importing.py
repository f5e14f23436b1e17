"""An old book of 50,000 rows: read, looked at, written, taken back; beside openpyxl reading it."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from openpyxl import Workbook, load_workbook

from tests.bench.table import Row, timed
from tests.old_texts import as_tcvn3, cells
from tests.picture_old_book import ORGANS
from wardapp.app import find_places
from wardapp.core.clock import DayClock
from wardapp.core.old_books import DryRun, Imported, OldFile
from wardapp.services.office import Office, create_office
from wardapp.services.setup import example_profile

ROWS = 50_000
DAY = date(2026, 6, 5)
HEAD = (
    "Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu", "Ngày tháng", "Tên loại và trích yếu nội dung",
    "Đơn vị hoặc người nhận", "Ngày chuyển", "Ký nhận", "Ghi chú",
)  # fmt: skip
OLD_SHARE = 0.3


def measure(out: Path) -> list[Row]:
    """Return the times of one import of the whole book."""
    path = _book(out / f"old-book-{ROWS}.xlsx")
    places = replace(find_places(), data=out / "data-import")
    shutil.rmtree(out / "office-import", ignore_errors=True)
    clock = DayClock(DAY)
    profile = example_profile("party", places, clock)
    with create_office(out / "office-import", profile, places, clock) as office:
        return _measured(office, path)


def _measured(office: Office, path: Path) -> list[Row]:
    importing = office.importing
    files: list[OldFile] = []
    dry: list[DryRun] = []
    done: list[Imported] = []
    reading = timed(lambda: files.extend(importing.open([path])))

    def look() -> None:
        plan = importing.plan(files, "den", importing.issuers()[0].id)
        dry.append(importing.dry_run(files, plan))

    looking = timed(look)
    writing = timed(lambda: done.append(importing.run(dry[0])))
    back = timed(office.history.undo)
    peer = timed(lambda: _with_openpyxl(path))
    whole = reading + looking + writing
    told = f"target ≤ 30000; {done[0].lines} lines, {dry[0].counts.mended} cells of old fonts"
    return [
        Row(f"import of {ROWS} rows: read, dry run, write", (whole,), told),
        Row("  of it: reading the file", (reading,)),
        Row("  of it: dry run", (looking,)),
        Row("  of it: writing", (writing,)),
        Row("    others wait (write lock held)", (float(done[0].locked_ms),)),
        Row("undo of the import", (back,)),
        Row("  peer: openpyxl reads the cells, nothing more", (peer,)),
    ]


def _with_openpyxl(path: Path) -> int:
    book = load_workbook(path, read_only=True)
    count = sum(1 for _row in book.worksheets[0].iter_rows(values_only=True))
    book.close()
    return count


def _book(path: Path) -> Path:
    """Return a workbook of ten years, a third of it typed for .VnTime."""
    if path.exists():
        return path
    print(f"making a book of {ROWS} rows once ...", flush=True)
    chance = random.Random(5)
    book = Workbook(write_only=True)
    years = 10
    for year in range(2015, 2015 + years):
        sheet = book.create_sheet(f"Năm {year}")
        sheet.append([f"SỔ ĐĂNG KÝ VĂN BẢN ĐẾN NĂM {year}"])
        sheet.append(list(HEAD))
        for number in range(1, ROWS // years + 1):
            sheet.append(_row(chance, year, number, ROWS // years))
    book.save(path)
    return path


def _row(chance: random.Random, year: int, number: int, most: int) -> list[object]:
    day = date(year, 1, 2) + timedelta(days=number * 360 // most)
    organ, notation = chance.choice(ORGANS)
    subject = f"Về việc {cells(chance, 1)[0]}, lần {number} năm {year}"
    write = as_tcvn3 if chance.random() < OLD_SHARE else str
    joint = "-" if "/" in notation else "/"
    symbol = f"{1 + number % 400}{joint}{notation}"
    issued = day - timedelta(days=2)
    return [day, number, write(organ), symbol, f"{issued.day}/{issued.month}/{issued.year}",
            write(subject), "Văn phòng", day, None, None]  # fmt: skip
