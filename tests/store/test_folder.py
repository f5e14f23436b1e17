"""Where an office may be made, and that it comes to be whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.folder_tools import an_office, an_opening, make_read_only, small_disk
from wardapp.core.errors import DiskRefused, OfficeRefused
from wardapp.core.office import Ground
from wardapp.store.folder import (
    OfficeFolder,
    make_office_folder,
    office_at,
    refuse_bad_target,
    refuse_unwritable,
)
from wardapp.store.ground import ground_of, is_network_mount

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
//may-chu/so /mnt/so cifs rw 0 0
tmpfs /mnt/so/tam tmpfs rw 0 0
hà@máy:/ /mnt/xa\\040xôi fuse.sshfs rw 0 0
"""


def local(_: Path) -> bool:
    return False


def test_a_new_office_has_its_parts_and_leaves_no_scaffold(tmp_path: Path) -> None:
    folder = an_office(tmp_path / "sổ phường", an_opening(tmp_path / "data"))

    names = {path.name for path in folder.root.iterdir()}
    assert {"office.db", "files", "backups", "exports", "logs"} <= names
    assert {path.name for path in tmp_path.iterdir()} == {"sổ phường", "data"}


def test_an_office_that_cannot_be_filled_leaves_nothing(tmp_path: Path) -> None:
    def fill(folder: OfficeFolder) -> None:
        folder.database.write_bytes(b"half")
        raise OfficeRefused("dừng")

    with pytest.raises(OfficeRefused, match="dừng"):
        make_office_folder(tmp_path / "so", fill, local)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_may_become_an_office(tmp_path: Path) -> None:
    (tmp_path / "so").mkdir()
    assert an_office(tmp_path / "so", an_opening(tmp_path / "data")).database.is_file()


def test_a_folder_with_other_files_is_refused_and_untouched(tmp_path: Path) -> None:
    (tmp_path / "ảnh.jpg").write_bytes(b"x")
    with pytest.raises(OfficeRefused, match="thư mục trống"):
        refuse_bad_target(tmp_path, local)
    assert (tmp_path / "ảnh.jpg").read_bytes() == b"x"


def test_a_file_or_an_office_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "tệp").write_bytes(b"")
    with pytest.raises(OfficeRefused, match="là một tệp"):
        refuse_bad_target(tmp_path / "tệp", local)
    folder = an_office(tmp_path / "so", an_opening(tmp_path / "data"))
    with pytest.raises(OfficeRefused, match="đã có sổ"):
        refuse_bad_target(folder.root, local)


def test_a_path_too_long_for_windows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OfficeRefused, match="ký tự"):
        refuse_bad_target(tmp_path / ("dài" * 40), local)


def test_a_network_drive_is_refused_with_a_way_out(tmp_path: Path) -> None:
    with pytest.raises(OfficeRefused, match="nơi sao lưu thứ hai"):
        refuse_bad_target(tmp_path / "so", lambda _: True)
    assert ground_of(Path("\\\\may-chu\\so")) is Ground.NETWORK
    assert ground_of(Path("//may-chu/so")) is Ground.NETWORK


@pytest.mark.parametrize(
    "part", ["OneDrive", "OneDrive - UBND phường", "Dropbox", "Google Drive", "My Drive"]
)
def test_a_synced_folder_is_refused(tmp_path: Path, part: str) -> None:
    with pytest.raises(OfficeRefused, match="OneDrive"):
        refuse_bad_target(tmp_path / part / "so", local)


def test_a_folder_that_only_sounds_synced_is_local(tmp_path: Path) -> None:
    assert ground_of(tmp_path / "Megabyte", local) is Ground.LOCAL


@pytest.mark.parametrize(
    ("folder", "is_network"),
    [
        ("/mnt/so/2026", True),
        ("/mnt/so/tam/x", False),
        ("/mnt/xa xôi/so", True),
        ("/srv/ha", False),
        ("/mnt/sổ khác", False),
    ],
)
def test_the_mount_that_holds_a_folder_decides(folder: str, is_network: bool) -> None:
    assert is_network_mount(Path(folder), MOUNTS) is is_network


def test_a_folder_without_an_office_names_init(tmp_path: Path) -> None:
    with pytest.raises(OfficeRefused, match="init"):
        office_at(tmp_path, local)
    with pytest.raises(OfficeRefused, match="ổ mạng"):
        office_at(tmp_path, lambda _: True)


def test_a_full_disk_leaves_no_half_office(tmp_path: Path) -> None:
    with small_disk(tmp_path / "ổ", kilobytes=1 * 1024) as disk:
        with pytest.raises(DiskRefused, match=r"đầy|ổ đĩa"):
            an_office_with_ballast(disk / "so", tmp_path)
        assert list(disk.iterdir()) == []


def an_office_with_ballast(root: Path, home: Path) -> None:
    def fill(folder: OfficeFolder) -> None:
        try:
            (folder.files / "x").write_bytes(b"0" * (2 << 20))
        finally:
            assert folder.root.exists()

    make_office_folder(root, fill, local)


def test_a_read_only_disk_says_what_to_do(tmp_path: Path) -> None:
    with small_disk(tmp_path / "ổ", kilobytes=4 * 1024) as disk:
        folder = an_office(disk / "so", an_opening(tmp_path / "data"))
        make_read_only(disk)
        with pytest.raises(DiskRefused, match="chỉ cho đọc"):
            refuse_unwritable(folder.root)
        with pytest.raises(DiskRefused, match="chỉ cho đọc"):
            an_office(disk / "khác", an_opening(tmp_path / "data"))
