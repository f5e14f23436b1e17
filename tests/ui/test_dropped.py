"""What another program drags onto the window, with made-up bytes of its formats."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QUrl

from wardapp.core.sources import HeldFile
from wardapp.ui import dropped as module
from wardapp.ui.dropped import CONTENTS, NAMES_NARROW, NAMES_WIDE, dropped, is_welcome, wide_names


def an_entry(
    name: str, size: int | None = None, attributes: int = 0, letters: str = "utf-16-le"
) -> bytes:
    flags = 0x40 if size is not None else 0
    head = struct.pack("<I16s8s8sI24sII", flags, b"", b"", b"", attributes, b"", 0, size or 0)
    room = 520 if letters == "utf-16-le" else 260
    return head + name.encode(letters).ljust(room, b"\0")[:room]


def a_drag(*entries: bytes, contents: tuple[bytes, ...] = (), kind: str = NAMES_WIDE) -> QMimeData:
    mime = QMimeData()
    mime.setData(kind, struct.pack("<I", len(entries)) + b"".join(entries))
    for at, data in enumerate(contents):
        mime.setData(f"{CONTENTS};index={at}", data)
    return mime


def test_attachments_dragged_out_of_a_mail_program_stay_in_memory() -> None:
    mime = a_drag(
        an_entry("Công văn số 12.pdf", 5),
        an_entry("thư mục", attributes=0x10),
        an_entry("C:\\ẩn\\bảng.docx"),
        contents=(b"%PDF-padding", b"", b"PK"),
    )
    assert is_welcome(mime)
    found = dropped(mime)
    assert found.files == (HeldFile("Công văn số 12.pdf", b"%PDF-"), HeldFile("bảng.docx", b"PK"))
    assert found.trouble == ""


def test_a_whole_mail_of_outlook_is_told_in_a_sentence() -> None:
    found = dropped(a_drag(an_entry("Thư mời họp.msg")))
    assert (found.files, found.trouble) == ((), module.OUTLOOK_MAIL)
    both = dropped(a_drag(an_entry("a.txt"), an_entry("b.txt"), contents=(b"a",)))
    assert [str(each) for each in both.files] == ["a.txt"]
    assert both.trouble == module.EMPTY


def test_old_programs_name_files_in_one_byte_a_letter() -> None:
    mime = a_drag(an_entry("cong van.pdf", letters="cp1258"), contents=(b"x",), kind=NAMES_NARROW)
    assert dropped(mime).files == (HeldFile("cong van.pdf", b"x"),)


def test_files_of_a_folder_come_as_paths_and_the_net_is_never_asked(tmp_path: Path) -> None:
    local, far = QMimeData(), QMimeData()
    local.setUrls([QUrl.fromLocalFile(str(tmp_path / "thư.eml"))])
    far.setUrls([QUrl("https://noi-khac.example/van-ban.pdf")])
    assert dropped(local).files == (tmp_path / "thư.eml",)
    assert dropped(far) == module.Dropped(trouble=module.ON_THE_NET)
    mozilla = QMimeData()
    mozilla.setData("text/x-moz-message", b"mailbox-message://local/Inbox#12")
    assert dropped(mozilla).trouble == module.MOZILLA_MAIL
    text = QMimeData()
    text.setText("chỉ là chữ")
    assert not is_welcome(text)
    assert dropped(text) == module.Dropped()


def test_too_much_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 10)
    found = dropped(a_drag(an_entry("a", 5), an_entry("b", 6), contents=(b"aaaaa", b"bbbbbb")))
    assert (len(found.files), found.trouble) == (1, module.TOO_MUCH)


@given(st.binary(max_size=3000))
def test_a_descriptor_of_any_bytes_is_read_or_left(data: bytes) -> None:
    for entry in wide_names(data):
        assert entry.name
        assert "/" not in entry.name
        assert "\\" not in entry.name
