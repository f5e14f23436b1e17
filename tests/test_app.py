"""Where things lie on each kind of machine, and which of window and command starts."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from wardapp.app import LOG_FILES, data_folder, errand_of, find_places, keep_log, main
from wardapp.core.errand import NO_ERRAND, Errand


@pytest.fixture(autouse=True)
def log_as_before() -> Iterator[None]:
    ours = logging.getLogger("wardapp")
    before = ours.handlers[:], ours.level, ours.propagate
    yield
    for handler in ours.handlers:
        handler.close()
    ours.handlers[:], ours.propagate = before[0], before[2]
    ours.setLevel(before[1])


def test_the_program_finds_its_own_files(repository: Path) -> None:
    places = find_places()
    assert places.resources == repository / "resources"
    assert places.forms == repository / "forms"


def test_an_installed_program_has_its_sources_one_below_the_launcher(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WARDAPP_DATA", raising=False)
    installed = tmp_path / "Phần mềm" / "WardApp"
    (installed / "runtime").mkdir(parents=True)
    (installed / "portable.txt").touch()
    places = find_places(installed / "app")
    assert places.program == installed
    assert places.resources == installed / "app" / "resources"
    assert places.data == installed / "data"


def test_a_source_tree_is_its_own_program(repository: Path) -> None:
    assert find_places().program == repository


def test_a_mark_beside_the_program_keeps_the_data_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WARDAPP_DATA", raising=False)
    (tmp_path / "portable.txt").touch()
    assert data_folder(tmp_path) == tmp_path / "data"


def test_the_data_folder_follows_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WARDAPP_DATA", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", "/srv/dữ liệu")
    assert data_folder(tmp_path) == Path("/srv/dữ liệu/wardapp")
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", "/AppData của Hà/Local")
    assert data_folder(tmp_path) == Path("/AppData của Hà/Local/WardApp")
    monkeypatch.setenv("WARDAPP_DATA", str(tmp_path / "ở đây"))
    assert data_folder(tmp_path) == tmp_path / "ở đây"


def test_the_log_turns_over_and_a_second_call_moves_it(tmp_path: Path) -> None:
    keep_log(tmp_path / "một")
    log = logging.getLogger("wardapp.test")
    for _ in range(70):
        log.info("x" * 100_000)
    assert len(list((tmp_path / "một").iterdir())) == LOG_FILES

    keep_log(tmp_path / "hai")
    log.info("vào sổ 318")
    assert "vào sổ 318" in (tmp_path / "hai" / "wardapp.log").read_text(encoding="utf-8")


def test_a_fault_of_the_disk_is_logged_without_the_names_of_files(tmp_path: Path) -> None:
    keep_log(tmp_path)
    log = logging.getLogger("wardapp.test")
    paper = tmp_path / "Tuyệt mật 3.pdf"
    try:
        try:
            paper.read_bytes()
        except OSError as error:
            raise RuntimeError("lost") from error
    except RuntimeError:
        log.exception("job crashed")

    written = (tmp_path / "wardapp.log").read_text(encoding="utf-8")
    assert "FileNotFoundError" in written
    assert "RuntimeError: lost" in written
    assert "mật" not in written


def test_a_data_folder_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "tệp").write_bytes(b"")
    keep_log(tmp_path / "tệp")


def test_any_argument_is_a_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WARDAPP_DATA", str(tmp_path))
    code = main(["incoming", "list", "--office", str(tmp_path / "không có")])
    assert code == 1
    assert "init" in capsys.readouterr().err


def test_nothing_asks_for_nothing_but_the_window() -> None:
    assert errand_of([]) == NO_ERRAND


def test_files_and_a_page_are_for_the_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    paper, gone = tmp_path / "Công văn số 5.pdf", tmp_path / "đã xoá.docx"
    paper.touch()
    assert errand_of([str(paper)]) == Errand(files=(paper,))
    assert errand_of([str(gone)]) == Errand(files=(gone,)), "the window says that it is gone"
    assert errand_of(["Công văn số 5.pdf", str(gone)]) == Errand(files=(paper, gone))
    assert errand_of(["--page", "daylog"]) == Errand(page="daylog")
    assert errand_of([str(paper), "--page", "incoming"]) == Errand(files=(paper,), page="incoming")


@pytest.mark.parametrize(
    "words",
    [
        ["incoming", "list"],
        ["-h"],
        ["--help"],
        ["--page"],
        ["khong-co.pdf"],
        ["x" * 5000],
        [""],
        ["backup"],
    ],
    ids=lambda words: " ".join(words)[:20],
)
def test_everything_else_is_for_the_commands(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "backup").touch()  # a command stays one beside a file of its name
    assert errand_of(words) is None


def test_a_command_without_a_console_names_the_program_that_has_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WARDAPP_DATA", str(tmp_path))
    monkeypatch.setattr("sys.stdout", None)
    assert main(["incoming", "list"]) == 2
    said = capsys.readouterr().err
    assert "wardapp.com" in said
    assert "wardapp incoming list" in said
