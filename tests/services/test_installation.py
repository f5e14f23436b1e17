"""The installed program against its list: what is missing, cut short or changed is named."""

from __future__ import annotations

import errno
import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from wardapp.core.errors import DiskRefused, WardError
from wardapp.core.installation import PartState
from wardapp.core.places import Places
from wardapp.services.data_folder import data_refusal, refuse_unwritable_data
from wardapp.services.installation import (
    damage_sentence,
    damaged_parts,
    installation_facts,
    installed_root,
    missing_parts,
    shipped_files,
)

FONT = "app/resources/fonts/Tinos-Bold.ttf"
FONT_SHOWN = "app\\resources\\fonts\\Tinos-Bold.ttf"
QT = "lib/PySide6/Qt6Core.dll"
MODULE = "app/wardapp/app.py"
LICENCE = "licences/Qt/LGPL-3.txt"


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A small installed tree with its list."""
    root = tmp_path / "WardApp"
    files = {}
    for path in (FONT, QT, MODULE, LICENCE, "runtime/python313.dll"):
        data = f"bytes of {path}".encode()
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
        files[path] = [len(data), hashlib.sha256(data).hexdigest()]
    (root / "parts.json").write_text(json.dumps({"files": files}), encoding="utf-8")
    return root


def states(root: Path) -> dict[str, PartState]:
    return {fault.path: fault.state for fault in missing_parts(root)}


def test_a_whole_installation_has_nothing_against_it(installed: Path) -> None:
    assert missing_parts(installed) == ()
    assert damaged_parts(installed) == ()
    assert damage_sentence(installed, ()) == ""


def test_a_source_tree_is_no_installation(places: Places) -> None:
    assert installed_root(places) is None
    assert installation_facts(places) == ()


def test_what_is_gone_or_cut_short_is_seen_without_reading_it(installed: Path) -> None:
    (installed / FONT).unlink()
    (installed / QT).write_bytes(b"half")

    assert states(installed) == {
        FONT_SHOWN: PartState.MISSING,
        "lib\\PySide6\\Qt6Core.dll": PartState.WRONG_SIZE,
    }


def test_a_whole_folder_that_is_gone_is_seen(installed: Path) -> None:
    (installed / FONT).unlink()
    (installed / FONT).parent.rmdir()

    assert states(installed) == {FONT_SHOWN: PartState.MISSING}


def test_modules_and_licences_are_left_to_the_full_look(installed: Path) -> None:
    (installed / MODULE).unlink()
    (installed / LICENCE).unlink()

    assert states(installed) == {}
    assert {fault.state for fault in damaged_parts(installed)} == {PartState.MISSING}
    assert len(damaged_parts(installed)) == 2


def test_only_the_full_look_sees_other_bytes_of_the_same_size(installed: Path) -> None:
    (installed / FONT).write_bytes(bytes((installed / FONT).stat().st_size))

    assert states(installed) == {}
    assert [(fault.path, fault.state) for fault in damaged_parts(installed)] == [
        (FONT_SHOWN, PartState.WRONG_BYTES)
    ]
    assert damaged_parts(installed, below=("lib/",)) == ()


def test_names_are_alike_whatever_their_capitals(installed: Path) -> None:
    font = installed / FONT
    font.rename(font.with_name(font.name.upper()))

    assert states(installed) == {}


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"files": {"a": 1}}'])
def test_a_broken_list_stops_no_start_but_is_told_by_the_full_look(
    installed: Path, text: str
) -> None:
    (installed / "parts.json").write_text(text, encoding="utf-8")

    assert missing_parts(installed) == ()
    with pytest.raises(WardError, match=r"parts\.json"):
        damaged_parts(installed)


def test_a_missing_list_stops_no_start(installed: Path) -> None:
    (installed / "parts.json").unlink()

    assert missing_parts(installed) == ()
    with pytest.raises(WardError, match=r"parts\.json"):
        shipped_files(installed)


def test_the_sentence_names_the_file_and_the_way_out(installed: Path) -> None:
    (installed / FONT).unlink()

    assert damage_sentence(installed, missing_parts(installed)) == (
        f"Bản cài WardApp thiếu tệp {FONT_SHOWN}. Hãy chạy lại bộ cài; dữ liệu còn nguyên."
    )
    (installed / QT).write_bytes(b"half")
    assert "(và 1 tệp khác)" in damage_sentence(installed, missing_parts(installed))
    (installed / "portable.txt").touch()
    assert "giải nén lại tệp zip" in damage_sentence(installed, missing_parts(installed))


def test_a_check_up_tells_of_the_installation(installed: Path, places: Places) -> None:
    installed_places = replace(places, program=installed)
    assert installed_root(installed_places) == installed
    assert [fact.ok for fact in installation_facts(installed_places)] == [True]

    (installed / MODULE).write_bytes(b"x")
    (fact,) = installation_facts(installed_places)
    assert not fact.ok
    assert "app\\wardapp\\app.py" in fact.sentence


# ---- the data folder -------------------------------------------------------------------------


def test_a_writable_data_folder_is_made_and_left_empty(tmp_path: Path) -> None:
    refuse_unwritable_data(tmp_path / "mới" / "dữ liệu")
    assert list((tmp_path / "mới" / "dữ liệu").iterdir()) == []


def test_a_file_where_the_data_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"")
    with pytest.raises(DiskRefused, match="một tệp cùng tên") as refused:
        refuse_unwritable_data(tmp_path / "data")
    assert str(tmp_path / "data") in refused.value.sentence
    with pytest.raises(DiskRefused, match="Hãy"):
        refuse_unwritable_data(tmp_path / "data" / "WardApp")


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="no folder that refuses root too")
def test_a_place_that_takes_nothing_is_told() -> None:
    with pytest.raises(DiskRefused, match="chỉ cho đọc"):
        refuse_unwritable_data(Path("/sys/kernel/wardapp"))


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "đã đầy"),
        (errno.EROFS, "xin quyền ghi"),
        (errno.EIO, "kiểm tra ổ đĩa"),
    ],
)
def test_each_refusal_of_the_disk_has_its_way_out(tmp_path: Path, code: int, words: str) -> None:
    assert words in data_refusal(OSError(code, "no"), tmp_path / "data").sentence


def test_a_stick_that_is_write_protected_is_told_as_one(tmp_path: Path) -> None:
    (tmp_path / "portable.txt").touch()
    sentence = data_refusal(PermissionError(errno.EACCES, "no"), tmp_path / "data").sentence
    assert "Hãy mở khóa ghi của USB" in sentence
