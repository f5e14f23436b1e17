"""Faults of the head of Party papers: who, number, date, type, abstract, urgency, draft."""

from __future__ import annotations

import random

from tests.checking_corpus.kinds import NAMED, kind
from tests.checking_corpus.sheet import HD05, Look, Para, Sheet
from tests.checking_corpus.words import two

Found = tuple[str, str]
LETTER = ("CV",)
HEADS = r"co quan|ban hanh|cap tren|\bsao\b|\bso\b|dia danh|tieu de|dang cong san|\bke\b"


def _gone(name: str, role: str, clause: str, types: tuple[str, ...] = (), **more: object) -> None:
    @kind(f"party.{name}.missing", role, clause, types=types, **more)
    def inject(sheet: Sheet, rng: random.Random) -> Found:
        del rng
        was = sheet.one(role).text
        sheet.drop(role)
        return "không có", was


_gone("title", "title", "1.2", also=HEADS)
_gone("star", "star", "2.2.1", also=HEADS, about=r"sao|\*")
_gone("number", "number", "3.2", also=HEADS)
_gone("date", "date", "4.2", standards=(HD05,))
_gone("type", "type", "5.2", NAMED)
_gone("subject", "subject", "5.2.1", NAMED, place=r"trich yeu|ten loai")
_gone("separator", "separator", "5.2.1", NAMED, about=r"gach|-----|phan cach|ngan cach")
_gone("cv_subject", "cv_subject", "5.2.3", LETTER)
_gone("kinh", "kinh", "9.2.3", ("CV", "TTr"), wish={"many_addressees": False})
_gone("recipients", "recipients", "9.2.1", (*LETTER, "KH", "BC", "TB", "QĐ"))
_gone("storage", "storage", "9.2.2", (*LETTER, "KH", "BC", "TB", "QĐ"))
_gone("name", "name", "7.2.3", (*LETTER, "KH", "BC", "TB", "QĐ"))


def _typed(name: str, role: str, clause: str, old: str, new: str, **more: object) -> None:
    """Register a fault that writes one thing for another in a component."""

    @kind(f"party.{name}", role, clause, **more)
    def inject(sheet: Sheet, rng: random.Random) -> Found | None:
        del rng
        para = sheet.one(role)
        if old not in para.text:
            return None
        was = para.text
        para.text = para.text.replace(old, new, 1)
        return para.text, was


_typed("title.ocr_cong", "title", "1.2", "CỘNG", "CÔNG")
_typed("title.ocr_dang", "title", "1.2", "ĐẢNG", "ĐÃNG")
_typed("title.ocr_san", "title", "1.2", "SẢN", "SÃN")
_typed("number.colon", "number", "3.2.2", "Số ", "Số: ", about=r"cham|:")
_typed("number.nonumberword", "number", "3.2.2", "Số ", "")
_typed("number.lowercase", "number", "3.2.2", "Số ", "số ", about=r"hoa|so |dang|mau")
_typed("date.nocomma", "date", "4.2", ", ngày", " ngày", about=r"phay|,")
_typed("separator.three", "separator", "5.2.1", "-----", "---")
_typed("separator.stars", "separator", "5.2.1", "-----", "*****")
_typed("separator.underscores", "separator", "5.2.1", "-----", "_______")
_typed("cv_subject.vv", "cv_subject", "5.2.3", "về việc ", "V/v ", standards=(HD05,), types=LETTER)
_typed("cv_subject.noform", "cv_subject", "5.2.3", "về việc ", "", standards=(HD05,), types=LETTER)


@kind("party.number.nohyphen", "number", "3.2.2", about=r"gach noi|-|dang|mau")
def number_without_hyphen(sheet: Sheet, rng: random.Random) -> Found:
    facts = sheet.facts
    sheet.one("number").text = f"Số {two(facts.number)}{rng.choice((' ', ''))}{facts.symbol}"
    return sheet.one("number").text, "gạch nối"


@kind("party.number.slash", "number", "3.2.2")
def number_with_slash(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    facts = sheet.facts
    code, _, office = facts.symbol.partition("/")
    sheet.one("number").text = f"Số {two(facts.number)}/{code}-{office}"
    return sheet.one("number").text, f"{two(facts.number)}-{facts.symbol}"


@kind("party.number.nozero", "number", "3.2.2", about=r"0|hai chu so|duoi 10|nho hon")
def number_without_zero(sheet: Sheet, rng: random.Random) -> Found | None:
    number = rng.randrange(1, 10)
    para = sheet.one("number")
    para.text = f"Số {number}-{sheet.facts.symbol}"
    for annex in sheet.all("annex_reference"):
        annex.text = annex.text.replace(two(sheet.facts.number) + "-", f"{two(number)}-", 1)
    return para.text, f"Số {number:02d}-{sheet.facts.symbol}"


@kind("party.number.roman", "number", "3.2.2")
def number_roman(sheet: Sheet, rng: random.Random) -> Found:
    para = sheet.one("number")
    para.text = f"Số {rng.choice(('XII', 'IV', 'XXI'))}-{sheet.facts.symbol}"
    return para.text, "chữ số Ả-rập"


@kind("party.number.wrongtype", "number", "3.1.2", types=("KH", "BC", "TB", "NQ", "KL"),
      also=r"ten loai|loai van ban")  # fmt: skip
def number_of_another_type(sheet: Sheet, rng: random.Random) -> Found:
    code = rng.choice(("TTr", "HD", "CTr", "QC"))
    para = sheet.one("number")
    para.text = para.text.replace(f"-{sheet.facts.type_code}/", f"-{code}/")
    for annex in sheet.all("annex_reference"):
        annex.text = annex.text.replace(f"-{sheet.facts.type_code}/", f"-{code}/")
    return para.text, sheet.facts.type_code


@kind("party.number.bxdd", "number", "3.1.2b", wish={"issuer": "ban"},
      types=("KH", "BC", "TB", "CV", "TTr"))  # fmt: skip
def number_without_stroke(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    for para in sheet.all("number", "annex_reference"):
        para.text = para.text.replace("BXDĐ", "BXDD")
    return "BXDD", "BXDĐ"


@kind("party.star.rule", "star", "2.2.1", place=r"\bsao\b|\*|co quan|ban hanh")
def rule_for_star(sheet: Sheet, rng: random.Random) -> Found:
    para = sheet.one("star")
    para.text = rng.choice(("_______", "-------", "—————"))
    return para.text, "*"


@kind("party.star.order", "star", "2.2.1", also=HEADS, place=r"\bsao\b|\*|so va ky hieu|thu tu")
def star_under_number(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    sheet.plain_header = True
    sheet.move_before(sheet.one("number"), sheet.one("star"))
    return "dưới số", "trên số"


@kind("party.superior.committee", "superior", "2.1.3a", wish={"issuer": "ban"},
      types=("KH", "BC", "TB", "CV"))  # fmt: skip
def superior_is_organisation(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    para = sheet.one("superior")
    was = para.text
    for name in ("ĐẢNG UỶ", "ĐẢNG ỦY"):
        para.text = para.text.replace(name, "ĐẢNG BỘ")
    return para.text, was


@kind("party.superior.city", "superior", "2.1.2c", wish={"issuer": "committee"})
def superior_is_city_committee(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    para = sheet.one("superior")
    was = para.text
    name = "THÀNH UỶ" if sheet.facts.old_tone else "THÀNH ỦY"
    para.text = para.text.replace("ĐẢNG BỘ THÀNH PHỐ", name)
    return para.text, was


@kind("party.issuer.office", "issuer", "2.1.3a", wish={"issuer": "office"},
      types=("KH", "BC", "TB", "CV"))  # fmt: skip
def issuer_says_committee(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    name = "VĂN PHÒNG ĐẢNG UỶ" if sheet.facts.old_tone else "VĂN PHÒNG ĐẢNG ỦY"
    sheet.one("issuer").text = name
    return name, "VĂN PHÒNG"


@kind(
    "party.title.left",
    "title",
    "1.2",
    also=HEADS,
    place=r"dang cong san|tieu de|phai|vi tri|trinh bay",
)
def title_at_left(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    sheet.plain_header = True
    sheet.left, sheet.right = sheet.right, sheet.left
    return "bên trái", "bên phải"


@kind("party.date.order", "date", "4.2", place=r"dia danh|ngay|dang cong san|tieu de", also=HEADS)
def date_above_title(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    sheet.plain_header = True
    sheet.move_before(sheet.one("date"), sheet.one("title"))
    return "trên tiêu đề", "dưới tiêu đề"


@kind("party.subject.order", "subject", "5.2.1", types=NAMED,
      place=r"trich yeu|ten loai|thu tu")  # fmt: skip
def subject_above_type(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    sheet.move_before(sheet.one("subject"), sheet.one("type"))
    return "trên tên loại", "dưới tên loại"


@kind("party.urgency.order", "urgency", "II.3", also=HEADS, wish={"urgency": True})
def urgency_above_number(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    sheet.plain_header = True
    sheet.move_before(sheet.one("urgency"), sheet.one("number"))
    return "trên số", "dưới số"


@kind("party.urgency.level", "urgency", "II.3", wish={"urgency": True})
def urgency_unknown(sheet: Sheet, rng: random.Random) -> Found:
    para = sheet.one("urgency")
    para.text = rng.choice(("RẤT KHẨN", "HOẢ TỐC HẸN GIỜ", "KHẨN CẤP", "ĐẶC BIỆT KHẨN"))
    return para.text, "KHẨN, THƯỢNG KHẨN, HOẢ TỐC"


@kind("party.draft.order", "draft", "II.4.2", also=HEADS, wish={"draft": True})
def draft_above_number(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    sheet.plain_header = True
    sheet.move_before(sheet.one("draft"), sheet.one("star"))
    return "trên số", "dưới số"


@kind("party.cv_subject.order", "cv_subject", "5.2.3", also=HEADS, types=LETTER)
def letter_abstract_above_number(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    sheet.plain_header = True
    sheet.move_before(sheet.one("cv_subject"), sheet.one("number"))
    return "trên số", "dưới số"


@kind("party.letter.type", "any", "1.2", types=LETTER, place=r"ten loai|cong van|trich yeu")
def letter_with_type(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    look = Look(size=15.0, bold=True)
    sheet.body.insert(0, Para("type", "CÔNG VĂN", look, "center", before=12.0, after=6.0))
    return "CÔNG VĂN", "không ghi tên loại"
