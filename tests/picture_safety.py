"""Backups of several weeks and two rotating sticks in the example office, for its page."""

from __future__ import annotations

from dataclasses import replace

from wardapp.core.safety import SafetyState
from wardapp.services.office import Office
from wardapp.store.backup import make_backup
from wardapp.store.second_places import Memory, Reached

HOUR_MS = 60 * 60 * 1000
AGES = ((45 * 24, "Khi đóng sổ"), (12 * 24 + 3, "Khi đóng sổ"), (6 * 24, "Trước khi nhập dữ liệu"),
        (2 * 24 + 1, "Khi mở sổ"), (2 * 24 - 7, "Khi đóng sổ"), (26, "Trước khi khôi phục"),
        (24, "Khi đóng sổ"), (3, "Khi mở sổ"), (2, "Mỗi giờ"), (1, "Mỗi giờ"))  # fmt: skip


def fill_safety(office: Office) -> SafetyState:
    """Make backups of many ages, and remember two sticks; return what the page will say."""
    now_ms, folder = office.desk.clock.now_ms(), office.opened.folder
    for hours, reason in AGES:
        make_backup(folder, now_ms - hours * HOUR_MS, reason)
    settings = replace(office.catalogue.settings(), second_backup="E:\\SAO LUU")
    with office.desk.database.begin(office.desk.command("pictures.safety", "Nạp ảnh")) as tx:
        tx.catalogue.save_settings(settings)
    memory = Memory(folder)
    for mark, hours in (("a91f03d27c55e801", 11 * 24), ("4bd2", 19 * 24)):
        memory.remember(
            Reached(
                mark=mark, path="E:\\SAO LUU", last_ms=now_ms - hours * HOUR_MS, backup="x",
                is_sealed=True,
            )
        )  # fmt: skip
    return office.safety.state()
