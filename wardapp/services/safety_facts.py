"""What the page An toàn dữ liệu looks at, a function each: cheap, for it is asked for often."""

from __future__ import annotations

import shutil
from dataclasses import dataclass

from wardapp.core.clock import day_of
from wardapp.core.office import Ground
from wardapp.core.safety import Light, SafetyFact
from wardapp.services.backups import Backups
from wardapp.services.desk import Desk
from wardapp.store.folder import BYTES_PER_MEGABYTE, LOW_SPACE
from wardapp.store.ground import ground_of
from wardapp.store.opening import OpenFolder, moment_text

MINUTE_MS = 60_000
DAY_MS = 24 * 60 * MINUTE_MS
OLD_BACKUP_DAYS, STALE_BACKUP_DAYS = 1, 7
"""From so many days on a backup that lacks something is doubtful, and bad."""
CLOCK_SLACK_MS = 10 * MINUTE_MS
GIGABYTE = 1000 * BYTES_PER_MEGABYTE
LARGE = 10 * GIGABYTE

BACK_UP, SECOND, CHECK = "window.backup", "safety.second", "safety.check"
"""The actions of the window that facts ask for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a fact may look at, at which instant."""

    desk: Desk
    opened: OpenFolder
    backups: Backups
    now_ms: int


def last_backup(look: Look) -> SafetyFact:
    """Tell how old the newest backup is, and whether anything was done since."""
    topic, last = "Bản sao lưu", look.backups.last()
    if last is None:
        return SafetyFact(
            topic=topic, light=Light.RED, sentence="Chưa có bản sao lưu nào.", deed=BACK_UP
        )
    when = moment_text(last.made_ms)
    if not look.backups.has_changed():
        return SafetyFact(
            topic=topic, light=Light.GREEN, sentence=f"Mới nhất lúc {when}, đủ mọi việc đã ghi."
        )
    days = (day_of(look.now_ms) - day_of(last.made_ms)).days
    light = Light.GREEN if days <= OLD_BACKUP_DAYS else Light.YELLOW
    light = Light.RED if days > STALE_BACKUP_DAYS else light
    sentence = f"Mới nhất lúc {when}; từ đó có việc chưa sao lưu."
    return SafetyFact(
        topic=topic, light=light, sentence=sentence, deed="" if light is Light.GREEN else BACK_UP
    )


def disk_room(look: Look) -> SafetyFact:
    """Tell how much room the disk of the office has."""
    topic, root = "Chỗ trống", look.opened.folder.root
    free = shutil.disk_usage(root).free
    needed = look.opened.folder.database.stat().st_size * 2 + LOW_SPACE
    told = _size(free)
    if free < LOW_SPACE:
        sentence = f"Ổ đĩa chứa sổ chỉ còn {told}, việc ghi và sao lưu sắp phải dừng. Hãy dọn bớt."
        return SafetyFact(topic=topic, light=Light.RED, sentence=sentence)
    if free < needed:
        sentence = f"Ổ đĩa chứa sổ còn {told}, chỉ đủ thêm một, hai bản sao lưu. Hãy dọn bớt."
        return SafetyFact(topic=topic, light=Light.YELLOW, sentence=sentence)
    return SafetyFact(topic=topic, light=Light.GREEN, sentence=f"Ổ đĩa chứa sổ còn {told}.")


def clock_behind(look: Look) -> SafetyFact:
    """Tell whether the PC's clock stands before what was written last."""
    with look.desk.database.read() as tx:
        newest = tx.journal.newest_ms()
    topic = "Đồng hồ"
    if newest <= look.now_ms + CLOCK_SLACK_MS:
        return SafetyFact(topic=topic, light=Light.GREEN, sentence="Đồng hồ máy chạy tới đều.")
    is_far = newest > look.now_ms + DAY_MS
    sentence = (
        f"Đồng hồ máy ({moment_text(look.now_ms)}) chậm hơn việc ghi gần nhất "
        f"({moment_text(newest)}). Hãy chỉnh ngày giờ của Windows."
    )
    return SafetyFact(topic=topic, light=Light.RED if is_far else Light.YELLOW, sentence=sentence)


def ground(look: Look) -> SafetyFact:
    """Tell whether the office lies where nobody else moves its files."""
    topic = "Nơi để sổ"
    if ground_of(look.opened.folder.root) is Ground.LOCAL:
        return SafetyFact(topic=topic, light=Light.GREEN, sentence="Sổ nằm trên ổ của máy này.")
    sentence = (
        "Thư mục sổ do OneDrive, Google Drive hoặc Dropbox đồng bộ, hoặc nằm trên ổ mạng, dễ hỏng. "
        "Hãy đóng sổ rồi chuyển thư mục sang ổ của máy."
    )
    return SafetyFact(topic=topic, light=Light.YELLOW, sentence=sentence)


def _size(count: int) -> str:
    if count < LARGE:
        return f"{count // BYTES_PER_MEGABYTE} MB"
    return f"{count // GIGABYTE} GB"


FACTS = (last_backup, disk_room, clock_behind, ground)
"""In the order in which equal lights speak."""
