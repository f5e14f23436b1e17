"""The database of an office: opened once a window, written by one transaction at a time."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, insert, select, update

from wardapp.core.errors import OfficeDamaged, OfficeRefused
from wardapp.core.identity import RecordId
from wardapp.core.journal import Command, UndoStep
from wardapp.store import tables
from wardapp.store.connecting import connect, reading_engine, writing_engine
from wardapp.store.faults import told
from wardapp.store.journal import Chain
from wardapp.store.migrations import check_version, make_schema, migrate
from wardapp.store.mirror import Mark, Mirror
from wardapp.store.transaction import Transaction
from wardapp.store.undo import Steps, invert
from wardapp.store.work import Work


class Database:
    """The file `office.db`; `begin` writes, `read` reads beside it from any thread."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self._lock = threading.Lock()
        self._writing_thread = 0
        self.is_stopped = False
        self._at_close: list[Callable[[], None]] = []
        self.mirror: Mirror | None = None
        self._steps = Steps()
        self._seen_version = 0
        self._readers = reading_engine(path, _reading_mode(path, read_only=read_only))
        self._writer = None if read_only else writing_engine(path).connect()
        try:
            self.replica_id = RecordId(self.local("replica_id"))
            self.office_id = RecordId(self.local("office_id"))
        except BaseException:
            self.close()  # a handle left open keeps Windows from putting a damaged file aside
            raise

    @classmethod
    def create(cls, path: Path, *, replica_id: RecordId, office_id: RecordId, now_ms: int) -> Self:
        """Make the file of a new office; OfficeRefused when one is there already."""
        if path.exists():
            raise OfficeRefused("Thư mục này đã có sổ. Hãy mở sổ đó hoặc chọn thư mục khác.")
        facts = {"replica_id": replica_id, "office_id": office_id, "created_ms": str(now_ms)}
        with told(path), closing(connect(path, mode="rwc")) as fresh:
            fresh.execute("PRAGMA journal_mode = WAL")
            make_schema(fresh)
            fresh.executemany("INSERT INTO local (name, value) VALUES (?, ?)", facts.items())
        return cls.open(path)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        needs_newest: bool = False,
        before_migration: Callable[[int], None] | None = None,
    ) -> Self:
        """Open an office, bringing an older one to the newest schema first.

        Raises OfficeTooNew, OfficeDamaged, OfficeRefused or DiskRefused, each with its sentence.
        Read-only nothing is brought up: `needs_newest` refuses an older one, whose lists would not
        show; its journal can be read.
        `before_migration` is called once with the old version: the place of a backup.
        """
        if not path.is_file():
            raise OfficeRefused("Thư mục này chưa có sổ. Hãy tạo sổ mới hoặc chọn thư mục khác.")
        with told(path):
            mode = _reading_mode(path, read_only=True) if read_only else "rw"
            with closing(connect(path, mode=mode)) as bare:
                if read_only:
                    check_version(bare, needs_newest=needs_newest)
                else:
                    bare.execute("PRAGMA journal_mode = WAL")
                    migrate(bare, before_migration)
            return cls(path, read_only=read_only)

    @contextmanager
    def begin(self, command: Command, *, undoable: bool = True) -> Iterator[Transaction]:
        """Open the one transaction of a command: all of it is kept, or nothing.

        With `undoable` False its step is journaled like any other but never offered by undo.
        """
        with self._writing(command) as (transaction, chain):
            yield transaction
        if chain.length and undoable:
            self._steps.did(UndoStep(step_id=command.step_id, title=command.title))

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """Open a reading transaction: one unchanging view, on its own connection."""
        with told(self.path), self._readers.connect() as connection, connection.begin():
            yield Transaction(Work(connection, self.replica_id))

    def undoable(self) -> UndoStep | None:
        """Return the newest step of this window that can be taken back, None without any."""
        return self._steps.newest_done()

    def redoable(self) -> UndoStep | None:
        """Return the step that was taken back last, None without any."""
        return self._steps.newest_undone()

    def undo(self, command: Command) -> UndoStep:
        """Take the newest step of this window back by new events; return what was taken back.

        ChangedSince says why it cannot be, and then nothing changed.
        """
        step = self._steps.to_undo()
        with self._writing(command) as (transaction, _):
            invert(transaction.work, step.step_id)
        self._steps.undid(command.step_id)
        return step

    def take_back(self, receipt_id: RecordId, command: Command) -> None:
        """Take an import out again, whatever was done since; ChangedSince says why it cannot be."""
        with self._writing(command) as (transaction, _):
            step_id = transaction.exchanges.step_of(receipt_id)
            invert(transaction.work, step_id)
        self._steps.forget(step_id)

    def redo(self, command: Command) -> UndoStep:
        """Do again what undo took back last; return what was done again."""
        step, undoing = self._steps.to_redo()
        with self._writing(command) as (transaction, _):
            invert(transaction.work, undoing)
        self._steps.redid(command.step_id)
        return step

    def data_version(self) -> int:
        """Return a number that changes when another program changed the office."""
        if self._writer is not None and self._lock.acquire(blocking=False):
            try:
                with told(self.path):
                    self._seen_version = _pragma(self._writer, "data_version")
            finally:
                self._lock.release()
        return self._seen_version

    def local(self, name: str) -> str:
        """Return a fact of this copy (`replica_id`, `office_id`, `token` …), "" when unset."""
        table = tables.local
        with told(self.path), self._readers.connect() as connection:
            found = connection.execute(select(table.c.value).where(table.c.name == name)).first()
        return str(found[0]) if found else ""

    def set_local(self, name: str, value: str) -> None:
        """Keep a fact of this copy: never journaled, never exchanged."""
        with told(self.path), self._alone(), self._connection().begin():
            self._put_local(name, value)

    def adopt_replica(
        self, replica_id: RecordId, command: Command, *, name: str = "", in_place: bool = True
    ) -> None:
        """Go on as a new replica after the folder was copied or restored; a new chain begins.

        `in_place` of the old one this copy keeps the numbers that it kept. Otherwise nobody knows
        yet whether the other goes on: this copy keeps none until the clerk says (`tx.keeping`).
        """
        before = self.replica_id
        self.replica_id = replica_id
        try:
            with self._writing(command) as (transaction, _):
                self._put_local("replica_id", replica_id)
                transaction.merging.go_on_from(before)
                transaction.keeping.adopt(before, name, in_place=in_place)
        except BaseException:
            self.replica_id = before
            raise
        self._steps = Steps()

    def fold_log(self) -> None:
        """Fold the write-ahead log into the file now, so that what was removed lies nowhere."""
        with told(self.path), self._alone():
            _pragma(self._connection(), "wal_checkpoint(TRUNCATE)")

    def stop_writing(self) -> None:
        """Refuse every write from now on, because the file was found damaged."""
        self.is_stopped = True

    def mirror_to(self, mirror: Mirror, mark: Mark | None = None) -> None:
        """Have every event also written there, first those that it lacks; it is closed with us."""
        self.mirror = mirror
        mirror.catch_up(self._readers, mark)

    def catch_up(self) -> str:
        """Write what the mirror lacks, if anything; return why it still lacks it, else ``."""
        if self.mirror is None:
            return ""
        with self._alone():
            self.mirror.catch_up(self._readers)
        return self.mirror.behind

    def at_close(self, leave: Callable[[], None]) -> None:
        """Have somebody who reads the file by itself leave it before it is closed."""
        self._at_close.append(leave)

    def close(self) -> None:
        """Close every connection; the write-ahead log is folded into the file."""
        for leave in self._at_close:
            leave()
        if self.mirror is not None:
            if self.mirror.behind and not self.is_stopped:
                self.mirror.catch_up(self._readers)
            self.mirror.close()
        self._readers.dispose()
        if self._writer is not None:
            self._writer.close()
            self._writer.engine.dispose()

    @contextmanager
    def _writing(self, command: Command) -> Iterator[tuple[Transaction, Chain]]:
        connection = self._connection()
        if self._writing_thread == threading.get_ident():
            raise RuntimeError("a transaction is open already; one call is one transaction")
        with told(self.path), self._alone():
            with connection.begin():
                chain = Chain(connection, self.replica_id, command)
                yield Transaction(Work(connection, self.replica_id, command, chain)), chain
            if self.mirror is not None:  # committed: from here on nothing may fail
                self.mirror.catch_up(self._readers)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._lock:
            self._writing_thread = threading.get_ident()
            try:
                yield
            finally:
                self._writing_thread = 0

    def _connection(self) -> Connection:
        if self._writer is None:
            raise OfficeRefused("Sổ đang mở chỉ để xem nên không ghi được.")
        if self.is_stopped:
            raise OfficeDamaged(
                "Dữ liệu của sổ bị hỏng nên đã ngừng ghi. Hãy khôi phục bản sao lưu."
            )
        return self._writer

    def _put_local(self, name: str, value: str) -> None:
        table, connection = tables.local, self._connection()
        found = connection.execute(
            update(table).where(table.c.name == name).values(value=value)
        ).rowcount
        if not found:
            connection.execute(insert(table), {"name": name, "value": value})


def _pragma(connection: Connection, name: str) -> int:
    driver = connection.connection.driver_connection
    if driver is None:
        return 0
    return int(driver.execute(f"PRAGMA {name}").fetchone()[0])


def _reading_mode(path: Path, *, read_only: bool) -> str:
    """Return how to open for reading: a copy that nobody writes needs no companion files."""
    if not read_only:
        return "ro"
    try:
        with closing(connect(path, mode="ro")) as trial:
            trial.execute("SELECT name FROM sqlite_master LIMIT 1").fetchall()
    except sqlite3.OperationalError:
        return "immutable"
    return "ro"
