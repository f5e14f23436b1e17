"""A desk that registers and issues in a burst until it is killed; a process of test_kills."""

from __future__ import annotations

from datetime import date
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

from wardapp.core.dispatches import Arrival, FileRole, Outgoing
from wardapp.core.identity import new_record_id
from wardapp.core.journal import Actor, Command
from wardapp.core.numbering import Scope, SeriesKey
from wardapp.store.attachments import FileStore
from wardapp.store.database import Database
from wardapp.store.folder import OfficeFolder
from wardapp.store.mirror import Mirror
from wardapp.store.numbers import incoming_key
from wardapp.store.transaction import Transaction

DAY = date(2026, 6, 5)
START_MS = 1_780_627_320_000


def burst(path: Path, files: Path, first: int, teller: Connection) -> None:
    """Register and issue in turn, and tell each line only once it is kept."""
    database, store = Database.open(path), FileStore(files)
    database.mirror_to(Mirror(OfficeFolder(path.parent), database.office_id))
    with database.read() as tx:
        issuer_id = tx.catalogue.issuers()[0].id
    key = SeriesKey(
        issuer_id=issuer_id, book="di", group="CV", scope=Scope.TERM, scope_value="nhiem-ky"
    )
    teller.send("ready")
    for at in count(first):
        now_ms = START_MS + at
        command = Command(
            name="burst",
            title=f"Bước {at}",
            actor=Actor(clerk="Lan", account="pc"),
            now_ms=now_ms,
            step_id=new_record_id(now_ms),
        )
        kept = store.keep(f"tệp {at}".encode(), f"{at}.txt", FileRole.ORIGINAL)
        with database.begin(command) as tx:
            if at % 2:
                series = tx.numbers.series(key)
                line = _outgoing(tx, series.id, tx.numbers.take(key), issuer_id)
                told = f"di {line.number} {tx.outgoing.add(line).id}"
            else:
                arrival = Arrival(
                    issuer_id=issuer_id, arrival_date=DAY, organ_name="Ban", subject=f"Việc {at}"
                )
                came = tx.incoming.add(
                    arrival,
                    arrival_number=tx.numbers.take(incoming_key(issuer_id, DAY)),
                    record_id=tx.new_id(),
                    registered_ms=now_ms,
                    attachments=(kept,),
                )
                told = f"den {came.arrival_number} {came.id}"
        teller.send(told)


def _outgoing(tx: Transaction, series_id: str, number: int, issuer_id: str) -> Outgoing:
    return Outgoing(
        id=tx.new_id(),
        issuer_id=issuer_id,
        series_id=series_id,
        number=number,
        code_notation="CV/BXDĐ",
        type_code="CV",
        type_name="Công văn",
        issued_date=DAY,
        subject="Trả lời",
        registered_ms=tx.now_ms,
    )
