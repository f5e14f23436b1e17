"""What the office knows that a draft's text may contradict: names, and the papers it cites."""

from __future__ import annotations

from dataclasses import dataclass

from wardapp.core.citing import CitedLine
from wardapp.core.dispatches import IncomingStatus, OutgoingStatus
from wardapp.core.drafts import DraftContent
from wardapp.core.notation import find_citations
from wardapp.core.text import clean, symbol_key
from wardapp.services.citation_forms import cited_incoming, cited_outgoing
from wardapp.services.desk import Desk
from wardapp.store.transaction import Transaction

MOST_CITED = 200


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Names of this office, of those around it and of persons; lines of papers the text cites.

    `cited` holds them by the key of their number.
    """

    own_names: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    signers: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    cited: tuple[tuple[str, tuple[CitedLine, ...]], ...] = ()

    def lines_of(self, number: str) -> tuple[CitedLine, ...]:
        """Return the lines of the registers with a number and symbol."""
        wanted = symbol_key(number)
        return next((lines for key, lines in self.cited if key == wanted), ())


NOTHING = Knowledge()
"""Of a text outside any office."""


def knowledge(desk: Desk, content: DraftContent) -> Knowledge:
    """Return what the office knows about the text of a draft."""
    with desk.database.read() as tx:
        issuers = tx.catalogue.issuers()
        signers = tx.catalogue.signers(None)
        return Knowledge(
            own_names=tuple(
                name for each in issuers for name in (each.full_name, each.name, each.place)
            ),
            other_names=(*tx.catalogue.body_names(), *(u.name for u in tx.catalogue.units())),
            signers=tuple(each.full_name for each in signers),
            people=tuple(each.full_name for each in tx.catalogue.people()),
            cited=_cited(tx, content),
        )


def _cited(tx: Transaction, content: DraftContent) -> tuple[tuple[str, tuple[CitedLine, ...]], ...]:
    issuers = {each.id: each for each in tx.catalogue.issuers()}
    texts = (content.body, *(annex.body for annex in content.annexes))
    printed = {
        symbol_key(each.text): each.text
        for text in texts
        for each in find_citations(clean(text))
        if each.notation is not None and each.notation.number is not None
    }
    found = []
    for key, text in list(printed.items())[:MOST_CITED]:
        came = (
            cited_incoming(line)
            for line in tx.incoming.with_symbol(text)
            if not line.is_secret and line.status is not IncomingStatus.CANCELLED
        )
        went = (
            cited_outgoing(line, issuers[line.issuer_id])
            for line in tx.outgoing.with_symbol(text)
            if line.status is not OutgoingStatus.CANCELLED
        )
        found.append((key, (*came, *went)))
    return tuple(found)
