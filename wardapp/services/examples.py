"""Example offices: half a year of work, invented, to look at and throw away."""

from __future__ import annotations

import tomllib
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from wardapp.core.clock import HANOI, Clock, SetClock
from wardapp.core.dispatches import Arrival, Direction, Incoming, Recipient
from wardapp.core.drafts import DraftContent
from wardapp.core.errors import BadValue
from wardapp.core.forms import CellKey
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer
from wardapp.core.places import Places
from wardapp.core.profile import LastNumber, OfficeProfile
from wardapp.core.progress import Progress
from wardapp.services.example_life import add_life
from wardapp.services.example_opinions import add_opinions
from wardapp.services.example_papers import arriving_paper
from wardapp.services.example_plan import (
    ComingIn,
    Happening,
    Logging,
    Moment,
    Span,
    Writing,
    plan,
)
from wardapp.services.example_regimes import add_regimes
from wardapp.services.office import Office, create_office
from wardapp.services.setup import example_profile

PAPERS_KEPT_DAYS = 21
"""Dispatches of the last days lie in the book with their file; older ones came on paper."""

FORM = "phu-luc-02"

LATE = 17
"""Every seventeenth dispatch is answered late, or is still open today."""
PURPOSE_OPEN = " ("


def build_example(
    kind: str, folder: Path, places: Places, clock: Clock, progress: Progress
) -> None:
    """Make the example office `party` or `state` with half a year of work up to today.

    Raises WardError when the folder can't hold an office, and Cancelled from `progress`; a
    half-made folder is removed by the one who gave it.
    """
    today = clock.today()
    year = _table(places, f"{kind}_half_year.toml")
    profile = _started(example_profile(kind, places, clock), year, today)
    past = SetClock(_instant(Moment(day=today - timedelta(weeks=27), minute=480)))
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(TemporaryDirectory()))
        office = stack.enter_context(create_office(folder, profile, places, past))
        span = Span(today=today, workdays=office.desk.workdays())
        log = _table(places, "half_year_log.toml")
        happenings = plan(year, log, span, Random(kind))
        _Year(office, profile, span, past, scratch).play(happenings, clock.now_ms(), progress)
        past.instant_ms = max(past.instant_ms, clock.now_ms())
        add_life(office, year["life"])
        add_opinions(office, _table(places, "half_year_opinions.toml")["topics"])
        add_regimes(office, year["regimes"])
        _type_report(office, log["report"])


def _type_report(office: Office, report: dict[str, Any]) -> None:
    """Type the cells of the current report that no log can fill."""
    period = office.reporting.current_period(FORM)
    plans = [
        (CellKey(table="A", row=row, column="plan"), number)
        for row, number in report["plan"].items()
    ]
    texts = [
        (CellKey(table="E", row=row, column="text"), text) for row, text in report["texts"].items()
    ]
    office.reporting.put_all(FORM, period.id, (*plans, *texts))


def _table(places: Places, name: str) -> dict[str, Any]:
    return tomllib.loads((places.example / name).read_text("utf-8"))


def _started(profile: OfficeProfile, year: dict[str, Any], today: date) -> OfficeProfile:
    """Return the profile with the arrival numbers of the year in which the half year began."""
    first = (today - timedelta(weeks=26)).year
    kept = tuple(each for each in profile.last_numbers if each.book != "den")
    if first != today.year:
        before = LastNumber(
            issuer_symbol=profile.issuers[0].symbol,
            book="den",
            group="",
            scope_label=str(first),
            number=year["incoming_before"],
        )
        kept = (*kept, before)
    return replace(profile, last_numbers=tuple(_in_year(each, first) for each in kept))


def _in_year(last: LastNumber, year: int) -> LastNumber:
    return replace(last, scope_label=str(year)) if last.scope_label.isdigit() else last


def _instant(at: Moment) -> int:
    start = datetime(at.day.year, at.day.month, at.day.day, tzinfo=HANOI)
    return int((start + timedelta(minutes=at.minute)).astimezone(UTC).timestamp() * 1000)


class _Year:
    """Plays the happenings of the half year on an office."""

    def __init__(
        self, office: Office, profile: OfficeProfile, span: Span, past: SetClock, scratch: Path
    ) -> None:
        self._office = office
        self._span = span
        self._past = past
        self._scratch = scratch
        # What the office keeps, not the profile: ids are those of the folder.
        self._issuers = {issuer.symbol: issuer for issuer in office.catalogue.issuers()}
        self._first = self._issuers[profile.issuers[0].symbol]
        self._people = tuple(
            person.full_name for person in office.catalogue.people() if not person.is_clerk
        )
        self._leader = profile.signers[0].full_name
        self._open: list[tuple[date, RecordId]] = []
        self._serial = 0

    def play(self, happenings: list[Happening], now_ms: int, progress: Progress) -> None:
        total = len(happenings)
        for done, happening in enumerate(happenings):
            instant = _instant(happening.at)
            if instant > now_ms:
                continue  # this afternoon has not come yet
            self._close_due(happening.at.day)
            self._past.instant_ms = max(self._past.instant_ms, instant)
            match happening:
                case ComingIn():
                    self._register(happening)
                case Writing():
                    self._write(happening)
                case Logging():
                    self._office.daylog.add(happening.entry)
            progress.step(done, total, f"Sổ mẫu, ngày {happening.at.day:%d/%m/%Y}")

    def _register(self, coming: ComingIn) -> None:
        self._serial += 1
        due = self._due(coming)
        arrival = Arrival(
            issuer_id=self._first.id,
            arrival_date=coming.at.day,
            organ_name=coming.organ_name,
            subject=coming.subject,
            code_number=coming.code_number,
            code_notation=coming.code_notation,
            issued_date=self._span.workdays.add(coming.at.day, -(1 + self._serial % 3)),
            type_name=coming.type_name,
            signer=coming.signer,
            priority=coming.priority,
            channel=coming.channel,
            page_amount=1 + self._serial % 4,
            due_date=due,
        )
        file = None
        if (self._span.today - coming.at.day).days <= PAPERS_KEPT_DAYS:
            file = arriving_paper(arrival, self._office.drafting.papers, self._scratch)
        line = self._office.intake.register(arrival, file=file)
        self._hand_on(line, due)

    def _due(self, coming: ComingIn) -> date | None:
        if not coming.working_days:
            return None
        return self._span.workdays.add(coming.at.day, coming.working_days)

    def _hand_on(self, line: Incoming, due: date | None) -> None:
        age = self._span.workdays.between(line.arrival_date, self._span.today)
        if age <= 1 and self._serial % 2:
            return  # this morning's paper still waits for the leader
        self._office.intake.submit(line.id)
        if due is None:
            self._open.append((self._span.workdays.add(line.arrival_date, 1), line.id))
            return
        handler = self._people[self._serial % len(self._people)]
        direction = Direction(
            leader=self._leader,
            opinion=f"Giao đồng chí {handler} tham mưu thực hiện, báo cáo trước ngày "
            f"{due.day:02}/{due.month}.",
            on=line.arrival_date,
        )
        self._office.intake.direct(line.id, direction, due, handler)
        if self._serial % LATE:
            self._open.append((self._span.workdays.add(due, -(self._serial % 3)), line.id))
        elif age > LATE:
            self._open.append((self._span.workdays.add(due, 2), line.id))

    def _close_due(self, day: date) -> None:
        """Finish what is finished before this day begins."""
        ready = sorted(item for item in self._open if item[0] < day)
        for finished, line_id in ready:
            end = _instant(Moment(day=finished, minute=960))
            self._past.instant_ms = max(self._past.instant_ms, end)
            self._office.intake.finish(line_id)
        self._open = [item for item in self._open if item[0] >= day]

    def _write(self, writing: Writing) -> None:
        issuer = self._issuers[writing.issuer]
        content = self._content(writing, issuer)
        if not writing.status:
            line = self._office.issuing.issue_new(content, writing.at.day).outgoing
            if line.deliveries and writing.at.day < self._span.today:
                self._office.deliveries.send_all(line.id)
            return
        draft = self._office.drafting.add(content, f"Soạn {writing.subject}")
        if writing.status == "submitted":
            self._office.drafting.submit(draft.id)

    def _content(self, writing: Writing, issuer: Issuer) -> DraftContent:
        signers = self._office.catalogue.signers(issuer.id)
        if not signers:
            raise BadValue("signer", f"{issuer.name} chưa có người ký.")
        return DraftContent(
            issuer_id=issuer.id,
            type_code=writing.type_code,
            subject=writing.subject,
            addressees=writing.addressees,
            recipients=tuple(_recipient(text) for text in writing.recipients),
            storage_line=issuer.storage_line,
            signer_id=signers[self._serial % min(2, len(signers))].id,
            body=writing.body,
        )


def _recipient(text: str) -> Recipient:
    name, _, purpose = text.partition(PURPOSE_OPEN)
    return Recipient(name=name, purpose=purpose.rstrip(")"))
