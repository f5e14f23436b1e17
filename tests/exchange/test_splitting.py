"""Parts of a package: joined in any order; what is missing, foreign or damaged is named."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import Proof
from tests.package_tools import DAILY_AND_LONG, a_package
from wardapp.core.errors import DiskRefused, PackageDamaged, PackageRefused, PackageTooNew
from wardapp.exchange.splitting import SMALLEST_PART, join, part_of, split


def parts_in(folder: Path, size: int = 20_000, salt: int = 1) -> tuple[Path, list[Path]]:
    """A package of some 50 KB and its parts."""
    folder.mkdir(exist_ok=True)
    whole = a_package(folder / "gói.wardpack", bulk=random.Random(salt).randbytes(47_000))
    return whole, list(split(whole, size))


@given(size=st.integers(SMALLEST_PART, 60_000), chance=st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_parts_fit_and_are_joined_in_any_order(
    tmp_path_factory: pytest.TempPathFactory, size: int, chance: random.Random
) -> None:
    folder = tmp_path_factory.mktemp("parts")
    whole, parts = parts_in(folder, size)
    assert all(part.stat().st_size <= size for part in parts)
    given_ = [*parts, chance.choice(parts)]
    chance.shuffle(given_)
    if len(parts) > 1:
        join(given_, folder / "lại.wardpack")
        assert (folder / "lại.wardpack").read_bytes() == whole.read_bytes()
    else:
        assert parts == [whole]
        assert part_of(whole) is None


def test_a_part_that_is_missing_foreign_or_no_part_is_named(tmp_path: Path) -> None:
    whole, parts = parts_in(tmp_path / "mot")
    _, others = parts_in(tmp_path / "hai", salt=2)
    target = tmp_path / "ra.wardpack"

    with pytest.raises(PackageRefused, match="thiếu phần 2 trong 3 phần"):
        join([parts[2], parts[0]], target)
    others[1] = others[1].rename(others[1].with_name("lạ.wardpack"))
    with pytest.raises(PackageRefused, match=r"lạ\.wardpack là của gói khác"):
        join([parts[0], others[1], parts[2]], target)
    with pytest.raises(PackageRefused, match=r"gói\.wardpack không phải một phần"):
        join([*parts, whole], target)
    with pytest.raises(PackageRefused, match="Chưa có phần nào"):
        join([], target)
    with pytest.raises(PackageRefused, match="quá nhỏ"):
        split(whole, 100)
    assert not target.exists()


@DAILY_AND_LONG
def test_a_damaged_part_is_named_and_nothing_is_written(
    tmp_path: Path, proof: Proof, is_long: bool
) -> None:
    _, parts = parts_in(tmp_path)
    data, chance, target = parts[1].read_bytes(), proof.random("part"), tmp_path / "ra.wardpack"
    for _ in range(proof.times(40, 5_000, 20_000) if is_long else 40):
        bit = chance.randrange(len(data) * 8)
        altered = bytearray(data)
        altered[bit >> 3] ^= 1 << (bit & 7)
        parts[1].write_bytes(altered[: chance.choice((len(data), chance.randrange(len(data))))])
        with pytest.raises(PackageRefused) as refusal:
            join(parts, target)
        assert parts[1].name in str(refusal.value)
        assert not target.exists()


def test_parts_of_a_newer_format_are_told(tmp_path: Path) -> None:
    _, parts = parts_in(tmp_path)
    data = bytearray(parts[0].read_bytes())
    data[8] = 2
    parts[0].write_bytes(data)
    with pytest.raises(PackageTooNew, match="nâng cấp"):
        part_of(parts[0])


def test_when_a_part_cannot_be_written_none_stays(tmp_path: Path) -> None:
    whole = a_package(tmp_path / "gói.wardpack", bulk=bytes(47_000))
    before = sorted(tmp_path.iterdir())
    (tmp_path / "gói.phan-3-3.wardpack").mkdir()
    with pytest.raises(DiskRefused):
        split(whole, 20_000)
    (tmp_path / "gói.phan-3-3.wardpack").rmdir()
    assert sorted(tmp_path.iterdir()) == before


def test_a_hostile_part_does_not_pass_for_a_whole(tmp_path: Path) -> None:
    _, parts = parts_in(tmp_path / "mot")
    _, others = parts_in(tmp_path / "hai", salt=2)
    head = bytearray(others[1].read_bytes())
    head[10:42] = parts[0].read_bytes()[10:42]  # says that it is of the first package
    forged = bytes(head[:-32])
    parts[1].write_bytes(forged + hashlib.sha256(forged).digest())
    with pytest.raises(PackageDamaged):
        join(parts, tmp_path / "ra.wardpack")
    assert not (tmp_path / "ra.wardpack").exists()
