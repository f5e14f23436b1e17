"""Numbers that stand on paper or in a file that left the screen: they never go back (design §4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from wardapp.core.clock import day_of
from wardapp.core.dispatches import Incoming, Outgoing
from wardapp.core.numbering import NumberSpan
from wardapp.core.petitions import Petition
from wardapp.store.book_lines import BookLines
from wardapp.store.transaction import Transaction

Line = Incoming | Outgoing | Petition


def could_go_back(lines: Iterable[Line], today: date) -> tuple[Line, ...]:
    """Return the lines whose number could still be taken back: those of today, not printed yet."""
    return tuple(
        line for line in lines if not line.left_screen and day_of(line.registered_ms) == today
    )


def mark_lines(tx: Transaction, lines: Iterable[Line]) -> None:
    """Write that these lines left the screen."""
    for line in lines:
        match line:
            case Outgoing():
                tx.outgoing.save(replace(line, left_screen=True), line)
            case Incoming():
                tx.incoming.save(replace(line, left_screen=True), line)
            case Petition():
                tx.petitions.save(replace(line, left_screen=True), line)


def mark_spans(tx: Transaction, spans: Iterable[NumberSpan]) -> None:
    """Write that these numbers without a line left the screen, reserved ones among them."""
    lines = BookLines(tx.work)
    for span in spans:
        if not span.left_screen:
            lines.mark_printed(span, replace(span, left_screen=True))
