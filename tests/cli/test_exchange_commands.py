"""`pack` and `unpack` between two real offices, as a script would drive them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.copies import copy_folder
from wardapp.cli.main import main
from wardapp.core.places import Places

Desk = Callable[..., Any]


@pytest.fixture
def desks(
    made_office: Path, places: Places, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Callable[[str], Desk]:
    """Give a PC of its own with a copy of the office to each name."""

    def desk(name: str) -> Desk:
        copy_folder(made_office / "so", tmp_path / name / "so")
        here = replace(places, data=tmp_path / name / "data")
        copy_folder(made_office / "data", here.data)
        if name != "may-1":  # a folder that was copied to another PC
            for each in here.data.glob("device*"):
                each.unlink()

        def run(*words: object) -> tuple[int, str, str]:
            office = ["--office", str(tmp_path / name / "so"), "--today", "5/6/2026"]
            code = main([*(str(word) for word in words), *office], here)
            printed = capsys.readouterr()
            return code, printed.out, printed.err

        return run

    return desk


def value(told: tuple[int, str, str]) -> Any:
    assert told[0] == 0, told[2]
    return json.loads(told[1])


def test_two_pcs_exchange_by_commands_in_both_directions(
    desks: Callable[[str], Desk], tmp_path: Path
) -> None:
    one, two = desks("may-1"), desks("may-2")
    whole, back = tmp_path / "a.wardpack", tmp_path / "b.wardpack"
    one("log", "add", "loa; Tin ở máy một")
    packed = value(one("pack", "-o", whole, "--json"))
    assert packed["events"] > 0

    code, out, err = two("unpack", whole)
    assert code == 1
    assert packed["code"] in err
    code, out, _ = two("unpack", "--preview", whole, "--trust", packed["code"])
    assert code == 0
    assert "+ Nhật ký" in out
    assert "Tin ở máy một" in out
    assert value(two("log", "list", "--json")) == []
    (answer,) = value(two("unpack", whole, "--json"))
    assert answer["preview"]["added"] == 1
    assert answer["received"]["sentence"].startswith("Đã nhận gói")
    (line,) = value(two("log", "list", "--json"))
    assert line["content"] == "Tin ở máy một"

    two("log", "add", "loa; Tin ở máy hai")
    code, _, err = two("pack", "-o", back, "--since", "máy không có")
    assert code == 1
    assert "Không rõ máy" in err
    packed = value(two("pack", "-o", back, "--json"))
    assert one("unpack", back, "--trust", "AAAA-BBBB-CCCC")[0] == 1
    assert value(one("unpack", back, "--trust", packed["code"], "--json"))[0]["error"] is None
    assert {each["content"] for each in value(one("log", "list", "--json"))} == {
        "Tin ở máy một", "Tin ở máy hai",
    }  # fmt: skip


def test_a_cut_package_and_one_with_a_password_are_each_one_sentence(
    desks: Callable[[str], Desk], tmp_path: Path
) -> None:
    one, two = desks("may-1"), desks("may-2")
    secret = tmp_path / "mat-khau.txt"
    secret.write_text("mật khẩu dài\n", encoding="utf-8")
    sealed, cut = tmp_path / "kin.wardpack", tmp_path / "cut.wardpack"
    code = value(one("pack", "-o", sealed, "--password-file", secret, "--json"))["code"]
    cut.write_bytes(sealed.read_bytes()[:-100])
    status, _, err = two("unpack", cut, sealed, "--trust", code)
    assert status == 1
    assert len(err.strip().splitlines()) == 2
    assert "mật khẩu" in err
    told = two("unpack", sealed, "--password-file", secret, "--json")
    assert value(told)[0]["received"] is not None


def test_a_catalogue_goes_out_in_parts_and_wrong_wishes_are_refused(
    desks: Callable[[str], Desk], tmp_path: Path
) -> None:
    one = desks("may-1")
    out = tmp_path / "dm.wardpack"
    assert one("pack", "--purpose", "catalogue", "--part", "forms", "-o", out)[0] == 0
    assert out.is_file()
    wrong = tmp_path / "x.wardpack"
    assert one("pack", "--purpose", "catalogue", "--part", "nhầm", "-o", wrong)[0] == 1
    assert one("pack", "--purpose", "report", "-o", tmp_path / "y.wardpack")[0] == 1
    assert one("pack", "--purpose", "dispatch", "-o", tmp_path / "z.wardpack")[0] == 1
    assert one("pack", "-o", tmp_path / "goi.zip")[0] == 1
    assert [path.name for path in tmp_path.glob("*.wardpack")] == ["dm.wardpack"]


def test_a_full_package_makes_a_copy_of_the_office_where_none_was(
    desks: Callable[[str], Desk], places: Places, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = desks("may-1")
    photo = tmp_path / "anh.txt"
    photo.write_text("Ảnh", encoding="utf-8")
    one("log", "add", "loa; Tin ở máy một", "--file", photo)
    whole, back, later = (tmp_path / f"{name}.wardpack" for name in ("a", "b", "c"))
    code = value(one("pack", "-o", whole, "--json"))["code"]
    here = replace(places, data=tmp_path / "may-3-data")
    folder = tmp_path / "may-3"

    def three(*words: object) -> tuple[int, str, str]:
        told = [*(str(each) for each in words), "--office", str(folder), "--today", "5/6/2026"]
        status = main(told, here)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    status, _, err = three("unpack", whole)
    assert code in err
    assert three("unpack", whole, "--trust", "AAAA-BBBB")[2].startswith("Mã AAAA-BBBB chưa khớp.")
    assert three("unpack", "--preview", whole)[0] == 1
    assert (status, folder.exists()) == (1, False)
    one("log", "add", "loa; Tin sau")
    value(one("pack", "-o", later, "--json"))
    (made, after) = value(three("unpack", later, whole, "--trust", code, "--json"))
    assert made["joined"]
    assert after["error"] is None
    lines = {each["content"]: each for each in value(three("log", "list", "--json"))}
    assert lines.keys() == {"Tin ở máy một", "Tin sau"}
    sha256 = lines["Tin ở máy một"]["attachments"][0]["sha256"]
    assert (folder / "files" / sha256[:2] / sha256).is_file()
    three("log", "add", "loa; Tin ở máy ba")
    own = value(three("pack", "-o", back, "--json"))["code"]
    assert value(one("unpack", back, "--trust", own, "--json"))[0]["preview"]["added"] == 1
    assert three("doctor")[0] == 0
