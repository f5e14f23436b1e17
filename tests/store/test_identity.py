"""Which copy of an office this is: the tokens of this PC, or of this stick."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from wardapp.store.identity import DEVICE_NAME, Device, Identity

OURS = Identity(office_id="so", replica_id="ban-1", token="hom-nay")


def a_settled_desk(data: Path, disk: str) -> None:
    Device(data, disk).settle(OURS.replica_id, OURS.token)


def test_the_same_disk_knows_its_offices_under_any_letter(tmp_path: Path) -> None:
    a_settled_desk(tmp_path / "E", "4a0b11ff")
    (tmp_path / "E").rename(tmp_path / "F")

    assert Device(tmp_path / "F", "4a0b11ff").knows(OURS)


def test_a_stick_copied_whole_knows_none_of_the_offices_of_the_other(tmp_path: Path) -> None:
    a_settled_desk(tmp_path / "E", "4a0b11ff")
    Device(tmp_path / "E", "4a0b11ff").settle("ban-2", "hom-qua")
    shutil.copytree(tmp_path / "E", tmp_path / "G", copy_function=shutil.copy)
    copied = Device(tmp_path / "G", "77c0ffee")

    assert not copied.knows(OURS)
    copied.settle("ban-moi", "hom-nay")
    assert copied.knows(Identity(office_id="so", replica_id="ban-moi", token="hom-nay"))
    assert not copied.knows(Identity(office_id="so", replica_id="ban-2", token="hom-qua"))
    assert Device(tmp_path / "E", "4a0b11ff").knows(OURS)


def test_a_desk_that_never_asked_its_disk_goes_on(tmp_path: Path) -> None:
    a_settled_desk(tmp_path, "")
    assert Device(tmp_path, "4a0b11ff").knows(OURS)
    a_settled_desk(tmp_path, "4a0b11ff")
    assert Device(tmp_path, "").knows(OURS)


def test_a_spoilt_memory_knows_nothing(tmp_path: Path) -> None:
    for text in ("", "[]", '{"replicas": 3}', '{"disk": 1}'):
        (tmp_path / DEVICE_NAME).write_text(text, "utf-8")
        assert not Device(tmp_path, "4a0b11ff").knows(OURS)


def test_two_accounts_of_one_pc_open_an_office_by_turns_as_one_copy(tmp_path: Path) -> None:
    shared = tmp_path / "ProgramData"
    lan, huong = (Device(tmp_path / name, "", shared) for name in ("lan", "huong"))
    lan.settle(OURS.replica_id, "1")
    first = replace(OURS, token="1")
    assert huong.knows(first)
    huong.promise(first, "2")
    assert lan.knows(first)  # the power failed before the token was written
    assert lan.knows(replace(OURS, token="2"))
    huong.settle(OURS.replica_id, "2")
    assert lan.knows(replace(OURS, token="2"))
    assert not lan.knows(first)  # an older copy put back is still told
    assert lan.remembers(OURS.replica_id)
    lan.settle(OURS.replica_id, "3")
    assert huong.knows(replace(OURS, token="3"))
    assert not Device(tmp_path / "máy khác", "", tmp_path / "nơi khác").knows(first)

    for path in shared.iterdir():
        path.write_text("hỏng", "utf-8")  # each account still has its own memory
    assert lan.knows(replace(OURS, token="3"))
    assert not huong.knows(replace(OURS, token="3"))
