"""A clerk at a database: short words for what the office does, for tests of the store."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.builders import TODAY, a_term, an_arrival, an_id, an_outgoing
from wardapp.core.clock import SetClock
from wardapp.core.dispatches import Incoming, Outgoing
from wardapp.core.identity import new_record_id
from wardapp.core.journal import Actor, Command
from wardapp.core.numbering import Scope, SeriesKey
from wardapp.store.database import Database
from wardapp.store.numbers import incoming_key
from wardapp.store.transaction import Transaction


def party_key(group: str = "CV") -> SeriesKey:
    """The counter of a type in the term of the committee."""
    return SeriesKey(
        issuer_id=an_id(101), book="di", group=group, scope=Scope.TERM, scope_value=a_term().id
    )


@dataclass
class Desk:
    """A clerk at a database."""

    database: Database
    clock: SetClock

    def command(self, title: str = "Việc", reason: str = "") -> Command:
        """A command of this instant."""
        now_ms = self.clock.now_ms()
        return Command(
            name="test",
            title=title,
            actor=Actor(clerk="Nguyễn Lan", account="MAY-1\\lan"),
            now_ms=now_ms,
            step_id=new_record_id(now_ms),
            reason=reason,
        )

    def begin(self, title: str = "Việc", reason: str = "") -> AbstractContextManager[Transaction]:
        """A writing transaction."""
        return self.database.begin(self.command(title, reason))

    def register(self, day: date = TODAY, **fields: Any) -> Incoming:
        """Register a dispatch with the next number."""
        arrival = an_arrival(arrival_date=day, **fields)
        with self.begin("Vào sổ") as tx:
            number = tx.numbers.take(incoming_key(arrival.issuer_id, day))
            return tx.incoming.add(
                arrival, arrival_number=number, record_id=tx.new_id(), registered_ms=tx.now_ms
            )

    def issue(self, group: str = "CV", **fields: Any) -> Outgoing:
        """Issue a dispatch with the next number of its type in the term."""
        with self.begin("Phát hành") as tx:
            number = tx.numbers.take(party_key(group))
            series = tx.numbers.series(party_key(group))
            values = {"id": tx.new_id(), "series_id": series.id, "number": number}
            return tx.outgoing.add(an_outgoing(**{**values, **fields}))

    def undo(self) -> str:
        """Take the newest step back."""
        return self.database.undo(self.command("Hoàn tác")).title

    def redo(self) -> str:
        """Do the step again that was taken back."""
        return self.database.redo(self.command("Làm lại")).title
