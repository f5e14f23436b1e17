"""What a report stands on: the kept form, the records it is filled from, the facts of its head."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from wardapp.core.daylog import LogLine
from wardapp.core.dispatches import Outgoing, OutgoingStatus
from wardapp.core.errors import BadValue, NotFound
from wardapp.core.forms import (
    CellKey,
    ColumnSpec,
    FilledCell,
    FilledForm,
    FilledScope,
    FormFacts,
    FormSources,
    FormSpec,
    Period,
    TableKind,
)
from wardapp.core.issuers import Issuer, Signer
from wardapp.core.workdays import Workdays
from wardapp.reports import filling
from wardapp.services.desk import Desk
from wardapp.services.due_rules import annex_basis
from wardapp.services.first_issuer import issuer_or_first
from wardapp.services.official import paper_named
from wardapp.store.transaction import Transaction


def kept_form(
    tx: Transaction, form_id: str, period_id: str, issuer: Issuer, scope: FilledScope
) -> FilledForm | None:
    """Return what this office kept for a period, also under a name it had before."""
    former = reversed(tx.journal.values_of("issuer", issuer.id, "full_name"))
    for name in dict.fromkeys((issuer.full_name, *former)):
        kept = tx.filled.latest(form_id, period_id, name, scope)
        if kept is not None:
            return kept
    return None


def sources(
    tx: Transaction, period: Period, workdays: Workdays, lines: tuple[LogLine, ...]
) -> FormSources:
    """Return the records that figures of a period can come from, and what the office sets.

    Lines of the log are given: those from the earliest day on that the period looks at.
    """
    first, last = earliest(period), period.window_to
    issuer = issuer_or_first(tx)
    return FormSources(
        lines=lines,
        units=tx.catalogue.units(),
        channels=tx.catalogue.channels(),
        petitions=tx.petitions.between(issuer.id, date.min, last),
        opinions=tx.opinions.alive_between(first, last),
        constants=(("digital_target", tx.catalogue.settings().digital_target),),
        workdays=workdays,
    )


def earliest(period: Period) -> date:
    """Return the first day that figures of a period look at: of the window or of the year."""
    return min(period.window_from, filling.year_start(period))


def facts_of(desk: Desk, filled: FilledForm, spec: FormSpec) -> FormFacts:
    """Return what head and foot of the printed form say."""
    with desk.database.read() as tx:
        settings = tx.catalogue.settings()
        issuer = issuer_or_first(tx)
        signers = tx.catalogue.signers(issuer.id)
        line = tx.outgoing.find(filled.outgoing_id) if filled.outgoing_id else None
        sender = tx.catalogue.issuer(line.issuer_id) if line is not None else issuer
        basis = _annexed_to(line, sender) or annex_basis(tx, spec)
    signer = min((each for each in signers if each.active), key=_rank, default=None)
    return FormFacts(
        reporter=filled.reporter,
        prepared_by=filled.prepared_by or settings.current_clerk,
        phone=filled.phone,
        place=issuer.place,
        filled_on=filled.filled_on or desk.today(),
        basis=basis,
        signer_lines=_signer_lines(signer),
        signer_name=signer.full_name if signer else "",
        family=issuer.family,
        office_id=desk.database.office_id,
        replica_id=desk.database.replica_id,
    )


def column_of(spec: FormSpec, key: CellKey) -> ColumnSpec:
    """Return the column of a cell that can be typed into; NotFound, BadValue for a formula."""
    try:
        column = spec.table(key.table).column(key.column)
    except KeyError as error:
        raise NotFound(f"Mẫu không có ô {key.table}, {key.row}, {key.column}.") from error
    if column.formula:
        raise BadValue("value", f"“{column.label}” tính theo công thức, sửa các ô thành phần.")
    return column


def refuse_fixed(spec: FormSpec, table: str) -> None:
    """Refuse to add or remove rows where the form has them fixed."""
    if table not in {each.code for each in spec.tables if each.kind is TableKind.GROWING}:
        raise NotFound(f"Biểu {table} không thêm, bớt dòng được.")


def refuse_sent(tx: Transaction, form: FilledForm) -> None:
    """Refuse to open a report again that went out under a number that still stands."""
    line = tx.outgoing.find(form.outgoing_id) if form.outgoing_id else None
    if line is not None and line.status is not OutgoingStatus.CANCELLED:
        raise BadValue(
            "reason",
            f"Báo cáo đã phát hành theo {line.number_symbol} nên không mở lại. "
            "Số nào sai thì sửa ở ô đó và ghi lý do; bản đã gửi vẫn giữ nguyên.",
        )


def cell_of(form: FilledForm, key: CellKey) -> FilledCell:
    """Return a cell of a filled form; NotFound when it has none there."""
    row = next((table.row(key.row) for table in form.tables if table.code == key.table), None)
    cell = row.cell(key.column) if row else None
    if cell is None:
        raise NotFound(f"Báo cáo không có ô {key.row} ở Biểu {key.table}.")
    return cell


def without_row(form: FilledForm, table: str, row: str) -> FilledForm:
    """Return the form without a typed row, or with a row that records made left out."""
    gone = (table, row)
    grown = tuple(key for key in form.grown if (key.table, key.row) != gone)
    kept = tuple(cell for cell in form.overrides if (cell.key.table, cell.key.row) != gone)
    if len(grown) == len(form.grown):  # no column: the row itself is typed away
        mark = FilledCell(key=CellKey(table=table, row=row, column=""), is_typed=True)
        kept = (*kept, mark)
    return replace(form, grown=grown, overrides=kept)


def with_override(form: FilledForm, cell: FilledCell) -> FilledForm:
    """Return the form with a typed value over a cell."""
    override = replace(cell, computed=None, line_ids=())
    others = tuple(each for each in form.overrides if each.key != cell.key)
    return replace(form, overrides=(*others, override))


def without_override(form: FilledForm, cell: FilledCell) -> FilledForm:
    """Return the form with the typed value of a cell taken away."""
    return replace(form, overrides=tuple(each for each in form.overrides if each.key != cell.key))


def _annexed_to(line: Outgoing | None, sender: Issuer) -> str:
    """Return the paper a form went out with as its annex names it, "" while there is none."""
    if line is None or line.status is OutgoingStatus.CANCELLED:
        return ""
    return paper_named(line.type_name, line.number_symbol, line.issued_date, sender)


def _rank(signer: Signer) -> int:
    return signer.rank


def _signer_lines(signer: Signer | None) -> tuple[str, ...]:
    return (*signer.authority, signer.position.upper()) if signer else ()
