"""Faults of State papers: Quốc hiệu, number, abstract, authority, recipients, stamps."""

from __future__ import annotations

import random

from tests.checking_corpus.faults_texts import change
from tests.checking_corpus.kinds import STATE_NAMED, kind
from tests.checking_corpus.sheet import ND30, Look, Para, Sheet, like
from tests.checking_corpus.words import two

Found = tuple[str, str]
LAW = {"standards": (ND30,)}
LETTER = {**LAW, "types": ("CV",)}
NAMED = {**LAW, "types": STATE_NAMED}
LISTED = {**LAW, "types": ("CV", "KH", "BC", "TB", "TTr", "QĐ"), "place": r"noi nhan|\bluu\b"}
COUNTRY = "quoc hieu|cong hoa|tieu de"
HEADS = r"co quan|ban hanh|cap tren|\bso\b|dia danh|tieu ngu|quoc hieu|\bke\b"
MOTTO = "tieu ngu|doc lap|quoc hieu"


def _gone(role: str, clause: str, **more: object) -> None:
    @kind(f"state.{role}.missing", role, clause, **more)
    def inject(sheet: Sheet, rng: random.Random) -> Found:
        del rng
        was = sheet.one(role).text
        sheet.drop(role)
        return "không có", was


_gone("title", "I.1", also=HEADS, **LAW)
_gone("motto", "I.1", also=HEADS, **LAW)
_gone("number", "I.3", also=HEADS, **LAW)
_gone("date", "I.4", **LAW)
_gone("type", "I.5a", **NAMED)
_gone("subject", "I.5a", place=r"trich yeu|ten loai", **NAMED)
_gone("cv_subject", "I.5b", **LETTER)
_gone("recipients", "I.9b", **LISTED)
_gone("storage", "I.9b", **LISTED)
_gone("name", "I.7b", **{**LAW, "types": ("CV", "KH", "BC", "TB")})
_gone("kinh", "I.9a", wish={"many_addressees": False}, **{**LAW, "types": ("CV", "TTr")})

change("state.title.chu", "title", "I.1", lambda t: t.replace("CHỦ", "CHÚ"), place=COUNTRY, **LAW)
change(
    "state.title.nghia", "title", "I.1", lambda t: t.replace("NGHĨA", "NGHỈA"), place=COUNTRY, **LAW
)
change(
    "state.title.cong", "title", "I.1", lambda t: t.replace("CỘNG", "CÔNG"), place=COUNTRY, **LAW
)
change("state.motto.tight", "motto", "I.1", lambda t: t.replace(" - ", "-"), place=MOTTO, **LAW)
change("state.motto.dash", "motto", "I.1", lambda t: t.replace(" - ", " – "), place=MOTTO, **LAW)
change(
    "state.motto.capital", "motto", "I.1", lambda t: t.replace("phúc", "Phúc"), place=MOTTO, **LAW
)
change(
    "state.motto.freedom", "motto", "I.1", lambda t: t.replace("Tự do", "Tự Do"), place=MOTTO, **LAW
)
change(
    "state.motto.slip",
    "motto",
    "I.1",
    lambda t: t.replace("Độc lập", "Đôc lập"),
    place=MOTTO,
    **LAW,
)
change(
    "state.number.nocolon",
    "number",
    "I.3",
    lambda t: t.replace("Số:", "Số"),
    about=r":|cham",
    **LAW,
)


def number_without_zero(sheet: Sheet, rng: random.Random) -> Found:
    number = rng.randrange(1, 10)
    sheet.one("number").text = f"Số: {number}/{sheet.facts.symbol}"
    return sheet.one("number").text, f"{number:02d}"


@kind("state.number.cv", "number", "I.3", **LETTER)
def letter_with_symbol(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    para = sheet.one("number")
    was = para.text
    office = sheet.facts.symbol.partition("-")[0]
    para.text = f"Số: {two(sheet.facts.number)}/CV-{office}"
    return para.text, was


@kind("state.number.wrongtype", "number", "I.3", standards=(ND30,), types=("KH", "BC", "TB", "TTr"))
def number_of_another_type(sheet: Sheet, rng: random.Random) -> Found:
    para = sheet.one("number")
    was = para.text
    code = rng.choice(("HD", "CTr", "PA", "QC"))
    para.text = para.text.replace(f"/{sheet.facts.type_code}-", f"/{code}-")
    return para.text, was


@kind(
    "state.issuer.star",
    "issuer",
    "2.3",
    also=HEADS,
    place=r"\bsao\b|\*|\bke\b|ban hanh|co quan",
    **LAW,
)
def star_of_the_party(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    rule = sheet.one("issuer_rule")
    sheet.put_before(rule, Para("star", "*", Look(), "center"))
    sheet.drop("issuer_rule")
    return "*", "đường kẻ"


@kind("state.subject.hyphens", "subject", "2.3", place=r"trich yeu|\bke\b|gach|-----", **NAMED)
def hyphens_of_the_party(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    rule = sheet.one("subject_rule")
    sheet.put_before(rule, Para("separator", "-----", Look(), "center", after=6.0))
    sheet.drop("subject_rule")
    return "-----", "đường kẻ"


@kind("state.subject.order", "subject", "I.5a", place=r"trich yeu|ten loai|thu tu", **NAMED)
def subject_above_type(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    sheet.move_before(sheet.one("subject"), sheet.one("type"))
    return "trên tên loại", "dưới tên loại"


@kind("state.urgency.color", "urgency", "I.10b", wish={"urgency": True}, about=r"do\b|mau|khung",
      **LAW)  # fmt: skip
def urgency_black(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    para = sheet.one("urgency")
    para.look = like(para.look, color="")
    return "đen", "đỏ"


@kind("state.urgency.frame", "urgency", "I.10b", wish={"urgency": True}, about=r"khung|vien",
      **LAW)  # fmt: skip
def urgency_without_frame(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    sheet.one("urgency").frame = False
    return "không khung", "có khung"


@kind("state.urgency.level", "urgency", "I.10b", wish={"urgency": True}, **LAW)
def urgency_unknown(sheet: Sheet, rng: random.Random) -> Found:
    para = sheet.one("urgency")
    para.text = rng.choice(("RẤT KHẨN", "KHẨN CẤP", "ĐẶC BIỆT KHẨN"))
    return para.text, "HỎA TỐC, THƯỢNG KHẨN, KHẨN"


@kind("state.superior.none", "issuer", "2.1", also=HEADS, wish={"issuer": "committee"},
      place=r"cap tren|truc tiep|chu quan|co quan|ban hanh", **NAMED)  # fmt: skip
def superior_above_committee(sheet: Sheet, rng: random.Random) -> Found | None:
    del rng
    if sheet.has("superior"):
        return None
    issuer = sheet.one("issuer")
    text = "UỶ BAN NHÂN DÂN THÀNH PHỐ HÀ LIÊN"
    text = text if sheet.facts.old_tone else text.replace("UỶ", "ỦY")
    look = like(issuer.look, bold=False)
    sheet.put_before(issuer, Para("superior", text, look, "center"))
    return text, "không ghi"


@kind("state.motto.order", "motto", "I.1", also=HEADS, place=r"tieu ngu|quoc hieu|thu tu", **LAW)
def motto_above_country(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    sheet.plain_header = True
    sheet.move_before(sheet.one("motto"), sheet.one("title"))
    return "trên Quốc hiệu", "dưới Quốc hiệu"


@kind(
    "state.title.left", "title", "I.1", also=HEADS, place=r"quoc hieu|phai|vi tri|trinh bay", **LAW
)
def country_at_left(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    sheet.plain_header = True
    sheet.left, sheet.right = sheet.right, sheet.left
    return "bên trái", "bên phải"
