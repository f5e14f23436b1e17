"""Faults of the page, of paragraphs, letters and rules."""

from __future__ import annotations

import random
from dataclasses import replace

from tests.checking_corpus.faults_looks import BODY_ROLES
from tests.checking_corpus.kinds import KINDS, NAMED, PARTY_RULES, STATE_NAMED, Inject, Kind, kind
from tests.checking_corpus.sheet import (
    AUTO,
    CENTER,
    EXACT,
    HD05,
    HD36,
    LEFT,
    ND30,
    RIGHT,
    THEME_FONT,
    Para,
    Sheet,
    like,
)  # fmt: skip
from tests.checking_corpus.widths import width

BOTH_LAWS = (HD05, HD36, ND30)
LONG = {"is_long": True, "type_code": ""}
LONG_TYPES = ("KH", "BC", "CV", "TB")
ANNEXED = {"annexes": 2}
PAGE_PLACE = r"trang|\ble\b|kho giay|van ban"
NUMBER_PLACE = r"so trang|trang"
# A line that fills its column leans nowhere: how wide it may be to be seen leaning.
WIDEST_SHIFTED = {"date": 75.0, "type": 120.0, "subject": 120.0}
WIDEST_IN_HEAD = 64.0
FONTS = ("Arial", "Calibri", "Verdana", "Courier New")


def _margin(side: str, wrong: tuple[float, ...]) -> Inject:
    def inject(sheet: Sheet, rng: random.Random) -> tuple[str, str] | None:
        value = rng.choice(wrong)
        sheet.page = replace(sheet.page, **{side: value})
        for annex in sheet.annexes:
            annex.page = replace(annex.page, **{side: value})
        return f"{value:g} mm", side

    return inject


MARGINS = {"top": "tren", "bottom": "duoi", "left": "trai", "right": "phai"}
PARTY_WRONG = {"top": (15.0, 25.0, 30.0), "bottom": (15.0, 25.0), "left": (20.0, 25.0, 35.0),
               "right": (10.0, 20.0, 25.0)}  # fmt: skip
STATE_WRONG = {"top": (15.0, 30.0), "bottom": (15.0, 30.0), "left": (20.0, 25.0, 40.0),
               "right": (10.0, 25.0)}  # fmt: skip
for _side, _word in MARGINS.items():
    for _name, _table, _laws in (
        ("party", PARTY_WRONG, PARTY_RULES), ("state", STATE_WRONG, (ND30,)),
    ):  # fmt: skip
        KINDS.append(
            Kind(f"{_name}.margin.{_side}", "page", "IV", _margin(_side, _table[_side]),
                 standards=_laws, place=PAGE_PLACE, about=_word)
        )  # fmt: skip


@kind("any.paper", "page", "IV", standards=BOTH_LAWS, place=PAGE_PLACE, about=r"kho|a4|giay")
def paper(sheet: Sheet, rng: random.Random) -> tuple[str, str]:
    wide, high = rng.choice(((215.9, 279.4), (176.0, 250.0), (297.0, 420.0)))
    sheet.page = replace(sheet.page, width=wide, height=high)
    return f"{wide:g} × {high:g} mm", "A4"


def _page_number(**changes: object) -> Inject:
    def inject(sheet: Sheet, rng: random.Random) -> tuple[str, str] | None:
        chosen = {key: rng.choice(v) if isinstance(v, tuple) else v for key, v in changes.items()}
        sheet.page = replace(sheet.page, number=replace(sheet.page.number, **chosen))
        return str(chosen), "giữa, lề trên, từ trang 2"

    return inject


def _numbers(name: str, about: str, laws: tuple[str, ...] = BOTH_LAWS, **changes: object) -> None:
    KINDS.append(
        Kind(f"any.pagenumber.{name}", "page", "IV.5", _page_number(**changes), standards=laws,
             types=LONG_TYPES, wish={"is_long": True}, place=NUMBER_PLACE, about=about)
    )  # fmt: skip


_numbers("aligned", r"giua|can|phai|trai", align=(LEFT, RIGHT))
_numbers("below", r"tren|duoi|dau trang|chan|10|vi tri", place="footer")
_numbers("onfirst", r"trang 1|trang dau|thu nhat|trang nhat", on_first=True)
_numbers("missing", r"thieu|khong|chua|co so trang", shown=False)
_numbers("size", r"\bco\b|co chu", size=(11.0, 12.0, 16.0))
_numbers("roman", r"rap|la ma|chu so", style=("ROMAN", "roman"))
_numbers("distance", r"10|mep|cach", PARTY_RULES, distance=(5.0, 12.7, 15.0))
_numbers("font", r"phong|font|times", font=("Arial", "Calibri"))
_numbers("italic", r"dung|nghieng", (ND30,), italic=True)


@kind("any.annex.pagesrun", "annex", "IV.5", standards=(HD05, ND30), wish=ANNEXED,
      place=r"trang|phu luc", about=r"trang")  # fmt: skip
def annex_pages_run(sheet: Sheet, rng: random.Random) -> tuple[str, str]:
    del rng
    for annex in sheet.annexes:
        annex.restarts = False
    return "đánh tiếp", "đánh riêng từng phụ lục"


# -- paragraphs of the text --------------------------------------------------------------------


def _some(sheet: Sheet, rng: random.Random) -> list[Para]:
    found = sheet.all(*BODY_ROLES)
    long = [para for para in found if len(para.text) > 120]
    return found if rng.random() < 0.6 or not long else [rng.choice(long)]


def _shaped(**changes: object) -> Inject:
    def inject(sheet: Sheet, rng: random.Random) -> tuple[str, str] | None:
        chosen = {key: rng.choice(v) for key, v in changes.items()}
        for para in _some(sheet, rng):
            for key, value in chosen.items():
                setattr(para, key, value)
        return str(chosen), ""

    return inject


def _shape(name: str, laws: tuple[str, ...], about: str, **changes: object) -> None:
    KINDS.append(
        Kind(name, "body", "6.2.2", _shaped(**changes), standards=laws, about=about)
    )  # fmt: skip


_shape("any.body.align", BOTH_LAWS, "align", align=(LEFT, CENTER))
_shape("any.body.noindent", BOTH_LAWS, "indent", first=(0.0,))
_shape("any.body.bigindent", BOTH_LAWS, "indent", first=(20.0, 25.0))


@kind("any.body.space", "body", "6.2.2", standards=BOTH_LAWS, about=r"doan|cach|giua cac")
def paragraphs_too_close(sheet: Sheet, rng: random.Random) -> tuple[str, str]:
    found = sheet.all(*BODY_ROLES)
    # Beside a neighbour with space on both sides one paragraph alone stands far enough.
    paras = found if found[0].before and found[0].after else _some(sheet, rng)
    after = rng.choice((0.0, 3.0))
    for para in paras:
        para.before, para.after = 0.0, after
    return f"{after:g} pt", "6 pt"


_shape("any.body.lowline", PARTY_RULES, "line", line=((EXACT, 15.0), (EXACT, 16.0), (EXACT, 17.0)))
_shape("party.body.highline", (HD05,), "line", line=((EXACT, 23.0), (EXACT, 26.0)))
_shape("party.body.autoline", (HD05,), "line", line=((AUTO, 1.0), (AUTO, 1.15), (AUTO, 2.0)))
_shape("state.body.highline", (ND30,), "line", line=((AUTO, 2.0), (AUTO, 1.8)))
_shape("state.body.lowline", (ND30,), "line", line=((AUTO, 0.8), (AUTO, 0.85)))


@kind("any.font.place", "any", "IV", standards=BOTH_LAWS, about="font")
def font_of_component(sheet: Sheet, rng: random.Random) -> tuple[str, str]:
    roles = ("number", "date", "title", "issuer", "recipient", "name", "authority", "subject")
    roles = tuple(role for role in roles if sheet.has(role))
    name = rng.choice(FONTS)
    for para in sheet.all(rng.choice(roles)):
        para.look = like(para.look, font=name)
    return name, "Times New Roman"


@kind("any.font.body", "body", "IV", standards=BOTH_LAWS, about="font", place="any")
def font_of_body(sheet: Sheet, rng: random.Random) -> tuple[str, str]:
    name = rng.choice(FONTS)
    for para in _some(sheet, rng):
        para.look = like(para.look, font=name)
    return name, "Times New Roman"


@kind("any.font.theme", "body", "IV", standards=BOTH_LAWS, about="font", place="any")
def font_of_theme(sheet: Sheet, rng: random.Random) -> tuple[str, str]:
    for para in _some(sheet, rng):
        para.look = like(para.look, font=THEME_FONT)
    return "phông của chủ đề", "Times New Roman"


@kind("any.font.word", "body", "IV", standards=BOTH_LAWS, about="font", place="any")
def font_of_word(sheet: Sheet, rng: random.Random) -> tuple[str, str]:
    para = rng.choice([each for each in sheet.all(*BODY_ROLES) if len(each.text) > 60])
    para.head = para.text[: para.text.index(" ", 30)]
    para.head_look = like(para.look, font=rng.choice(FONTS))
    return para.head_look.font, "Times New Roman"


@kind("any.size.word", "body", "6.2", standards=BOTH_LAWS, about="size")
def size_of_words(sheet: Sheet, rng: random.Random) -> tuple[str, str]:
    para = rng.choice([each for each in sheet.all(*BODY_ROLES) if len(each.text) > 120])
    para.head = para.text[: para.text.index(" ", 50)]
    para.head_look = like(para.look, size=rng.choice((11.0, 12.0, 16.0)))
    return f"{para.head_look.size:g}", "14"


@kind("any.color.body", "body", "IV", standards=BOTH_LAWS, about="color", place="any")
def color_of_body(sheet: Sheet, rng: random.Random) -> tuple[str, str]:
    for para in _some(sheet, rng):
        para.look = like(para.look, color=rng.choice(("FF0000", "0070C0", "7F7F7F")))
    return "màu", "đen"


@kind("any.color.head", "any", "IV", standards=BOTH_LAWS, about="color")
def color_of_head(sheet: Sheet, rng: random.Random) -> tuple[str, str]:
    roles = [role for role in ("number", "title", "type", "name", "recipient") if sheet.has(role)]
    for para in sheet.all(rng.choice(roles)):
        para.look = like(para.look, color=rng.choice(("FF0000", "0070C0", "00B050")))
    return "màu", "đen"


def _aligned(role: str, clause: str, laws: tuple[str, ...], types: tuple[str, ...]) -> None:
    def inject(sheet: Sheet, rng: random.Random) -> tuple[str, str] | None:
        if not sheet.has(role):
            return None
        sheet.plain_header = True
        paras = sheet.all(role)
        lines = paras[0].text.split("\n")
        if max(width(line, paras[0].look.size, bold=True) for line in lines) > WIDEST_SHIFTED.get(
            role, WIDEST_IN_HEAD
        ):
            return None
        for para in paras:
            para.align = rng.choice((LEFT, RIGHT))
        return "không giữa", "giữa"

    name = "party" if HD05 in laws else "state"
    KINDS.append(Kind(f"{name}.{role}.align", role, clause, inject, standards=laws, types=types,
                      about="align"))  # fmt: skip


for _role, _clause in (("star", "2.2.1"), ("number", "3.2.1"), ("date", "4.2"), ("issuer", "2.2")):
    _aligned(_role, _clause, PARTY_RULES, ())
for _role, _clause in (("type", "5.2"), ("subject", "5.2.1")):
    _aligned(_role, _clause, PARTY_RULES, NAMED)


# -- rules -------------------------------------------------------------------------------------


def _no_rule(name: str, role: str, laws: tuple[str, ...], types: tuple[str, ...] = ()) -> None:
    def inject(sheet: Sheet, rng: random.Random) -> tuple[str, str] | None:
        del rng
        sheet.drop(role)
        return "không có", "đường kẻ"

    place = {
        "title_rule": r"\bke\b|tieu de|tieu ngu|quoc hieu|dang cong san",
        "issuer_rule": r"\bke\b|ban hanh|co quan",
        "subject_rule": r"\bke\b|trich yeu",
    }
    KINDS.append(Kind(name, "title", "1.2", inject, standards=laws, types=types, place=place[role],
                      about=r"\bke\b|gach", also=r"dia danh|\bso\b"))  # fmt: skip


_no_rule("party.title.norule", "title_rule", PARTY_RULES)
_no_rule("state.motto.norule", "title_rule", (ND30,))
_no_rule("state.issuer.norule", "issuer_rule", (ND30,))
_no_rule("state.subject.norule", "subject_rule", (ND30,), STATE_NAMED)


def _rule(name: str, role: str, factor: tuple[float, ...], law: str) -> None:
    def inject(sheet: Sheet, rng: random.Random) -> tuple[str, str] | None:
        para = sheet.one(role)
        para.rule *= rng.choice(factor)
        return f"{para.rule:.0f} mm", "bằng độ dài"

    KINDS.append(Kind(name, "title", "1.2", inject, standards=(law,) if law == ND30 else
                      PARTY_RULES, place=r"\bke\b|tieu de|tieu ngu|ban hanh|co quan",
                      about=r"\bke\b|dai|gach"))  # fmt: skip


_rule("party.title.shortrule", "title_rule", (0.3, 0.5), HD05)
_rule("state.motto.shortrule", "title_rule", (0.3, 0.5), ND30)
_rule("state.issuer.longrule", "issuer_rule", (2.3,), ND30)
