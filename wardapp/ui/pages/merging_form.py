"""The form in which the clerk says what a merged topic says."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wardapp.core.forms import CellType, ColumnSpec, FilledRow, FormValue, TableSpec
from wardapp.services.merging import MergedTopic, TopicBoard
from wardapp.ui.form_dialog import FormDialog, Keep
from wardapp.ui.theme import Theme
from wardapp.ui.widgets.fields import BoxField, ChoiceField, Field, LineField


def row_words(table: TableSpec, row: FilledRow) -> tuple[str, str]:
    """Return a row in two lines: what it is about, and the rest."""
    texts = [
        str(cell.value)
        for column in table.columns
        if (cell := row.cell(column.key)) is not None and cell.value not in {None, ""}
    ]
    return (texts[0] if texts else "", " · ".join(texts[1:]))


def row_form(
    parent: QWidget, theme: Theme, board: TopicBoard, merged: MergedTopic, keep: Keep
) -> FormDialog:
    """Return the form of the cells of a merged row; `keep` takes what is to be written.

    Only what differs from what the members say together, or was written before, is given to it.
    """
    fields: dict[str, Field] = {}
    before: dict[str, str] = {}
    for column in board.table.columns:
        if not column.formula:
            cell = merged.row.cell(column.key)
            before[column.key] = "" if cell is None or cell.value is None else str(cell.value)
            fields[column.key] = _field(theme, column, before[column.key])
    written = dict(merged.group.values)

    def value() -> tuple[tuple[str, FormValue], ...]:
        said = {key: _said(field) for key, field in fields.items()}
        return tuple(
            (key, words if words != before[key] else written[key])
            for key, words in said.items()
            if words != before[key] or key in written
        )

    title = f"Vấn đề gộp từ {len(merged.topics)} đơn vị"
    return FormDialog(parent, theme, title, fields, value, keep)


def _field(theme: Theme, column: ColumnSpec, text: str) -> Field:
    if column.type is CellType.CHOICE:
        entries = (("", "(chưa chọn)"), *((each, each) for each in column.choices))
        choice = ChoiceField(theme, column.label, entries)
        choice.set_value(text)
        return choice
    line = BoxField(theme, column.label, 2) if column.type is CellType.TEXT else None
    field = line or LineField(theme, column.label)
    field.set_text(text)
    return field


def _said(field: Field) -> str:
    if isinstance(field, ChoiceField):
        return str(field.value() or "")
    return field.text().strip() if isinstance(field, BoxField | LineField) else ""
