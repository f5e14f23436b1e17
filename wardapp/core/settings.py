"""Settings, each declared once with label, default and where it lives."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any


def setting(
    default: object,
    label: str,
    help_text: str = "",
    choices: tuple[tuple[Any, str], ...] = (),
    *,
    local: bool = False,
) -> Any:
    """Declare a setting: default, label on the page, one line of help and choices, if any.

    A `local` one belongs to this copy of the office: what other copies chose is not applied.
    """
    told = {"label": label, "help": help_text, "choices": choices, "local": local}
    return field(default=default, metadata=told)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeSettings:
    """Settings that belong to the office: kept in its database, travel with a backup."""

    current_clerk: str = setting("", "Người đang làm việc", local=True)
    default_days: int = setting(
        10, "Hạn xử lý khi văn bản không nêu hạn (ngày)", "Thực tế các phường dùng 10 ngày."
    )
    weekend_rule: str = setting(
        "keep",
        "Hạn rơi vào ngày nghỉ",
        "",
        (
            ("keep", "Giữ nguyên"),
            ("previous", "Lùi về ngày làm việc trước"),
            ("next", "Dời sang ngày làm việc sau"),
        ),
    )
    petition_days: int = setting(
        10,
        "Hạn trả lời phản ánh, kiến nghị (ngày làm việc)",
        "Đề xuất khi vào sổ, sửa được ở từng dòng.",
    )
    digital_target: int = setting(10, "Chỉ tiêu tin, bài trên nền tảng số mỗi tháng")
    number_first: bool = setting(
        default=True,
        label="Cấp số trước khi in bản ký",
        help_text="Tắt: in trang ký chưa có số, sau đó dùng “In số, ngày lên bản đã ký”.",
    )
    report_basis: str = setting(
        "",
        "Văn bản yêu cầu báo cáo Phụ lục 02",
        "Ví dụ: Kế hoạch số 22-KH/ĐU, ngày 20/4/2026 của Đảng uỷ phường",
    )
    filing_plan_basis: str = setting(
        "", "Quyết định ban hành danh mục hồ sơ", "Ví dụ: Quyết định số 03-QĐ/ĐU, ngày 05/01/2026"
    )
    issuing_rights: str = setting(
        "",
        "Loại văn bản được ban hành, thêm (+) bớt (-)",
        "Theo ký hiệu cơ quan và loại, cách nhau dấu chấm phẩy. Ví dụ: BXDĐ +KL; ĐU -TT -CT",
    )
    second_backup: str = setting("", "Nơi sao lưu thứ hai", local=True)
    second_days: int = setting(7, "Nhắc khi nơi thứ hai vắng quá (ngày)", local=True)
    privacy_checked_on: str = setting("", "Lần rà soát dữ liệu cá nhân gần nhất")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSettings:
    """Settings of this PC: kept beside the program's own data, never in the office."""

    theme: str = setting(
        "system", "Giao diện", "", (("system", "Theo Windows"), ("light", "Sáng"), ("dark", "Tối"))
    )
    text_size: str = setting(
        "normal", "Cỡ chữ", "", (("normal", "Vừa"), ("large", "Lớn"), ("largest", "Rất lớn"))
    )
    last_office: str = setting("", "Sổ mở gần nhất")
    last_export_folder: str = setting("", "Thư mục xuất gần nhất")


def local_settings() -> frozenset[str]:
    """Return the names of the office's settings that each copy has for itself."""
    return frozenset(each.name for each in fields(OfficeSettings) if each.metadata["local"])


def declared(
    kind: type[OfficeSettings] | type[DeskSettings],
) -> tuple[tuple[str, Any, str, str, Any], ...]:
    """Return (name, default, label, help, choices) of each setting, in order."""
    return tuple(
        (
            item.name,
            item.default,
            item.metadata["label"],
            item.metadata["help"],
            item.metadata["choices"],
        )
        for item in fields(kind)
    )
