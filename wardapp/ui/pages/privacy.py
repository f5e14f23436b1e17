"""Dữ liệu cá nhân: requests of persons and incidents, each with its clock; nobody is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from wardapp.core.dates import long_date
from wardapp.core.identity import RecordId
from wardapp.core.privacy import Incident, PersonRequest, PrivacyReview, PrivacyRules
from wardapp.core.workdays import Workdays
from wardapp.services.office import Office
from wardapp.ui.context import Context
from wardapp.ui.jobs import Book
from wardapp.ui.listing.cells import GroupRow
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import RowView
from wardapp.ui.page import Page, PageSpec
from wardapp.ui.pages.outgoing_history import tell_history
from wardapp.ui.pages.privacy_actions import (
    ACKNOWLEDGE,
    ACTIONS,
    ANSWER,
    CLOSE,
    EDIT,
    EXTEND,
    HISTORY,
    INCIDENT,
    NEW,
    NOTE,
    NOTIFY,
    OF_LINE,
    PAGE,
    PETITION,
    REFUSE,
    REVIEW,
    TAKE_UP,
)
from wardapp.ui.pages.privacy_deeds import PrivacyDeeds
from wardapp.ui.pages.privacy_rows import Moment, PrivacyRow, columns, fits, look_of, pane_line
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.cards import EmptyPage, Notice, Way
from wardapp.ui.widgets.deed_pane import DeedPane
from wardapp.ui.widgets.pane_over import PaneOver
from wardapp.ui.widgets.split_pane import SplitPane

PANE, BESIDE_FROM = 420, 1000
MINUTE_MS = 60_000
ROWS = (
    (ANSWER, ACKNOWLEDGE, TAKE_UP),
    (EXTEND, REFUSE),
    (NOTIFY, EDIT),
    (NOTE, CLOSE),
    (PETITION, HISTORY),
)
BY_ID = {each.id: each for each in ACTIONS}
NO_WORKDAYS = Workdays(frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class _Read:
    """All that the page read at once."""

    requests: tuple[PersonRequest, ...]
    incidents: tuple[Incident, ...]
    numbers: dict[RecordId, str]
    review: PrivacyReview
    rules: PrivacyRules
    workdays: Workdays


def read_of(office: Office) -> _Read:
    """Return what the page shows (a job of the reading lane)."""
    requests = office.privacy.requests()
    ids = [each.petition_id for each in requests if each.petition_id is not None]
    return _Read(
        requests=requests,
        incidents=office.privacy.incidents(),
        numbers=office.petitions.numbers_of(ids),
        review=office.privacy.review(),
        rules=office.privacy.rules(),
        workdays=office.desk.workdays(),
    )


class PrivacyPage(Page):
    """Lists requests and incidents, what waits first, and shows the chosen one."""

    books = frozenset({Book.PRIVACY, Book.PETITIONS})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self.row: PrivacyRow | None = None
        self._wanted = ""
        self._read: _Read | None = None
        self.rows: RowList[PrivacyRow] = RowList(columns(self._moment()), look_of, self)
        self.list = RowView(theme, "Yêu cầu và sự cố dữ liệu cá nhân")
        self.pane = DeedPane(theme, "Yêu cầu, sự cố đang chọn", ROWS, frozenset({HISTORY.id}))
        self.notice, self._notice_room = Notice(theme), QWidget()
        self.deeds = PrivacyDeeds(self, context)
        self._whole = QStackedWidget()
        self._minute = QTimer(self, interval=MINUTE_MS)
        self._build()

    def _build(self) -> None:
        self.header.say("Dữ liệu cá nhân")
        self.header.add_action(REVIEW, show_key=False)
        self.header.add_action(INCIDENT)
        self.header.add_action(NEW, Kind.PRIMARY)
        self.list.show_model(self.rows)
        self._split = SplitPane(self.context.desk, PAGE, (self.list, self.pane), (0, PANE))
        self._over = PaneOver(self.context.theme, self.list, self.pane, self.list, BESIDE_FROM)
        empty = EmptyPage(
            self.context.theme,
            "Chưa có yêu cầu hay sự cố nào",
            "Người dân hỏi, xin sửa, xin xóa dữ liệu của mình thì ghi ở đây: WardApp tính hạn "
            "theo luật. Lộ, mất dữ liệu thì ghi sự cố, báo trong 72 giờ.",
            (
                Way("Ghi yêu cầu", self.add_request, "person", "Ctrl N"),
                Way("Ghi sự cố", self.add_incident, "warning", "Ctrl I"),
            ),
        )
        room = QVBoxLayout(self._notice_room)
        room.setContentsMargins(22, 10, 18, 10)
        room.addWidget(self.notice)
        self._notice_room.hide()
        self.body.addWidget(self._notice_room)
        self._whole.addWidget(self._split)
        self._whole.addWidget(empty)
        self.body.addWidget(self._whole, 1)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _row: self._over.open(self.pane))
        self.pane.acted.connect(self.context.frame.run_action)
        self._minute.timeout.connect(self._tick)

    def _moment(self) -> Moment:
        workdays = self._read.workdays if self._read is not None else NO_WORKDAYS
        clock = self.context.clock
        return Moment(clock.today(), clock.now_ms(), workdays)

    # ---- reading -----------------------------------------------------------------------------

    def arrive(self, argument: object) -> None:
        """Show the request or incident another page names."""
        if isinstance(argument, str) and argument:
            self._wanted = argument

    def refresh(self) -> None:
        """Read everything again."""
        office = self.context.office
        self.context.jobs.read(
            lambda: read_of(office), self._show_read, key="privacy.list", owner=self
        )

    def _show_read(self, read: _Read) -> None:
        self._read = read
        waiting = sum(1 for each in read.requests if each.is_open)
        waiting += sum(1 for each in read.incidents if each.closed_on is None)
        self.header.say("Dữ liệu cá nhân", f"{waiting} việc đang chờ" if waiting else "")
        self._show_rows(read)
        self._tell_review(read.review)

    def _show_rows(self, read: _Read) -> None:
        wanted = self._wanted or (self.row.value.id if self.row else "")
        self._wanted = ""
        self.rows.columns = columns(self._moment())
        rows = self._sorted(read)
        self.rows.show(rows)
        has_rows = bool(rows)
        self._whole.setCurrentIndex(0 if has_rows else 1)
        self._over.know(has_rows=has_rows)
        if not has_rows:
            self.row = None
            return
        ids = [row.value.id if isinstance(row, PrivacyRow) else "" for row in rows]
        at = ids.index(RecordId(wanted)) if wanted and wanted in ids else 1
        self.list.choose(at)
        self._choose(at)

    def _sorted(self, read: _Read) -> tuple[PrivacyRow | GroupRow, ...]:
        """Return the lines under their headings: what waits, by its clock, then what is done."""
        numbers = read.numbers
        asked = [
            PrivacyRow(each, numbers.get(each.petition_id, "") if each.petition_id else "")
            for each in read.requests
        ]
        happened = [PrivacyRow(each) for each in read.incidents]
        rows: list[PrivacyRow | GroupRow] = []
        for title, group in (
            ("Sự cố", [row for row in happened if not _is_done(row)]),
            ("Yêu cầu đang chờ", sorted(filter(_is_waiting, asked), key=_clock)),
            ("Đã xong", [row for row in (*asked, *happened) if _is_done(row)]),
        ):
            if group:
                rows += [GroupRow(title, str(len(group))), *group]
        return tuple(rows)

    def _tell_review(self, review: PrivacyReview) -> None:
        is_due = review.kept > 0 and review.next_by <= self.context.clock.today()
        self._notice_room.setVisible(is_due)
        if is_due:
            last = f"Lần trước {long_date(review.last_on)}." if review.last_on else ""
            self.notice.show_notice(
                "Đến kỳ rà soát dữ liệu cá nhân",
                f"Đang giữ {review.kept} người phản ánh, {review.undated} chưa có ngày xóa. {last}",
                (Way("Rà soát", self.review, "checkmark_circle", "F7"),),
            )

    def _choose(self, at: int) -> None:
        row = self.rows.row_at(at)
        if not isinstance(row, PrivacyRow) or self._read is None:
            return
        self.row = row
        line = pane_line(row, self._moment(), self._read.rules)
        writes = not self.context.office.read_only
        self.pane.show_line(line, lambda action: fits(action, row), may_write=writes)

    def _tick(self) -> None:
        """Let the hours of an incident run on the screen."""
        if self._read is not None and self._read.incidents and self.isVisible():
            self._show_rows(self._read)

    # ---- actions -----------------------------------------------------------------------------

    def can(self, action: str) -> bool:
        """Return whether an action of this page is possible now."""
        if action not in OF_LINE:
            return True
        return self.row is not None and fits(BY_ID[action], self.row)

    def start_focus(self) -> None:
        """Go into the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_request(self) -> None:
        """Take a request down."""
        self.deeds.add_request()

    def add_incident(self) -> None:
        """Begin the note of an incident."""
        self.deeds.add_incident()

    def review(self) -> None:
        """Look at what is kept of persons."""
        self.deeds.review()

    def _on_request(self, deed: Callable[[PersonRequest], object]) -> None:
        if self.row is not None and isinstance(self.row.value, PersonRequest):
            deed(self.row.value)

    def _on_incident(self, deed: Callable[[Incident], object]) -> None:
        if self.row is not None and isinstance(self.row.value, Incident):
            deed(self.row.value)

    def acknowledge(self) -> None:
        """Note that the person was told their request came in."""
        self._on_request(self.deeds.acknowledge)

    def answer(self) -> None:
        """Note how the chosen request was met."""
        self._on_request(self.deeds.answer)

    def extend(self) -> None:
        """Extend the chosen request once."""
        self._on_request(self.deeds.extend)

    def refuse(self) -> None:
        """Refuse the chosen request."""
        rules = self._read.rules if self._read is not None else None
        if rules is not None:
            self._on_request(
                lambda request: self.deeds.refuse(request, rules.reasons_for(request.kind))
            )

    def take_up(self) -> None:
        """Let the chosen request wait again."""
        self._on_request(self.deeds.take_up)

    def edit_incident(self) -> None:
        """Correct the chosen note."""
        self._on_incident(self.deeds.edit_incident)

    def notify(self) -> None:
        """Note who was told of the chosen incident."""
        self._on_incident(self.deeds.notify)

    def write_note(self) -> None:
        """Write the note of the chosen incident to a file."""
        self._on_incident(self.deeds.write_note)

    def close_incident(self) -> None:
        """Note that the chosen incident is over."""
        self._on_incident(self.deeds.close_incident)

    def open_petition(self) -> None:
        """Go to the petition that leads to the person."""
        self._on_request(lambda request: self.context.frame.go("petitions", request.petition_id))

    def tell_history(self) -> None:
        """Show what happened to the chosen one."""
        if self.row is not None:
            value = self.row.value
            tell_history(self.context, self, self.row.entity, value.id, "Lịch sử")

    # ---- the page among pages ----------------------------------------------------------------

    def escape(self) -> bool:
        """Put the list back over the details."""
        return self._over.back()

    def panes(self) -> tuple[QWidget, ...]:
        """Return the widgets that F6 goes through, in reading order."""
        return (self.list, self.pane)

    def showEvent(self, event: QShowEvent) -> None:
        """Let the clock run while the page is seen."""
        super().showEvent(event)
        self._minute.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        self._over.fit(self.width())


def _is_done(row: PrivacyRow) -> bool:
    value = row.value
    return value.closed_on is not None if isinstance(value, Incident) else not value.is_open


def _is_waiting(row: PrivacyRow) -> bool:
    return not _is_done(row)


def _clock(row: PrivacyRow) -> str:
    value = row.value
    if isinstance(value, Incident):
        return ""
    day = value.acknowledge_by if value.acknowledged_on is None else value.last_day
    return day.isoformat() if day is not None else ""


SPEC = PageSpec(
    key=PAGE,
    title="Dữ liệu cá nhân",
    icon="shield_checkmark",
    factory=PrivacyPage,
    actions=ACTIONS,
    under="petitions",
    help_topic="privacy",
)
