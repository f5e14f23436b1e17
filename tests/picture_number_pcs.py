"""A second PC in the example office, for the pictures of Số trên nhiều máy."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from tests.builders import an_arrival, an_outgoing
from tests.copies_of_office import Pc, second_pc
from tests.desk import Desk
from wardapp.core.clock import SetClock
from wardapp.core.identity import RecordId
from wardapp.core.keeping import CopyAnswer, TakingOver
from wardapp.core.numbering import SeriesKey
from wardapp.services.incoming_reading import as_line
from wardapp.services.office import Office
from wardapp.store.numbers import incoming_key

CAME = (
    ("UBND thành phố Hà Liên", "Đôn đốc báo cáo kết quả chuyển đổi số quý II năm 2026"),
    ("Ban Tuyên giáo và Dân vận Thành uỷ Hà Liên", "Hướng dẫn tuyên truyền Ngày sách Việt Nam"),
    ("Công an phường Liên Hồ", "Phối hợp bảo đảm an ninh trật tự trong tháng cao điểm hè 2026"),
)


def fill_number_pcs(office: Office, folder: Path) -> object:
    """Let a second PC work beside this one, lend it numbers, and give one number twice."""
    desk = office.desk
    here = Pc("Văn phòng", Desk(desk.database, SetClock(desk.clock.now_ms())))
    issuer = office.catalogue.issuers()[0].id
    row = next(
        each
        for each in office.numbering.series()
        if each.last_number and each.is_open and each.key.book == "di"
    )
    there = second_pc(here, folder / "second" / "office.db", "VĂN-THƯ-2", CopyAnswer.SECOND)
    rogue = second_pc(here, folder / "rogue" / "office.db", "PHÒNG-HỌP", CopyAnswer.MOVED)
    _arrive(there, issuer)
    _issue(rogue, row.key, "Thông báo kết luận hội nghị giao ban tháng 5 năm 2026")
    _issue(here, row.key, "Về việc rà soát hộ nghèo, hộ cận nghèo sáu tháng đầu năm 2026")
    for pc in (there, rogue):
        here.take_in(pc.parcel(here.heads()))
        pc.database.close()
    leases = office.leases
    leases.seize(TakingOver(reason="Máy phòng họp chép nhầm thư mục"))
    leases.introduce("Văn phòng Đảng uỷ")
    copies = {each.name: each.replica_id for each in leases.keepers().copies}
    until = desk.today() + timedelta(days=20)
    assert row.series_id is not None
    leases.grant(row.series_id, copies["Máy VĂN-THƯ-2"], 20, until)
    return None


def _arrive(pc: Pc, issuer: RecordId) -> None:
    """Register what came under provisional numbers."""
    day = pc.desk.clock.today()
    for organ, subject in CAME:
        with pc.desk.begin("Vào sổ") as tx:
            code = tx.numbers.take_provisional(incoming_key(issuer, day))
            arrival = an_arrival(
                issuer_id=issuer, arrival_date=day, organ_name=organ, subject=subject
            )
            made = {"id": tx.new_id(), "registered_ms": tx.now_ms, "provisional": code}
            tx.incoming.add_waiting(replace(as_line(arrival), **made))


def _issue(pc: Pc, key: SeriesKey, subject: str) -> None:
    with pc.desk.begin("Phát hành") as tx:
        number, series = tx.numbers.take(key), tx.numbers.series(key)
        made = {"id": tx.new_id(), "series_id": series.id, "issuer_id": key.issuer_id}
        day = pc.desk.clock.today()
        tx.outgoing.add(an_outgoing(**made, number=number, issued_date=day, subject=subject))
