"""The fixed phrases of both layouts, and how a line is known to be one."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from wardapp.core.dispatches import Priority
from wardapp.core.issuers import Family
from wardapp.core.text import exact_key
from wardapp.core.titles import type_code_of, type_name_of
from wardapp.documents.reader.keys import is_caps, one_of, plain

PARTY_TITLE = "ĐẢNG CỘNG SẢN VIỆT NAM"
STATE_TITLE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
STATE_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_FAMILIES = {PARTY_TITLE: Family.PARTY, STATE_TITLE: Family.STATE, STATE_MOTTO: Family.STATE}
_INSIDE = {
    PARTY_TITLE: re.compile(r"dang\s+cong\s+san\s+viet\s+nam"),
    STATE_TITLE: re.compile(r"cong\s+hoa\s+xa\s+hoi\s+chu\s+nghia\s+viet\s+nam"),
    STATE_MOTTO: re.compile(r"doc\s+lap\s*[-–—.]+\s*tu\s+do\s*[-–—.]+\s*hanh\s+phuc"),
}
_ALIKE = 88.0
_PART_OF_NAME = {"hanh dong", "hop", "cong tac"}  # CHƯƠNG TRÌNH HÀNH ĐỘNG, GIẤY MỜI HỌP
_YOUTH = re.compile(r"^doan (?:tncs|thanh nien cong san) ho chi minh$")

_URGENCY = {
    "khan": Priority.URGENT,
    "thuongkhan": Priority.VERY_URGENT,
    "hoatoc": Priority.EXPRESS,
    "hoatochengio": Priority.EXPRESS,
}
_URGENCY_NAMES = {
    "khan": ("KHẨN",),
    "thuongkhan": ("THƯỢNG KHẨN",),
    "hoatoc": ("HỎA TỐC", "HOẢ TỐC"),
    "hoatochengio": ("HỎA TỐC HẸN GIỜ", "HOẢ TỐC HẸN GIỜ"),
}
_NOTES = re.compile(
    r"^\W*"
    + one_of(
        """
        du thao, tai lieu, luu hanh noi bo, xem xong tra lai, khong pho bien, ban sao, sao y,
        sao luc, trich sao, cong van den, den so, so den, ngay den, chuyen, ky boi, nguoi ky,
        email, co quan ky, thoi gian ky, ngay ky, chu ky, signature, digitally signed, signed by,
        da ky, trang, page, lan 1, lan 2, lan 3
        """
    )
)


def title_of(text: str) -> str | None:
    """Return the fixed header phrase that a whole line means, None when it is none."""
    key = " ".join(re.sub(r"[^a-z-]+", " ", plain(text)).split())
    for phrase in _FAMILIES:
        if fuzz.ratio(key, plain(phrase)) >= _ALIKE:
            return phrase
    return None


def is_youth_title(text: str) -> bool:
    """Return True for the title that papers of the Youth Union print above their date."""
    return _YOUTH.match(" ".join(plain(text).strip(" *_").split())) is not None


def title_inside(text: str) -> tuple[int, int] | None:
    """Return where a fixed header phrase stands inside a longer line."""
    key = plain(text)
    for pattern in _INSIDE.values():
        found = pattern.search(key)
        if found:
            return found.span()
    return None


def family_of(phrase: str) -> Family:
    """Return whose header prints the phrase."""
    return _FAMILIES[phrase]


def urgency_of(text: str) -> tuple[Priority, bool] | None:
    """Return the urgency that a stamp line says, and whether its accents stand."""
    key = re.sub(r"[^a-z]+", "", re.sub(r"^\W*do khan\W+", "", plain(text)))
    if key not in _URGENCY or not (is_caps(text) or plain(text).lstrip(" \t[(").startswith("do ")):
        return None
    letters = " ".join(re.sub(r"[\W_]+", " ", text).split())
    return _URGENCY[key], letters in _URGENCY_NAMES[key]


def is_note(text: str) -> bool:
    """Return True for lines of a header that name nobody: draft, stamp of arrival, e-signature."""
    return _NOTES.match(plain(text)) is not None


def type_line(text: str) -> tuple[str, str] | None:
    """Return (type code, rest of the line) of a line that begins with a type's name.

    The rest is "" where the name stands alone; a line that goes on counts only when the name is
    in capitals.
    """
    bare = text.strip(" .:*-_")
    code = type_code_of(bare) or type_code_of(_unspaced(bare))
    if code:
        return code, ""
    words = bare.split()
    for count in (2, 3, 4):
        name, rest = " ".join(words[:count]), " ".join(words[count:])
        code = type_code_of(name)
        if not (rest and code and is_caps(name)):
            continue
        if not is_caps(rest):
            return code, rest
        if exact_key(name) == exact_key(type_name_of(code)):  # PHƯỜNG AN LẠC is no PHƯƠNG ÁN
            return code, "" if plain(rest) in _PART_OF_NAME else rest
    return None


def is_type_spelled(text: str) -> bool:
    """Return True when a type's name stands in capitals with all its accents."""
    return text == text.upper() and title_of(text) is None and not text.isascii()


def _unspaced(text: str) -> str:
    """Return `K Ế  H O Ạ C H` as words: single letters joined, wide gaps kept as spaces."""
    if not re.fullmatch(r"(?:\S\s{1,4})+\S", text):
        return text
    words = re.split(r"\s{2,}", text)
    return " ".join(word.replace(" ", "") for word in words)
