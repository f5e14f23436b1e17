"""Words about packages, sizes and moments, said alike on every page of the exchange."""

from __future__ import annotations

from datetime import date

from wardapp.core.clock import day_of
from wardapp.core.dates import short_date, time_text
from wardapp.core.exchange import Arrival, Manifest, MergePreview, Purpose, Trust
from wardapp.ui.device_words import device_words

PURPOSES = {
    Purpose.SYNC: "Hai máy cùng cơ quan",
    Purpose.REPORT: "Báo cáo của đơn vị",
    Purpose.DISPATCH: "Văn bản gửi đến",
    Purpose.CATALOGUE: "Danh mục, biểu mẫu",
}
"""What a package is, as it arrives."""
SENT_AS = {
    Purpose.SYNC: "Dữ liệu cho máy cùng cơ quan",
    Purpose.REPORT: "Báo cáo gửi cấp trên",
    Purpose.DISPATCH: "Văn bản gửi cơ quan khác",
    Purpose.CATALOGUE: "Danh mục, biểu mẫu cho đơn vị",
}
"""What a package is, as it leaves."""
UNSURE = "Chép chưa xong"
NOT_SURE = "Chưa rõ gói có đến nơi không. Hãy xem ở nơi đến; không có thì gửi lại."
WAYS = {"usb": "USB", "mail": "Thư điện tử", "folder": "Thư mục"}
TRUSTS = {
    Trust.TRUSTED: ("Máy đã tin", "ok"),
    Trust.OWN: ("Gói của máy này", "mute"),
    Trust.NEW: ("Máy chưa quen", "warn"),
    Trust.OTHER_KEY: ("Khóa khác", "danger"),
}
UNTRUSTED = frozenset({Trust.NEW, Trust.OTHER_KEY})
"""Nothing of a package is read before its key is trusted."""
KILO, MEGA, GIGA = 1000, 1_000_000, 1_000_000_000
THOUSANDS = "{:,}"


def count(number: int) -> str:
    """Return a number with dots between thousands."""
    return THOUSANDS.format(number).replace(",", ".")


def size_words(size: int) -> str:
    """Return a size as a clerk reads it."""
    for unit, name in ((GIGA, "GB"), (MEGA, "MB")):
        if size >= unit:
            return f"{size / unit:.1f} {name}".replace(".", ",")
    return f"{max(size // KILO, 1)} KB" if size else "0 KB"


def moment_words(instant_ms: int | None, today: date) -> str:
    """Return an instant: its time alone today, else day and time; "" for never."""
    if instant_ms is None:
        return ""
    day = day_of(instant_ms)
    if day == today:
        return time_text(instant_ms)
    return f"{short_date(day, today)} {time_text(instant_ms)}"


def preview_words(preview: MergePreview) -> str:
    """Return what a package would do in one line."""
    parts = (
        (preview.added, "thêm"),
        (preview.changed, "sửa"),
        (preview.deleted, "xóa"),
        (preview.conflicts, "hai máy ghi khác nhau"),
    )
    said = [f"{count(number)} {words}" for number, words in parts if number]
    return ", ".join(said) if said else "không có gì mới"


def manifest_words(manifest: Manifest) -> str:
    """Return what a package holds in one line."""
    parts = []
    if manifest.event_count:
        parts.append(f"{count(manifest.event_count)} thay đổi")
    if manifest.files:
        size = size_words(sum(each.size for each in manifest.files))
        parts.append(f"{count(len(manifest.files))} tệp kèm, {size}")
    return " · ".join(parts)


def sender_words(arrival: Arrival) -> str:
    """Return whose package it is."""
    if arrival.manifest is None:
        return arrival.path.name
    names = (device_words(arrival.manifest.device_name), arrival.manifest.office_name)
    return ", ".join(dict.fromkeys(filter(None, names))) or arrival.path.name


def quoted(text: str) -> str:
    """Return a value as it is shown, with a word for none."""
    return text or "(trống)"
