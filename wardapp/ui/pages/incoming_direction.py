"""The leader's decision on one line or many: words, units, who handles it and by when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from wardapp.core.arrivals import Assignment
from wardapp.core.dates import weekday_date
from wardapp.core.dispatches import PRIORITIES, Direction, Incoming, Priority
from wardapp.core.errors import BadDate, BadValue
from wardapp.core.workdays import Workdays
from wardapp.services.office import Office
from wardapp.ui.context import Context
from wardapp.ui.form_dialog import FormDialog, Refused
from wardapp.ui.jobs import Book
from wardapp.ui.pages.proposal_more import places_of
from wardapp.ui.widgets.fields import BoxField, ChoiceField, DateField, Field, LineField

KEPT = -1
"""Where several lines are assigned at once: each keeps its own urgency."""


@dataclass(frozen=True, slots=True)
class Helpers:
    """Whom a decision can name, and how the office counts days."""

    people: tuple[str, ...]
    positions: tuple[str, ...]
    units: tuple[str, ...]
    workdays: Workdays
    weekend_rule: str


def helpers_of(office: Office) -> Helpers:
    """Return what the form needs of the office."""
    people = tuple(each for each in office.catalogue.people() if each.active)
    units = tuple(each.name for each in office.catalogue.units() if each.active)
    own = tuple(each.name for each in office.catalogue.issuers())
    return Helpers(
        people=tuple(each.full_name for each in people),
        positions=tuple(dict.fromkeys(each.position for each in people if each.position)),
        units=tuple(dict.fromkeys((*own, *units))),
        workdays=office.desk.workdays(),
        weekend_rule=office.desk.settings().weekend_rule,
    )


@dataclass(frozen=True, slots=True)
class Decision:
    """What the dialog gives back."""

    direction: Direction
    given: Assignment


class DecisionForm:
    """The fields of a decision; with several lines all begin empty and empty changes nothing."""

    def __init__(self, context: Context, lines: tuple[Incoming, ...], helpers: Helpers) -> None:
        theme, self._today = context.theme, context.clock.today
        self._helpers, self._is_one = helpers, len(lines) == 1
        self.leader = LineField(theme, "Người cho ý kiến", "Bí thư")
        self.on = DateField(theme, "Ngày cho ý kiến", self._today)
        self.opinion = BoxField(theme, "Ý kiến chỉ đạo", 3, most=6)
        self.lead = LineField(theme, "Đơn vị chủ trì")
        self.handler = LineField(theme, "Người xử lý")
        self.support = BoxField(theme, "Đơn vị phối hợp (cách nhau bằng dấu ;)", 1, most=3)
        self.due = DateField(theme, "Hạn xử lý", self._today)
        self.due.line.setPlaceholderText("dd/mm hoặc +10 ngày làm việc")
        keep = () if self._is_one else ((KEPT, "Giữ như từng dòng"),)
        self.priority = ChoiceField(theme, "Độ khẩn", (*keep, *PRIORITIES))
        self._fill(lines[0] if self._is_one else None)
        self._offer()

    def _fill(self, line: Incoming | None) -> None:
        before = line.direction if line is not None else None
        self.on.set_day(before.on if before is not None else self._today())
        if before is not None:
            self.leader.set_text(before.leader)
            self.opinion.set_text(before.opinion)
            self.lead.set_text(before.lead_unit)
            self.support.set_text("; ".join(before.supporting_units))
        if line is not None:
            self.handler.set_text(line.handler)
            self.due.set_day(line.due_date)
            self.priority.set_value(line.priority)
            self._say_due()

    def _offer(self) -> None:
        known = self._helpers
        self.leader.suggest((*known.positions, *known.people))
        self.handler.suggest(known.people)
        self.lead.suggest(known.units)
        for field in (self.on, self.due):
            field.set_workdays(known.workdays)
            field.say_weekday(on=False)
        self.due.changed.connect(self._follow_due)

    def _follow_due(self) -> None:
        """Move a due day off a rest day by the rule of the office, and say so."""
        day = self.due.shown_day
        moved = self._helpers.workdays.roll(day, self._helpers.weekend_rule) if day else None
        if day is not None and moved != day:
            self.due.set_day(moved)
            self._say_due(f"{weekday_date(day)} là ngày nghỉ nên dời theo Cài đặt. ")
        else:
            self._say_due()

    def _say_due(self, before: str = "") -> None:
        day = self.due.shown_day
        if day is None:
            self.due.set_echo("")
            return
        left = self._helpers.workdays.between(self._today(), day)
        words = weekday_date(day) + (f", còn {left} ngày làm việc" if left > 0 else "")
        rests = "" if self._helpers.workdays.is_working(day) else ", là ngày nghỉ"
        self.due.set_echo(f"{before}{words}{rests}.", "warn" if rests else "text3")

    @property
    def fields(self) -> dict[str, Field]:
        """Return the fields by name, in reading order."""
        return {
            "leader": self.leader,
            "on": self.on,
            "opinion": self.opinion,
            "lead_unit": self.lead,
            "handler": self.handler,
            "supporting_units": self.support,
            "due_date": self.due,
            "priority": self.priority,
        }

    def value(self) -> Decision:
        """Return the decision as it stands; BadValue names a field with a day that is none."""
        priority = self.priority.value()
        direction = Direction(
            leader=self.leader.text(),
            opinion=self.opinion.text(),
            on=_day("on", self.on) or self._today(),
            lead_unit=self.lead.text(),
            supporting_units=places_of(self.support.text()),
        )
        given = Assignment(
            due_date=_day("due_date", self.due),
            handler=self.handler.text(),
            priority=None if priority == KEPT else Priority(int(str(priority))),
        )
        return Decision(direction, given)


def ask_decision(page: QWidget, context: Context, lines: tuple[Incoming, ...]) -> None:
    """Read who works here, then ask for the decision and write it."""
    if lines:
        context.jobs.read(
            lambda: helpers_of(context.office),
            lambda known: _open(page, context, lines, known),
            key="incoming.helpers",
            owner=page,
        )


def _open(page: QWidget, context: Context, lines: tuple[Incoming, ...], helpers: Helpers) -> None:
    form = DecisionForm(context, lines, helpers)
    title = f"Ý kiến chỉ đạo, số đến {lines[0].arrival_code}"
    if len(lines) > 1:
        title = f"Giao xử lý {len(lines)} văn bản đến; ô để trống giữ như từng dòng"

    def keep(value: Any, done: Callable[[], None], refused: Refused) -> None:
        _write(context, lines, value, done, refused)

    dialog = FormDialog(page, context.theme, title, form.fields, form.value, keep)
    dialog.save.setText("Ghi ý kiến" if len(lines) == 1 else "Giao xử lý")
    dialog.open()


def _write(
    context: Context,
    lines: tuple[Incoming, ...],
    decision: Decision,
    done: Callable[[], None],
    refused: Refused,
) -> None:
    intake, frame, given = context.office.intake, context.frame, decision.given
    ids = tuple(line.id for line in lines)

    def write() -> tuple[Incoming, ...]:
        if len(ids) > 1:
            return intake.direct_many(ids, decision.direction, given)
        one = intake.direct(
            ids[0], decision.direction, given.due_date, given.handler, given.priority
        )
        return (one,)

    def said(kept: tuple[Incoming, ...]) -> None:
        done()
        many = f"Đã giao {len(kept)} văn bản đến."
        one = f"Đã ghi ý kiến vào số {kept[0].arrival_code}."
        frame.toast(many if len(kept) > 1 else one, frame.undo)

    context.jobs.write(write, said, touches={Book.INCOMING}, on_refused=refused)


def _day(name: str, field: DateField) -> date | None:
    try:
        return field.day()
    except BadDate as fault:
        raise BadValue(name, fault.sentence) from fault
