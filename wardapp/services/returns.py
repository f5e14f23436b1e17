"""What units send in: looked at, kept with every value's cell, its doubts settled, undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from wardapp.core.dispatches import Attachment, FileRole
from wardapp.core.errors import BadValue, NotFound, WardError
from wardapp.core.forms import CellKey, FormValue
from wardapp.core.identity import RecordId
from wardapp.core.progress import Progress, Silent
from wardapp.core.returns import (
    DoubtKind,
    ReturnDoubt,
    ReturnProposal,
    ReturnState,
    ReturnWish,
    SameUnit,
    SettleChoice,
    UnitReturn,
)
from wardapp.core.sources import FileSource
from wardapp.core.text import one_line
from wardapp.core.unit_books import AwaitedReturn
from wardapp.documents.reader import FileReader
from wardapp.documents.returned.peek import names_a_form
from wardapp.services.desk import Desk
from wardapp.services.form_book import FormBook
from wardapp.services.kept_files import FileGate, fingerprint
from wardapp.services.reporting import Reporting
from wardapp.services.return_checks import rechecked
from wardapp.services.return_doubts import (
    COUNTING,
    answered,
    can_take,
    doubt_of,
    left,
    standing,
    taken,
    typed,
    whose_question,
)
from wardapp.services.return_planning import KeptReturn, Plan, Rehearsed, asked, unit_of
from wardapp.services.return_reading import beside, look
from wardapp.store.transaction import Transaction

_NOTHING_TO_TAKE = "Các chỗ này chưa có giá trị để lấy. Xem từng chỗ giúp."


Beside = Callable[[Transaction, UnitReturn], UnitReturn]
"""What is written along with a return that is kept."""


class Returns:
    """The returns of units, by form and period."""

    def __init__(
        self, desk: Desk, reader: FileReader, book: FormBook, reporting: Reporting
    ) -> None:
        self._desk = desk
        self._book = book
        self._reporting = reporting
        self._gate = FileGate(desk, reader)

    def look_at(
        self,
        paths: Sequence[FileSource],
        form_id: str = "",
        period_id: str = "",
        progress: Progress | None = None,
    ) -> tuple[ReturnProposal, ...]:
        """Return whose each file is and what stands in it; nothing is kept.

        Form and period go where no file says its own. A file that cannot be read or taken says why
        in `blocked`.
        """
        found = look(paths, (form_id, period_id), self._awaited, progress or Silent())
        with self._desk.database.read() as tx:
            keys = {(each.form_id, each.period_id) for each in found}
            there = {key: tx.returns.of_period(*key) for key in keys}
        return tuple(beside(each, there[each.form_id, each.period_id]) for each in found)

    def are_returns(self, paths: Sequence[FileSource]) -> bool:
        """Tell whether one of the files is a form of ours that came back; nothing is kept."""
        return any(names_a_form(path) for path in paths)

    def _awaited(self, form_id: str, period_id: str) -> AwaitedReturn:
        forms = [form.id for form in self._book.forms()]
        specs = [spec for form in forms for spec in reversed(self._book.versions(form))]
        period = None
        if form_id in forms and period_id:
            with suppress(NotFound):  # a file may name a period that this office never had
                period = self._reporting.fill(form_id, period_id).period
        with self._desk.database.read() as tx:
            units = tx.catalogue.units()
        return AwaitedReturn(
            specs=tuple(specs),
            units=units,
            form_id=form_id,
            period=period,
            office_id=self._desk.database.office_id,
        )

    def of_period(self, form_id: str, period_id: str) -> tuple[UnitReturn, ...]:
        """Return everything that came in for a period, in the order it came."""
        with self._desk.database.read() as tx:
            return tx.returns.of_period(form_id, period_id)

    def get(self, return_id: RecordId) -> UnitReturn:
        """Return a return; NotFound when it is not here."""
        with self._desk.database.read() as tx:
            return tx.returns.get(return_id)

    def file_of(self, returned: UnitReturn) -> Path:
        """Return where the kept file lies, byte for byte as it came."""
        return self._desk.files.path_of(returned.file)

    def keep(
        self,
        proposal: ReturnProposal,
        unit_id: RecordId | None = None,
        *,
        same_unit: SameUnit = SameUnit.ASK,
        received_on: date | None = None,
        reason: str = "",
    ) -> UnitReturn:
        """Keep a looked-at file as the return of a unit; the same file again changes nothing.

        BadValue "unit_id" when nobody knows whose it is, "same_unit" when the unit's return is
        here already and the clerk must say which counts.
        """
        wish = ReturnWish(
            proposal=proposal,
            unit_id=unit_id,
            same_unit=same_unit,
            received_on=received_on,
            reason=reason,
        )
        return self.keep_all((wish,))[0].returned

    def keep_all(
        self, wishes: Sequence[ReturnWish], beside: Beside | None = None
    ) -> tuple[KeptReturn, ...]:
        """Keep many files as one step, all of them or none.

        `beside` writes more in the same transaction, and may add to each return what came along.
        """
        ready = [self._ready(wish) for wish in wishes]
        with self._desk.database.read() as tx:
            plan = Plan(tx, self._desk.today())
            for wish, returned in ready:
                plan.take(wish, returned)
        if not plan.new:
            return tuple(plan.results)
        kept = {each.id: self._with_file(wish, each) for wish, each in plan.new}
        with self._desk.database.begin(self._desk.command("return.keep", plan.title())) as tx:
            if beside is not None:
                kept = {name: beside(tx, each) for name, each in kept.items()}
            for returned in kept.values():
                tx.returns.save(returned)
            _replace(tx, (each for each in plan.replaced))
        return tuple(
            replace(each, returned=kept.get(each.returned.id, each.returned))
            for each in plan.results
        )

    def rehearse(self, wishes: Sequence[ReturnWish]) -> tuple[Rehearsed, ...]:
        """Return what each wish would become after those before it; nothing is written."""
        told: list[Rehearsed] = []
        with self._desk.database.read() as tx:
            plan = Plan(tx, self._desk.today())
            for wish in wishes:
                try:
                    plan.take(*self._ready(wish))
                except BadValue as question:
                    told.append(Rehearsed(wish, question.field, question.sentence))
                except WardError as refusal:
                    told.append(Rehearsed(wish, "file", refusal.sentence))
                else:
                    done = plan.results[-1]
                    told.append(Rehearsed(wish, "", done.sentence, is_new=done.is_new))
        return tuple(told)

    def settle(
        self,
        return_id: RecordId,
        doubt_id: str,
        choice: SettleChoice,
        value: FormValue = None,
        reason: str = "",
    ) -> UnitReturn:
        """Settle one doubt: take it as proposed, type a value, or leave it out with a reason."""
        old = self.get(return_id)
        doubt = doubt_of(old, doubt_id)
        if choice is SettleChoice.TAKEN:
            new = taken(old, doubt)
        elif choice is SettleChoice.LEFT:
            new = left(old, doubt, reason)
        else:
            new = typed(old, doubt, self._book.spec(old.form_id, old.form_version), value)
        return self._save(old, self._rechecked(old, new), "return.settle", _title(doubt), reason)

    def place(
        self, return_id: RecordId, doubt_id: str, key: CellKey, value: FormValue = None
    ) -> UnitReturn:
        """Settle a doubt by naming the cell it belongs to, with the value typed or as it stood."""
        old = self.get(return_id)
        doubt = doubt_of(old, doubt_id)
        spec = self._book.spec(old.form_id, old.form_version)
        stood = doubt.raw if doubt.value is None else doubt.value
        said = stood if value is None or value == "" else value
        new = typed(old, replace(doubt, key=key), spec, said)
        return self._save(old, self._rechecked(old, new), "return.settle", _title(doubt))

    def _rechecked(self, old: UnitReturn, new: UnitReturn) -> UnitReturn:
        spec = self._book.spec(old.form_id, old.form_version)
        with self._desk.database.read() as tx:
            unit = next((each for each in tx.catalogue.units() if each.id == old.unit_id), None)
        return rechecked(old, new, spec, unit)

    def settle_all(
        self, return_id: RecordId, kind: DoubtKind, choice: SettleChoice, reason: str = ""
    ) -> UnitReturn:
        """Settle every open doubt of a kind alike; what has nothing to take stays open."""
        old = new = self.get(return_id)
        if choice is SettleChoice.LEFT:
            for doubt in old.open_doubts:
                if doubt.kind is kind:
                    new = left(new, doubt, reason)
        else:
            new = _all_taken(old, kind)
        if new == old:
            raise BadValue("value", _NOTHING_TO_TAKE)
        kept = self._rechecked(old, new)
        return self._save(old, kept, "return.settle", "Xem lại các chỗ cùng loại", reason)

    def settle_everywhere(
        self, form_id: str, period_id: str, kind: DoubtKind
    ) -> tuple[UnitReturn, ...]:
        """Take every open doubt of a kind in all returns that count, as one step."""
        changed = []
        for old in self.of_period(form_id, period_id):
            new = _all_taken(old, kind) if old.state in COUNTING else old
            if new != old:
                changed.append((old, self._rechecked(old, new)))
        if not changed:
            raise BadValue("value", _NOTHING_TO_TAKE)
        command = self._desk.command("return.settle", "Xem lại các chỗ cùng loại của mọi đơn vị")
        with self._desk.database.begin(command) as tx:
            return tuple(tx.returns.save(new, old) for old, new in changed)

    def refuse(self, return_id: RecordId, reason: str) -> UnitReturn:
        """Let a return count no more, with a reason; the file stays."""
        said = one_line(reason)
        if not said:
            raise BadValue("reason", "Trả lại một bản gửi về thì ghi lý do.")
        old = self.get(return_id)
        new = replace(old, state=ReturnState.REFUSED, note=said)
        return self._save(old, new, "return.refuse", f"Trả lại {old.file.name}", said)

    def use(self, return_id: RecordId) -> UnitReturn:
        """Let a replaced or refused return count again; the one that counts now is replaced."""
        old = self.get(return_id)
        if old.state in COUNTING:
            return old
        command = self._desk.command("return.use", f"Dùng lại {old.file.name}")
        with self._desk.database.begin(command) as tx:
            there = tx.returns.of_period(old.form_id, old.period_id)
            _replace(tx, (each.id for each in there if each.unit_id == old.unit_id))
            return tx.returns.save(standing(replace(old, state=ReturnState.ACCEPTED)), old)

    def move(
        self, return_id: RecordId, unit_id: RecordId, same_unit: SameUnit = SameUnit.ASK
    ) -> UnitReturn:
        """Say that a return is of another unit; which counts is asked when it has one."""
        old = self.get(return_id)
        with self._desk.database.read() as tx:
            unit = unit_of(tx.catalogue.units(), unit_id)
            there = tx.returns.of_period(old.form_id, old.period_id)
        counting = [each for each in there if each.unit_id == unit_id and each.state in COUNTING]
        counting = [each for each in counting if each.id != old.id]
        if counting and old.state in COUNTING and same_unit is SameUnit.ASK:
            raise asked(unit, counting[0], old.file.name, self._desk.today())
        state = ReturnState.REFUSED if counting and same_unit is SameUnit.OLD else old.state
        command = self._desk.command("return.move", f"{old.file.name} là của {unit.name}")
        with self._desk.database.begin(command) as tx:
            if same_unit is SameUnit.NEW and state in COUNTING:
                _replace(tx, (each.id for each in counting))
            return tx.returns.save(replace(old, unit_id=unit_id, state=state), old)

    def receive_on(self, return_id: RecordId, day: date) -> UnitReturn:
        """Say on which day a return came, when it lay a while before it was taken in."""
        if day > self._desk.today():
            raise BadValue("received_on", "Ngày nhận không thể sau hôm nay. Hãy sửa ngày nhận.")
        old = self.get(return_id)
        title = f"Ngày nhận {old.file.name}"
        return self._save(old, replace(old, received_on=day), "return.received", title)

    def _save(
        self, old: UnitReturn, new: UnitReturn, name: str, title: str, reason: str = ""
    ) -> UnitReturn:
        if new == old:
            return old
        with self._desk.database.begin(self._desk.command(name, title, one_line(reason))) as tx:
            return tx.returns.save(new, old)

    def _ready(self, wish: ReturnWish) -> tuple[ReturnWish, UnitReturn]:
        """Return the return a wish would make; nothing is written yet."""
        proposal = wish.proposal
        if proposal.blocked:
            raise BadValue("file", proposal.blocked)
        form_id = wish.form_id or proposal.form_id
        period_id = wish.period_id or proposal.period_id
        if not form_id or not period_id:
            raise BadValue("period_id", f"Chọn mẫu và kỳ báo cáo cho tệp {proposal.file}.")
        unit_id = wish.unit_id or proposal.unit_id
        if unit_id is None or (wish.unit_id is None and len(proposal.unit_candidates) > 1):
            raise BadValue("unit_id", whose_question(proposal))
        day = wish.received_on or self._desk.today()
        if day > self._desk.today():
            raise BadValue("received_on", "Ngày nhận không thể sau hôm nay.")
        digest, _ = fingerprint(proposal.source)
        returned = UnitReturn(
            id=self._desk.new_id(),
            form_id=form_id,
            form_version=proposal.form_version or self._book.spec(form_id).version,
            period_id=period_id,
            unit_id=unit_id,
            file=Attachment(
                sha256=proposal.sha256 or digest, name=proposal.file, size=0, role=FileRole.RETURN
            ),
            received_on=day,
            received_ms=self._desk.clock.now_ms(),
            values=proposal.values,
            doubts=answered(proposal.doubts, wish),
            state=ReturnState.ACCEPTED,
            prepared_by=proposal.prepared_by,
            phone=proposal.phone,
        )
        return wish, standing(returned)

    def _with_file(self, wish: ReturnWish, returned: UnitReturn) -> UnitReturn:
        """Keep the file as it was looked at, once the gate of secrets let it through."""
        kept = self._gate.keep(wish.proposal.source, FileRole.RETURN, returned.file.sha256)
        return replace(returned, file=kept)


def _all_taken(returned: UnitReturn, kind: DoubtKind) -> UnitReturn:
    """Return a return with everything of a kind taken that can be."""
    new = returned
    for doubt in returned.open_doubts:
        still_open = not doubt_of(new, doubt.id).settled  # its rival may have settled it
        if doubt.kind is kind and still_open and can_take(doubt):
            new = taken(new, doubt)
    return new


def _replace(tx: Transaction, return_ids: Iterable[RecordId]) -> None:
    """Let returns that count be replaced ones."""
    for return_id in return_ids:
        base = tx.returns.get(return_id)
        if base.state in COUNTING:
            tx.returns.save(replace(base, state=ReturnState.REPLACED), base)


def _title(doubt: ReturnDoubt) -> str:
    spot = " ".join(part for part in (doubt.place.sheet, doubt.place.cell) if part)
    return f"Xem lại {spot or doubt.place.file}"
