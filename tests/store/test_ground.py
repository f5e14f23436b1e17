"""Where a folder truly lies: behind drive letters, links and the folders that clouds keep."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath

import pytest

from tests.folder_tools import an_office, an_opening
from wardapp.core.errors import OfficeRefused
from wardapp.core.office import Ground
from wardapp.store.folder import refuse_bad_target
from wardapp.store.ground import ground_of, is_share, lies_in, lies_on_a_stick
from wardapp.store.opening import open_with_lock
from wardapp.store.windows_places import has_cloud_mark, is_cloud_mark, named_by_onedrive


def local(_: Path) -> bool:
    return False


@pytest.mark.parametrize(
    ("path", "is_on_share"),
    [
        ("\\\\may-chu\\so", True),
        ("\\\\?\\UNC\\may-chu\\so", True),
        ("C:\\so", False),
        ("Z:\\so", False),
    ],
)
def test_another_machine_is_known_by_its_name(path: str, is_on_share: bool) -> None:
    assert is_share(PureWindowsPath(path)) is is_on_share


@pytest.mark.parametrize(
    ("folder", "is_inside"),
    [
        ("D:\\Ha\\OneDrive - UBND\\Documents\\so", True),
        ("d:\\ha\\onedrive - ubnd", True),
        ("D:\\Ha\\OneDrive - UBND cũ\\so", False),
        ("D:\\Ha\\Documents\\so", False),
    ],
)
def test_a_synced_folder_is_known_whatever_the_case_of_its_letters(
    folder: str, is_inside: bool
) -> None:
    roots = ("D:\\Ha\\OneDrive - UBND", "", "\\")
    assert lies_in(PureWindowsPath(folder), roots) is is_inside


def test_what_onedrive_names_is_a_synced_folder_under_any_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "May cua co quan"))
    assert str(tmp_path / "May cua co quan") in tuple(named_by_onedrive())

    inside = tmp_path / "May cua co quan" / "Documents" / "so"
    assert ground_of(inside, local) is Ground.CLOUD
    with pytest.raises(OfficeRefused, match="nơi sao lưu thứ hai"):
        refuse_bad_target(inside, local)
    assert ground_of(tmp_path / "may khac" / "so", local) is Ground.LOCAL


@pytest.mark.parametrize(
    ("attributes", "tag", "is_cloud"),
    [
        (0x10, 0, False),  # a folder
        (0x10 | 0x400, 0xA0000003, False),  # a junction
        (0x10 | 0x80000, 0, True),  # "always keep on this device"
        (0x10 | 0x400000, 0, True),  # fetched when opened
        (0x10 | 0x400, 0x9000601A, True),  # OneDrive's own
        (0x10 | 0x400, 0x9000001A, True),
    ],
)
def test_marks_of_the_cloud_files_of_windows_are_known(
    attributes: int, tag: int, is_cloud: bool
) -> None:
    assert is_cloud_mark(attributes, tag) is is_cloud


def test_a_folder_of_this_machine_has_no_such_mark(tmp_path: Path) -> None:
    assert not has_cloud_mark((tmp_path, *tmp_path.parents, tmp_path / "mất"))
    assert not lies_on_a_stick(tmp_path)


def test_a_link_is_judged_by_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    try:
        (tmp_path / "sổ").symlink_to(tmp_path / "Dropbox", target_is_directory=True)
    except OSError:
        pytest.skip("this account may make no links")
    if (tmp_path / "sổ").resolve() != (tmp_path / "Dropbox").resolve():
        pytest.skip("links tell nothing here, as under Wine")
    assert ground_of(tmp_path / "sổ" / "2026", local) is Ground.CLOUD


def test_the_network_probe_is_asked_about_the_true_place(tmp_path: Path) -> None:
    asked: list[Path] = []

    def probe(place: Path) -> bool:
        asked.append(place)
        return True

    assert ground_of(tmp_path / "chưa có" / "so", probe) is Ground.NETWORK
    assert asked == [tmp_path.resolve()]


def test_an_office_that_came_to_lie_in_a_synced_folder_opens_with_a_notice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_office(tmp_path / "May" / "so", an_opening(tmp_path / "data"))
    monkeypatch.setenv("OneDrive", str(tmp_path / "May"))

    with_notice = open_with_lock(tmp_path / "May" / "so", an_opening(tmp_path / "data"))
    with_notice.close()
    assert "đồng bộ" in with_notice.notices[0]
