"""Phần đầu: the fields of a draft beside its text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from wardapp.core.dispatches import PRIORITIES, Priority
from wardapp.core.drafts import DraftContent, content_of
from wardapp.core.errors import BadDate
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Family, Signer
from wardapp.core.layout import DocumentType
from wardapp.core.recipient_lines import braces, read_recipients
from wardapp.core.text import one_line
from wardapp.ui.pages.draft_editor_facts import (
    EditorFacts,
    HeadNotes,
    cased,
    recipients_text,
    signing_words,
    typed_lines,
)
from wardapp.ui.pages.draft_editor_more import DraftMore
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.fields import BoxField, Choice, ChoiceField, DateField, Field
from wardapp.ui.widgets.line_offers import LineOffers
from wardapp.ui.widgets.texts import Elided, Icon, Text
from wardapp.ui.widgets.type_field import TypeField

WIDTH = 284
DAY_WIDTH = 100
NO_ONE = "Chưa chọn"
RECIPIENTS_HINT = "Mỗi dòng một nơi, dấu câu tự thêm."
RECIPIENTS_HELP = (
    "Mục đích ghi trong ngoặc: (để báo cáo). Nhiều dòng chung một ngoặc móc: cuối mỗi dòng gõ "
    "} để báo cáo, hoặc chỉ gõ } và ghi đủ ở dòng cuối."
)
LEAST_LINES, MOST_LINES = 2, 8
BOX_EDGES = 22  # padding, margins and borders of a box


class DraftHead(QScrollArea):
    """Header fields; `edited` says that one differs, `issuer_chosen` that another body issues."""

    edited = Signal()
    issuer_chosen = Signal()
    type_chosen = Signal()

    def __init__(self, theme: Theme, today: Callable[[], date]) -> None:
        super().__init__()
        self._theme = theme
        self._base: DraftContent | None = None
        self._signers: tuple[Signer, ...] = ()
        self._types: tuple[DocumentType, ...] = ()
        self._families: dict[RecordId, Family] = {}
        self._used: tuple[str, ...] = ()
        self._is_loading = True
        self.signing_words = ""
        """What prints above the name, as a clerk reads it."""
        self.kind = TypeField(theme, "Loại")
        self.day = DateField(theme, "Ngày", today)
        self.issuer = ChoiceField(theme, "Cơ quan ban hành")
        self.addressees = BoxField(theme, "Kính gửi", 2)
        self.subject = BoxField(theme, "Trích yếu", 2)
        self.recipients = BoxField(theme, "Nơi nhận", 2)
        self.offers = tuple(LineOffers(each.box) for each in (self.addressees, self.recipients))
        self.signer = ChoiceField(theme, "Người ký")
        self.more = DraftMore(theme)
        self.priority = Choice(theme)
        for value, words in PRIORITIES:
            self.priority.addItem(words, value)
        self._standard = Elided(theme, "", Role.SMALL, "text3")
        self._number = Text(theme, "", Role.SMALL, "text2", wrap=True)
        self.day.line.setPlaceholderText("khi ký")
        self.day.say_weekday(on=False)
        self._build()
        self._connect()

    # ---- making ------------------------------------------------------------------------------

    def _build(self) -> None:
        theme, content = self._theme, QWidget()
        content.setProperty("ground", "surface")
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 11, 16, 12)
        column.setSpacing(8)
        title = QHBoxLayout()
        title.setSpacing(10)
        title.addWidget(Text(theme, "Phần đầu", Role.SECTION))
        title.addStretch(1)
        title.addWidget(self._standard)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.kind, 1)
        first.addWidget(self.day)
        self.day.setFixedWidth(theme.px(DAY_WIDTH))
        column.addLayout(title)
        column.addLayout(first)
        for field in (self.issuer, self.addressees, self.subject, self.recipients, self.signer):
            column.addWidget(field)
        column.addLayout(self._number_row())
        column.addLayout(self._priority_row())
        column.addWidget(self.more)
        column.addStretch(1)
        self._say_braces()
        self.recipients.box.setToolTip(RECIPIENTS_HELP)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self.kind)

    def _number_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(7)
        icon = Icon(self._theme, "number_symbol", "text3", 16)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._number, 1)
        return row

    def _priority_row(self) -> QHBoxLayout:
        """Return the urgency on one line: it is seldom changed and the column is full."""
        row = QHBoxLayout()
        row.setSpacing(10)
        label = Text(self._theme, "Độ khẩn", Role.LABEL, "text2")
        label.setBuddy(self.priority)
        self.priority.setAccessibleName("Độ khẩn")
        row.addWidget(label)
        row.addWidget(self.priority, 1)
        return row

    def _connect(self) -> None:
        for box in (self.addressees, self.subject, self.recipients):
            box.box.textChanged.connect(self._tell)
            box.box.document().documentLayout().documentSizeChanged.connect(self._grow)
            box.box.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.day.changed.connect(self._tell)
        self.priority.currentIndexChanged.connect(self._tell)
        self.more.edited.connect(self._tell)
        self.recipients.box.textChanged.connect(self._say_braces)
        self.signer.choice.currentIndexChanged.connect(self._choose_signer)
        self.kind.choice.currentIndexChanged.connect(self._choose_type)
        self.issuer.choice.currentIndexChanged.connect(self._choose_issuer)

    def sizeHint(self) -> QSize:
        """Return the size wanted."""
        return QSize(self._theme.px(WIDTH), 400)

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(self._theme.px(220), 120)

    # ---- values ------------------------------------------------------------------------------

    def show_facts(self, facts: EditorFacts) -> None:
        """Fill the fields from a draft without telling."""
        draft = facts.draft
        self._is_loading = True
        self._base = content_of(draft)
        self._families = {each.id: each.family for each in facts.issuers}
        self._used = facts.used
        self.more.show_draft(draft)
        self.issuer.set_entries(tuple((each.id, each.name) for each in facts.issuers))
        self.issuer.set_value(draft.issuer_id)
        self.show_choices(facts.types, facts.signers, draft.type_code, draft.signer_id)
        for offers in self.offers:
            offers.offer(facts.groups)
        self.day.set_day(draft.date)
        self.addressees.set_text("\n".join(draft.addressees))
        self.subject.set_text(draft.subject)
        self.recipients.set_text(recipients_text(draft))
        self.priority.setCurrentIndex(max(self.priority.findData(draft.priority), 0))
        self._is_loading = False

    def show_choices(
        self,
        types: tuple[DocumentType, ...],
        signers: tuple[Signer, ...],
        type_code: str,
        signer_id: RecordId | None,
    ) -> None:
        """Offer the types and signers of a body and choose among them."""
        before, self._is_loading = self._is_loading, True
        self._types = types
        self.kind.show_types(types, self._used)
        self.kind.set_value(type_code)
        self.show_signers(signers, signer_id)
        self._fit_type()
        self._is_loading = before

    def show_signers(self, signers: tuple[Signer, ...], signer_id: RecordId | None) -> None:
        """Offer who is in office on the day, without telling."""
        before, self._is_loading = self._is_loading, True
        self._signers = signers
        entries = tuple((each.id, each.full_name) for each in signers)
        self.signer.set_entries((*entries, (None, NO_ONE)) if signer_id is None else entries)
        self.signer.set_value(signer_id)
        self.more.show_signers(signers)
        self.signer.set_echo(signing_words(self._signer()))
        self._is_loading = before

    def content(self, body: str) -> DraftContent:
        """Return what is typed now, with the text of the body."""
        if self._base is None:
            raise RuntimeError("no draft is shown")
        recipients, storage = read_recipients(self.recipients.text())
        signer = self._signer()
        return replace(
            self._base,
            issuer_id=RecordId(str(self.issuer.value())),
            type_code=str(self.kind.value()),
            subject=one_line(self.subject.text()),
            addressees=typed_lines(self.addressees.text()),
            recipients=recipients,
            storage_line=storage,
            signer_id=signer.id if signer is not None else None,
            date=self._typed_day(),
            priority=Priority(int(self.priority.currentData())),
            draft_no=self.more.number(),
            extras=self.more.extras(),
            body=body,
        )

    def chosen_type(self) -> DocumentType | None:
        """Return the type of document chosen."""
        code = self.kind.value()
        return next((each for each in self._types if each.code == code), None)

    def show_notes(self, notes: HeadNotes) -> None:
        """Say the standard in force and the number to expect."""
        self._standard.set_text(notes.standard)
        self._standard.setToolTip(notes.why)
        self.signing_words = ", ".join(cased(notes.printed))
        self.signer.set_echo(self.signing_words)
        self.more.show_signing(notes.signing, notes.printed)
        if notes.keeps_numbers:
            self._number.setText(f"Số dự kiến: {notes.number}")
        else:
            self._number.setText(f"Số để trống ({notes.number}): số do nơi khác cấp.")

    def set_writable(self, *, on: bool) -> None:
        """Let the fields be typed into or only read."""
        for field in self.fields():
            if isinstance(field, BoxField):
                field.box.setReadOnly(not on)
            else:
                field.editor.setEnabled(on)
        self.priority.setEnabled(on)
        self.more.set_writable(on=on)

    def fields(self) -> tuple[Field, ...]:
        """Return the fields in reading order."""
        return (
            self.kind,
            self.day,
            self.issuer,
            self.addressees,
            self.subject,
            self.recipients,
            self.signer,
        )

    def field_of(self, code: str) -> QWidget:
        """Return the field a finding of the head speaks of."""
        fields: dict[str, QWidget] = {
            "signer": self.signer,
            "main": self.signer,
            "addressee": self.addressees,
            "type": self.kind,
            "secretary": self.more.secretary,
            "paper": self.more.paper,
            "joint": self.more.joint.add,
        }
        return fields.get(code.partition("_")[0], self.subject)

    def go_to(self, code: str) -> None:
        """Go into the field a finding of the head speaks of, the seldom ones unfolded."""
        field = self.field_of(code)
        if self.more.isAncestorOf(field):
            self.more.fold(on=False)
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(field))

    # ---- changes -----------------------------------------------------------------------------

    def _grow(self) -> None:
        """Let boxes be as high as what they hold, up to a limit."""
        line = self._theme.metrics(Role.BODY).lineSpacing()
        for field in (self.addressees, self.subject, self.recipients):
            lines = min(max(round(field.box.document().size().height()), LEAST_LINES), MOST_LINES)
            height = round(line * lines) + self._theme.px(BOX_EDGES)
            if field.box.minimumHeight() != height or field.box.maximumHeight() != height:
                field.box.setFixedHeight(height)

    def _typed_day(self) -> date | None:
        try:
            return self.day.day()
        except BadDate:
            return None  # the sentence stands below the field

    def _signer(self) -> Signer | None:
        chosen = self.signer.value()
        return next((each for each in self._signers if each.id == chosen), None)

    def _fit_type(self) -> None:
        """Show the fields that a type of document has."""
        kind = self.chosen_type()
        issuer = RecordId(str(self.issuer.value()))
        self.more.fit(kind, self._families.get(issuer, Family.PARTY))
        addressed = kind.addressed if kind is not None else ""
        self.addressees.setVisible(bool(addressed))
        if addressed:
            self.addressees.label.setText(addressed)
            self.addressees.box.setAccessibleName(addressed)

    def _say_braces(self) -> None:
        """Say under the box how the typed lines are understood."""
        found = braces(read_recipients(self.recipients.text())[0])
        said = [f"Ngoặc “{words}” gộp {count} dòng." for words, count in found]
        self.recipients.set_echo(" ".join(said) or RECIPIENTS_HINT)
        self.recipients.box.setAccessibleDescription(f"{' '.join(said)} {RECIPIENTS_HELP}".strip())

    def _choose_signer(self) -> None:
        self.signer.set_echo(signing_words(self._signer()))
        self._tell()

    def _choose_type(self) -> None:
        if self._is_loading:
            return
        self._fit_type()
        self.type_chosen.emit()
        self._tell()

    def _choose_issuer(self) -> None:
        if not self._is_loading:
            self.issuer_chosen.emit()

    def _tell(self) -> None:
        if not self._is_loading:
            self.edited.emit()
