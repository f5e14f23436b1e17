"""What a form declares about its earlier versions and its official file.

[[mappings]]
version = "2026.1"              # the earlier version whose answers come here

[[mappings.moves]]
kind = "move"                   # move | split | merge | drop
old = ["A.A3"]                  # table, table.row, table.*.column or table.row.column
new = ["A.A4"]                  # of split: the first is where the old answer stands
note = "Đổi mã dòng"

[official]
file = "mau-chinh-thuc.xlsx"    # beside form.toml
[official.places]
"Biểu 1!D7" = "A.A1.actual"     # of a Word file: "1:3:4" (table, row, cell) or a tag
"""

from __future__ import annotations

from wardapp.core.form_versions import (
    Binding,
    BoundKind,
    FormMapping,
    FormMove,
    MoveKind,
    OfficialFile,
    PlaceRule,
)
from wardapp.core.forms import TableKind, TableSpec
from wardapp.reports.tomlfile import Record, keys_of

ALL = "*"
FACTS = ("reporter", "period", "window", "prepared_by", "phone", "filled_on", "place", "basis")
LABEL = "label"
POSITION = "#"
_PARTS = 3
_MOST_NEW = {MoveKind.MOVE: 1, MoveKind.MERGE: 1, MoveKind.DROP: 0}


def mappings_of(top: Record, tables: tuple[TableSpec, ...]) -> tuple[FormMapping, ...]:
    """Return the declared mappings; FormFault where a new place is not in this form."""
    found = tuple(_mapping(record, tables) for record in top.records("mappings", "version"))
    for each in found:
        if [other.version for other in found].count(each.version) > 1:
            raise top.fault(f"phiên bản “{each.version}” viết hai lần.", "[[mappings]]")
        if each.version == top.values.get("version"):
            raise top.fault("mẫu không chuyển từ chính phiên bản của nó.", "[[mappings]]")
    return found


def _mapping(record: Record, tables: tuple[TableSpec, ...]) -> FormMapping:
    record.only(keys_of(FormMapping))
    moves = tuple(_move(each, tables) for each in record.records("moves", "kind"))
    return FormMapping(version=record.text("version"), moves=moves)


def _move(record: Record, tables: tuple[TableSpec, ...]) -> FormMove:
    record.only(keys_of(FormMove))
    word = record.text("kind")
    if word not in set(MoveKind):
        raise record.fault(f"kind “{word}” không có; dùng: {', '.join(MoveKind)}.", "kind")
    kind = MoveKind(word)
    old = tuple(_place(record, text, "old") for text in record.texts("old"))
    new = tuple(_place(record, text, "new") for text in record.texts("new"))
    for place in new:
        _refuse_unknown(record, place, tables)
    if not old or (kind in {MoveKind.MOVE, MoveKind.SPLIT} and len(old) > 1):
        raise record.fault(f"{kind} cần đúng chỗ cũ: old = [“biểu.dòng.cột”].", "old")
    if len(new) > _MOST_NEW.get(kind, len(new)) or (kind is not MoveKind.DROP and not new):
        raise record.fault(f"{kind}: xem lại số chỗ ở mục new.", "new")
    return FormMove(kind=kind, old=old, new=new, note=record.text("note", ""))


def _place(record: Record, text: str, key: str) -> PlaceRule:
    parts = [part.strip() for part in text.split(".")]
    if len(parts) > _PARTS or not all(parts) or parts[0] == ALL:
        raise record.fault(f"“{text}” không phải biểu, biểu.dòng hay biểu.dòng.cột.", key, text)
    table, row, column = (*parts, *[ALL] * (_PARTS - len(parts)))
    return PlaceRule(
        table=table, row="" if row == ALL else row, column="" if column == ALL else column
    )


def place_text(place: PlaceRule) -> str:
    """Return a place as `form.toml` writes it."""
    if not place.row and not place.column:
        return place.table
    column = f".{place.column}" if place.column else ""
    return f"{place.table}.{place.row or ALL}{column}"


def _refuse_unknown(record: Record, place: PlaceRule, tables: tuple[TableSpec, ...]) -> None:
    table = next((each for each in tables if each.code == place.table), None)
    if table is None:
        raise record.fault(f"mẫu này không có biểu “{place.table}”.", "new", place.table)
    if place.column and place.column not in {each.key for each in table.columns}:
        raise record.fault(f"Biểu {table.code} không có cột “{place.column}”.", "new", place.column)
    declared = table.kind in {TableKind.FIXED, TableKind.TEXTS}
    if place.row and declared and place.row not in {each.code for each in table.rows}:
        raise record.fault(f"Biểu {table.code} không có dòng “{place.row}”.", "new", place.row)


def official_of(top: Record, tables: tuple[TableSpec, ...]) -> OfficialFile | None:
    """Return the official file the form is filled into, None when it declares none."""
    value = top.values.get("official")
    if value is None:
        return None
    if not isinstance(value, dict):
        raise top.fault("mục official phải viết thành khối [official].", "official")
    record = Record(top.source, value, ("[official]",))
    record.only(("file", "kind", "places"))
    name = record.text("file")
    ending = name.rpartition(".")[2].casefold()
    if ending not in set(BoundKind) or "/" in name or "\\" in name:
        raise record.fault("file là tên một tệp .xlsx hoặc .docx đặt cạnh form.toml.", "file")
    places = value.get("places", {})
    if not isinstance(places, dict) or not all(isinstance(at, str) for at in places.values()):
        raise record.fault('places viết từng dòng: "Biểu 1!D7" = "A.A1.actual".', "places")
    bindings = tuple(
        Binding(place=place, target=_target(record, target, tables))
        for place, target in places.items()
    )
    return OfficialFile(file=name, kind=BoundKind(ending), bindings=bindings)


def _target(record: Record, target: str, tables: tuple[TableSpec, ...]) -> str:
    """Return a target; a row of growing and per-unit tables is named by its place (`B.#1.rate`)."""
    if target in FACTS:
        return target
    parts = target.split(".")
    if len(parts) != _PARTS:
        raise record.fault(
            f"“{target}” không phải biểu.dòng.cột hay một trong: {', '.join(FACTS)}.", target
        )
    table, row, column = parts
    if column == LABEL and table in {each.code for each in tables}:
        return target
    is_placed = row.startswith(POSITION) and row[1:].isdigit()
    _refuse_unknown(
        record, PlaceRule(table=table, row="" if is_placed else row, column=column), tables
    )
    return target
