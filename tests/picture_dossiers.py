"""A filing plan with papers for the pictures of Hồ sơ."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from wardapp.core.dispatches import Arrival, ListQuery
from wardapp.core.dossier_views import RecordRef
from wardapp.core.dossiers import Dossier, retention_text
from wardapp.core.identity import RecordId
from wardapp.services.office import Office

HEADINGS = (
    ("I. Công tác tuyên giáo, tuyên truyền, khoa giáo và lịch sử Đảng", "TGDV"),
    ("II. Công tác dân vận, tôn giáo, dân tộc", "DV"),
    ("III. Văn thư, lưu trữ, hành chính", "VP"),
)
TITLES = (
    "Kế hoạch, báo cáo công tác tuyên truyền, cổ động trực quan và chuyển đổi số năm 2026",
    "Tuyên truyền kỷ niệm 81 năm Cách mạng tháng Tám và Quốc khánh nước Cộng hòa xã hội chủ nghĩa "
    "Việt Nam; phối hợp các tổ dân phố treo cờ, trang trí khánh tiết trên các tuyến phố chính",
    "Công văn trao đổi",
    "Ý kiến, kiến nghị của Nhân dân và việc trả lời",
)
YEARS = (None, 10, 20, 5)


def fill_dossiers(office: Office) -> RecordId:
    """Write the plan, file some papers, close a few; return the dossier to be shown."""
    made = [
        _dossier(office, f"{number:02}.{mark}", heading, number)
        for heading, mark in HEADINGS
        for number in range(1, 5)
    ]
    refs = _papers(office)
    shown, closed, late = made[1], made[0], made[4]
    office.dossiers.file(shown.id, refs)
    for dossier, day in ((closed, date(2026, 5, 29)), (late, date(2025, 3, 31))):
        office.dossiers.file(dossier.id, refs[:3])
        office.dossiers.close(dossier.id, ended_on=day)
    office.dossiers.hand_over([closed.id], date(2026, 6, 4))
    office.dossiers.file(made[9].id, refs[2:])
    return shown.id


def _papers(office: Office) -> list[RecordRef]:
    issuer = office.catalogue.issuers()[0]
    for number, pages in ((142, 4), (57, 12), (11, None)):
        office.intake.register(
            Arrival(
                issuer_id=issuer.id,
                arrival_date=office.desk.today(),
                organ_name="Ban Tuyên giáo và Dân vận Thành ủy Hà Liên",
                subject="tuyên truyền kỷ niệm các ngày lễ lớn, sự kiện lịch sử quan trọng "
                "trong năm 2026 trên địa bàn thành phố",
                code_number=str(number),
                code_notation="KH/TU",
                issued_date=date(2026, 5, number % 28 + 1),
                type_name="Kế hoạch",
                page_amount=pages,
            )
        )
    lines = office.intake.page(ListQuery(), 0, 8).rows
    return [RecordRef("incoming", line.id) for line in lines]


def _dossier(office: Office, symbol: str, heading: str, number: int) -> Dossier:
    years = YEARS[number % len(YEARS)]
    return office.dossiers.save(
        replace(
            office.dossiers.blank(),
            symbol=symbol,
            title=TITLES[number % len(TITLES)],
            heading=heading,
            retention=retention_text(years),
            retention_years=years,
            keeper="Lê Thị Phương Hoa",
        )
    )
