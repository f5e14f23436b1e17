"""Bringing two copies of the office together: look first, merge, take it back, settle conflicts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from wardapp.core.errors import PackageRefused
from wardapp.core.exchange import Conflict, Manifest, MergePreview, Receipt, Received
from wardapp.core.identity import RecordId
from wardapp.core.journal import Event
from wardapp.services.desk import Desk
from wardapp.services.syncing_conflicts import Settling
from wardapp.services.syncing_preview import Previewing
from wardapp.store.fitting import FittingEvents
from wardapp.store.merging import Merged
from wardapp.store.merging_insert import Diverged
from wardapp.store.merging_state import Touched
from wardapp.store.renewing import go_on_apart
from wardapp.store.transaction import Transaction

AHEAD_MS = 10 * 60 * 1000
"""How far the other PC's clock may be before ours without a word."""

MOST_CONFLICTS = 2_000
_OTHER_OFFICE = (
    "Gói này của sổ khác ({name}), không phải bản thứ hai của sổ này, nên không nhập chung được."
)
_ONE_NAME = (
    "Một máy khác cũng ghi dưới tên của máy này (ổ đĩa từng được chép nguyên sang máy khác). "
    "Từ nay máy này là một bản riêng và chưa cấp số: hãy mở trang Số văn bản và chọn máy này thay "
    "máy cũ hay là máy thứ hai."
)


class _LookedOnly(Exception):
    """Ends the transaction of a preview: nothing of it is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageFacts:
    """What the receipt says of the file."""

    sha256: str = ""
    file_name: str = ""
    device_key: str = ""


class Syncing:
    """Merges the events of other copies of this office."""

    def __init__(self, desk: Desk, data: Path | None = None) -> None:
        self._desk = desk
        self._data = data
        self._settling = Settling(desk)

    def preview(self, manifest: Manifest, events: Iterable[Event]) -> MergePreview:
        """Return what the events would do; nothing changes.

        PackageRefused in a sentence when they cannot be taken in (PackageWaits: not yet).
        """
        self._check_office(manifest)
        found: list[MergePreview] = []
        command = self._desk.command("sync.preview", "Xem trước gói")
        try:
            with self._desk.database.begin(command, undoable=False) as tx:
                seen = Previewing(tx)
                merged = tx.merging.preview(FittingEvents(events), seen.see)
                found.append(seen.result(merged, self._notices(merged)))
                raise _LookedOnly
        except _LookedOnly:
            return found[0]

    def merge(
        self, manifest: Manifest, events: Iterable[Event], facts: PackageFacts | None = None
    ) -> Received:
        """Take the events in, in one step that Hoàn tác takes back; twice changes nothing."""
        self._check_office(manifest)
        try:
            return self._merge(manifest, events, facts or PackageFacts())
        except Diverged:
            self._go_on_apart()
            received = self._merge(manifest, events, facts or PackageFacts())
            return replace(received, sentence=f"{received.sentence} {_ONE_NAME}")

    def _merge(self, manifest: Manifest, events: Iterable[Event], facts: PackageFacts) -> Received:
        sender = manifest.device_name or manifest.office_name
        command = self._desk.command("sync.merge", f"Nhận gói của {sender}")
        added: list[RecordId] = []

        def see(touched: Touched, _new: int) -> None:
            if touched.old is None:
                added.append(RecordId(touched.record_id))

        with self._desk.database.begin(command) as tx:
            receipt = self._receipt(tx, manifest, facts)
            merged = tx.merging.merge(FittingEvents(events), receipt, see)
        return Received(
            receipt=merged.receipt or receipt,
            sentence=" ".join((_sentence(merged), *merged.notices, *self._notices(merged))),
            conflicts=merged.conflicts,
            new_records=tuple(added),
        )

    def _go_on_apart(self) -> None:
        """Take a new name: the package shows that another PC writes under ours."""
        if self._data is None:
            raise PackageRefused(_ONE_NAME)
        command = self._desk.command("office.adopt", "Tách thành một bản riêng")
        go_on_apart(self._desk.database, self._data, command)

    def undo(self, receipt_id: RecordId) -> None:
        """Take a whole merge back, as if the package had never come; it may be taken in again.

        ChangedSince when something was done since with what it brought, or was sent on.
        """
        command = self._desk.command("sync.undo", "Hoàn tác lần nhận gói")
        self._desk.database.take_back(receipt_id, command)

    def conflicts(self) -> tuple[Conflict, ...]:
        """Return what two copies wrote apart and nobody decided yet."""
        return self._settling.all(MOST_CONFLICTS)

    def count_conflicts(self) -> int:
        """Return how many of them there are."""
        with self._desk.database.read() as tx:
            return tx.conflicts.count()

    def settle(self, conflict_id: RecordId, event_id: RecordId) -> None:
        """Let the value of one side stand; ChangedSince when the conflict is gone meanwhile."""
        self._settling.settle(conflict_id, event_id)

    def _check_office(self, manifest: Manifest) -> None:
        if manifest.office_id != self._desk.database.office_id:
            raise PackageRefused(_OTHER_OFFICE.format(name=manifest.office_name))

    def _notices(self, merged: Merged) -> tuple[str, ...]:
        ahead = merged.newest_ms - self._desk.clock.now_ms()
        met = (_ONE_NAME,) if merged.meets_itself else ()
        if ahead <= AHEAD_MS:
            return met
        return (
            *met,
            f"Đồng hồ máy gửi chạy trước máy này {_span(ahead)}; hãy chỉnh lại giờ ở máy sai, "
            "vì chỗ sửa sau theo đồng hồ là chỗ được hiện.",
        )

    def _receipt(self, tx: Transaction, manifest: Manifest, facts: PackageFacts) -> Receipt:
        return Receipt(
            id=tx.new_id(),
            purpose=manifest.purpose,
            package_sha256=facts.sha256,
            file_name=facts.file_name,
            office_name=manifest.office_name,
            device_name=manifest.device_name,
            device_key=facts.device_key,
            received_ms=tx.now_ms,
            note=manifest.note,
            replica_id=manifest.replica_id,
        )


def _sentence(merged: Merged) -> str:
    if not merged.new_events:
        return "Gói này không có gì mới."
    told = [
        f"{count} {what}"
        for count, what in (
            (merged.added, "thêm"),
            (merged.changed, "sửa"),
            (merged.deleted, "xóa"),
            (merged.conflicts, "chỗ khác nhau chờ chọn"),
        )
        if count
    ]
    return f"Đã nhận gói: {', '.join(told)}." if told else "Đã nhận gói; sổ không có gì đổi."


def _span(ms: int) -> str:
    minutes = ms // 60_000
    for size, word in ((1440, "ngày"), (60, "giờ")):
        if minutes >= size:
            return f"{minutes // size} {word}"
    return f"{minutes} phút"
