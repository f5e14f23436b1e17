"""Packages on sticks and in letters: whole or not at all, one sentence when it cannot be."""

from __future__ import annotations

import email
import email.policy
import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.folder_tools import make_read_only, small_disk
from wardapp.core.errors import BadValue, DiskRefused, WardError
from wardapp.core.exchange import PackRequest, Purpose, Stick
from wardapp.core.progress import Silent
from wardapp.services.mail_drafts import MAIL_PART, Letter, write_drafts
from wardapp.services.office import Office
from wardapp.services.sticks import PART_ENDING, Sticks
from wardapp.store.removable import removable_mounts, stored_pieces

BYTES = b"goi" * 100_000


def a_package(folder: Path, name: str = "Dong bo.wardpack", data: bytes = BYTES) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def a_stick(root: Path, free: int = 1 << 30) -> Stick:
    root.mkdir(exist_ok=True)
    return Stick(root=root, label="VANTHU", free=free, size=1 << 31)


def names_in(root: Path) -> set[str]:
    return {path.name for path in root.rglob("*") if path.is_file()}


def test_a_package_is_copied_and_compared(tmp_path: Path) -> None:
    stick = a_stick(tmp_path / "usb")
    sticks = Sticks(lambda: (stick,))
    source = a_package(tmp_path)
    (first,) = sticks.copy((source,), stick)
    (second,) = sticks.copy((source,), stick)
    assert first.read_bytes() == second.read_bytes() == BYTES
    assert second.name == "Dong bo (2).wardpack"
    assert b"".join(stored_pieces(first)) == BYTES
    assert b"".join(stored_pieces(a_package(tmp_path, "khong.wardpack", b""))) == b""


def test_a_stick_that_takes_other_bytes_is_found_out_and_left_without_a_file(
    tmp_path: Path,
) -> None:
    stick = a_stick(tmp_path / "usb")

    def other(path: Path) -> Iterator[bytes]:
        yield path.read_bytes()[:-1]

    with pytest.raises(DiskRefused, match="khác bản gốc"):
        Sticks(lambda: (stick,), other).copy((a_package(tmp_path),), stick)
    assert names_in(stick.root) == set()


def test_a_half_file_of_a_pulled_stick_goes_with_the_next(
    tmp_path: Path,
) -> None:
    stick = a_stick(tmp_path / "usb")
    folder = stick.root / "WardApp"
    folder.mkdir()
    half = folder / f"Dong bo.wardpack{PART_ENDING}"
    half.write_bytes(BYTES[:1000])

    class Pulled(Silent):
        """The stick goes while the second file is copied."""

        def step(self, done: int, total: int, text: str) -> None:
            if done == 2:
                raise OSError(5, "Input/output error")

    two = (a_package(tmp_path), a_package(tmp_path, "Bao cao.wardpack"))
    with pytest.raises(DiskRefused, match="rút ra"):
        Sticks(lambda: (stick,)).copy(two, stick, Pulled())
    assert names_in(stick.root) == set()
    Sticks(lambda: (stick,)).copy(two, stick)
    assert names_in(stick.root) == {"Dong bo.wardpack", "Bao cao.wardpack"}


@pytest.mark.skipif(sys.platform == "win32", reason="mounts a disk")
def test_full_and_read_only_sticks_are_each_one_sentence(tmp_path: Path) -> None:
    source = a_package(tmp_path)
    with small_disk(tmp_path / "usb", kilobytes=200) as root:
        liar = Stick(root=root, label="VANTHU", free=1 << 30, size=1 << 30)
        with pytest.raises(DiskRefused, match="USB VANTHU không đủ chỗ: cần 0,3 MB, còn 0,2 MB"):
            Sticks(lambda: (liar,)).copy((source,), liar)
        assert names_in(root) == set()
    with small_disk(tmp_path / "usb", kilobytes=4096) as root:
        liar = Stick(root=root, label="VANTHU", free=1 << 30, size=1 << 30)
        make_read_only(root)
        with pytest.raises(DiskRefused, match="chỉ cho đọc"):
            Sticks(lambda: (liar,)).copy((source,), liar)
        assert names_in(root) == set()


def test_mounts_of_sticks_are_told_from_disks(tmp_path: Path) -> None:
    blocks = tmp_path / "block"
    for name, mark in (("sda", "0"), ("sdb", "1")):
        (blocks / name / f"{name}1").mkdir(parents=True)
        (blocks / name / "removable").write_text(f"{mark}\n", encoding="ascii")
    mounts = (
        "/dev/sda / ext4 rw 0 0\n/dev/sdb /mnt/USB\\040vt vfat rw 0 0\n"
        "/dev/sdc1 /media/vt/KINGSTON vfat rw 0 0\ntmpfs /media/x tmpfs rw 0 0\nproc /proc\n"
    )
    assert removable_mounts(mounts, blocks) == (Path("/mnt/USB vt"), Path("/media/vt/KINGSTON"))


def test_a_draft_opens_unsent_with_the_package_whole(tmp_path: Path) -> None:
    letter = Letter(
        address="vanthu@lienho.gov.vn",
        subject="Gói đồng bộ sổ văn bản\r\nBcc: x@y.vn",
        text="Kính gửi anh, chị,\n",
    )
    parts = [a_package(tmp_path, f"Gói {at}.wardpack", BYTES + bytes([at])) for at in (1, 2)]
    drafts = write_drafts(letter, parts, tmp_path)
    assert [path.suffix for path in drafts] == [".eml", ".eml"]
    for at, path in enumerate(drafts, start=1):
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        assert message["X-Unsent"] == "1"
        assert message["To"] == "vanthu@lienho.gov.vn"
        assert message["Bcc"] is None
        assert message["Subject"] == f"Gói đồng bộ sổ văn bản Bcc: x@y.vn ({at}/2)"
        body, attached = message.iter_parts()
        assert body.get_content() == "Kính gửi anh, chị,\r\n"
        assert attached.get_filename() == f"Gói {at}.wardpack"
        assert (
            hashlib.sha256(attached.get_content()).digest()
            == hashlib.sha256(parts[at - 1].read_bytes()).digest()
        )
    with pytest.raises(BadValue):
        write_drafts(Letter(address="không phải", subject="", text=""), parts, tmp_path)
    big = a_package(tmp_path, "to.wardpack", b"x" * 25_000_001)
    with pytest.raises(WardError, match="lớn"):
        write_drafts(Letter(address="", subject="", text=""), [big], tmp_path)


def test_what_left_by_stick_mail_and_folder_stands_in_the_history(
    party: Office, tmp_path: Path
) -> None:
    exchanging = party.exchanging
    request = PackRequest(purpose=Purpose.CATALOGUE, to="Chi bộ 1", note="Gửi mẫu mới")
    stick = a_stick(tmp_path / "usb")
    (on_stick,) = exchanging.to_stick(exchanging.pack(request), stick)
    out = tmp_path / "thu-muc"
    out.mkdir()
    (copied,) = exchanging.to_folder(exchanging.pack(request), out)
    assert copied.read_bytes() == on_stick.read_bytes()
    (draft,) = exchanging.mail_draft(exchanging.pack(request), "chibo1@lienho.gov.vn")
    text = email.message_from_bytes(draft.read_bytes(), policy=email.policy.default)
    assert "Gửi mẫu mới" in next(iter(text.iter_parts())).get_content()
    told = exchanging.sendings()
    assert {each.way for each in told} == {"usb", "folder", "mail"}
    assert {(each.to, each.note) for each in told} == {("Chi bộ 1", "Gửi mẫu mới")}
    assert MAIL_PART > told[0].size > 0
    with pytest.raises(BadValue):
        exchanging.to_folder(exchanging.pack(request), tmp_path / "khong-co")
    assert len(exchanging.sendings()) == 3
    exchanging.to_stick(exchanging.pack(request), stick)
    assert list((party.folder / "exports" / ".goi").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="mounts a disk")
def test_a_full_disk_leaves_no_half_package_and_nothing_in_the_history(
    party: Office, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "day", kilobytes=8) as root:
        with pytest.raises(DiskRefused, match="đã đầy"):
            party.exchanging.pack(PackRequest(purpose=Purpose.SYNC), root)
        packed = party.exchanging.pack(PackRequest(purpose=Purpose.SYNC))
        with pytest.raises(DiskRefused, match="đã đầy"):
            party.exchanging.to_folder(packed, root)
        assert names_in(root) == set()
    assert party.exchanging.sendings() == ()
