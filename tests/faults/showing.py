"""Goes through the moments of a record and has the states of the disk there judged."""

from __future__ import annotations

import gc
import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
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


COLLECTED_AFTER = 200
"""Each opened office leaves a little garbage; looking for it all the time takes a fifth longer."""


@contextmanager
def _collecting_seldom() -> Iterator[Callable[[], object]]:
    gc.disable()
    try:
        yield gc.collect
    finally:
        gc.enable()


@dataclass
class Tally:
    """How many states were opened, of which kinds, and what was wrong."""

    opened: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Moment:
    """What the disk held when the power failed, written out, and what was promised by then."""

    at: int
    kind: str
    place: Path
    promises: Promises


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
        tally = Tally()
        with _collecting_seldom() as collect:
            self._judge_each(wanted, tally, collect)
        return tally

    def _judge_each(self, wanted: int, tally: Tally, collect: Callable[[], object]) -> None:
        for moment in self.different(wanted):
            if is_absent(moment.place, moment.promises):
                continue
            found = faults(moment.place, moment.promises, self._depth())
            tally.opened += 1
            tally.kinds[moment.kind] += 1
            tally.faults += [f"after call {moment.at} ({moment.kind}): {fault}" for fault in found]
            if tally.opened == wanted or len(tally.faults) > SHOWN:
                break
            if tally.opened % COLLECTED_AFTER == 0:
                collect()

    def different(self, wanted: int) -> Iterator[Moment]:
        """Yield states that differ, each written out until the next is asked for.

        They end when no new ones come; `wanted` tells how densely to go through the record.
        """
        seen = set[bytes]()
        shelf, place = self.ground / "shelf", self.ground / "state"
        shelf.mkdir(parents=True, exist_ok=True)
        try:
            for at, kind, state, promises in self._states(wanted):
                key = state.key()
                if key not in seen:
                    seen.add(key)
                    state.write(place, shelf)
                    yield Moment(at, kind, place, promises)
                    shutil.rmtree(place)
        finally:
            shutil.rmtree(self.ground, ignore_errors=True)

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
