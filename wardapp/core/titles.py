"""Names of document types, and names in capitals brought to sentence case."""

from __future__ import annotations

from enum import Enum

from wardapp.core.text import fold, new_tone, one_line

CONG_VAN = "CV"

TYPE_NAMES: dict[str, str] = {
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "QyĐ": "Quy định",  # its own code here; HD05 prints QĐ for both (domain §1.2)
    "CT": "Chỉ thị",
    "KL": "Kết luận",
    "QC": "Quy chế",
    "TT": "Thông tri",
    "HD": "Hướng dẫn",
    "TB": "Thông báo",
    "TC": "Thông cáo",
    "BC": "Báo cáo",
    "KH": "Kế hoạch",
    "QH": "Quy hoạch",
    "CTr": "Chương trình",
    "ĐA": "Đề án",
    "PA": "Phương án",
    "DA": "Dự án",
    "TTr": "Tờ trình",
    "CV": "Công văn",
    "BB": "Biên bản",
    "CĐ": "Công điện",
    "HĐ": "Hợp đồng",
    "BGN": "Bản ghi nhớ",
    "BTT": "Bản thỏa thuận",
    "GUQ": "Giấy ủy quyền",
    "GM": "Giấy mời",
    "GGT": "Giấy giới thiệu",
    "GNP": "Giấy nghỉ phép",
    "PG": "Phiếu gửi",
    "PC": "Phiếu chuyển",
    "PB": "Phiếu báo",
    "NĐ": "Nghị định",
    "GCN": "Giấy chứng nhận",
    "GĐĐ": "Giấy đi đường",
    "THC": "Thư công",
    "TBố": "Tuyên bố",  # its own code here; the symbol is that of Thông báo (domain §1.2)
    "LKG": "Lời kêu gọi",
}
_BY_FOLDED_CODE = {code.casefold(): code for code in TYPE_NAMES} | {"qđi": "QyĐ"}
_BY_FOLDED_NAME = {fold(name): code for code, name in TYPE_NAMES.items()}


def type_name_of(code: str) -> str:
    """Return the name of a type by its code (`TTr` → `Tờ trình`), "" when unknown."""
    return TYPE_NAMES.get(_BY_FOLDED_CODE.get(code.casefold(), ""), "")


def type_code_of(name: str) -> str:
    """Return the code of a type by its name in any case (`KẾ HOẠCH` → `KH`), "" when unknown."""
    return _BY_FOLDED_NAME.get(fold(name), "")


def known_code(text: str) -> str:
    """Return the code that text means in any case (`ctr` → `CTr`), "" when unknown."""
    return _BY_FOLDED_CODE.get(text.casefold(), "")


def sentence_case(caps_name: str) -> str:
    """Return the name of a body as running text writes it, from a header in capitals.

    `BAN TUYÊN GIÁO VÀ DÂN VẬN` → `Ban Tuyên giáo và Dân vận`; abbreviations (`UBND`, `TW`) stay.
    A name that already has small letters comes back unchanged, on one line.
    """
    name = one_line(caps_name)
    if name != name.upper():
        return name
    return _cased(name.split())


class _Mode(Enum):
    """What the words after a head are."""

    PLAIN = 0  # small letters: Ủy ban nhân dân
    FIELD = 1  # first word of each field is a capital: Sở Văn hóa và Thể thao
    PLACE = 2  # every word is a capital: phường Liên Hồ


_KINDS = ("thành phố", "thị xã", "thị trấn", "đặc khu", "tổ dân phố", "phường", "xã", "quận",
          "huyện", "tỉnh")  # fmt: skip
_HEADS: dict[str, _Mode] = {
    "ủy ban nhân dân": _Mode.PLAIN,
    "hội đồng nhân dân": _Mode.PLAIN,
    "ủy ban": _Mode.FIELD,
    "hội đồng": _Mode.PLAIN,
    "văn phòng": _Mode.PLAIN,
    "công an": _Mode.PLAIN,
    "trung tâm": _Mode.FIELD,
    "trung tâm phục vụ hành chính công": _Mode.PLAIN,
    "liên đoàn": _Mode.FIELD,
    "công đoàn": _Mode.PLAIN,
    "tiểu học": _Mode.PLACE,
    "trung học cơ sở": _Mode.PLACE,
    "trung học phổ thông": _Mode.PLACE,
    "mầm non": _Mode.PLACE,
    "đảng ủy": _Mode.PLACE,
    "đảng bộ": _Mode.PLACE,
    "thành ủy": _Mode.PLACE,
    "tỉnh ủy": _Mode.PLACE,
    "chi bộ": _Mode.PLACE,
    "chi ủy": _Mode.PLACE,
} | dict.fromkeys(_KINDS, _Mode.PLACE)
# One syllable that is a head only where no field is being named (nội vụ, cán bộ, xã hội).
_SHORT_HEADS = dict.fromkeys(
    ("ban", "sở", "phòng", "bộ", "cục", "vụ", "viện", "hội", "trường", "chi cục", "đoàn"),
    _Mode.FIELD,
)
_LONGEST_HEAD = 7
_CONNECTORS = {"và", "-", "–"}
_ALWAYS_SMALL = {"số"}
_PROPER = (
    "Mặt trận Tổ quốc Việt Nam", "Thanh niên Cộng sản Hồ Chí Minh", "Liên hiệp Phụ nữ",
    "Chỉ huy Quân sự",
    "Cộng sản Việt Nam", "Cựu chiến binh", "Nhà nước", "Việt Nam", "Hồ Chí Minh", "Trung ương",
    "Đảng", "Chính phủ", "Quốc hội", "Hà Nội", "Thủ tướng", "Thủ đô",
)  # fmt: skip
_KEPT = {
    "TW", "TU", "ĐU", "UBND", "HĐND", "MTTQ", "UBMTTQ", "UBKT", "BTV", "BCH", "BCĐ", "TNCS", "CCB",
    "LĐLĐ", "TDP", "THCS", "THPT", "VHXH", "TP",
}  # fmt: skip


def _cased(caps: list[str]) -> str:
    small = [word.lower() for word in caps]
    done: list[str] = []
    mode, fresh = _Mode.PLAIN, True
    while len(done) < len(caps):
        at = len(done)
        head = _head_at(small, at, mode, fresh=fresh)
        if head:
            done.extend(_cased_head(small[at : at + len(head)], at))
            mode, fresh = _mode_of(head), True
            continue
        done.append(_cased_word(caps[at], mode, fresh=fresh))
        fresh = small[at] in _CONNECTORS or small[at].endswith(",")
    return _with_proper_names(" ".join(done))


def _head_at(small: list[str], at: int, mode: _Mode, *, fresh: bool) -> list[str]:
    """Return the words of the longest head that starts here, [] for none."""
    after_connector = fresh and at > 0 and mode is _Mode.FIELD and small[at - 1] in _CONNECTORS
    if after_connector:
        return []
    for count in range(min(_LONGEST_HEAD, len(small) - at), 0, -1):
        words = small[at : at + count]
        key = new_tone(" ".join(words))
        short = key in _SHORT_HEADS and (mode is not _Mode.FIELD or at == 0)
        if short or (key in _HEADS and small[at : at + 2] != ["xã", "hội"]):
            return words
    return []


def _mode_of(head: list[str]) -> _Mode:
    key = new_tone(" ".join(head))
    return _HEADS.get(key) or _SHORT_HEADS.get(key) or _Mode.PLAIN


def _cased_head(head: list[str], at: int) -> list[str]:
    if at > 0 and " ".join(head) in _KINDS:
        return head
    return [head[0].capitalize(), *head[1:]]


def _cased_word(word: str, mode: _Mode, *, fresh: bool) -> str:
    bare = word.strip(",.;")
    if bare in _KEPT:
        return word
    small = word.lower()
    if small in _CONNECTORS or bare.lower() in _ALWAYS_SMALL:
        return small
    if mode is _Mode.PLACE or (fresh and mode is _Mode.FIELD):
        return word.capitalize()
    return small


def _with_proper_names(name: str) -> str:
    padded = f" {name} "
    for proper in _PROPER:
        at = padded.lower().find(f" {proper.lower()} ")
        if at >= 0:
            padded = f"{padded[:at]} {proper} {padded[at + len(proper) + 2 :]}"
    first = padded.strip()
    return first[:1].upper() + first[1:]
