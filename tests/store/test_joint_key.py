"""The secret that the accounts of a PC share: one for all, and neither half signs alone."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.copies import copy_folder
from wardapp.core.errors import DiskRefused
from wardapp.store.device_keys import KEY_NAME, DeviceKeys
from wardapp.store.joint_key import ASIDE_NAME, HALF_NAME, JointKey


def _seed(home: Path, account: str, office: str = "so", pc: str = "may-1") -> bytes:
    joint = JointKey(home / pc / "ProgramData", home / office)
    return DeviceKeys(home / pc / account, joint=joint).seed()


def test_accounts_of_a_pc_share_one_secret_for_an_office(tmp_path: Path) -> None:
    seed = _seed(tmp_path, "lan")
    assert len(seed) == 32
    assert _seed(tmp_path, "huong") == _seed(tmp_path, "lan") == seed
    assert not (tmp_path / "may-1" / "lan" / KEY_NAME).exists()
    assert _seed(tmp_path, "lan", office="sổ khác") != seed


def test_a_copy_of_the_office_elsewhere_signs_as_another_pc(tmp_path: Path) -> None:
    seed = _seed(tmp_path, "lan")
    copy_folder(tmp_path / "so", tmp_path / "bản chép")
    assert _seed(tmp_path, "kẻ khác", office="bản chép", pc="may-2") != seed
    assert _seed(tmp_path, "huong", office="bản chép") == seed
    halves = [path.read_bytes().split()[1] for path in sorted(tmp_path.rglob(HALF_NAME))]
    assert seed.hex().encode() not in halves
    assert len(set(halves)) == 3  # of the first PC, of the second, of the office


def test_a_spoilt_half_is_kept_aside_and_a_new_one_made(tmp_path: Path) -> None:
    seed = _seed(tmp_path, "lan")
    for folder in (tmp_path / "may-1" / "ProgramData", tmp_path / "so"):
        whole = (folder / HALF_NAME).read_bytes()
        for data in (b"", whole[:40], whole.replace(b"1", b"2")):
            (folder / HALF_NAME).write_bytes(data)
            made = _seed(tmp_path, "huong")
            assert made != seed
            assert _seed(tmp_path, "lan") == made
            assert (folder / ASIDE_NAME).read_bytes() == data


def test_where_accounts_can_share_nothing_each_signs_for_itself(tmp_path: Path) -> None:
    (tmp_path / "may-1").mkdir()
    (tmp_path / "may-1" / "ProgramData").write_bytes(b"no folder")
    seed = _seed(tmp_path, "lan")
    assert _seed(tmp_path, "lan") == seed == DeviceKeys(tmp_path / "may-1" / "lan").seed()
    assert _seed(tmp_path, "huong") != seed


@pytest.mark.skipif(sys.platform == "win32", reason="Windows opens no folder as a file")
def test_a_half_that_cannot_be_read_now_is_told(tmp_path: Path) -> None:
    _seed(tmp_path, "lan")
    (tmp_path / "so" / HALF_NAME).unlink()
    (tmp_path / "so" / HALF_NAME).mkdir()
    with pytest.raises(DiskRefused, match="khóa ký chung"):
        _seed(tmp_path, "huong")
