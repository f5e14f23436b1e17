"""What fills the fields of a template by itself: the office, the signer, the number at issue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from wardapp.core.dates import header_date, long_date
from wardapp.core.issuers import NO_SIGNER, Issuer, SignerInfo
from wardapp.core.letters import AT_ISSUE, ISSUED_DATE, FieldKind, TemplateField
from wardapp.core.text import fold
from wardapp.documents.templates.door import shown_at_issue

SOURCES = (
    ("", "Người soạn gõ"),
    ("number_symbol", "Số, ký hiệu khi phát hành"),
    ("code_number", "Chỉ số khi phát hành"),
    ("issued_date", "Ngày ban hành"),
    ("subject", "Trích yếu"),
    ("addressee", "Nơi nhận (kính gửi)"),
    ("signer.full_name", "Họ tên người ký"),
    ("signer.position", "Chức vụ người ký"),
    ("signer.authority", "Quyền hạn ký"),
    ("place", "Địa danh"),
    ("own_line", "Tên cơ quan"),
    ("parent_line", "Cơ quan cấp trên"),
)
"""What a field can take by itself, as the clerk chooses it."""

_TOLD = {
    "so ky hieu": "number_symbol", "so, ky hieu": "number_symbol", "so hieu": "number_symbol",
    "so van ban": "number_symbol", "chi so": "code_number", "ngay ban hanh": "issued_date",
    "ngay van ban": "issued_date", "ngay thang": "issued_date", "trich yeu": "subject",
    "noi dung trich yeu": "subject", "kinh gui": "addressee", "noi nhan": "addressee",
    "nguoi ky": "signer.full_name", "ho ten nguoi ky": "signer.full_name",
    "chuc vu nguoi ky": "signer.position", "quyen han ky": "signer.authority",
    "dia danh": "place", "ten co quan": "own_line", "co quan ban hanh": "own_line",
    "co quan cap tren": "parent_line", "co quan chu quan": "parent_line",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """What is known of a letter before the clerk types anything."""

    issuer: Issuer
    signer: SignerInfo = NO_SIGNER
    subject: str = ""
    addressee: str = ""
    number_symbol: str = ""
    day: date | None = None


def known_sources() -> tuple[str, ...]:
    """Return the sources a field may name."""
    return tuple(key for key, _ in SOURCES)


def suggested(field: TemplateField) -> TemplateField:
    """Return a field that was just found with the source its name or key tells."""
    if field.source:
        return field
    if field.key in known_sources():
        return replace(field, source=field.key)
    return replace(field, source=_TOLD.get(fold(field.label), ""))


def merged(
    found: Iterable[TemplateField], kept: Iterable[TemplateField]
) -> tuple[TemplateField, ...]:
    """Return the fields of a file with what the clerk said of those that stood there before."""
    said = {each.key: each for each in kept}
    return tuple(
        replace(
            each,
            label=said[each.key].label,
            kind=said[each.key].kind,
            source=said[each.key].source,
            sample=each.sample or said[each.key].sample,
        )
        if each.key in said
        else suggested(each)
        for each in found
    )


def known_values(fields: Iterable[TemplateField], facts: LetterFacts) -> dict[str, str]:
    """Return the values that fill themselves; what is not known yet is left out."""
    values = {each.key: _value(each, facts) for each in fields if each.source}
    return {key: value for key, value in values.items() if value}


def _value(field: TemplateField, facts: LetterFacts) -> str:
    if field.source in AT_ISSUE:
        return _at_issue(field, facts)
    issuer, signer = facts.issuer, facts.signer
    return {
        "subject": facts.subject,
        "addressee": facts.addressee,
        "signer.full_name": signer.full_name,
        "signer.position": signer.position,
        "signer.authority": "\n".join(signer.authority),
        "place": issuer.place,
        "own_line": issuer.own_line,
        "parent_line": issuer.parent_line,
    }.get(field.source, "")


def _at_issue(field: TemplateField, facts: LetterFacts) -> str:
    if field.source == ISSUED_DATE:
        if facts.day is None:
            return ""
        return shown_at_issue(field.source, field.sample, "", facts.day)
    if not facts.number_symbol:
        return ""
    return shown_at_issue(field.source, field.sample, facts.number_symbol, date.min)


def day_value(field: TemplateField, day: date, issuer: Issuer) -> str:
    """Return a day the clerk typed, in the form of the field's sample."""
    if field.kind is FieldKind.DATE and "tháng" in field.sample:
        return header_date("", day, issuer.family).removeprefix(", ")
    return long_date(day)
