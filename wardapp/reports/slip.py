"""Phiếu giải quyết văn bản đến: one sheet that goes with the paper to the leader and back."""

from __future__ import annotations

from datetime import date

from wardapp.core.dispatches import Direction, Incoming
from wardapp.core.issuers import Issuer
from wardapp.core.printout import Printout, PrintText
from wardapp.reports.heads import motto, own_lines

DOTS = "." * 142
"""A line to write on."""

_LEADER_LINES = 3
_UNIT_LINES = 2
_HANDLER_LINES = 3
_SIGNED = "Ngày ...... tháng ...... năm ........, ký tên: " + DOTS[:60]


def slip_printout(incoming: Incoming, issuer: Issuer, *, today: date) -> Printout:
    """Return the slip (NĐ30 Phụ lục IV): the dispatch, then room for each who decides on it."""
    return Printout(
        file_stem=f"phieu-giai-quyet-{incoming.arrival_code}",
        title="PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN",
        top_left=own_lines(issuer),
        top_right=motto(issuer, today),
        facts=_facts(incoming),
        texts=(
            _leader(incoming.direction, incoming.due_date),
            _unit_head(incoming),
            PrintText(
                title="Ý kiến đề xuất của người giải quyết:",
                lines=(*_room(_HANDLER_LINES), _SIGNED),
            ),
        ),
        landscape=False,
        hidden_facts=(("slip", incoming.id),),
    )


def _facts(incoming: Incoming) -> tuple[tuple[str, str], ...]:
    facts = [
        ("Số đến", f"{incoming.arrival_code}, ngày {incoming.arrival_date:%d/%m/%Y}"),
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
                "Thời hạn giải quyết: " + DOTS[:40],
                _SIGNED,
            ),
        )
    lines = [direction.opinion]
    lines.append(f"Đơn vị chủ trì: {direction.lead_unit or DOTS[:117]}")
    lines.append(f"Đơn vị phối hợp: {', '.join(direction.supporting_units) or DOTS[:114]}")
    if due:
        lines.append(f"Thời hạn: {due:%d/%m/%Y}")
    lines.append(f"{direction.leader}, ngày {direction.on:%d/%m/%Y}")
    return PrintText(title=title, lines=tuple(line for line in lines if line))


def _unit_head(incoming: Incoming) -> PrintText:
    """Return the opinion of the unit's head: who does it, until when, and the day (NĐ30)."""
    who = incoming.handler or DOTS[:112]
    due = f"{incoming.due_date:%d/%m/%Y}" if incoming.due_date else DOTS[:40]
    return PrintText(
        title="Ý kiến của người đứng đầu đơn vị:",
        lines=(
            *_room(_UNIT_LINES),
            f"Người thực hiện: {who}",
            f"Thời hạn giải quyết: {due}",
            _SIGNED,
        ),
    )


def _room(count: int) -> tuple[str, ...]:
    return (DOTS,) * count
