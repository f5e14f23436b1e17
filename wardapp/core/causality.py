"""Who knew what: which events were seen by the writer of another when it was written.

A *chain* is what one copy wrote, one event after the other. Between chains only receipts tell: from
a receipt on, a copy has seen all that the receipt's heads name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

Reach = Mapping[str, int]
"""How far each chain is known: chain → number of its newest known event."""

NOTHING: Reach = {}


@dataclass(frozen=True, slots=True)
class Milestone:
    """From the event `seq` of a chain on, its copy has seen what `reach` names."""

    seq: int
    reach: Reach


@dataclass(frozen=True, slots=True)
class Fork:
    """Where a chain left another one that goes on under the same name on another PC."""

    chain: str
    seq: int


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What each event of each chain knew; milestones of a chain stand in its order."""

    milestones: Mapping[str, Sequence[Milestone]] = field(default_factory=dict)
    forks: Mapping[str, Fork] = field(default_factory=dict)

    def knew(self, chain: str, seq: int, other: str, other_seq: int) -> bool:
        """Tell whether event `seq` of `chain` was written knowing `other_seq` of `other`."""
        if chain == other:
            return other_seq < seq
        return other_seq <= self.reach(chain, seq).get(other, 0)

    def reach(self, chain: str, seq: int) -> Reach:
        """Return how far event `seq` of `chain` knew the other chains."""
        stones = self.milestones.get(chain, ())
        at = bisect_left(stones, seq, key=_seq_of)
        if at:
            return stones[at - 1].reach
        fork = self.forks.get(chain)
        if fork is None:
            return NOTHING
        before = self.reach(fork.chain, fork.seq + 1)
        return {**before, fork.chain: fork.seq}

    def unaware(self, chain: str, other: str, other_seq: int) -> Iterator[tuple[int, int | None]]:
        """Yield the stretches of `chain` that did not know `other_seq` of `other`: (after, upto).

        There are several where an import was taken back and came again; None = to its end.
        """
        after: int | None = 0
        for stone in self.milestones.get(chain, ()):
            knows = stone.reach.get(other, 0) >= other_seq
            if knows and after is not None:
                yield after, stone.seq
                after = None
            elif not knows and after is None:
                after = stone.seq
        if after is not None:
            yield after, None


def _seq_of(stone: Milestone) -> int:
    return stone.seq
