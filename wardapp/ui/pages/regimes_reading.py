"""Regimes read out of a plan: each with its sentence and due days, taken one by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from wardapp.core.identity import RecordId
from wardapp.core.issuers import Unit
from wardapp.core.regime_views import RegimeTry
from wardapp.core.regimes import Regime, RegimeProposal
from wardapp.services.regime_reading import KNOWN, PlanRegimes
from wardapp.ui.context import Context
from wardapp.ui.dialogs import Dialog
from wardapp.ui.jobs import Book
from wardapp.ui.pages.catalogue_fields import a_choice
from wardapp.ui.pages.regimes_form import shown_dues
from wardapp.ui.theme import Role
from wardapp.ui.widgets.buttons import Kind
from wardapp.ui.widgets.cards import Card
from wardapp.ui.widgets.fields import ChoiceField
from wardapp.ui.widgets.texts import Text
from wardapp.ui.widgets.tick import Tick
from wardapp.ui.widgets.unit_picker import KINDS

TOUCHED = frozenset({Book.REGIMES, Book.FORMS})
WIDTH, ROOM = 760, 0.66
OURS, AS_READ, ALL = "ours", "read", "all"


@dataclass(frozen=True, slots=True)
class PlanOf:
    """A plan another page wants to be read: a file, or the paper of a register line."""

    source: Path | RecordId


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """What was read of a file, with the coming days of each proposal and the units to choose."""

    plan: PlanRegimes
    tries: tuple[RegimeTry, ...]
    units: tuple[Unit, ...]


def read_plan(
    context: Context, page: QWidget, source: Path | RecordId, kept: Callable[[], None]
) -> None:
    """Read a plan, a file or the paper of a register line, and show what it asks for."""
    desk = context.office.regime_desk

    def read() -> ReadPlan:
        if isinstance(source, Path):
            plan = desk.reading.of_file(source)
        else:
            plan = desk.reading.of_incoming(source)
        return ReadPlan(plan, desk.regimes.tries_of(plan.proposals), desk.regimes.units())

    context.jobs.read(
        read, lambda found: _show(context, page, found, kept), key="regimes.plan", owner=page
    )


def _show(context: Context, page: QWidget, found: ReadPlan, kept: Callable[[], None]) -> None:
    if found.tries:
        dialog = PlanDialog(page, context, found, kept)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return
    told = "Không thấy câu nào nêu hạn gửi báo cáo."
    if found.plan.undated:
        told = f"Có câu nói về báo cáo nhưng không nêu ngày: “{found.plan.undated[0]}”"
    dialog_none = Dialog(page, context.theme, f"Đã đọc {found.plan.file}", told, "document_text")
    dialog_none.add_stretch()
    dialog_none.add_close()
    dialog_none.finished.connect(dialog_none.deleteLater)
    dialog_none.open()


class PlanDialog(Dialog):
    """Cards of proposals with ticks; nothing is kept before the clerk says so."""

    def __init__(
        self, page: QWidget, context: Context, found: ReadPlan, kept: Callable[[], None]
    ) -> None:
        plan = found.plan
        sentence = f"Văn bản: {plan.basis}." if plan.basis else ""
        super().__init__(page, context.theme, "Chế độ báo cáo đọc được", sentence, "document_text")
        self._context, self._found, self._done = context, found, kept
        self.ticks: list[Tick] = []
        self.whose: list[ChoiceField] = []
        self._fault = Text(context.theme, "", Role.SMALL, "danger", wrap=True)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        for each in found.tries:
            column.addWidget(self._card(each))
        for undated in plan.undated:
            words = f"Có câu nói về báo cáo nhưng không nêu ngày: “{undated}”"
            column.addWidget(Text(context.theme, words, Role.SMALL, "text2", wrap=True))
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setAccessibleName("Các chế độ đọc được")
        area.setFixedHeight(round(page.window().height() * ROOM))
        self.room.addWidget(area)
        self._fault.hide()
        self.room.addWidget(self._fault)
        self.setFixedWidth(context.theme.px(WIDTH))
        self.add_stretch()
        self.add_close("Thôi")
        self.save = self.add_button("Thêm chế độ đã chọn", Kind.PRIMARY, key="Enter")
        self.save.clicked.connect(self._keep)

    def _card(self, each: RegimeTry) -> Card:
        theme, proposal = self._context.theme, each.proposal
        card = Card(theme)
        tick = Tick(theme, proposal.regime.title)
        tick.setChecked(not each.fault and KNOWN not in proposal.doubts)
        tick.setEnabled(not each.fault)
        self.ticks.append(tick)
        card.body.addWidget(tick)
        card.body.addWidget(Text(theme, f"“{proposal.sentence}”", Role.SMALL, "text2", wrap=True))
        card.body.addWidget(Text(theme, each.said, Role.STRONG, wrap=True))
        to = " qua ".join(part for part in (proposal.regime.to, proposal.regime.through) if part)
        facts = [f"Gửi về {to}." if to else "", f"Theo {proposal.form}." if proposal.form else ""]
        facts.append(f"Ai gửi: {proposal.reporters}." if proposal.reporters else "")
        said = " ".join(part for part in facts if part)
        if said:
            card.body.addWidget(Text(theme, said, Role.BODY, wrap=True))
        for line in shown_dues(each):
            card.body.addWidget(Text(theme, line, Role.BODY, "danger" if each.fault else "text",
                                     wrap=True))  # fmt: skip
        for doubt in proposal.doubts:
            card.body.addWidget(Text(theme, doubt, Role.SMALL, "warn", wrap=True))
        card.body.addWidget(self._who(proposal.regime))
        return card

    def _who(self, regime: Regime) -> ChoiceField:
        count = len(regime.unit_ids)
        entries: list[tuple[object, str]] = [(OURS, "Cơ quan ta gửi cấp trên")]
        if count:
            entries.insert(0, (AS_READ, f"Như văn bản nêu: {count} đơn vị"))
        kinds = {unit.kind for unit in self._found.units if unit.active}
        entries.extend(
            (kind, f"Các {name.lower()} gửi cho ta")
            for kind, name in KINDS.items()
            if kind in kinds
        )
        entries.append((ALL, "Tất cả đơn vị gửi cho ta"))
        choice = a_choice(self._context.theme, "Ai gửi", tuple(entries), AS_READ if count else OURS)
        self.whose.append(choice)
        return choice

    def chosen(self) -> tuple[RegimeProposal, ...]:
        """Return the ticked proposals with the units chosen for them."""
        found = []
        for each, tick, choice in zip(self._found.tries, self.ticks, self.whose, strict=True):
            if tick.isChecked():
                ids = self._units(str(choice.value()), each.proposal.regime)
                regime = replace(each.proposal.regime, unit_ids=ids)
                found.append(replace(each.proposal, regime=regime))
        return tuple(found)

    def _units(self, who: str, regime: Regime) -> tuple[RecordId, ...]:
        if who == AS_READ:
            return regime.unit_ids
        return tuple(
            unit.id for unit in self._found.units if unit.active and who in {unit.kind, ALL}
        )

    def _keep(self) -> None:
        chosen = self.chosen()
        if not chosen:
            self._refuse("Chưa chọn chế độ nào.")
            return
        regimes = self._context.office.regime_desk.regimes
        self.save.setEnabled(False)
        self._context.jobs.write(
            lambda: regimes.accept(chosen),
            self._kept,
            touches=TOUCHED,
            on_refused=lambda error: self._refuse(error.sentence),
        )

    def _kept(self, kept: tuple[Regime, ...]) -> None:
        self.accept()
        frame = self._context.frame
        frame.toast(f"Đã thêm {len(kept)} chế độ báo cáo.", frame.undo)
        self._done()

    def _refuse(self, sentence: str) -> None:
        self.save.setEnabled(True)
        self._fault.setText(sentence)
        self._fault.show()
        self.fit()
