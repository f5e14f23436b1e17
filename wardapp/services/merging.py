"""Rows of several units that say the same: proposed as one, merged only by the clerk's hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from wardapp.core.errors import BadValue, NotFound
from wardapp.core.forms import (
    CellType,
    Combine,
    FilledForm,
    FilledRow,
    FormSpec,
    FormValue,
    TableKind,
    TableSpec,
)
from wardapp.core.identity import RecordId
from wardapp.core.journal import Command
from wardapp.core.returns import MergeGroup, MergeMember
from wardapp.core.text import fold
from wardapp.reports.consolidating import MERGED_MARK, split_row
from wardapp.services.consolidation import Consolidation
from wardapp.services.desk import Desk
from wardapp.services.reporting import Reporting
from wardapp.services.typed_values import typed_value

ALIKE = 78
"""So many percent of their words two topics share to be proposed as one."""
_LEAST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A row a unit wrote: whose, its words, and what stands in its other columns."""

    member: MergeMember
    unit_name: str
    title: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedTopic:
    """A merged row: its members, and its cells as they will print, by column."""

    group: MergeGroup
    topics: tuple[Topic, ...]
    row: FilledRow


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicBoard:
    """The rows of one table of a period that can be merged.

    `proposals` are sets of `loose` topics whose words are alike: only proposed.
    """

    spec: FormSpec
    table: TableSpec
    filled: FilledForm
    loose: tuple[Topic, ...] = ()
    merged: tuple[MergedTopic, ...] = ()
    proposals: tuple[tuple[Topic, ...], ...] = field(default=())


class Merging:
    """Merges rows of a consolidation and takes them apart."""

    def __init__(self, desk: Desk, reporting: Reporting, consolidation: Consolidation) -> None:
        self._desk = desk
        self._reporting = reporting
        self._consolidation = consolidation

    def tables(self, form_id: str) -> tuple[TableSpec, ...]:
        """Return the tables of a form whose rows are merged by hand."""
        spec = self._reporting.spec(form_id)
        return tuple(each for each in spec.tables if _merges(each))

    def board(self, form_id: str, period_id: str, table: str = "") -> TopicBoard:
        """Return the topics of a table, the first that merges when it is "".

        NotFound when the form has none.
        """
        filled = self._consolidation.fill(form_id, period_id)
        spec = self._reporting.spec(filled.form_id, filled.form_version)
        shapes = [each for each in spec.tables if _merges(each) and table in {"", each.code}]
        if not shapes:
            raise NotFound(f"{spec.label} không có biểu nào gộp dòng của các đơn vị.")
        shape = shapes[0]
        with self._desk.database.read() as tx:
            groups = {
                each.id: each
                for each in tx.returns.groups(form_id, period_id)
                if each.table == shape.code
            }
        figures = self._consolidation.apart(form_id, period_id).table(shape.code)
        topics = {_member(row.code): _topic(shape, row) for row in figures.rows}
        merged = tuple(
            MergedTopic(
                group=group,
                topics=tuple(topics[each] for each in group.members if each in topics),
                row=row,
            )
            for row in filled.table(shape.code).rows
            if (group := groups.get(RecordId(row.code.removeprefix(MERGED_MARK)))) is not None
        )
        taken = {member for each in merged for member in each.group.members}
        loose = tuple(topic for member, topic in topics.items() if member not in taken)
        return TopicBoard(
            spec=spec,
            table=shape,
            filled=filled,
            loose=loose,
            merged=merged,
            proposals=alike(loose),
        )

    def group(self, board: TopicBoard, group_id: RecordId) -> MergeGroup:
        """Return a merged row of a board; NotFound when it was taken apart."""
        for each in board.merged:
            if each.group.id == group_id:
                return each.group
        raise NotFound("Nhóm này đã được tách. Anh, chị xem lại danh sách.")

    def join(self, board: TopicBoard, members: Sequence[MergeMember]) -> MergeGroup:
        """Merge topics into one row; a group among them takes the others in."""
        chosen = tuple(dict.fromkeys(members))
        if len(chosen) < _LEAST:
            raise BadValue("members", "Chọn từ hai vấn đề trở lên để gộp.")
        self._open(board)
        group = MergeGroup(
            id=self._desk.new_id(),
            form_id=board.filled.form_id,
            period_id=board.filled.period.id,
            table=board.table.code,
            members=chosen,
        )
        command = self._desk.command("return.merge", f"Gộp {len(chosen)} vấn đề")
        with self._desk.database.begin(command) as tx:
            return tx.returns.save_group(group)

    def add(self, group: MergeGroup, members: Iterable[MergeMember]) -> MergeGroup:
        """Take more topics into a merged row."""
        grown = replace(group, members=tuple(dict.fromkeys((*group.members, *members))))
        with self._desk.database.begin(self._command("Thêm vấn đề vào nhóm gộp")) as tx:
            return tx.returns.save_group(grown)

    def take_out(self, group: MergeGroup, member: MergeMember) -> None:
        """Take one topic out; the last two part altogether."""
        left = tuple(each for each in group.members if each != member)
        with self._desk.database.begin(self._command("Tách một vấn đề khỏi nhóm gộp")) as tx:
            if len(left) < _LEAST:
                tx.returns.remove_group(group.id)
            else:
                tx.returns.save_group(replace(group, members=left))

    def part(self, group: MergeGroup) -> None:
        """Take a merged row apart again."""
        with self._desk.database.begin(self._command("Tách nhóm gộp")) as tx:
            tx.returns.remove_group(group.id)

    def write(
        self, board: TopicBoard, group: MergeGroup, values: Sequence[tuple[str, FormValue]]
    ) -> MergeGroup:
        """Say what a merged row says, by column; a blank goes back to what the members say."""
        self._open(board)
        typed = tuple(
            (key, known)
            for key, value in values
            if (known := typed_value(board.table.column(key), value)) is not None
        )
        with self._desk.database.begin(self._command("Ghi nội dung vấn đề đã gộp")) as tx:
            return tx.returns.save_group(replace(group, values=typed))

    def _command(self, title: str) -> Command:
        return self._desk.command("return.merge", title)

    def _open(self, board: TopicBoard) -> None:
        if board.filled.closed_ms is not None:
            raise BadValue("reason", "Bản tổng hợp đã chốt. Mở lại, ghi lý do, rồi gộp.")


def alike(topics: Sequence[Topic]) -> tuple[tuple[Topic, ...], ...]:
    """Return sets of topics of different units whose words are alike, each topic once."""
    keys = [fold(each.title) for each in topics]
    group_of = list(range(len(topics)))
    for at, one in enumerate(keys):
        for other in range(at + 1, len(keys)):
            if topics[at].member.return_id == topics[other].member.return_id:
                continue
            if fuzz.token_set_ratio(one, keys[other], score_cutoff=ALIKE):
                old, new = group_of[other], group_of[at]
                group_of = [new if each == old else each for each in group_of]
    found: dict[int, list[Topic]] = {}
    for at, group in enumerate(group_of):
        found.setdefault(group, []).append(topics[at])
    return tuple(tuple(each) for each in found.values() if len(each) >= _LEAST)


def _merges(table: TableSpec) -> bool:
    return table.kind is TableKind.GROWING and table.combine is Combine.MERGE


def _member(code: str) -> MergeMember:
    return_id, row = split_row(code)
    return MergeMember(return_id=return_id, row=row)


def _topic(table: TableSpec, row: FilledRow) -> Topic:
    """Return a row in words: its first text is what it is about."""
    texts = [
        str(cell.value)
        for column in table.columns
        if column.type in {CellType.TEXT, CellType.CHOICE}
        and (cell := row.cell(column.key)) is not None
        and cell.value not in {None, ""}
    ]
    return Topic(
        member=_member(row.code),
        unit_name=row.unit,
        title=texts[0] if texts else "(chưa ghi vấn đề)",
        detail=" · ".join(texts[1:]),
    )
