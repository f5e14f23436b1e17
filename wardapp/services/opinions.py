"""Dư luận xã hội: topics that people speak about, kept without naming anybody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from wardapp.core.dispatches import Attachment, FileRole
from wardapp.core.errors import BadValue, WardError
from wardapp.core.identity import RecordId
from wardapp.core.issuers import Unit
from wardapp.core.opinions import OpinionCounts, OpinionEntry, OpinionQuery, OpinionTopic
from wardapp.core.places import Places
from wardapp.core.text import one_line
from wardapp.core.views import ListPage
from wardapp.documents.reader import FileReader
from wardapp.services.daylog_lines import EVERYWHERE
from wardapp.services.desk import Desk
from wardapp.services.kept_files import FileGate
from wardapp.services.opinion_paper import OpinionPaper
from wardapp.services.person_gate import refuse_person_words
from wardapp.services.petition_links import clean_links, joined_files
from wardapp.services.secrets_gate import refuse_secret_words
from wardapp.store.transaction import Transaction

LONGEST = 500
PAGE = 200
TEXTS = ("issue", "origin", "steps", "outcome", "note")
LABEL = 60


class Opinions(OpinionPaper):
    """The topics of an office; every writing call is one step."""

    def __init__(self, desk: Desk, places: Places, reader: FileReader) -> None:
        super().__init__(desk, places)
        self._gate = FileGate(desk, reader)

    # ---- reading -----------------------------------------------------------------------------

    def get(self, topic_id: RecordId) -> OpinionTopic:
        """Return a topic; NotFound when this office has none."""
        with self._desk.database.read() as tx:
            return tx.opinions.get(topic_id)

    def page(
        self, query: OpinionQuery, offset: int = 0, limit: int = PAGE
    ) -> ListPage[OpinionTopic]:
        """Return a stretch of the topics, newest first."""
        with self._desk.database.read() as tx:
            return tx.opinions.page(query, offset, limit)

    def counts(self, query: OpinionQuery) -> OpinionCounts:
        """Return the counts behind the chips."""
        with self._desk.database.read() as tx:
            return tx.opinions.counts(query)

    def joined(self, topic_id: RecordId) -> tuple[OpinionTopic, ...]:
        """Return the topics that another one stands for."""
        with self._desk.database.read() as tx:
            return tx.opinions.joined_to(topic_id)

    # ---- writing -----------------------------------------------------------------------------

    def add(
        self, entry: OpinionEntry, files: Sequence[Path] = (), *, with_persons: bool = False
    ) -> OpinionTopic:
        """Keep a new topic; BadValue names the field that cannot stand.

        A text that seems to name a person stands only `with_persons`: the clerk looked at it.
        """
        tidy = self._checked(entry, seen=with_persons)
        attachments = self._gate.keep_all(files, FileRole.EVIDENCE)
        command = self._desk.command("opinions.add", f"Ghi dư luận: {_label(tidy)}")
        with self._desk.database.begin(command) as tx:
            made = OpinionTopic(
                **{item.name: getattr(tidy, item.name) for item in fields(OpinionEntry)},
                id=tx.new_id(),
                registered_ms=command.now_ms,
                attachments=attachments,
            )
            return tx.opinions.save(made)

    def amend(
        self,
        topic: OpinionTopic,
        base: OpinionTopic | None = None,
        *,
        with_persons: bool = False,
    ) -> OpinionTopic:
        """Keep a corrected topic; with `base` (what the clerk saw) no other change is lost."""
        tidy = self._checked(topic, seen=with_persons)
        kept = {item.name: getattr(tidy, item.name) for item in fields(OpinionEntry)}
        kept["links"] = clean_links(topic.links)
        return self._change("amend", "Sửa", topic.id, lambda _now: replace(topic, **kept), base)

    def heard_again(self, topic_id: RecordId, on: date | None = None) -> OpinionTopic:
        """Note one more day on which a topic came up, today by default; a closed one is open."""
        day = on or self._desk.today()

        def again(topic: OpinionTopic) -> OpinionTopic:
            if not topic.day <= day <= self._desk.today():
                raise BadValue("on", "Ngày nghe lại phải từ ngày nghe đầu đến hôm nay.")
            days = tuple(sorted({*topic.heard_on, day} - {topic.day}))
            closed = topic.closed_on if topic.closed_on and topic.closed_on > day else None
            return replace(topic, heard_on=days, closed_on=closed)

        return self._change("heard", "Nghe lại", topic_id, again)

    def close(self, topic_id: RecordId, outcome: str = "", on: date | None = None) -> OpinionTopic:
        """Note that a topic calmed down on a day, with its outcome when one is given."""
        day = on or self._desk.today()
        told = one_line(outcome)
        refuse_person_words({"outcome": told})
        refuse_secret_words(told)

        def closed(topic: OpinionTopic) -> OpinionTopic:
            if not topic.last_heard <= day <= self._desk.today():
                raise BadValue("on", "Ngày kết thúc phải từ ngày nghe sau cùng đến hôm nay.")
            if len(told) > LONGEST:
                raise BadValue("outcome", f"Kết quả dài quá {LONGEST} ký tự. Hãy viết gọn lại.")
            return replace(topic, closed_on=day, outcome=told or topic.outcome)

        return self._change("close", "Kết thúc", topic_id, closed)

    def reopen(self, topic_id: RecordId) -> OpinionTopic:
        """Let a topic count as alive again."""
        return self._change(
            "reopen", "Mở lại", topic_id, lambda topic: replace(topic, closed_on=None)
        )

    def join(self, topic_id: RecordId, main_id: RecordId) -> OpinionTopic:
        """Let another topic stand for this one; those it stood for go along."""
        with self._desk.database.read() as tx:
            topic, main = tx.opinions.get(topic_id), tx.opinions.get(main_id)
            if main.joined_to is not None:
                main = tx.opinions.get(main.joined_to)
        if topic.id == main.id:
            raise BadValue("joined_to", "Không gộp một vấn đề với chính nó.")
        command = self._desk.command("opinions.join", f"Gộp dư luận vào: {_label(main)}")
        with self._desk.database.begin(command) as tx:
            for each in tx.opinions.joined_to(topic.id):
                tx.opinions.save(replace(each, joined_to=main.id), each)
            return tx.opinions.save(replace(topic, joined_to=main.id), topic)

    def take_apart(self, topic_id: RecordId) -> OpinionTopic:
        """Let a joined topic stand for itself again."""
        return self._change("apart", "Tách", topic_id, lambda topic: replace(topic, joined_to=None))

    def remove(self, topic_id: RecordId) -> None:
        """Remove a topic; undo brings it back, its history stays."""
        with self._desk.database.read() as tx:
            topic = tx.opinions.get(topic_id)
            if tx.opinions.joined_to(topic_id):
                raise WardError("Vấn đề này đang đứng thay cho vấn đề khác. Hãy tách ra rồi xóa.")
        command = self._desk.command("opinions.remove", f"Xóa dư luận: {_label(topic)}")
        with self._desk.database.begin(command) as tx:
            tx.opinions.remove(topic_id)

    # ---- evidence ----------------------------------------------------------------------------

    def attach(self, topic_id: RecordId, paths: Sequence[Path]) -> OpinionTopic:
        """Add files as evidence through the secret gate, all or none."""
        kept = self._gate.keep_all(paths, FileRole.EVIDENCE)
        return self._change(
            "attach",
            "Thêm minh chứng",
            topic_id,
            lambda topic: replace(topic, attachments=joined_files(topic.attachments, kept)),
        )

    def detach(self, topic_id: RecordId, sha256: str) -> OpinionTopic:
        """Take a file off a topic; undo brings it back."""
        return self._change(
            "detach",
            "Bỏ minh chứng",
            topic_id,
            lambda topic: replace(
                topic,
                attachments=tuple(each for each in topic.attachments if each.sha256 != sha256),
            ),
        )

    def set_links(self, topic_id: RecordId, links: Iterable[str]) -> OpinionTopic:
        """Keep where on the net a topic is spoken of."""
        tidy = clean_links(links)
        return self._change(
            "links", "Sửa liên kết", topic_id, lambda topic: replace(topic, links=tidy)
        )

    def evidence_path(self, attachment: Attachment) -> Path:
        """Return where a kept file lies."""
        return self._desk.files.path_of(attachment)

    # ---- inside ------------------------------------------------------------------------------

    def _change(
        self,
        name: str,
        deed: str,
        topic_id: RecordId,
        change: Callable[[OpinionTopic], OpinionTopic],
        base: OpinionTopic | None = None,
    ) -> OpinionTopic:
        def changed(tx: Transaction) -> OpinionTopic:
            kept = tx.opinions.get(topic_id)
            return tx.opinions.save(change(kept), base or kept)

        with self._desk.database.read() as tx:
            label = _label(tx.opinions.get(topic_id))
        command = self._desk.command(f"opinions.{name}", f"{deed} dư luận: {label}")
        with self._desk.database.begin(command) as tx:
            return changed(tx)

    def _checked(self, entry: OpinionEntry, *, seen: bool) -> OpinionEntry:
        """Return the entry in clean text; BadValue names the field that cannot stand."""
        texts: dict[str, Any] = {name: one_line(getattr(entry, name)) for name in TEXTS}
        if not texts["issue"]:
            raise BadValue("issue", "Chưa có vấn đề. Ghi một câu ngắn, không nêu họ tên ai.")
        for name, text in texts.items():
            if len(text) > LONGEST:
                raise BadValue(name, f"Mục này dài quá {LONGEST} ký tự. Hãy viết gọn lại.")
        if entry.day > self._desk.today():
            raise BadValue("day", "Ngày nghe chưa tới. Anh, chị xem lại giúp.")
        refuse_secret_words(*texts.values())
        refuse_person_words(texts, seen=seen)
        with self._desk.database.read() as tx:
            units = tx.catalogue.units()
        return replace(entry, **texts, places=checked_places(entry.places, units))


def checked_places(places: tuple[str, ...], units: tuple[Unit, ...]) -> tuple[str, ...]:
    """Return the places without doubles; BadValue names one that the office does not have."""
    known = {unit.code for unit in units if unit.code}
    wanted = tuple(dict.fromkeys(one_line(place) for place in places if one_line(place)))
    if EVERYWHERE in wanted:
        return (EVERYWHERE,)
    for place in wanted:
        if known and place not in known:
            raise BadValue("places", f"Không có tổ dân phố số {place}. Xem lại ở Danh mục.")
    return wanted


def _label(topic: OpinionEntry) -> str:
    return topic.issue if len(topic.issue) <= LABEL else f"{topic.issue[:LABEL].rstrip()}…"
