"""The form beside the page: each value with its verdict and the number of its spot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from wardapp.core.dates import long_date, weekday_name
from wardapp.core.dispatches import PRIORITIES, Arrival, Incoming, Priority, joined_symbol
from wardapp.core.errors import BadValue
from wardapp.core.issuers import SignerInfo
from wardapp.core.reading import Confidence, Proposal
from wardapp.core.workdays import Workdays
from wardapp.ui.pages.draft_editor_facts import cased
from wardapp.ui.pages.proposal_evidence import echo_of, evidence_of, split_symbol
from wardapp.ui.pages.proposal_looking import Ground
from wardapp.ui.pages.proposal_more import MoreFields
from wardapp.ui.pages.proposal_place import PlaceFields
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.buttons import Link
from wardapp.ui.widgets.cards import Notice
from wardapp.ui.widgets.fields import BoxField, ChoiceField, DateField, Field, LineField
from wardapp.ui.widgets.page_view import NumberedSpot

WIDTH = 536
MORE, LESS = "Thêm thông tin: số trang, số bản, kính gửi, nơi để…", "Bớt thông tin"


@dataclass(frozen=True, slots=True)
class _Read:
    """A field of the form and the read value it shows: name in ReadFields, dataclass field."""

    source: str
    field: Field
    target: str


class ProposalForm(QWidget):
    """Shows and gives back an `Arrival`; `spot_wanted` follows the focus."""

    spot_wanted = Signal(int)
    submitted = Signal()
    identity_changed = Signal()
    numbered = Signal()  # the clerk typed a number

    def __init__(self, theme: Theme, today: Callable[[], date]) -> None:
        super().__init__()
        self._theme, self._today = theme, today
        self._arrival: Arrival | None = None
        self._workdays: Workdays | None = None
        self._default: date | None = None
        self._numbers: dict[str, int] = {}
        self._doubts: list[Field] = []
        self._widths: list[tuple[Field, int]] = []
        self.notice = Notice(theme, "warn")
        self.place = PlaceFields(theme, today)
        self.number, self.arrived = self.place.number, self.place.arrived
        self.channel, self.book = self.place.channel, self.place.book
        self.late = self.place.late
        self.organ = LineField(theme, "Cơ quan ban hành", evidence=True)
        self.symbol = LineField(theme, "Số, ký hiệu", evidence=True)
        self.issued = DateField(theme, "Ngày ban hành", today, evidence=True)
        self.subject = BoxField(theme, "Trích yếu", 1, most=3, evidence=True)
        self.signer = LineField(theme, "Người ký", evidence=True)
        self.priority = ChoiceField(theme, "Độ khẩn", PRIORITIES, evidence=True)
        self.due = DateField(theme, "Hạn xử lý", today, evidence=True)
        self.default_due = Link(theme, "")
        self.type_name = LineField(theme, "Tên loại")
        self.handler = LineField(theme, "Người xử lý")
        self.note = LineField(theme, "Ghi chú")
        self.more = MoreFields(theme)
        self.more_link = Link(theme, MORE, key="F4")
        self._reads = (
            _Read("issuing_body", self.organ, "organ_name"),
            _Read("number_symbol", self.symbol, "code_notation"),
            _Read("date", self.issued, "issued_date"),
            _Read("subject", self.subject, "subject"),
            _Read("signer_name", self.signer, "signer.full_name"),
            _Read("urgency", self.priority, "priority"),
            _Read("due", self.due, "due_date"),
        )
        self._scroll = QScrollArea()
        self._build()
        self._connect()

    def _build(self) -> None:
        content = QWidget()
        content.setProperty("ground", "surface")
        self._hold(content)  # first: what is moved when whole is styled all over again
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 10, 20, 10)
        column.setSpacing(9)
        column.addWidget(self.notice)
        first = self._row(
            (self.number, 62), (self.arrived, 94), (self.channel, 140), (self.book, 0)
        )
        column.addLayout(first)
        column.addWidget(self.late)
        column.addWidget(self.place.insert, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.organ)
        column.addLayout(self._row((self.symbol, 0), (self.issued, 216)))
        column.addWidget(self.subject)
        column.addLayout(self._row((self.signer, 0), (self.priority, 216)))
        column.addWidget(self.due)
        column.addWidget(self.default_due, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._row((self.type_name, 0), (self.handler, 0)))
        column.addWidget(self.note)
        column.addWidget(self.more_link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.more)
        self.more.hide()
        column.addStretch(1)
        for field in (self.arrived, self.issued, self.due):
            field.say_weekday(on=False)
        self._fit_widths()

    def _hold(self, content: QWidget) -> None:
        """Put the fields into a room that scrolls where they are higher than the window."""
        self._scroll.setWidget(content)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)

    def _row(self, *parts: tuple[Field, int]) -> QHBoxLayout:
        """Return fields beside each other; a width of 0 takes the rest."""
        row = QHBoxLayout()
        row.setSpacing(12)
        for field, width in parts:
            if width:
                self._widths.append((field, width))
            row.addWidget(field, 0 if width else 1, Qt.AlignmentFlag.AlignTop)
        row.addStretch(0)  # takes the rest when the field that would is hidden
        return row

    def _fit_widths(self) -> None:
        for field, width in self._widths:
            field.setFixedWidth(self._theme.px(width))

    def _connect(self) -> None:
        self._theme.changed.connect(self._fit_widths)
        for field in self.fields():
            field.editor.installEventFilter(self)
        for each in (self.organ.line, self.symbol.line):
            each.editingFinished.connect(self.identity_changed)
        self.number.line.editingFinished.connect(self.numbered)
        self.place.renumbered.connect(self.numbered)
        self.place.moved.connect(self.identity_changed)
        self.more_link.clicked.connect(self.switch_more)
        self.issued.changed.connect(self.identity_changed)
        self.due.changed.connect(self._echo_due)
        self.default_due.clicked.connect(self._take_default)

    def fields(self) -> tuple[Field, ...]:
        """Return the fields in reading order."""
        return (
            *self.place.fields(),
            self.organ,
            self.symbol,
            self.issued,
            self.subject,
            self.signer,
            self.priority,
            self.due,
            self.type_name,
            self.handler,
            self.note,
            *self.more.fields(),
        )

    # ---- showing -----------------------------------------------------------------------------

    def set_ground(self, ground: Ground) -> None:
        """Know the office: its books, working days, who writes to it and who works here."""
        self._workdays = ground.workdays
        self.place.set_books(ground.books, ground.issuers)
        self.organ.suggest(ground.organs)
        self.handler.suggest(ground.people)
        self.offer_due(ground.default_due)
        for field in (self.arrived, self.issued, self.due):
            field.set_workdays(ground.workdays)
        if self._arrival is not None:
            self.book.set_value(f"{self._arrival.issuer_id}|{self._arrival.book}")
            self._echo_due()

    def show_proposal(self, proposal: Proposal) -> None:
        """Show what was read from a file."""
        self._show(proposal.arrival, proposal.expected_number)
        self._show_evidence(proposal)

    def show_blank(self, arrival: Arrival, number: int) -> None:
        """Show an empty line to be filled by hand."""
        self._show(arrival, number)
        self._clear_evidence()

    def show_line(self, line: Incoming) -> None:
        """Show a kept line to be corrected."""
        self._show(line, line.arrival_number)
        self._clear_evidence()

    def _show(self, arrival: Arrival, number: int) -> None:
        self._arrival = arrival
        self.notice.hide()
        symbol = joined_symbol(arrival.code_number, arrival.code_notation)
        self.place.show_place(arrival, number)
        self.more.show_more(arrival)
        self.show_more(on=False)
        self.organ.set_text(arrival.organ_name)
        self.symbol.set_text(symbol)
        self.issued.set_day(arrival.issued_date)
        self.subject.set_text(arrival.subject)
        self.signer.set_text(arrival.signer.full_name)
        self.priority.set_value(arrival.priority)
        self.due.set_day(arrival.due_date)
        self.type_name.set_text(arrival.type_name)
        self.handler.set_text(arrival.handler)
        self.note.set_text(arrival.description)
        self._scroll.verticalScrollBar().setValue(0)
        for field in self.fields():
            field.set_state("")
            field.set_echo("")
        self._echo_due()

    def _clear_evidence(self) -> None:
        self._numbers, self._doubts = {}, []
        for read in self._reads:
            read.field.clear_evidence()

    def _show_evidence(self, proposal: Proposal) -> None:
        self._clear_evidence()
        for read in self._reads:
            evidence = evidence_of(proposal, read.source)
            if evidence is None:
                read.field.set_evidence("", "missing", "")
                continue
            number = len(self._numbers) + 1
            self._numbers[read.source] = number
            echo = echo_of(evidence, self._shown(read))
            read.field.set_evidence(str(number), evidence.confidence.value, echo)
            if evidence.confidence is Confidence.CHECK:
                self._doubts.append(read.field)
        required = (self.organ, self.subject)
        self._doubts += [field for field in required if not field.text().strip()]
        signer = proposal.arrival.signer
        if words := " · ".join(cased((*signer.authority, signer.position))):
            self.signer.set_echo(words)
        self._echo_due()

    def _shown(self, read: _Read) -> str:
        """Return the value as the form shows it, to see whether its quotation adds anything."""
        if isinstance(read.field, LineField | BoxField):
            return read.field.text()
        return read.field.line.text() if isinstance(read.field, DateField) else ""

    def spots(self, proposal: Proposal) -> tuple[NumberedSpot, ...]:
        """Return the numbered spots of what was read."""
        made: list[NumberedSpot] = []
        for source, number in self._numbers.items():
            evidence = evidence_of(proposal, source)
            if evidence is not None:
                is_doubtful = evidence.confidence is Confidence.CHECK
                made.append(NumberedSpot(number, evidence.spots, is_doubtful))
        return tuple(made)

    def _echo_due(self) -> None:
        day = self.due.shown_day
        offers = day is None and self._default is not None
        self.default_due.setVisible(offers)
        if day is None:
            self.due.set_echo("Văn bản không nêu hạn." if self._numbers else "")
            return
        words = weekday_name(day)
        if self._workdays is not None:
            left = self._workdays.between(self._today(), day)
            words += f", còn {left} ngày làm việc" if left > 0 else ""
        quoted = self.due.evidence_echo
        self.due.set_echo(f"{quoted} {words}." if quoted else f"{words}.")

    def offer_due(self, day: date) -> None:
        """Offer the office's default of so many days; it is never put in silently."""
        self._default = day
        self.default_due.setText(f"Đặt hạn mặc định {long_date(day)}")
        self._echo_due()

    def _take_default(self) -> None:
        self.due.set_day(self._default)
        self._echo_due()

    def switch_more(self) -> None:
        """Show or hide the less usual fields, the focus in the first of them."""
        self.show_more(on=self.more.isHidden())
        if not self.more.isHidden():
            self.more.pages.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(self.more, 0, 10))

    def show_more(self, *, on: bool) -> None:
        """Show or hide the less usual fields."""
        self.more.setVisible(on)
        self.more_link.setText(LESS if on else MORE)

    # ---- doubts and focus --------------------------------------------------------------------

    def focus_spot(self, number: int) -> None:
        """Put the focus into the field of a spot."""
        for read in self._reads:
            if self._numbers.get(read.source) == number:
                read.field.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to_doubt(self, step: int) -> bool:
        """Go to the next (1) or previous (-1) doubtful field; False when there is none."""
        if not self._doubts:
            return False
        inside = [at for at, field in enumerate(self._doubts) if field.editor.hasFocus()]
        start = inside[0] + step if inside else (0 if step > 0 else -1)
        field = self._doubts[start % len(self._doubts)]
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(field, 0, 40)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the focus; Enter in any field registers."""
        if event.type() is QEvent.Type.FocusIn:
            self._tell_focus(watched)
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if is_enter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.submitted.emit()
                return True
        return super().eventFilter(watched, event)

    def _tell_focus(self, watched: QObject) -> None:
        for read in self._reads:
            if read.field.editor is watched:
                self.spot_wanted.emit(self._numbers.get(read.source, 0))

    # ---- giving back -------------------------------------------------------------------------

    def arrival(self) -> Arrival:
        """Return the line as the form stands; BadValue when a day cannot be read."""
        kept = self._arrival
        if kept is None:
            raise BadValue("subject", "Chưa có gì để vào sổ.")
        number, notation = split_symbol(self.symbol.text())
        placed = self.place.placed(self.more.filled(kept), self._today())
        return replace(
            placed,
            organ_name=self.organ.text(),
            code_number=number,
            code_notation=notation,
            issued_date=self.issued.day(),
            subject=self.subject.text().replace("\n", " "),
            signer=self._signer(kept.signer, placed.signer),
            priority=Priority(self.priority.choice.currentData() or Priority.NORMAL),
            due_date=self.due.day(),
            type_name=self.type_name.text(),
            handler=self.handler.text(),
            description=self.note.text(),
        )

    def _signer(self, kept: SignerInfo, typed: SignerInfo) -> SignerInfo:
        """Return who signed: the position read with another name goes with that name."""
        name = self.signer.text()
        if name == kept.full_name:
            return typed
        is_old = typed.position == kept.position
        return SignerInfo(full_name=name, position="" if is_old else typed.position)

    def refuse(self, fault: BadValue) -> bool:
        """Mark the field that a refusal names; False when it is not on this form."""
        extra: dict[str, Field] = {
            "arrival_date": self.arrived,
            "arrival_number": self.number,
            "number": self.number,
            "late_reason": self.late,
            "type_name": self.type_name,
            "code_number": self.symbol,
            "handler": self.handler,
            "description": self.note,
        }
        named = {read.target: read.field for read in self._reads} | extra | self.more.named()
        by_label = {field.label.text(): field for field in self.fields()}
        field = named.get(fault.field) or by_label.get(fault.field)
        if field is None:
            return False
        if self.more.isAncestorOf(field):
            self.show_more(on=True)
        field.show()
        field.refuse(fault.sentence)
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(field, 0, 40)
        return True
