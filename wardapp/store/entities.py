"""Every kind of record, declared once: its dataclass, its table, what is derived and searched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from sqlalchemy import Table

from wardapp.core.books import Closing, RegisterBook
from wardapp.core.daylog import ContentGroup, LogChannel, LogLine
from wardapp.core.dispatches import Incoming, Outgoing
from wardapp.core.dossiers import Dossier, Filing, RetentionRule
from wardapp.core.drafts import Draft
from wardapp.core.exchange import Receipt, Settlement
from wardapp.core.form_versions import FormFile
from wardapp.core.forms import FilledForm
from wardapp.core.identity import RecordId
from wardapp.core.issuers import AddresseeGroup, Body, Issuer, Person, Signer, Term, Unit
from wardapp.core.keeping import Keeping, OfficeCopy
from wardapp.core.letters import LetterTemplate, Snippet
from wardapp.core.lists import ImportMapping, SavedFilter
from wardapp.core.numbering import NumberSpan, Series
from wardapp.core.opinions import OpinionTopic
from wardapp.core.petitions import Petition
from wardapp.core.privacy import Incident, PersonRequest
from wardapp.core.profile import Holiday
from wardapp.core.regimes import Regime, UnitDuty
from wardapp.core.returns import MergeGroup, UnitReturn
from wardapp.store import (
    derived,
    tables,
    tables_books,
    tables_exchange,
    tables_filing,
    tables_keeping,
    tables_letters,
    tables_lists,
    tables_petitions,
    tables_reports,
)
from wardapp.store.records import Packed, pack, plain, unpack
from wardapp.store.rows import Reader, row_reader

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSetting:
    """One setting of the office."""

    name: str
    value: object = None


def _nothing(_value: Any) -> dict[str, Any]:
    return {}


def _same(fields: Packed) -> Packed:
    return fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity(Generic[Value]):
    """How one kind of record is kept.

    `derive` makes the columns that follow from the record; `spread` cuts its fields into the parts
    that events name, `gather` joins them again; `words` is what the search finds it by; `read`
    makes the record of a whole row.
    """

    name: str
    kind: type[Value]
    table: Table
    key: str = "id"
    derive: Callable[[Value], dict[str, Any]] = _nothing
    spread: Callable[[Packed], Packed] = _same
    gather: Callable[[Packed], Packed] = _same
    words: Callable[[Value], str] | None = None
    read: Reader[Value] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "read", row_reader(self.kind, self.table))

    @property
    def index_table(self) -> str:
        """Return the name of the full-text table of this kind."""
        return f"{self.table.name}_search"

    def key_of(self, value: Value) -> RecordId:
        """Return the name of a record."""
        return RecordId(str(plain(getattr(value, self.key))))

    def fields_of(self, value: Value) -> Packed:
        """Return the record as events hold it."""
        packed = pack(value)
        return self.spread(packed)

    def value_of(self, fields: Packed) -> Value:
        """Return the record that fields of events make."""
        return unpack(self.kind, self.gather(fields))

    def row_of(self, value: Value) -> dict[str, Any]:
        """Return the columns of the record's row."""
        return pack(value) | self.derive(value)


ISSUER = Entity(name="issuer", kind=Issuer, table=tables.issuers)
TERM = Entity(name="term", kind=Term, table=tables.terms)
SIGNER = Entity(name="signer", kind=Signer, table=tables.signers)
BODY = Entity(name="body", kind=Body, table=tables.bodies)
UNIT = Entity(name="unit", kind=Unit, table=tables.units)
PERSON = Entity(name="person", kind=Person, table=tables.people)
HOLIDAY = Entity(name="holiday", kind=Holiday, table=tables.holidays, key="day")
CHANNEL = Entity(name="channel", kind=LogChannel, table=tables_reports.channels, key="code")
GROUP = Entity(name="group", kind=ContentGroup, table=tables_reports.content_groups, key="code")
SETTING = Entity(name="setting", kind=KeptSetting, table=tables.settings, key="name")
SERIES = Entity(name="series", kind=Series, table=tables.series, derive=derived.of_series)
SPAN = Entity(name="number_span", kind=NumberSpan, table=tables.number_spans)
INCOMING = Entity(
    name="incoming",
    kind=Incoming,
    table=tables.incoming,
    derive=derived.of_incoming,
    words=derived.words_of_incoming,
)
OUTGOING = Entity(
    name="outgoing",
    kind=Outgoing,
    table=tables.outgoing,
    derive=derived.of_outgoing,
    words=derived.words_of_outgoing,
)
DRAFT = Entity(name="draft", kind=Draft, table=tables.drafts, words=derived.words_of_draft)
LOG_LINE = Entity(
    name="log",
    kind=LogLine,
    table=tables_reports.log_lines,
    derive=derived.of_log_line,
    words=derived.words_of_log_line,
)
FILLED = Entity(
    name="filled",
    kind=FilledForm,
    table=tables_reports.filled_forms,
    derive=derived.of_filled,
    spread=derived.spread_filled,
    gather=derived.gather_filled,
)

BOOK = Entity(name="book", kind=RegisterBook, table=tables_books.register_books)
CLOSING = Entity(name="closing", kind=Closing, table=tables_books.closings)
RETENTION = Entity(name="retention", kind=RetentionRule, table=tables_filing.retention_rules)
DOSSIER = Entity(name="dossier", kind=Dossier, table=tables_filing.dossiers)
FILING = Entity(name="filing", kind=Filing, table=tables_filing.filings)
ADDRESSEES = Entity(name="addressees", kind=AddresseeGroup, table=tables_lists.addressee_groups)
PETITION = Entity(
    name="petition",
    kind=Petition,
    table=tables_petitions.petitions,
    derive=derived.of_petition,
    words=derived.words_of_petition,
)
FILTER = Entity(name="filter", kind=SavedFilter, table=tables_lists.saved_filters)
MAPPING = Entity(name="mapping", kind=ImportMapping, table=tables_lists.import_mappings)
TEMPLATE = Entity(name="template", kind=LetterTemplate, table=tables_letters.templates)
SNIPPET = Entity(name="snippet", kind=Snippet, table=tables_letters.snippets)
REGIME = Entity(name="regime", kind=Regime, table=tables_reports.regimes)
DUTY = Entity(name="unit_duty", kind=UnitDuty, table=tables_reports.unit_duties)
RETURN = Entity(name="unit_return", kind=UnitReturn, table=tables_reports.unit_returns)
MERGED = Entity(name="merge_group", kind=MergeGroup, table=tables_reports.merge_groups)
FORM_FILE = Entity(name="form_file", kind=FormFile, table=tables_reports.form_files)
OPINION = Entity(
    name="opinion",
    kind=OpinionTopic,
    table=tables_petitions.opinion_topics,
    words=derived.words_of_opinion,
)
PERSON_REQUEST = Entity(
    name="person_request", kind=PersonRequest, table=tables_petitions.person_requests
)
INCIDENT = Entity(name="incident", kind=Incident, table=tables_petitions.incidents)

RECEIPT = Entity(name="receipt", kind=Receipt, table=tables_exchange.receipts)
SETTLEMENT = Entity(name="settlement", kind=Settlement, table=tables_exchange.settlements)
KEEPING = Entity(name="keeping", kind=Keeping, table=tables_keeping.keepings)
COPY = Entity(name="copy", kind=OfficeCopy, table=tables_keeping.copies)

ENTITIES: tuple[Entity[Any], ...] = (
    ISSUER,
    TERM,
    SIGNER,
    BODY,
    UNIT,
    PERSON,
    HOLIDAY,
    CHANNEL,
    GROUP,
    SETTING,
    SERIES,
    SPAN,
    INCOMING,
    OUTGOING,
    DRAFT,
    LOG_LINE,
    FILLED,
    BOOK,
    CLOSING,
    RETENTION,
    DOSSIER,
    FILING,
    ADDRESSEES,
    FILTER,
    MAPPING,
    PETITION,
    TEMPLATE,
    SNIPPET,
    REGIME,
    DUTY,
    RETURN,
    MERGED,
    FORM_FILE,
    OPINION,
    PERSON_REQUEST,
    INCIDENT,
    RECEIPT,
    SETTLEMENT,
    KEEPING,
    COPY,
)
"""Parents before children: a rebuild compares the tables in this order."""

BY_NAME: dict[str, Entity[Any]] = {entity.name: entity for entity in ENTITIES}
BY_TYPE: dict[type[Any], Entity[Any]] = {entity.kind: entity for entity in ENTITIES}
