"""Putting papers into dossiers: in, out, in which order, on which sheets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from wardapp.core.dossier_views import DossierPaper, RecordRef
from wardapp.core.dossiers import TAKES_PAPERS, Dossier, DossierStatus, Filing
from wardapp.core.errors import BadValue, NotFound, WardError
from wardapp.core.identity import RecordId
from wardapp.core.text import one_line
from wardapp.services.dossier_papers import is_held, papers_of, renumbered
from wardapp.services.dossier_reading import DossierReading
from wardapp.store.transaction import Transaction

MOST_SHEETS = 9999
LONGEST_NOTE = 200
Order = Callable[[tuple[DossierPaper, ...]], Sequence[DossierPaper]]


class DossierFiling(DossierReading):
    """Files papers; every call is one transaction and one step of undo."""

    def file(self, dossier_id: RecordId, refs: Sequence[RecordRef]) -> Dossier:
        """Put records into a dossier behind what lies there; those in it already stay.

        The first paper opens a planned dossier. A closed one is refused in a sentence.
        """
        dossier = self.get(dossier_id)
        _refuse_closed(dossier)
        title = f"Đưa {_counted(refs)} vào hồ sơ {dossier.symbol}"
        with self._desk.database.begin(self._desk.command("dossiers.file", title)) as tx:
            held = tx.filing.filings(dossier.id)
            lying = {RecordRef(each.entity, each.record_id) for each in held}
            last = max((each.ordinal for each in held), default=0)
            for ref in dict.fromkeys(refs):
                if ref in lying:
                    continue
                if not is_held(tx, ref):
                    raise NotFound("Văn bản này không còn trong sổ nên chưa đưa vào hồ sơ được.")
                last += 1
                tx.filing.file(_filing(tx.new_id(), dossier.id, ref, last))
            opened = self._opened(dossier)
            if opened != dossier:
                tx.filing.save(opened, dossier)
            self._renumber(tx, opened)
            return opened

    def take_out(self, dossier_id: RecordId, refs: Sequence[RecordRef]) -> Dossier:
        """Take records out of a dossier; they stay in their books."""
        dossier = self.get(dossier_id)
        _refuse_closed(dossier)
        title = f"Rút {_counted(refs)} khỏi hồ sơ {dossier.symbol}"
        with self._desk.database.begin(self._desk.command("dossiers.take_out", title)) as tx:
            for filing in tx.filing.filings(dossier.id):
                if RecordRef(filing.entity, filing.record_id) in set(refs):
                    tx.filing.take_out(filing.id)
            self._renumber(tx, dossier)
        return dossier

    def move(self, dossier_id: RecordId, filing_id: RecordId, by: int) -> Dossier:
        """Move a paper up (-1) or down (+1) in its dossier."""

        def moved(papers: tuple[DossierPaper, ...]) -> Sequence[DossierPaper]:
            order = list(papers)
            at = next((n for n, each in enumerate(order) if each.filing.id == filing_id), None)
            if at is None:
                raise NotFound("Văn bản này không còn trong hồ sơ. Hãy mở lại trang.")
            order.insert(max(0, min(len(order) - 1, at + by)), order.pop(at))
            return order

        return self._ordered(dossier_id, "Đổi thứ tự văn bản trong hồ sơ", moved)

    def sort_by_day(self, dossier_id: RecordId) -> Dossier:
        """Put the papers in the order of their days, as the affair went."""

        def by_day(papers: tuple[DossierPaper, ...]) -> Sequence[DossierPaper]:
            return sorted(
                papers,
                key=lambda each: (
                    (each.day is None, each.day, each.filing.ordinal)
                    if each.day
                    else (True, self._desk.today(), each.filing.ordinal)
                ),
            )

        return self._ordered(dossier_id, "Xếp theo ngày văn bản trong hồ sơ", by_day)

    def set_paper(self, filing_id: RecordId, *, sheets: int | None, note: str) -> Filing:
        """Say how many sheets a paper has (None = as in its book) and what to remark on it."""
        if sheets is not None and not 1 <= sheets <= MOST_SHEETS:
            raise BadValue("sheets", f"Số tờ từ 1 đến {MOST_SHEETS}.")
        remark = one_line(note)
        if len(remark) > LONGEST_NOTE:
            raise BadValue("note", f"Ghi chú tối đa {LONGEST_NOTE} ký tự.")
        with self._desk.database.read() as tx:
            filing = tx.filing.filing(filing_id)
            dossier = tx.filing.dossier(filing.dossier_id)
        _refuse_closed(dossier)
        command = self._desk.command("dossiers.paper", f"Sửa số tờ trong hồ sơ {dossier.symbol}")
        with self._desk.database.begin(command) as tx:
            tx.filing.file(replace(filing, sheets=sheets, note=remark))
            self._renumber(tx, dossier)
            return tx.filing.filing(filing_id)

    def _ordered(self, dossier_id: RecordId, title: str, order: Order) -> Dossier:
        dossier = self.get(dossier_id)
        _refuse_closed(dossier)
        command = self._desk.command("dossiers.order", f"{title} {dossier.symbol}")
        with self._desk.database.begin(command) as tx:
            self._renumber(tx, dossier, order)
        return dossier

    def _opened(self, dossier: Dossier) -> Dossier:
        if dossier.status is not DossierStatus.PLANNED:
            return dossier
        today = self._desk.today()
        return replace(dossier, status=DossierStatus.OPEN, started_on=dossier.started_on or today)

    def _renumber(self, tx: Transaction, dossier: Dossier, order: Order | None = None) -> None:
        """Give every paper its place and, in a dossier kept long enough, its sheets."""
        papers = papers_of(tx, dossier.id)
        kept = {each.id: each for each in tx.filing.filings(dossier.id)}
        wanted = order(papers) if order else papers
        numbered, _ = renumbered(wanted, numbers_sheets=self.terms().numbers_sheets(dossier))
        for each in numbered:
            old = kept[each.id]
            new = replace(each, note=old.note)  # a list shows more in the note than is kept
            if new != old:
                tx.filing.file(new)


def _refuse_closed(dossier: Dossier) -> None:
    if dossier.status not in TAKES_PAPERS:
        raise WardError(
            f"Hồ sơ {dossier.symbol} đã kết thúc nên không thêm bớt được. Hãy mở lại hồ sơ trước."
        )


def _counted(refs: Sequence[RecordRef]) -> str:
    return "văn bản" if len(refs) == 1 else f"{len(refs)} văn bản"


def _filing(filing_id: RecordId, dossier_id: RecordId, ref: RecordRef, ordinal: int) -> Filing:
    return Filing(
        id=filing_id,
        dossier_id=dossier_id,
        entity=ref.entity,
        record_id=ref.record_id,
        ordinal=ordinal,
    )
