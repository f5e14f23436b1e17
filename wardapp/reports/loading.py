"""Loads report forms from `forms/<id>/form.toml`; forms/README.md tells the language.

Every fault of a file is found in one go: file, line and what to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from wardapp.core.form_versions import FormMapping, OfficialFile
from wardapp.core.forms import CheckSpec, DueRule, FormSpec, NarrativeSpec, TableSpec
from wardapp.core.regimes import Frequency
from wardapp.reports.faults import FormFault
from wardapp.reports.form_changes import mappings_of, official_of
from wardapp.reports.form_rules import check_formulas, check_of, narrative_of
from wardapp.reports.form_tables import refuse_twice, table_of
from wardapp.reports.log_index import ALL_CHANNELS
from wardapp.reports.tomlfile import Record, keys_of, read_toml, toml_record

PAPERS = ("A4", "A3")

_CYCLES = (Frequency.MONTH, Frequency.QUARTER, Frequency.HALF_YEAR, Frequency.YEAR)
_LEAP_YEAR = 2028  # so that 29 February may be a due day
_TOP_KEYS = keys_of(FormSpec)
_MOST_SIGNATURES = 4
_Read = TypeVar("_Read")


def load_forms(folder: Path) -> tuple[FormSpec, ...]:
    """Return the forms below a folder, by id; raise FormFault at the first fault."""
    return tuple(load_form(path) for path in sorted(folder.glob("*/form.toml")))


def load_form(path: Path, form_id: str = "") -> FormSpec:
    """Return one form, named as its folder or `form_id`; FormFault names file, line, remedy."""
    return form_of(read_toml(path), form_id or path.parent.name)


def form_of(top: Record, form_id: str = "") -> FormSpec:
    """Return the form a text declares; with `form_id` it must be that form. Raises FormFault."""
    spec, faults = _read(top, form_id)
    if faults:
        raise faults[0]
    return spec


def faults_of(
    form: Path | str,
    name: str = "form.toml",
    form_id: str = "",
    channels: frozenset[str] = frozenset(),
    groups: frozenset[str] = frozenset(),
) -> tuple[FormFault, ...]:
    """Return every fault of a form, given as file or as text, in order of its lines.

    With the codes of the office's `channels` and content `groups` those of the form are looked up.
    """
    try:
        if isinstance(form, Path):
            top, form_id = read_toml(form), form_id or form.parent.name
        else:
            top = toml_record(name, form)
        spec, faults = _read(top, form_id)
    except FormFault as fault:
        return (fault,)
    unknown = (
        *_unknown(top, spec, "channels", channels | {ALL_CHANNELS} if channels else channels),
        *_unknown(top, spec, "groups", groups),
    )
    return tuple(sorted((*faults, *unknown), key=lambda fault: fault.line))


def _unknown(top: Record, spec: FormSpec, key: str, known: frozenset[str]) -> Iterator[FormFault]:
    """Yield a fault for each code that the office's catalogue does not have."""
    for place, table in enumerate(spec.tables):
        path: tuple[str | int, ...] = ("tables", place)
        named = [(path, table.channels if key == "channels" else ())]
        named += [((*path, "rows", at), getattr(row, key)) for at, row in enumerate(table.rows)]
        for where, codes in named:
            for code in codes:
                if known and code not in known:
                    said = f"danh mục không có mã “{code}”, hãy xem lại ở mục {key}."
                    yield top.source.fault_at(said, where, key)


def _read(top: Record, form_id: str) -> tuple[FormSpec, tuple[FormFault, ...]]:
    noted: list[FormFault] = []
    spec = _form(top.noting(noted), form_id)
    once = {(fault.line, fault.remedy): fault for fault in noted}
    return spec, tuple(sorted(once.values(), key=lambda fault: fault.line))


def _form(top: Record, form_id: str) -> FormSpec:
    top.only(_TOP_KEYS)
    tables = _tables(top)
    spec = FormSpec(
        id=_id(top, form_id),
        version=top.text("version"),
        label=top.text("label"),
        title=top.text("title"),
        basis=top.text("basis", ""),
        source=top.text("source"),
        tables=tables,
        checks=_checks(top, tables),
        due=_dues(top),
        landscape=top.flag("landscape"),
        valid_from=_day(top, "valid_from"),
        paper=top.text("paper", "A4"),
        signatures=top.texts("signatures"),
        narrative=_narrative(top, tables),
        mappings=_mappings(top, tables),
        official=_official(top, tables),
        notes=top.texts("notes"),
        covers=top.text("covers", ""),
    )
    if spec.covers and spec.covers not in _CYCLES:
        top.refuse(f"covers chỉ là {', '.join(_CYCLES)}.", "covers")
    if spec.paper not in PAPERS:
        top.refuse("paper chỉ là A4 hoặc A3.", "paper")
    if len(spec.signatures) > _MOST_SIGNATURES:
        top.refuse(f"nhiều nhất {_MOST_SIGNATURES} chỗ ký.", "signatures")
    return spec


def _id(top: Record, wanted: str) -> str:
    form_id = top.text("id")
    if wanted and form_id and form_id != wanted:
        top.refuse(f"id phải trùng tên thư mục “{wanted}”.", "id")
    return form_id


def _day(top: Record, key: str) -> date | None:
    value = top.values.get(key)
    if value is not None and type(value) is not date:
        top.refuse(f"mục “{key}” phải là ngày, ví dụ 2026-03-10.", key)
        return None
    return value


def _dues(top: Record) -> tuple[DueRule, ...]:
    dues = []
    for record in top.records("due", "month"):
        record.only(("month", "day"))
        month, day = record.number("month"), record.number("day")
        try:
            if month != int(month) or day != int(day):
                raise ValueError
            date(_LEAP_YEAR, int(month), int(day))
        except (ValueError, OverflowError):
            record.refuse(f"không có ngày {day}/{month}.", "month")
            continue
        rule = DueRule(month=int(month), day=int(day))
        if rule in dues:
            record.refuse(f"hạn {rule.day}/{rule.month} viết hai lần.", "month")
        dues.append(rule)
    if not top.values.get("due"):
        top.refuse("chưa có hạn báo cáo, hãy thêm khối [[due]].", "due")
    return tuple(sorted(dues, key=lambda rule: (rule.month, rule.day)))


def _tables(top: Record) -> tuple[TableSpec, ...]:
    records = top.records("tables")
    tables = tuple(table_of(record) for record in records)
    refuse_twice(top, [table.code for table in tables], "tables", "code")
    if not tables:
        top.refuse("chưa có biểu nào, hãy thêm khối [[tables]].", "tables")
    for record, table in zip(records, tables, strict=True):
        check_formulas(record, table)
    return tables


def _checks(top: Record, tables: tuple[TableSpec, ...]) -> tuple[CheckSpec, ...]:
    checks = tuple(check_of(record, tables) for record in top.records("checks"))
    refuse_twice(top, [check.code for check in checks], "checks", "code")
    return checks


def _narrative(top: Record, tables: tuple[TableSpec, ...]) -> tuple[NarrativeSpec, ...]:
    return tuple(narrative_of(record, tables) for record in top.records("narrative", "heading"))


def _mappings(top: Record, tables: tuple[TableSpec, ...]) -> tuple[FormMapping, ...]:
    return _noted(top, lambda quiet: mappings_of(quiet, tables), ())


def _official(top: Record, tables: tuple[TableSpec, ...]) -> OfficialFile | None:
    return _noted(top, lambda quiet: official_of(quiet, tables), None)


def _noted(top: Record, read: Callable[[Record], _Read], fallback: _Read) -> _Read:
    """Return what is read, noting the fault it raises."""
    try:
        return read(replace(top, noted=None))
    except FormFault as fault:
        if top.noted is not None:
            top.noted.append(fault)
        return fallback
