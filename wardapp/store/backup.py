"""Backups of an office: each a checked copy of the database; kept files lie once for all of them.

backups/files/ab/abcdef…          every kept file, a hard link where the disk has them
backups/2026-06-05_07-45-12/      office.db and manifest.json, named only when it is whole
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from wardapp.core.clock import moment_of
from wardapp.core.errors import DiskRefused, NotFound, OfficeDamaged
from wardapp.core.files import (
    ROOM_INSIDE,
    patiently,
    remove_file,
    remove_folder,
    sha256_of,
    sync_folder,
    write_whole,
)
from wardapp.core.journal import Backup
from wardapp.core.long_paths import reachable
from wardapp.store.attachments import FileStore
from wardapp.store.file_copies import copy_synced, copy_tree_of_hashes, hard_link
from wardapp.store.folder import DATABASE_NAME, OfficeFolder
from wardapp.store.refusals import office_disk_refusal
from wardapp.store.row_hashes import TableHash, as_facts
from wardapp.store.sqlite_files import (
    attachments_in,
    change_mark,
    copy_checked,
    faults_of,
    forget_token,
    is_named_in_history,
    local_value,
    settle_into_one_file,
    version_of,
)

MANIFEST = "manifest.json"
FILES = "files"
KEPT = 10
DISPATCH_TABLES = ("incoming", "outgoing")
DAMAGED_PREFIX = "hong-"


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of backups: the office's own, or a second place on another disk."""

    root: Path

    @property
    def files(self) -> Path:
        """Return the folder of kept files that all backups share."""
        return self.root / FILES

    def list(self) -> tuple[Backup, ...]:
        """Return the whole backups, newest first."""
        found = (_backup_at(path.parent) for path in self.root.glob(f"*/{MANIFEST}"))
        whole = [backup for backup in found if backup is not None]
        return tuple(sorted(whole, key=lambda item: (item.made_ms, item.name), reverse=True))

    def get(self, name: str) -> Backup:
        """Return a backup; NotFound when there is none of that name or it is not whole."""
        found = _backup_at(self.database(name).parent)
        if found is None:
            raise NotFound(f"Bản sao lưu “{name}” không trọn vẹn. Hãy chọn bản khác.")
        return found

    def newest_good(self) -> Backup | None:
        """Return the newest backup that is still what was written, None when there is none."""
        return next((backup for backup in self.list() if not self.faults(backup.name)), None)

    def database(self, name: str) -> Path:
        """Return the database of a backup; NotFound when there is no such backup."""
        path = self.root / name / DATABASE_NAME
        if Path(name).name != name or name.startswith(".") or not path.is_file():
            raise NotFound(f"Không có bản sao lưu “{name}”. Hãy chọn một bản trong danh sách.")
        return path

    def faults(self, name: str) -> tuple[str, ...]:
        """Return what is wrong with a backup, () when it can be restored."""
        path = self.database(name)
        try:
            if sha256_of(path) != _manifest(path.parent).get("sha256"):
                return ("Tệp sao lưu đã bị sửa hoặc hỏng sau khi ghi.",)
        except OSError:
            return ("Không đọc được tệp sao lưu.",)
        return faults_of(path)

    def missing_files(self, name: str) -> tuple[str, ...]:
        """Return the names of kept files that a backup's lines name and no place holds."""
        return tuple(
            item.name
            for item in attachments_in(self.database(name))
            if not (self.files / item.sha256[:2] / item.sha256).is_file()
        )

    def prune(self, *spared: str) -> None:
        """Remove all but the newest backups, never one that is spared."""
        for backup in self.list()[KEPT:]:
            if backup.name not in spared:
                remove_folder(self.root / backup.name)

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
            if part.exists():
                remove_folder(part)

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


def make_backup(
    folder: OfficeFolder, made_ms: int, reason: str, second: Path | None = None, spare: str = ""
) -> Backup:
    """Back up an office that may be in use, and return the backup once it is checked.

    A second place that cannot be reached does not spoil the first; the note says so.
    """
    shelf = shelf_of(folder)
    name = shelf.free_name(made_ms)
    with shelf.new(name) as part:
        hashes = copy_checked(folder.database, part / DATABASE_NAME)
        # After the rows: a file is kept before its row, so that none named here can be missing.
        copy_tree_of_hashes(folder.files, shelf.files, hard_link)
        _write_manifest(part, made_ms, reason, hashes)
    made = shelf.get(name)
    missing = shelf.missing_files(name)
    shelf.prune(name, spare)
    notes = [_second_note(shelf, made, second)] if second else []
    if missing:
        notes.append(f"Thiếu {len(missing)} tệp kèm trong sổ, ví dụ {missing[0]}.")
    return replace(made, note=" ".join(note for note in notes if note))


def changed_since_last(folder: OfficeFolder) -> bool:
    """Tell whether the office holds something that its newest backup does not."""
    newest = next(iter(shelf_of(folder).list()), None)
    if newest is None:
        return True
    made_of = _manifest(folder.backups / newest.name)
    return made_of.get("mark") != change_mark(folder.database)


def sweep_strays(folder: OfficeFolder, older_than_ms: int) -> int:
    """Remove kept files that no line and no event names, as a crash leaves; return how many."""
    files = FileStore(folder.files)
    named = {item.sha256 for item in attachments_in(folder.database)}
    strays = set(files.hashes()) - named
    in_history = {sha256 for sha256 in strays if is_named_in_history(folder.database, sha256)}
    return files.sweep(named | in_history, older_than_ms)


def restore(folder: OfficeFolder, name: str, now_ms: int) -> None:
    """Swap the office's database for that of a backup; the present state is backed up first.

    The caller holds the lock and has closed the database. The restored office is a new replica.
    A damaged present database is kept aside under `backups/hong-…`.
    """
    shelf = shelf_of(folder)
    faults = shelf.faults(name)
    if faults:
        raise OfficeDamaged(f"Chưa khôi phục được từ bản {name}. {faults[0]} Hãy chọn bản khác.")
    fresh = folder.root / f".{secrets.token_hex(4)}.khoi-phuc"
    try:
        copy_synced(shelf.database(name), fresh)
        forget_token(fresh)
        _secure_present(folder, now_ms, spare=name)
        copy_tree_of_hashes(shelf.files, folder.files, hard_link)
        patiently(lambda: fresh.replace(folder.database))
        sync_folder(folder.root)
    except OSError as error:
        raise office_disk_refusal(error, folder.root) from error
    finally:
        with suppress(OSError):
            remove_file(fresh)


def restore_into(shelf: Shelf, name: str, folder: OfficeFolder) -> None:
    """Fill a new office folder from a backup, as on a new PC; it will be a new replica."""
    faults = shelf.faults(name)
    if faults:
        raise OfficeDamaged(f"Chưa khôi phục được từ bản {name}. {faults[0]} Hãy chọn bản khác.")
    try:
        copy_synced(shelf.database(name), folder.database)
        forget_token(folder.database)
        copy_tree_of_hashes(shelf.files, folder.files)
    except OSError as error:
        raise office_disk_refusal(error, folder.root) from error


def _secure_present(folder: OfficeFolder, now_ms: int, spare: str) -> None:
    if folder.database.exists() and not faults_of(folder.database):
        make_backup(folder, now_ms, "Trước khi khôi phục", spare=spare)
        settle_into_one_file(folder.database)
        return
    aside = folder.backups / f"{DAMAGED_PREFIX}{moment_of(now_ms):%Y-%m-%d_%H-%M-%S}"
    aside.mkdir(parents=True, exist_ok=True)
    for ending in ("-wal", "-shm", ""):
        path = folder.database.with_name(f"{DATABASE_NAME}{ending}")
        if path.exists():
            patiently(partial(path.replace, aside / path.name))


def _second_note(shelf: Shelf, backup: Backup, second: Path) -> str:
    """Copy a backup to the second place; return a sentence when that place refuses, else ``."""
    made = shelf.root / backup.name
    facts = _manifest(made)
    place = reachable(second, ROOM_INSIDE)
    other = Shelf(place / f"WardApp-{str(facts.get('office_id', ''))[:8]}")
    try:
        if not place.is_dir():
            raise FileNotFoundError(second)
        copy_tree_of_hashes(shelf.files, other.files)
        name = other.free_name(backup.made_ms)
        with other.new(name) as part:
            copy_synced(made / DATABASE_NAME, part / DATABASE_NAME)
            if sha256_of(part / DATABASE_NAME) != facts["sha256"]:
                raise OSError("the copy reads back otherwise")
            copy_synced(made / MANIFEST, part / MANIFEST)
        other.prune(name)
    except (OSError, DiskRefused):
        return f"Chưa sao được sang nơi thứ hai ({second}). Hãy cắm lại ổ đĩa hoặc kiểm tra chỗ."
    return ""


def _write_manifest(part: Path, made_ms: int, reason: str, hashes: dict[str, TableHash]) -> None:
    database = part / DATABASE_NAME
    counts = {table: each.rows for table, each in hashes.items()}
    facts = {
        "version": 1,
        "made_ms": made_ms,
        "reason": reason,
        "size": database.stat().st_size,
        "sha256": sha256_of(database),
        "mark": change_mark(database),
        "office_id": local_value(database, "office_id"),
        "dispatches": sum(counts.get(table, 0) for table in DISPATCH_TABLES),
        "counts": counts,
        "schema": version_of(database),
        "rows": as_facts(hashes),
    }
    write_whole(part / MANIFEST, json.dumps(facts, ensure_ascii=False, indent=1).encode())


def _manifest(folder: Path) -> dict[str, object]:
    try:
        facts = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return facts if isinstance(facts, dict) else {}


def _backup_at(folder: Path) -> Backup | None:
    facts = _manifest(folder)
    made_ms, size, dispatches = (facts.get(key) for key in ("made_ms", "size", "dispatches"))
    is_part = folder.name.startswith(".")
    if is_part or not all(isinstance(value, int) for value in (made_ms, size, dispatches)):
        return None
    return Backup(
        name=folder.name,
        made_ms=int(str(made_ms)),
        size=int(str(size)),
        dispatches=int(str(dispatches)),
        reason=str(facts.get("reason", "")),
    )
