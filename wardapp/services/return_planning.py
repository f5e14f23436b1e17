"""What would become of looked-at files: new returns, replaced ones, or nothing at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from wardapp.core.dates import short_date
from wardapp.core.errors import BadValue, NotFound
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Unit
from wardapp.core.returns import ReturnState, ReturnWish, SameUnit, UnitReturn
from wardapp.core.text import one_line
from wardapp.services.return_doubts import COUNTING
from wardapp.store.transaction import Transaction

_NAMED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReturn:
    """What became of a file: the return that holds it, and a sentence for the clerk."""

    returned: UnitReturn
    is_new: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What a file would become: `field` names what is still asked, "" when it can be kept."""

    wish: ReturnWish
    field: str
    sentence: str
    is_new: bool = True


class Plan:
    """Takes wishes one after the other, each seeing what the ones before it would change."""

    def __init__(self, tx: Transaction, today: date) -> None:
        self._tx = tx
        self._units = {unit.id: unit for unit in tx.catalogue.units()}
        self._today = today
        self._there: dict[tuple[str, str], list[UnitReturn]] = {}
        self.results: list[KeptReturn] = []
        self.new: list[tuple[ReturnWish, UnitReturn]] = []
        self.replaced: list[RecordId] = []

    def take(self, wish: ReturnWish, returned: UnitReturn) -> None:
        """Plan one file; BadValue "same_unit" when the clerk must say which return counts."""
        unit = unit_of(self._units, returned.unit_id)
        there = self._period(returned)
        same = [each for each in there if each.unit_id == returned.unit_id]
        twin = next((each for each in same if each.file.sha256 == returned.file.sha256), None)
        if twin is not None:
            self.results.append(KeptReturn(returned=twin, is_new=False, sentence=self._twin(twin)))
            return
        counting = next((each for each in same if each.state in COUNTING), None)
        sentence = f"Đã nhận {returned.file.name} của {unit.name}."
        if counting is not None:
            returned, sentence = self._second(wish, returned, counting)
        if returned.replaces is not None and counting is not None:
            there.remove(counting)
            there.append(replace(counting, state=ReturnState.REPLACED))
            self.replaced.append(counting.id)
        there.append(returned)
        self.new.append((wish, returned))
        self.results.append(KeptReturn(returned=returned, is_new=True, sentence=sentence))

    def title(self) -> str:
        """Return what the step is called."""
        names = [self._units[each.unit_id].name for _, each in self.new]
        if len(names) <= _NAMED:
            return f"Nhận bản gửi về của {', '.join(names)}"
        return f"Nhận {len(names)} bản gửi về"

    def _period(self, returned: UnitReturn) -> list[UnitReturn]:
        key = (returned.form_id, returned.period_id)
        if key not in self._there:
            self._there[key] = list(self._tx.returns.of_period(*key))
        return self._there[key]

    def _twin(self, twin: UnitReturn) -> str:
        name = unit_of(self._units, twin.unit_id).name
        on = short_date(twin.received_on, self._today)
        said = f"Tệp này đã nhận ngày {on} của {name}; không có gì thay đổi."
        if twin.state in COUNTING:
            return said
        why = "đã có bản khác thay" if twin.state is ReturnState.REPLACED else "đã trả lại"
        return f"{said} Bản ấy {why}; chọn “Dùng bản này” để tính lại."

    def _second(
        self, wish: ReturnWish, returned: UnitReturn, counting: UnitReturn
    ) -> tuple[UnitReturn, str]:
        """Return what a second return of a unit becomes, as the clerk said."""
        unit = unit_of(self._units, returned.unit_id)
        match wish.same_unit:
            case SameUnit.NEW:
                sentence = f"{unit.name}: bản mới thay {counting.file.name}; cả hai còn giữ."
                return replace(returned, replaces=counting.id), sentence
            case SameUnit.OLD:
                note = one_line(wish.reason) or f"giữ bản {counting.file.name}"
                sentence = f"{unit.name}: giữ bản cũ, bản mới để bên cạnh."
                return replace(returned, state=ReturnState.REFUSED, note=note), sentence
        raise asked(unit, counting, returned.file.name, self._today)


def asked(unit: Unit, counting: UnitReturn, file: str, today: date) -> BadValue:
    """Return the question which of two returns of a unit counts."""
    on = short_date(counting.received_on, today)
    return BadValue(
        "same_unit",
        f"{unit.name} đã có bản {counting.file.name}, nhận ngày {on}. "
        f"Với {file}: giữ bản mới, giữ bản cũ, hay là của đơn vị khác?",
    )


def unit_of(units: Mapping[RecordId, Unit] | Iterable[Unit], unit_id: RecordId) -> Unit:
    """Return a unit of the catalogue; NotFound when it is not there."""
    known = units if isinstance(units, Mapping) else {unit.id: unit for unit in units}
    if unit_id not in known:
        raise NotFound("Đơn vị này không có trong Danh mục. Chọn đơn vị khác giúp.")
    return known[unit_id]
