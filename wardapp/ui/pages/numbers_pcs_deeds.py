"""What Số trên nhiều máy asks before it writes, and what it says after."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from wardapp.core.errors import BadValue
from wardapp.core.identity import RecordId
from wardapp.core.keeping import (
    ContestedLine,
    ContestedNumber,
    CopyAnswer,
    CopyRow,
    Keepers,
    LeaseRow,
    TakingOver,
)
from wardapp.core.number_views import SeriesRow
from wardapp.core.numbering import NumberState
from wardapp.ui import dialogs
from wardapp.ui.context import Context
from wardapp.ui.form_dialog import FormDialog, Refused
from wardapp.ui.jobs import Book
from wardapp.ui.widgets.fields import BoxField, ChoiceField, DateField, Field, LineField

TOUCHES = frozenset({Book.OUTGOING, Book.INCOMING, Book.BOOKS, Book.PETITIONS, Book.EXCHANGE})
ALL_SERIES = ""
USUAL_COUNT, USUAL_GAP = "20", "20"


class PcDeeds:
    """Joins the page's actions to `office.leases`: ask, run in a lane, say what happened."""

    def __init__(self, page: QWidget, context: Context) -> None:
        self._page, self._context = page, context

    # ---- this PC -----------------------------------------------------------------------------

    def answer(self, answer: CopyAnswer, copied_from: str) -> None:
        """Ask once more, and keep what the clerk says this copied folder is."""
        moved = answer is CopyAnswer.MOVED
        title = "Máy này thay máy cũ?" if moved else "Đây là máy thứ hai?"
        told = (
            f"Từ nay không ai được ghi vào sổ ở {copied_from} nữa: hai máy cùng ghi sẽ cấp trùng "
            "số. Máy này giữ số tiếp."
            if moved
            else f"{copied_from} vẫn ghi tiếp. Máy này vào sổ văn bản đến bằng số tạm; văn bản đi "
            "cần khối số do máy giữ số cấp."
        )
        yes = "Máy này thay máy cũ" if moved else "Là máy thứ hai"
        if dialogs.ask(self._page, self._context.theme, title, told, yes):
            leases = self._context.office.leases
            self._write(lambda: leases.answer(answer), str, "Chưa ghi được")

    def name(self, here: CopyRow) -> None:
        """Ask what this PC is called."""
        field = LineField(self._context.theme, "Tên máy", "Máy văn phòng")
        field.set_text(here.name)
        self._form(
            "Đặt tên máy này",
            {"name": field},
            field.text,
            self._context.office.leases.introduce,
            lambda row: f"Các máy khác thấy máy này là {row.name}.",
            "Đặt tên",
        )

    # ---- blocks ------------------------------------------------------------------------------

    def grant(self, keepers: Keepers, series: tuple[SeriesRow, ...]) -> None:
        """Ask which numbers which PC may give, and until when."""
        others = _others(keepers)
        if not others:
            self._context.frame.fail(
                "Chưa có máy nào khác",
                "Hãy nhận gói trao đổi đầu tiên của máy kia, rồi cấp khối số cho máy đó.",
            )
            return
        theme, leases = self._context.theme, self._context.office.leases
        kept = tuple((row.series_id, f"{row.title}, kế tiếp {row.sample}") for row in series)
        which = ChoiceField(theme, "Dãy số", kept)
        to = ChoiceField(theme, "Cho máy", others)
        count = LineField(theme, "Mấy số", USUAL_COUNT)
        count.set_text(USUAL_COUNT)
        until = DateField(theme, "Dùng đến ngày (bỏ trống: không hẹn)", self._context.clock.today)
        fields: dict[str, Field] = {"series": which, "to": to, "count": count, "until": until}

        def value() -> tuple[Any, ...]:
            return which.value(), to.value(), whole(count.text(), "count"), until.day()

        self._form(
            "Cấp khối số cho máy khác", fields, value,
            lambda asked: leases.grant(*asked),
            lambda span: f"Đã cấp số {span.first:02} - {span.last:02}. Máy kia dùng được sau khi "
            "nhận gói trao đổi.",
            "Cấp khối số",
        )  # fmt: skip

    def end(self, row: LeaseRow) -> None:
        """Give back, call back or spoil the chosen numbers, whichever they allow."""
        leases, span_id = self._context.office.leases, row.span.id
        if row.returnable:
            told = f"Còn {row.left} số chưa dùng; máy này không cấp số của khối nữa."
            if dialogs.ask(self._page, self._context.theme, f"Trả lại khối {row.printed}?", told,
                           "Trả lại"):  # fmt: skip
                self._write(lambda: leases.give_back(span_id), str, "Chưa trả lại được")
        elif row.span.state is NumberState.GIVEN_BACK:
            why = self._reason(f"Hủy các số {row.printed}", "Không ai được cấp các số này nữa; lý "
                               "do in ở cột Ghi chú của sổ.", "Hủy số", "Lý do hủy")  # fmt: skip
            if why:
                self._write(lambda: leases.spoil(span_id, why), str, "Chưa hủy được số")
        else:
            why = self._reason(
                f"Thu hồi khối {row.printed}",
                f"Chỉ thu hồi khi {row.holder.name} đã mất hẳn. Các số chưa biết đã dùng sẽ bị "
                "hủy, không cấp cho ai. Máy còn dùng thì hãy nhờ máy đó trả lại.",
                "Thu hồi",
                "Lý do thu hồi",
            )
            if why:
                self._write(lambda: leases.revoke(span_id, why), str, "Chưa thu hồi được")

    def take_back(self, row: LeaseRow) -> None:
        """Let the series go on with numbers that were given back."""
        leases = self._context.office.leases
        self._write(lambda: leases.take_back(row.span.id), str, "Chưa lấy lại được")

    # ---- provisional and doubled numbers -----------------------------------------------------

    def finalise(self, count: int) -> None:
        """Give the waiting lines their final numbers in one step."""
        context, leases = self._context, self._context.office.leases
        told = (
            "Mỗi dòng được số kế tiếp của sổ, theo thứ tự đến; số tạm vẫn ghi bên cạnh. Sau đó "
            "hãy in bảng đối chiếu."
        )
        if not dialogs.ask(self._page, context.theme, f"Cấp số chính thức cho {count} dòng?", told,
                           "Cấp số"):  # fmt: skip
            return
        context.jobs.write(
            leases.finalise,
            lambda made: context.frame.toast(made.sentence, context.frame.undo),
            touches=TOUCHES,
            on_refused=lambda error: context.frame.fail("Chưa cấp được số", error.sentence),
        )

    def settle(self, number: ContestedNumber, line: ContestedLine) -> None:
        """Ask why, and give one of two lines a number of its own."""
        leases = self._context.office.leases
        theme = self._context.theme
        ways = (("next", "Số kế tiếp của dãy"), ("letter", "Số này kèm chữ (12a)"))
        way = ChoiceField(theme, "Cấp cho dòng này", ways)
        reason = BoxField(theme, "Lý do", 2)
        reason.set_text("Hai máy cùng cấp một số")

        def write(asked: tuple[str, str]) -> str:
            chosen, why = asked
            if chosen == "next":
                return leases.settle(line.id, why)
            code, letter = leases.letter_for(line.id)
            return leases.settle(line.id, why, number=code, suffix=letter)

        self._form(
            f"Số {number.printed} bị trùng: {line.subject}",
            {"way": way, "reason": reason},
            lambda: (str(way.value()), reason.text()),
            write,
            str,
            "Cấp số khác",
        )

    # ---- keeping -----------------------------------------------------------------------------

    def hand_over(self, keepers: Keepers, series: tuple[SeriesRow, ...]) -> None:
        """Ask to which PC, and let it keep the numbers."""
        others = _others(keepers)
        if not others:
            self._context.frame.fail(
                "Chưa có máy nào khác", "Sổ này mới có trên một máy nên không có ai để giao."
            )
            return
        theme, leases = self._context.theme, self._context.office.leases
        to = ChoiceField(theme, "Giao cho máy", others)
        kept = tuple((r.series_id, r.title) for r in series if r.series_id is not None)
        which = ChoiceField(theme, "Dãy số", ((ALL_SERIES, "Mọi dãy số của sổ"), *kept))
        reason = LineField(theme, "Lý do", "Chuyển văn thư sang máy mới")

        def write(asked: tuple[Any, Any, str]) -> str:
            replica, series_id, why = asked
            return leases.hand_over(replica, series_id or None, why)

        self._form(
            "Giao giữ số cho máy khác",
            {"to": to, "series": which, "reason": reason},
            lambda: (to.value(), which.value(), reason.text()),
            write,
            str,
            "Giao giữ số",
        )

    def seize(self, keepers: Keepers) -> None:
        """Warn, ask why and how many numbers to step over, and keep the numbers here."""
        theme, leases = self._context.theme, self._context.office.leases
        reason = BoxField(theme, "Lý do (máy giữ số hỏng, mất …)", 2)
        gap = LineField(theme, "Bỏ qua mấy số ở mỗi dãy đang dùng", USUAL_GAP)
        gap.set_text(USUAL_GAP)
        told = (
            f"Chỉ làm khi {keepers.main.name} đã mất hẳn. Số mà máy đó đã cấp nhưng chưa gửi sang "
            "đây sẽ không biết được, nên mỗi dãy bỏ qua một đoạn. Sau đó hãy so với sổ giấy."
        )
        fields: dict[str, Field] = {"reason": reason, "gap": gap}
        if not dialogs.ask(self._page, theme, "Nhận giữ số thay máy đã mất?", told, "Tiếp tục"):
            return
        self._form(
            "Nhận giữ số",
            fields,
            lambda: TakingOver(reason=reason.text(), gap=whole(gap.text() or "0", "gap")),
            leases.seize,
            str,
            "Nhận giữ số",
        )

    # ---- lanes -------------------------------------------------------------------------------

    def _form(
        self,
        title: str,
        fields: dict[str, Any],
        value: Callable[[], Any],
        work: Callable[[Any], Any],
        say: Callable[[Any], str],
        yes: str,
    ) -> None:
        context = self._context

        def keep(asked: Any, done: Callable[[], None], refused: Refused) -> None:
            def kept(result: Any) -> None:
                done()
                context.frame.toast(say(result))

            context.jobs.write(lambda: work(asked), kept, touches=TOUCHES, on_refused=refused)

        FormDialog(self._page, context.theme, title, fields, value, keep).saying(yes).open()

    def _write(self, work: Callable[[], Any], say: Callable[[Any], str], failed: str) -> None:
        frame = self._context.frame
        self._context.jobs.write(
            work,
            lambda result: frame.toast(say(result)),
            touches=TOUCHES,
            on_refused=lambda error: frame.fail(failed, error.sentence),
        )

    def _reason(self, title: str, sentence: str, yes: str, label: str) -> str:
        return dialogs.ask_reason(self._page, self._context.theme, title, sentence, yes, label)


def _others(keepers: Keepers) -> tuple[tuple[RecordId, str], ...]:
    return tuple((row.replica_id, row.name) for row in keepers.copies if not row.is_here)


def whole(text: str, field: str) -> int:
    """Return a typed whole number; BadValue by its field when it is none."""
    typed = text.strip()
    if not typed.isascii() or not typed.isdigit():
        raise BadValue(field, "Hãy ghi một số nguyên, ví dụ 20.")
    return int(typed)
