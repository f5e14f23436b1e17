"""Two PCs of one office: who the other copies are, what waits for each, and what is packed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from wardapp.core.errors import BadValue
from wardapp.core.exchange import Head, PackRequest, Partner
from wardapp.core.identity import RecordId
from wardapp.core.journal import Event
from wardapp.services.desk import Desk
from wardapp.services.exchanging_packing import Contents, kept_files
from wardapp.services.missing_files import lacked_by, lacking
from wardapp.store.sqlite_files import attachments_in
from wardapp.store.transaction import Transaction

UNKNOWN = "Máy khác"
MOST_COUNTED = 20_000
"""Up to so many waiting events are looked into, one by one."""


@dataclass(frozen=True, slots=True)
class _EventsAfter:
    """The events that a partner lacks; they can be gone through again while `tx` is open."""

    tx: Transaction
    known: tuple[Head, ...]

    def __iter__(self) -> Iterator[Event]:
        return self.tx.merging.events_after(self.known)


def sync_contents(desk: Desk, tx: Transaction, request: PackRequest) -> Contents:
    """Return what a partner lacks, of all chains; everything when nothing is known of it.

    Events are read while the package is written: the transaction stays open as long.
    """
    known = known_of(tx, request)
    begins, heads = tx.merging.after(known), tx.merging.heads()
    inside = {head.replica_id: head.seq for head in begins}
    upto = tuple(head for head in heads if head.seq > inside.get(head.replica_id, 0))
    chains = {head.replica_id for head in upto}
    asked = lacked_by(desk, request.partner)
    return Contents(
        made_ms=tx.exchanges.newest_after(begins),
        events=_EventsAfter(tx, known),
        event_count=tx.exchanges.count_after(begins),
        after=tuple(head for head in begins if head.replica_id in chains),
        upto=upto,
        known=heads,
        files=kept_files(desk, chain(tx.exchanges.files_after(begins), asked)),
        missing=lacking(desk, attachments_in(desk.database.path)),
    )


def known_of(tx: Transaction, request: PackRequest) -> tuple[Head, ...]:
    """Return what need not be packed.

    Nothing with `since` None; what it names; or, when it is empty, what the partner acknowledged.
    """
    if request.since is None:
        return ()
    if request.since or request.partner is None:
        return request.since
    if request.partner not in {head.replica_id for head in tx.merging.heads()}:
        raise BadValue("partner", "Sổ này chưa nhận gì của máy đó. Hãy gửi gói đầy đủ.")
    return tx.exchanges.known_by(request.partner)


def partners_of(desk: Desk, tx: Transaction) -> tuple[Partner, ...]:
    """Return the other copies of this office and what waits for each, the last heard of first."""
    own, names, copies = desk.database.replica_id, tx.exchanges.names(), tx.keeping.copies()
    main = tx.keeping.main()
    sent, received = _last_sent(tx), _last_received(tx)
    found = []
    for replica in tx.keeping.replicas():
        if replica == own or replica not in names:
            continue
        account, clerk, heard = names[replica]
        introduced = copies.get(replica)
        known = tx.exchanges.known_by(replica)
        events, files = _waiting(tx, tx.merging.after(known))
        partner = Partner(
            replica_id=replica,
            name=device_words(introduced.name if introduced else "", account, clerk),
            waiting_events=events,
            unsent_events=_unsent(tx, replica, known, events),
            waiting_files=files + len(lacked_by(desk, replica)),
            acknowledged=known,
            last_sent_ms=sent.get(replica),
            last_received_ms=received.get(replica),
            is_keeper=replica == main,
        )
        found.append((-heard, partner.name, partner))
    return tuple(partner for _, _, partner in sorted(found, key=lambda each: each[:2]))


def _waiting(tx: Transaction, begins: tuple[Head, ...]) -> tuple[int, int]:
    """Return how many changes and files wait; of very many only the events are counted."""
    events = tx.exchanges.count_after(begins)
    if not events or events > MOST_COUNTED:
        return events, 0
    return tx.exchanges.changes_after(begins), sum(1 for _ in tx.exchanges.files_after(begins))


def _unsent(tx: Transaction, replica: RecordId, known: tuple[Head, ...], waiting: int) -> int:
    """Return how many of the waiting changes no package for a partner held so far."""
    heads = {head.replica_id: head for head in known}
    under_way = [
        head
        for each in tx.exchanges.sendings()
        if each.partner == replica and each.acknowledged_ms is None and each.left_ms is not None
        for head in each.upto
    ]
    if not waiting or not under_way:
        return waiting
    for head in under_way:
        if head.replica_id not in heads or heads[head.replica_id].seq < head.seq:
            heads[head.replica_id] = head
    return min(waiting, _waiting(tx, tx.merging.after(tuple(heads.values())))[0])


def device_words(name: str, account: str, clerk: str) -> str:
    """Return how a copy is called: its PC and who works there, as it introduced itself."""
    host = name or account.partition("\\")[0]
    if not host:
        return clerk or UNKNOWN
    return f"{host} ({clerk})" if clerk else host


def missing_words(tx: Transaction, after: Iterable[Head]) -> str:
    """Return which changes a package goes on from that are not here; "" when it follows on."""
    here = {head.replica_id: head.seq for head in tx.merging.heads()}
    names = tx.exchanges.names()
    told = []
    for head in after:
        reached = here.get(head.replica_id, 0)
        if head.seq > reached:
            account, clerk, _ = names.get(head.replica_id, ("", "", 0))
            who = device_words("", account, clerk)
            told.append(f"{who}: thay đổi {reached + 1} đến {head.seq}")
    return "; ".join(told)


def _last_sent(tx: Transaction) -> dict[str, int]:
    found: dict[str, int] = {}
    for each in tx.exchanges.sendings():
        if each.partner is not None and each.left_ms is not None:
            found[each.partner] = max(each.sent_ms, found.get(each.partner, 0))
    return found


def _last_received(tx: Transaction) -> dict[str, int]:
    found: dict[str, int] = {}
    for each in tx.exchanges.own_receipts():
        if each.replica_id is not None and each.undone_ms is None:
            found[each.replica_id] = max(each.received_ms, found.get(each.replica_id, 0))
    return found
