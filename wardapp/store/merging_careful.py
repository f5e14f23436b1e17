"""Taking events in one by one, where a chain goes on otherwise in the package than here."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, insert

from wardapp.core.errors import PackageDamaged, PackageWaits
from wardapp.core.journal import Event
from wardapp.store.journal import hash_of
from wardapp.store.merging_forks import Forks, Parting, fork_name, parted_from
from wardapp.store.merging_insert import (
    MISSING,
    NOT_WHOLE,
    Ourselves,
    Row,
    Taken,
    refuse_unknown_kind,
    sound_row,
)
from wardapp.store.reaching import reached_in
from wardapp.store.tables import events as table


def take_in_carefully(
    connection: Connection, events: Iterable[Event], ourselves: Ourselves
) -> Taken:
    """Write the events that are not here yet, those of a second PC of one name as its own chain.

    Raises Diverged when it is our own name that another PC writes under.
    """
    careful = _Careful(connection, ourselves)
    for event in events:
        careful.place(sound_row(event))
    return careful.taken


class _Careful:
    def __init__(self, connection: Connection, ourselves: Ourselves) -> None:
        self._connection = connection
        self._ourselves = ourselves
        self._forks = Forks(connection)
        self._tips = dict(reached_in(connection))
        self._branch: dict[str, str] = {}
        self._ours: set[str] = set()
        self._last: dict[str, str] = {}
        self.taken = Taken()

    def place(self, row: Row) -> None:
        """Take one event."""
        chain = row["replica_id"]
        if (
            hash_of(row) != row["hash"]
            or self._last.get(chain, row["prev_hash"]) != row["prev_hash"]
        ):
            raise PackageDamaged(NOT_WHOLE)
        self._last[chain] = row["hash"]
        refuse_unknown_kind(row)
        if chain in self._ours or self._is_ours(row):
            self._ours.add(chain)
            self.taken.known += 1
        elif chain in self._branch or not self._stands(row):
            self._carry(row)

    def _is_ours(self, row: Row) -> bool:
        """Tell whether a chain that parted elsewhere is one that we have under its first name."""
        at = parted_from(row)
        if at is None or row["replica_id"] in self._tips:
            return False
        first = self._forks.row(at[0], at[1] + 1)
        origin = self._forks.origin(at[0])
        return first is not None and fork_name(origin, first["hash"]) == row["replica_id"]

    def _stands(self, row: Row) -> bool:
        """Take an event that is here, or follows what is here; False when it parts from it."""
        chain = row["replica_id"]
        seq, newest = self._tips.get(chain, (0, ""))
        if row["seq"] <= seq:
            held = self._forks.row(chain, row["seq"])
            self.taken.known += held is not None and held["hash"] == row["hash"]
            return held is not None and held["hash"] == row["hash"]
        if row["seq"] != seq + 1 or row["prev_hash"] != newest:
            return False
        self._ourselves.meet(row, self.taken)
        at = parted_from(row)
        self._write(row)
        if at is not None:
            self._forks.add(chain, at[0], at[1])
        return True

    def _carry(self, row: Row) -> None:
        """Take an event into the chain that parted."""
        written = row["replica_id"]
        self._ourselves.meet(row, self.taken)
        chain = self._branch.get(written) or self._found(row)
        self._branch[written] = chain
        number = row["seq"] - self._forks.partings[chain].count + 1
        seq, newest = self._tips[chain]
        if number > seq:
            self._write(self._forks.carried(row, chain, newest))
            return
        held = self._forks.row(chain, number)
        if held is None or held["event_id"] != row["event_id"]:
            self._branch[written] = self._begun(row, chain, number - 1)
            self._carry(row)
            return
        self.taken.known += 1

    def _found(self, row: Row) -> str:
        """Return the parted chain that an event belongs to, begun now where it is the first."""
        origin = row["replica_id"]
        for chain, parting in self._forks.of_origin(origin).items():
            number = row["seq"] - parting.count + 1
            held = self._forks.row(chain, number) if number > 1 else None
            if held is not None and held["event_id"] == row["event_id"]:
                return chain
            follows = number == self._tips[chain][0] + 1 and number > 1
            if follows and self._forks.original_hash(chain) == row["prev_hash"]:
                return chain
        before = self._forks.row(origin, row["seq"] - 1)
        if before is None or before["hash"] != row["prev_hash"]:
            raise PackageWaits(MISSING)
        return self._begun(row, origin, row["seq"] - 1)

    def _begun(self, row: Row, left: str, seq: int) -> str:
        chain = fork_name(self._forks.origin(left), row["hash"])
        if chain not in self._tips:
            self._forks.add(chain, left, seq)
            self._write(self._forks.first_row(chain, self._parting(chain)))
        return chain

    def _parting(self, chain: str) -> Parting:
        return self._forks.partings[chain]

    def _write(self, row: Row) -> None:
        self._connection.execute(insert(table), row)
        self._tips[row["replica_id"]] = (row["seq"], row["hash"])
        self.taken.note(row)
        self.taken.new += 1
