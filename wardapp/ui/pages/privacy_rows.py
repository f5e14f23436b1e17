"""How requests and incidents look in the list and in the pane."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wardapp.core.dates import due_text, long_date, short_date
from wardapp.core.privacy import REQUEST_NAMES, Incident, PersonRequest, PrivacyRules
from wardapp.core.views import DueText
from wardapp.core.workdays import Workdays
from wardapp.services.incident_note import moment_words
from wardapp.services.today_people import hours_left
from wardapp.ui.actions import Action
from wardapp.ui.listing.cells import Cell, Column, RowLook
from wardapp.ui.pages.privacy_actions import (
    ACKNOWLEDGE,
    ANSWER,
    CLOSE,
    EDIT,
    EXTEND,
    HISTORY,
    NOTE,
    NOTIFY,
    PETITION,
    REFUSE,
    TAKE_UP,
)
from wardapp.ui.widgets.deed_pane import PaneLine

TONES = {"plain": "text", "warn": "warn", "danger": "danger", "ok": "text2"}


@dataclass(frozen=True, slots=True)
class PrivacyRow:
    """A request or an incident, with what of the clock is left."""

    value: PersonRequest | Incident
    petition: str = ""  # number of the petition a request is about

    @property
    def entity(self) -> str:
        """Return the name of its kind in the journal."""
        return "incident" if isinstance(self.value, Incident) else "person_request"


@dataclass(frozen=True, slots=True)
class Moment:
    """When the list is looked at."""

    today: date
    now_ms: int
    workdays: Workdays


def columns(moment: Moment) -> tuple[Column[PrivacyRow], ...]:
    """Return the columns of the list."""
    return (
        Column("Ngày", 84, lambda row: _day(row, moment.today)),
        Column("Việc", 0, lambda row: _matter(row, moment.today)),
        Column("Hạn, kết quả", 176, lambda row: _state(row, moment)),
    )


def look_of(row: PrivacyRow) -> RowLook:
    """Return how the row as a whole looks."""
    value = row.value
    is_open = value.closed_on is None if isinstance(value, Incident) else value.is_open
    return RowLook.NORMAL if is_open else RowLook.DONE


def clock_of(request: PersonRequest, moment: Moment) -> tuple[str, DueText]:
    """Return what is waited for and how near it is: acknowledgement first, then the answer."""
    if request.acknowledged_on is None and request.acknowledge_by is not None:
        return "Xác nhận", due_text(request.acknowledge_by, moment.today, moment.workdays)
    return "Trả lời", due_text(request.last_day, moment.today, moment.workdays)


def _day(row: PrivacyRow, today: date) -> Cell:
    value = row.value
    if isinstance(value, Incident):
        words = moment_words(value.discovered_ms)
        hour, _, day = words.partition(", ngày ")
        return Cell(first=day.removesuffix(f"/{today.year}"), second=hour, is_strong=True)
    return Cell(first=short_date(value.received, today), is_strong=True)


def _matter(row: PrivacyRow, today: date) -> Cell:
    value = row.value
    if isinstance(value, Incident):
        return Cell(first=value.what, second=value.data or "Chưa ghi loại dữ liệu, số người")
    about = f"phản ánh số {row.petition}" if row.petition else "không gắn phản ánh nào"
    told = f"gia hạn đến {short_date(value.extended_to, today)}" if value.extended_to else ""
    return Cell(
        first=f"Yêu cầu {REQUEST_NAMES[value.kind].lower()}",
        second=" · ".join(filter(None, (about, told))),
    )


def _state(row: PrivacyRow, moment: Moment) -> Cell:
    value = row.value
    if isinstance(value, Incident):
        return _incident_state(value, moment)
    if value.done_on is not None:
        words = "Từ chối" if value.refused else "Đã trả lời"
        day = short_date(value.done_on, moment.today)
        return Cell(first=f"{words} {day}", has_tick=not value.refused, tone="text2")
    deed, due = clock_of(value, moment)
    is_badge = due.tone in {"warn", "danger"}
    return Cell(first=due.text, second=deed, tone=TONES[due.tone], is_badge=is_badge)


def _incident_state(incident: Incident, moment: Moment) -> Cell:
    if incident.closed_on is not None:
        day = short_date(incident.closed_on, moment.today)
        return Cell(first=f"Kết thúc {day}", has_tick=True, tone="text2")
    if incident.is_waiting:
        due = hours_left(incident.notify_by_ms, moment.now_ms)
        return Cell(first=due.text, second="Báo cơ quan chức năng", tone="danger", is_badge=True)
    if incident.notified_ms is not None:
        return Cell(first="Đã báo", second=incident.notified_whom)
    return Cell(first="Không phải báo", second="Chưa thấy khả năng gây hại")


def pane_line(row: PrivacyRow, moment: Moment, rules: PrivacyRules) -> PaneLine:
    """Return what the pane says of a request or an incident."""
    if isinstance(row.value, Incident):
        return _incident_line(row.value, moment, rules)
    return _request_line(row, row.value, moment, rules)


def _request_line(
    row: PrivacyRow, request: PersonRequest, moment: Moment, rules: PrivacyRules
) -> PaneLine:
    rule = rules.of(request.kind)
    state = _state(row, moment)
    unit = "ngày làm việc" if rule.unit == "working" else "ngày"
    acknowledged = long_date(request.acknowledged_on) if request.acknowledged_on else ""
    return PaneLine(
        number="Yêu cầu",
        state=state.first,
        tone=state.tone if state.is_badge else "mute",
        words=REQUEST_NAMES[request.kind],
        facts=(
            ("Ngày nhận", long_date(request.received)),
            ("Phản ánh", f"Số {row.petition}" if row.petition else ""),
            ("Xác nhận đến", long_date(request.acknowledge_by) if request.acknowledge_by else ""),
            ("Đã xác nhận", acknowledged),
            ("Trả lời đến", long_date(request.due_date) if request.due_date else ""),
            ("Gia hạn đến", long_date(request.extended_to) if request.extended_to else ""),
            ("Lý do gia hạn", request.extension_reason),
            ("Đã làm", request.outcome),
            ("Từ chối vì", request.refused),
            ("Xong ngày", long_date(request.done_on) if request.done_on else ""),
            ("Căn cứ", f"{rule.clause}: {rule.days} {unit}, gia hạn một lần"),
        ),
    )


def _incident_line(incident: Incident, moment: Moment, rules: PrivacyRules) -> PaneLine:
    state = _incident_state(incident, moment)
    told = moment_words(incident.notified_ms) if incident.notified_ms is not None else ""
    return PaneLine(
        number="Sự cố",
        state=state.first,
        tone=state.tone if state.is_badge else "mute",
        words=incident.what,
        facts=(
            ("Phát hiện", moment_words(incident.discovered_ms)),
            ("Báo trước", moment_words(incident.notify_by_ms) if incident.may_harm else ""),
            ("Dữ liệu", incident.data),
            ("Mức hại", "Có thể gây hại" if incident.may_harm else "Chưa thấy khả năng gây hại"),
            ("Nguyên nhân", incident.cause),
            ("Khắc phục", incident.measures),
            ("Đã báo", ", ".join(filter(None, (incident.notified_whom, told)))),
            ("Kết thúc", long_date(incident.closed_on) if incident.closed_on else ""),
            ("Căn cứ", f"{rules.notify_clause}: {rules.notify_hours} giờ"),
        ),
    )


def fits(action: Action, row: PrivacyRow) -> bool:
    """Return whether an action makes sense for a line."""
    if action is HISTORY:
        return True
    value = row.value
    if isinstance(value, Incident):
        return {
            EDIT: True,
            NOTE: True,
            NOTIFY: value.notified_ms is None,
            CLOSE: value.closed_on is None and not value.is_waiting,
        }.get(action, False)
    return {
        ACKNOWLEDGE: value.is_open and value.acknowledged_on is None,
        ANSWER: value.is_open,
        EXTEND: value.is_open and value.extended_to is None,
        REFUSE: value.is_open,
        TAKE_UP: not value.is_open,
        PETITION: value.petition_id is not None,
    }.get(action, False)
