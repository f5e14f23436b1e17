"""What a fault is: how it is made, what it stands against, and how a report of it reads."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from tests.checking_corpus.sheet import HD05, HD36, Sheet

PARTY_RULES = (HD05, HD36)
NAMED = ("KH", "BC", "TB", "TTr", "QĐ", "NQ", "KL", "HD", "GM", "BB", "CTr")
STATE_NAMED = ("KH", "BC", "TB", "TTr", "QĐ", "HD", "GM", "CTr")

# Words by which a report names a place, without accents.
PLACES = {
    "title": r"dang cong san|tieu de|quoc hieu|cong hoa",
    "motto": r"tieu ngu|doc lap|quoc hieu",
    "superior": r"cap tren|truc tiep|chu quan|co quan|to chuc",
    "issuer": r"ban hanh|co quan|to chuc",
    "star": r"\bsao\b|\*|co quan|ban hanh",
    "number": r"\bso\b|ky hieu",
    "date": r"dia danh|ngay|thoi gian",
    "type": r"ten loai|loai van ban",
    "subject": r"trich yeu",
    "cv_subject": r"trich yeu|ve viec|v/v",
    "separator": r"gach|ngan cach|phan cach|-----|trich yeu|\bke\b",
    "kinh": r"kinh gui|kinh trinh",
    "addressee": r"kinh gui|kinh trinh",
    "basis": r"can cu",
    "body": r"noi dung|than|doan|loi van|phan van|van ban|muc\b|dieu\b|diem\b|khoan\b",
    "recipients": r"noi nhan",
    "recipient": r"noi nhan",
    "storage": r"\bluu\b|noi nhan",
    "authority": r"quyen han|chuc vu|chuc danh|\bky\b|tham quyen",
    "position": r"quyen han|chuc vu|chuc danh|\bky\b|tham quyen",
    "name": r"ho (va |, )?ten|ho,? chu dem|nguoi ky|\bky\b",
    "urgency": r"khan|hoa toc",
    "draft": r"du thao",
    "page": r"trang|\ble\b|kho giay",
    "annex": r"phu luc",
    "annex_label": r"phu luc",
    "annex_title": r"phu luc",
    "annex_reference": r"phu luc|kem theo",
    "any": r"",
}

# Words by which a report names what is wrong.
ABOUT = {
    "size": r"\bco\b|co chu",
    "bold": r"dam",
    "italic": r"nghieng|dung",
    "case": r"hoa|thuong",
    "font": r"phong|font|times|kieu chu|bang ma|unicode|tcvn",
    "color": r"mau|den\b",
    "underline": r"gach|ke",
    "align": r"giua|can|deu|hai ben|trai|phai",
    "indent": r"thut|lui|dau dong|dong dau",
    "line": r"dong",
    "space": r"doan|cach",
    "any": r"",
}

Inject = Callable[[Sheet, random.Random], tuple[str, str] | None]


@dataclass(frozen=True)
class Kind:
    """A way to be wrong. `inject` returns what then stands there and what should, or None."""

    name: str
    component: str
    clause: str
    inject: Inject
    standards: tuple[str, ...] = PARTY_RULES
    types: tuple[str, ...] = ()
    wish: dict[str, object] = field(default_factory=dict)
    about: str = ""
    place: str = ""
    also: str = ""  # other places that a report may rightly name for the same fault
    is_soft: bool = False


@dataclass(frozen=True)
class Fault:
    """A fault in a file: where it is in words, what stands there, what should."""

    kind: str
    component: str
    clause: str
    where: str
    found: str
    expected: str
    about: str = ""
    place: str = ""
    also: str = ""
    is_soft: bool = False


@dataclass(frozen=True)
class Case:
    """A file of the corpus; no faults = a clean one."""

    file_name: str
    standard: str
    family: str
    type_code: str
    day: date
    habit: str
    faults: tuple[Fault, ...] = ()


KINDS: list[Kind] = []


def kind(name: str, component: str, clause: str, **more: object) -> Callable[[Inject], Inject]:
    """Register the way of being wrong that the function makes."""

    def registered(inject: Inject) -> Inject:
        KINDS.append(Kind(name, component, clause, inject, **more))
        return inject

    return registered


def fold(text: str) -> str:
    """Return the text without accents and case."""
    apart = unicodedata.normalize("NFD", text.lower())
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return re.sub(r"\s+", " ", bare.replace("đ", "d"))
