"""Words of registers as old programs kept them: TCVN3, VNI, VISCII, decomposed, broken UTF-8."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

from viparse.normalize.viscii import VISCII

TCVN3 = dict(
    zip(
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        bytes.fromhex(
            "A1A2A3A4A5A6A7A8A9AAABACADAEB5B6B7B8B9BBBCBDBEC6C7C8C9CACBCCCECFD0D1D2D3D4D5D6D7D8"
            "DCDDDEDFE1E2E3E4E5E6E7E8E9EAEBECEDEEEFF1F2F3F4F5F6F7F8F9FAFBFCFDFE"
        ).decode("latin-1"),
        strict=True,
    )
)
TONES = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
ROUND = {"": "â", "\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
BREVE = {"": "ê", "\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
ALONE = {"ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "đ": "ñ", "ơ": "ô", "ư": "ö", "í": "í", "ì": "ì"}


def as_tcvn3(text: str) -> str:
    """Return text as .VnTime shows it, seen in a Western code; toned capitals are small there."""
    return "".join(TCVN3.get(each, TCVN3.get(each.lower(), each)) for each in text)


def as_vni(text: str) -> str:
    """Return text as VNI-Times shows it, seen in a Western code."""
    return "".join(map(_vni, text))


def _vni(letter: str) -> str:
    small = letter.lower()
    if small in ALONE:
        found = ALONE[small]
    else:
        base, *marks = unicodedata.normalize("NFD", small)
        tone = next((mark for mark in marks if mark in TONES), "")
        if "\u0302" in marks:
            found = base + ROUND[tone]
        elif "\u0306" in marks:
            found = base + BREVE[tone]
        elif "\u031b" in marks:
            found = ALONE[unicodedata.normalize("NFC", base + "\u031b")] + TONES.get(tone, "")
        else:
            found = base + TONES.get(tone, "")
    return found if letter == small else found.upper()


def as_viscii(text: str) -> str:
    """Return text as VISCII kept it, seen as Latin-1."""
    back = {letter: typed for typed, letter in VISCII.pairs}
    return "".join(back.get(each, each) for each in text)


def as_windows(text: str) -> str:
    """Return text as Windows' Vietnamese code page has it: letters whole, tones apart."""
    return "".join(map(_windows, text))


def _windows(letter: str) -> str:
    base, *marks = unicodedata.normalize("NFD", letter)
    tone = "".join(mark for mark in marks if mark in TONES)
    rest = "".join(mark for mark in marks if mark not in TONES)
    return unicodedata.normalize("NFC", base + rest) + tone


def as_loose(text: str) -> str:
    """Return text with its tones apart, as the keyboard of Windows types it."""
    return unicodedata.normalize("NFD", text)


def as_broken(text: str) -> str:
    """Return UTF-8 that a program took for Latin-1."""
    return text.encode().decode("latin-1")


CODES: dict[str, Callable[[str], str]] = {
    "unicode": str,
    "tcvn3": as_tcvn3,
    "vni": as_vni,
    "viscii": as_viscii,
    "loose": as_loose,
    "broken": as_broken,
}

_ORGANS = (
    "Ban Tổ chức Thành ủy Hà Liên", "Sở Xây dựng thành phố Hà Liên", "UBND thành phố Hà Liên",
    "Công an phường Liên Hồ", "Đảng ủy phường Liên Hồ", "Văn phòng Thành ủy", "Sở Y tế",
    "Hội Liên hiệp Phụ nữ phường", "Ủy ban Mặt trận Tổ quốc phường", "Trường Mầm non Hoa Sữa",
    "Kho bạc Nhà nước", "Chi cục Thuế", "Bảo hiểm xã hội quận", "Đoàn Thanh niên",
    "Phòng Nội vụ", "Trạm Y tế phường", "Hội Cựu chiến binh", "Hội Nông dân", "Quận ủy",
)  # fmt: skip
_DEEDS = (
    "V/v", "Về việc", "Báo cáo", "Kế hoạch", "Thông báo", "Hướng dẫn", "Triển khai", "Tổng kết",
    "Quyết định phê duyệt", "Giấy mời họp", "Đề nghị phối hợp", "Tăng cường", "Rà soát",
)  # fmt: skip
_THINGS = (
    "công tác tuyển quân", "phòng cháy, chữa cháy mùa hanh khô", "vệ sinh môi trường đợt 2",
    "thu nộp đảng phí quý III", "bầu cử đại biểu HĐND", "giải quyết đơn thư khiếu nại, tố cáo",
    "quản lý trật tự xây dựng đô thị", "tặng quà hộ nghèo dịp Tết Nguyên đán",
    "khám sức khỏe nghĩa vụ quân sự", "kê khai tài sản, thu nhập", "đại hội chi bộ",
    "chi trả trợ cấp xã hội", "tuyên truyền biển đảo", "kiểm tra an toàn thực phẩm",
    "xử lý lấn chiếm vỉa hè", "cấp giấy chứng nhận quyền sử dụng đất", "tiêm chủng mở rộng",
    "nghỉ lễ Quốc khánh", "đăng ký thi đua", "phổ biến giáo dục pháp luật",
)  # fmt: skip
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý")
_MIDDLE = ("Văn", "Thị", "Đức", "Minh", "Thu", "Ngọc", "Quốc", "Hữu", "Thanh", "Kim", "Xuân")
_GIVEN = (
    "Hùng", "Hương", "Tuấn", "Lan", "Dũng", "Hằng", "Bình", "Ánh", "Phượng", "Khánh", "Sơn",
    "Thủy", "Nghĩa", "Tâm", "Yến", "Quỳnh", "Việt", "Ân", "Bích", "Đạt",
)  # fmt: skip
_SYMBOLS = ("QĐ-UBND", "CV/ĐU", "TB-HĐND", "KH/BXDĐ", "BC-UBMTTQ", "CTr/ĐU", "UBND-VHXH")


def cells(chance: random.Random, count: int) -> list[str]:
    """Return cells of a register: authors, subjects, people, symbols, notes."""
    made = []
    for _ in range(count):
        kind = chance.random()
        if kind < 0.3:
            made.append(chance.choice(_ORGANS))
        elif kind < 0.7:
            made.append(f"{chance.choice(_DEEDS)} {chance.choice(_THINGS)}")
        elif kind < 0.88:
            name = (chance.choice(_FAMILY), chance.choice(_MIDDLE), chance.choice(_GIVEN))
            made.append(" ".join(name))
        elif kind < 0.96:
            made.append(f"{chance.randrange(1, 900)}/{chance.choice(_SYMBOLS)}")
        else:
            made.append(chance.choice(("đã gửi", "lưu", "hỏa tốc", "bản sao", "Mật độ", "trả lại")))
    return made
