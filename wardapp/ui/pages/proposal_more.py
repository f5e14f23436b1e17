"""Thêm thông tin: the fields of NĐ30 Phụ lục VI that a usual line does not need."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from wardapp.core.dispatches import Arrival
from wardapp.core.errors import BadValue
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.fields import BoxField, Field, LineField

Line = TypeVar("Line", bound=Arrival)
HALF, WHOLE = 3, 6
MOST_DIGITS = 4


class MoreFields(QWidget):
    """Shows and gives back the less usual fields of a line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.pages = LineField(theme, "Số trang")
        self.copies = LineField(theme, "Số bản")
        self.language = LineField(theme, "Ngôn ngữ", "Tiếng Việt")
        self.addressees = BoxField(theme, "Kính gửi (các nơi cách nhau bằng dấu ;)", 1, most=4)
        self.position = LineField(theme, "Chức vụ người ký")
        self.storage = LineField(theme, "Nơi để bản giấy")
        self.parent_organ = LineField(theme, "Cơ quan cấp trên")
        self.organ_code = LineField(theme, "Mã cơ quan", "Ví dụ: H26.01")
        self.trace = BoxField(theme, "Lịch sử gửi nhận (trục liên thông)", 1, most=3)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(9)
        top = Qt.AlignmentFlag.AlignTop
        for place, (field, width) in enumerate(((self.pages, 2), (self.copies, 2))):
            grid.addWidget(field, 0, place * 2, 1, width, top)
        grid.addWidget(self.language, 0, 4, 1, 2, top)
        grid.addWidget(self.addressees, 1, 0, 1, WHOLE)
        for row, (left, right) in enumerate(
            ((self.position, self.storage), (self.parent_organ, self.organ_code)), 2
        ):
            grid.addWidget(left, row, 0, 1, HALF, top)
            grid.addWidget(right, row, HALF, 1, HALF, top)
        grid.addWidget(self.trace, 4, 0, 1, WHOLE)
        for column in range(WHOLE):
            grid.setColumnStretch(column, 1)

    def fields(self) -> tuple[Field, ...]:
        """Return the fields in reading order."""
        return (
            self.pages,
            self.copies,
            self.language,
            self.addressees,
            self.position,
            self.storage,
            self.parent_organ,
            self.organ_code,
            self.trace,
        )

    def named(self) -> dict[str, Field]:
        """Return the fields by the name a refusal calls them."""
        return {
            "page_amount": self.pages,
            "copy_amount": self.copies,
            "language": self.language,
            "addressees": self.addressees,
            "signer.position": self.position,
            "storage_place": self.storage,
            "parent_organ_name": self.parent_organ,
            "organ_id": self.organ_code,
            "trace_headers": self.trace,
        }

    def show_more(self, arrival: Arrival) -> None:
        """Show a line."""
        for field, amount in (
            (self.pages, arrival.page_amount),
            (self.copies, arrival.copy_amount),
        ):
            field.set_text("" if amount is None else str(amount))
        self.language.set_text(arrival.language)
        self.addressees.set_text("; ".join(arrival.addressees))
        self.position.set_text(arrival.signer.position)
        self.storage.set_text(arrival.storage_place)
        self.parent_organ.set_text(arrival.parent_organ_name)
        self.organ_code.set_text(arrival.organ_id)
        self.trace.set_text(arrival.trace_headers)

    def filled(self, line: Line) -> Line:
        """Return the line with what stands here; BadValue for an amount that is none."""
        return replace(
            line,
            page_amount=_amount("page_amount", self.pages),
            copy_amount=_amount("copy_amount", self.copies),
            language=self.language.text(),
            addressees=places_of(self.addressees.text()),
            signer=replace(line.signer, position=self.position.text()),
            storage_place=self.storage.text(),
            parent_organ_name=self.parent_organ.text(),
            organ_id=self.organ_code.text(),
            trace_headers=self.trace.text().strip(),
        )


def places_of(text: str) -> tuple[str, ...]:
    """Return names typed one a line, or behind semicolons."""
    lines = text.replace(";", "\n").splitlines()
    return tuple(filter(None, (line.strip(" -\t") for line in lines)))


def _amount(name: str, field: LineField) -> int | None:
    text = field.text()
    if not text:
        return None
    if not text.isdecimal() or len(text) > MOST_DIGITS:
        raise BadValue(name, "Hãy ghi bằng chữ số, ví dụ 4.")
    return int(text)
