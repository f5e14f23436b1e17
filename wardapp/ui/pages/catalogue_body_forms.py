"""The forms of bodies outside and of groups of addressees."""

from __future__ import annotations

from dataclasses import replace

from wardapp.core.issuers import AddresseeGroup, Body, BodyLevel
from wardapp.services.catalogue_sheets import former_text, read_former
from wardapp.ui.pages.catalogue_fields import (
    USED,
    Desk,
    Form,
    a_box,
    a_choice,
    a_line,
    lines_of,
    parts_of,
)
from wardapp.ui.widgets.fields import Field

GROUPS = (
    ("cấp trên", "Cấp trên"),
    ("cùng cấp", "Cùng cấp"),
    ("trực thuộc", "Trực thuộc"),
    ("", "Khác"),
)
LEVELS = (
    (BodyLevel.UNKNOWN, "Chưa ghi"),
    (BodyLevel.CENTRAL, "Trung ương"),
    (BodyLevel.CITY, "Thành phố, tỉnh"),
    (BodyLevel.WARD, "Phường, xã khác"),
    (BodyLevel.OWN, "Trong phường"),
    (BodyLevel.OTHER, "Nơi khác"),
)


def body_form(desk: Desk, row: Body | None) -> Form:
    """Return the form of a body: names now and before, level, addresses."""
    theme = desk.theme
    base = row or Body(id=desk.new_id, name="")
    name = a_line(theme, "Tên cơ quan", base.name)
    symbol = a_line(theme, "Ký hiệu", base.symbol)
    short = a_line(theme, "Tên khác, cách nhau dấu phẩy", ", ".join(base.short_names))
    former = a_box(
        theme,
        "Tên cũ, mỗi dòng một tên: Tên (ký hiệu, ngày cuối)",
        tuple(map(former_text, base.former_names)),
        2,
    )
    level = a_choice(theme, "Cấp", LEVELS, base.level)
    group = a_choice(theme, "Nhóm", GROUPS, base.group)
    email = a_line(theme, "Thư điện tử", base.email, "vanthu@lienho.gov.vn")
    organ = a_line(theme, "Mã định danh (QĐ 20/2020)", base.organ_id, "H26.16")
    address = a_line(theme, "Địa chỉ", base.address)
    active = a_choice(theme, "Trạng thái", USED, base.active)

    def value() -> Body:
        today = desk.today()
        return replace(
            base,
            name=name.text(),
            symbol=symbol.text(),
            short_names=parts_of(short.text()),
            former_names=tuple(read_former(each, today) for each in lines_of(former)),
            level=BodyLevel(str(level.value() or "")),
            group=str(group.value() or ""),
            email=email.text(),
            organ_id=organ.text(),
            address=address.text(),
            active=bool(active.value()),
        )

    fields: dict[str, Field] = {
        "name": name, "symbol": symbol, "short_names": short, "level": level,
        "former_names": former, "email": email, "organ_id": organ, "address": address,
        "group": group, "active": active,
    }  # fmt: skip
    return Form(fields, value)


def group_form(desk: Desk, row: AddresseeGroup | None) -> Form:
    """Return the form of a group: its name and who is in it, one a line."""
    theme = desk.theme
    base = row or AddresseeGroup(id=desk.new_id, name="")
    name = a_line(theme, "Tên nhóm", base.name, "Các chi bộ trực thuộc")
    members = a_box(theme, "Nơi nhận trong nhóm, mỗi dòng một nơi", base.members, 7)
    active = a_choice(theme, "Trạng thái", USED, base.active)

    def value() -> AddresseeGroup:
        return replace(
            base,
            name=name.text(),
            members=tuple(dict.fromkeys(lines_of(members))),
            active=bool(active.value()),
        )

    return Form({"name": name, "members": members, "active": active}, value)
