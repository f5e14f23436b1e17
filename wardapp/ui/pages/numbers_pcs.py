"""Số trên nhiều máy: who keeps the numbers, blocks lent, provisional and doubled numbers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wardapp.core.keeping import CopyAnswer, LeaseRow
from wardapp.core.number_views import SeriesRow
from wardapp.core.numbering import NumberState
from wardapp.services.office import Office
from wardapp.ui.context import Context
from wardapp.ui.jobs import Book
from wardapp.ui.listing.models import RowList
from wardapp.ui.listing.view import RowView
from wardapp.ui.page import Page, PageSpec
from wardapp.ui.pages.books_deeds import ALL_KINDS
from wardapp.ui.pages.numbers_pcs_actions import (
    ACTIONS,
    END,
    FINALISE,
    GRANT,
    HAND_OVER,
    MOVED,
    PAGE,
    SAVE,
    SECOND,
    SEIZE,
    SETTLE,
    SHOW_LINE,
    TAKE_BACK,
)
from wardapp.ui.pages.numbers_pcs_deeds import TOUCHES, PcDeeds
from wardapp.ui.pages.numbers_pcs_rows import PcRow, Shown, columns, rows_of
from wardapp.ui.pages.outgoing_paper import PaperOut
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.cards import Notice, Way

TITLE = "Số trên nhiều máy"
CONCORDANCE = "Đối chiếu số tạm"


class NumbersPcsPage(Page):
    """One list of all that two PCs have to settle about numbers, the gravest first."""

    books = frozenset({Book.OUTGOING, Book.INCOMING, Book.BOOKS, Book.PETITIONS, Book.EXCHANGE})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.rows: RowList[PcRow] = RowList(columns(context.clock.today()), parent=self)
        self.list = RowView(context.theme, TITLE)
        self.list.show_model(self.rows)
        self.notice = Notice(context.theme, "soft")
        self.deeds = PcDeeds(self, context)
        self.paper = PaperOut(context, self)
        self._shown: Shown | None = None
        self._series: tuple[SeriesRow, ...] = ()
        self._build()

    def _build(self) -> None:
        self.header.say(TITLE)
        for action in (SAVE, END, GRANT):
            self.header.add_action(action)
        self.header.add_action(FINALISE, Kind.PRIMARY)
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(14, 10, 14, 10)
        column.addWidget(self.notice)
        self.body.addWidget(top)
        self.body.addWidget(self.list, 1)
        self.list.opened.connect(lambda _row: self.open_line())

    # ---- reading -----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read everything again; the chosen row stays chosen where it still is."""
        office = self.context.office
        self.context.jobs.read(
            lambda: (_read(office), office.numbering.series()),
            self._take,
            key="number_pcs.read",
            owner=self,
        )

    def _take(self, found: tuple[Shown, tuple[SeriesRow, ...]]) -> None:
        at = max(self.list.chosen_row, 0)
        self._shown, self._series = found
        self.rows.show(rows_of(self._shown))
        keepers = self._shown.keepers
        ways = (
            (
                Way("Máy này thay máy cũ", self.say_moved, "checkmark"),
                Way("Đây là máy thứ hai", self.say_second, "people"),
            )
            if keepers.is_asked
            else ()
        )
        self.notice.set_tone("danger" if keepers.is_asked else "soft")
        title = "Chưa cấp số: thư mục này là gì?" if keepers.is_asked else keepers.sentence
        self.notice.show_notice(title, keepers.sentence if keepers.is_asked else "", ways)
        self.list.choose(min(at, max(self.rows.rowCount() - 1, 0)))
        if isinstance(self.rows.row_at(self.list.chosen_row), PcRow):
            return
        self.list.choose(1)

    # ---- the page among pages ----------------------------------------------------------------

    def chosen(self) -> PcRow | None:
        """Return the chosen row."""
        at = self.list.chosen_row
        row = self.rows.row_at(at) if at >= 0 else None
        return row if isinstance(row, PcRow) else None

    def panes(self) -> tuple[QWidget, ...]:
        """Return the parts for F6."""
        return (self.list,)

    def start_focus(self) -> None:
        """Begin in the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def can(self, action: str) -> bool:
        """Return whether an action fits what is chosen and who keeps the numbers."""
        shown, row = self._shown, self.chosen()
        if shown is None:
            return False
        keepers = shown.keepers
        lease = row.lease if row is not None else None
        fits = {
            FINALISE.id: bool(shown.waiting) and not keepers.is_asked,
            GRANT.id: keepers.main.is_here and not keepers.is_asked,
            HAND_OVER.id: keepers.main.is_here and not keepers.is_asked,
            SEIZE.id: not keepers.main.is_here and not keepers.is_asked,
            MOVED.id: keepers.is_asked,
            SECOND.id: keepers.is_asked,
            END.id: lease is not None,
            TAKE_BACK.id: _is_given_back(lease),
            SETTLE.id: row is not None and row.contested is not None,
            SHOW_LINE.id: row is not None and (row.line or row.contested) is not None,
        }
        return fits.get(action, True)

    # ---- actions -----------------------------------------------------------------------------

    def finalise(self) -> None:
        """Give the waiting lines their final numbers."""
        if self._shown is not None and self._shown.waiting:
            self.deeds.finalise(len(self._shown.waiting))

    def grant(self) -> None:
        """Lend numbers to another PC."""
        if self._shown is not None:
            self.deeds.grant(self._shown.keepers, self._kept_here())

    def end(self) -> None:
        """Give back, call back or spoil the chosen numbers."""
        row = self.chosen()
        if row is not None and row.lease is not None:
            self.deeds.end(row.lease)

    def take_back(self) -> None:
        """Let a series go on with the chosen numbers."""
        row = self.chosen()
        if row is not None and row.lease is not None:
            self.deeds.take_back(row.lease)

    def settle(self) -> None:
        """Give the chosen line a number of its own."""
        row = self.chosen()
        if row is not None and row.number is not None and row.contested is not None:
            self.deeds.settle(row.number, row.contested)

    def hand_over(self) -> None:
        """Let another PC keep the numbers."""
        if self._shown is not None:
            self.deeds.hand_over(self._shown.keepers, self._kept_here())

    def seize(self) -> None:
        """Keep the numbers here because the keeper is lost."""
        if self._shown is not None:
            self.deeds.seize(self._shown.keepers)

    def name_pc(self) -> None:
        """Give this PC a name."""
        if self._shown is not None:
            self.deeds.name(self._shown.keepers.here)

    def say_moved(self) -> None:
        """Say that this PC stands in the place of the old one."""
        self._answer(CopyAnswer.MOVED)

    def say_second(self) -> None:
        """Say that this is a second PC."""
        self._answer(CopyAnswer.SECOND)

    def save(self) -> None:
        """Save the concordance."""
        leases = self.context.office.leases
        self.paper.save(
            f"Xuất {CONCORDANCE}", f"{CONCORDANCE}.pdf", ALL_KINDS, leases.concordance_to,
            touches=TOUCHES,
        )  # fmt: skip

    def print_out(self) -> None:
        """Print the concordance."""
        leases, frame = self.context.office.leases, self.context.frame
        self.paper.print_made(
            CONCORDANCE,
            leases.concordance_pdf,
            lambda: self.context.jobs.write(
                leases.mark_concordance_left, lambda _none: frame.toast("Đã in."), touches=TOUCHES
            ),
        )

    def open_line(self) -> None:
        """Go to the line of the chosen row."""
        row = self.chosen()
        if row is None:
            return
        if row.line is not None:
            page = "incoming" if row.line.entity == "incoming" else "petitions"
            self.context.frame.go(page, row.line.id)
        elif row.contested is not None and row.number is not None:
            page = {"petition": "petitions"}.get(row.number.entity, row.number.entity)
            self.context.frame.go(page, row.contested.id)

    def _answer(self, answer: CopyAnswer) -> None:
        if self._shown is not None and self._shown.keepers.is_asked:
            self.deeds.answer(answer, self._shown.keepers.copied_from)

    def _kept_here(self) -> tuple[SeriesRow, ...]:
        return tuple(row for row in self._series if row.is_open and row.series_id is not None)


def _read(office: Office) -> Shown:
    leases = office.leases
    return Shown(
        keepers=leases.keepers(),
        waiting=leases.provisional(),
        leases=leases.leases(),
        given_back=leases.given_back(),
        contested=leases.contested(),
    )


def _is_given_back(lease: LeaseRow | None) -> bool:
    return lease is not None and lease.span.state is NumberState.GIVEN_BACK


SPEC = PageSpec(
    key=PAGE,
    title=TITLE,
    icon="arrow_swap",
    factory=NumbersPcsPage,
    actions=ACTIONS,
    under="outgoing",
    help_topic="so-van-ban",
)
