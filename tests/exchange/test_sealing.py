"""Files sealed by a password: opened whole or not at all."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.conftest import Proof
from tests.package_tools import DAILY_AND_LONG
from wardapp.core.errors import (
    PackageDamaged,
    PackageRefused,
    PackageTooNew,
    PasswordNeeded,
    PasswordWrong,
    UnreadableFile,
    WardError,
)
from wardapp.exchange.sealed_stream import PIECE, SEAL_SIZE, SEALED_PIECE, Seal, SealedReader
from wardapp.exchange.sealing import seal_file, unseal_file

HEAD = 10 + SEAL_SIZE


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_a_file_of_any_size_comes_back(tmp_path: Path, size: int) -> None:
    source, sealed, opened = tmp_path / "so.db", tmp_path / "so.wardseal", tmp_path / "ra.db"
    source.write_bytes(random.Random(size).randbytes(size))
    seal_file(source, sealed, "Đường làng")

    unseal_file(sealed, opened, "Đường làng")

    assert opened.read_bytes() == source.read_bytes()
    assert sealed.stat().st_size == HEAD + size + 16 * max(1, -(-size // PIECE))


def test_what_cannot_be_opened_says_why(tmp_path: Path) -> None:
    source, sealed = tmp_path / "so.db", tmp_path / "so.wardseal"
    source.write_bytes(b"x" * 100)
    with pytest.raises(PasswordNeeded):
        seal_file(source, sealed, "")
    with pytest.raises(UnreadableFile):
        seal_file(tmp_path / "khong-co", sealed, "a")
    assert not sealed.exists()
    seal_file(source, sealed, "a")
    with pytest.raises(PasswordNeeded):
        unseal_file(sealed, tmp_path / "ra", "")
    with pytest.raises(PasswordWrong):
        unseal_file(sealed, tmp_path / "ra", "A")
    with pytest.raises(PackageRefused, match="không phải tệp"):
        unseal_file(source, tmp_path / "ra", "a")
    data = bytearray(sealed.read_bytes())
    data[8] = 2
    sealed.write_bytes(data)
    with pytest.raises(PackageTooNew):
        unseal_file(sealed, tmp_path / "ra", "a")
    assert not (tmp_path / "ra").exists()


def read_all(seal: Seal, head: bytes, body: bytes) -> bytes:
    """What these pieces hold."""
    source = (lambda at, size: body[at : at + size]), len(body)
    reader = SealedReader(seal, head, source, "Tệp hỏng.")
    return reader.read_at(0, reader.size)


@DAILY_AND_LONG
def test_pieces_left_out_moved_doubled_or_altered_do_not_open(
    tmp_path: Path, proof: Proof, is_long: bool
) -> None:
    source, sealed, out = tmp_path / "so.db", tmp_path / "so.wardseal", tmp_path / "ra"
    source.write_bytes(random.Random(3).randbytes(3 * PIECE + 500))
    seal_file(source, sealed, "a")
    data = sealed.read_bytes()
    head, body = data[:HEAD], data[HEAD:]
    seal = Seal.of_head(head[-SEAL_SIZE:], "a")
    assert read_all(seal, head, body) == source.read_bytes()
    one, two, three, last = (
        body[at : at + SEALED_PIECE] for at in range(0, len(body), SEALED_PIECE)
    )
    wrong = [
        one + two + three,
        one + two,
        one + two + last,
        two + one + three + last,
        one + one + three + last,
        one + two + three + last[:-1],
        one + two + three + last + b"\0",
        last,
        b"",
    ]
    chance = proof.random("sealing")
    for _ in range(proof.times(3, 300, 2_000) if is_long else 3):
        bit = chance.randrange(len(body) * 8)
        altered = bytearray(body)
        altered[bit >> 3] ^= 1 << (bit & 7)
        wrong.append(bytes(altered))
    for each in wrong:
        with pytest.raises(PackageDamaged, match="hỏng"):
            read_all(seal, head, each)
    sealed.write_bytes(head + wrong[-1])
    with pytest.raises(PackageDamaged):
        unseal_file(sealed, out, "a")
    for at in range(0, HEAD, 1 if is_long else 40):
        altered = bytearray(data)
        altered[at] ^= 1
        sealed.write_bytes(altered)
        with pytest.raises(WardError):
            unseal_file(sealed, out, "a")
    assert not out.exists()
