"""Phát hành: one question that shows number, date and standard before the number is taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from wardapp.core.dates import weekday_date
from wardapp.core.errors import BadValue
from wardapp.core.numbering import NEXT_NUMBER, NumberWish
from wardapp.core.views import IssuePreview, NumberOffer
from wardapp.ui.dialogs import Dialog
from wardapp.ui.pages.outgoing_number import NumberPick
from wardapp.ui.theme import Role, Theme
from wardapp.ui.widgets.buttons import Chip, Kind
from wardapp.ui.widgets.cards import Card, Notice
from wardapp.ui.widgets.fields import DateField
from wardapp.ui.widgets.texts import Text

LABEL_WIDTH = 84
PRINTS = {True: "In luôn bản có số để trình ký", False: "In luôn số, ngày lên bản đã ký"}
IN_WORD = "Mở luôn tệp Word có số để in"
"""What usually follows the number: the sheet to be signed, or the number onto the signed one."""


@dataclass(frozen=True, slots=True)
class IssueMatter:
    """What is about to be issued, in words."""

    kind: str
    subject: str
    signer: str
    answers: str = ""
    way_out: str = "Xem điểm cần sửa"  # what helps while it may not be issued
    number_first: bool = True  # the sheet to be signed is printed with its number
    in_word: bool = False  # a Word file goes out: it is opened to be printed by Word


@dataclass(frozen=True, slots=True)
class IssueAnswer:
    """What the clerk decided: the day to issue on, or None; or to look at what stands against."""

    day: date | None
    wants_help: bool
    then_prints: bool = False
    wish: NumberWish = NEXT_NUMBER


class IssueDialog(Dialog):
    """Shows what issuing would do on a day; `day_chosen` asks for the preview of another."""

    day_chosen = Signal(object)  # date | None

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        matter: IssueMatter,
        today: Callable[[], date],
    ) -> None:
        title = f"Phát hành {matter.kind[:1].lower()}{matter.kind[1:]}?"
        sentence = "Số được cấp ngay và không dùng lại; bản phát hành được giữ nguyên."
        super().__init__(parent, theme, title, sentence, "send")
        self.preview: IssuePreview | None = None
        self._way_out = matter.way_out
        self._number = Text(theme, "", Role.SECTION)
        self._standard = Text(theme, "", Role.BODY, wrap=True)
        self._says = Text(theme, "", Role.SMALL, "text2")
        self.day_field = DateField(theme, "Ngày ban hành", today)
        self.day_field.say_weekday(on=False)
        self._effect = Text(theme, "", Role.SMALL, "text2", wrap=True)
        self.number = NumberPick(theme, self)
        self._wish = NEXT_NUMBER
        prints = IN_WORD if matter.in_word else PRINTS[matter.number_first]
        self.print_too = Chip(theme, prints, icon="open" if matter.in_word else "print")
        self._doubt = Notice(theme)
        self._fault = Notice(theme, "danger")
        self._build_facts(matter)
        self.add_stretch()
        self.add_close("Thôi")
        self.yes = self.add_button("Phát hành", Kind.PRIMARY, key="Enter", accepts=True)
        self.yes.setEnabled(False)
        self.day_field.changed.connect(self._ask_again)
        self.number.wished.connect(self._ask_again)
        self.number.grown.connect(self.fit)

    def _build_facts(self, matter: IssueMatter) -> None:
        card = Card(self.theme, fill="alt", padding=12)
        card.body.setSpacing(7)
        rows: tuple[tuple[str, QWidget], ...] = (
            ("Số, ký hiệu", self._number),
            ("Trích yếu", Text(self.theme, matter.subject, Role.BODY, wrap=True)),
            ("Người ký", Text(self.theme, matter.signer, Role.BODY, wrap=True)),
            ("Thể thức", self._standard),
        )
        for label, widget in rows:
            row = QHBoxLayout()
            row.setSpacing(10)
            name = Text(self.theme, label, Role.SMALL, "text3")
            name.setFixedWidth(self.theme.px(LABEL_WIDTH))
            row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(widget, 1)
            card.body.addLayout(row)
        self.room.addWidget(card)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.day_field, 1)
        row.addWidget(self._says, 2, Qt.AlignmentFlag.AlignBottom)
        self.room.addLayout(row)
        self.room.addWidget(self.number.pick)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.number.number, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.number.late, 2, Qt.AlignmentFlag.AlignTop)
        self.room.addLayout(row)
        self.room.addWidget(self.print_too, 0, Qt.AlignmentFlag.AlignLeft)
        if matter.answers:
            self.room.addWidget(Text(self.theme, matter.answers, Role.SMALL, "text2", wrap=True))
        self.room.addWidget(self._effect)
        self.room.addWidget(self._doubt)
        self.room.addWidget(self._fault)

    def show_preview(self, preview: IssuePreview) -> None:
        """Show number, day, standard and what stands against issuing."""
        self.preview = preview
        self.day_field.set_day(preview.date)
        self._says.setText(weekday_date(preview.date))
        self._number.setText(preview.number_symbol)
        self._standard.setText(preview.standard_title)
        self._show_number(preview)
        self._effect.setText(preview.effect)
        self._effect.setVisible(bool(preview.effect))
        doubts = [text for text in (preview.standard_changed, preview.warning) if text]
        self._doubt.hide()
        self._fault.hide()
        if preview.blocked:
            self._fault.show_notice("Chưa phát hành được", preview.blocked)
        elif doubts:
            self._doubt.show_notice("Anh, chị xem lại giúp", " ".join(doubts))
        issue = f"Cấp số {preview.number_symbol} và phát hành"
        self.yes.setText(self._way_out if preview.blocked else issue)
        self.print_too.setVisible(not preview.blocked)
        self.yes.setEnabled(True)
        self.fit()

    def _show_number(self, preview: IssuePreview) -> None:
        self.number.pick.setVisible(bool(preview.series))
        if preview.series:
            self.number.show_offer(
                NumberOffer(
                    printed=preview.number_symbol,
                    series=preview.series,
                    reserved=preview.reserved,
                    locked=preview.locked,
                )
            )

    def wish(self) -> NumberWish:
        """Return the number that is wanted."""
        return self._wish

    def refuse(self, sentence: str) -> None:
        """Say why another day cannot be shown."""
        self._doubt.hide()
        self._fault.show_notice("Chưa phát hành được", sentence)
        self.yes.setEnabled(False)

    def answer(self) -> IssueAnswer:
        """Ask; return what the clerk decided."""
        self.yes.setFocus()
        if self.exec() != QDialog.DialogCode.Accepted or self.preview is None:
            return IssueAnswer(None, wants_help=False)
        blocked = bool(self.preview.blocked)
        return IssueAnswer(
            None if blocked else self.preview.date,
            wants_help=blocked,
            then_prints=self.print_too.isChecked() and not blocked,
            wish=self._wish,
        )

    def _ask_again(self) -> None:
        try:
            day, wish = self.day_field.day(), self.number.wish()
        except BadValue:  # not yet a day or a number
            self.yes.setEnabled(False)
            return
        is_same = self.preview is not None and day == self.preview.date and wish == self._wish
        if not is_same or not self.yes.isEnabled():
            self._wish = wish
            self.yes.setEnabled(False)
            self.day_chosen.emit(day)
