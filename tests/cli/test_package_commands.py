"""`wardapp verify`: whole or not, who signed, what it holds, with and without an office."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.package_tools import KEY, PASSWORD, a_manifest, a_package
from wardapp.core.clock import SetClock
from wardapp.core.places import Places
from wardapp.exchange.splitting import split
from wardapp.services.devices import card_of
from wardapp.services.office import open_for_command


def test_a_whole_package_says_who_signed_it_and_what_it_holds(tmp_path: Path, run: Run) -> None:
    path = a_package(tmp_path / "gói.wardpack", note="Nhớ xem")
    answer = run("verify", path)
    assert answer.code == 0
    assert "Chữ ký đúng" in answer.out
    assert "8 thay đổi, 2 tệp đính kèm, 2 phần khác; quy cách 1.1." in answer.out

    (told,) = run("verify", path, "--json").value
    assert (told["ok"], told["error"], told["purpose"]) == (True, None, "sync")
    assert (told["events"], told["attachments"], told["entries"]) == (8, 2, 2)
    assert told["signer"]["key"] == KEY.public
    assert told["signer"]["trust"] is None
    assert told["note"] == "Nhớ xem"


def test_a_damaged_package_leaves_three_and_the_others_are_checked(
    tmp_path: Path, run: Run
) -> None:
    good, bad = (a_package(tmp_path / name) for name in ("tốt.wardpack", "hỏng.wardpack"))
    data = bytearray(bad.read_bytes())
    data[500] ^= 1
    bad.write_bytes(data)
    answer = run("verify", bad, good, tmp_path / "khong-co.wardpack", "--json")
    assert answer.code == 3
    assert "Gói hỏng.wardpack bị hỏng" in answer.err
    assert {each["files"][0]: each["ok"] for each in answer.value} == {
        "hỏng.wardpack": False, "tốt.wardpack": True, "khong-co.wardpack": False,
    }  # fmt: skip
    assert run("verify", tmp_path / "khong-co.wardpack").code == 1


def test_parts_are_checked_together(tmp_path: Path, run: Run) -> None:
    bulk = random.Random(1).randbytes(47_000)
    parts = split(a_package(tmp_path / "gói.wardpack", bulk=bulk), 20_000)
    (told,) = run("verify", *reversed(parts), "--json").value
    assert told["ok"]
    assert len(told["files"]) == len(parts) == 3
    answer = run("verify", *parts[1:])
    assert answer.code == 3
    assert "Còn thiếu phần 1 trong 3 phần" in answer.err


def test_a_password_comes_from_a_file_or_a_variable(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = a_package(tmp_path / "gói.wardpack", password=PASSWORD)
    answer = run("verify", path, "--json")
    assert answer.code == 1
    assert "có mật khẩu" in answer.err
    assert answer.value[0]["signer"]["key"] == KEY.public
    (tmp_path / "mk.txt").write_text(f"{PASSWORD}\n", encoding="utf-8")
    assert run("verify", path, "--password-file", tmp_path / "mk.txt").code == 0
    assert run("verify", path, "--password-file", tmp_path / "khong-co").code == 1
    monkeypatch.setenv("WARDAPP_PASSWORD", "sai")
    assert "Mật khẩu chưa đúng" in run("verify", path).err


def test_an_office_says_whether_it_trusts_the_signer(
    tmp_path: Path, inside: Run, run: Run, office: Path, places: Places, clock: SetClock
) -> None:
    path = a_package(tmp_path / "gói.wardpack")
    told = inside("verify", path)
    assert (told.code, told.value[0]["signer"]["trust"]) == (0, "new")
    with open_for_command(office, places, clock) as opened:
        opened.devices.trust(card_of(KEY.public, a_manifest()))
    assert "Máy ký: đã tin." in run("verify", path, "--office", office).out
    with open_for_command(office, places, clock) as opened:
        opened.devices.trust(card_of("0" * 64, a_manifest()))
    answer = run("verify", path, "--office", office)
    assert answer.code == 3
    assert "khóa khác" in answer.out
