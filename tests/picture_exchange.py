"""A second PC of the example office: what it wrote apart, and packages that wait, for pictures."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.two_pcs import packed, second_pc
from wardapp.core.clock import SetClock
from wardapp.core.dispatches import Arrival, Incoming, ListQuery
from wardapp.core.exchange import PackRequest, Purpose
from wardapp.core.places import Places
from wardapp.services.office import Office

MINUTE_MS, HOURS_MS = 60_000, 8 * 3_600_000
ROOT = Path(__file__).resolve().parents[1]
SUBJECTS = (
    ("UBND phường Liên Hồ", "Phối hợp ra quân dọn vệ sinh tuyến đường Bến Cảng tuần thứ hai"),
    ("Hội Cựu chiến binh phường", "Báo cáo kết quả công tác hội 6 tháng đầu năm 2026"),
    ("Chi bộ Tổ dân phố số 7", "Đề nghị sửa loa truyền thanh đầu ngõ 12"),
)
CHANGED = {3: "Ngày hội Đại đoàn kết: lấy ý kiến Nhân dân trước ngày 10/6", 5: "", 6: ""}


def fill_exchange(office: Office) -> str:
    """Take in what a second PC wrote apart, once; return the view that shows what waits."""
    if not office.exchanging.receipts():
        folder = Path(tempfile.mkdtemp())
        second, clock = _second(office, folder)
        office.leases.introduce("Máy văn thư")
        _write_apart(office, second, clock)
        (package,) = packed(second, folder / "usb")
        (arrival,) = office.exchanging.look_at((package,))
        if arrival.card is not None:
            office.devices.trust(arrival.card)
        (arrival,) = office.exchanging.look_at((package,))
        office.exchanging.receive(arrival)
        (partner, *_others) = office.exchanging.partners()
        request = PackRequest(
            purpose=Purpose.SYNC, to=partner.name, partner=partner.replica_id, since=()
        )
        office.exchanging.to_folder(office.exchanging.pack(request), folder / "usb")
        _register(second, SUBJECTS[2])
        second.close()
    return "waiting"


def packages(office: Office) -> tuple[Path, ...]:
    """Return packages of a second PC in different states: one to take in, sealed, broken."""
    folder = Path(tempfile.mkdtemp())
    second, clock = _second(office, folder)
    _write_apart(office, second, clock)
    office.devices.trust(second.devices.card())
    (plain,) = packed(second, folder / "usb")
    (sealed,) = packed(second, folder / "thu", password="mùa thu")
    broken = folder / "Dong bo - chep do.wardpack"
    broken.write_bytes(plain.read_bytes()[:-40])
    second.close()
    return plain, sealed.replace(folder / "Bao cao quy II (kin).wardpack"), broken


def _second(office: Office, folder: Path) -> tuple[Office, SetClock]:
    """Return a copy of the open office on another PC, some hours later."""
    clock = office.desk.clock
    assert isinstance(clock, SetClock)
    later = SetClock(clock.instant_ms + HOURS_MS)
    places = Places(
        resources=ROOT / "resources", forms=ROOT / "forms", data=folder / "data", program=ROOT
    )
    return second_pc(office.folder, folder / "b", places, later), later


def _write_apart(office: Office, second: Office, clock: SetClock) -> None:
    lines = office.intake.page(ListQuery(), 0, 20).rows
    for at, subject in CHANGED.items():
        line = lines[at]
        office.intake.amend(replace(line, subject=subject or f"{line.subject} (bản sửa)"))
        clock.instant_ms += MINUTE_MS
        due = replace(second.intake.get(line.id), due_date=date(2026, 6, 10 + at))
        second.intake.amend(replace(due, subject=f"{line.subject}, gửi trước ngày 12/6"))
    for subject in SUBJECTS[:2]:
        clock.instant_ms += MINUTE_MS
        _register(second, subject)


def _register(office: Office, words: tuple[str, str]) -> Incoming:
    organ, subject = words
    return office.intake.register(
        Arrival(
            issuer_id=office.catalogue.issuers()[0].id,
            arrival_date=office.desk.today(),
            organ_name=organ,
            subject=subject,
        )
    )
