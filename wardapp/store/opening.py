"""Opening an office folder: lock, health, migration with a backup, and which copy this is."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from wardapp.core.clock import Clock, moment_text
from wardapp.core.errors import DiskRefused, OfficeDamaged, OfficeRefused
from wardapp.core.files import patiently
from wardapp.core.identity import RecordId, new_record_id
from wardapp.core.journal import Actor, Command
from wardapp.core.safety import Recovery
from wardapp.store.attachments import FileStore
from wardapp.store.backup import make_backup
from wardapp.store.backup_shelf import shelf_of
from wardapp.store.database import Database
from wardapp.store.file_lock import held
from wardapp.store.folder import (
    OfficeFolder,
    office_at,
    refuse_read_only,
    refuse_unwritable,
)
from wardapp.store.given_since import doubt_older
from wardapp.store.ground import VolumeProbe
from wardapp.store.health import HealthCheck, HealthNotes, glance, lacks_tables
from wardapp.store.identity import TOKEN_BYTES, Device, Identity
from wardapp.store.leftovers import clear_leftovers
from wardapp.store.lock import OfficeLock, this_desk
from wardapp.store.mirror import Mark, Mirror
from wardapp.store.recovery import clear_unfinished, recover
from wardapp.store.recovery_marks import Pending, Stage, keep_pending, pending_in
from wardapp.store.refusals import disk_told, office_disk_refusal
from wardapp.store.sqlite_files import faults_of
from wardapp.store.start_notices import other_folder_notice, start_notices

TOKEN = "token"
"""The name under which a database keeps the token of its last start."""

CHECKED_AT_START = 8 << 20
"""Bytes of a database that is wholly checked before it opens; a bigger one beside its window."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Who opens an office and how far: with the window's lock or beside a window."""

    data: Path  # this PC's own folder, where device.json lies
    clock: Clock
    account: str
    take_over: bool = False
    is_network: VolumeProbe | None = None
    shared: Path | None = None  # where the accounts of this PC tell each other (store/identity)

    @property
    def device(self) -> Device:
        """Return the memory of this PC and account."""
        return Device(self.data, shared=self.shared)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFolder:
    """An open office folder: its database, its kept files, the lock if held, what to tell."""

    folder: OfficeFolder
    database: Database
    files: FileStore
    lock: OfficeLock | None = None
    notices: tuple[str, ...] = ()
    recovery: Recovery | None = None  # what was done about damage at this start
    health: HealthNotes = field(default_factory=HealthNotes)

    def health_check(self) -> HealthCheck:
        """Return the check of the whole database, to be run beside the open window."""
        return HealthCheck(
            self.database, self._remember_damage, folder=self.folder, notes=self.health
        )

    def _remember_damage(self) -> None:
        """Have the next start bring the office back, even after a crash."""
        with suppress(DiskRefused):
            keep_pending(self.folder, Pending(stage=Stage.FOUND, found=FOUND_BESIDE))

    def damage(self) -> OfficeDamaged:
        """Return what to tell when that check found a fault; it names the newest good backup."""
        return damaged(self.folder, FOUND_BESIDE)

    def close(self) -> None:
        """Close the database and give the lock back."""
        try:
            self.database.close()
        finally:
            if self.lock is not None:
                self.lock.release()


@disk_told
def open_with_lock(root: Path, opening: Opening) -> OpenFolder:
    """Open an office for its one window; everything that can be wrong with it is refused here.

    A damaged one is brought back first (`recovery` tells what was done); OfficeDamaged only where
    neither backup nor mirror hold enough.
    """
    folder = office_at(root, opening.is_network)
    refuse_unwritable(folder.root)
    refuse_read_only(folder)
    folder.make_parts()
    me = this_desk(opening.clock.now_ms())
    lock = OfficeLock.acquire(folder.root, me, take_over=opening.take_over)
    try:
        clear_leftovers(folder, opening.data, opening.clock.now_ms())
        database, mirror, recovery = _opened_whole(folder, opening)
        try:
            notices = (
                _settled(database, mirror, opening),
                _elsewhere(folder, database, opening),
                *start_notices(folder, database),
            )
        except BaseException:
            database.close()
            raise
    except BaseException:
        lock.release()
        raise
    return OpenFolder(
        folder=folder,
        database=database,
        files=folder.file_store(),
        lock=lock,
        notices=tuple(notice for notice in notices if notice),
        recovery=recovery,
    )


@disk_told
def open_beside(root: Path, opening: Opening) -> OpenFolder:
    """Open an office for a command, beside a window that may be open on the same PC.

    A migration, a copied folder and damage need the lock for a moment and are refused while a
    window is open.
    """
    folder = office_at(root, opening.is_network)
    recovery = None
    try:
        database = _opened_beside(folder)
    except (_NeedsLock, OfficeDamaged):
        window = open_with_lock(root, opening)
        window.close()
        recovery = window.recovery
        database = _opened(folder, None)
    try:
        mirror = Mirror(folder, database.office_id)
        notice = _settled(database, mirror, opening, beside=folder)
    except BaseException:
        database.close()
        raise
    return OpenFolder(
        folder=folder,
        database=database,
        files=folder.file_store(),
        notices=(notice,) if notice else (),
        recovery=recovery,
    )


def _opened_beside(folder: OfficeFolder) -> Database:
    if pending_in(folder) is not None:
        raise _NeedsLock
    return _opened(folder, _refuse_to_migrate)


@disk_told
def open_to_look(root: Path) -> OpenFolder:
    """Open the newest good backup of an office read-only, as beside another window."""
    folder = office_at(root)
    shelf = shelf_of(folder)
    backup = shelf.newest_good()
    if backup is None:
        raise OfficeRefused("Sổ này chưa có bản sao lưu tốt nào để mở xem. Hãy thử lại sau.")
    return OpenFolder(
        folder=folder,
        database=Database.open(shelf.database(backup.name), read_only=True, needs_newest=True),
        files=FileStore(folder.files, shelf.files),
        notices=(f"Đang xem bản sao lưu lúc {moment_text(backup.made_ms)}; không ghi được.",),
    )


def create_database(
    folder: OfficeFolder, opening: Opening, office_id: RecordId | None = None
) -> Database:
    """Make the database of a new office and remember it as this PC's own.

    With `office_id` it is a new copy of that office, to be filled from a package.
    """
    now_ms = opening.clock.now_ms()
    database = Database.create(
        folder.database,
        replica_id=new_record_id(now_ms),
        office_id=office_id or new_record_id(now_ms),
        now_ms=now_ms,
    )
    token = secrets.token_hex(TOKEN_BYTES)
    database.set_local(TOKEN, token)
    with held(opening.data / "device.lock"):
        opening.device.settle(database.replica_id, token)
    database.mirror_to(Mirror(folder, database.office_id), Mark(database.replica_id, token))
    return database


class _NeedsLock(Exception):
    """A command met an older office, which only the holder of the lock may migrate."""


def _opened_whole(
    folder: OfficeFolder, opening: Opening
) -> tuple[Database, Mirror, Recovery | None]:
    """Open the database, brought back first when it is damaged or older than its mirror."""
    now_ms = opening.clock.now_ms()
    try:
        if (pending := pending_in(folder)) is not None:
            raise _Damage(pending.found)
        clear_unfinished(folder)
        return *_looked_over(folder, opening), None
    except OfficeDamaged as error:
        is_older = isinstance(error, _Older)
        recovery = recover(folder, now_ms, error.sentence, is_older=is_older)
    try:
        return *_looked_over(folder, opening), recovery
    except OfficeDamaged as error:
        raise damaged(folder) from error


def _looked_over(folder: OfficeFolder, opening: Opening) -> tuple[Database, Mirror]:
    """Open the database and look it over quickly; the whole of it is checked beside the window.

    The mirror it was held against comes along: what was read of it need not be read again.
    """
    database = _opened(folder, lambda version: _backup_before(folder, opening, version))
    try:
        _refuse_faults(database)
        return database, _refuse_older(folder, database)
    except BaseException:
        database.close()
        raise


def _opened(folder: OfficeFolder, before: Callable[[int], None] | None) -> Database:
    _glanced(folder)
    return Database.open(folder.database, before_migration=before)


def _glanced(folder: OfficeFolder) -> None:
    try:
        if not folder.database.is_file():
            raise _Damage(f"Không thấy tệp {folder.database.name} trong thư mục sổ.")
        patiently(lambda: glance(folder.database))
    except OSError as error:
        raise office_disk_refusal(error, folder.root) from error


class _Damage(OfficeDamaged):
    """The database is damaged."""


class _Older(OfficeDamaged):
    """The database is sound but lacks what its mirror has."""


FOUND_BESIDE = "Kiểm tra toàn bộ thấy dữ liệu của sổ bị hỏng nên đã ngừng ghi."
NOT_OPENED = "Dữ liệu của sổ bị hỏng nên chưa mở, chưa sửa gì."


def damaged(folder: OfficeFolder, finding: str = NOT_OPENED) -> OfficeDamaged:
    """Return the refusal of a damaged office, which names the newest good backup."""
    backup = shelf_of(folder).newest_good()
    if backup is None:
        return OfficeDamaged(
            "Dữ liệu của sổ bị hỏng và không có bản sao lưu tốt trong thư mục này. "
            "Đừng xóa gì; hãy tìm bản sao lưu ở nơi thứ hai."
        )
    error = OfficeDamaged(
        f"{finding} Bản sao lưu tốt gần nhất: "
        f"{moment_text(backup.made_ms)}, {backup.dispatches} văn bản ({backup.name}). "
        "Chọn Khôi phục để dùng bản đó."
    )
    error.backup = backup.name
    return error


def _refuse_faults(database: Database) -> None:
    """Look at schema and newest event; the whole file is checked beside the open window."""
    if lacks_tables(database.path):
        raise OfficeDamaged("Sổ thiếu bảng.")
    if database.path.stat().st_size <= CHECKED_AT_START and faults_of(database.path):
        raise OfficeDamaged("Tệp dữ liệu của sổ có trang hỏng.")
    with database.read() as tx:
        if not tx.journal.is_newest_whole():
            raise OfficeDamaged("Sự kiện mới nhất của sổ không khớp mã băm.")


def _refuse_older(folder: OfficeFolder, database: Database) -> Mirror:
    """Refuse a database that lacks what its mirror has, unless the clerk restored it so."""
    mirror = Mirror(folder, database.office_id)
    try:
        with database.read() as tx:
            if database.local(TOKEN) and mirror.ahead_of(tx.work.connection):
                raise _Older(
                    "Tệp dữ liệu của sổ cũ hơn bản ghi song song: có lẽ đã bị thay bằng bản cũ."
                )
    finally:
        mirror.close()
    return mirror


def _settled(
    database: Database, mirror: Mirror, opening: Opening, beside: OfficeFolder | None = None
) -> str:
    """Settle which copy this is and have its mirror written from now on; return what to tell."""
    if not database.local(TOKEN):  # restored: with a token the next start would bring it all back
        with database.read() as tx:
            mirror.follow_restore(tx.work.connection)
    notice = _settle_identity(database, opening, beside=beside)
    database.mirror_to(mirror, Mark(database.replica_id, database.local(TOKEN)))
    return notice


def _backup_before(folder: OfficeFolder, opening: Opening, version: int) -> None:
    make_backup(folder, opening.clock.now_ms(), f"Trước khi nâng cấp từ bản {version}")


def _refuse_to_migrate(version: int) -> None:
    raise _NeedsLock(version)


def _settle_identity(
    database: Database, opening: Opening, beside: OfficeFolder | None = None
) -> str:
    """Renew the token of this start; a folder that is not this PC's goes on as a new replica."""
    device = opening.device
    with held(opening.data / "device.lock"):
        identity = Identity(
            office_id=database.office_id,
            replica_id=database.replica_id,
            token=database.local(TOKEN),
        )
        notice = ""
        if not device.knows(identity):
            _refuse_other_window(beside, opening)
            was_here = device.remembers(identity.replica_id)
            if identity.token and was_here:
                doubt_older(database)
            in_place = not identity.token and was_here
            fresh = new_record_id(opening.clock.now_ms())
            if in_place:  # else a kill after the adoption would leave what this PC never saw
                device.settle(fresh, "")
            notice = _adopted(database, fresh, opening, in_place=in_place)
            identity = replace(identity, replica_id=fresh)
        token = secrets.token_hex(TOKEN_BYTES)
        device.promise(identity, token)
        database.set_local(TOKEN, token)
        device.settle(identity.replica_id, token)
    return notice


def _elsewhere(folder: OfficeFolder, database: Database, opening: Opening) -> str:
    with held(opening.data / "device.lock"):
        other = opening.device.other_folder(database.office_id, folder.root)
    return other_folder_notice(other)


def _refuse_other_window(beside: OfficeFolder | None, opening: Opening) -> None:
    """Refuse while a window is open: it would go on with the identity that is taken away."""
    if beside is not None:
        OfficeLock.acquire(beside.root, this_desk(opening.clock.now_ms())).release()


def _adopted(database: Database, fresh: RecordId, opening: Opening, *, in_place: bool) -> str:
    """Begin as a new replica; only what was restored on its own PC keeps numbers unasked."""
    now_ms = opening.clock.now_ms()
    title = "Tiếp tục từ bản khôi phục" if in_place else "Tiếp tục từ thư mục đã chép"
    command = Command(
        name="office.adopt",
        title=title,
        actor=Actor(clerk="", account=opening.account),
        now_ms=now_ms,
        step_id=new_record_id(now_ms),
    )
    name = this_desk(now_ms).host
    database.adopt_replica(fresh, command, name=name, in_place=in_place)
    if in_place:
        return "Sổ vừa được khôi phục từ bản sao lưu; từ nay ghi tiếp như một bản mới."
    return (
        "Thư mục sổ này được chép từ nơi khác; từ nay là một bản riêng và chưa cấp số. Hãy mở "
        "trang Số trên nhiều máy và chọn: máy này thay máy cũ, hay là máy thứ hai."
    )
