"""`self-test` from the outside: one line a step, the exit code, nothing of the user touched."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.copies import copy_folder
from wardapp.cli.main import main
from wardapp.core.places import Places
from wardapp.core.tour import TourStep


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files of this test alone."""
    folder = tmp_path / "tạm"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_a_whole_program_passes_line_by_line(run: Run, places: Places, temporary: Path) -> None:
    places.data.mkdir()
    (places.data / "desk.ini").write_bytes(b"[settings]\n")
    (places.data / "device.json").write_bytes(b"{}")
    answer = run("self-test", "--no-window")

    assert answer.code == 0, answer.out
    lines = answer.out.splitlines()
    assert all(line.startswith("đạt\t") for line in lines)
    assert any("Từ chối đúng tệp thử: 06-tep-hong.pdf" in line for line in lines)
    for words in ("Sổ mẫu Đảng: Đã phát hành", "Sổ mẫu Nhà nước: Đã phát hành", "SQLite", "Tinos"):
        assert any(words in line for line in lines), words
    assert lines[-1] == "đạt\tĐã dọn sạch thư mục tạm."
    assert list(temporary.iterdir()) == []
    assert {each.name: each.read_bytes() for each in places.data.iterdir()} == {
        "desk.ini": b"[settings]\n",
        "device.json": b"{}",
    }


@pytest.mark.prove
def test_a_broken_program_fails_with_what_to_do(
    places: Places, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy_folder(places.resources, tmp_path / "resources")
    (tmp_path / "resources" / "fonts" / "Tinos-Regular.ttf").unlink()
    broken = replace(places, resources=tmp_path / "resources")

    assert main(["self-test", "--no-window"], broken) == 1
    told = capsys.readouterr()
    assert any(
        line.startswith("LỖI\t") and "Tinos-Regular.ttf" in line for line in told.out.splitlines()
    )
    assert "Hãy làm theo các dòng LỖI." in told.err


@pytest.mark.prove
def test_the_window_is_walked_in_a_folder_of_its_own(
    places: Places, temporary: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    walked: list[Places] = []

    def walk(scratch: Path, own: Places) -> Iterator[TourStep]:
        walked.append(own)
        assert scratch.is_relative_to(temporary)
        yield TourStep(step="open", ok=True, sentence="mở được.")
        raise ImportError(name="PySide6.QtCore")

    assert main(["self-test"], places, walk) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "đạt\tCửa sổ: mở được." in lines
    fault = next(line for line in lines if line.startswith("LỖI"))
    assert fault.startswith("LỖI\tCửa sổ: Mở thử: không nạp được PySide6.QtCore")
    assert walked[0].data.is_relative_to(temporary)


@pytest.mark.prove
def test_the_window_of_a_damaged_installation_is_not_tried(
    places: Places, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("app", "runtime"):
        (tmp_path / "WardApp" / folder).mkdir(parents=True)
    damaged = replace(places, program=tmp_path / "WardApp")

    def walk(_scratch: Path, _own: Places) -> Iterator[TourStep]:
        raise AssertionError

    assert main(["self-test"], damaged, walk) == 1
    assert "LỖI\tCửa sổ: chưa thử vì bản cài không nguyên vẹn." in capsys.readouterr().out


@pytest.mark.prove
def test_the_steps_are_one_json_value(run: Run) -> None:
    answer = run("self-test", "--no-window", "--json")

    assert answer.code == 0
    assert {each["part"] for each in answer.value} == {"check", "party", "state", "window"}
    assert all({"step", "ok", "sentence", "values"} <= set(each) for each in answer.value)


def test_commands_that_need_data_say_what_stands_in_the_way(
    run: Run, office: Path, places: Places, tmp_path: Path
) -> None:
    blocked = replace(places, data=tmp_path / "tệp")
    blocked.data.write_bytes(b"")
    for words in (["incoming", "list"], ["init", "--example", "party"]):
        assert main([*words, "--office", str(office)], blocked) == 1
    assert run("incoming", "list", "--office", office).code == 0
