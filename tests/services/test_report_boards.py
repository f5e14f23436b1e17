"""Boards of units, reminders, and what Hôm nay says of late reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.regime_examples import a_regime
from wardapp.core.clock import SetClock
from wardapp.core.dispatches import FileRole
from wardapp.core.errors import BadValue
from wardapp.core.letters import LetterNumbering
from wardapp.core.regime_views import ReportBoard
from wardapp.core.regimes import DutyState, Regime
from wardapp.core.returns import ReturnState, UnitReturn
from wardapp.core.serial import SerialTarget
from wardapp.services.office import Office

FORM = "phu-luc-02"


def a_return(office: Office, regime: Regime, at: int, day: date, state: ReturnState) -> UnitReturn:
    """Keep a return of the unit at a place of the regime."""
    path = office.folder / "exports" / "gui-ve.csv"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{at} {day} {state}", "utf-8")
    desk = office.desk
    returned = UnitReturn(
        id=desk.new_id(),
        form_id=FORM,
        form_version="2026.1",
        period_id="2026-06",
        unit_id=regime.unit_ids[at],
        file=desk.files.keep(path, path.name, FileRole.RETURN),
        received_on=day,
        received_ms=desk.clock.now_ms(),
        state=state,
    )
    with desk.database.begin(desk.command("test", "nhận")) as tx:
        return tx.returns.save(returned)


@pytest.fixture
def board(party: Office, clock: SetClock) -> ReportBoard:
    """The June board of a regime, looked at on 15 June with four units that sent something."""
    regime = a_regime(party, "ngày 10 của các tháng 6, 9, 12", form_id=FORM, title="Báo cáo quý")
    days = 86_400_000
    clock.instant_ms += 10 * days
    a_return(party, regime, 0, date(2026, 6, 9), ReturnState.ACCEPTED)
    a_return(party, regime, 1, date(2026, 6, 12), ReturnState.ACCEPTED)
    a_return(party, regime, 2, date(2026, 6, 10), ReturnState.WAITING)
    a_return(party, regime, 3, date(2026, 6, 8), ReturnState.REPLACED)
    a_return(party, regime, 3, date(2026, 6, 11), ReturnState.ACCEPTED)
    a_return(party, regime, 4, date(2026, 6, 8), ReturnState.REFUSED)
    return party.regime_desk.boards.board(regime.id)


def test_the_board_says_who_came_when(board: ReportBoard) -> None:
    states = [row.state for row in board.rows[:5]]

    assert board.period.id == "2026-06"
    assert states == [
        DutyState.ON_TIME, DutyState.CAME_LATE, DutyState.WAITING, DutyState.CORRECTED,
        DutyState.LATE,
    ]  # fmt: skip
    assert board.rows[1].days_late == 2
    assert (board.rows[3].corrections, board.rows[3].received_on) == (1, date(2026, 6, 8))
    counts = board.counts
    assert (counts.expected, counts.received, counts.on_time) == (24, 4, 3)
    assert (counts.came_late, counts.missing, counts.late) == (1, 20, 20)
    assert (counts.corrected, counts.waiting) == (1, 1)


def test_units_are_excused_or_received_on_paper_and_that_can_be_taken_back(
    party: Office, board: ReportBoard
) -> None:
    boards = party.regime_desk.boards
    five, six = board.rows[4].unit_id, board.rows[5].unit_id

    told = boards.excuse(board, (five,), "mới sáp nhập")
    told = boards.receive(told, (six,), date(2026, 6, 10))

    assert [row.state for row in told.rows[4:6]] == [DutyState.EXCUSED, DutyState.ON_TIME]
    assert (told.counts.expected, told.counts.excused) == (23, 1)
    assert told.rows[5].is_on_paper
    party.history.undo()
    assert boards.board(board.regime.id).rows[5].state is DutyState.LATE
    assert boards.excuse(told, (five,), "").rows[4].state is DutyState.LATE
    with pytest.raises(BadValue):
        boards.receive(board, (six,), date(2026, 7, 1))


def test_a_file_after_the_paper_and_a_correction_make_nobody_late(
    party: Office, board: ReportBoard
) -> None:
    second, fifth = board.rows[1].unit_id, board.rows[4].unit_id
    boards = party.regime_desk.boards
    boards.excuse(board, (fifth,), "mới sáp nhập")
    told = boards.receive(board, (second,), date(2026, 6, 10))
    standings = {each.unit_id: each for each in party.consolidation.standings(FORM, "2026-06")}

    assert told.rows[1].days_late == 0
    assert standings[second].is_late
    assert not standings[board.rows[2].unit_id].is_late  # it came on the due day
    assert not standings[board.rows[3].unit_id].is_late
    assert standings[board.rows[3].unit_id].received_on == date(2026, 6, 8)
    assert fifth not in {each.unit_id for each in party.consolidation.missing(FORM, "2026-06")}
    usual = party.regime_desk.reminders.usual(told)
    assert fifth not in usual.unit_ids
    assert usual.body.endswith("\nTrân trọng.")  # HD05 6.2.2: no "./."


def test_on_the_due_day_itself_its_board_is_shown_and_nobody_is_late(
    party: Office, clock: SetClock
) -> None:
    regime = a_regime(party, "ngày 10 của các tháng 6, 9, 12", form_id=FORM)
    clock.instant_ms += 5 * 86_400_000  # 10 June
    board = party.regime_desk.boards.board(regime.id)

    assert (board.period.id, board.counts.late) == ("2026-06", 0)
    standings = party.consolidation.standings(FORM, "2026-06")
    assert not any(each.is_late for each in standings)


def test_late_units_are_reminded_with_one_letter_each(
    party: Office, board: ReportBoard, tmp_path: Path
) -> None:
    reminders, boards = party.regime_desk.reminders, party.regime_desk.boards
    reminders.keep_text(
        "đôn đốc {{Báo cáo}}", "{{Đơn vị}} chậm {{Số ngày chậm}} ngày, hạn {{Hạn}}."
    )
    wish = replace(reminders.usual(board), numbering=LetterNumbering.EACH)
    target = SerialTarget(path=tmp_path / "nhac.docx")

    preview = reminders.preview(board, wish)
    made = reminders.make(board, wish, target)

    assert (preview.letters, preview.blocked, preview.warning) == (20, "", "")
    assert made.lines[0].number_symbol == preview.first_number
    assert made.lines[0].addressees == (board.rows[4].unit_name,)
    assert made.lines[0].subject == "đôn đốc báo cáo quý, kỳ tháng 6/2026"
    body = party.reading.read(target.path).text
    assert "Tổ dân phố số 5 chậm 5 ngày, hạn 10/6/2026." in body
    after = boards.board(board.regime.id)
    assert after.counts.reminded == 20
    assert after.rows[4].reminded_on == (date(2026, 6, 15),)
    with party.desk.database.read() as tx:
        duties = tx.regimes.duties(board.regime.id, "2026-06")
    assert {duty.reminded[0].outgoing_id for duty in duties} == {line.id for line in made.lines}


def test_one_number_for_all_letters_is_written_down_with_each_unit(
    party: Office, board: ReportBoard
) -> None:
    reminders = party.regime_desk.reminders
    units = tuple(row.unit_id for row in board.rows[4:7])
    wish = replace(reminders.usual(board), unit_ids=units, numbering=LetterNumbering.ONE)

    made = reminders.make(board, wish)

    with party.desk.database.read() as tx:
        duties = tx.regimes.duties(board.regime.id, "2026-06")
    told = {duty.unit_id: duty.reminded[0].outgoing_id for duty in duties}
    assert told == dict.fromkeys(units, made.lines[0].id)


def test_letters_without_a_number_are_only_written(
    party: Office, board: ReportBoard, tmp_path: Path
) -> None:
    reminders = party.regime_desk.reminders
    usual = reminders.usual(board)

    made = reminders.make(board, usual, SerialTarget(path=tmp_path / "nhac.docx"))

    assert (made.lines, made.letters) == ((), 20)
    assert party.regime_desk.boards.board(board.regime.id).counts.reminded == 20
    assert reminders.page(board, usual).startswith(b"%PDF")
    with pytest.raises(BadValue):
        reminders.make(board, usual)
    with pytest.raises(BadValue, match="Không có đơn vị nào chậm"):
        reminders.plan(board, replace(usual, unit_ids=()))


def test_the_board_goes_to_word_excel_and_pdf_with_its_history(
    party: Office, board: ReportBoard, tmp_path: Path
) -> None:
    boards = party.regime_desk.boards
    history = boards.history(board.regime)
    paper = boards.paper(board)

    assert [(each.on_time, each.expected) for each in history[:3]] == [(1, 1), (0, 1), (1, 1)]
    assert history[0].rate == 100
    assert [len(table.rows) for table in paper.tables] == [24, 24]
    assert len(boards.paper(board, only_late=True).tables[0].rows) == 20
    for ending in (".docx", ".xlsx", ".pdf"):
        assert party.exporting.printout_to(paper, tmp_path / f"bang{ending}").stat().st_size


def test_a_regime_typed_today_calls_for_nothing_of_the_past(party: Office) -> None:
    regime = a_regime(party, "ngày 01 hằng tháng")
    boards = party.regime_desk.boards

    assert boards.past_periods(regime) == ()
    assert boards.board(regime.id).period.id == "2026-07"
    assert party.today.board().overdue_count == 0


def test_today_names_our_reports_and_the_units_that_are_late(
    party: Office, board: ReportBoard
) -> None:
    own = a_regime(party, "ngày 20 hằng tháng", unit_ids=(), title="Báo cáo dư luận", to="Thành uỷ")

    found = {
        item.entity: item for item in (*party.today.board().overdue, *party.today.board().coming)
    }

    assert found["report_board"].record_id == board.regime.id
    assert found["report_board"].circumstance.startswith("20 đơn vị chưa gửi trên 24")
    assert found["regime"].title == "Báo cáo dư luận, kỳ tháng 6/2026"
    assert found["regime"].circumstance == "Báo cáo của ta · hằng tháng · gửi Thành uỷ"
    boards = party.regime_desk.boards
    boards.sent(own, party.regime_desk.regimes.period(own, "2026-06"), date(2026, 6, 15))
    items = (*party.today.board().overdue, *party.today.board().coming)
    assert "regime" not in {item.entity for item in items}
