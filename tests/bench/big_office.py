"""Offices of 100,000 and of 1,000,000 dispatches, made once by bulk inserts and kept.

Rows, comparing keys and search index are what the store itself writes (a sample is compared). Left
out are the events of the journal, which neither lists nor search read, and the bytes of files. One
line in ten is outgoing; one incoming line in five hundred has a file with two pages of text.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.bench import big_words
from tests.bench.big_words import Said, said
from wardapp.app import find_places
from wardapp.core.clock import DayClock
from wardapp.core.dispatches import (
    Attachment,
    FileRole,
    Incoming,
    IncomingStatus,
    Outgoing,
    Recipient,
)
from wardapp.core.file_texts import FileTextState
from wardapp.core.identity import RecordId
from wardapp.core.issuers import SignerInfo
from wardapp.core.numbering import Scope, SeriesKey
from wardapp.core.places import Places
from wardapp.core.text import exact_key, fold
from wardapp.services.office import Office, create_office
from wardapp.services.setup import example_profile
from wardapp.store import derived, file_texts
from wardapp.store.columns import Json
from wardapp.store.connecting import connect
from wardapp.store.entities import INCOMING, OUTGOING, Entity
from wardapp.store.migrations import STEPS
from wardapp.store.records import dump

LINES = 100_000
MANY = 1_000_000
SLICE = 20_000
YEARS = 10
DAY = date(2026, 6, 5)
SENT_SHARE, TEXT_SHARE = 10, 500
SIGNERS = 400
SETTLED_DAYS = 45
CANCELLED_SHARE, STRAGGLERS = 0.005, 0.0005
CHECKED = 5_000
SUBJECTS_IN_A_FILE = 25

exact_of = lru_cache(maxsize=1 << 15)(exact_key)
folded_of = lru_cache(maxsize=1 << 15)(fold)
Pieces = tuple[str, ...]


def big_office(out: Path, lines: int = LINES) -> tuple[Path, Places]:
    """Return the folder of the big office and the places to open it with."""
    places = replace(find_places(), data=out / "data")
    folder, done = out / f"office-{lines}", out / f"office-{lines}.done"
    kind = _kind()
    if not done.exists() or done.read_text("utf-8") != kind:
        done.unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
        begin = time.monotonic()
        print(f"making {lines:,} dispatches once ...", flush=True)
        _make(folder, places, lines)
        done.write_text(kind, "utf-8")
        print(f"made in {time.monotonic() - begin:.0f} s", flush=True)
    return folder, places


def _kind() -> str:
    """Return what tells an office of another schema or of other words."""
    ours = (Path(str(big_words.__file__)), Path(__file__))
    made = repr(STEPS).encode() + b"".join(path.read_bytes() for path in ours)
    return sha256(made).hexdigest()


def _make(folder: Path, places: Places, lines: int) -> None:
    clock = DayClock(DAY)
    with create_office(folder, example_profile("party", places, clock), places, clock) as office:
        issuer = office.catalogue.issuers()[0].id
        series = _series(office, issuer)
        with closing(connect(folder / "office.db")) as database, _quick_keys():
            for pragma in ("synchronous = OFF", "cache_size = -200000", "foreign_keys = OFF"):
                database.execute(f"PRAGMA {pragma}")
            fill = _Fill(database, issuer, series)
            fill.put(INCOMING, lines - lines // SENT_SHARE, fill.incoming)
            fill.put(OUTGOING, lines // SENT_SHARE, fill.outgoing)
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        _write_texts(office)


def _series(office: Office, issuer: RecordId) -> RecordId:
    command = office.desk.command("bench.series", "Nạp dữ liệu đo")
    key = SeriesKey(
        issuer_id=issuer, book="di", group="CV", scope=Scope.YEAR, scope_value=str(DAY.year)
    )
    with office.desk.database.begin(command, undoable=False) as tx:
        return RecordId(tx.numbers.series(key).id)


@contextmanager
def _quick_keys() -> Iterator[None]:
    """Work the Vietnamese order of a body out once; a clerk's program does it a few times a day."""
    slow = derived.order_text
    derived.order_text = lru_cache(maxsize=1 << 10)(slow)  # type: ignore[assignment]
    try:
        yield
    finally:
        derived.order_text = slow


class _Fill:
    """Writes lines as the store does, many at a time."""

    def __init__(self, database: sqlite3.Connection, issuer: RecordId, series: RecordId) -> None:
        self._database, self._chance = database, random.Random(7)
        self._issuer, self._series = issuer, series
        self._numbers: dict[int, int] = {}

    def put(
        self, entity: Entity[Any], count: int, make: Callable[[int, date], tuple[Any, Pieces]]
    ) -> None:
        into = ""
        words = f"INSERT INTO {entity.index_table} (rowid, exact, folded) VALUES (?, ?, ?)"
        for first in range(0, count, SLICE):
            rows, texts = [], []
            for serial in range(first, min(first + SLICE, count)):
                day = DAY - timedelta(days=(count - 1 - serial) * YEARS * 365 // count)
                line, pieces = make(serial, day)
                kept = _bound(entity, line, serial + 1)
                into = into or _insert(entity, kept)
                rows.append(list(kept.values()))
                texts.append((serial + 1, _join(exact_of, pieces), _join(folded_of, pieces)))
                if serial % CHECKED == 0:
                    _compare(entity, line, texts[-1])
            self._database.execute("BEGIN")
            self._database.executemany(into, rows)
            self._database.executemany(words, texts)
            self._database.execute("COMMIT")

    def incoming(self, serial: int, day: date) -> tuple[Incoming, Pieces]:
        chance = self._chance
        words = said(chance, day)
        number = self._numbers[day.year] = self._numbers.get(day.year, 0) + 1
        status = self._status(day)
        line = Incoming(
            id=RecordId(f"in-{serial:012}"),
            issuer_id=self._issuer,
            arrival_date=day,
            arrival_number=number,
            registered_ms=serial,
            organ_name=words.organ,
            subject=words.subject,
            code_number=str(1 + serial % 400),
            code_notation=words.notation,
            issued_date=day - timedelta(days=2),
            type_name=words.type_name,
            signer=SignerInfo(full_name=words.signer),
            handler=words.handler,
            due_date=day + timedelta(days=10) if serial % 3 else None,
            status=status,
            done_date=day if status is IncomingStatus.DONE else None,
            attachments=_files(serial, words),
        )
        return line, (
            str(number),
            line.number_symbol,
            *words.parts,
            words.organ,
            words.type_name,
            words.signer,
            words.handler,
        )

    def _status(self, day: date) -> IncomingStatus:
        chance = self._chance.random()
        if chance < CANCELLED_SHARE:
            return IncomingStatus.CANCELLED
        if chance > 1 - STRAGGLERS:
            return IncomingStatus.HANDLING
        is_old = (DAY - day).days > SETTLED_DAYS
        open_ones = (IncomingStatus.NEW, IncomingStatus.SUBMITTED, IncomingStatus.HANDLING)
        return IncomingStatus.DONE if is_old else self._chance.choice(open_ones)

    def outgoing(self, serial: int, day: date) -> tuple[Outgoing, Pieces]:
        words = said(self._chance, day)
        to = self._chance.choice(big_words.ORGANS)[0]
        line = Outgoing(
            id=RecordId(f"out-{serial:012}"),
            issuer_id=self._issuer,
            series_id=self._series,
            number=serial + 1,
            code_notation="CV/ĐU",
            type_code="CV",
            type_name=words.type_name,
            issued_date=day,
            subject=words.subject,
            signer=SignerInfo(full_name=words.signer),
            addressees=(to,),
            recipients=(Recipient(name="Như trên"),),
            registered_ms=serial,
        )
        return line, (
            line.number_symbol,
            *words.parts,
            words.type_name,
            words.signer,
            to,
            "Như trên",
        )


def _bound(entity: Entity[Any], line: object, row: int) -> dict[str, object]:
    """Return the columns of a row as SQLite takes them; others have a value in the schema."""
    kept = {**entity.row_of(line), "row": row}
    return {
        column.name: dump(kept[column.name])
        if isinstance(column.type, Json) and kept[column.name] is not None
        else kept[column.name]
        for column in entity.table.columns
        if column.name in kept
    }


def _insert(entity: Entity[Any], kept: dict[str, object]) -> str:
    names = ", ".join(f'"{name}"' for name in kept)
    return f"INSERT INTO {entity.table.name} ({names}) VALUES ({', '.join('?' * len(kept))})"


def _join(key: Callable[[str], str], pieces: Iterable[str]) -> str:
    return " ".join(map(key, pieces))


def _compare(entity: Entity[Any], line: object, texts: tuple[int, str, str]) -> None:
    """Stop when the words put together from pieces are not those that the store would keep."""
    assert entity.words is not None
    whole = entity.words(line)
    if (exact_key(whole), fold(whole)) != texts[1:]:
        raise SystemExit(f"The store keeps other words:\n{exact_key(whole)}\n{texts[1]}")


def _files(serial: int, words: Said) -> tuple[Attachment, ...]:
    if serial % TEXT_SHARE:
        return ()
    name = f"{serial + 1:06}-{folded_of(words.organ).replace(' ', '-')}.docx"
    digest = sha256(name.encode()).hexdigest()
    return (Attachment(sha256=digest, name=name, size=20_000, role=FileRole.ORIGINAL),)


def _write_texts(office: Office) -> None:
    """Write the texts of the files through the store, as the job that reads files does."""
    chance = random.Random(3)
    command = office.desk.command("bench.texts", "Nạp chữ trong tệp")
    with office.desk.database.begin(command, undoable=False) as tx:
        connection = tx.work.connection
        texts = file_texts.FileTexts(connection)
        with_file = INCOMING.table.select().where(INCOMING.table.c.has_file)
        for line in tx.work.all(INCOMING, with_file):
            file_texts.remember(connection, INCOMING, None, line)
            body = "\n".join(said(chance, DAY).subject for _ in range(SUBJECTS_IN_A_FILE))
            texts.keep(line.attachments[0].sha256, FileTextState.READ, body)
