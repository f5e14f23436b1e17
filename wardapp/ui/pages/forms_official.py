"""A form from an official file: its name and due days, columns, rows, and where facts go."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from wardapp.core.errors import BadValue
from wardapp.core.form_versions import BoundKind
from wardapp.core.forms import CellType
from wardapp.core.official import FormHead, OfficialChanges, OfficialReading, OfficialTable
from wardapp.core.text import fold, one_line
from wardapp.services.due_typing import typed_dues
from wardapp.ui.form_dialog import WIDE, FormDialog, Keep
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.fields import BoxField, ChoiceField, Field, LineField

LEFT_OUT = ""
TYPES = (
    (CellType.COUNT.value, "Số đếm"),
    (CellType.DECIMAL.value, "Số có phần lẻ"),
    (CellType.PERCENT.value, "Tỷ lệ %"),
    (CellType.TEXT.value, "Chữ"),
    (CellType.LINK.value, "Liên kết"),
    (LEFT_OUT, "Không lấy cột này"),
)
FACTS = (
    ("reporter", "Ô điền đơn vị"),
    ("period", "Ô điền kỳ"),
    ("prepared_by", "Ô điền người lập"),
)
"""Facts that get a place; the others stay where they were read."""
DUE = "Hạn nộp, như: 31/12, hoặc ngày 10 của các tháng 6, 9, 12"
LAST_OF_YEAR = "31/12"
ROWS_SHOWN, MOST_ROWS = 4, 9
LONGEST_GROUP = 22
_ROW = re.compile(r"\s*(?P<code>[^\s:]+)\s*:\s*(?P<label>.*\S)\s*")


@dataclass(frozen=True, slots=True)
class OfficialWish:
    """What the clerk says of a form made of an official file."""

    head: FormHead
    changes: OfficialChanges


@dataclass(slots=True)
class _Parts:
    """The fields of a table's columns and rows."""

    names: dict[tuple[str, str], LineField] = field(default_factory=dict)
    types: dict[tuple[str, str], ChoiceField] = field(default_factory=dict)
    rows: dict[str, BoxField] = field(default_factory=dict)

    def add(self, theme: Theme, table: OfficialTable, fields: dict[str, Field]) -> None:
        """Make the fields of a table: name and type of each column side by side, its rows."""
        for column in table.columns:
            over = column.group if 0 < len(column.group) <= LONGEST_GROUP else "Tên cột"
            name = LineField(theme, f"Biểu {table.code} · {over}")
            name.set_text(column.label)
            kind = ChoiceField(theme, "Cột này ghi", TYPES)
            kind.set_value(column.type.value)
            key = (table.code, column.key)
            self.names[key], self.types[key] = name, kind
            fields[f"{table.code}.{column.key}"] = name
            fields[f"{table.code}.{column.key}.type"] = kind
        if table.rows:
            words = f"Biểu {table.code} · Các dòng: sửa tên ngay ở đây, xóa cả dòng thì không lấy"
            box = BoxField(theme, words, ROWS_SHOWN, most=MOST_ROWS)
            box.set_text("\n".join(f"{row.code}: {row.label}" for row in table.rows))
            self.rows[table.code] = box
            fields[f"{table.code}.rows"] = box

    def changes(self, reading: OfficialReading, facts: dict[str, str]) -> OfficialChanges:
        """Return what the fields say."""
        return OfficialChanges(
            types={key: str(kind.value()) for key, kind in self.types.items()},
            names={key: one_line(name.text()) for key, name in self.names.items()},
            rows={
                table.code: typed_rows(table, self.rows[table.code].text())
                for table in reading.tables
                if table.code in self.rows
            },
            facts=facts,
        )


def ask_official(
    parent: QWidget, theme: Theme, reading: OfficialReading, keep: Keep, today: date
) -> None:
    """Ask for the form's name and look through what was read."""
    stem = Path(reading.name).stem
    label = LineField(theme, "Tên mẫu")
    label.set_text(one_line(stem.replace("_", " ").replace("-", " ")))
    code = LineField(theme, "Mã mẫu, không dấu")
    code.set_text(slug(stem))
    title = LineField(theme, "Tiêu đề in trên báo cáo")
    title.set_text(reading.title or label.text())
    title.setProperty(WIDE, "1")
    due = LineField(theme, DUE)
    due.set_text(LAST_OF_YEAR)
    due.setProperty(WIDE, "1")
    fields: dict[str, Field] = {"label": label, "id": code, "title": title, "due": due}
    places = _places(theme, reading)
    fields |= {f"fact.{target}": line for target, line in places.items()}
    parts = _Parts()
    for table in reading.tables:
        parts.add(theme, table, fields)

    def value() -> OfficialWish:
        said = code.text().strip()
        if not said or slug(said) != said:
            raise BadValue("id", "Mã mẫu chỉ gồm chữ thường không dấu, số và gạch nối.")
        name = one_line(label.text())
        if not name:
            raise BadValue("label", "Hãy ghi tên mẫu.")
        head = FormHead(
            id=said,
            version="1",
            label=name,
            title=one_line(title.text()) or name,
            dues=typed_dues(due.text(), today),
        )
        facts = {target: line.text() for target, line in places.items()}
        return OfficialWish(head, parts.changes(reading, facts))

    FormDialog(parent, theme, f"Mẫu từ {reading.name}", fields, value, keep).saying(
        "Lập mẫu"
    ).exec()


def _places(theme: Theme, reading: OfficialReading) -> dict[str, LineField]:
    """Return a field for each fact: the cell of the file it goes to, empty where none."""
    read = {each.target: each.place for each in reversed(reading.facts)}
    is_sheet = reading.kind is BoundKind.XLSX
    how = "Như B4; trống thì không điền" if is_sheet else "Thẻ, hoặc bảng:dòng:cột như 1:2:3"
    places = {}
    for target, words in FACTS:
        line = LineField(theme, words, how)
        line.set_text(read.get(target, ""))
        places[target] = line
    places[FACTS[-1][0]].setProperty(WIDE, "1")  # what comes after begins a row of its own
    return places


def typed_rows(table: OfficialTable, text: str) -> dict[str, str]:
    """Return the labels of the rows that are taken, by code; BadValue for a line of no row."""
    known = {row.code for row in table.rows}
    taken: dict[str, str] = {}
    for line in filter(str.strip, text.splitlines()):
        found = _ROW.fullmatch(line)
        if found is None or found["code"] not in known or found["code"] in taken:
            said = f"“{line.strip()}” không phải một dòng của biểu. Giữ mã và dấu hai chấm ở đầu."
            raise BadValue(f"{table.code}.rows", said)
        taken[found["code"]] = one_line(found["label"])
    return taken


def slug(text: str) -> str:
    """Return a text as the id of a form: `Phụ lục 03` is `phu-luc-03`."""
    letters = "".join(letter if letter.isalnum() and letter.isascii() else "-"
                      for letter in fold(text))  # fmt: skip
    return "-".join(part for part in letters.split("-") if part)
