from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from wardapp.core.errors import BadValue
from wardapp.core.forms import CellKey, FormValue
from wardapp.core.issuers import Unit
from wardapp.core.returns import (
    CellPlace,
    DoubtKind,
    ReadValue,
    ReturnDoubt,
    ReturnProposal,
    ReturnState,
    ReturnWish,
    SameUnit,
    SettleChoice,
)
from wardapp.services.office import Office

FORM = "phu-luc-02"
JUNE = "2026-06"
LOUD = CellKey(table="A", row="A1", column="actual")


def units(office: Office) -> tuple[Unit, ...]:
    return tuple(unit for unit in office.catalogue.units() if unit.kind == "tdp")


def a_value(key: CellKey, value: FormValue, file: str = "to.xlsx", cell: str = "D7") -> ReadValue:
    place = CellPlace(file=file, sheet="Biểu A", cell=cell)
    return ReadValue(key=key, value=value, raw=str(value), place=place)


def a_proposal(path: Path, unit: Unit, *values: ReadValue, **more: object) -> ReturnProposal:
    path.write_text(f"{path.name} {values}", "utf-8")
    return ReturnProposal(
        file=path.name,
        form_id=FORM,
        form_version="2026.1",
        period_id=JUNE,
        unit_id=unit.id,
        values=values,
        path=str(path),
        **more,  # type: ignore[arg-type]
    )


def a_doubt(number: int, kind: DoubtKind, cell: str, **more: object) -> ReturnDoubt:
    place = CellPlace(file="to.xlsx", sheet="Biểu A", cell=cell)
    return ReturnDoubt(
        id=f"d{number}",
        kind=kind,
        sentence="Xem lại ô này.",
        place=place,
        **more,  # type: ignore[arg-type]
    )


def test_a_return_counts_in_the_cell_down_to_its_place_and_is_undone_as_one_step(
    party: Office, tmp_path: Path
) -> None:
    one, two, *_ = units(party)
    wishes = [
        ReturnWish(proposal=a_proposal(tmp_path / f"{unit.code}.xlsx", unit, a_value(LOUD, count)))
        for unit, count in ((one, 3), (two, 0))
    ]

    kept = party.returns.keep_all(wishes)

    assert [each.returned.state for each in kept] == [ReturnState.ACCEPTED] * 2
    assert (
        party.returns.file_of(kept[0].returned).read_bytes()
        == Path(wishes[0].proposal.path).read_bytes()
    )
    form = party.consolidation.fill(FORM, JUNE)
    row = form.table("A").row("A1")
    cell = row.cell("actual") if row else None
    assert cell is not None
    assert cell.value == 3
    said = party.consolidation.contributions(form, LOUD)
    assert [(each.unit_name, each.value) for each in said] == [(one.name, 3), (two.name, 0)]
    assert said[0].place is not None
    assert said[0].place.cell == "D7"
    missing = party.consolidation.missing(FORM, JUNE)
    assert {each.unit_id for each in missing} == {each.id for each in units(party)[2:]}

    party.history.undo()

    assert party.returns.of_period(FORM, JUNE) == ()


def test_the_same_file_again_changes_nothing_and_says_so(party: Office, tmp_path: Path) -> None:
    unit = units(party)[0]
    proposal = a_proposal(tmp_path / "to.xlsx", unit, a_value(LOUD, 3))
    first = party.returns.keep(proposal)

    again = party.returns.keep_all((ReturnWish(proposal=proposal),))[0]

    assert not again.is_new
    assert again.returned == first
    assert "không có gì thay đổi" in again.sentence
    assert party.returns.of_period(FORM, JUNE) == (first,)


def test_a_second_return_of_a_unit_asks_which_counts_and_both_stay(
    party: Office, tmp_path: Path
) -> None:
    unit, other, *_ = units(party)
    first = party.returns.keep(a_proposal(tmp_path / "cu.xlsx", unit, a_value(LOUD, 3)))
    second = a_proposal(tmp_path / "moi.xlsx", unit, a_value(LOUD, 5))

    with pytest.raises(BadValue) as question:
        party.returns.keep(second)
    assert question.value.field == "same_unit"

    theirs = party.returns.keep(second, other.id)
    assert theirs.state is ReturnState.ACCEPTED
    party.history.undo()
    kept = party.returns.keep(second, same_unit=SameUnit.NEW)
    states = {each.id: each.state for each in party.returns.of_period(FORM, JUNE)}
    assert states == {first.id: ReturnState.REPLACED, kept.id: ReturnState.ACCEPTED}
    assert kept.replaces == first.id

    party.returns.use(first.id)
    states = {each.id: each.state for each in party.returns.of_period(FORM, JUNE)}
    assert states == {first.id: ReturnState.ACCEPTED, kept.id: ReturnState.REPLACED}


def test_the_old_return_may_stay_and_two_of_one_unit_at_once_are_asked_about(
    party: Office, tmp_path: Path
) -> None:
    unit = units(party)[0]
    both = [a_proposal(tmp_path / f"{n}.xlsx", unit, a_value(LOUD, n)) for n in (3, 5)]

    with pytest.raises(BadValue) as question:
        party.returns.keep_all([ReturnWish(proposal=each) for each in both])
    assert question.value.field == "same_unit"
    assert party.returns.of_period(FORM, JUNE) == ()
    wishes = [ReturnWish(proposal=both[0]), ReturnWish(proposal=both[1], same_unit=SameUnit.OLD)]
    kept = [each.returned.state for each in party.returns.keep_all(wishes)]

    assert kept == [ReturnState.ACCEPTED, ReturnState.REFUSED]
    row = party.consolidation.fill(FORM, JUNE).table("A").row("A1")
    cell = row.cell("actual") if row else None
    assert cell is not None
    assert cell.value == 3


def test_doubts_are_settled_one_by_one_with_the_old_words_kept(
    party: Office, tmp_path: Path
) -> None:
    unit = units(party)[0]
    fan = CellKey(table="A", row="A3", column="actual")
    doubts = (
        a_doubt(1, DoubtKind.UNREADABLE, "D7", key=LOUD, raw="mười hai"),
        a_doubt(2, DoubtKind.AMBIGUOUS, "D9", key=fan, raw="4", value=4),
        a_doubt(3, DoubtKind.AMBIGUOUS, "D10", key=fan, raw="6", value=6),
        a_doubt(4, DoubtKind.UNPLACED, "K2", raw="77"),
    )
    kept = party.returns.keep(a_proposal(tmp_path / "to.xlsx", unit, doubts=doubts))
    assert kept.state is ReturnState.WAITING

    with pytest.raises(BadValue):
        party.returns.settle(kept.id, "d1", SettleChoice.TAKEN)
    party.returns.settle(kept.id, "d1", SettleChoice.TYPED, "12")
    party.returns.settle(kept.id, "d3", SettleChoice.TAKEN)
    with pytest.raises(BadValue):
        party.returns.settle(kept.id, "d4", SettleChoice.LEFT)
    done = party.returns.settle(kept.id, "d4", SettleChoice.LEFT, reason="ghi ngoài biểu")

    assert {each.key: (each.value, each.raw) for each in done.values} == {
        LOUD: (12, "mười hai"),
        fan: (6, "6"),
    }
    assert [each.settled for each in done.doubts] == ["typed", "left", "taken", "left"]
    assert done.state is ReturnState.ACCEPTED


def test_a_value_left_out_counts_no_more(party: Office, tmp_path: Path) -> None:
    doubt = a_doubt(1, DoubtKind.CHECK, "D7", key=LOUD, raw="900", value=900)
    proposal = a_proposal(tmp_path / "to.xlsx", units(party)[0], a_value(LOUD, 900))
    kept = party.returns.keep(replace(proposal, doubts=(doubt,)))

    done = party.returns.settle(kept.id, "d1", SettleChoice.LEFT, reason="ghi nhầm")

    assert done.values == ()


def test_a_file_of_nobody_sure_or_of_tomorrow_is_asked_about(party: Office, tmp_path: Path) -> None:
    one, two, *_ = units(party)
    proposal = a_proposal(tmp_path / "to.xlsx", one, a_value(LOUD, 3))
    unsure = replace(proposal, unit_candidates=(one.id, two.id))

    with pytest.raises(BadValue) as whose:
        party.returns.keep(unsure)
    with pytest.raises(BadValue) as when:
        party.returns.keep(proposal, received_on=date(2026, 6, 6))

    assert (whose.value.field, when.value.field) == ("unit_id", "received_on")
    assert party.returns.keep(unsure, two.id).unit_id == two.id


def test_a_typed_value_that_breaks_a_rule_is_asked_about(party: Office, tmp_path: Path) -> None:
    unit = units(party)[0]
    homes, reached = (
        CellKey(table="B", row=unit.code, column=column) for column in ("households", "reached")
    )
    doubt = a_doubt(1, DoubtKind.UNREADABLE, "E5", key=reached, raw="gần hết")
    proposal = a_proposal(tmp_path / "to.xlsx", unit, a_value(homes, 100), doubts=(doubt,))
    kept = party.returns.keep(proposal)

    wrong = party.returns.settle(kept.id, "d1", SettleChoice.TYPED, "120")

    assert [each.kind for each in wrong.open_doubts] == [DoubtKind.CHECK]
    assert "120" in wrong.open_doubts[0].sentence
    assert wrong.state is ReturnState.WAITING
    form = party.consolidation.fill(FORM, JUNE)
    row = form.table("B").row(unit.code)
    cell = row.cell("reached") if row else None
    assert cell is not None
    assert cell.value != 120


def test_values_taken_at_once_are_asked_by_the_rules_too(party: Office, tmp_path: Path) -> None:
    unit = units(party)[0]
    homes, reached = (
        CellKey(table="B", row=unit.code, column=column) for column in ("households", "reached")
    )
    doubt = a_doubt(1, DoubtKind.UNREADABLE, "E5", key=reached, raw="120 hộ?", value=120)
    proposal = a_proposal(tmp_path / "to.xlsx", unit, a_value(homes, 100), doubts=(doubt,))
    kept = party.returns.keep(proposal)

    alone = party.returns.settle_all(kept.id, DoubtKind.UNREADABLE, SettleChoice.TAKEN)
    party.history.undo()
    (everywhere,) = party.returns.settle_everywhere(FORM, JUNE, DoubtKind.UNREADABLE)

    assert [each.kind for each in alone.open_doubts] == [DoubtKind.CHECK]
    assert [each.kind for each in everywhere.open_doubts] == [DoubtKind.CHECK]


def test_a_zero_typed_into_the_cell_of_a_doubt_stays_zero(party: Office, tmp_path: Path) -> None:
    doubt = a_doubt(1, DoubtKind.UNPLACED, "K2", raw="5", value=5)
    kept = party.returns.keep(a_proposal(tmp_path / "to.xlsx", units(party)[0], doubts=(doubt,)))

    assert party.returns.place(kept.id, "d1", LOUD, 0).values[0].value == 0
