"""A register of outgoing dispatches with some lines of each kind, for pictures."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

from wardapp.core.dispatches import Priority, Recipient
from wardapp.core.drafts import DraftContent
from wardapp.core.identity import RecordId

BODY = (
    "Thực hiện chương trình công tác năm 2026, Ban Thường vụ Đảng uỷ phường Liên Hồ thông báo:\n"
    "I. Nội dung\n"
    "1. Các chi bộ hoàn thành việc được giao trước ngày 20/6/2026.\n"
    "a) Chi bộ tổ dân phố tổng hợp ý kiến của Nhân dân.\n"
    "b) Chi bộ cơ quan báo cáo bằng văn bản.\n"
    "2. Văn phòng Đảng uỷ theo dõi, đôn đốc.\n"
    "II. Tổ chức thực hiện\n"
    "Các chi bộ gửi báo cáo về Đảng uỷ phường đúng hạn."
)
LINES = (
    ("KH", date(2026, 6, 1), "tổ chức Ngày hội Đại đoàn kết và ra quân tổng vệ sinh môi trường"),
    ("TB", date(2026, 6, 2), "phân công cấp uỷ viên phụ trách tổ dân phố"),
    ("CV", date(2026, 6, 2), "mời dự hội nghị giao ban dư luận xã hội tháng 6 năm 2026"),
    ("BC", date(2026, 6, 3), "kết quả học tập, quán triệt nghị quyết quý II năm 2026"),
    ("CV", date(2026, 6, 4), "báo cáo số liệu phủ sóng loa truyền thanh tại các tổ dân phố"),
    ("TB", date(2026, 6, 4), "lịch tiếp công dân của Thường trực Đảng uỷ tháng 6 năm 2026"),
    ("CV", date(2026, 6, 5), "đề nghị phối hợp tuyên truyền kỷ niệm Ngày Báo chí Việt Nam"),
    ("BC", date(2026, 6, 5), "tình hình dư luận xã hội sau kỳ họp Hội đồng nhân dân phường"),
)
CANCELLED, URGENT, ANSWERED = 3, 4, 314
NAMES = tuple(item.name for item in fields(DraftContent))


def fill_outgoing(office: Any) -> RecordId:
    """Issue the lines, strike one through, answer a dispatch last; return the answer's id."""
    issuer = next(each for each in office.catalogue.issuers() if each.symbol == "ĐU")
    issued = [_issue(office, issuer.id, *line, place) for place, line in enumerate(LINES)]
    office.registry.cancel(issued[CANCELLED], "Ban hành nhầm kỳ báo cáo")
    draft = office.drafting.reply(office.intake.by_number(ANSWERED, 2026).id)
    content = DraftContent(**{name: getattr(draft, name) for name in NAMES})
    office.drafting.autosave(draft.id, replace(content, body=content.body + BODY))
    answer: RecordId = office.issuing.issue(draft.id).outgoing.id
    return answer


def _issue(
    office: Any, issuer_id: RecordId, code: str, day: date, subject: str, place: int
) -> RecordId:
    draft = office.drafting.new(issuer_id, code)
    content = DraftContent(**{name: getattr(draft, name) for name in NAMES})
    changed = replace(
        content,
        subject=subject,
        body=BODY,
        date=day,
        addressees=("Các chi bộ trực thuộc",),
        recipients=(Recipient(name="Các chi bộ"), Recipient(name="Uỷ ban nhân dân phường")),
        priority=Priority.URGENT if place == URGENT else Priority.NORMAL,
    )
    office.drafting.autosave(draft.id, changed)
    issued: RecordId = office.issuing.issue(draft.id).outgoing.id
    return issued
