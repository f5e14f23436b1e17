"""Packages made of invented events, also such as no WardApp writes: signed all the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.builders import NOW_MS, an_id
from wardapp.core.exchange import Head, Manifest, PackedFile, Purpose
from wardapp.core.identity import RecordId
from wardapp.core.journal import Actor, Event, FieldChange
from wardapp.exchange.package_format import PackageHead, message
from wardapp.exchange.package_writing import write_package
from wardapp.exchange.package_zip import DEFLATED, ZipWriter
from wardapp.exchange.signing import SigningKey
from wardapp.store.journal import hash_of
from wardapp.store.records import dump

KEY = SigningKey.of_seed(hashlib.sha256("khóa mẫu, không dùng thật".encode()).digest())
MAIN, SECOND = an_id(1), an_id(2)
PASSWORD = "Liên Hồ 2026"
DAILY_AND_LONG = pytest.mark.parametrize(
    "is_long", [False, pytest.param(True, marks=[pytest.mark.prove, pytest.mark.timeout(3000)])]
)
"""A few tries every day, many in `prove`."""

SUBJECTS = (
    "Về việc rà soát hộ nghèo năm 2026",
    "Kế hoạch tổ chức Ngày hội đại đoàn kết",
    "Báo cáo kết quả công tác tháng 5",
    "Giấy mời họp giao ban",
)


def a_chain(replica: RecordId = MAIN, count: int = 3, after: Head | None = None) -> list[Event]:
    """Events of one replica, each with the hash the journal would give it."""
    made: list[Event] = []
    seq, hash_ = (after.seq, after.hash) if after else (0, "")
    for number in range(seq + 1, seq + count + 1):
        event = _event(replica, number, hash_)
        made.append(event)
        hash_ = event.hash
    return made


def _event(replica: RecordId, seq: int, prev_hash: str) -> Event:
    number = seq + (0 if replica == MAIN else 500_000)
    subject = f"{SUBJECTS[seq % len(SUBJECTS)]} (lần {seq})"
    changes = (
        FieldChange(field="arrival_number", old=None, new=str(seq)),
        FieldChange(field="subject", old=None, new=dump(subject)),
        FieldChange(field="due_date", old=None, new=None),
    )
    row: dict[str, Any] = {
        "event_id": an_id(1_000_000 + number),
        "replica_id": replica,
        "seq": seq,
        "clock_ms": NOW_MS + seq,
        "clock_counter": 0,
        "clerk": "Nguyễn Lan",
        "account": "MAY-1\\lan",
        "command": "intake.register",
        "title": f"Vào sổ số {seq}",
        "step_id": an_id(2_000_000 + number),
        "entity": "incoming",
        "entity_id": an_id(3_000_000 + number),
        "changes": dump([[each.field, each.old, each.new] for each in changes]),
        "reason": "",
        "prev_hash": prev_hash,
    }
    own = hash_of(row)
    actor = Actor(clerk=row.pop("clerk"), account=row.pop("account"))
    return Event(**{**row, "changes": changes}, actor=actor, hash=own)


def head_of(events: Sequence[Event]) -> Head:
    """The head after the last of these events."""
    return Head(replica_id=events[-1].replica_id, seq=events[-1].seq, hash=events[-1].hash)


def a_manifest(events: Sequence[Event] = (), **fields: Any) -> Manifest:
    """The manifest of a package of Liên Hồ with these events."""
    chains: dict[RecordId, list[Event]] = {}
    for event in events:
        chains.setdefault(event.replica_id, []).append(event)
    heads = tuple(head_of(chain) for chain in chains.values())
    values: dict[str, Any] = {
        "purpose": Purpose.SYNC,
        "office_id": an_id(9),
        "office_name": "Đảng uỷ phường Liên Hồ",
        "replica_id": MAIN,
        "device_name": "MAY-1\\lan",
        "made_ms": max((event.clock_ms for event in events), default=NOW_MS),
        "upto": heads,
        "known": heads,
        "event_count": len(events),
    }
    return Manifest(**{**values, **fields})


def kept_files(folder: Path, *contents: bytes) -> tuple[tuple[PackedFile, ...], dict[str, Path]]:
    """Files as an office keeps them, and how a manifest names them."""
    folder.mkdir(parents=True, exist_ok=True)
    named: list[PackedFile] = []
    paths: dict[str, Path] = {}
    for number, content in enumerate(contents, 1):
        sha256 = hashlib.sha256(content).hexdigest()
        paths[sha256] = folder / sha256
        paths[sha256].write_bytes(content)
        named.append(PackedFile(sha256=sha256, size=len(content), name=f"công văn {number}.pdf"))
    return tuple(sorted(named, key=lambda file: file.sha256)), paths


def a_package(target: Path, events: Sequence[Event] | None = None, **fields: Any) -> Path:
    """A package with events, two entries and two files; `fields` change its manifest."""
    held = [*a_chain(MAIN, 5), *a_chain(SECOND, 3)] if events is None else events
    password = fields.pop("password", "")
    bulk = fields.pop("bulk", b"%PDF-1.7 hai " + bytes(range(256)) * 4)
    named, paths = kept_files(target.parent / "kept", b"%PDF-1.7 mot", bulk)
    entries = {"proposal.json": b'{"a":1}', "forms/phu-luc-02.toml": b"id = 1\n" * 9}
    manifest = a_manifest(held, files=named, entries=tuple(entries), **fields)
    write_package(
        manifest,
        events=held,
        entries=entries,
        files=paths,
        key=KEY,
        target=target,
        password=password,
    )
    return target


Part = tuple[str, bytes]


def forged(parts: Iterable[Part], *, method: int = DEFLATED, **fields: Any) -> bytes:
    """A package with any zip entries at all, well signed."""
    body = bytearray()
    zipped = ZipWriter(body.extend)
    for name, data in parts:
        zipped.add(name, [data], method=method)
    zipped.finish()
    return signed(bytes(body), **fields)


def signed(body: bytes, key: SigningKey = KEY, **fields: Any) -> bytes:
    """A package with any bytes at all for its body, well signed."""
    head = PackageHead(key=bytes.fromhex(key.public), length=len(body), **fields)
    return head.packed + body + key.sign(message(head, hashlib.sha512(body).digest()))


def body_of(package: bytes) -> bytes:
    """The zip of a package without a password."""
    return package[len(PackageHead.read(package, "").packed) : -64]


def with_more(manifest: Manifest, **fields: Any) -> Manifest:
    """A manifest with other fields."""
    return replace(manifest, **fields)
