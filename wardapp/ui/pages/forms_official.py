"""A form from an official file: its name, and for each column what it holds, or that it is left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from wardapp.core.errors import BadValue
from wardapp.core.forms import CellType
from wardapp.core.official import FormHead, OfficialReading
from wardapp.core.text import fold, one_line
from wardapp.ui.form_dialog import WIDE, FormDialog, Keep
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.fields import ChoiceField, Field, LineField

LEFT_OUT = ""
TYPES = (
    (CellType.COUNT.value, "Số đếm"),
    (CellType.DECIMAL.value, "Số có phần lẻ"),
    (CellType.PERCENT.value, "Tỷ lệ %"),
    (CellType.TEXT.value, "Chữ"),
    (CellType.LINK.value, "Liên kết"),
    (LEFT_OUT, "Không lấy cột này"),
)


@dataclass(frozen=True, slots=True)
class OfficialWish:
    """What the clerk says of a form made of an official file."""

    head: FormHead
    types: dict[tuple[str, str], str]


def ask_official(parent: QWidget, theme: Theme, reading: OfficialReading, keep: Keep) -> None:
    """Ask for the form's name and look its columns through."""
    stem = Path(reading.name).stem
    label = LineField(theme, "Tên mẫu")
    label.set_text(one_line(stem.replace("_", " ").replace("-", " ")))
    code = LineField(theme, "Mã mẫu (chữ không dấu, gạch nối)")
    code.set_text(slug(stem))
    title = LineField(theme, "Tiêu đề in trên báo cáo")
    title.set_text(reading.title or label.text())
    title.setProperty(WIDE, "1")
    fields: dict[str, Field] = {"label": label, "id": code, "title": title}
    choices: dict[tuple[str, str], ChoiceField] = {}
    for table in reading.tables:
        for column in table.columns:
            words = f"{column.group}: {column.label}" if column.group else column.label
            choice = ChoiceField(theme, f"Biểu {table.code} · {words}", TYPES)
            choice.set_value(column.type.value)
            fields[f"{table.code}.{column.key}"] = choice
            choices[table.code, column.key] = choice
    value = _reader(label, code, title, choices)
    FormDialog(parent, theme, f"Mẫu từ {reading.name}", fields, value, keep).saying(
        "Lập mẫu"
    ).exec()


def _reader(
    label: LineField,
    code: LineField,
    title: LineField,
    choices: dict[tuple[str, str], ChoiceField],
) -> Callable[[], OfficialWish]:
    def value() -> OfficialWish:
        said = code.text().strip()
        if not said or slug(said) != said:
            raise BadValue("id", "Mã mẫu chỉ gồm chữ thường không dấu, số và gạch nối.")
        if not label.text().strip():
            raise BadValue("label", "Hãy ghi tên mẫu.")
        types = {key: str(choice.value()) for key, choice in choices.items()}
        head = FormHead(id=said, version="1", label=one_line(label.text()),
                        title=one_line(title.text()) or one_line(label.text()))  # fmt: skip
        return OfficialWish(head, types)

    return value


def slug(text: str) -> str:
    """Return a text as the id of a form: `Phụ lục 03` is `phu-luc-03`."""
    letters = "".join(letter if letter.isalnum() and letter.isascii() else "-"
                      for letter in fold(text))  # fmt: skip
    return "-".join(part for part in letters.split("-") if part)
