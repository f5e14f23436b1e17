"""The small forms of Số văn bản: keep numbers, a secret paper, a counter by hand, a new term."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from wardapp.core.errors import BadValue
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer, IssuerKind, TermStart
from wardapp.core.number_views import NewTerm, SeriesRow
from wardapp.core.numbering import Reserving
from wardapp.core.titles import TYPE_NAMES
from wardapp.ui.form_dialog import WIDE, FormDialog, Keep
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.fields import ChoiceField, DateField, Field, LineField

STARTS = (
    (TermStart.CLOSING, "Bế mạc đại hội"),
    (TermStart.FIRST_MEETING, "Hội nghị đầu tiên của cấp ủy mới"),
    (TermStart.APPOINTED, "Quyết định chỉ định cấp ủy có hiệu lực"),
)
SHARES = (
    (True, "Quyết định và Quy định chung một dãy"),
    (False, "Quyết định, Quy định hai dãy riêng"),
)
Today = Callable[[], date]
NOTHING = Reserving()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form about a counter brings: how many numbers, or which one and why."""

    count: int = 1
    number: int = 0
    suffix: str = ""
    reason: str = ""
    type_code: str = ""
    what: Reserving = NOTHING


def reserve_form(
    parent: QWidget, theme: Theme, row: SeriesRow, today: Today, keep: Keep
) -> FormDialog:
    """Return the form that keeps numbers of a counter."""
    holder = LineField(theme, "Giữ cho ai", "Phòng Kinh tế")
    title = LineField(theme, "Văn bản gì", "Kế hoạch tiêm chủng quý III")
    until = DateField(theme, "Giữ đến ngày (bỏ trống: đến khi dùng)", today)
    count = LineField(theme, "Mấy số", "1")
    count.set_text("1")
    fields: dict[str, Field] = {"holder": holder, "title": title, "until": until, "count": count}

    def value() -> Asked:
        what = Reserving(holder=holder.text(), title=title.text(), until=until.day())
        return Asked(count=_whole(count.text(), "count"), what=what)

    words = f"Giữ số: {row.title}, từ {row.sample}"
    return FormDialog(parent, theme, words, fields, value, keep).saying("Giữ số")


def take_form(parent: QWidget, theme: Theme, row: SeriesRow, keep: Keep) -> FormDialog:
    """Return the form that takes the next number for the paper in hand."""
    title = LineField(theme, "Văn bản gì", "Kế hoạch tiêm chủng quý III")
    fields: dict[str, Field] = {"title": title}
    return FormDialog(
        parent,
        theme,
        f"Lấy số {row.sample}",
        fields,
        lambda: Asked(what=Reserving(title=title.text())),
        keep,
    ).saying("Lấy số")


def extend_form(parent: QWidget, theme: Theme, code: str, today: Today, keep: Keep) -> FormDialog:
    """Return the form that keeps a number longer."""
    until = DateField(theme, "Giữ đến ngày (bỏ trống: đến khi dùng)", today)
    fields: dict[str, Field] = {"until": until}
    return FormDialog(
        parent,
        theme,
        f"Gia hạn giữ số {code}",
        fields,
        lambda: Asked(what=Reserving(until=until.day())),
        keep,
    ).saying("Gia hạn")


def secret_form(parent: QWidget, theme: Theme, row: SeriesRow, keep: Keep) -> FormDialog:
    """Return the form of a number used in the book of secret papers: number and type only."""
    number = LineField(theme, "Số (bỏ trống: số kế tiếp)", row.sample)
    kind = ChoiceField(theme, "Loại văn bản", tuple(TYPE_NAMES.items()))
    if row.key.group in TYPE_NAMES:
        kind.set_value(row.key.group)
    fields: dict[str, Field] = {"number": number, "type_code": kind}

    def value() -> Asked:
        typed = number.text().strip()
        return Asked(
            number=_whole(typed, "number") if typed else 0, type_code=str(kind.value() or "")
        )

    words = f"Số dùng ở sổ riêng: {row.title}"
    return FormDialog(parent, theme, words, fields, value, keep).saying("Ghi số")


def number_form(
    parent: QWidget, theme: Theme, title: str, keep: Keep, *, wants_reason: bool
) -> FormDialog:
    """Return the form of a number, with a reason where one is wanted."""
    number = LineField(theme, "Số", "12 hoặc 12a")
    reason = LineField(theme, "Lý do")
    fields: dict[str, Field] = {"number": number}
    if wants_reason:
        fields["reason"] = reason

    def value() -> Asked:
        typed = number.text().strip().lower()
        suffix = typed[-1] if typed and not typed[-1].isdecimal() else ""
        digits = typed[: len(typed) - len(suffix)]
        return Asked(number=_whole(digits, "number"), suffix=suffix, reason=reason.text())

    yes = "Đặt số" if wants_reason else "Giải thích"
    return FormDialog(parent, theme, title, fields, value, keep).saying(yes)


def term_form(
    parent: QWidget, theme: Theme, issuers: tuple[Issuer, ...], today: Today, keep: Keep
) -> FormDialog:
    """Return the form of a new term."""
    committees = dict.fromkeys(each.committee for each in issuers if each.committee)
    committee = ChoiceField(
        theme, "Cấp ủy", tuple((key, _committee_name(key, issuers)) for key in committees)
    )
    label = LineField(theme, "Nhiệm kỳ", "2030 - 2035")
    start = ChoiceField(theme, "Tính từ", STARTS)
    on = DateField(theme, "Ngày", today)
    on.set_day(today())
    shares = ChoiceField(theme, "Quyết định, Quy định", SHARES)
    reason = LineField(theme, "Căn cứ (nếu có)", "Quyết định số 15-QĐ/TU, ngày 30/6/2030")
    fields: dict[str, Field] = {
        "committee": committee,
        "label": label,
        "on": on,
        "start_kind": start,
        "shares_qd_counter": shares,
        "reason": reason,
    }

    def value() -> NewTerm:
        day = on.day()
        if day is None:
            raise BadValue("on", "Hãy ghi ngày nhiệm kỳ bắt đầu tính.")
        return NewTerm(
            committee=str(committee.value() or ""),
            label=label.text(),
            start_kind=TermStart(str(start.value())),
            on=day,
            reason=reason.text(),
            shares_qd_counter=bool(shares.value()),
        )

    for wide in (committee, start, shares, reason):
        wide.setProperty(WIDE, True)  # noqa: FBT003
    dialog = FormDialog(parent, theme, "Nhiệm kỳ mới", fields, value, keep)
    return dialog.saying("Mở nhiệm kỳ")


@dataclass(frozen=True, slots=True)
class Congress:
    """What the form of a congress brings."""

    committee_id: RecordId
    name: str
    sits_from: date
    sits_to: date | None


def congress_form(
    parent: QWidget, theme: Theme, issuers: tuple[Issuer, ...], today: Today, keep: Keep
) -> FormDialog:
    """Return the form of a congress: its papers of all types count in one series."""
    committee = ChoiceField(
        theme, "Cấp ủy", tuple((each.id, each.name) for each in _committees(issuers))
    )
    name = LineField(theme, "Tên đại hội", "Đại hội đại biểu Đảng bộ phường lần thứ II")
    first = DateField(theme, "Phiên trù bị", today)
    first.set_day(today())
    last = DateField(theme, "Bế mạc (bỏ trống: chưa rõ)", today)
    fields: dict[str, Field] = {
        "committee": committee,
        "name": name,
        "sits_from": first,
        "sits_to": last,
    }

    def value() -> Congress:
        day = first.day()
        if day is None:
            raise BadValue("sits_from", "Hãy ghi ngày phiên trù bị.")
        return Congress(RecordId(str(committee.value())), name.text(), day, last.day())

    return FormDialog(parent, theme, "Mở dãy số đại hội", fields, value, keep).saying("Mở dãy số")


def _committee_name(key: str, issuers: tuple[Issuer, ...]) -> str:
    named = [each.name for each in _committees(issuers) if each.committee == key]
    return ", ".join(named)


def _committees(issuers: tuple[Issuer, ...]) -> list[Issuer]:
    """Return the bodies with the committees before what serves them."""
    return sorted(issuers, key=lambda each: each.kind is not IssuerKind.COMMITTEE)


def _whole(text: str, field: str) -> int:
    if not text.strip().isdecimal():
        raise BadValue(field, "Hãy ghi một số, ví dụ 12.")
    return int(text)
