"""Makes the Word and PDF files of `resources/example/inbox`, invented by us, with our own writers.

Run once from the root: `python packaging/make_example_inbox.py`; the files are committed.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from wardapp.core.dispatches import Priority, Recipient
from wardapp.core.document import OfficialDocument
from wardapp.core.files import write_whole
from wardapp.core.issuers import Family, SignerInfo
from wardapp.core.places import Places
from wardapp.documents.outline import parse_outline
from wardapp.services.papers import Papers

ROOT = Path(__file__).resolve().parent.parent

DEPARTMENT_LETTER = OfficialDocument(
    family=Family.STATE,
    type_code="CV",
    type_name="Công văn",
    parent_line="UBND THÀNH PHỐ HÀ LIÊN",
    own_line="SỞ VĂN HÓA VÀ THỂ THAO",
    place="Hà Liên",
    code_number="411",
    code_notation="SVHTT-QLVH",
    issued_date=date(2026, 6, 3),
    subject="báo cáo công tác thông tin cơ sở 6 tháng đầu năm 2026",
    addressees=("Ủy ban nhân dân các phường, xã",),
    body=parse_outline(
        "Để chuẩn bị sơ kết công tác thông tin cơ sở 6 tháng đầu năm 2026, Sở Văn hóa và Thể thao "
        "đề nghị Ủy ban nhân dân các phường, xã báo cáo các nội dung sau:\n"
        "1. Số lượng đài truyền thanh, cụm loa đang hoạt động.\n"
        "2. Số tin, bài đã phát; số lượt đăng trên trang thông tin điện tử.\n"
        "3. Khó khăn, kiến nghị.\n"
        "Báo cáo gửi về Sở Văn hóa và Thể thao trước ngày 12/6/2026 để tổng hợp."
    ),
    signer=SignerInfo(
        full_name="Đoàn Thị Kim Oanh", position="PHÓ GIÁM ĐỐC", authority=("KT. GIÁM ĐỐC",)
    ),
    recipients=(Recipient(name="Như trên"), Recipient(name="Giám đốc Sở", purpose="để báo cáo")),
    storage_line="Lưu: VT, QLVH",
    old_tone_marks=False,
)

COMMITTEE_NOTICE = OfficialDocument(
    family=Family.PARTY,
    type_code="TB",
    type_name="Thông báo",
    parent_line="ĐẢNG BỘ THÀNH PHỐ HÀ LIÊN",
    own_line="ĐẢNG UỶ PHƯỜNG LIÊN HỒ",
    place="Liên Hồ",
    code_number="21",
    code_notation="TB/ĐU",
    issued_date=date(2026, 6, 4),
    subject="kết luận của Ban Thường vụ Đảng uỷ về công tác tuyên truyền tháng 6 năm 2026",
    body=parse_outline(
        "Tại phiên họp ngày 03/6/2026, Ban Thường vụ Đảng uỷ phường kết luận như sau:\n"
        "1. Giao Ban Xây dựng Đảng chủ trì tuyên truyền ngày hội thôn, tổ dân phố.\n"
        "2. Giao Văn phòng Đảng uỷ theo dõi, đôn đốc.\n"
        "Các cơ quan, đơn vị báo cáo kết quả trước ngày 26/6/2026."
    ),
    signer=SignerInfo(
        full_name="Hoàng Thị Bích Ngọc", position="PHÓ BÍ THƯ", authority=("T/M BAN THƯỜNG VỤ",)
    ),
    recipients=(Recipient(name="Các ban, văn phòng Đảng uỷ"), Recipient(name="Các chi bộ")),
    storage_line="Lưu Văn phòng Đảng uỷ",
)

URGENT_LETTER = OfficialDocument(
    family=Family.STATE,
    type_code="CV",
    type_name="Công văn",
    parent_line="",
    own_line="ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HÀ LIÊN",
    place="Hà Liên",
    code_number="1208",
    code_notation="UBND-KT",
    issued_date=date(2026, 6, 4),
    subject="chủ động ứng phó mưa lớn diện rộng",
    addressees=("Các sở, ngành thành phố", "Ủy ban nhân dân các phường, xã"),
    body=parse_outline(
        "Theo dự báo, từ ngày 06/6/2026 khu vực thành phố có mưa to đến rất to. Ủy ban nhân dân "
        "thành phố yêu cầu:\n"
        "1. Tổ chức trực ban 24/24 giờ; kiểm tra các điểm có nguy cơ ngập úng.\n"
        "2. Thông tin kịp thời đến người dân qua loa truyền thanh và các nền tảng số.\n"
        "3. Báo cáo tình hình về Ủy ban nhân dân thành phố trước ngày 08/6/2026."
    ),
    signer=SignerInfo(
        full_name="Vũ Mạnh Cường",
        position="PHÓ CHỦ TỊCH",
        authority=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"),
    ),
    recipients=(Recipient(name="Như trên"), Recipient(name="Chủ tịch UBND thành phố")),
    storage_line="Lưu: VT, KT",
    priority=Priority.URGENT,
    old_tone_marks=False,
)


def main() -> None:
    """Write the three files."""
    places = Places(
        resources=ROOT / "resources", forms=ROOT / "forms", data=ROOT / ".out", program=ROOT
    )
    papers = Papers.load(places)
    inbox = places.example / "inbox"
    letter, notice, urgent = DEPARTMENT_LETTER, COMMITTEE_NOTICE, URGENT_LETTER
    write_whole(inbox / "03-cong-van-so.docx", papers.to_docx(letter, date(2026, 6, 3)))
    write_whole(inbox / "04-thong-bao-dang-uy.pdf", papers.to_pdf(notice, date(2026, 6, 4)).pdf)
    write_whole(inbox / "01-cong-van-khan.pdf", papers.to_pdf(urgent, date(2026, 6, 4)).pdf)


if __name__ == "__main__":
    main()
