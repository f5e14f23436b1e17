"""Phiếu giải quyết văn bản đến: one sheet that goes with the paper to the leader and back."""

from __future__ import annotations

from datetime import date

from wardapp.core.dates import header_date
from wardapp.core.dispatches import Direction, Incoming
from wardapp.core.issuers import Family, Issuer
from wardapp.core.printout import Printout, PrintText

DOTS = "." * 142
"""A line to write on."""

_LEADER_LINES = 4
_UNIT_LINES = 3


def slip_printout(incoming: Incoming, issuer: Issuer, *, today: date) -> Printout:
    """Return the slip (NĐ30 Phụ lục IV): the dispatch, then room for each who decides on it."""
    return Printout(
        file_stem=f"phieu-giai-quyet-{incoming.arrival_number}",
        title="PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN",
        top_left=_header(issuer),
        top_right=_motto(issuer, today),
        facts=_facts(incoming),
        texts=(
            _leader(incoming.direction, incoming.due_date),
            PrintText(
                title="Ý kiến của người đứng đầu đơn vị:",
                lines=(*_room(_UNIT_LINES), "Người thực hiện, thời hạn: " + DOTS[:94]),
            ),
            PrintText(title="Ý kiến đề xuất của người được giao:", lines=_room(_UNIT_LINES)),
        ),
        landscape=False,
        hidden_facts=(("slip", incoming.id),),
    )


def _header(issuer: Issuer) -> tuple[tuple[bool, str], ...]:
    parent = ((False, issuer.parent_line),) if issuer.parent_line else ()
    return (*parent, (True, issuer.own_line))


def _motto(issuer: Issuer, today: date) -> tuple[tuple[bool, str], ...]:
    place = header_date(issuer.place, today, issuer.family)
    if issuer.family is Family.PARTY:
        return ((True, "ĐẢNG CỘNG SẢN VIỆT NAM"), (False, place))
    return (
        (True, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (True, "Độc lập - Tự do - Hạnh phúc"),
        (False, place),
    )


def _facts(incoming: Incoming) -> tuple[tuple[str, str], ...]:
    facts = [
        ("Số đến", f"{incoming.arrival_number}, ngày {incoming.arrival_date:%d/%m/%Y}"),
        ("Cơ quan ban hành", incoming.organ_name),
        ("Số, ký hiệu", incoming.number_symbol),
        ("Ngày văn bản", f"{incoming.issued_date:%d/%m/%Y}" if incoming.issued_date else ""),
        ("Tên loại", incoming.type_name),
        ("Trích yếu", incoming.subject),
        ("Hạn giải quyết", f"{incoming.due_date:%d/%m/%Y}" if incoming.due_date else ""),
    ]
    return tuple((label, value) for label, value in facts if value)


def _leader(direction: Direction | None, due: date | None) -> PrintText:
    title = "Ý kiến của người đứng đầu cơ quan:"
    if direction is None:
        return PrintText(
            title=title,
            lines=(
                *_room(_LEADER_LINES),
                "Đơn vị chủ trì: " + DOTS[:117],
                "Đơn vị phối hợp: " + DOTS[:114],
                "Thời hạn: " + DOTS[:40],
            ),
        )
    lines = [direction.opinion]
    if direction.lead_unit:
        lines.append(f"Đơn vị chủ trì: {direction.lead_unit}")
    if direction.supporting_units:
        lines.append(f"Đơn vị phối hợp: {', '.join(direction.supporting_units)}")
    if due:
        lines.append(f"Thời hạn: {due:%d/%m/%Y}")
    lines.append(f"{direction.leader}, ngày {direction.on:%d/%m/%Y}")
    return PrintText(title=title, lines=tuple(line for line in lines if line))


def _room(count: int) -> tuple[str, ...]:
    return (DOTS,) * count
