"""Search over everything: newest first, every typed word a prefix; inside files where wanted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import TextualSelect, select, text

from wardapp.core.journal import SearchHit
from wardapp.core.text import exact_key, fold
from wardapp.store.entities import BY_NAME, DOSSIER, ENTITIES, Entity
from wardapp.store.file_texts import FileTexts, InFile
from wardapp.store.hits import shown, snippet, spans_of
from wardapp.store.index import Reading, readings
from wardapp.store.remembering import remembered
from wardapp.store.work import Work

SEARCHED: tuple[Entity[Any], ...] = tuple(each for each in ENTITIES if each.words is not None)
"""Kinds with an index of their own, in the order in which their hits stand."""

IN_FILES = 6
"""Hits inside files: a few, below all others."""

SHORTEST_IN_FILES = 3
"""Letters typed before files are looked into: two letters stand in every file."""

_BETWEEN_WORDS = re.compile(r"[\W_]+")


class Search:
    """Finds lines, drafts, log entries and dossiers by what is typed."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def find(
        self,
        typed: str,
        limit: int = 50,
        entities: Sequence[str] | None = None,
        *,
        in_files: bool = False,
    ) -> tuple[SearchHit, ...]:
        """Return up to `limit` hits of each kind (`incoming`, `outgoing`, `draft`, `log` …).

        Kinds stand in that order, inside each the newest first. With `in_files` hits inside the
        files of lines follow, each with the words around what was found.
        """
        wanted = [entity for entity in SEARCHED if entities is None or entity.name in entities]
        for reading in readings(typed):
            hits = [
                _hit(entity, value, reading)
                for entity in wanted
                for value in self._newest(entity, reading, limit)
            ]
            if entities is None or DOSSIER.name in entities:
                hits += self._dossiers(reading, limit)
            if in_files and sum(map(len, (*reading.exact, *reading.folded))) >= SHORTEST_IN_FILES:
                hits += self._in_files(reading, {hit.record_id for hit in hits})
            if hits:
                return tuple(hits)
        return ()

    def _newest(self, entity: Entity[Any], reading: Reading, limit: int) -> tuple[Any, ...]:
        words = {"match": reading.match, "most": limit}
        found = self._work.connection.execute(_newest_of(entity), words).all()
        return tuple(map(entity.read, found))

    def _dossiers(self, reading: Reading, limit: int) -> list[SearchHit]:
        known = remembered(self._work, "dossiers", "all", self._dossier_words)
        found = [each.value for each in known if each.holds(reading)]
        return [_hit(DOSSIER, value, reading) for value in found[:limit]]

    def _dossier_words(self) -> tuple[_Told, ...]:
        """Return every dossier with its words: a few hundred a year, so no index is kept."""
        table = DOSSIER.table.c
        newest = select(DOSSIER.table).order_by(table.year.desc(), table.position)
        return tuple(
            _Told.of(value, f"{value.symbol} {value.title} {value.heading} {value.keeper}")
            for value in self._work.all(DOSSIER, newest)
        )

    def _in_files(self, reading: Reading, known: set[str]) -> list[SearchHit]:
        found = FileTexts(self._work.connection).find(reading, IN_FILES)
        hits = []
        records = self._records(found)
        for each in found:
            value = records.get(each.record_id)
            if value is None or each.record_id in known:
                continue
            known.add(each.record_id)
            title, _ = shown(value)
            words = f"trong tệp {each.name}: {snippet(each.text, reading)}"
            hits.append(
                SearchHit(
                    entity=each.entity,
                    record_id=value.id,
                    title=title,
                    circumstance=words,
                    spans=spans_of(title, reading),
                    in_file=True,
                )
            )
        return hits

    def _records(self, named: Sequence[InFile]) -> dict[str, Any]:
        """Return the records of these names; one query a kind."""
        kept: dict[str, Any] = {}
        for name in {each.entity for each in named}:
            entity = BY_NAME[name]
            wanted = {each.record_id for each in named if each.entity == name}
            query = select(entity.table).where(entity.table.c[entity.key].in_(wanted))
            kept |= {value.id: value for value in self._work.all(entity, query)}
        return kept


@lru_cache(maxsize=len(SEARCHED))
def _newest_of(entity: Entity[Any]) -> TextualSelect:
    """Return the query for the newest records with some words; making it costs as much as it.

    Sorted, not walked: the order of rows would lead SQLite through the whole table.
    """
    name, index = entity.table.name, entity.index_table
    columns = ", ".join(f'"{column.name}"' for column in entity.table.columns)
    query = text(
        f'SELECT {columns} FROM {name} WHERE "row" IN (SELECT rowid FROM {index} '
        f'WHERE {index} MATCH :match ORDER BY rowid DESC LIMIT :most) ORDER BY +"row" DESC'
    )
    return query.columns(*entity.table.columns)


@dataclass(frozen=True, slots=True)
class _Told:
    """A record with its words, each behind a space, so that ` tuy` finds what begins with tuy."""

    value: Any
    exact: str
    folded: str

    @classmethod
    def of(cls, value: Any, words: str) -> _Told:
        exact, folded = exact_key(words), fold(words)
        return cls(value, _spaced(exact), _spaced(folded))

    def holds(self, reading: Reading) -> bool:
        return all(f" {word}" in self.exact for word in reading.exact) and all(
            f" {word}" in self.folded for word in reading.folded
        )


def _spaced(kept: str) -> str:
    return " " + _BETWEEN_WORDS.sub(" ", kept)


def _hit(entity: Entity[Any], value: Any, reading: Reading) -> SearchHit:
    title, circumstance = shown(value)
    return SearchHit(
        entity=entity.name,
        record_id=value.id,
        title=title,
        circumstance=circumstance,
        spans=spans_of(title, reading),
    )
