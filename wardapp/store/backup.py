"""Backups of an office: made, checked row by row, brought back."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from wardapp.core.clock import moment_of
from wardapp.core.errors import OfficeDamaged, OfficeRefused
from wardapp.core.files import patiently, remove_file, sha256_of, sync_folder
from wardapp.core.journal import Backup
from wardapp.store.attachments import FileStore
from wardapp.store.backup_manifest import (
    BEFORE_RESTORE,
    Facts,
    dispatches_in,
    read_facts,
    write_facts,
)
from wardapp.store.backup_shelf import FILES, NOT_AS_WRITTEN, Shelf, row_faults, shelf_of
from wardapp.store.backup_thinning import NEWEST as NEWEST_KEPT
from wardapp.store.carrying import keep_carried
from wardapp.store.connecting import connect
from wardapp.store.faults import told
from wardapp.store.file_copies import copy_synced, copy_tree_of_hashes, hard_link
from wardapp.store.folder import DATABASE_NAME, OfficeFolder
from wardapp.store.given_since import unknown
from wardapp.store.migrations import NEWEST, migrate
from wardapp.store.refusals import disk_told, office_disk_refusal
from wardapp.store.row_hashes import TableHash
from wardapp.store.seals import seal_in
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

DAMAGED_PREFIX = "hong-"

__all__ = [
    "Shelf",
    "bring_up",
    "brought_up_copy",
    "changed_since_last",
    "forget_copy",
    "make_backup",
    "prepare",
    "prove",
    "ready",
    "restore_into",
    "shelf_of",
    "swap_in",
    "sweep_strays",
]


@disk_told
def make_backup(folder: OfficeFolder, made_ms: int, reason: str, spare: str = "") -> Backup:
    """Back up an office that may be in use, and return the backup once it is checked.

    It counts only when SQLite finds nothing wrong with the copy and every row of every table is
    that of the office. `spare` names a backup that must not be thinned out now.
    """
    shelf = shelf_of(folder)
    name = shelf.free_name(made_ms)
    _make_room(folder, shelf, spare)
    with shelf.new(name) as part:
        hashes = copy_checked(folder.database, part / DATABASE_NAME)
        # After the rows: a file is kept before its row, so that none named here can be missing.
        copy_tree_of_hashes(folder.files, shelf.files, hard_link)
        _write_manifest(part, shelf.next_serial(), (made_ms, reason), hashes)
    made = shelf.get(name)
    missing = shelf.missing_files(name)
    notes = []
    if cramped := shelf.prune(name, spare):
        notes.append(
            f"Ổ đĩa ít chỗ nên đã bỏ bớt {len(cramped)} bản sao lưu cũ. Hãy dọn bớt ổ đĩa."
        )
    if missing:
        notes.append(f"Thiếu {len(missing)} tệp kèm trong sổ, ví dụ {missing[0]}.")
    return replace(made, note=" ".join(notes))


@disk_told
def _make_room(folder: OfficeFolder, shelf: Shelf, spare: str) -> None:
    """Let old backups go where a new one would find no room; not while one of them is restored."""
    try:
        if not spare and folder.database.is_file():
            shelf.make_room(folder.database.stat().st_size, NEWEST_KEPT)
    except OSError as error:
        raise office_disk_refusal(error, folder.root) from error


def changed_since_last(folder: OfficeFolder) -> bool:
    """Tell whether the office holds something that its newest backup does not."""
    newest = next(iter(shelf_of(folder).list()), None)
    facts = None if newest is None else read_facts(folder.backups / newest.name)
    return facts is None or facts.mark != change_mark(folder.database)


@disk_told
def sweep_strays(folder: OfficeFolder, older_than_ms: int) -> int:
    """Remove kept files that no line and no event names, as a crash leaves; return how many."""
    files = FileStore(folder.files)
    named = {item.sha256 for item in attachments_in(folder.database)}
    strays = set(files.hashes()) - named
    in_history = {sha256 for sha256 in strays if is_named_in_history(folder.database, sha256)}
    return files.sweep(named | in_history, older_than_ms)


@disk_told
def prepare(folder: OfficeFolder, name: str) -> Path:
    """Copy a backup beside the database, which may be in use, ready to take its place.

    The copy is proved row by row and brought to the newest schema before it is handed over.
    OfficeDamaged or DiskRefused leave nothing behind.
    """
    fresh = folder.root / f".{secrets.token_hex(4)}.khoi-phuc"
    try:
        _proved_copy(shelf_of(folder), name, fresh)
    except OSError as error:
        forget_copy(fresh)
        raise office_disk_refusal(error, folder.root) from error
    except BaseException:
        forget_copy(fresh)
        raise
    return fresh


@disk_told
def swap_in(
    folder: OfficeFolder,
    fresh: Path,
    now_ms: int,
    spare: str,
    last_look: Callable[[], None] | None = None,
) -> None:
    """Put a prepared copy in the place of the database, whose state is backed up first.

    A damaged present database is kept aside under `backups/hong-…`. `last_look` is called when all
    else is done: what a command beside the window wrote since the copy was prepared is seen there.
    """
    try:
        _secure_present(folder, now_ms, spare)
        copy_tree_of_hashes(folder.backups / FILES, folder.files, hard_link)
        if last_look is not None:
            last_look()
        # A log that came back after a power cut would be played into the restored database.
        sync_folder(folder.root)
        patiently(lambda: fresh.replace(folder.database))
        sync_folder(folder.root)
    except OSError as error:
        raise office_disk_refusal(error, folder.root) from error
    finally:
        forget_copy(fresh)


@disk_told
def restore_into(shelf: Shelf, name: str, folder: OfficeFolder) -> None:
    """Fill a new office folder from a backup, as on a new PC; it will be a new replica.

    Nobody knows which numbers were given since: it asks before it gives one.
    """
    try:
        _proved_copy(shelf, name, folder.database)
        keep_carried(folder.database, unknown(shelf.get(name).made_ms))
        copy_tree_of_hashes(shelf.files, folder.files)
    except OSError as error:
        raise office_disk_refusal(error, folder.root) from error


@disk_told
def brought_up_copy(shelf: Shelf, name: str, target: Path) -> None:
    """Copy an older backup and bring the copy to the newest schema, so that it can be looked at."""
    try:
        copy_synced(shelf.database(name), target)
    except OSError as error:
        raise office_disk_refusal(error, target.parent) from error
    bring_up(target)


def forget_copy(path: Path) -> None:
    """Remove a working copy of a database with all that lies beside it."""
    for ending in ("-wal", "-shm", "-journal", ""):
        with suppress(OSError):
            remove_file(path.with_name(f"{path.name}{ending}"))


def bring_up(path: Path) -> None:
    """Bring a database file, which nobody has open, to the newest schema in one file."""
    with told(path), closing(connect(path)) as connection:
        migrate(connection)
        connection.execute("PRAGMA journal_mode = DELETE")


def prove(database: Path, facts: Facts, name: str) -> None:
    """Raise OfficeDamaged when a copied database is not what its manifest says, row by row.

    The same bytes that SQLite found whole when the backup was made need not be checked by it again;
    backups of earlier versions know no rows, there it is.
    """
    faults: tuple[str, ...] = (NOT_AS_WRITTEN,)
    if sha256_of(database) == facts.sha256:
        faults = row_faults(database, facts) if facts.rows else faults_of(database)
    if faults:
        raise OfficeDamaged(f"Chưa khôi phục được từ bản {name}. {faults[0]} Hãy chọn bản khác.")


def _proved_copy(shelf: Shelf, name: str, fresh: Path) -> None:
    """Copy the database of a backup, prove the copy, bring it up; it names no start any more."""
    copy_synced(shelf.database(name), fresh)
    ready(fresh, shelf.facts(name), name)


def ready(fresh: Path, facts: Facts, name: str) -> None:
    """Make a copied database ready to be an office: proved, of the newest schema, a new replica."""
    prove(fresh, facts, name)
    if version_of(fresh) != NEWEST:
        bring_up(fresh)
    forget_token(fresh)


def _secure_present(folder: OfficeFolder, now_ms: int, spare: str) -> None:
    if folder.database.exists() and _is_backed_up(folder, now_ms, spare):
        settle_into_one_file(folder.database)
        return
    aside = folder.backups / f"{DAMAGED_PREFIX}{moment_of(now_ms):%Y-%m-%d_%H-%M-%S}"
    aside.mkdir(parents=True, exist_ok=True)
    for ending in ("-wal", "-shm", "-journal", ""):
        path = folder.database.with_name(f"{DATABASE_NAME}{ending}")
        if path.exists():
            patiently(partial(path.replace, aside / path.name))
    sync_folder(aside)
    sync_folder(folder.backups)


def _is_backed_up(folder: OfficeFolder, now_ms: int, spare: str) -> bool:
    try:
        make_backup(folder, now_ms, BEFORE_RESTORE, spare)
    except (OfficeDamaged, OfficeRefused):
        return False  # nothing that a backup could be made of
    return True


def _write_manifest(
    part: Path, serial: int, made: tuple[int, str], hashes: dict[str, TableHash]
) -> None:
    database = part / DATABASE_NAME
    counts = {table: each.rows for table, each in hashes.items()}
    write_facts(
        part,
        Facts(
            made_ms=made[0],
            serial=serial,
            reason=made[1],
            size=database.stat().st_size,
            sha256=sha256_of(database),
            mark=change_mark(database),
            office_id=local_value(database, "office_id"),
            seal=seal_in(database),
            schema=version_of(database),
            dispatches=dispatches_in(counts),
            counts=counts,
            rows=hashes,
        ),
    )
