"""What is recorded, refused and killed: the deeds at a desk that must never lose a line.

A scene has a home before it begins (`before`) and what is played then (`play`).
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tests.builders import an_id
from tests.faults.player import Player
from tests.faults.scenes_of_exchange import copy_to_a_stick, merge, two_copies
from tests.faults.scenes_of_repair import a_damaged_office, recover, rotate_the_mirror
from tests.faults.scenes_of_starting import a_new_office, nothing
from tests.ready_draft import ready
from wardapp.core.views import BookRequest
from wardapp.store import migrations
from wardapp.store.database import Database
from wardapp.store.folder import OfficeFolder

DAY_MS = 24 * 60 * 60 * 1000
OLD_BOOK = """SỔ ĐĂNG KÝ VĂN BẢN ĐẾN NĂM 2019
Ngày đến;Số đến;Tác giả;Số, ký hiệu;Ngày tháng;Trích yếu;Đơn vị hoặc người nhận;Ghi chú
02/1;1;UBND phường Liên Hồ;12/UBND-VHXH;31/12/2018;V/v tổng kết năm;Văn phòng;
3/1;2;Sở Y tế;05-CV/ĐU;2/1/2019;Báo cáo tháng 1;Ban XDĐ;
4/1;3;Sở Y tế;7/SYT;03/01/2019;Tiêm chủng;;
5/1;5;Sở Nội vụ;8/SNV;04/01/2019;Kê khai tài sản;;
"""


def create(player: Player) -> None:
    player.create()
    player.register("đầu tiên")
    player.leave()


def register(player: Player) -> None:
    office = player.enter()
    for name in ("ba", "bốn", "ba"):
        line = player.register(name)
    office.intake.attach(line.id, player.paper("kèm"))
    player.told()
    office.history.undo()
    player.told()
    office.intake.cancel(line.id, "Ghi nhầm")
    player.told()
    player.register("năm")
    player.leave()


def issue(player: Player) -> None:
    office = player.enter()
    draft = ready(office)
    player.told()
    office.issuing.issue(draft.id)
    player.told()
    office.issuing.issue(ready(office).id)
    player.told()
    player.leave()


def import_a_book(player: Player) -> None:
    office = player.enter()
    path = player.paper("so-cu").with_suffix(".csv")
    path.write_text(OLD_BOOK, "utf-8")
    importing = office.importing
    files = importing.open([path])
    plan = importing.plan(files, importing.guess_book(files), importing.issuers()[0].id)
    for _ in range(2):
        importing.run(importing.dry_run(files, plan))
        player.told()
        office.history.undo()
        player.told()
    importing.run(importing.dry_run(files, plan))
    player.told()
    player.leave()


def back_up(player: Player) -> None:
    """Enough backups for the oldest to go, with lines between them and a second place."""
    office = player.enter()
    settings = replace(office.catalogue.settings(), second_backup=str(player.home / "usb"))
    office.catalogue.save_settings(settings)
    player.told()
    for at in range(14):
        if at % 4 == 0:
            player.register(f"sao {at}")
        made = office.backups.make()
        second = {} if made.note else {"second": made.name}
        player.told(backups=[made.name], **second)
        player.clock.instant_ms += DAY_MS // 3
    player.leave()


def restore(player: Player) -> None:
    office = player.enter()
    player.register("còn")
    made = office.backups.make()
    player.told(backups=[made.name])
    player.register("sau bản sao")
    player.told(restoring=made.name)
    office.backups.restore(made.name)
    player.leave()
    player.told(restored=made.name)
    player.enter()
    player.register("sau khôi phục")
    player.leave()


def an_older_office(player: Player) -> None:
    """Begin with an office as the version before this one made it."""
    a_new_office(player)
    path = player.home / "so" / "office.db"
    newer = player.home / "newer.db"
    path.rename(newer)
    steps, newest = migrations.STEPS, migrations.NEWEST
    migrations.STEPS, migrations.NEWEST = steps[:-1], newest - 1
    try:
        Database.create(path, replica_id=an_id(1), office_id=an_id(2), now_ms=1).close()
    finally:
        migrations.STEPS, migrations.NEWEST = steps, newest
    _carry_over(newer, path)
    newer.unlink()
    shutil.rmtree(player.home / "so" / "journal", ignore_errors=True)  # older ones have none


def _carry_over(newer: Path, older: Path) -> None:
    """Fill the tables of an older office with what a newer one holds."""
    with closing(sqlite3.connect(older)) as database:
        database.execute("ATTACH ? AS newer", (str(newer),))
        listed = database.execute("PRAGMA main.table_list").fetchall()
        names = [name for place, name, kind, *_ in listed if (place, kind) == ("main", "table")]
        for name in names:
            if name.startswith("sqlite_"):
                continue
            columns = ", ".join(f'"{column}"' for column in _columns(database, name))
            database.execute(f'DELETE FROM main."{name}"')
            database.execute(
                f'INSERT INTO main."{name}" ({columns}) SELECT {columns} FROM newer."{name}"'
            )
        database.commit()


def _columns(database: sqlite3.Connection, name: str) -> list[str]:
    """Return the columns that a table has in both."""
    old, new = (
        [row[1] for row in database.execute(f'PRAGMA {place}.table_info("{name}")')]
        for place in ("main", "newer")
    )
    return [column for column in old if column in new]


def migrate(player: Player) -> None:
    player.enter()
    player.register("sau nâng cấp")
    player.leave()


def export(player: Player) -> None:
    office = player.enter()
    out = player.home / "out"
    draft = ready(office)
    for name in ("công văn.docx", "công văn.pdf", "công văn.docx"):
        player.exported(office.exporting.draft_to(draft, out / name))
    request = BookRequest(code="den", date_from=date(2026, 1, 1), date_to=date(2026, 12, 31))
    for name in ("sổ.xlsx", "sổ.docx", "sổ.pdf", "sổ.xlsx"):
        player.exported(office.exporting.book_to(request, out / name))
    player.leave()


def after_a_crash(player: Player) -> None:
    """Begin with an office whose program ended in the middle: its log is not folded in yet."""
    a_new_office(player)
    player.enter()
    player.register("ba")
    folder = OfficeFolder(player.home / "so")
    logs = {path: path.read_bytes() for path in folder.root.glob("office.db*")}
    player.leave()
    for path, held in logs.items():
        path.write_bytes(held)


def start(player: Player) -> None:
    player.enter()
    player.leave()


Deed = Callable[[Player], None]


@dataclass(frozen=True)
class Scene:
    """What there is before, and what is played."""

    before: Deed
    play: Deed


SCENES = {
    "create": Scene(nothing, create),
    "register": Scene(a_new_office, register),
    "issue": Scene(a_new_office, issue),
    "import": Scene(a_new_office, import_a_book),
    "backup": Scene(a_new_office, back_up),
    "restore": Scene(a_new_office, restore),
    "migrate": Scene(an_older_office, migrate),
    "export": Scene(a_new_office, export),
    "start": Scene(after_a_crash, start),
    "merge": Scene(two_copies, merge),
    "stick": Scene(a_new_office, copy_to_a_stick),
    "rotate": Scene(a_new_office, rotate_the_mirror),
    "recover": Scene(a_damaged_office, recover),
}
