"""The chain of an affair, walkable both ways, and the lines that cited symbols mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from wardapp.core.chain import Chain, ChainStep, CitedLine, CitedSymbol, Stage, cited_symbols
from wardapp.core.clock import day_of
from wardapp.core.dates import short_date
from wardapp.core.dispatches import Incoming, Outgoing
from wardapp.core.dossier_views import RecordRef
from wardapp.core.drafts import Draft, DraftStatus
from wardapp.core.identity import RecordId
from wardapp.core.text import symbol_key
from wardapp.services.chain_links import (
    ANSWERED,
    CITED,
    CITES,
    CORRECTED,
    CORRECTS,
    REPLACED,
    REPLACES,
    Link,
    Record,
    cited_by,
    held,
    label_of,
    near,
    ref_of,
    text_of,
)
from wardapp.services.desk import Desk
from wardapp.services.dossier_papers import PETITION, record_of
from wardapp.store.transaction import Transaction

_ORDER = tuple(Stage)
_LATER = {REPLACED, CORRECTED, CITED}
_EARLIER = {REPLACES, CORRECTS, CITES}
_STATES = {
    DraftStatus.WRITING: "Đang soạn",
    DraftStatus.SUBMITTED: "Đã trình ký",
    DraftStatus.SIGNED: "Đã ký",
    DraftStatus.ISSUED: "Đã phát hành",
    DraftStatus.DROPPED: "Đã bỏ",
}


class ChainService:
    """Walks from any record to what it stands on and to what came of it; reads only."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, entity: str, record_id: RecordId) -> Chain:
        """Return the chain around an incoming or outgoing line or a draft."""
        with self._desk.database.read() as tx:
            here = record_of(tx, entity, record_id)
            if here is None:
                return Chain(steps=tuple(self._around_other(tx, RecordRef(entity, record_id))))
            steps = [*self._steps(tx, here), *self._dossiers(tx, ref_of(here))]
        once = _each_once(steps)
        return Chain(steps=tuple(sorted(once, key=lambda step: _ORDER.index(step.stage))))

    def cited(self, text: str) -> tuple[CitedLine, ...]:
        """Return the symbols that a text cites, each with the lines of our books it means."""
        cited = cited_symbols(text)
        if not cited:
            return ()
        with self._desk.database.read() as tx:
            return tuple(
                CitedLine(
                    cited=each,
                    lines=tuple(self._step(line, CITES) for line in held(tx, each)),
                )
                for each in cited
            )

    def _around_other(self, tx: Transaction, ref: RecordRef) -> Iterator[ChainStep]:
        """Yield what a petition leads to: the answer and the dossiers; nothing without one."""
        petition = tx.petitions.find(ref.record_id) if ref.entity == PETITION else None
        answer = tx.outgoing.find(petition.answer_id) if petition and petition.answer_id else None
        if answer is not None:
            yield self._step(answer, ANSWERED)
        yield from self._dossiers(tx, ref)

    def _steps(self, tx: Transaction, here: Record) -> Iterator[ChainStep]:
        yield self._step(here, is_here=True)
        links = list(near(tx, here))
        for link in links:
            yield self._linked(link)
            if isinstance(link.record, Incoming) and link.relation not in _EARLIER:
                yield from self._beyond(tx, link.record, here)
        yield from (self._linked(link) for link in cited_by(tx, here))
        for record in (here, *(link.record for link in links)):
            if isinstance(record, Incoming):
                yield from self._task(record)
        yield from self._basis(tx, here)

    def _beyond(self, tx: Transaction, came: Incoming, here: Record) -> Iterator[ChainStep]:
        """Yield what else came of the dispatch that this answers."""
        for link in near(tx, came):
            if link.record.id != here.id:
                yield self._linked(link)

    def _basis(self, tx: Transaction, here: Record) -> Iterator[ChainStep]:
        for cited, lines in _meant(tx, here):
            if len(lines) == 1:
                yield replace(self._step(lines[0], CITES), stage=Stage.BASIS)
                continue
            fact = f"{len(lines)} văn bản cùng số" if lines else "Chưa có trong sổ"
            yield ChainStep(
                stage=Stage.BASIS,
                label=cited.symbol,
                fact=fact,
                relation=CITES,
                others=tuple(self._step(line, CITES) for line in lines),
            )

    def _task(self, line: Incoming) -> Iterator[ChainStep]:
        who = line.direction.lead_unit if line.direction else ""
        who = who or line.handler
        if not who and line.direction is None:
            return
        due = f"hạn {short_date(line.due_date, self._desk.today())}" if line.due_date else ""
        opinion = line.direction.opinion if line.direction else ""
        yield ChainStep(
            stage=Stage.TASK,
            label=f"Giao {who}" if who else "Ý kiến chỉ đạo",
            fact=" · ".join(filter(None, (due, opinion))),
            entity="incoming",
            record_id=line.id,
        )

    def _dossiers(self, tx: Transaction, ref: RecordRef) -> Iterator[ChainStep]:
        for dossier in tx.filing.of_record(ref.entity, ref.record_id):
            yield ChainStep(
                stage=Stage.DOSSIER,
                label=dossier.symbol,
                fact=dossier.title,
                entity="dossier",
                record_id=dossier.id,
                relation="Hồ sơ",
            )

    def _linked(self, link: Link) -> ChainStep:
        step = self._step(link.record, link.relation)
        if link.relation in _LATER:
            stage = Stage.LATER
        else:
            stage = Stage.BASIS if link.relation in _EARLIER else step.stage
        return replace(step, stage=stage)

    def _step(self, record: Record, relation: str = "", *, is_here: bool = False) -> ChainStep:
        ref = ref_of(record)
        return ChainStep(
            stage=_stage(record),
            label=label_of(record),
            fact=self._fact(record),
            entity=ref.entity,
            record_id=ref.record_id,
            relation=relation,
            is_here=is_here,
        )

    def _fact(self, record: Record) -> str:
        today = self._desk.today()
        if isinstance(record, Incoming):
            came = f"số đến {record.arrival_code} ngày {short_date(record.arrival_date, today)}"
            return " · ".join(filter(None, (came, record.organ_name, record.subject)))
        if isinstance(record, Outgoing):
            return f"ngày {short_date(record.issued_date, today)} · {record.subject}"
        changed = short_date(day_of(record.changed_ms), today)
        subject = record.subject or "chưa có trích yếu"
        return f"{_STATES[record.status]}, sửa {changed} · {subject}"


def _meant(
    tx: Transaction, here: Record
) -> Iterator[tuple[CitedSymbol, tuple[Incoming | Outgoing, ...]]]:
    """Yield each symbol cited, once, with its lines: a day said beside it anywhere decides."""
    found: dict[str, tuple[CitedSymbol, tuple[Incoming | Outgoing, ...]]] = {}
    for cited in cited_symbols(text_of(tx, here)):
        lines = tuple(line for line in held(tx, cited) if line.id != here.id)
        key = symbol_key(cited.symbol)
        before = found.get(key)
        if before is None or (len(lines) == 1 and len(before[1]) != 1):
            found[key] = (cited, lines)
    yield from found.values()


def _stage(record: Record) -> Stage:
    if isinstance(record, Incoming):
        return Stage.INCOMING
    return Stage.DRAFT if isinstance(record, Draft) else Stage.OUTGOING


def _each_once(steps: Iterable[ChainStep]) -> tuple[ChainStep, ...]:
    """Return the steps, each record once in a stage and never after it stood as the record here."""
    found: dict[tuple[str, str, str], ChainStep] = {}
    here = next((step for step in steps if step.is_here), None)
    for step in steps:
        is_task = step.stage is Stage.TASK
        is_same = here is not None and step.record_id == here.record_id and not step.is_here
        if is_same and not is_task:
            continue
        key = (step.stage.value if is_task else "", step.entity, step.record_id or step.label)
        found.setdefault(key, step)
    return tuple(found.values())
