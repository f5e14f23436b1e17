"""Real workbooks of units, damaged as they come back, through look, keep, settle, consolidate."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl

from tests.returned_units import (
    FORM,
    JUNE,
    damaged,
    key,
    no_identity,
    number_as_text,
    number_in_words,
    row_added,
    sent_in,
)
from wardapp.core.forms import FilledForm, FilledScope, FormValue
from wardapp.core.issuers import Unit
from wardapp.core.returns import (
    NOTED,
    CellPlace,
    DoubtKind,
    ReturnState,
    ReturnWish,
    SameUnit,
    SettleChoice,
)
from wardapp.services.office import Office

HELD = key("A", "A11", "actual")
ZALO = key("A", "A4", "actual")


def units(office: Office) -> list[Unit]:
    return [unit for unit in office.catalogue.units() if unit.kind == "tdp"]


def value_of(form: FilledForm, table: str, row: str, column: str) -> FormValue:
    found = form.table(table).row(row)
    cell = found.cell(column) if found else None
    return None if cell is None else cell.value


def words_at(path: Path, place: CellPlace) -> object:
    """Return what stands in a cell of a kept file."""
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    found = book[place.sheet][place.cell].value
    book.close()
    return found


def test_damaged_files_are_read_settled_and_consolidated_down_to_the_cell(
    party: Office, tmp_path: Path
) -> None:
    zero = {key("A", row.code, "actual"): 0 for row in party.reporting.spec(FORM).tables[0].rows}
    given = [{**zero, ZALO: 10 + at, HELD: at} for at in range(4)]
    paths = [
        sent_in(party, tmp_path, unit, values)
        for unit, values in zip(units(party), given, strict=False)
    ]
    for path, deed in zip(
        paths, (number_in_words, number_as_text, row_added, no_identity), strict=True
    ):
        damaged(path, deed)
    assert party.returns.are_returns(paths)
    assert not party.returns.are_returns(paths[3:])

    looked = party.returns.look_at(paths, FORM, JUNE)
    assert [each.blocked for each in looked] == [""] * 4
    assert [each.unit_id for each in looked] == [unit.id for unit in units(party)[:4]]
    wishes = [
        ReturnWish(proposal=each, unit_id=unit.id, period_id=JUNE)
        for each, unit in zip(looked, units(party), strict=False)
    ]
    kept = party.returns.keep_all(wishes)
    assert all(each.is_new for each in kept)
    first = kept[0].returned
    assert first.state is ReturnState.WAITING
    unreadable = next(each for each in first.doubts if each.kind is DoubtKind.UNREADABLE)
    assert unreadable.key == HELD
    assert unreadable.raw == "mấy cuộc"

    blank = [each for each in first.open_doubts if "A11 Họp tổ dân phố" in each.sentence]
    settled = party.returns.settle(first.id, unreadable.id, SettleChoice.TYPED, "2")
    assert not {each.id for each in blank} & {each.id for each in settled.open_doubts}

    form = party.consolidation.fill(FORM, JUNE)
    assert value_of(form, "A", "A11", "actual") == 2 + 1 + 2 + 3
    said = party.consolidation.contributions(form, HELD)
    assert [(each.unit_name, each.value, each.raw) for each in said[:2]] == [
        (units(party)[0].name, 2, "mấy cuộc"),
        (units(party)[1].name, 1, "1"),
    ]
    place = said[0].place
    assert place is not None
    assert words_at(party.returns.file_of(first), place) == "mấy cuộc"
    spare = party.returns.get(kept[2].returned.id)
    assert any("Vệ sinh chợ" in (each.raw + each.sentence) for each in spare.doubts)


def test_macros_and_links_to_other_books_are_told_and_ask_nothing(
    party: Office, tmp_path: Path
) -> None:
    path = sent_in(party, tmp_path, units(party)[0], {ZALO: 3})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
        archive.writestr("xl/externalLinks/externalLink1.xml", b"<externalLink/>")

    (proposal,) = party.returns.look_at([path])
    kept = party.returns.keep(proposal)

    notes = [each.sentence for each in kept.doubts if each.reason == NOTED]
    assert [each.split(";")[0] for each in notes] == [
        "Tệp có macro",
        "Tệp có liên kết tới sổ khác",
    ]
    assert not {each.reason for each in kept.open_doubts} & {NOTED}


def test_a_closed_consolidation_stays_and_says_what_came_after(
    party: Office, tmp_path: Path
) -> None:
    one, two, *_ = units(party)
    first = party.returns.look_at([sent_in(party, tmp_path, one, {ZALO: 3})])[0]
    party.returns.keep(first)
    whole = party.reporting.of(FilledScope.ALL)
    whole.put(FORM, JUNE, HELD, "9", "đếm theo sổ của phường")
    closed = whole.close(FORM, JUNE)
    assert party.consolidation.since_closing(closed).sentence == ""

    party.returns.keep(party.returns.look_at([sent_in(party, tmp_path, two, {ZALO: 4})])[0])

    form = party.consolidation.fill(FORM, JUNE)
    assert value_of(form, "A", "A4", "actual") == 3
    assert value_of(form, "A", "A11", "actual") == 9
    since = party.consolidation.since_closing(form)
    assert [each.unit_id for each in since.returns] == [two.id]
    assert "1 đơn vị gửi sau khi chốt" in since.sentence
    assert len(party.consolidation.contributions(form, ZALO)) == 1
    whole.reopen(FORM, JUNE, "thêm một tổ")
    assert value_of(party.consolidation.fill(FORM, JUNE), "A", "A4", "actual") == 7


def test_topics_are_proposed_merged_parted_and_kept_as_the_clerk_says(
    party: Office, tmp_path: Path
) -> None:
    words = ("Rác thải tồn đọng ở ngõ 5", "Rác thải tồn đọng trong ngõ 5", "Chợ tạm")
    paths = [
        sent_in(party, tmp_path, unit, {key("C", "C1", "issue"): text})
        for unit, text in zip(units(party), words, strict=False)
    ]
    party.returns.keep_all([ReturnWish(proposal=e) for e in party.returns.look_at(paths)])
    merging = party.merging

    board = merging.board(FORM, JUNE)
    assert [[topic.title for topic in each] for each in board.proposals] == [list(words[:2])]
    group = merging.join(board, [topic.member for topic in board.proposals[0]])
    board = merging.board(FORM, JUNE)
    assert [topic.title for topic in board.loose] == ["Chợ tạm"]
    merging.write(board, group, (("issue", "Rác thải"), ("spread", "Nhiều ý kiến")))

    form = party.consolidation.fill(FORM, JUNE)
    rows = form.table("C").rows
    assert [value_of(form, "C", row.code, "issue") for row in rows] == ["Rác thải", "Chợ tạm"]
    board = merging.board(FORM, JUNE)
    merging.take_out(board.merged[0].group, board.merged[0].topics[0].member)
    assert len(merging.board(FORM, JUNE).loose) == 3
    party.history.undo()
    assert len(merging.board(FORM, JUNE).merged[0].topics) == 2


def test_words_typed_over_a_row_that_was_replaced_stand_apart(
    party: Office, tmp_path: Path
) -> None:
    unit = units(party)[0]
    issue = key("C", "C1", "issue")
    first = party.returns.look_at([sent_in(party, tmp_path, unit, {issue: "Rác"})])[0]
    kept = party.returns.keep(first)
    whole = party.reporting.of(FilledScope.ALL)
    row = party.consolidation.fill(FORM, JUNE).table("C").rows[0].code
    whole.put(FORM, JUNE, key("C", row, "issue"), "Rác thải", "nói cho rõ")

    second = party.returns.look_at([sent_in(party, tmp_path, unit, {issue: "Ngập"})])[0]
    party.returns.keep(second, same_unit=SameUnit.NEW)

    form = party.consolidation.fill(FORM, JUNE)
    assert [value_of(form, "C", each.code, "issue") for each in form.table("C").rows] == ["Ngập"]
    assert [(each.typed, each.reason) for each in form.unplaced] == [("Rác thải", "nói cho rõ")]
    party.returns.use(kept.id)
    form = party.consolidation.fill(FORM, JUNE)
    assert value_of(form, "C", row, "issue") == "Rác thải"
    assert form.unplaced == ()


def test_the_workbook_shows_the_source_of_every_number(party: Office, tmp_path: Path) -> None:
    unit = units(party)[0]
    values = {ZALO: 3, key("E", "E2", "text"): "=HYPERLINK(1)"}
    party.returns.keep(party.returns.look_at([sent_in(party, tmp_path, unit, values)])[0])

    target = party.consolidated_export.to(FORM, JUNE, tmp_path / "tong-hop.xlsx")

    book = openpyxl.load_workbook(io.BytesIO(target.read_bytes()))
    rows = [[cell.value for cell in row] for row in book["Nguồn từng số"].iter_rows()]
    book.close()
    found = next(row for row in rows if row[3] == unit.name and row[2] == "Thực hiện")
    assert found[4] == 3
    assert found[6:9] == ["Bao cao to 1.xlsx", "Biểu A", found[8]]
    texts = [cell for row in rows for cell in row if isinstance(cell, str) and "HYPER" in cell]
    assert texts
    assert any("Chưa gửi: Tổ dân phố số 2" in str(row) for row in _texts(target))


def _texts(path: Path) -> list[object]:
    book = openpyxl.load_workbook(path)
    found = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    book.close()
    return found
