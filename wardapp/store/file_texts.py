"""The text of kept files: which records name a file, what stands in it, and finding it there.

The list of files follows the record inside its own transaction. The text is read later by a job;
it goes when the last record that names the file goes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, func, insert, select, text

from wardapp.core.dispatches import Attachment, FileRole
from wardapp.core.file_texts import FileTextCounts, FileTextState, UnreadFile
from wardapp.core.text import exact_key, fold
from wardapp.store.entities import Entity
from wardapp.store.index import Reading
from wardapp.store.tables_files import attached_files, file_texts

Value = TypeVar("Value")

LONGEST = 400_000
"""Letters of a file that are kept for the search: some two hundred pages."""

SEARCHED = ("incoming", "outgoing", "log")
"""Kinds of record whose files are read. Petitions are not: their papers name persons."""

_ROLES = (FileRole.ORIGINAL, FileRole.ISSUE_DOCX, FileRole.FINAL_COPY, FileRole.EVIDENCE)
"""What files are read: not the PDF of the same words, nor versions, nor pages of closed books."""

_NAMED, _TEXT = attached_files.c, file_texts.c
_INDEX = "file_texts_search"


def remember(
    connection: Connection, entity: Entity[Value], old: Value | None, new: Value | None
) -> None:
    """Follow the files of a record that was added, changed or removed."""
    before, after = _files_of(old), _files_of(new)
    if before == after:
        return
    record_id = entity.key_of(old if new is None else new)  # type: ignore[arg-type]
    gone = {each.sha256 for each in before} - {each.sha256 for each in after}
    mine = (_NAMED.entity == entity.name, _NAMED.record_id == record_id)
    connection.execute(delete(attached_files).where(*mine))
    rows = {
        each.sha256: {
            "sha256": each.sha256,
            "entity": entity.name,
            "record_id": record_id,
            "name": each.name,
            "role": each.role.value,
        }
        for each in reversed(after)
    }
    if rows:
        connection.execute(insert(attached_files), list(rows.values()))
    for sha256 in gone:
        _purge_unnamed(connection, sha256)


def _files_of(value: object) -> tuple[Attachment, ...]:
    found = getattr(value, "attachments", ())
    return found if isinstance(found, tuple) else ()


def _purge_unnamed(connection: Connection, sha256: str) -> None:
    """Forget the text of a file that no record names any more."""
    still = select(_NAMED.sha256).where(_NAMED.sha256 == sha256).limit(1)
    if connection.execute(still).first() is None:
        _purge(connection, sha256)


def _purge(connection: Connection, sha256: str) -> None:
    kept = connection.execute(select(file_texts).where(_TEXT.sha256 == sha256)).first()
    if kept is None:
        return
    if kept.text:
        words = (
            "INSERT INTO {0} ({0}, rowid, exact, folded) VALUES ('delete', :row, :exact, :folded)"
        )
        connection.execute(text(words.format(_INDEX)), _words(kept.row, kept.text))
    connection.execute(delete(file_texts).where(_TEXT.sha256 == sha256))


def _words(row: int, kept: str) -> dict[str, Any]:
    return {"row": row, "exact": exact_key(kept), "folded": fold(kept)}


@dataclass(frozen=True, slots=True)
class InFile:
    """A record with a file in which the words of a search stand."""

    entity: str
    record_id: str
    name: str
    text: str


class FileTexts:
    """What stands in the kept files of an office."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def waiting(self, limit: int) -> tuple[UnreadFile, ...]:
        """Return files that were not read yet, those named last first."""
        query = (
            select(_NAMED.sha256, func.min(_NAMED.name))
            .where(_is_searched(), _NAMED.sha256.not_in(select(_TEXT.sha256)))
            .group_by(_NAMED.sha256)
            .order_by(func.max(_NAMED.record_id).desc())
            .limit(limit)
        )
        rows = self._connection.execute(query)
        return tuple(UnreadFile(sha256=sha256, name=name) for sha256, name in rows)

    def counts(self) -> FileTextCounts:
        """Return how many files were read, wait, and have no text to find."""
        states = select(_TEXT.state, func.count()).group_by(_TEXT.state)
        found: dict[str, int] = dict(self._connection.execute(states).all())
        read = found.pop(FileTextState.READ.value, 0)
        named = select(func.count(_NAMED.sha256.distinct())).where(
            _is_searched(), _NAMED.sha256.not_in(select(_TEXT.sha256))
        )
        return FileTextCounts(
            read=read,
            waiting=self._connection.execute(named).scalar_one(),
            without_text=sum(found.values()),
        )

    def keep(self, sha256: str, state: FileTextState, words: str = "") -> None:
        """Keep what stands in a file, unless its last record went meanwhile or it is known."""
        is_named = select(_NAMED.sha256).where(_NAMED.sha256 == sha256).limit(1)
        is_known = select(_TEXT.row).where(_TEXT.sha256 == sha256)
        named = self._connection.execute(is_named).first()
        if named is None or self._connection.execute(is_known).first() is not None:
            return
        kept = words[:LONGEST] if state is FileTextState.READ else ""
        row = {"sha256": sha256, "state": state.value, "text": kept}
        made = self._connection.execute(insert(file_texts), row).inserted_primary_key
        if kept and made is not None:
            add = f"INSERT INTO {_INDEX} (rowid, exact, folded) VALUES (:row, :exact, :folded)"
            self._connection.execute(text(add), _words(made[0], kept))

    def records(self, entity: Entity[Any], reading: Reading, limit: int) -> str:
        """Return the rows of records with a file that holds all words, as one JSON list."""
        name = entity.table.name
        query = f"""
            SELECT json_group_array(line."row") FROM
              (SELECT rowid FROM {_INDEX} WHERE {_INDEX} MATCH :match
                ORDER BY rowid DESC LIMIT :most) AS found
              JOIN file_texts AS kept ON kept."row" = found.rowid
              JOIN attached_files AS named ON named.sha256 = kept.sha256 AND named.entity = :entity
              JOIN {name} AS line ON line.id = named.record_id
        """
        given = {"match": reading.match, "most": limit, "entity": entity.name}
        return str(self._connection.execute(text(query), given).scalar_one())

    def find(self, reading: Reading, limit: int) -> tuple[InFile, ...]:
        """Return records with a file that holds all words, the file read last first."""
        query = text(
            f"""
            SELECT named.entity, named.record_id, named.name, kept.text FROM
              (SELECT rowid FROM {_INDEX} WHERE {_INDEX} MATCH :match
                ORDER BY rowid DESC LIMIT :most) AS found
              JOIN file_texts AS kept ON kept."row" = found.rowid
              JOIN attached_files AS named ON named.sha256 = kept.sha256
              WHERE named.entity IN (SELECT value FROM json_each(:kinds))
              ORDER BY found.rowid DESC LIMIT :most
            """
        )
        given = {"match": reading.match, "most": limit, "kinds": json.dumps(SEARCHED)}
        rows = self._connection.execute(query, given)
        return tuple(InFile(entity, record, name, kept) for entity, record, name, kept in rows)


def _is_searched() -> Any:
    roles = [role.value for role in _ROLES]
    return _NAMED.entity.in_(SEARCHED) & _NAMED.role.in_(roles)
