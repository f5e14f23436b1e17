"""What a value of the catalogue must keep to; each breach names its field and the remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from wardapp.core.errors import BadValue
from wardapp.core.issuers import (
    AddresseeGroup,
    Body,
    Family,
    FormerName,
    Issuer,
    IssuerKind,
    Person,
    Signer,
    Term,
    Unit,
)
from wardapp.core.letters import Snippet
from wardapp.core.long_paths import reachable
from wardapp.core.profile import Holiday
from wardapp.core.settings import OfficeSettings, declared
from wardapp.core.text import clean, fold

CatalogueValue = Issuer | Term | Signer | Body | AddresseeGroup | Unit | Person | Holiday | Snippet
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
    "organ_id": 13,
    "address": 200,
    "text": 20_000,
    "email": 100,
}
EMAIL = re.compile(r"^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$")
ORGAN_ID = re.compile(r"^[A-Z0-9]{1,3}(?:\.[A-Z0-9]{1,3}){0,3}$")
MOST_MEMBERS = 500
AS_THEY_ARE = {"id", "issuer_id", "family", "kind", "level", "start_kind", "merged_into"}
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
        if isinstance(held, str) and item.name not in AS_THEY_ARE:
            changed[item.name] = _fitting(item.name, held)
        elif isinstance(held, tuple) and all(isinstance(part, str) for part in held):
            parts = (_fitting(item.name, part) for part in held)
            changed[item.name] = tuple(part for part in parts if part)
        elif isinstance(held, tuple) and all(isinstance(part, FormerName) for part in held):
            changed[item.name] = tuple(map(_tidy_former, held))
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
    _check_organ_id(issuer.organ_id)
    if issuer.kind is IssuerKind.CONGRESS:
        _check_congress(issuer)
    for other in others:
        if other.id == issuer.id or other.symbol != issuer.symbol:
            continue
        # Every congress signs as ĐH: its days tell one from the other (HD05 3.1.1).
        if IssuerKind.CONGRESS not in {issuer.kind, other.kind}:
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
    """Refuse a signer without a name, or without a title where no post says what prints."""
    _need(signer.full_name, "full_name", "Hãy ghi họ và tên người ký.")
    if not signer.post:
        _need(signer.position, "position", "Hãy ghi chức vụ in dưới quyền hạn ký.")
    start, end = signer.in_office_from, signer.in_office_to
    if start is not None and end is not None and end < start:
        raise BadValue("in_office_to", "Ngày thôi giữ chức vụ trước ngày bắt đầu. Hãy xem lại.")


def check_named(
    value: Body | Unit | Person | Holiday | AddresseeGroup,
    others: Iterable[Body | Unit | AddresseeGroup],
) -> None:
    """Refuse an empty name, or a name that another body, unit or group already has."""
    if isinstance(value, Person):
        _need(value.full_name, "full_name", "Hãy ghi họ và tên.")
        return
    _need(value.name, "name", "Hãy ghi tên.")
    if isinstance(value, Holiday):
        return
    if isinstance(value, Unit) and not 0 <= (value.households or 0) <= MAX_HOUSEHOLDS:
        raise BadValue("households", "Số hộ phải từ 0 đến 1.000.000.")
    if isinstance(value, Body):
        _check_body(value)
    if isinstance(value, AddresseeGroup):
        _check_group(value)
    for other in others:
        if other.id != value.id and fold(other.name) == fold(value.name):
            raise BadValue("name", f"“{other.name}” đã có trong danh mục. Hãy sửa dòng đó.")


def _check_body(body: Body) -> None:
    if body.email and not EMAIL.match(body.email):
        raise BadValue("email", "Địa chỉ thư điện tử chưa đúng, ví dụ vanthu@lienho.gov.vn.")
    _check_organ_id(body.organ_id)
    for former in body.former_names:
        _need(former.name, "former_names", "Mỗi tên cũ phải có tên, rồi mới đến ký hiệu, ngày.")


def _check_group(group: AddresseeGroup) -> None:
    if not group.members:
        raise BadValue("members", "Nhóm chưa có nơi nhận nào. Hãy ghi mỗi nơi nhận một dòng.")
    if len(group.members) > MOST_MEMBERS:
        raise BadValue("members", f"Một nhóm có tối đa {MOST_MEMBERS} nơi nhận.")
    if fold(group.name) in map(fold, group.members):
        raise BadValue("members", "Nhóm không thể nằm trong chính nó.")


def _check_organ_id(organ_id: str) -> None:
    if organ_id and not ORGAN_ID.match(organ_id):
        raise BadValue("organ_id", "Mã định danh viết liền, ví dụ H26.01.05.")


def _check_congress(issuer: Issuer) -> None:
    if issuer.sits_from is None:
        raise BadValue("sits_from", "Hãy ghi ngày họp trù bị: số văn bản đại hội chạy từ ngày đó.")
    if issuer.sits_to is not None and issuer.sits_to < issuer.sits_from:
        raise BadValue("sits_to", "Ngày bế mạc trước ngày họp trù bị. Anh, chị xem lại giúp.")


def _tidy_former(former: FormerName) -> FormerName:
    return replace(
        former,
        name=_fitting("name", former.name),
        symbol=_fitting("symbol", former.symbol),
    )


def check_settings(settings: OfficeSettings, second_known: str = "") -> None:
    """Refuse a setting out of its bounds or not among its choices.

    The second place must be there when it is chosen; one that is known may be away.
    """
    for name, _, label, _, choices in declared(OfficeSettings):
        value = getattr(settings, name)
        if choices and value not in {key for key, _ in choices}:
            raise BadValue(name, f"{label}: hãy chọn một trong các cách đã nêu.")
    _between(settings.default_days, 1, MAX_DAYS, "default_days")
    _between(settings.petition_days, 1, MAX_DAYS, "petition_days")
    _between(settings.digital_target, 0, MAX_TARGET, "digital_target")
    _between(settings.second_days, 1, MAX_DAYS, "second_days")
    chosen = settings.second_backup
    if chosen not in {"", second_known} and not reachable(Path(chosen)).is_dir():
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
