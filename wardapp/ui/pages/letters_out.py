"""Step 2 of letters to many: one letter as it will be, the numbers, and where the files go."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from wardapp.core.letters import LetterNumbering, TemplateField
from wardapp.core.serial import SerialPreview
from wardapp.core.template_views import TemplateView
from wardapp.ui.context import Context
from wardapp.ui.pages.letters_list import LettersFacts
from wardapp.ui.pages.proposal_layout import beside, scrolled
from wardapp.ui.theme import Role
from wardapp.ui.widgets.cards import Notice
from wardapp.ui.widgets.fields import ChoiceField, DateField, LineField
from wardapp.ui.widgets.page_panel import PagePanel
from wardapp.ui.widgets.template_text import TemplateText
from wardapp.ui.widgets.texts import Text

SIDE, WAIT_MS = 360, 250
NO_NUMBER = "none"
NUMBERS = (
    (LetterNumbering.ONE.value, "Một số chung cho mọi nơi"),
    (LetterNumbering.EACH.value, "Mỗi nơi một số"),
    (NO_NUMBER, "Chưa cấp số"),
)
ONE_DOCX, MANY_DOCX, ONE_PDF, MANY_PDF = "1.docx", "n.docx", "1.pdf", "n.pdf"
OUTPUTS = (
    (ONE_DOCX, "Một tệp Word, mỗi thư một trang mới"),
    (MANY_DOCX, "Mỗi nơi một tệp Word, trong một thư mục"),
    (ONE_PDF, "Một tệp PDF để in"),
    (MANY_PDF, "Mỗi nơi một tệp PDF, trong một thư mục"),
)


class OutPanel(QWidget):
    """A letter at the left, numbers and files at the right."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        theme = context.theme
        self._context = context
        self.which = ChoiceField(theme, "Xem thư gửi")
        self.numbering = ChoiceField(theme, "Số văn bản", NUMBERS)
        self.day = DateField(theme, "Ngày văn bản", context.clock.today)
        self.subject = LineField(theme, "Trích yếu ghi vào sổ")
        self.output = ChoiceField(theme, "Ghi ra", OUTPUTS)
        self.said = Text(theme, "", Role.BODY, wrap=True)
        self.notice = Notice(theme)
        self.paper = PagePanel(theme, context.jobs, context.office.exporting, can_open=False)
        self.words = TemplateText(theme)
        self._sheets = QStackedWidget()
        self._common: dict[str, LineField] = {}
        self._common_room = QVBoxLayout()
        self._common_room.setSpacing(10)
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self.changed.emit)
        self._build()
        for field in (self.numbering, self.which):
            field.choice.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.day.changed.connect(self.changed.emit)

    def _build(self) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(12)
        column.addWidget(self.which)
        column.addLayout(self._common_room)
        for part in (self.numbering, self.day, self.subject, self.output, self.said, self.notice):
            column.addWidget(part)
        column.addStretch(1)
        self._sheets.addWidget(self.paper)
        self._sheets.addWidget(self.words)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(beside(self._sheets, scrolled(side, self._context.theme.px(SIDE))))

    def show_facts(self, facts: LettersFacts) -> None:
        """Offer what a text can become: a Word template has no pages of ours."""
        is_draft = facts.kind == "draft"
        self.output.set_entries(OUTPUTS if is_draft else OUTPUTS[:2])
        self.subject.setVisible(not is_draft)
        self.subject.set_text("" if is_draft else facts.subject)
        self.day.set_day(self._context.clock.today())

    def show_names(self, names: tuple[str, ...]) -> None:
        """Offer the letters to look at."""
        with QSignalBlocker(self.which.choice):
            self.which.set_entries(tuple(enumerate(names)))

    def show_common(self, fields: tuple[TemplateField, ...]) -> None:
        """Offer the fields that no column fills, to be typed once for all letters."""
        kept = self.common_values()
        for line in self._common.values():
            self._common_room.removeWidget(line)
            line.deleteLater()
        self._common = {}
        for field in fields:
            line = LineField(self._context.theme, f"{field.label} (mọi thư)", field.sample[:60])
            line.set_text(kept.get(field.key, ""))
            line.line.textChanged.connect(lambda _text: self._wait.start())
            self._common[field.key] = line
            self._common_room.addWidget(line)

    def common_values(self) -> dict[str, str]:
        """Return what was typed once for all letters."""
        typed = {key: line.text() for key, line in self._common.items()}
        return {key: text for key, text in typed.items() if text}

    @property
    def first(self) -> QWidget:
        """Return where the step begins."""
        return next(iter(self._common.values()), self.numbering)

    def show_letter(self, shown: tuple[bytes, TemplateView | None]) -> None:
        """Show one letter: its pages, or its words where only Word lays it out."""
        pdf, view = shown
        self._sheets.setCurrentIndex(0 if view is None else 1)
        if view is None:
            self.paper.view.show_pdf(pdf)
        else:
            self.words.show_view(view, keep_place=True)

    def show_preview(self, preview: SerialPreview) -> None:
        """Say which numbers would be given, and what stands against it."""
        first, last = preview.first_number, preview.last_number
        if preview.blocked:
            told = f"{preview.letters} thư."
        elif not first:
            told = f"{preview.letters} thư, chưa có số, không vào sổ."
        elif first == last:
            told = f"{preview.letters} thư cùng số {first}, một dòng trong sổ văn bản đi."
        else:
            told = f"{preview.letters} thư, số {first} đến {last}, mỗi số một dòng trong sổ."
        self.said.setText(told)
        if preview.blocked:
            self.notice.set_tone("danger")
            self.notice.show_notice("Chưa phát hành được", preview.blocked)
        elif preview.warning:
            self.notice.set_tone("warn")
            self.notice.show_notice("Xem lại", preview.warning)
        else:
            self.notice.hide()

    @property
    def how(self) -> LetterNumbering | None:
        """Return how letters get their numbers, None for none."""
        value = str(self.numbering.value())
        return None if value == NO_NUMBER else LetterNumbering(value)

    @property
    def place(self) -> int:
        """Return which letter is looked at."""
        at = self.which.value()
        return at if isinstance(at, int) else 0

    @property
    def is_folder(self) -> bool:
        """Return True when every letter is a file of its own."""
        return self.output.value() in {MANY_DOCX, MANY_PDF}

    @property
    def ending(self) -> str:
        """Return the ending of what is written."""
        return ".pdf" if self.output.value() in {ONE_PDF, MANY_PDF} else ".docx"
