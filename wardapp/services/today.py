"""Hôm nay: what is overdue, due today and coming, drafts that wait, and the periodic report."""

from __future__ import annotations

from datetime import date, timedelta

from wardapp.core.clock import day_of
from wardapp.core.dates import due_text, short_date
from wardapp.core.dispatches import Incoming, IncomingStatus, ListQuery
from wardapp.core.drafts import Draft, DraftStatus
from wardapp.core.forms import FormSpec, Period
from wardapp.core.views import DueText, RailCounts, ReportCard, TodayBoard, TodayItem
from wardapp.core.workdays import Workdays
from wardapp.services.daylog import Daylog
from wardapp.services.desk import Desk
from wardapp.services.reporting import Reporting
from wardapp.services.today_books import WaitingInBooks
from wardapp.services.today_people import WaitingPeople
from wardapp.services.today_reports import WaitingReports

COMING_DAYS = 7
MOST_ITEMS = 200
USUAL_FORM = "phu-luc-02"
"""What every ward reports by its plan, until the office keeps regimes of its own."""
NO_DUE = DueText(text="", tone="plain")
STATES = {
    IncomingStatus.NEW: "Chưa trình",
    IncomingStatus.SUBMITTED: "Đã trình",
    IncomingStatus.HANDLING: "Đang xử lý",
}
WAITING = {DraftStatus.SUBMITTED: "Chờ ký", DraftStatus.SIGNED: "Đã ký, chờ phát hành"}


class Today:
    """Gathers what the day holds."""

    def __init__(
        self,
        desk: Desk,
        daylog: Daylog,
        reporting: Reporting,
        waiting: WaitingInBooks,
        people: WaitingPeople,
        reports: WaitingReports,
    ) -> None:
        self._desk = desk
        self._reports = reports
        self._people = people
        self._waiting = waiting
        self._daylog = daylog
        self._reporting = reporting

    def board(self) -> TodayBoard:
        """Return everything the page shows."""
        today = self._desk.today()
        workdays = self._desk.workdays()
        horizon = today + timedelta(days=COMING_DAYS)
        with self._desk.database.read() as tx:
            overdue = tx.incoming.overdue(today, MOST_ITEMS)
            due = tx.incoming.due_between(today, horizon)
            counts = tx.incoming.counts(ListQuery(), today)
            next_due = tx.incoming.next_due(horizon)
            drafts = tx.drafts.page(0, MOST_ITEMS, open_only=True).rows
        people = self._beside(horizon, workdays)
        late = tuple(item for item in people if item.due_date and item.due_date < today)
        items = tuple(_incoming_item(line, today, workdays) for line in due)
        items = _by_due((*items, *people[len(late) :]), horizon)
        waiting = tuple(_draft_item(draft) for draft in drafts if draft.status in WAITING)
        report = self._report(today, workdays)
        items = _with_report(items, report, horizon)
        coming = tuple(item for item in items if item.due_date and item.due_date > today)
        return TodayBoard(
            day=today,
            week=today.isocalendar().week,
            overdue=_by_due(
                (*late, *(_incoming_item(line, today, workdays) for line in overdue)), today
            ),
            overdue_count=counts.overdue + len(late),
            today=(*(item for item in items if item.due_date == today), *waiting),
            coming=coming,
            report=report,
            gauge=self._daylog.gauge(),
            next_due=next_due,
            books=self._waiting.items(workdays),
        )

    def rail(self, backup_ms: int | None = None) -> RailCounts:
        """Return what waits for the clerk, page by page."""
        today = self._desk.today()
        with self._desk.database.read() as tx:
            counts = tx.incoming.counts(ListQuery(), today)
            drafts = tx.drafts.open_count()
        workdays = self._desk.workdays()
        people = len(self._beside(today, workdays))
        report = self._report(today, workdays)
        is_near = report is not None and (report.due_date - today).days <= COMING_DAYS
        return RailCounts(
            today=counts.overdue + counts.due_today + people,
            incoming=counts.open,
            drafts=drafts,
            reports=int(is_near and report is not None and not report.is_closed),
            backup_ms=backup_ms,
        )

    def _beside(self, horizon: date, workdays: Workdays) -> tuple[TodayItem, ...]:
        """Return what is late or due beside dispatches: persons' matters and reports, by day."""
        nearest = self._nearest()
        reports = self._reports.items(horizon, workdays, nearest[0].id if nearest else "")
        return _by_due((*self._people.items(horizon, workdays), *reports), horizon)

    def _nearest(self) -> tuple[FormSpec, Period] | None:
        """Return the form due next of those the regimes ask for; without any, the usual one."""
        forms = self._reporting.forms()
        ruled = self._reports.forms_ruled() or {USUAL_FORM}
        known = [each for each in forms if each.id in ruled] or list(forms)
        today = self._desk.today()
        pairs = [(each, self._reporting.current_period(each.id)) for each in known]
        return min(
            pairs,
            key=lambda pair: (pair[1].due_date < today, pair[1].due_date),
            default=None,
        )

    def _report(self, today: date, workdays: Workdays) -> ReportCard | None:
        nearest = self._nearest()
        if nearest is None:
            return None
        spec, period = nearest
        filled = self._reporting.fill(spec.id, period.id)
        cells, required = self._reporting.progress(filled)
        return ReportCard(
            form_id=spec.id,
            title=f"{spec.label}, {period.label}",
            period_id=period.id,
            due=due_text(period.due_date, today, workdays, None),
            due_date=period.due_date,
            filled_cells=cells,
            required_cells=required,
            next_label=_next_label(self._reporting.periods(spec.id), period),
            is_closed=filled.closed_ms is not None,
        )


def _incoming_item(line: Incoming, today: date, workdays: Workdays) -> TodayItem:
    person = line.handler or (line.direction.lead_unit if line.direction else "")
    who = f"{person} xử lý" if person else STATES.get(line.status, "")
    parts = (f"Số đến {line.arrival_code}", line.number_symbol, line.organ_name, who)
    return TodayItem(
        entity="incoming",
        record_id=line.id,
        title=line.subject,
        circumstance=" · ".join(part for part in parts if part),
        due=due_text(line.due_date, today, workdays, None) if line.due_date else NO_DUE,
        due_date=line.due_date,
    )


def _by_due(items: tuple[TodayItem, ...], else_day: date) -> tuple[TodayItem, ...]:
    return tuple(sorted(items, key=lambda each: each.due_date or else_day))


def _draft_item(draft: Draft) -> TodayItem:
    return TodayItem(
        entity="draft",
        record_id=draft.id,
        title=_draft_title(draft),
        circumstance=_draft_circumstance(draft),
        due=DueText(text=WAITING[draft.status], tone="plain"),
        due_date=None,
    )


def _draft_title(draft: Draft) -> str:
    """Return the subject, begun with a capital: in a draft it goes on from the type's name."""
    subject = draft.subject
    return subject[:1].upper() + subject[1:] if subject else "Dự thảo chưa có trích yếu"


def _draft_circumstance(draft: Draft) -> str:
    changed = day_of(draft.changed_ms)
    name = f"Dự thảo lần {draft.draft_no}" if draft.draft_no else "Dự thảo"
    return f"{name} · sửa gần nhất {short_date(changed, changed)}"


def _with_report(
    items: tuple[TodayItem, ...], report: ReportCard | None, horizon: date
) -> tuple[TodayItem, ...]:
    if report is None or report.is_closed or report.due_date > horizon:
        return items
    item = TodayItem(
        entity="report",
        record_id=report.period_id,
        title=report.title,
        circumstance=f"Báo cáo định kỳ · {_filling(report)}",
        due=report.due,
        due_date=report.due_date,
    )
    return tuple(sorted((*items, item), key=lambda each: each.due_date or horizon))


def _filling(report: ReportCard) -> str:
    missing = report.required_cells - report.filled_cells
    return f"còn {missing} ô chưa có số" if missing else "đã đủ số, chưa chốt"


def _next_label(periods: tuple[Period, ...], current: Period) -> str:
    after = [each for each in periods if each.due_date > current.due_date]
    if not after:
        return ""
    following = min(after, key=lambda each: each.due_date)
    return f"Kỳ sau: {short_date(following.due_date, current.due_date)}"
