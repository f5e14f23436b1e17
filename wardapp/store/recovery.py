"""A damaged office is brought back by itself: newest good backup, and every event since.

Nothing is touched until the recovered database is whole and was checked; then the damaged files go
aside as they are and the new one takes the name in one step. Killed anywhere, the next start begins
again or ends what was begun.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from wardapp.core.clock import moment_of
from wardapp.core.errors import ChangedSince, OfficeDamaged, WardError
from wardapp.core.files import patiently, remove_file, remove_folder, sync_folder
from wardapp.core.identity import RecordId, new_record_id
from wardapp.core.safety import Healing, Recovery
from wardapp.store.backup import DAMAGED_PREFIX
from wardapp.store.carrying import keep_carried
from wardapp.store.connecting import connect
from wardapp.store.database import Database
from wardapp.store.faults import told
from wardapp.store.file_copies import copy_synced, copy_tree_of_hashes, hard_link
from wardapp.store.folder import DATABASE_NAME, OfficeFolder
from wardapp.store.given_since import unknown
from wardapp.store.health import KNOWN_FAULTS, lacks_tables
from wardapp.store.journal import is_newest_whole
from wardapp.store.migrations import migrate
from wardapp.store.reaching import reached_in
from wardapp.store.recovery_base import (
    Aim,
    Base,
    Sequel,
    bases,
    is_beyond,
    is_mirror_whole,
    sequel_of,
)
from wardapp.store.recovery_marks import (
    Pending,
    Stage,
    forget_pending,
    keep_pending,
    keep_report,
    pending_in,
)
from wardapp.store.recovery_words import damage_words, is_beside_the_books, lost_words
from wardapp.store.refusals import office_disk_refusal
from wardapp.store.replaying import replay_into
from wardapp.store.salvage import Salvage, salvage
from wardapp.store.sqlite_files import faults_of, settle_into_one_file

COMPANIONS = ("-wal", "-shm", "-journal", "")
"""The files of a database; its own is the last to go and to come."""


def recover(folder: OfficeFolder, now_ms: int, found: str, *, is_older: bool = False) -> Recovery:
    """Bring an office back and return what happened; the caller holds the lock.

    `is_older` says that the database itself is sound but lacks what was written already. Raises
    OfficeDamaged, and changes nothing, where neither backup nor mirror hold enough; DiskRefused
    when the disk does not take it.
    """
    pending = pending_in(folder)
    try:
        if (
            pending is None
            or pending.stage is not Stage.READY
            or not _is_still_good(folder, pending)
        ):
            words = pending.found if pending is not None else found
            is_thorough = pending is not None and pending.stage is Stage.FOUND
            aim = Aim(folder=folder, is_older=is_older, is_thorough=is_thorough)
            pending = _made(aim, now_ms, words, _damaged(folder, pending))
        return _swapped_in(folder, pending)
    except OSError as error:
        raise office_disk_refusal(error, folder.root) from error


def _is_still_good(folder: OfficeFolder, pending: Pending) -> bool:
    """Tell whether a recovery that was about to be swapped in still can be, or already was."""
    fresh = folder.root / pending.fresh
    there = fresh if fresh.exists() else folder.database
    return there.is_file() and not faults_of(there)


def _damaged(folder: OfficeFolder, pending: Pending | None) -> tuple[Path, ...]:
    """Return the damaged database and its log, where they lie now."""
    kept = pending.recovery.kept_aside if pending is not None and pending.recovery else ""
    names = (DATABASE_NAME, f"{DATABASE_NAME}-wal")
    places = (folder.root / kept, folder.root)
    found = (next((at / name for at in places if (at / name).is_file()), None) for name in names)
    return tuple(path for path in found if path is not None)


# ---- making it ----------------------------------------------------------------------------------


def _made(aim: Aim, now_ms: int, found: str, damaged: tuple[Path, ...]) -> Pending:
    """Make the recovered database under a name of its own, checked and synced."""
    folder = aim.folder
    room = folder.root / f".{secrets.token_hex(4)}.cuu"
    fresh = folder.root / f".{secrets.token_hex(4)}.cuu-xong"
    try:
        room.mkdir()
        present = _readable(damaged, room, is_older=aim.is_older)
        recovery = _built(replace(aim, present=present), fresh)
        if recovery is None:
            raise OfficeDamaged(damage_words(found))
        stamp = f"{moment_of(now_ms):%Y-%m-%d_%H-%M-%S}"
        pending = Pending(
            stage=Stage.READY,
            found=found,
            fresh=fresh.name,
            recovery=replace(
                recovery,
                found=found,
                at_ms=now_ms,
                kept_aside=f"{folder.backups.name}/{_free(folder.backups, DAMAGED_PREFIX + stamp)}",
            ),
        )
        sync_folder(folder.root)
        keep_pending(folder, pending)
    except BaseException:
        _forget(fresh)
        raise
    finally:
        remove_folder(room)
    return pending


def _readable(damaged: tuple[Path, ...], room: Path, *, is_older: bool) -> Path | None:
    """Return the present database to be looked through, None when it can't be read.

    With a log beside it, it is a copy: looking at the newest lines folds them in.
    """
    if not damaged or damaged[0].name != DATABASE_NAME:
        return None
    has_log = any(path.stat().st_size for path in damaged[1:])
    if not has_log and not is_older:
        return damaged[0]
    for source in damaged:
        with suppress(OSError):
            copy_synced(source, room / source.name)
    copy = room / DATABASE_NAME
    if not copy.exists():
        return None
    with suppress(WardError):
        settle_into_one_file(copy)
    return copy


def _built(aim: Aim, fresh: Path) -> Recovery | None:
    """Build from the first base that everything goes on from; None when there is none."""
    beyond: list[tuple[Base, Salvage, Sequel]] = []
    for base in bases(aim):
        found = Salvage() if aim.present is None else salvage(aim.present, base.reached)
        sequel = sequel_of(aim.folder, base, found)
        if base.path is None and not _reaches_back(sequel):
            continue
        if is_beyond(base, sequel.tale):
            beyond.append((base, found, sequel))
        elif (made := _tried(aim.folder, fresh, base, found, sequel)) is not None:
            return made
    tries = (_tried(aim.folder, fresh, *each) for each in beyond)
    return next((made for made in tries if made is not None), None)


def _tried(
    folder: OfficeFolder, fresh: Path, base: Base, found: Salvage, sequel: Sequel
) -> Recovery | None:
    """Lay an office down, None when what comes out is not sound."""
    try:
        return _laid_down(folder, fresh, base, found, sequel)
    except (OfficeDamaged, ChangedSince):
        _forget(fresh)
        return None


def _reaches_back(sequel: Sequel) -> bool:
    return bool(sequel.rows) and not sequel.stray


def _laid_down(
    folder: OfficeFolder, fresh: Path, base: Base, found: Salvage, sequel: Sequel
) -> Recovery:
    """Write base, events and rows without events into a new file, and check it."""
    remove_file(fresh)
    office_id = sequel.tale.office_id
    if base.path is None:
        first = sequel.rows[0]
        Database.create(
            fresh,
            replica_id=RecordId(sequel.tale.replica_id or first["replica_id"]),
            office_id=RecordId(office_id or new_record_id(first["clock_ms"])),
            now_ms=first["clock_ms"],
        ).close()
    else:
        copy_synced(base.path, fresh)
    with told(fresh), closing(connect(fresh)) as bare:
        migrate(bare)
    is_whole = is_mirror_whole(folder, sequel)
    _be_known_as(fresh, base, sequel, is_whole=is_whole)
    replay_into(fresh, sequel.rows)
    _side_rows(fresh, found)
    settle_into_one_file(fresh)
    _refuse_unsound(fresh, sequel)
    copy_tree_of_hashes(folder.backups / "files", folder.files, hard_link)
    lost = lost_words(base, found, sequel, is_whole=is_whole)
    dispatches = {
        row["entity_id"] for row in sequel.rows if row["entity"] in {"incoming", "outgoing"}
    }
    return Recovery(
        healing=Healing.PARTLY if lost else Healing.RECOVERED,
        found="",
        backup_name=base.backup.name if base.backup else "",
        backup_ms=base.backup.made_ms if base.backup else 0,
        replayed_events=len(sequel.rows),
        replayed_dispatches=len(dispatches),
        newest_ms=_newest_ms(base, sequel),
        lost=lost,
        goes_on=is_whole,
        books_whole=is_beside_the_books(lost),
    )


def _be_known_as(fresh: Path, base: Base, sequel: Sequel, *, is_whole: bool) -> None:
    """Say which copy this is; without its token it goes on as a new one, as after a restore.

    Then it asks for the last numbers on paper before it gives one. Faults that no place could mend
    are noted: the check beside the window is to take them as known.
    """
    tale = sequel.tale
    facts = {"token": tale.token if is_whole else "", KNOWN_FAULTS: "\n".join(base.faults)}
    if tale.replica_id:
        facts["replica_id"] = tale.replica_id
    if not is_whole:
        keep_carried(fresh, unknown(_newest_ms(base, sequel)))
    with told(fresh), closing(connect(fresh)) as bare:
        for name, value in facts.items():
            bare.execute("INSERT OR REPLACE INTO local (name, value) VALUES (?, ?)", (name, value))


def _newest_ms(base: Base, sequel: Sequel) -> int:
    return max([base.newest_ms, *(int(row["clock_ms"]) for row in sequel.rows)])


def _side_rows(fresh: Path, found: Salvage) -> None:
    """Bring over the rows that no event makes."""
    with told(fresh), closing(connect(fresh)) as bare:
        bare.execute("PRAGMA foreign_keys = OFF")
        bare.execute("BEGIN")
        for table, side in found.tables.items():
            columns = [row[1] for row in bare.execute(f'PRAGMA table_info("{table}")')]
            if side.is_whole and table != "local":
                bare.execute(f'DELETE FROM "{table}"')
            for row in side.rows:
                known = {name: value for name, value in row.items() if name in columns}
                names = ", ".join(f'"{name}"' for name in known)
                marks = ", ".join("?" * len(known))
                bare.execute(
                    f'INSERT OR REPLACE INTO "{table}" ({names}) VALUES ({marks})',
                    tuple(known.values()),
                )
        bare.execute("COMMIT")


def _refuse_unsound(fresh: Path, sequel: Sequel) -> None:
    """Raise OfficeDamaged unless the file, its tables and its chains are what they should be."""
    faults = list(faults_of(fresh))
    if lacks_tables(fresh):
        faults.append("thiếu bảng")
    database = Database.open(fresh, read_only=True)
    try:
        with database.read() as tx:
            connection = tx.work.connection
            if reached_in(connection) != sequel.reached:
                faults.append("thiếu sự kiện")
            if not all(is_newest_whole(connection, RecordId(name)) for name in sequel.reached):
                faults.append("sự kiện không khớp mã băm")
    finally:
        database.close()
    if faults:
        raise OfficeDamaged(f"Dữ liệu lấy lại không qua được kiểm tra: {faults[0]}.")


# ---- swapping it in -----------------------------------------------------------------------------


def _swapped_in(folder: OfficeFolder, pending: Pending) -> Recovery:
    """Put the damaged files aside and the recovered one in their place."""
    recovery = pending.recovery
    if recovery is None:
        raise OfficeDamaged(damage_words(pending.found))
    fresh, aside = folder.root / pending.fresh, folder.root / recovery.kept_aside
    if fresh.exists():
        aside.mkdir(parents=True, exist_ok=True)
        for ending in COMPANIONS:
            _put_aside(folder.database.with_name(f"{DATABASE_NAME}{ending}"), aside)
        sync_folder(aside)
        sync_folder(folder.root)  # a log that came back would be played into the recovered one
        patiently(lambda: fresh.replace(folder.database))
        sync_folder(folder.root)
    aside.mkdir(parents=True, exist_ok=True)
    keep_report(folder, recovery)
    forget_pending(folder)
    clear_unfinished(folder)
    return recovery


def clear_unfinished(folder: OfficeFolder) -> None:
    """Remove what a recovery that was killed left, where none waits any more."""
    for leftover in folder.root.glob(".????????.cuu-xong*"):
        _forget(leftover)


def _put_aside(path: Path, aside: Path) -> None:
    """Keep a damaged file; the database itself as a second name where the disk can."""
    kept = aside / path.name
    if kept.exists() or not path.exists():
        return
    if path.name == DATABASE_NAME and path.is_file():
        with suppress(OSError):
            hard_link(path, kept)
            return
    patiently(partial(path.replace, kept))


def _free(root: Path, name: str) -> str:
    taken: Iterable[str] = {path.name for path in root.glob(f"{name}*")}
    numbered = (name, *(f"{name}-{copy}" for copy in range(2, 100)))
    return next(each for each in numbered if each not in taken)


def _forget(path: Path) -> None:
    for ending in COMPANIONS:
        with suppress(OSError):
            remove_file(path.with_name(f"{path.name}{ending}"))
