"""Where a finding stands, in words a clerk finds on the paper."""

from __future__ import annotations

from wardapp.documents.checking.model import CheckedParagraph

_HEAD = {
    "parent": "dòng Cơ quan cấp trên",
    "issuer": "dòng Cơ quan ban hành",
    "motto": "dòng tiêu đề trên cùng bên phải",
    "motto2": "dòng Tiêu ngữ",
    "rule": "đường kẻ",
    "star": "dấu sao dưới tên cơ quan",
    "number": "dòng Số và ký hiệu",
    "place_date": "dòng Địa danh và ngày tháng",
    "cv_subject": "trích yếu dưới số, ký hiệu",
    "urgency": "dấu chỉ độ khẩn",
    "draft_no": "dòng Dự thảo",
    "circulation": "dòng chỉ dẫn phạm vi lưu hành",
    "type_name": "dòng Tên loại",
    "subject": "Trích yếu",
    "dashes": "dòng gạch dưới trích yếu",
    "addressee": "dòng Kính gửi",
    "addressees": "phần Kính gửi",
}
_FOOT = {
    "recipients_label": "dòng “Nơi nhận:”",
    "recipient": "phần Nơi nhận",
    "storage": "dòng Lưu của Nơi nhận",
    "authority": "dòng quyền hạn của người ký",
    "position": "dòng chức vụ của người ký",
    "name": "dòng họ tên người ký",
    "drafter": "ký hiệu người soạn thảo",
    "contact": "dòng địa chỉ liên hệ",
    "last_note": "dòng cuối trang cuối",
}
_ANNEX = {
    "annex_label": "dòng số phụ lục",
    "annex_title": "tên phụ lục",
    "annex_reference": "dòng Kèm theo",
}
_SHOWN = 40


def place_of(paragraph: CheckedParagraph) -> str:
    """Return where a paragraph stands: `Trang đầu, dòng Số và ký hiệu`."""
    if paragraph.annex < 0:
        return f"Phần bản sao cuối văn bản, {component_name(paragraph.component)}"
    if paragraph.annex:
        place = _ANNEX.get(paragraph.component) or quoted(paragraph.text)
        return f"Phụ lục thứ {paragraph.annex}, {place}"
    if paragraph.component in _HEAD:
        return f"Trang đầu, {_HEAD[paragraph.component]}"
    if paragraph.component in _FOOT:
        return f"Cuối văn bản, {_FOOT[paragraph.component]}"
    return quoted(paragraph.label + " " + paragraph.text if paragraph.label else paragraph.text)


def component_name(component: str) -> str:
    """Return what a component is called on paper."""
    return {**_HEAD, **_FOOT, **_ANNEX}.get(component, "nội dung")


def quoted(text: str) -> str:
    """Return a paragraph named by its first words."""
    words = " ".join(text.split())
    if len(words) > _SHOWN:
        words = words[:_SHOWN].rsplit(" ", 1)[0] + "…"
    return f"Đoạn “{words}”" if words else "Đoạn trống"
