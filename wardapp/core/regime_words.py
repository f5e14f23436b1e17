"""The words in which due days are said: patterns over text without accents, and what they give.

The text that is read has as many characters as the text that was typed, so that what is not
understood can be shown in the clerk's own words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from wardapp.core.regimes import Frequency
from wardapp.core.text import one_line

_DASHES = frozenset("\u2010\u2011\u2012\u2013\u2014\u2015\u2212")
_POINTED = re.compile(r"(?<![\d/])(\d{1,2})[.-](\d{1,2})[.-](\d{4}|\d{2})(?![\d/])")
_AFTER_DAY = re.compile(r"(?<=ngay )(\d{1,2})[.](\d{1,2})(?![\d/.])")

MONTH_WORDS = {
    "gieng": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8,
    "chin": 9, "muoi": 10, "muoi mot": 11, "muoi hai": 12,
}  # fmt: skip
QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4, "mot": 1,
            "hai": 2, "ba": 3, "tu": 4, "bon": 4}  # fmt: skip

EVERY = r"(?:dinh ky )?(?:hang|moi|tung|theo|dinh ky|1|mot)"
ONCE = r"(?: ?(?:/|mot|1) ?(?:1 |mot )?(?:lan|ky))"
AND = r"(?: ?(?:,|;|va|&|hoac|-|\+) ?)+"
YEAR = r"(?: ?/ ?| nam |, ?nam )(?:20[2-9]\d|[2-9]\d)(?![\d/])"
MONTH = (
    r"(?:(?:1[0-2]|0?[1-9])(?!\d)|muoi hai|muoi mot|gieng|hai|ba|tu|sau|bay|tam|chin|muoi|"
    r"nam(?! \d))(?![a-z])(?! ?thang)"
)
HOUR = r"(?:\d{1,2} ?(?:h|gio)(?: ?\d{2}(?! ?[/-]))?(?: phut)?(?: ?,)? ?)"


@dataclass(frozen=True, slots=True)
class Plain:
    """A text twice: as typed on one line, and in small letters without accents."""

    typed: str
    plain: str

    def words(self, start: int, end: int) -> str:
        """Return what was typed between two places."""
        return self.typed[start:end].strip(" ,;:.-()")


def plain_of(text: str) -> Plain:
    """Return a text ready to be read; both sides have the same length."""
    typed = one_line(text)
    plain = "".join(_plain(letter) for letter in typed)
    plain = _POINTED.sub(r"\1/\2/\3", plain)
    return Plain(typed, _AFTER_DAY.sub(r"\1/\2", plain))


def _plain(letter: str) -> str:
    if letter in _DASHES:
        return "-"
    low = letter.lower()
    base = unicodedata.normalize("NFD", low)[0] if low else letter
    return "d" if base == "đ" else base if len(base) == 1 else letter


def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern that matches whole words only."""
    return re.compile(rf"(?<![a-z0-9/])(?:{pattern})(?![a-z0-9])")


def month_number(words: str) -> int:
    """Return 1 to 12 of a month as figures or words."""
    return int(words) if words.isdecimal() else MONTH_WORDS[words]


_QUARTER = r"quy(?! (?:dinh|che|mo|hoach|trinh|uoc|tac|phach|chuan)\b)"  # quý, not quy định
_OF_YEAR = r"(?:(?: ?/ ?| nam )(?P<year>20[2-9]\d))?(?![\d/])"
_HALF_OF = r"(?: cua)?(?: nam)?(?: (?P<year>20[2-9]\d))?(?![\d/])"
TOPICS: tuple[tuple[re.Pattern[str], Frequency, int], ...] = tuple(
    (compiled(pattern), frequency, part)
    for pattern, frequency, part in (
        (
            rf"(?:{EVERY} )?(?:6|06|sau) thang dau{_HALF_OF}",
            Frequency.HALF_YEAR,
            1,
        ),
        (
            rf"(?:{EVERY} )?(?:6|06|sau) thang cuoi{_HALF_OF}",
            Frequency.HALF_YEAR,
            2,
        ),
        (rf"(?:{EVERY} )?(?:6|06|sau) thang(?:{ONCE})?", Frequency.HALF_YEAR, 0),
        (rf"(?:{EVERY} )?nua nam(?:{ONCE})?", Frequency.HALF_YEAR, 0),
        (rf"(?:{EVERY} )?(?:3|03|ba) thang{ONCE}", Frequency.QUARTER, 0),
        (rf"quy (?P<part>iv|iii|ii|i|[1-4]|mot|hai|ba|tu|bon){_OF_YEAR}", Frequency.QUARTER, -1),
        (rf"(?:{EVERY} )?{_QUARTER}(?:{ONCE})?(?! \d)", Frequency.QUARTER, 0),
        (rf"{EVERY} thang(?:{ONCE})?(?! \d)", Frequency.MONTH, 0),
        (rf"thang{ONCE}|(?<=bao cao )thang(?! \d)|thang(?= ?[:(])", Frequency.MONTH, 0),
        (r"(?<=bao cao )nam(?: (?P<year>20[2-9]\d)(?![\d/])|(?! \d))", Frequency.YEAR, 1),
        (rf"{EVERY} nam(?:{ONCE})?(?! \d)", Frequency.YEAR, 0),
        (rf"ca nam{_OF_YEAR}|cuoi nam|tong ket nam|nam{ONCE}", Frequency.YEAR, 1),
        (r"nam(?= ?[:(])|(?<=va )nam(?= (?:truoc|cham|vao|gui) )", Frequency.YEAR, 1),
        (r"(?:theo|tung|tong ket|ket thuc) dot", Frequency.CAMPAIGN, 0),
    )
)
"""Words that say how often; the part tells which half or quarter, -1: in the group."""

_MATTERS = "cac|nhung|van de|vu viec|tinh huong|su viec|moi|phat sinh|phuc tap|nhay cam"
_HAPPENS = rf"(?: (?:{_MATTERS})\b,?)*"
AD_HOC = compiled(
    rf"(?:bao cao )?dot xuat|(?:ngay )?khi (?:co|duoc) (?:yeu cau|chi dao)(?: cua [a-z ]+)?|"
    rf"(?:ngay )?khi (?:co |xay ra )?(?:phat sinh|van de|vu viec|tinh huong|su viec){_HAPPENS}|"
    r"theo yeu cau|(?:ngay )?khi can(?: thiet)?|bat thuong"
)
"""Words of a report that is asked for when something happens."""

_BY_MONTH = "Hãy đặt theo tháng, ví dụ: ngày 25 hằng tháng."
UNSUPPORTED: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (compiled(pattern), sentence)
    for pattern, sentence in (
        (
            r"tuan|thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat",
            f"Chưa làm được chế độ báo cáo theo tuần. {_BY_MONTH}",
        ),
        (
            r"(?:hang|moi|tung) ngay|ngay (?:mot|1) lan",
            f"Chưa làm được chế độ báo cáo hằng ngày. {_BY_MONTH}",
        ),
        (
            r"\d+ ngay lam viec|ngay lam viec thu",
            "Chưa đếm được hạn theo ngày làm việc. Hãy gõ ngày, ví dụ: ngày 05 hằng tháng.",
        ),
        (
            r"(?:9|09|chin) thang|(?:2|hai) (?:thang|quy|nam) mot lan|(?:5|nam) nam",
            "Chưa làm được kỳ báo cáo này. Các kỳ có: tháng, quý, 6 tháng, năm, đợt, đột xuất.",
        ),
        (
            r"(?<=thang )(?:le|chan)",
            "Chưa hiểu tháng lẻ, tháng chẵn. Hãy kể từng tháng: ngày 10 của các tháng 1, 3, 5.",
        ),
        (
            r"am lich|ram|mung (?:[1-9]|10) tet",
            "Chưa làm được hạn theo âm lịch. Hãy gõ ngày dương lịch.",
        ),
        (
            r"(?:trong )?(?:nua|trung tuan|thuong tuan|ha tuan)(?: dau| cuoi)? thang|giua thang",
            "Hạn chưa rõ ngày nào. Hãy gõ ngày, ví dụ: ngày 15 hằng tháng.",
        ),
    )
)
"""What is said but can't be kept, each with its sentence."""

_NEUTRAL = """
    bao cao gui nop ve cua cac va vao la thi den tai o cho qua ban thuc hien che do dinh ky ket
    tinh hinh theo thong tin tong hop so lieu han thoi gian phai duoc moi lan mot trong nay ap dung
    hieu luc toi thieu mau bieu phu luc khi don vi co quan doi voi hang danh gia cong tac qua
    trien khai ke hoach cap tren cu the nhu gui ngoai ra dong cung chot hoan thanh lap xong dam
    de nghi yeu cau day du dot so ket tong ky han gui bo sung thuong xuyen rieng con nham nhat
"""
FILLERS = frozenset(_NEUTRAL.split())
"""Words that say nothing of the day."""

FILLER_PHRASES = compiled(r"quy dinh|nhu sau|kip thoi|dung thoi han|quy che|truoc mat")
"""Words that would speak of time if they stood alone."""

_OF_TIME = "ngay thang quy tuan gio truoc sau mung mong cham muon dau cuoi giua nam som"
TIME_WORDS = frozenset(_OF_TIME.split())
"""Words that, left over, show that something of the day was not understood."""
