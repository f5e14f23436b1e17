"""The check of a mirror against its database: lines that are torn, events that either lacks."""

from __future__ import annotations

from dataclasses import dataclass

from wardapp.store.database import Database
from wardapp.store.folder import OfficeFolder
from wardapp.store.mirror import BEHIND, hear_all, mirror_files
from wardapp.store.mirror_lines import Reached
from wardapp.store.reaching import behind, reached_in


@dataclass(frozen=True, slots=True)
class MirrorLook:
    """What a whole mirror showed.

    `begins` is how far the chains reach before its first line; `spoilt` how many lines are not as
    they were written. Spoilt lines whose events stand in later lines again are no fault.
    """

    faults: tuple[str, ...]
    begins: Reached
    spoilt: int


def look_at_mirror(folder: OfficeFolder) -> MirrorLook:
    """Hold every line of the mirror against its hash, and the events against the database."""
    tale, _ = hear_all(mirror_files(folder))
    database = Database.open(folder.database, read_only=True)
    try:
        with database.read() as tx:
            now = reached_in(tx.work.connection)
            ahead = behind(tx.work.connection, tale.reached, now)
    finally:
        database.close()
    faults = []
    lacking = sum(seq - tale.reached.get(name, (0, ""))[0] for name, (seq, _) in now.items())
    if tale.office_id not in {"", database.office_id}:
        faults.append("Bản ghi song song là của sổ khác; sẽ được để riêng khi mở sổ.")
    elif ahead:
        faults.append("Có sự kiện mà tệp dữ liệu không có; sẽ được lấy lại khi mở sổ.")
    elif lacking > 0:
        faults.append(f"Thiếu {lacking} sự kiện; sẽ được ghi bù khi mở sổ.")
    if (folder.journal / BEHIND).exists():
        faults.append("Lần trước chưa ghi được; sẽ được ghi bù khi mở sổ.")
    return MirrorLook(tuple(faults), tale.begins or {}, tale.bad_lines + tale.is_torn)
