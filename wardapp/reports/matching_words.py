"""How alike two labels are when people retype, shorten or slip; words that stand for no figure."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from wardapp.core.text import fold

ALIKE = 0.72
"""From here on two labels are taken for the same, the best pair first."""

SURE = 0.9
SLIPPED = 0.55
_REMEMBERED = 60_000
_WORTH_A_LOOK = 0.38
_CONTAINED, _CONTAINED_MORE = 0.7, 0.25
_OTHER_NUMBERS = 0.5
_BRACKETS_OFF = 0.98
_LONGEST = 160

_LEAD = re.compile(
    r"^\s*(?:(?:[IVXLC]{1,5}|[A-Za-zĐđ]?\d{1,3}(?:\.\d{1,3})*|[A-Za-zđ])\s*[.):]\s*|[-+•*–]\s*)+"
)
_BRACKETS = re.compile(r"\([^)]*\)?")
_WORD = re.compile(r"[^\W_]+")
_FIGURES = re.compile(r"\d+")
_SHORT = {
    "tdp": "to dan pho",
    "dvt": "don vi tinh",
    "sl": "so luong",
    "th": "thuc hien",
    "kh": "ke hoach",
    "tthc": "thu tuc hanh chinh",
    "antt": "an ninh trat tu",
    "pakn": "phan anh kien nghi",
    "ttdt": "thong tin dien tu",
    "mxh": "mang xa hoi",
    "hn": "hoi nghi",
    "cb": "chi bo",
    "vb": "van ban",
    "fb": "facebook",
}

TOTALS = frozenset({"tong cong", "cong", "tong so", "tong", "cong chung"})
NOTHING_NEW = re.compile(
    r"(?:ko|khong|k)\s*(?:co|phat sinh)"
    r"(?:\s+(?:van de|phat sinh|gi|noi dung|y kien|truong hop)\b.*)?"
    r"|khong|kps|khong co|khong phat sinh|kg co|0"
)
_FOOT = re.compile(
    r"(?:nguoi|can bo) (?:lap|tong hop|bao cao|kiem tra)\b.*|thu truong\b.*"
    r"|ky (?:va )?ghi ro.*|ky ten.*|ky dong dau.*|(?:t\s?/?\s?m|k\s?/?\s?t|tl|tuq) .{3,60}"
    r"|to truong.{0,40}|phu trach.{0,40}|dai dien.{0,40}|truong ban.{0,40}"
    r"|bi thu.{0,40}|pho bi thu.{0,40}|chu tich.{0,40}"
    r"|xac nhan.{0,60}|noi nhan.*|.{0,40}ngay .{0,6}thang .{0,6}nam.{0,8}"
)


@lru_cache(maxsize=_REMEMBERED)
def label_key(text: str) -> str:
    """Return what two writings of one label share: no marks, numbering or short forms."""
    words = fold(_LEAD.sub("", text[:_LONGEST])).replace("/", " ").replace("-", " ").split()
    return " ".join(_SHORT.get(word, word) for word in words)


@lru_cache(maxsize=_REMEMBERED)
def _without_brackets(text: str) -> str:
    return label_key(_BRACKETS.sub(" ", text))


def alike(one: str, other: str) -> float:
    """Return how alike two labels are, 1.0 for the same; other numbers in them part them."""
    first, second = label_key(one), label_key(other)
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    best = _keys_alike(first, second)
    if "(" in one or "(" in other:
        bare = _keys_alike(_without_brackets(one), _without_brackets(other))
        best = max(best, bare * _BRACKETS_OFF)
    return best


@lru_cache(maxsize=_REMEMBERED)
def _keys_alike(first: str, second: str) -> float:
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    others = _numbers(first) != _numbers(second)
    pairs = len(_pairs(first) & _pairs(second)) * 2 / (len(_pairs(first)) + len(_pairs(second)))
    if pairs >= _WORTH_A_LOOK and not others:
        matcher = SequenceMatcher(None, first, second, autojunk=False)
        pairs = max(pairs, matcher.ratio())
    pairs = max(pairs, _contained(first, second))
    if others:
        return min(pairs, _OTHER_NUMBERS)
    return pairs


def _contained(first: str, second: str) -> float:
    """Return the score of a label whose words all stand, in their order, in the other."""
    short, long = sorted((first, second), key=len)
    if not f" {long} ".find(f" {short} ") >= 0:
        return 0.0
    return _CONTAINED + _CONTAINED_MORE * len(short) / len(long)


@lru_cache(maxsize=_REMEMBERED)
def _pairs(key: str) -> frozenset[str]:
    padded = f" {key} "
    return frozenset(padded[at : at + 2] for at in range(len(padded) - 1))


@lru_cache(maxsize=_REMEMBERED)
def _numbers(key: str) -> tuple[int, ...]:
    return tuple(int(each) for each in _FIGURES.findall(key))


def is_total(text: str) -> bool:
    """Return True for the label of a row of totals."""
    return label_key(text).rstrip(" :") in TOTALS


def is_foot(text: str) -> bool:
    """Return True for the words below a table: date, signatures, recipients."""
    return _FOOT.fullmatch(fold(_SIGNS.sub(" ", text))) is not None


_SIGNS = re.compile(r"[()“”\"]")


def says_nothing(text: str) -> bool:
    """Return True for words that say that nothing happened."""
    return NOTHING_NEW.fullmatch(fold(text).rstrip(" .")) is not None


def words_of(text: str) -> int:
    """Return how many words a text has."""
    return len(_WORD.findall(text))
