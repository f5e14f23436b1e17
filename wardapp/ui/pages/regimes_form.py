"""The form of a regime: its days typed as in the paper, what follows of them beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from wardapp.core.errors import WardError
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Unit
from wardapp.core.regime_saying import said
from wardapp.core.regime_views import RegimeTry
from wardapp.core.regimes import Frequency, Regime, RollRule, WindowKind, WindowRule
from wardapp.ui.context import Context
from wardapp.ui.dialogs import Dialog
from wardapp.ui.jobs import Book
from wardapp.ui.pages.catalogue_fields import a_choice, a_line
from wardapp.ui.pages.regimes_rows import due_line
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.fields import Field
from wardapp.ui.widgets.texts import Text
from wardapp.ui.widgets.unit_picker import UnitPicker

TOUCHED = frozenset({Book.REGIMES, Book.FORMS})
WIDTH, FORM, WAIT_MS, SHOWN, ROOM = 940, 500, 250, 6, 0.66
AS_TYPED = ""
CUT_DAY = 15  # NĐ 09/2019/NĐ-CP Điều 12 [M]: from day 15 of the month before to day 14
WINDOWS = (
    (AS_TYPED, "Như đã gõ"),
    (WindowKind.SINCE_DUE.value, "Từ hạn trước đến hôm trước hạn này"),
    (WindowKind.CALENDAR.value, "Trọn tháng, quý, 6 tháng, năm"),
    (WindowKind.FROM_DAY.value, f"Từ ngày {CUT_DAY} kỳ trước đến ngày {CUT_DAY - 1} kỳ này"),
)
ROLLS = (
    (AS_TYPED, "Như đã gõ, không thì theo Cài đặt"),
    (RollRule.KEEP.value, "Giữ nguyên"),
    (RollRule.PREVIOUS.value, "Gửi ngày làm việc trước"),
    (RollRule.NEXT.value, "Gửi ngày làm việc sau"),
)
SAMPLE = "ngày 10 của các tháng 6, 9, 12 · trước ngày 15 hằng tháng · đột xuất"


@dataclass(frozen=True, slots=True)
class RegimeGround:
    """What the form offers."""

    units: tuple[Unit, ...]
    forms: tuple[tuple[str, str], ...]


class RegimeDialog(Dialog):
    """Types a regime; the due days that follow stand beside the fields and renew by themselves."""

    def __init__(
        self,
        page: QWidget,
        context: Context,
        ground: RegimeGround,
        regime: Regime | None,
        kept: Callable[[tuple[Regime, ...]], None],
    ) -> None:
        title = "Thêm chế độ báo cáo" if regime is None else "Sửa chế độ báo cáo"
        super().__init__(page, context.theme, title, "", "calendar_ltr")
        self._context, self._base, self._kept = context, regime, kept
        theme, base = context.theme, regime or _BLANK
        typed = said(base) if regime is not None else ""
        self.phrase = a_line(theme, "Hạn gửi, gõ như trong văn bản", typed, SAMPLE)
        self.titled = a_line(theme, "Tên chế độ", base.title, "để trống: đặt theo kỳ")
        self.form = a_choice(theme, "Mẫu báo cáo", (("", "Bằng lời"), *ground.forms), base.form_id)
        self.to = a_line(theme, "Gửi về", base.to, "Đảng uỷ phường")
        self.through = a_line(theme, "Qua", base.through, "Ban Xây dựng Đảng")
        self.basis = a_line(theme, "Căn cứ", base.basis, "Kế hoạch số …, ngày …")
        self.window_rule = a_choice(theme, "Thời gian lấy số liệu", WINDOWS, AS_TYPED)
        self.roll = a_choice(theme, "Hạn rơi vào ngày nghỉ", ROLLS, AS_TYPED)
        self.units = UnitPicker(
            theme, (each for each in ground.units if each.active), "Đơn vị gửi cho ta"
        )
        self.units.choose(base.unit_ids)
        self.preview = QVBoxLayout()
        self._tries: tuple[RegimeTry, ...] = ()
        self._fault = Text(theme, "", Role.SMALL, "danger", wrap=True)
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self._look)
        self._lay_out()
        self._look()

    def _lay_out(self) -> None:
        theme = self._context.theme
        fields = QWidget()
        column = QVBoxLayout(fields)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(9)
        column.addWidget(self.phrase)
        for pair in ((self.titled, self.form), (self.to, self.through),
                     (self.window_rule, self.roll)):  # fmt: skip
            column.addLayout(_pair(*pair))
        column.addWidget(self.basis)
        column.addWidget(self.units)
        self._put_beside(fields)
        self._fault.hide()
        self.room.addWidget(self._fault)
        self.setFixedWidth(theme.px(WIDTH))
        self.add_stretch()
        self.add_close("Thôi")
        self.save = self.add_button("Lưu", Kind.PRIMARY, key="Enter")
        self.save.clicked.connect(self._keep)
        self.phrase.line.textChanged.connect(lambda _text: self._wait.start())
        for choice in (self.window_rule, self.roll):
            choice.choice.currentIndexChanged.connect(lambda _at: self._wait.start())
        self.phrase.setFocus()
        self.phrase.line.home(False)  # noqa: FBT003

    def _put_beside(self, fields: QWidget) -> None:
        theme = self._context.theme
        area = QScrollArea()
        area.setWidget(fields)
        area.setWidgetResizable(True)
        area.setFixedWidth(theme.px(FORM))
        high = round(self._behind.window().height() * ROOM)
        area.setFixedHeight(min(fields.sizeHint().height() + 8, high))
        beside = QWidget()
        self.preview.setContentsMargins(14, 0, 0, 0)
        self.preview.setSpacing(6)
        beside.setLayout(self.preview)
        row = QHBoxLayout()
        row.addWidget(area)
        row.addWidget(beside, 1)
        self.room.addLayout(row)

    # ---- what follows ------------------------------------------------------------------------

    def typed(self) -> Regime:
        """Return the facts of the form beside its days."""
        return replace(
            self._base or _BLANK,
            title=self.titled.text(),
            form_id=str(self.form.value() or ""),
            to=self.to.text(),
            through=self.through.text(),
            basis=self.basis.text(),
            unit_ids=self.units.chosen(),
        )

    def _phrase(self) -> str:
        """Return the typed phrase with the rules chosen below it."""
        window, roll = str(self.window_rule.value()), str(self.roll.value())
        return "; ".join(part for part in (self.phrase.text(), _SAID[window], _SAID[roll]) if part)

    def _look(self) -> None:
        phrase, base = self._phrase(), self.typed()
        if not self.phrase.text().strip():
            self._show((), "Gõ hạn gửi: các ngày đến hạn hiện ở đây.", "text2")
            return
        regimes = self._context.office.regime_desk.regimes
        self._context.jobs.read(
            lambda: regimes.tried(phrase, base),
            self._show_tries,
            key="regimes.try",
            owner=self,
            on_refused=self._refused,
        )

    def _show_tries(self, tries: tuple[RegimeTry, ...]) -> None:
        self.phrase.set_state("")
        self._show(tries)

    def _refused(self, error: WardError) -> None:
        self._show((), error.sentence, "danger")

    def _show(self, tries: tuple[RegimeTry, ...], words: str = "", tone: str = "text") -> None:
        self._tries = tries
        clear(self.preview)
        theme = self._context.theme
        if words:
            self.preview.addWidget(Text(theme, words, Role.BODY, tone, wrap=True))
        for each in tries:
            self.preview.addWidget(Text(theme, each.said, Role.STRONG, wrap=True))
            for line in shown_dues(each):
                self.preview.addWidget(Text(theme, line, Role.BODY, wrap=True))
            for doubt in each.proposal.doubts:
                self.preview.addWidget(Text(theme, doubt, Role.SMALL, "warn", wrap=True))
        self.preview.addStretch(1)

    # ---- writing -----------------------------------------------------------------------------

    def _keep(self) -> None:
        phrase, base, editing = self._phrase(), self.typed(), self._base
        regimes = self._context.office.regime_desk.regimes
        self.save.setEnabled(False)

        def write() -> tuple[Regime, ...]:
            tries = regimes.tried(phrase, base)
            if len(tries) == 1:
                return (regimes.save(tries[0].proposal.regime, editing),)
            return regimes.accept(each.proposal for each in tries)

        self._context.jobs.write(write, self._done, touches=TOUCHED, on_refused=self._no)

    def _done(self, kept: tuple[Regime, ...]) -> None:
        self.accept()
        self._kept(kept)

    def _no(self, error: WardError) -> None:
        self.save.setEnabled(True)
        self._fault.setText(error.sentence)
        self._fault.show()
        self.fit()


def shown_dues(each: RegimeTry) -> tuple[str, ...]:
    """Return the first due days in words, with how many more there are."""
    if each.fault:
        return (each.fault,)
    if not each.periods:
        is_open = each.proposal.regime.frequency is Frequency.AD_HOC
        return ("Khi có yêu cầu: thêm hạn lúc được yêu cầu." if is_open else "Không còn hạn nào.",)
    lines = [due_line(period) for period in each.periods[:SHOWN]]
    more = len(each.periods) - SHOWN
    return (*lines, f"và {more} hạn nữa") if more > 0 else tuple(lines)


def clear(layout: QVBoxLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def _pair(one: Field, two: Field) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(one, 1)
    row.addWidget(two, 1)
    return row


_BLANK = Regime(id=RecordId(""), title="", frequency=Frequency.MONTH, dues=(), window=WindowRule())
_SAID = {
    AS_TYPED: "",
    WindowKind.SINCE_DUE.value: "số liệu từ hạn trước đến hạn này",
    WindowKind.CALENDAR.value: "số liệu trọn kỳ",
    WindowKind.FROM_DAY.value: f"số liệu từ ngày {CUT_DAY} kỳ trước đến ngày {CUT_DAY - 1} kỳ này",
    RollRule.KEEP.value: "ngày nghỉ thì giữ nguyên",
    RollRule.PREVIOUS.value: "ngày nghỉ thì gửi ngày làm việc trước",
    RollRule.NEXT.value: "ngày nghỉ thì gửi ngày làm việc sau",
}
