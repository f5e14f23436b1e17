"""The forms of Hồ sơ: one dossier, one paper in it, how it is closed, a row of the table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from wardapp.core.dossier_views import DossierContents, DossierPaper
from wardapp.core.dossiers import Dossier, RetentionRule, retention_text
from wardapp.core.errors import BadValue
from wardapp.core.identity import RecordId
from wardapp.services.dossier_rows import years_of
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.fields import BoxField, ChoiceField, DateField, Field, LineField

Fields = dict[str, Field]
TEXTS = {
    "symbol": ("Số, ký hiệu", "01.TGDV"),
    "heading": ("Đề mục", ""),
    "keeper": ("Người lập hồ sơ", ""),
    "box": ("Hộp, cặp", ""),
    "rights": ("Chế độ sử dụng", ""),
    "language": ("Ngôn ngữ", "Tiếng Việt"),
    "description": ("Ghi chú", ""),
}
"""Fields of one line: label, and what stands in an empty one."""
ORDER = (
    "symbol", "heading", "title", "retention", "keeper", "is_construction", "box", "rights",
    "language", "description",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DossierForm:
    """The fields of a dossier, filled, and what they make of it."""

    dossier: Dossier
    rules: tuple[RetentionRule, ...]
    fields: Fields

    def read(self) -> Dossier:
        """Return the dossier as typed; BadValue names the field that cannot stand."""
        years, said = _retention(self._text("retention"), self.rules)
        texts: dict[str, Any] = {name: self._text(name) for name in (*TEXTS, "title")}
        building = self.fields["is_construction"]
        is_building = isinstance(building, ChoiceField) and bool(building.value())
        body = self.fields.get("issuer_id")
        issuer = body.value() if isinstance(body, ChoiceField) else self.dossier.issuer_id
        return replace(
            self.dossier,
            **texts,
            issuer_id=RecordId(str(issuer)),
            retention=said,
            retention_years=years,
            is_construction=is_building,
        )

    def _text(self, name: str) -> str:
        field = self.fields[name]
        return field.text() if isinstance(field, LineField | BoxField) else ""


def dossier_fields(
    theme: Theme,
    dossier: Dossier,
    rules: tuple[RetentionRule, ...],
    headings: tuple[str, ...],
    bodies: tuple[tuple[object, str], ...] = (),
) -> tuple[Fields, Callable[[], Dossier]]:
    """Return the fields of a dossier and what reads them; `bodies` to choose whose it is."""
    lines = {name: LineField(theme, label, hint) for name, (label, hint) in TEXTS.items()}
    for name, line in lines.items():
        line.set_text(getattr(dossier, name))
    lines["heading"].suggest(headings)
    title = BoxField(theme, "Tiêu đề hồ sơ", 2)
    title.set_text(dossier.title)
    retention = LineField(theme, "Thời hạn bảo quản", "Vĩnh viễn, 10 năm …")
    retention.set_text(dossier.retention if dossier.symbol else "")
    retention.suggest(_retentions(rules))
    building = ChoiceField(
        theme, "Hạn nộp lưu", ((False, "Một năm sau khi xong"), (True, "3 tháng, xây dựng cơ bản"))
    )
    building.set_value(dossier.is_construction)
    fields: Fields = {
        **lines, "title": title, "retention": retention, "is_construction": building,
    }  # fmt: skip
    shown = {name: fields[name] for name in ORDER}
    if len(bodies) > 1:
        body = ChoiceField(theme, "Cơ quan", bodies)
        body.set_value(dossier.issuer_id)
        shown["issuer_id"] = body
    return shown, DossierForm(dossier, rules, shown).read


def _retentions(rules: tuple[RetentionRule, ...]) -> tuple[str, ...]:
    """Return what the field proposes: `10 năm: Công văn trao đổi …`."""
    return tuple(f"{retention_text(rule.years)}: {rule.title}" for rule in rules if rule.active)


def _retention(typed: str, rules: tuple[RetentionRule, ...]) -> tuple[int | None, str]:
    """Return years and words of what was typed, or chosen from the table."""
    for rule in rules:
        if typed == f"{retention_text(rule.years)}: {rule.title}":
            return rule.years, retention_text(rule.years)
    if not typed:
        raise BadValue("retention", "Chưa có thời hạn bảo quản, ví dụ “10 năm”.")
    years = years_of(typed)
    return years, retention_text(years)


def paper_fields(
    theme: Theme, paper: DossierPaper
) -> tuple[Fields, Callable[[], tuple[int | None, str]]]:
    """Return the fields of a paper in a dossier and what reads (sheets, note)."""
    sheets = LineField(theme, "Số tờ", "Để trống: theo số trang trong sổ")
    note = LineField(theme, "Ghi chú")
    if paper.filing.sheets is not None:
        sheets.set_text(str(paper.filing.sheets))
    elif paper.sheets:
        sheets.set_echo(f"Theo sổ: {paper.sheets} trang, một trang một tờ")
    note.set_text(paper.filing.note)
    fields: Fields = {"sheets": sheets, "note": note}
    return fields, lambda: (_whole("sheets", sheets.text()), note.text())


def closing_fields(
    theme: Theme, contents: DossierContents, today: date
) -> tuple[Fields, Callable[[], tuple[date, int | None, int | None]]]:
    """Return the fields of the closing sheet and what reads (day, sheets, pages)."""
    ended = DateField(theme, "Ngày kết thúc công việc", lambda: today)
    sheets = LineField(theme, "Số tờ")
    pages = LineField(theme, "Số trang", "Không bắt buộc")
    ended.set_day(contents.dossier.ended_on or contents.span[1] or today)
    last = max((paper.filing.last_sheet or 0 for paper in contents.papers), default=0)
    sheets.set_text(str(contents.dossier.sheet_total or last or ""))
    if contents.unknown_sheets:
        sheets.set_echo(f"{contents.unknown_sheets} văn bản chưa rõ số tờ: đếm rồi ghi", "warn")
    if contents.dossier.page_total:
        pages.set_text(str(contents.dossier.page_total))
    fields: Fields = {"ended_on": ended, "sheet_total": sheets, "page_total": pages}

    def read() -> tuple[date, int | None, int | None]:
        day = ended.day()
        if day is None:
            raise BadValue("ended_on", "Chưa có ngày kết thúc.")
        return (
            day,
            _whole("sheet_total", sheets.text()),
            _whole("page_total", pages.text()),
        )

    return fields, read


def rule_fields(
    theme: Theme, rule: RetentionRule, groups: tuple[str, ...]
) -> tuple[Fields, Callable[[], RetentionRule]]:
    """Return the fields of a row of the retention table and what reads them."""
    group = LineField(theme, "Nhóm")
    title = BoxField(theme, "Tài liệu", 2)
    years = LineField(theme, "Thời hạn", "Vĩnh viễn, 10 năm, Đến khi hết hiệu lực")
    source = LineField(theme, "Căn cứ", "Thông tư 10/2022/TT-BNV")
    used = ChoiceField(theme, "Tình trạng", ((True, "Đang dùng"), (False, "Thôi dùng")))
    group.set_text(rule.group)
    group.suggest(groups)
    title.set_text(rule.title)
    years.set_text(retention_text(rule.years))
    source.set_text(rule.source)
    used.set_value(rule.active)
    fields: Fields = {
        "group": group, "title": title, "retention": years, "source": source, "active": used,
    }  # fmt: skip

    def read() -> RetentionRule:
        return replace(
            rule,
            group=group.text(),
            title=title.text(),
            years=years_of(years.text()),
            source=source.text(),
            active=bool(used.value()),
        )

    return fields, read


def _whole(name: str, typed: str) -> int | None:
    if not typed:
        return None
    if not typed.isdecimal():
        raise BadValue(name, "Ghi bằng chữ số, ví dụ 12.")
    return int(typed)
