"""An office with 100,000 incoming dispatches, made once through the store and kept."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from wardapp.app import find_places
from wardapp.core.clock import DayClock
from wardapp.core.dispatches import Arrival
from wardapp.core.issuers import SignerInfo
from wardapp.core.places import Places
from wardapp.services.office import create_office
from wardapp.services.series import incoming_key
from wardapp.services.setup import example_profile

LINES = 100_000
SLICE = 2_000
DAY = date(2026, 6, 5)

ORGANS = (
    ("Ban Tuyên giáo và Dân vận Thành ủy Hà Liên", "CV/BTGDVTU"),
    ("Ban Tổ chức Thành ủy Hà Liên", "CV/BTCTU"),
    ("Văn phòng Thành ủy Hà Liên", "TB/VPTU"),
    ("UBND phường Liên Hồ", "UBND-VHXH"),
    ("Sở Xây dựng thành phố Hà Liên", "SXD-QLĐT"),
    ("Đảng ủy phường Liên Hồ", "KH/ĐU"),
    ("Công an phường Liên Hồ", "CAP-AN"),
    ("Chi bộ Tổ dân phố số 12", "BC/CB"),
)
DEEDS = ("Báo cáo", "Phối hợp", "Tuyên truyền", "Kiểm tra", "Rà soát", "Hướng dẫn", "Triển khai")
THINGS = (
    "công tác dân vận",
    "phân loại rác tại nguồn",
    "mở rộng đường ven hồ",
    "chuyển đổi số",
    "phòng cháy, chữa cháy",
    "bầu cử đại biểu Quốc hội",
    "tiếp công dân",
    "cải cách hành chính",
    "phát triển đảng viên",
    "trật tự đô thị",
)
WHERE = ("trên địa bàn phường", "tại các tổ dân phố", "trong cơ quan đảng", "ở khu vực chợ")


def big_office(out: Path) -> tuple[Path, Places]:
    """Return the folder of the big office and the places to open it with."""
    places = replace(find_places(), data=out / "data")
    folder = out / f"office-{LINES}"
    done = out / f"office-{LINES}.done"
    if not done.exists():
        shutil.rmtree(folder, ignore_errors=True)
        _make(folder, places)
        done.write_text("whole", "utf-8")
    return folder, places


def _make(folder: Path, places: Places) -> None:
    print(f"making {LINES} dispatches once ...", flush=True)
    chance = random.Random(7)
    clock = DayClock(DAY)
    with create_office(folder, example_profile("party", places, clock), places, clock) as office:
        issuer = office.catalogue.issuers()[0]
        for first in range(0, LINES, SLICE):
            command = office.desk.command("bench.fill", "Nạp dữ liệu đo")
            with office.desk.database.begin(command, undoable=False) as tx:
                for serial in range(first, first + SLICE):
                    day = DAY - timedelta(days=(LINES - serial) * 3000 // LINES)
                    arrival = _arrival(issuer.id, day, serial, chance)
                    tx.incoming.add(
                        arrival,
                        arrival_number=tx.numbers.take(incoming_key(issuer.id, day)),
                        record_id=tx.new_id(),
                        registered_ms=command.now_ms,
                        attachments=(),
                    )


def _arrival(issuer_id: str, day: date, serial: int, chance: random.Random) -> Arrival:
    organ, notation = chance.choice(ORGANS)
    subject = f"{chance.choice(DEEDS)} {chance.choice(THINGS)} {chance.choice(WHERE)}"
    return Arrival(
        issuer_id=issuer_id,  # type: ignore[arg-type]
        arrival_date=day,
        organ_name=organ,
        subject=f"{subject} năm {day.year}",
        code_number=str(1 + serial % 400),
        code_notation=notation,
        issued_date=day - timedelta(days=2),
        type_name="Công văn",
        signer=SignerInfo(full_name="Lê Thị Hoài Ân"),
        due_date=day + timedelta(days=10) if serial % 3 else None,
    )
