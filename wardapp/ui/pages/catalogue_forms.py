"""The fields of one line of Danh mục: shown from a value, read back into a value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from wardapp.core.errors import BadDate, BadValue
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Body, Family, Issuer, IssuerKind, Person, Signer, Term, Unit
from wardapp.core.numbering import Series
from wardapp.core.profile import Holiday
from wardapp.ui.pages.catalogue_sections import UNIT_KINDS, Known
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.fields import BoxField, ChoiceField, DateField, Field, LineField

YES_NO = ((True, "Có"), (False, "Không"))
USED = ((True, "Đang dùng"), (False, "Thôi dùng"))
FAMILIES = ((Family.PARTY, "Văn bản của Đảng"), (Family.STATE, "Nghị định 30"))
KINDS = (
    (IssuerKind.COMMITTEE, "Đảng ủy, cấp ủy"),
    (IssuerKind.ADVISORY, "Cơ quan tham mưu của Đảng ủy"),
    (IssuerKind.INSPECTION, "Ủy ban Kiểm tra"),
    (IssuerKind.CELL, "Chi bộ"),
    (IssuerKind.PEOPLES_COMMITTEE, "UBND"),
    (IssuerKind.DIVISION, "Phòng chuyên môn"),
    (IssuerKind.OTHER, "Cơ quan khác"),
)
GROUPS = (
    ("cấp trên", "Cấp trên"),
    ("cùng cấp", "Cùng cấp"),
    ("trực thuộc", "Trực thuộc"),
    ("", "Khác"),
)


@dataclass(frozen=True, slots=True)
class Desk:
    """What the fields need beside their values."""

    theme: Theme
    today: Callable[[], date]
    known: Known
    new_id: RecordId


@dataclass(frozen=True, slots=True)
class Form:
    """Fields by the names of the dataclass, and how they make a value again."""

    fields: dict[str, Field]
    value: Callable[[], Any]


def form_for(section: str, desk: Desk, row: Any | None) -> Form:
    """Return the form of a section, filled from a line or empty for a new one."""
    return _MAKERS[section](desk, row)


def _line(theme: Theme, label: str, text: str, placeholder: str = "") -> LineField:
    field = LineField(theme, label, placeholder)
    field.set_text(text)
    return field


def _choice(
    theme: Theme, label: str, entries: tuple[tuple[object, str], ...], value: object
) -> ChoiceField:
    field = ChoiceField(theme, label, entries)
    field.set_value(value)
    return field


def _whole(name: str, field: LineField, *, least: int = 0) -> int | None:
    text = field.text().replace(".", "")
    if not text:
        return None
    if not text.isdecimal() or int(text) < least:
        raise BadValue(name, "Hãy ghi một số, ví dụ 120.")
    return int(text)


def _day(name: str, field: DateField) -> date | None:
    try:
        return field.day()
    except BadDate as fault:
        raise BadValue(name, fault.sentence) from fault


def _needed_day(name: str, field: DateField) -> date:
    day = _day(name, field)
    if day is None:
        raise BadValue(name, "Hãy ghi ngày.")
    return day


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _issuer(desk: Desk, row: Issuer | None) -> Form:
    theme = desk.theme
    base = row or Issuer(
        id=desk.new_id, family=Family.PARTY, kind=IssuerKind.ADVISORY, name="", full_name="",
        parent_line="", own_line="", symbol="", place=_first_place(desk),
        committee=_first_committee(desk),
    )  # fmt: skip
    name = _line(theme, "Tên cơ quan", base.name, "Ban Xây dựng Đảng")
    full = _line(theme, "Tên đầy đủ, khi nhắc trong văn bản", base.full_name)
    law = _choice(theme, "Thể thức", FAMILIES, base.family)
    kind = _choice(theme, "Loại cơ quan", KINDS, base.kind)
    parent = _line(theme, "Cơ quan cấp trên in trên tiêu đề", base.parent_line)
    own = BoxField(theme, "Tên in trên tiêu đề (mỗi dòng một hàng)", 2)
    own.set_text(base.own_line)
    symbol = _line(theme, "Ký hiệu", base.symbol, "BXDĐ")
    place = _line(theme, "Địa danh", base.place)
    committee = _line(theme, "Cấp ủy đánh số theo nhiệm kỳ", base.committee)
    storage = _line(theme, "Dòng lưu ở Nơi nhận", base.storage_line)

    def value() -> Issuer:
        family = law.value()
        return replace(
            base,
            name=name.text(),
            full_name=full.text() or name.text(),
            family=family if isinstance(family, Family) else base.family,
            kind=IssuerKind(str(kind.value())),
            parent_line=parent.text(),
            own_line=own.text().strip(),
            symbol=symbol.text(),
            place=place.text(),
            committee=committee.text(),
            storage_line=storage.text(),
        )

    fields: dict[str, Field] = {
        "name": name, "full_name": full, "family": law, "kind": kind, "parent_line": parent,
        "own_line": own, "symbol": symbol, "place": place, "committee": committee,
        "storage_line": storage,
    }  # fmt: skip
    return Form(fields, value)


def _first_place(desk: Desk) -> str:
    issuers = desk.known.lists.get("issuers", ())
    return str(issuers[0].place) if issuers else ""


def _first_committee(desk: Desk) -> str:
    issuers = desk.known.lists.get("issuers", ())
    return next((str(each.committee) for each in issuers if each.committee), "")


def _term(desk: Desk, row: Term | None) -> Form:
    theme = desk.theme
    base = row or Term(
        id=desk.new_id, committee=_first_committee(desk), label="", start=desk.today(),
        start_reason="",
    )  # fmt: skip
    label = _line(theme, "Nhiệm kỳ", base.label, "2025 - 2030")
    committee = _line(theme, "Cấp ủy", base.committee)
    start = DateField(theme, "Ngày bắt đầu", desk.today)
    start.set_day(base.start)
    reason = _line(theme, "Căn cứ bắt đầu", base.start_reason)
    end = DateField(theme, "Ngày kết thúc (bỏ trống nếu chưa)", desk.today)
    end.set_day(base.end)
    end_reason = _line(theme, "Căn cứ kết thúc", base.end_reason)

    def value() -> Term:
        return replace(
            base,
            label=label.text(),
            committee=committee.text(),
            start=_needed_day("start", start),
            start_reason=reason.text(),
            end=_day("end", end),
            end_reason=end_reason.text(),
        )

    fields: dict[str, Field] = {
        "label": label, "committee": committee, "start": start, "start_reason": reason,
        "end": end, "end_reason": end_reason,
    }  # fmt: skip
    return Form(fields, value)


def _signer(desk: Desk, row: Signer | None) -> Form:
    theme = desk.theme
    issuers = tuple((each.id, each.name) for each in desk.known.lists.get("issuers", ()))
    rank = len(desk.known.lists.get("signers", ())) + 1
    base = row or Signer(
        id=desk.new_id, issuer_id=issuers[0][0] if issuers else desk.new_id, full_name="",
        position="", rank=rank,
    )  # fmt: skip
    name = _line(theme, "Họ và tên", base.full_name)
    position = _line(theme, "Chức vụ in", base.position, "TRƯỞNG BAN")
    authority = _line(
        theme, "Dòng trên chức vụ, cách nhau dấu phẩy", ", ".join(base.authority), "T/M, K/T, TL."
    )
    issuer = _choice(theme, "Ký cho", issuers, base.issuer_id)
    active = _choice(theme, "Trạng thái", USED, base.active)

    def value() -> Signer:
        return replace(
            base,
            full_name=name.text(),
            position=position.text(),
            authority=_parts(authority.text()),
            issuer_id=RecordId(str(issuer.value() or base.issuer_id)),
            active=bool(active.value()),
        )

    fields: dict[str, Field] = {
        "full_name": name, "position": position, "authority": authority, "issuer_id": issuer,
        "active": active,
    }  # fmt: skip
    return Form(fields, value)


def _series(desk: Desk, row: Series | None) -> Form:
    number = _line(desk.theme, "Số cuối đã dùng", str(row.last_number if row else 0))

    def value() -> tuple[Series | None, int]:
        return row, _whole("number", number) or 0

    return Form({"number": number}, value)


def _body(desk: Desk, row: Body | None) -> Form:
    theme = desk.theme
    base = row or Body(id=desk.new_id, name="")
    name = _line(theme, "Tên cơ quan", base.name)
    symbol = _line(theme, "Ký hiệu", base.symbol)
    short = _line(theme, "Tên khác, cách nhau dấu phẩy", ", ".join(base.short_names))
    group = _choice(theme, "Nhóm", GROUPS, base.group)
    active = _choice(theme, "Trạng thái", USED, base.active)

    def value() -> Body:
        return replace(
            base,
            name=name.text(),
            symbol=symbol.text(),
            short_names=_parts(short.text()),
            group=str(group.value() or ""),
            active=bool(active.value()),
        )

    fields: dict[str, Field] = {
        "name": name, "symbol": symbol, "short_names": short, "group": group, "active": active,
    }  # fmt: skip
    return Form(fields, value)


def _unit(desk: Desk, row: Unit | None) -> Form:
    theme = desk.theme
    base = row or Unit(id=desk.new_id, name="")
    name = _line(theme, "Tên đơn vị", base.name, "Tổ dân phố số 9")
    kind = _choice(theme, "Loại", UNIT_KINDS, base.kind)
    code = _line(theme, "Số hiệu", base.code, "9")
    homes = _line(theme, "Số hộ", "" if base.households is None else str(base.households))
    active = _choice(theme, "Trạng thái", USED, base.active)

    def value() -> Unit:
        return replace(
            base,
            name=name.text(),
            kind=str(kind.value()),
            code=code.text(),
            households=_whole("households", homes),
            active=bool(active.value()),
        )

    fields: dict[str, Field] = {
        "name": name, "kind": kind, "code": code, "households": homes, "active": active,
    }  # fmt: skip
    return Form(fields, value)


def _person(desk: Desk, row: Person | None) -> Form:
    theme = desk.theme
    base = row or Person(id=desk.new_id, full_name="")
    name = _line(theme, "Họ và tên", base.full_name)
    position = _line(theme, "Chức vụ", base.position)
    clerk = _choice(theme, "Làm văn thư", YES_NO, base.is_clerk)
    active = _choice(theme, "Trạng thái", USED, base.active)

    def value() -> Person:
        return replace(
            base,
            full_name=name.text(),
            position=position.text(),
            is_clerk=bool(clerk.value()),
            active=bool(active.value()),
        )

    fields: dict[str, Field] = {
        "full_name": name, "position": position, "is_clerk": clerk, "active": active,
    }  # fmt: skip
    return Form(fields, value)


def _holiday(desk: Desk, row: Holiday | None) -> Form:
    theme = desk.theme
    day = DateField(theme, "Ngày", desk.today)
    day.set_day(row.day if row else None)
    day.line.setReadOnly(row is not None)
    name = _line(theme, "Lý do", row.name if row else "", "Nghỉ bù, hoán đổi")
    kinds = ((False, "Ngày nghỉ"), (True, "Ngày làm bù"))
    working = _choice(theme, "Loại", kinds, row.is_working if row else False)

    def value() -> Holiday:
        return Holiday(
            day=_needed_day("day", day), name=name.text(), is_working=bool(working.value())
        )

    return Form({"day": day, "name": name, "is_working": working}, value)


_MAKERS: dict[str, Callable[[Desk, Any], Form]] = {
    "issuers": _issuer,
    "terms": _term,
    "signers": _signer,
    "numbers": _series,
    "bodies": _body,
    "units": _unit,
    "people": _person,
    "holidays": _holiday,
}
