"""Goes through the moments of a record and has the states of the disk there judged."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.disk import JOURNALLED, LOOSE, Disk
from tests.faults.judging import Depth, Promises, faults, is_absent
from tests.faults.recording import Op
from tests.faults.states import State, by_chance, plain, single

PASSES = 400
SHARES = ((0.001, Depth.REBUILD), (0.01, Depth.BACKUPS), (0.15, Depth.CHAINS))
"""Which share of the states is looked at deeper: a rebuild costs as much as thirty others."""

SHOWN = 12


@dataclass
class Tally:
    """How many states were opened, of which kinds, and what was wrong."""

    opened: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


@dataclass
class Show:
    """The record of one scene, to be broken off anywhere."""

    home: Path  # before the scene, as it lies on the disk
    root: Path  # what the record calls it
    ops: Sequence[Op]
    ground: Path
    chance: random.Random

    def judged(self, wanted: int) -> Tally:
        """Open so many different states, or all there are; return what was found."""
        tally, seen = Tally(), set[bytes]()
        shelf = self.ground / "shelf"
        shelf.mkdir(parents=True, exist_ok=True)
        for at, kind, state, promises in self._states(wanted):
            key = state.key()
            if key in seen:
                continue
            seen.add(key)
            place = self.ground / "state"
            state.write(place, shelf)
            if is_absent(place, promises):
                shutil.rmtree(place)
                continue
            found = faults(place, promises, self._depth())
            shutil.rmtree(place)
            tally.opened += 1
            tally.kinds[kind] += 1
            tally.faults += [f"after call {at} ({kind}): {fault}" for fault in found]
            if tally.opened == wanted or len(tally.faults) > SHOWN:
                break
        shutil.rmtree(shelf)
        return tally

    def _depth(self) -> Depth:
        at = self.chance.random()
        return next((depth for share, depth in SHARES if at < share), Depth.LINES)

    def _states(self, wanted: int) -> Iterator[tuple[int, str, State, Promises]]:
        """Yield states: first the plain ones at each sync, then by chance, again and again."""
        for turn in range(PASSES):
            for order in (JOURNALLED, LOOSE):
                share = min(1.0, wanted / len(self.ops) / 2)
                yield from self._pass(order, share, is_plain=turn == 0)

    def _pass(
        self, order: str, share: float, *, is_plain: bool
    ) -> Iterator[tuple[int, str, State, Promises]]:
        disk, promises = Disk(self.root, self.home, order), Promises()
        for at, op in enumerate(self.ops):
            if is_plain and op.what in "SRULD" and self.chance.random() < share:
                for making in plain(disk):
                    yield at, f"{order}, plain", making(), promises
            disk.play(op)
            if op.what == "K":
                promises = promises.heard(op.facts)
            if self.chance.random() >= share:
                continue
            if self.chance.random() < 0.7:
                yield at, f"{order}, by chance", by_chance(disk, self.chance), promises
            elif ways := single(disk):
                yield at, f"{order}, single", self.chance.choice(ways)(), promises
