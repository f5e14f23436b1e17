"""What the page An toàn dữ liệu looks at, a function each: cheap, for it is asked for often."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace

from wardapp.core.clock import day_of, moment_text
from wardapp.core.office import Ground
from wardapp.core.safety import Light, SafetyFact
from wardapp.services.backups import Backups
from wardapp.services.clock_doubts import clocks_differ, is_ahead_elsewhere
from wardapp.services.desk import Desk
from wardapp.services.founding import EXAMPLE
from wardapp.services.safety_check import last_report
from wardapp.services.second_places import SecondPlaces
from wardapp.store.folder import BYTES_PER_MEGABYTE, LOW_SPACE
from wardapp.store.ground import ground_of
from wardapp.store.opening import OpenFolder

MINUTE_MS = 60_000
DAY_MS = 24 * 60 * MINUTE_MS
OLD_BACKUP_DAYS, STALE_BACKUP_DAYS = 1, 7
"""From so many days on a backup that lacks something is doubtful, and bad."""
OLD_CHECK_DAYS = 31
FAR_TOO_OLD = 4
"""So many times the days of the settings, and the second place counts as lost."""
YOUNG_MS = 7 * DAY_MS
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
    second: SecondPlaces
    now_ms: int

    @property
    def is_example(self) -> bool:
        """Tell whether nothing in this office is real."""
        return bool(self.desk.database.local(EXAMPLE))

    @property
    def is_young(self) -> bool:
        """Tell whether the office is only some days old: what is left undone is no fault yet."""
        return self.now_ms - int(self.desk.database.local("created_ms") or 0) < YOUNG_MS


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


def second_place(look: Look) -> SafetyFact | None:
    """Tell when a copy last reached another disk; a young office is only advised."""
    topic, wanted, days = "Nơi thứ hai", look.second.wanted, look.desk.settings().second_days
    if wanted is None and look.is_example:
        return None
    if wanted is None:
        sentence = "Chưa có nơi thứ hai: hỏng máy thì mất cả sổ và bản sao lưu."
        light = Light.OPEN if look.is_young else Light.YELLOW
        return SafetyFact(topic=topic, light=light, sentence=sentence, deed=SECOND)
    last_ms = look.second.last_ms()
    if last_ms is None:
        sentence = f"Chưa sao được bản nào sang {wanted}. Hãy cắm ổ đĩa hoặc USB rồi sao lưu."
        return SafetyFact(topic=topic, light=Light.YELLOW, sentence=sentence, deed=BACK_UP)
    age = max((day_of(look.now_ms) - day_of(last_ms)).days, 0)
    sealed = ", có mật khẩu" if look.second.is_sealed else ""
    if age <= days:
        told = f"Bản gần nhất ở nơi thứ hai lúc {moment_text(last_ms)}{sealed}."
        return SafetyFact(topic=topic, light=Light.GREEN, sentence=told)
    light = Light.RED if age > days * FAR_TOO_OLD else Light.YELLOW
    told = f"Đã {age} ngày chưa sao sang nơi thứ hai. Hãy cắm ổ đĩa hoặc USB rồi sao lưu."
    return SafetyFact(topic=topic, light=light, sentence=told, deed=BACK_UP)


def whole_check(look: Look) -> SafetyFact:
    """Tell when everything was last looked through, and what was found then."""
    topic, report = "Kiểm tra toàn bộ", last_report(look.desk)
    if report is None:
        light = Light.OPEN if look.is_young or look.is_example else Light.YELLOW
        sentence = "Chưa kiểm tra toàn bộ lần nào."
        return SafetyFact(topic=topic, light=light, sentence=sentence, deed=CHECK)
    when = moment_text(report.done_ms)
    bad = [each for each in report.facts if each.light is not Light.GREEN]
    if bad:
        return replace(bad[0], topic=topic, sentence=f"Lúc {when}: {bad[0].sentence}")
    days = (day_of(look.now_ms) - day_of(report.done_ms)).days
    light = Light.YELLOW if days > OLD_CHECK_DAYS else Light.GREEN
    told = f"Lúc {when}: dữ liệu, chuỗi ghi nhận, tệp kèm, bản sao lưu đều nguyên vẹn."
    return SafetyFact(
        topic=topic, light=light, sentence=told, deed=CHECK if light is Light.YELLOW else ""
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


def clock_behind(look: Look) -> SafetyFact | None:
    """Tell whether the PC's clock stands before what was written last.

    The days of an example are played, whatever the clock says.
    """
    if look.is_example:
        return None
    with look.desk.database.read() as tx:
        newest = tx.journal.newest_ms()
    topic = "Đồng hồ"
    if newest <= look.now_ms + CLOCK_SLACK_MS:
        return SafetyFact(topic=topic, light=Light.GREEN, sentence="Đồng hồ máy chạy tới đều.")
    if is_ahead_elsewhere(look.desk, look.now_ms):
        told = clocks_differ(look.now_ms, newest)
        return SafetyFact(topic=topic, light=Light.YELLOW, sentence=told)
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


FACTS = (last_backup, second_place, whole_check, disk_room, clock_behind, ground)
"""In the order in which equal lights speak."""
