"""Taking a package in: whole or not at all, only from a trusted key, with a receipt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from wardapp.core.dispatches import FileRole
from wardapp.core.errors import (
    BadValue,
    ChangedSince,
    OfficeRefused,
    PackageRefused,
    SecretRefused,
    UnreadableFile,
)
from wardapp.core.exchange import Arrival, PackedFile, Purpose, Receipt, ReceiveChoices, Received
from wardapp.core.identity import RecordId
from wardapp.core.journal import Command, Event
from wardapp.core.progress import Progress
from wardapp.core.returns import ReturnWish, UnitReturn
from wardapp.core.sources import HeldFile
from wardapp.documents.reader import FileReader
from wardapp.documents.reader.gate import judge
from wardapp.exchange.package_reading import OpenPackage, open_package
from wardapp.services.backups import BEFORE_IMPORT, Backups
from wardapp.services.desk import Desk
from wardapp.services.devices import Devices
from wardapp.services.exchanging_arrivals import refuse_untrusted, whole, working_folder
from wardapp.services.exchanging_catalogue import (
    COMMAND,
    Wanted,
    compared,
    passed_over,
    read_catalogue,
    taken_over,
    with_file,
)
from wardapp.services.exchanging_dispatches import read_dispatches
from wardapp.services.exchanging_kept import kept_own, note_kept_own
from wardapp.services.exchanging_reports import ReportSending
from wardapp.services.kept_files import FileGate
from wardapp.services.missing_files import note_lacked, note_refused, told_names, told_there
from wardapp.services.returns import Returns
from wardapp.services.syncing import PackageFacts, Syncing
from wardapp.store.transaction import Transaction

_FILES = "Đang nhận tệp"


@dataclass(frozen=True, slots=True)
class EventsOf:
    """The events of an open package; they can be gone through again."""

    package: OpenPackage

    def __iter__(self) -> Iterator[Event]:
        return self.package.events()


class PackageFiles:
    """Keeps the files of a package, each once the gate of secrets let it through."""

    def __init__(self, desk: Desk, gate: FileGate) -> None:
        self._desk = desk
        self._gate = gate
        self.came = 0

    def kept(self, package: OpenPackage, told: Progress) -> Iterator[str]:
        """Keep each file that is not here yet; yield a sentence for one that may not come in."""
        files, refused = package.manifest.files, []
        for at, file in enumerate(files):
            told.step(at, len(files), _FILES)
            if self._desk.files.find(file.sha256) is None:
                try:
                    self._keep(file, package.file_bytes(file.sha256))
                    self.came += 1
                except SecretRefused:
                    refused.append(file.sha256)
                    yield f"Tệp {file.name} có dấu chỉ mức độ mật nên không nhận."
        note_refused(self._desk, refused)

    def _keep(self, file: PackedFile, data: bytes) -> None:
        judge([PurePath(file.name).stem.replace("_", " ")])
        held = HeldFile(file.name, data)
        try:
            self._gate.keep(held, FileRole.ORIGINAL, file.sha256)
        except UnreadableFile:  # no paper that could be judged: the other PC kept it all the same
            self._desk.files.keep(data, file.name, FileRole.ORIGINAL, expect_sha256=file.sha256)


@dataclass(frozen=True, slots=True, kw_only=True)
class Takers:
    """The services that what comes in goes through."""

    syncing: Syncing
    backups: Backups
    reports: ReportSending
    returns: Returns
    reader: FileReader


class Receiving:
    """Takes packages in, each purpose in its own way."""

    def __init__(self, desk: Desk, devices: Devices, takers: Takers) -> None:
        self._desk = desk
        self._devices = devices
        self._takers = takers
        self._gate = FileGate(desk, takers.reader)

    def take(
        self, arrival: Arrival, password: str, choices: ReceiveChoices, told: Progress
    ) -> Received:
        """Take one package in; PackageRefused, SecretRefused … say why not, nothing changed."""
        if self._desk.database.read_only:
            raise OfficeRefused("Sổ đang mở chỉ để xem. Hãy mở sổ để ghi rồi nhận gói.")
        if arrival.refusal:
            raise PackageRefused(arrival.refusal)
        with (
            whole(arrival.parts or (arrival.path,), working_folder(self._desk)) as path,
            open_package(path, password, told) as package,
        ):
            if package.sha256 != arrival.sha256:
                raise ChangedSince("Tệp gói đã đổi từ lúc xem. Hãy thả lại gói để xem rồi nhận.")
            refuse_untrusted(self._devices.trust_of(package.key, package.manifest))
            self._refuse_office(package)
            return self._by_purpose(package, arrival.path, choices, told)

    def _by_purpose(
        self, package: OpenPackage, path: Path, choices: ReceiveChoices, told: Progress
    ) -> Received:
        match package.manifest.purpose:
            case Purpose.SYNC:
                return self._synced(package, path, told)
            case Purpose.REPORT:
                received = self._report(package, path, choices)
            case Purpose.DISPATCH:
                received = self._dispatches(package, path)
            case _:
                received = self._catalogue(package, path, choices)
        lacks = told_names(package.manifest.missing)
        return replace(received, lines=(*received.lines, *lacks))

    def _refuse_office(self, package: OpenPackage) -> None:
        is_own = package.manifest.office_id == self._desk.database.office_id
        if is_own is not (package.manifest.purpose is Purpose.SYNC):
            raise PackageRefused("Gói này không phải để nhận vào sổ đang mở. Hãy mở đúng sổ.")

    # ---- two PCs of one office ---------------------------------------------------------------

    def _synced(self, package: OpenPackage, path: Path, told: Progress) -> Received:
        self._takers.backups.make_if_changed(BEFORE_IMPORT)
        files, manifest = PackageFiles(self._desk, self._gate), package.manifest
        lines = tuple(files.kept(package, told))
        facts = PackageFacts(sha256=package.sha256, file_name=path.name, device_key=package.key)
        received = self._takers.syncing.merge(manifest, EventsOf(package), facts)
        self._acknowledge()
        note_lacked(self._desk, manifest.replica_id, manifest.missing)
        with self._desk.database.read() as tx:
            lines += told_there(self._desk, tx, manifest.missing)
        if files.came and not received.receipt.heads:  # nothing new but what was missing here
            sentence = f"Đã nhận {files.came} tệp còn thiếu; việc ghi trong gói thì đã có."
            received = replace(received, sentence=sentence)
        return replace(received, lines=lines)

    def _acknowledge(self) -> None:
        command = self._desk.command("exchange.acknowledge", "Gói đã gửi đã tới")
        with self._desk.database.begin(command, undoable=False) as tx:
            tx.exchanges.acknowledge(command.now_ms)

    # ---- other offices -----------------------------------------------------------------------

    def _report(self, package: OpenPackage, path: Path, choices: ReceiveChoices) -> Received:
        proposal, sent = self._takers.reports.look_at(package)
        wish = ReturnWish(proposal=proposal, unit_id=choices.unit_id, same_unit=choices.same_unit)
        (asked,) = self._takers.returns.rehearse((wish,))
        if not asked.field:
            self._takers.backups.make_if_changed(BEFORE_IMPORT)
        evidence, refused = (
            self._takers.reports.keep_evidence(package, sent) if not asked.field else ((), ())
        )
        receipts: list[Receipt] = []

        def beside(tx: Transaction, returned: UnitReturn) -> UnitReturn:
            receipts.append(self._receipt(tx, package, path, added=1))
            return replace(returned, evidence=evidence)

        (kept,) = self._takers.returns.keep_all((wish,), beside)
        if not receipts:  # the same workbook is here already: only that it came again is noted
            with self._desk.database.begin(self._command(package), undoable=False) as tx:
                receipts.append(self._receipt(tx, package, path))
        return Received(
            receipt=receipts[0],
            sentence=kept.sentence,
            new_records=(kept.returned.id,) if kept.is_new else (),
            lines=refused,
        )

    def _dispatches(self, package: OpenPackage, path: Path) -> Received:
        found = read_dispatches(package)
        with self._desk.database.begin(self._command(package), undoable=False) as tx:
            receipt = self._receipt(tx, package, path, note=f"{len(found.files)} văn bản")
        sentence = f"Gói có {len(found.files)} văn bản, đang chờ xem ở Văn bản đến."
        if not found.files:
            sentence = "Gói không có văn bản nào nhận được."
        return Received(
            receipt=receipt, sentence=sentence, files=found.files, lines=found.refused_lines
        )

    def _catalogue(self, package: OpenPackage, path: Path, choices: ReceiveChoices) -> Received:
        rows, kept = read_catalogue(package), kept_own(self._desk).but(choices.take)
        with self._desk.database.read() as tx:
            looked = tuple(compared(tx, rows, kept))
        self._takers.backups.make_if_changed(BEFORE_IMPORT)
        ready = [with_file(package, self._gate, each) for each in looked]
        command = self._command(package)
        lines: list[str] = []
        with self._desk.database.begin(command) as tx:
            told = self._taken_over(tx, ready, choices, lines)
            added, changed = (sum(each.own is None for each in told),
                              sum(each.own is not None for each in told))  # fmt: skip
            receipt = self._receipt(tx, package, path, added=added, changed=changed)
        passed = (each for one in ready for each in passed_over(one, choices.take))
        note_kept_own(self._desk, receipt.id, passed)
        sentence = f"Đã nhận danh mục: {added} mục thêm, {changed} mục sửa."
        return Received(
            receipt=receipt,
            sentence=sentence if told else "Danh mục trong gói không có gì để nhận.",
            new_records=tuple(each.record_id for each in told if each.own is None),
            lines=tuple(lines),
        )

    def _taken_over(
        self, tx: Transaction, ready: list[Wanted], choices: ReceiveChoices, lines: list[str]
    ) -> list[Wanted]:
        done = []
        for each in ready:
            try:
                if each.refusal:
                    lines.append(
                        f"{each.kind.title} {each.kind.label(each.theirs)}: {each.refusal}"
                    )
                elif taken_over(tx, each, set(choices.take), tx.now_ms):
                    done.append(each)
            except (BadValue, SecretRefused, UnreadableFile) as fault:
                lines.append(f"{each.kind.title}: {fault.sentence}")
        return done

    def _command(self, package: OpenPackage) -> Command:
        sender = package.manifest.office_name or package.manifest.device_name
        return self._desk.command(COMMAND, f"Nhận gói của {sender}")

    def _receipt(
        self,
        tx: Transaction,
        package: OpenPackage,
        path: Path,
        *,
        note: str = "",
        added: int = 0,
        changed: int = 0,
    ) -> Receipt:
        manifest, heads = package.manifest, tx.merging.heads()
        return tx.exchanges.save(
            Receipt(
                id=tx.new_id(),
                purpose=manifest.purpose,
                package_sha256=package.sha256,
                file_name=path.name,
                office_name=manifest.office_name,
                device_name=manifest.device_name,
                device_key=package.key,
                received_ms=tx.now_ms,
                heads=heads,  # what this copy has seen, as after any other receipt
                before=heads,
                added=added,
                changed=changed,
                note=note or manifest.note,
                replica_id=RecordId(manifest.replica_id),
            )
        )
