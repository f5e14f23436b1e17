"""Whether the history of an office is still what a code on paper stands for."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from wardapp.core.books import Closing
from wardapp.core.check_code import typed_code
from wardapp.core.clock import moment_text
from wardapp.core.dispatches import FileRole
from wardapp.core.errors import BadValue, WardError
from wardapp.core.safety import SealKind, SealProof
from wardapp.services.closing_check import closing_faults
from wardapp.services.closing_pages import file_of
from wardapp.store.attachments import FileStore
from wardapp.store.chain_walk import Walked, rows_against_indexes, walk_all
from wardapp.store.database import Database
from wardapp.store.folder import office_at
from wardapp.store.rebuild import rebuild
from wardapp.store.transaction import Transaction

REBUILT = 20_000
"""Up to so many events the registers are made again from them and compared, which takes seconds."""
SHOWN = 5

Heads = Mapping[str, tuple[int, str]]


def prove_in(root: Path, typed: str) -> SealProof:
    """Look a code up in the office of a folder; it changes nothing. BadValue when it is no code."""
    folder = office_at(root, lambda _: False)
    code = checked(typed)
    database = Database.open(folder.database, read_only=True)
    try:
        return prove(database, folder.file_store(), code)
    finally:
        database.close()


def checked(typed: str) -> str:
    """Return a code as it prints from what was typed."""
    code = typed_code(typed)
    if not code:
        raise BadValue("code", "Mã gồm 12 chữ, số như 7K4M-QX2P-9HDA, không có chữ I, O, số 0, 1.")
    return code


def prove(database: Database, files: FileStore, code: str) -> SealProof:
    """Hold the whole history against a code."""
    with database.read() as tx:
        walked = walk_all(tx.work.connection)
        sought = _closing(tx, files, code, walked) or _moment(tx, code, walked)
        rows = rows_against_indexes(tx.work.connection)
    count = sum(each.looked_at for each in walked.values())
    elsewhere = [
        *rows,
        *(
            fault.told(name)
            for name, chain in walked.items()
            for fault in chain.faults
            if fault.told(name) not in sought.faults
        ),
    ]
    beside = (*elsewhere, *_registers(database, count, is_sound=not elsewhere))
    return SealProof(
        code=code,
        kind=sought.kind,
        sentence=_sentence(code, sought, beside),
        at_ms=sought.at_ms,
        event_count=count,
        faults=sought.faults,
        beside=beside,
    )


@dataclass(frozen=True, slots=True)
class _Sought:
    """What a code was found to be, and what speaks against it."""

    kind: SealKind
    what: str = ""
    at_ms: int = 0
    faults: tuple[str, ...] = ()


def _moment(tx: Transaction, code: str, walked: Mapping[str, Walked]) -> _Sought:
    found = tx.seals.find(code)
    if found is None:
        return _Sought(SealKind.UNKNOWN)
    faults = tuple(tx.seals.against(tx.seals.heads_at(found), walked))
    return _Sought(
        SealKind.MOMENT, f"lúc {moment_text(found.at_ms)}", at_ms=found.at_ms, faults=faults
    )


def _closing(
    tx: Transaction, files: FileStore, code: str, walked: Mapping[str, Walked]
) -> _Sought | None:
    closing = next((each for each in tx.books.closings() if each.code == code), None)
    if closing is None:
        return None
    faults = tuple(_against_closing(tx, files, closing, walked))
    return _Sought(SealKind.CLOSING, f"trang sổ đã đóng ({closing.label})", faults=faults)


def _against_closing(
    tx: Transaction, files: FileStore, closing: Closing, walked: Mapping[str, Walked]
) -> Iterator[str]:
    told = tuple(closing_faults(tx, files, closing))
    yield from told
    if told:
        return
    columns = json.loads(files.read(file_of(closing, FileRole.CLOSED_COLUMNS)))
    heads = {name: tx.seals.place_of(name, own) for name, own in columns["heads"].items()}
    yield from tx.seals.against({name: at for name, at in heads.items() if at}, walked)


def _registers(database: Database, count: int, *, is_sound: bool) -> Iterator[str]:
    """Yield what registers say otherwise than the history that they are made from."""
    if count > REBUILT or not is_sound:
        return
    try:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
            found = rebuild(database, Path(place) / "office.db")
    except WardError as error:
        yield error.sentence
        return
    if found:
        yield f"{len(found)} bản ghi trong sổ khác với lịch sử đã ghi: {', '.join(found[:SHOWN])}"


def _sentence(code: str, sought: _Sought, beside: tuple[str, ...]) -> str:
    if sought.kind is SealKind.UNKNOWN:
        return (
            f"Bác bỏ: không có lúc nào trong lịch sử của sổ mang mã {code}. Nếu mã chép đúng từ "
            "giấy của sổ này thì lịch sử đã bị thay, hoặc sổ đã khôi phục về bản cũ hơn, hoặc giấy "
            "in từ máy khác chưa gộp vào đây."
        )
    if sought.faults:
        return f"Bác bỏ: {sought.what} mang mã {code}, nhưng {sought.faults[0]}."
    told = f"Chứng thực: mọi ghi chép đến {sought.what} còn nguyên như khi in mã {code}."
    return f"{told} Nhưng có chỗ khác sai: {beside[0]}." if beside else told
