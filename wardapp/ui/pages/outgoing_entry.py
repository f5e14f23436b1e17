"""Vào sổ bằng tay, sửa dòng: the form of an outgoing line in a dialog of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from wardapp.core.dispatches import Outgoing, OutgoingEntry
from wardapp.core.errors import BadDate, BadValue, NumberTaken, WardError
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Signer
from wardapp.core.views import NumberOffer
from wardapp.ui.dialogs import Dialog
from wardapp.ui.pages.outgoing_form import EntryGround, OutgoingFields
from wardapp.ui.pages.outgoing_number import NumberPick
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import INLINE, Button, Kind
from wardapp.ui.widgets.cards import Notice, Way
from wardapp.ui.widgets.fields import ChoiceField, DateField
from wardapp.ui.widgets.texts import Elided

WIDTH, MARGIN, LEAST, ELSE_HEIGHT = 720, 40, 160, 196
COPIES = {"SY", "SL", "TrS", "BS"}


class FormDialog(Dialog):
    """A dialog around the fields of a line: wide, and scrolled where the window is low."""

    def __init__(self, parent: QWidget, theme: Theme, title: str, sentence: str) -> None:
        super().__init__(parent, theme, title, sentence, "send")
        self.setFixedWidth(min(theme.px(WIDTH), parent.window().width() - MARGIN))
        room = parent.window().height() - theme.px(ELSE_HEIGHT)
        self._most = max(theme.px(LEAST), room)
        self.notice = Notice(theme, "danger")
        self._inside = QWidget()
        self._inside.setProperty("ground", "surface")
        self.column = QVBoxLayout(self._inside)
        self.column.setContentsMargins(0, 0, 8, 0)
        self.column.setSpacing(9)
        self._area = QScrollArea()
        self._area.setWidget(self._inside)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.room.addWidget(self._area)
        self.room.addWidget(self.notice)

    def settle(self) -> None:
        """Be as high as the fields shown, within the window."""
        layout = self.column
        layout.activate()
        width = self.width() - 2 * MARGIN
        wanted = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else 0
        wanted = max(wanted, layout.sizeHint().height())
        self._area.setFixedHeight(min(wanted + 4, self._most))
        self.fit()

    def watch(self, fields: QWidget) -> None:
        """Keep what has the focus in sight."""
        for field in fields.findChildren(QWidget):
            if field.focusPolicy() & Qt.FocusPolicy.TabFocus:
                field.installEventFilter(self)

    def eventFilter(self, watched: object, event: object) -> bool:
        """Scroll to the field that gets the focus."""
        kind = getattr(event, "type", lambda: None)()
        if kind is not None and kind.name == "FocusIn" and isinstance(watched, QWidget):
            self._area.ensureWidgetVisible(watched, 0, 24)
        return False

    def enter(self) -> None:
        """Ask for the line, or say which field cannot stand."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class KeptNumber:
    """A number that is kept for a document: whose, of which type when the series has one."""

    issuer_id: RecordId
    type_code: str
    number: int


class EntryDialog(FormDialog):
    """A new line; `asked` wants the number told, `entered` wants the line written."""

    asked = Signal(object)  # OutgoingEntry
    entered = Signal(object, object, object)  # OutgoingEntry, Named, Path | None

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        ground: EntryGround,
        today: Callable[[], date],
        choose_file: Callable[[QWidget], Path | None],
    ) -> None:
        sentence = "Cho văn bản soạn, ký ở nơi khác, và cho bản sao lấy số."
        super().__init__(parent, theme, "Vào sổ văn bản đi", sentence)
        self._ground, self._today, self._choose = ground, today, choose_file
        self._file: Path | None = None
        self.issuer = ChoiceField(
            theme, "Cơ quan ban hành", tuple((row[0].id, row[0].name) for row in ground.bodies)
        )
        self.kind = ChoiceField(theme, "Loại")
        self.number = NumberPick(theme, self)
        self.day = DateField(theme, "Ngày ban hành", today)
        self.fields = OutgoingFields(theme, today)
        self.fields.offer_groups(ground.groups)
        self._file_name = Elided(theme, "Chưa kèm bản đã ký", Role.SMALL, "text3")
        self._build_form()
        self._connect()
        self.day.set_day(today())
        self._offer()
        self._show_copy()

    def begin_with(self, kept: KeptNumber) -> None:
        """Begin with a number that is kept for the document."""
        self.issuer.set_value(kept.issuer_id)
        self.kind.set_value(kept.type_code or self.kind.value())
        self.number.want_reserved(kept.number)

    @property
    def subject(self) -> QWidget:
        """Return the field of the subject."""
        return self.fields.subject

    def _build_form(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(9)
        number = self.number
        pairs = (
            (self.issuer, self.kind), (number.pick, self.day), (number.number, number.late)
        )  # fmt: skip
        for at, pair in enumerate(pairs):
            for column, field in enumerate(pair):
                grid.addWidget(field, at, column, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.column.addLayout(grid)
        self.column.addWidget(self.fields)
        row = QHBoxLayout()
        attach = Button(self.theme, "Kèm bản đã ký…", icon="attach", height=INLINE)
        attach.clicked.connect(self._choose_file)
        row.addWidget(attach)
        row.addWidget(self._file_name, 1)
        self.room.addLayout(row)
        self.add_stretch()
        self.add_close("Thôi")
        self.yes = self.add_button("Vào sổ", Kind.PRIMARY, key="Enter")
        self.watch(self._inside)
        self.fields.subject.setFocus()

    def _connect(self) -> None:
        self.issuer.choice.currentIndexChanged.connect(self._offer)
        self.kind.choice.currentIndexChanged.connect(self._show_copy)
        self.kind.choice.currentIndexChanged.connect(self._ask)
        self.number.wished.connect(self._ask)
        self.number.grown.connect(self.settle)
        self.day.changed.connect(self._offer_signers)
        self.day.changed.connect(self._ask)
        self.fields.grown.connect(self.settle)
        self.yes.clicked.connect(self.enter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show the other fields on F4."""
        if event.key() == Qt.Key.Key_F4:
            self.fields.switch_more()
            return
        super().keyPressEvent(event)

    # ---- the number --------------------------------------------------------------------------

    def _offer(self) -> None:
        chosen = self.issuer.value()
        for issuer, types, signers in self._ground.bodies:
            if issuer.id == chosen:
                kept = self.kind.value()
                self.kind.set_entries(tuple((each.code, each.name) for each in types))
                self.kind.set_value(kept or "CV")
                self.fields.offer_signers(signers, self._typed_day() or self._today())
        self._ask()

    def _offer_signers(self) -> None:
        """Offer who is in office on the day typed."""
        for issuer, _types, signers in self._ground.bodies:
            if issuer.id == self.issuer.value():
                self.fields.offer_signers(signers, self._typed_day() or self._today())

    def _show_copy(self) -> None:
        self.fields.copy_of.setVisible(self.kind.value() in COPIES)
        self.settle()

    def ask_next(self) -> None:
        """Ask for the number of what is chosen."""
        self._ask()

    def _ask(self) -> None:
        if self.kind.value() is not None and self._typed_day() is not None:
            try:
                self.asked.emit(self._numbered())
            except BadValue:
                return

    def show_offer(self, offer: NumberOffer) -> None:
        """Tell the number with its series and the reason, and the numbers that are kept."""
        self.number.show_offer(offer)
        self.yes.setText(f"Vào sổ {offer.printed}")
        self.settle()

    def _numbered(self) -> OutgoingEntry:
        """Return the entry as far as its number needs it; BadValue where it cannot be read."""
        wish, day = self.number.wish(), self._typed_day()
        if day is None:
            raise BadValue("issued_date", "Chưa có ngày ban hành.")
        return OutgoingEntry(
            issuer_id=RecordId(str(self.issuer.value())),
            type_code=str(self.kind.value()),
            issued_date=day,
            subject="",
            number=wish.number,
            suffix=wish.suffix,
            reserved=wish.reserved,
            late_reason=wish.late_reason,
        )

    # ---- writing -----------------------------------------------------------------------------

    def enter(self) -> None:
        """Ask for the line, or say which field cannot stand."""
        self.notice.hide()
        self.fields.clear_marks()
        try:
            entry = replace(self._numbered(), **self.fields.values())
        except BadValue as fault:
            self.refuse(fault)
            return
        self.entered.emit(entry, self.fields.named(), self._file)

    def refuse(self, error: WardError) -> None:
        """Show why the line was not written, at its field where it has one."""
        name = error.field if isinstance(error, BadValue) else ""
        field = self.day if name == "issued_date" else self.number.field(name)
        if field is not None:
            field.refuse(error.sentence)
            field.setFocus()
        elif isinstance(error, NumberTaken):
            free = error.next_free
            way = Way(f"Dùng số {free}", lambda: self._use(free))
            self.notice.show_notice(error.sentence, "", (way,))
        elif not self.fields.refuse(error):
            self.notice.show_notice("Chưa vào sổ được", error.sentence)
        self.settle()

    def _use(self, number: int) -> None:
        self.number.use(number)
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


class AmendDialog(FormDialog):
    """A line that stands in the book; `entered` wants it written. Number and type stay."""

    entered = Signal(object)  # Outgoing

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        line: Outgoing,
        signers: tuple[Signer, ...],
        today: Callable[[], date],
        groups: tuple[tuple[str, str], ...] = (),
    ) -> None:
        sentence = "Số, ký hiệu, loại và tệp giữ nguyên; nơi gửi sửa ở Nơi gửi (F7)."
        super().__init__(parent, theme, f"Sửa dòng {line.number_symbol}", sentence)
        self._line = line
        self.day = DateField(theme, "Ngày ban hành", today)
        self.day.set_day(line.issued_date)
        self.fields = OutgoingFields(theme, today)
        self.fields.fill(line, signers)
        self.fields.offer_groups(groups)
        self.fields.show_more(on=True)
        self.fields.more_link.hide()
        for unused in ("replaces", "corrects", "answers", "joint"):
            getattr(self.fields, unused).hide()
        self.fields.copy_of.setVisible(line.type_code in COPIES)
        self.column.addWidget(self.day)
        self.column.addWidget(self.fields)
        self.add_stretch()
        self.add_close("Thôi")
        self.yes = self.add_button("Ghi", Kind.PRIMARY, key="Enter")
        self.yes.clicked.connect(self.enter)
        self.watch(self._inside)
        self.fields.subject.setFocus()
        self.settle()

    def enter(self) -> None:
        """Ask for the changed line, or say which field cannot stand."""
        self.notice.hide()
        self.fields.clear_marks()
        try:
            values = self.fields.values()
            day = self.day.day()
        except BadValue as fault:
            self.refuse(fault)
            return
        values.pop("joint_with")
        changed = replace(self._line, **values, issued_date=day or self._line.issued_date)
        self.entered.emit(changed)

    def refuse(self, error: WardError) -> None:
        """Show why the line was not written, at its field where it has one."""
        if isinstance(error, BadValue) and error.field == "issued_date":
            self.day.refuse(error.sentence)
            self.day.setFocus()
        elif not self.fields.refuse(error):
            self.notice.show_notice("Chưa sửa được", error.sentence)
        self.settle()
