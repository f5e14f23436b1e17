"""What a record hangs together with: its answer, its draft, what it cites, replaces, corrects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wardapp.core.chain import CitedSymbol, cited_symbols
from wardapp.core.dispatches import Incoming, Outgoing
from wardapp.core.dossier_views import RecordRef
from wardapp.core.drafts import Draft
from wardapp.core.text import fold, symbol_key
from wardapp.services.dossier_papers import record_of
from wardapp.store.transaction import Transaction

Record = Incoming | Outgoing | Draft

ANSWERS, ANSWERED, DRAFT_OF, ISSUED = "Trả lời", "Được trả lời bằng", "Dự thảo", "Phát hành"
REPLACES, REPLACED = "Thay thế", "Được thay bằng"
CORRECTS, CORRECTED = "Đính chính", "Được đính chính bằng"
CITES, CITED = "Căn cứ", "Được nêu trong"


@dataclass(frozen=True, slots=True)
class Link:
    """One neighbour of a record and what it is to it."""

    relation: str
    record: Record

    @property
    def ref(self) -> RecordRef:
        """Return the name of the neighbour."""
        return ref_of(self.record)

    @property
    def label(self) -> str:
        """Return how the neighbour is called: its symbol, else its place in its book."""
        return label_of(self.record)


def ref_of(record: Record) -> RecordRef:
    """Return the name of a record."""
    if isinstance(record, Incoming):
        return RecordRef("incoming", record.id)
    return RecordRef("outgoing" if isinstance(record, Outgoing) else "draft", record.id)


def label_of(record: Record) -> str:
    """Return how a record is called in one or two words."""
    if isinstance(record, Draft):
        return "Dự thảo"
    if record.number_symbol:
        return record.number_symbol
    return f"Số đến {record.arrival_code}" if isinstance(record, Incoming) else ""


def neighbours(tx: Transaction, ref: RecordRef) -> tuple[Link, ...]:
    """Return the neighbours of a record, the nearest first, each once."""
    record = record_of(tx, ref.entity, ref.record_id)
    if record is None:
        return ()
    links = [*near(tx, record), *cites(tx, record), *cited_by(tx, record)]
    found: dict[RecordRef, Link] = {}
    for link in links:
        if link.ref != ref:
            found.setdefault(link.ref, link)
    return tuple(found.values())


def near(tx: Transaction, record: Record) -> Iterator[Link]:
    """Yield what the books themselves join: answer, draft, issue, replacement, correction."""
    if isinstance(record, Incoming):
        yield from _of_incoming(tx, record)
    elif isinstance(record, Outgoing):
        yield from _of_outgoing(tx, record)
    else:
        yield from _of_draft(tx, record)


def _of_incoming(tx: Transaction, line: Incoming) -> Iterator[Link]:
    named = tx.outgoing.find(line.replied_by) if line.replied_by else None
    answers = {answer.id: answer for answer in tx.outgoing.answering(line.id)}
    if named is not None:
        answers.setdefault(named.id, named)
    for answer in answers.values():
        yield Link(ANSWERED, answer)
    for draft in tx.chain.answering_drafts(line.id):
        yield Link(DRAFT_OF, draft)


def _of_outgoing(tx: Transaction, line: Outgoing) -> Iterator[Link]:
    came = {each.id: each for each in tx.incoming.answered_by(line.id)}
    first = tx.incoming.find(line.answers) if line.answers else None
    if first is not None:
        came.setdefault(first.id, first)
    for each in came.values():
        yield Link(ANSWERS, each)
    draft = tx.drafts.find(line.draft_id) if line.draft_id else None
    if draft is not None:
        yield Link(DRAFT_OF, draft)
    for relation, other in ((REPLACES, line.replaces), (CORRECTS, line.corrects)):
        found = tx.outgoing.find(other) if other else None
        if found is not None:
            yield Link(relation, found)
    yield from (Link(REPLACED, each) for each in tx.outgoing.replacing(line.id))
    yield from (Link(CORRECTED, each) for each in tx.outgoing.correcting(line.id))


def _of_draft(tx: Transaction, draft: Draft) -> Iterator[Link]:
    came = tx.incoming.find(draft.in_reply_to) if draft.in_reply_to else None
    if came is not None:
        yield Link(ANSWERS, came)
    joined = ((ISSUED, draft.outgoing_id), (REPLACES, draft.replaces), (CORRECTS, draft.corrects))
    for relation, other in joined:
        line = tx.outgoing.find(other) if other else None
        if line is not None:
            yield Link(relation, line)


def text_of(tx: Transaction, record: Record) -> str:
    """Return the words of a record in which it may cite others."""
    if isinstance(record, Incoming):
        opinion = record.direction.opinion if record.direction else ""
        return "\n".join((record.subject, record.description, opinion))
    if isinstance(record, Outgoing):
        draft = tx.drafts.find(record.draft_id) if record.draft_id else None
        return "\n".join((record.subject, record.description, draft.body if draft else ""))
    return "\n".join((record.subject, record.body, *(annex.body for annex in record.annexes)))


def cites(tx: Transaction, record: Record) -> Iterator[Link]:
    """Yield the lines that a record cites, where it is clear which line is meant."""
    for cited in cited_symbols(text_of(tx, record)):
        lines = held(tx, cited)
        if len(lines) == 1:
            yield Link(CITES, lines[0])


def cited_by(tx: Transaction, record: Record) -> Iterator[Link]:
    """Yield the records that cite this one; a draft that was issued stands for its line."""
    if isinstance(record, Draft) or not record.number_symbol:
        return
    key = symbol_key(record.number_symbol)
    for other in tx.chain.naming(record.number_symbol):
        if other.id == record.id:
            continue
        for cited in cited_symbols(text_of(tx, other)):
            if symbol_key(cited.symbol) == key and record in held(tx, cited):
                yield Link(CITED, _issued(tx, other))
                break


def _issued(tx: Transaction, record: Record) -> Record:
    if isinstance(record, Draft) and record.outgoing_id:
        return tx.outgoing.find(record.outgoing_id) or record
    return record


def held(tx: Transaction, cited: CitedSymbol) -> tuple[Incoming | Outgoing, ...]:
    """Return the lines that a cited symbol means: by symbol, and day and author when said."""
    lines = tx.chain.with_symbol(cited.symbol)
    if cited.day is not None:
        lines = tuple(line for line in lines if _day(line) in (cited.day, None))
    if cited.author and len(lines) > 1:
        wanted = fold(cited.author)
        lines = tuple(line for line in lines if _is_by(tx, line, wanted)) or lines
    return lines


def _day(line: Incoming | Outgoing) -> date | None:
    return line.issued_date


def _is_by(tx: Transaction, line: Incoming | Outgoing, wanted: str) -> bool:
    name = line.organ_name if isinstance(line, Incoming) else _own_name(tx, line)
    author = fold(name)
    return bool(author) and (author in wanted or wanted in author)


def _own_name(tx: Transaction, line: Outgoing) -> str:
    return tx.catalogue.issuer(line.issuer_id).full_name
