"""The half year of an example office as a plan: what happens on which day and at what minute."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from wardapp.core.daylog import LogEntry
from wardapp.core.dispatches import Channel, Priority
from wardapp.core.issuers import SignerInfo
from wardapp.core.workdays import Workdays

WEEKS = 26
URGENT_EVERY = 24
SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When something happens: the day and the minute since midnight."""

    day: date
    minute: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingIn:
    """A dispatch that comes in."""

    at: Moment
    organ_name: str
    code_number: str
    code_notation: str
    type_name: str
    subject: str
    signer: SignerInfo
    channel: Channel
    priority: Priority
    working_days: int  # to handle it; 0 = for information


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """A document the office issues, or keeps as a draft when `status` says so."""

    at: Moment
    issuer: str
    type_code: str
    subject: str
    body: str
    addressees: tuple[str, ...]
    recipients: tuple[str, ...]
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Logging:
    """A line of the log."""

    at: Moment
    entry: LogEntry


Happening = ComingIn | Writing | Logging


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The half year: its last day is the day the example is opened."""

    today: date
    workdays: Workdays

    @property
    def first(self) -> date:
        """Return its first day."""
        return self.today - timedelta(weeks=WEEKS)

    def days(self) -> Iterator[date]:
        """Yield its days in order."""
        for step in range(WEEKS * 7 + 1):
            yield self.first + timedelta(days=step)

    def working_days(self) -> tuple[date, ...]:
        """Return its working days in order."""
        return tuple(day for day in self.days() if self.workdays.is_working(day))

    def months(self) -> tuple[date, ...]:
        """Return the first day of each month it touches."""
        return tuple(sorted({day.replace(day=1) for day in self.days()}))


def plan(year: dict[str, Any], log: dict[str, Any], span: Span, random: Random) -> list[Happening]:
    """Return everything that happens in the half year, in order.

    `year` and `log` are the tables of `<kind>_half_year.toml` and `half_year_log.toml`.
    """
    happenings: list[Happening] = []
    for sender in year["senders"]:
        happenings.extend(_coming_in(sender, span, random))
    for paper in year["outgoing"]:
        happenings.extend(_writings(paper, span, random))
    for age, paper in enumerate(year["drafts"], start=1):
        happenings.append(_draft(paper, span, age))
    for channel in log["channels"]:
        lines = _loggings(channel, log["topics"], span, random)
        happenings.extend(each for each in lines if not _is_quiet(each, log["quiet"], span))
    return sorted(
        happenings, key=lambda each: (each.at.day, each.at.minute, each.__class__.__name__)
    )


def _coming_in(sender: dict[str, Any], span: Span, random: Random) -> Iterator[ComingIn]:
    number, year = sender["first"], span.first.year
    for serial, (day, subject) in enumerate(_subjects(sender, span, random)):
        if day.year != year:
            # Senders' State numbers begin again on 1 January; Party numbers go on in the term.
            number, year = (number if "/" in sender["notation"] else random.randint(1, 9)), day.year
        number += random.randint(1, 5)
        *authority, position, name = ["", *sender["signer"]][-3:]
        yield ComingIn(
            at=Moment(day=day, minute=random.randint(450, 1000)),
            organ_name=sender["name"],
            code_number=f"{number:02}" if sender["notation"] else "",
            code_notation=sender["notation"],
            type_name=sender["type"],
            subject=subject,
            signer=SignerInfo(
                full_name=name, position=position, authority=tuple(filter(None, authority))
            ),
            channel=Channel(sender["channel"]),
            priority=Priority.URGENT
            if serial % URGENT_EVERY == URGENT_EVERY - 1
            else Priority.NORMAL,
            working_days=sender["days"],
        )


def _subjects(sender: dict[str, Any], span: Span, random: Random) -> list[tuple[date, str]]:
    """Return the days and subjects of a sender in order of days."""
    days = span.working_days()
    found: list[tuple[date, str]] = []
    free = [text for text in sender.get("once", ()) if not text.startswith("@")]
    for index, text in enumerate(free):
        found.append((days[int((index + 0.6) / len(free) * len(days)) - 1], text))
    for text in sender.get("once", ()):
        if text.startswith("@"):
            found.extend(_seasonal(text, days))
    for text in sender.get("monthly", ()):
        found.extend((_in_month(month, days, random), text) for month in span.months())
    for text in sender.get("weekly", ()):
        found.extend((day, text) for day in days if day.weekday() == 0)
    return sorted((day, worded(text, day)) for day, text in found)


def _seasonal(text: str, days: tuple[date, ...]) -> Iterator[tuple[date, str]]:
    month, _, subject = text[1:].partition(" ")
    fitting = [day for day in days if day.month == int(month)]
    if fitting:
        yield fitting[len(subject) % len(fitting)], subject


def _in_month(month: date, days: tuple[date, ...], random: Random) -> date:
    inside = [day for day in days if day.replace(day=1) == month] or [days[-1]]
    return inside[random.randrange(len(inside))]


def _writings(paper: dict[str, Any], span: Span, random: Random) -> Iterator[Writing]:
    days = span.working_days()
    if paper.get("monthly"):
        when = [_late_in(month, days) for month in span.months()[:-1]]
    else:
        when = [days[min(int(paper["week"] / WEEKS * len(days)), len(days) - 3)]]
    for day in when:
        yield _writing(paper, Moment(day=day, minute=random.randint(840, 1000)))


def _late_in(month: date, days: tuple[date, ...]) -> date:
    inside = [day for day in days if day.replace(day=1) == month] or [days[0]]
    return inside[max(len(inside) - 4, 0)]


def _draft(paper: dict[str, Any], span: Span, age: int) -> Writing:
    days = span.working_days()
    writing = _writing(paper, Moment(day=days[-1 - age], minute=600 + age))
    return replace(writing, status=paper["status"])


def _writing(paper: dict[str, Any], at: Moment) -> Writing:
    return Writing(
        at=at,
        issuer=paper["issuer"],
        type_code=paper["type"],
        subject=worded(paper["subject"], at.day),
        body=worded(paper["body"], at.day).strip(),
        addressees=tuple(paper["addressees"]),
        recipients=tuple(paper["recipients"]),
    )


def _loggings(
    channel: dict[str, Any], topics: list[list[str]], span: Span, random: Random
) -> Iterator[Logging]:
    offset = random.randrange(len(topics))
    turn = 0
    for day in span.days():
        week = (day - span.first).days // 7
        wanted = day.weekday() in channel["weekdays"] and week % channel.get("every", 1) == 0
        is_on = day.weekday() == SATURDAY or span.workdays.is_working(day)
        if not wanted or not is_on:
            continue
        group, content = topics[(offset + turn * 5) % len(topics)]
        turn += 1
        hour, minute = channel["time"].split(":")
        yield Logging(
            at=Moment(day=day, minute=int(hour) * 60 + int(minute)),
            entry=LogEntry(
                day=day,
                channel=channel["code"],
                content=content,
                group=group,
                amount=random.randint(*channel["amount"]),
                minutes=channel.get("minutes"),
                reach=_between(channel.get("reach"), random),
                interactions=_between(channel.get("interactions"), random),
                places=_places(channel["places"], random) if "places" in channel else (),
                time=channel["time"],
                evidence_links=_evidence(channel, turn),
            ),
        )


def _is_quiet(line: Logging, quiet: dict[str, Any], span: Span) -> bool:
    """Return whether a line falls into the weeks when digital channels had nothing."""
    number = span.today.year * 12 + span.today.month - 1 - int(quiet["months_ago"])
    day = line.entry.day
    is_then = day.year * 12 + day.month - 1 == number and day.day > quiet["after_day"]
    return is_then and line.entry.channel in quiet["channels"]


def _evidence(channel: dict[str, Any], turn: int) -> tuple[str, ...]:
    """Return a link; every ninth line of a channel waits for its evidence."""
    if not channel.get("evidence") or turn % 9 == 0:
        return ()
    return (f"lienho.example/{channel['code']}/{turn:03}",)


def _between(bounds: list[int] | None, random: Random) -> int | None:
    return random.randint(*bounds) if bounds else None


def _places(which: str, random: Random) -> tuple[str, ...]:
    match which:
        case "all":
            return ("*",)
        case "half":
            return tuple(str(unit) for unit in sorted(random.sample(range(1, 25), 11)))
        case "few":
            return tuple(str(unit) for unit in sorted(random.sample(range(1, 25), 3)))
        case "one":
            return (str(random.randint(1, 24)),)
        case _:
            return ()


QUARTERS = ("I", "II", "III", "IV")


def worded(text: str, day: date) -> str:
    """Return a text of the example with month, year, quarter and week of the day."""
    return (
        text.replace("{thang}", str(day.month))
        .replace("{nam}", str(day.year))
        .replace("{quy}", QUARTERS[(day.month - 1) // 3])
        .replace("{tuan}", f"{day.isocalendar().week:02}")
    )
