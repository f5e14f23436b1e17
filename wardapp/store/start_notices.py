"""What to tell when an office opens well: its place, its disk, strange files beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from wardapp.core.long_paths import shown
from wardapp.core.text import clean
from wardapp.store.database import Database
from wardapp.store.folder import DATABASE_NAME, OfficeFolder, is_cloud, low_space_notice
from wardapp.store.ground import lies_on_a_stick

SHOWN = 3
CONFLICT_WORDS = ("conflicted copy", "conflict copy", "bản sao xung đột", "xung đột")
"""What OneDrive, Dropbox and Google Drive write into the names of files two PCs changed."""

_STEM = DATABASE_NAME.removesuffix(".db")


def start_notices(folder: OfficeFolder, database: Database) -> tuple[str, ...]:
    """Return a sentence for each thing to be told, "" where there is nothing."""
    cloud = (
        "Thư mục sổ do OneDrive, Google Drive hoặc Dropbox đồng bộ, dễ làm hỏng sổ. "
        "Hãy đóng sổ rồi chuyển thư mục sang nơi khác trên máy."
        if is_cloud(folder.root)
        else ""
    )
    return (
        cloud,
        copies_notice(strange_copies(folder)),
        _stick_notice(folder, database),
        low_space_notice(folder.root),
    )


def strange_copies(folder: OfficeFolder) -> tuple[str, ...]:
    """Return copies that others laid beside the database or into the mirror; nobody opens them.

    OneDrive keeps `office-PC2.db` when two PCs changed a file, hands make `office (1).db`.
    """
    found: set[str] = set()
    with suppress(OSError):
        for path in _beside(folder):
            name = clean(path.name).casefold()
            is_copy = name.startswith(_STEM) and name.endswith(".db") and name != DATABASE_NAME
            if is_copy or any(word in name for word in CONFLICT_WORDS):
                found.add(path.name)
    return tuple(sorted(found))


def _beside(folder: OfficeFolder) -> Iterator[Path]:
    yield from folder.root.iterdir()
    if folder.journal.is_dir():
        yield from folder.journal.iterdir()


def copies_notice(names: tuple[str, ...]) -> str:
    """Return what to tell of strange copies and what to do about them."""
    if not names:
        return ""
    told = ", ".join(names[:SHOWN]) + (f" và {len(names) - SHOWN} tệp khác" * (len(names) > SHOWN))
    return (
        f"Trong thư mục sổ có bản chép thừa, thường do OneDrive để lại: {told}. WardApp không mở "
        "và không gộp tệp ấy. Nếu máy khác đã ghi vào đó thì xuất gói từ máy ấy (trang Trao đổi); "
        "sau đó chuyển tệp thừa ra ngoài thư mục sổ."
    )


def other_folder_notice(other: Path | None) -> str:
    """Return what to tell where this PC has a second folder of the same office."""
    if other is None:
        return ""
    return (
        f"Máy này còn một thư mục khác của cùng sổ: {shown(other)}. Hai thư mục là hai bản riêng, "
        "không tự gộp. Hãy chỉ ghi ở một nơi; việc đã ghi ở nơi kia thì đưa sang bằng trang "
        "Trao đổi."
    )


def _stick_notice(folder: OfficeFolder, database: Database) -> str:
    """Ask for a second place for backups where the whole office can be lost in a pocket."""
    if not lies_on_a_stick(folder.root):
        return ""
    with database.read() as tx:
        if tx.catalogue.settings().second_backup:
            return ""
    return (
        "Sổ này nằm trên USB. Hãy chọn nơi sao lưu thứ hai trên máy tính (An toàn dữ liệu) và "
        "đóng WardApp trước khi rút USB."
    )
