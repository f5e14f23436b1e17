"""Figures kept at hand are never old: each look says what counting anew says."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.conftest import Proof
from wardapp.core.daylog import LogEntry, LogQuery
from wardapp.core.errors import WardError
from wardapp.core.forms import CellKey, FilledForm, FilledScope
from wardapp.core.opinions import OpinionEntry
from wardapp.core.petitions import PetitionEntry
from wardapp.core.places import Places
from wardapp.core.profile import Holiday
from wardapp.core.returns import CellPlace, ReadValue, ReturnProposal, ReturnWish
from wardapp.services.consolidation import Consolidation
from wardapp.services.office import Office, open_for_command
from wardapp.services.reporting import Reporting

FORM, JUNE = "phu-luc-02", "2026-06"
FORMS = ((FORM, JUNE), ("bao-cao-thang-nen-tang-so", "2026-05"), ("thong-ke-phan-anh", JUNE))
FANPAGE = CellKey(table="A", row="A3", column="actual")
LINE = LogEntry(day=date(2026, 6, 4), channel="fanpage", content="Bài", amount=4)


@pytest.fixture
def beside(party: Office, places: Places) -> Iterator[Office]:
    """The same office opened by a command beside the window: another program's connection."""
    with open_for_command(party.folder, places, party.desk.clock) as office:
        yield office


def anew(office: Office, form_id: str = FORM, period_id: str = JUNE) -> list[FilledForm]:
    """Count our own and the consolidated form with nothing at hand."""
    reporting = Reporting(office.desk, office.form_book)
    joined = Consolidation(office.desk, reporting, office.form_book)
    reporting.consolidate_with(joined.figures)
    return [reporting.of(scope).fill(form_id, period_id) for scope in FilledScope]


def at_hand(office: Office, form_id: str = FORM, period_id: str = JUNE) -> list[FilledForm]:
    return [office.reporting.of(scope).fill(form_id, period_id) for scope in FilledScope]


def fanpage(office: Office) -> object:
    row = office.reporting.fill(FORM, JUNE).table("A").row("A3")
    cell = row.cell("actual") if row else None
    return cell.computed if cell else None


def test_what_a_command_beside_the_window_writes_counts_at_once(
    party: Office, beside: Office
) -> None:
    assert fanpage(party) is None

    line = beside.daylog.add(LINE)
    assert fanpage(party) == 4
    beside.daylog.amend(replace(line, amount=9))
    assert fanpage(party) == 9
    beside.daylog.remove(line.id)
    assert fanpage(party) is None


def test_undo_and_redo_count_at_once(party: Office) -> None:
    party.daylog.add(LINE)
    assert fanpage(party) == 4

    party.history.undo()
    assert fanpage(party) is None
    party.history.redo()
    assert fanpage(party) == 4


def test_a_restored_backup_brings_its_own_figures(party: Office, places: Places) -> None:
    party.daylog.add(LINE)
    kept = party.backups.make("thử")
    party.daylog.add(LINE)
    assert fanpage(party) == 8

    party.backups.restore(kept.name)

    with open_for_command(party.folder, places, party.desk.clock) as office:
        assert fanpage(office) == 4


def test_a_change_that_was_not_kept_leaves_no_figure_behind(party: Office) -> None:
    counted = []

    def dropped() -> None:
        command = party.desk.command("test", "Thử")
        with party.reporting.step(FORM, JUNE, command) as step:
            step.tx.daylog.add(LINE, record_id=step.tx.new_id(), registered_ms=1)
            row = party.reporting.filled_in(step, FORM, JUNE).table("A").row("A3")
            counted.append(row.cell("actual").computed if row else None)
            raise WardError("Dừng")

    with pytest.raises(WardError):
        dropped()
    assert counted == [4]
    assert fanpage(party) is None

    party.daylog.add(replace(LINE, amount=7))  # takes the place in the chain of the lost event
    assert fanpage(party) == 7


def test_typing_does_not_count_again(party: Office) -> None:
    party.daylog.add(LINE)
    before = party.reporting.fill(FORM, JUNE).table("B").rows

    form = party.reporting.put(FORM, JUNE, FANPAGE, 5, "đếm lại")

    assert form.table("B").rows is before
    assert form == anew(party)[0]


def renamed_channel(office: Office) -> object:
    channel = next(each for each in office.daylog.channels() if each.code == "fanpage")
    return office.catalogue.save_of_log(replace(channel, name="Trang của phường"))


def more_households(office: Office) -> object:
    unit = next(each for each in office.catalogue.units() if each.kind == "tdp")
    return office.catalogue.save(replace(unit, households=977))


def higher_target(office: Office) -> object:
    settings = office.catalogue.settings()
    return office.catalogue.save_settings(replace(settings, digital_target=77))


def petitioned(office: Office) -> object:
    issuer = office.catalogue.issuers()[0].id
    entry = PetitionEntry(issuer_id=issuer, received=date(2026, 6, 4), subject="Đường hỏng")
    return office.petitions.add(entry)


def heard(office: Office) -> object:
    return office.opinions.add(OpinionEntry(day=date(2026, 6, 4), issue="Giá nước"))


@pytest.mark.parametrize(
    ("deed", "form"),
    [
        (renamed_channel, FORM),
        (more_households, FORM),
        (heard, FORM),
        (higher_target, "bao-cao-thang-nen-tang-so"),
        (petitioned, "thong-ke-phan-anh"),
    ],
)
def test_whatever_a_figure_is_counted_from_moves_it_at_once(
    party: Office, beside: Office, deed: Callable[[Office], object], form: str
) -> None:
    party.daylog.add(replace(LINE, places=("*",)))
    before = at_hand(party, form), at_hand(beside, form)

    deed(beside)

    now = anew(party, form)
    assert (at_hand(party, form), at_hand(beside, form)) == (now, now)
    assert before == (before[0], before[0])
    assert now != before[0]


# ---- any change ------------------------------------------------------------------------------


class Walk:
    """A walk of changes over everything that a figure is counted from."""

    def __init__(self, office: Office, chance: random.Random, folder: Path) -> None:
        self.office, self.chance, self.folder = office, chance, folder
        self.deeds: tuple[Callable[[], object], ...] = (
            *(self.line, self.amended, self.removed, self.typed, self.cleared, self.undone),
            *(self.unit, self.channel, self.target, self.holiday, self.petition, self.topic),
            *(self.returned, self.unread, self.window, self.row, self.closed, self.reopened),
        )

    def step(self) -> str:
        """Do one thing; what the office refuses changes nothing, which is looked at too."""
        deed = self.chance.choice(self.deeds)
        try:
            deed()
        except WardError:
            return f"{deed.__name__} refused"
        return deed.__name__

    def day(self) -> date:
        return date(2026, 6, 5) - timedelta(days=self.chance.randrange(200))

    def line(self) -> object:
        channel = self.chance.choice(self.office.daylog.channels()).code
        places = self.chance.choice(((), ("*",), ("1",), ("2", "10")))
        entry = LogEntry(
            day=self.day(), channel=channel, content="Bài", places=places,
            amount=self.chance.randrange(9), reach=self.chance.choice((None, 0, 120)),
        )  # fmt: skip
        return self.office.daylog.add(entry)

    def some_line(self) -> object:
        return self.chance.choice(self.office.daylog.page(LogQuery()).rows or (self.line(),))

    def amended(self) -> object:
        return self.office.daylog.amend(replace(self.some_line(), day=self.day(), amount=3))

    def removed(self) -> object:
        return self.office.daylog.remove(self.some_line().id)

    def reports(self) -> tuple[Reporting, str, str]:
        scope = self.chance.choice(tuple(FilledScope))
        return (self.office.reporting.of(scope), *self.chance.choice(FORMS))

    def cell(self) -> tuple[Reporting, str, str, CellKey]:
        reporting, form, period = self.reports()
        rows = [row for table in reporting.fill(form, period).tables for row in table.rows]
        cell = self.chance.choice(self.chance.choice(rows).cells)
        return reporting, form, period, cell.key

    def typed(self) -> object:
        reporting, form, period, key = self.cell()
        return reporting.put(form, period, key, self.chance.choice((0, 3, "9/24")), "đếm lại")

    def cleared(self) -> object:
        reporting, form, period, key = self.cell()
        return reporting.clear(form, period, key, "bỏ")

    def undone(self) -> object:
        return self.chance.choice((self.office.history.undo, self.office.history.redo))()

    def unit(self) -> object:
        unit = self.chance.choice(self.office.catalogue.units())
        households = self.chance.choice((None, 10, 300))
        return self.office.catalogue.save(
            replace(unit, households=households, active=self.chance.random() < 0.8)
        )

    def channel(self) -> object:
        channel = self.chance.choice(self.office.daylog.channels())
        label = self.chance.choice(("hộ", "người", ""))
        return self.office.catalogue.save_of_log(replace(channel, reach_label=label))

    def target(self) -> object:
        settings = self.office.catalogue.settings()
        target = self.chance.randrange(1, 50)
        return self.office.catalogue.save_settings(replace(settings, digital_target=target))

    def holiday(self) -> object:
        return self.office.catalogue.save(Holiday(day=self.day(), name="Nghỉ bù"))

    def petition(self) -> object:
        issuer = self.office.catalogue.issuers()[0].id
        return self.office.petitions.add(
            PetitionEntry(issuer_id=issuer, received=self.day(), subject="Đường hỏng")
        )

    def topic(self) -> object:
        return self.office.opinions.add(OpinionEntry(day=self.day(), issue="Giá nước"))

    def returned(self) -> object:
        unit = self.chance.choice(self.office.catalogue.units())
        path = self.folder / f"{self.chance.random()}.xlsx"
        path.write_text(path.name, "utf-8")
        place = CellPlace(file=path.name, sheet="Biểu A", cell="D7")
        value = ReadValue(key=FANPAGE, value=self.chance.randrange(9), raw="", place=place)
        proposal = ReturnProposal(
            file=path.name, path=str(path), form_id=FORM, form_version="2026.1", period_id=JUNE,
            unit_id=unit.id, values=(value,),
        )  # fmt: skip
        return self.office.returns.keep_all([ReturnWish(proposal=proposal)])

    def unread(self) -> object:
        settings = self.office.catalogue.settings()
        return self.office.catalogue.save_settings(replace(settings, default_days=7))

    def window(self) -> object:
        reporting, form, period = self.reports()
        return reporting.set_window(form, period, *sorted((self.day(), self.day())))

    def row(self) -> object:
        reporting, form, period = self.reports()
        table = self.chance.choice(reporting.fill(form, period).tables)
        if table.rows and self.chance.random() < 0.5:
            return reporting.remove_row(form, period, table.code, table.rows[0].code)
        return reporting.add_row(form, period, table.code)

    def closed(self) -> object:
        reporting, form, period = self.reports()
        return reporting.close(form, period)

    def reopened(self) -> object:
        reporting, form, period = self.reports()
        return reporting.reopen(form, period, "sửa")


def walk(window: Office, beside: Office, folder: Path, chance: random.Random, steps: int) -> None:
    """Change things in the window and beside it; after each step look at a form."""
    walks = [Walk(office, chance, folder) for office in (window, beside)]
    for _ in range(steps):
        did = chance.choice(walks).step()
        place = chance.choice(FORMS)
        assert at_hand(window, *place) == anew(window, *place), did
        assert at_hand(beside, *place) == anew(window, *place), did


def test_figures_follow_every_change(party: Office, beside: Office, tmp_path: Path) -> None:
    walk(party, beside, tmp_path, random.Random(5), steps=6)


@pytest.mark.prove
@pytest.mark.timeout(3600)
def test_figures_follow_long_walks(
    party: Office, beside: Office, tmp_path: Path, proof: Proof
) -> None:
    steps = proof.times(test=40, prove=600, full=4_000)
    walk(party, beside, tmp_path, proof.random("figures"), steps=steps)
