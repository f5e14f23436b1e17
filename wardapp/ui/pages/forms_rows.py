"""How forms and their versions look in the list and in the pane beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wardapp.core.clock import day_of
from wardapp.core.dates import long_date
from wardapp.core.form_views import FormEntry, FormLook, KeptReport, StrayAnswer
from wardapp.core.forms import FilledScope
from wardapp.ui.listing.cells import Cell, Column, GroupRow, RowLook
from wardapp.ui.widgets.deed_pane import PaneLine

MOST_STRAYS = 12
_LINE = re.compile(r"Tệp mẫu .+?, dòng (\d+): (.+)", re.DOTALL)
SCOPES = {FilledScope.OWN: "của đơn vị", FilledScope.ALL: "tổng hợp"}


def rows_of(entries: Iterable[FormEntry]) -> list[FormEntry | GroupRow]:
    """Return the versions under the name of their form."""
    shown: list[FormEntry | GroupRow] = []
    before = ""
    for entry in entries:
        if entry.form_id != before:
            before = entry.form_id
            shown.append(GroupRow(entry.label))
        shown.append(entry)
    return shown


def look_of(entry: FormEntry) -> RowLook:
    """Return how a version as a whole looks."""
    return RowLook.NORMAL if entry.active else RowLook.CANCELLED


def _version(entry: FormEntry) -> Cell:
    kept = f"{len(entry.reports)} báo cáo" if entry.reports else ""
    second = " · ".join(filter(None, (kept, _origin(entry))))
    return Cell(first=f"Phiên bản {entry.version}", second=second, is_strong=entry.is_newest)


def _state(entry: FormEntry) -> Cell:
    word, tone = state_of(entry)
    return Cell(first=word, tone=tone, is_badge=bool(word))


def state_of(entry: FormEntry) -> tuple[str, str]:
    """Return how a version stands, in a word with its tone."""
    if entry.fault:
        return "Không đọc được", "danger"
    if not entry.active:
        return "Ngừng dùng", "mute"
    if entry.is_newest:
        return "Đang dùng", "ok"
    return "Bản cũ", "soft"


def _origin(entry: FormEntry) -> str:
    if entry.official:
        return f"theo {entry.official}"
    return "của WardApp" if entry.shipped else "của cơ quan"


COLUMNS: tuple[Column[FormEntry], ...] = (
    Column("Mẫu và phiên bản", 0, _version),
    Column("Tình trạng", 112, _state),
)


def entry_line(entry: FormEntry) -> PaneLine:
    """Return what the pane says of a version."""
    word, tone = state_of(entry)
    facts = [
        ("Mã mẫu", entry.form_id),
        ("Nguồn", "WardApp" if entry.shipped else "Cơ quan thêm"),
        ("Ngày thêm", long_date(day_of(entry.changed_ms)) if entry.changed_ms else ""),
        ("Tệp chính thức", entry.official),
        ("Lỗi", entry.fault),
    ]
    facts += [(f"Biểu {at}", title) for at, title in enumerate(entry.tables, start=1)]
    facts += [(_report_name(report), _report_state(report)) for report in entry.reports]
    return PaneLine(
        number=entry.version,
        state=word,
        tone=tone,
        words=entry.title or entry.label,
        facts=tuple((name, value) for name, value in facts if value),
    )


def _report_name(report: KeptReport) -> str:
    return _upper(report.period_label)


def _report_state(report: KeptReport) -> str:
    said = [SCOPES[report.scope], "đã chốt" if report.is_closed else "đang làm"]
    if report.unplaced:
        said.append(f"{report.unplaced} câu trả lời để riêng")
    return ", ".join(said)


def look_line(look: FormLook) -> PaneLine:
    """Return what the pane says of a file looked at: every fault, or what it does to reports."""
    spec = look.spec
    if spec is None or look.faults:
        facts = tuple(_fault(at, said) for at, said in enumerate(look.faults, start=1))
        words = "Mẫu này chưa nhận được, hãy sửa các chỗ dưới đây rồi bấm Đọc lại tệp."
        return PaneLine(
            number=spec.version if spec else "",
            state=f"{len(look.faults)} chỗ sai",
            tone="danger",
            words=words,
            facts=facts,
        )
    facts_ = [("Mã mẫu", spec.id), ("Thay phiên bản", look.before)]
    facts_ += [(f"Biểu {table.code}", table.title) for table in spec.tables]
    for move in look.moves:
        facts_.append((_report_name(move.report), move.sentence))
        facts_ += [(stray.where, stray_text(stray)) for stray in move.strays[:MOST_STRAYS]]
    return PaneLine(
        number=spec.version,
        state="Xem trước",
        tone="warn",
        words=spec.title,
        facts=tuple((name, value) for name, value in facts_ if value),
    )


def _fault(at: int, said: str) -> tuple[str, str]:
    """Return where a fault stands and what to do."""
    found = _LINE.fullmatch(said)
    return (f"Dòng {found[1]}", _upper(found[2])) if found else (f"Chỗ {at}", said)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def stray_text(stray: StrayAnswer) -> str:
    """Return an answer that would stand apart, and why."""
    value = str(stray.value).replace(".", ",") if not isinstance(stray.value, str) else stray.value
    return f"để riêng: {value}. {stray.why}"
