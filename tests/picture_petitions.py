"""Half a year of petitions, topics, requests and an incident, invented, for pictures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from wardapp.core.identity import RecordId
from wardapp.core.opinions import (
    Leaning,
    OpinionEntry,
    OpinionField,
    OpinionTopic,
    Spread,
    Strength,
)
from wardapp.core.petitions import (
    Petition,
    PetitionChannel,
    PetitionClosing,
    PetitionEntry,
    PetitionField,
    PetitionKind,
    PetitionQuery,
    PetitionStatus,
    PrivatePerson,
)
from wardapp.core.privacy import IncidentEntry, RequestEntry, RequestKind
from wardapp.services.office import Office

HOUR_MS = 3_600_000
SEED = 7
MATTERS = (
    ("environment", "Rác ứ đọng ở điểm tập kết cạnh chợ Liên Hồ vào cuối ngày"),
    ("building", "Thi công nhà liền kề làm nứt tường, bụi bẩn ảnh hưởng các hộ trong ngõ 27"),
    ("security", "Hàng quán hát loa kéo sau 22 giờ ở khu tập thể Cơ khí, nhiều lần nhắc chưa dứt"),
    ("procedure", "Phiếu hẹn trả kết quả đăng ký tạm trú quá ngày, đề nghị giải thích"),
    ("land", "Đề nghị cho biết tiến độ cấp giấy chứng nhận quyền sử dụng đất của tổ dân phố"),
    ("welfare", "Đề nghị rà soát lại danh sách hộ cận nghèo năm 2026 của tổ dân phố"),
    ("education", "Cổng trường tiểu học Liên Hồ ùn tắc giờ tan học, đề nghị phân luồng"),
    ("health", "Trạm y tế thiếu vắc xin phòng dại, người dân phải đi xa"),
    ("environment", "Cống thoát nước ngõ 12 tắc, ngập sâu mỗi khi mưa lớn"),
    ("building", "Đèn chiếu sáng công cộng ngõ 5, ngách 9 hỏng hơn một tuần"),
)
HANDLERS = ("UBND phường Liên Hồ", "Công an phường", "Phòng Kinh tế, Hạ tầng", "Trạm y tế", "")
TOPICS = (
    ("economy", "Giá đất bồi thường khi mở đường Vành đai 1 chưa sát giá thị trường", "opposed",
     "many", "high", "Họp tổ dân phố, Zalo", "Đối thoại với các hộ, công khai phương án"),
    ("society", "Ùn tắc trước cổng trường giờ tan học, lo mất an toàn cho trẻ em", "unsure", "most",
     "medium", "Phụ huynh, Zalo", "Công an phường phân luồng hai khung giờ"),
    ("party", "Đồng tình với việc công khai lịch tiếp dân trên Zalo của phường", "approving",
     "nearly_all", "low", "Họp chi bộ", ""),
    ("security", "Lo ngại thông tin tuyển sinh lừa đảo lan trên các nhóm Zalo", "unsure", "many",
     "high", "Zalo, Facebook", ""),
    ("society", "Mong sớm mở lại khu vui chơi nhà văn hóa tổ 15 dịp hè", "approving", "some", "low",
     "Họp tổ dân phố", "Đoàn thanh niên mở cửa thử từ 15/6"),
)  # fmt: skip


def fill_petitions(office: Office) -> RecordId:
    """Write half a year of petitions; return one with a story to show."""
    chance, today = Random(SEED), office.desk.today()
    workdays = office.desk.workdays()
    for ago in range(120, 0, -4):
        received = workdays.add(today, -ago)
        field, subject = MATTERS[ago % len(MATTERS)]
        line = office.petitions.add(_entry(office, received, field, subject, chance), _person(ago))
        if ago > chance.randint(2, 16):
            _end(office, line, workdays.add(received, chance.randint(3, 13)), chance)
    _story(office)
    rows = office.petitions.page(PetitionQuery()).rows
    return next(row.petition.id for row in rows if row.petition.attachments)


def _entry(
    office: Office, received: date, field: str, subject: str, chance: Random
) -> PetitionEntry:
    kind = PetitionKind.COMPLAINT if chance.random() < 0.1 else PetitionKind.FEEDBACK
    return PetitionEntry(
        issuer_id=office.catalogue.issuers()[0].id,
        received=received,
        subject=subject,
        channel=chance.choice(tuple(PetitionChannel)),
        kind=kind,
        field=PetitionField(field),
        handler=chance.choice(HANDLERS),
        place=f"Tổ dân phố số {chance.randint(1, 20)}",
        competent=True,
    )


def _person(ago: int) -> PrivatePerson:
    """Name an invented person for every third petition."""
    return PrivatePerson(full_name="Nguyễn Văn Mẫu") if ago % 3 == 0 else PrivatePerson()


def _end(office: Office, line: Petition, on: date, chance: Random) -> None:
    ends = (PetitionStatus.DONE,) * 6 + (PetitionStatus.FORWARDED, PetitionStatus.GUIDED)
    status = chance.choice(ends)
    office.petitions.close(
        line.id,
        PetitionClosing(
            status=status,
            on=min(on, office.desk.today()),
            result="Đã kiểm tra, xử lý và trả lời người dân",
            forwarded_to="Sở Xây dựng" if status is PetitionStatus.FORWARDED else "",
        ),
    )


def _story(office: Office) -> None:
    """Take one up again, urge it, link a duplicate to it and give it evidence."""
    petitions, today = office.petitions, office.desk.today()
    chance = Random(SEED)
    received = today - timedelta(days=16)
    main = petitions.add(
        replace(
            _entry(office, received, "environment", MATTERS[8][1], chance),
            place="Tổ dân phố số 12", handler="Phòng Kinh tế, Hạ tầng",
        ),
        PrivatePerson(full_name="Trần Thị Thử", phone="0900000000"),
    )  # fmt: skip
    done = PetitionClosing(
        status=PetitionStatus.DONE, on=today - timedelta(days=9), result="Đã nạo vét hố ga đầu ngõ"
    )
    petitions.close(main.id, done)
    petitions.reopen(main.id, office.desk.workdays().add(today, 2))
    petitions.urge(main.id, today)
    again = petitions.add(
        replace(
            _entry(office, today, "environment", "Ngõ 12 tắc cống, mưa là ngập sâu", chance),
            place="Tổ dân phố số 12",
        )
    )
    petitions.link(again.id, main.id)
    with TemporaryDirectory() as folder:
        picture = Path(folder) / "anh-ho-ga-dau-ngo-12.txt"
        picture.write_text("Ảnh hố ga đầu ngõ 12", "utf-8")
        petitions.attach(main.id, (picture,))
    petitions.set_links(main.id, ("https://lien-ho.vn/tin/nao-vet-ho-ga-ngo-12",))


def fill_opinions(office: Office) -> RecordId:
    """Write the topics of half a year; return one that was heard often."""
    today = office.desk.today()
    made: list[OpinionTopic] = []
    for at in range(15):
        field, issue, leaning, spread, strength, origin, steps = TOPICS[at % len(TOPICS)]
        day = today - timedelta(days=150 - at * 10)
        extra = "" if at < 10 else f" (đợt {at // 5})"
        made.append(
            office.opinions.add(
                OpinionEntry(
                    day=day,
                    issue=f"{issue}{extra}",
                    field=OpinionField(field),
                    leaning=Leaning(leaning),
                    spread=Spread(spread),
                    strength=Strength(strength),
                    origin=origin,
                    steps=steps,
                    places=("*",) if at % 2 else (),
                )
            )
        )
        if at < 9:
            office.opinions.close(made[-1].id, "Người dân đã rõ, không phát sinh thêm", day)
    office.opinions.heard_again(made[10].id, today - timedelta(days=3))
    office.opinions.heard_again(made[10].id)
    office.opinions.join(made[12].id, made[11].id)
    return made[10].id


def fill_privacy(office: Office) -> RecordId:
    """Write requests and an incident; return the incident."""
    today, now_ms = office.desk.today(), office.desk.clock.now_ms()
    entry = _entry(office, today, "land", MATTERS[4][1], Random(SEED))
    about = office.petitions.add(entry, PrivatePerson(full_name="Trần Thị Thử")).id
    for kind, ago in (
        (RequestKind.SEE, 60), (RequestKind.CORRECT, 12), (RequestKind.DELETE, 3),
        (RequestKind.COPY, 1),
    ):  # fmt: skip
        made = office.privacy.add_request(
            RequestEntry(kind=kind, received=today - timedelta(days=ago), petition_id=about)
        )
        if ago > 2:
            office.privacy.acknowledge(made.id)
        if ago == 60:
            office.privacy.answer(made.id, "Đã cho xem thông tin đang giữ")
    incident = office.privacy.add_incident(
        IncidentEntry(
            discovered_ms=now_ms - 31 * HOUR_MS,
            what="Gửi nhầm danh sách người phản ánh vào nhóm Zalo tổ dân phố số 9",
            data="Họ tên, số điện thoại; 12 người, 12 bản ghi",
            cause="Chọn nhầm nhóm khi gửi tệp",
            measures="Đã thu hồi tin nhắn sau 6 phút, nhắc cả nhóm xóa tệp",
        )
    )
    return incident.id
