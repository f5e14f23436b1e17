"""Lấy số: the next number, one that is kept for the document, or one typed by hand."""

from __future__ import annotations

import re

from PySide6.QtCore import QObject, Signal

from wardapp.core.errors import BadValue
from wardapp.core.numbering import NumberSpan, NumberWish
from wardapp.core.views import NumberOffer
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.fields import ChoiceField, Field, LineField

NEXT, OWN = "next", "own"
_NUMBER = re.compile(r"(?P<number>\d{1,7})(?P<suffix>[a-zđ]?)")


class NumberPick(QObject):
    """The three fields of a number, laid out by whoever shows them.

    `wished` says that another number is wanted; `grown` that fields were shown or hidden.
    """

    wished = Signal()
    grown = Signal()

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.pick = ChoiceField(theme, "Lấy số")
        self.number = LineField(theme, "Số tự chọn", "12 hoặc 12a")
        self.late = LineField(theme, "Lý do vào sổ muộn")
        self._reserved: tuple[NumberSpan, ...] | None = None
        self._printed = ""
        self._wanted: int | None = None
        self._offer("", ())
        self.pick.choice.activated.connect(self._picked)
        self.number.line.textEdited.connect(self.wished)
        self.late.line.textEdited.connect(self.wished)

    def wish(self) -> NumberWish:
        """Return the number that is wanted; BadValue where it cannot be read."""
        picked = self.pick.value()
        if picked == OWN:
            match = _NUMBER.fullmatch(self.number.text().casefold())
            if match is None:
                raise BadValue("number", "Số gồm chữ số, có thể thêm một chữ: 12 hoặc 12a.")
            return NumberWish(
                number=int(match["number"]), suffix=match["suffix"], late_reason=self.late.text()
            )
        return NumberWish(number=picked, reserved=True) if isinstance(picked, int) else NumberWish()

    def show_offer(self, offer: NumberOffer) -> None:
        """Tell the number with its series and the reason, and offer the numbers that are kept."""
        self.number.set_state("")
        self.number.set_echo("")
        printed = offer.printed if self.pick.value() == NEXT else self._printed
        if (printed, offer.reserved) != (self._printed, self._reserved):
            self._offer(printed, offer.reserved)
        self.pick.set_state("look" if offer.locked else "")
        said = offer.series
        if offer.reserved and self.pick.value() == NEXT:
            said += f" Đang giữ {len(offer.reserved)} số, chọn ở trên."
        self.pick.set_echo(offer.locked or said, "warn" if offer.locked else "text3")
        self.grown.emit()

    def use(self, number: int) -> None:
        """Want this number."""
        self.pick.set_value(OWN)
        self.show_own()
        self.number.set_text(str(number))

    def want_reserved(self, number: int) -> None:
        """Want a number that is kept for this document, as soon as it is offered."""
        self._wanted = number

    def field(self, name: str) -> Field | None:
        """Return the field of a refused value, shown; None when it is none of these."""
        known = {"number": self.number, "suffix": self.number, "late_reason": self.late}
        field = known.get(name)
        if field is not None:
            self.pick.set_value(OWN)
            self.show_own()
        return field

    def show_own(self) -> None:
        """Show the fields of a number typed by hand where one is wanted."""
        is_own = self.pick.value() == OWN
        self.number.setVisible(is_own)
        self.late.setVisible(is_own)
        self.grown.emit()

    def _offer(self, printed: str, reserved: tuple[NumberSpan, ...]) -> None:
        kept = self.pick.value()
        self._printed, self._reserved = printed, reserved
        single = tuple(each for each in reserved if each.first == each.last)
        self.pick.set_entries(
            (
                (NEXT, f"Số kế tiếp: {printed}" if printed else "Số kế tiếp"),
                *((each.first, _reserved_words(each)) for each in single),
                (OWN, "Số khác, số chèn (12a)…"),
            )
        )
        self.pick.set_value(kept if kept is not None else NEXT)
        if any(each.first == self._wanted for each in single):
            self.pick.set_value(self._wanted)
            self._wanted = None
            self.wished.emit()
        self.show_own()

    def _picked(self) -> None:
        self.show_own()
        if self.pick.value() == OWN:
            self.pick.set_echo("")
            self.number.setFocus()
        self.wished.emit()


def _reserved_words(span: NumberSpan) -> str:
    whom = f" cho {span.holder}" if span.holder else ""
    return f"Dùng số đã giữ: {span.first:02}{whom}"
