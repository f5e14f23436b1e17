"""What a person's name and a title look like at the end of a paper."""

from __future__ import annotations

import re

from wardapp.core.text import exact_key
from wardapp.documents.reader.keys import is_caps, one_of, plain

_SURNAME = re.compile(
    "^"
    + one_of(
        """
        nguyen, tran, le, pham, hoang, huynh, phan, vu, vo, dang, bui, do, ho, ngo, duong, ly, dao,
        trinh, dinh, mai, luu, luong, truong, ha, cao, thai, ta, phung, chu, la, kieu, tong, quach,
        to, nghiem, vuong, lai, doan, trieu, au, bach, can, chau, co, con, dam, dan, dau, diep,
        dieu, ma, mac, nong, quan, sam, son, tang, thach, than, thieu, tiet, ton, ung, uong, van,
        vi, vien, luc, lo, giap, hua, khuat, khuong, kim, khong, chung, lam, loc, trang, cu, xa
        """
    )
)
_NAME_WORD = re.compile(r"^[^\W\d_]+(?:['’][^\W\d_]+)?$")
_PREFIX = re.compile(r"^(?:d/c|dong chi|ong|ba|ths|ts|pgs|gs|bs|ks|cn)\b[.\s]*")
_RANK = re.compile(
    r"^(?:dai|thuong|trung|thieu) (?:ta|tuong|uy)\b\s*|^(?:thac sy|thac si|tien sy|tien si)\b\s*"
)
NAME_WORDS = range(2, 7)
_TITLE = re.compile(
    r"^(?:q\.?\s*)?(?:pho\s+)?"
    + one_of(
        """
        bi thu, chu tich, truong, chanh, giam doc, tong giam doc, hieu truong, chu nhiem,
        tong bi thu, bo truong, thu truong, cuc truong, vu truong, vien truong, vien pho, chi huy,
        chinh uy, chinh tri vien, tu lenh, doi truong, to truong, thu ky, uy vien, nguoi,
        tham phan, kiem tra vien, tong bien tap, hieu pho, thuong truc, doi pho, to pho, quyen,
        chu tri, chu toa
        """
    )
)
_KNOWN_TITLES = {
    plain(title): title
    for title in (
        "BÍ THƯ", "PHÓ BÍ THƯ", "PHÓ BÍ THƯ THƯỜNG TRỰC", "CHỦ TỊCH", "PHÓ CHỦ TỊCH",
        "PHÓ CHỦ TỊCH THƯỜNG TRỰC", "TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "PHÓ TRƯỞNG BAN THƯỜNG TRỰC",
        "CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "CHỦ NHIỆM", "PHÓ CHỦ NHIỆM", "TRƯỞNG PHÒNG",
        "PHÓ TRƯỞNG PHÒNG", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG",
        "TRƯỞNG BAN CHỈ ĐẠO", "PHÓ TRƯỞNG BAN CHỈ ĐẠO", "THƯỜNG TRỰC", "KIÊM", "TRƯỞNG CÔNG AN",
        "BAN THƯỜNG VỤ", "ĐẢNG ỦY", "ỦY BAN NHÂN DÂN", "ỦY BAN KIỂM TRA", "CHI BỘ", "CHI ỦY",
        "HỘI ĐỒNG", "HỘI ĐỒNG NHÂN DÂN", "BAN CHẤP HÀNH", "BAN CHỈ ĐẠO", "ĐOÀN CHỦ TỊCH",
        "BAN THƯỜNG TRỰC", "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM",
    )
}  # fmt: skip


def is_name(text: str) -> bool:
    """Return True when text can be a person's full name, alone on its line."""
    words = without_prefix(text).split()
    if len(words) not in NAME_WORDS or not all(map(_NAME_WORD.match, words)):
        return False
    if is_title(text) or plain(text) in _KNOWN_TITLES:
        return False
    return all(word[0].isupper() for word in words)


def has_known_surname(text: str) -> bool:
    """Return True when the first word is a common Vietnamese surname."""
    return _SURNAME.match(plain(without_prefix(text))) is not None


def without_prefix(text: str) -> str:
    """Return a name without degree, rank or "Đồng chí" before it."""
    bare = " ".join(text.strip(" .,;*_()").split())
    while True:
        key = plain(bare)
        found = _PREFIX.match(key) or _RANK.match(key)
        if found is None or found.end() == len(key):
            return bare
        bare = bare[found.end() :]


def is_title(text: str) -> bool:
    """Return True when a line of capitals names an office that a person holds."""
    return _TITLE.match(plain(text).strip(" *")) is not None and (is_caps(text))


def mended_title(text: str) -> tuple[str, bool]:
    """Return a title with its accents, and whether it had to be mended."""
    bare = " ".join(text.strip(" *_.,;:").split())
    known = _KNOWN_TITLES.get(plain(bare))
    if known is None or exact_key(known) == exact_key(bare):
        return bare, False
    return known, True
