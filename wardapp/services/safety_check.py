"""Kiểm tra ngay: everything an office holds, looked through once; the result is remembered."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from wardapp.core.clock import moment_text
from wardapp.core.errors import WardError
from wardapp.core.progress import Progress
from wardapp.core.safety import CheckReport, Light, SafetyFact
from wardapp.services.backups import Backups
from wardapp.services.desk import Desk
from wardapp.services.missing_files import refused_words, whose_of
from wardapp.store.opening import OpenFolder
from wardapp.store.sqlite_files import WHOLE_CHECK, attachments_in, faults_of

REMEMBERED = "safety.checked"
"""The name under which this copy of the office remembers its last whole check."""

SHOWN = 3
RESTORE = "safety.restore"

Part = Callable[[Desk, OpenFolder, Backups], SafetyFact]


def check_all(desk: Desk, opened: OpenFolder, backups: Backups, progress: Progress) -> CheckReport:
    """Look through the data, the chains, the kept files and the newest backup; remember it."""
    facts = []
    for place, (words, part) in enumerate(_PARTS):
        progress.step(place, len(_PARTS), words)
        facts.append(_told(part, desk, opened, backups))
    report = CheckReport(facts=tuple(facts), done_ms=desk.clock.now_ms())
    if not desk.database.read_only:
        desk.database.set_local(REMEMBERED, _packed(report))
    return report


def last_report(desk: Desk) -> CheckReport | None:
    """Return what the last whole check found, None before the first."""
    try:
        told = json.loads(desk.database.local(REMEMBERED) or "null")
        return None if told is None else _unpacked(told)
    except (ValueError, KeyError, TypeError):
        return None


def _told(part: Part, desk: Desk, opened: OpenFolder, backups: Backups) -> SafetyFact:
    try:
        return part(desk, opened, backups)
    except WardError as error:
        return SafetyFact(topic="Kiểm tra", light=Light.YELLOW, sentence=error.sentence)


def _data(_desk: Desk, opened: OpenFolder, _backups: Backups) -> SafetyFact:
    faults = faults_of(opened.folder.database, WHOLE_CHECK)
    return _fact("Dữ liệu", faults, "Tệp dữ liệu qua được kiểm tra toàn bộ.", RESTORE)


def _chains(desk: Desk, _opened: OpenFolder, _backups: Backups) -> SafetyFact:
    with desk.database.read() as tx:
        faults = tx.journal.verify()
    return _fact("Chuỗi ghi nhận", faults, "Chuỗi ghi nhận thay đổi liền mạch.", RESTORE)


def _files(desk: Desk, opened: OpenFolder, _backups: Backups) -> SafetyFact:
    files = attachments_in(opened.folder.database)
    with desk.database.read() as tx:
        faults = opened.files.check(files, whose_of(tx))
    sound = f"{len(files)} tệp kèm còn nguyên như khi vào sổ. {refused_words(desk)}"
    return _fact("Tệp kèm", faults, sound.strip())


def _newest(_desk: Desk, _opened: OpenFolder, backups: Backups) -> SafetyFact:
    last = backups.last()
    if last is None:
        return SafetyFact(topic="Bản sao lưu", light=Light.YELLOW, sentence="Chưa có bản nào.")
    when = moment_text(last.made_ms)
    return _fact("Bản sao lưu", backups.prove(last.name), f"Bản lúc {when} đúng từng dòng.")


def _fact(topic: str, faults: tuple[str, ...], sound: str, deed: str = "") -> SafetyFact:
    if not faults:
        return SafetyFact(topic=topic, light=Light.GREEN, sentence=sound)
    more = f" Còn {len(faults) - SHOWN} lỗi khác." if len(faults) > SHOWN else ""
    return SafetyFact(
        topic=topic, light=Light.RED, sentence=" ".join(faults[:SHOWN]) + more, deed=deed
    )


def _packed(report: CheckReport) -> str:
    facts = [[each.topic, each.light.value, each.sentence, each.deed] for each in report.facts]
    return json.dumps({"done_ms": report.done_ms, "facts": facts}, ensure_ascii=False)


def _unpacked(told: dict[str, object]) -> CheckReport:
    return CheckReport(facts=tuple(_facts(told["facts"])), done_ms=int(str(told["done_ms"])))


def _facts(told: object) -> Iterator[SafetyFact]:
    for topic, light, sentence, deed in told if isinstance(told, list) else ():
        yield SafetyFact(topic=topic, light=Light(light), sentence=sentence, deed=deed)


_PARTS: tuple[tuple[str, Part], ...] = (
    ("Đang kiểm tra dữ liệu…", _data),
    ("Đang kiểm tra chuỗi ghi nhận…", _chains),
    ("Đang kiểm tra tệp kèm…", _files),
    ("Đang kiểm tra bản sao lưu…", _newest),
)
