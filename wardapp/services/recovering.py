"""What was done about damage, and how the mirror and the check beside the window stand."""

from __future__ import annotations

from pathlib import Path

from wardapp.core.clock import moment_text
from wardapp.core.long_paths import shown
from wardapp.core.safety import Healing, Light, Recovery, SafetyFact
from wardapp.services.safety_facts import DAY_MS, Look
from wardapp.store.opening import OpenFolder
from wardapp.store.recovery_marks import reports_in

SHOW = "recovered.open"
"""The action of the window that shows what was recovered."""

FRESH_MS = 14 * DAY_MS
"""So long a recovery stays among the facts."""

NAMED = 2


class Recoveries:
    """The recoveries of an office, by the reports that lie beside the damaged files."""

    def __init__(self, opened: OpenFolder) -> None:
        self._opened = opened

    @property
    def now(self) -> Recovery | None:
        """Return what was done at this start, None when all was well."""
        return self._opened.recovery

    def all(self) -> tuple[Recovery, ...]:
        """Return every recovery that was reported, the newest first."""
        return reports_in(self._opened.folder)

    def folder_of(self, recovery: Recovery) -> Path:
        """Return where the damaged files of a recovery lie."""
        return shown(self._opened.folder.root / recovery.kept_aside)


def mirror(look: Look) -> SafetyFact | None:
    """Tell whether the mirror has every event; where it lacks some, it is tried again first."""
    database = look.desk.database
    if database.mirror is None:
        return None
    topic = "Bản ghi song song"
    why = database.catch_up() if database.mirror.behind else ""
    if why:
        return SafetyFact(
            topic=topic,
            light=Light.YELLOW,
            sentence=f"Bản ghi song song chưa ghi được vì {why}. Việc vừa ghi vẫn nằm trong sổ; "
            "WardApp tự ghi bù khi được.",
        )
    return SafetyFact(
        topic=topic, light=Light.GREEN, sentence="Mọi việc đã ghi đều có bản ghi song song."
    )


def start_check(look: Look) -> SafetyFact | None:
    """Tell what the check beside the window found since the start."""
    notes = look.opened.health
    topic, files = "Kiểm tra khi mở sổ", notes.files
    if notes.is_damaged:
        return SafetyFact(
            topic=topic,
            light=Light.RED,
            sentence="Dữ liệu hỏng nên đã ngừng ghi. Hãy mở lại sổ: WardApp sẽ tự phục hồi.",
        )
    if files.gone:
        return SafetyFact(
            topic=topic,
            light=Light.YELLOW,
            sentence=f"Thiếu {len(files.gone)} tệp kèm ({_named(files.gone)}) và không bản sao lưu "
            "nào còn. Hãy đính kèm lại nếu có bản gốc.",
        )
    if not notes.is_done:
        return None
    back = files.brought_back
    told = f" Đã lấy lại {len(back)} tệp kèm từ bản sao lưu ({_named(back)})." if back else ""
    return SafetyFact(
        topic=topic,
        light=Light.GREEN,
        sentence=f"Tệp dữ liệu tốt; đã xem {notes.events} việc ghi và {files.looked_at} tệp kèm."
        + told,
    )


def recovered(look: Look) -> SafetyFact | None:
    """Tell of a recovery not long ago."""
    newest = next(iter(reports_in(look.opened.folder)), None)
    if newest is None or look.now_ms - newest.at_ms > FRESH_MS:
        return None
    is_whole = newest.healing is Healing.RECOVERED
    return SafetyFact(
        topic="Tự phục hồi",
        light=Light.GREEN if is_whole else Light.YELLOW,
        sentence=f"Lúc {moment_text(newest.at_ms)} sổ bị hỏng và đã được phục hồi"
        + (" đủ." if is_whole else "; có thể thiếu vài thứ, hãy xem lại."),
        deed=SHOW,
    )


FACTS = (mirror, start_check, recovered)


def _named(names: tuple[str, ...]) -> str:
    return ", ".join(names[:NAMED]) + (", …" if len(names) > NAMED else "")
