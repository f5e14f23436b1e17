"""What Trao đổi reads at once, in the reading lane."""

from __future__ import annotations

from dataclasses import dataclass

from wardapp.core.exchange import Conflict, Partner, Receipt, Sending
from wardapp.services.office import Office
from wardapp.ui.pages.exchange_devices import DeviceFacts
from wardapp.ui.pages.exchange_rows import Waiting


@dataclass(frozen=True, slots=True)
class Exchanged:
    """All that the page shows, but for the packages in the tray."""

    partners: tuple[Partner, ...]
    receipts: tuple[Receipt, ...]
    sendings: tuple[Sending, ...]
    conflicts: tuple[Conflict, ...]
    matters: tuple[Waiting, ...]
    devices: DeviceFacts


def read_exchange(office: Office) -> Exchanged:
    """Return what the page shows."""
    conflicts, keepers = office.syncing.conflicts(), office.leases.keepers()
    return Exchanged(
        partners=office.exchanging.partners(),
        receipts=office.exchanging.receipts(),
        sendings=office.exchanging.sendings(),
        conflicts=conflicts,
        matters=(
            Waiting(
                title="Chỗ hai máy ghi khác nhau",
                circumstance="Chọn giá trị đúng; giá trị ghi sau đang hiện",
                count=len(conflicts),
                view="conflicts",
            ),
            Waiting(
                title="Số tạm chờ số chính thức",
                circumstance="Máy giữ số cấp số rồi in bảng đối chiếu",
                count=keepers.waiting,
                view="number_pcs",
                unit="dòng",
            ),
            Waiting(
                title="Số trùng",
                circumstance="Hai máy đã cấp cùng một số; xem ở Số trên nhiều máy",
                count=keepers.contested,
                view="number_pcs",
                unit="số",
            ),
            Waiting(
                title="Sổ này được chép từ máy khác sang",
                circumstance="Trả lời ở Máy này thì mới cấp được số",
                count=int(keepers.is_asked),
                view="devices",
            ),
        ),
        devices=DeviceFacts(
            card=office.devices.card(),
            trusted=office.devices.trusted(),
            keepers=keepers,
        ),
    )
