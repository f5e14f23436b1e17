"""The folder of an office: what lies where in it, and how it comes to be, whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from wardapp.core.errors import NotFound, OfficeRefused
from wardapp.core.files import ROOM_INSIDE, patiently, remove_file, remove_folder, sync_folder
from wardapp.core.long_paths import reachable, shown
from wardapp.core.office import Ground
from wardapp.store.attachments import FileStore
from wardapp.store.ground import VolumeProbe, ground_of
from wardapp.store.refusals import office_disk_refusal

DATABASE_NAME = "office.db"
MAX_PATH = 170
"""Where a new office may lie: Word ends at 260 letters and must open what lies in `exports/`.

WardApp itself opens an office that came to lie deeper.
"""

BYTES_PER_MEGABYTE = 1_000_000
LOW_SPACE = 200 * BYTES_PER_MEGABYTE


@dataclass(frozen=True, slots=True)
class OfficeFolder:
    """Where the parts of an office lie."""

    root: Path

    @property
    def database(self) -> Path:
        """Return the path of the database."""
        return self.root / DATABASE_NAME

    @property
    def files(self) -> Path:
        """Return the folder of kept files."""
        return self.root / "files"

    @property
    def backups(self) -> Path:
        """Return the folder of backups."""
        return self.root / "backups"

    @property
    def exports(self) -> Path:
        """Return the folder that exports are offered first."""
        return self.root / "exports"

    @property
    def journal(self) -> Path:
        """Return the folder of the journal's mirror."""
        return self.root / "journal"

    @property
    def logs(self) -> Path:
        """Return the folder of the program's log."""
        return self.root / "logs"

    def file_store(self) -> FileStore:
        """Return the kept files; those missing are looked for in the backups."""
        return FileStore(self.files, self.backups / "files")

    def make_parts(self) -> None:
        """Make the folders that are missing."""
        try:
            for part in (self.files, self.backups, self.exports, self.journal, self.logs):
                part.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise office_disk_refusal(error, self.root) from error


def make_office_folder(
    target: Path,
    fill: Callable[[OfficeFolder], None],
    is_network: VolumeProbe | None = None,
) -> OfficeFolder:
    """Make an office in an absent or empty folder; on any failure nothing of it stays.

    `fill` writes the database into the folder it is given, which gets its name only afterwards.
    """
    refuse_bad_target(target, is_network)
    shown_as, target = target, reachable(target, ROOM_INSIDE)
    draft = OfficeFolder(target.with_name(f".{secrets.token_hex(4)}.tao-so"))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.root.mkdir()
        draft.make_parts()
        fill(draft)
        sync_folder(draft.root)
        if target.exists():
            target.rmdir()
        patiently(lambda: draft.root.rename(target))
        sync_folder(target.parent)
    except OSError as error:
        raise office_disk_refusal(error, shown_as) from error
    finally:
        remove_folder(draft.root)
    return OfficeFolder(target)


def refuse_bad_target(target: Path, is_network: VolumeProbe | None = None) -> None:
    """Raise OfficeRefused, with the way out, where no office should be made."""
    if len(str(shown(target.absolute()))) > MAX_PATH:
        raise OfficeRefused(
            f"Đường dẫn thư mục sổ dài quá {MAX_PATH} ký tự. Hãy chọn thư mục gần gốc ổ đĩa hơn."
        )
    refuse_bad_ground(target, is_network)
    target = reachable(target, ROOM_INSIDE)
    try:
        if target.is_file():
            raise OfficeRefused(f"“{target.name}” là một tệp. Hãy chọn tên thư mục khác cho sổ.")
        if (target / DATABASE_NAME).exists():
            raise OfficeRefused(
                f"Thư mục “{target.name}” đã có sổ. Hãy mở sổ đó hoặc chọn thư mục khác."
            )
        if target.exists() and any(target.iterdir()):
            raise OfficeRefused(
                f"Thư mục “{target.name}” đã có tệp khác. Hãy chọn một thư mục trống."
            )
    except OSError as error:
        raise office_disk_refusal(error, target) from error


def refuse_bad_ground(target: Path, is_network: VolumeProbe | None = None) -> None:
    """Raise OfficeRefused when a folder lies on a network drive or in a synced folder."""
    match ground_of(target, is_network):
        case Ground.NETWORK:
            raise OfficeRefused(
                "Thư mục này nằm trên ổ mạng: hai máy cùng ghi sẽ làm hỏng sổ. Hãy để sổ trên ổ "
                "của máy này và dùng ổ mạng làm nơi sao lưu thứ hai."
            )
        case Ground.CLOUD:
            raise OfficeRefused(
                "Thư mục này do OneDrive, Google Drive hoặc Dropbox đồng bộ, dễ làm hỏng sổ. "
                "Hãy để sổ ở thư mục khác trên máy và dùng nơi này làm nơi sao lưu thứ hai."
            )
        case Ground.LOCAL:
            return


def office_at(root: Path, is_network: VolumeProbe | None = None) -> OfficeFolder:
    """Return the office folder at a path; OfficeRefused when it is none or lies on a network."""
    folder = OfficeFolder(reachable(root, ROOM_INSIDE))
    if ground_of(root, is_network) is Ground.NETWORK:
        raise OfficeRefused(
            "Sổ nằm trên ổ mạng nên không mở để ghi: hai máy cùng ghi sẽ làm hỏng sổ. "
            "Hãy chép cả thư mục sổ về ổ của máy này rồi mở."
        )
    try:
        if folder.database.is_file() or has_remains(folder):
            return folder
    except OSError as error:
        raise office_disk_refusal(error, root) from error
    raise NotAnOffice(root)


def has_remains(folder: OfficeFolder) -> bool:
    """Tell whether an office without its database can be brought back from what lies beside it."""
    kept = (*folder.backups.glob(f"*/{DATABASE_NAME}"), *folder.journal.glob("mirror-*.log"))
    return bool(kept)


class NotAnOffice(OfficeRefused, NotFound):
    """The folder holds no office."""

    def __init__(self, root: Path) -> None:
        super().__init__(
            f"Thư mục “{root.name or root}” chưa có sổ. Hãy tạo sổ bằng lệnh init, hoặc mở WardApp "
            "rồi làm theo hướng dẫn lần đầu."
        )


def is_cloud(root: Path) -> bool:
    """Tell whether a folder is synced by OneDrive or the like."""
    return ground_of(root, lambda _: False) is Ground.CLOUD


def low_space_notice(root: Path) -> str:
    """Return a sentence when the disk of a folder is nearly full, else ``."""
    try:
        free = shutil.disk_usage(root).free
    except OSError as error:
        raise office_disk_refusal(error, root) from error
    if free >= LOW_SPACE:
        return ""
    return (
        f"Ổ đĩa chứa sổ chỉ còn {free // BYTES_PER_MEGABYTE} MB. "
        "Hãy dọn bớt để việc ghi sổ và sao lưu không bị dừng."
    )


def refuse_read_only(folder: OfficeFolder) -> None:
    """Raise DiskRefused for a database marked read-only, as files come from a CD."""
    if folder.database.is_file() and not os.access(folder.database, os.W_OK):
        error = PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder.database))
        raise office_disk_refusal(error, folder.root)


def refuse_unwritable(root: Path) -> None:
    """Raise DiskRefused when nothing can be written into a folder."""
    probe = root / f".{secrets.token_hex(4)}.thu"
    try:
        with probe.open("xb") as stream:
            stream.write(b"\0" * 4096)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise office_disk_refusal(error, root) from error
    finally:
        with suppress(OSError):
            remove_file(probe)
