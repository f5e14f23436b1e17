"""The forms of channels and content groups of the log in Danh mục."""

from __future__ import annotations

from dataclasses import replace

from wardapp.core.daylog import ContentGroup, LogChannel
from wardapp.ui.pages.catalogue_fields import (
    USED,
    YES_NO,
    Desk,
    Form,
    a_choice,
    a_line,
    parts_of,
)
from wardapp.ui.widgets.fields import Field

ICONS = (
    ("megaphone_loud", "Loa"),
    ("globe", "Trang mạng"),
    ("thumb_like", "Mạng xã hội"),
    ("chat_multiple", "Tin nhắn"),
    ("video", "Video"),
    ("image", "Hình ảnh, pano"),
    ("people", "Họp dân"),
    ("people_team", "Hội nghị, phong trào"),
    ("document_text", "Văn bản, báo"),
)


def channel_form(desk: Desk, row: LogChannel | None) -> Form:
    """Return the form of a channel: how it is called, typed, counted."""
    theme = desk.theme
    base = row or LogChannel(code="", name="", unit="", icon="megaphone_loud", form_row="")
    name = a_line(theme, "Tên kênh", base.name, "Màn hình LED")
    unit = a_line(theme, "Đơn vị tính", base.unit, "bài, tin, cuộc")
    shortcuts = a_line(theme, "Gõ tắt, cách nhau dấu phẩy", ", ".join(base.shortcuts), "led, mh")
    reach = a_line(theme, "Tiếp cận đếm bằng", base.reach_label, "người, hộ, lượt xem")
    form_row = a_line(theme, "Cộng vào dòng của biểu", base.form_row, "A7; bỏ trống nếu không")
    digital = a_choice(theme, "Tính vào chỉ tiêu nền tảng số", YES_NO, base.is_digital)
    icon = a_choice(theme, "Biểu tượng", ICONS, base.icon)
    active = a_choice(theme, "Trạng thái", USED, base.active)

    def value() -> LogChannel:
        return replace(
            base,
            name=name.text(),
            unit=unit.text(),
            shortcuts=parts_of(shortcuts.text()),
            reach_label=reach.text(),
            form_row=form_row.text(),
            is_digital=bool(digital.value()),
            icon=str(icon.value() or base.icon),
            active=bool(active.value()),
        )

    fields: dict[str, Field] = {
        "name": name, "unit": unit, "shortcuts": shortcuts, "reach_label": reach,
        "form_row": form_row, "is_digital": digital, "icon": icon, "active": active,
    }  # fmt: skip
    return Form(fields, value)


def log_group_form(desk: Desk, row: ContentGroup | None) -> Form:
    """Return the form of a content group; the code of a kept one stands: lines hold it."""
    theme = desk.theme
    base = row or ContentGroup(code="", name="", axis="")
    code = a_line(theme, "Mã nhóm", base.code, "1.15")
    code.line.setReadOnly(row is not None)
    name = a_line(theme, "Tên nhóm nội dung", base.name)
    axis = a_line(theme, "Trục (bỏ trống: theo số đầu của mã)", base.axis)
    active = a_choice(theme, "Trạng thái", USED, base.active)

    def value() -> ContentGroup:
        return replace(
            base,
            code=code.text(),
            name=name.text(),
            axis=axis.text(),
            active=bool(active.value()),
        )

    return Form({"code": code, "name": name, "axis": axis, "active": active}, value)
