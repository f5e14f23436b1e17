"""An example office in the middle of a working day, made through the services, for pictures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from wardapp.core.clock import HANOI, SetClock
from wardapp.core.dispatches import Arrival, Channel, Direction, Incoming, Priority, Recipient
from wardapp.core.document import OfficialDocument
from wardapp.core.issuers import Family, SignerInfo
from wardapp.core.places import Places
from wardapp.core.progress import Silent
from wardapp.services.examples import build_example
from wardapp.services.office import Office, create_office, open_office
from wardapp.services.setup import example_profile
from wardapp.services.tour_papers import log_lines

DAY = date(2026, 6, 5)
FIRST_NUMBER = 303
BTG = "Ban Tuyên giáo và Dân vận Thành uỷ"


def at(day: date, hour: int, minute: int) -> int:
    """Return the instant of a time at the office."""
    return int(
        datetime(day.year, day.month, day.day, hour, minute, tzinfo=HANOI).timestamp() * 1000
    )


# day, time, number, symbol, organ, type, subject, due, handler, state
LINES = (
    (
        (5, 27),
        "20",
        "BC/CB",
        "Chi bộ Trường THCS Liên Hồ",
        "Báo cáo",
        "Báo cáo tình hình tư tưởng đảng viên, giáo viên cuối năm học",
        None,
        "Ngô Thị Ước",
        "done",
    ),
    (
        (5, 28),
        "12",
        "QĐ/ĐU",
        "Đảng uỷ phường Liên Hồ",
        "Quyết định",
        "Thành lập Tổ công tác truyền thông cơ sở của phường",
        None,
        "Vũ Đức Lễ",
        "done",
    ),
    (
        (5, 28),
        "05",
        "HD/VPTU",
        "Văn phòng Thành uỷ",
        "Hướng dẫn",
        "Hướng dẫn thể thức, kỹ thuật trình bày văn bản của Đảng",
        None,
        "",
        "submitted",
    ),
    (
        (5, 29),
        "405",
        "UBND-KT",
        "UBND phường Liên Hồ",
        "Công văn",
        "Tình hình thu ngân sách và giải ngân đầu tư công tháng 5 năm 2026",
        None,
        "",
        "submitted",
    ),
    (
        (5, 29),
        "91",
        "CV/BNCTU",
        "Ban Nội chính Thành uỷ",
        "Công văn",
        "Rà soát kết quả giải quyết đơn thư kéo dài trên địa bàn",
        (6, 2),
        "Vũ Đức Lễ",
        "done",
    ),
    (
        (6, 1),
        "15",
        "TTr/HPN",
        "Hội Liên hiệp Phụ nữ phường",
        "Tờ trình",
        "Đề nghị phối hợp truyền thông mô hình “Ngõ nhỏ văn minh” tại các tổ dân phố",
        (6, 19),
        "Ngô Thị Ước",
        "handling",
    ),
    (
        (6, 1),
        "36",
        "CAP-AN",
        "Công an phường Liên Hồ",
        "Công văn",
        "Trao đổi tình hình dư luận về việc cải tạo chợ Liên Hồ và bến xe phía Nam",
        (6, 3),
        "Vũ Đức Lễ",
        "handling",
    ),
    (
        (6, 2),
        "57",
        "KH/TU",
        "Ban Thường vụ Thành uỷ",
        "Kế hoạch",
        "Nâng cao hiệu quả công tác thông tin, truyền thông ở cơ sở giai đoạn 2026 - 2030",
        (6, 5),
        "Phạm Quốc Khải",
        "done",
    ),
    (
        (6, 2),
        "",
        "",
        "Đoàn TNCS Hồ Chí Minh phường Liên Hồ",
        "Giấy mời",
        "Giấy mời dự lễ ra quân Chiến dịch Thanh niên tình nguyện hè năm 2026",
        (6, 8),
        "Phó Bí thư Thường trực",
        "handling",
    ),
    (
        (6, 3),
        "138",
        "CV/BTCTU",
        "Ban Tổ chức Thành uỷ",
        "Công văn",
        "Rà soát, bổ sung quy hoạch cấp uỷ, chức danh lãnh đạo xã, phường nhiệm kỳ 2025 - 2030",
        (6, 4),
        "Phạm Quốc Khải",
        "handling",
    ),
    (
        (6, 3),
        "07",
        "KH/MTTQ",
        "Uỷ ban MTTQ Việt Nam phường Liên Hồ",
        "Kế hoạch",
        "Tổ chức Ngày hội Đại đoàn kết và lấy ý kiến Nhân dân về xây dựng khu dân cư văn minh",
        (6, 12),
        "Ngô Thị Ước",
        "handling",
    ),
    (
        (6, 4),
        "22",
        "BC/CB",
        "Chi bộ Tổ dân phố số 12",
        "Báo cáo",
        "Báo cáo kết quả sinh hoạt chi bộ thường kỳ tháng 5 năm 2026",
        (6, 4),
        "Vũ Đức Lễ",
        "done",
    ),
    (
        (6, 4),
        "411",
        "UBND-VHXH",
        "UBND phường Liên Hồ",
        "Công văn",
        "Phối hợp tuyên truyền kỷ niệm Ngày Môi trường thế giới và Tháng hành động vì môi trường",
        (6, 5),
        "Ngô Thị Ước",
        "urgent",
    ),
    (
        (6, 5),
        "86",
        "TB/VPTU",
        "Văn phòng Thành uỷ",
        "Thông báo",
        "Thông báo lịch tiếp công dân của Thường trực Thành uỷ tháng 6 năm 2026",
        None,
        "",
        "new",
    ),
    (
        (6, 5),
        "142",
        "CV/BTGDVTU",
        BTG,
        "Công văn",
        "Báo cáo kết quả công tác thông tin, truyền thông cơ sở quý II năm 2026",
        (6, 12),
        "Phạm Quốc Khải",
        "directed",
    ),
)
BODY = """Thực hiện Kế hoạch số 57-KH/TU, ngày 13/4/2026 của Ban Thường vụ Thành uỷ về nâng cao \
hiệu quả công tác thông tin, truyền thông ở cơ sở, Ban Tuyên giáo và Dân vận Thành uỷ đề nghị các \
đồng chí chỉ đạo thực hiện một số nội dung sau:
1. Đánh giá kết quả ba tháng thực hiện kế hoạch: số lượng, hình thức sản phẩm truyền thông; mức độ \
bao phủ đến từng tổ dân phố; khả năng tiếp cận của Nhân dân; những khó khăn, vướng mắc ở cơ sở.
2. Tổng hợp các vấn đề dư luận quan tâm, kết quả giải quyết phản ánh, kiến nghị của Nhân dân; đề \
xuất điều chỉnh cách làm cho phù hợp tình hình thực tế của địa phương.
3. Mỗi xã, phường duy trì ít nhất 10 tin, bài mỗi tháng trên các nền tảng số; ưu tiên sản phẩm \
ngắn gọn, dễ hiểu, gần gũi với đời sống.
Báo cáo gửi về Ban Tuyên giáo và Dân vận Thành uỷ trước ngày 12/6/2026 để tổng hợp, báo cáo Ban \
Thường vụ Thành uỷ.
Đề nghị các đồng chí quan tâm, chỉ đạo thực hiện."""
REPLY = """I. Kết quả thực hiện
1. Số lượng, hình thức sản phẩm
a) Hệ thống loa truyền thanh phát 64 buổi, 118 tin, bài; trang thông tin điện tử và trang fanpage \
của phường đăng 37 tin, bài, 6 video ngắn.
b) Nhóm Zalo của 24/24 tổ dân phố đăng 152 tin; 9 cuộc họp chi bộ, 12 cuộc họp tổ dân phố có nội \
dung tuyên truyền.
2. Mức độ bao phủ: 24/24 tổ dân phố được phủ bằng ít nhất hai kênh; tỷ lệ hộ tiếp cận đạt 91,4%.
II. Khó khăn, vướng mắc
- Loa truyền thanh tại tổ dân phố số 7 và số 19 đã xuống cấp.
- Một bộ phận người cao tuổi chưa sử dụng điện thoại thông minh.
III. Đề xuất
Đề nghị Ban Tuyên giáo và Dân vận Thành uỷ quan tâm, hỗ trợ mẫu đồ hoạ thông tin dùng chung cho \
các phường, xã."""


def make_example(folder: Path, places: Places) -> tuple[Office, SetClock, Path]:
    """Return an open office with two weeks of work, its clock, and a file that just arrived."""
    clock = SetClock(at(DAY, 7, 45))
    office = create_office(folder, example_profile("party", places, clock), places, clock)
    paper = folder.parent / "142-CV-BTGDVTU.pdf"
    paper.write_bytes(dispatch_pdf(office))
    issuer = office.catalogue.issuers()[0]
    office.catalogue.set_last_number(office.catalogue.incoming_series(issuer), FIRST_NUMBER)
    for entry in LINES:
        _register(office, clock, entry, paper)
    for line in log_lines(places.example / "party_log.toml"):
        office.daylog.add(line)
    _draft(office, clock)
    office.close()
    clock.instant_ms = at(DAY, 7, 45)
    opened = open_office(folder, places, clock)
    clock.instant_ms = at(DAY, 9, 42)
    return opened, clock, paper


def make_half_year(folder: Path, places: Places) -> tuple[Office, SetClock, Path]:
    """Return the example office with half a year of work, its clock, and a file that arrived."""
    clock = SetClock(at(DAY, 9, 42))
    build_example("party", folder, places, clock, Silent())
    office = open_office(folder, places, clock)
    office.back_up_at_start()  # as the window does beside its first rows
    paper = folder.parent / "142-CV-BTGDVTU.pdf"
    paper.write_bytes(dispatch_pdf(office))
    return office, clock, paper


def dispatch_pdf(office: Office) -> bytes:
    """Return an invented dispatch of a Party body as a PDF with text."""
    day = date(2026, 6, 2)
    document = OfficialDocument(
        family=Family.PARTY,
        type_code="CV",
        type_name="Công văn",
        parent_line="THÀNH UỶ HÀ LIÊN",
        own_line="BAN TUYÊN GIÁO\nVÀ DÂN VẬN",
        place="Hà Liên",
        code_number="142",
        code_notation="CV/BTGDVTU",
        issued_date=day,
        subject="về việc báo cáo kết quả công tác thông tin, truyền thông cơ sở quý II năm 2026",
        addressees=("Đảng uỷ các xã, phường", "Ban Xây dựng Đảng các Đảng uỷ xã, phường"),
        body=office.drafting.outline(BODY),
        signer=SignerInfo(
            full_name="Lê Thị Hoài Ân",
            position="PHÓ TRƯỞNG BAN",
            authority=("K/T TRƯỞNG BAN",),
        ),
        recipients=(
            Recipient(name="Như trên"),
            Recipient(name="Thường trực Thành uỷ", purpose="để báo cáo"),
            Recipient(name="Các phòng thuộc Ban", purpose="để theo dõi"),
        ),
        storage_line="Lưu Văn phòng Ban",
    )
    return office.drafting.papers.to_pdf(document, day).pdf


def _register(office: Office, clock: SetClock, entry: tuple, paper: Path) -> None:
    (month, day), number, symbol, organ, type_name, subject, due, handler, state = entry
    arrived = date(2026, month, day)
    clock.instant_ms = at(arrived, 7, 52)
    is_new_paper = number == "142"
    arrival = Arrival(
        issuer_id=office.catalogue.issuers()[0].id,
        arrival_date=arrived,
        organ_name=organ,
        subject=subject,
        code_number=number,
        code_notation=symbol,
        issued_date=date(2026, 6, 2) if is_new_paper else arrived,
        type_name=type_name,
        signer=SignerInfo(full_name="Lê Thị Hoài Ân", position="Phó Trưởng Ban")
        if is_new_paper
        else SignerInfo(),
        priority=Priority.URGENT if state == "urgent" else Priority.NORMAL,
        channel=Channel.EMAIL,
        due_date=date(2026, *due) if due else None,
        handler=handler,
    )
    line = office.intake.register(arrival, file=paper if is_new_paper else None)
    _move_on(office, clock, line, state, arrived)


def _move_on(office: Office, clock: SetClock, line: Incoming, state: str, arrived: date) -> None:
    if state == "new":
        return
    clock.instant_ms = at(arrived, 7, 58)
    office.intake.submit(line.id)
    if state == "submitted":
        return
    clock.instant_ms = at(arrived, 8, 20)
    direction = Direction(
        leader="Bí thư",
        opinion="Giao Ban Xây dựng Đảng chủ trì báo cáo trước 12/6; Văn phòng phối hợp số liệu các "
        "tổ dân phố.",
        on=arrived,
        lead_unit="Ban Xây dựng Đảng",
        supporting_units=("Văn phòng Đảng uỷ",),
    )
    office.intake.direct(line.id, direction, line.due_date, line.handler)
    if state == "done":
        clock.instant_ms = at(line.due_date or arrived, 16, 10)
        office.intake.finish(line.id)


def _draft(office: Office, clock: SetClock) -> None:
    clock.instant_ms = at(DAY, 9, 30)
    newest = office.intake.by_number(FIRST_NUMBER + len(LINES), DAY.year)
    draft = office.drafting.reply(newest.id)
    office.drafting.autosave(draft.id, replace(draft, body=draft.body + REPLY))
