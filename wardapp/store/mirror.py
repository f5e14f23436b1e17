"""The mirror of the journal: an append-only file beside the database that holds every event too.

journal/mirror-000001.log …   what happened, line by line; a new file when one is big enough
journal/mirror.lock           held while somebody appends
journal/mirror.behind         there while the mirror lacks what the database has

Lines are appended and synced after the commit and before whoever committed is told. A mirror that
can't be written never fails what is committed already: it stays behind, says so, and catches up
with the next write or start. Working text of drafts, persons behind petitions, trusted devices and
what was handed out are no events and are not here.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from wardapp.core.disk_trouble import Trouble, trouble_of
from wardapp.core.errors import StoreBusy
from wardapp.core.files import Pause, patiently, remove_file, sync_folder
from wardapp.store.file_lock import try_lock, unlock
from wardapp.store.folder import OfficeFolder
from wardapp.store.journal import START
from wardapp.store.mirror_lines import (
    Reached,
    Tale,
    cut_line,
    event_line,
    header_line,
    self_line,
)
from wardapp.store.reaching import behind, is_undone, reached_in, rows_after

LOCK = "mirror.lock"
BEHIND = "mirror.behind"
LONGEST = 8 << 20
"""Bytes of a file after which the next one begins."""

_AT_ONCE = 2_500
_WAITS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 1.6)
"""Seconds between tries while a command beside the window appends."""

_WHY = {
    Trouble.FULL: "ổ đĩa đã đầy",
    Trouble.HELD: "chương trình khác (thường là phần mềm diệt vi-rút) đang giữ tệp",
    Trouble.FILE_READ_ONLY: "tệp đặt chỉ đọc",
    Trouble.PLACE_READ_ONLY: "thư mục chỉ cho đọc",
    Trouble.GONE: "ổ đĩa đã rút ra",
}


def mirror_files(office: OfficeFolder) -> tuple[Path, ...]:
    """Return the files of an office's mirror, oldest first."""
    return tuple(sorted(office.journal.glob("mirror-[0-9][0-9][0-9][0-9][0-9][0-9].log")))


@dataclass(frozen=True, slots=True)
class Mark:
    """Which copy of the office writes: its replica and the token of its last start."""

    replica_id: str
    token: str

    def stands_in(self, tale: Tale) -> bool:
        """Tell whether the newest lines name this copy already."""
        return (tale.replica_id, tale.token) == (self.replica_id, self.token)


class Mirror:
    """The mirror of one office folder, as one open database writes it."""

    def __init__(self, office: OfficeFolder, office_id: str, pause: Pause = time.sleep) -> None:
        self._office = office
        self._root = office.journal
        self._office_id = office_id
        self._pause = pause
        self._tale = Tale()
        self._path: Path | None = None
        self._stream: BinaryIO | None = None
        self._lock: BinaryIO | None = None
        self._end = 0
        self.behind = ""
        """Why the mirror lacks events that the database has, "" when it has them all."""

    def catch_up(self, readers: Engine, mark: Mark | None = None) -> bool:
        """Append what the database has and the mirror lacks; False when it stays behind.

        Never raises for what the disk does: what is committed stays committed. `mark` notes which
        copy of the office writes here from now on. Events that the database lacks are only taken
        out here where an import was undone.
        """
        try:
            with self._alone(), readers.connect() as connection:
                self._look()
                now = reached_in(connection)
                notes = list(self._undone(connection, now))
                if mark is not None and not mark.stands_in(self._tale):
                    notes.append(self_line(mark.replica_id, mark.token))
                self._append(notes, self._lacking(connection, now))
            self._came_through()
        except OSError as error:
            self._stay_behind(_WHY.get(trouble_of(error, self._root), "ổ đĩa không nhận dữ liệu"))
        except (StoreBusy, SQLAlchemyError):
            self._stay_behind("tệp đang bận")
        return not self.behind

    def ahead_of(self, connection: Connection) -> Reached:
        """Return the chains of which the database lacks events that stand here.

        What went with an undone import is not among them. What a disk says is no answer: then
        nothing is.
        """
        try:
            tale = self.look()
            return self._short(connection, tale, reached_in(connection))
        except (OSError, StoreBusy):
            return {}

    def follow_restore(self, connection: Connection) -> None:
        """Take out what a restore by the clerk took out of the database; the lines stay."""
        with suppress(OSError, StoreBusy), self._alone():
            self._look()
            if gone := behind(connection, self._tale.reached, reached_in(connection)):
                self._append([cut_line(gone)], iter(()))

    def look(self) -> Tale:
        """Return what the newest lines tell, also those that others appended."""
        with self._alone():
            self._look()
        return self._tale

    def close(self) -> None:
        """Let go of the files; the next write takes them up again."""
        self._let_go()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _let_go(self) -> None:
        if self._stream is not None:
            self._stream.close()
            self._stream = None

    # ---- reading --------------------------------------------------------------------------------

    def _look(self) -> None:
        """Read what was appended since the last look, by whomever."""
        if self._path is not None and self._has_only_grown(self._path):
            self._read_on(self._path)
            return
        self._let_go()
        files = mirror_files(self._office)
        self._path, self._end, self._tale = None, 0, Tale()
        if files:
            self._path = files[-1]
            self._read_on(files[-1])
        if files and (self._tale.begins is None or self._tale.office_id != self._office_id):
            self._read_all(files)

    def _has_only_grown(self, path: Path) -> bool:
        try:
            now = path.stat()
        except FileNotFoundError:
            return False
        if self._following(path).exists():
            return False
        if self._stream is not None and not os.path.samestat(now, os.fstat(self._stream.fileno())):
            return False
        return now.st_size >= self._end

    def _read_on(self, path: Path) -> None:
        """Hear the lines after the last good one; a torn tail is cut off before the next append."""
        with patiently(lambda: path.open("rb")) as stream:
            if stream.seek(0, os.SEEK_END) == self._end:
                return
            stream.seek(self._end)
            at = self._end
            for line in stream:
                at += len(line)
                if self._tale.hear(line):
                    self._end = at

    def _read_all(self, files: tuple[Path, ...]) -> None:
        """Hear every file, as the newest one lost its first line or is of another office."""
        told, at = hear_all(files)
        if told.office_id not in {"", self._office_id}:
            self._put_aside(files)
            return
        self._tale, self._end = told, at

    def _put_aside(self, files: tuple[Path, ...]) -> None:
        """Keep the mirror of another office under a name that nobody reads."""
        for path in files:
            patiently(
                partial(path.rename, path.with_name(f"{path.stem}.{path.stat().st_ino}.khac"))
            )
        self._path, self._end, self._tale = None, 0, Tale()

    # ---- what is lacking ------------------------------------------------------------------------

    def _undone(self, connection: Connection, now: Reached) -> Iterator[bytes]:
        """Yield the line that takes out what went with an undone import."""
        gone = behind(connection, self._tale.reached, now)
        short = self._short(connection, self._tale, now) if gone else {}
        if undone := {name: there for name, there in gone.items() if name not in short}:
            self._tale.reached |= undone
            yield cut_line(undone)

    def _lacking(self, connection: Connection, now: Reached) -> Iterator[bytes]:
        """Yield the lines of events that the database has beyond the mirror."""
        for replica, (seq, own) in now.items():
            known = self._tale.reached.get(replica, (0, START))[0]
            if seq > known:
                for row in rows_after(connection, replica, known):
                    yield event_line(row)
                self._tale.reached[replica] = (seq, own)

    def _short(self, connection: Connection, tale: Tale, now: Reached) -> Reached:
        return {
            replica: there
            for replica, there in behind(connection, tale.reached, now).items()
            if not is_undone(connection, replica, there[0], tale.reached[replica][0])
        }

    # ---- writing --------------------------------------------------------------------------------

    def _append(self, notes: list[bytes], lacking: Iterator[bytes]) -> None:
        """Write lines to the end and sync them, all of them or none."""
        first = next(lacking, None)
        if first is None and not notes:
            return
        stream: BinaryIO | None = None
        start = self._end
        try:
            stream, start = self._open(), self._end
            self._end += _write(stream, b"".join(notes))
            lines = lacking if first is None else chain((first,), lacking)
            while piece := b"".join(islice(lines, _AT_ONCE)):
                self._end += _write(stream, piece)
            os.fsync(stream.fileno())
        except BaseException:
            if stream is not None:
                with suppress(OSError):
                    os.ftruncate(stream.fileno(), start)
            self._let_go()
            self._path, self._tale = None, Tale()  # what stands there now is looked at anew
            raise
        for line in notes:
            self._tale.hear(line)
        if self._end >= LONGEST:  # the next start need not read through a big file
            with suppress(OSError):
                self._open()

    def _open(self) -> BinaryIO:
        """Return the open file, begun with its header and cut off after its last good line."""
        path = self._path
        if path is None or self._end >= LONGEST:
            path = self._next_path()
            self._let_go()
            self._end = 0
        if self._stream is None:
            self._stream = patiently(lambda: path.open("ab", buffering=0))
        if os.fstat(self._stream.fileno()).st_size > self._end:
            os.ftruncate(self._stream.fileno(), self._end)
        if self._end == 0:
            header = header_line(self._office_id, self._tale.reached)
            self._end = _write(self._stream, header)
            sync_folder(self._root)
            self._tale.hear(header)
        self._path = path
        return self._stream

    def _next_path(self) -> Path:
        files = mirror_files(self._office)
        return self._following(files[-1]) if files else self._root / "mirror-000001.log"

    def _following(self, path: Path) -> Path:
        return self._root / f"mirror-{int(path.stem[-6:]) + 1:06d}.log"

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the lock of the mirror; StoreBusy when another program keeps it too long."""
        if self._lock is None:
            self._root.mkdir(exist_ok=True)
            self._lock = patiently(lambda: (self._root / LOCK).open("ab"))
        for seconds in (*_WAITS, 0):
            if try_lock(self._lock):
                break
            self._pause(seconds)
        else:
            raise StoreBusy("Tệp ghi song song đang bận. Hãy chờ vài giây rồi làm lại.")
        try:
            yield
        finally:
            unlock(self._lock)

    def _stay_behind(self, why: str) -> None:
        self.behind = why
        with suppress(OSError):
            (self._root / BEHIND).write_text(why, encoding="utf-8")

    def _came_through(self) -> None:
        if self.behind or (self._root / BEHIND).exists():
            remove_file(self._root / BEHIND)
        self.behind = ""


def hear_all(files: tuple[Path, ...], kept_after: Reached | None = None) -> tuple[Tale, int]:
    """Return what all files of a mirror tell, and where the good lines of the newest end.

    With `kept_after` the events after those places too; files that hold none of them are passed
    over, like lines that are torn or damaged.
    """
    tale, good = Tale(kept_after=kept_after), 0
    for path in files if kept_after is None else _since(files, kept_after):
        good = at = 0
        with path.open("rb") as stream:
            for line in stream:
                at += len(line)
                if tale.hear(line):
                    good = at
    return tale, good


def _since(files: tuple[Path, ...], reached: Reached) -> tuple[Path, ...]:
    """Return the files from the last one on that begins where these chains reach already."""
    for at in range(len(files) - 1, 0, -1):
        begins = begins_of(files[at])
        if begins and all(
            seq <= reached.get(name, (0, ""))[0] for name, (seq, _) in begins.items()
        ):
            return files[at:]
    return files


def begins_of(path: Path) -> Reached | None:
    """Return how far the chains reach before the lines of a file, None when it does not say."""
    tale = Tale()
    with path.open("rb") as stream:
        tale.hear(stream.readline())
    return tale.begins


def _write(stream: BinaryIO, data: bytes) -> int:
    piece = memoryview(data)
    while piece:
        piece = piece[stream.write(piece) :]
    return len(data)
