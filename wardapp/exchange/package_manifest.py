"""The manifest of a package as canonical JSON, read within bounds.

A package of a newer minor version may name more; what is not known here is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, TypeVar

from wardapp.core.exchange import FORMAT_MAJOR, FORMAT_MINOR, Head, Manifest, PackedFile, Purpose
from wardapp.core.identity import RecordId
from wardapp.exchange import shapes
from wardapp.exchange.canonical import dumped, parsed
from wardapp.exchange.shapes import Misshapen

LONGEST_MANIFEST = 64 << 20
MOST_HEADS, MOST_FACTS, MOST_ENTRIES, MOST_FILES = 10_000, 500, 20_000, 300_000
LARGEST_FILE = 512 << 20
"""As large as a file that an office keeps."""

LONGEST_ENTRY_NAME = 200
_PAIR = 2
_SINCE = {"missing": (1, 1)}
_FIELDS = frozenset(item.name for item in fields(Manifest))
Found = TypeVar("Found")


def in_order(manifest: Manifest) -> Manifest:
    """Return the manifest with its lists in the one order, so that equal ones give equal bytes.

    Of more missing files than a package may name it names the first.
    """
    return replace(
        manifest,
        after=tuple(sorted(manifest.after, key=_by_chain)),
        upto=tuple(sorted(manifest.upto, key=_by_chain)),
        known=tuple(sorted(manifest.known, key=_by_chain)),
        files=tuple(sorted(manifest.files, key=_by_hash)),
        missing=tuple(sorted(manifest.missing, key=_by_hash))[:MOST_FILES],
        entries=tuple(sorted(manifest.entries)),
    )


def manifest_bytes(manifest: Manifest) -> bytes:
    """Return the manifest as a package holds it."""
    return dumped(
        {
            "major": manifest.major,
            "minor": manifest.minor,
            "purpose": manifest.purpose.value,
            "office_id": manifest.office_id,
            "office_name": manifest.office_name,
            "replica_id": manifest.replica_id,
            "device_name": manifest.device_name,
            "made_ms": manifest.made_ms,
            "after": [_head_row(head) for head in manifest.after],
            "upto": [_head_row(head) for head in manifest.upto],
            "known": [_head_row(head) for head in manifest.known],
            "event_count": manifest.event_count,
            "files": [_file_row(file) for file in manifest.files],
            "missing": [_file_row(file) for file in manifest.missing],
            "entries": list(manifest.entries),
            "facts": [list(fact) for fact in manifest.facts],
            "note": manifest.note,
        }
    )


def read_manifest(data: bytes, major: int, minor: int) -> Manifest:
    """Return the manifest of a package whose head names this version.

    NotCanonical or Misshapen when it is not one that a WardApp writes.
    """
    version = (major, minor)
    is_newer = version > (FORMAT_MAJOR, FORMAT_MINOR)
    later = {name for name, since in _SINCE.items() if since > version}
    row = shapes.fields_of(parsed(data), _FIELDS - later, or_more=is_newer)
    if (shapes.whole(row["major"]), shapes.whole(row["minor"])) != (major, minor):
        raise Misshapen("another version")
    manifest = Manifest(
        purpose=_purpose(row["purpose"]),
        office_id=shapes.name(row["office_id"]),
        office_name=shapes.name(row["office_name"]),
        replica_id=RecordId(shapes.record_name(row["replica_id"])),
        device_name=shapes.name(row["device_name"]),
        made_ms=shapes.instant(row["made_ms"]),
        major=major,
        minor=minor,
        after=_many(row["after"], MOST_HEADS, _head),
        upto=_many(row["upto"], MOST_HEADS, _head),
        known=_many(row["known"], MOST_HEADS, _head),
        event_count=shapes.whole(row["event_count"]),
        files=_many(row["files"], MOST_FILES, _file),
        missing=_many(row.get("missing", []), MOST_FILES, _file),
        entries=_many(row["entries"], MOST_ENTRIES, entry_name),
        facts=_many(row["facts"], MOST_FACTS, _fact),
        note=shapes.text(row["note"]),
    )
    _refuse_doubles(manifest)
    return manifest


def entry_name(value: Any) -> str:
    """Return the name of an entry: plain letters, a few folders deep, nothing that climbs."""
    name = shapes.text(value, LONGEST_ENTRY_NAME)
    if not _ENTRY.fullmatch(name):
        raise Misshapen("no name of an entry")
    return name


def _many(value: Any, most: int, read: Callable[[Any], Found]) -> tuple[Found, ...]:
    return tuple(map(read, shapes.items(value, most)))


def _purpose(value: Any) -> Purpose:
    try:
        return Purpose(shapes.text(value))
    except ValueError as error:
        raise Misshapen("no purpose") from error


def _head_row(head: Head) -> list[Any]:
    return [head.replica_id, head.seq, head.hash]


def _head(value: Any) -> Head:
    replica_id, seq, hash_ = _tuple(value, len(fields(Head)))
    return Head(
        replica_id=RecordId(shapes.record_name(replica_id)),
        seq=shapes.whole(seq),
        hash=shapes.hash_text(hash_, or_empty=seq == 0),
    )


def _file_row(file: PackedFile) -> list[Any]:
    return [file.sha256, file.size, file.name]


def _file(value: Any) -> PackedFile:
    sha256, size, name = _tuple(value, len(fields(PackedFile)))
    if shapes.whole(size) > LARGEST_FILE:
        raise Misshapen("too large a file")
    if not shapes.name(name) or _CLIMBING.search(name):
        raise Misshapen("no name of a file")
    return PackedFile(sha256=shapes.hash_text(sha256), size=size, name=name)


def _fact(value: Any) -> tuple[str, str]:
    name, said = _tuple(value, _PAIR)
    return shapes.key(name), shapes.text(said)


def _tuple(value: Any, length: int) -> list[Any]:
    parts = shapes.items(value, length)
    if len(parts) != length:
        raise Misshapen("another length")
    return parts


def _refuse_doubles(manifest: Manifest) -> None:
    """Refuse lists out of order or naming one thing twice, names that differ in case only too."""
    if in_order(manifest) != manifest:
        raise Misshapen("out of order")
    lists: tuple[list[str], ...] = (
        [head.replica_id for head in manifest.after],
        [head.replica_id for head in manifest.upto],
        [head.replica_id for head in manifest.known],
        [file.sha256 for file in (*manifest.files, *manifest.missing)],
        [name.lower() for name in manifest.entries],
        [name for name, _ in manifest.facts],
    )
    if any(len(set(names)) != len(names) for names in lists):
        raise Misshapen("named twice")


def _by_chain(head: Head) -> str:
    return head.replica_id


def _by_hash(file: PackedFile) -> str:
    return file.sha256


_ENTRY = re.compile(r"[a-z0-9A-Z_-][a-zA-Z0-9._-]*(/[a-zA-Z0-9_-][a-zA-Z0-9._-]*){0,5}")
_CLIMBING = re.compile(r"[/\\]|^\.{1,2}$")
