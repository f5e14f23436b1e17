"""How a line of a workbook becomes a body, a unit, a signer or a group of addressees."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from wardapp.core.catalogue import ListKind, ListValue
from wardapp.core.day_typing import parse_day
from wardapp.core.errors import BadValue
from wardapp.core.identity import RecordId
from wardapp.core.issuers import (
    AddresseeGroup,
    Body,
    BodyLevel,
    FormerName,
    Issuer,
    Signer,
    Unit,
)
from wardapp.core.text import fold

LEVELS = {
    "trung uong": BodyLevel.CENTRAL,
    "thanh pho": BodyLevel.CITY,
    "tinh": BodyLevel.CITY,
    "thanh pho, tinh": BodyLevel.CITY,
    "thanh pho tinh": BodyLevel.CITY,
    "phuong": BodyLevel.WARD,
    "xa": BodyLevel.WARD,
    "phuong xa khac": BodyLevel.WARD,
    "noi bo": BodyLevel.OWN,
    "trong phuong": BodyLevel.OWN,
    "khac": BodyLevel.OTHER,
}
UNIT_WORDS = {
    "to dan pho": "tdp", "tdp": "tdp", "thon": "tdp", "chi bo": "chi-bo",
    "co quan": "co-quan", "doan the": "doan-the",
}  # fmt: skip
NOS = {"khong", "thoi dung", "0", "k", "no", "false"}
LIST_MARKS = re.compile(r"[;\n]")
FORMER = re.compile(r"^(?P<name>[^()|]+?)\s*(?:[(|](?P<rest>[^()]*)\)?)?$")

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Around:
    """What a line is understood with: who signs for whom, what stands already, the day."""

    issuers: tuple[Issuer, ...]
    today: date
    new_id: Callable[[], RecordId]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSheet:
    """A kind of list: its columns as (field, head, other heads), two examples, how it reads."""

    kind: ListKind
    title: str
    columns: tuple[tuple[str, str, tuple[str, ...]], ...]
    examples: tuple[Sequence[str], ...]
    read: Callable[[Row, ListValue | None, Around], ListValue]

    @property
    def heads(self) -> tuple[str, ...]:
        """Return the heads of the template."""
        return tuple(head for _, head, _ in self.columns)

    def field_of(self, head: str) -> str:
        """Return the field a head means, "" when none does."""
        wanted = fold(head)
        for field, own, others in self.columns:
            if wanted and wanted in map(fold, (own, *others)):
                return field
        return ""


def _body(row: Row, kept: ListValue | None, around: Around) -> Body:
    base = kept if isinstance(kept, Body) else Body(id=around.new_id(), name=row["name"])
    changed: dict[str, Any] = {}
    if row.get("level"):
        changed["level"] = _level(row["level"])
    if row.get("former_names"):
        changed["former_names"] = _formers(row["former_names"], around.today)
    texts = _texts(row, "symbol", "group", "organ_id", "address", "email")
    return replace(base, **texts, **_lists(row, "short_names"), **_active(row), **changed)


def _unit(row: Row, kept: ListValue | None, around: Around) -> Unit:
    base = kept if isinstance(kept, Unit) else Unit(id=around.new_id(), name=row["name"])
    changed: dict[str, Any] = {}
    if row.get("households"):
        changed["households"] = _whole("households", row["households"])
    if row.get("kind"):
        changed["kind"] = _chosen("kind", row["kind"], UNIT_WORDS, "Tổ dân phố, Chi bộ, Cơ quan")
    return replace(base, **_texts(row, "code"), **_active(row), **changed)


def _signer(row: Row, kept: ListValue | None, around: Around) -> Signer:
    if isinstance(kept, Signer):
        base = kept
    else:
        issuer = _issuer(row.get("issuer", ""), around.issuers)
        base = Signer(id=around.new_id(), issuer_id=issuer.id, full_name=row["name"], position="")
    changed: dict[str, Any] = {}
    for field in ("in_office_from", "in_office_to"):
        if row.get(field):
            changed[field] = _day(field, row[field], around.today)
    if row.get("rank"):
        changed["rank"] = _whole("rank", row["rank"])
    lines = {**_texts(row, "position"), **_lists(row, "authority")}
    if any(getattr(base, name) != value for name, value in lines.items()):
        changed["post"] = ""  # what the list says prints
    return replace(base, **lines, **_active(row), **changed)


def _group(row: Row, kept: ListValue | None, around: Around) -> AddresseeGroup:
    made = AddresseeGroup(id=around.new_id(), name=row["name"])
    base = kept if isinstance(kept, AddresseeGroup) else made
    return replace(base, **_lists(row, "members"), **_active(row))


def _texts(row: Row, *names: str) -> dict[str, Any]:
    """Return the cells that hold something: an empty cell leaves what stands."""
    return {name: row[name] for name in names if row.get(name)}


def _lists(row: Row, name: str) -> dict[str, Any]:
    parts = tuple(filter(None, map(str.strip, LIST_MARKS.split(row.get(name, "")))))
    return {name: parts} if parts else {}


def _active(row: Row) -> dict[str, Any]:
    typed = fold(row.get("active", ""))
    return {"active": typed not in NOS} if typed else {}


def _level(text: str) -> BodyLevel:
    known = {word: level.value for word, level in LEVELS.items()}
    return BodyLevel(_chosen("level", text, known, "Trung ương, Thành phố, Phường, Nội bộ, Khác"))


def _chosen(field: str, text: str, known: Mapping[str, str], examples: str) -> str:
    wanted = fold(text)
    if wanted not in known:
        raise BadValue(field, f"“{text}” chưa rõ. Hãy ghi một trong: {examples}.")
    return known[wanted]


def _formers(text: str, today: date) -> tuple[FormerName, ...]:
    """Read `Sở A (SA, 30/6/2025); Sở B`: former names with symbol and last day."""
    parts = filter(None, map(str.strip, LIST_MARKS.split(text)))
    return tuple(read_former(part, today) for part in parts)


def read_former(text: str, today: date) -> FormerName:
    """Return a former name typed as `Sở A (SA, 30/6/2025)`; BadValue when it can't be read."""
    found = FORMER.match(text.strip())
    if found is None:
        raise BadValue("former_names", f"“{text}” chưa rõ. Hãy ghi: Tên cũ (ký hiệu, ngày).")
    symbol, until = "", None
    for part in filter(None, re.split(r"[,|]\s*", found["rest"] or "")):
        is_day = part[:1].isdigit() or fold(part).startswith("den ")
        if is_day:
            until = _day(
                "former_names", re.sub(r"(?i)^đến\s+(?:hết\s+)?(?:ngày\s+)?", "", part), today
            )
        else:
            symbol = part.strip()
    return FormerName(name=found["name"].strip(), symbol=symbol, until=until)


def former_text(former: FormerName) -> str:
    """Return a former name as `read_former` reads it."""
    day = former.until
    until = f"{day.day:02}/{day.month}/{day.year}" if day else ""
    rest = ", ".join(filter(None, (former.symbol, until)))
    return f"{former.name} ({rest})" if rest else former.name


def _day(field: str, text: str, today: date) -> date:
    try:
        return parse_day(text, today)
    except BadValue as fault:
        raise BadValue(field, f"Ngày “{text}”: {fault.sentence}") from fault


def _whole(field: str, text: str) -> int:
    digits = text.replace(".", "").replace(" ", "")
    if not digits.isdecimal():
        raise BadValue(field, f"“{text}” không phải là số.")
    return int(digits)


def _issuer(text: str, issuers: tuple[Issuer, ...]) -> Issuer:
    wanted = fold(text)
    for issuer in issuers:
        if wanted in map(fold, (issuer.symbol, issuer.name, issuer.full_name)):
            return issuer
    if not wanted and len(issuers) == 1:
        return issuers[0]
    known = ", ".join(issuer.symbol for issuer in issuers)
    raise BadValue("issuer", f"Không có cơ quan “{text}” để ký cho. Ký hiệu có trong sổ: {known}.")


SHEETS: dict[ListKind, ListSheet] = {
    ListKind.BODIES: ListSheet(
        kind=ListKind.BODIES,
        title="Cơ quan",
        columns=(
            ("name", "Tên cơ quan", ("Cơ quan", "Tên", "Tên đơn vị", "Tác giả", "Nơi gửi")),
            ("symbol", "Ký hiệu", ("Viết tắt", "Ký hiệu cơ quan")),
            ("short_names", "Tên khác", ("Tên gọi khác", "Tên ngắn", "Tên viết tắt")),
            ("former_names", "Tên cũ (ký hiệu, đến ngày)", ("Tên cũ", "Tên trước đây")),
            ("level", "Cấp", ("Cấp cơ quan",)),
            ("group", "Nhóm", ()),
            ("organ_id", "Mã định danh", ("Mã cơ quan", "Mã")),
            ("address", "Địa chỉ", ()),
            ("email", "Thư điện tử", ("Email", "E-mail", "Hộp thư")),
            ("active", "Đang dùng", ("Trạng thái",)),
        ),
        examples=(
            (
                "Sở Văn hóa và Thể thao thành phố Hà Liên", "SVHTT", "Sở Văn hóa và Thể thao",
                "Sở Văn hóa và Thông tin (SVHTT, 28/02/2025)", "Thành phố", "cấp trên",
                "H26.16", "12 phố Bến Cũ", "vanthu@svhtt.halien.example", "Có",
            ),
            ("Công ty Môi trường Hà Liên", "", "", "", "Khác", "", "", "", "", "Có"),
        ),
        read=_body,
    ),
    ListKind.UNITS: ListSheet(
        kind=ListKind.UNITS,
        title="Đơn vị",
        columns=(
            ("name", "Tên đơn vị", ("Đơn vị", "Tên", "Tổ dân phố", "Tên tổ dân phố")),
            ("kind", "Loại", ("Loại đơn vị",)),
            ("code", "Số hiệu", ("Mã", "Số")),
            ("households", "Số hộ", ("Tổng số hộ",)),
            ("active", "Đang dùng", ("Trạng thái",)),
        ),
        examples=(
            ("Tổ dân phố số 9", "Tổ dân phố", "9", "312", "Có"),
            ("Chi bộ số 4", "Chi bộ", "4", "", "Có"),
        ),
        read=_unit,
    ),
    ListKind.SIGNERS: ListSheet(
        kind=ListKind.SIGNERS,
        title="Người ký",
        columns=(
            ("name", "Họ và tên", ("Người ký", "Tên")),
            ("position", "Chức vụ in", ("Chức vụ",)),
            ("authority", "Quyền hạn ký", ("Quyền hạn", "Dòng trên chức vụ")),
            ("issuer", "Ký cho", ("Cơ quan", "Ký hiệu cơ quan")),
            ("in_office_from", "Giữ chức vụ từ ngày", ("Từ ngày",)),
            ("in_office_to", "Đến ngày", ("Thôi giữ chức vụ",)),
            ("rank", "Thứ tự", ()),
            ("active", "Đang dùng", ("Trạng thái",)),
        ),
        examples=(
            ("Trần Thu Hà", "TRƯỞNG BAN", "", "BXDĐ", "01/7/2025", "", "1", "Có"),
            ("Lê Văn Minh", "PHÓ TRƯỞNG BAN", "K/T TRƯỞNG BAN", "BXDĐ", "", "", "2", "Có"),
        ),
        read=_signer,
    ),
    ListKind.GROUPS: ListSheet(
        kind=ListKind.GROUPS,
        title="Nhóm nơi nhận",
        columns=(
            ("name", "Tên nhóm", ("Nhóm", "Nhóm nơi nhận")),
            ("members", "Nơi nhận", ("Thành viên", "Cơ quan", "Nơi nhận trong nhóm")),
            ("active", "Đang dùng", ("Trạng thái",)),
        ),
        examples=(
            ("Các chi bộ trực thuộc", "Chi bộ số 1; Chi bộ số 2; Chi bộ số 3", "Có"),
            ("Các ban, ngành", "Ban Xây dựng Đảng", "Có"),
        ),
        read=_group,
    ),
}  # fmt: skip
