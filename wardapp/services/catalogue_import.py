"""Lists of Danh mục out of a workbook: a dry run first, then all in one step of undo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wardapp.core.catalogue import ListChange, ListKind, ListLine, ListPlan, ListValue
from wardapp.core.errors import BadValue, SecretRefused, UnreadableFile, WardError
from wardapp.core.files import write_whole
from wardapp.core.issuers import Signer
from wardapp.core.text import fold
from wardapp.documents.printouts import list_template
from wardapp.documents.reader import FileReader
from wardapp.services.bodies import body_named
from wardapp.services.catalogue import save_value
from wardapp.services.catalogue_rules import tidied
from wardapp.services.catalogue_sheets import SHEETS, Around, ListSheet
from wardapp.services.desk import Desk
from wardapp.services.secrets_gate import refuse_secret_words
from wardapp.services.targets import checked_targets
from wardapp.store.transaction import Transaction

HEAD_WITHIN = 10
"""Rows in which the heads are looked for: a title may stand above them."""

MERGED_CELLS_KINDS = {ListKind.GROUPS}
"""Lists in which rows of one name belong together: one member a row."""


Rows = tuple[tuple[str, ...], ...]


class _DryRun(Exception):
    """Ends a dry run: what it wrote is rolled back."""


@dataclass(frozen=True, slots=True)
class _Table:
    """The rows under the heads, as fields; `first` is the row number of Excel."""

    fields: tuple[str, ...]
    rows: Rows
    first: int
    unused: tuple[str, ...]


class CatalogueImport:
    """Brings bodies, units, signers and groups in from Excel or CSV."""

    def __init__(self, desk: Desk, reader: FileReader) -> None:
        self._desk = desk
        self._reader = reader

    def look_at(self, kind: ListKind, path: Path) -> ListPlan:
        """Return what each line of a file would do; nothing is written."""
        sheet = SHEETS[kind]
        table = _table(sheet, self._reader.list_rows(path))
        rows = list(_rows(sheet, table))
        command = self._desk.command("catalogue.look", "Xem trước danh sách")
        lines: list[ListLine] = []
        try:
            # Written and rolled back: the same rules judge as when it is meant.
            with self._desk.database.begin(command, undoable=False) as tx:
                lines = [self._line(tx, sheet, at, row) for at, row in rows]
                raise _DryRun
        except _DryRun:
            return ListPlan(kind=kind, file_name=path.name, lines=tuple(lines), unused=table.unused)

    def bring_in(self, plan: ListPlan) -> int:
        """Write the lines of a plan that would add or change something; return how many.

        All in one step: Hoàn tác takes the whole list back.
        """
        wanted = [
            line.value
            for line in plan.lines
            if line.value is not None and line.change in {ListChange.ADD, ListChange.CHANGE}
        ]
        if not wanted:
            raise WardError("Tệp này không có dòng nào mới hoặc khác để ghi.")
        title = f"Nhập {len(wanted)} dòng {SHEETS[plan.kind].title.lower()} từ {plan.file_name}"
        with self._desk.database.begin(self._desk.command("catalogue.import", title)) as tx:
            for value in wanted:
                save_value(tx, value)
        return len(wanted)

    def template(self, kind: ListKind, target: Path) -> Path:
        """Write a workbook to be filled, with the heads and two examples."""
        (checked,) = checked_targets((target,), {".xlsx"})
        sheet = SHEETS[kind]
        write_whole(checked, list_template(sheet.title, sheet.heads, sheet.examples))
        return checked

    def _line(self, tx: Transaction, sheet: ListSheet, at: int, row: dict[str, str]) -> ListLine:
        name = row.get("name", "")
        try:
            refuse_secret_words(*row.values())
            if not name:
                raise BadValue("name", "Dòng chưa có tên.")
            kept = _kept(tx, sheet.kind, name, row)
            around = Around(tx.catalogue.issuers(), self._desk.today(), tx.new_id)
            value = tidied(sheet.read(row, kept, around))
            if value == kept:
                return ListLine(row=at, name=name, change=ListChange.SAME)
            save_value(tx, value)
        except SecretRefused:
            raise
        except WardError as fault:
            return ListLine(row=at, name=name, change=ListChange.REFUSED, sentence=fault.sentence)
        change = ListChange.CHANGE if kept is not None else ListChange.ADD
        return ListLine(row=at, name=name, change=change, value=value, sentence=_called(kept, name))


def _called(kept: ListValue | None, name: str) -> str:
    own = getattr(kept, "name", name) if kept is not None else name
    return f"Trong danh mục là {own}." if fold(str(own)) != fold(name) else ""


def _table(sheet: ListSheet, rows: Rows) -> _Table:
    for at, row in enumerate(rows[:HEAD_WITHIN]):
        fields = tuple(sheet.field_of(head) for head in row)
        if "name" in fields:
            unused = tuple(
                head for head, field in zip(row, fields, strict=True) if head and not field
            )
            return _Table(fields, rows[at + 1 :], at + 2, unused)
    raise UnreadableFile(
        f"Không thấy cột “{sheet.heads[0]}” ở {HEAD_WITHIN} dòng đầu. "
        "Hãy dùng tệp mẫu hoặc sửa tên cột."
    )


def _rows(sheet: ListSheet, table: _Table) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield row number and cells by field; rows of one group are put together."""
    groups: dict[str, tuple[int, dict[str, str]]] = {}
    for at, row in enumerate(table.rows, start=table.first):
        cells = {
            field: cell for field, cell in zip(table.fields, row, strict=False) if field and cell
        }
        if not cells:
            continue
        if sheet.kind not in MERGED_CELLS_KINDS:
            yield at, cells
            continue
        name = cells.get("name") or (next(reversed(groups.values()))[1]["name"] if groups else "")
        first, whole = groups.setdefault(fold(name), (at, {"name": name}))
        members = "; ".join(filter(None, (whole.get("members"), cells.get("members"))))
        groups[fold(name)] = first, {**cells, **whole, "members": members}
    yield from groups.values()


def _kept(tx: Transaction, kind: ListKind, name: str, row: dict[str, str]) -> ListValue | None:
    """Return what stands already under this name, a body under any of its names."""
    wanted = fold(name)
    match kind:
        case ListKind.BODIES:
            return body_named(name, tx.catalogue.bodies())
        case ListKind.UNITS:
            return next((u for u in tx.catalogue.units() if fold(u.name) == wanted), None)
        case ListKind.GROUPS:
            return next((g for g in tx.lists.groups() if fold(g.name) == wanted), None)
        case ListKind.SIGNERS:
            return _kept_signer(tx, wanted, row)


def _kept_signer(tx: Transaction, wanted: str, row: dict[str, str]) -> Signer | None:
    """Return the signer of this name, with this title when the line names one."""
    named = [each for each in tx.catalogue.signers() if fold(each.full_name) == wanted]
    title = fold(row.get("position", ""))
    return next((each for each in named if not title or fold(each.position) == title), None)
