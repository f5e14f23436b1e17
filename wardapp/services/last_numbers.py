"""The last numbers on paper: asked after a restore that could not know what was given since."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from wardapp.core.clock import moment_text
from wardapp.core.errors import BadValue
from wardapp.core.number_views import LastNumber, LastNumbers
from wardapp.core.numbering import Series, SeriesKey
from wardapp.core.safety import Light, SafetyFact
from wardapp.services.desk import Desk
from wardapp.services.number_reading import NumberReading
from wardapp.services.safety_facts import Look
from wardapp.services.series_titles import SeriesNames
from wardapp.store.transaction import Transaction

CONFIRM = "safety.last_numbers"
"""The action of the window that asks for them."""


class LastOnPaper:
    """Tells the last numbers as far as they are known, and takes the clerk's word for them."""

    def __init__(self, desk: Desk, reading: NumberReading) -> None:
        self._desk = desk
        self._reading = reading

    def sentence(self) -> str:
        """Return why the clerk is asked for the last numbers on paper, "" when all are known."""
        with self._desk.database.read() as tx:
            return _asked(tx)

    def look(self) -> LastNumbers:
        """Return the counters this PC gives numbers of: those in use first, then those of today."""
        keys = tuple(row.key for row in self._reading.series())
        with self._desk.database.read() as tx:
            names, sentence = SeriesNames.load(tx), _asked(tx)
            found = {each.key: each for each in tx.numbers.all()}
            known = (key for key in found if key.issuer_id in names.issuers)
            every = tuple(dict.fromkeys(chain(known, keys)))
            given = (key for key in every if tx.numbers.keeps(key) or _blocks(tx, found.get(key)))
            rows = tuple(_row(tx, names, key, found.get(key)) for key in given)
        return LastNumbers(
            rows=tuple(sorted(rows, key=lambda row: (not row.last, not row.has_lost, row.series))),
            sentence=sentence,
        )

    def confirm(self, key: SeriesKey, number: int) -> str:
        """Take the clerk's word for one counter; return what follows as a sentence."""
        title = self._name(key)
        command = self._desk.command(
            "numbers.confirm", f"Xác nhận số cuối trên giấy: {title}, số {number:02}"
        )
        with self._desk.database.begin(command, undoable=False) as tx:
            tx.numbers.confirm_last(key, number)
            following = tx.numbers.peek(key)
        return f"Đã ghi: {title}, số cuối trên giấy {number:02}; số kế tiếp {following:02}."

    def confirm_all(self, numbers: Mapping[SeriesKey, int]) -> str:
        """Take the clerk's word for every counter at once: those not named stay as they are known.

        Nothing at all is written when one of the numbers cannot be.
        """
        command = self._desk.command("numbers.confirm", "Xác nhận số cuối trên giấy của mọi sổ")
        with self._desk.database.begin(command, undoable=False) as tx:
            names = SeriesNames.load(tx)
            for key, number in numbers.items():
                if number == tx.numbers.last_known(key):
                    continue
                try:
                    tx.numbers.confirm_last(key, number)
                except BadValue as error:
                    raise BadValue("number", f"{names.whole(key)}: {error.sentence}") from error
            tx.numbers.confirm_rest()
        return "Đã ghi số cuối trên giấy của mọi sổ. Từ giờ cấp số tiếp như thường."

    def _name(self, key: SeriesKey) -> str:
        with self._desk.database.read() as tx:
            return SeriesNames.load(tx).whole(key)


def unconfirmed(look: Look) -> SafetyFact | None:
    """Tell that numbers wait for the clerk's word on the last ones on paper."""
    with look.desk.database.read() as tx:
        sentence = _asked(tx)
    if not sentence:
        return None
    return SafetyFact(topic="Số cuối trên giấy", light=Light.RED, sentence=sentence, deed=CONFIRM)


def _asked(tx: Transaction) -> str:
    """Return why the last numbers are asked for; not while this copied folder gives none at all."""
    unsure = tx.numbers.unsure()
    if unsure is None or tx.keeping.copied_from():
        return ""
    return (
        f"Sổ đã khôi phục từ bản sao lưu lúc {moment_text(unsure[1])}, không biết những số cấp "
        "sau đó. Có máy khác cùng cơ quan thì nhận gói của máy ấy trước, rồi so từng sổ với giấy "
        "và Xác nhận số cuối; sau đó mới cấp số được."
    )


def _row(tx: Transaction, names: SeriesNames, key: SeriesKey, found: Series | None) -> LastNumber:
    blocks = "" if found is None or tx.numbers.keeps(key) else _blocks(tx, found)
    return LastNumber(
        key=key,
        series=names.whole(key),
        last=tx.numbers.last_known(key),
        is_asked=bool(tx.numbers.why_asked(key)),
        has_lost=found is not None and tx.numbers.has_lost(found.id),
        block=blocks,
    )


def _blocks(tx: Transaction, found: Series | None) -> str:
    """Return the blocks of a series that were lent to this PC: `21 - 30`."""
    if found is None:
        return ""
    ours = (span for span in tx.numbers.leases(found.id) if tx.numbers.is_lent_here(span))
    return ", ".join(f"{span.first:02} - {span.last:02}" for span in ours)
