"""Who keeps the numbers: one copy for the office and each series; how keeping changes hands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import select

from wardapp.core.errors import BadValue, WardError
from wardapp.core.identity import RecordId
from wardapp.core.keeping import CopyAnswer, Keeping, OfficeCopy
from wardapp.core.numbering import NumberState, Reserving, Series
from wardapp.store import copies
from wardapp.store.carrying import settle_carried
from wardapp.store.doubts import note_known, refuse_unsure
from wardapp.store.entities import KEEPING, SERIES
from wardapp.store.numbers_held import highest_held
from wardapp.store.numbers_marks import mark
from wardapp.store.tables import events, series
from wardapp.store.work import Work

NOT_ASKED = "Thư mục sổ này không phải bản chép từ nơi khác nên không cần trả lời."
NOT_KEEPER = "Máy này không giữ số nên không giao được. Hãy giao ở máy đang giữ số."
LOST = "Máy giữ số cũ đã mất, số có thể đã dùng"


def main_keeper(work: Work) -> str:
    """Return the replica that keeps the numbers of the office, new series among them.

    An office made before there was such a fact is kept by whoever keeps its series; one without
    any series by whoever wrote first.
    """
    told = work.find(KEEPING, copies.natural_id(work, "keeping"))
    if told is not None:
        return told.keeper
    known = work.connection.execute(select(series.c.keeper).order_by(series.c.id).limit(1)).scalar()
    if known is not None:
        return str(known)
    first = (
        select(events.c.replica_id)
        .order_by(events.c.clock_ms, events.c.clock_counter, events.c.replica_id)
        .limit(1)
    )
    return str(work.connection.execute(first).scalar() or work.replica_id)


class KeepingBook:
    """The copies of an office and which of them gives its numbers."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def main(self) -> str:
        """Return the replica that keeps the numbers of the office."""
        return copies.living(self.copies(), main_keeper(self._work))

    def is_main(self) -> bool:
        """Return True when this copy keeps the numbers of the office."""
        return self.main() == self._work.replica_id

    def told(self) -> Keeping | None:
        """Return the record that says who keeps, None in an office that never changed hands."""
        return self._work.find(KEEPING, self._id)

    def copies(self) -> dict[str, OfficeCopy]:
        """Return the copies that introduced themselves."""
        return copies.copies(self._work)

    def replicas(self) -> tuple[RecordId, ...]:
        """Return the replicas that may hold numbers: those whose place was taken are left out."""
        known = self.copies()
        every = {*copies.replicas(self._work), *map(RecordId, known), self._work.replica_id}
        return tuple(sorted(each for each in every if copies.living(known, each) == each))

    def copied_from(self) -> str:
        """Return the replica this folder was copied from while nobody said what it is, else ""."""
        return copies.local_fact(self._work, copies.COPIED_FROM)

    def introduce(self, name: str) -> OfficeCopy:
        """Let the others know this copy under the name of its PC; nothing changes the second time.

        Called where a copy begins: after joining, before it first holds numbers.
        """
        known = copies.introduced(self._work)
        if known is not None and known.name:
            return known
        return copies.introduce(self._work, name)

    def rename(self, name: str) -> OfficeCopy:
        """Call this copy by another name."""
        return copies.introduce(self._work, name)

    def adopt(self, before: RecordId, name: str, *, in_place: bool) -> None:
        """Begin as a copy of another replica: in its place, or beside it until the clerk says."""
        copies.introduce(self._work, name, follows=before, is_moved=in_place)
        settle_carried(self._work)
        if in_place:
            self._take_place()
        else:
            copies.put_local_fact(self._work, copies.COPIED_FROM, before)

    def answer(self, answer: CopyAnswer) -> None:
        """Keep what the clerk says a copied folder is; numbers are given again, or lent."""
        before = self.copied_from()
        if not before:
            raise WardError(NOT_ASKED)
        if answer is CopyAnswer.MOVED:
            copies.introduce(self._work, "", follows=RecordId(before), is_moved=True)
            self._take_place()
        else:
            note_known(self._work)  # the other copy gives the numbers, and knows them
        copies.put_local_fact(self._work, copies.COPIED_FROM, "")

    def hand_over(self, to: RecordId, series_id: RecordId | None = None, reason: str = "") -> int:
        """Let another copy keep one series, or all that this one keeps; return how many.

        This copy gives none of their numbers from now on; the other does once this reaches it.
        """
        if to == self._work.replica_id or to not in self.replicas():
            raise BadValue("to", "Hãy chọn một máy khác của sổ này để giao giữ số.")
        mine = copies.stands_for(self._work)
        kept = [each for each in self._work.all(SERIES) if each.keeper in mine]
        if series_id is not None:
            kept = [each for each in kept if each.id == series_id]
        elif main_keeper(self._work) not in mine:
            raise WardError(NOT_KEEPER)
        if series_id is not None and not kept:
            raise WardError(NOT_KEEPER)
        for each in kept:
            refuse_unsure(self._work, each.key)
        keeper = main_keeper(self._work) if series_id is not None else to
        self._say(keeper, reason)
        for each in kept:
            self._work.write(SERIES, each, replace(each, keeper=to))
        return len(kept)

    def seize(self, reason: str, gaps: Mapping[RecordId, int]) -> int:
        """Take every series over from a copy that is lost, each stepping over so many numbers."""
        if self.copied_from():
            raise WardError(ASKED)
        self._say(self._work.replica_id, reason, is_seized=True)
        copies.outlive(self._work)
        mine = copies.stands_for(self._work)
        taken = [each for each in self._work.all(SERIES) if each.keeper not in mine]
        for found in taken:
            last = max(found.last_number, highest_held(self._work, found))
            gap = max(0, gaps.get(found.id, 0))
            if gap:
                why = Reserving(reason=f"{LOST}: {reason}")
                mark(self._work, found.id, (last + 1, last + gap), NumberState.EXTERNAL, why)
            moved = replace(found, keeper=self._work.replica_id, last_number=last + gap)
            self._work.write(SERIES, found, moved)
        return len(taken)

    def _take_place(self) -> None:
        """Put this copy's name where the one stood in whose place it is."""
        mine = copies.stands_for(self._work)
        if main_keeper(self._work) in mine:
            self._say(self._work.replica_id, "")
        for found in self._work.all(SERIES):
            if found.keeper in mine:
                self._work.write(SERIES, found, replace(found, keeper=self._work.replica_id))

    def _say(self, keeper: str, reason: str, *, is_seized: bool = False) -> None:
        known = self.told()
        if known is not None and known.keeper == keeper and not is_seized:
            return
        now_ms = self._work.writing.now_ms
        said = Keeping(
            id=self._id, keeper=keeper, since_ms=now_ms, reason=reason, is_seized=is_seized
        )
        self._work.write(KEEPING, known, said)

    @property
    def _id(self) -> RecordId:
        return copies.natural_id(self._work, "keeping")


ASKED = (
    "Thư mục sổ này được chép từ nơi khác nên chưa cấp số. Hãy mở trang Số trên nhiều máy và chọn: "
    "máy này thay máy cũ, hay là máy thứ hai."
)


def refusal(work: Work, found: Series) -> str:
    """Return why this copy gives no number of a series that another keeps, and what to do."""
    if copies.local_fact(work, copies.COPIED_FROM):
        return ASKED
    known = copies.copies(work)
    keeper = known.get(copies.living(known, found.keeper))
    who = f"máy {keeper.name}" if keeper is not None and keeper.name else "máy khác"
    return (
        f"Dãy số này do {who} giữ nên máy này không cấp số được. Hãy nhờ máy đó cấp cho máy này "
        "một khối số (trang Số trên nhiều máy), hoặc cấp số ở máy đó."
    )
