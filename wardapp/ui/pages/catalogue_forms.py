"""The fields of one line of Danh mục: shown from a value, read back into a value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from wardapp.core.issuers import Family, Issuer, IssuerKind, Person, Term, TermStart, Unit
from wardapp.core.letters import Snippet
from wardapp.core.numbering import Series
from wardapp.core.profile import Holiday
from wardapp.ui.pages.catalogue_body_forms import body_form, group_form
from wardapp.ui.pages.catalogue_fields import (
    USED,
    YES_NO,
    Desk,
    Form,
    a_choice,
    a_day,
    a_line,
    day_of,
    needed_day,
    whole,
)
from wardapp.ui.pages.catalogue_log_forms import channel_form, log_group_form
from wardapp.ui.pages.catalogue_sections import UNIT_KINDS
from wardapp.ui.pages.catalogue_signer_form import signer_form
from wardapp.ui.widgets.fields import BoxField, DateField, Field

STARTS = (
    (TermStart.CLOSING, "Bế mạc đại hội trước"),
    (TermStart.FIRST_MEETING, "Phiên họp thứ nhất, trong đại hội"),
    (TermStart.APPOINTED, "Quyết định chỉ định cấp ủy có hiệu lực"),
)
FAMILIES = ((Family.PARTY, "Văn bản của Đảng"), (Family.STATE, "Nghị định 30"))
KINDS = (
    (IssuerKind.COMMITTEE, "Đảng ủy, cấp ủy"),
    (IssuerKind.ADVISORY, "Cơ quan tham mưu của Đảng ủy"),
    (IssuerKind.INSPECTION, "Ủy ban Kiểm tra"),
    (IssuerKind.CELL, "Chi bộ"),
    (IssuerKind.PEOPLES_COMMITTEE, "UBND"),
    (IssuerKind.DIVISION, "Phòng chuyên môn"),
    (IssuerKind.CONGRESS, "Đại hội (một dãy số, ký hiệu ĐH)"),
    (IssuerKind.OTHER, "Cơ quan khác"),
)


def form_for(section: str, desk: Desk, row: Any | None) -> Form:
    """Return the form of a section, filled from a line or empty for a new one."""
    return _MAKERS[section](desk, row)


def _issuer(desk: Desk, row: Issuer | None) -> Form:
    theme = desk.theme
    base = row or Issuer(
        id=desk.new_id, family=Family.PARTY, kind=IssuerKind.ADVISORY, name="", full_name="",
        parent_line="", own_line="", symbol="", place=_first_place(desk),
        committee=_first_committee(desk),
    )  # fmt: skip
    name = a_line(theme, "Tên cơ quan", base.name, "Ban Xây dựng Đảng")
    full = a_line(theme, "Tên đầy đủ, khi nhắc trong văn bản", base.full_name)
    law = a_choice(theme, "Thể thức", FAMILIES, base.family)
    kind = a_choice(theme, "Loại cơ quan", KINDS, base.kind)
    parent = a_line(theme, "Cơ quan cấp trên in trên tiêu đề", base.parent_line)
    own = BoxField(theme, "Tên in trên tiêu đề (mỗi dòng một hàng)", 2)
    own.set_text(base.own_line)
    symbol = a_line(theme, "Ký hiệu", base.symbol, "BXDĐ")
    place = a_line(theme, "Địa danh", base.place)
    committee = a_line(theme, "Cấp ủy đánh số theo nhiệm kỳ", base.committee)
    storage = a_line(theme, "Dòng lưu ở Nơi nhận", base.storage_line)
    organ = a_line(theme, "Mã định danh (QĐ 20/2020)", base.organ_id, "H26.01.05")
    sits_from = a_day(desk, "Đại hội: họp trù bị từ ngày", base.sits_from)
    sits_to = a_day(desk, "Đại hội: bế mạc ngày", base.sits_to)

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
            organ_id=organ.text(),
            sits_from=day_of("sits_from", sits_from),
            sits_to=day_of("sits_to", sits_to),
        )

    fields: dict[str, Field] = {
        "name": name, "full_name": full, "family": law, "kind": kind, "parent_line": parent,
        "own_line": own, "symbol": symbol, "place": place, "committee": committee,
        "storage_line": storage, "organ_id": organ, "sits_from": sits_from, "sits_to": sits_to,
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
    label = a_line(theme, "Nhiệm kỳ", base.label, "2025 - 2030")
    committee = a_line(theme, "Cấp ủy", base.committee)
    start = a_day(desk, "Ngày bắt đầu", base.start)
    kind = a_choice(theme, "Tính từ", STARTS, base.start_kind)
    reason = a_line(theme, "Căn cứ bắt đầu", base.start_reason)
    end = a_day(desk, "Ngày kết thúc (bỏ trống nếu chưa)", base.end)
    end_reason = a_line(theme, "Căn cứ kết thúc", base.end_reason)

    def value() -> Term:
        return replace(
            base,
            label=label.text(),
            committee=committee.text(),
            start=needed_day("start", start),
            start_reason=reason.text(),
            start_kind=TermStart(str(kind.value())),
            end=day_of("end", end),
            end_reason=end_reason.text(),
        )

    fields: dict[str, Field] = {
        "label": label, "committee": committee, "start": start, "start_kind": kind,
        "start_reason": reason, "end": end, "end_reason": end_reason,
    }  # fmt: skip
    return Form(fields, value)


def _series(desk: Desk, row: Series | None) -> Form:
    number = a_line(desk.theme, "Số cuối đã dùng", str(row.last_number if row else 0))

    def value() -> tuple[Series | None, int]:
        return row, whole("number", number) or 0

    return Form({"number": number}, value)


def _unit(desk: Desk, row: Unit | None) -> Form:
    theme = desk.theme
    base = row or Unit(id=desk.new_id, name="")
    name = a_line(theme, "Tên đơn vị", base.name, "Tổ dân phố số 9")
    kind = a_choice(theme, "Loại", UNIT_KINDS, base.kind)
    code = a_line(theme, "Số hiệu", base.code, "9")
    homes = a_line(theme, "Số hộ", "" if base.households is None else str(base.households))
    active = a_choice(theme, "Trạng thái", USED, base.active)

    def value() -> Unit:
        return replace(
            base,
            name=name.text(),
            kind=str(kind.value()),
            code=code.text(),
            households=whole("households", homes),
            active=bool(active.value()),
        )

    fields: dict[str, Field] = {
        "name": name, "kind": kind, "code": code, "households": homes, "active": active,
    }  # fmt: skip
    return Form(fields, value)


def _person(desk: Desk, row: Person | None) -> Form:
    theme = desk.theme
    base = row or Person(id=desk.new_id, full_name="")
    name = a_line(theme, "Họ và tên", base.full_name)
    position = a_line(theme, "Chức vụ", base.position)
    clerk = a_choice(theme, "Làm văn thư", YES_NO, base.is_clerk)
    active = a_choice(theme, "Trạng thái", USED, base.active)

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


def _snippet(desk: Desk, row: Snippet | None) -> Form:
    theme = desk.theme
    base = row or Snippet(id=desk.new_id, title="", text="")
    title = a_line(theme, "Tên mẫu câu", base.title, "Để trống: lấy mấy chữ đầu")
    group = a_line(theme, "Nhóm", base.group, "Kết thúc, tổ chức thực hiện…")
    text = BoxField(theme, "Nội dung", 6)
    text.set_text(base.text)
    active = a_choice(theme, "Trạng thái", USED, base.active)

    def value() -> Snippet:
        return replace(
            base,
            title=title.text(),
            group=group.text(),
            text=text.text(),
            active=bool(active.value()),
        )

    fields: dict[str, Field] = {"title": title, "text": text, "group": group, "active": active}
    return Form(fields, value)


def _holiday(desk: Desk, row: Holiday | None) -> Form:
    theme = desk.theme
    day = DateField(theme, "Ngày", desk.today)
    day.set_day(row.day if row else None)
    day.line.setReadOnly(row is not None)
    name = a_line(theme, "Lý do", row.name if row else "", "Nghỉ bù, hoán đổi")
    kinds = ((False, "Ngày nghỉ"), (True, "Ngày làm bù"))
    working = a_choice(theme, "Loại", kinds, row.is_working if row else False)

    def value() -> Holiday:
        return Holiday(
            day=needed_day("day", day), name=name.text(), is_working=bool(working.value())
        )

    return Form({"day": day, "name": name, "is_working": working}, value)


_MAKERS: dict[str, Callable[[Desk, Any], Form]] = {
    "issuers": _issuer,
    "terms": _term,
    "signers": signer_form,
    "numbers": _series,
    "bodies": body_form,
    "addressees": group_form,
    "units": _unit,
    "channels": channel_form,
    "log_groups": log_group_form,
    "people": _person,
    "holidays": _holiday,
    "snippets": _snippet,
}
