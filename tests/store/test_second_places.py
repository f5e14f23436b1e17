"""Second places: read back before they count, sealed or open, rotating, back onto a new PC."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.folder_tools import (
    NOW_MS,
    an_office,
    an_opening,
    read,
    small_disk,
    write,
)
from wardapp.core.dispatches import FileRole
from wardapp.core.errors import DiskRefused, OfficeDamaged, PasswordWrong, WardError
from wardapp.core.files import remove_file
from wardapp.services.second_password import PasswordSealer, sealer_for
from wardapp.store.backup import make_backup, restore_into, shelf_of
from wardapp.store.backup_shelf import SEALED_NAME, Shelf
from wardapp.store.folder import OfficeFolder, make_office_folder
from wardapp.store.second_places import (
    Memory,
    Reached,
    copy_there,
    fetch,
    restore_sealed_into,
)

HOUR_MS = 60 * 60 * 1000
DAY_MS = 24 * HOUR_MS


@pytest.fixture
def folder(tmp_path: Path) -> OfficeFolder:
    folder = an_office(tmp_path / "so", an_opening(tmp_path / "data"))
    write(folder, 1)
    return folder


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    place = tmp_path / "usb"
    place.mkdir()
    return place


def there(stick: Path) -> Shelf:
    return Shelf(next(stick.glob("WardApp-*")))


def copied(
    folder: OfficeFolder, stick: Path, now_ms: int = NOW_MS, sealer: PasswordSealer | None = None
) -> Reached:
    kept = make_backup(folder, now_ms, "Khi đóng sổ")
    return copy_there(shelf_of(folder), kept.name, stick, now_ms, sealer)


def test_real_copies_from_which_a_new_pc_starts(
    folder: OfficeFolder, stick: Path, tmp_path: Path
) -> None:
    kept = folder.file_store().keep(b"ban goc", "CV.pdf", FileRole.ORIGINAL)
    copied(folder, stick)

    shelf = there(stick)
    inside = Path(kept.sha256[:2]) / kept.sha256
    assert (shelf.files / inside).stat().st_ino != (folder.files / inside).stat().st_ino
    name = shelf.list()[0].name
    fresh = make_office_folder(
        tmp_path / "máy mới", lambda part: restore_into(shelf, name, part), lambda _: False
    )
    assert read(fresh) == [1]
    assert (fresh.files / inside).read_bytes() == b"ban goc"


def test_a_place_that_is_gone_is_refused(folder: OfficeFolder, tmp_path: Path) -> None:
    with pytest.raises(DiskRefused, match="Không thấy nơi thứ hai “rút ra”"):
        copied(folder, tmp_path / "rút ra")
    assert shelf_of(folder).proof(shelf_of(folder).list()[0].name) == ()


def test_a_stick_with_little_room_keeps_the_newest_and_one_with_none_what_it_has(
    folder: OfficeFolder, tmp_path: Path
) -> None:
    size = folder.database.stat().st_size // 1024
    with small_disk(tmp_path / "usb nhỏ", kilobytes=size * 2 + 600) as stick:
        for hour in range(4):  # the older copy makes way, the newest is always whole
            copied(folder, stick, NOW_MS + hour * HOUR_MS)
        assert there(stick).list()[0].made_ms == NOW_MS + 3 * HOUR_MS
        assert there(stick).newest_good() is not None
    with small_disk(tmp_path / "usb đầy", kilobytes=size + 600) as stick:
        copied(folder, stick)
        with pytest.raises(DiskRefused, match="“usb đầy” đã đầy nên chưa chép được"):
            copied(folder, stick, NOW_MS + HOUR_MS)
        kept = there(stick).newest_good()
        assert kept is not None
        assert kept.made_ms == NOW_MS
        assert list(there(stick).root.glob(".*")) == []


def test_rotating_sticks_are_told_apart_and_remembered(
    folder: OfficeFolder, stick: Path, tmp_path: Path
) -> None:
    memory, other = Memory(folder), tmp_path / "usb khác"
    other.mkdir()
    first = copied(folder, stick)
    second = copied(folder, other, NOW_MS + DAY_MS)
    again = copied(folder, stick, NOW_MS + 2 * DAY_MS)
    for reached in (first, second, again):
        memory.remember(reached)

    assert first.mark == again.mark != second.mark
    assert [each.mark for each in memory.places()] == [first.mark, second.mark]
    (folder.backups / "noi-thu-hai.json").write_text("{hỏng", encoding="utf-8")
    assert memory.places() == ()


def test_a_sealed_place_shows_nothing_and_opens_with_its_password_alone(
    folder: OfficeFolder, stick: Path, tmp_path: Path
) -> None:
    kept = folder.file_store().keep(b"so cung rat rieng", "đơn.pdf", FileRole.ORIGINAL)
    copied(folder, stick)  # open, before the password was set
    facts = shelf_of(folder).facts(shelf_of(folder).list()[0].name)
    sealer = sealer_for("mật khẩu dài", facts.office_id)
    copied(folder, stick, NOW_MS + HOUR_MS, sealer)

    shelf = there(stick)
    everything = b"".join(path.read_bytes() for path in stick.rglob("*") if path.is_file())
    assert [each.is_sealed for each in shelf.list()] == [True]
    assert b"SQLite format" not in everything
    assert b"so cung rat rieng" not in everything
    assert "Phòng lụt".encode() not in everything
    name = shelf.list()[0].name
    with pytest.raises(PasswordWrong):
        make_office_folder(
            tmp_path / "sai",
            lambda part: restore_sealed_into(
                shelf, name, part, sealer_for("mật khẩu khác", facts.office_id)
            ),
            lambda _: False,
        )
    assert not (tmp_path / "sai").exists()
    fresh = make_office_folder(
        tmp_path / "máy mới",
        lambda part: restore_sealed_into(shelf, name, part, sealer),
        lambda _: False,
    )
    assert read(fresh) == [1]
    assert fresh.file_store().read(kept) == b"so cung rat rieng"


@pytest.mark.prove  # stretching a password lasts
def test_a_sealed_copy_brings_only_new_files_again(folder: OfficeFolder, stick: Path) -> None:
    sealer = sealer_for("mật khẩu dài", "sổ")
    folder.file_store().keep(b"1" * 200_000, "a.pdf", FileRole.ORIGINAL)
    copied(folder, stick, NOW_MS, sealer)
    folder.file_store().keep(b"2", "b.pdf", FileRole.ORIGINAL)
    copied(folder, stick, NOW_MS + HOUR_MS, sealer)

    bundles = sorted((there(stick).root / "tep").iterdir())
    assert [path.stat().st_size > 100_000 for path in bundles] == [True, False]
    remove_file(bundles[0])  # a bundle that is gone is made good by the next copy
    copied(folder, stick, NOW_MS + 3 * HOUR_MS, sealer)
    listed = json.loads((there(stick).root / "tep.json").read_text(encoding="utf-8"))
    assert sum(len(each) for each in listed.values()) == 2
    assert len(list((there(stick).root / "tep").iterdir())) == 2


@pytest.mark.parametrize("is_sealed", [False, True])
def test_what_a_place_holds_comes_back_onto_the_own_shelf_proved(
    folder: OfficeFolder, stick: Path, *, is_sealed: bool
) -> None:
    sealer = sealer_for("mật khẩu dài", "sổ") if is_sealed else None
    made = copied(folder, stick, NOW_MS, sealer)
    own, shelf = shelf_of(folder), there(stick)
    name = shelf.list()[0].name
    own.remove(made.backup)

    back = fetch(shelf, name, own, sealer)

    assert own.proof(back) == ()
    assert not own.get(back).is_sealed
    path = shelf.root / name / (SEALED_NAME if is_sealed else "office.db")
    with path.open("r+b") as stream:
        stream.seek(9000)
        stream.write(b"\xa5" * 50)
    before = own.list()
    with pytest.raises(WardError) as refusal:
        fetch(shelf, name, own, sealer)
    assert is_sealed or isinstance(refusal.value, OfficeDamaged)
    assert own.list() == before
