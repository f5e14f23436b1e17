"""Whatever a clerk does to the registers in whatever order, numbers and journal stay whole."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from tests.builders import NOW_MS, a_term, an_outgoing
from tests.conftest import Proof
from tests.desk import Desk, party_key
from wardapp.core.clock import SetClock
from wardapp.core.dispatches import IncomingStatus, Outgoing, OutgoingStatus
from wardapp.core.errors import BadValue, ChangedSince, NumberTaken
from wardapp.core.numbering import NumberState
from wardapp.store.database import Database
from wardapp.store.rebuild import rebuild

GROUPS = st.sampled_from(["CV", "KH"])
A_DAY_MS = 24 * 60 * 60 * 1000


class RegisterMachine(RuleBasedStateMachine):
    """A clerk who registers, issues, cancels, undoes and sets counters as chance wills."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        shutil.copyfile(self.template, self.folder / "office.db")
        self.database = Database.open(self.folder / "office.db")
        self.desk = Desk(self.database, SetClock(NOW_MS))
        self.shown: dict[tuple[str, int, str], str] = {}

    @rule(years=st.sampled_from([-365, 0, 0, 0, 365]))
    def register(self, years: int) -> None:
        """Register in the book of last, this or next year."""
        self.desk.register(self.desk.clock.today() + timedelta(days=years))

    @rule(group=GROUPS)
    def issue(self, group: str) -> None:
        """Issue with the next number."""
        self.desk.issue(group)

    @rule(group=GROUPS, number=st.integers(1, 12), suffix=st.sampled_from(["", "", "a"]))
    def write_by_hand(self, group: str, number: int, suffix: str) -> None:
        """Write a line with a number of one's own."""
        try:
            with self.desk.begin("Ghi tay") as tx:
                series = tx.numbers.use(party_key(group), number, suffix)
                line = an_outgoing(
                    id=tx.new_id(), series_id=series.id, number=number, suffix=suffix
                )
                tx.outgoing.add(line)
        except (NumberTaken, BadValue):
            return

    @rule(group=GROUPS, number=st.integers(0, 12))
    def set_last(self, group: str, number: int) -> None:
        """Tell the last number used on paper."""
        try:
            with self.desk.begin("Số đã dùng") as tx:
                tx.numbers.set_last(party_key(group), number)
        except BadValue:
            return

    @rule(group=GROUPS, number=st.integers(1, 12))
    def spoil(self, group: str, number: int) -> None:
        """Cancel a number without a line."""
        try:
            with self.desk.begin("Viết hỏng") as tx:
                tx.numbers.set_aside(party_key(group), number, NumberState.CANCELLED, "Viết hỏng")
        except (NumberTaken, BadValue):
            return

    @rule(data=st.data())
    def cancel_outgoing(self, data: st.DataObject) -> None:
        """Cancel one of the outgoing lines."""
        line = self._one_of(self._outgoing(), data)
        if line is not None:
            with self.desk.begin("Hủy", reason="Sai") as tx:
                tx.outgoing.save(replace(line, status=OutgoingStatus.CANCELLED))

    @rule(data=st.data())
    def cancel_incoming(self, data: st.DataObject) -> None:
        """Cancel one of the incoming lines."""
        with self.database.read() as tx:
            lines = tx.incoming.between(None, date.min, date.max)
        line = self._one_of(lines, data)
        if line is not None:
            with self.desk.begin("Hủy", reason="Nhầm") as tx:
                tx.incoming.save(replace(line, status=IncomingStatus.CANCELLED))

    @rule(data=st.data())
    def show(self, data: st.DataObject) -> None:
        """Print one of the outgoing lines: its number is on paper now."""
        line = self._one_of(self._outgoing(), data)
        if line is not None:
            with self.database.begin(self.desk.command("In"), undoable=False) as tx:
                tx.outgoing.save(replace(line, left_screen=True))
            self.shown[line.series_id, line.number, line.suffix] = line.id

    @rule()
    @precondition(lambda self: self.database.undoable() is not None)
    def undo(self) -> None:
        """Take the newest step back, when it may be."""
        try:
            self.desk.undo()
        except ChangedSince:
            return

    @rule()
    @precondition(lambda self: self.database.redoable() is not None)
    def redo(self) -> None:
        """Do again, when it may be."""
        try:
            self.desk.redo()
        except ChangedSince:
            return

    @rule()
    def let_a_day_pass(self) -> None:
        """Come back tomorrow."""
        self.desk.clock.instant_ms += A_DAY_MS

    def teardown(self) -> None:
        """Check the whole book at the end of each walk."""
        try:
            self._check_whole()
        finally:
            self.database.close()
            shutil.rmtree(self.folder)

    def _check_whole(self) -> None:
        with self.database.read() as tx:
            for series in tx.numbers.all():
                assert tx.numbers.unexplained(series.id) == ()
            assert tx.journal.verify() == ()
        held = {(line.series_id, line.number, line.suffix): line.id for line in self._outgoing()}
        assert len(held) == len(self._outgoing())
        for number, line_id in self.shown.items():
            assert held[number] == line_id
        assert rebuild(self.database, self.folder / "again.db") == ()

    def _outgoing(self) -> tuple[Outgoing, ...]:
        with self.database.read() as tx:
            return tx.outgoing.of_scope(None, a_term().id)

    @staticmethod
    def _one_of(lines: tuple[Any, ...], data: st.DataObject) -> Any:
        return data.draw(st.sampled_from(lines)) if lines else None


def walk(template: Path, examples: int, steps: int) -> None:
    machine = type("Walk", (RegisterMachine,), {"template": template})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_a_few_random_walks_keep_the_registers_whole(template: Path) -> None:
    walk(template, examples=6, steps=25)


@pytest.mark.prove
@pytest.mark.timeout(3000)
def test_many_random_walks_keep_the_registers_whole(template: Path, proof: Proof) -> None:
    walk(template, examples=proof.times(test=6, prove=250, full=5000), steps=50)
