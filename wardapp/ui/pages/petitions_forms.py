"""The forms of a petition: what came in, how it ended, and the person behind it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from wardapp.core.errors import BadValue
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer
from wardapp.core.petitions import (
    CHANNEL_NAMES,
    FIELD_NAMES,
    KIND_NAMES,
    Petition,
    PetitionChannel,
    PetitionClosing,
    PetitionEntry,
    PetitionField,
    PetitionKind,
    PetitionRule,
    PetitionStatus,
    PrivatePerson,
)
from wardapp.core.workdays import Workdays
from wardapp.ui.pages.catalogue_fields import YES_NO, a_choice, a_line, day_of, needed_day
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.fields import BoxField, ChoiceField, DateField, Field, LineField

NUMBER = re.compile(r"(?P<number>[1-9]\d{0,6})(?P<suffix>[^\W\d_]?)")
CLOSINGS = (
    (PetitionStatus.DONE, "Đã giải quyết"),
    (PetitionStatus.FORWARDED, "Chuyển nơi có thẩm quyền"),
    (PetitionStatus.GUIDED, "Hướng dẫn gửi đúng nơi"),
    (PetitionStatus.FILED, "Lưu, không giải quyết"),
)


@dataclass(frozen=True, slots=True)
class PetitionGround:
    """What the forms need of the office."""

    issuers: tuple[Issuer, ...]
    places: tuple[str, ...]
    handlers: tuple[str, ...]
    workdays: Workdays
    default_due: date
    rule: PetitionRule
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PetitionForm:
    """Fields by name, and what they hold: the entry with its person."""

    fields: dict[str, Field]
    value: Callable[[], Any]


@dataclass(frozen=True, slots=True)
class _Entry:
    """The fields of a petition as they came in."""

    received: DateField
    channel: ChoiceField
    kind: ChoiceField
    field: ChoiceField
    subject: BoxField
    place: LineField
    handler: LineField
    due_date: DateField
    competent: ChoiceField
    eligible: ChoiceField
    forwarded_to: LineField
    note: LineField

    def values(self) -> dict[str, Any]:
        """Return what they hold, by the names of the dataclass; BadValue for a bad day."""
        return {
            "received": needed_day("received", self.received),
            "channel": PetitionChannel(str(self.channel.value())),
            "kind": PetitionKind(str(self.kind.value())),
            "field": PetitionField(str(self.field.value())),
            "subject": self.subject.text().replace("\n", " "),
            "place": self.place.text(),
            "handler": self.handler.text(),
            "due_date": day_of("due_date", self.due_date),
            "competent": bool(self.competent.value()),
            "eligible": bool(self.eligible.value()),
            "forwarded_to": self.forwarded_to.text(),
            "note": self.note.text(),
        }


def _entry_fields(
    theme: Theme, today: Callable[[], date], ground: PetitionGround, base: PetitionEntry
) -> _Entry:
    subject = BoxField(theme, "Nội dung tóm tắt, không ghi họ tên, số giấy tờ, số điện thoại", 3)
    subject.set_text(base.subject)
    made = _Entry(
        received=_day(theme, "Ngày nhận", today, base.received, ground.workdays),
        channel=a_choice(theme, "Kênh", tuple(CHANNEL_NAMES.items()), base.channel),
        kind=a_choice(theme, "Loại", tuple(KIND_NAMES.items()), base.kind),
        field=a_choice(theme, "Lĩnh vực", tuple(FIELD_NAMES.items()), base.field),
        subject=subject,
        place=a_line(theme, "Tổ dân phố", base.place),
        handler=a_line(theme, "Đơn vị xử lý", base.handler),
        due_date=_due(theme, today, ground, base),
        competent=a_choice(theme, "Thuộc thẩm quyền", YES_NO, base.competent),
        eligible=a_choice(theme, "Đủ điều kiện xử lý", YES_NO, base.eligible),
        forwarded_to=a_line(theme, "Chuyển đến", base.forwarded_to),
        note=a_line(theme, "Ghi chú", base.note),
    )
    made.place.suggest(ground.places)
    made.forwarded_to.suggest(ground.handlers)
    made.handler.suggest(ground.handlers)
    return made


def _due(
    theme: Theme, today: Callable[[], date], ground: PetitionGround, base: PetitionEntry
) -> DateField:
    """Return the field of the answer's day; its label says where the proposal comes from."""
    label = f"Hạn trả lời ({ground.rule.days} ngày làm việc)"
    field = _day(theme, label, today, base.due_date, ground.workdays)
    field.setToolTip(f"{ground.rule.clause}. Đổi số ngày ở Cài đặt.")
    return field


def entry_form(
    theme: Theme, today: Callable[[], date], ground: PetitionGround, line: Petition | None
) -> PetitionForm:
    """Return the form of a new petition, or of a kept one without its person."""
    base = line or PetitionEntry(
        issuer_id=ground.issuers[0].id, received=today(), subject="", due_date=ground.default_due
    )
    entry = _entry_fields(theme, today, ground, base)
    issuers = tuple((each.id, each.name) for each in ground.issuers)
    book = a_choice(theme, "Sổ của", issuers, base.issuer_id)
    about = _person_fields(theme, PrivatePerson()) if line is None else {}
    fields: dict[str, Field] = {
        "received": entry.received, "channel": entry.channel, "kind": entry.kind,
        "field": entry.field, "subject": entry.subject, "place": entry.place,
        "handler": entry.handler, "due_date": entry.due_date, "competent": entry.competent,
        "eligible": entry.eligible,
        "forwarded_to": entry.forwarded_to, **about, "note": entry.note,
    }  # fmt: skip
    number = a_line(theme, "Số chọn tay, số chèn", "", "bỏ trống: số kế tiếp; 12a")
    late = a_line(theme, "Lý do ghi muộn (số chèn)", "")
    if line is None:
        fields |= {"number": number, "late_reason": late}
    if line is None and len(issuers) > 1:
        fields["issuer_id"] = book

    def value() -> tuple[Any, PrivatePerson, int | None]:
        values = entry.values() | {"issuer_id": RecordId(str(book.value() or base.issuer_id))}
        chosen = None
        if line is None:
            chosen, values["suffix"] = _chosen_number(number.text())
            values["late_reason"] = late.text()
        return replace(base, **values), _person_of(about), chosen

    return PetitionForm(fields, value)


def closing_form(theme: Theme, today: Callable[[], date], line: Petition) -> PetitionForm:
    """Return the form of how a petition ended."""
    status = a_choice(theme, "Kết quả", CLOSINGS, PetitionStatus.DONE)
    if not line.competent:
        status.set_value(PetitionStatus.FORWARDED)
    on = _day(theme, "Ngày xong", today, today(), None)
    result = BoxField(theme, "Đã làm gì, hoặc vì sao lưu", 2)
    result.set_text(line.result)
    answer = a_line(theme, "Văn bản trả lời", line.answer_symbol, "12-CV/BXDĐ")
    answered = _day(theme, "Ngày trả lời", today, line.answered_date, None)
    forwarded = a_line(theme, "Chuyển đến", line.forwarded_to)

    def value() -> PetitionClosing:
        return PetitionClosing(
            status=PetitionStatus(str(status.value())),
            on=needed_day("on", on),
            result=result.text().replace("\n", " "),
            answer_symbol=answer.text(),
            answered_date=day_of("answered_date", answered),
            forwarded_to=forwarded.text(),
        )

    fields: dict[str, Field] = {
        "status": status, "on": on, "result": result, "answer_symbol": answer,
        "answered_date": answered, "forwarded_to": forwarded,
    }  # fmt: skip
    return PetitionForm(fields, value)


def person_form(
    theme: Theme, today: Callable[[], date], line: Petition, person: PrivatePerson
) -> PetitionForm:
    """Return the form of who raised a petition, and until when that is kept."""
    about = _person_fields(theme, person)
    purge = _day(theme, "Xóa vào ngày (tự đặt khi ghi kết quả)", today, line.purge_on, None)
    fields: dict[str, Field] = {**about, "purge_on": purge}

    def value() -> tuple[PrivatePerson, date | None]:
        return _person_of(about), day_of("purge_on", purge)

    return PetitionForm(fields, value)


def _chosen_number(text: str) -> tuple[int | None, str]:
    """Return number and letter of `12a`, None for the next one; BadValue for anything else."""
    if not text:
        return None, ""
    found = NUMBER.fullmatch(text.lower())
    if found is None:
        raise BadValue("number", "Số ghi như 12 hoặc 12a. Bỏ trống để lấy số kế tiếp.")
    return int(found["number"]), found["suffix"]


def _person_fields(theme: Theme, person: PrivatePerson) -> dict[str, LineField]:
    return {
        "full_name": a_line(theme, "Người phản ánh (không bắt buộc)", person.full_name),
        "phone": a_line(theme, "Điện thoại", person.phone),
        "address": a_line(theme, "Địa chỉ", person.address),
    }


def _person_of(fields: dict[str, LineField]) -> PrivatePerson:
    return PrivatePerson(**{name: field.text() for name, field in fields.items()})


def _day(
    theme: Theme,
    label: str,
    today: Callable[[], date],
    day: date | None,
    workdays: Workdays | None,
) -> DateField:
    field = DateField(theme, label, today)
    if workdays is not None:
        field.set_workdays(workdays)
    field.set_day(day)
    return field
