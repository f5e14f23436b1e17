"""What a clerk does at one PC, by chance: lines of all books, catalogue, dossiers, numbers."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from tests.builders import a_log_entry, an_arrival
from wardapp.core.dispatches import OutgoingEntry
from wardapp.core.dossier_views import RecordRef
from wardapp.core.forms import CellKey
from wardapp.core.issuers import SignerInfo, Unit
from wardapp.core.keeping import TakingOver
from wardapp.core.numbering import Reserving
from wardapp.core.petitions import PetitionClosing, PetitionEntry, PetitionStatus
from wardapp.services.office import Office
from wardapp.store import entities
from wardapp.store.entities import Entity

FORM, PERIOD = "phu-luc-02", "2026-06"
CELLS = tuple(CellKey(table="A", row=row, column="actual") for row in ("A1", "A3"))
WORDS = ("Tuyên truyền", "Họp tổ dân phố", "Tiêm chủng", "Đọc sách", "Vệ sinh", "Bầu cử")
ENDS = (PetitionStatus.DONE, PetitionStatus.FORWARDED, PetitionStatus.FILED)


@dataclass
class Clerk:
    """A clerk with dice at an open office."""

    office: Office
    dice: random.Random

    def words(self) -> str:
        """Return some words that nobody else wrote."""
        return f"{self.dice.choice(WORDS)} {self.dice.randrange(1000)}"

    def today(self) -> date:
        """Return the day as this PC has it."""
        return self.office.desk.today()

    def any_of(self, entity: Entity[Any]) -> Any:
        """Return one of the records of a kind; nothing is done where there is none."""
        with self.office.desk.database.read() as tx:
            values = sorted(tx.work.all(entity), key=entity.key_of)
        if not values:
            raise NothingThere
        return self.dice.choice(values)

    # ---- the log and the catalogue -----------------------------------------------------------

    def log(self) -> None:
        amount = self.dice.randrange(1, 9)
        self.office.daylog.add(a_log_entry(content=self.words(), amount=amount))

    def amend_log(self) -> None:
        line = self.any_of(entities.LOG_LINE)
        changes: dict[str, Any] = self.dice.choice(
            ({"content": self.words()}, {"amount": self.dice.randrange(1, 99)},
             {"note": self.words()}, {"evidence_links": (f"https://lienho.vn/{self.dice.randrange(99)}",)})
        )  # fmt: skip
        self.office.daylog.amend(replace(line, **changes))

    def remove_log(self) -> None:
        self.office.daylog.remove(self.any_of(entities.LOG_LINE).id)

    def unit(self) -> None:
        name = f"Tổ dân phố {self.dice.randrange(100, 140)}"
        self.office.catalogue.save(Unit(id=self.office.catalogue.new_id(), name=name))

    def email(self) -> str:
        """Return an address that nobody else wrote."""
        return f"to{self.dice.randrange(1000)}@lienho.vn"

    def amend_unit(self) -> None:
        unit = self.any_of(entities.UNIT)
        changes: dict[str, Any] = self.dice.choice(
            ({"households": self.dice.randrange(50, 400)}, {"email": self.email()},
             {"name": f"Tổ dân phố {self.dice.randrange(100, 140)}"})
        )  # fmt: skip
        self.office.catalogue.save(replace(unit, **changes))

    def remove_unit(self) -> None:
        self.office.catalogue.remove(self.any_of(entities.UNIT))

    def body(self) -> None:
        body = self.any_of(entities.BODY)
        new = {"id": self.office.catalogue.new_id()} if self.dice.random() < 0.4 else {}
        self.office.catalogue.save(replace(body, name=self.words(), **new))

    def settings(self) -> None:
        kept = self.office.catalogue.settings()
        changes: dict[str, Any] = self.dice.choice(
            ({"default_days": self.dice.randrange(5, 20)}, {"report_basis": self.words()},
             {"second_days": self.dice.randrange(3, 20)})
        )  # fmt: skip
        self.office.catalogue.save_settings(replace(kept, **changes))

    # ---- the books ---------------------------------------------------------------------------

    def register(self) -> None:
        issuer = self.dice.choice(self.office.catalogue.issuers())
        code = str(self.dice.randrange(10_000))
        arrival = an_arrival(
            issuer_id=issuer.id, arrival_date=self.today(), subject=self.words(), code_number=code
        )
        number = self.dice.randrange(1, 30) if self.dice.random() < 0.1 else None
        self.office.intake.register(arrival, number=number)

    def amend_incoming(self) -> None:
        line = self.any_of(entities.INCOMING)
        changes: dict[str, Any] = self.dice.choice(
            ({"subject": self.words()}, {"handler": self.words()},
             {"due_date": self.today() + timedelta(self.dice.randrange(30))},
             {"addressees": (self.words(), self.words())})
        )  # fmt: skip
        self.office.intake.amend(replace(line, **changes))

    def move_incoming(self) -> None:
        line, intake = self.any_of(entities.INCOMING), self.office.intake
        why = self.words()
        self.dice.choice(
            (lambda: intake.finish(line.id), lambda: intake.reopen(line.id),
             lambda: intake.cancel(line.id, why), lambda: intake.restore(line.id, why),
             lambda: intake.send_back(line.id, why))
        )()  # fmt: skip

    def send(self) -> None:
        issuer = self.dice.choice(self.office.catalogue.issuers())
        signer = SignerInfo(full_name="Trần Thu Hà", position="TRƯỞNG BAN")
        entry = OutgoingEntry(
            issuer_id=issuer.id, type_code=self.dice.choice(("CV", "KH")), issued_date=self.today(),
            subject=self.words(), signer=signer,
            number=self.dice.randrange(1, 30) if self.dice.random() < 0.1 else None,
        )  # fmt: skip
        self.office.registry.add_by_hand(entry)

    def amend_outgoing(self) -> None:
        line = self.any_of(entities.OUTGOING)
        changes: dict[str, Any] = self.dice.choice(
            ({"subject": self.words()}, {"description": self.words()},
             {"page_amount": self.dice.randrange(1, 40)})
        )  # fmt: skip
        self.office.registry.amend(replace(line, **changes))

    def move_outgoing(self) -> None:
        line, registry = self.any_of(entities.OUTGOING), self.office.registry
        why = self.words()
        self.dice.choice(
            (lambda: registry.cancel(line.id, why), lambda: registry.restore(line.id, why),
             lambda: registry.recall(line.id, why), lambda: registry.unrecall(line.id))
        )()  # fmt: skip

    def petition(self) -> None:
        issuer = self.office.catalogue.issuers()[0]
        self.office.petitions.add(
            PetitionEntry(issuer_id=issuer.id, received=self.today(), subject=self.words())
        )

    def move_petition(self) -> None:
        line, petitions = self.any_of(entities.PETITION), self.office.petitions
        end = PetitionClosing(
            status=self.dice.choice(ENDS), on=self.today(), result=self.words(),
            forwarded_to=self.words(), answered_date=self.today(),
        )  # fmt: skip
        self.dice.choice(
            (lambda: petitions.amend(replace(line, subject=self.words())),
             lambda: petitions.amend(replace(line, handler=self.words())),
             lambda: petitions.close(line.id, end), lambda: petitions.reopen(line.id),
             lambda: petitions.cancel(line.id, self.words()),
             lambda: petitions.restore(line.id, self.words()))
        )()  # fmt: skip

    # ---- dossiers and reports ----------------------------------------------------------------

    def dossier(self) -> None:
        blank = self.office.dossiers.blank()
        symbol = f"{self.dice.randrange(1, 9):02}.TH"
        self.office.dossiers.save(
            replace(blank, symbol=symbol, title=self.words(), retention_years=10)
        )

    def amend_dossier(self) -> None:
        dossier = self.any_of(entities.DOSSIER)
        changes: dict[str, Any] = self.dice.choice(
            ({"title": self.words()}, {"box": self.words()}, {"keeper": self.words()})
        )
        self.office.dossiers.save(replace(dossier, **changes))

    def remove_dossier(self) -> None:
        self.office.dossiers.remove(self.any_of(entities.DOSSIER).id)

    def file(self) -> None:
        line = self.any_of(entities.INCOMING)
        self.office.dossiers.file(
            self.any_of(entities.DOSSIER).id, [RecordRef("incoming", line.id)]
        )

    def take_out(self) -> None:
        filing = self.any_of(entities.FILING)
        ref = RecordRef(filing.entity, filing.record_id)
        self.office.dossiers.take_out(filing.dossier_id, [ref])

    def close_dossier(self) -> None:
        dossier = self.any_of(entities.DOSSIER)
        if self.dice.random() < 0.5:
            self.office.dossiers.close(dossier.id, ended_on=self.today(), sheets=3)
        else:
            self.office.dossiers.reopen(dossier.id, self.words())

    def report(self) -> None:
        value = self.dice.randrange(1, 99)
        self.office.reporting.put(FORM, PERIOD, self.dice.choice(CELLS), value, self.words())

    # ---- numbers -----------------------------------------------------------------------------

    def reserve(self) -> None:
        row = self._series()
        self.office.numbering.reserve(
            row.key, self.dice.randrange(1, 3), Reserving(title=self.words())
        )

    def release(self) -> None:
        self.office.numbering.release(self.any_of(entities.SPAN).id, self.words())

    def spoil(self) -> None:
        row = self._series()
        self.office.numbering.cancel(row.key, row.last_number + 1, self.words())

    def roll_back(self) -> None:
        row = self._series()
        if row.series_id is not None:
            self.office.numbering.roll_back(row.series_id, self.words())

    def grant(self) -> None:
        row = self._series()
        others = [each for each in self.office.leases.keepers().copies if not each.is_here]
        if others and row.series_id is not None:
            other = self.dice.choice(others)
            self.office.leases.grant(row.series_id, other.replica_id, self.dice.randrange(1, 5))

    def end_lease(self) -> None:
        leases, span, why = self.office.leases, self.any_of(entities.SPAN), self.words()
        self.dice.choice(
            (lambda: leases.give_back(span.id, why), lambda: leases.give_back(span.id, why),
             lambda: leases.take_back(span.id), lambda: leases.spoil(span.id, why))
        )()  # fmt: skip

    def hand_over(self) -> None:
        others = [each for each in self.office.leases.keepers().copies if not each.is_here]
        if others:
            series = None if self.dice.random() < 0.5 else self._series().series_id
            self.office.leases.hand_over(self.dice.choice(others).replica_id, series)

    def finalise(self) -> None:
        self.office.leases.finalise()

    def seize(self) -> None:
        self.office.leases.seize(TakingOver(self.words(), gap=50))

    def _series(self) -> Any:
        rows = [row for row in self.office.numbering.series() if row.series_id is not None]
        if not rows:
            raise NothingThere
        return self.dice.choice(rows)

    # ---- taking back, deciding ---------------------------------------------------------------

    def undo(self) -> None:
        if self.office.history.undoable() is None:
            raise NothingThere
        self.office.history.undo()

    def redo(self) -> None:
        if self.office.history.redoable() is None:
            raise NothingThere
        self.office.history.redo()

    def settle(self) -> None:
        waiting = self.office.syncing.conflicts()
        if not waiting:
            raise NothingThere
        conflict = self.dice.choice(waiting)
        self.office.syncing.settle(conflict.id, self.dice.choice(conflict.sides).event_id)

    def settle_number(self) -> None:
        waiting = self.office.leases.contested()
        if not waiting:
            raise NothingThere
        line = self.dice.choice(self.dice.choice(waiting).lines)
        self.office.leases.settle(line.id, self.words())


class NothingThere(Exception):
    """There is nothing to do it to."""


DEEDS: dict[str, tuple[Callable[[Clerk], None], int]] = {
    "log": (Clerk.log, 4), "amend_log": (Clerk.amend_log, 8), "remove_log": (Clerk.remove_log, 2),
    "unit": (Clerk.unit, 1), "amend_unit": (Clerk.amend_unit, 4),
    "remove_unit": (Clerk.remove_unit, 1), "body": (Clerk.body, 2),
    "settings": (Clerk.settings, 1),
    "register": (Clerk.register, 5), "amend_incoming": (Clerk.amend_incoming, 5),
    "move_incoming": (Clerk.move_incoming, 3),
    "send": (Clerk.send, 4), "amend_outgoing": (Clerk.amend_outgoing, 3),
    "move_outgoing": (Clerk.move_outgoing, 2),
    "petition": (Clerk.petition, 2), "move_petition": (Clerk.move_petition, 3),
    "dossier": (Clerk.dossier, 2), "amend_dossier": (Clerk.amend_dossier, 2),
    "remove_dossier": (Clerk.remove_dossier, 1), "file": (Clerk.file, 2),
    "take_out": (Clerk.take_out, 1), "close_dossier": (Clerk.close_dossier, 1),
    "report": (Clerk.report, 2),
    "reserve": (Clerk.reserve, 1), "release": (Clerk.release, 1), "spoil": (Clerk.spoil, 1),
    "roll_back": (Clerk.roll_back, 1), "grant": (Clerk.grant, 3),
    "end_lease": (Clerk.end_lease, 2), "hand_over": (Clerk.hand_over, 1),
    "finalise": (Clerk.finalise, 2), "settle": (Clerk.settle, 2),
    "settle_number": (Clerk.settle_number, 1),
}  # fmt: skip
"""Deeds with how often each is chosen; undo and redo have rules of their own."""
