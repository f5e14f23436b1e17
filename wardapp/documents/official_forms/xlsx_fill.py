"""Fills bound cells of an official workbook; every other byte of its parts stays as it was.

Words go in as inline strings, so the shared strings stay untouched and `=1+1` is never a formula.
Where the workbook has formulas, their kept results are dropped and Excel is told to reckon anew:
a result that no longer fits its figures would be worse than none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from xml.sax.saxutils import escape

from wardapp.core.cell_names import cell_name
from wardapp.core.forms import FormValue
from wardapp.documents.official_forms.gate import WORKBOOK
from wardapp.documents.official_forms.sheets import (
    Sheet,
    local,
    sheet_key,
    sheet_parts,
    split_place,
)
from wardapp.documents.reader import refusals
from wardapp.documents.templates.filling import printable
from wardapp.documents.templates.spans import Node, read_story, spliced
from wardapp.documents.word_archive import Archive

Edit = tuple[int, int, bytes]
_MOST_DIGITS = 15
_OWN = frozenset({"r", "t", "cm", "vm"})  # place and kind of the value that stood there
_AFTER = frozenset(
    {"oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes"}
    | {"webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst"}
)


def filled_xlsx(archive: Archive, values: Mapping[str, FormValue]) -> tuple[bytes, tuple[str, ...]]:
    """Return the workbook with values at their places, and the places that took none."""
    parts = sheet_parts(archive.package)
    by_part: dict[str, dict[tuple[int, int], FormValue]] = {}
    refused: list[str] = []
    for place, value in values.items():
        name, spot = split_place(place)
        part = parts.get(sheet_key(name))
        if spot is None or part is None:
            refused.append(place)
        else:
            by_part.setdefault(part, {})[spot] = value
    sheets = {part: Sheet(part, _read(archive, part)) for part in parts.values()}
    has_formulas = any(next(iter(sheet.formulas()), None) for sheet in sheets.values())
    made: dict[str, bytes] = {}
    for part, sheet in sheets.items():
        names = {spot: place for place, spot in _places(values, parts, part)}
        edits, left = _edits(sheet, by_part.get(part, {}))
        refused += [names[spot] for spot in left]
        if has_formulas:
            edits += [edit for cell in sheet.formulas() for edit in _without_result(cell)]
        if edits:
            made[part] = spliced(sheet.story.data, edits)
    if has_formulas:
        made[WORKBOOK] = _reckoned_anew(_read(archive, WORKBOOK))
    return archive.with_parts(made), tuple(refused)


def _places(
    values: Iterable[str], parts: Mapping[str, str], part: str
) -> list[tuple[str, tuple[int, int]]]:
    found = ((place, split_place(place)) for place in values)
    return [
        (place, spot)
        for place, (name, spot) in found
        if spot and parts.get(sheet_key(name)) == part
    ]


def _read(archive: Archive, part: str) -> bytes:
    data = archive.package.read(part)
    if data is None:
        raise refusals.broken()
    return data


def _edits(
    sheet: Sheet, values: Mapping[tuple[int, int], FormValue]
) -> tuple[list[Edit], list[tuple[int, int]]]:
    """Return the edits of one sheet, and the cells that take nothing: formulas, hidden parts."""
    covered, styles = sheet.merged(), sheet.styles_of_columns()
    edits: list[Edit] = []
    left: list[tuple[int, int]] = []
    new: dict[int, list[tuple[int, FormValue]]] = {}
    for (row, column), value in sorted(values.items()):
        cell = sheet.cell(row, column)
        if (row, column) in covered or (cell is not None and _is_formula(cell)):
            left.append((row, column))
        elif cell is not None:
            edits.append((cell.start, cell.end, _cell(cell, cell_name(row, column), value)))
        elif value not in {None, ""}:
            new.setdefault(row, []).append((column, value))
    for row, cells in new.items():
        edits += _new_cells(sheet, row, cells, styles)
    return _joined(edits), left


def _is_formula(cell: Node) -> bool:
    return any(local(child) == "f" for child in cell.children)


def _cell(cell: Node, name: str, value: FormValue) -> bytes:
    """Return a cell with its own style and a new value."""
    kept = {key: said for key, said in cell.attrs.items() if key not in _OWN}
    attributes = "".join(f' {key}="{_quoted(said)}"' for key, said in kept.items())
    return _written(cell.prefix, name, attributes, value)


def _written(prefix: str, name: str, attributes: str, value: FormValue) -> bytes:
    head = f'<{prefix}c r="{name}"{attributes}'
    if value is None or value == "":
        return f"{head}/>".encode()
    number = _number(value)
    if number is not None:
        return f"{head}><{prefix}v>{number}</{prefix}v></{prefix}c>".encode()
    text = escape(printable(str(value)))
    return (
        f'{head} t="inlineStr"><{prefix}is><{prefix}t xml:space="preserve">{text}'
        f"</{prefix}t></{prefix}is></{prefix}c>"
    ).encode()


def _number(value: FormValue) -> str | None:
    """Return a number as Excel keeps it, None for words and for more digits than it can keep."""
    if isinstance(value, str) or value is None:
        return None
    text = f"{Decimal(value):f}"
    return text if sum(letter.isdigit() for letter in text) <= _MOST_DIGITS else None


def _quoted(text: str) -> str:
    return escape(text, {'"': "&quot;"})


def _new_cells(
    sheet: Sheet, row: int, cells: list[tuple[int, FormValue]], styles: Mapping[int, str]
) -> list[Edit]:
    """Return what puts cells that were not written yet at their places, in order."""
    found = sheet.rows.get(row)
    prefix = sheet.data_node.prefix
    if found is None:
        made = b"".join(_made(prefix, row, cell, styles.get(cell[0], "")) for cell in cells)
        text = f'<{prefix}row r="{row}">'.encode() + made + f"</{prefix}row>".encode()
        return [_inserted(sheet.data_node, _row_place(sheet, row), text)]
    style = found.node.attrs.get("s", "")
    edits = []
    for cell in cells:
        after = [node for column, node in found.cells.items() if column < cell[0]]
        at = after[-1].end if after else found.node.inner
        text = _made(prefix, row, cell, style or styles.get(cell[0], ""))
        edits.append(_inserted(found.node, at, text))
    return edits


def _made(prefix: str, row: int, cell: tuple[int, FormValue], style: str) -> bytes:
    attributes = f' s="{_quoted(style)}"' if style else ""
    return _written(prefix, cell_name(row, cell[0]), attributes, cell[1])


def _row_place(sheet: Sheet, row: int) -> int:
    before = [each.node for number, each in sheet.rows.items() if number < row]
    return before[-1].end if before else sheet.data_node.inner


def _inserted(node: Node, at: int, text: bytes) -> Edit:
    """Return an edit inside an element; one written as `<row/>` is opened."""
    if node.inner == node.end:
        return (node.end - len(b"/>"), node.end, b">" + text + f"</{node.raw}>".encode())
    return (at, at, text)


def _joined(edits: list[Edit]) -> list[Edit]:
    """Join edits at one place: rows and cells of one gap, in their order."""
    found: dict[tuple[int, int], bytes] = {}
    for start, end, text in edits:
        known = found.get((start, end))
        if known is not None and start != end:  # an element written `<row/>`, opened once
            close = known.rindex(b"</")
            found[start, end] = known[:close] + text[1 : text.rindex(b"</")] + known[close:]
        else:
            found[start, end] = (known or b"") + text
    return [(start, end, text) for (start, end), text in found.items()]


def _without_result(cell: Node) -> list[Edit]:
    return [(child.start, child.end, b"") for child in cell.children if local(child) == "v"]


def _reckoned_anew(data: bytes) -> bytes:
    """Return the workbook part that tells Excel to reckon every formula when it opens."""
    story = read_story(WORKBOOK, data)
    root = story.root
    found = next((node for node in root.children if local(node) == "calcPr"), None)
    if found is None:
        later = [node.start for node in root.children if local(node) in _AFTER]
        at = min(later, default=root.inner_end)
        return spliced(data, [(at, at, f'<{root.prefix}calcPr fullCalcOnLoad="1"/>'.encode())])
    if found.attrs.get("fullCalcOnLoad") in {"1", "true"}:
        return data
    kept = {key: said for key, said in found.attrs.items() if key != "fullCalcOnLoad"}
    attributes = "".join(f' {key}="{_quoted(said)}"' for key, said in kept.items())
    tag = f'<{found.raw}{attributes} fullCalcOnLoad="1"/>'.encode()
    return spliced(data, [(found.start, found.end, tag)])
