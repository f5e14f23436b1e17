"""Doubts of a return settled: what counts changes, the words that stood there stay."""

from __future__ import annotations

from dataclasses import replace

from wardapp.core.errors import BadValue, NotFound
from wardapp.core.forms import CellKey, FormSpec, FormValue
from wardapp.core.returns import (
    DoubtKind,
    ReadValue,
    ReturnDoubt,
    ReturnProposal,
    ReturnState,
    ReturnWish,
    SettleChoice,
    UnitReturn,
)
from wardapp.core.text import one_line
from wardapp.services.typed_values import typed_value

COUNTING = frozenset({ReturnState.ACCEPTED, ReturnState.WAITING})
"""A return counts with its sure values while doubts wait."""

_CONFIRMED = frozenset({DoubtKind.CHECK, DoubtKind.FILE, DoubtKind.MENDED})
"""Doubts that leave the value as it stands when they are taken."""
_COUNTED = frozenset({DoubtKind.MENDED, DoubtKind.FILE})


def doubt_of(returned: UnitReturn, doubt_id: str) -> ReturnDoubt:
    """Return a doubt of a return; NotFound when it has none of this name."""
    for doubt in returned.doubts:
        if doubt.id == doubt_id:
            return doubt
    raise NotFound("Chỗ cần xem này không còn trong bản gửi về. Anh, chị mở lại danh sách.")


def whose_question(proposal: ReturnProposal) -> str:
    """Return the question whose a file is, as the file gives rise to it."""
    said = [each.sentence for each in proposal.doubts if _is_about_unit(each)]
    return said[0] if said else f"Chọn đơn vị gửi tệp {proposal.file}."


def answered(doubts: tuple[ReturnDoubt, ...], wish: ReturnWish) -> tuple[ReturnDoubt, ...]:
    """Return the doubts with those settled that the clerk answered before keeping the file."""
    return tuple(
        replace(each, settled=SettleChoice.TAKEN.value, reason="đã chọn đơn vị")
        if wish.unit_id is not None and not each.settled and _is_about_unit(each)
        else each
        for each in doubts
    )


def _is_about_unit(doubt: ReturnDoubt) -> bool:
    return doubt.kind is DoubtKind.FILE and "Chọn đơn vị" in doubt.sentence


def can_take(doubt: ReturnDoubt) -> bool:
    """Return True when there is something to take: a value for a cell, or a plain yes."""
    return doubt.kind in _CONFIRMED or (doubt.key is not None and doubt.value is not None)


def taken(returned: UnitReturn, doubt: ReturnDoubt) -> UnitReturn:
    """Return the return with what was proposed; two claims on one place are settled together."""
    if doubt.kind in _CONFIRMED and (doubt.key is None or doubt.value is None):
        return _marked(returned, doubt, SettleChoice.TAKEN, _standing(returned, doubt))
    if doubt.key is None:
        raise BadValue("key", "Chưa biết giá trị này thuộc ô nào. Chọn ô rồi ghi, hoặc bỏ ra.")
    if doubt.value is None:
        raise BadValue("value", f"“{doubt.raw}” không đọc thành số được. Ghi giá trị, hoặc bỏ ra.")
    kept = _marked(returned, doubt, SettleChoice.TAKEN, doubt.value)
    kept = _laid(kept, doubt, doubt.key, doubt.value)
    rivals = [
        each
        for each in kept.open_doubts
        if each.kind is DoubtKind.AMBIGUOUS and each.key == doubt.key
    ]
    for rival in rivals if doubt.kind is DoubtKind.AMBIGUOUS else ():
        kept = _marked(kept, rival, SettleChoice.LEFT, None, "đã lấy ô khác")
    return kept


def typed(returned: UnitReturn, doubt: ReturnDoubt, spec: FormSpec, value: FormValue) -> UnitReturn:
    """Return the return with a value the clerk typed, of the type of its cell."""
    where = doubt.key
    if where is None:
        raise BadValue("key", "Chọn ô của biểu mẫu cho giá trị này.")
    try:
        column = spec.table(where.table).column(where.column)
    except KeyError as error:
        raise NotFound(f"Mẫu không có ô {where.table}, {where.row}, {where.column}.") from error
    known = typed_value(column, value)
    if known is None:
        raise BadValue("value", "Ghi giá trị. Để trống thì chọn “Bỏ ra” kèm lý do.")
    kept = _laid(_without(returned, doubt), doubt, where, known)
    return _marked(kept, doubt, SettleChoice.TYPED, known)


def left(returned: UnitReturn, doubt: ReturnDoubt, reason: str) -> UnitReturn:
    """Return the return without the value; why is kept with it."""
    said = one_line(reason)
    if not said:
        raise BadValue("reason", "Bỏ một giá trị ra thì ghi lý do.")
    kept = _without(returned, doubt) if doubt.kind is not DoubtKind.FILE else returned
    return _marked(kept, doubt, SettleChoice.LEFT, None, said)


def held_values(returned: UnitReturn) -> tuple[ReadValue, ...]:
    """Return the numbers an open doubt is about; one that was only mended counts meanwhile."""
    open_now = [each for each in returned.open_doubts if each.kind not in _COUNTED]
    keys = {each.key for each in open_now if each.key is not None}
    places = {each.place for each in open_now if each.place.cell}
    return tuple(
        each
        for each in returned.values
        if not isinstance(each.value, str) and (each.key in keys or each.place in places)
    )


def standing(returned: UnitReturn) -> UnitReturn:
    """Return a counting return in the state its doubts give it."""
    if returned.state not in COUNTING:
        return returned
    state = ReturnState.WAITING if returned.open_doubts else ReturnState.ACCEPTED
    return replace(returned, state=state)


def _marked(
    returned: UnitReturn,
    doubt: ReturnDoubt,
    choice: SettleChoice,
    chosen: FormValue,
    reason: str = "",
) -> UnitReturn:
    settled = replace(doubt, settled=choice.value, chosen=chosen, reason=reason)
    doubts = tuple(settled if each.id == doubt.id else each for each in returned.doubts)
    return standing(replace(returned, doubts=doubts))


def _standing(returned: UnitReturn, doubt: ReturnDoubt) -> FormValue:
    found = [each.value for each in returned.values if each.key == doubt.key]
    return found[0] if found else None


def _laid(returned: UnitReturn, doubt: ReturnDoubt, key: CellKey, value: FormValue) -> UnitReturn:
    read = ReadValue(key=key, value=value, raw=doubt.raw or _raw(returned, key), place=doubt.place)
    return replace(returned, values=(*(each for each in returned.values if each.key != key), read))


def _without(returned: UnitReturn, doubt: ReturnDoubt) -> UnitReturn:
    """Return the return without the value the doubt is about: that of its cell and its place."""
    return replace(
        returned,
        values=tuple(
            each
            for each in returned.values
            if each.key != doubt.key or (doubt.place.cell and each.place != doubt.place)
        ),
    )


def _raw(returned: UnitReturn, key: CellKey) -> str:
    return next((each.raw for each in returned.values if each.key == key), "")
