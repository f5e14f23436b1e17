"""What every service works with: the database, the kept files, the clock and who acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wardapp.core.clock import Clock
from wardapp.core.identity import RecordId, new_record_id
from wardapp.core.journal import Actor, Command
from wardapp.core.profile import Holiday
from wardapp.core.settings import OfficeSettings
from wardapp.core.workdays import Workdays
from wardapp.services.secrets_gate import refuse_secret_words
from wardapp.services.workcalendar import workdays_around
from wardapp.store.attachments import FileStore
from wardapp.store.database import Database


@dataclass(frozen=True, slots=True)
class Desk:
    """The desk a service sits at; it holds no state of its own."""

    database: Database
    files: FileStore
    clock: Clock
    account: str
    public_days: tuple[Holiday, ...] = ()

    def today(self) -> date:
        """Return the day at the office."""
        return self.clock.today()

    def new_id(self) -> RecordId:
        """Return the name of a new record."""
        return new_record_id(self.clock.now_ms())

    def settings(self) -> OfficeSettings:
        """Return the settings of the office."""
        with self.database.read() as tx:
            return tx.catalogue.settings()

    def workdays(self) -> Workdays:
        """Return the working days around today: public holidays, then the office's own table."""
        with self.database.read() as tx:
            return workdays_around(self.today().year, self.public_days, tx.catalogue.holidays())

    def command(self, name: str, title: str, reason: str = "") -> Command:
        """Return one thing the clerk does now, as the journal and undo will show it.

        SecretRefused for a reason that is itself a mark of secrecy: every event would keep it.
        """
        refuse_secret_words(reason)
        return Command(
            name=name,
            title=title,
            actor=Actor(clerk=self.settings().current_clerk, account=self.account),
            now_ms=self.clock.now_ms(),
            step_id=self.new_id(),
            reason=reason,
        )
