"""The same PCs where folders are cloned and backups restored: doubles are told, never silent."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from hypothesis.stateful import precondition, rule

from tests.exchange_machine.judging import waiting
from tests.exchange_machine.ledger import Fields, Name
from tests.exchange_machine.office_machine import LUCK, MOST_PCS, WHO, OfficeMachine
from tests.exchange_machine.pcs import Import, Pc
from wardapp.core.keeping import CopyAnswer


@dataclass
class Kept:
    """A backup, and what its PC had seen then."""

    pc: Pc
    name: str
    seen: int
    own: int
    imports: dict[str, Import]
    records: dict[Name, Fields] = field(default_factory=dict)


class TroubledMachine(OfficeMachine):
    """Nothing that travelled is lost, and two lines with one number are told to the clerk."""

    is_told: ClassVar[bool] = True

    def __init__(self) -> None:
        super().__init__()
        self.shelf: list[Kept] = []

    @rule(who=WHO)
    @precondition(lambda self: self.times["back_up"] < 3)
    def back_up(self, who: int) -> None:
        """A PC makes a backup."""
        self.tally.steps += 1
        self.times["back_up"] += 1
        pc = self._pc(who)
        name = pc.office.backups.make().name
        assert pc.read_rows() == pc.rows
        self.shelf.append(Kept(pc, name, pc.seen, pc.own, dict(pc.imports), dict(pc.records)))

    @rule(which=LUCK)
    @precondition(lambda self: self.shelf and self.times["restore"] < 3)
    def restore(self, which: int) -> None:
        """The clerk goes back to a backup; what was written since comes again by packages."""
        self.tally.steps += 1
        self.times["restore"] += 1
        kept = self.shelf[which % len(self.shelf)]
        pc = kept.pc
        before = pc.replica()
        pc.close()
        pc.open_window()
        pc.office.backups.restore(kept.name)
        pc.opened = None
        pc.seen, pc.own, pc.imports = kept.seen, kept.own, dict(kept.imports)
        pc.look()
        pc.note(kept.records)
        assert pc.replica() != before, "a restored office goes on under its old name"
        self._count("restore", pc, done=True)
        self.judge.judge(pc, waiting(pc))

    @rule(who=WHO)
    @precondition(lambda self: self.times["move"] < 1 and len(self.pcs) < MOST_PCS)
    def move(self, who: int) -> None:
        """A folder is said to have moved to a new PC, but the old one works on."""
        self.tally.steps += 1
        self.times["move"] += 1
        source, name = self._pc(who), f"p{len(self.pcs)}"
        pc = source.image(name, self.folder / name, with_data=False)
        self.pcs.append(pc)
        assert pc.do(lambda: pc.office.leases.answer(CopyAnswer.MOVED))
        self._count("move", pc, done=True)
