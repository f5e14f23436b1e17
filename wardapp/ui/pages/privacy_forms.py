"""The forms of requests and incidents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from wardapp.core.clock import HANOI, day_of, moment_of
from wardapp.core.dates import long_date
from wardapp.core.errors import BadValue
from wardapp.core.privacy import (
    REQUEST_NAMES,
    Incident,
    IncidentEntry,
    PersonRequest,
    RefusalReason,
    RequestKind,
)
from wardapp.services.daylog_lines import time_of
from wardapp.ui.pages.catalogue_fields import YES_NO, a_choice, a_line, needed_day
from wardapp.ui.pages.petitions_forms import NUMBER
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.fields import BoxField, DateField, Field

Today = Callable[[], date]
SECOND_MS = 1000


@dataclass(frozen=True, slots=True)
class PrivacyForm:
    """Fields by name, and what they hold."""

    fields: dict[str, Field]
    value: Callable[[], Any]


def request_form(theme: Theme, today: Today) -> PrivacyForm:
    """Return the form of a new request: kind, day, and the petition's number and year."""
    kinds = tuple(REQUEST_NAMES.items())
    kind = a_choice(theme, "Người dân yêu cầu", kinds, RequestKind.SEE)
    received = _day(theme, "Ngày nhận", today, today())
    number = a_line(theme, "Phản ánh số (nếu có)", "", "12 hoặc 12a; họ tên chỉ nằm ở đó")
    year = a_line(theme, "Năm của số đó", str(today().year))

    def value() -> tuple[RequestKind, date, tuple[int, str, int] | None]:
        return RequestKind(str(kind.value())), needed_day("received", received), _petition()

    def _petition() -> tuple[int, str, int] | None:
        if not number.text():
            return None
        read = NUMBER.fullmatch(number.text().lower())
        if read is None:
            raise BadValue("petition_id", "Số ghi như 12 hoặc 12a. Bỏ trống nếu không có.")
        if not year.text().isdecimal():
            raise BadValue("year", "Năm ghi như 2026.")
        return int(read["number"]), read["suffix"], int(year.text())

    fields: dict[str, Field] = {
        "kind": kind, "received": received, "petition_id": number, "year": year,
    }  # fmt: skip
    return PrivacyForm(fields, value)


def answer_form(theme: Theme, today: Today, request: PersonRequest) -> PrivacyForm:
    """Return the form of an answer; one to a deletion offers to forget the person at once."""
    outcome = BoxField(theme, "Đã làm gì theo yêu cầu, không ghi họ tên", 2)
    on = _day(theme, "Ngày trả lời", today, today())
    forget = a_choice(theme, "Xóa luôn người phản ánh khỏi sổ", YES_NO, value=False)
    fields: dict[str, Field] = {"outcome": outcome, "on": on}
    if request.kind is RequestKind.DELETE and request.petition_id is not None:
        fields["forget"] = forget

    def value() -> tuple[str, date, bool]:
        return _words(outcome), needed_day("on", on), bool(forget.value())

    return PrivacyForm(fields, value)


def extend_form(theme: Theme, today: Today, latest: date) -> PrivacyForm:
    """Return the form of the one extension."""
    to = _day(theme, f"Hạn mới, chậm nhất {long_date(latest)}", today, latest)
    reason = BoxField(theme, "Lý do gia hạn", 2)

    def value() -> tuple[date, str]:
        return needed_day("extended_to", to), _words(reason)

    return PrivacyForm({"extended_to": to, "extension_reason": reason}, value)


def refuse_form(theme: Theme, today: Today, reasons: tuple[RefusalReason, ...]) -> PrivacyForm:
    """Return the form of a refusal: a reason of the law, and what was said."""
    entries = tuple((each.key, f"{each.text} ({each.clause})") for each in reasons)
    reason = a_choice(theme, "Lý do theo luật", entries, entries[0][0])
    outcome = BoxField(theme, "Đã trả lời người dân thế nào", 2)
    on = _day(theme, "Ngày trả lời", today, today())

    def value() -> tuple[str, str, date]:
        return str(reason.value()), _words(outcome), needed_day("on", on)

    return PrivacyForm({"refused": reason, "outcome": outcome, "on": on}, value)


def incident_form(theme: Theme, today: Today, now_ms: int, kept: Incident | None) -> PrivacyForm:
    """Return the form of an incident's note."""
    start = kept.discovered_ms if kept is not None else now_ms
    what = _box(theme, "Việc gì đã xảy ra, không ghi họ tên ai", kept.what if kept else "")
    day = _day(theme, "Ngày phát hiện", today, day_of(start))
    clock = a_line(theme, "Giờ phát hiện", f"{moment_of(start):%H:%M}", "07:30")
    data = _box(theme, "Loại dữ liệu, số người, số bản ghi", kept.data if kept else "")
    harm = a_choice(
        theme, "Có thể gây hại đến quyền, an toàn của người", YES_NO,
        kept.may_harm if kept else True,
    )  # fmt: skip
    cause = _box(theme, "Nguyên nhân", kept.cause if kept else "")
    measures = _box(theme, "Đã và sẽ làm gì để khắc phục", kept.measures if kept else "")

    def value() -> IncidentEntry:
        return IncidentEntry(
            discovered_ms=instant_of(needed_day("discovered_ms", day), clock.text()),
            what=_words(what),
            data=_words(data),
            may_harm=bool(harm.value()),
            cause=_words(cause),
            measures=_words(measures),
        )

    fields: dict[str, Field] = {
        "what": what, "discovered_ms": day, "time": clock, "data": data, "may_harm": harm,
        "cause": cause, "measures": measures,
    }  # fmt: skip
    return PrivacyForm(fields, value)


def instant_of(day: date, typed: str) -> int:
    """Return the instant of a day and a time typed as `07:30`; noon without one."""
    told = time_of(typed) or "12:00"
    hour, minute = (int(part) for part in told.split(":"))
    moment = datetime.combine(day, time(hour, minute), HANOI)
    return round(moment.timestamp()) * SECOND_MS


def _day(theme: Theme, label: str, today: Today, day: date) -> DateField:
    field = DateField(theme, label, today)
    field.set_day(day)
    return field


def _box(theme: Theme, label: str, text: str) -> BoxField:
    box = BoxField(theme, label, 2)
    box.set_text(text)
    return box


def _words(box: BoxField) -> str:
    return box.text().replace("\n", " ")
