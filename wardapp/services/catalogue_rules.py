"""What a value of the catalogue must keep to; each breach names its field and the remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from wardapp.core.errors import BadValue
from wardapp.core.issuers import Body, Family, Issuer, Person, Signer, Term, Unit
from wardapp.core.long_paths import reachable
from wardapp.core.profile import Holiday
from wardapp.core.settings import OfficeSettings, declared
from wardapp.core.text import clean, fold

CatalogueValue = Issuer | Term | Signer | Body | Unit | Person | Holiday
Value = TypeVar("Value", bound=CatalogueValue | OfficeSettings)

LIMITS = {  # NĐ30 Phụ lục VI, where it has the field
    "full_name": 50,
    "position": 100,
    "name": 200,
    "parent_line": 200,
    "own_line": 200,
    "symbol": 20,
    "unit_symbol": 20,
    "place": 60,
    "storage_line": 200,
    "label": 60,
    "committee": 200,
    "code": 10,
}
LONGEST = 500
MAX_HOUSEHOLDS = 1_000_000
MAX_DAYS = 365
MAX_TARGET = 10_000
SYMBOL = re.compile(r"^[A-ZĐÂĂÊÔƠƯ][A-ZĐÂĂÊÔƠƯa-zđ0-9-]*$")


def tidied(value: Value) -> Value:
    """Return a value whose texts are NFC without stray spaces; BadValue when one is too long."""
    changed: dict[str, Any] = {}
    for item in fields(value):
        held = getattr(value, item.name)
        if isinstance(held, str) and item.name not in {"id", "issuer_id", "family", "kind"}:
            changed[item.name] = _fitting(item.name, held)
        elif isinstance(held, tuple) and all(isinstance(part, str) for part in held):
            parts = (_fitting(item.name, part) for part in held)
            changed[item.name] = tuple(part for part in parts if part)
    return replace(value, **changed)


def check_issuer(issuer: Issuer, others: Iterable[Issuer]) -> None:
    """Refuse an issuer without what its papers need, or with another's symbol."""
    _need(issuer.name, "name", "Hãy ghi tên cơ quan.")
    _need(issuer.own_line, "own_line", "Hãy ghi tên cơ quan như in trên tiêu đề.")
    _need(issuer.place, "place", "Hãy ghi địa danh in trước ngày tháng.")
    if not SYMBOL.match(issuer.symbol):
        raise BadValue(
            "symbol", "Ký hiệu cơ quan viết liền, bắt đầu bằng chữ in hoa, ví dụ BXDĐ, UBND."
        )
    if issuer.family is Family.PARTY:
        _need(issuer.committee, "committee", "Hãy ghi cấp ủy có nhiệm kỳ mà cơ quan đánh số theo.")
    for other in others:
        if other.id != issuer.id and other.symbol == issuer.symbol:
            raise BadValue(
                "symbol",
                f"Ký hiệu {issuer.symbol} đã dùng cho {other.name}. Hãy chọn ký hiệu khác.",
            )


def check_term(term: Term, others: Iterable[Term]) -> None:
    """Refuse a term that ends before it starts or covers days of another of its committee."""
    _need(term.committee, "committee", "Hãy ghi cấp ủy của nhiệm kỳ.")
    _need(term.label, "label", "Hãy ghi tên nhiệm kỳ, ví dụ 2025 - 2030.")
    if term.end is not None and term.end < term.start:
        raise BadValue("end", "Ngày kết thúc trước ngày bắt đầu. Anh, chị xem lại giúp.")
    for other in others:
        if other.id == term.id or other.committee != term.committee:
            continue
        if _overlap(term, other):
            end = term.start - timedelta(days=1)
            raise BadValue(
                "start",
                f"Nhiệm kỳ này trùng ngày với nhiệm kỳ {other.label}. Hãy ghi ngày kết thúc của "
                f"nhiệm kỳ trước, ví dụ {end.day:02}/{end.month}/{end.year}.",
            )


def check_signer(signer: Signer) -> None:
    """Refuse a signer without a name or a title."""
    _need(signer.full_name, "full_name", "Hãy ghi họ và tên người ký.")
    _need(signer.position, "position", "Hãy ghi chức vụ in dưới quyền hạn ký.")


def check_named(value: Body | Unit | Person | Holiday, others: Iterable[Body | Unit]) -> None:
    """Refuse an empty name, or a name that another body or unit already has."""
    if isinstance(value, Person):
        _need(value.full_name, "full_name", "Hãy ghi họ và tên.")
        return
    _need(value.name, "name", "Hãy ghi tên.")
    if isinstance(value, Holiday):
        return
    if isinstance(value, Unit) and not 0 <= (value.households or 0) <= MAX_HOUSEHOLDS:
        raise BadValue("households", "Số hộ phải từ 0 đến 1.000.000.")
    for other in others:
        if other.id != value.id and fold(other.name) == fold(value.name):
            raise BadValue("name", f"“{other.name}” đã có trong danh mục. Hãy sửa dòng đó.")


def check_settings(settings: OfficeSettings) -> None:
    """Refuse a setting out of its bounds or not among its choices."""
    for name, _, label, _, choices in declared(OfficeSettings):
        value = getattr(settings, name)
        if choices and value not in {key for key, _ in choices}:
            raise BadValue(name, f"{label}: hãy chọn một trong các cách đã nêu.")
    _between(settings.default_days, 1, MAX_DAYS, "default_days")
    _between(settings.digital_target, 0, MAX_TARGET, "digital_target")
    if settings.second_backup and not reachable(Path(settings.second_backup)).is_dir():
        raise BadValue(
            "second_backup",
            "Không thấy thư mục sao lưu thứ hai. Hãy cắm ổ đĩa hoặc chọn thư mục khác.",
        )


def _between(value: int, least: int, most: int, name: str) -> None:
    if not least <= value <= most:
        raise BadValue(name, f"Hãy ghi số từ {least} đến {most:,}.".replace(",", "."))


def _need(text: str, field: str, sentence: str) -> None:
    if not text.strip():
        raise BadValue(field, sentence)


def _fitting(name: str, text: str) -> str:
    tidy = clean(text).strip()
    limit = LIMITS.get(name, LONGEST)
    if len(tidy) > limit:
        raise BadValue(name, f"Mục này dài quá {limit} ký tự. Hãy viết gọn lại.")
    return tidy


def _overlap(one: Term, other: Term) -> bool:
    starts_before_end = other.end is None or one.start <= other.end
    ends_after_start = one.end is None or other.start <= one.end
    return starts_before_end and ends_after_start
