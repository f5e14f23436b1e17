"""What fields of petitions, topics and requests are called in a history, where others differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wardapp.core.opinions import (
    LEANING_NAMES,
    OPINION_FIELD_NAMES,
    SPREAD_NAMES,
    STRENGTH_NAMES,
)
from wardapp.core.petitions import CHANNEL_NAMES, FIELD_NAMES, KIND_NAMES, STATUS_NAMES
from wardapp.core.privacy import REQUEST_NAMES

OWN_LABELS: Mapping[str, Mapping[str, str]] = {
    "petition": {
        "received": "Ngày nhận",
        "subject": "Nội dung",
        "kind": "Loại",
        "field": "Lĩnh vực",
        "competent": "Thuộc thẩm quyền",
        "eligible": "Đủ điều kiện xử lý",
        "forwarded_to": "Chuyển đến",
        "handler": "Đơn vị xử lý",
        "due_date": "Hạn",
        "place": "Nơi",
        "answered_date": "Ngày trả lời",
        "answer_symbol": "Văn bản trả lời",
        "result": "Kết quả",
        "closed_on": "Xong ngày",
        "purge_on": "Xóa tên ngày",
        "reopened": "Mở lại",
        "urged": "Đôn đốc",
        "attachments": "Minh chứng",
        "links": "Liên kết",
    },
    "opinion": {
        "day": "Nghe lần đầu",
        "issue": "Vấn đề",
        "field": "Lĩnh vực",
        "leaning": "Khuynh hướng",
        "spread": "Mức lan rộng",
        "strength": "Cường độ",
        "origin": "Nguồn, kênh",
        "steps": "Biện pháp",
        "outcome": "Kết quả",
        "heard_on": "Nghe lại",
        "closed_on": "Kết thúc",
        "attachments": "Minh chứng",
        "links": "Liên kết",
    },
    "person_request": {
        "kind": "Yêu cầu",
        "received": "Ngày nhận",
        "acknowledged_on": "Đã xác nhận",
        "due_date": "Trả lời đến",
        "extended_to": "Gia hạn đến",
        "extension_reason": "Lý do gia hạn",
        "done_on": "Xong ngày",
        "outcome": "Đã làm",
        "refused": "Từ chối vì",
    },
    "incident": {
        "discovered_ms": "Phát hiện",
        "notify_by_ms": "Báo trước",
        "what": "Sự việc",
        "data": "Dữ liệu",
        "may_harm": "Có thể gây hại",
        "cause": "Nguyên nhân",
        "measures": "Khắc phục",
        "notified_ms": "Đã báo lúc",
        "notified_whom": "Đã báo",
        "closed_on": "Kết thúc",
    },
}

OWN_VALUES: Mapping[str, Mapping[str, Mapping[Any, str]]] = {
    "petition": {
        "status": STATUS_NAMES,
        "channel": CHANNEL_NAMES,
        "kind": KIND_NAMES,
        "field": FIELD_NAMES,
    },
    "opinion": {
        "field": OPINION_FIELD_NAMES,
        "leaning": LEANING_NAMES,
        "spread": SPREAD_NAMES,
        "strength": STRENGTH_NAMES,
    },
    "person_request": {"kind": REQUEST_NAMES},
}
