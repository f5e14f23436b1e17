"""Trao đổi: packages to and from other copies, units and offices, and what waits for whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from wardapp.core.errors import ChangedSince, OfficeRefused
from wardapp.core.exchange import (
    Arrival,
    MergePreview,
    Packed,
    PackRequest,
    Partner,
    Purpose,
    Receipt,
    ReceiveChoices,
    Received,
    Sending,
    Stick,
)
from wardapp.core.forms import FilledScope
from wardapp.core.identity import RecordId
from wardapp.core.places import Places
from wardapp.core.progress import Progress, Silent
from wardapp.documents.reader import FileReader
from wardapp.exchange.package_reading import OpenPackage
from wardapp.services.backups import Backups
from wardapp.services.desk import Desk
from wardapp.services.devices import Devices
from wardapp.services.exchanging_arrivals import Arrivals
from wardapp.services.exchanging_catalogue import (
    catalogue_contents,
    compared,
    preview_of,
    read_catalogue,
)
from wardapp.services.exchanging_dispatches import dispatch_contents, look_at_dispatches
from wardapp.services.exchanging_kept import kept_own
from wardapp.services.exchanging_kinds import PARTS
from wardapp.services.exchanging_packing import Contents, Packer
from wardapp.services.exchanging_receiving import EventsOf, Receiving, Takers
from wardapp.services.exchanging_reports import ReportSending
from wardapp.services.exchanging_sync import partners_of, sync_contents
from wardapp.services.exchanging_ways import Ways
from wardapp.services.exporting import Exporting
from wardapp.services.machine_export import MachineExport
from wardapp.services.missing_files import told_here, told_names
from wardapp.services.reporting import Reporting
from wardapp.services.returns import Returns
from wardapp.services.sticks import Sticks
from wardapp.services.syncing import Syncing

_NOTHING = ReceiveChoices()


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The services that packages are made of and taken in through."""

    devices: Devices
    syncing: Syncing
    backups: Backups
    reporting: Reporting
    exporting: Exporting
    returns: Returns
    machine: MachineExport
    sticks: Sticks


class Exchanging:
    """Packs, looks, takes in, hands out and remembers."""

    def __init__(self, desk: Desk, places: Places, around: Around) -> None:
        self._desk = desk
        self._around = around
        self._reports = ReportSending(
            desk, places, around.reporting, around.exporting, around.returns
        )
        self._packer = Packer(desk, around.devices)
        self._ways = Ways(desk, around.sticks, around.machine)
        lookers = {
            Purpose.SYNC: self._look_sync,
            Purpose.REPORT: self._look_report,
            Purpose.DISPATCH: self._look_dispatches,
            Purpose.CATALOGUE: self._look_catalogue,
        }
        self._arrivals = Arrivals(desk, around.devices, lookers)
        takers = Takers(
            syncing=around.syncing,
            backups=around.backups,
            reports=self._reports,
            returns=around.returns,
            reader=FileReader(places.resources),
        )
        self._receiving = Receiving(desk, around.devices, takers)

    # ---- who and what ------------------------------------------------------------------------

    def partners(self) -> tuple[Partner, ...]:
        """Return the other copies of this office with what waits for each, then other offices."""
        with self._desk.database.read() as tx:
            return (*partners_of(self._desk, tx), *_others(tx.exchanges.sendings()))

    def receipts(self) -> tuple[Receipt, ...]:
        """Return the packages that were taken in here, newest first, undone ones too."""
        with self._desk.database.read() as tx:
            return tx.exchanges.own_receipts()

    def sendings(self) -> tuple[Sending, ...]:
        """Return the packages that were handed out here, newest first."""
        with self._desk.database.read() as tx:
            return tx.exchanges.sendings()

    def reports_to_send(self) -> tuple[tuple[RecordId, str], ...]:
        """Return the closed reports of this office with their names, newest period first."""
        with self._desk.database.read() as tx:
            filled = tx.filled.list()
        closed = [
            each
            for each in filled
            if each.id and each.closed_ms is not None and each.scope is FilledScope.OWN
        ]
        closed.sort(key=lambda each: (each.period.due_date, each.form_id), reverse=True)
        return tuple(
            (each.id, f"{self._around.reporting.spec(each.form_id).label}, {each.period.label}")
            for each in closed
            if each.id
        )

    def catalogue_parts(self) -> tuple[tuple[str, str], ...]:
        """Return the parts of the catalogue that can go to the units, with their names."""
        return PARTS

    # ---- out ---------------------------------------------------------------------------------

    def pack(self, request: PackRequest, target: Path | None = None) -> Packed:
        """Write a package, into a folder of our own unless told where; no event is written.

        It counts as sent once `to_stick`, `to_folder`, `mail_draft` or `left` says so.
        """
        if self._desk.database.read_only:
            raise OfficeRefused("Sổ đang mở chỉ để xem. Hãy mở sổ để ghi rồi đóng gói.")
        where = target if target is not None else self._ways.working()
        if request.purpose is Purpose.SYNC:
            with self._desk.database.read() as tx:
                packed = self._packer.write(sync_contents(self._desk, tx, request), request, where)
        else:
            packed = self._packer.write(self._contents(request), request, where)
        with self._desk.database.read() as tx:
            notices = told_here(tx, packed.manifest.missing)
        return replace(
            packed,
            notices=notices,
            to=request.to,
            partner=request.partner,
            record_ids=request.record_ids,
            is_sealed=bool(request.password),
        )

    def sticks(self) -> tuple[Stick, ...]:
        """Return the removable disks that are in now."""
        return self._around.sticks.all()

    def to_stick(
        self, packed: Packed, stick: Stick, progress: Progress | None = None
    ) -> tuple[Path, ...]:
        """Copy a package to a stick, compare it, sync it; afterwards the stick may be pulled."""
        return self._ways.to_stick(packed, stick, progress or Silent())

    def to_folder(self, packed: Packed, folder: Path) -> tuple[Path, ...]:
        """Copy a package into a folder and return its files there."""
        return self._ways.to_folder(packed, folder)

    def mail_draft(self, packed: Packed, address: str = "", subject: str = "") -> tuple[Path, ...]:
        """Return finished drafts, one a part, that a mail program opens unsent."""
        return self._ways.by_mail(packed, address, subject)

    def pack_to(self, request: PackRequest, target: Path) -> Packed:
        """Write a package under a name of the clerk's choice; it counts as handed out."""
        packed = self.pack(request, self._ways.working() / target.name)
        return replace(packed, paths=self._ways.to_file(packed, target.parent))

    # ---- in ----------------------------------------------------------------------------------

    def look_at(
        self,
        paths: Sequence[Path],
        passwords: Mapping[Path, str] | None = None,
        progress: Progress | None = None,
    ) -> tuple[Arrival, ...]:
        """Return what each package is and would do, in the order to take them in."""
        return self._arrivals.look_at(paths, passwords or {}, progress)

    def receive(
        self,
        arrival: Arrival,
        password: str = "",
        progress: Progress | None = None,
        choices: ReceiveChoices = _NOTHING,
    ) -> Received:
        """Take a looked-at package in, whole or not at all, and return what it did."""
        return self._receiving.take(arrival, password, choices, progress or Silent())

    def undo(self, receipt_id: RecordId) -> None:
        """Take a whole import back; ChangedSince says why it cannot be, and nothing changed."""
        with self._desk.database.read() as tx:
            receipt = tx.exchanges.receipt(receipt_id)
        if receipt.undone_ms is not None:
            raise ChangedSince("Lần nhận này đã hoàn tác rồi.")
        command = self._desk.command("exchange.undo", f"Hoàn tác nhận gói {receipt.file_name}")
        self._desk.database.take_back(receipt_id, command)

    # ---- what a package of each purpose would do ---------------------------------------------

    def _contents(self, request: PackRequest) -> Contents:
        if request.purpose is Purpose.REPORT:
            return self._reports.contents(request)
        if request.purpose is Purpose.DISPATCH:
            return dispatch_contents(self._around.machine, request)
        return catalogue_contents(self._desk, request)

    def _look_sync(self, package: OpenPackage) -> tuple[MergePreview, tuple[str, ...]]:
        manifest = package.manifest
        preview = self._around.syncing.preview(manifest, EventsOf(package))
        files = [each for each in manifest.files if self._desk.files.find(each.sha256) is None]
        brings = (f"Gói mang {len(files)} tệp mà máy này còn thiếu.",) if files else ()
        lacks = [each for each in manifest.missing if self._desk.files.find(each.sha256) is None]
        told = (*(brings if preview.is_empty else ()), *told_names(lacks))
        return replace(preview, notices=(*preview.notices, *told)), ()

    def _look_report(self, package: OpenPackage) -> tuple[MergePreview, tuple[str, ...]]:
        preview, lines = self._reports.told(package)
        return replace(preview, notices=told_names(package.manifest.missing)), lines

    def _look_dispatches(self, package: OpenPackage) -> tuple[MergePreview, tuple[str, ...]]:
        return MergePreview(), look_at_dispatches(package)

    def _look_catalogue(self, package: OpenPackage) -> tuple[MergePreview, tuple[str, ...]]:
        rows, kept = read_catalogue(package), kept_own(self._desk)
        with self._desk.database.read() as tx:
            wanted = tuple(compared(tx, rows, kept))
        manifest = package.manifest
        preview = preview_of(wanted, manifest.office_name, manifest.made_ms)
        notices = (*preview.notices, *told_names(manifest.missing))
        return replace(preview, notices=notices), ()


def _others(sendings: Sequence[Sending]) -> tuple[Partner, ...]:
    """Return the offices and units that something was sent to, the last one first."""
    last: dict[str, int] = {}
    for each in sendings:
        if each.purpose is not Purpose.SYNC and each.to and each.left_ms is not None:
            last[each.to] = max(each.sent_ms, last.get(each.to, 0))
    return tuple(
        Partner(replica_id=None, name=name, last_sent_ms=at)
        for name, at in sorted(last.items(), key=lambda each: -each[1])
    )
