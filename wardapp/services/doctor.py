"""A check-up of an office folder, also of one that does not open any more; it changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from wardapp.core.errors import WardError
from wardapp.core.office import Ground, OfficeFact
from wardapp.store.backup import shelf_of
from wardapp.store.database import Database
from wardapp.store.folder import OfficeFolder, low_space_notice, office_at
from wardapp.store.ground import VolumeProbe, ground_of
from wardapp.store.opening import moment_text
from wardapp.store.sqlite_files import attachments_in, faults_of

SHOWN = 5
"""How many faults of a kind are named; the rest are counted."""


def examine(root: Path, is_network: VolumeProbe | None = None) -> tuple[OfficeFact, ...]:
    """Return what was looked at in an office folder and what was found, one fact a topic.

    Raises OfficeRefused when the folder holds no office.
    """
    folder = office_at(root, lambda _: False)
    return (
        _place(folder, is_network),
        *_database(folder),
        _backups(folder),
    )


def _place(folder: OfficeFolder, is_network: VolumeProbe | None) -> OfficeFact:
    if ground_of(folder.root, is_network) is not Ground.LOCAL:
        return OfficeFact(
            topic="Nơi lưu",
            ok=False,
            sentence="Thư mục sổ nằm trên ổ mạng hoặc thư mục đồng bộ; hãy chuyển về ổ của máy.",
        )
    low = low_space_notice(folder.root)
    return OfficeFact(
        topic="Nơi lưu", ok=not low, sentence=low or "Thư mục nằm trên ổ của máy, còn đủ chỗ."
    )


def _database(folder: OfficeFolder) -> Iterator[OfficeFact]:
    faults = faults_of(folder.database)
    yield _fact("Dữ liệu", faults, "Tệp dữ liệu qua được kiểm tra.")
    if faults:
        return
    try:
        database = Database.open(folder.database, read_only=True)
    except WardError as error:
        yield OfficeFact(topic="Bản ghi", ok=False, sentence=error.sentence)
        return
    try:
        with database.read() as tx:
            yield _fact(
                "Nhật ký thay đổi", tx.journal.verify(), "Chuỗi ghi nhận thay đổi liền mạch."
            )
        files = attachments_in(folder.database)
        sound = f"{len(files)} tệp kèm còn nguyên như khi vào sổ."
        yield _fact("Tệp kèm", folder.file_store().check(files), sound)
    finally:
        database.close()


def _backups(folder: OfficeFolder) -> OfficeFact:
    shelf = shelf_of(folder)
    kept, good = shelf.list(), shelf.newest_good()
    if good is None:
        return OfficeFact(
            topic="Sao lưu", ok=False, sentence="Chưa có bản sao lưu tốt. Hãy chạy lệnh backup."
        )
    if good.name != kept[0].name:
        return OfficeFact(
            topic="Sao lưu",
            ok=False,
            sentence=f"Bản sao lưu mới nhất bị hỏng; bản tốt gần nhất là {good.name}.",
        )
    return OfficeFact(
        topic="Sao lưu",
        ok=True,
        sentence=f"{len(kept)} bản, mới nhất lúc {moment_text(good.made_ms)}.",
    )


def _fact(topic: str, faults: tuple[str, ...], sound: str) -> OfficeFact:
    if not faults:
        return OfficeFact(topic=topic, ok=True, sentence=sound)
    more = f" … và {len(faults) - SHOWN} lỗi khác." if len(faults) > SHOWN else ""
    return OfficeFact(topic=topic, ok=False, sentence=" ".join(faults[:SHOWN]) + more)
