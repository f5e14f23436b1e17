"""The form in which the clerk says what a merged topic says."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wardapp.core.forms import CellType, FilledRow, FormValue, TableSpec
from wardapp.services.merging import MergedTopic, TopicBoard
from wardapp.ui.dialogs import ask_fields
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.fields import BoxField, ChoiceField, Field, LineField

LONG = 40


def row_words(table: TableSpec, row: FilledRow) -> tuple[str, str]:
    """Return a row in two lines: what it is about, and the rest."""
    texts = [
        str(cell.value)
        for column in table.columns
        if (cell := row.cell(column.key)) is not None and cell.value not in {None, ""}
    ]
    return (texts[0] if texts else "", " · ".join(texts[1:]))


def ask_row(
    parent: QWidget, theme: Theme, board: TopicBoard, merged: MergedTopic
) -> tuple[tuple[str, FormValue], ...] | None:
    """Ask for the cells of a merged row; None when thought better of.

    Only what differs from what the members say together, or was written before, is given back.
    """
    fields: dict[str, Field] = {}
    before: dict[str, str] = {}
    for column in board.table.columns:
        if column.formula:
            continue
        cell = merged.row.cell(column.key)
        text = "" if cell is None or cell.value is None else str(cell.value)
        before[column.key] = text
        if column.type is CellType.CHOICE:
            entries = (("", "(chưa chọn)"), *((each, each) for each in column.choices))
            choice = ChoiceField(theme, column.label, entries)
            choice.set_value(text)
            fields[column.key] = choice
            continue
        field = BoxField(theme, column.label, 2) if column.type is CellType.TEXT else None
        line = field or LineField(theme, column.label)
        line.set_text(text)
        fields[column.key] = line
    title = f"Vấn đề gộp từ {len(merged.topics)} đơn vị"
    if not ask_fields(parent, theme, title, tuple(fields.values()), "Ghi"):
        return None
    written = dict(merged.group.values)
    values: list[tuple[str, FormValue]] = []
    for key, field_ in fields.items():
        said = _said(field_)
        if said != before[key]:
            values.append((key, said))
        elif key in written:
            values.append((key, written[key]))
    return tuple(values)


def _said(field: Field) -> str:
    if isinstance(field, ChoiceField):
        return str(field.value() or "")
    return field.text().strip() if isinstance(field, BoxField | LineField) else ""
