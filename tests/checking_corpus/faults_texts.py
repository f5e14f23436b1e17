"""Faults of Party papers below the head: bases, articles, closing, recipients."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable

from tests.checking_corpus.kinds import KINDS, Kind, kind
from tests.checking_corpus.sheet import HD05, HD36, ND30, Sheet, like

Found = tuple[str, str]
Edit = Callable[[str], str]
LISTED = ("CV", "KH", "BC", "TB", "TTr", "QĐ")
DECISION = ("QĐ",)
TEXTS = ("KH", "BC", "CV", "TB", "QĐ")
NEW = (HD05,)
PARTY = (HD05, HD36)
BOTH = (HD05, HD36, ND30)
STOP = r"dau|phay|cham|;|,|\."


def change(name: str, component: str, clause: str, edit: Edit, **more: object) -> None:
    """Register a fault that edits all paragraphs of its role (or `role`) by a function of text."""
    role = str(more.pop("role", component))
    first = bool(more.pop("first", False))

    def inject(sheet: Sheet, rng: random.Random) -> Found | None:
        paras = sheet.all(role)
        if not paras:
            return None
        chosen = paras[:1] if first else paras
        del rng
        told = None
        for para in chosen:
            was, para.text = para.text, edit(para.text)
            if para.text != was:
                told = told or (para.text, was)
        return told

    KINDS.append(Kind(name, component, clause, inject, **more))


def with_last(name: str, component: str, clause: str, edit: Edit, **more: object) -> None:
    """Register a fault that edits the last paragraph of a role."""
    role = str(more.pop("role", component))

    def inject(sheet: Sheet, rng: random.Random) -> Found | None:
        del rng
        if not sheet.has(role):
            return None
        para = sheet.all(role)[-1]
        was = para.text
        para.text = edit(was)
        return (para.text, was) if para.text != was else None

    KINDS.append(Kind(name, component, clause, inject, **more))


def ended(mark: str) -> Edit:
    """Return an edit that ends a text otherwise."""
    return lambda text: re.sub(r"[;,.]$", "", text) + mark


# -- legal bases -------------------------------------------------------------------------------

BASES = {"types": DECISION, "place": r"can cu"}
change("party.basis.nohyphen", "basis", "6.2.3", lambda t: t.removeprefix("- "), standards=NEW,
       about=r"gach|-", **BASES)  # fmt: skip
change("party.basis.comma", "basis", "6.2.3", lambda t: re.sub(r";$", ",", t), standards=PARTY,
       about=STOP, **BASES)  # fmt: skip
change("party.basis.stop", "basis", "6.2.3", lambda t: re.sub(r";$", ".", t), standards=PARTY,
       about=STOP, **BASES)  # fmt: skip
with_last("party.basis.lastsemicolon", "basis", "6.2.3", ended(";"), standards=PARTY, about=STOP,
          **BASES)  # fmt: skip
with_last("party.basis.lastcomma", "basis", "6.2.3", ended(","), standards=NEW, about=STOP, **BASES)
with_last("party.basis.lastnone", "basis", "6.2.3", ended(""), standards=PARTY, about=STOP, **BASES)
with_last("state.basis.lastsemicolon", "basis", "I.6", ended(";"), standards=(ND30,), about=STOP,
          **BASES)  # fmt: skip
with_last(
    "state.basis.lastcomma", "basis", "I.6", ended(","), standards=(ND30,), about=STOP, **BASES
)
change("state.basis.comma", "basis", "I.6", lambda t: re.sub(r";$", ",", t), standards=(ND30,),
       about=STOP, **BASES)  # fmt: skip
change("state.basis.stop", "basis", "I.6", lambda t: re.sub(r";$", ".", t), standards=(ND30,),
       about=STOP, **BASES)  # fmt: skip


@kind("party.basis.italic", "basis", "6.2.3", types=DECISION, about=r"dung|nghieng")
def slanted_bases(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    for para in sheet.all("basis"):
        para.look = like(para.look, italic=True)
    return "nghiêng", "đứng"


@kind("party.basis.joined", "basis", "6.2.3", types=DECISION)
def bases_in_one_line(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    first, second = sheet.all("basis")[:2]
    first.text = f"{first.text} {second.text.removeprefix('- ')}"
    sheet.list_of(second).remove(second)
    return first.text, "mỗi căn cứ một dòng"


@kind("party.basis.nodate", "basis", "6.2.3", types=DECISION, place=r"can cu|vien dan|dan chieu")
def basis_without_date(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    para = sheet.one("basis")
    was = para.text
    para.text = re.sub(r", ngày [\d/]+", "", para.text)
    return para.text, was


# -- articles, points --------------------------------------------------------------------------

ARTICLE = {"types": DECISION, "place": r"dieu", "standards": BOTH, "role": "article"}
PARTY_ARTICLE = {**ARTICLE, "standards": PARTY}
change(
    "party.article.colon",
    "body",
    "6.2.4c",
    lambda t: re.sub(r"^(Điều \d)\.", r"\1:", t),
    **PARTY_ARTICLE,
)
change("party.article.roman", "body", "6.2.4c",
       lambda t: re.sub(r"^Điều (\d)", lambda m: "Điều " + "I" * int(m[1]), t),
       **PARTY_ARTICLE)  # fmt: skip
with_last("any.article.jump", "body", "6.2.4c", lambda t: t.replace("Điều 3", "Điều 4"), **ARTICLE)
with_last("any.article.twice", "body", "6.2.4c", lambda t: t.replace("Điều 3", "Điều 2"), **ARTICLE)
CLAUSE = {"types": DECISION, "place": r"khoan|dieu|muc|so thu tu|danh so", "standards": BOTH}
change("any.clause.bracket", "body", "6.2.4d", lambda t: re.sub(r"^(\d)\.", r"\1)", t),
       role="clause", **CLAUSE)  # fmt: skip
with_last("any.clause.jump", "body", "6.2.4d", lambda t: re.sub(r"^3\.", "5.", t), role="clause",
          **CLAUSE)  # fmt: skip
POINT = {"types": ("QĐ", "KH"), "place": r"diem|chu cai|thu tu|danh so", "standards": BOTH,
         "role": "point"}  # fmt: skip
PARTY_POINT = {**POINT, "standards": PARTY}
with_last("party.point.f", "body", "6.2.4đ", lambda t: "f" + t[1:], **PARTY_POINT)
with_last("party.point.j", "body", "6.2.4đ", lambda t: "j" + t[1:], **PARTY_POINT)
with_last("party.point.w", "body", "6.2.4đ", lambda t: "w" + t[1:], **PARTY_POINT)
with_last("party.point.z", "body", "6.2.4đ", lambda t: "z" + t[1:], **PARTY_POINT)
change("any.point.stop", "body", "6.2.4đ", lambda t: re.sub(r"^(\w)\)", r"\1.", t), **POINT)
ENGLISH = dict(zip("abcdđe", "abcdef", strict=True))
change("party.point.nostroke", "body", "6.2.4đ", lambda t: ENGLISH[t[0]] + t[1:], **PARTY_POINT)
HEAD = {"types": ("KH", "BC"), "place": r"muc|de muc|danh so|thu tu|so la ma", "standards": BOTH}
with_last("any.head.jump", "body", "6.2.4",
          lambda t: re.sub(r"^(III|IV)([.-])", r"VI\2", t), role="head1", **HEAD)  # fmt: skip
with_last("any.head.twice", "body", "6.2.4",
          lambda t: re.sub(r"^(III|IV)([.-])", r"II\2", t), role="head1", **HEAD)  # fmt: skip
with_last("any.head2.jump", "body", "6.2.4",
          lambda t: re.sub(r"^\d\.", "7.", t), role="head2", **HEAD)  # fmt: skip

# -- closing, citations, words -----------------------------------------------------------------

CLOSE = {"types": TEXTS, "standards": NEW, "role": "closing", "about": r"cham|ket thuc|\./\.|dau",
         "place": r"noi dung|ket thuc|cuoi|than|doan|cham"}  # fmt: skip
with_last("party.closing.slashes", "body", "6.2.2", ended("./."), **CLOSE)
with_last("party.closing.none", "body", "6.2.2", ended(""), **CLOSE)
with_last("party.closing.exclaims", "body", "6.2.2", ended("!"), **CLOSE)
with_last("party.closing.semicolon", "body", "6.2.2", ended(";"), **CLOSE)
with_last("party.closing.slash", "body", "6.2.2", ended("/."), **CLOSE)
CITED = {"types": ("KH", "BC", "CV", "TB"), "role": "lead",
         "place": r"vien dan|trich dan|dan chieu|noi dung|doan|so|van ban"}  # fmt: skip
change("party.citation.nodate", "body", "6.1.4", lambda t: re.sub(r", ngày [\d/]+", "", t),
       standards=NEW, about=r"ngay", **CITED)  # fmt: skip
change("party.citation.noissuer", "body", "6.1.4",
       lambda t: re.sub(r" của Ban Thường vụ Thành [uủ][ỷy]", "", t),
       standards=NEW, **CITED)  # fmt: skip
change("party.citation.mangled", "body", "1.14",
       lambda t: re.sub(r"(\d+)-KH/TU", r"\1-KH/TU\1KH/ĐU", t), standards=PARTY, is_soft=True,
       **CITED)  # fmt: skip
change("party.citation.nohyphen", "body", "1.14",
       lambda t: re.sub(r"(\d+)-KH/TU", r"\1 KH/TU", t), standards=PARTY, is_soft=True,
       **CITED)  # fmt: skip


@kind("party.abbreviation", "body", "6.1.3", types=TEXTS, standards=NEW,
      place=r"viet tat|noi dung|doan|than", about=r"viet tat|giai thich|lan dau")  # fmt: skip
def unexplained_abbreviation(sheet: Sheet, rng: random.Random) -> Found:
    word = rng.choice(("TDP", "VSMT", "ANTT", "CCHC", "PCCC"))
    para = rng.choice(sheet.all("clause", "dash", "body"))
    para.text += f" Các đơn vị quan tâm công tác {word} ở khu dân cư."
    return word, "viết tắt sau cụm từ đầy đủ"


@kind("any.nfd", "body", "9.1", standards=BOTH, types=TEXTS, is_soft=True, place="any",
      about=r"to hop|dung san|unicode|bang ma|nfc")  # fmt: skip
def decomposed(sheet: Sheet, rng: random.Random) -> Found:
    para = rng.choice(sheet.all("clause", "dash", "body"))
    para.text = unicodedata.normalize("NFD", para.text)
    return "dấu tổ hợp", "dựng sẵn"


TCVN3 = {"ă": "¨", "â": "©", "ê": "ª", "ô": "«", "ơ": "¬", "đ": "®", "à": "µ", "á": "¸", "ạ": "¹",
         "ấ": "Ê", "ế": "Õ", "ệ": "Ö", "ố": "è", "ộ": "é", "ớ": "í", "ợ": "î", "ự": "ù", "ị": "Þ",
         "ề": "Ò", "ờ": "ê", "ồ": "å", "ả": "¶", "ầ": "Ç", "ậ": "Ë", "ì": "×",
         "í": "Ý"}  # fmt: skip


@kind("any.tcvn3.text", "body", "IV", standards=BOTH, types=TEXTS, place="any",
      about=r"tcvn|bang ma|unicode|phong|font|.vntime")  # fmt: skip
def old_code(sheet: Sheet, rng: random.Random) -> Found:
    para = rng.choice(sheet.all("clause", "dash", "body"))
    para.text += " " + "".join(
        TCVN3.get(letter, letter)
        for letter in "Bộ phận giúp việc đã kiểm tra các tổ dân phố và đề nghị tiếp tục"
    )
    para.head = ""
    return "chữ TCVN3", "Unicode"


@kind("any.tcvn3.font", "body", "IV", standards=BOTH, types=TEXTS, place="any",
      about=r"tcvn|bang ma|unicode|phong|font|.vntime")  # fmt: skip
def old_font(sheet: Sheet, rng: random.Random) -> Found:
    para = rng.choice(sheet.all("clause", "dash", "body"))
    para.look = like(para.look, font=".VnTime")
    para.text = "".join(TCVN3.get(letter, letter) for letter in para.text)
    return ".VnTime", "Times New Roman"


# -- addressees and recipients -----------------------------------------------------------------

PETITION = ("TTr",)
change("party.petition.label", "kinh", "9.2.4", lambda t: t.replace("Kính trình", "Kính gửi"),
       types=PETITION, standards=NEW)  # fmt: skip
change("party.petition.oldlabel", "kinh", "9.2.4", lambda t: t.replace("Kính gửi", "Kính trình"),
       types=PETITION, standards=(HD36,))  # fmt: skip
change("party.addressee.comma", "addressee", "9.2.3", lambda t: re.sub(r";$", ",", t),
       types=("CV", "TTr"), standards=NEW, about=STOP)  # fmt: skip
change("party.addressee.none", "addressee", "9.2.3", lambda t: re.sub(r";$", "", t),
       types=("CV", "TTr"), standards=NEW, about=STOP)  # fmt: skip
LIST = {"types": LISTED, "standards": PARTY, "place": r"noi nhan|\bluu\b"}
NEW_LIST = {**LIST, "standards": NEW}
change("party.recipient.comma", "recipient", "9", lambda t: re.sub(r";$", ",", t), about=STOP,
       **NEW_LIST)  # fmt: skip
change(
    "party.recipient.none", "recipient", "9", lambda t: re.sub(r"[;,]$", "", t), about=STOP, **LIST
)
change("party.recipient.stop", "recipient", "9", lambda t: re.sub(r"[;,]$", ".", t), about=STOP,
       first=True, **LIST)  # fmt: skip
change("party.recipient.nohyphen", "recipient", "9.2.2", lambda t: t.removeprefix("- "), **LIST)
change("party.storage.semicolon", "storage", "9", lambda t: t[:-1] + ";", about=STOP, **NEW_LIST)
change("party.storage.none", "storage", "9", lambda t: t[:-1], about=STOP, **NEW_LIST)
change("party.storage.code", "storage", "9", lambda t: re.sub(r"Lưu .*", "Lưu: VT.", t),
       is_soft=True, **LIST)  # fmt: skip
change("party.label.caps", "recipients", "9.2.1", lambda t: t.upper(), about=r"hoa|thuong", **LIST)
change(
    "party.label.nocolon", "recipients", "9.2.1", lambda t: t.rstrip(":"), about=r":|cham", **LIST
)


@kind("party.label.plain", "recipients", "9.2.1", about="underline", **NEW_LIST)
def label_without_line(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    para = sheet.one("recipients")
    para.look = like(para.look, underline=False)
    return "không gạch chân", "gạch chân"


@kind("party.label.italic", "kinh", "9.2.3", types=("CV", "TTr"), about="italic")
def addressee_label_upright(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    para = sheet.one("kinh")
    para.look = like(para.look, italic=False)
    para.head = ""
    return "đứng", "nghiêng"


@kind("party.kinh.allitalic", "kinh", "9.2.3", types=("CV", "TTr"), about="italic")
def addressee_names_slanted(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    for para in sheet.all("kinh", "addressee"):
        para.look = like(para.look, italic=True)
    return "nghiêng", "đứng"


@kind(
    "party.recipient.order",
    "recipient",
    "9",
    types=("CV", "TTr"),
    about=r"nhu tren|dau tien|dong dau",
)
def as_above_not_first(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    first, second = sheet.all("recipient")[:2]
    first.text, second.text = second.text, first.text
    return first.text, second.text


@kind("party.recipient.asabove", "recipient", "9", types=("CV", "TTr"), about=r"nhu tren")
def as_above_missing(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    first = sheet.one("recipient")
    sheet.list_of(first).remove(first)
    return "không có", "- Như trên"


@kind("party.storage.order", "storage", "9.2.2", about=r"\bluu\b|cuoi|sau cung", **LIST)
def storage_not_last(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    last, storage = sheet.all("recipient")[-1], sheet.one("storage")
    last.text, storage.text = storage.text, last.text
    mark = last.text[-1], storage.text[-1]
    last.text, storage.text = last.text[:-1] + mark[1], storage.text[:-1] + mark[0]
    last.role, storage.role = "storage", "recipient"
    return "không ở cuối", "ở cuối"


@kind("party.recipients.right", "recipients", "9.2.1",
      also=r"\bky\b|quyen han|chuc vu|ho (va )?ten", **NEW_LIST)  # fmt: skip
def recipients_at_right(sheet: Sheet, rng: random.Random) -> Found:
    del rng
    sheet.recipients, sheet.signature = sheet.signature, sheet.recipients
    return "bên phải", "bên trái"
