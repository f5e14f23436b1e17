"""Old books come in with the numbers they had, as one step that can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardapp.core.dispatches import Incoming, IncomingStatus
from wardapp.core.errors import Cancelled, ChangedSince, SecretRefused
from wardapp.core.numbering import NumberState
from wardapp.core.old_books import LEFT_OUT, CellFix, Doubt, DryRun, OldCell
from wardapp.services.importing import NOT_IN_BOOK
from wardapp.services.importing_dates import DayHints, read_day
from wardapp.services.importing_heads import columns_of
from wardapp.services.importing_numbers import read_number, read_symbol, type_of
from wardapp.services.office import Office
from wardapp.store.rebuild import rebuild

DAY = date(2026, 6, 5)
IN_2019 = """SỔ ĐĂNG KÝ VĂN BẢN ĐẾN NĂM 2019
Ngày đến;Số đến;Tác giả;Số, ký hiệu;Ngày tháng;Trích yếu;Đơn vị hoặc người nhận;Ghi chú
(1);(2);(3);(4);(5);(6);(7);(8)
02/1;1;UBND phường Liên Hồ;12/UBND-VHXH;31/12/2018;V/v tổng kết năm;Văn phòng;
3.1;2;-nt-;Số: 05-CV/ĐU;2-1-19;Báo cáo tháng 1;Ban XDĐ;
ngày 04 tháng 01 năm 2019;2;Sở Y tế;7;03/01/19;Trùng số;;
5/1;12a;Sở Y tế;8/SYT-NV;04/01/2019;Số chèn;;
32/1;5;Sở Y tế;9/SYT-NV;04/01/2019;Ngày sai;;
7/1;6;Công an phường;;05/01/2019;Chuyển tài liệu;;Mật
8/1;9;Sở Nội vụ;10/SNV-CCHC;05/01/2019;Kê khai tài sản;;
Tổng số: 7 văn bản
"""
OUT_2026 = """Số, ký hiệu;Ngày tháng;Tên loại và trích yếu;Người ký;Nơi nhận
01-KH/ĐU;10/8/2025;Kế hoạch đại hội chi bộ;Lê Văn Ân;Như trên; Lưu VP
03-KH/ĐU;12/8/2025;Kế hoạch kiểm tra;Lê Văn Ân;Như trên
05-CV/ĐU;12/8/2020;Về việc nhiệm kỳ trước;Lê Văn Ân;Như trên
"""


@pytest.fixture
def office(party: Office) -> Office:
    """The Party example, without a line yet."""
    return party


def dry_run(office: Office, text: str, tmp_path: Path, *fixes: CellFix) -> DryRun:
    """Read a text as an old book and look at it."""
    path = tmp_path / "so-cu.csv"
    path.write_text(text, "utf-8")
    importing = office.importing
    files = importing.open([path])
    issuers = {issuer.symbol: issuer for issuer in importing.issuers()}
    book = importing.guess_book(files)
    plan = importing.plan(files, book, issuers["ĐU"].id)
    return importing.dry_run(files, replace(plan, fixes=fixes))


def told(doubts: tuple[Doubt, ...]) -> list[tuple[int, str, bool]]:
    """Return row, head and weight of doubts."""
    return [(doubt.row, doubt.head, doubt.blocks) for doubt in doubts]


def test_a_dry_run_tells_every_doubtful_cell_and_writes_nothing(
    office: Office, tmp_path: Path
) -> None:
    dry = dry_run(office, IN_2019, tmp_path)
    assert dry.plan.book == "den"
    assert told(dry.doubts) == [(6, "Số đến", True), (8, "Ngày đến", True), (9, "", False)]
    assert (dry.counts.rows, dry.counts.ready, dry.counts.blocked) == (7, 5, 2)
    lines = [line.line for line in dry.lines if isinstance(line.line, Incoming)]
    assert [(line.arrival_code, line.arrival_date) for line in lines] == [
        ("1", date(2019, 1, 2)),
        ("2", date(2019, 1, 3)),
        ("12a", date(2019, 1, 5)),
        ("9", date(2019, 1, 8)),
    ]
    assert lines[1].organ_name == "UBND phường Liên Hồ"
    assert lines[1].number_symbol == "05-CV/ĐU"
    assert lines[1].issued_date == date(2019, 1, 2)
    assert lines[0].status is IncomingStatus.DONE
    assert [(gap.first, gap.last) for gap in dry.missing] == [(3, 5), (7, 8), (10, 12)]
    with office.desk.database.read() as tx:
        assert tx.incoming.newest() is None
        assert tx.lists.mappings() == ()


def test_the_clerk_mends_a_cell_and_leaves_a_row_out(office: Office, tmp_path: Path) -> None:
    name = "so-cu.csv"
    fixes = (CellFix(name, "so-cu", 8, 0, "6/1"), CellFix(name, "so-cu", 6, LEFT_OUT))
    dry = dry_run(office, IN_2019, tmp_path, *fixes)
    assert told(dry.doubts) == [(9, "", False)]
    assert (dry.counts.ready, dry.counts.left_out) == (6, 1)


def test_an_import_keeps_numbers_explains_gaps_and_goes_back_as_one_step(
    office: Office, tmp_path: Path
) -> None:
    database = office.desk.database
    done = office.importing.run(dry_run(office, IN_2019, tmp_path))
    assert (done.lines, done.secrets, done.series) == (4, 1, 1)
    with database.read() as tx:
        issuer = next(each for each in tx.catalogue.issuers() if each.symbol == "ĐU")
        first = tx.incoming.by_number(issuer.id, 2019, 1)
        series = next(each for each in tx.numbers.all() if each.key.scope_value == "2019")
        assert first is not None
        assert tx.search.find("tong ket nam")[0].record_id == first.id
        assert series.last_number == 12
        assert tx.numbers.unexplained(series.id) == ()
        marks = {(mark.first, mark.state) for mark in tx.bulk.marks_of(series.id)}
        assert (6, NumberState.SECRET) in marks
        assert (7, NumberState.EXTERNAL) in marks
        assert {m.reason for m in tx.bulk.marks_of(series.id) if m.first == 7} == {NOT_IN_BOOK}
        assert "SHA-256" in tx.journal.history("incoming", first.id)[0].reason
    assert rebuild(database, tmp_path / "again.db") == ()
    undo_and_redo(office, first, tmp_path)


def undo_and_redo(office: Office, first: Incoming, tmp_path: Path) -> None:
    """Take an import back, do it again, take it back: each is whole."""
    database = office.desk.database
    office.history.undo()
    with database.read() as tx:
        assert tx.incoming.newest() is None
        assert tx.search.find("tong ket nam") == ()
        assert not [each for each in tx.numbers.all() if each.key.scope_value == "2019"]
        assert tx.journal.verify() == ()
    office.history.redo()
    with database.read() as tx:
        assert tx.incoming.get(first.id) == first
        assert tx.search.find("tong ket nam")[0].record_id == first.id
    assert rebuild(database, tmp_path / "redone.db") == ()
    office.history.undo()
    assert rebuild(database, tmp_path / "undone.db") == ()


def test_what_changed_since_keeps_an_import_where_it_is(office: Office, tmp_path: Path) -> None:
    done = office.importing.run(dry_run(office, IN_2019, tmp_path))
    assert done.first is not None
    line = office.intake.get(done.first)
    office.intake.amend(replace(line, subject="Sửa tay"))
    office.history.undo()
    office.intake.amend(replace(line, subject="Sửa lại"))
    with office.desk.database.begin(office.desk.command("x", "x"), undoable=False) as tx:
        tx.incoming.save(replace(tx.incoming.get(line.id), description="khác"))
    office.history.undo()
    with pytest.raises(ChangedSince) as refusal:
        office.history.undo()
    assert "số 1" in refusal.value.sentence


def test_lines_that_the_office_has_stay_out_and_stopping_writes_nothing(
    office: Office, tmp_path: Path
) -> None:
    class Stop:
        def step(self, done: int, total: int, text: str) -> None:
            if text == "Đang ghi vào sổ":
                raise Cancelled

    dry = dry_run(office, IN_2019, tmp_path)
    with pytest.raises(Cancelled):
        office.importing.run(dry, Stop())
    with office.desk.database.read() as tx:
        assert tx.incoming.newest() is None
    office.importing.run(dry)
    again = dry_run(office, IN_2019, tmp_path)
    held = [doubt for doubt in again.doubts if "đã có trong sổ" in doubt.why]
    assert len(held) == 5  # line 6 repeats a number that is held now
    assert office.importing.columns(again.files, "den")[0][1].is_remembered


def test_party_papers_are_numbered_by_type_in_their_term_or_wait_for_one(
    office: Office, tmp_path: Path
) -> None:
    dry = dry_run(office, OUT_2026, tmp_path)
    assert dry.plan.book == "di"
    assert told(dry.doubts) == [(4, "Ngày tháng", True)]
    assert "Chưa có nhiệm kỳ" in dry.doubts[0].why
    office.importing.add_term(dry.plan.issuer_id, "2020 - 2025", date(2020, 7, 1), None)
    mended = office.importing.dry_run(dry.files, dry.plan)
    assert mended.doubts == ()
    # The example says that Kế hoạch 1 to 4 of this term are on paper: no gap, and lines fill them.
    (gap,) = mended.missing
    assert (gap.label.split(",")[0], gap.first, gap.last) == ("Công văn", 1, 4)
    done = office.importing.run(mended)
    with office.desk.database.read() as tx:
        lines = tx.outgoing.between(dry.plan.issuer_id, date(2020, 1, 1), DAY)
        found = [line for line in lines if line.number_symbol in {"01-KH/ĐU", "05-CV/ĐU"}]
    assert done.lines == 3
    assert {line.type_name for line in found} == {"Kế hoạch", "Công văn"}
    assert rebuild(office.desk.database, tmp_path / "again.db") == ()


def test_a_book_with_a_mark_of_secrecy_above_its_head_is_refused(
    office: Office, tmp_path: Path
) -> None:
    with pytest.raises(SecretRefused):
        dry_run(office, "TUYỆT MẬT\n" + IN_2019, tmp_path)


def test_days_and_months_that_excel_turned_round_are_found_by_their_column() -> None:
    typed = OldCell("06/05/2019", "06/05/2019", date(2019, 5, 6))
    found = read_day(typed, DayHints(DAY, is_turned=True))
    assert (found.day, bool(found.why)) == (date(2019, 6, 5), True)
    month_first = DayHints(DAY, is_month_first=True)
    assert read_day(OldCell("06/05/2019", "06/05/2019"), month_first).day == date(2019, 6, 5)


@given(st.dates(date(1950, 1, 1), DAY), st.integers(0, 7))
def test_a_day_is_read_in_every_habit_of_writing_it(day: date, habit: int) -> None:
    ways = (
        f"{day.day:02}/{day.month}/{day.year}",
        f"{day.day}-{day.month:02}-{day.year}",
        f"{day.day}.{day.month}.{day.year}",
        day.isoformat(),
        f"{day.isoformat()}T00:00:00",
        f"ngày {day.day:02} tháng {day.month:02} năm {day.year}",
        f"{day.day:02}/{day.month:02}",
        f"{day.day:02}{day.month:02}{day.year}",
    )
    text = ways[habit]
    assert read_day(OldCell(text, text), DayHints(DAY, day.year)).day == day


def test_a_year_of_four_figures_is_never_guessed_from_its_last_two() -> None:
    for text in ("1/1/0001", "1/1/0000", "5/6/0026"):
        found = read_day(OldCell(text, text), DayHints(DAY, DAY.year))
        assert found.day is None
        assert "quá xa" in found.why


def test_numbers_and_symbols_stay_what_they_were() -> None:
    assert (read_number("Số: 012").number, read_number("12 A").suffix) == (12, "a")
    assert (read_number("12-15").number, read_number("12-15").last) == (12, 15)
    for no_number in ("không số", "22.5", "1.234"):
        assert read_number(no_number).number is None
    symbol = read_symbol("123/2019/NQ-HĐND")
    assert (symbol.number, symbol.notation) == (123, "2019/NQ-HĐND")
    assert read_symbol("5 BXD").notation == "BXD"
    assert type_of("", "KH/ĐU", "") == ("KH", "Kế hoạch")
    assert type_of("", "", "Tờ trình xin kinh phí") == ("TTr", "Tờ trình")


def test_a_head_of_two_rows_is_found_below_titles(office: Office, tmp_path: Path) -> None:
    rows = "ĐẢNG BỘ\n\nVăn bản đến;;Văn bản;;Nội dung;\nNgày;Số;Ký hiệu;Ngày ban hành;;Nơi gửi\n"
    path = tmp_path / "a.csv"
    path.write_text(rows + "1/1/2020;1;CV;1/1/2020;x;y\n", "utf-8")
    (file,) = office.importing.open([path])
    found = columns_of(file.sheets[0], "den")
    assert found.fields == (
        "arrival_date", "arrival_number", "number_symbol", "issued_date", "subject", "organ_name",
    )  # fmt: skip
