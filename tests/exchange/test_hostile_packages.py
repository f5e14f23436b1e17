"""Packages that were cut, altered or built by somebody hostile: one sentence, nothing written."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Proof
from tests.exchange.hostile import Forge, raw_zip, scrambled
from tests.package_tools import (
    DAILY_AND_LONG,
    KEY,
    MAIN,
    PASSWORD,
    SECOND,
    Part,
    a_chain,
    a_manifest,
    a_package,
    body_of,
    forged,
    signed,
)
from wardapp.core.errors import PackageDamaged, PackageRefused, WardError
from wardapp.core.exchange import PackedFile, Purpose
from wardapp.exchange import package_zip
from wardapp.exchange.package_manifest import in_order, manifest_bytes
from wardapp.exchange.package_reading import open_package
from wardapp.exchange.package_zip import ZipReader
from wardapp.exchange.sealed_stream import Seal, SealingSink

HEAD = 52  # bytes before the body of a package without a password


def tried(path: Path, password: str = "") -> WardError | None:
    """Read all of a package; return the refusal, None when it is in order."""
    folder = path.parent
    before = sorted(each.name for each in folder.iterdir())
    try:
        with open_package(path, password) as package:
            assert sum(1 for _ in package.events()) == package.manifest.event_count
            package.check_files()
        refusal = None
    except WardError as error:
        refusal = error
        sentence = str(error)
        assert "\n" not in sentence
        assert sentence.endswith(".")
        assert len(sentence) < 300
    assert sorted(each.name for each in folder.iterdir()) == before
    return refusal


def parts_of(data: bytes) -> list[Part]:
    """The entries of a package."""
    body = body_of(data)
    reader = ZipReader(lambda at, size: body[at : at + size], len(body), 100)
    return [(name, b"".join(reader.pieces(name))) for name in reader.entries]


@DAILY_AND_LONG
@pytest.mark.parametrize("password", ["", PASSWORD])
def test_every_flipped_bit_is_found(
    tmp_path: Path, proof: Proof, password: str, is_long: bool
) -> None:
    bulk = random.Random(5).randbytes(47_000)
    path = a_package(tmp_path / "a.wardpack", bulk=bulk, password=password)
    size = path.stat().st_size
    assert 48_000 < size < 52_000
    whole = range(size * 8)
    times = proof.times(150, 20_000, len(whole)) if is_long else 150
    bits = proof.random(password).sample(whole, times)
    with path.open("r+b", buffering=0) as stream:
        for bit in bits:
            at, mask = bit >> 3, 1 << (bit & 7)
            stream.seek(at)
            kept = stream.read(1)
            stream.seek(at)
            stream.write(bytes([kept[0] ^ mask]))
            assert isinstance(tried(path, password), PackageRefused), f"bit {bit}"
            stream.seek(at)
            stream.write(kept)
    assert tried(path, password) is None


@DAILY_AND_LONG
def test_a_package_cut_or_altered_on_the_way_changes_nothing(
    tmp_path: Path, proof: Proof, is_long: bool
) -> None:
    data = a_package(tmp_path / "dung.wardpack").read_bytes()
    path, chance = tmp_path / "sai.wardpack", proof.random("raw")
    path.touch()
    for _ in range(proof.times(150, 20_000, 100_000) if is_long else 150):
        altered = data
        while altered == data:
            altered = scrambled(data, chance)
        path.write_bytes(altered)
        assert isinstance(tried(path), PackageRefused)


@DAILY_AND_LONG
def test_a_hostile_signer_gets_one_sentence(tmp_path: Path, proof: Proof, is_long: bool) -> None:
    held = [*a_chain(MAIN, 4), *a_chain(SECOND, 2)]
    right = parts_of(a_package(tmp_path / "dung.wardpack", held).read_bytes())
    forge, path = Forge(right, proof.random("forge")), tmp_path / "sai.wardpack"
    path.write_bytes(signed(raw_zip(right)))
    assert tried(path) is None
    refused = 0
    times = proof.times(300, 30_000, 150_000) if is_long else 300
    for _ in range(times):
        path.write_bytes(forge.package())
        refused += tried(path) is not None
    assert refused > times * 0.7  # the others say something else, in order


@DAILY_AND_LONG
def test_a_hostile_signer_who_knows_the_password_gets_no_further(
    tmp_path: Path, proof: Proof, is_long: bool
) -> None:
    right = parts_of(a_package(tmp_path / "dung.wardpack").read_bytes())
    forge, path = Forge(right, proof.random("sealed")), tmp_path / "sai.wardpack"
    seal = Seal.made(PASSWORD)
    path.touch()
    for _ in range(proof.times(2, 150, 1_000) if is_long else 2):
        inner = forge.package()[HEAD:-64]
        sealed = bytearray()
        head = signed(b"", seal=seal.head)[: -64 - 8]
        sink = SealingSink(seal, head, sealed.extend)
        sink.write(inner)
        sink.finish()
        path.write_bytes(signed(bytes(sealed), seal=seal.head))
        tried(path, PASSWORD)
        path.write_bytes(signed(scrambled(bytes(sealed), forge.random), seal=seal.head))
        assert tried(path, PASSWORD) is not None


SHA = hashlib.sha256(b"x").hexdigest()
NAMED = PackedFile(sha256=SHA, size=1, name="a.pdf")
FILE = f"files/{SHA}"


def _parts(*more: Part, lines: bytes = b"", **fields: object) -> list[Part]:
    manifest = in_order(a_manifest(purpose=Purpose.REPORT, **fields))
    return [("manifest.json", manifest_bytes(manifest)), ("events.jsonl", lines), *more]


def _odd_manifest(data: bytes) -> bytes:
    return signed(raw_zip([("manifest.json", data), ("events.jsonl", b"")]))


def _with_file(data: bytes, named: PackedFile = NAMED) -> bytes:
    return forged(_parts((FILE, data), files=(named,)))


def _with_entries(*names: str, data: bytes = b"") -> bytes:
    more = [(f"entries/{name}", data) for name in names]
    return signed(raw_zip(_parts(*more, entries=tuple(sorted(set(names))))))


BOMBS: dict[str, Callable[[], bytes]] = {
    "events without an end": lambda: forged(_parts(event_count=1, lines=bytes(15 << 20))),
    "ten million events": lambda: forged(_parts(event_count=10**7, lines=b"\n" * (10 << 20))),
    "a deep manifest": lambda: _odd_manifest(b"[" * 5_000_000),
    "a broad manifest": lambda: _odd_manifest(b"[" + b"[]," * 4_000_000 + b"0]"),
    "a manifest that unfolds": lambda: _odd_manifest(b" " * (80 << 20)),
    "an entry that unfolds": lambda: _with_entries("a.json", data=bytes(70 << 20)),
    "an entry that says less than it holds": lambda: signed(
        raw_zip(_parts(("entries/a", bytes(15 << 20)), entries=("a",)), lie=(2, "size", 10, "both"))
    ),
    "a file that unfolds": lambda: _with_file(
        bytes(15 << 20), PackedFile(sha256=SHA, size=15 << 20, name="a")
    ),
    "a file of another size": lambda: _with_file(b"xx"),
    "a file that is another": lambda: _with_file(b"y"),
    "a file that is not there": lambda: forged(_parts(files=(NAMED,))),
    "a file nobody named": lambda: forged(_parts((FILE, b"x"))),
    "a file name that climbs": lambda: _with_file(
        b"x", PackedFile(sha256=SHA, size=1, name="..\\a.exe")
    ),
    "an entry twice": lambda: _with_entries("a", "a"),
    "names that differ in case": lambda: _with_entries("A", "a"),
    "a path that climbs": lambda: _with_entries("../a"),
    "a directory of a million": lambda: signed(package_zip._tail(1 << 20, 46 << 20, 0)),
    "a directory beyond all": lambda: signed(package_zip._tail(2**62, 2**62, 2**62)),
    "no zip": lambda: signed(b"x" * 5_000),
    "nothing": lambda: signed(b""),
    "no manifest": lambda: forged([("events.jsonl", b"")]),
    "bytes before the zip": lambda: signed(b"MZ" + raw_zip(_parts())),
    "bytes behind the zip": lambda: signed(raw_zip(_parts()) + b"\0"),
}


@pytest.mark.parametrize("bomb", BOMBS, ids=lambda name: name.replace(" ", "-"))
def test_a_bomb_does_not_go_off(tmp_path: Path, bomb: str) -> None:
    path = tmp_path / "a.wardpack"
    path.write_bytes(BOMBS[bomb]())
    assert isinstance(tried(path), PackageDamaged)


def test_a_key_that_is_none_and_a_signature_by_another_are_refused(tmp_path: Path) -> None:
    data = a_package(tmp_path / "dung.wardpack").read_bytes()
    path = tmp_path / "sai.wardpack"
    path.touch()
    for key in (bytes(32), b"\xff" * 32, bytes([1]) + bytes(31), bytes.fromhex(KEY.public)[::-1]):
        path.write_bytes(data[:12] + key + data[44:])
        assert isinstance(tried(path), PackageDamaged)
    for end in (data[:-64] + bytes(64), data[:-64] + data[-32:] * 2, data[:60], data + b"\0"):
        path.write_bytes(end)
        assert isinstance(tried(path), PackageDamaged)
