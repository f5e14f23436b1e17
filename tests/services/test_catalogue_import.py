"""Lists out of Excel and CSV: first a dry run, then all in one step."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.builders import a_body, an_issuer
from tests.folder_tools import an_office, an_opening
from wardapp.core.catalogue import ListChange, ListKind
from wardapp.core.clock import SetClock
from wardapp.core.errors import SecretRefused, UnreadableFile, WardError
from wardapp.core.issuers import BodyLevel
from wardapp.core.places import Places
from wardapp.documents.reader import FileReader
from wardapp.services.catalogue import Catalogue
from wardapp.services.catalogue_import import CatalogueImport
from wardapp.services.desk import Desk
from wardapp.services.history import History
from wardapp.store.database import Database


@pytest.fixture
def desk(tmp_path: Path, clock: SetClock) -> Iterator[Desk]:
    folder = an_office(tmp_path / "so", an_opening(tmp_path / "data"))
    database = Database.open(folder.database)
    yield Desk(database, folder.file_store(), clock, "VP-01\\hà")
    database.close()


@pytest.fixture
def lists(desk: Desk, places: Places) -> CatalogueImport:
    return CatalogueImport(desk, FileReader(places.resources))


def a_workbook(path: Path, *rows: tuple[object, ...]) -> Path:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    made = BytesIO()
    book.save(made)
    path.write_bytes(made.getvalue())
    return path


@pytest.mark.parametrize("kind", list(ListKind))
def test_a_template_comes_back_as_it_was_filled(
    lists: CatalogueImport, desk: Desk, tmp_path: Path, kind: ListKind
) -> None:
    target = lists.template(kind, tmp_path / "mau.xlsx")

    plan = lists.look_at(kind, target)

    assert [line.change for line in plan.lines] == [ListChange.ADD, ListChange.ADD], plan.lines
    assert plan.unused == ()
    assert lists.bring_in(plan) == 2
    again = lists.look_at(kind, target)
    assert again.count(ListChange.SAME) == 2
    with pytest.raises(WardError, match="không có dòng nào mới"):
        lists.bring_in(again)


def test_a_dry_run_writes_nothing_and_tells_every_line(
    lists: CatalogueImport, desk: Desk, tmp_path: Path
) -> None:
    catalogue = Catalogue(desk)
    kept = catalogue.save(a_body(short_names=("Ban TGDV",), symbol=""))
    file = a_workbook(
        tmp_path / "co-quan.xlsx",
        ("DANH SÁCH CƠ QUAN", None),
        ("STT", "Tên cơ quan", "Cấp", "Email", "Tên cũ", "Ký hiệu"),
        (1, "ban  tgdv", "Thành phố", "vt@tgdv.example", "Ban Tuyên giáo (BTG, 01/02/2025)", "X"),
        (2, "Sở Nội vụ", "trung ương", "không phải thư", None, None),
        (3, None, "Phường", None, None, None),
        (4, "Sở Y tế", "sao Hỏa", None, None, None),
        (5, "Sở Tư pháp", "Thành phố", None, None, '=CONCAT("S","TP")'),
    )

    plan = lists.look_at(ListKind.BODIES, file)

    assert [(line.row, line.change) for line in plan.lines] == [
        (3, ListChange.CHANGE),
        (4, ListChange.REFUSED),
        (5, ListChange.REFUSED),
        (6, ListChange.REFUSED),
        (7, ListChange.ADD),
    ]
    assert kept.name in plan.lines[0].sentence
    assert "sao Hỏa" in plan.lines[3].sentence
    assert plan.unused == ("STT",)
    assert catalogue.bodies() == (kept,)

    lists.bring_in(plan)
    changed = next(each for each in catalogue.bodies() if each.id == kept.id)
    assert (changed.name, changed.level) == (kept.name, BodyLevel.CITY)
    assert changed.former_names[0].symbol == "BTG"
    assert {each.symbol for each in catalogue.bodies()} == {"X", ""}  # no formula is worked out

    History(desk).undo()
    assert catalogue.bodies() == (kept,)


def test_rows_of_one_group_are_put_together_and_csv_is_read(
    lists: CatalogueImport, desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "nhom.csv"
    file.write_text("Tên nhóm;Nơi nhận\nCác chi bộ;Chi bộ 1\n;Chi bộ 2\nKhác;UBND\n", "utf-8-sig")
    lists.bring_in(lists.look_at(ListKind.GROUPS, file))

    groups = Catalogue(desk).addressee_groups()
    assert [(each.name, each.members) for each in groups] == [
        ("Các chi bộ", ("Chi bộ 1", "Chi bộ 2")),
        ("Khác", ("UBND",)),
    ]


def test_a_signer_is_told_apart_by_title(
    lists: CatalogueImport, desk: Desk, tmp_path: Path
) -> None:
    rows = (
        ("Họ và tên", "Chức vụ", "Ký cho", "Từ ngày"),
        ("Trần Thu Hà", "BÍ THƯ", an_issuer().symbol, "01/7/2025"),
        ("Trần Thu Hà", "CHỦ TỊCH", "Cơ quan lạ", ""),
    )
    plan = lists.look_at(ListKind.SIGNERS, a_workbook(tmp_path / "nguoi-ky.xlsx", *rows))
    assert [line.change for line in plan.lines] == [ListChange.ADD, ListChange.REFUSED]


def test_files_that_are_no_list_are_refused_in_a_sentence(
    lists: CatalogueImport, tmp_path: Path
) -> None:
    empty = a_workbook(tmp_path / "rong.xlsx")
    headless = a_workbook(tmp_path / "khac.xlsx", ("a", "b"), (1, 2))
    broken = tmp_path / "hong.xlsx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    old = tmp_path / "cu.xls"
    old.write_bytes(b"\xd0\xcf\x11\xe0")
    for file in (empty, headless, broken, old):
        with pytest.raises(UnreadableFile):
            lists.look_at(ListKind.UNITS, file)
    secret = a_workbook(tmp_path / "m.xlsx", ("TUYỆT MẬT",), ("Tên đơn vị",))
    with pytest.raises(SecretRefused):
        lists.look_at(ListKind.UNITS, secret)
    assert load_workbook(empty) is not None
