"""Every field of an outgoing line: the common ones in sight, the others behind one key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from wardapp.core.dispatches import PRIORITIES, JointBody, Outgoing, OutgoingEntry, Priority
from wardapp.core.errors import BadDate, BadValue, WardError
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer, Signer, SignerInfo
from wardapp.core.layout import DocumentType
from wardapp.core.recipient_lines import read_recipients, recipient_lines
from wardapp.services.office import Office
from wardapp.services.signers import signers_on
from wardapp.ui.pages.draft_editor_facts import offered_groups
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.buttons import Link
from wardapp.ui.widgets.fields import BoxField, ChoiceField, DateField, Field, LineField
from wardapp.ui.widgets.line_offers import LineOffers

MORE, LESS = "Các trường khác", "Bớt trường"
_KEPT_BY = re.compile(r"^lưu\s*:?\s*", re.IGNORECASE)
_MOST_DIGITS = 7


@dataclass(frozen=True, slots=True)
class EntryGround:
    """What the form offers: bodies that keep numbers, with their types and signers; receivers."""

    bodies: tuple[tuple[Issuer, tuple[DocumentType, ...], tuple[Signer, ...]], ...]
    groups: tuple[tuple[str, str], ...] = ()  # of addressees, as `LineOffers` offers them


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Other lines as the clerk names them: by symbol, or by arrival number."""

    replaces: str = ""
    corrects: str = ""
    answers: str = ""


def read_ground(office: Office) -> EntryGround:
    """Return what the form offers (runs in a lane)."""
    today = office.desk.today()
    issuers = (each for each in office.catalogue.issuers() if each.keeps_numbers)
    return EntryGround(
        tuple(
            (each, office.registry.types(each.id, today), office.catalogue.signers(each.id))
            for each in issuers
        ),
        offered_groups(office),
    )


class OutgoingFields(QWidget):
    """The fields that a line has besides its number; `grown` when more of them are shown."""

    grown = Signal()

    def __init__(self, theme: Theme, today: Callable[[], date]) -> None:
        super().__init__()
        self.subject = BoxField(theme, "Trích yếu", 2)
        self.addressees = BoxField(theme, "Kính gửi, mỗi dòng một nơi", 2)
        self.recipients = BoxField(theme, "Nơi nhận, mỗi dòng một nơi", 2)
        self.offers = tuple(LineOffers(each.box) for each in (self.addressees, self.recipients))
        self.signer = ChoiceField(theme, "Người ký")
        self.pages = LineField(theme, "Số trang")
        self.due = DateField(theme, "Hạn trả lời", today)
        self.priority = ChoiceField(theme, "Độ khẩn", PRIORITIES)
        self.keeper = LineField(theme, "Nơi giữ bản lưu")
        self.amount = LineField(theme, "Số lượng bản", "theo nơi gửi")
        self.sent = DateField(theme, "Ngày gửi", today)
        self.language = LineField(theme, "Ngôn ngữ", "Tiếng Việt")
        self.joint = BoxField(theme, "Cùng ban hành, mỗi dòng: Tên cơ quan; ký hiệu", 2)
        self.copy_of = LineField(theme, "Sao từ", "15/QĐ-UBND ngày 02/6/2026 của …")
        self.replaces = LineField(theme, "Thay thế văn bản", "số, ký hiệu")
        self.corrects = LineField(theme, "Đính chính văn bản", "số, ký hiệu")
        self.answers = LineField(theme, "Trả lời số đến", "318 hoặc 318/2026")
        self.note = LineField(theme, "Ghi chú")
        self.more_link = Link(theme, MORE, key="F4")
        self.more_link.clicked.connect(self.switch_more)
        self._others = QWidget()
        self._lay_out()
        self.show_more(on=False)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(9)
        column.addLayout(
            _grid(
                ((self.subject, 2), (self.addressees, 1), (self.recipients, 1), (self.signer, 1),
                 (self.pages, 1), (self.copy_of, 2))
            )
        )  # fmt: skip
        column.addWidget(self.more_link, 0, Qt.AlignmentFlag.AlignLeft)
        self._others.setLayout(
            _grid(
                ((self.due, 1), (self.priority, 1), (self.amount, 1), (self.sent, 1),
                 (self.keeper, 1), (self.language, 1), (self.answers, 1), (self.replaces, 1),
                 (self.corrects, 1), (self.note, 1), (self.joint, 2))
            )
        )  # fmt: skip
        column.addWidget(self._others)

    @property
    def shows_more(self) -> bool:
        """Return whether the less common fields are in sight."""
        return not self._others.isHidden()

    def show_more(self, *, on: bool) -> None:
        """Show or hide the less common fields."""
        self._others.setVisible(on)
        self.more_link.setText(LESS if on else MORE)
        self.grown.emit()

    def switch_more(self) -> None:
        """Show the less common fields, or hide them again."""
        self.show_more(on=not self.shows_more)
        if self.shows_more:
            self.due.setFocus()

    def offer_groups(self, groups: Iterable[tuple[str, str]]) -> None:
        """Offer groups of addressees where receivers are typed."""
        for offers in self.offers:
            offers.offer(groups)

    def offer_signers(self, signers: Iterable[Signer], day: date) -> None:
        """Offer who may sign for the body chosen on a day; who was chosen stays if he may."""
        before = self.signer.value()
        known = signers_on(signers, day)
        self.signer.set_entries(((None, "Chưa rõ"), *((each, each.full_name) for each in known)))
        first = known[0] if known else None
        self.signer.set_value(before if before in known else first)

    def fill(self, line: Outgoing, signers: Iterable[Signer]) -> None:
        """Show what a line says, with who else may have signed it."""
        self.subject.set_text(line.subject)
        self.addressees.set_text("\n".join(line.addressees))
        self.recipients.set_text(recipient_lines(line.recipients, ""))
        self.pages.set_text(str(line.page_amount or ""))
        self.due.set_day(line.due_date)
        self.priority.set_value(line.priority)
        self.keeper.set_text(line.archive_holder)
        self.amount.set_text(str(line.issued_amount or ""))
        self.sent.set_day(line.sent_date)
        self.language.set_text(line.language)
        self.copy_of.set_text(line.copy_of)
        self.note.set_text(line.description)
        others = [each for each in signers if info(each) != line.signer]
        kept = (line.signer, line.signer.full_name or "Chưa rõ")
        self.signer.set_entries((kept, *((each, each.full_name) for each in others)))

    def values(self) -> dict[str, Any]:
        """Return the fields as a line holds them; BadValue names one that cannot stand."""
        recipients, storage = read_recipients(self.recipients.text())
        signer = self.signer.value()
        return {
            "subject": self.subject.text(),
            "addressees": _lines(self.addressees.text()),
            "recipients": recipients,
            "archive_holder": self.keeper.text() or _KEPT_BY.sub("", storage),
            "signer": info(signer) if isinstance(signer, Signer) else _kept(signer),
            "page_amount": _whole(self.pages, "page_amount"),
            "issued_amount": _whole(self.amount, "issued_amount"),
            "due_date": _day(self.due, "due_date"),
            "sent_date": _day(self.sent, "sent_date"),
            "priority": Priority(int(str(self.priority.value()))),
            "language": self.language.text(),
            "copy_of": self.copy_of.text(),
            "description": self.note.text(),
            "joint_with": _joint(self.joint.text()),
        }

    def named(self) -> Named:
        """Return the other lines as they were named."""
        return Named(
            replaces=self.replaces.text(),
            corrects=self.corrects.text(),
            answers=self.answers.text(),
        )

    def field(self, name: str) -> Field | None:
        """Return the field of a value, None when the form has none for it."""
        known: dict[str, Field] = {
            "subject": self.subject, "addressees": self.addressees, "recipients": self.recipients,
            "page_amount": self.pages, "issued_amount": self.amount, "due_date": self.due,
            "sent_date": self.sent, "language": self.language, "copy_of": self.copy_of,
            "description": self.note, "joint_with": self.joint, "replaces": self.replaces,
            "corrects": self.corrects, "answers": self.answers, "deliveries": self.recipients,
        }  # fmt: skip
        return known.get(name)

    def clear_marks(self) -> None:
        """Show no field as wrong any more."""
        for field in self.findChildren(Field):
            field.set_state("")
            if not isinstance(field, DateField):
                field.set_echo("")

    def refuse(self, error: WardError) -> bool:
        """Show a refusal at its field; False when it belongs to none of them."""
        field = self.field(error.field) if isinstance(error, BadValue) else None
        if field is None:
            return False
        if self._others.isAncestorOf(field):
            self.show_more(on=True)
        field.refuse(error.sentence)
        field.setFocus()
        return True


def with_named(office: Office, entry: OutgoingEntry, named: Named) -> OutgoingEntry:
    """Return an entry with the lines that were named (runs in a lane)."""
    return replace(
        entry,
        replaces=_outgoing(office, named.replaces, "replaces"),
        corrects=_outgoing(office, named.corrects, "corrects"),
        answers=_incoming(office, named.answers),
    )


def info(signer: Signer) -> SignerInfo:
    """Return a signer as a line holds him."""
    return SignerInfo(
        full_name=signer.full_name, position=signer.position, authority=signer.authority
    )


def _outgoing(office: Office, symbol: str, field: str) -> RecordId | None:
    if not symbol:
        return None
    try:
        return office.registry.by_symbol(symbol).id
    except WardError as error:
        raise BadValue(field, error.sentence) from error


def _incoming(office: Office, text: str) -> RecordId | None:
    if not text:
        return None
    number, _, year = text.partition("/")
    if not number.isdecimal() or (year and not year.isdecimal()):
        raise BadValue("answers", "Số đến gồm chữ số, ví dụ 318 hoặc 318/2026.")
    try:
        found = office.intake.by_number(int(number), int(year or office.desk.today().year))
    except WardError as error:
        raise BadValue("answers", error.sentence) from error
    return found.id


def _grid(fields: tuple[tuple[Field, int], ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(9)
    row = column = 0
    for field, spans in fields:
        if column + spans > 2:
            row, column = row + 1, 0
        grid.addWidget(field, row, column, 1, spans, Qt.AlignmentFlag.AlignTop)
        row, column = (row + 1, 0) if column + spans >= 2 else (row, column + spans)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return grid


def _lines(text: str) -> tuple[str, ...]:
    trimmed = (line.strip().lstrip("-").strip().rstrip(";.") for line in text.splitlines())
    return tuple(filter(None, trimmed))


def _joint(text: str) -> tuple[JointBody, ...]:
    found = []
    for line in text.splitlines():
        name, _, symbol = line.rpartition(";") if ";" in line else (line, "", "")
        if line.strip():
            found.append(JointBody(name=name.strip(), symbol=symbol.strip()))
    return tuple(found)


def _whole(field: LineField, name: str) -> int | None:
    text = field.text()
    if not text:
        return None
    if not text.isdecimal() or len(text) > _MOST_DIGITS:
        raise BadValue(name, "Ghi bằng chữ số, ví dụ 3.")
    return int(text)


def _day(field: DateField, name: str) -> date | None:
    try:
        return field.day()
    except BadDate as fault:
        raise BadValue(name, fault.sentence) from fault


def _kept(signer: object) -> SignerInfo:
    return signer if isinstance(signer, SignerInfo) else SignerInfo()
