from __future__ import annotations

import ntpath
import unicodedata
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardapp.core.files import write_whole
from wardapp.services.file_stems import safe_stem

REFUSED = '<>:"/\\|?*'
DEVICES = ("CON", "PRN", "AUX", "NUL", "COM1", "COM9", "LPT1", "LPT9", "CONIN$", "COM¹")
awkward = st.text(
    st.one_of(
        st.sampled_from(f"{REFUSED}. -~\x00\x1f\x7f\u202e\u0301\u0309đĐỆ 𝒙"),
        st.characters(),
    ),
    max_size=150,
)
device = st.builds(
    lambda name, case, tail: case(name) + tail,
    st.sampled_from(DEVICES),
    st.sampled_from((str.upper, str.lower, str.title)),
    st.sampled_from(("", ".", " ", ".docx", " .x", "...", "-", "/", "\u200b")),
)


def is_reserved(name: str) -> bool:
    """What Python says of a name, by the way that its version has for it."""
    ask = getattr(ntpath, "isreserved", None)
    return bool(ask(name) if ask else PureWindowsPath(name).is_reserved())


@given(st.one_of(awkward, device))
def test_windows_takes_every_name(text: str) -> None:
    name = f"{safe_stem(text)}.docx"

    stem = name.removesuffix(".docx")
    assert stem
    assert not set(stem) & set(REFUSED)
    assert all(ord(letter) >= ord(" ") and letter != "\x7f" for letter in stem)
    assert stem == stem.strip(" .")
    assert stem.split(".")[0].strip().upper() not in DEVICES
    assert not is_reserved(name)
    assert len(stem.encode("utf-16-le")) // 2 <= 160
    assert len(stem.encode()) <= 210
    assert unicodedata.is_normalized("NFC", stem)


@given(st.one_of(awkward, device))
def test_a_safe_name_stays_as_it_is(text: str) -> None:
    once = safe_stem(text)

    assert safe_stem(once) == once


@pytest.mark.parametrize("letter", ["ế", "𝒙", "Đ", "́"])
def test_the_longest_names_can_be_written(letter: str, tmp_path: Path) -> None:
    target = tmp_path / f"{safe_stem(letter * 400)}.docx"

    write_whole(target, b"x")

    assert target.read_bytes() == b"x"


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("12-CV/BXDĐ", "12-CV-BXDĐ"),
        ("CON", "van-ban-CON"),
        ("con.docx", "van-ban-con.docx"),
        ("Nul .x", "van-ban-Nul .x"),
        ("Công văn: “về việc” họp?", "Công văn- “về việc” họp"),
        ("Báo cáo quý II.", "Báo cáo quý II"),
        ("Đề nghị", "Đề nghị"),
        (unicodedata.normalize("NFD", "Đề nghị"), "Đề nghị"),
        ("...", "van-ban"),
        ("~$mở", "$mở"),
    ],
)
def test_names_of_the_office(text: str, stem: str) -> None:
    assert safe_stem(text) == stem
