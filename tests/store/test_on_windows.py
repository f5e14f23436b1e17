"""Windows alone: files that Word or a scanner holds, deep folders, drives, synced folders."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.folder_tools import (
    NOW_MS,
    an_office,
    an_opening,
    numbers_in,
    register,
)
from tests.windows_hand import (
    DEEP,
    SHARE_NOTHING,
    Holder,
    drive_for,
    heard_long_paths,
    held_by_word,
)
from wardapp.core.dispatches import FileRole
from wardapp.core.errors import DiskRefused, UnreadableFile, WardError
from wardapp.core.files import write_whole
from wardapp.core.long_paths import reachable, shown
from wardapp.core.office import Ground
from wardapp.store import windows_places
from wardapp.store.attachments import FileStore
from wardapp.store.backup import make_backup, shelf_of
from wardapp.store.folder import OfficeFolder, office_at
from wardapp.store.ground import ground_of
from wardapp.store.opening import open_with_lock
from wardapp.store.restoring import restore
from wardapp.store.second_places import copy_there

if sys.platform != "win32":
    pytest.skip("held files and drives are a thing of Windows", allow_module_level=True)

import winreg

OPEN_ELSEWHERE = r"đang mở trong chương trình khác \(Word, Excel\)"


def not_waiting(_: float) -> None:
    return


@pytest.fixture
def long_paths() -> Iterator[list[str]]:
    """The long paths that Windows without an administrator's leave would have refused."""
    with heard_long_paths() as refused:
        yield refused


# Files that another program holds


@pytest.mark.parametrize("share", [SHARE_NOTHING, 1])
def test_an_export_open_in_excel_stays_and_is_named(tmp_path: Path, share: int) -> None:
    target = tmp_path / "Sổ đến.xlsx"
    target.write_bytes(b"cu")

    with held_by_word(target, share), pytest.raises(DiskRefused, match=OPEN_ELSEWHERE) as refusal:
        write_whole(target, b"moi", not_waiting)
    assert "Sổ đến.xlsx" in refusal.value.sentence
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"cu"]


def test_a_scanner_that_lets_go_in_a_moment_is_not_noticed(tmp_path: Path) -> None:
    target = tmp_path / "Sổ đến.xlsx"
    target.write_bytes(b"cu")
    scanner = Holder(target, SHARE_NOTHING)

    write_whole(target, b"moi", lambda _: scanner.let_go())
    assert target.read_bytes() == b"moi"


def test_a_received_file_held_by_another_program_is_named(tmp_path: Path) -> None:
    paper = tmp_path / "Công văn.docx"
    paper.write_bytes(b"PK")
    files = FileStore(tmp_path / "files")

    with (
        held_by_word(paper, SHARE_NOTHING),
        pytest.raises(UnreadableFile, match=OPEN_ELSEWHERE),
    ):
        files.keep(paper, paper.name, FileRole.ORIGINAL)
    assert files.keep(paper, paper.name, FileRole.ORIGINAL).size == 2


def test_a_held_database_is_told_and_opens_afterwards(tmp_path: Path) -> None:
    folder = an_office(tmp_path / "so", an_opening(tmp_path / "data"))

    with held_by_word(folder.database, SHARE_NOTHING), pytest.raises(WardError, match="Hãy đóng"):
        open_with_lock(folder.root, an_opening(tmp_path / "data"))
    open_with_lock(folder.root, an_opening(tmp_path / "data")).close()


# Deep folders


@pytest.fixture
def deep_office(tmp_path: Path) -> Path:
    """An office that was moved so deep that no old call of Windows reaches its files."""
    made = an_office(tmp_path / "so", an_opening(tmp_path / "data"))
    deep = tmp_path.joinpath(*DEEP)
    reachable(deep, room=100).mkdir(parents=True)
    made.root.rename(reachable(deep / "so", room=100))
    assert len(str(deep)) > 300
    return deep / "so"


def test_an_office_in_a_deep_folder_works_whole(
    deep_office: Path, tmp_path: Path, long_paths: list[str]
) -> None:
    opened = open_with_lock(deep_office, an_opening(tmp_path / "data"))
    register(opened.database, 1)
    kept = opened.files.keep("có".encode(), "a.txt", FileRole.ORIGINAL)
    backup = make_backup(opened.folder, NOW_MS, "Theo yêu cầu")
    register(opened.database, 2)
    assert opened.files.read(kept) == "có".encode()
    assert opened.files.check([kept]) == ()
    assert shelf_of(opened.folder).faults(backup.name) == ()
    opened.close()

    restore(opened.folder, backup.name, NOW_MS + 60_000)
    again = open_with_lock(deep_office, an_opening(tmp_path / "data"))
    assert numbers_in(again.database) == [1]
    assert shown(again.folder.root) == deep_office
    again.close()
    assert long_paths == []


def test_a_paper_in_a_deep_folder_is_kept_and_a_second_place_may_be_deep(
    tmp_path: Path, long_paths: list[str]
) -> None:
    folder = an_office(tmp_path / "so", an_opening(tmp_path / "data"))
    deep = tmp_path.joinpath(*DEEP)
    reachable(deep / "đến.txt").parent.mkdir(parents=True)
    write_whole(deep / "đến.txt", "Công văn".encode())

    kept = folder.file_store().keep(deep / "đến.txt", "đến.txt", FileRole.ORIGINAL)
    assert folder.file_store().read(kept) == "Công văn".encode()
    backup = make_backup(folder, NOW_MS, "Theo yêu cầu")
    assert copy_there(shelf_of(folder), backup.name, deep, NOW_MS, None).backup == backup.name
    assert any(path.name == "office.db" for path in reachable(deep).rglob("*"))
    assert long_paths == []


def test_an_endless_name_gets_its_sentence(tmp_path: Path) -> None:
    with pytest.raises(DiskRefused, match="Tên tệp"):
        write_whole(tmp_path / ("ệ" * 256), b"x", not_waiting)
    assert list(tmp_path.iterdir()) == []


# Drives and synced folders


def test_this_disk_is_local_and_has_an_answer(tmp_path: Path) -> None:
    assert windows_places.drive_kind(tmp_path.anchor) == 3
    assert isinstance(windows_places.volume_label(tmp_path.anchor), str)
    assert ground_of(tmp_path / "so") is Ground.LOCAL
    assert ground_of(reachable(tmp_path.joinpath(*DEEP))) is Ground.LOCAL
    assert ground_of(Path("\\\\?\\UNC\\may-chu\\so\\2026")) is Ground.NETWORK


def test_a_drive_letter_hides_no_synced_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "May cua co quan"
    (kept / "so").mkdir(parents=True)
    monkeypatch.setenv("OneDrive", str(kept))

    with drive_for(kept / "so", "S") as drive:
        if not drive.exists() or drive.resolve() == drive:
            pytest.skip("a letter for a folder means nothing here, as under Wine")
        assert ground_of(drive) is Ground.CLOUD


def test_a_folder_registered_by_a_cloud_program_is_a_synced_one(tmp_path: Path) -> None:
    name = f"{windows_places.SYNC_ROOTS}\\Thu!S-1-5-21!Personal\\{windows_places.USER_ROOTS}"
    try:
        winreg.CreateKey(winreg.HKEY_LOCAL_MACHINE, name).Close()
    except OSError:
        pytest.skip("this account may not write there")
    try:
        access = winreg.KEY_SET_VALUE
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, name, 0, access) as key:
            winreg.SetValueEx(key, "S-1-5-21", 0, winreg.REG_SZ, str(tmp_path / "Kho chung"))
        assert ground_of(tmp_path / "Kho chung" / "so") is Ground.CLOUD
        assert ground_of(tmp_path / "Kho riêng" / "so") is Ground.LOCAL
    finally:
        winreg.DeleteKey(winreg.HKEY_LOCAL_MACHINE, name)
        winreg.DeleteKey(winreg.HKEY_LOCAL_MACHINE, name.rpartition("\\")[0])


def test_an_office_folder_whose_files_are_marked_read_only_says_so(tmp_path: Path) -> None:
    folder = an_office(tmp_path / "so", an_opening(tmp_path / "data"))
    folder.database.chmod(0o444)

    with pytest.raises(DiskRefused, match="chỉ đọc"):
        open_with_lock(folder.root, an_opening(tmp_path / "data"))
    folder.database.chmod(0o644)
    assert office_at(folder.root) == OfficeFolder(folder.root)
