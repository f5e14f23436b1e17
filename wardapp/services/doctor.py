"""A check-up of an office folder, also of one that does not open any more; it changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from wardapp.core.clock import moment_text
from wardapp.core.dispatches import Attachment, ListQuery
from wardapp.core.errors import WardError
from wardapp.core.office import Ground, OfficeFact
from wardapp.core.petitions import PetitionFilter, PetitionQuery
from wardapp.reports.retention import load_filing_terms
from wardapp.services.closing_check import closing_faults
from wardapp.services.missing_files import refused_sentence, whose_of
from wardapp.store.backup_shelf import shelf_of
from wardapp.store.database import Database
from wardapp.store.folder import OfficeFolder, low_space_notice, office_at
from wardapp.store.ground import VolumeProbe, ground_of
from wardapp.store.mirror import mirror_files
from wardapp.store.mirror_check import look_at_mirror
from wardapp.store.recovery_marks import reports_in
from wardapp.store.sqlite_files import attachments_in, faults_of, refused_in
from wardapp.store.transaction import Transaction

SHOWN = 5
"""How many faults of a kind are named; the rest are counted."""


def examine(
    root: Path,
    is_network: VolumeProbe | None = None,
    *,
    today: date | None = None,
    resources: Path | None = None,
) -> tuple[OfficeFact, ...]:
    """Return what was looked at in an office folder and what was found, one fact a topic.

    With `today` also what is overdue, which is no fault of the folder; dossiers among it when
    `resources` tells the terms of the law. Raises OfficeRefused when the folder holds no office.
    """
    folder = office_at(root, lambda _: False)
    return (
        _place(folder, is_network),
        *_database(folder),
        *_books(folder, today, resources),
        _mirror(folder),
        _backups(folder),
        *_recoveries(folder),
    )


def _place(folder: OfficeFolder, is_network: VolumeProbe | None) -> OfficeFact:
    if ground_of(folder.root, is_network) is not Ground.LOCAL:
        return OfficeFact(
            topic="Nơi lưu",
            ok=False,
            sentence="Thư mục sổ nằm trên ổ mạng hoặc thư mục đồng bộ; hãy chuyển về ổ của máy.",
        )
    low = low_space_notice(folder.root)
    return OfficeFact(
        topic="Nơi lưu", ok=not low, sentence=low or "Thư mục nằm trên ổ của máy, còn đủ chỗ."
    )


def _database(folder: OfficeFolder) -> Iterator[OfficeFact]:
    faults = faults_of(folder.database)
    yield _fact("Dữ liệu", faults, "Tệp dữ liệu qua được kiểm tra.")
    if faults:
        return
    try:
        database = Database.open(folder.database, read_only=True)
    except WardError as error:
        yield OfficeFact(topic="Bản ghi", ok=False, sentence=error.sentence)
        return
    try:
        with database.read() as tx:
            yield _fact(
                "Nhật ký thay đổi", tx.journal.verify(), "Chuỗi ghi nhận thay đổi liền mạch."
            )
        files = attachments_in(folder.database)
        refused = refused_sentence([each.name for each in refused_in(folder.database)])
        faults = _file_faults(database, folder, files)
        sound = f"{len(files)} tệp kèm còn nguyên như khi vào sổ. {refused}".strip()
        yield _fact("Tệp kèm", faults, sound)
        if faults and refused:
            yield OfficeFact(topic="Tệp không nhận", ok=True, sentence=refused)
    finally:
        database.close()


def _file_faults(
    database: Database, folder: OfficeFolder, files: tuple[Attachment, ...]
) -> tuple[str, ...]:
    """Return what is wrong with kept files, with the records that name them."""
    store = folder.file_store()
    try:
        with database.read() as tx:
            return store.check(files, whose_of(tx))
    except WardError:  # an older office, not brought up yet, does not say whose they are
        return store.check(files)


def _books(
    folder: OfficeFolder, today: date | None, resources: Path | None
) -> Iterator[OfficeFact]:
    """Yield what closed pages and overdue work say; nothing for an office that does not open."""
    try:
        database = Database.open(folder.database, read_only=True, needs_newest=True)
    except WardError:
        return  # the facts about the data say why
    try:
        with database.read() as tx:
            closings, files = tx.books.closings(), folder.file_store()
            faults = tuple(
                f"{each.label}, mã {each.code}: {fault}"
                for each in closings
                for fault in closing_faults(tx, files, each)
            )
            sound = f"{len(closings)} lần đóng còn đúng từng byte, đúng mã."
            yield _fact("Trang đã đóng", faults, sound if closings else "Chưa đóng trang nào.")
            if today is not None:
                yield _overdue(tx, today, resources)
    except WardError as error:
        yield OfficeFact(topic="Trang đã đóng", ok=False, sentence=error.sentence)
    finally:
        database.close()


def _overdue(tx: Transaction, today: date, resources: Path | None) -> OfficeFact:
    late = {
        "văn bản đến quá hạn": tx.incoming.counts(ListQuery(), today).overdue,
        "phản ánh, kiến nghị quá hạn": tx.petitions.counts(PetitionQuery(), today)[
            PetitionFilter.OVERDUE
        ],
        "số giữ quá hạn": len(tx.numbers.reservations(due_before=today)),
        "văn bản đi còn nơi chưa gửi": tx.outgoing.counts(ListQuery(), today).unsent,
    }
    if resources is not None:
        terms = load_filing_terms(resources / "catalogues")
        late["hồ sơ quá hạn nộp lưu"] = len(tx.filing.overdue(today, terms))
    told = ", ".join(f"{count} {what}" for what, count in late.items() if count)
    sentence = f"{told[:1].upper()}{told[1:]}." if told else "Không có việc nào quá hạn."
    return OfficeFact(topic="Việc quá hạn", ok=True, sentence=sentence)


def _backups(folder: OfficeFolder) -> OfficeFact:
    shelf = shelf_of(folder)
    kept, good = shelf.list(), shelf.newest_good()
    if good is None:
        return OfficeFact(
            topic="Sao lưu", ok=False, sentence="Chưa có bản sao lưu tốt. Hãy chạy lệnh backup."
        )
    if good.name != kept[0].name:
        return OfficeFact(
            topic="Sao lưu",
            ok=False,
            sentence=f"Bản sao lưu mới nhất bị hỏng; bản tốt gần nhất là {good.name}.",
        )
    return OfficeFact(
        topic="Sao lưu",
        ok=True,
        sentence=f"{len(kept)} bản, mới nhất lúc {moment_text(good.made_ms)}.",
    )


def _mirror(folder: OfficeFolder) -> OfficeFact:
    """Compare the whole mirror with the journal, and its own lines with their hashes."""
    topic, files = "Bản ghi song song", mirror_files(folder)
    if not files:
        return OfficeFact(topic=topic, ok=True, sentence="Chưa có; sẽ ghi khi mở sổ lần tới.")
    try:
        look = look_at_mirror(folder)
    except OSError:
        return OfficeFact(topic=topic, ok=False, sentence="Không đọc được bản ghi song song.")
    except WardError:
        return OfficeFact(topic=topic, ok=True, sentence="Có; khi mở, sổ tự phục hồi từ đó.")
    whole = "từ sự kiện đầu tiên" if not look.begins else f"{len(files)} tệp gần nhất"
    sound = "từng dòng khớp mã băm."
    if look.spoilt:
        sound = f"{look.spoilt} dòng hỏng không khớp mã băm, việc ghi ở đó còn đủ nơi khác."
    return _fact(topic, look.faults, f"Đủ mọi sự kiện, {whole}; {sound}")


def _recoveries(folder: OfficeFolder) -> Iterator[OfficeFact]:
    for newest in reports_in(folder)[:1]:
        yield OfficeFact(
            topic="Phục hồi",
            ok=True,
            sentence=f"Sổ đã tự phục hồi lúc {moment_text(newest.at_ms)}. {newest.found} "
            f"Tệp hỏng giữ ở {newest.kept_aside}.",
        )


def _fact(topic: str, faults: tuple[str, ...], sound: str) -> OfficeFact:
    if not faults:
        return OfficeFact(topic=topic, ok=True, sentence=sound)
    more = f" … và {len(faults) - SHOWN} lỗi khác." if len(faults) > SHOWN else ""
    return OfficeFact(topic=topic, ok=False, sentence=" ".join(faults[:SHOWN]) + more)
