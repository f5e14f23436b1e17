"""Vào sổ bằng tay: a line for a document made elsewhere; the next number is proposed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wardapp.core.dispatches import OutgoingEntry
from wardapp.core.drafts import DraftContent
from wardapp.core.errors import BadDate, BadValue, NumberTaken, WardError
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Issuer, Signer, SignerInfo
from wardapp.core.layout import DocumentType
from wardapp.services.office import Office
from wardapp.ui.dialogs import Dialog
from wardapp.ui.pages.draft_editor_facts import read_recipients
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import INLINE, Button, Kind
from wardapp.ui.widgets.cards import Notice, Way
from wardapp.ui.widgets.fields import BoxField, ChoiceField, DateField, Field, LineField
from wardapp.ui.widgets.texts import Elided

_KEPT_BY = re.compile(r"^lưu\s*:?\s*", re.IGNORECASE)
_NUMBER = re.compile(r"(?P<number>\d{1,6})(?P<suffix>[a-zđ]?)")


@dataclass(frozen=True, slots=True)
class EntryGround:
    """What the form offers: bodies that keep numbers, with their types and signers."""

    bodies: tuple[tuple[Issuer, tuple[DocumentType, ...], tuple[Signer, ...]], ...]


def read_ground(office: Office) -> EntryGround:
    """Return what the form offers (runs in a lane)."""
    issuers = (each for each in office.catalogue.issuers() if each.keeps_numbers)
    return EntryGround(
        tuple(
            (each, office.drafting.types(each.id), office.catalogue.signers(each.id))
            for each in issuers
        )
    )


def next_number(office: Office, issuer_id: RecordId, type_code: str, day: date | None) -> str:
    """Return số, ký hiệu that comes next (runs in a lane)."""
    content = DraftContent(issuer_id=issuer_id, type_code=type_code, date=day)
    return office.drafting.expected_number(content)


class EntryDialog(Dialog):
    """The form; `asked` wants the next number, `entered` wants the line written."""

    asked = Signal(str, str, object)  # issuer id, type code, date | None
    entered = Signal(object, object)  # OutgoingEntry, Path | None

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        ground: EntryGround,
        today: Callable[[], date],
        choose_file: Callable[[QWidget], Path | None],
    ) -> None:
        sentence = "Cho văn bản soạn, ký ở nơi khác. Để trống số thì lấy số kế tiếp."
        super().__init__(parent, theme, "Vào sổ văn bản đi", sentence, "send")
        self._ground, self._today, self._choose = ground, today, choose_file
        self._file: Path | None = None
        self.issuer = ChoiceField(
            theme, "Cơ quan ban hành", tuple((row[0].id, row[0].name) for row in ground.bodies)
        )
        self.kind = ChoiceField(theme, "Loại")
        self.number = LineField(theme, "Số", "số kế tiếp")
        self.day = DateField(theme, "Ngày ban hành", today)
        self.subject = BoxField(theme, "Trích yếu", 2)
        self.recipients = BoxField(theme, "Nơi nhận, mỗi dòng một nơi", 2)
        self.signer = ChoiceField(theme, "Người ký")
        self.notice = Notice(theme, "danger")
        self._file_name = Elided(theme, "Chưa kèm bản đã ký", Role.SMALL, "text3")
        self._build_form()
        self._connect()
        self.day.set_day(today())
        self._offer()

    def _build_form(self) -> None:
        for pair in ((self.issuer, self.kind), (self.number, self.day)):
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(pair[0], 1, Qt.AlignmentFlag.AlignTop)
            row.addWidget(pair[1], 1, Qt.AlignmentFlag.AlignTop)
            self.room.addLayout(row)
        for field in (self.subject, self.recipients, self.signer):
            self.room.addWidget(field)
        row = QHBoxLayout()
        attach = Button(self.theme, "Kèm bản đã ký…", icon="attach", height=INLINE)
        attach.clicked.connect(self._choose_file)
        row.addWidget(attach)
        row.addWidget(self._file_name, 1)
        self.room.addLayout(row)
        self.room.addWidget(self.notice)
        self.add_stretch()
        self.add_close("Thôi")
        self.yes = self.add_button("Vào sổ", Kind.PRIMARY, key="Enter")
        self.subject.setFocus()

    def _connect(self) -> None:
        self.issuer.choice.currentIndexChanged.connect(self._offer)
        self.kind.choice.currentIndexChanged.connect(self._ask)
        self.day.changed.connect(self._ask)
        self.yes.clicked.connect(self.enter)

    def _offer(self) -> None:
        chosen = self.issuer.value()
        for issuer, types, signers in self._ground.bodies:
            if issuer.id == chosen:
                kept = self.kind.value()
                self.kind.set_entries(tuple((each.code, each.name) for each in types))
                self.kind.set_value(kept or "CV")
                active = tuple((each, each.full_name) for each in signers if each.active)
                self.signer.set_entries(active)
        self._ask()

    def _ask(self) -> None:
        day = self._typed_day()
        if self.kind.value() is not None:
            self.asked.emit(str(self.issuer.value()), str(self.kind.value()), day)

    def ask_next(self) -> None:
        """Ask for the next number of what is chosen."""
        self._ask()

    def show_next(self, printed: str) -> None:
        """Say which number comes next."""
        self.number.set_echo(f"Số kế tiếp: {printed}")

    def enter(self) -> None:
        """Ask for the line, or say which field cannot stand."""
        self.notice.hide()
        match = _NUMBER.fullmatch(self.number.text().casefold()) if self.number.text() else None
        if self.number.text() and match is None:
            self.number.refuse("Số gồm chữ số, có thể thêm một chữ: 12 hoặc 12a.")
            return
        day = self._typed_day()
        if day is None:
            self.day.refuse("Chưa có ngày ban hành.")
            return
        recipients, storage = read_recipients(self.recipients.text())
        signer = self.signer.value()
        entry = OutgoingEntry(
            issuer_id=RecordId(str(self.issuer.value())),
            type_code=str(self.kind.value()),
            issued_date=day,
            subject=self.subject.text(),
            number=int(match["number"]) if match else None,
            suffix=match["suffix"] if match else "",
            recipients=recipients,
            archive_holder=_KEPT_BY.sub("", storage),
            signer=_info(signer) if isinstance(signer, Signer) else SignerInfo(),
        )
        self.entered.emit(entry, self._file)

    def refuse(self, error: WardError) -> None:
        """Show why the line was not written, at its field where it has one."""
        fields: dict[str, Field] = {
            "subject": self.subject, "issued_date": self.day, "number": self.number,
        }  # fmt: skip
        if isinstance(error, BadValue) and error.field in fields:
            fields[error.field].refuse(error.sentence)
            fields[error.field].setFocus()
        elif isinstance(error, NumberTaken):
            free = error.next_free
            way = Way(f"Dùng số {free}", lambda: self._use(free))
            self.notice.show_notice(error.sentence, "", (way,))
        else:
            self.notice.show_notice("Chưa vào sổ được", error.sentence)
        self.fit()

    def _use(self, number: int) -> None:
        self.number.set_text(str(number))
        self.enter()

    def _typed_day(self) -> date | None:
        try:
            return self.day.day()
        except BadDate:
            return None

    def _choose_file(self) -> None:
        chosen = self._choose(self)
        if chosen is not None:
            self._file = chosen
            self._file_name.set_text(self._file.name, "text")


def _info(signer: Signer) -> SignerInfo:
    return SignerInfo(
        full_name=signer.full_name, position=signer.position, authority=signer.authority
    )
