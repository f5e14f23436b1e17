"""The secret of this PC: made once, private, never lost silently."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from wardapp.core.errors import DiskRefused
from wardapp.store.device_keys import ASIDE_NAME, KEY_NAME, DeviceKeys


def test_the_secret_is_made_once_and_stays(tmp_path: Path) -> None:
    data = tmp_path / "dữ liệu"
    seed = DeviceKeys(data).seed()

    assert len(seed) == 32
    assert DeviceKeys(data).seed() == seed
    assert DeviceKeys(tmp_path / "khác").seed() != seed
    if sys.platform != "win32":
        assert stat.S_IMODE((data / KEY_NAME).stat().st_mode) == 0o600


def test_a_spoilt_secret_is_kept_aside_and_a_new_one_made(tmp_path: Path) -> None:
    seed = DeviceKeys(tmp_path).seed()
    spoilt = (tmp_path / KEY_NAME).read_bytes()
    for at in (0, 20, 40, len(spoilt) - 3):
        wrong = bytearray(spoilt)
        wrong[at] = ord("0") if wrong[at] != ord("0") else ord("1")
        for data in (bytes(wrong), spoilt[:at], b"\xff" + spoilt):
            (tmp_path / KEY_NAME).write_bytes(data)
            made = DeviceKeys(tmp_path).seed()
            assert made != seed
            assert DeviceKeys(tmp_path).seed() == made
            assert (tmp_path / ASIDE_NAME).read_bytes() == data


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / KEY_NAME).mkdir()
    with pytest.raises(DiskRefused, match="khóa ký"):
        DeviceKeys(tmp_path).seed()
