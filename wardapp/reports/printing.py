"""A filled form as an annex on paper: head, tables with live formulas, texts, signatures."""

from __future__ import annotations

from dataclasses import replace

from wardapp.core.dates import long_date
from wardapp.core.forms import (
    CellType,
    ColumnSpec,
    FilledCell,
    FilledForm,
    FilledRow,
    FilledTable,
    FormFacts,
    FormSpec,
    TableKind,
    TableSpec,
)
from wardapp.core.issuers import Family
from wardapp.core.printout import (
    Align,
    PrintCell,
    PrintColumn,
    Printout,
    PrintTable,
    PrintText,
    SignatureBlock,
)
from wardapp.core.roman import roman
from wardapp.reports.excel import (
    column_letter,
    excel_formula,
    row_excel_formula,
    total_formula,
)
from wardapp.reports.figures import NOT_YET
from wardapp.reports.row_formulas import plain_rows
from wardapp.reports.rows import is_filled
from wardapp.reports.totals import adds, totals

DRAFT = "Bản nháp"
_NO_TOPICS = "Chưa ghi nhận vấn đề nào trong kỳ."
_NO_ROWS = "Không có dòng nào trong kỳ."
_NOT_WRITTEN = "(Chưa viết.)"

_FORMATS = {CellType.COUNT: "0", CellType.DECIMAL: "0,0", CellType.PERCENT: "%"}
_RIGHT = {CellType.COUNT, CellType.DECIMAL, CellType.PERCENT}
_CENTER = {CellType.RATIO}
_CODE_MM = 12
_UNIT_MM = 19
_STEP = "\u00a0" * 4
"""Stands before the label of a row for each step it is set in."""

_ANNEX = "Phụ lục"
_BY_HAND = "(Ký, ghi rõ họ tên)"
_WITH_SEAL = "(Ký, đóng dấu)"


def form_printout(spec: FormSpec, filled: FilledForm, facts: FormFacts) -> Printout:
    """Return the form as a printout; until it is closed every page says "Bản nháp".

    A figure that is due and unknown prints as "chưa có", one that does not apply stays blank.
    """
    tables = [table for table in spec.tables if table.kind is not TableKind.TEXTS]
    answers = [table for table in spec.tables if table.kind is TableKind.TEXTS]
    is_draft = filled.closed_ms is None
    return Printout(
        file_stem=spec.id,
        title=_upper_first_word(spec.title),
        label=printed_label(spec, facts.family),
        reference=f"(Kèm theo {facts.basis})" if facts.basis else "",
        subtitle=_upper(filled.period.label),
        facts=_facts(filled, facts),
        tables=tuple(_table(table, filled.table(table.code)) for table in tables),
        texts=(
            *(text for table in answers for text in _texts(table, filled.table(table.code))),
            *_notes(spec),
        ),
        signatures=_signatures(spec, facts),
        landscape=spec.landscape,
        paper=spec.paper,
        watermark=DRAFT if is_draft else "",
        footer=f"{spec.label}, {filled.period.label}, {filled.reporter}",
        hidden_facts=_identity(spec, filled, facts),
    )


def printed_label(spec: FormSpec, family: Family) -> str:
    """Return the label as an annex prints it: `Phụ lục 2` (HD05 II.2), `Phụ lục II` (NĐ30 PL I)."""
    word, _, number = spec.label.rpartition(" ")
    if not number.isdigit() or word != _ANNEX:
        return spec.label
    return f"{word} {int(number) if family is Family.PARTY else roman(int(number))}"


def _upper_first_word(title: str) -> str:
    """Set the type name on its own line: BÁO CÁO / kết quả …."""
    words = title.split(" ")
    capitals = [word for word in words if word.isupper()]
    rest = " ".join(words[len(capitals) :])
    return f"{' '.join(capitals)}\n{rest}" if capitals and rest else title


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _facts(filled: FilledForm, facts: FormFacts) -> tuple[tuple[str, str], ...]:
    window = filled.period
    on = facts.filled_on or filled.filled_on
    pairs = (
        ("Đơn vị báo cáo", facts.reporter),
        ("Thời gian", f"từ {long_date(window.window_from)} đến {long_date(window.window_to)}"),
        ("Hạn gửi", long_date(window.due_date)),
        ("Người lập", facts.prepared_by),
        ("Điện thoại", facts.phone),
        ("Ngày lập", long_date(on) if on else ""),
    )
    return tuple((label, value or "…" * 12) for label, value in pairs)


def _notes(spec: FormSpec) -> tuple[PrintText, ...]:
    return (PrintText(title="Ghi chú", lines=spec.notes),) if spec.notes else ()


def _signatures(spec: FormSpec, facts: FormFacts) -> tuple[SignatureBlock, ...]:
    """Return who signs: as the form names them, the first who wrote it, the last who is head."""
    if not spec.signatures:
        return (
            SignatureBlock(lines=("NGƯỜI LẬP BIỂU",), name=facts.prepared_by, note=_BY_HAND),
            SignatureBlock(
                lines=facts.signer_lines or ("THỦ TRƯỞNG ĐƠN VỊ",),
                name=facts.signer_name,
                note="" if facts.signer_lines else _WITH_SEAL,
            ),
        )
    last = len(spec.signatures) - 1
    names = {0: facts.prepared_by, last: facts.signer_name}
    return tuple(
        SignatureBlock(
            lines=(title,),
            name=names.get(place, ""),
            note=_WITH_SEAL if place == last and last else _BY_HAND,
        )
        for place, title in enumerate(spec.signatures)
    )


def _identity(spec: FormSpec, filled: FilledForm, facts: FormFacts) -> tuple[tuple[str, str], ...]:
    window = filled.period
    return (
        ("form_id", spec.id),
        ("form_version", filled.form_version),
        ("period_id", window.id),
        ("window_from", window.window_from.isoformat()),
        ("window_to", window.window_to.isoformat()),
        ("due_date", window.due_date.isoformat()),
        ("reporter", filled.reporter),
        ("office_id", facts.office_id),
        ("replica_id", facts.replica_id),
        ("closed", "0" if filled.closed_ms is None else "1"),
    )


def _table(table: TableSpec, filled: FilledTable) -> PrintTable:
    columns = _columns(table)
    letters = {column.key: position for position, column in enumerate(columns)}
    rows = [_row(table, row, letters, position) for position, row in enumerate(filled.rows, 1)]
    has_total = table.total_row and bool(filled.rows)
    if has_total:
        rows.append(_total(table, filled, letters))
    if not rows:
        rows.append((PrintCell(value=_empty_words(table), muted=True, span=len(columns)),))
    return PrintTable(
        key=table.code,
        title=table.title,
        columns=columns,
        rows=tuple(rows),
        groups=_groups(table, len(columns) - len(table.columns)),
        note=table.note,
        total_row=has_total,
        min_row_mm=table.row_mm,
    )


def _empty_words(table: TableSpec) -> str:
    """Return what an empty table says: a topic nobody wrote down may still be there."""
    return _NO_TOPICS if table.rows_from == "opinions" else _NO_ROWS


def _groups(table: TableSpec, lead: int) -> tuple[tuple[str, int], ...]:
    """Return the heads over neighbouring columns of one group, () when no column has one."""
    if not any(column.group for column in table.columns):
        return ()
    runs: list[tuple[str, int]] = [("", lead)] if lead else []
    for column in table.columns:
        if runs and runs[-1][0] == column.group:
            runs[-1] = (column.group, runs[-1][1] + 1)
        else:
            runs.append((column.group, 1))
    return tuple(runs)


def _has_units(table: TableSpec) -> bool:
    return any(row.unit for row in table.rows)


def _has_labels(table: TableSpec) -> bool:
    return table.kind is not TableKind.GROWING


def _columns(table: TableSpec) -> tuple[PrintColumn, ...]:
    """Return STT, row label and unit where the table has them, then its own columns."""
    columns = [PrintColumn(key="_code", head="STT", width_mm=_CODE_MM, align=Align.CENTER)]
    if _has_labels(table):
        columns.append(PrintColumn(key="_label", head=table.row_head, width_mm=table.row_width_mm))
    if _has_units(table):
        columns.append(PrintColumn(key="_unit", head="ĐVT", width_mm=_UNIT_MM))
    columns += [
        PrintColumn(
            key=column.key,
            head=f"{column.label}\n({column.unit})" if column.unit else column.label,
            width_mm=column.width_mm,
            align=_align(column.type),
            number_format=_FORMATS.get(column.type, ""),
        )
        for column in table.columns
    ]
    if table.index_labels:
        columns = [
            replace(column, index_label=f"({place})") for place, column in enumerate(columns, 1)
        ]
    return tuple(columns)


def _align(kind: CellType) -> Align:
    if kind in _RIGHT:
        return Align.RIGHT
    return Align.CENTER if kind in _CENTER else Align.LEFT


def _row(
    table: TableSpec, row: FilledRow, letters: dict[str, int], position: int
) -> tuple[PrintCell, ...]:
    spec = next((each for each in table.rows if each.code == row.code), None)
    code = str(position)
    if table.kind is TableKind.FIXED:
        code = spec.number or row.code if spec else row.code
    is_sum = spec is not None and bool(spec.formula)
    cells = [PrintCell(value=code, bold=is_sum)]
    if _has_labels(table):
        step = _STEP * spec.indent if spec else ""
        cells.append(PrintCell(value=f"{step}{row.label}", bold=is_sum))
    if _has_units(table):
        cells.append(PrintCell(value=row.unit))
    for column in table.columns:
        formula = _formula_of(table, row.code, column, letters) if is_sum else ""
        cells.append(_cell(column, row.cell(column.key), letters, formula))
    if is_sum:
        cells = [replace(cell, bold=True) for cell in cells]
    return tuple(cells)


def _formula_of(table: TableSpec, code: str, column: ColumnSpec, letters: dict[str, int]) -> str:
    return row_excel_formula(table, code, column, letters) if adds(column) else ""


def _cell(
    column: ColumnSpec, cell: FilledCell | None, letters: dict[str, int], formula: str = ""
) -> PrintCell:
    if cell is None:
        return PrintCell()
    if column.formula:
        formula = excel_formula(column, letters)
    if formula and not cell.is_typed:
        return PrintCell(value=cell.value, formula=formula)
    if not is_filled(cell) and (column.required or column.source) and column.type in _RIGHT:
        return PrintCell(value=NOT_YET, muted=True)
    return PrintCell(value=cell.value, hidden_note=cell.reason)


def _total(table: TableSpec, filled: FilledTable, letters: dict[str, int]) -> tuple[PrintCell, ...]:
    """Return the row of sums; Excel sums what stands above it."""
    sums = totals(table, filled)
    lead = len(letters) - len(table.columns)
    declared = plain_rows(table) if table.rows else tuple(range(len(filled.rows)))
    cells = [PrintCell(value="Tổng cộng", bold=True, span=lead)]
    for column in table.columns:
        cell = sums.cell(column.key)
        value = None if cell is None else cell.value
        formula = excel_formula(column, letters) if column.formula else ""
        if adds(column):
            formula = total_formula(column_letter(letters[column.key]), declared, len(filled.rows))
        cells.append(PrintCell(value=value, bold=True, formula=formula))
    return tuple(cells)


def _texts(table: TableSpec, filled: FilledTable) -> tuple[PrintText, ...]:
    """Return the answers as titled paragraphs, the table's title above them."""
    answers = []
    for position, row in enumerate(filled.rows, 1):
        said = [str(cell.value) for cell in row.cells if is_filled(cell)]
        lines = tuple(line for text in said for line in text.split("\n") if line.strip())
        answers.append(PrintText(title=f"{position}. {row.label}", lines=lines or (_NOT_WRITTEN,)))
    return (PrintText(title=table.title, lines=()), *answers)
