"""What is done to returns: dialogs before, one write each, one sentence after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from wardapp.core.errors import BadDate, BadValue, WardError
from wardapp.core.forms import CellKey, TableKind
from wardapp.core.identity import RecordId
from wardapp.core.returns import (
    ReturnDoubt,
    ReturnWish,
    SameUnit,
    SettleChoice,
    UnitReturn,
)
from wardapp.services.return_planning import KeptReturn
from wardapp.services.returns_board import ReturnsBoard
from wardapp.ui.context import Context
from wardapp.ui.dialogs import ask_fields, ask_reason
from wardapp.ui.jobs import Book
from wardapp.ui.pages.returns_rows import shown
from wardapp.ui.widgets.fields import BoxField, ChoiceField, DateField, Field, LineField

TOUCHED = frozenset({Book.RETURNS, Book.REPORTS})
LONG = 60


class ReturnDeeds:
    """The deeds of the page."""

    def __init__(self, page: QWidget, context: Context) -> None:
        self._page, self._context = page, context

    def keep(
        self, wishes: tuple[ReturnWish, ...], done: Callable[[tuple[KeptReturn, ...]], None]
    ) -> None:
        """Keep files as one step."""
        returns, frame = self._context.office.returns, self._context.frame

        def said(kept: tuple[KeptReturn, ...]) -> None:
            new = [each for each in kept if each.is_new]
            words = new[0].sentence if len(new) == 1 else f"Đã nhận {len(new)} bản gửi về."
            if new:
                frame.toast(words, frame.undo)
            elif kept:
                frame.toast(kept[0].sentence)
            done(kept)

        self._context.jobs.write(
            lambda: returns.keep_all(wishes), said, touches=TOUCHED, title="Đang nhận tệp…"
        )

    def take(self, returned: UnitReturn, doubt: ReturnDoubt) -> None:
        """Take what was proposed."""
        self._settle(returned, doubt, SettleChoice.TAKEN)

    def take_all(self, returned: UnitReturn, doubt: ReturnDoubt) -> None:
        """Take everything of the kind of the doubt looked at."""
        returns, frame = self._context.office.returns, self._context.frame
        open_now = len(returned.open_doubts)
        self._context.jobs.write(
            lambda: returns.settle_all(returned.id, doubt.kind, SettleChoice.TAKEN),
            lambda new: frame.toast(f"Đã lấy {open_now - len(new.open_doubts)} chỗ.", frame.undo),
            touches=TOUCHED,
        )

    def take_everywhere(self, board: ReturnsBoard, doubt: ReturnDoubt) -> None:
        """Take everything of the kind in all returns of the period."""
        returns, frame = self._context.office.returns, self._context.frame
        self._context.jobs.write(
            lambda: returns.settle_everywhere(board.spec.id, board.period.id, doubt.kind),
            lambda new: frame.toast(f"Đã lấy ở {len(new)} đơn vị.", frame.undo),
            touches=TOUCHED,
        )

    def type_value(self, board: ReturnsBoard, returned: UnitReturn, doubt: ReturnDoubt) -> None:
        """Ask for another value, and for its cell where nobody knows it."""
        theme = self._context.theme
        value: LineField | BoxField = LineField(theme, "Giá trị")
        if len(doubt.raw) > LONG:
            value = BoxField(theme, "Giá trị", 4)
        value.set_text(shown(doubt.value) or doubt.raw)
        fields: tuple[Field, ...] = (value,)
        place = None
        if doubt.key is None:
            place = ChoiceField(theme, "Ô của biểu mẫu", cells_of(board, returned))
            fields = (place, value)
        where = board.cell_name(doubt.key) if doubt.key else "Chọn ô rồi ghi giá trị."
        if not ask_fields(self._page, theme, "Ghi giá trị", fields, "Ghi", where):
            return
        typed, key = value.text(), place.value() if place is not None else None
        returns = self._context.office.returns
        if place is None:
            self._settle(returned, doubt, SettleChoice.TYPED, typed)
        elif isinstance(key, int):
            at = cell_keys(board, returned)[key]
            self._write(lambda: returns.place(returned.id, doubt.id, at, typed), "Đã ghi giá trị.")

    def leave_out(self, returned: UnitReturn, doubt: ReturnDoubt) -> None:
        """Ask why, and leave the value out."""
        reason = ask_reason(
            self._page,
            self._context.theme,
            "Bỏ giá trị này ra",
            f"“{doubt.raw or doubt.sentence}” không tính vào tổng hợp; chữ trong tệp vẫn còn giữ.",
            "Bỏ ra",
            "Lý do",
        )
        if reason:
            self._settle(returned, doubt, SettleChoice.LEFT, reason=reason)

    def refuse(self, board: ReturnsBoard, returned: UnitReturn) -> None:
        """Ask why, and send a return back."""
        name = board.unit_name(returned.unit_id)
        reason = ask_reason(
            self._page,
            self._context.theme,
            f"Trả lại bản của {name}",
            "Bản này thôi tính vào tổng hợp; tệp vẫn còn giữ và dùng lại được.",
            "Trả lại",
            "Lý do trả lại",
        )
        returns = self._context.office.returns
        if reason:
            self._write(lambda: returns.refuse(returned.id, reason), f"Đã trả lại bản của {name}.")

    def use(self, board: ReturnsBoard, returned: UnitReturn) -> None:
        """Let a return count again."""
        returns, name = self._context.office.returns, board.unit_name(returned.unit_id)
        self._write(lambda: returns.use(returned.id), f"Bản này nay tính cho {name}.")

    def change_day(self, returned: UnitReturn) -> None:
        """Ask for the day a return came."""
        field = DateField(self._context.theme, "Ngày nhận", self._context.clock.today)
        field.set_day(returned.received_on)
        if not ask_fields(self._page, self._context.theme, "Ngày nhận", (field,), "Ghi"):
            return
        try:
            day = field.day()
        except BadDate as fault:
            self._context.frame.fail("Chưa ghi được ngày nhận", fault.sentence)
            return
        returns = self._context.office.returns
        if day is not None:
            self._write(lambda: returns.receive_on(returned.id, day), "Đã ghi ngày nhận.")

    def change_unit(self, board: ReturnsBoard, returned: UnitReturn) -> None:
        """Ask whose return it is, and which counts where that unit has one."""
        unit = ChoiceField(self._context.theme, "Đơn vị", units_of(board))
        unit.set_value(returned.unit_id)
        same = ChoiceField(self._context.theme, "Nếu đơn vị ấy đã có bản", SAME)
        title = f"{returned.file.name} là của đơn vị nào?"
        if not ask_fields(self._page, self._context.theme, title, (unit, same), "Ghi"):
            return
        unit_id, choice = RecordId(str(unit.value())), SameUnit(str(same.value()))
        returns = self._context.office.returns
        self._write(
            lambda: returns.move(returned.id, unit_id, choice),
            f"Bản này nay của {board.unit_name(unit_id)}.",
        )

    def ask_wish(self, board: ReturnsBoard, wish: ReturnWish) -> ReturnWish | None:
        """Ask whose a waiting file is, of which form and period and when it came."""
        theme, proposal = self._context.theme, wish.proposal
        unit = ChoiceField(theme, "Đơn vị", units_of(board))
        unit.set_value(wish.unit_id or proposal.unit_id)
        if proposal.unit_words:
            unit.set_echo(f"Tệp ghi: {proposal.unit_words}")
        period = ChoiceField(
            theme, "Kỳ báo cáo", tuple((each.id, each.label) for each in board.periods)
        )
        period.set_value(wish.period_id or proposal.period_id or board.period.id)
        day = DateField(theme, "Ngày nhận", self._context.clock.today)
        day.set_day(wish.received_on or self._context.clock.today())
        title = f"{proposal.file} là của đơn vị nào?"
        if not ask_fields(self._page, theme, title, (unit, period, day), "Ghi"):
            return None
        try:
            received = day.day()
        except BadDate as fault:
            self._context.frame.fail("Chưa ghi được ngày nhận", fault.sentence)
            return None
        return replace(
            wish,
            unit_id=RecordId(str(unit.value())),
            period_id=str(period.value()),
            received_on=received,
            same_unit=SameUnit.ASK,
        )

    def _settle(
        self,
        returned: UnitReturn,
        doubt: ReturnDoubt,
        choice: SettleChoice,
        value: str | None = None,
        reason: str = "",
    ) -> None:
        returns = self._context.office.returns
        self._write(
            lambda: returns.settle(returned.id, doubt.id, choice, value, reason),
            {"taken": "Đã lấy giá trị.", "typed": "Đã ghi giá trị.", "left": "Đã bỏ ra."}[choice],
        )

    def _write(self, work: Callable[[], UnitReturn], sentence: str) -> None:
        frame = self._context.frame

        def refused(error: WardError) -> None:
            title = "Chưa ghi được" if isinstance(error, BadValue) else "Chưa làm được"
            frame.fail(title, error.sentence)

        self._context.jobs.write(
            work,
            lambda _new: frame.toast(sentence, frame.undo),
            touches=TOUCHED,
            on_refused=refused,
        )


SAME = (
    (SameUnit.ASK.value, "Hỏi lại"),
    (SameUnit.NEW.value, "Giữ bản này, bản kia để bên cạnh"),
    (SameUnit.OLD.value, "Giữ bản kia, bản này để bên cạnh"),
)


def units_of(board: ReturnsBoard) -> tuple[tuple[object, str], ...]:
    """Return the entries of a choice of units, those in use first."""
    return tuple((unit.id, unit.name) for unit in board.units)


def cell_keys(board: ReturnsBoard, returned: UnitReturn) -> tuple[CellKey, ...]:
    """Return every cell a value of this return may belong to."""
    keys: list[CellKey] = []
    code = next((each.code or each.id for each in board.units if each.id == returned.unit_id), "")
    for table in board.spec.tables:
        rows = [row.code for row in table.rows]
        if table.kind is TableKind.PER_UNIT:
            rows = [code]
        elif table.kind is TableKind.GROWING:
            used = {each.key.row for each in returned.values if each.key.table == table.code}
            rows = [*sorted(used), f"{table.code}{len(used) + 1}"]
        keys += [
            CellKey(table=table.code, row=row, column=column.key)
            for row in rows
            for column in table.columns
            if not column.formula
        ]
    return tuple(keys)


def cells_of(board: ReturnsBoard, returned: UnitReturn) -> tuple[tuple[object, str], ...]:
    """Return the entries of a choice of cells."""
    keys = cell_keys(board, returned)
    return tuple((at, board.cell_name(key)) for at, key in enumerate(keys))
