"""One row of an old book becomes one line: each cell read by its field, doubts told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from wardapp.core.books import RegisterBook
from wardapp.core.dispatches import (
    Direction,
    Incoming,
    IncomingStatus,
    Outgoing,
    Priority,
    Recipient,
)
from wardapp.core.errors import WardError
from wardapp.core.identity import RecordId, new_record_id
from wardapp.core.issuers import NO_SIGNER, Family, Issuer, SignerInfo, Term
from wardapp.core.layout import DocumentType
from wardapp.core.numbering import Scope, SeriesKey
from wardapp.core.old_books import (
    NO_CELL,
    CellFix,
    Doubt,
    DoubtKind,
    OldCell,
    OldLine,
    OldRow,
    SheetColumns,
    TextCode,
)
from wardapp.core.text import fold
from wardapp.core.titles import CONG_VAN
from wardapp.services.importing_dates import DayHints, read_day
from wardapp.services.importing_heads import SECRECY, fields_of
from wardapp.services.importing_numbers import read_number, read_symbol, type_of
from wardapp.services.series import incoming_key, outgoing_key, outgoing_notation

_DITTO = {"nt", "-nt-", '"', "''", "“", "”", "〃", "như trên", "n/t", "-", "//"}
_DITTO_FIELDS = frozenset(
    {"arrival_date", "organ_name", "issued_date", "signer", "handler", "direction_date",
     "code_notation", "type_name", "sent_date", "archive_holder"}
)  # fmt: skip
_SECRET_WORDS = {"mật", "tối mật", "tuyệt mật"}
_LONGEST_MARK = len("tuyệt mật")
_SECRETS = {"mat", "toi mat", "tuyet mat", "a", "b", "c"}
_URGENCIES = (
    ("hoa toc", Priority.EXPRESS),
    ("thuong khan", Priority.VERY_URGENT),
    ("khan", Priority.URGENT),
)
_LARGEST_AMOUNT = 9_999
_LONG_SUBJECT = 500
UNKNOWN_ORGAN = "Không ghi"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What rows are read on: whose book, its counters' rules, the moment."""

    issuer: Issuer
    book: str
    books: tuple[RegisterBook, ...]
    terms: tuple[Term, ...]
    types: tuple[DocumentType, ...]
    today: date
    now_ms: int


@dataclass(slots=True)
class SheetRows:
    """Reads the rows of one sheet in order; what ditto marks repeat comes from the row before."""

    ground: Ground
    file: str
    columns: SheetColumns
    days: dict[str, DayHints]
    fixes: dict[tuple[int, int], CellFix]
    places: dict[str, int] = field(init=False)
    doubts: list[Doubt] = field(default_factory=list)
    mended: int = 0
    _before: dict[str, OldCell] = field(default_factory=dict)
    _row: OldRow = field(init=False)

    def __post_init__(self) -> None:
        self.places = {name: at for at, name in enumerate(self.columns.fields) if name}

    def read(self, row: OldRow) -> OldLine:
        """Return the line of a row; what is doubtful is appended to `doubts`."""
        self._row = row
        cells = {name: self._cell(name, at) for name, at in self.places.items()}
        before = len(self.doubts)
        if self._is_secret(cells):
            return self._secret(cells)
        made = self._incoming(cells) if self.ground.book != "di" else self._outgoing(cells)
        if any(doubt.blocks for doubt in self.doubts[before:]):
            return replace(made, line=None)
        return made

    def _cell(self, name: str, at: int) -> OldCell:
        fix = self.fixes.get((self._row.number, at))
        cell = self._row.cell(at)
        if fix is not None:
            cell = OldCell(cell.raw, " ".join(fix.text.split()))
        elif name in _DITTO_FIELDS and cell.text and cell.text.strip().casefold() in _DITTO:
            cell = self._before.get(name, NO_CELL)
        elif cell.code is not TextCode.UNICODE:
            self.mended += 1
            if not cell.is_sure:
                self._doubt(DoubtKind.CODE, name, cell.text, f"Bảng mã cũ đoán là {cell.code}.")
        elif not cell.is_sure:
            self._doubt(DoubtKind.CODE, name, cell.text, "Chưa rõ bảng mã; giữ như đang thấy.")
        if name in _DITTO_FIELDS:
            self._before[name] = cell
        return cell

    # ---- incoming ----------------------------------------------------------------------------

    def _incoming(self, cells: dict[str, OldCell]) -> OldLine:
        ground = self.ground
        named = "arrival_number" if "arrival_number" in cells else "count"
        number = self._number(cells, named, "số đến")
        issued = self._day(cells, "issued_date")
        arrived = self._day(cells, "arrival_date")
        if arrived is None and not _text(cells, "arrival_date"):
            arrived = self._arrival_instead(cells, issued)
        if number is None or arrived is None:
            return self._line(None, None)
        key = self._key(
            lambda: incoming_key(ground.issuer, ground.book, arrived, ground.books, ground.terms),
            "arrival_date",
        )
        code_number, notation = self._symbol(cells)
        due = self._day(cells, "due_date", blocks=False)
        sent_on = self._day(cells, "direction_date", blocks=False)
        is_open = due is not None and due >= ground.today
        line = Incoming(
            id=new_record_id(ground.now_ms),
            issuer_id=ground.issuer.id,
            book=ground.book,
            book_scope="" if key is None or key.scope is Scope.YEAR else key.scope_value,
            arrival_number=number[0],
            suffix=number[1],
            arrival_date=arrived,
            registered_ms=ground.now_ms,
            organ_name=_text(cells, "organ_name") or UNKNOWN_ORGAN,
            code_number=code_number,
            code_notation=notation,
            issued_date=issued,
            type_name=type_of(_text(cells, "type_name"), notation, _text(cells, "subject"))[1],
            subject=_text(cells, "subject"),
            signer=_signer(_text(cells, "signer")),
            handler=_text(cells, "handler"),
            priority=_priority(_text(cells, "priority")),
            page_amount=_amount(_text(cells, "page_amount")),
            copy_amount=_amount(_text(cells, "copy_amount")),
            due_date=due,
            direction=_direction(sent_on),
            description=_text(cells, "description"),
            storage_place=_text(cells, "storage_place"),
            status=IncomingStatus.NEW if is_open else IncomingStatus.DONE,
        )
        return self._line(line, key)

    def _arrival_instead(self, cells: dict[str, OldCell], issued: date | None) -> date | None:
        """Return the day of a line without one: the document's own, told as doubtful."""
        if issued is None:
            self._doubt(
                DoubtKind.DATE,
                "arrival_date",
                "",
                "Không có ngày đến và ngày văn bản.",
                blocks=True,
            )
            return None
        self._doubt(
            DoubtKind.DATE, "arrival_date", _shown(issued), "Không có ngày đến: lấy ngày văn bản."
        )
        return issued

    # ---- outgoing ----------------------------------------------------------------------------

    def _outgoing(self, cells: dict[str, OldCell]) -> OldLine:
        ground = self.ground
        number = self._number(cells, "code_number" if "code_number" in cells else "number_symbol")
        issued = self._day(cells, "issued_date")
        if issued is None and not _text(cells, "issued_date"):
            self._doubt(DoubtKind.DATE, "issued_date", "", "Không có ngày văn bản.", blocks=True)
        _code_number, notation = self._symbol(cells)
        subject = _text(cells, "subject")
        code, name = self._type(cells, notation, subject)
        if number is None or issued is None:
            return self._line(None, None)
        key = self._key(
            lambda: outgoing_key(ground.issuer, code, issued, ground.terms), "issued_date"
        )
        line = Outgoing(
            id=new_record_id(ground.now_ms),
            issuer_id=ground.issuer.id,
            series_id=RecordId(""),
            number=number[0],
            suffix=number[1],
            code_notation=notation or self._made_notation(code),
            type_code=code,
            type_name=name,
            issued_date=issued,
            subject=subject,
            signer=_signer(_text(cells, "signer")),
            recipients=_recipients(_text(cells, "recipients")),
            priority=_priority(_text(cells, "priority")),
            issued_amount=_amount(_text(cells, "issued_amount")),
            page_amount=_amount(_text(cells, "page_amount")),
            archive_holder=_text(cells, "archive_holder"),
            sent_date=self._day(cells, "sent_date", blocks=False),
            description=_text(cells, "description"),
            registered_ms=ground.now_ms,
        )
        return self._line(line, key)

    def _type(self, cells: dict[str, OldCell], notation: str, subject: str) -> tuple[str, str]:
        """Return code and name of the type; a State symbol without one is a công văn."""
        code, name = type_of(_text(cells, "type_name"), notation, subject)
        known = {kind.code: kind.name for kind in self.ground.types}
        if code:
            return code, known.get(code, name)
        if self.ground.issuer.family is Family.PARTY or not notation:
            self._doubt(
                DoubtKind.TYPE,
                "type_name" if "type_name" in cells else "number_symbol",
                "Công văn",
                "Không rõ tên loại: coi là công văn.",
            )
        return CONG_VAN, known.get(CONG_VAN, "Công văn")

    def _made_notation(self, code: str) -> str:
        for kind in self.ground.types:
            if kind.code == code:
                return outgoing_notation(self.ground.issuer, kind)
        return ""

    # ---- what both share ---------------------------------------------------------------------

    def _number(
        self, cells: dict[str, OldCell], name: str, what: str = "số văn bản"
    ) -> tuple[int, str] | None:
        cell = cells.get(name, NO_CELL)
        found = read_number(cell.text)
        if found.number is None:
            why = found.why or f"Dòng không có {what}."
            self._doubt(DoubtKind.NUMBER, name, "", why, blocks=True)
            return None
        if cell.is_repeat:
            why = f"Ô gộp: dòng này thuộc số {found.number} ở trên."
            self._doubt(DoubtKind.NUMBER, name, str(found.number), why, blocks=True)
            return None
        if found.why:
            self._doubt(DoubtKind.NUMBER, name, str(found.number), found.why)
        return found.number, found.suffix

    def _symbol(self, cells: dict[str, OldCell]) -> tuple[str, str]:
        """Return the number as it stood and the symbol, from one column or two."""
        joined = read_symbol(_text(cells, "number_symbol"))
        own_number, own_notation = _text(cells, "code_number"), _text(cells, "code_notation")
        if joined.why and not own_notation:
            self._doubt(DoubtKind.NUMBER, "number_symbol", joined.notation, joined.why)
        notation = joined.notation or read_symbol(own_notation).notation or own_notation
        if own_number and not joined.code_number:
            apart = read_symbol(own_number)
            return apart.code_number or own_number, notation or apart.notation
        return joined.code_number, notation

    def _day(self, cells: dict[str, OldCell], name: str, *, blocks: bool = True) -> date | None:
        cell = cells.get(name, NO_CELL)
        found = read_day(cell, self.days[name]) if name in self.days else None
        if found is None:
            return None
        if found.why:
            is_lost = found.day is None
            needed = name in {"arrival_date", "issued_date"} and not (
                name == "issued_date" and self.ground.book != "di"
            )
            self._doubt(
                DoubtKind.DATE,
                name,
                _shown(found.day) if found.day else "",
                found.why if needed or not is_lost else f"{found.why} Ô này sẽ để trống.",
                blocks=is_lost and needed and blocks,
            )
        return found.day

    def _key(self, make: Callable[[], SeriesKey], name: str) -> SeriesKey | None:
        try:
            return make()
        except WardError as error:
            self._doubt(DoubtKind.TERM, name, "", error.sentence, blocks=True)
            return None

    def _line(self, line: Incoming | Outgoing | None, key: SeriesKey | None) -> OldLine:
        if line is not None and len(line.subject) > _LONG_SUBJECT:
            why = f"Trích yếu dài {len(line.subject)} chữ, quá {_LONG_SUBJECT}; vẫn giữ đủ."
            self._doubt(DoubtKind.ROW, "subject", line.subject[:60], why)
        if line is not None and not line.subject:
            self._doubt(DoubtKind.ROW, "subject", "", "Dòng không có trích yếu.")
        kept = line if key is not None else None
        return OldLine(
            file=self.file,
            sheet=self.columns.sheet,
            row=self._row.number,
            line=kept,
            series=key,
        )

    # ---- secret papers -----------------------------------------------------------------------

    def _is_secret(self, cells: dict[str, OldCell]) -> bool:
        own = fold(_text(cells, SECRECY))
        return own in _SECRETS or any(
            cell.text.casefold() in _SECRET_WORDS
            for cell in self._row.cells
            if len(cell.text) <= _LONGEST_MARK
        )

    def _secret(self, cells: dict[str, OldCell]) -> OldLine:
        """Return the number of a secret paper: nothing else of the row is kept (domain §3.4, 9)."""
        bare = {name: cell for name, cell in cells.items() if name in _OF_A_SECRET}
        made = self._incoming(bare) if self.ground.book != "di" else self._outgoing(bare)
        self.doubts = [each for each in self.doubts if each.row != self._row.number]
        number = None
        if made.line is not None:
            line = made.line
            number = line.arrival_number if isinstance(line, Incoming) else line.number
        why = "Văn bản mật: chỉ giữ số, ghi là dùng cho sổ riêng."
        self._doubt(
            DoubtKind.SECRET, "", "" if number is None else str(number), why, blocks=number is None
        )
        return replace(made, line=None, secret_number=number)

    def _doubt(
        self, kind: DoubtKind, name: str, read: str, why: str, *, blocks: bool = False
    ) -> None:
        at = self.places.get(name, -1)
        is_secret = kind is DoubtKind.SECRET
        self.doubts.append(
            Doubt(
                kind=kind,
                file=self.file,
                sheet=self.columns.sheet,
                row=self._row.number,
                column=at,
                head=fields_of(self.ground.book).get(name, ""),
                raw="" if is_secret else self._row.cell(at).raw,
                read=read,
                why=why,
                blocks=blocks,
            )
        )


_OF_A_SECRET = frozenset(
    {"arrival_date", "arrival_number", "count", "issued_date", "number_symbol", "code_number",
     "code_notation", "type_name"}
)  # fmt: skip


def _text(cells: dict[str, OldCell], name: str) -> str:
    return cells[name].text if name in cells else ""


@lru_cache(maxsize=2_000)
def _signer(name: str) -> SignerInfo:
    return SignerInfo(full_name=name) if name else NO_SIGNER


@lru_cache(maxsize=2_000)
def _recipients(text: str) -> tuple[Recipient, ...]:
    names = [part.strip(" -–.,") for part in text.replace("\n", ";").split(";")]
    return tuple(Recipient(name=name) for name in names if name)


@lru_cache(maxsize=2_000)
def _direction(on: date | None) -> Direction | None:
    return Direction(leader="", opinion="", on=on) if on else None


def _priority(text: str) -> Priority:
    words = fold(text)
    return next((level for name, level in _URGENCIES if words.startswith(name)), Priority.NORMAL)


def _amount(text: str) -> int | None:
    figures = text.strip().removesuffix(".0")
    return int(figures) if figures.isdecimal() and int(figures) <= _LARGEST_AMOUNT else None


def _shown(day: date) -> str:
    return f"{day:%d/%m/%Y}"
