"""The lists of Danh mục: what each shows and which fields one of its lines has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from wardapp.core.catalogue import ListKind
from wardapp.core.dates import short_date, weekday_date
from wardapp.core.issuers import (
    AddresseeGroup,
    Body,
    BodyLevel,
    Family,
    Issuer,
    Person,
    Signer,
    Term,
    Unit,
)
from wardapp.core.letters import Snippet
from wardapp.core.numbering import Scope, Series
from wardapp.core.profile import Holiday
from wardapp.core.signing import NO_MATRIX, SigningMatrix
from wardapp.core.text import one_line
from wardapp.services.office import Office
from wardapp.ui.listing.cells import Cell, Column, RowLook
from wardapp.ui.pages.catalogue_log_columns import channel_columns, group_columns

UNIT_KINDS = (
    ("tdp", "Tổ dân phố"),
    ("chi-bo", "Chi bộ"),
    ("co-quan", "Cơ quan"),
    ("doan-the", "Đoàn thể"),
)


LEVEL_NAMES = {
    BodyLevel.UNKNOWN: "",
    BodyLevel.CENTRAL: "Trung ương",
    BodyLevel.CITY: "Thành phố",
    BodyLevel.WARD: "Phường, xã khác",
    BodyLevel.OWN: "Trong phường",
    BodyLevel.OTHER: "Nơi khác",
}


@dataclass(frozen=True, slots=True)
class Known:
    """Everything the page read at once."""

    lists: dict[str, tuple[Any, ...]]
    clerk: str = ""
    matrix: SigningMatrix = NO_MATRIX

    def issuer_name(self, issuer_id: str) -> str:
        """Return the name of a body of this office."""
        found = (each.name for each in self.lists["issuers"] if each.id == issuer_id)
        return next(found, "")


EMPTY = Known({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One list: its words, how to read it, its columns."""

    key: str
    title: str
    icon: str
    one: str  # "người ký": in Thêm người ký, Xóa người ký
    hint: str
    read: Callable[[Office], tuple[Any, ...]]
    columns: Callable[[Known], tuple[Column[Any], ...]]
    look: Callable[[Any], RowLook] = field(default=lambda _row: RowLook.NORMAL)
    can_add: bool = True
    list_kind: ListKind | None = None  # what a workbook can bring in


def read_all(office: Office) -> Known:
    """Read every list (a job of the reading lane)."""
    lists = {section.key: section.read(office) for section in SECTIONS}
    return Known(lists, office.catalogue.settings().current_clerk, office.signing.matrix)


def _units(office: Office) -> tuple[Unit, ...]:
    """Return the units, tổ dân phố first: their households are what is kept up to date."""
    order = [kind for kind, _name in UNIT_KINDS]
    known = office.catalogue.units()
    return tuple(
        sorted(known, key=lambda u: order.index(u.kind) if u.kind in order else len(order))
    )


def _active(row: Any) -> RowLook:
    return RowLook.NORMAL if row.active else RowLook.DONE


def _state(row: Any) -> Cell:
    return Cell(first="" if row.active else "Thôi dùng", tone="text3")


def _issuer_columns(_known: Known) -> tuple[Column[Issuer], ...]:
    laws = {Family.PARTY: "Văn bản của Đảng", Family.STATE: "Nghị định 30"}
    return (
        Column("Cơ quan", 0, lambda i: Cell(first=i.name, second=i.full_name, is_strong=True)),
        Column("Ký hiệu", 110, lambda i: Cell(first=i.symbol)),
        Column(
            "Tiêu đề",
            230,
            lambda i: Cell(first=i.own_line.replace("\n", " "), second=i.parent_line),
        ),
        Column("Thể thức", 160, lambda i: Cell(first=laws[i.family])),
    )


def _term_columns(_known: Known) -> tuple[Column[Term], ...]:
    def span(term: Term) -> Cell:
        start = f"từ {_day(term.start)}"
        return Cell(first=f"{start} đến {_day(term.end)}" if term.end else start)

    return (
        Column("Nhiệm kỳ", 160, lambda t: Cell(first=t.label, is_strong=True)),
        Column("Cấp ủy", 0, lambda t: Cell(first=t.committee, second=t.start_reason)),
        Column("Thời gian", 240, span),
    )


def _signer_columns(known: Known) -> tuple[Column[Signer], ...]:
    return (
        Column("Họ và tên", 0, lambda s: Cell(first=s.full_name, is_strong=True)),
        Column(
            "Quyền hạn, chức vụ in",
            290,
            lambda s: Cell(
                first=s.position or ", ".join(s.authority),
                second=", ".join(s.authority) if s.position else "",
            ),
        ),
        Column(
            "Ký cho",
            210,
            lambda s: Cell(first=known.issuer_name(s.issuer_id), second=_in_office(s)),
        ),
        Column("", 100, _state),
    )


def _in_office(signer: Signer) -> str:
    start = f"từ {_day(signer.in_office_from)}" if signer.in_office_from else ""
    end = f"đến {_day(signer.in_office_to)}" if signer.in_office_to else ""
    return " ".join(filter(None, (start, end)))


def _series_columns(known: Known) -> tuple[Column[Series], ...]:
    terms = {term.id: term.label for term in known.lists.get("terms", ())}

    def name(series: Series) -> Cell:
        key = series.key
        kind = f"Văn bản đi {key.group}".strip() if key.book == "di" else "Văn bản đến"
        return Cell(first=kind, second=known.issuer_name(key.issuer_id), is_strong=True)

    def scope(series: Series) -> Cell:
        value = series.key.scope_value
        is_term = series.key.scope is Scope.TERM
        return Cell(first=f"nhiệm kỳ {terms.get(value, '')}" if is_term else f"năm {value}")

    return (
        Column("Dãy số", 0, name),
        Column("Chạy trong", 190, scope),
        Column("Số cuối đã dùng", 150, lambda s: Cell(first=str(s.last_number), is_strong=True)),
    )


def _body_columns(_known: Known) -> tuple[Column[Body], ...]:
    return (
        Column(
            "Cơ quan gửi, nhận",
            0,
            lambda b: Cell(first=b.name, second=_other_names(b), is_strong=True),
        ),
        Column("Ký hiệu", 130, lambda b: Cell(first=b.symbol, second=b.organ_id)),
        Column("Cấp", 150, _level),
        Column("Thư điện tử", 210, lambda b: Cell(first=b.email, second=b.address)),
        Column("", 100, _state),
    )


def _level(body: Body) -> Cell:
    level = LEVEL_NAMES[body.level]
    return Cell(first=level or body.group, second=body.group if level else "")


def _other_names(body: Body) -> str:
    before = (f"trước là {each.name}" for each in body.former_names)
    return ", ".join((*body.short_names, *before))


def _group_columns(_known: Known) -> tuple[Column[AddresseeGroup], ...]:
    return (
        Column(
            "Nhóm nơi nhận",
            0,
            lambda g: Cell(first=g.name, second=", ".join(g.members), is_strong=True),
        ),
        Column("Số nơi", 110, lambda g: Cell(first=str(len(g.members)), is_right=True)),
        Column("", 100, _state),
    )


def _unit_columns(_known: Known) -> tuple[Column[Unit], ...]:
    kinds = dict(UNIT_KINDS)
    return (
        Column("Đơn vị", 0, lambda u: Cell(first=u.name, is_strong=True)),
        Column("Loại", 160, lambda u: Cell(first=kinds.get(u.kind, u.kind))),
        Column("Số hiệu", 100, lambda u: Cell(first=u.code)),
        Column("Số hộ", 110, _households, is_right=True),
        Column("", 100, _state),
    )


def _households(unit: Unit) -> Cell:
    text = "" if unit.households is None else f"{unit.households:,}".replace(",", ".")
    return Cell(first=text, is_right=True)


def _person_columns(known: Known) -> tuple[Column[Person], ...]:
    def now(person: Person) -> Cell:
        if person.full_name == known.clerk:
            return Cell(first="Đang làm việc", tone="soft", is_badge=True)
        return Cell(first="Văn thư" if person.is_clerk else "", tone="text2")

    return (
        Column("Họ và tên", 0, lambda p: Cell(first=p.full_name, is_strong=True)),
        Column("Chức vụ", 240, lambda p: Cell(first=p.position)),
        Column("", 150, now),
        Column("", 100, _state),
    )


def _holiday_columns(_known: Known) -> tuple[Column[Holiday], ...]:
    return (
        Column("Ngày", 220, lambda h: Cell(first=weekday_date(h.day), is_strong=True)),
        Column("Lý do", 0, lambda h: Cell(first=h.name)),
        Column("", 150, lambda h: Cell(first="Làm bù" if h.is_working else "Nghỉ")),
    )


def _snippet_columns(_known: Known) -> tuple[Column[Snippet], ...]:
    return (
        Column(
            "Mẫu câu",
            0,
            lambda s: Cell(first=s.title, second=one_line(s.text), is_strong=True),
        ),
        Column("Nhóm", 190, lambda s: Cell(first=s.group)),
        Column("", 100, _state),
    )


def _day(day: Any) -> str:
    return short_date(day, day.replace(year=day.year + 1))


SECTIONS: tuple[Section, ...] = (
    Section(
        key="issuers", title="Cơ quan của sổ", icon="building", one="cơ quan",
        hint="Cơ quan ban hành: tiêu đề, ký hiệu và thể thức.",
        read=lambda office: office.catalogue.issuers(), columns=_issuer_columns,
    ),
    Section(
        key="terms", title="Nhiệm kỳ", icon="calendar_ltr", one="nhiệm kỳ",
        hint="Số văn bản của Đảng chạy trong nhiệm kỳ của cấp ủy.",
        read=lambda office: office.catalogue.terms(), columns=_term_columns,
    ),
    Section(
        key="signers", title="Người ký", icon="edit", one="người ký",
        hint="Người đứng đầu danh sách được điền sẵn vào dự thảo.",
        read=lambda office: office.catalogue.signers(), columns=_signer_columns, look=_active,
        list_kind=ListKind.SIGNERS,
    ),
    Section(
        key="numbers", title="Số đã dùng", icon="number_symbol", one="dãy số",
        hint="Số kế tiếp theo sau số này; chỉ sửa khi tiếp nối sổ giấy.",
        read=lambda office: office.catalogue.used_numbers(), columns=_series_columns,
        can_add=False,
    ),
    Section(
        key="bodies", title="Cơ quan gửi, nhận", icon="mail_inbox", one="cơ quan",
        hint="Gợi ý khi vào sổ và khi ghi nơi nhận.",
        read=lambda office: office.catalogue.bodies(), columns=_body_columns, look=_active,
        list_kind=ListKind.BODIES,
    ),
    Section(
        key="addressees", title="Nhóm nơi nhận", icon="people", one="nhóm nơi nhận",
        hint="Ghi tên nhóm ở Nơi nhận, chương trình hiểu là từng nơi trong nhóm.",
        read=lambda office: office.catalogue.every_group(), columns=_group_columns, look=_active,
        list_kind=ListKind.GROUPS,
    ),
    Section(
        key="units", title="Đơn vị, tổ dân phố", icon="people_team", one="đơn vị",
        hint="Số hộ dùng tính độ phủ trong báo cáo.",
        read=_units, columns=_unit_columns, look=_active, list_kind=ListKind.UNITS,
    ),
    Section(
        key="channels", title="Kênh truyền thông", icon="megaphone_loud", one="kênh",
        hint="Kênh của Nhật ký: gõ tắt, đơn vị tính, dòng của biểu mà kênh cộng vào.",
        read=lambda office: office.daylog.ground().channels,
        columns=lambda _known: channel_columns(), look=_active,
    ),
    Section(
        key="log_groups", title="Nhóm nội dung", icon="book", one="nhóm nội dung",
        hint="Nhóm của Phụ lục 01: 1.x theo nhiệm vụ, 2.x theo trục cơ quan.",
        read=lambda office: office.daylog.ground().groups,
        columns=lambda _known: group_columns(), look=_active,
    ),
    Section(
        key="people", title="Người làm việc", icon="people", one="người làm việc",
        hint="Lịch sử ghi tên người đang làm việc.",
        read=lambda office: office.catalogue.people(), columns=_person_columns, look=_active,
    ),
    Section(
        key="holidays", title="Ngày nghỉ, làm bù", icon="clock", one="ngày",
        hint="Ngày lễ cả nước đã có sẵn; chỉ ghi ngày nghỉ riêng, hoán đổi, làm bù.",
        read=lambda office: office.catalogue.holidays(), columns=_holiday_columns,
    ),
    Section(
        key="snippets", title="Mẫu câu", icon="comment_edit", one="mẫu câu",
        hint="Đoạn hay dùng, chèn vào dự thảo bằng Ctrl M.",
        read=lambda office: office.snippets.all(), columns=_snippet_columns, look=_active,
    ),
)  # fmt: skip
