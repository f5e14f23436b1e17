"""A folder of backups: the office's own, or one in a second place on another disk.

files/ab/abcdef…          every kept file, once for all backups; a hard link where the disk has them
2026-06-05_07-45-12/      office.db and manifest.json, named only when it is whole
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from wardapp.core.clock import moment_of
from wardapp.core.errors import NotFound
from wardapp.core.files import patiently, remove_folder, sha256_of, sync_folder
from wardapp.core.journal import Backup
from wardapp.store.backup_manifest import MANIFEST, Facts, read_facts
from wardapp.store.backup_thinning import droppable, too_many
from wardapp.store.folder import DATABASE_NAME, LOW_SPACE, OfficeFolder
from wardapp.store.refusals import disk_told, office_disk_refusal
from wardapp.store.row_hashes import differing
from wardapp.store.sqlite_files import attachments_in, faults_of, hashes_of

FILES = "files"
SEALED_NAME = f"{DATABASE_NAME}.khoa"
SHARE = 5
"""Backups may take a fifth of what they and the free room make together."""

SLACK = 1.1
"""What a disk needs beside the bytes of a file."""

NOT_AS_WRITTEN = "Tệp sao lưu đã bị sửa hoặc hỏng sau khi ghi."
OTHER_ROWS = "Nội dung bản sao lưu không còn đúng từng dòng như khi ghi."
UNREADABLE = "Không đọc được tệp sao lưu."


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of backups: the office's own, or a second place on another disk."""

    root: Path

    @property
    def files(self) -> Path:
        """Return the folder of kept files that all backups share."""
        return self.root / FILES

    @disk_told
    def list(self) -> tuple[Backup, ...]:
        """Return the whole backups, newest first: in the order they were made, not by clock."""
        found = (_whole(path.parent) for path in self.root.glob(f"*/{MANIFEST}"))
        whole = sorted(
            (each for each in found if each is not None),
            key=lambda each: (*each[1].order, each[0]),
            reverse=True,
        )
        return tuple(facts.told(name) for name, facts in whole)

    @disk_told
    def get(self, name: str) -> Backup:
        """Return a backup; NotFound when there is none of that name or it is not whole."""
        return self.facts(name).told(name)

    @disk_told
    def facts(self, name: str) -> Facts:
        """Return the manifest of a backup; NotFound when there is none or it is not whole."""
        found = _whole(self.folder(name))
        if found is None:
            raise NotFound(f"Bản sao lưu “{name}” không trọn vẹn. Hãy chọn bản khác.")
        return found[1]

    @disk_told
    def newest_good(self) -> Backup | None:
        """Return the newest backup that is still what was written, None when there is none."""
        plain = (backup for backup in self.list() if not backup.is_sealed)
        return next((backup for backup in plain if not self.faults(backup.name)), None)

    def folder(self, name: str) -> Path:
        """Return the folder of a backup; NotFound when there is no such backup."""
        path = self.root / name
        is_name = Path(name).name == name and not name.startswith(".")
        if not is_name or not (path / MANIFEST).is_file():
            raise NotFound(f"Không có bản sao lưu “{name}”. Hãy chọn một bản trong danh sách.")
        return path

    @disk_told
    def database(self, name: str) -> Path:
        """Return the database of a backup; NotFound when there is no such backup."""
        path = self.folder(name) / DATABASE_NAME
        if not path.is_file():
            raise NotFound(f"Không có bản sao lưu “{name}”. Hãy chọn một bản trong danh sách.")
        return path

    def faults(self, name: str) -> tuple[str, ...]:
        """Return what is wrong with a backup, () when it can be restored."""
        path = self.database(name)
        facts = read_facts(path.parent)
        try:
            if facts is None or sha256_of(path) != facts.sha256:
                return (NOT_AS_WRITTEN,)
        except OSError:
            return (UNREADABLE,)
        return faults_of(path)

    def proof(self, name: str) -> tuple[str, ...]:
        """Return what is wrong when every row is looked at as well, () when all is as written."""
        faults = self.faults(name)
        if faults:
            return faults
        return row_faults(self.database(name), self.facts(name))

    @disk_told
    def missing_files(self, name: str) -> tuple[str, ...]:
        """Return the names of kept files that a backup's lines name and no place holds."""
        return tuple(
            item.name
            for item in attachments_in(self.database(name))
            if not (self.files / item.sha256[:2] / item.sha256).is_file()
        )

    @disk_told
    def next_serial(self) -> int:
        """Return the number of the next backup; it only grows, whatever the clock says."""
        found = (read_facts(path.parent) for path in self.root.glob(f"*/{MANIFEST}"))
        return max((facts.serial for facts in found if facts), default=0) + 1

    @disk_told
    def prune(self, *spared: str) -> tuple[str, ...]:
        """Thin the backups out, never those that are spared; return which lacked room.

        Called right after a backup was made and checked: that one is spared, so that a good one
        stays whatever became of the others.
        """
        for name in droppable(self.list(), spared):
            self.remove(name)
        cramped = too_many(self.list(), self.room(), spared)
        for name in cramped:
            self.remove(name)
        return cramped

    def make_room(self, size: int, least: int) -> None:
        """Remove the oldest backups while the disk has no room for one of this many bytes.

        The newest `least` stay, and what a restore kept: then the disk itself says that it is full.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        droppable_ones = [each for each in self.list()[least:] if not each.is_kept]
        while droppable_ones and shutil.disk_usage(self.root).free < size * SLACK:
            self.remove(droppable_ones.pop().name)

    def room(self) -> int:
        """Return how many bytes backups may take here."""
        taken = sum(backup.size for backup in self.list())
        try:
            free = shutil.disk_usage(self.root).free
        except OSError as error:
            raise office_disk_refusal(error, self.root) from error
        return min((free + taken) // SHARE, max(free + taken - LOW_SPACE, 0))

    def remove(self, name: str) -> None:
        """Remove a backup; half-removed it is never taken for a whole one."""
        away = self.root / f".{secrets.token_hex(4)}.dang-ghi"
        folder = self.folder(name)
        with suppress(OSError):  # held by another program: it goes the next time
            patiently(lambda: folder.rename(away))
            remove_folder(away)

    @contextmanager
    def new(self, name: str) -> Iterator[Path]:
        """Give a folder to write a backup in; it gets its name after the block, or vanishes."""
        part = self.root / f".{secrets.token_hex(4)}.dang-ghi"
        try:
            part.mkdir(parents=True)
            yield part
            sync_folder(part)
            patiently(lambda: part.rename(self.root / name))
            sync_folder(self.root)
        except OSError as error:
            raise office_disk_refusal(error, self.root) from error
        finally:
            remove_folder(part)

    @disk_told
    def free_name(self, made_ms: int) -> str:
        """Return the name of a backup made at an instant, which no other has."""
        stamp = f"{moment_of(made_ms):%Y-%m-%d_%H-%M-%S}"
        name, copy = stamp, 1
        while (self.root / name).exists():
            copy += 1
            name = f"{stamp}-{copy}"
        return name


def shelf_of(folder: OfficeFolder) -> Shelf:
    """Return the office's own shelf."""
    return Shelf(folder.backups)


def row_faults(database: Path, facts: Facts) -> tuple[str, ...]:
    """Return a sentence when a row of a database is not that of its manifest.

    A manifest of an earlier version knows no rows: there the hash of the file has to do.
    """
    if facts.rows and differing(facts.rows, hashes_of(database)):
        return (OTHER_ROWS,)
    return ()


def _whole(folder: Path) -> tuple[str, Facts] | None:
    facts = None if folder.name.startswith(".") else read_facts(folder)
    if facts is None:
        return None
    name = SEALED_NAME if facts.is_sealed else DATABASE_NAME
    return (folder.name, facts) if (folder / name).is_file() else None
