"""The form beside the page: each value with its verdict and the number of its spot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from wardapp.core.dates import long_date, weekday_name
from wardapp.core.dispatches import Arrival, Channel, Incoming, Priority, joined_symbol
from wardapp.core.errors import BadValue
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer, SignerInfo
from wardapp.core.reading import Confidence, Proposal
from wardapp.core.workdays import Workdays
from wardapp.ui.pages.draft_editor_facts import cased
from wardapp.ui.pages.incoming_rows import CHANNELS, PRIORITIES
from wardapp.ui.pages.proposal_evidence import echo_of, evidence_of, split_symbol
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.buttons import Link
from wardapp.ui.widgets.cards import Notice
from wardapp.ui.widgets.fields import BoxField, ChoiceField, DateField, Field, LineField
from wardapp.ui.widgets.page_view import NumberedSpot

WIDTH = 536


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
        self.number = LineField(theme, "Số đến")
        self.number.line.setReadOnly(True)
        self.number.line.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.arrived = DateField(theme, "Ngày đến", today)
        self.channel = ChoiceField(theme, "Cách nhận", CHANNELS)
        self.book = ChoiceField(theme, "Vào sổ của")
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
        self._reads = (
            _Read("issuing_body", self.organ, "organ_name"),
            _Read("number_symbol", self.symbol, "code_notation"),
            _Read("date", self.issued, "issued_date"),
            _Read("subject", self.subject, "subject"),
            _Read("signer_name", self.signer, "signer.full_name"),
            _Read("urgency", self.priority, "priority"),
            _Read("due", self.due, "due_date"),
        )
        self._build()
        self._connect()

    def _build(self) -> None:
        content = QWidget()
        content.setProperty("ground", "surface")
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 10, 20, 10)
        column.setSpacing(9)
        column.addWidget(self.notice)
        first = self._row(
            (self.number, 56), (self.arrived, 94), (self.channel, 146), (self.book, 0)
        )
        column.addLayout(first)
        column.addWidget(self.organ)
        column.addLayout(self._row((self.symbol, 0), (self.issued, 216)))
        column.addWidget(self.subject)
        column.addLayout(self._row((self.signer, 0), (self.priority, 216)))
        column.addWidget(self.due)
        column.addWidget(self.default_due, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._row((self.type_name, 0), (self.handler, 0)))
        column.addWidget(self.note)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(content)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)
        for field in (self.arrived, self.issued, self.due):
            field.say_weekday(on=False)
        self._fit_widths()

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
        self.issued.changed.connect(self.identity_changed)
        self.due.changed.connect(self._echo_due)
        self.default_due.clicked.connect(self._take_default)

    def fields(self) -> tuple[Field, ...]:
        """Return the fields in reading order."""
        return (
            self.arrived,
            self.channel,
            self.book,
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
        )

    # ---- showing -----------------------------------------------------------------------------

    def set_ground(
        self,
        issuers: tuple[Issuer, ...],
        workdays: Workdays,
        organs: tuple[str, ...],
        people: tuple[str, ...],
    ) -> None:
        """Know the office: its bodies, working days, who writes to it and who works here."""
        self._workdays = workdays
        self.book.set_entries(tuple((issuer.id, issuer.name) for issuer in issuers))
        self.book.setVisible(len(issuers) > 1)
        self.organ.suggest(organs)
        self.handler.suggest(people)
        for field in (self.arrived, self.issued, self.due):
            field.set_workdays(workdays)
        if self._arrival is not None:
            self.book.set_value(self._arrival.issuer_id)
            self._echo_due()

    def show_proposal(self, proposal: Proposal) -> None:
        """Show what was read from a file."""
        self._show(proposal.arrival)
        self.number.set_text(str(proposal.expected_number))
        self._show_evidence(proposal)

    def show_blank(self, arrival: Arrival, number: int) -> None:
        """Show an empty line to be filled by hand."""
        self._show(arrival)
        self.number.set_text(str(number))
        self._clear_evidence()

    def show_line(self, line: Incoming) -> None:
        """Show a kept line to be corrected."""
        self._show(line)
        self.number.set_text(str(line.arrival_number))
        self.book.setVisible(False)
        self._clear_evidence()

    def _show(self, arrival: Arrival) -> None:
        self._arrival = arrival
        self.notice.hide()
        symbol = joined_symbol(arrival.code_number, arrival.code_notation)
        self.arrived.set_day(arrival.arrival_date)
        self.channel.set_value(arrival.channel)
        self.book.set_value(arrival.issuer_id)
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
        arrived = self.arrived.day()
        return replace(
            kept,
            issuer_id=RecordId(str(self.book.value() or kept.issuer_id)),
            arrival_date=arrived or self._today(),
            channel=Channel(str(self.channel.value())),
            organ_name=self.organ.text(),
            code_number=number,
            code_notation=notation,
            issued_date=self.issued.day(),
            subject=self.subject.text().replace("\n", " "),
            signer=self._signer(kept.signer),
            priority=Priority(self.priority.choice.currentData() or Priority.NORMAL),
            due_date=self.due.day(),
            type_name=self.type_name.text(),
            handler=self.handler.text(),
            description=self.note.text(),
        )

    def _signer(self, kept: SignerInfo) -> SignerInfo:
        name = self.signer.text()
        return kept if name == kept.full_name else SignerInfo(full_name=name)

    def refuse(self, fault: BadValue) -> bool:
        """Mark the field that a refusal names; False when it is not on this form."""
        extra = {
            "arrival_date": self.arrived,
            "type_name": self.type_name,
            "code_number": self.symbol,
            "handler": self.handler,
            "description": self.note,
        }
        named = {read.target: read.field for read in self._reads} | extra
        by_label = {field.label.text(): field for field in self.fields()}
        field = named.get(fault.field) or by_label.get(fault.field)
        if field is None:
            return False
        field.refuse(fault.sentence)
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(field, 0, 40)
        return True
