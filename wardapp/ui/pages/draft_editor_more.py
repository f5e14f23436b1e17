"""Thêm: what only some papers carry, folded below the common fields of a draft."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wardapp.core.document import Paper
from wardapp.core.drafts import NO_EXTRAS, DraftContent, DraftExtras
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Family, Signer
from wardapp.core.layout import DocumentType
from wardapp.core.signing import SigningChoice
from wardapp.core.text import one_line
from wardapp.services.type_groups import is_joint_possible
from wardapp.ui.pages.draft_editor_facts import cased
from wardapp.ui.pages.draft_editor_joint import JointBodies
from wardapp.ui.pages.draft_editor_notes import CirculationNotes
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import Link
from wardapp.ui.widgets.fields import ChoiceField, Field, LineField

MORE, LESS, KEY = "Thêm trường", "Bớt trường", "Shift F4"
NARROW = 88
LARGEST = 9999
NOT_A_NUMBER = "Chỉ gõ số."
PAPERS = ((Paper.A4, "A4"), (Paper.A5, "A5"))
USUAL = "Như thường lệ"
NOBODY = "Không cần"


class DraftMore(QWidget):
    """The seldom fields: a button that folds them, and only those that fit the type.

    What does not fit is not part of `extras()`; it comes back with a type that it fits.
    """

    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._kind: DocumentType | None = None
        self._family = Family.PARTY
        self._is_loading = False
        self.toggle = Link(theme, MORE, key=KEY, role=Role.BODY)
        self.signing = ChoiceField(theme, "Ký thay ai")
        self.paper = ChoiceField(theme, "Khổ giấy", PAPERS)
        self.draft_no = LineField(theme, "Dự thảo lần")
        self.notes = CirculationNotes(theme)
        self.secretary = LineField(theme, "Thư ký (người ghi biên bản)")
        self.chair = LineField(theme, "Chức danh chủ trì", "Chủ trì hội nghị")
        self.confirmed = ChoiceField(theme, "Xác nhận chữ ký chủ trì")
        self.joint = JointBodies(theme)
        self.drafter = LineField(theme, "Ký hiệu người soạn")
        self.copies = LineField(theme, "Số bản")
        self.contact = LineField(theme, "Dòng liên hệ", "Địa chỉ, điện thoại, thư điện tử")
        self._fields = QWidget()
        self._build()
        self._connect()
        self.fold(on=True)

    def _build(self) -> None:
        column = QVBoxLayout(self._fields)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(8)
        for part in (self.signing, self.secretary, self.chair, self.confirmed, self.joint):
            column.addWidget(part)
        column.addLayout(self._row(self.draft_no, self.copies))
        for other in (self.paper, self.notes, self.drafter, self.contact):
            column.addWidget(other)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(self._fields)

    def _row(self, *fields: Field) -> QHBoxLayout:
        """Return fields that hold a few figures beside each other."""
        row = QHBoxLayout()
        row.setSpacing(8)
        for field in fields:
            field.setFixedWidth(self._theme.px(NARROW))
            row.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch()
        return row

    def _connect(self) -> None:
        self.toggle.clicked.connect(self.switch)
        for line in self._lines():
            line.line.textChanged.connect(self._tell)
        for choice in (self.signing, self.paper, self.confirmed):
            choice.choice.currentIndexChanged.connect(self._tell)
        self.notes.edited.connect(self._tell)
        self.joint.edited.connect(self._tell)

    def _lines(self) -> tuple[LineField, ...]:
        return (self.draft_no, self.secretary, self.chair, self.drafter, self.copies, self.contact)

    # ---- folding -----------------------------------------------------------------------------

    @property
    def is_folded(self) -> bool:
        """Return whether the fields are put away."""
        return self._fields.isHidden()

    def fold(self, *, on: bool) -> None:
        """Put the fields away or show them."""
        self._fields.setHidden(on)
        self.toggle.setText(MORE if on else LESS)
        words = "đang ẩn" if on else "đang hiện"
        self.toggle.setAccessibleName(f"{self.toggle.text()} ở phần đầu, {words}")

    def switch(self) -> None:
        """Show the fields and go into the first one, or put them away."""
        self.fold(on=not self.is_folded)
        target = self.toggle if self.is_folded else self._first()
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def focused(self) -> QWidget:
        """Return the field that the key of this section goes to."""
        return self._first()

    def _first(self) -> QWidget:
        parts = (self.signing, self.secretary, self.draft_no)
        return next(part for part in parts if not part.isHidden())

    # ---- values ------------------------------------------------------------------------------

    def show_draft(self, draft: DraftContent) -> None:
        """Fill the fields of a draft; they open when one of them says something."""
        self._is_loading = True
        extras = draft.extras
        self.paper.set_value(extras.paper)
        self.signing.set_entries(((extras.signing, ""),))  # until its rows are read
        self.confirmed.set_entries(((extras.confirmed_by, ""),))
        self.draft_no.set_text(str(draft.draft_no or ""))
        self.notes.show_notes(extras.circulation, extras.last_page_note)
        self.secretary.set_text(extras.secretary)
        self.chair.set_text(extras.chair_title)
        self.joint.show_parties(extras.joint)
        self.drafter.set_text(extras.drafter_mark)
        self.copies.set_text(str(extras.copy_count or ""))
        self.contact.set_text(extras.contact_line)
        self._is_loading = False
        if extras != NO_EXTRAS or draft.draft_no:
            self.fold(on=False)
        else:
            self.fold(on=True)

    def fit(self, kind: DocumentType | None, family: Family) -> None:
        """Show only what fits a type of document."""
        self._kind, self._family = kind, family
        self.paper.setVisible(self._may_be_small())
        for part in (self.secretary, self.chair, self.confirmed):
            part.setVisible(kind is not None and kind.minutes)
        self.joint.setVisible(kind is not None and is_joint_possible(kind))
        self.notes.fit(family)

    def show_signers(self, signers: tuple[Signer, ...]) -> None:
        """Offer who may confirm the signature of the chair."""
        before, self._is_loading = self._is_loading, True
        entries = tuple((each.id, each.full_name) for each in signers)
        chosen = self.confirmed.value()
        self.confirmed.set_entries(((None, NOBODY), *entries))
        self.confirmed.set_value(chosen)
        self._is_loading = before

    def show_signing(self, choices: tuple[SigningChoice, ...], printed: tuple[str, ...]) -> None:
        """Offer for whom the signer may sign; `printed` are the lines as they print now."""
        before, self._is_loading = self._is_loading, True
        chosen = self.signing.value()
        entries = tuple((each.rule.id, _spoken(each)) for each in choices)
        self.signing.set_entries((("", USUAL), *entries))
        self.signing.set_value(chosen)
        self.signing.setVisible(bool(choices))
        self.signing.set_echo("\n".join(printed))
        self._is_loading = before

    def extras(self) -> DraftExtras:
        """Return what stands in the fields that fit the type."""
        kind = self._kind
        has_minutes = kind is not None and kind.minutes
        confirmed = self.confirmed.value()
        return DraftExtras(
            paper=Paper(str(self.paper.value())) if self._may_be_small() else Paper.A4,
            circulation=self.notes.notes(),
            last_page_note=self.notes.last_page(),
            drafter_mark=one_line(self.drafter.text()),
            copy_count=_number(self.copies),
            contact_line=one_line(self.contact.text()),
            signing=str(self.signing.value() or ""),
            secretary=one_line(self.secretary.text()) if has_minutes else "",
            chair_title=one_line(self.chair.text()) if has_minutes else "",
            confirmed_by=RecordId(str(confirmed)) if has_minutes and confirmed else None,
            joint=self.joint.parties if kind is not None and is_joint_possible(kind) else (),
        )

    def _may_be_small(self) -> bool:
        """Return whether the paper may be A5: HD05 IV.1 says so, NĐ30 knows A4 alone."""
        is_paper = self._kind is not None and self._kind.administrative
        return is_paper and self._family is Family.PARTY

    def number(self) -> int | None:
        """Return which draft this is said to be, None when nothing is said."""
        return _number(self.draft_no)

    def set_writable(self, *, on: bool) -> None:
        """Let the fields be changed or only be read."""
        for line in self._lines():
            line.line.setReadOnly(not on)
        for part in (self.signing.choice, self.paper.choice, self.confirmed.choice):
            part.setEnabled(on)
        self.notes.set_writable(on=on)
        self.joint.set_writable(on=on)

    def _tell(self) -> None:
        if not self._is_loading:
            self.edited.emit()


def _spoken(choice: SigningChoice) -> str:
    return ", ".join(cased(line.text for line in choice.signature.lines)) or choice.rule.title


def _number(field: LineField) -> int | None:
    text = field.text()
    is_number = text.isascii() and text.isdigit() and 0 < int(text) <= LARGEST
    if text and not is_number:
        field.refuse(NOT_A_NUMBER)
    else:
        field.set_state("")
        field.set_echo("")
    return int(text) if is_number else None
