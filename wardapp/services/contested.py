"""Numbers that two PCs gave apart: the clerk sees both lines and gives one a number of its own."""

from __future__ import annotations

from datetime import date

from wardapp.core.dispatches import Incoming, Outgoing
from wardapp.core.errors import BadValue, NotFound
from wardapp.core.identity import RecordId
from wardapp.core.keeping import ContestedLine, ContestedNumber
from wardapp.core.numbering import SeriesKey
from wardapp.core.petitions import Petition
from wardapp.core.places import Places
from wardapp.core.text import one_line
from wardapp.services.desk import Desk
from wardapp.services.lease_names import CopyNames, line_key
from wardapp.services.numbering import needed
from wardapp.services.series_titles import SeriesNames
from wardapp.store.transaction import Transaction

Line = Incoming | Outgoing | Petition


class ContestedLines:
    """Lists numbers with two lines and settles them; every writing call is one transaction."""

    def __init__(self, desk: Desk, places: Places, pc: str) -> None:
        self._desk = desk
        self._places = places
        self._pc = pc

    def contested(self) -> tuple[ContestedNumber, ...]:
        """Return the numbers that more than one line holds, each with its lines."""
        with self._desk.database.read() as tx:
            return self._contested(tx)

    def settle(
        self, line_id: RecordId, reason: str, *, number: int | None = None, suffix: str = ""
    ) -> str:
        """Give one of two lines a number of its own: the next, or the disputed one with a letter.

        What was printed keeps the old number until it is printed again, which the sentence says.
        """
        why = needed(reason, "đổi số của dòng trùng")
        letter = one_line(suffix).lower()
        if letter and number is None:
            raise BadValue("suffix", "Số chèn phải ghi đủ cả số và chữ, ví dụ 12a.")
        with self._desk.database.read() as tx:
            old = _code(self._disputed(tx, line_id))
        command = self._desk.command("numbers.settle", f"Đổi số trùng {old}", why)
        with self._desk.database.begin(command, undoable=False) as tx:
            line = self._disputed(tx, line_id)
            code = None if number is None else (number, letter)
            changed = tx.numbers.renumber(line, _key(tx, line), code)
        return (
            f"Dòng này nay mang số {_code(changed)}; số {old} thuộc về dòng còn lại. Hãy sửa số "
            "trên bản giấy đã đóng dấu hoặc đã gửi, nếu có."
        )

    def letter_for(self, line_id: RecordId) -> tuple[int, str]:
        """Return the disputed number with the first letter still free behind it."""
        with self._desk.database.read() as tx:
            line = self._disputed(tx, line_id)
            number = line.arrival_number if isinstance(line, Incoming) else line.number
            return number, tx.numbers.next_letter(_key(tx, line), number)

    def _contested(self, tx: Transaction) -> tuple[ContestedNumber, ...]:
        titles, names = SeriesNames.load(tx), CopyNames.load(tx)
        return tuple(
            ContestedNumber(
                entity=_entity(lines[0]),
                series=titles.whole(_key(tx, lines[0])),
                printed=_code(lines[0]),
                lines=tuple(_told(tx, line, lines[0], names) for line in lines),
            )
            for lines in tx.numbers.contested()
        )

    @staticmethod
    def _disputed(tx: Transaction, line_id: RecordId) -> Line:
        for lines in tx.numbers.contested():
            for line in lines:
                if line.id == line_id:
                    return line
        raise NotFound("Dòng này không còn trùng số với dòng nào. Hãy mở lại trang để xem.")


def _key(tx: Transaction, line: Line) -> SeriesKey:
    if isinstance(line, Outgoing):
        return tx.numbers.get(line.series_id).key
    return line_key(tx, line)


def _told(tx: Transaction, line: Line, first: Line, names: CopyNames) -> ContestedLine:
    born = tx.journal.events_of(_entity(line), line.id)[0]
    return ContestedLine(
        id=line.id,
        subject=line.subject,
        day=_day(line),
        who=born.actor.clerk or born.actor.account,
        copy=names.row(born.replica_id).name,
        is_first=line is first,
        left_screen=line.left_screen,
    )


def _day(line: Line) -> date:
    if isinstance(line, Incoming):
        return line.arrival_date
    return line.issued_date if isinstance(line, Outgoing) else line.received


def _entity(line: Line) -> str:
    if isinstance(line, Incoming):
        return "incoming"
    return "outgoing" if isinstance(line, Outgoing) else "petition"


def _code(line: Line) -> str:
    return line.arrival_code if isinstance(line, Incoming) else line.number_symbol
