"""SPEC.toml: a document as header fields and plain text, for `draft` and `issue`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wardapp.core.day_typing import parse_day
from wardapp.core.dispatches import Priority, Recipient
from wardapp.core.drafts import DraftAnnex, DraftContent
from wardapp.core.errors import UnreadableFile
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer, Signer
from wardapp.core.long_paths import reachable
from wardapp.core.signing import SigningMatrix
from wardapp.core.text import clean, fold
from wardapp.core.titles import type_code_of
from wardapp.services.desk import Desk
from wardapp.services.official import default_signer
from wardapp.services.secrets_gate import refuse_secret_text
from wardapp.services.spec_extras import EXTRA_KEYS, extras_of, signer_named
from wardapp.services.toml_tables import TomlTable, TomlText, toml_values

LONGEST_SPEC = 5_000_000
KEYS = (
    "issuer", "type", "date", "subject", "addressees", "recipients", "signer", "priority",
    "draft_no", "in_reply_to", "storage_line", "body", "annexes", *EXTRA_KEYS,
)  # fmt: skip
RECIPIENT_KEYS = ("name", "purpose", "brace")
ANNEX_KEYS = ("title", "body", "landscape")
PRIORITIES = {
    "thường": Priority.NORMAL,
    "khẩn": Priority.URGENT,
    "thượng khẩn": Priority.VERY_URGENT,
    "hỏa tốc": Priority.EXPRESS,
}


@dataclass(frozen=True, slots=True)
class Spec:
    """A document as its file declares it, and the incoming line it answers."""

    content: DraftContent
    in_reply_to: RecordId | None = None


class SpecReading:
    """Reads a SPEC.toml with the issuers, signers and books of an office."""

    def __init__(self, desk: Desk, matrix: SigningMatrix) -> None:
        self._desk = desk
        self._matrix = matrix

    def read(self, path: Path) -> Spec:
        """Return the document of a file; BadValue names file, line, key and remedy."""
        text = TomlText(path.name, _text(path))
        top = TomlTable(text, "", 0, toml_values(path.name, text.text))
        top.refuse_unknown(KEYS)
        with self._desk.database.read() as tx:
            issuer = _issuer(top, tx.catalogue.issuers())
            signers = tx.catalogue.signers(issuer.id)
        day = self._day(top, "date")
        signer = _signer(top, signers, day or self._desk.today())
        content = DraftContent(
            issuer_id=issuer.id,
            type_code=_type(top),
            subject=top.text("subject", required=True),
            addressees=top.texts("addressees"),
            recipients=_recipients(top),
            storage_line=top.text("storage_line") or issuer.storage_line,
            signer_id=signer.id if signer else None,
            date=day,
            priority=_priority(top),
            draft_no=top.number("draft_no"),
            body=_long_text(top, "body"),
            annexes=_annexes(top),
            extras=extras_of(top, issuer, signers, signer, self._matrix),
        )
        refuse_secret_text(content)
        return Spec(content, self._in_reply_to(top, issuer.id))

    def _day(self, top: TomlTable, key: str) -> date | None:
        typed = top.values.get(key)
        if isinstance(typed, str):
            return parse_day(typed, self._desk.today())
        return top.day(key)

    def _in_reply_to(self, top: TomlTable, issuer_id: RecordId) -> RecordId | None:
        """Return the line of `in_reply_to`: an arrival number, or `142/2026` of another year."""
        typed = str(top.values.get("in_reply_to", "")).strip()
        if not typed:
            return None
        number, _, year = typed.partition("/")
        if not number.isdecimal() or (year and not year.isdecimal()):
            raise top.fault("in_reply_to", 'hãy viết số đến, ví dụ 318 hoặc "318/2026".')
        with self._desk.database.read() as tx:
            line = tx.incoming.by_number(
                issuer_id, int(year or self._desk.today().year), int(number)
            )
        if line is None:
            raise top.fault("in_reply_to", f"sổ văn bản đến không có số {typed}.")
        return line.id


def _text(path: Path) -> str:
    real = reachable(path)
    try:
        if real.exists() and not real.is_file():
            raise UnreadableFile(f"{path.name} không phải là tệp. Hãy xem lại đường dẫn.")
        if real.stat().st_size > LONGEST_SPEC:
            raise UnreadableFile(f"Tệp {path.name} quá lớn, tối đa 5 MB.")
        return real.read_text("utf-8-sig")
    except OSError as error:
        raise UnreadableFile(
            f"Không đọc được tệp {path.name}. Anh, chị xem lại đường dẫn."
        ) from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            f"Tệp {path.name} không phải UTF-8. Hãy lưu lại dạng UTF-8."
        ) from error


def _issuer(top: TomlTable, issuers: tuple[Issuer, ...]) -> Issuer:
    typed = top.text("issuer", required=True)
    found = find_issuer(typed, issuers)
    if found is None:
        known = ", ".join(issuer.symbol for issuer in issuers)
        raise top.fault("issuer", f"không có cơ quan “{typed}”. Các cơ quan của sổ: {known}.")
    return found


def find_issuer(typed: str, issuers: tuple[Issuer, ...]) -> Issuer | None:
    """Return the issuer of a symbol or name, None when the office has none like it."""
    exact = [issuer for issuer in issuers if issuer.symbol == clean(typed)]
    wanted = fold(typed)
    near = [
        issuer
        for issuer in issuers
        if wanted in {fold(issuer.symbol), fold(issuer.name), fold(issuer.full_name)}
    ]
    return next(iter(exact + near), None)


def _type(top: TomlTable) -> str:
    """Return the code of a type that is named by its code or its whole name."""
    typed = top.text("type", required=True)
    return type_code_of(typed) or typed


def _signer(top: TomlTable, signers: tuple[Signer, ...], day: date) -> Signer | None:
    typed = top.text("signer")
    if not typed:
        return default_signer(signers, day)
    return signer_named(top, "signer", signers)


def _recipients(top: TomlTable) -> tuple[Recipient, ...]:
    typed = top.values.get("recipients", [])
    if not isinstance(typed, list):
        raise top.fault("recipients", 'hãy viết dạng [{ name = "…", purpose = "để báo cáo" }].')
    return tuple(_recipient(top, each, index) for index, each in enumerate(typed))


def _recipient(top: TomlTable, typed: object, index: int) -> Recipient:
    if isinstance(typed, str):
        return Recipient(name=clean(typed))
    if not isinstance(typed, dict):
        raise top.fault("recipients", 'hãy viết dạng [{ name = "…", purpose = "để báo cáo" }].')
    row = TomlTable(top.source, "recipients", index, typed)
    row.refuse_unknown(RECIPIENT_KEYS)
    return Recipient(
        name=row.text("name", required=True),
        purpose=row.text("purpose").strip("()"),
        brace=row.text("brace"),
    )


def _annexes(top: TomlTable) -> tuple[DraftAnnex, ...]:
    rows = top.rows("annexes", "hãy viết mỗi phụ lục thành một bảng [[annexes]].")
    return tuple(_annex(row) for row in rows)


def _annex(row: TomlTable) -> DraftAnnex:
    row.refuse_unknown(ANNEX_KEYS)
    return DraftAnnex(
        title=row.text("title", required=True),
        body=_long_text(row, "body"),
        landscape=row.flag("landscape", default=False),
    )


def _priority(top: TomlTable) -> Priority:
    typed = top.text("priority")
    if not typed:
        return Priority.NORMAL
    for word, priority in PRIORITIES.items():
        if fold(word) == fold(typed):
            return priority
    raise top.fault("priority", f"“{typed}” không dùng được. Hãy chọn: {', '.join(PRIORITIES)}.")


def _long_text(row: TomlTable, key: str) -> str:
    typed = row.values.get(key, "")
    if not isinstance(typed, str):
        raise row.fault(key, 'hãy viết nội dung giữa hai dòng """.')
    return clean(typed).strip("\n")
